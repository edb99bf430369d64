//! The trash: deleted events, until they are taken back.

use super::Canvas;
use super::footer::footer_hints;
use super::library::plural;
use super::lists::{heading, item_style, message};
use super::theme::Role;
use super::write::Line;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let area = canvas.frame.area();
    let trash = state.library().trash();
    heading(canvas, "Trash", &format!("{} · never emptied by the program", plural(trash.len(), "event")));
    let Some(list) = state.list() else { return };
    for (item, deleted) in trash.iter().enumerate().take(list.end).skip(list.first) {
        let (style, pointer) = item_style(canvas, item, false);
        let date = deleted.date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let when =
            deleted.deleted.map(|at| format!("deleted {} ", at.strftime("%Y-%m-%d %H:%M UTC"))).unwrap_or_default();
        let line = Line::new()
            .add(&format!(" {pointer} {date:<11}{}", deleted.title), style)
            .add_right(&when, canvas.theme.role(Role::Quiet));
        canvas.line(list.top + (item - list.first) as u16, area, line);
    }
    if trash.is_empty() {
        canvas.line(list.top, area, Line::new().add(" The trash is empty.", canvas.theme.role(Role::Quiet)));
    }
    message(canvas, area.height.saturating_sub(2));
    footer_hints(canvas);
}
