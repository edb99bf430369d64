//! Where a document comes from: the line with its proposals, or the text itself.

use super::foot;
use crate::app::intake::{Aim, Giving, Intake, TOP};
use crate::view::Canvas;
use crate::view::theme::Role;
use crate::view::write::{Line, wrapped};
use ratatui::layout::Rect;

/// How much of the end of a pasted text is laid out: more than any screen holds.
const TAIL: usize = 20_000;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>, intake: &Intake) {
    let area = canvas.frame.area();
    let giving = &intake.giving;
    let ask = match &intake.aim {
        _ if giving.writes => {
            "Paste the text, then {next-part-in-pasting}. {previous-part} goes back to the path; the text stays."
        }
        Aim::Import => "Choose the exported file (.json or .jsonld), or type its path, then {next-part}.",
        Aim::Verify => "Choose a file that quotes this event (md, html, docx, csv, json), then {next-part}.",
        Aim::Copy => "Type the path of the colleague’s folder, or its name in your library, then {next-part}.",
        Aim::Event { .. } | Aim::Document | Aim::Version(_) => {
            "Choose a file, or type a path or an https:// address, then {next-part}; or paste the text."
        }
    };
    for (n, text) in wrapped(&canvas.state.spell(ask), area.width.saturating_sub(2), 2).iter().enumerate() {
        canvas.line(2 + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(Role::Accent)));
    }
    if giving.writes {
        let end = foot(canvas, &format!("{} characters", giving.text.chars().count()));
        text(canvas, giving, Rect::new(0, TOP, area.width, end.saturating_sub(TOP + 1)));
        return;
    }
    canvas.line(TOP, area, Line::new().add(" ▸ ", canvas.theme.role(Role::Accent)));
    let field = Rect::new(3, TOP, area.width.saturating_sub(4), 1);
    canvas.field(&giving.line, field);
    let hint = match &intake.aim {
        Aim::Event { .. } => "A folder or a .csv table brings many. Only the address that you give is asked.",
        Aim::Document | Aim::Version(_) => "Only the address that you give is asked.",
        Aim::Import => "It becomes a new event of the library; nothing is written over.",
        Aim::Verify => "Every quotation in it is looked up in the texts; the file is not changed.",
        Aim::Copy => "Nothing of the colleague’s copy is changed.",
    };
    let end = foot(canvas, hint);
    debug_assert!(end >= TOP + 2, "a screen that is not too small has room for paths");
    let listed = giving.listed(area.height);
    let first = listed.start;
    for (n, path) in giving.matches.iter().enumerate().take(listed.end).skip(first) {
        let here = giving.choice == Some(n);
        let role = if here { Role::Item } else { Role::Quiet };
        let pointer = if here { "▸" } else { " " };
        let line = Line::new().add(&format!(" {pointer} {path}"), canvas.theme.role(role));
        canvas.line(TOP + 2 + (n - first) as u16, area, line);
    }
}

/// The end of what was given, with a cursor.
fn text(canvas: &mut Canvas<'_, '_>, giving: &Giving, area: Rect) {
    let given = giving.text.as_str();
    let mut start = given.len().saturating_sub(TAIL);
    while !given.is_char_boundary(start) {
        start += 1;
    }
    let columns = area.width.saturating_sub(4);
    let mut lines: Vec<String> =
        given[start..].split('\n').flat_map(|line| wrapped(line, columns, usize::MAX - 1)).collect();
    match lines.last_mut() {
        Some(last) => last.push('▏'),
        None => lines.push("▏".to_owned()),
    }
    let skip = lines.len().saturating_sub(usize::from(area.height));
    for (n, text) in lines.iter().skip(skip).enumerate() {
        canvas.line(n as u16, area, Line::new().add(&format!("  {text}"), canvas.theme.role(Role::Text)));
    }
}
