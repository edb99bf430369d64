//! What the scores leave over: links by a sum, and by a grave matter.

use super::bond::Bond;
use super::evidence::reasons;
use super::features::Features;
use super::score::Scores;
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Lexicon, is_party};
use crate::compare::quantity::Unit;
use crate::compare::reading::Text;
use crate::domain::Sides;
use std::collections::{BTreeMap, HashSet};

/// A topic from this weight on is grave enough to link by itself.
const GRAVE: f64 = 1.5;
/// A grave matter links all of its sentences where at most so many of each side raise it.
const FEW: usize = 2;
/// A pair with the same sum must score at least this much.
const FLOOR: f64 = 0.12;

/// Adds these links to the known ones.
pub(crate) fn link(
    texts: &Sides<Text>,
    features: &Features,
    scores: &Scores,
    lexicon: &Lexicon,
    bonds: &mut Vec<Bond>,
) {
    same_sums(texts, features, scores, lexicon, bonds);
    matters(texts, features, lexicon, bonds);
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
            let most = topics.iter().map(|&concept| weight(concept)).fold(GRAVE, f64::max);
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
        if counts.left.max(counts.right) > FEW {
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
            if scores.of(left, right) >= FLOOR && known.insert((left, right)) {
                let because = reasons(features, lexicon, left, right);
                bonds.push(Bond { left, right, tie: Tie::Same, confidence: 0.6, because });
            }
        }
    }
}
