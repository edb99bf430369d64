//! Lines of styled text, made visible and cut to a width.

use crate::app::page::{width, wrap};
use crate::domain::visible;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// A line of styled text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pieces: Vec<(String, Style)>,
    right: Vec<(String, Style)>,
}

impl Line {
    pub(crate) fn new() -> Line {
        Line::default()
    }

    /// Adds text; what comes from outside is made visible here.
    #[must_use]
    pub(crate) fn add(mut self, text: &str, style: Style) -> Line {
        self.pieces.push((visible(text).text.replace('\n', " "), style));
        self
    }

    /// Adds text at the right end; it gives way where there is no room.
    #[must_use]
    pub(crate) fn add_right(mut self, text: &str, style: Style) -> Line {
        self.right.push((visible(text).text.replace('\n', " "), style));
        self
    }

    /// Width of the left part.
    pub(crate) fn width(&self) -> usize {
        self.pieces.iter().map(|(text, _)| width(text)).sum()
    }

    /// Puts the line into a buffer.
    pub(crate) fn put(self, buffer: &mut Buffer, x: u16, y: u16, columns: u16) {
        let end = x.saturating_add(columns);
        let cut = self.width() > usize::from(columns) && columns > 0;
        let (mut at, room) = (x, end - u16::from(cut));
        let mut last = Style::new();
        for (text, style) in &self.pieces {
            at = buffer.set_stringn(at, y, text, usize::from(room.saturating_sub(at)), *style).0;
            last = *style;
        }
        if cut {
            // Where the texts end, not in the last column: that may be the second half of a wide character.
            buffer.set_stringn(at, y, "…", 1, last);
            at = end;
        }
        let wide: usize = self.right.iter().map(|(text, _)| width(text)).sum();
        let Some(mut start) = end.checked_sub(u16::try_from(wide).unwrap_or(u16::MAX)) else { return };
        if start > at {
            for (text, style) in &self.right {
                start = buffer.set_stringn(start, y, text, usize::from(end.saturating_sub(start)), *style).0;
            }
        }
    }
}

/// A text as lines of a width, at most so many; the last says when there is more.
pub(crate) fn wrapped(text: &str, columns: u16, most: usize) -> Vec<String> {
    let shown = visible(text).text.replace('\n', " ");
    let ranges = wrap(&shown, usize::from(columns), most + 1);
    let more = ranges.len() > most;
    let mut lines: Vec<String> = ranges.into_iter().take(most).map(|range| shown[range].to_owned()).collect();
    if let Some(last) = lines.last_mut().filter(|_| more) {
        while width(last) + 2 > usize::from(columns) && last.pop().is_some() {}
        last.push_str(" …");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn a_cut_is_seen_after_wide_characters_too() {
        for columns in 1..=6 {
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
            Line::new().add("台湾问题", Style::new()).put(&mut buffer, 0, 0, columns);
            let shown: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            let drawn = "台湾问题".chars().take(usize::from((columns - 1) / 2)).collect::<String>() + "…";
            assert_eq!(shown.split_whitespace().collect::<String>(), drawn, "{columns} columns");
            let at = usize::from(columns - 1) / 2 * 2;
            assert_eq!(buffer.content[at].symbol(), "…", "{columns} columns");
        }
    }
}
