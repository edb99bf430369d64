//! Making an event of two pasted texts, step by step.

use super::Effect;
use super::compose::Part;
use super::state::{Screen, State};

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
                self.opening = true;
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
