//! One text in its own order: the passages of a side as lines, whatever stands across.

use super::Top;
use super::row::{CellLine, Sheets, cell_lines};
use crate::domain::Side;
use std::ops::Range;

/// The lines of a passage in its own text, at most so many. `None` is the blank line behind a paragraph.
pub(in crate::app) fn passage_lines(
    sheets: &Sheets<'_>,
    side: Side,
    passage: usize,
    most: usize,
) -> Vec<Option<CellLine>> {
    let Some((row, position)) = sheets.sheet.place(side, passage) else { return Vec::new() };
    let Some(cell) = sheets.sheet.cell(side, row, position) else { return Vec::new() };
    let mut lines: Vec<Option<CellLine>> =
        cell_lines(sheets, side, (row, position), cell, most).into_iter().map(Some).collect();
    if ends_paragraph(sheets, side, passage, cell.span.end) {
        lines.push(None);
    }
    lines.truncate(most);
    lines
}

/// Whether a line of the text ends between a passage and the next.
fn ends_paragraph(sheets: &Sheets<'_>, side: Side, passage: usize, end: usize) -> bool {
    let next = sheets.sheet.place(side, passage + 1);
    let next = next.and_then(|(row, position)| sheets.sheet.cell(side, row, position));
    next.is_none_or(|next| sheets.texts[side].get(end..next.span.start).is_none_or(|gap| gap.contains('\n')))
}

/// The lines of a text from a place on, at most so many, and the passages of which some are among them.
pub(super) fn column_lines(
    sheets: &Sheets<'_>,
    side: Side,
    top: Top,
    most: usize,
) -> (Vec<Option<CellLine>>, Range<usize>) {
    let mut lines = Vec::with_capacity(most);
    let mut passage = top.row;
    while lines.len() < most && passage < sheets.sheet.passages(side) {
        let skip = if passage == top.row { top.line } else { 0 };
        let room = most - lines.len();
        lines.extend(passage_lines(sheets, side, passage, skip + room).into_iter().skip(skip).take(room));
        passage += 1;
    }
    (lines, top.row..passage)
}
