//! Two versions of one text: a word diff without confetti.

use super::{Word, join, settle, words};
use crate::compare::comparison::{Mark, Segment};
use crate::compare::lexicon::Lexicon;
use crate::compare::reading::Text;
use crate::domain::{Side, Sides, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// An equality of so few words between two changes is an accident: it belongs to the change.
const ISLAND: usize = 1;

/// Marks the words that changed.
pub(super) fn segments(texts: &Sides<Text>, passages: &Sides<Vec<usize>>, lexicon: &Lexicon) -> Sides<Vec<Segment>> {
    let words = Sides::from_fn(|side| words(texts, passages, side, lexicon));
    let keys = words.as_ref().map(|words| words.iter().map(|word| word.key.as_str()).collect::<Vec<&str>>());
    if keys.left == keys.right {
        return Sides::default();
    }
    let ops = capture_diff_slices(Algorithm::Patience, &keys.left, &keys.right);
    let changed = changed(&ops, &words);
    Sides::from_fn(|side| {
        let inside: Vec<Span> = passages[side].iter().map(|&at| texts[side].sentences[at].span).collect();
        let marks = changed[side].iter().flat_map(|run| runs(&words[side][run.clone()], &inside)).collect();
        join(settle(marks, &inside), texts[side].raw, &inside)
    })
}

type Run = std::ops::Range<usize>;

/// Which words changed on each side, with the islands between changes taken in.
fn changed(ops: &[DiffOp], words: &Sides<Vec<Word>>) -> Sides<Vec<Run>> {
    let mut changed: Sides<Vec<Run>> = Sides::default();
    for (at, op) in ops.iter().enumerate() {
        let (old, new) = (op.old_range(), op.new_range());
        let island = matches!(op, DiffOp::Equal { .. })
            && at > 0
            && at + 1 < ops.len()
            && old.len() <= ISLAND
            && words.left[old.clone()].iter().all(|word| !word.content);
        if island || !matches!(op, DiffOp::Equal { .. }) {
            extend(&mut changed[Side::Left], old);
            extend(&mut changed[Side::Right], new);
        }
    }
    changed
}

fn extend(runs: &mut Vec<Run>, new: Run) {
    match runs.last_mut() {
        _ if new.is_empty() => {}
        Some(last) if last.end == new.start => last.end = new.end,
        _ => runs.push(new),
    }
}

/// One segment for each passage that a run of words touches.
fn runs(words: &[Word], passages: &[Span]) -> Vec<Segment> {
    let of = |passage: &Span| {
        let mut inside = words.iter().filter(|word| passage.contains(word.span.start)).map(|word| word.span);
        let first = inside.next()?;
        Some(Segment { span: inside.fold(first, Span::cover), mark: Mark::Changed })
    };
    passages.iter().filter_map(of).collect()
}
