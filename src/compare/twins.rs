//! Sentences that two texts have in the same words.
//!
//! A sentence that stands in the other text word for word has found its counterpart there. Whatever else
//! resembles either of the two is no partner of them: else, in two captures of one text, a paragraph that
//! was dropped would pass for told, since its neighbours speak of the same things.

use super::align::{Bond, under};
use super::comparison::{Tie, Ties};
use super::lexicon::Lexicon;
use super::reading::{Sentence, Text};
use crate::domain::{Sides, Span};
use foldhash::{HashMap, HashMapExt};
use std::collections::{BTreeMap, BTreeSet};

/// Twins share at least so many words of all in a hundred, and have at least so many.
const SHARED: usize = 80;
const FEWEST: usize = 4;

/// Who belongs with whom on either side: the bonds, without those that would give a twin a second partner,
/// and with the twins that the search for links passed over, since they hold nothing that tells. What a
/// person has linked or separated stands above all.
pub(crate) fn partners(
    texts: &Sides<Text>,
    bonds: &[Bond],
    ties: &Ties,
    lexicon: &Lexicon,
) -> Sides<Vec<Vec<(usize, Tie)>>> {
    let mut twins = verbatim(texts);
    twins.retain(|&pair| !is_apart(texts, ties, pair));
    let same_words = taken(&twins);
    let near = bonds.iter().filter(|bond| is_free(bond, &same_words)).map(|bond| (bond.left, bond.right));
    let alike = |&(left, right): &(usize, usize)| {
        are_twins(&texts.left.sentences[left], &texts.right.sentences[right], lexicon)
    };
    twins.extend(near.filter(alike));
    let taken = taken(&twins);
    let free = bonds.iter().filter(|bond| is_free(bond, &taken) || bond.is_yours());
    let mut all: BTreeMap<(usize, usize), Tie> = free.map(|bond| ((bond.left, bond.right), bond.tie)).collect();
    all.extend(twins.iter().map(|&pair| (pair, Tie::Same)));
    let mut partners = Sides::from_fn(|side| vec![Vec::new(); texts[side].sentences.len()]);
    for ((left, right), tie) in all {
        note(&mut partners.left[left], (right, tie));
        note(&mut partners.right[right], (left, tie));
    }
    partners
}

/// Most sentences have one partner at most, and room for four is room for a million times three.
fn note(partners: &mut Vec<(usize, Tie)>, partner: (usize, Tie)) {
    if partners.is_empty() {
        partners.reserve_exact(1);
    }
    partners.push(partner);
}

/// The sentences of each side that have a twin.
fn taken(twins: &BTreeSet<(usize, usize)>) -> Sides<BTreeSet<usize>> {
    Sides::new(twins.iter().map(|pair| pair.0).collect(), twins.iter().map(|pair| pair.1).collect())
}

fn is_free(bond: &Bond, taken: &Sides<BTreeSet<usize>>) -> bool {
    !taken.left.contains(&bond.left) && !taken.right.contains(&bond.right)
}

/// Whether a person has separated these two.
fn is_apart(texts: &Sides<Text>, ties: &Ties, pair: (usize, usize)) -> bool {
    let covers = |text: &Text, place: Span, at: usize| under(text, place).contains(&at);
    ties.apart.iter().any(|(left, right)| covers(&texts.left, *left, pair.0) && covers(&texts.right, *right, pair.1))
}

/// Sentences with the very same words, the first with the first, the second with the second.
fn verbatim(texts: &Sides<Text>) -> BTreeSet<(usize, usize)> {
    let places = texts.as_ref().map(|text| {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, sentence) in text.sentences.iter().enumerate() {
            let words: Vec<&str> = sentence.tokens.iter().map(|token| token.lower.as_str()).collect();
            places.entry(words.join(" ")).or_default().push(at);
        }
        places
    });
    let mut pairs = BTreeSet::new();
    for (words, left) in &places.left {
        let Some(right) = places.right.get(words).filter(|_| !words.is_empty()) else { continue };
        let last = |of: &[usize], n: usize| of[n.min(of.len() - 1)];
        pairs.extend((0..left.len().max(right.len())).map(|n| (last(left, n), last(right, n))));
    }
    pairs
}

/// Whether two sentences say the same in nearly the same words.
pub(crate) fn are_twins(left: &Sentence, right: &Sentence, lexicon: &Lexicon) -> bool {
    // A glance at the lengths spares most of the work.
    let (one, two) = (left.tokens.len(), right.tokens.len());
    if one.min(two) < FEWEST || one.max(two) > 2 * one.min(two) {
        return false;
    }
    let (left, right) = (stems(left, lexicon), stems(right, lexicon));
    let shared = shared(&left, &right);
    shared > 0 && shared * 200 >= (left.len() + right.len()) * SHARED
}

/// How many words stand in both ascending lists.
pub(crate) fn shared(left: &[&str], right: &[&str]) -> usize {
    let mut others = right.iter().peekable();
    let is_shared = |stem: &&&str| {
        while others.next_if(|other| other < stem).is_some() {}
        others.peek() == Some(stem)
    };
    left.iter().filter(is_shared).count()
}

/// The stems of a sentence that carry meaning, ascending, each once.
pub(crate) fn stems<'a>(sentence: &'a Sentence, lexicon: &Lexicon) -> Vec<&'a str> {
    let told = sentence.tokens.iter().filter(|token| !lexicon.is_stop(&token.lower));
    let mut stems: Vec<&str> = told.map(|token| token.stem.as_str()).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}
