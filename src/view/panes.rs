//! The two panes and the strip between them.

use super::Canvas;
use super::theme::Role;
use super::write::Line;
use crate::app::page::{CellLine, Gutter, Layout};
use crate::app::{Room, Work};
use crate::domain::{Side, Span};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let Some(room) = &state.room else { return };
    let layout = room.page.layout;
    for (n, line) in room.page.lines.iter().enumerate() {
        let y = layout.top + u16::try_from(n).unwrap_or(u16::MAX);
        for side in Side::BOTH {
            if let Some(cell) = &line.cells[side] {
                let here =
                    line.row == room.cursor.row && side == room.cursor.side && cell.position == room.cursor.position;
                gutter(canvas, room, side, cell, y, here);
                words(canvas, layout, side, cell, y);
            }
        }
    }
    strip(canvas, room);
}

fn gutter(canvas: &mut Canvas<'_, '_>, room: &Room, side: Side, cell: &CellLine, y: u16, here: bool) {
    let layout = room.page.layout;
    let theme = canvas.theme;
    let (quiet, accent) = (theme.role(Role::Quiet), theme.role(Role::Accent));
    let mut line = Line::new().add(
        if here && cell.first {
            "▸"
        } else if here {
            "│"
        } else {
            " "
        },
        accent,
    );
    if layout.stacked {
        let label = if cell.first { room.label(side) } else { String::new() };
        let style = if here { accent } else { quiet };
        line = line.add(&format!("{label:<4.4}"), style);
    }
    line = match &cell.gutter {
        Gutter::Blank => line,
        Gutter::Number(number, glyph) => line
            .add(&format!("{:<4}", format!("{number:>3}")), if here { accent } else { quiet })
            .add(&glyph.to_string(), glyph_style(canvas, *glyph)),
        Gutter::Partner(number) => line.add(&format!("{:>5}", format!("↗{number}")), quiet),
        Gutter::Tags(tags) => {
            let shown = &tags[..tags.len().min(3)];
            let blank = " ".repeat(3 - shown.len());
            let line = line.add(&blank, quiet).add("[", quiet);
            let line = shown.iter().fold(line, |line, (letter, colour)| {
                line.add(&letter.to_string(), theme.tag(*colour).add_modifier(Modifier::BOLD))
            });
            line.add("]", quiet)
        }
    };
    canvas.line(0, Rect::new(layout.gutter[side], y, layout.gutter_width, 1), line);
}

fn glyph_style(canvas: &Canvas<'_, '_>, glyph: char) -> Style {
    let mark = crate::compare::Mark::ALL.into_iter().find(|mark| mark.glyph() == glyph);
    mark.map_or(canvas.theme.role(Role::Accent), |mark| canvas.theme.mark(mark).remove_modifier(Modifier::UNDERLINED))
}

fn words(canvas: &mut Canvas<'_, '_>, layout: Layout, side: Side, cell: &CellLine, y: u16) {
    let theme = canvas.theme;
    let line = cell.pieces.iter().fold(Line::new(), |line, (text, paint)| line.add(text, theme.paint(*paint)));
    canvas.line(0, Rect::new(layout.text[side], y, layout.text_width, 1), line);
}

/// The whole event at a glance: what both say, what one says, where notes are, what is visible.
fn strip(canvas: &mut Canvas<'_, '_>, room: &Room) {
    let layout = room.page.layout;
    let (rows, body) = (room.sheet.rows.len(), usize::from(layout.body));
    if rows == 0 {
        return;
    }
    let noted = noted_rows(room);
    for line in 0..body {
        let start = line * rows / body;
        let end = ((line + 1) * rows / body).max(start + 1);
        let part = &room.sheet.rows[start..end.min(rows)];
        let glyph = match () {
            () if noted.iter().any(|row| (start..end).contains(row)) => "•",
            () if room.comparison.is_none() => "│",
            () if part.iter().any(crate::review::SheetRow::is_shared) => "█",
            () if part.iter().all(|row| row.cells.right.is_empty()) => "▌",
            () if part.iter().all(|row| row.cells.left.is_empty()) => "▐",
            () => "▒",
        };
        let visible = room.page.visible.start < end && start < room.page.visible.end;
        let y = layout.top + u16::try_from(line).unwrap_or(u16::MAX);
        canvas.line(0, Rect::new(layout.strip, y, 1, 1), Line::new().add(glyph, canvas.theme.strip(visible)));
    }
}

fn noted_rows(room: &Room) -> Vec<usize> {
    let row = |side: Side, span: Span| room.sheet.place_of(side, span.start).map(|(row, _)| row);
    Side::BOTH.into_iter().flat_map(|side| room.annotated(side).filter_map(move |(_, span)| row(side, span))).collect()
}

/// What is selected, for the footer.
pub(super) fn selection_lines(room: &Room) -> Vec<String> {
    let Work::Selecting(selection) = &room.work else { return Vec::new() };
    let told = |side: Side| {
        let words = match selection.picked[side] {
            Some(crate::app::Picked::Words(span)) => format!("“{}”", span.of(&room.texts[side])),
            Some(crate::app::Picked::Nothing) => "nothing there".to_owned(),
            None => "– (tab links it, o says nothing is there)".to_owned(),
        };
        let pointer = if selection.active == side { "▸" } else { " " };
        format!("{pointer} {}  {words}", room.label(side))
    };
    Side::BOTH.map(told).into()
}
