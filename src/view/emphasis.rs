//! What each side speaks of: mirrored bars, and the order in which each comes to its topics.

use super::Canvas;
use super::footer::footer_hints;
use super::lists::{heading, item_style, message, paragraph};
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::page::width;
use crate::app::{Room, detail_lines};
use crate::compare::Emphasis;
use crate::domain::Side;
use ratatui::layout::Rect;

/// Columns of a topic's name, and the share of a wide screen that longer ones may take.
const NAME: usize = 26;
const NAME_SHARE: u16 = 4;
/// Columns of a share and a place: ` 61 %  2.`.
const FIGURES: usize = 10;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let Some(room) = &state.room else { return };
    let area = canvas.frame.area();
    let labels = Side::BOTH.map(|side| format!("{} {}", room.label(side), length(room, side)));
    heading(canvas, "Emphasis", &labels.join("     "));
    topics(canvas, room);
    let detail = detail_lines(area.height);
    let below = Rect::new(0, area.height.saturating_sub(detail + 1), area.width, detail);
    canvas.rule(0, below);
    passages(canvas, room, below);
    message(canvas, below.y + below.height.saturating_sub(1));
    footer_hints(canvas);
}

fn length(room: &Room, side: Side) -> String {
    let count = room.comparison.as_ref().map_or(0, |compared| compared.readings[side].passages.len());
    if count == 1 { "1 passage".to_owned() } else { format!("{count} passages") }
}

fn topics(canvas: &mut Canvas<'_, '_>, room: &Room) {
    let Some(list) = canvas.state.list() else { return };
    let area = canvas.frame.area();
    if room.topics().is_empty() {
        let text = " No topic of the lexicon was found in either text.";
        canvas.line(list.top, area, Line::new().add(text, canvas.theme.role(Role::Quiet)));
    }
    let longest = room.topics().iter().flat_map(|topic| [topic.share.left, topic.share.right]).fold(0.01, f64::max);
    let names = room.topics().iter().map(|topic| width(&topic.gloss)).max().unwrap_or_default();
    let columns = names.min(usize::from(area.width / NAME_SHARE)).max(NAME);
    let bars = usize::from(area.width).saturating_sub(columns + 5 + 2 * FIGURES) / 2;
    for item in list.first..list.end {
        let topic = &room.topics()[item];
        let (style, pointer) = item_style(canvas, item, false);
        let name = wrapped(&topic.gloss, columns as u16, 1).concat();
        let blank = " ".repeat(columns.saturating_sub(width(&name)));
        let bar = |side: Side| bar(topic.share[side] / longest, bars);
        let line = Line::new()
            .add(&format!(" {pointer} {name}{blank}"), style)
            .add(&figures(topic, Side::Left), canvas.theme.role(Role::Quiet))
            .add(&format!("{:>bars$}", bar(Side::Left)), canvas.theme.role(Role::Accent))
            .add("│", canvas.theme.role(Role::Quiet))
            .add(&format!("{:<bars$}", bar(Side::Right)), canvas.theme.role(Role::Accent))
            .add(&figures(topic, Side::Right), canvas.theme.role(Role::Quiet));
        canvas.line(list.top + (item - list.first) as u16, area, line);
    }
}

/// Share and place in the order of a side; a dash where it does not speak of the topic.
fn figures(topic: &Emphasis, side: Side) -> String {
    match topic.order[side] {
        Some(place) => format!("{:>4.0} % {place:>2}.", topic.share[side] * 100.0),
        None => format!("{:>9} ", "–"),
    }
}

/// A bar of so many columns at most; what is not nothing is at least a hair.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "columns")]
fn bar(share: f64, columns: usize) -> String {
    let length = (share * columns as f64).round() as usize;
    match (length, share > 0.0) {
        (0, true) => "▏".to_owned(),
        (length, _) => "█".repeat(length),
    }
}

/// The first passage of either side on the topic at the cursor.
fn passages(canvas: &mut Canvas<'_, '_>, room: &Room, area: Rect) {
    let Some(topic) = room.topics().get(canvas.state.item()) else { return };
    let Some(compared) = &room.comparison else { return };
    let mut y = 1;
    for side in Side::BOTH {
        let count = topic.passages[side].len();
        let text = match topic.passages[side].first() {
            Some(&first) => compared.readings[side].passages[first].span.of(&room.texts[side]).to_owned(),
            None => "not found in this text".to_owned(),
        };
        let label = match count {
            0 | 1 => format!(" {}  ", room.label(side)),
            _ => format!(" {} 1/{count}  ", room.label(side)),
        };
        y = paragraph(canvas, area, y, &label, &text, 3);
    }
}
