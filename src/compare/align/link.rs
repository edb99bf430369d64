//! Which pairs are links: by score and evidence, then what the frame of the event, sums and rare topics add.

use super::super::lexicon::Lexicon;
use super::super::reading::Text;
use super::bond::Bond;
use super::evidence::{evidence, reasons};
use super::features::Features;
use super::items::{self, Item};
use super::score::Scores;
use super::unchanged::Unchanged;
use super::{frame, last, left_over, score, talked, to_come};
use crate::compare::comparison::Tie;
use crate::domain::{Side, Sides};
use std::collections::BTreeSet;

/// A pair that reports the same: at least this score, this share of the best of its row and column,
/// and this much evidence.
const SAME: (f64, f64, f64) = (0.32, 0.85, 1.0);
/// A pair of one topic that is near the best of its row and column.
const RELATED: (f64, f64, f64) = (0.38, 0.60, 1.1);
/// A pair that is the best of both needs little else: whatever they share, nothing else shares more.
const MUTUAL: (f64, f64, f64) = (0.15, 0.95, 0.6);
/// A pair that scores high and is nearly the best of both: what the runner-up has over it may be a formula.
const CLEAR: (f64, f64, f64) = (0.4, 0.8, 0.6);
/// A pair that shares much, and is near the best of one of the two: a sentence that lists three topics is the
/// best partner of three, and has one best itself. It is not lost among the partners of the other.
const RICH: (f64, f64, f64) = (0.15, 0.8, 1.4);
const LOST: f64 = 0.3;
/// No sentence has more links by its score than this.
const KEPT: usize = 8;

/// All bonds, ascending.
pub(super) fn bonds(texts: &Sides<Text>, features: &Features, scores: &Scores, lexicon: &Lexicon) -> Vec<Bond> {
    let judged = match items::apart(texts) {
        None => scored(texts, &texts.as_ref().map(|text| items::whole(text)), features, scores, lexicon),
        Some(items) => {
            let features = Features::of_items(texts, &items, lexicon);
            scored(texts, &items, &features, &score::scores(&features, Unchanged::default(), lexicon), lexicon)
        }
    };
    let found = strongest(judged, texts).into_iter().map(|Scored { left, right, tie, confidence }| Bond {
        left,
        right,
        tie,
        confidence,
        because: reasons(features, lexicon, left, right),
    });
    let mut bonds: Vec<Bond> = scores.unchanged.bonds().chain(found).collect();
    let is_changed = |bond: &Bond| scores.unchanged.partner(bond.left) != Some(bond.right);
    for bond in frame::bonds(texts, features, lexicon).into_iter().filter(is_changed) {
        match bonds.iter_mut().find(|known| known.left == bond.left && known.right == bond.right) {
            Some(known) => *known = bond,
            None => bonds.push(bond),
        }
    }
    let known: BTreeSet<(usize, usize)> = bonds.iter().map(Bond::pair).collect();
    left_over::link(texts, features, scores, lexicon, &mut bonds);
    to_come::link(texts, features, lexicon, &mut bonds);
    talked::link(texts, features, lexicon, &mut bonds);
    let rescued = bonds.iter().map(Bond::pair).filter(|pair| !known.contains(pair)).collect();
    last::link(texts, features, scores, lexicon, &mut bonds);
    let mut bonds = telling(bonds, &rescued, texts);
    bonds.sort_by_key(|bond| (bond.left, bond.right));
    bonds
}

/// Drops a related bond between two passages each of which has a surer partner: it finds nobody a partner.
/// Every passage on a topic is related to every other one; a reader wants the way to the nearest. What was
/// rescued, since it is rare and grave, stays.
fn telling(mut bonds: Vec<Bond>, rescued: &BTreeSet<(usize, usize)>, texts: &Sides<Text>) -> Vec<Bond> {
    bonds.sort_by(|a, b| {
        let surest = (b.tie == Tie::Same).cmp(&(a.tie == Tie::Same)).then(b.confidence.total_cmp(&a.confidence));
        surest.then((a.left, a.right).cmp(&(b.left, b.right)))
    });
    let mut has = Sides::new(vec![false; texts.left.sentences.len()], vec![false; texts.right.sentences.len()]);
    bonds.retain(|bond| {
        let finds = !has.left[bond.left] || !has.right[bond.right];
        let tells = bond.tie == Tie::Same || finds || rescued.contains(&bond.pair());
        has.left[bond.left] |= tells;
        has.right[bond.right] |= tells;
        tells
    });
    bonds
}

/// A bond before its reasons are told: of most pairs of a long text nobody will ask.
struct Scored {
    left: usize,
    right: usize,
    confidence: f64,
    tie: Tie,
}

/// The pairs that score and evidence make links; what is unchanged is linked already.
///
/// A score alone says little: a long list and a short sentence never reach a high one. So what counts
/// is the evidence, that is how many telling things they share, and how near a pair is to the best
/// of its row and of its column among the pairs that have any evidence.
fn scored(
    texts: &Sides<Text>,
    items: &Sides<Vec<Item>>,
    features: &Features,
    scores: &Scores,
    lexicon: &Lexicon,
) -> Vec<Scored> {
    let sentence = |side: Side, item: usize| items[side][item].sentence;
    let raises = |side: Side, item: usize| {
        let sentence = &texts[side].sentences[sentence(side, item)];
        !sentence.question && !sentence.not_discussed
    };
    let mut weighed: Vec<(usize, usize, f64, f64)> = Vec::new();
    let mut best = items.as_ref().map(|items| vec![0.0_f64; items.len()]);
    let changed = scores.rows.iter().enumerate().filter(|(left, _)| scores.unchanged.partner(*left).is_none());
    for (left, row) in changed {
        for &(right, score) in row {
            let evidence = evidence(features, lexicon, left, right);
            if evidence < MUTUAL.2 || score < MUTUAL.0 {
                continue;
            }
            best.left[left] = best.left[left].max(score);
            best.right[right] = best.right[right].max(score);
            if raises(Side::Left, left) && raises(Side::Right, right) {
                weighed.push((left, right, score, evidence));
            }
        }
    }
    let judged = weighed.into_iter().filter_map(|(left, right, score, evidence)| {
        let (one, two) = (score / best.left[left], score / best.right[right]);
        let (both, either) = (one.min(two), one.max(two));
        let reaches = |tier: (f64, f64, f64), share: f64| score >= tier.0 && share >= tier.1 && evidence >= tier.2;
        let tie = if reaches(SAME, both) {
            Tie::Same
        } else if [RELATED, MUTUAL, CLEAR].iter().any(|&tier| reaches(tier, both))
            || (reaches(RICH, either) && both >= LOST)
        {
            Tie::Related
        } else {
            return None;
        };
        let confidence = Bond::confidence(score, if tie == Tie::Same { SAME.0 } else { RELATED.0 });
        Some(Scored { left: sentence(Side::Left, left), right: sentence(Side::Right, right), confidence, tie })
    });
    judged.collect()
}

/// Keeps the surest bonds of each sentence: in a long text of one theme everything is like everything.
fn strongest(mut bonds: Vec<Scored>, texts: &Sides<Text>) -> Vec<Scored> {
    let mut counts = Sides::new(vec![0; texts.left.sentences.len()], vec![0; texts.right.sentences.len()]);
    bonds
        .sort_unstable_by(|a, b| b.confidence.total_cmp(&a.confidence).then((a.left, a.right).cmp(&(b.left, b.right))));
    let mut known = BTreeSet::new();
    bonds.retain(|bond| known.insert((bond.left, bond.right)));
    bonds.retain(|bond| {
        let room = counts.left[bond.left] < KEPT && counts.right[bond.right] < KEPT;
        counts.left[bond.left] += usize::from(room);
        counts.right[bond.right] += usize::from(room);
        room
    });
    bonds
}
