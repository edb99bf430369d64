//! What a colleague's copy would bring, before any of it is taken in.

use super::foot;
use crate::app::intake::{Merging, TOP};
use crate::app::page::width;
use crate::export;
use crate::review::merge::Conflict;
use crate::view::Canvas;
use crate::view::theme::Role;
use crate::view::write::{Line, wrapped};

/// Most lines of one thing that is told.
const MOST: usize = 3;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>, merging: &Merging) {
    let area = canvas.frame.area();
    let (taken, conflicts) = (&merging.merged.taken, &merging.merged.conflicts);
    let ask = format!(
        "{} would come in, {} differ. Nothing is changed yet; {{next-part}} takes it in, {{previous-part}} leaves it.",
        taken.len(),
        conflicts.len()
    );
    let columns = area.width.saturating_sub(2);
    let asked = wrapped(&canvas.state.spell(&ask), columns, usize::from(TOP - 2));
    for (text, y) in asked.iter().zip(2..) {
        canvas.line(y, area, Line::new().add(&format!(" {text}"), canvas.theme.role(Role::Accent)));
    }
    let end = foot(
        canvas,
        "Yours always stands: nothing of yours is deleted or written over, and one key takes it all back.",
    );
    let mut items: Vec<Vec<Told>> = taken.iter().map(|it| vec![(" +  ", it.clone(), Role::Text)]).collect();
    items.extend(conflicts.iter().map(told));
    let lines = items.iter().skip(merging.line).flatten().flat_map(|told| hanging(told, columns));
    for ((text, role), y) in lines.zip(TOP..end) {
        canvas.line(y, area, Line::new().add(&text, canvas.theme.role(role)));
    }
}

/// What stands before a text, the text, and its role.
type Told = (&'static str, String, Role);

/// The lines of a text; those after the first stand under its words, not under its sign.
fn hanging((sign, text, role): &Told, columns: u16) -> Vec<(String, Role)> {
    let indent = width(sign);
    let lines = wrapped(text, columns.saturating_sub(indent as u16), MOST).into_iter().enumerate();
    let head = |n: usize| if n == 0 { (*sign).to_owned() } else { " ".repeat(indent) };
    lines.map(|(n, line)| (head(n) + &line, *role)).collect()
}

/// A conflict: what it is about, both values, what would become of theirs.
fn told(conflict: &Conflict) -> Vec<Told> {
    let fate = export::merged::fate(&conflict.fate);
    vec![
        (" !  ", format!("{} of {}: {fate}", conflict.field, conflict.name), Role::Warning),
        ("      mine    ", conflict.mine.clone(), Role::Quiet),
        ("      theirs  ", conflict.theirs.clone(), Role::Quiet),
    ]
}
