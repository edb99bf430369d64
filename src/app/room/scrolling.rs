//! What comes into view: the passage at the cursor, its partner, and what is scrolled to.

use crate::app::page::{Band, BodyLine, CellLine, Layout, Panes, Scale, Sheets, Top, passage_lines, row_lines};
use crate::app::room::folding::Fold;
use crate::app::room::motion::Way;
use crate::app::room::{Cursor, Room};
use crate::domain::Side;

/// How the analyst came to the passage at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Arrival {
    /// By a step: as little moves as can be.
    #[default]
    Step,
    /// Along the strip, or because the rows changed: what stands around comes into view, too.
    Sweep,
    /// To these very words: what is folded over them opens, too.
    Jump,
}

/// The rows of a sheet, as things of so many lines.
fn rows<'a>(sheets: &'a Sheets<'a>) -> Scale<impl Fn(usize, usize) -> usize + 'a> {
    Scale { count: sheets.rows(), height: |row, most| row_lines(sheets, row, most).len() }
}

/// The passages of a text, as things of so many lines.
fn column<'a>(sheets: &'a Sheets<'a>, side: Side) -> Scale<impl Fn(usize, usize) -> usize + 'a> {
    let count = sheets.sheet.passages(side);
    Scale { count, height: move |passage, most| passage_lines(sheets, side, passage, most).len() }
}

/// The lines of a passage in its own text, without the blank one behind it.
fn lines_of(sheets: &Sheets<'_>, side: Side, passage: usize, most: usize) -> usize {
    passage_lines(sheets, side, passage, most).iter().flatten().count().max(1)
}

impl Room {
    /// Scrolls so that the passage at the cursor is visible, with as little movement as can be; where each
    /// text stands in its own order, its partner, too.
    pub fn reveal(&mut self, layout: Layout) {
        let arrival = std::mem::take(&mut self.arrival);
        let jumped = arrival != Arrival::Step;
        if layout.panes == Panes::Level {
            match self.fold_of(self.cursor.row) {
                Fold::Inside => self.open_fold(),
                Fold::First(_) if arrival == Arrival::Jump => self.open_fold(),
                Fold::First(_) | Fold::Open => {}
            }
            self.arrangement.tops.level = self.level_top(layout, jumped);
        } else {
            self.reveal_passage(layout, jumped);
        }
    }

    fn level_top(&self, layout: Layout, jumped: bool) -> Top {
        let body = usize::from(layout.body).max(1);
        let sheets = self.sheets(layout);
        let lines = row_lines(&sheets, self.cursor.row, body * 4);
        let is_here = |line: &&BodyLine| {
            line.cells[self.cursor.side].as_ref().is_some_and(|cell| cell.position == self.cursor.position)
        };
        let start = lines.iter().position(|line| is_here(&line)).unwrap_or(0);
        let height = lines[start..].iter().take_while(is_here).count().max(1);
        rows(&sheets).reveal(self.arrangement.tops.level, self.cursor.row, (start, start + height), body, jumped)
    }

    fn reveal_passage(&mut self, layout: Layout, jumped: bool) {
        if let Some(top) = self.column_top(layout, jumped) {
            self.arrangement.tops.columns[self.cursor.side] = top;
        }
        self.reveal_partner(layout);
    }

    /// Where the text at the cursor begins so that the passage there is visible.
    fn column_top(&self, layout: Layout, jumped: bool) -> Option<Top> {
        let (side, passage) = (self.cursor.side, self.cell()?.passage);
        let (sheets, body) = (self.sheets(layout), layout.column(self.cursor.side).len().max(1));
        let lines = (0, lines_of(&sheets, side, passage, body * 4));
        Some(column(&sheets, side).reveal(self.arrangement.tops.columns[side], passage, lines, body, jumped))
    }

    /// Brings the partner into view.
    fn reveal_partner(&mut self, layout: Layout) {
        if let Some(top) = self.partner_top(layout) {
            self.arrangement.tops.columns[self.cursor.side.other()] = top;
        }
    }

    /// Where the other text begins so that the partner of the passage at the cursor is level with it;
    /// `None` where the partner is visible anyway, or does not have to be.
    fn partner_top(&self, layout: Layout) -> Option<Top> {
        let (side, across) = (self.cursor.side, self.cursor.side.other());
        let room = layout.column(across).len();
        if self.arrangement.free || room == 0 {
            return None;
        }
        let here = Top { row: self.cell()?.passage, line: 0 };
        let partner = Top { row: *self.partners().first()?, line: 0 };
        let (sheets, tops) = (self.sheets(layout), &self.arrangement.tops.columns);
        let scale = column(&sheets, across);
        let height = lines_of(&sheets, across, partner.row, room);
        let end = Top { line: height, ..partner };
        if tops[across] <= partner && scale.between(tops[across], end, room + 1) <= room {
            return None;
        }
        let y = column(&sheets, side).between(tops[side].min(here), here, room);
        Some(scale.above(partner, y.min(room.saturating_sub(height))))
    }

    /// Scrolls a pane by lines; the cursor comes along when it would leave the screen.
    pub fn scroll(&mut self, layout: Layout, way: Way, lines: usize, side: Side) {
        match layout.panes {
            Panes::Level => self.scroll_rows(layout, way, lines),
            Panes::One(one) => self.scroll_column(layout, way, lines, one),
            Panes::Apart => self.scroll_column(layout, way, lines, side),
        }
        self.revealed = Some((self.cursor, layout));
    }

    fn scroll_rows(&mut self, layout: Layout, way: Way, lines: usize) {
        self.arrangement.tops.level = self.rows_scrolled(layout, way, lines);
        self.lay_out(layout);
        if !self.is_marked() {
            let mut stations = self.page.lines.iter().filter_map(BodyLine::station);
            let row = if way == Way::Forward { stations.next() } else { stations.next_back() };
            self.stand_in_row(row.unwrap_or(self.page.visible.start));
        }
    }

    fn rows_scrolled(&self, layout: Layout, way: Way, lines: usize) -> Top {
        let (sheets, top) = (self.sheets(layout), self.arrangement.tops.level);
        let scale = rows(&sheets);
        match way {
            Way::Forward => scale.scroll_down(top, lines, usize::from(layout.body)),
            Way::Back => scale.above(top, lines),
        }
    }

    fn scroll_column(&mut self, layout: Layout, way: Way, lines: usize, side: Side) {
        self.arrangement.tops.columns[side] = self.column_scrolled(layout, way, lines, side);
        self.lay_out(layout);
        // A text that scrolls by itself leaves the cursor in the other one.
        let stays = self.arrangement.free && side != self.cursor.side;
        if !stays && (side != self.cursor.side || !self.is_marked()) {
            self.stand_in_column(way, side);
            self.reveal_partner(layout);
        }
    }

    fn column_scrolled(&self, layout: Layout, way: Way, lines: usize, side: Side) -> Top {
        let (sheets, top) = (self.sheets(layout), self.arrangement.tops.columns[side]);
        let scale = column(&sheets, side);
        match way {
            Way::Forward => scale.scroll_down(top, lines, layout.column(side).len()),
            Way::Back => scale.above(top, lines),
        }
    }

    /// Stands on a passage that begins on the screen.
    fn stand_in_column(&mut self, way: Way, side: Side) {
        let cells = self.page.lines.iter().filter_map(|line| line.cells[side].as_ref());
        let mut starts = cells.filter(|cell| cell.first).map(|cell| (cell.row, cell.position));
        let place = if way == Way::Forward { starts.next() } else { starts.next_back() };
        let place = place.or_else(|| self.sheet.place(side, self.page.columns[side].start));
        if let Some((row, position)) = place {
            self.reads = side;
            self.stand(Cursor { row, side, position });
        }
    }

    /// Whether the first line of the passage at the cursor is on the page, or the line that stands for it.
    fn is_marked(&self) -> bool {
        let Cursor { row, side, position } = self.cursor;
        let marks = |cell: &CellLine| cell.first && cell.row == row && cell.position == position;
        let folded = |line: &BodyLine| matches!(line.band, Some(Band::Folded { row: folded, .. }) if folded == row);
        self.page.lines.iter().any(|line| folded(line) || line.cells[side].as_ref().is_some_and(marks))
    }
}
