//! The documents of the event with their versions, and the card of the one at the cursor.

use super::Canvas;
use super::footer::footer_hints;
use super::lists::{heading, item_style, message};
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::{Held, Room, SUBJECT, source_lines};
use crate::domain::Side;
use crate::review::card;
use ratatui::layout::Rect;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let Some(room) = &state.room else { return };
    let area = canvas.frame.area();
    let held = room.held();
    let documents = room.dossier.readouts.len();
    let facts = format!("{documents} documents, {} versions of {}", held.len(), room.dossier.event.title);
    heading(canvas, "Sources", &facts);
    let Some(list) = state.list() else { return };
    for (item, held) in held.iter().enumerate().take(list.end).skip(list.first) {
        line(canvas, room, item, held, list.top + (item - list.first) as u16);
    }
    let top = list.top + source_lines(area.height, held.len());
    let below = Rect::new(0, top, area.width, area.height.saturating_sub(top + 2));
    canvas.rule(0, below);
    if let Some(held) = held.get(state.item()) {
        show_card(canvas, room, held, below);
    }
    message(canvas, area.height.saturating_sub(2));
    footer_hints(canvas);
}

fn line(canvas: &mut Canvas<'_, '_>, room: &Room, item: usize, held: &Held, y: u16) {
    let Some(readout) = room.dossier.readout(&held.version.readout) else { return };
    let area = canvas.frame.area();
    let (style, pointer) = item_style(canvas, item, held.number < held.of);
    let party = room.dossier.party_of(&readout.id).map_or("–", |party| party.id.0.as_str());
    let panes = room.panes_of(&held.version);
    let pane = match (panes.left, panes.right) {
        (true, true) => "‹ ›",
        (true, false) => "‹  ",
        (false, true) => "  ›",
        (false, false) => "   ",
    };
    let version = if held.of > 1 { format!(" · version {} of {}", held.number, held.of) } else { String::new() };
    let published = readout.published.as_ref().map(|time| time.strftime("%Y-%m-%d %H:%M %:z").to_string());
    let side = held.side.map_or("neither side", Side::name);
    let facts = format!("{}  {}  {side:<12} ", readout.language.0, published.unwrap_or_default());
    let line = Line::new()
        .add(&format!(" {pointer} "), style)
        .add(pane, style.patch(canvas.theme.role(Role::Accent)))
        .add(&format!(" {party:<4} {}{version}", readout.title), style)
        .add_right(&facts, canvas.theme.role(Role::Quiet));
    canvas.line(y, area, line);
}

fn show_card(canvas: &mut Canvas<'_, '_>, room: &Room, held: &Held, area: Rect) {
    let mut y = 1;
    for fact in card(&room.dossier, &held.version) {
        let value = wrapped(&fact.value, area.width.saturating_sub(SUBJECT + 2), 3);
        let role = if fact.warns { Role::Warning } else { Role::Text };
        for (n, text) in value.iter().enumerate() {
            let subject = if n == 0 { fact.subject } else { "" };
            let subject = format!("   {subject:<width$}", width = usize::from(SUBJECT) - 3);
            let line = Line::new().add(&subject, canvas.theme.role(Role::Key)).add(text, canvas.theme.role(role));
            canvas.line(y, area, line);
            y += 1;
        }
    }
}
