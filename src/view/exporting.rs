//! What leaves the program: the choices, and the first lines of the file as it would be written.

use super::Canvas;
use super::footer::footer_hints;
use super::lists::{heading, item_style, message};
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::page::width;
use crate::app::{Exporting, content_name, format_name};
use ratatui::layout::Rect;

/// Columns of a row's name.
const SUBJECT: usize = 12;

/// Most lines that one line of the file takes.
const LONG: usize = 4;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let (Some(room), Some(exporting), Some(list)) = (&state.room, &state.exporting, state.list()) else { return };
    let area = canvas.frame.area();
    heading(canvas, "Export", &told(exporting));
    let texts = if exporting.whole { "whole, side by side" } else { "only what is quoted" };
    let rows = [
        ("form", format_name(exporting.format).to_owned()),
        ("content", content_name(exporting.content).to_owned()),
        ("texts", texts.to_owned()),
        ("file", exporting.file(&room.dossier)),
        ("", state.spell("write it: {open-in-export}")),
    ];
    for (item, (subject, value)) in rows.iter().enumerate().take(list.end).skip(list.first) {
        let (style, pointer) = item_style(canvas, item, false);
        let line = Line::new()
            .add(&format!(" {pointer} {subject:<SUBJECT$}"), style)
            .add(&format!("‹ {value} ›"), style.patch(canvas.theme.role(Role::Key)));
        canvas.line(list.top + (item - list.first) as u16, area, line);
    }
    let top = list.top + rows.len() as u16;
    let below = Rect::new(0, top, area.width, area.height.saturating_sub(top + 2));
    preview(canvas, exporting, below);
    message(canvas, area.height.saturating_sub(2));
    footer_hints(canvas);
}

/// What the file holds, or that it would hold nothing of what was chosen.
fn told(exporting: &Exporting) -> String {
    match exporting.made() {
        None => "the file is being made…".to_owned(),
        Some(Err(_)) => "not possible so".to_owned(),
        Some(Ok(made)) => {
            let count =
                |n: usize, one: &str, more: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {more}") };
            let (notes, found) = made.counts;
            let size = made.bytes.len().div_ceil(1024);
            format!("{} · {} · {size} KiB", count(notes, "note", "notes"), count(found, "discrepancy", "discrepancies"))
        }
    }
}

fn preview(canvas: &mut Canvas<'_, '_>, exporting: &Exporting, area: Rect) {
    canvas.rule(0, area);
    let quiet = canvas.theme.role(Role::Quiet);
    let mut y = 1;
    let mut say = |canvas: &mut Canvas<'_, '_>, text: &str, role: Role| {
        for line in wrapped(text, area.width.saturating_sub(2), 2) {
            canvas.line(y, area, Line::new().add(&format!(" {line}"), canvas.theme.role(role)));
            y += 1;
        }
    };
    let made = match exporting.made() {
        None => return,
        Some(Err(why)) => return say(canvas, why, Role::Warning),
        Some(Ok(made)) => made,
    };
    if made.counts == (0, 0) {
        let left = if exporting.whole {
            "the texts side by side, their sources and the method"
        } else {
            "the sources and the method"
        };
        say(canvas, &format!("There is nothing of that here: the file would have {left} only."), Role::Warning);
    }
    let head = if exporting.format.is_binary() { "What it says, as Markdown:" } else { "It begins:" };
    say(canvas, head, Role::Quiet);
    let room = usize::from(area.height.saturating_sub(y));
    // No line of the file is cut short before it has taken a few: what leaves the program is to be read.
    let columns = area.width.saturating_sub(2);
    let lines = made.preview.iter().take(room).flat_map(|text| match width(text) <= usize::from(columns) {
        true => vec![text.clone()],
        false => wrapped(text, columns, LONG),
    });
    for (n, text) in lines.take(room).enumerate() {
        canvas.line(y + n as u16, area, Line::new().add(" ", quiet).add(&text, canvas.theme.role(Role::Text)));
    }
}
