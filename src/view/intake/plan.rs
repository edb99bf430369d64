//! A folder or a table of many documents, before any of them is read.

use super::foot;
use crate::app::intake::{Planned, TOP};
use crate::view::Canvas;
use crate::view::theme::Role;
use crate::view::write::Line;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>, planned: &Planned, from: usize) {
    let area = canvas.frame.area();
    let odd = planned.rows.iter().filter(|row| !row.problems.is_empty()).count();
    let count = planned.rows.len();
    let ask = format!(
        "{count} documents, {odd} with problems. Nothing is read yet; {{next-part}} takes them into your library."
    );
    canvas.line(2, area, Line::new().add(&format!(" {}", canvas.state.spell(&ask)), canvas.theme.role(Role::Accent)));
    let end = foot(canvas, "A row with a problem is left out where it cannot be done without; the report tells.");
    let mut lines =
        planned.problems.iter().map(|problem| (format!("   ! {problem}"), Role::Warning)).collect::<Vec<_>>();
    for (n, row) in planned.rows.iter().enumerate().skip(from).take(usize::from(area.height)) {
        lines.push((format!(" {:>4}  {}", n + 1, row.name), Role::Text));
        if !row.told.is_empty() {
            lines.push((format!("       {}", row.told), Role::Quiet));
        }
        lines.extend(row.problems.iter().map(|problem| (format!("       ! {problem}"), Role::Warning)));
    }
    for (n, (text, role)) in lines.iter().take(usize::from(end.saturating_sub(TOP))).enumerate() {
        canvas.line(TOP + n as u16, area, Line::new().add(text, canvas.theme.role(*role)));
    }
}
