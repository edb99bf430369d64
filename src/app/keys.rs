//! How keys are written down: in the table, in the footer, in the README.

use super::{Key, KeyCode};
use std::fmt;

/// A character's key.
#[must_use]
pub(super) const fn key(c: char) -> Key {
    Key::plain(KeyCode::Char(c))
}

/// A character's key with control.
#[must_use]
pub(super) const fn ctrl(c: char) -> Key {
    Key::ctrl(KeyCode::Char(c))
}

/// Any other key.
#[must_use]
pub(super) const fn on(code: KeyCode) -> Key {
    Key::plain(code)
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            out.write_str("ctrl-")?;
        }
        if self.alt {
            out.write_str("alt-")?;
        }
        if self.shift {
            out.write_str("shift-")?;
        }
        match self.code {
            KeyCode::Char(' ') => out.write_str("space"),
            KeyCode::Char(c) => write!(out, "{c}"),
            KeyCode::Function(n) => write!(out, "F{n}"),
            KeyCode::Left => out.write_str("←"),
            KeyCode::Right => out.write_str("→"),
            KeyCode::Up => out.write_str("↑"),
            KeyCode::Down => out.write_str("↓"),
            KeyCode::PageUp => out.write_str("PgUp"),
            KeyCode::PageDown => out.write_str("PgDn"),
            KeyCode::BackTab => out.write_str("shift-tab"),
            KeyCode::Tab => out.write_str("tab"),
            code => write!(out, "{code:?}"),
        }
    }
}
