//! The head of the reading room: event, state of the work, one line a side, what must be told.

use super::Canvas;
use super::theme::Role;
use super::write::Line;
use crate::app::page::width;
use crate::app::{Absence, Home, Room};
use crate::domain::{Readout, Side, Standing, Translation};
use ratatui::layout::Rect;

/// What the first run says, fit for 80 columns.
const GREETING: &str = "A worked example: {help} all keys · {next-discrepancy} next difference · {take-over} notes it · {show-library} your library";

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let Some(room) = &state.room else { return };
    let area = canvas.frame.area();
    let layout = room.page.layout;
    title(canvas, room, area);
    sides(canvas, room, area);
    let mut y = 2;
    if state.shows_reconstruction() {
        let text = format!(" {} · written for Diptych from reported facts", Standing::WARNING);
        canvas.line(y, area, Line::new().add(&text, canvas.theme.role(Role::Warning)));
        y += 1;
    }
    if let Some(banner) = state.banner() {
        canvas.line(y, area, Line::new().add(&format!(" {banner}"), canvas.theme.role(Role::Warning)));
        y += 1;
    }
    if state.greeting {
        canvas.line(y, area, Line::new().add(&format!(" {}", state.spell(GREETING)), canvas.theme.role(Role::Accent)));
    }
    canvas.rule(layout.top.saturating_sub(1), area);
}

fn title(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let event = &room.dossier.event;
    let date = event.date.map(|date| date.strftime(" · %-d %B %Y").to_string()).unwrap_or_default();
    let quiet = canvas.theme.role(Role::Quiet);
    let mut facts: Vec<String> = Vec::new();
    if room.comparison.is_some() {
        facts.push(format!("{} rows", room.sheet.rows.len()));
        facts.extend(Side::BOTH.map(|side| format!("{} ○ {}", room.sheet.alone(side), room.label(side))));
        facts.push(format!("{} open", room.triaged.iter().filter(|triaged| triaged.is_open()).count()));
    } else if room.empty_side().is_some() {
        facts.push("one side only".to_owned());
    } else {
        facts.push("comparing…".to_owned());
    }
    facts.extend(Some(room.arranged()).filter(|told| !told.is_empty()));
    let notes = room.dossier.annotations.len();
    facts.push(if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") });
    facts.push(standing(canvas, room).to_owned());
    let line = Line::new().add(&format!(" {}", event.title), canvas.theme.role(Role::Title)).add(&date, quiet);
    // On a narrow screen the least needed facts, which come first, give way.
    let room_for = |facts: &[String]| line.width() + width(&facts.join(" · ")) + 3 <= usize::from(area.width);
    while facts.len() > 1 && !room_for(&facts) {
        facts.remove(0);
    }
    let line = line.add_right(&format!("{} ", facts.join(" · ")), quiet);
    canvas.line(0, area, line);
}

/// Where the work stands: never "saved" before the disk has said so.
fn standing(canvas: &Canvas<'_, '_>, room: &Room) -> &'static str {
    match &room.home {
        _ if !canvas.state.is_safe() => "saving…",
        Home::Sample(_) => "sample",
        Home::Unsaved => "not in the library yet",
        Home::Arriving => "new in the library",
        Home::Saved(_) => "saved",
        Home::ReadOnly { .. } => "read only",
    }
}

fn sides(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let layout = room.page.layout;
    let state = canvas.state;
    let told = |side: Side| {
        let of = room.readout(side).map(|readout| described(room, side, readout));
        let absence = room.absence(side).map(|absence| match absence {
            Absence::Document => state.spell("no document yet: {add-document} adds it"),
            Absence::Text(_) => state.spell("its text is missing: {help}"),
        });
        (room.label(side), of.or(absence).map_or_else(String::new, |told| format!("  {told}")))
    };
    let lengths = Side::BOTH.map(|side| (width(&told(side).0) + width(&told(side).1)) as u16);
    let parting = parting(area.width, lengths);
    for side in Side::BOTH {
        let (x, columns) = match (layout.stacked, side) {
            (true, Side::Left) => (1, parting - 2),
            (true, Side::Right) => (parting + 1, area.width - parting - 2),
            (false, _) => (layout.gutter[side] + 1, layout.gutter_width + layout.text_width - 1),
        };
        let active = room.cursor.side == side;
        let style = canvas.theme.role(if active { Role::Accent } else { Role::Title });
        let (label, of) = told(side);
        let of_side = if room.absence(side).is_some() { Role::Warning } else { Role::Quiet };
        let line = Line::new().add(&label, style).add(&of, canvas.theme.role(of_side));
        canvas.line(1, Rect::new(x, area.y, columns, area.height), line);
    }
}

/// Where the right document begins, where both are told in one line: in the middle, unless one of them needs
/// more and the other less.
fn parting(columns: u16, [left, right]: [u16; 2]) -> u16 {
    let middle = columns / 2;
    let needed = left + 3;
    let latest = columns.saturating_sub(right + 2);
    if needed > middle { needed.min(latest.max(middle)) } else { middle.min(latest.max(needed)) }
}

/// Language, and translation status where it is known.
fn language(readout: &Readout) -> String {
    match readout.translation {
        Translation::Unknown => readout.language.0.clone(),
        known => format!("{} {}", readout.language.0, known.name()),
    }
}

/// Channel, language and translation status, time; and which of the side's documents it is.
fn described(room: &Room, side: Side, readout: &Readout) -> String {
    let all = &room.dossier.sides()[side];
    let number = all.iter().position(|id| *id == readout.id).map_or(0, |at| at + 1);
    let parts = [
        (all.len() > 1).then(|| format!("{number}/{}", all.len())),
        Some(readout.channel.clone().unwrap_or_else(|| readout.title.clone())),
        readout.publisher.clone().filter(|_| !readout.is_reconstruction()),
        room.version(side)
            .filter(|(_, count)| *count > 1)
            .map(|(number, count)| format!("version {number} of {count}")),
        Some(language(readout)),
        readout.published.as_ref().map(|time| time.strftime("%H:%M %:z").to_string()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}
