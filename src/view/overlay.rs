//! What lies over a screen: help, or why a discrepancy was raised.

use super::Canvas;
use super::footer::footer_hints;
use super::theme::Role;
use super::write::Line;
use crate::app::page::width;
use crate::app::{HelpLine, Overlay, SUBJECT};
use ratatui::layout::Rect;
use ratatui::widgets::Clear;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let Some(overlay) = canvas.state.overlay else { return };
    let area = canvas.frame.area();
    canvas.frame.render_widget(Clear, area);
    let title = match overlay {
        Overlay::Help => " Help",
        Overlay::Explain(_) => " Why this was raised",
        Overlay::Report => canvas.state.report_title(),
        Overlay::Tags => " Tags: when to use each",
        Overlay::Entry => " Glossary: concepts of the lexicon, not a translation",
    };
    let body = Rect::new(area.x, area.y + 2, area.width, area.height.saturating_sub(3));
    let lines = canvas.state.overlay_lines();
    let from = canvas.state.overlay_line.min(lines.len());
    let end = (from + usize::from(body.height)).min(lines.len());
    let place = if lines.len() > usize::from(body.height) {
        format!("{}–{end} of {} ", from + 1, lines.len())
    } else {
        String::new()
    };
    let heading =
        Line::new().add(title, canvas.theme.role(Role::Title)).add_right(&place, canvas.theme.role(Role::Quiet));
    canvas.line(0, area, heading);
    canvas.rule(1, area);
    for (n, line) in lines[from..end].iter().enumerate() {
        let line = styled(canvas, line);
        canvas.line(n as u16, body, line);
    }
    footer_hints(canvas);
}

fn styled(canvas: &Canvas<'_, '_>, line: &HelpLine) -> Line {
    let theme = canvas.theme;
    match line {
        HelpLine::Heading(text) => Line::new().add(&format!(" {text}"), theme.role(Role::Title)),
        HelpLine::Plain(text) => Line::new().add(&format!(" {text}"), theme.role(Role::Text)),
        HelpLine::Blank => Line::new(),
        HelpLine::Entry(subject, text) => {
            let blank = usize::from(SUBJECT).saturating_sub(width(subject)).max(1);
            Line::new()
                .add(&format!("   {subject}{}", " ".repeat(blank)), theme.role(Role::Key))
                .add(text, theme.role(Role::Text))
        }
    }
}
