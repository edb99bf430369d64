//! Moving about in the reading room: by row, passage, screen, discrepancy and note.

use crate::app::room::folding::Fold;
use crate::app::room::scrolling::Arrival;
use crate::app::room::{Cursor, Room};
use crate::domain::{AnnotationId, Ruling, Side};
use crate::review::cited;

/// Whether to go on or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Back,
}

impl Way {
    /// The next index in a list, or `None` at its end.
    #[must_use]
    pub fn from(self, index: usize, length: usize) -> Option<usize> {
        match self {
            Way::Forward => Some(index + 1).filter(|&next| next < length),
            Way::Back => index.checked_sub(1),
        }
    }
}

impl Room {
    /// Goes to the next or previous row; where each text stands in its own order, to the next or previous
    /// passage.
    pub fn step_row(&mut self, way: Way) {
        if self.is_apart() {
            return self.step_passage(way);
        }
        let mut row = self.cursor.row;
        while let Some(next) = way.from(row, self.sheet.rows.len()) {
            row = next;
            if self.fold_of(row) != Fold::Inside {
                return self.stand_in_row(row);
            }
        }
    }

    /// Stands in a row: on the side that the analyst reads, or on the other where that one is silent.
    pub(in crate::app) fn stand_in_row(&mut self, row: usize) {
        let speaks = self.sheet.rows.get(row).is_some_and(|row| !row.cells[self.reads].is_empty());
        let side = if speaks { self.reads } else { self.reads.other() };
        self.stand(Cursor { row, side, position: 0 });
    }

    /// Goes to the next or previous passage of this side's text.
    pub fn step_passage(&mut self, way: Way) {
        let side = self.cursor.side;
        let next = self.cell().and_then(|cell| way.from(cell.passage, self.sheet.passages(side)));
        if let Some((row, position)) = next.and_then(|passage| self.sheet.place(side, passage)) {
            self.reads = side;
            self.stand(Cursor { row, side, position });
        }
    }

    /// Goes to the first or last row.
    pub fn go_to_end(&mut self, way: Way) {
        self.leave();
        if self.is_apart() {
            let side = self.cursor.side;
            let last = self.sheet.passages(side).saturating_sub(1);
            let place = self.sheet.place(side, if way == Way::Forward { last } else { 0 });
            return place.into_iter().for_each(|(row, position)| self.stand(Cursor { row, side, position }));
        }
        let last = self.sheet.rows.len().saturating_sub(1);
        self.stand_in_row(if way == Way::Forward { self.fold_start(last) } else { 0 });
    }

    /// Goes to a side: to the other evidence where a discrepancy is at hand, else to what stands in
    /// this row, else to the nearest passage above or below.
    pub fn go_to_side(&mut self, side: Side) {
        if side == self.cursor.side {
            return;
        }
        self.reads = side;
        let current = self.current;
        let evidence = self.discrepancy().and_then(|discrepancy| discrepancy.evidence[side].first().copied());
        let place = evidence.and_then(|span| self.sheet.place_of(side, span.start));
        // Where each text stands in its own order, what stands across is not what belongs to it.
        let partner = self.is_apart().then(|| self.partners().first().copied()).flatten();
        let near = || self.sheet.place(side, partner.or_else(|| self.sheet.nearest(side, self.cursor.row))?);
        if let Some((row, position)) = place.or_else(near) {
            self.stand(Cursor { row, side, position });
            self.current = current.or(self.current);
        }
    }

    /// Goes to the partner of this passage that stands in another row; whether there is one.
    pub fn follow(&mut self) -> bool {
        let side = self.cursor.side.other();
        let partner = self.cell().and_then(|cell| cell.elsewhere.first().copied());
        let Some((row, position)) = partner.and_then(|passage| self.sheet.place(side, passage)) else { return false };
        self.leave();
        self.stand(Cursor { row, side, position });
        self.arrival = Arrival::Jump;
        true
    }

    /// Stands somewhere else; at hand is then what belongs to that passage.
    pub fn stand(&mut self, cursor: Cursor) {
        self.cursor = cursor;
        self.note = None;
        self.word = None;
        self.current = self.discrepancy_here();
    }

    /// The most important discrepancy with evidence in the passage at the cursor, unless dismissed.
    fn discrepancy_here(&self) -> Option<usize> {
        let (cell, comparison) = (self.cell()?, self.comparison.as_ref()?);
        let here = |index: &usize| {
            let evidence = &comparison.discrepancies[*index].evidence[self.cursor.side];
            evidence.iter().any(|span| span.overlaps(cell.span))
        };
        let standing = self.triaged.iter().filter(|triaged| triaged.ruling != Some(Ruling::Dismiss));
        standing.map(|triaged| triaged.index).find(here)
    }

    /// Lets go of what is at hand.
    pub fn let_go(&mut self) {
        self.search = None;
        self.current = None;
        self.note = None;
        self.word = None;
    }

    /// Goes on, in the order of the list, to the next or previous discrepancy: to one that is still open,
    /// unless the list is narrowed down; whether there is one.
    pub fn step_discrepancy(&mut self, way: Way) -> bool {
        let listed = &self.listed.discrepancies;
        let narrowed = self.is_sifted();
        let stands = |index: &&usize| narrowed || self.triaged[**index].is_open();
        // One that is listed no more was at the place of those that follow it in rank.
        let at = self.visited.map(|last| {
            let known = listed.iter().position(|&index| index == last);
            known.map_or_else(|| (listed.partition_point(|&index| index < last), false), |at| (at, true))
        });
        let next = match (way, at) {
            (Way::Forward, None) => listed.iter().find(stands),
            (Way::Forward, Some((at, known))) => listed[at + usize::from(known)..].iter().find(stands),
            (Way::Back, None) => listed.iter().rev().find(stands),
            (Way::Back, Some((at, _))) => listed[..at].iter().rev().find(stands),
        };
        next.copied().is_some_and(|index| self.show_discrepancy(index))
    }

    /// Goes to the evidence of a discrepancy and lights it; whether it exists.
    pub fn show_discrepancy(&mut self, index: usize) -> bool {
        let Some(discrepancy) = self.comparison.as_ref().and_then(|comparison| comparison.discrepancies.get(index))
        else {
            return false;
        };
        let place = Side::BOTH.into_iter().find_map(|side| {
            let span = discrepancy.evidence[side].first()?;
            let (row, position) = self.sheet.place_of(side, span.start)?;
            Some(Cursor { row, side, position })
        });
        self.leave();
        self.stand(place.unwrap_or(self.cursor));
        self.arrival = Arrival::Jump;
        self.current = Some(index);
        self.visited = Some(index);
        true
    }

    /// Goes to the next or previous note in the order of the texts; whether there is one.
    pub fn step_note(&mut self, way: Way) -> bool {
        let ids: Vec<AnnotationId> = cited(&self.dossier).iter().map(|citation| citation.annotation.id).collect();
        let next = match self.visited_note.and_then(|note| ids.iter().position(|id| *id == note)) {
            Some(index) => way.from(index, ids.len()),
            None if ids.is_empty() => None,
            None => Some(if way == Way::Forward { 0 } else { ids.len() - 1 }),
        };
        next.is_some_and(|index| self.show_note(ids[index]))
    }

    /// Goes to the words of a note; whether they stand in a pane.
    pub fn show_note(&mut self, id: AnnotationId) -> bool {
        let place = Side::BOTH.into_iter().find_map(|side| {
            let (_, span) = self.annotated(side).find(|(annotation, _)| annotation.id == id)?;
            let (row, position) = self.sheet.place_of(side, span.start)?;
            Some(Cursor { row, side, position })
        });
        let found = place.is_some();
        self.leave();
        self.stand(place.unwrap_or(self.cursor));
        self.arrival = Arrival::Jump;
        self.current = None;
        self.note = Some(id);
        self.visited_note = Some(id);
        found
    }
}
