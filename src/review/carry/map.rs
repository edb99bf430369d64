//! Which word of a newer text each word of an older one has become: a diff whose cost is bounded.
//!
//! Method: three words in a row that stand once in each text tie the texts together; of these ties the
//! longest run that keeps the order is taken (as in the patience diff of Bram Cohen), and the gaps
//! between them are tied again or, where they have no ties, diffed by Myers' algorithm. A gap that is
//! large and has no ties is left open: a text that was written anew is not worth a quadratic search.

use crate::compare::common_course;
use crate::domain::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// So many words in a row make a tie.
const GRAM: usize = 3;
/// A gap of at most so many words, both texts together, is diffed word by word.
const GAP: usize = 2_000;
/// A gap is tied again at most so often.
const DEPTH: usize = 4;

/// Names words by numbers, the same word by the same number in both texts.
#[derive(Debug, Default)]
pub(super) struct Names<'a>(HashMap<&'a str, u32>);

/// The words of a text; a punctuation mark and a Chinese character are a word each.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) spans: Vec<Span>,
    pub(super) names: Vec<u32>,
}

impl<'a> Words<'a> {
    pub(super) fn read(text: &'a str, known: &mut Names<'a>) -> Words<'a> {
        let mut words = Words { text, spans: Vec::new(), names: Vec::new() };
        for (at, word) in text.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty()) {
            let next = u32::try_from(known.0.len()).unwrap_or(u32::MAX);
            words.names.push(*known.0.entry(word).or_insert(next));
            words.spans.push(Span::new(at, at + word.len()));
        }
        words
    }

    /// The words that a span touches.
    pub(super) fn within(&self, span: Span) -> Range<usize> {
        let first = self.spans.partition_point(|word| word.end <= span.start);
        let end = self.spans.partition_point(|word| word.start < span.end);
        first..end.max(first)
    }

    /// The span from the first of these words to the last; empty for none.
    pub(super) fn cover(&self, words: &Range<usize>) -> Span {
        match self.spans.get(words.clone()) {
            Some([first, .., last]) => first.cover(*last),
            Some([only]) => *only,
            _ => Span::default(),
        }
    }
}

/// For each word of the older text the place of the same word in the newer one; the places ascend.
#[derive(Debug)]
pub(super) struct Map(pub(super) Vec<Option<usize>>);

impl Map {
    pub(super) fn of(old: &[u32], new: &[u32]) -> Map {
        let mut map = Map(vec![None; old.len()]);
        map.tie(old, new, 0..old.len(), 0..new.len(), DEPTH);
        map
    }

    /// The nearest word before `at` that has a place, and its place.
    pub(super) fn before(&self, at: usize) -> Option<(usize, usize)> {
        self.0[..at].iter().enumerate().rev().find_map(|(old, new)| Some((old, (*new)?)))
    }

    /// The nearest word from `at` on that has a place, and its place.
    pub(super) fn from(&self, at: usize) -> Option<(usize, usize)> {
        self.0[at..].iter().enumerate().find_map(|(n, new)| Some((at + n, (*new)?)))
    }

    fn tie(&mut self, old: &[u32], new: &[u32], mut left: Range<usize>, mut right: Range<usize>, depth: usize) {
        while !left.is_empty() && !right.is_empty() && old[left.start] == new[right.start] {
            self.0[left.start] = Some(right.start);
            left.start += 1;
            right.start += 1;
        }
        while !left.is_empty() && !right.is_empty() && old[left.end - 1] == new[right.end - 1] {
            left.end -= 1;
            right.end -= 1;
            self.0[left.end] = Some(right.end);
        }
        if left.is_empty() || right.is_empty() {
            return;
        }
        let ties = if depth > 0 {
            common_course(old[left.clone()].windows(GRAM), new[right.clone()].windows(GRAM))
        } else {
            Vec::new()
        };
        if ties.is_empty() {
            if left.len() + right.len() <= GAP {
                self.diff(old, new, &left, &right);
            }
            return;
        }
        let (mut at, mut there) = (left.start, right.start);
        for (a, b) in ties {
            let (a, b) = (left.start + a, right.start + b);
            // Ties may overlap: what an earlier one has taken stays.
            let skip = at.saturating_sub(a).max(there.saturating_sub(b));
            if skip >= GRAM {
                continue;
            }
            self.tie(old, new, at..a + skip, there..b + skip, depth - 1);
            for n in skip..GRAM {
                self.0[a + n] = Some(b + n);
            }
            (at, there) = (a + GRAM, b + GRAM);
        }
        self.tie(old, new, at..left.end, there..right.end, depth - 1);
    }

    fn diff(&mut self, old: &[u32], new: &[u32], left: &Range<usize>, right: &Range<usize>) {
        for op in capture_diff_slices(Algorithm::Myers, &old[left.clone()], &new[right.clone()]) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                for n in 0..len {
                    self.0[left.start + old_index + n] = Some(right.start + new_index + n);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &[&str]) {
        let mut names = Names::default();
        let (old, new) = (Words::read(old, &mut names), Words::read(new, &mut names));
        let map = Map::of(&old.names, &new.names);
        let kept: Vec<&str> =
            old.spans.iter().zip(&map.0).filter(|(_, to)| to.is_some()).map(|(span, _)| span.of(old.text)).collect();
        assert_eq!(kept, expected);
        for (from, to) in map.0.iter().enumerate().filter_map(|(from, to)| Some((from, (*to)?))) {
            assert_eq!(old.names[from], new.names[to]);
        }
        assert!(map.0.iter().flatten().is_sorted());
    }

    #[test]
    fn words_are_found_around_a_change() {
        check("They met in May.", "They met in June.", &["They", "met", "in", "."]);
        check("双方同意会谈。", "双方同意继续会谈。", &["双", "方", "同", "意", "会", "谈", "。"]);
        check("", "They met.", &[]);
        check("They met.", "", &[]);
    }

    #[test]
    fn a_long_text_is_tied_piece_by_piece() {
        let text = |from: usize| (from..from + 3_000).map(|n| format!("word{n} ")).collect::<String>();
        let (old, new) = (text(0), text(1_000).replace("word1500 ", "other "));
        let mut names = Names::default();
        let (old, new) = (Words::read(&old, &mut names), Words::read(&new, &mut names));
        let map = Map::of(&old.names, &new.names);
        assert_eq!(map.0[1_000], Some(0));
        assert_eq!(map.0[1_500], None);
        assert_eq!(map.0[2_999], Some(1_999));
        assert_eq!(map.0[..1_000].iter().flatten().count(), 0);
    }
}
