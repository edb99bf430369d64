//! The two panes and the strip between them.

use super::theme::Role;
use super::write::Line;
use super::{Canvas, strip};
use crate::app::page::{Band, CellLine, Gutter, Layout, wrap};
use crate::app::{Absence, Keymap, Room, Work};
use crate::domain::{Joining, Side, visible};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let Some(room) = &state.room else { return };
    let layout = room.page.layout;
    let partners = room.partners();
    for (n, line) in room.page.lines.iter().enumerate() {
        let y = layout.top + u16::try_from(n).unwrap_or(u16::MAX);
        if let Some(drawn) = line.band {
            band(canvas, room, drawn, y);
        }
        for side in Side::BOTH {
            if let Some(cell) = &line.cells[side] {
                gutter(canvas, room, side, cell, y, standing(room, &partners, side, cell));
                words(canvas, layout, side, cell, y);
            }
        }
    }
    for side in Side::BOTH {
        if let Some(absence) = room.absence(side).filter(|_| !layout.stacked) {
            placeholder(canvas, layout, side, &absence);
        }
    }
    strip::draw(canvas, room);
}

/// What stands in an empty pane: why it is empty, and what to do.
fn placeholder(canvas: &mut Canvas<'_, '_>, layout: Layout, side: Side, absence: &Absence) {
    let (why, todo) = match absence {
        Absence::Document => (
            "No document of this side yet.".to_owned(),
            "{add-document} adds it: a file, an address, or a paste. Both texts are then compared. Notes on the other side’s \
             text can be written meanwhile.",
        ),
        Absence::Text(title) => (
            format!("The text of “{title}” is missing, or was altered."),
            "{help} tells what is wrong. Take its file from git or a copy, or capture it again: {show-sources}, then \
             {add-version}.",
        ),
    };
    let (warning, quiet) = (canvas.theme.role(Role::Warning), canvas.theme.role(Role::Quiet));
    let todo = canvas.state.spell(todo);
    let width = usize::from(layout.text_width);
    let broken =
        |text: &str| wrap(text, width, usize::from(layout.body)).into_iter().map(|at| text[at].to_owned()).collect();
    let (why, todo): (Vec<String>, Vec<String>) = (broken(&visible(&why).text), broken(&todo));
    let lines = why.iter().map(|line| (line.as_str(), warning)).chain([("", quiet)]);
    let lines = lines.chain(todo.iter().map(|line| (line.as_str(), quiet)));
    for ((text, style), y) in lines.zip(layout.top..layout.top + layout.body) {
        canvas.line(0, Rect::new(layout.text[side], y, layout.text_width, 1), Line::new().add(text, style));
    }
}

/// How a passage stands to the cursor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Here,
    Partner,
    Elsewhere,
}

fn standing(room: &Room, partners: &[usize], side: Side, cell: &CellLine) -> Standing {
    let passage = room.sheet.cell(side, cell.row, cell.position).map(|cell| cell.passage);
    match side == room.cursor.side {
        true if cell.row == room.cursor.row && cell.position == room.cursor.position => Standing::Here,
        false if passage.is_some_and(|passage| partners.contains(&passage)) => Standing::Partner,
        _ => Standing::Elsewhere,
    }
}

/// A line across both texts: rows that are folded away, or what parts two texts above each other.
fn band(canvas: &mut Canvas<'_, '_>, room: &Room, band: Band, y: u16) {
    let layout = room.page.layout;
    let (quiet, accent) = (canvas.theme.role(Role::Quiet), canvas.theme.role(Role::Accent));
    let area = |side: Side| Rect::new(layout.gutter[side], y, layout.gutter_width + layout.text_width, 1);
    match band {
        Band::Parting => canvas.rule(0, area(Side::Left)),
        Band::Folded { row, rows } => {
            let here = row == room.cursor.row;
            let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
            let numbers = room.folded_numbers(row);
            let style = if here { accent } else { quiet };
            let line = Line::new().add(if here { "▸" } else { " " }, accent);
            let line = line.add(&format!("   ⋯ {rows} folded{numbers}"), style);
            let why = canvas.state.spell("nothing raised here ⋯ {open-fold} opens");
            if layout.stacked {
                canvas.line(0, area(Side::Left), line.add(&format!(": {why}"), style));
            } else {
                canvas.line(0, area(Side::Left), line);
                canvas.line(0, area(Side::Right), Line::new().add(&format!("    ⋯ {why}"), style));
            }
        }
    }
}

fn gutter(canvas: &mut Canvas<'_, '_>, room: &Room, side: Side, cell: &CellLine, y: u16, standing: Standing) {
    let layout = room.page.layout;
    let theme = canvas.theme;
    let (quiet, accent) = (theme.role(Role::Quiet), theme.role(Role::Accent));
    let here = standing != Standing::Elsewhere;
    let pointer = match (standing, cell.first) {
        (Standing::Here, true) => "▸",
        (Standing::Here, false) => "│",
        (Standing::Partner, true) => "▹",
        _ => " ",
    };
    let mut line = Line::new().add(pointer, accent);
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
        Gutter::Ruled(joining) => line.add(&format!("{:>5}", ruled_sign(*joining)), accent),
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

/// How a ruling of the analyst's own is marked.
const fn ruled_sign(joining: Joining) -> &'static str {
    match joining {
        Joining::Link => "[=]",
        Joining::Separate => "[-]",
    }
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

/// What is selected, for the footer.
pub(super) fn selection_lines(room: &Room, keys: &Keymap) -> Vec<String> {
    let Work::Selecting(selection) = &room.work else { return Vec::new() };
    let told = |side: Side| {
        let words = match selection.picked[side] {
            Some(crate::app::Picked::Words(span)) => format!("“{}”", span.of(&room.texts[side])),
            Some(crate::app::Picked::Nothing) => "nothing there".to_owned(),
            None => keys.spell("– ({across} links it, {nothing-there} says nothing is there)"),
        };
        let pointer = if selection.active == side { "▸" } else { " " };
        format!("{pointer} {}  {words}", room.label(side))
    };
    Side::BOTH.map(told).into()
}
