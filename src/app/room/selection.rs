//! A selection: words on either side, or that nothing is there; how it grows and shrinks.

use crate::domain::{Side, Sides, Span};
use unicode_segmentation::UnicodeSegmentation;

/// What is selected on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// These words.
    Words(Span),
    /// Nothing is there.
    Nothing,
}

/// A selection under way: one or two places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// What is selected on each side.
    pub picked: Sides<Option<Picked>>,
    /// The side that keys work on.
    pub active: Side,
    /// The side that was selected first.
    pub first: Side,
    /// Whether the start moves instead of the end.
    pub moves_start: bool,
}

/// By how much a selection grows or shrinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A word; in Chinese, a character.
    Word,
    /// Up to the next punctuation that parts clauses.
    Clause,
}

/// Whether a selection takes more in or gives some up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// More.
    Grow,
    /// Less.
    Shrink,
}

/// How far a selection looks for the next word, in bytes; longer words move it by this much.
const REACH: usize = 4_096;

impl Selection {
    /// A selection of words on one side.
    #[must_use]
    pub fn of(side: Side, span: Span) -> Selection {
        let mut picked = Sides::new(None, None);
        picked[side] = Some(Picked::Words(span));
        Selection { picked, active: side, first: side, moves_start: false }
    }

    /// The words selected on a side.
    #[must_use]
    pub fn words(&self, side: Side) -> Option<Span> {
        match self.picked[side]? {
            Picked::Words(span) => Some(span),
            Picked::Nothing => None,
        }
    }

    /// Moves the moving end by a unit; never past the other end, never out of the text.
    pub fn resize(&mut self, text: &str, change: Change, unit: Unit) {
        let Some(span) = self.words(self.active) else { return };
        let forward = (change == Change::Grow) != self.moves_start;
        let from = if self.moves_start { span.start } else { span.end };
        let to = if forward {
            edge_after(text, from, unit, self.moves_start)
        } else {
            edge_before(text, from, unit, self.moves_start)
        };
        let moved = if self.moves_start { Span { start: to, ..span } } else { Span { end: to, ..span } };
        if moved.start < moved.end {
            self.picked[self.active] = Some(Picked::Words(moved));
        }
    }
}

/// The next place after `from` where words end (or start, where `starts`).
fn edge_after(text: &str, from: usize, unit: Unit, starts: bool) -> usize {
    let end = floor(text, (from + REACH).min(text.len()));
    let edges = edges(text, Span::new(from, end), unit, starts);
    edges.into_iter().find(|&edge| edge > from).unwrap_or(end)
}

/// The last place before `from` where words end (or start, where `starts`).
fn edge_before(text: &str, from: usize, unit: Unit, starts: bool) -> usize {
    let start = floor(text, from.saturating_sub(REACH));
    let edges = edges(text, Span::new(start, from), unit, starts);
    edges.into_iter().rev().find(|&edge| edge < from).unwrap_or(start)
}

fn floor(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The places in a stretch where words or clauses start or end.
fn edges(text: &str, stretch: Span, unit: Unit, starts: bool) -> Vec<usize> {
    let inside = stretch.of(text);
    let spans: Vec<Span> = match unit {
        Unit::Word => inside.unicode_word_indices().map(|(at, word)| Span::new(at, at + word.len())).collect(),
        Unit::Clause => inside
            .split_inclusive(|c: char| ",.;:!?，。；：、！？".contains(c))
            .map(|clause| {
                let at = clause.as_ptr() as usize - inside.as_ptr() as usize;
                Span::new(at, at + clause.len()).trimmed(inside)
            })
            .collect(),
    };
    spans.into_iter().map(|span| stretch.start + if starts { span.start } else { span.end }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_grows_and_shrinks_by_words_and_clauses() {
        let text = "We agreed, in principle, to meet. 双方同意，尽快会谈。";
        let check = |start: &str, moves_start, change, unit, expected: &str| {
            let at = text.find(start).unwrap();
            let mut selection = Selection::of(Side::Left, Span::new(at, at + start.len()));
            selection.moves_start = moves_start;
            selection.resize(text, change, unit);
            assert_eq!(selection.words(Side::Left).unwrap().of(text), expected);
        };
        check("We agreed", false, Change::Grow, Unit::Word, "We agreed, in");
        check("We agreed", false, Change::Shrink, Unit::Word, "We");
        check("We", false, Change::Shrink, Unit::Word, "We");
        check("agreed", true, Change::Grow, Unit::Word, "We agreed");
        check("We agreed", true, Change::Shrink, Unit::Word, "agreed");
        check("We", false, Change::Grow, Unit::Clause, "We agreed,");
        check("双方", false, Change::Grow, Unit::Word, "双方同");
        check("双方同意", false, Change::Shrink, Unit::Word, "双方同");
        check("尽快会谈", false, Change::Grow, Unit::Clause, "尽快会谈。");
    }
}
