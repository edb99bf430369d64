//! The line that is being typed, with what it proposes.

use super::Canvas;
use super::footer::footer_hints;
use super::lists::message;
use super::theme::Role;
use super::write::Line;
use crate::app::page::width;
use crate::app::{Prompt, Purpose};
use ratatui::layout::Rect;
use ratatui::widgets::Clear;

/// Columns of a proposal's keys.
const KEYS: usize = 14;
/// Columns of a proposal's name.
const NAME: usize = 24;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let Some(prompt) = &canvas.state.prompt else { return };
    let area = canvas.frame.area();
    let offers = canvas.state.offers();
    let lines = match prompt.purpose {
        Purpose::Search | Purpose::List | Purpose::Library | Purpose::Title | Purpose::FileName | Purpose::Author => 1,
        Purpose::Commands | Purpose::Filter | Purpose::Track => area.height / 2,
    };
    let top = area.height.saturating_sub(lines + 3);
    let body = Rect::new(area.x, top, area.width, lines + 2);
    canvas.frame.render_widget(Clear, body);
    canvas.rule(0, body);
    typed(canvas, prompt, body);
    let first = (prompt.choice + 2).saturating_sub(usize::from(lines));
    for (n, offer) in offers.iter().enumerate().skip(first).take(usize::from(lines.saturating_sub(1))) {
        let here = n == prompt.choice;
        let style = canvas.theme.role(match (here, offer.usable) {
            (true, _) => Role::Item,
            (false, false) => Role::Quiet,
            (false, true) => Role::Text,
        });
        let blank = " ".repeat(KEYS.saturating_sub(width(&offer.keys)));
        let pad = " ".repeat(NAME.saturating_sub(width(&offer.name)));
        let pointer = if here { "▸" } else { " " };
        let line = Line::new()
            .add(&format!(" {pointer} {}{pad} ", offer.name), style)
            .add(&format!("{}{blank} ", offer.keys), canvas.theme.role(Role::Key))
            .add(&offer.told, canvas.theme.role(Role::Quiet));
        canvas.line(2 + (n - first) as u16, body, line);
    }
    // Where nothing is proposed there is room for what is said.
    if lines == 1 {
        message(canvas, area.height.saturating_sub(2));
    }
    footer_hints(canvas);
}

fn typed(canvas: &mut Canvas<'_, '_>, prompt: &Prompt, body: Rect) {
    let head = match prompt.purpose {
        Purpose::Search => " search  ",
        Purpose::Commands => " command  ",
        Purpose::FileName => " file name  ",
        Purpose::Author => " your name  ",
        Purpose::List => " find in list  ",
        Purpose::Library => " search the library  ",
        Purpose::Filter => " filter  ",
        Purpose::Title => " title  ",
        Purpose::Track => " follow  ",
    };
    canvas.line(1, body, Line::new().add(head, canvas.theme.role(Role::Title)));
    let from = width(head) as u16;
    let field = Rect::new(body.x + from, body.y + 1, body.width.saturating_sub(from + 1), 1);
    canvas.field(&prompt.field, field);
}
