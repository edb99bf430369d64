//! What is known of a document or an event, to be confirmed and mended, above what it would bring in.

use super::foot;
use crate::app::intake::{Describing, FIELD, Field, Form, MARGIN, PreviewLine, TOP, Value};
use crate::view::Canvas;
use crate::view::theme::Role;
use crate::view::write::{Line, wrapped};
use ratatui::layout::Rect;

/// Columns of a field's name.
const NAME: u16 = FIELD - 3;
/// From this width on, every field says beside it what is known of it.
const WIDE: u16 = 110;

pub(super) fn document(canvas: &mut Canvas<'_, '_>, describing: &Describing) {
    let form = &describing.form;
    let ask = if form.fields.is_empty() {
        "What is known of the document stays. {next-part} takes this text in as its newest version."
    } else {
        "Check what the document says of itself; what is empty stays unknown. {next-part} takes it in."
    };
    asked(canvas, ask);
    fields(canvas, form);
    let area = canvas.frame.area();
    let end = foot(canvas, form.fields.get(form.at).map_or("", |field| field.note.as_str()));
    let top = TOP + form.fields.len() as u16;
    let body = Rect::new(0, top, area.width, end.saturating_sub(top));
    canvas.rule(0, body);
    let lines = describing.taken.preview(usize::from(area.width.saturating_sub(MARGIN)));
    for (n, line) in lines.iter().skip(describing.line).take(usize::from(body.height.saturating_sub(1))).enumerate() {
        let (text, role) = match line {
            PreviewLine::Heading(text) => (format!(" {text}"), Role::Key),
            PreviewLine::Odd(text) => (format!("  {text}"), Role::Warning),
            PreviewLine::Cut(text) => (format!("  {text}"), Role::Quiet),
            PreviewLine::Text(text) => (format!("  {text}"), Role::Text),
        };
        canvas.line(1 + n as u16, body, Line::new().add(&text, canvas.theme.role(role)));
    }
}

pub(super) fn event(canvas: &mut Canvas<'_, '_>, form: &Form) {
    asked(canvas, "What you know of the event. What is empty stays unknown. {next-part} makes it and opens it.");
    fields(canvas, form);
    foot(canvas, form.fields.get(form.at).map_or("", |field| field.note.as_str()));
}

fn asked(canvas: &mut Canvas<'_, '_>, ask: &str) {
    let area = canvas.frame.area();
    for (n, text) in wrapped(&canvas.state.spell(ask), area.width.saturating_sub(2), 2).iter().enumerate() {
        canvas.line(2 + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(Role::Accent)));
    }
}

fn fields(canvas: &mut Canvas<'_, '_>, form: &Form) {
    let area = canvas.frame.area();
    let notes = if area.width >= WIDE { area.width / 2 - NAME } else { 0 };
    let width = area.width.saturating_sub(3 + NAME + notes + 1);
    for (n, field) in form.fields.iter().enumerate() {
        let (y, here) = (TOP + n as u16, n == form.at);
        let pointer = if here { "▸" } else { " " };
        let role = if here { Role::Accent } else { Role::Key };
        let name = format!(" {pointer} {:<name$}", field.id.name(), name = usize::from(NAME));
        canvas.line(y, area, Line::new().add(&name, canvas.theme.role(role)));
        value(canvas, field, here, Rect::new(3 + NAME, y, width, 1));
        let beside = Rect::new(area.width - notes, y, notes, 1);
        canvas.line(0, beside, Line::new().add(&field.note, canvas.theme.role(Role::Quiet)));
    }
}

fn value(canvas: &mut Canvas<'_, '_>, field: &Field, here: bool, area: Rect) {
    match &field.value {
        Value::Line(line) if here => canvas.field(line, area),
        Value::Line(_) => {
            let text = field.shown();
            let (text, role) = if text.is_empty() { ("–", Role::Quiet) } else { (text.as_str(), Role::Text) };
            canvas.line(0, area, Line::new().add(text, canvas.theme.role(role)));
        }
        Value::Choice { chosen, .. } => {
            let role = match (here, chosen) {
                (true, _) => Role::Item,
                (false, 0) => Role::Quiet,
                (false, _) => Role::Text,
            };
            let shown = if here { format!("‹ {} ›", field.shown()) } else { field.shown() };
            canvas.line(0, area, Line::new().add(&shown, canvas.theme.role(role)));
        }
    }
}
