//! Draws the state. Reads only: all layout that depends on texts was made by the step before.

mod compose;
mod emphasis;
mod footer;
mod guard;
mod header;
mod lists;
mod overlay;
mod panes;
mod prompt;
mod sources;
mod strip;
mod theme;
mod write;

use crate::app::page::{Layout, SMALLEST};
use crate::app::{Screen, State};
use ratatui::Frame;
use ratatui::layout::Rect;
use theme::{Role, Theme};
use write::Line;

/// Draws one frame.
pub fn draw(state: &State, frame: &mut Frame) {
    let canvas = &mut Canvas { state, theme: Theme::new(state.setup.dark, state.setup.colour), frame };
    let area = canvas.frame.area();
    if Layout::too_small(state.setup.size) {
        let text = format!("too small: Diptych needs {} × {}", SMALLEST.width, SMALLEST.height);
        canvas.line(0, area, Line::new().add(&text, canvas.theme.role(Role::Warning)));
        return;
    }
    match state.screen {
        Screen::Room => {
            header::draw(canvas);
            panes::draw(canvas);
            footer::draw(canvas);
        }
        Screen::Discrepancies | Screen::Notes => lists::draw(canvas),
        Screen::Emphasis => emphasis::draw(canvas),
        Screen::Sources => sources::draw(canvas),
        Screen::Library => lists::draw_library(canvas),
        Screen::Compose => compose::draw(canvas),
    }
    overlay::draw(canvas);
    prompt::draw(canvas);
    guard::guard(canvas.frame.buffer_mut());
}

/// What every part of the screen draws with.
struct Canvas<'a, 'b> {
    state: &'a State,
    theme: Theme,
    frame: &'a mut Frame<'b>,
}

impl Canvas<'_, '_> {
    /// Writes a line at a height of an area, cut at its right edge.
    fn line(&mut self, y: u16, area: Rect, line: Line) {
        if y < area.height {
            line.put(self.frame.buffer_mut(), area.x, area.y + y, area.width);
        }
    }

    /// A thin rule across an area.
    fn rule(&mut self, y: u16, area: Rect) {
        let rule = "─".repeat(usize::from(area.width));
        self.line(y, area, Line::new().add(&rule, self.theme.role(Role::Quiet)));
    }
}
