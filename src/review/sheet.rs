//! The level sheet of two texts: rows of cells, each with its marks.

use crate::compare::{Comparison, Discrepancy, Mark, Mention, Segment, Tie};
use crate::domain::{Side, Sides, Span};

/// Two texts laid out level: every passage stands in exactly one row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The rows, in the order of the left text.
    pub rows: Vec<SheetRow>,
    /// Row and position in the row of each passage, by side.
    places: Sides<Vec<(usize, usize)>>,
    /// Where each passage begins in its text, by side: looked up for every piece of evidence.
    starts: Sides<Vec<usize>>,
    /// How many passages of each side stand alone: told in every frame, counted once.
    alone: Sides<usize>,
    /// Where the discrepancies stand, in their order: looked up once, as a long pair has tens of thousands.
    raised: Vec<Raised>,
}

/// A passage in which a discrepancy has words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    /// Index into the comparison's discrepancies.
    pub discrepancy: usize,
    /// The side of the passage.
    pub side: Side,
    /// Index of the passage in its text.
    pub passage: usize,
    /// Whether evidence begins there, and not only the extent of the matter.
    pub evidence: bool,
}

/// One row: the passages of each side that stand level.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetRow {
    /// The cells of each side, in the order of the text.
    pub cells: Sides<Vec<Cell>>,
    /// Whether something in it was found to differ: words that part, or a passage without a partner beside
    /// others that have one.
    pub differs: bool,
}

/// One passage with all that is marked about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Index of the passage in its text; what is shown is one more.
    pub passage: usize,
    /// Where it stands in the text.
    pub span: Span,
    /// Its marked words.
    pub segments: Vec<Segment>,
    /// The concepts in it.
    pub mentions: Vec<Mention>,
    /// Whether nothing on the other side belongs to it; only known once compared.
    pub alone: bool,
    /// Passages of the other side that belong to it but stand in another row.
    pub elsewhere: Vec<usize>,
}

impl Cell {
    /// The one glyph that says most about the passage; a space where there is nothing to say.
    #[must_use]
    pub fn glyph(&self) -> char {
        if self.alone {
            return '○';
        }
        let has = |mark: &Mark| self.segments.iter().any(|segment| segment.mark == *mark);
        Mark::ALL.iter().find(|mark| has(mark)).map_or(' ', |mark| mark.glyph())
    }
}

impl SheetRow {
    fn of(cells: Sides<Vec<Cell>>) -> SheetRow {
        let parts = |mark: Mark| matches!(mark, Mark::OtherStrength | Mark::FigureConflict | Mark::Changed);
        let shared = Side::BOTH.iter().all(|&side| !cells[side].is_empty());
        let differs = |cell: &Cell| (shared && cell.alone) || cell.segments.iter().any(|segment| parts(segment.mark));
        let differs = cells.iter().flat_map(|(_, cells)| cells).any(differs);
        SheetRow { cells, differs }
    }

    /// Whether both sides speak in it.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        Side::BOTH.iter().all(|&side| !self.cells[side].is_empty())
    }
}

impl Sheet {
    /// The layout before anything is known: line beside line, without marks.
    #[must_use]
    pub fn provisional(texts: Sides<&str>) -> Sheet {
        let lines = texts.map(line_spans);
        let cell = |side: Side, n: usize| {
            lines[side].get(n).map(|&span| Cell {
                passage: n,
                span,
                segments: Vec::new(),
                mentions: Vec::new(),
                alone: false,
                elsewhere: Vec::new(),
            })
        };
        let rows = (0..lines.left.len().max(lines.right.len()))
            .map(|n| SheetRow::of(Sides::from_fn(|side| cell(side, n).into_iter().collect())))
            .collect();
        Sheet::with_places(rows, lines.as_ref().map(Vec::len))
    }

    /// The layout of a comparison.
    #[must_use]
    pub fn compared(comparison: &Comparison) -> Sheet {
        let counts = comparison.readings.as_ref().map(|reading| reading.passages.len());
        let partners = partners(comparison, counts);
        let rows = comparison.rows.iter().map(|row| {
            let cells = Sides::from_fn(|side| {
                let beside = &row.passages[side.other()];
                row.passages[side]
                    .iter()
                    .map(|&passage| {
                        let read = &comparison.readings[side].passages[passage];
                        let inside = |segment: &&Segment| segment.span.overlaps(read.span);
                        let all = &partners[side][passage];
                        Cell {
                            passage,
                            span: read.span,
                            segments: row.segments[side].iter().filter(inside).cloned().collect(),
                            mentions: read.mentions.clone(),
                            alone: all.is_empty(),
                            elsewhere: all.iter().copied().filter(|partner| !beside.contains(partner)).collect(),
                        }
                    })
                    .collect()
            });
            SheetRow::of(cells)
        });
        let sheet = Sheet::with_places(rows.collect(), counts);
        Sheet { raised: sheet.raised_by(&comparison.discrepancies), ..sheet }
    }

    fn raised_by(&self, discrepancies: &[Discrepancy]) -> Vec<Raised> {
        let mut raised = Vec::new();
        for (index, discrepancy) in discrepancies.iter().enumerate() {
            for side in Side::BOTH {
                let spans = [(&discrepancy.evidence[side], true), (&discrepancy.extent[side], false)];
                for (spans, evidence) in spans {
                    let passages = spans.iter().filter_map(|span| self.passage_of(side, span.start));
                    raised.extend(passages.map(|passage| Raised { discrepancy: index, side, passage, evidence }));
                }
            }
        }
        raised
    }

    /// Where the discrepancies stand, in their order.
    #[must_use]
    pub fn raised(&self) -> &[Raised] {
        &self.raised
    }

    /// The same rows in the order of a text: what stands only on the other side follows what it follows
    /// there.
    #[must_use]
    pub fn led_by(self, lead: Side) -> Sheet {
        let counts = self.places.as_ref().map(Vec::len);
        let first = |row: &SheetRow, side: Side| row.cells[side].first().map(|cell| cell.passage);
        // Where a row stands: behind the leading text's last passage before it, then in the other's order.
        let mut ranks: Vec<(Option<usize>, Option<usize>)> = Vec::with_capacity(self.rows.len());
        let mut home: Option<usize> = None;
        let mut homes = vec![None; counts[lead.other()]];
        for &(row, _) in &self.places[lead.other()] {
            let here = first(&self.rows[row], lead);
            home = here.or(home);
            if let Some(passage) = first(&self.rows[row], lead.other()) {
                homes[passage] = home;
            }
        }
        for row in &self.rows {
            ranks.push(match (first(row, lead), first(row, lead.other())) {
                (Some(passage), _) => (Some(passage), None),
                (None, other) => (other.and_then(|passage| homes[passage]), other),
            });
        }
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&row| ranks[row]);
        self.in_order(&order)
    }

    /// The rows in another order; of all else, only where passages stand changes.
    fn in_order(mut self, order: &[usize]) -> Sheet {
        let mut stands = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| stands[old] = new);
        for side in Side::BOTH {
            self.places[side].iter_mut().for_each(|(row, _)| *row = stands[*row]);
        }
        let mut rows = self.rows;
        let rows = order.iter().map(|&old| std::mem::take(&mut rows[old])).collect();
        Sheet { rows, ..self }
    }

    fn with_places(rows: Vec<SheetRow>, counts: Sides<usize>) -> Sheet {
        let mut starts = counts.as_ref().map(|count| vec![0; *count]);
        let mut places = counts.map(|count| vec![(0, 0); count]);
        for (n, row) in rows.iter().enumerate() {
            for (side, cells) in row.cells.iter() {
                for (position, cell) in cells.iter().enumerate() {
                    places[side][cell.passage] = (n, position);
                    starts[side][cell.passage] = cell.span.start;
                }
            }
        }
        let count = |side: Side| rows.iter().flat_map(|row| &row.cells[side]).filter(|cell| cell.alone).count();
        let alone = Sides::from_fn(count);
        Sheet { rows, places, starts, alone, raised: Vec::new() }
    }

    /// Row, and position in the row, of a passage.
    #[must_use]
    pub fn place(&self, side: Side, passage: usize) -> Option<(usize, usize)> {
        self.places[side].get(passage).copied()
    }

    /// Row, and position in the row, of the passage that a place in the text belongs to: the one
    /// that covers it, else the last before it.
    #[must_use]
    pub fn place_of(&self, side: Side, offset: usize) -> Option<(usize, usize)> {
        self.place(side, self.passage_of(side, offset)?)
    }

    /// The passage that a place in the text belongs to, as [`Sheet::place_of`] tells it; `None` where a side has none.
    fn passage_of(&self, side: Side, offset: usize) -> Option<usize> {
        let starts = &self.starts[side];
        let before = starts.partition_point(|&start| start <= offset);
        (!starts.is_empty()).then(|| before.saturating_sub(1))
    }

    /// The passage of a side in a row; where it is silent there, the last above, else the first below.
    #[must_use]
    pub fn nearest(&self, side: Side, row: usize) -> Option<usize> {
        let first = |row: &SheetRow| row.cells[side].first().map(|cell| cell.passage);
        let (above, below) = self.rows.split_at((row + 1).min(self.rows.len()));
        above.iter().rev().find_map(first).or_else(|| below.iter().find_map(first))
    }

    /// The cell at a place.
    #[must_use]
    pub fn cell(&self, side: Side, row: usize, position: usize) -> Option<&Cell> {
        self.rows.get(row)?.cells[side].get(position)
    }

    /// How many passages a side has.
    #[must_use]
    pub fn passages(&self, side: Side) -> usize {
        self.places[side].len()
    }

    /// How many passages of a side stand alone.
    #[must_use]
    pub fn alone(&self, side: Side) -> usize {
        self.alone[side]
    }
}

/// The partners of every passage, the closest ties first.
fn partners(comparison: &Comparison, counts: Sides<usize>) -> Sides<Vec<Vec<usize>>> {
    let mut partners = counts.map(|count| vec![Vec::new(); count]);
    for tie in [Tie::Same, Tie::Related] {
        for link in comparison.links.iter().filter(|link| link.tie == tie) {
            for side in Side::BOTH {
                for &passage in &link.passages[side] {
                    for &partner in &link.passages[side.other()] {
                        if !partners[side][passage].contains(&partner) {
                            partners[side][passage].push(partner);
                        }
                    }
                }
            }
        }
    }
    partners
}

/// The lines of a text that hold more than white space.
fn line_spans(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(text);
        if !span.is_empty() {
            lines.push(span);
        }
        start += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_the_comparison_line_stands_beside_line() {
        let sheet = Sheet::provisional(Sides::new("one\n\n two \nthree", "一"));
        assert_eq!(sheet.rows.len(), 3);
        assert_eq!(sheet.passages(Side::Left), 3);
        assert_eq!(sheet.cell(Side::Left, 1, 0).unwrap().span, Span::new(6, 9));
        assert!(sheet.rows[0].is_shared() && !sheet.rows[1].is_shared());
        assert_eq!(sheet.place_of(Side::Left, 7), Some((1, 0)));
        assert_eq!(sheet.place_of(Side::Left, 0), Some((0, 0)));
    }

    /// A sheet of rows, each told by the passages of its left and right cells.
    fn sheet(rows: &[(&[usize], &[usize])]) -> Sheet {
        let cell = |&passage: &usize| Cell {
            passage,
            span: Span::new(passage, passage + 1),
            segments: Vec::new(),
            mentions: Vec::new(),
            alone: false,
            elsewhere: Vec::new(),
        };
        let cells = |passages: &[usize]| passages.iter().map(cell).collect::<Vec<_>>();
        let count = |passages: fn(&(&[usize], &[usize])) -> usize| rows.iter().map(passages).sum();
        let counts = Sides::new(count(|row| row.0.len()), count(|row| row.1.len()));
        let rows = rows.iter().map(|row| SheetRow::of(Sides::new(cells(row.0), cells(row.1)))).collect();
        Sheet::with_places(rows, counts)
    }

    #[test]
    fn the_rows_follow_either_text() {
        let led = sheet(&[(&[0], &[2]), (&[], &[3]), (&[1, 2], &[0]), (&[], &[1]), (&[3], &[]), (&[4], &[4])]);
        assert_eq!(led.clone().led_by(Side::Left), led, "it was led so");
        let right = sheet(&[(&[1, 2], &[0]), (&[3], &[]), (&[], &[1]), (&[0], &[2]), (&[], &[3]), (&[4], &[4])]);
        assert_eq!(led.clone().led_by(Side::Right), right);
        assert_eq!(right.led_by(Side::Left), led, "and back");
    }
}
