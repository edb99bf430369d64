//! Which pairs are links: two tiers, a rescue for rare topics, and the opening sentences.

use super::super::lexicon::{Lexicon, Role, is_party};
use super::super::quantity::Unit;
use super::super::reading::{Sentence, Text};
use super::features::Features;
use super::score::{Scores, common, distinction, kinship};
use crate::compare::comparison::Tie;
use crate::domain::Sides;
use std::collections::{BTreeMap, HashMap};

/// A pair that reports the same: at least this score, and this share of the best of its row and column.
const SAME: (f64, f64) = (0.32, 0.85);
/// A pair of one topic.
const RELATED: (f64, f64) = (0.30, 0.60);
/// Less in common than this is a single thing; then a pair must nearly be the best of its row and column.
const TWO_THINGS: f64 = 1.2;
const ONLY_BEST: f64 = 0.95;
/// No sentence has more links by its score than this.
const KEPT: usize = 8;
/// A topic in at most this many sentences of each side is rare enough to link what is left over.
const RARE: usize = 3;
/// A rescued pair must share at least this much.
const RESCUE_FLOOR: f64 = 0.12;

/// Two sentences that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bond {
    /// The sentence of the left text.
    pub(crate) left: usize,
    /// The sentence of the right text.
    pub(crate) right: usize,
    /// How close.
    pub(crate) tie: Tie,
    /// From 0 to 1.
    pub(crate) confidence: f64,
    /// What speaks for it, strongest first, at most four.
    pub(crate) because: Vec<String>,
}

/// All bonds, ascending.
pub(crate) fn bonds(texts: &Sides<Text>, features: &Features, scores: &Scores, lexicon: &Lexicon) -> Vec<Bond> {
    let mut bonds = Vec::new();
    for (left, row) in scores.rows.iter().enumerate() {
        let best_left = scores.best_left(left);
        for &(right, score) in row {
            let best = best_left.max(scores.best_right[right]);
            let distinction = distinction(features, lexicon, left, right);
            let share = score / best;
            let tie = if score >= SAME.0 && share >= SAME.1 && distinction >= 1.0 {
                Tie::Same
            } else if score >= RELATED.0 && share >= RELATED.1 && distinction >= 0.6 {
                Tie::Related
            } else {
                continue;
            };
            // With a single thing in common only the best of both sides will do.
            if distinction < TWO_THINGS && share < ONLY_BEST {
                continue;
            }
            let confidence = confidence(score, if tie == Tie::Same { SAME.0 } else { RELATED.0 });
            bonds.push(Bond { left, right, tie, confidence, because: reasons(features, lexicon, left, right) });
        }
    }
    let mut bonds = strongest(bonds, texts);
    open(texts, features, lexicon, &mut bonds);
    same_sums(texts, features, scores, lexicon, &mut bonds);
    rescue(texts, features, scores, lexicon, &mut bonds);
    bonds.sort_by_key(|bond| (bond.left, bond.right));
    bonds
}

/// Keeps the surest bonds of each sentence: in a long text of one theme everything is like everything.
fn strongest(mut bonds: Vec<Bond>, texts: &Sides<Text>) -> Vec<Bond> {
    let mut counts = Sides::new(vec![0; texts.left.sentences.len()], vec![0; texts.right.sentences.len()]);
    bonds.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then((a.left, a.right).cmp(&(b.left, b.right))));
    bonds.retain(|bond| {
        let room = counts.left[bond.left] < KEPT && counts.right[bond.right] < KEPT;
        counts.left[bond.left] += usize::from(room);
        counts.right[bond.right] += usize::from(room);
        room
    });
    bonds
}

/// From 0.5 at the threshold towards 1.
fn confidence(score: f64, threshold: f64) -> f64 {
    (0.5 + 0.5 * (1.0 - (-3.0 * (score - threshold)).exp())).clamp(0.0, 0.99)
}

/// The heaviest shared features in words, those that are only kin after them.
fn reasons(features: &Features, lexicon: &Lexicon, left: usize, right: usize) -> Vec<String> {
    let (a, b) = (&features.units.left[left], &features.units.right[right]);
    let mut shared: Vec<u32> = common(&a.meaning, &b.meaning).collect();
    if features.same_language {
        shared.extend(common(&a.lexical, &b.lexical));
    }
    let weight = |id: u32| features.all[id as usize].weight;
    shared.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    let mut told: Vec<String> = Vec::new();
    let label = |id: u32| features.all[id as usize].label.clone();
    let concept = |id: &u32| features.all[*id as usize].concept;
    let kin = a.meaning.iter().filter(|id| b.meaning.binary_search(id).is_err()).filter_map(|&id| {
        let mine = concept(&id)?;
        let other = b.meaning.iter().find(|&other| concept(other).is_some_and(|c| kinship(lexicon, mine, c) > 0.5))?;
        Some(format!("{} ≈ {}", label(id), label(*other)))
    });
    for reason in shared.into_iter().map(label).chain(kin) {
        if !told.contains(&reason) {
            told.push(reason);
        }
    }
    told.truncate(4);
    told
}

/// Both texts report the event in their opening: the sentences that name its form belong together.
fn open(texts: &Sides<Text>, features: &Features, lexicon: &Lexicon, bonds: &mut Vec<Bond>) {
    let Some((left, right)) = opening(&texts.left, lexicon).zip(opening(&texts.right, lexicon)) else { return };
    let mut pairs = vec![(left, right, 0.9)];
    pairs.extend(again(&texts.left, left, lexicon).map(|left| (left, right, 0.7)));
    pairs.extend(again(&texts.right, right, lexicon).map(|right| (left, right, 0.7)));
    for (left, right, confidence) in pairs {
        let mut because = reasons(features, lexicon, left, right);
        because.insert(0, "both report the event".to_owned());
        because.truncate(4);
        let bond = Bond { left, right, tie: Tie::Same, confidence, because };
        match bonds.iter_mut().find(|known| known.left == left && known.right == right) {
            Some(known) => *known = bond,
            None => bonds.push(bond),
        }
    }
}

/// A sentence soon after the opening that names the form and both parties once more.
fn again(text: &Text, opening: usize, lexicon: &Lexicon) -> Option<usize> {
    (opening + 1..=opening + 3).find(|&at| names_both_again(text, opening, at, lexicon))
}

fn names_both_again(text: &Text, opening: usize, at: usize, lexicon: &Lexicon) -> bool {
    let Some(next) = text.sentences.get(at) else { return false };
    let form = next.found.iter().any(|found| {
        matches!(lexicon.concepts()[found.concept].id.as_str(), "phone_call" | "video_call" | "leaders_meeting")
    });
    let parties = next.found.iter().filter(|found| {
        let concept = &lexicon.concepts()[found.concept];
        let known = text.sentences[opening].has(found.concept);
        known && (is_party(concept) || concept.role == Role::Person)
    });
    let mut named: Vec<usize> = parties.map(|found| found.concept).collect();
    named.sort_unstable();
    named.dedup();
    form && named.len() >= 2
}

/// The sentence that reports the event: the first of the first three that names its form and whoever took part.
pub(crate) fn opening(text: &Text, lexicon: &Lexicon) -> Option<usize> {
    text.sentences.iter().take(3).position(|sentence| reports_event(sentence, lexicon))
}

fn reports_event(sentence: &Sentence, lexicon: &Lexicon) -> bool {
    const ACTS: [&str; 9] = ["spoke", "met", "meets", "conversation", "call", "talks", "hosted", "received", "meeting"];
    let form = sentence.of_role(lexicon, Role::Event).next().is_some()
        || sentence.tokens.iter().any(|token| ACTS.contains(&token.lower.as_str()));
    let who = sentence.of_role(lexicon, Role::Person).next().is_some()
        || sentence.of_role(lexicon, Role::Actor).count() > 1
        || sentence.tokens.iter().filter(|token| token.capital).count() > 3;
    form && who && !sentence.question
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
            let pair = mutual.filter(|&r| !linked.left[l] || !linked.right[r]).map(|r| (l, r));
            if let Some((l, r)) = pair.filter(|&(l, r)| scores.of(l, r) >= RESCUE_FLOOR) {
                let because = reasons(features, lexicon, l, r);
                bonds.push(Bond { left: l, right: r, tie: Tie::Related, confidence: 0.45, because });
                linked.left[l] = true;
                linked.right[r] = true;
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
    for places in places.values().filter(|p| p.left.len() <= 2 && p.right.len() <= 2) {
        for (&left, &right) in places.left.iter().flat_map(|l| places.right.iter().map(move |r| (l, r))) {
            let known = bonds.iter().any(|bond| bond.left == left && bond.right == right);
            if !known && scores.of(left, right) >= RESCUE_FLOOR {
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
