//! How keys are written down: in the table, in the footer, in the README, in the settings.

use crate::app::{Key, KeyCode};
use std::fmt;
use std::str::FromStr;

/// A character's key.
#[must_use]
pub(in crate::app) const fn key(c: char) -> Key {
    Key::plain(KeyCode::Char(c))
}

/// A character's key with control.
#[must_use]
pub(in crate::app) const fn ctrl(c: char) -> Key {
    Key::ctrl(KeyCode::Char(c))
}

/// Any other key.
#[must_use]
pub(in crate::app) const fn on(code: KeyCode) -> Key {
    Key::plain(code)
}

/// Keys that are no characters: as they are shown, and as they may be written, too.
const NAMED: [(KeyCode, &str, &str); 15] = [
    (KeyCode::Char(' '), "space", "space"),
    (KeyCode::Enter, "Enter", "return"),
    (KeyCode::Esc, "Esc", "escape"),
    (KeyCode::Tab, "tab", "tab"),
    (KeyCode::BackTab, "shift-tab", "backtab"),
    (KeyCode::Backspace, "Backspace", "backspace"),
    (KeyCode::Delete, "Delete", "del"),
    (KeyCode::Left, "←", "left"),
    (KeyCode::Right, "→", "right"),
    (KeyCode::Up, "↑", "up"),
    (KeyCode::Down, "↓", "down"),
    (KeyCode::Home, "Home", "home"),
    (KeyCode::End, "End", "end"),
    (KeyCode::PageUp, "PgUp", "pageup"),
    (KeyCode::PageDown, "PgDn", "pagedown"),
];

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
        match (NAMED.iter().find(|(code, ..)| *code == self.code), self.code) {
            (Some((_, name, _)), _) => out.write_str(name),
            (None, KeyCode::Char(c)) => write!(out, "{c}"),
            (None, KeyCode::Function(n)) => write!(out, "F{n}"),
            (None, code) => write!(out, "{code:?}"),
        }
    }
}

impl FromStr for Key {
    type Err = String;

    /// Reads `j`, `G`, `ctrl-e`, `alt-x`, `shift-up`, `space`, `PgDn`, `F1`, as they are shown.
    fn from_str(written: &str) -> Result<Key, String> {
        let mut key = Key::plain(KeyCode::Esc);
        let mut rest = written;
        let lower = written.to_lowercase();
        if lower != "shift-tab" {
            for (prefix, held) in [("ctrl-", &mut key.ctrl), ("alt-", &mut key.alt), ("shift-", &mut key.shift)] {
                let head = rest.get(..prefix.len()).filter(|head| head.eq_ignore_ascii_case(prefix));
                if let (Some(_), true) = (head, rest.len() > prefix.len()) {
                    *held = true;
                    rest = &rest[prefix.len()..];
                }
            }
        }
        key.code = code(rest).ok_or_else(|| {
            format!("{written} is no key; write keys like j, G, ctrl-e, alt-x, space, tab, enter, esc, up, PgDn, F1")
        })?;
        match key.code {
            // A terminal sends one and the same for these pairs.
            KeyCode::Char('i') if key.ctrl => Err("ctrl-i is the same as tab in a terminal: write tab".to_owned()),
            KeyCode::Char('m') if key.ctrl => Err("ctrl-m is the same as enter in a terminal: write enter".to_owned()),
            KeyCode::Char('[') if key.ctrl => Err("ctrl-[ is the same as esc in a terminal: write esc".to_owned()),
            KeyCode::Char(c) if key.shift => {
                let upper = c.to_uppercase().next().unwrap_or(c);
                Ok(Key { code: KeyCode::Char(upper), shift: false, ..key })
            }
            _ => Ok(key),
        }
    }
}

fn code(written: &str) -> Option<KeyCode> {
    let mut letters = written.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        let arrow = NAMED.iter().find(|(_, shown, _)| *shown == written).map(|(code, ..)| *code);
        return Some(arrow.unwrap_or(KeyCode::Char(only))).filter(|_| !only.is_control());
    }
    let is = |name: &str| name.eq_ignore_ascii_case(written);
    let named = NAMED.iter().find(|(_, shown, other)| is(shown) || is(other)).map(|(code, ..)| *code);
    let number = || written.strip_prefix(['F', 'f'])?.parse().ok().filter(|n| (1..=24).contains(n));
    named.or_else(|| number().map(KeyCode::Function))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_shown() {
        let check = |written: &str, expected: Key| {
            let key: Key = written.parse().unwrap();
            assert_eq!(key, expected, "{written}");
            assert_eq!(key.to_string().parse(), Ok(key));
        };
        check("j", key('j'));
        check("G", key('G'));
        check("-", key('-'));
        check("ctrl-e", ctrl('e'));
        check("Ctrl--", ctrl('-'));
        check("space", key(' '));
        check("PAGEDOWN", on(KeyCode::PageDown));
        check("PgDn", on(KeyCode::PageDown));
        check("←", on(KeyCode::Left));
        check("shift-tab", on(KeyCode::BackTab));
        check("shift-up", Key { shift: true, ..on(KeyCode::Up) });
        check("shift-a", key('A'));
        check("f12", on(KeyCode::Function(12)));
        check("ctrl-alt-x", Key { alt: true, ..ctrl('x') });
        check("台", key('台'));
        for nonsense in ["", "ctrl-", "F0", "F25", "meta-x", "jj", "\u{1b}", "ctrl-i", "ctrl-m"] {
            assert!(nonsense.parse::<Key>().is_err(), "{nonsense:?}");
        }
    }
}
