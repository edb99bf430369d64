//! Ranges of a text, and the way from bytes to code points and back.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// A range of bytes in one text, end exclusive, both ends on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an inverted one is put in order.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Span {
        if start <= end { Span { start, end } } else { Span { start: end, end: start } }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Nothing in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` lies inside.
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether both share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part that lies in both, if any.
    #[must_use]
    pub fn intersection(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text it covers; empty where it does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The range without white space at either end.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Span { start, end: start + inside.trim().len() }
    }

    /// The smallest range around this one that cuts no grapheme cluster, so that a quotation never
    /// begins or ends inside what a reader sees as one character.
    #[must_use]
    pub fn snapped(self, text: &str) -> Span {
        let start = floor_grapheme(text, self.start);
        let end = if is_boundary(text, self.end) {
            self.end.min(text.len())
        } else {
            let from = floor_grapheme(text, self.end);
            from + text[from..].graphemes(true).next().map_or(0, str::len)
        };
        Span { start, end: end.max(start) }
    }
}

fn is_boundary(text: &str, offset: usize) -> bool {
    offset >= text.len()
        || (text.is_char_boundary(offset)
            && GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0).unwrap_or(true))
}

fn floor_grapheme(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !is_boundary(text, at) {
        at -= 1;
    }
    at
}

/// An index of one text that turns byte offsets into code point offsets and back.
///
/// Files, JSON and exports count Unicode code points, since every program outside agrees on those.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Ascending; there is always one.
    runs: Vec<Run>,
    /// Length of the text.
    end: Place,
}

/// Neighbouring code points that take the same number of bytes.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: Place,
    /// Bytes of each.
    width: usize,
}

/// One place, counted both ways.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    byte: usize,
    code_point: usize,
}

impl CodePoints {
    /// Reads the text once; what is kept grows with the changes between scripts, not with the text.
    #[must_use]
    pub fn new(text: &str) -> CodePoints {
        let mut runs: Vec<Run> = vec![Run { first: Place::default(), width: 1 }];
        let mut end = Place::default();
        let mut width = 1;
        for c in text.chars() {
            if c.len_utf8() != width {
                width = c.len_utf8();
                runs.push(Run { first: end, width });
            }
            end = Place { byte: end.byte + width, code_point: end.code_point + 1 };
        }
        CodePoints { runs, end }
    }

    /// The code point that the byte belongs to; offsets past the end give the length.
    #[must_use]
    pub fn from_byte(&self, byte: usize) -> usize {
        if byte >= self.end.byte {
            return self.end.code_point;
        }
        let run = self.run(|first| first.byte <= byte);
        run.first.code_point + (byte - run.first.byte) / run.width
    }

    /// The first byte of the code point; offsets past the end give the length in bytes.
    #[must_use]
    pub fn to_byte(&self, code_point: usize) -> usize {
        if code_point >= self.end.code_point {
            return self.end.byte;
        }
        let run = self.run(|first| first.code_point <= code_point);
        run.first.byte + (code_point - run.first.code_point) * run.width
    }

    /// The last run that begins so early.
    fn run(&self, early: impl Fn(Place) -> bool) -> Run {
        // The first run begins at the beginning, where everything is early.
        self.runs[self.runs.partition_point(|run| early(run.first)).saturating_sub(1)]
    }

    /// A byte range as a range of code points.
    #[must_use]
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.from_byte(span.start), self.from_byte(span.end))
    }

    /// A range of code points as a byte range.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.to_byte(start), self.to_byte(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn snapping_keeps_what_a_reader_sees_as_one_character_whole() {
        let text = "a\u{65}\u{301}b👩\u{200d}🚀c";
        let check = |start, end, expected: &str| assert_eq!(Span::new(start, end).snapped(text).of(text), expected);
        check(0, 1, "a");
        check(2, 4, "e\u{301}");
        check(1, 2, "e\u{301}");
        check(6, 9, "👩\u{200d}🚀");
        check(0, text.len(), text);
    }

    #[test]
    fn trimming_drops_white_space_at_the_ends_only() {
        let text = " a b \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "a b");
        assert!(Span::new(4, 6).trimmed(text).is_empty());
    }

    proptest! {
        #[test]
        fn code_points_and_bytes_are_two_views_of_one_place(text in "\\PC{0,40}") {
            let index = CodePoints::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.from_byte(byte), n);
                prop_assert_eq!(index.to_byte(n), byte);
            }
            prop_assert_eq!(index.from_byte(text.len()), text.chars().count());
        }

        #[test]
        fn a_snapped_span_covers_the_first_and_cuts_nothing(text in "\\PC{0,20}", a in 0usize..60, b in 0usize..60) {
            let index = CodePoints::new(&text);
            let span = index.span(a, b);
            let snapped = span.snapped(&text);
            prop_assert!(snapped.start <= span.start && snapped.end >= span.end);
            prop_assert_eq!(snapped.snapped(&text), snapped);
        }
    }
}
