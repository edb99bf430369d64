//! The matters that were talked about: *they also discussed the strait* and 双方还就海峡局势交换意见 report one thing,
//! though the strait stands in every second sentence and tells nothing by itself.

use super::bond::Bond;
use super::evidence::reasons;
use super::features::Features;
use super::opening::opening;
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Lexicon, is_party};
use crate::compare::reading::{Sentence, Text};
use crate::compare::speaker::Voice;
use crate::domain::Sides;
use std::collections::{BTreeMap, BTreeSet};

/// The ways to say that something was talked about, and no more than that.
pub(super) const TALKED: [&str; 4] = ["discussed", "exchanged_views", "subject_of_talks", "international_situation"];
/// Of a matter that more sentences of a side tell like this, none is the partner of all.
const FEW: usize = 2;

/// Adds a bond between the sentences that tell of one matter that it was talked about.
pub(crate) fn link(texts: &Sides<Text>, features: &Features, lexicon: &Lexicon, bonds: &mut Vec<Bond>) {
    let told = texts.as_ref().map(|text| told(text, lexicon));
    let between = between(texts, lexicon);
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (&one, left) in told.left.iter().filter(|(concept, _)| !between.contains(&lexicon.root(**concept))) {
        for (_, right) in told.right.iter().filter(|(two, _)| one_matter(lexicon, one, **two)) {
            pairs.extend(left.iter().flat_map(|&l| right.iter().map(move |&r| (l, r))));
        }
    }
    for &(left, right) in &pairs {
        if bonds.iter().all(|bond| bond.pair() != (left, right)) {
            let mut because = reasons(features, lexicon, left, right);
            because.insert(0, "both say that it was talked about".to_owned());
            because.truncate(4);
            bonds.push(Bond { left, right, tie: Tie::Related, confidence: 0.5, because });
        }
    }
}

/// Whether a sentence says that something was talked about, by nobody in particular.
pub(super) fn is_told(sentence: &Sentence, lexicon: &Lexicon) -> bool {
    let one = matches!(sentence.speaker.as_ref().map(|said| &said.voice), Some(Voice::Person(_) | Voice::Named(_)));
    let talked = sentence.found.iter().any(|found| TALKED.contains(&lexicon.concepts()[found.concept].id.as_str()));
    talked && !one && !sentence.question && !sentence.not_discussed
}

/// The topics of such sentences, each with those that tell it, where these are few.
fn told(text: &Text, lexicon: &Lexicon) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut told: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, sentence) in text.sentences.iter().enumerate().filter(|(_, sentence)| is_told(sentence, lexicon)) {
        for found in sentence.topics(lexicon) {
            told.entry(found.concept).or_default().insert(at);
        }
    }
    told.retain(|_, places| places.len() <= FEW);
    told
}

/// The parties that both openings name: the exchange is between them, not about them.
fn between(texts: &Sides<Text>, lexicon: &Lexicon) -> BTreeSet<usize> {
    let named = texts.as_ref().map(|text| {
        let opening = opening(text, lexicon).map(|at| &text.sentences[at]);
        let found = opening.into_iter().flat_map(|sentence| sentence.found.iter());
        found.map(|found| lexicon.root(found.concept)).collect::<BTreeSet<usize>>()
    });
    let both = named.left.intersection(&named.right).copied();
    both.filter(|&concept| is_party(&lexicon.concepts()[concept])).collect()
}

/// One matter under one name, or one of other weight (*crisis*, *invasion*), or an affair of the state that the other
/// names. Two that name no more than a state may speak of different affairs, and so may a state and its region.
fn one_matter(lexicon: &Lexicon, a: usize, b: usize) -> bool {
    let state = |concept: usize| is_party(&lexicon.concepts()[concept]);
    let affair = !(state(a) && state(b));
    let same = a == b || lexicon.concepts()[a].contrasts.contains(&b);
    affair && (same || (lexicon.kin(a, b) && state(lexicon.root(a))))
}
