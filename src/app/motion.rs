//! Moving about in the reading room: by row, passage, screen, discrepancy and note.

use super::page::{Layout, Top, row_lines};
use super::room::{Cursor, Room};
use crate::domain::{AnnotationId, Side};
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
    /// Goes to the next or previous row.
    pub fn step_row(&mut self, way: Way) {
        if let Some(row) = way.from(self.cursor.row, self.sheet.rows.len()) {
            self.stand(Cursor { row, position: 0, ..self.cursor });
        }
    }

    /// Goes to the next or previous passage of this side's text.
    pub fn step_passage(&mut self, way: Way) {
        let side = self.cursor.side;
        let next = match self.cell() {
            Some(cell) => way.from(cell.passage, self.sheet.passages(side)),
            None => self.passage_near(way),
        };
        if let Some((row, position)) = next.and_then(|passage| self.sheet.place(side, passage)) {
            self.stand(Cursor { row, side, position });
        }
    }

    /// From a row where this side is silent: its first passage further on, or its last before.
    fn passage_near(&self, way: Way) -> Option<usize> {
        let Cursor { row, side, .. } = self.cursor;
        let passages =
            |row: &crate::review::SheetRow| row.cells[side].iter().map(|cell| cell.passage).collect::<Vec<_>>();
        match way {
            Way::Forward => self.sheet.rows[row..].iter().flat_map(passages).min(),
            Way::Back => self.sheet.rows[..row].iter().flat_map(passages).next_back(),
        }
    }

    /// Goes to the first or last row.
    pub fn go_to_end(&mut self, way: Way) {
        let row = match way {
            Way::Forward => self.sheet.rows.len().saturating_sub(1),
            Way::Back => 0,
        };
        self.stand(Cursor { row, position: 0, ..self.cursor });
    }

    /// Goes to a side, in the same row; to the other evidence where a discrepancy is at hand.
    pub fn go_to_side(&mut self, side: Side) {
        if side == self.cursor.side {
            return;
        }
        let evidence = self.discrepancy().and_then(|discrepancy| discrepancy.evidence[side].first().copied());
        let place = evidence.and_then(|span| self.sheet.place_of(side, span.start));
        let current = self.current;
        let (row, position) = place.unwrap_or((self.cursor.row, 0));
        self.stand(Cursor { row, side, position });
        self.current = current;
    }

    /// Goes to the partner of this passage that stands in another row; whether there is one.
    pub fn follow(&mut self) -> bool {
        let side = self.cursor.side.other();
        let partner = self.cell().and_then(|cell| cell.elsewhere.first().copied());
        let Some((row, position)) = partner.and_then(|passage| self.sheet.place(side, passage)) else { return false };
        self.stand(Cursor { row, side, position });
        true
    }

    /// Stands somewhere else; what was at hand there no longer is.
    pub fn stand(&mut self, cursor: Cursor) {
        self.cursor = cursor;
        self.current = None;
        self.note = None;
    }

    /// Goes to the next or previous discrepancy in order of rank; whether there is one.
    pub fn step_discrepancy(&mut self, way: Way) -> bool {
        let last = self.triaged.len();
        let next = match self.current {
            Some(index) => way.from(index, last),
            None if last == 0 => None,
            None => Some(if way == Way::Forward { 0 } else { last - 1 }),
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
        self.stand(place.unwrap_or(self.cursor));
        self.current = Some(index);
        true
    }

    /// Goes to the next or previous note in the order of the texts; whether there is one.
    pub fn step_note(&mut self, way: Way) -> bool {
        let ids: Vec<AnnotationId> = cited(&self.dossier).iter().map(|citation| citation.annotation.id).collect();
        let next = match self.note.and_then(|note| ids.iter().position(|id| *id == note)) {
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
        self.stand(place.unwrap_or(self.cursor));
        self.note = Some(id);
        found
    }

    /// Scrolls so that the passage at the cursor is visible, with as little movement as can be.
    pub fn reveal(&mut self, layout: Layout) {
        let body = usize::from(layout.body).max(1);
        let (start, end) = self.extent(layout, body);
        let here = Top { row: self.cursor.row, line: start };
        if here <= self.top {
            self.top = here;
            return;
        }
        // The highest place from which the passage's last line is still in view.
        let mut lowest = Top { row: self.cursor.row, line: 0 };
        let mut above = body.saturating_sub(end);
        if end > body {
            lowest.line = start.min(end - body);
            above = 0;
        }
        while above > 0 && lowest.row > 0 {
            let height = row_lines(&self.sheets(layout), lowest.row - 1, above + body).len();
            lowest.row -= 1;
            lowest.line = height.saturating_sub(above);
            above = above.saturating_sub(height);
        }
        self.top = self.top.max(lowest);
    }

    /// The lines that the passage at the cursor takes in its row.
    fn extent(&self, layout: Layout, body: usize) -> (usize, usize) {
        let lines = row_lines(&self.sheets(layout), self.cursor.row, body * 4);
        let is_here = |line: &&super::page::BodyLine| {
            line.cells[self.cursor.side].as_ref().is_some_and(|cell| cell.position == self.cursor.position)
        };
        let start = lines.iter().position(|line| is_here(&line)).unwrap_or(0);
        let height = lines[start..].iter().take_while(is_here).count();
        (start, (start + height).max(start + 1))
    }

    /// Scrolls by lines; the cursor comes along when it would leave the screen.
    pub fn scroll(&mut self, layout: Layout, way: Way, lines: usize) {
        for _ in 0..lines {
            let moved = match way {
                Way::Forward => self.line_down(layout),
                Way::Back => self.line_up(layout),
            };
            if !moved {
                break;
            }
        }
        self.lay_out(layout);
        let visible = self.page.visible.clone();
        if !visible.contains(&self.cursor.row) {
            let row = if self.cursor.row < visible.start { visible.start } else { visible.end.saturating_sub(1) };
            self.stand(Cursor { row, position: 0, ..self.cursor });
        }
        self.revealed = Some((self.cursor, layout));
    }

    fn line_down(&mut self, layout: Layout) -> bool {
        let most = self.top.line + 2;
        let height = row_lines(&self.sheets(layout), self.top.row, most).len();
        if self.top.line + 1 < height {
            self.top.line += 1;
        } else if self.top.row + 1 < self.sheet.rows.len() {
            self.top = Top { row: self.top.row + 1, line: 0 };
        } else {
            return false;
        }
        true
    }

    fn line_up(&mut self, layout: Layout) -> bool {
        if self.top.line > 0 {
            self.top.line -= 1;
        } else if self.top.row > 0 {
            let row = self.top.row - 1;
            // A row of more lines than this is entered at its end as far as it is known.
            let height = row_lines(&self.sheets(layout), row, 10_000).len();
            self.top = Top { row, line: height.saturating_sub(1) };
        } else {
            return false;
        }
        true
    }
}
