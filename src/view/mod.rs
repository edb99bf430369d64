//! Draws the state. Reads only.

use crate::app::State;
use ratatui::Frame;

/// Draws one frame.
pub fn draw(state: &State, frame: &mut Frame) {
    let title = state.opened.as_ref().map_or("Library", |opened| opened.dossier.event.title.as_str());
    frame.render_widget(title, frame.area());
}
