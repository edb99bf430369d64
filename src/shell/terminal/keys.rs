//! From what the terminal reports to what the program understands.

use crate::app::{Key, KeyCode, Mouse, MouseKind, What};
use crossterm::event::{Event, KeyCode as Pressed, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

/// What a report of the terminal means; `None` for what the program has no use for.
pub(crate) fn translate(event: Event) -> Option<What> {
    match event {
        Event::Key(event) => key(event).map(What::Key),
        Event::Mouse(event) => {
            let kind = mouse(event.kind)?;
            Some(What::Mouse(Mouse { kind, x: event.column, y: event.row }))
        }
        Event::Paste(text) => Some(What::Paste(line_feeds(text))),
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = |modifier| event.modifiers.contains(modifier);
    let code = match event.code {
        // Control with the space bar arrives as a zero byte.
        Pressed::Null => return Some(Key::ctrl(KeyCode::Char(' '))),
        Pressed::Char(c) => KeyCode::Char(c),
        Pressed::Enter => KeyCode::Enter,
        Pressed::Esc => KeyCode::Esc,
        Pressed::Tab if held(KeyModifiers::SHIFT) => KeyCode::BackTab,
        Pressed::Tab => KeyCode::Tab,
        Pressed::BackTab => KeyCode::BackTab,
        Pressed::Backspace => KeyCode::Backspace,
        Pressed::Delete => KeyCode::Delete,
        Pressed::Left => KeyCode::Left,
        Pressed::Right => KeyCode::Right,
        Pressed::Up => KeyCode::Up,
        Pressed::Down => KeyCode::Down,
        Pressed::Home => KeyCode::Home,
        Pressed::End => KeyCode::End,
        Pressed::PageUp => KeyCode::PageUp,
        Pressed::PageDown => KeyCode::PageDown,
        Pressed::F(number) => KeyCode::Function(number),
        _ => return None,
    };
    // Characters and the backward tab have their shift in them.
    let shift = held(KeyModifiers::SHIFT) && !matches!(code, KeyCode::Char(_) | KeyCode::BackTab);
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT), shift })
}

fn mouse(kind: MouseEventKind) -> Option<MouseKind> {
    match kind {
        MouseEventKind::Down(MouseButton::Left) => Some(MouseKind::Press),
        MouseEventKind::Drag(MouseButton::Left) => Some(MouseKind::Drag),
        MouseEventKind::Up(MouseButton::Left) => Some(MouseKind::Release),
        MouseEventKind::ScrollUp => Some(MouseKind::ScrollUp),
        MouseEventKind::ScrollDown => Some(MouseKind::ScrollDown),
        _ => None,
    }
}

/// Terminals send the line ends of a paste as carriage returns, with or without a line feed.
fn line_feeds(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// Whether the later input makes the earlier one pointless: drags come in storms, and only the last
/// one counts.
pub(crate) fn merge(earlier: &What, later: &What) -> bool {
    let drags = |what: &What| matches!(what, What::Mouse(Mouse { kind: MouseKind::Drag, .. }));
    drags(earlier) && drags(later)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyEventState, MouseEvent};

    #[test]
    fn keys_become_what_the_command_table_knows() {
        let check = |code, modifiers, expected: Option<Key>| {
            let event = KeyEvent { code, modifiers, kind: KeyEventKind::Press, state: KeyEventState::NONE };
            assert_eq!(translate(Event::Key(event)), expected.map(What::Key));
        };
        check(Pressed::Char('a'), KeyModifiers::NONE, Some(Key::plain(KeyCode::Char('a'))));
        check(Pressed::Char('A'), KeyModifiers::SHIFT, Some(Key::plain(KeyCode::Char('A'))));
        check(Pressed::Char('z'), KeyModifiers::CONTROL, Some(Key::ctrl(KeyCode::Char('z'))));
        check(Pressed::BackTab, KeyModifiers::SHIFT, Some(Key::plain(KeyCode::BackTab)));
        check(Pressed::Tab, KeyModifiers::SHIFT, Some(Key::plain(KeyCode::BackTab)));
        check(Pressed::Up, KeyModifiers::SHIFT, Some(Key { shift: true, ..Key::plain(KeyCode::Up) }));
        check(Pressed::Enter, KeyModifiers::ALT, Some(Key { alt: true, ..Key::plain(KeyCode::Enter) }));
        check(Pressed::Null, KeyModifiers::NONE, Some(Key::ctrl(KeyCode::Char(' '))));
        check(Pressed::CapsLock, KeyModifiers::NONE, None);
    }

    #[test]
    fn a_released_key_is_no_key() {
        let released = KeyEvent::new_with_kind(Pressed::Char('a'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(translate(Event::Key(released)), None);
    }

    #[test]
    fn a_paste_has_line_feeds_however_its_lines_ended() {
        let check = |text: &str, expected: &str| {
            assert_eq!(translate(Event::Paste(text.to_owned())), Some(What::Paste(expected.to_owned())));
        };
        check("one\rtwo", "one\ntwo");
        check("one\r\ntwo\r\n", "one\ntwo\n");
        check("one\ntwo", "one\ntwo");
    }

    #[test]
    fn only_the_last_of_a_storm_counts() {
        let mouse = |kind, column| {
            translate(Event::Mouse(MouseEvent { kind, column, row: 0, modifiers: KeyModifiers::NONE })).unwrap()
        };
        let press = mouse(MouseEventKind::Down(MouseButton::Left), 1);
        let drag = mouse(MouseEventKind::Drag(MouseButton::Left), 2);
        let further = mouse(MouseEventKind::Drag(MouseButton::Left), 3);
        assert!(merge(&drag, &further));
        assert!(!merge(&press, &drag));
    }
}
