//! What each side speaks of, and how much: shares of the text by topic.

use super::comparison::Emphasis;
use super::lexicon::{Lexicon, Role};
use super::reading::Text;
use crate::domain::{Side, Sides};
use std::collections::BTreeMap;

/// At most this many topics are told.
const MOST: usize = 12;

/// Share, passages and order of each broad topic of either text, the greatest difference first.
///
/// A sentence counts with its length; one that has several topics is divided among them. What is
/// said not to have been discussed has no share.
pub(crate) fn emphasis(texts: &Sides<Text>, lexicon: &Lexicon) -> Vec<Emphasis> {
    let shares = texts.as_ref().map(|text| shares(text, lexicon));
    let mut topics: Vec<usize> = shares.left.keys().chain(shares.right.keys()).copied().collect();
    topics.sort_unstable();
    topics.dedup();
    let one = |topic: usize| {
        let told = shares.as_ref().map(|side| side.get(&topic).cloned().unwrap_or_default());
        Emphasis {
            concept: lexicon.concepts()[topic].id.clone(),
            gloss: lexicon.concepts()[topic].gloss.clone(),
            share: told.as_ref().map(|told| told.share),
            passages: told.map(|told| told.passages),
            order: Sides::new(None, None),
        }
    };
    let mut emphasis: Vec<Emphasis> = topics.into_iter().map(one).collect();
    let gap = |e: &Emphasis| (e.share.left - e.share.right).abs();
    emphasis.sort_by(|a, b| gap(b).total_cmp(&gap(a)).then_with(|| a.concept.cmp(&b.concept)));
    emphasis.truncate(MOST);
    put_in_order(&mut emphasis);
    emphasis
}

/// Numbers the topics as each side comes to them; those of one sentence share a number.
fn put_in_order(emphasis: &mut [Emphasis]) {
    for side in Side::BOTH {
        let first: Vec<Option<usize>> = emphasis.iter().map(|topic| topic.passages[side].first().copied()).collect();
        for (topic, mine) in emphasis.iter_mut().zip(&first) {
            let earlier = |mine: &usize| first.iter().flatten().filter(|other| *other < mine).count();
            topic.order[side] = mine.as_ref().map(|mine| earlier(mine) + 1);
        }
    }
}

/// What a text says of one topic.
#[derive(Debug, Clone, Default)]
struct Told {
    share: f64,
    passages: Vec<usize>,
}

/// Each broad topic's share, and the sentences that speak of it.
fn shares(text: &Text, lexicon: &Lexicon) -> BTreeMap<usize, Told> {
    let mut shares: BTreeMap<usize, Told> = BTreeMap::new();
    let mut total = 0.0;
    for (at, sentence) in text.sentences.iter().enumerate() {
        let length = f64::from(sentence.content);
        total += length;
        let mut topics: Vec<usize> = sentence.topics(lexicon).map(|found| lexicon.root(found.concept)).collect();
        topics.retain(|&topic| lexicon.concepts()[topic].role == Role::Topic);
        topics.sort_unstable();
        topics.dedup();
        #[allow(clippy::cast_precision_loss, reason = "topic counts are far below 2^52")]
        let part = length / topics.len().max(1) as f64;
        for topic in topics {
            let told = shares.entry(topic).or_default();
            told.share += part;
            told.passages.push(at);
        }
    }
    for told in shares.values_mut() {
        told.share /= f64::max(total, 1.0);
    }
    shares
}
