//! What each side speaks of, and how much: shares of the text by topic.

use super::comparison::Emphasis;
use super::lexicon::{Lexicon, Role};
use super::reading::Text;
use crate::domain::Sides;
use std::collections::BTreeMap;

/// At most this many topics are told.
const MOST: usize = 12;

/// Share and first place of each broad topic of either text, the greatest difference first.
///
/// A sentence counts with its length; one that has several topics is divided among them. What is
/// said not to have been discussed has no share.
pub(crate) fn emphasis(texts: &Sides<Text>, lexicon: &Lexicon) -> Vec<Emphasis> {
    let shares = texts.as_ref().map(|text| shares(text, lexicon));
    let mut topics: Vec<usize> = shares.left.keys().chain(shares.right.keys()).copied().collect();
    topics.sort_unstable();
    topics.dedup();
    let one = |topic: usize| {
        let of = |side: &BTreeMap<usize, (f64, usize)>| side.get(&topic).copied();
        let (left, right) = (of(&shares.left), of(&shares.right));
        Emphasis {
            concept: lexicon.concepts()[topic].id.clone(),
            gloss: lexicon.concepts()[topic].gloss.clone(),
            share: Sides::new(left.map_or(0.0, |l| l.0), right.map_or(0.0, |r| r.0)),
            first: Sides::new(left.map(|l| l.1), right.map(|r| r.1)),
        }
    };
    let mut emphasis: Vec<Emphasis> = topics.into_iter().map(one).collect();
    let gap = |e: &Emphasis| (e.share.left - e.share.right).abs();
    emphasis.sort_by(|a, b| gap(b).total_cmp(&gap(a)).then_with(|| a.concept.cmp(&b.concept)));
    emphasis.truncate(MOST);
    emphasis
}

/// Each broad topic's share and the first sentence that comes to it.
fn shares(text: &Text, lexicon: &Lexicon) -> BTreeMap<usize, (f64, usize)> {
    let mut shares: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    let mut total = 0.0;
    for (at, sentence) in text.sentences.iter().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "word counts are far below 2^52")]
        let length = sentence.content(lexicon) as f64;
        total += length;
        let mut topics: Vec<usize> = sentence.topics(lexicon).map(|found| lexicon.root(found.concept)).collect();
        topics.retain(|&topic| lexicon.concepts()[topic].role == Role::Topic);
        topics.sort_unstable();
        topics.dedup();
        #[allow(clippy::cast_precision_loss, reason = "as above")]
        let part = length / topics.len().max(1) as f64;
        for topic in topics {
            shares.entry(topic).or_insert((0.0, at)).0 += part;
        }
    }
    for share in shares.values_mut() {
        share.0 /= f64::max(total, 1.0);
    }
    shares
}
