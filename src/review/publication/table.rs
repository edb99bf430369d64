//! Both texts level, row beside row, with the marks of the screen and the notes on each passage.

use super::Examined;
use super::extract::{Extract, taken};
use super::note::Note;
use super::reference::References;
use crate::compare::{Emphasis, Form, Mark, Segment};
use crate::domain::{Side, Sides, Span};
use crate::review::{Cell, Sheet};

/// Both texts level.
#[derive(Debug)]
pub struct Table<'a> {
    /// Places of the two documents in [`Publication::references`](super::Publication::references).
    pub references: Sides<usize>,
    /// The rows, in the order of the left text.
    pub lines: Vec<Line<'a>>,
    /// What each side speaks of, and how much.
    pub emphasis: &'a [Emphasis],
}

/// One row of the table.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The passages of each side.
    pub cells: Sides<Vec<Statement<'a>>>,
}

/// One passage.
#[derive(Debug)]
pub struct Statement<'a> {
    /// The whole passage.
    pub extract: Extract<'a>,
    /// Its words, with their marks.
    pub pieces: Vec<Piece>,
    /// Nothing on the other side belongs to it.
    pub alone: bool,
    /// Numbers of the rows in which its partners stand, where they stand in others.
    pub elsewhere: Vec<usize>,
    /// Places of the notes that quote it, in [`Publication::notes`](super::Publication::notes).
    pub notes: Vec<usize>,
}

/// Words of a passage, all marked alike. White space of any length is one space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub words: String,
    /// How they relate to the other side, if at all.
    pub mark: Option<Mark>,
}

impl Statement<'_> {
    /// What stands before the words: `○` for a passage that stands alone, `↗7` for each row with a partner, or the
    /// mark that says most about it.
    #[must_use]
    pub fn glyphs(&self) -> String {
        if self.alone {
            return "○".to_owned();
        }
        if !self.elsewhere.is_empty() {
            return self.elsewhere.iter().take(3).map(|row| format!("↗{row}")).collect::<Vec<_>>().join(" ");
        }
        let has = |mark: &&Mark| self.pieces.iter().any(|piece| piece.mark == Some(**mark));
        Mark::ALL.iter().find(has).map_or_else(String::new, |mark| mark.glyph().to_string())
    }
}

impl Piece {
    /// The glyph that stands beside the words between brackets; none where they agree with the other side.
    #[must_use]
    pub const fn loud(&self) -> Option<Mark> {
        match self.mark {
            Some(mark @ (Mark::FigureConflict | Mark::OtherStrength | Mark::Changed)) => Some(mark),
            _ => None,
        }
    }
}

/// The table of a comparison; `None` where a text is lost.
pub(super) fn table<'a>(references: &References<'a>, examined: Examined<'a>, notes: &[Note<'a>]) -> Option<Table<'a>> {
    let shown = examined.shown;
    let places = Sides::new(references.of_version(&shown.left)?, references.of_version(&shown.right)?);
    let sheet = Sheet::compared(examined.comparison);
    let statement = |side: Side, cell: &Cell| {
        let rendered = examined.comparison.readings[side].passages[cell.passage].rendered;
        let form = if rendered { Form::RenderedSpeech } else { Form::Paraphrase };
        let extract = taken(places[side], cell.span, references, form)?;
        let text = references.list[places[side]].text?;
        let mut elsewhere: Vec<usize> =
            cell.elsewhere.iter().filter_map(|&at| sheet.place(side.other(), at)).map(|(row, _)| row + 1).collect();
        elsewhere.sort_unstable();
        elsewhere.dedup();
        let pieces = pieces(text, cell.span, &cell.segments);
        Some(Statement { pieces, alone: cell.alone, elsewhere, notes: notes_on(&extract, notes), extract })
    };
    let line = |(n, row): (usize, &crate::review::SheetRow)| Line {
        number: n + 1,
        cells: Sides::from_fn(|side| row.cells[side].iter().filter_map(|cell| statement(side, cell)).collect()),
    };
    let lines = sheet.rows.iter().enumerate().map(line).collect();
    Some(Table { references: places, lines, emphasis: &examined.comparison.emphasis })
}

/// The notes that quote any word of a passage.
fn notes_on(passage: &Extract<'_>, notes: &[Note<'_>]) -> Vec<usize> {
    let quotes = |note: &Note<'_>| {
        note.extracts().any(|it| it.reference == passage.reference && it.anchor.span.overlaps(passage.anchor.span))
    };
    notes.iter().enumerate().filter(|(_, note)| quotes(note)).map(|(at, _)| at).collect()
}

/// Cuts a passage where its marks change.
fn pieces(text: &str, passage: Span, segments: &[Segment]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = passage.start;
    let mut add = |span: Span, mark: Option<Mark>| {
        let words = spaced(span.of(text));
        if !words.is_empty() {
            pieces.push(Piece { words, mark });
        }
    };
    for segment in segments {
        let Some(inside) = segment.span.intersection(passage).filter(|inside| inside.start >= at) else { continue };
        add(Span::new(at, inside.start), None);
        add(inside, Some(segment.mark));
        at = inside.end;
    }
    add(Span::new(at, passage.end), None);
    pieces
}

/// White space of any length becomes one space, also at the ends.
fn spaced(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if words.ends_with(' ') => {}
            true => words.push(' '),
            false => words.push(c),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_cut_where_its_marks_change() {
        let text = "They agreed on\n 60 days. Next.";
        let segment = |start: usize, end: usize, mark| Segment { span: Span::new(start, end), mark };
        let marked = pieces(
            text,
            Span::new(0, 24),
            &[
                segment(5, 11, Mark::OtherStrength),
                segment(16, 18, Mark::FigureConflict),
                segment(25, 29, Mark::Changed),
            ],
        );
        let told: Vec<(&str, Option<char>)> =
            marked.iter().map(|piece| (piece.words.as_str(), piece.mark.map(Mark::glyph))).collect();
        let expected = [("They ", None), ("agreed", Some('!')), (" on ", None), ("60", Some('≠')), (" days.", None)];
        assert_eq!(told, expected);
    }
}
