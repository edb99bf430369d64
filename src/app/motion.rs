//! Moving about in the reading room: by row, passage, screen, discrepancy and note.

use super::page::{BodyLine, CellLine, Layout, Top, row_lines};
use super::room::{Cursor, Room};
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

/// More lines than a row of any readout has.
const MANY: usize = 10_000;

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
    /// Goes to the next or previous row.
    pub fn step_row(&mut self, way: Way) {
        if let Some(row) = way.from(self.cursor.row, self.sheet.rows.len()) {
            self.stand_in_row(row);
        }
    }

    /// Stands in a row: on the side that the analyst reads, or on the other where that one is silent.
    pub(super) fn stand_in_row(&mut self, row: usize) {
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
        self.stand_in_row(match way {
            Way::Forward => self.sheet.rows.len().saturating_sub(1),
            Way::Back => 0,
        });
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
        let near = || self.sheet.place(side, self.sheet.nearest(side, self.cursor.row)?);
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
        self.jumped = true;
        true
    }

    /// Stands somewhere else; at hand is then what belongs to that passage.
    pub fn stand(&mut self, cursor: Cursor) {
        self.cursor = cursor;
        self.note = None;
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
    }

    /// Goes on, in order of rank, to the next or previous discrepancy that is still open; whether
    /// there is one.
    pub fn step_discrepancy(&mut self, way: Way) -> bool {
        let open = |index: &usize| self.triaged[*index].is_open();
        let next = match (way, self.visited) {
            (Way::Forward, None) => (0..self.triaged.len()).find(open),
            (Way::Forward, Some(last)) => (last + 1..self.triaged.len()).find(open),
            (Way::Back, None) => (0..self.triaged.len()).rev().find(open),
            (Way::Back, Some(last)) => (0..last.min(self.triaged.len())).rev().find(open),
        };
        next.is_some_and(|index| self.show_discrepancy(index))
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
        self.jumped = true;
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
        self.jumped = true;
        self.current = None;
        self.note = Some(id);
        self.visited_note = Some(id);
        found
    }

    /// Scrolls so that the passage at the cursor is visible, with as little movement as can be.
    pub fn reveal(&mut self, layout: Layout) {
        let jumped = std::mem::take(&mut self.jumped);
        let body = usize::from(layout.body).max(1);
        let (start, end) = self.extent(layout, body);
        let here = Top { row: self.cursor.row, line: start };
        // The highest place from which the passage's last line is still in view.
        let lowest = self.above(layout, Top { row: self.cursor.row, line: end }, body).min(here);
        if (lowest..=here).contains(&self.top) {
            return;
        }
        self.top = match () {
            () if jumped => self.above(layout, here, body / 3).max(lowest),
            () if here < self.top => here,
            () => lowest,
        };
    }

    /// The place so many lines above another, or the start.
    fn above(&self, layout: Layout, mut place: Top, mut lines: usize) -> Top {
        let sheets = self.sheets(layout);
        while lines > place.line && place.row > 0 {
            lines -= place.line;
            place.row -= 1;
            // A row of more lines than this is entered at its end as far as it is known.
            place.line = row_lines(&sheets, place.row, MANY).len();
        }
        place.line = place.line.saturating_sub(lines);
        place
    }

    /// The lines that the passage at the cursor takes in its row.
    fn extent(&self, layout: Layout, body: usize) -> (usize, usize) {
        let lines = row_lines(&self.sheets(layout), self.cursor.row, body * 4);
        let is_here = |line: &&BodyLine| {
            line.cells[self.cursor.side].as_ref().is_some_and(|cell| cell.position == self.cursor.position)
        };
        let start = lines.iter().position(|line| is_here(&line)).unwrap_or(0);
        let height = lines[start..].iter().take_while(is_here).count();
        (start, (start + height).max(start + 1))
    }

    /// Scrolls by lines; the cursor comes along when it would leave the screen.
    pub fn scroll(&mut self, layout: Layout, way: Way, lines: usize) {
        match way {
            Way::Forward => self.top = self.below(layout, self.top, lines).min(self.lowest(layout)).max(self.top),
            Way::Back => self.top = self.above(layout, self.top, lines),
        }
        self.lay_out(layout);
        if !self.is_marked() {
            let mut starts = self.page.lines.iter().filter(|line| line.starts_passage()).map(|line| line.row);
            let row = if way == Way::Forward { starts.next() } else { starts.next_back() };
            self.stand_in_row(row.unwrap_or(self.page.visible.start));
        }
        self.revealed = Some((self.cursor, layout));
    }

    /// Whether the first line of the passage at the cursor is on the page.
    fn is_marked(&self) -> bool {
        let Cursor { row, side, position } = self.cursor;
        let marks = |cell: &CellLine| cell.first && cell.position == position;
        self.page.lines.iter().any(|line| line.row == row && line.cells[side].as_ref().is_some_and(marks))
    }

    /// The place so many lines below another, or the last row.
    fn below(&self, layout: Layout, mut place: Top, lines: usize) -> Top {
        let sheets = self.sheets(layout);
        place.line += lines;
        while place.row + 1 < self.sheet.rows.len() {
            let height = row_lines(&sheets, place.row, place.line + 1).len();
            if place.line < height {
                break;
            }
            place = Top { row: place.row + 1, line: place.line - height };
        }
        place
    }

    /// The lowest place to scroll to: the last line of the texts is then the last of the body.
    fn lowest(&self, layout: Layout) -> Top {
        let row = self.sheet.rows.len().saturating_sub(1);
        let line = if self.sheet.rows.is_empty() { 0 } else { row_lines(&self.sheets(layout), row, MANY).len() };
        self.above(layout, Top { row, line }, usize::from(layout.body))
    }
}
