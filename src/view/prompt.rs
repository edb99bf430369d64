//! The line that is being typed, with what it proposes.

use super::Canvas;
use super::footer::footer_hints;
use super::library::{cut, padded};
use super::lists::message_in;
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::page::width;
use crate::app::{Offer, Prompt, Purpose, TOLD};
use ratatui::layout::Rect;
use ratatui::widgets::Clear;

/// Most columns of a proposal's keys, and of its name: as many as the longest needs.
const KEYS: usize = 14;
const NAME: usize = 32;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let Some(prompt) = &canvas.state.prompt else { return };
    let area = canvas.frame.area();
    let offers = canvas.state.offers();
    let lines = canvas.state.prompt_lines();
    let top = area.height.saturating_sub(lines + 3);
    let body = Rect::new(area.x, top, area.width, lines + 2);
    canvas.frame.render_widget(Clear, body);
    canvas.rule(0, body);
    // As much margin on the right as on the left.
    let row = Rect { width: body.width.saturating_sub(1), ..body };
    typed(canvas, prompt, body);
    let (_, listed) = canvas.state.offers_shown();
    let first = listed.start;
    let longest = |of: fn(&Offer) -> &str, most: usize| {
        offers.iter().map(|offer| width(of(offer))).max().unwrap_or_default().min(most)
    };
    let (keys, name) = (longest(|offer| &offer.keys, KEYS), longest(|offer| &offer.name, NAME));
    for (n, offer) in offers.iter().enumerate().take(listed.end).skip(first) {
        let here = n == prompt.choice;
        let style = canvas.theme.role(match (here, offer.usable) {
            (true, _) => Role::Item,
            (false, false) => Role::Quiet,
            (false, true) => Role::Text,
        });
        let blank = " ".repeat(keys.saturating_sub(width(&offer.keys)));
        let named = padded(&cut(&offer.name, name), name);
        let pointer = if here { "▸" } else { " " };
        let line = Line::new()
            .add(&format!(" {pointer} {named} "), style)
            .add(&format!(" {}{blank}  ", offer.keys), canvas.theme.role(Role::Key))
            .add(&offer.told, canvas.theme.role(Role::Quiet));
        canvas.line(2 + (n - first) as u16, row, line);
    }
    let said = match offers.get(prompt.choice) {
        Some(offer) => offer.told.as_str(),
        None => prompt.purpose.hint(),
    };
    let last = area.height.saturating_sub(2);
    // Where a line is all that is typed in, one line is left below it.
    let most = usize::from(if lines == 1 { 1 } else { TOLD });
    let told = wrapped(said, area.width.saturating_sub(2), most);
    let top = last.saturating_sub(told.len() as u16 - 1);
    for (n, text) in told.iter().enumerate() {
        canvas.line(top + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(Role::Quiet)));
    }
    message_in(canvas, last, most);
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
        Purpose::Form => " write as  ",
    };
    canvas.line(1, body, Line::new().add(head, canvas.theme.role(Role::Title)));
    let from = width(head) as u16;
    let field = Rect::new(body.x + from, body.y + 1, body.width.saturating_sub(from + 1), 1);
    canvas.field(&prompt.field, field);
}
