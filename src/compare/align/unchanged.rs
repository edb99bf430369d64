//! What two long texts say word for word in one course, as two versions of one text do nearly everywhere.
//!
//! Method: patience diff (Bram Cohen): the sentences that stand exactly once in each text are set side by side, as many
//! as keep the order of both, and from these, from the beginning and from the end the stretches of equal sentences grow.
//! The work grows with the text. What is found here needs no score against the rest of the other text, and is no
//! candidate of anything there: two versions of a million words are aligned in less than half the time. And a sentence
//! whose words all stand everywhere, for which no score would speak, still finds itself again. Limits: a stretch that
//! moved is left to the scores; so are short texts, where they know better which of two equal formulas is meant.

use super::bond::Bond;
use super::score::LARGE;
use crate::compare::comparison::Tie;
use crate::compare::course::common_course;
use crate::compare::reading::Text;
use crate::domain::Sides;

/// How sure an unchanged sentence is: as sure as a link can be that no person made.
const SURE: f64 = 0.99;

/// The sentences of each side that are unchanged in the other, none of which cross.
#[derive(Debug, Default)]
pub(super) struct Unchanged {
    /// By the left sentence, the right one.
    right: Vec<Option<usize>>,
    /// The right sentences that stand here.
    taken: Vec<bool>,
}

impl Unchanged {
    /// Looks through two texts; finds nothing where both are short.
    pub(super) fn of(texts: &Sides<Text>) -> Unchanged {
        if texts.iter().all(|(_, text)| text.sentences.len() <= LARGE) {
            return Unchanged::default();
        }
        Unchanged::among(&texts.as_ref().map(|text| text.sentences.iter().map(|s| s.span.of(text.raw)).collect()))
    }

    fn among(lines: &Sides<Vec<&str>>) -> Unchanged {
        let (left, right) = (lines.left.len(), lines.right.len());
        let mut unchanged = Unchanged { right: vec![None; left], taken: vec![false; right] };
        let seeds = common_course(lines.left.iter(), lines.right.iter());
        for &seed in &seeds {
            unchanged.take(lines, seed);
        }
        unchanged.grow(lines, (0..left).zip(0..right));
        unchanged.grow(lines, (0..left).rev().zip((0..right).rev()));
        for (l, r) in seeds {
            unchanged.grow(lines, (l + 1..left).zip(r + 1..right));
            unchanged.grow(lines, (0..l).rev().zip((0..r).rev()));
        }
        unchanged
    }

    /// Takes one pair after the other as long as they are equal. Every step moves on in both texts, so that a stretch
    /// meets the next one before it could cross it.
    fn grow(&mut self, lines: &Sides<Vec<&str>>, mut pairs: impl Iterator<Item = (usize, usize)>) {
        while pairs.next().is_some_and(|pair| self.take(lines, pair)) {}
    }

    /// Takes a pair that is equal and free; whether it was.
    fn take(&mut self, lines: &Sides<Vec<&str>>, (left, right): (usize, usize)) -> bool {
        let free = self.right[left].is_none() && !self.taken[right] && lines.left[left] == lines.right[right];
        if free {
            self.right[left] = Some(right);
            self.taken[right] = true;
        }
        free
    }

    /// Where a left sentence stands on the right.
    pub(super) fn partner(&self, left: usize) -> Option<usize> {
        self.right.get(left).copied().flatten()
    }

    /// Whether a right sentence stands on the left.
    pub(super) fn has_right(&self, right: usize) -> bool {
        self.taken.get(right).is_some_and(|&taken| taken)
    }

    /// A bond for each, ascending.
    pub(super) fn bonds(&self) -> impl Iterator<Item = Bond> {
        let pairs = self.right.iter().enumerate().filter_map(|(left, right)| Some((left, (*right)?)));
        let because = || vec!["the same words".to_owned()];
        pairs.map(move |(left, right)| Bond { left, right, tie: Tie::Same, confidence: SURE, because: because() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Document, Frame, Lexicon, pair};
    use crate::domain::Language;
    use proptest::prelude::*;

    fn pairs(left: &str, right: &str) -> Vec<(usize, usize)> {
        let lines = Sides::new(left, right).map(|text| text.split(' ').collect());
        Unchanged::among(&lines).bonds().map(|bond| bond.pair()).collect()
    }

    #[test]
    fn repeated_sentences_are_found_beside_those_that_stand_once() {
        assert_eq!(pairs("x x a x b x", "x x a x b x"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]);
        assert_eq!(pairs("a x x b x c", "a x b x d c"), [(0, 0), (1, 1), (3, 2), (4, 3), (5, 5)]);
        assert_eq!(pairs("x x x", "x x"), [(0, 0), (1, 1)]);
        assert_eq!(pairs("a b", "c d"), []);
    }

    #[test]
    fn of_two_stretches_that_changed_places_the_longer_one_stays() {
        assert_eq!(pairs("m n a b c", "a b c m n"), [(2, 0), (3, 1), (4, 2)]);
    }

    #[test]
    fn a_long_text_finds_all_of_itself_again_though_its_words_stand_everywhere() {
        let formulas = ["They spoke of fisheries.", "The talks were candid.", "They spoke of fisheries and ports."];
        let text: Vec<&str> = (0..300).map(|n| formulas[n * n % 7 % 3]).collect();
        let document = |text| Document { name: "text", language: Language("en".to_owned()), text };
        let (older, newer) = (text.join(" "), text[..290].join(" "));
        let comparison = pair(Sides::new(document(&older), document(&newer)), &Frame::default(), Lexicon::builtin());
        let rows = |at: usize| comparison.rows.iter().filter(move |row| row.passages.left.contains(&at));
        let strays: Vec<usize> = (0..290).filter(|at| rows(*at).all(|row| !row.passages.right.contains(at))).collect();
        assert_eq!(strays, [0_usize; 0]);
    }

    proptest! {
        #[test]
        fn unchanged_sentences_are_equal_and_never_cross(left in "[abcdef]( [abcdef]){0,20}", right in "[abcdef]( [abcdef]){0,20}") {
            let lines = Sides::new(&left, &right).map(|text| text.split(' ').collect::<Vec<&str>>());
            let pairs = pairs(&left, &right);
            prop_assert!(pairs.iter().all(|&(l, r)| lines.left[l] == lines.right[r]));
            prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
        }
    }
}
