//! Bringing something in: where it comes from, what is known of it, a plan of many, what a copy would bring.

mod form;
mod give;
mod merge;
mod plan;

use super::Canvas;
use super::footer::footer_hints;
use super::lists::heading;
use super::theme::Role;
use super::write::{Line, wrapped};
use crate::app::intake::{Aim, Intake, Stage};
use crate::domain::Side;

/// Most lines of a message.
const MESSAGE: usize = 3;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let Some(intake) = canvas.state.intake() else { return };
    let (title, fact) = title(canvas, intake);
    heading(canvas, &title, &fact);
    match &intake.stage {
        Stage::Give => give::draw(canvas, intake),
        Stage::Describe(describing) => form::document(canvas, describing),
        Stage::Event(form) => form::event(canvas, form),
        Stage::Plan { planned, line } => plan::draw(canvas, planned, *line),
        Stage::Merge(merging) => merge::draw(canvas, merging),
    }
    footer_hints(canvas);
}

fn title(canvas: &Canvas<'_, '_>, intake: &Intake) -> (String, String) {
    match (&intake.aim, &intake.stage) {
        (Aim::Event { .. }, Stage::Event(_)) => ("New event".to_owned(), "3 of 3 · the event itself".to_owned()),
        (Aim::Event { .. }, Stage::Plan { planned, .. }) => ("Many documents".to_owned(), planned.given.clone()),
        (Aim::Event { side, .. }, _) => {
            let number = if *side == Side::Left { 1 } else { 2 };
            ("New event".to_owned(), format!("{number} of 3 · the {} document", side.name()))
        }
        (Aim::Document, _) => ("Add a document".to_owned(), event_title(canvas)),
        (Aim::Version(id), _) => {
            let readout = canvas.state.room.as_ref().and_then(|room| room.dossier.readout(id));
            ("Another version".to_owned(), readout.map(|it| it.title.clone()).unwrap_or_default())
        }
        (Aim::Import, _) => ("Import an event".to_owned(), "from a file that diptych wrote".to_owned()),
        (Aim::Verify, _) => ("Verify a file".to_owned(), event_title(canvas)),
        (Aim::Copy, _) => ("A colleague’s copy".to_owned(), event_title(canvas)),
    }
}

fn event_title(canvas: &Canvas<'_, '_>) -> String {
    canvas.state.room.as_ref().map(|room| room.dossier.event.title.clone()).unwrap_or_default()
}

/// What is said, what is under way, or else a hint, just above the keys. The line on which it begins.
fn foot(canvas: &mut Canvas<'_, '_>, hint: &str) -> u16 {
    let area = canvas.frame.area();
    let under_way = canvas.state.under_way();
    let (text, role) = match (&canvas.state.message, &under_way) {
        (Some(message), _) => (message.text.as_str(), if message.bad { Role::Warning } else { Role::Accent }),
        (None, Some(text)) => (text.as_str(), Role::Accent),
        (None, None) => (hint, Role::Quiet),
    };
    let lines = wrapped(text, area.width.saturating_sub(2), MESSAGE);
    let top = area.height.saturating_sub(1 + lines.len() as u16);
    for (n, text) in lines.iter().enumerate() {
        canvas.line(top + n as u16, area, Line::new().add(&format!(" {text}"), canvas.theme.role(role)));
    }
    top
}
