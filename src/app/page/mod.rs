//! The visible part of a sheet as lines of the screen: level by construction, wrapped for a size.

mod column;
mod layout;
mod paint;
mod row;
mod scale;
mod shown;
mod wrap;

pub(super) use column::passage_lines;
pub use layout::{Layout, Panes, SMALLEST, WIDE_FROM};
pub use paint::{Layer, Paint};
pub(super) use row::passage;
pub use row::{Band, BodyLine, CellLine, Gutter, Sheets, row_lines};
pub(super) use scale::Scale;
pub use shown::Shown;
pub use wrap::{width, wrap};

use crate::domain::{Side, Sides};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The place at which the body, or a column of it, begins: a line of a row, or of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Top {
    /// The row, or the passage.
    pub row: usize,
    /// Lines of it that lie above the body.
    pub line: usize,
}

/// Where each order of the texts begins on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tops {
    /// The first row, where the rows stand level.
    pub level: Top,
    /// The first passage of each text, where each stands in its own order.
    pub columns: Sides<Top>,
}

/// What stands in the body of the reading room.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Where things stand.
    pub layout: Layout,
    /// The lines of the body from its top; fewer than it has where the texts end.
    pub lines: Vec<BodyLine>,
    /// The rows of which at least one line is visible.
    pub visible: Range<usize>,
    /// The same for the passages of each text, where each stands in its own order.
    pub columns: Sides<Range<usize>>,
}

impl Page {
    /// Lays out the lines from a place on.
    #[must_use]
    pub fn new(sheets: &Sheets<'_>, tops: &Tops) -> Page {
        match sheets.layout.panes {
            Panes::Level => Page::level(sheets, tops.level),
            Panes::Apart | Panes::One(_) => Page::apart(sheets, &tops.columns),
        }
    }

    fn apart(sheets: &Sheets<'_>, tops: &Sides<Top>) -> Page {
        let layout = sheets.layout;
        let mut lines = vec![BodyLine::default(); usize::from(layout.body)];
        let mut columns = Sides::new(0..0, 0..0);
        for side in Side::BOTH {
            let place = layout.column(side);
            let (cells, passages) = column::column_lines(sheets, side, tops[side], place.len());
            lines[place].iter_mut().zip(cells).for_each(|(line, cell)| line.cells[side] = cell);
            columns[side] = passages;
        }
        if let Some(line) = layout.parting().and_then(|at| lines.get_mut(at)) {
            line.band = Some(Band::Parting);
        }
        Page { layout, lines, visible: 0..0, columns }
    }

    fn level(sheets: &Sheets<'_>, top: Top) -> Page {
        let body = usize::from(sheets.layout.body);
        let mut lines: Vec<BodyLine> = Vec::with_capacity(body);
        let mut row = top.row;
        while lines.len() < body && row < sheets.rows() {
            let skip = if row == top.row { top.line } else { 0 };
            let room = body - lines.len();
            lines.extend(row_lines(sheets, row, skip + room).into_iter().skip(skip).take(room));
            row += 1;
        }
        Page { layout: sheets.layout, lines, visible: top.row..row, columns: Sides::new(0..0, 0..0) }
    }

    /// What stands at a cell of the screen: the line of the body, and the side if a text is there.
    #[must_use]
    pub fn line_at(&self, y: u16) -> Option<&BodyLine> {
        self.lines.get(usize::from(y.checked_sub(self.layout.top)?))
    }
}

/// The byte of a line's text that stands at a column, counted from the line's first.
#[must_use]
pub fn offset_at(text: &str, column: usize) -> usize {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > column {
            return at;
        }
    }
    text.len()
}
