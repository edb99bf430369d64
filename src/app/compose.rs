//! A new event: paste the left text, then the right one, then give it a title.

use super::{Key, KeyCode};
use crate::domain::Sides;

/// What is to be given next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The left text.
    #[default]
    Left,
    /// The right text.
    Right,
    /// The title.
    Title,
}

/// A new event in the making. Texts are kept as plain strings, since a paste may be megabytes.
#[derive(Debug, Clone, Default)]
pub struct Compose {
    /// What is being given.
    pub part: Part,
    /// The texts so far.
    pub texts: Sides<String>,
    /// The title so far.
    pub title: String,
}

impl Compose {
    /// The field that keys go to.
    pub fn field(&mut self) -> &mut String {
        match self.part {
            Part::Left => &mut self.texts.left,
            Part::Right => &mut self.texts.right,
            Part::Title => &mut self.title,
        }
    }

    /// The field that keys go to.
    #[must_use]
    pub fn given(&self) -> &str {
        match self.part {
            Part::Left => &self.texts.left,
            Part::Right => &self.texts.right,
            Part::Title => &self.title,
        }
    }

    /// A key that is no command: text.
    pub fn typed(&mut self, key: Key) {
        match key.code {
            KeyCode::Char(c) if !key.ctrl && !key.alt => self.field().push(c),
            KeyCode::Enter if self.part != Part::Title => self.field().push('\n'),
            KeyCode::Backspace => drop(self.field().pop()),
            _ => {}
        }
    }
}
