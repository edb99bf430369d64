//! What the scores leave over: links by a sum, by an item of the agenda, by a grave or a
//! rare matter.

use super::bond::Bond;
use super::evidence::reasons;
use super::features::{Features, ITEMS};
use super::score::Scores;
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Lexicon, Role, is_party};
use crate::compare::quantity::Unit;
use crate::compare::reading::{Sentence, Text};
use crate::domain::Sides;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A topic in at most this many sentences of each side is rare enough to link what is left over.
const RARE: usize = 3;
/// A topic from this weight on links the one sentence of each side that has it, whatever else these are linked to.
const LISTED: f64 = 1.5;
/// An item links all of its sentences where at most so many of one side, and of the other, speak of it.
const FEW: usize = 2;
const MANY: usize = 8;
/// A grave matter links all of its sentences where at most so many of one side, and of the other, raise it.
const MATTER: (usize, usize) = (2, 3);
/// A rescued pair must share at least this much.
const RESCUE_FLOOR: f64 = 0.12;

/// Adds these links to the known ones.
pub(crate) fn link(
    texts: &Sides<Text>,
    features: &Features,
    scores: &Scores,
    lexicon: &Lexicon,
    bonds: &mut Vec<Bond>,
) {
    same_sums(texts, features, scores, lexicon, bonds);
    items(texts, features, lexicon, bonds);
    matters(texts, features, lexicon, bonds);
    rescue(texts, features, scores, lexicon, bonds);
}

/// A topic that is rare on both sides links what is left over to the best that shares it.
fn rescue(texts: &Sides<Text>, features: &Features, scores: &Scores, lexicon: &Lexicon, bonds: &mut Vec<Bond>) {
    let holders = texts.as_ref().map(|text| holders(&text.sentences));
    let rare = |concept: &usize| {
        let concept = &lexicon.concepts()[*concept];
        matches!(concept.role, Role::Topic | Role::Invitation) && concept.weight >= 1.0 && !is_party(concept)
    };
    let mut linked = Sides::new(vec![false; texts.left.sentences.len()], vec![false; texts.right.sentences.len()]);
    for bond in bonds.iter() {
        linked.left[bond.left] = true;
        linked.right[bond.right] = true;
    }
    for concept in (0..lexicon.concepts().len()).filter(rare) {
        let (Some(left), Some(right)) = (holders.left.get(&concept), holders.right.get(&concept)) else { continue };
        if left.len() > RARE || right.len() > RARE {
            continue;
        }
        let best_right = |l: usize| {
            right.iter().copied().max_by(|&a, &b| scores.of(l, a).total_cmp(&scores.of(l, b)).then(b.cmp(&a)))
        };
        let best_left = |r: usize| {
            left.iter().copied().max_by(|&a, &b| scores.of(a, r).total_cmp(&scores.of(b, r)).then(b.cmp(&a)))
        };
        for &l in left {
            let mutual = best_right(l).filter(|&r| best_left(r) == Some(l));
            // A sentence that lists three topics relates to the place of each, linked or not.
            let only = left.len() == 1 && right.len() == 1 && lexicon.concepts()[concept].weight >= LISTED;
            let pair = mutual.filter(|&r| only || !linked.left[l] || !linked.right[r]).map(|r| (l, r));
            if let Some((l, r)) = pair.filter(|&(l, r)| scores.of(l, r) >= RESCUE_FLOOR) {
                if bonds.iter().any(|bond| bond.left == l && bond.right == r) {
                    continue;
                }
                let because = reasons(features, lexicon, l, r);
                bonds.push(Bond { left: l, right: r, tie: Tie::Related, confidence: 0.45, because });
                linked.left[l] = true;
                linked.right[r] = true;
            }
        }
    }
}

/// Items of an agenda of which few sentences of one side speak, and not too many of the other: all of
/// these belong side by side, whatever words each side has for them. A sentence speaks of an item
/// where most of its topics belong to it, so that a list does not.
fn items(texts: &Sides<Text>, features: &Features, lexicon: &Lexicon, bonds: &mut Vec<Bond>) {
    for item in ITEMS {
        let about = texts.as_ref().map(|text| {
            let speaks = |sentence: &Sentence| {
                let topics: Vec<_> = sentence.topics(lexicon).map(|found| &lexicon.concepts()[found.concept]).collect();
                let (its, all) = (topics.iter().filter(|c| c.group == item).count(), topics.len());
                its > 0 && its * 2 >= all && !sentence.question
            };
            let all = text.sentences.iter().enumerate();
            all.filter(|(_, sentence)| speaks(sentence)).map(|(at, _)| at).collect::<Vec<usize>>()
        });
        let (few, many) = (about.left.len().min(about.right.len()), about.left.len().max(about.right.len()));
        if few > FEW || many > MANY {
            continue;
        }
        for (&left, &right) in about.left.iter().flat_map(|l| about.right.iter().map(move |r| (l, r))) {
            if !bonds.iter().any(|bond| (bond.left, bond.right) == (left, right)) {
                let mut because = vec![lexicon.group_name(item).to_owned()];
                because.extend(
                    reasons(features, lexicon, left, right)
                        .into_iter()
                        .filter(|r| *r != because[0])
                        .take(3)
                        .collect::<Vec<_>>(),
                );
                bonds.push(Bond { left, right, tie: Tie::Related, confidence: 0.4, because });
            }
        }
    }
}

/// A matter that few sentences raise, as the gravest that they have: all of these belong side by side. Of two
/// sentences on one hostage the first takes the better score, and the second would stand alone.
fn matters(texts: &Sides<Text>, features: &Features, lexicon: &Lexicon, bonds: &mut Vec<Bond>) {
    let mut raised: BTreeMap<usize, Sides<usize>> = BTreeMap::new();
    let mut gravest: BTreeMap<usize, Sides<Vec<usize>>> = BTreeMap::new();
    for (side, text) in texts.iter() {
        for (at, sentence) in text.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.question) {
            let own = |concept: &usize| !features.is_theme(*concept) && !is_party(&lexicon.concepts()[*concept]);
            let topics: Vec<usize> = sentence.topics(lexicon).map(|found| found.concept).filter(own).collect();
            let weight = |concept: usize| lexicon.concepts()[concept].weight;
            let most = topics.iter().map(|&concept| weight(concept)).fold(LISTED, f64::max);
            for &concept in &topics {
                raised.entry(concept).or_default()[side] += 1;
                if weight(concept) >= most {
                    gravest.entry(concept).or_default()[side].push(at);
                }
            }
        }
    }
    for (concept, places) in &gravest {
        let counts = &raised[concept];
        let (few, many) = (counts.left.min(counts.right), counts.left.max(counts.right));
        if few > MATTER.0 || many > MATTER.1 {
            continue;
        }
        for (&left, &right) in places.left.iter().flat_map(|l| places.right.iter().map(move |r| (l, r))) {
            if !bonds.iter().any(|bond| (bond.left, bond.right) == (left, right)) {
                let because = reasons(features, lexicon, left, right);
                bonds.push(Bond { left, right, tie: Tie::Related, confidence: 0.4, because });
            }
        }
    }
}

/// The same sum or percentage in few sentences of each side: they speak of one thing.
fn same_sums(texts: &Sides<Text>, features: &Features, scores: &Scores, lexicon: &Lexicon, bonds: &mut Vec<Bond>) {
    let mut places: BTreeMap<String, Sides<Vec<usize>>> = BTreeMap::new();
    for (side, text) in texts.iter() {
        for (at, sentence) in text.sentences.iter().enumerate() {
            for quantity in sentence.quantities.iter().filter(|q| matches!(q.unit, Unit::Money(_) | Unit::Percent)) {
                places.entry(quantity.key()).or_default()[side].push(at);
            }
        }
    }
    let mut known: HashSet<(usize, usize)> = bonds.iter().map(|bond| (bond.left, bond.right)).collect();
    for places in places.values().filter(|p| p.left.len() <= 2 && p.right.len() <= 2) {
        for (&left, &right) in places.left.iter().flat_map(|l| places.right.iter().map(move |r| (l, r))) {
            if scores.of(left, right) >= RESCUE_FLOOR && known.insert((left, right)) {
                let because = reasons(features, lexicon, left, right);
                bonds.push(Bond { left, right, tie: Tie::Same, confidence: 0.6, because });
            }
        }
    }
}

/// The sentences that raise each concept.
fn holders(sentences: &[Sentence]) -> HashMap<usize, Vec<usize>> {
    let mut holders: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, sentence) in sentences.iter().enumerate().filter(|(_, sentence)| !sentence.not_discussed) {
        for found in &sentence.found {
            let places = holders.entry(found.concept).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    holders
}
