//! The strip: the whole event at a glance, with what is visible lit. It is the scroll bar, too.

use super::Canvas;
use super::write::Line;
use crate::app::{Room, Speaks};
use crate::domain::Side;
use ratatui::layout::Rect;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>, room: &Room) {
    let layout = room.page.layout;
    for (line, glance) in room.overview(usize::from(layout.body)).into_iter().enumerate() {
        let glyph = match glance.speaks {
            _ if glance.noted => "•",
            Speaks::Unknown => "│",
            Speaks::Both => "█",
            Speaks::Only(Side::Left) => "▌",
            Speaks::Only(Side::Right) => "▐",
            Speaks::Apart => "▒",
        };
        let y = layout.top + u16::try_from(line).unwrap_or(u16::MAX);
        let style = canvas.theme.strip(glance.visible);
        canvas.line(0, Rect::new(layout.strip, y, 1, 1), Line::new().add(glyph, style));
    }
}
