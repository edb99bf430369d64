//! A new event in the making.

use super::Canvas;
use super::footer::footer_hints;
use super::lists::message;
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::page::width;
use crate::app::{Compose, Part};
use ratatui::layout::Position;

/// How much of the end of a pasted text is laid out: more than any screen holds.
const TAIL: usize = 20_000;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let Some(compose) = &canvas.state.compose else { return };
    let area = canvas.frame.area();
    let (title, ask) = match compose.part {
        Part::Left => ("New event · left text", "Paste the text for the left pane, then {next-part}."),
        Part::Right => ("New event · right text", "Paste the text for the right pane, then {next-part}."),
        Part::Title => {
            ("New event · title", "What is the event called? Then {next-part}: it is saved in your library.")
        }
    };
    let told = format!("{} characters", compose.given().chars().count());
    let line = Line::new()
        .add(&format!(" {title}   "), canvas.theme.role(Role::Title))
        .add(&told, canvas.theme.role(Role::Quiet));
    canvas.line(0, area, line);
    canvas.rule(1, area);
    canvas.line(2, area, Line::new().add(&format!(" {}", canvas.state.spell(ask)), canvas.theme.role(Role::Accent)));
    let body = usize::from(area.height.saturating_sub(7));
    let lines = tail(compose, area.width.saturating_sub(4));
    let skip = lines.len().saturating_sub(body);
    let last = lines.last().map_or(0, |text| width(text));
    canvas.focus = Some(Position::new((last + 1) as u16, (3 + lines.len() - skip) as u16));
    for (n, text) in lines.iter().skip(skip).enumerate() {
        canvas.line(4 + n as u16, area, Line::new().add(&format!("  {text}"), canvas.theme.role(Role::Text)));
    }
    message(canvas, area.height - 2);
    footer_hints(canvas);
}

/// The end of what was given, as lines, with a cursor.
fn tail(compose: &Compose, columns: u16) -> Vec<String> {
    let given = compose.given();
    let mut start = given.len().saturating_sub(TAIL);
    while !given.is_char_boundary(start) {
        start += 1;
    }
    let mut lines: Vec<String> =
        given[start..].split('\n').flat_map(|line| wrapped(line, columns, usize::MAX - 1)).collect();
    if let Some(last) = lines.last_mut() {
        last.push('▏');
    }
    lines
}
