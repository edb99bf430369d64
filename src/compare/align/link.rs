//! Which pairs are links: by score and evidence, then what the frame of the event, sums and rare topics add.

use super::super::lexicon::{Lexicon, Role, is_party};
use super::super::quantity::Unit;
use super::super::reading::{Sentence, Text};
use super::evidence::{evidence, reasons};
use super::features::Features;
use super::score::Scores;
use super::{carry, frame};
use crate::compare::comparison::Tie;
use crate::domain::Sides;
use std::collections::{BTreeMap, HashMap};

/// A pair that reports the same: at least this score, this share of the best of its row and column,
/// and this much evidence.
const SAME: (f64, f64, f64) = (0.32, 0.85, 1.0);
/// A pair of one topic that is near the best of its row and column.
const RELATED: (f64, f64, f64) = (0.28, 0.60, 1.1);
/// A pair that is the best of its row or its column, though not of both: a sentence that lists three
/// topics is the best partner of three, and has one best itself.
const ONE_SIDED: (f64, f64, f64) = (0.28, 0.95, 1.1);
/// A pair that is the best of both needs little else: whatever they share, nothing else shares more.
const MUTUAL: (f64, f64, f64) = (0.12, 0.95, 0.6);
/// A pair that shares much, and is the best of one of the two.
const RICH: (f64, f64, f64) = (0.12, 1.0, 1.6);
/// No sentence has more links by its score than this.
const KEPT: usize = 8;
/// A topic in at most this many sentences of each side is rare enough to link what is left over.
const RARE: usize = 3;
/// A topic from this weight on links the one sentence of each side that has it, whatever else these are linked to.
const LISTED: f64 = 1.5;
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
    let mut bonds = strongest(scored(texts, features, scores, lexicon), texts);
    for bond in frame::bonds(texts, features, lexicon) {
        match bonds.iter_mut().find(|known| known.left == bond.left && known.right == bond.right) {
            Some(known) => *known = bond,
            None => bonds.push(bond),
        }
    }
    same_sums(texts, features, scores, lexicon, &mut bonds);
    rescue(texts, features, scores, lexicon, &mut bonds);
    carry::carry(texts, lexicon, &mut bonds);
    bonds.sort_by_key(|bond| (bond.left, bond.right));
    bonds
}

/// The pairs that score and evidence make links.
///
/// A score alone says little: a long list and a short sentence never reach a high one. So what counts
/// is the evidence, that is how many telling things they share, and how near a pair is to the best
/// of its row and of its column among the pairs that have any evidence.
fn scored(texts: &Sides<Text>, features: &Features, scores: &Scores, lexicon: &Lexicon) -> Vec<Bond> {
    let raises = |sentence: &Sentence| !sentence.question && !sentence.not_discussed;
    let mut weighed: Vec<(usize, usize, f64, f64)> = Vec::new();
    let mut best = Sides::new(vec![0.0_f64; texts.left.sentences.len()], vec![0.0_f64; texts.right.sentences.len()]);
    for (left, row) in scores.rows.iter().enumerate() {
        for &(right, score) in row {
            let evidence = evidence(features, lexicon, left, right);
            if evidence < MUTUAL.2 || score < MUTUAL.0 {
                continue;
            }
            best.left[left] = best.left[left].max(score);
            best.right[right] = best.right[right].max(score);
            if raises(&texts.left.sentences[left]) && raises(&texts.right.sentences[right]) {
                weighed.push((left, right, score, evidence));
            }
        }
    }
    let mut bonds = Vec::new();
    for (left, right, score, evidence) in weighed {
        let (one, two) = (score / best.left[left], score / best.right[right]);
        let (both, either) = (one.min(two), one.max(two));
        let reaches = |tier: (f64, f64, f64), share: f64| score >= tier.0 && share >= tier.1 && evidence >= tier.2;
        let tie = if reaches(SAME, both) {
            Tie::Same
        } else if reaches(RELATED, both) || reaches(ONE_SIDED, either) || reaches(MUTUAL, both) || reaches(RICH, either)
        {
            Tie::Related
        } else {
            continue;
        };
        let confidence = confidence(score, if tie == Tie::Same { SAME.0 } else { RELATED.0 });
        bonds.push(Bond { left, right, tie, confidence, because: reasons(features, lexicon, left, right) });
    }
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

/// From 0.5 at the threshold towards 1, less below it.
fn confidence(score: f64, threshold: f64) -> f64 {
    let over = score - threshold;
    let sure = if over < 0.0 { 0.5 + over } else { 0.5 + 0.5 * (1.0 - (-3.0 * over).exp()) };
    sure.clamp(0.3, 0.99)
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
