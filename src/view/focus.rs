//! Where the terminal's cursor stands: at the focus, so that screen readers read it out and input methods
//! open there.

use super::Canvas;
use crate::app::page::Band;
use crate::app::{Screen, State, Work};
use ratatui::layout::{Position, Rect};
use ratatui_textarea::TextArea;

/// The focus of a screen; where something is typed, drawing that puts it there.
pub(super) fn of(state: &State) -> Option<Position> {
    if state.overlay.is_some() {
        // The line that is read first after scrolling.
        return Some(Position::new(1, 2));
    }
    match state.screen {
        Screen::Room => in_room(state),
        Screen::Intake => None,
        _ => {
            let list = state.list()?;
            let down = state.item().checked_sub(list.first)? * usize::from(list.height);
            Some(Position::new(1, list.top + u16::try_from(down).ok()?))
        }
    }
}

/// The first line on the screen of the passage at the cursor, or what is being chosen below it.
fn in_room(state: &State) -> Option<Position> {
    let room = state.room.as_ref()?;
    let layout = room.page.layout;
    if matches!(room.work, Work::Tagging(_)) {
        return Some(Position::new(1, layout.top + layout.body + 1));
    }
    let (cursor, side) = (room.cursor, room.cursor.side);
    let here = room.page.lines.iter().position(|line| {
        let cell = line.cells[side].as_ref();
        let folded = matches!(line.band, Some(Band::Folded { row, .. }) if row == cursor.row);
        folded || cell.is_some_and(|cell| cell.row == cursor.row && cell.position == cursor.position)
    })?;
    Some(Position::new(layout.gutter[side], layout.top + u16::try_from(here).ok()?))
}

/// Puts the terminal's cursor where the focus is, if that is on the screen.
pub(super) fn show(canvas: &mut Canvas<'_, '_>) {
    let area = canvas.frame.area();
    if let Some(focus) = canvas.focus.filter(|focus| area.contains(*focus)) {
        canvas.frame.set_cursor_position(focus);
    }
}

impl Canvas<'_, '_> {
    /// Draws a field in which something is typed; the focus is there.
    pub(super) fn field(&mut self, field: &TextArea<'_>, area: Rect) {
        self.frame.render_widget(field, area);
        let (cursor, (top, left)) = (field.screen_cursor(), field.scroll_offset());
        let below = |at: usize, scrolled: u16| u16::try_from(at).unwrap_or(u16::MAX).saturating_sub(scrolled);
        let place = Position::new(area.x + below(cursor.col, left), area.y + below(cursor.row, top));
        self.focus = Some(place).filter(|place| area.contains(*place)).or(self.focus);
    }
}
