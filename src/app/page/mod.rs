//! The visible part of a sheet as lines of the screen: level by construction, wrapped for a size.

mod layout;
mod paint;
mod row;
mod shown;
mod wrap;

pub use layout::{Layout, SMALLEST};
pub use paint::{Layer, Paint};
pub(super) use row::passage;
pub use row::{BodyLine, CellLine, Gutter, Sheets, row_lines};
pub use shown::Shown;
pub use wrap::{width, wrap};

use unicode_segmentation::UnicodeSegmentation;

/// The place at which the body begins: a line of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Top {
    /// The row.
    pub row: usize,
    /// Lines of it that lie above the body.
    pub line: usize,
}

/// What stands in the body of the reading room.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Where things stand.
    pub layout: Layout,
    /// The lines of the body from its top; fewer than it has where the texts end.
    pub lines: Vec<BodyLine>,
    /// The rows of which at least one line is visible.
    pub visible: std::ops::Range<usize>,
}

impl Page {
    /// Lays out the lines from a place on.
    #[must_use]
    pub fn new(sheets: &Sheets<'_>, top: Top) -> Page {
        let body = usize::from(sheets.layout.body);
        let mut lines: Vec<BodyLine> = Vec::with_capacity(body);
        let mut row = top.row;
        while lines.len() < body && row < sheets.rows() {
            let skip = if row == top.row { top.line } else { 0 };
            let room = body - lines.len();
            lines.extend(row_lines(sheets, row, skip + room).into_iter().skip(skip).take(room));
            row += 1;
        }
        Page { layout: sheets.layout, lines, visible: top.row..row }
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
