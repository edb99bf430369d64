//! The foot of the reading room: the discrepancy at hand, the selection, the tags, the note.

use super::theme::Role;
use super::write::{Line, wrapped};
use super::{Canvas, panes};
use crate::app::{Placed, Room, TAG_WIDTH, Work, Writing, footer};
use crate::domain::Ruling;
use crate::review::citation;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let Some(room) = &state.room else { return };
    let area = canvas.frame.area();
    let top = room.page.layout.top + room.page.layout.body;
    let area = Rect::new(area.x, top, area.width, area.height.saturating_sub(top));
    canvas.rule(0, area);
    match &room.work {
        Work::Tagging(_) => tags(canvas, room, area),
        Work::Writing(writing) => note(canvas, room, writing, area),
        Work::Reading | Work::Selecting(_) => said(canvas, room, area),
    }
    footer_hints(canvas);
}

/// Keys and what they do, in the last line of the screen; where room is short, the way out stays.
pub(super) fn footer_hints(canvas: &mut Canvas<'_, '_>) {
    let area = canvas.frame.area();
    let (key, quiet) = (canvas.theme.role(Role::Key), canvas.theme.role(Role::Quiet));
    let mut line = Line::new();
    for Placed { x, entry: hint } in footer(canvas.state) {
        let blank = x.saturating_sub(line.width());
        line = line.add(&" ".repeat(blank), quiet).add(&hint.keys, key).add(&format!(" {}", hint.word), quiet);
    }
    canvas.line(area.height - 1, area, line);
}

/// Lines between the rule and the keys.
fn lines_of(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(2))
}

/// A message; else the selection; else the discrepancy at hand; else the word under the cursor.
fn said(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let columns = area.width.saturating_sub(2);
    let under_way = canvas.state.under_way().map(|text| crate::app::Message { text, bad: false });
    if let Some(message) = canvas.state.message.as_ref().or(under_way.as_ref()) {
        let role = if message.bad { Role::Warning } else { Role::Accent };
        for (n, text) in wrapped(&message.text, columns, lines_of(area)).iter().enumerate() {
            canvas.line(1 + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(role)));
        }
        return;
    }
    if let Some(original) = canvas.state.original_line() {
        for (n, text) in wrapped(&format!("original · {original}"), columns, lines_of(area)).iter().enumerate() {
            canvas.line(1 + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(Role::Accent)));
        }
        return;
    }
    let selection = panes::selection_lines(room, &canvas.state.setup.keys);
    if !selection.is_empty() {
        for (n, text) in selection.iter().enumerate() {
            let text = wrapped(text, columns, 1).concat();
            canvas.line(1 + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(Role::Text)));
        }
        return;
    }
    if room.word().is_some() {
        return word(canvas, room, area);
    }
    if room.note.is_some() && room.current.is_none() {
        return note_at_hand(canvas, room, area);
    }
    match room.discrepancy() {
        Some(_) => discrepancy(canvas, room, area),
        None => passage(canvas, room, area),
    }
}

fn discrepancy(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let (Some(discrepancy), Some(index)) = (room.discrepancy(), room.current) else { return };
    let dispute = room.dispute(index).map(|told| format!(" · {told}"));
    let ruling = match room.triaged.get(index) {
        Some(triaged) if triaged.disputed => dispute.as_deref().unwrap_or_default(),
        Some(triaged) if triaged.annotation.is_some() => " · noted",
        Some(triaged) => match triaged.ruling {
            Some(Ruling::Accept) => " · accepted",
            Some(Ruling::Dismiss) => " · dismissed",
            None => "",
        },
        None => "",
    };
    let head = format!("▸ {} S{}{ruling}  ", discrepancy.kind.short(), discrepancy.severity);
    let count = format!(" {}/{} ", index + 1, room.triaged.len());
    let columns = area.width.saturating_sub(2 + count.len() as u16);
    let lines = wrapped(&format!("{head}{}", discrepancy.summary), columns, lines_of(area));
    for (n, text) in lines.iter().enumerate() {
        let mut line = Line::new().add(" ", canvas.theme.role(Role::Text));
        match text.strip_prefix(head.as_str()) {
            Some(rest) => {
                line = line.add(&head, canvas.theme.role(Role::Accent)).add(rest, canvas.theme.role(Role::Text));
            }
            None => line = line.add(text, canvas.theme.role(Role::Text)),
        }
        if n == 0 {
            line = line.add_right(&count, canvas.theme.role(Role::Quiet));
        }
        canvas.line(1 + n as u16, area, line);
    }
}

/// The note at hand, or nothing.
fn note_at_hand(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let Some(annotation) = room.annotation() else { return };
    let (letter, colour) = room.mark_of(annotation);
    let head = format!(" [{letter}] ");
    let citation = citation(annotation, &room.dossier);
    let wordless = || canvas.state.spell("(no words; {edit-note} writes some)");
    let text = citation.told().map_or_else(wordless, str::to_owned);
    let lines = wrapped(&text, area.width.saturating_sub(6), lines_of(area));
    for (n, text) in lines.iter().enumerate() {
        let head = if n == 0 { head.as_str() } else { "     " };
        let line = Line::new()
            .add(head, canvas.theme.tag(colour).add_modifier(Modifier::BOLD))
            .add(text, canvas.theme.role(Role::Text));
        canvas.line(1 + n as u16, area, line);
    }
}

/// With nothing at hand: the note on the passage, else how a word in it is conventionally read.
fn passage(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    if room.annotation().is_some() {
        return note_at_hand(canvas, room, area);
    }
    word(canvas, room, area);
}

/// The word asked for, else what can be said of the passage's words; `i` tells all.
fn word(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let Some(text) = room.gloss_here() else { return };
    let role = if room.word().is_some() { Role::Text } else { Role::Quiet };
    for (n, text) in wrapped(&text, area.width.saturating_sub(2), lines_of(area)).iter().enumerate() {
        canvas.line(1 + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(role)));
    }
}

fn tags(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let columns = usize::from((area.width / TAG_WIDTH).max(1));
    for (n, tag) in room.dossier.codebook.tags.iter().enumerate() {
        let (x, y) = ((n % columns) as u16 * TAG_WIDTH + 1, (n / columns) as u16 + 1);
        let cell = Rect::new(x, area.y + y, TAG_WIDTH - 1, 1);
        if y + 1 < area.height {
            let style = canvas.theme.tag(tag.colour).add_modifier(Modifier::BOLD);
            let line = Line::new()
                .add(&tag.letter.to_string(), style)
                .add(&format!(" {}", tag.name), canvas.theme.role(Role::Text));
            canvas.line(0, cell, line);
        }
    }
}

fn note(canvas: &mut Canvas<'_, '_>, room: &Room, writing: &Writing, area: Rect) {
    let annotation = &writing.draft.annotation;
    let mut line = Line::new().add(" Note  ", canvas.theme.role(Role::Title));
    for tag in annotation.tags.iter().filter_map(|id| room.dossier.codebook.tag(id)) {
        line = line.add(&format!("[{}] {}  ", tag.letter, tag.name), canvas.theme.tag(tag.colour));
    }
    // What is said is more urgent than what is quoted, which stands above in the texts, too.
    line = match &canvas.state.message {
        Some(message) => {
            let role = if message.bad { Role::Warning } else { Role::Accent };
            line.add(&message.text, canvas.theme.role(role))
        }
        None => {
            let quote = annotation.anchors().next().map(|anchor| anchor.quote.as_str()).unwrap_or_default();
            line.add(&format!("“{quote}”"), canvas.theme.role(Role::Quiet))
        }
    };
    canvas.line(1, area, line);
    let inner = Rect::new(area.x + 1, area.y + 2, area.width.saturating_sub(2), area.height.saturating_sub(3));
    canvas.field(&writing.editor, inner);
}
