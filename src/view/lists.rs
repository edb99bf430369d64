//! The lists: discrepancies and notes with what is said of the one at the cursor.

use super::Canvas;
use super::footer::footer_hints;
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::{Placed, Room, SETTINGS_LINE, Screen, detail_lines, settings};
use crate::domain::{Ruling, Side};
use crate::review::{Citation, Quotation, Triaged, citation};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Clear;

/// Lines of a discrepancy's summary in the list, and the column at which it begins; what is longer is told whole
/// below the list.
const SUMMARY: usize = 2;
const SUMMARY_FROM: u16 = 19;
/// Lines of a message.
const MESSAGE: usize = 2;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let Some(room) = &state.room else { return };
    let area = canvas.frame.area();
    let detail = detail_lines(area.height);
    let top = area.height.saturating_sub(detail + 1);
    let below = Rect::new(0, top, area.width, detail);
    match state.screen {
        Screen::Discrepancies => {
            heading(canvas, "Discrepancies", &tally(room));
            sieve(canvas);
            discrepancies(canvas, room);
            canvas.rule(0, below);
            discrepancy_detail(canvas, room, below);
        }
        _ => {
            let (count, listed) = (room.dossier.annotations.len(), room.listed.notes.len());
            let kept = if listed < count { format!("{listed} listed, ") } else { String::new() };
            heading(canvas, "Notes", &format!("{kept}{count} of {}", room.dossier.event.title));
            sieve(canvas);
            notes(canvas, room);
            canvas.rule(0, below);
            note_detail(canvas, room, below);
        }
    }
    message(canvas, below.y + below.height.saturating_sub(1));
    footer_hints(canvas);
}

pub(super) fn heading(canvas: &mut Canvas<'_, '_>, title: &str, facts: &str) {
    let area = canvas.frame.area();
    let line = Line::new()
        .add(&format!(" {title}   "), canvas.theme.role(Role::Title))
        .add(facts, canvas.theme.role(Role::Quiet));
    canvas.line(0, area, line);
    canvas.rule(1, area);
}

/// The settings of the list, each with the key that changes it, and a rule below.
fn sieve(canvas: &mut Canvas<'_, '_>) {
    let area = canvas.frame.area();
    let (key, quiet, accent) =
        (canvas.theme.role(Role::Key), canvas.theme.role(Role::Quiet), canvas.theme.role(Role::Accent));
    let mut line = Line::new();
    for Placed { x, entry: (letter, setting) } in settings(canvas.state) {
        let blank = x.saturating_sub(line.width());
        let style = if setting.narrows { accent } else { quiet };
        line = line.add(&" ".repeat(blank), quiet).add(&letter, key);
        line = line.add(&format!(" {}: ", setting.subject), quiet).add(&setting.value, style);
    }
    canvas.frame.render_widget(Clear, Rect::new(0, SETTINGS_LINE, area.width, 1));
    canvas.line(SETTINGS_LINE, area, line);
    canvas.rule(SETTINGS_LINE + 1, area);
}

fn tally(room: &Room) -> String {
    let count = |wanted: fn(&Triaged) -> bool| room.triaged.iter().filter(|triaged| wanted(triaged)).count();
    let (all, listed) = (room.triaged.len(), room.listed.discrepancies.len());
    let kept = if listed < all { format!("{listed} of {all} listed · ") } else { String::new() };
    format!(
        "{kept}{} open · {} accepted · {} dismissed · {} noted",
        count(Triaged::is_open),
        count(|triaged| triaged.ruling == Some(Ruling::Accept)),
        count(|triaged| triaged.ruling == Some(Ruling::Dismiss)),
        count(|triaged| triaged.annotation.is_some())
    )
}

/// Style and pointer of an item.
pub(super) fn item_style(canvas: &Canvas<'_, '_>, item: usize, done: bool) -> (Style, &'static str) {
    let here = item == canvas.state.item();
    let style = canvas.theme.role(match (here, done) {
        (true, _) => Role::Item,
        (false, true) => Role::Quiet,
        (false, false) => Role::Text,
    });
    (style, if here { "▸" } else { " " })
}

fn discrepancies(canvas: &mut Canvas<'_, '_>, room: &Room) {
    let (Some(list), Some(comparison)) = (canvas.state.list(), &room.comparison) else { return };
    let area = canvas.frame.area();
    if comparison.discrepancies.is_empty() {
        said_of_none(canvas, list.top, "No discrepancy was found between the two texts shown.");
    }
    if room.listed.discrepancies.is_empty() && !comparison.discrepancies.is_empty() {
        said_of_none(canvas, list.top, "Nothing is listed so: {back} lists everything again.");
    }
    for item in list.first..list.end {
        let Some(&index) = room.listed.discrepancies.get(item) else { break };
        let (Some(discrepancy), Some(triaged)) = (comparison.discrepancies.get(index), room.triaged.get(index)) else {
            break;
        };
        let (style, pointer) = item_style(canvas, item, !triaged.is_open());
        let state = match (triaged.annotation, triaged.ruling) {
            _ if triaged.disputed => "?",
            (Some(_), _) => "✎",
            (None, Some(Ruling::Accept)) => "✓",
            (None, Some(Ruling::Dismiss)) => "✗",
            (None, None) => " ",
        };
        let head = format!(" {pointer} {}  {:<9} {state} ", discrepancy.severity, discrepancy.kind.short());
        let indent = crate::app::page::width(&head);
        let lines = wrapped(&discrepancy.summary, area.width.saturating_sub(indent as u16 + 1), SUMMARY);
        for (n, text) in lines.iter().enumerate() {
            let head = if n == 0 { head.clone() } else { " ".repeat(indent) };
            canvas.line(
                list.top + ((item - list.first) * 2 + n) as u16,
                area,
                Line::new().add(&head, style).add(text, style),
            );
        }
    }
}

fn discrepancy_detail(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let (index, comparison) = (canvas.state.current_discrepancy(), room.comparison.as_ref());
    let Some(discrepancy) = index.and_then(|index| comparison?.discrepancies.get(index)) else { return };
    let mut y = 1;
    if wrapped(&discrepancy.summary, area.width.saturating_sub(SUMMARY_FROM), SUMMARY + 1).len() > SUMMARY {
        y = paragraph(canvas, area, y, " ▸  ", &discrepancy.summary, 4);
    }
    if let Some(told) = index.and_then(|index| room.dispute(index)) {
        y = paragraph(canvas, area, y, " ?  ", &told, 2);
    }
    for side in Side::BOTH {
        for text in room.evidence(discrepancy, side) {
            let label = format!(" {}  ", room.label(side));
            y = paragraph(canvas, area, y, &label, &text, 3);
        }
    }
}

/// A wrapped paragraph with a label; the line after it.
pub(super) fn paragraph(canvas: &mut Canvas<'_, '_>, area: Rect, y: u16, label: &str, text: &str, most: usize) -> u16 {
    let indent = crate::app::page::width(label);
    let room = usize::from(area.height.saturating_sub(y + 1)).min(most);
    if room == 0 {
        return y;
    }
    let lines = wrapped(text, area.width.saturating_sub(indent as u16 + 1), room);
    for (n, text) in lines.iter().enumerate() {
        let head = if n == 0 { label.to_owned() } else { " ".repeat(indent) };
        let line = Line::new().add(&head, canvas.theme.role(Role::Accent)).add(text, canvas.theme.role(Role::Text));
        canvas.line(y + n as u16, area, line);
    }
    y + lines.len() as u16
}

fn notes(canvas: &mut Canvas<'_, '_>, room: &Room) {
    let Some(list) = canvas.state.list() else { return };
    let area = canvas.frame.area();
    let notes = &room.listed.notes;
    let none = match () {
        () if !notes.is_empty() => "",
        () if room.dossier.annotations.is_empty() => {
            "No notes yet. In the room, {select} selects a passage and {choose-tag} tags it; on a discrepancy, {take-over} makes a note of it."
        }
        () => "Nothing is listed so: {back} lists everything again.",
    };
    if notes.is_empty() {
        said_of_none(canvas, list.top, none);
    }
    for (item, id) in notes.iter().enumerate().take(list.end).skip(list.first) {
        let Some(citation) = room.dossier.annotations.get(id).map(|note| citation(note, &room.dossier)) else { break };
        let y = list.top + ((item - list.first) * 2) as u16;
        let (style, pointer) = item_style(canvas, item, false);
        let (letter, colour) = room.mark_of(citation.annotation);
        let line = Line::new()
            .add(&format!(" {pointer} "), style)
            .add(&format!("[{letter}] "), style.patch(canvas.theme.tag(colour).add_modifier(Modifier::BOLD)))
            .add(&format!("{:<14} ", citation.heading()), style)
            .add(&first_words(&citation), style);
        let area = Rect { width: area.width.saturating_sub(1), ..area };
        canvas.line(y, area, line);
        let note = citation.told().unwrap_or("(no words)");
        let note = wrapped(note, area.width.saturating_sub(8), 1).concat();
        canvas.line(y + 1, area, Line::new().add(&format!("       {note}"), canvas.theme.role(Role::Quiet)));
    }
}

/// What is said where a list has no items.
pub(super) fn said_of_none(canvas: &mut Canvas<'_, '_>, y: u16, words: &str) {
    let area = canvas.frame.area();
    for (n, text) in wrapped(&canvas.state.spell(words), area.width.saturating_sub(2), 3).iter().enumerate() {
        canvas.line(y + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(Role::Quiet)));
    }
}

fn first_words(citation: &Citation<'_>) -> String {
    let words = citation.annotation.anchors().next().map(|anchor| anchor.quote.as_str()).unwrap_or_default();
    format!("“{words}”")
}

fn note_detail(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let note = canvas.state.current_note().and_then(|id| room.dossier.annotations.get(&id));
    let Some(citation) = note.map(|note| citation(note, &room.dossier)) else { return };
    let mut y = 1;
    for quotation in &citation.quotations {
        let (party, text) = match quotation {
            Quotation::Words { anchor, party, .. } => {
                let warning = quotation.warning().map(|warning| format!("[{warning}] ")).unwrap_or_default();
                (party, format!("{warning}{}", anchor.quote))
            }
            Quotation::Nothing { party, searched } => {
                let titles: Vec<&str> = searched.iter().map(|readout| readout.title.as_str()).collect();
                (party, format!("not found in: {}", titles.join("; ")))
            }
        };
        let label = party.map_or("–", |party| party.id.0.as_str());
        y = paragraph(canvas, area, y, &format!(" {label}  "), &text, 3);
    }
    if let Some(summary) = citation.found() {
        y = paragraph(canvas, area, y, " found  ", summary, 2);
    }
    if !citation.annotation.note.is_empty() {
        paragraph(canvas, area, y, " note  ", &citation.annotation.note, usize::from(area.height));
    }
}

/// A message, where one is to be said: its last line at this height, above what stands there.
pub(super) fn message(canvas: &mut Canvas<'_, '_>, y: u16) {
    message_in(canvas, y, MESSAGE);
}

/// The same in so many lines at most.
pub(super) fn message_in(canvas: &mut Canvas<'_, '_>, y: u16, most: usize) {
    let under_way = canvas.state.under_way();
    let under_way = under_way.map(|text| crate::app::Message { text, bad: false });
    let Some(message) = canvas.state.message.as_ref().or(under_way.as_ref()) else { return };
    let area = canvas.frame.area();
    let role = if message.bad { Role::Warning } else { Role::Accent };
    let lines = wrapped(&message.text, area.width.saturating_sub(2), most);
    let top = y.saturating_sub(lines.len() as u16 - 1);
    canvas.frame.render_widget(Clear, Rect::new(0, top, area.width, lines.len() as u16));
    for (n, text) in lines.iter().enumerate() {
        canvas.line(top + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(role)));
    }
}
