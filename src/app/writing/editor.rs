//! From the program's keys to those of the note editor.

use crate::app::{Key, KeyCode};
use ratatui_textarea::{Input, Key as EditorKey};

/// The same key, as the editor knows it.
#[must_use]
pub(in crate::app) fn translate(key: Key) -> Input {
    let code = match key.code {
        KeyCode::Char(c) => EditorKey::Char(c),
        KeyCode::Enter => EditorKey::Enter,
        KeyCode::Esc => EditorKey::Esc,
        KeyCode::Tab => EditorKey::Tab,
        KeyCode::BackTab => EditorKey::Null,
        KeyCode::Backspace => EditorKey::Backspace,
        KeyCode::Delete => EditorKey::Delete,
        KeyCode::Left => EditorKey::Left,
        KeyCode::Right => EditorKey::Right,
        KeyCode::Up => EditorKey::Up,
        KeyCode::Down => EditorKey::Down,
        KeyCode::Home => EditorKey::Home,
        KeyCode::End => EditorKey::End,
        KeyCode::PageUp => EditorKey::PageUp,
        KeyCode::PageDown => EditorKey::PageDown,
        KeyCode::Function(n) => EditorKey::F(n),
    };
    Input { key: code, ctrl: key.ctrl, alt: key.alt, shift: key.shift }
}
