//! The whole event at a glance: what the strip between the panes shows, and where a click on it leads.

use crate::app::page::Panes;
use crate::app::room::scrolling::Arrival;
use crate::app::room::{Cursor, Room};
use crate::domain::{Side, Span};
use crate::review::SheetRow;
use std::ops::Range;

/// What one line of the strip stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    /// Who speaks there.
    pub speaks: Speaks,
    /// Whether a note is there.
    pub noted: bool,
    /// Whether some of it is on the screen.
    pub visible: bool,
}

/// Who speaks in a part of the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// Not known before the texts are compared.
    Unknown,
    /// Somewhere there, both sides.
    Both,
    /// One side alone.
    Only(Side),
    /// Each side for itself.
    Apart,
}

/// The things, out of so many, that a line out of so many stands for; never none.
fn part(line: usize, lines: usize, things: usize) -> Range<usize> {
    let start = line * things / lines.max(1);
    let end = (line + 1) * things / lines.max(1);
    start..end.max(start + 1).min(things.max(start + 1))
}

impl Room {
    /// The strip, line by line; empty where there is no text.
    #[must_use]
    pub fn overview(&self, lines: usize) -> Vec<Glance> {
        let (things, visible) = self.strip_things();
        if things == 0 {
            return Vec::new();
        }
        let mut noted = vec![false; things];
        for thing in self.noted_things() {
            noted[thing] = true;
        }
        let glance = |line: usize| {
            let part = part(line, lines, things);
            Glance {
                speaks: self.who_speaks(part.clone()),
                noted: noted[part.clone()].contains(&true),
                visible: visible.start < part.end && part.start < visible.end,
            }
        };
        (0..lines).map(glance).collect()
    }

    /// How many rows, or passages of the text at the cursor, the strip stands for; and which are visible.
    fn strip_things(&self) -> (usize, Range<usize>) {
        let side = self.cursor.side;
        match self.page.layout.panes {
            Panes::Level => (self.sheet.rows.len(), self.page.visible.clone()),
            Panes::Apart | Panes::One(_) => (self.sheet.passages(side), self.page.columns[side].clone()),
        }
    }

    fn noted_things(&self) -> Vec<usize> {
        let level = self.page.layout.panes == Panes::Level;
        let sides = if level { Side::BOTH.to_vec() } else { vec![self.cursor.side] };
        let thing = |side: Side, span: Span| {
            let (row, position) = self.sheet.place_of(side, span.start)?;
            if level { Some(row) } else { self.sheet.cell(side, row, position).map(|cell| cell.passage) }
        };
        sides.into_iter().flat_map(|side| self.annotated(side).filter_map(move |(_, span)| thing(side, span))).collect()
    }

    fn who_speaks(&self, part: Range<usize>) -> Speaks {
        if self.comparison.is_none() {
            return Speaks::Unknown;
        }
        if self.page.layout.panes != Panes::Level {
            let side = self.cursor.side;
            let alone = |passage: usize| {
                let (row, position) = self.sheet.place(side, passage)?;
                self.sheet.cell(side, row, position).map(|cell| cell.alone)
            };
            let all_alone = part.into_iter().all(|passage| alone(passage).unwrap_or(true));
            return if all_alone { Speaks::Only(side) } else { Speaks::Both };
        }
        let rows = &self.sheet.rows[part];
        let silent = |side: Side| rows.iter().all(|row| row.cells[side].is_empty());
        match () {
            () if rows.iter().any(SheetRow::is_shared) => Speaks::Both,
            () if silent(Side::Right) => Speaks::Only(Side::Left),
            () if silent(Side::Left) => Speaks::Only(Side::Right),
            () => Speaks::Apart,
        }
    }

    /// Goes to the part of the event that a line of the strip stands for.
    pub(in crate::app) fn jump_on_strip(&mut self, y: u16) {
        let lines = usize::from(self.page.layout.body);
        let line = usize::from(y.saturating_sub(self.page.layout.top)).min(lines.saturating_sub(1));
        let (things, _) = self.strip_things();
        let Some(last) = things.checked_sub(1) else { return };
        let thing = part(line, lines, things).start.min(last);
        self.arrival = Arrival::Sweep;
        if self.is_apart() {
            let side = self.cursor.side;
            let place = self.sheet.place(side, thing);
            place.into_iter().for_each(|(row, position)| self.stand(Cursor { row, side, position }));
        } else {
            self.stand_in_row(self.fold_start(thing));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_thing_has_a_line_and_every_line_a_thing() {
        for (lines, things) in [(1, 1), (20, 3), (20, 20), (20, 50_000), (7, 11)] {
            let parts: Vec<Range<usize>> = (0..lines).map(|line| part(line, lines, things)).collect();
            assert!(parts.iter().all(|part| part.start < part.end && part.end <= things), "{lines} {things}");
            assert!((0..things).all(|thing| parts.iter().any(|part| part.contains(&thing))), "{lines} {things}");
        }
    }
}
