//! Notes on an older version: the old and the new wording side by side, to be accepted or left.

use super::Canvas;
use super::footer::footer_hints;
use super::lists::{heading, item_style, message};
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::intake::{Carrying, Entry, EntryKind};
use crate::app::{Room, source_lines};
use crate::domain::{AnnotationId, Side, Span};
use crate::review::carry::{Item, Place, Standing};
use ratatui::layout::Rect;

/// Narrower screens have the old wording above the new one.
const WIDE: u16 = 100;
/// Most lines of one wording.
const WORDING: usize = 8;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let (Some(room), Some(carrying)) = (&state.room, state.carrying()) else { return };
    let area = canvas.frame.area();
    let facts = format!("{} to look at, {} wait for your yes", carrying.entries.len(), carrying.waiting(room));
    heading(canvas, "Notes on older versions", &facts);
    let Some(list) = state.list() else { return };
    for item in list.first..list.end {
        let entry = carrying.entries[item];
        line(canvas, room, carrying, item, entry, list.top + (item - list.first) as u16);
    }
    let top = list.top + source_lines(area.height, carrying.entries.len());
    let below = Rect::new(0, top, area.width, area.height.saturating_sub(top + 2));
    canvas.rule(0, below);
    if let Some(entry) = carrying.entries.get(state.item()) {
        detail(canvas, room, carrying, *entry, below);
    }
    message(canvas, area.height.saturating_sub(2));
    footer_hints(canvas);
}

/// The glyph and the word of how an entry stands.
fn standing(carrying: &Carrying, entry: Entry, room: &Room) -> (&'static str, &'static str) {
    match carrying.standing(entry, room) {
        Some(Standing::Waits) => ("?", "changed"),
        Some(Standing::Accepted) => ("+", "accepted"),
        Some(Standing::Refused) => ("-", "left"),
        Some(Standing::Orphan) => ("×", "not found"),
        Some(Standing::Gone) => ("·", "altered"),
        None => ("○", "nothing there"),
    }
}

fn line(canvas: &mut Canvas<'_, '_>, room: &Room, carrying: &Carrying, item: usize, entry: Entry, y: u16) {
    let area = canvas.frame.area();
    let (glyph, word) = standing(carrying, entry, room);
    let (style, pointer) = item_style(canvas, item, matches!(glyph, "+" | "-" | "·"));
    let words = match (entry.kind, carrying.item(entry)) {
        (EntryKind::Quotation(_), Some(item)) => format!("“{}”", item.before.quote),
        (EntryKind::Nothing(id), _) => note_of(room, id).unwrap_or_else(|| "(no words)".to_owned()),
        _ => String::new(),
    };
    let line = Line::new()
        .add(&format!(" {pointer} "), style)
        .add(&format!("{glyph} {word:<14}"), style.patch(canvas.theme.role(Role::Key)))
        .add(&words, style);
    canvas.line(y, Rect { width: area.width.saturating_sub(1), ..area }, line);
}

fn note_of(room: &Room, id: AnnotationId) -> Option<String> {
    room.dossier.annotations.get(&id).map(|note| note.note.clone()).filter(|note| !note.trim().is_empty())
}

fn detail(canvas: &mut Canvas<'_, '_>, room: &Room, carrying: &Carrying, entry: Entry, area: Rect) {
    let readout = &carrying.carriages[entry.carriage].readout;
    let title = room.dossier.readout(readout).map(|readout| readout.title.clone()).unwrap_or_default();
    let Some(item) = carrying.item(entry) else {
        let told = "This note says that nothing stood there in the older version. Look whether that still holds: {open} \
                    shows both versions.";
        for (n, text) in wrapped(&canvas.state.spell(told), area.width.saturating_sub(2), 3).iter().enumerate() {
            canvas.line(2 + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(Role::Text)));
        }
        return canvas.line(1, area, Line::new().add(&format!(" {title}"), canvas.theme.role(Role::Title)));
    };
    canvas.line(1, area, Line::new().add(&format!(" {title}"), canvas.theme.role(Role::Title)));
    let y = wordings(canvas, item, Rect::new(0, area.y + 2, area.width, area.height.saturating_sub(2)));
    let note = match item.place {
        Place::Annotation { id, .. } => note_of(room, id).map(|note| format!("your note: {note}")),
        Place::Decision { .. } => Some("a ruling on whether passages belong together".to_owned()),
    };
    let warnings = item.carried.warnings.iter().map(|warning| (format!("! {}", warning.told()), Role::Warning));
    let told = warnings.chain(note.map(|note| (note, Role::Quiet)));
    let mut y = y + 2;
    for (text, role) in told {
        for text in wrapped(&text, area.width.saturating_sub(2), 2) {
            canvas.line(y, area, Line::new().add(&format!(" {text}"), canvas.theme.role(role)));
            y += 1;
        }
    }
}

/// Both wordings; how many lines they take.
fn wordings(canvas: &mut Canvas<'_, '_>, item: &Item, area: Rect) -> u16 {
    let new = item.carried.anchor.as_ref().map(|anchor| anchor.quote.as_str());
    let old = bracketed(&item.before.quote, &item.carried.diff[Side::Left]);
    let new = new.map_or_else(
        || "not found: the note keeps quoting the older version".to_owned(),
        |new| bracketed(new, &item.carried.diff[Side::Right]),
    );
    let wide = area.width >= WIDE;
    let columns = if wide { area.width / 2 } else { area.width };
    let mut heights = [0; 2];
    for (n, (name, text)) in [("was", old), ("now", new)].into_iter().enumerate() {
        let (x, y) = if wide { (n as u16 * columns, 0) } else { (0, heights[0]) };
        let area = Rect::new(x, area.y + y, columns, area.height.saturating_sub(y));
        let lines = wrapped(&text, columns.saturating_sub(8), WORDING);
        for (at, text) in lines.iter().enumerate() {
            let head = if at == 0 { name } else { "" };
            let line = Line::new()
                .add(&format!(" {head:<5}"), canvas.theme.role(Role::Key))
                .add(text, canvas.theme.role(Role::Text));
            canvas.line(at as u16, area, line);
        }
        heights[n] = lines.len() as u16;
    }
    if wide { heights[0].max(heights[1]) } else { heights[0] + heights[1] }
}

/// The words that differ in brackets, as in the room.
fn bracketed(text: &str, differing: &[Span]) -> String {
    let (mut shown, mut at) = (String::new(), 0);
    for span in differing {
        shown.push_str(text.get(at..span.start).unwrap_or_default());
        shown.push('‹');
        shown.push_str(text.get(span.start..span.end).unwrap_or_default());
        shown.push('›');
        at = span.end;
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    shown
}
