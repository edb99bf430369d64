//! The settings: what each can be, what it is, and where it is kept.

use super::Canvas;
use super::footer::footer_hints;
use super::lists::{heading, item_style, message};
use super::theme::Role;
use super::write::Line;
use crate::domain::SETTINGS;

/// Columns of a setting's name.
const NAME: usize = 19;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = canvas.state;
    let Some(list) = state.list() else { return };
    let area = canvas.frame.area();
    heading(canvas, "Settings", &format!("kept in {}", state.setup.config));
    for item in list.first..list.end {
        let y = list.top + ((item - list.first) * 2) as u16;
        let (style, pointer) = item_style(canvas, item, false);
        let key = style.patch(canvas.theme.role(Role::Key));
        let (name, help) = match SETTINGS.get(item) {
            Some(row) => (row.name, row.help),
            None => ("your name", "who signs new notes"),
        };
        let mut line = Line::new().add(&format!(" {pointer} {name:<NAME$}"), style);
        match SETTINGS.get(item) {
            Some(row) => {
                let now = state.setup.preferences.get(row.setting);
                for choice in row.choices {
                    let said = said(choice, row.choices);
                    line = if *choice == now {
                        line.add(&format!("‹ {said} › "), key)
                    } else {
                        line.add(&format!(" {said}  "), canvas.theme.role(Role::Quiet))
                    };
                }
            }
            None => line = line.add(&format!("‹ {} ›", state.setup.author), key),
        }
        canvas.line(y, area, line);
        canvas.line(y + 1, area, Line::new().add(&format!("      {help}"), canvas.theme.role(Role::Quiet)));
    }
    message(canvas, area.height.saturating_sub(2));
    footer_hints(canvas);
}

/// A choice in words: where a setting can only be on or off, it is called so.
fn said(choice: &'static str, choices: &[&str]) -> &'static str {
    match choice {
        "true" if choices.contains(&"false") => "on",
        "false" => "off",
        other => other,
    }
}
