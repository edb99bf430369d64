//! Draws the state. Reads only: all layout that depends on texts was made by the step before.

mod ascii;
mod carrying;
mod emphasis;
mod exporting;
mod focus;
mod footer;
mod guard;
mod header;
mod intake;
mod library;
mod lists;
mod overlay;
mod panes;
mod prompt;
mod setting;
mod sources;
mod strip;
mod theme;
mod track;
mod trash;
mod write;

use crate::app::page::{Layout, SMALLEST};
use crate::app::{Screen, State};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use theme::{Role, Theme};

pub(crate) use theme::standard as standard_shade;
use write::Line;

/// Draws one frame.
pub fn draw(state: &State, frame: &mut Frame) {
    let look = state.look();
    let canvas = &mut Canvas { state, theme: Theme::new(&look), focus: focus::of(state), frame };
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
        Screen::Library => library::draw(canvas),
        Screen::Trash => trash::draw(canvas),
        Screen::Track => track::draw(canvas),
        Screen::Intake => intake::draw(canvas),
        Screen::Carrying => carrying::draw(canvas),
        Screen::Export => exporting::draw(canvas),
        Screen::Settings => setting::draw(canvas),
    }
    overlay::draw(canvas);
    prompt::draw(canvas);
    if look.ascii {
        ascii::put(canvas.frame.buffer_mut());
    }
    guard::guard(canvas.frame.buffer_mut());
    focus::show(canvas);
}

/// What every part of the screen draws with.
struct Canvas<'a, 'b> {
    state: &'a State,
    theme: Theme,
    /// Where the terminal's cursor stands.
    focus: Option<Position>,
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
