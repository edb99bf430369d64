//! What lies over a screen: help, or why a discrepancy was raised.

use super::Canvas;
use super::footer::footer_hints;
use super::lists::evidence;
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::{HelpLine, Overlay, Room, help};
use crate::compare::{Discrepancy, Form};
use crate::domain::Side;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Clear;

/// Width of the first column of the help screen.
const KEYS: usize = 18;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let Some(overlay) = canvas.state.overlay else { return };
    let area = canvas.frame.area();
    canvas.frame.render_widget(Clear, area);
    let (title, lines) = match overlay {
        Overlay::Help(from) => ("Help", help_lines(canvas, area.width).split_off(usize::from(from))),
        Overlay::Explain(index) => ("Why this was raised", explain(canvas, index, area.width)),
    };
    canvas.line(0, area, Line::new().add(&format!(" {title}"), canvas.theme.role(Role::Title)));
    canvas.rule(1, area);
    let body = Rect::new(area.x, area.y + 2, area.width, area.height.saturating_sub(3));
    for (n, line) in lines.into_iter().take(usize::from(body.height)).enumerate() {
        canvas.line(n as u16, body, line);
    }
    footer_hints(canvas);
}

/// One line an entry, so that scrolling counts the same here and in the step.
fn help_lines(canvas: &Canvas<'_, '_>, columns: u16) -> Vec<Line> {
    let theme = canvas.theme;
    let line = |entry: HelpLine| match entry {
        HelpLine::Heading(text) => Line::new().add(&format!(" {text}"), theme.role(Role::Title)),
        HelpLine::Blank => Line::new(),
        HelpLine::Entry(key, text) => {
            let blank = KEYS.saturating_sub(crate::app::page::width(&key)).max(1);
            let text = wrapped(&text, columns.saturating_sub(KEYS as u16 + 5), 1).concat();
            Line::new()
                .add(&format!("   {key}{}", " ".repeat(blank)), theme.role(Role::Key))
                .add(&text, theme.role(Role::Text))
        }
    };
    help(canvas.state).into_iter().map(line).collect()
}

fn explain(canvas: &Canvas<'_, '_>, index: usize, columns: u16) -> Vec<Line> {
    let Some(room) = &canvas.state.room else { return Vec::new() };
    let Some(discrepancy) = room.comparison.as_ref().and_then(|comparison| comparison.discrepancies.get(index)) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for (label, text) in facts(room, discrepancy) {
        let wide = columns.saturating_sub(KEYS as u16 + 2);
        for (n, text) in wrapped(&text, wide, 8).iter().enumerate() {
            let label = if n == 0 { label.as_str() } else { "" };
            let style: Style = canvas.theme.role(Role::Key);
            lines.push(Line::new().add(&format!("   {label:<15}"), style).add(text, canvas.theme.role(Role::Text)));
        }
        lines.push(Line::new());
    }
    lines
}

fn facts(room: &Room, discrepancy: &Discrepancy) -> Vec<(String, String)> {
    let mut facts = vec![
        ("what".to_owned(), discrepancy.summary.clone()),
        ("kind".to_owned(), format!("{}, severity {} of 3", discrepancy.kind.name(), discrepancy.severity)),
        ("because".to_owned(), discrepancy.because.join(" · ")),
        ("how sure".to_owned(), format!("{:.0} %", discrepancy.confidence * 100.0)),
    ];
    for side in Side::BOTH {
        for text in evidence(room, discrepancy, side) {
            facts.push((room.label(side), text));
        }
    }
    if !discrepancy.searched.is_empty() {
        facts.push(("searched".to_owned(), discrepancy.searched.join("; ")));
    }
    let form = match discrepancy.form {
        Form::Direct => "the text itself puts these words in quotation marks",
        Form::Paraphrase => "the text tells this in its own words: quote the text, not the speaker",
        Form::RenderedSpeech => "rendered speech without quotation marks: never the speaker's own words",
    };
    facts.push(("how to quote".to_owned(), form.to_owned()));
    facts
}
