//! The marked words of a row: what changed between two versions, or where two accounts agree.

mod accounts;
mod versions;

use super::comparison::{Mark, Regime, Row, Segment};
use super::lexicon::Lexicon;
use super::reading::{Sentence, Text};
use super::token::Sort;
use crate::domain::{Side, Sides, Span};
use similar::{Algorithm, capture_diff_slices};
use std::collections::BTreeMap;

/// From this share of common words on, two passages are versions of one text.
const VERSIONS: f64 = 0.6;
/// Passages longer than this in words are never diffed word by word.
const LONGEST: usize = 4_000;

/// A word as it is compared: Chinese by words where the lexicon knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where.
    pub(crate) span: Span,
    /// What it is compared by.
    pub(crate) key: String,
    /// Carries meaning.
    pub(crate) content: bool,
}

/// The marks of a row, ascending and disjoint on each side.
pub(crate) fn segments(texts: &Sides<Text>, row: &Row, lexicon: &Lexicon) -> Sides<Vec<Segment>> {
    if row.passages.left.is_empty() || row.passages.right.is_empty() {
        return Sides::default();
    }
    match regime(texts, &row.passages) {
        Regime::Versions => versions::segments(texts, &row.passages, lexicon),
        Regime::Accounts => accounts::segments(texts, &row.passages, lexicon),
    }
}

/// The words that changed between passages of two versions, however much they share.
pub(crate) fn redline(texts: &Sides<Text>, passages: &Sides<Vec<usize>>, lexicon: &Lexicon) -> Sides<Vec<Segment>> {
    if passages.left.is_empty() || passages.right.is_empty() {
        return Sides::default();
    }
    versions::segments(texts, passages, lexicon)
}

/// How the wording of these passages is compared.
pub(crate) fn regime(texts: &Sides<Text>, passages: &Sides<Vec<usize>>) -> Regime {
    let keys = Sides::from_fn(|side| {
        let tokens = sentences(texts, passages, side).flat_map(|sentence| &sentence.tokens);
        tokens.map(|token| token.stem.as_str()).collect::<Vec<&str>>()
    });
    let (left, right) = (keys.left.len(), keys.right.len());
    // Too unequal in length to share so much.
    if left.min(right) * 2 < left.max(right) || left.max(right) > LONGEST || left == 0 {
        return Regime::Accounts;
    }
    if keys.left == keys.right {
        return Regime::Versions;
    }
    if alike(&keys.left, &keys.right) < VERSIONS {
        return Regime::Accounts;
    }
    let equal: usize = capture_diff_slices(Algorithm::Myers, &keys.left, &keys.right)
        .iter()
        .map(|op| match op {
            similar::DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    #[allow(clippy::cast_precision_loss, reason = "word counts are far below 2^52")]
    let ratio = 2.0 * equal as f64 / (left + right) as f64;
    if ratio >= VERSIONS { Regime::Versions } else { Regime::Accounts }
}

/// The share of words in common whatever their order: never less than what a diff finds, and cheap.
fn alike(left: &[&str], right: &[&str]) -> f64 {
    let (mut a, mut b) = (left.to_vec(), right.to_vec());
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut j, mut equal) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                equal += 1;
                i += 1;
                j += 1;
            }
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "word counts are far below 2^52")]
    let ratio = 2.0 * equal as f64 / (a.len() + b.len()) as f64;
    ratio
}

/// The sentences of one side of a row.
fn sentences<'a>(
    texts: &'a Sides<Text>,
    passages: &'a Sides<Vec<usize>>,
    side: Side,
) -> impl Iterator<Item = &'a Sentence> {
    passages[side].iter().map(move |&at| &texts[side].sentences[at])
}

/// The words of one side of a row.
fn words(texts: &Sides<Text>, passages: &Sides<Vec<usize>>, side: Side, lexicon: &Lexicon) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for sentence in sentences(texts, passages, side) {
        let mut ahead = &sentence.found[..];
        for token in &sentence.tokens {
            while let [first, rest @ ..] = ahead
                && first.span.end <= token.span().start
            {
                ahead = rest;
            }
            // A form of the lexicon makes one word of its Chinese characters.
            let inside = ahead.first().filter(|found| found.span.contains(token.span().start));
            match (words.last_mut(), inside) {
                (Some(last), Some(found)) if token.sort == Sort::Han && found.span.contains(last.span.start) => {
                    last.span = last.span.cover(token.span());
                    last.key.push_str(&token.stem);
                }
                _ => words.push(Word {
                    span: token.span(),
                    key: token.stem.clone(),
                    content: match token.sort {
                        Sort::Han => inside.is_some(),
                        Sort::Number => true,
                        Sort::Word => !lexicon.is_stop(&token.lower) && !lexicon.is_boilerplate(&token.lower),
                    },
                }),
            }
        }
    }
    words
}

/// Chooses among marks that compete for the same words: the more important first, then the longer.
fn settle(mut wanted: Vec<Segment>, passages: &[Span]) -> Vec<Segment> {
    let rank = |mark: Mark| Mark::ALL.iter().position(|known| *known == mark).unwrap_or(Mark::ALL.len());
    wanted.sort_by_key(|s| (rank(s.mark), std::cmp::Reverse(s.span.len()), s.span.start));
    // By where they begin. They are disjoint, so only the last that begins before the end of another can
    // overlap it.
    let mut chosen: BTreeMap<usize, Segment> = BTreeMap::new();
    for segment in wanted {
        let span = segment.span;
        let inside = passages.iter().any(|p| p.start <= span.start && span.end <= p.end);
        let before = chosen.range(..span.end).next_back().map(|(_, known)| known.span);
        if inside && !span.is_empty() && !before.is_some_and(|known| known.overlaps(span)) {
            chosen.insert(span.start, segment);
        }
    }
    chosen.into_values().collect()
}

/// Neighbours with one mark become one.
fn join(chosen: Vec<Segment>, text: &str, passages: &[Span]) -> Vec<Segment> {
    let mut joined: Vec<Segment> = Vec::new();
    for segment in chosen {
        match joined.last_mut() {
            Some(last) if last.mark == segment.mark && between(text, last.span.end, segment.span.start, passages) => {
                last.span.end = segment.span.end;
            }
            _ => joined.push(segment),
        }
    }
    joined
}

/// At most a space between, and in one passage: where passages adjoin without a space, a mark may end where the next
/// passage begins.
fn between(text: &str, end: usize, start: usize, passages: &[Span]) -> bool {
    matches!(Span::new(end, start).of(text), "" | " ") && passages.iter().any(|p| p.start < end && start < p.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_joined_within_a_passage_and_never_across_two_that_adjoin() {
        let mark = |start, end| Segment { span: Span::new(start, end), mark: Mark::Changed };
        let marks = || vec![mark(0, 6), mark(6, 12)];
        let text = "关税稀土";
        assert_eq!(join(marks(), text, &[Span::new(0, 12)]), [mark(0, 12)]);
        assert_eq!(join(marks(), text, &[Span::new(0, 6), Span::new(6, 12)]), marks());
    }
}
