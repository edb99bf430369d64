//! How much two sentences share: a sparse matrix, with support from the neighbours.

use super::super::lexicon::{Lexicon, Role, is_party};
use super::super::speaker::Voice;
use super::features::{Features, Unit};
use crate::domain::Side;

/// Above this many sentences on a side, only the rarest features look for candidates.
const LARGE: usize = 250;
/// In a large text a feature of at most so many sentences looks for candidates, or of a fiftieth of all.
const COMMON: u32 = 40;
/// How many of the rarest features look for candidates in a large text.
const RAREST: usize = 8;
/// How many candidates of a sentence are scored in a large text.
const SCORED: usize = 24;

/// Share of the best neighbour that supports a pair.
const SUPPORT: f64 = 0.3;
/// Added to what a sentence holds, so that one shared concept of a short one does not say all.
const SMOOTHING: f64 = 0.5;
/// What one person said is rarely what another did.
const OTHER_VOICE: f64 = 0.8;
/// What a broader or narrower concept counts, and what where one of them is only a party to the event.
const KIN: f64 = 0.6;
const PARTY: f64 = 0.2;
/// What other words for one matter count.
const FAMILY: f64 = 0.5;
/// What a matter beside it under one broader concept counts.
const BESIDE: f64 = 0.4;
/// What a contrasting term counts: it speaks of the same matter.
const CONTRAST: f64 = 0.6;
/// What the senses of everyday words add across languages, and within one language where the words differ.
const SENSES: f64 = 0.6;
/// Share of the words in the score within one language; the rest is for concepts.
const LEXICAL: f64 = 0.6;

/// The score of every pair that shares something. A score is about 0 to 1.3.
#[derive(Debug, Clone)]
pub(crate) struct Scores {
    /// For each left sentence its pairs, ascending: right sentence and score.
    pub(crate) rows: Vec<Vec<(usize, f64)>>,
}

impl Scores {
    /// The score of a pair, 0 where nothing is shared.
    pub(crate) fn of(&self, left: usize, right: usize) -> f64 {
        look_up(&self.rows, left, right)
    }
}

fn look_up(rows: &[Vec<(usize, f64)>], left: usize, right: usize) -> f64 {
    rows.get(left).map_or(0.0, |row| row.binary_search_by_key(&right, |pair| pair.0).map_or(0.0, |at| row[at].1))
}

/// What a sentence holds in all.
#[derive(Debug, Clone, Copy)]
struct Totals {
    lexical: f64,
    meaning: f64,
    senses: f64,
}

/// Scores all pairs that share a feature.
pub(crate) fn scores(features: &Features, lexicon: &Lexicon) -> Scores {
    let totals = |side: Side| -> Vec<Totals> {
        let total = |unit: &Unit| Totals {
            lexical: weight(features, &unit.lexical),
            meaning: weight(features, &unit.meaning),
            senses: weight(features, &unit.senses),
        };
        features.units[side].iter().map(total).collect()
    };
    let (left, right) = (totals(Side::Left), totals(Side::Right));
    let plain: Vec<Vec<(usize, f64)>> = candidates(features)
        .into_iter()
        .enumerate()
        .map(|(l, partners)| {
            let score = |r: usize| similarity(features, lexicon, l, r, left[l], right[r]);
            let mut row: Vec<(usize, f64)> = partners.into_iter().map(|r| (r, score(r))).collect();
            row.retain(|pair| pair.1 > 0.02);
            row
        })
        .collect();
    let rows: Vec<Vec<(usize, f64)>> = plain
        .iter()
        .enumerate()
        .map(|(l, row)| row.iter().map(|&(r, score)| (r, score + SUPPORT * best_neighbour(&plain, l, r))).collect())
        .collect();
    Scores { rows }
}

/// The best of the eight pairs around this one.
fn best_neighbour(plain: &[Vec<(usize, f64)>], l: usize, r: usize) -> f64 {
    let mut best = 0.0_f64;
    for left in l.saturating_sub(1)..=l + 1 {
        for right in r.saturating_sub(1)..=r + 1 {
            if (left, right) != (l, r) {
                best = best.max(look_up(plain, left, right));
            }
        }
    }
    best
}

fn weight(features: &Features, ids: &[u32]) -> f64 {
    ids.iter().map(|&id| features.all[id as usize].weight).sum()
}

fn similarity(features: &Features, lexicon: &Lexicon, l: usize, r: usize, left: Totals, right: Totals) -> f64 {
    let (a, b) = (&features.units.left[l], &features.units.right[r]);
    let coverage =
        |mine: &[u32], theirs: &[u32], total: f64| met(features, lexicon, mine, theirs) / (total + SMOOTHING);
    let agree = match (&a.voice, &b.voice) {
        (Some(Voice::Person(_) | Voice::Named(_)), Some(Voice::Person(_) | Voice::Named(_))) if a.voice != b.voice => {
            OTHER_VOICE
        }
        _ => 1.0,
    };
    let meaning = agree
        * (coverage(&a.meaning, &b.meaning, left.meaning) * coverage(&b.meaning, &a.meaning, right.meaning)).sqrt();
    let cosine = |mine: &[u32], theirs: &[u32], left: f64, right: f64| {
        let shared: f64 = common(mine, theirs).map(|id| features.all[id as usize].weight).sum();
        shared / ((left + SMOOTHING) * (right + SMOOTHING)).sqrt()
    };
    if !features.same_language {
        return meaning + agree * SENSES * cosine(&a.senses, &b.senses, left.senses, right.senses);
    }
    let other_words = paraphrased(a, b).map(|id| features.all[id as usize].weight).sum::<f64>();
    let lexical = cosine(&a.lexical, &b.lexical, left.lexical, right.lexical)
        + SENSES * other_words / ((left.lexical + SMOOTHING) * (right.lexical + SMOOTHING)).sqrt();
    agree * LEXICAL * lexical + (1.0 - LEXICAL) * meaning
}

/// The senses that two sentences share in different words: the words themselves meet already where they are the same.
fn paraphrased<'a>(a: &'a Unit, b: &'a Unit) -> impl Iterator<Item = u32> + 'a {
    let has = |unit: &Unit, sense: u32, stem: u32| unit.worded.binary_search(&(sense, stem)).is_ok();
    common(&a.senses, &b.senses)
        .filter(move |&sense| !a.worded.iter().any(|&(known, stem)| known == sense && has(b, sense, stem)))
}

/// How much of what one sentence means the other means too: a narrower, broader or contrasting
/// concept counts in part.
fn met(features: &Features, lexicon: &Lexicon, mine: &[u32], theirs: &[u32]) -> f64 {
    let one = |&id: &u32| {
        let feature = &features.all[id as usize];
        if theirs.binary_search(&id).is_ok() {
            return feature.weight;
        }
        let Some(concept) = feature.concept else { return 0.0 };
        let others = theirs.iter().filter_map(|&other| features.all[other as usize].concept);
        feature.weight * others.map(|other| kinship(features, lexicon, concept, other)).fold(0.0, f64::max)
    };
    mine.iter().map(one).sum()
}

/// How near two different concepts are.
pub(crate) fn kinship(features: &Features, lexicon: &Lexicon, a: usize, b: usize) -> f64 {
    if lexicon.concepts()[a].contrasts.contains(&b) {
        return CONTRAST;
    }
    let sibling = |role: Role| {
        let parent = lexicon.concepts()[a].parent;
        parent.is_some() && parent == lexicon.concepts()[b].parent && lexicon.concepts()[a].role == role
    };
    // Two ways to say that something was talked about, or two steps of an invitation.
    if sibling(Role::Commitment) || sibling(Role::Invitation) {
        return KIN;
    }
    if features.one_family(a, b) {
        return FAMILY;
    }
    if !lexicon.kin(a, b) {
        let (one, two) = (lexicon.root(a), lexicon.root(b));
        let beside = one == two && lexicon.concepts()[a].role == Role::Topic && !is_party(&lexicon.concepts()[one]);
        return if beside { BESIDE } else { 0.0 };
    }
    // A matter of Ukraine is not met by the mere name of Ukraine.
    let party = features.is_party(lexicon, a) || features.is_party(lexicon, b);
    if party { PARTY } else { KIN }
}

/// The numbers that stand in both ascending lists.
pub(crate) fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut other = b.iter().copied().peekable();
    a.iter().copied().filter(move |&id| {
        while other.next_if(|&next| next < id).is_some() {}
        other.peek() == Some(&id)
    })
}

fn all(unit: &Unit) -> impl Iterator<Item = u32> {
    unit.lexical.iter().chain(&unit.meaning).chain(&unit.senses).chain(&unit.bridges).copied()
}

/// For each left sentence, ascending, the right ones that share a feature with it.
fn candidates(features: &Features) -> Vec<Vec<usize>> {
    let large = features.units.left.len().max(features.units.right.len()) > LARGE;
    let cap = if large {
        u32::try_from((features.units.left.len() + features.units.right.len()) / 50).unwrap_or(u32::MAX).max(COMMON)
    } else {
        u32::MAX
    };
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); features.all.len()];
    for (r, unit) in features.units.right.iter().enumerate() {
        for id in all(unit) {
            if features.all[id as usize].df <= cap {
                postings[id as usize].push(u32::try_from(r).unwrap_or(u32::MAX));
            }
        }
    }
    let mut gathered = vec![0.0_f64; features.units.right.len()];
    features.units.left.iter().map(|unit| gather(features, unit, &postings, &mut gathered, large)).collect()
}

fn gather(features: &Features, unit: &Unit, postings: &[Vec<u32>], gathered: &mut [f64], large: bool) -> Vec<usize> {
    let mut ids: Vec<u32> = all(unit).collect();
    if large {
        ids.retain(|&id| !postings[id as usize].is_empty());
        ids.sort_by_key(|&id| (features.all[id as usize].df, id));
        ids.truncate(RAREST);
    }
    let mut touched: Vec<usize> = Vec::new();
    for id in ids {
        for &r in &postings[id as usize] {
            let r = r as usize;
            if gathered[r] == 0.0 {
                touched.push(r);
            }
            gathered[r] += features.all[id as usize].weight.max(0.1);
        }
    }
    let mut partners = touched.clone();
    if large {
        partners.sort_by(|&a, &b| gathered[b].total_cmp(&gathered[a]).then(a.cmp(&b)));
        partners.truncate(SCORED);
    }
    for r in touched {
        gathered[r] = 0.0;
    }
    partners.sort_unstable();
    partners
}
