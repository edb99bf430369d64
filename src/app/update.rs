//! The one step: an input changes the state and asks for effects.

use super::{Effect, Input, Key, KeyCode, State, What};

/// Takes one input; the effects are to be carried out in order.
pub fn respond(state: &mut State, input: Input) -> Vec<Effect> {
    match input.what {
        What::Key(key) if key == Key::plain(KeyCode::Char('q')) => vec![Effect::Quit],
        What::Key(key) if key == Key::ctrl(KeyCode::Char('z')) => vec![Effect::Suspend],
        What::Resize(size) => {
            state.setup.size = size;
            Vec::new()
        }
        What::Opened(opened) => {
            state.opened = Some(opened);
            Vec::new()
        }
        What::Listed(listed) => {
            state.listed = listed;
            Vec::new()
        }
        _ => Vec::new(),
    }
}
