//! One row as lines of the screen: its height is that of its taller cell.

use super::layout::Layout;
use super::paint::{Layer, Paint};
use super::shown::Shown;
use super::wrap::{width, wrap};
use crate::app::room::arrangement::Marks;
use crate::app::room::folding::Fold;
use crate::domain::{Joining, Side, Sides, Span, TagColour};
use crate::review::{Cell, Sheet};

/// Everything that a row is laid out from.
#[derive(Debug)]
pub struct Sheets<'a> {
    /// The level layout.
    pub sheet: &'a Sheet,
    /// Both texts.
    pub texts: Sides<&'a str>,
    /// Where things stand.
    pub layout: Layout,
    /// Annotations, evidence and selection, by side, in the order in which they lie on each other.
    pub layers: Sides<Vec<(Span, Layer)>>,
    /// Where each annotation begins, with its letter and colour.
    pub letters: Sides<Vec<(usize, char, TagColour)>>,
    /// What the analyst ruled on passages: the words, and whether they belong to words across.
    pub ruled: Sides<Vec<(Span, Joining)>>,
    /// Which of the words' marks are shown.
    pub marks: Marks,
    /// How each row is folded; empty where none is.
    pub folds: &'a [Fold],
    /// Whether a line of concepts stands under the passages.
    pub gloss: Sides<bool>,
}

impl Sheets<'_> {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.sheet.rows.len()
    }
}

/// One line of the body.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BodyLine {
    /// What each side has on it.
    pub cells: Sides<Option<CellLine>>,
    /// What stands across both sides instead.
    pub band: Option<Band>,
}

/// A line across both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// Rows are folded away here.
    Folded {
        /// The first of them.
        row: usize,
        /// How many.
        rows: usize,
    },
    /// Parts two texts that stand above each other.
    Parting,
}

impl BodyLine {
    /// The row in which one can stand on this line: a passage begins here, or rows are folded.
    #[must_use]
    pub fn station(&self) -> Option<usize> {
        if let Some(Band::Folded { row, .. }) = self.band {
            return Some(row);
        }
        self.cells.iter().find_map(|(_, cell)| cell.as_ref().filter(|cell| cell.first).map(|cell| cell.row))
    }
}

/// One line of a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct CellLine {
    /// The row of the passage.
    pub row: usize,
    /// Position of the passage in its row.
    pub position: usize,
    /// Whether it is the passage's first line.
    pub first: bool,
    /// What stands before it.
    pub gutter: Gutter,
    /// Its stretches.
    pub pieces: Vec<(String, Paint)>,
    /// Where it begins in the passage as shown, in bytes.
    pub start: usize,
}

/// What stands before a line.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Gutter {
    /// Nothing.
    #[default]
    Blank,
    /// The passage's number, counted from 1, and the glyph that says most about it.
    Number(usize, char),
    /// A partner stands in another row: its number.
    Partner(usize),
    /// The letters of the annotations on it.
    Tags(Vec<(char, TagColour)>),
    /// The analyst ruled that it belongs to a passage across, or does not.
    Ruled(Joining),
}

/// How many partners in other rows are named before a passage.
const PARTNERS: usize = 2;

/// What goes before the concepts of a passage, so that they never pass for a translation.
const GLOSS: &str = "concepts: ";

/// The lines of a row, at most `most` of them. The last is blank and parts it from the next row.
#[must_use]
pub fn row_lines(sheets: &Sheets<'_>, row: usize, most: usize) -> Vec<BodyLine> {
    let mut lines: Vec<BodyLine> = Vec::new();
    match sheets.folds.get(row) {
        Some(Fold::Inside) => return lines,
        Some(&Fold::First(rows)) => {
            lines.push(BodyLine { band: Some(Band::Folded { row, rows }), ..BodyLine::default() });
            lines.push(BodyLine::default());
            lines.truncate(most);
            return lines;
        }
        Some(Fold::Open) | None => {}
    }
    let cells = Sides::from_fn(|side| side_lines(sheets, row, side, most));
    let body = |cells| BodyLine { cells, band: None };
    if sheets.layout.stacked {
        lines.extend(cells.left.into_iter().map(|line| body(Sides::new(Some(line), None))));
        lines.extend(cells.right.into_iter().map(|line| body(Sides::new(None, Some(line)))));
    } else {
        let height = cells.left.len().max(cells.right.len());
        let mut cells = cells.map(Vec::into_iter);
        lines.extend((0..height).map(|_| body(Sides::new(cells.left.next(), cells.right.next()))));
    }
    lines.push(body(Sides::default()));
    lines.truncate(most);
    lines
}

fn side_lines(sheets: &Sheets<'_>, row: usize, side: Side, most: usize) -> Vec<CellLine> {
    let mut lines = Vec::new();
    for (position, cell) in sheets.sheet.rows[row].cells[side].iter().enumerate() {
        if lines.len() >= most {
            break;
        }
        lines.extend(cell_lines(sheets, side, (row, position), cell, most));
    }
    lines
}

/// The lines of one passage, at most so many and those that its gutter needs.
pub(super) fn cell_lines(
    sheets: &Sheets<'_>,
    side: Side,
    (row, position): (usize, usize),
    cell: &Cell,
    most: usize,
) -> Vec<CellLine> {
    let columns = usize::from(sheets.layout.text_width);
    let shown = passage(sheets, side, cell, most);
    let mut gutters = gutters(sheets, side, cell).into_iter();
    let mut line = |pieces, start, first| CellLine {
        row,
        position,
        first,
        gutter: gutters.next().unwrap_or_default(),
        pieces,
        start,
    };
    let mut lines: Vec<CellLine> = wrap(&shown.text, columns, most)
        .into_iter()
        .enumerate()
        .map(|(n, range)| line(shown.pieces(&range), range.start, n == 0))
        .collect();
    if let Some(gloss) = gloss(sheets, side, cell) {
        lines.push(line(gloss.pieces(&(0..gloss.text.len())), usize::MAX, false));
    }
    lines.extend(gutters.map(|gutter| CellLine {
        row,
        position,
        first: false,
        gutter,
        pieces: Vec::new(),
        start: usize::MAX,
    }));
    lines
}

/// The passage as shown: no more of it than so many lines can hold, since a text may be one
/// sentence of many megabytes.
pub(in crate::app) fn passage(sheets: &Sheets<'_>, side: Side, cell: &Cell, most: usize) -> Shown {
    let text = sheets.texts[side];
    // No character takes more than four bytes; those without width are rare enough for twice that.
    let bytes = most.saturating_add(1).saturating_mul(usize::from(sheets.layout.text_width)).saturating_mul(8);
    let mut end = cell.span.end.min(cell.span.start.saturating_add(bytes));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let marks = cell.segments.iter().filter(|segment| sheets.marks.show(segment.mark));
    let marks = marks.map(|segment| (segment.span, Layer::Mark(segment.mark)));
    let layers: Vec<(Span, Layer)> = marks.chain(sheets.layers[side].iter().copied()).collect();
    Shown::new(text, Span::new(cell.span.start, end), &layers)
}

fn gutters(sheets: &Sheets<'_>, side: Side, cell: &Cell) -> Vec<Gutter> {
    let mut gutters = vec![Gutter::Number(cell.passage + 1, cell.glyph())];
    let letters: Vec<(char, TagColour)> = sheets.letters[side]
        .iter()
        .filter(|(start, ..)| cell.span.contains(*start))
        .map(|&(_, letter, colour)| (letter, colour))
        .collect();
    if !letters.is_empty() {
        gutters.push(Gutter::Tags(letters));
    }
    let ruled = sheets.ruled[side].iter().filter(|(span, _)| span.overlaps(cell.span)).map(|&(_, joining)| joining);
    for joining in [Joining::Link, Joining::Separate] {
        gutters.extend(ruled.clone().find(|&ruled| ruled == joining).map(Gutter::Ruled));
    }
    gutters.extend(cell.elsewhere.iter().take(PARTNERS).map(|&partner| Gutter::Partner(partner + 1)));
    gutters
}

fn gloss(sheets: &Sheets<'_>, side: Side, cell: &Cell) -> Option<Shown> {
    if !sheets.gloss[side] {
        return None;
    }
    let mut concepts: Vec<&str> = Vec::new();
    for mention in cell.mentions.iter().filter(|mention| mention.substantive) {
        if !concepts.contains(&&*mention.gloss) {
            concepts.push(&mention.gloss);
        }
    }
    let mut told = format!("{GLOSS}{}", concepts.join(" · "));
    let columns = usize::from(sheets.layout.text_width);
    if width(&told) > columns {
        let first = wrap(&told, columns.saturating_sub(2), 1).first().map_or(0, |range| range.end);
        told.truncate(first);
        told.push_str(" …");
    }
    (!concepts.is_empty()).then(|| Shown::gloss(told))
}
