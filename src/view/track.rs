//! Over time: the sentences in which a wording stands, by date, and below them its forms with first and last use.

use super::Canvas;
use super::footer::footer_hints;
use super::library::{cut, fitting, marked, padded, plural};
use super::lists::{heading, item_style, message, said_of_none};
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::page::width;
use crate::app::{Followed, Said, UsedForm, detail_lines};
use crate::domain::Standing;
use crate::review::search::snippet;
use jiff::civil::Date;
use ratatui::layout::Rect;

/// Columns of the first line beside the facts: the screen's name, and blanks around it.
const BESIDE: usize = 14;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let area = canvas.frame.area();
    heading(canvas, "Over time", &facts(canvas));
    let detail = detail_lines(area.height);
    let below = Rect::new(0, area.height.saturating_sub(detail + 2), area.width, detail + 1);
    if let (Some(list), Some(followed)) = (state.list(), state.tracking().followed()) {
        for (item, said) in followed.entries.iter().enumerate().take(list.end).skip(list.first) {
            sentence(canvas, area, item, said, list.top + (item - list.first) as u16 * 2);
        }
        if followed.entries.is_empty() {
            said_of_none(
                canvas,
                list.top,
                "Not found in the texts loaded, which are named below. Silence is not denial.",
            );
        }
        canvas.rule(0, below);
        forms(canvas, below, followed);
    }
    message(canvas, area.height.saturating_sub(2));
    footer_hints(canvas);
}

fn facts(canvas: &Canvas<'_, '_>) -> String {
    let tracking = canvas.state.tracking();
    let Some(followed) = tracking.followed() else {
        return match tracking.wanted() {
            "" => canvas.state.spell("{ask-track} asks which concept or phrase to follow"),
            wanted => format!("{wanted}: reading the texts…"),
        };
    };
    let whose = tracking.party().map_or_else(|| "all parties".to_owned(), |party| party.0.clone());
    let passages = plural(followed.entries.len(), "passage");
    let counts = format!(" · {whose} · {passages} in {} of {}", followed.having, plural(followed.documents, "text"));
    // The name gives way, never the figures.
    let columns = usize::from(canvas.frame.area().width).saturating_sub(BESIDE + width(&counts));
    format!("{}{counts}", cut(&followed.name, columns))
}

fn sentence(canvas: &mut Canvas<'_, '_>, area: Rect, item: usize, said: &Said, y: u16) {
    let (style, pointer) = item_style(canvas, item, false);
    let party = said.party.as_ref().map_or("–", |party| party.0.as_str());
    let warning = if said.reconstruction { format!(" · {}", Standing::WARNING) } else { String::new() };
    let line = Line::new().add(
        &format!(" {pointer} {} {} {}", padded(&day(said.date), 10), padded(&cut(party, 6), 4), said.event),
        style,
    );
    // The title gives way, never the warning that the sentence is not to be quoted.
    let room = usize::from(area.width).saturating_sub(line.width() + 3 + width(&warning));
    let document = format!("  {}{warning}", cut(&said.document, room));
    canvas.line(y, area, line.add(&document, canvas.theme.role(Role::Quiet)));
    let room = usize::from(area.width.saturating_sub(8));
    let piece = snippet(&said.sentence.text, &said.sentence.marks, fitting(&said.sentence, room));
    let text = canvas.theme.role(Role::Text);
    let line = marked(canvas, Line::new().add("      ", text), &piece, text);
    canvas.line(y + 1, area, line);
}

/// The sentence at the cursor whole, then the forms by party, then where it was not found.
fn forms(canvas: &mut Canvas<'_, '_>, area: Rect, followed: &Followed) {
    let (text, quiet) = (canvas.theme.role(Role::Text), canvas.theme.role(Role::Quiet));
    let mut y = 1;
    if let Some(said) = followed.entries.get(canvas.state.item()) {
        for line in wrapped(&said.sentence.text, area.width.saturating_sub(2), 2) {
            canvas.line(y, area, Line::new().add(&format!(" {line}"), text));
            y += 1;
        }
    }
    let accent = canvas.theme.role(Role::Accent);
    for (n, used) in followed.uses.iter().enumerate() {
        let left = followed.uses.len() - n;
        if y + 1 >= area.height.saturating_sub(1) && left > 1 {
            canvas.line(y, area, Line::new().add(&format!(" and {left} more forms"), quiet));
            y += 1;
            break;
        }
        let party = used.party.as_ref().map_or("–", |party| party.0.as_str());
        let line = Line::new().add(&format!(" {} ", padded(&cut(party, 6), 4)), accent);
        canvas.line(y, area, line.add(&form(used), text));
        y += 1;
    }
    if !followed.gaps.is_empty() && y < area.height {
        let gaps = format!("not found ({}): {}", followed.gaps.len(), followed.gaps.join("; "));
        let left = usize::from(area.height - y);
        for (text, y) in wrapped(&gaps, area.width.saturating_sub(2), left).iter().zip(y..) {
            canvas.line(y, area, Line::new().add(&format!(" {text}"), quiet));
        }
    }
}

fn form(used: &UsedForm) -> String {
    let times = if used.count == 1 { "once".to_owned() } else { format!("{} times", used.count) };
    let when = match (used.first, used.last) {
        (first, last) if first == last => day(first),
        (first, last) => format!("first {}, last {}", day(first), day(last)),
    };
    format!("“{}” {times}, {when}", used.form)
}

fn day(date: Option<Date>) -> String {
    date.map_or_else(|| "undated".to_owned(), |date| date.to_string())
}
