//! The last gate before the terminal: whatever slipped past `visible()` is replaced here.

use ratatui::buffer::Buffer;

/// Replaces every cell that holds a character a terminal would act upon or hide.
pub(crate) fn guard(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() && !symbol.bytes().any(|byte| byte.is_ascii_control()) {
            continue;
        }
        if crate::domain::visible(symbol).replaced() > 0 {
            cell.set_symbol("·");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn an_override_that_slipped_in_does_not_reach_the_terminal() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        buffer[(0, 0)].set_symbol("\u{202e}");
        buffer[(1, 0)].set_symbol("台");
        buffer[(2, 0)].set_symbol("a\u{200b}");
        guard(&mut buffer);
        let symbols: Vec<&str> = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(symbols, ["·", "台", "·", " "]);
    }
}
