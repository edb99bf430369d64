//! A text and its translation: sentences in their order, one with one, or one with two.
//!
//! Method: W. A. Gale and K. W. Church, *A Program for Aligning Sentences in Bilingual Corpora*, Computational
//! Linguistics 19 (1993), 75–102: the cheapest course of beads, each of which joins one or two sentences of a
//! side with one or two of the other, or leaves one out. A bead costs what its sort is rare, and what the
//! lengths of its sides do not fit each other; the figures are those of the paper. What the sentences share
//! takes from the cost, as later aligners do, since a translator of readouts drops and merges more than a
//! parliament's. Limits: a translation that moves its paragraphs about is not followed across the move.

use super::bond::Bond;
use super::evidence::reasons;
use super::features::Features;
use super::score::Scores;
use crate::compare::comparison::Tie;
use crate::compare::lexicon::Lexicon;
use crate::compare::reading::Text;
use crate::domain::Sides;
use std::ops::{Range, RangeInclusive};

/// How many sentences of each side a bead takes, and what it costs to be of so rare a sort: −ln of the share
/// that the paper counted (table 5), where a sort of two directions has half of it each.
const SORTS: [(usize, usize, f64); 6] = [(1, 1, 0.12), (1, 0, 5.3), (0, 1, 5.3), (2, 1, 3.1), (1, 2, 3.1), (2, 2, 4.5)];
/// Variance of a length per character of the other side (the paper's s²).
const VARIANCE: f64 = 6.8;
/// What one point of score takes from the cost: a pair that shares all it says is as sure as a bead of fitting
/// lengths is likelier than a sentence left out.
const SHARED: f64 = 5.0;
/// A pair of this score is sure enough for its lengths to tell how long a translation is, if there are so many.
const SURE: f64 = 0.4;
const FEWEST: usize = 3;
/// How far from the diagonal the course may run at least, in sentences; in a long text a twentieth of it.
const BAND: usize = 60;

/// The bonds between a text and its translation, ascending.
pub(super) fn bonds(texts: &Sides<Text>, features: &Features, scores: &Scores, lexicon: &Lexicon) -> Vec<Bond> {
    let mut bonds = Vec::new();
    for bead in Course::of(texts, scores).cheapest() {
        for left in bead.left.clone() {
            for right in bead.right.clone() {
                let score = scores.of(left, right);
                let mut because = reasons(features, lexicon, left, right);
                because.push("the order of the sentences".to_owned());
                let confidence = (0.6 + score / 2.0).min(0.99);
                bonds.push(Bond { left, right, tie: Tie::Same, confidence, because });
            }
        }
    }
    bonds
}

/// Sentences of one side and of the other, either of which may be none.
type Bead = Sides<Range<usize>>;

/// The table of cheapest ways: `rows[l]` holds those that end before the left sentence `l`, from `first(l)` on.
struct Course<'a> {
    /// Lengths in characters up to each sentence.
    lengths: Sides<Vec<f64>>,
    /// What a character of a side counts.
    scale: Sides<f64>,
    scores: &'a Scores,
    half_band: usize,
}

impl<'a> Course<'a> {
    fn of(texts: &Sides<Text>, scores: &'a Scores) -> Course<'a> {
        let lengths = texts.as_ref().map(|text| {
            let mut sum = 0.0;
            let mut lengths = vec![0.0];
            for sentence in &text.sentences {
                sum += length(sentence.span.of(text.raw));
                lengths.push(sum);
            }
            lengths
        });
        Course::new(lengths, scores)
    }

    fn new(lengths: Sides<Vec<f64>>, scores: &'a Scores) -> Course<'a> {
        let (left, right) = (lengths.left.len(), lengths.right.len());
        // The bands of two neighbours must meet, however many right sentences there are to one left sentence.
        let half_band = BAND.max(left.max(right) / 20).max(right / left + 1);
        let (one, other) = ratio(&lengths, scores);
        let mean = f64::midpoint(one, other);
        Course { scale: Sides::new(mean / one, mean / other), lengths, scores, half_band }
    }

    fn counts(&self) -> (usize, usize) {
        (self.lengths.left.len() - 1, self.lengths.right.len() - 1)
    }

    /// The right places that are looked at after so many left sentences.
    fn band(&self, left: usize) -> RangeInclusive<usize> {
        let (all_left, all_right) = self.counts();
        let middle = (left * all_right).checked_div(all_left).unwrap_or(0);
        // Where there is no left sentence to walk along, the whole right text is left out at once.
        let half = if all_left == 0 { all_right } else { self.half_band };
        middle.saturating_sub(half)..=(middle + half).min(all_right)
    }

    /// The beads of the cheapest course, in order.
    fn cheapest(&self) -> Vec<Bead> {
        let (all_left, all_right) = self.counts();
        let mut ways: Vec<Vec<(f64, usize)>> = Vec::with_capacity(all_left + 1);
        for left in 0..=all_left {
            let band = self.band(left);
            let mut row = vec![(f64::INFINITY, 0); band.clone().count()];
            for right in band.clone() {
                row[right - band.start()] =
                    if left + right == 0 { (0.0, 0) } else { self.best(&ways, &row, left, right) };
            }
            ways.push(row);
        }
        let mut beads = Vec::new();
        let (mut left, mut right) = (all_left, all_right);
        while left + right > 0 {
            let (_, sort) = ways[left][right - self.band(left).start()];
            let (one, other, _) = SORTS[sort];
            let bead = Sides::new(left - one..left, right - other..right);
            (left, right) = (bead.left.start, bead.right.start);
            beads.push(bead);
        }
        beads.reverse();
        beads
    }

    /// The cheapest way to this place, with the sort of its last bead.
    fn best(&self, ways: &[Vec<(f64, usize)>], row: &[(f64, usize)], left: usize, right: usize) -> (f64, usize) {
        let mut best = (f64::INFINITY, if left > 0 { 1 } else { 2 });
        for (sort, &(one, other, rare)) in SORTS.iter().enumerate() {
            let (Some(from), Some(to)) = (left.checked_sub(one), right.checked_sub(other)) else { continue };
            let band = self.band(from);
            if !band.contains(&to) {
                continue;
            }
            let before = if one == 0 { row } else { &ways[from] }[to - band.start()].0;
            let cost = before + rare + self.misfit(from..left, to..right) - SHARED * self.shared(from..left, to..right);
            if cost < best.0 {
                best = (cost, sort);
            }
        }
        best
    }

    /// What it costs that the lengths do not fit: half the square of the paper's δ. What is left out may be of any
    /// length, other than in the paper: a translator of readouts drops long sentences, too.
    fn misfit(&self, left: Range<usize>, right: Range<usize>) -> f64 {
        if left.is_empty() || right.is_empty() {
            return 0.0;
        }
        let of = |lengths: &[f64], range: &Range<usize>| lengths[range.end] - lengths[range.start];
        // Both sides are counted in characters of a text of their mean length, so that the sides may be changed.
        let left = of(&self.lengths.left, &left) * self.scale.left;
        let right = of(&self.lengths.right, &right) * self.scale.right;
        (right - left).powi(2) / (2.0 * VARIANCE * f64::midpoint(left, right).max(1.0))
    }

    /// What the two sides of a bead share: of each sentence of the longer side its best partner, on average.
    fn shared(&self, left: Range<usize>, right: Range<usize>) -> f64 {
        let score = |left: usize, right: usize| self.scores.of(left, right);
        match (left.len(), right.len()) {
            (0, _) | (_, 0) => 0.0,
            (1, 2) => f64::midpoint(score(left.start, right.start), score(left.start, right.start + 1)),
            (1, _) => score(left.start, right.start),
            _ => {
                let best = |left: usize| right.clone().map(|right| score(left, right)).fold(0.0, f64::max);
                f64::midpoint(best(left.start), best(left.start + 1))
            }
        }
    }
}

/// How many characters of the left side say as much as how many of the right: as in the surest pairs, or in the whole
/// texts where there are too few of these. A long sentence that was dropped would spoil the ratio of the whole.
fn ratio(lengths: &Sides<Vec<f64>>, scores: &Scores) -> (f64, f64) {
    let surest = |row: &Vec<(usize, f64)>| {
        row.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best }).filter(|it| it.1 >= SURE)
    };
    let pairs: Vec<(usize, usize)> =
        scores.rows.iter().enumerate().filter_map(|(left, row)| Some((left, surest(row)?.0))).collect();
    let total = |lengths: &[f64]| lengths.last().copied().unwrap_or(0.0).max(1.0);
    if pairs.len() < FEWEST {
        return (total(&lengths.left), total(&lengths.right));
    }
    let of = |lengths: &[f64], at: usize| lengths[at + 1] - lengths[at];
    let sum = |length: &dyn Fn(&(usize, usize)) -> f64| pairs.iter().map(length).sum::<f64>().max(1.0);
    (sum(&|pair| of(&lengths.left, pair.0)), sum(&|pair| of(&lengths.right, pair.1)))
}

/// Length in characters; a Chinese character says about as much as three Latin letters, which the ratio of
/// the two whole texts tells better than any constant.
#[allow(clippy::cast_precision_loss, reason = "sentences are shorter than 2^52 characters")]
fn length(words: &str) -> f64 {
    words.chars().count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::align::unchanged::Unchanged;
    use crate::compare::comparison::{Document, Frame, Ties};
    use crate::compare::{Comparison, translated};
    use crate::domain::Language;

    fn compared(left: &str, right: &str) -> Comparison {
        let document = |name, tag: &str, text| Document { name, language: Language(tag.to_owned()), text };
        let documents = Sides::new(document("original", "zh", left), document("translation", "en", right));
        translated(&documents, &Frame::default(), Lexicon::builtin())
    }

    fn pairs(comparison: &Comparison) -> Vec<(usize, usize)> {
        comparison.links.iter().map(|link| (link.passages.left[0], link.passages.right[0])).collect()
    }

    #[test]
    fn a_sentence_that_the_translator_cut_in_two_has_both_halves() {
        let comparison = compared(
            "双方谈到气候变化。经贸会谈取得成功，成果令人满意，双方愿意一起把协议落实好；两国携手，许多好事都能办成。\
             会后共进午餐。",
            "The two sides spoke of climate change. The trade talks succeeded, the outcome is satisfactory, and both want \
             to implement the agreement well. Many good things can be done when the two join hands. They had lunch \
             together afterwards.",
        );
        assert_eq!(pairs(&comparison), [(0, 0), (1, 1), (1, 2), (2, 3)]);
    }

    #[test]
    fn a_sentence_that_the_translator_dropped_stands_alone() {
        let comparison = compared(
            "双方谈到气候变化，商定成立工作组。双方就台湾问题交换了意见，各自阐述了立场。会谈在友好的气氛中进行，持续了三个小时，\
             两国外长也参加了会谈。双方讨论了经贸关系，同意继续磋商。两国领导人还谈到乌克兰危机，都希望尽快实现停火。\
             双方同意明年在北京再次会晤。",
            "The two sides spoke of climate change and decided to set up a working group. They exchanged views on the \
             Taiwan question, and each set out its position. The two sides discussed economic and trade relations and \
             agreed to go on with their consultations. The leaders also spoke of the Ukraine crisis, and both hope for \
             a ceasefire soon. The two sides agreed to meet again in Beijing next year.",
        );
        assert_eq!(pairs(&comparison), [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4)]);
    }

    #[test]
    fn what_the_analyst_ruled_stands_above_the_order() {
        let document = |name, text| Document { name, language: Language("en".to_owned()), text };
        let documents = Sides::new(document("a", "One came. Two went."), document("b", "One came. Two went."));
        let span = |start, end| crate::domain::Span::new(start, end);
        let ties = Ties { same: Vec::new(), apart: vec![(span(0, 9), span(0, 9))] };
        let comparison = translated(&documents, &Frame { ties, ..Frame::default() }, Lexicon::builtin());
        assert_eq!(pairs(&comparison), [(1, 1)]);
    }

    proptest::proptest! {
        /// However the texts are cut, a course runs through all of both, in order, and each sentence once.
        #[test]
        fn a_course_takes_each_sentence_once(left in 0_usize..90, right in 0_usize..400) {
            let lengths = |count: usize| (0..=count).map(|n| (n * 37 % 211 + 20 * n) as f64).collect::<Vec<f64>>();
            let lengths = Sides::new(lengths(left), lengths(right));
            let scores = Scores { rows: vec![Vec::new(); left], unchanged: Unchanged::default() };
            let beads = Course::new(lengths, &scores).cheapest();
            let mut at = (0, 0);
            for bead in beads {
                proptest::prop_assert_eq!((bead.left.start, bead.right.start), at);
                at = (bead.left.end, bead.right.end);
            }
            proptest::prop_assert_eq!(at, (left, right));
        }
    }
}
