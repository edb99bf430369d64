//! What a colleague's copy would bring, before any of it is taken in.

use super::foot;
use crate::app::intake::{Merging, TOP};
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
    canvas.line(2, area, Line::new().add(&format!(" {}", canvas.state.spell(&ask)), canvas.theme.role(Role::Accent)));
    let end = foot(
        canvas,
        "Yours always stands: nothing of yours is deleted or written over, and one key takes it all back.",
    );
    let mut items: Vec<Vec<(String, Role)>> = taken.iter().map(|it| vec![(format!(" +  {it}"), Role::Text)]).collect();
    items.extend(conflicts.iter().map(told));
    let width = area.width.saturating_sub(2);
    let lines = items.iter().skip(merging.line).flatten();
    let lines = lines.flat_map(|(text, role)| wrapped(text, width, MOST).into_iter().map(|line| (line, *role)));
    for ((text, role), y) in lines.zip(TOP..end) {
        canvas.line(y, area, Line::new().add(&text, canvas.theme.role(role)));
    }
}

/// A conflict: what it is about, both values, what would become of theirs.
fn told(conflict: &Conflict) -> Vec<(String, Role)> {
    let fate = export::merged::fate(&conflict.fate);
    vec![
        (format!(" !  {} of {}: {fate}", conflict.field, conflict.name), Role::Warning),
        (format!("      mine    {}", conflict.mine), Role::Quiet),
        (format!("      theirs  {}", conflict.theirs), Role::Quiet),
    ]
}
