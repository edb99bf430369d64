//! A new event: paste the left text, then the right one, then give it a title.

use super::state::{Screen, State};
use super::{Effect, Key, KeyCode};
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

impl State {
    /// The field is given: on to the next, at last make the event.
    pub(crate) fn next_part(&mut self) -> Vec<Effect> {
        let Some(compose) = &mut self.compose else { return Vec::new() };
        if compose.given().trim().is_empty() {
            self.warn("nothing is here yet: paste the text first");
            return Vec::new();
        }
        match compose.part {
            Part::Left => compose.part = Part::Right,
            Part::Right => compose.part = Part::Title,
            Part::Title => {
                let title = compose.title.trim().to_owned();
                let texts = compose.texts.clone();
                return vec![Effect::Create { title, texts }];
            }
        }
        Vec::new()
    }

    /// One step back; from the first, out. What was pasted stays until the event is made.
    pub(crate) fn previous_part(&mut self) -> Vec<Effect> {
        let Some(compose) = &mut self.compose else { return Vec::new() };
        match compose.part {
            Part::Title => compose.part = Part::Right,
            Part::Right => compose.part = Part::Left,
            Part::Left => {
                self.screen = Screen::Library;
                return vec![Effect::List];
            }
        }
        Vec::new()
    }
}
