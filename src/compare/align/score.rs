//! How much two sentences share: a sparse matrix, with support from the neighbours.

use super::features::{Features, Unit};
use crate::domain::Side;

/// Above this many sentences on a side, only the rarest features look for candidates.
const LARGE: usize = 2_000;
/// How many of the rarest features look for candidates in a large text.
const RAREST: usize = 8;
/// How many candidates of a sentence are scored in a large text.
const SCORED: usize = 24;

/// Share of the best neighbour that supports a pair.
const SUPPORT: f64 = 0.3;
/// Added to what a sentence holds, so that one shared concept of a short one does not say all.
const SMOOTHING: f64 = 1.0;
/// Share of the words in the score within one language; the rest is for concepts.
const LEXICAL: f64 = 0.6;

/// The score of every pair that shares something. A score is about 0 to 1.3.
#[derive(Debug, Clone)]
pub(crate) struct Scores {
    /// For each left sentence its pairs, ascending: right sentence and score.
    pub(crate) rows: Vec<Vec<(usize, f64)>>,
    /// The best score of each right sentence.
    pub(crate) best_right: Vec<f64>,
}

impl Scores {
    /// The score of a pair, 0 where nothing is shared.
    pub(crate) fn of(&self, left: usize, right: usize) -> f64 {
        look_up(&self.rows, left, right)
    }

    /// The best score of a left sentence.
    pub(crate) fn best_left(&self, left: usize) -> f64 {
        self.rows[left].iter().map(|pair| pair.1).fold(0.0, f64::max)
    }
}

fn look_up(rows: &[Vec<(usize, f64)>], left: usize, right: usize) -> f64 {
    rows.get(left).map_or(0.0, |row| row.binary_search_by_key(&right, |pair| pair.0).map_or(0.0, |at| row[at].1))
}

/// Scores all pairs that share a feature.
pub(crate) fn scores(features: &Features) -> Scores {
    let totals = |side: Side| -> Vec<(f64, f64)> {
        features.units[side]
            .iter()
            .map(|unit| (weight(features, &unit.lexical), weight(features, &unit.meaning)))
            .collect()
    };
    let (left, right) = (totals(Side::Left), totals(Side::Right));
    let plain: Vec<Vec<(usize, f64)>> = candidates(features)
        .into_iter()
        .enumerate()
        .map(|(l, partners)| {
            let score = |r: usize| similarity(features, l, r, left[l], right[r]);
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
    let mut best_right = vec![0.0_f64; features.units.right.len()];
    for &(r, score) in rows.iter().flatten() {
        best_right[r] = best_right[r].max(score);
    }
    Scores { rows, best_right }
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

fn similarity(features: &Features, l: usize, r: usize, left: (f64, f64), right: (f64, f64)) -> f64 {
    let (a, b) = (&features.units.left[l], &features.units.right[r]);
    let shared = |a: &[u32], b: &[u32]| common(a, b).map(|id| features.all[id as usize].weight).sum::<f64>();
    let part = |shared: f64, a: f64, b: f64| shared / ((a + SMOOTHING) * (b + SMOOTHING)).sqrt();
    let meaning = part(shared(&a.meaning, &b.meaning), left.1, right.1);
    if features.same_language {
        LEXICAL * part(shared(&a.lexical, &b.lexical), left.0, right.0) + (1.0 - LEXICAL) * meaning
    } else {
        meaning
    }
}

/// The numbers that stand in both ascending lists.
pub(crate) fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut other = b.iter().copied().peekable();
    a.iter().copied().filter(move |&id| {
        while other.next_if(|&next| next < id).is_some() {}
        other.peek() == Some(&id)
    })
}

/// For each left sentence, ascending, the right ones that share a feature with it.
fn candidates(features: &Features) -> Vec<Vec<usize>> {
    let large = features.units.left.len().max(features.units.right.len()) > LARGE;
    let cap = if large {
        u32::try_from((features.units.left.len() + features.units.right.len()) / 50).unwrap_or(u32::MAX)
    } else {
        u32::MAX
    };
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); features.all.len()];
    for (r, unit) in features.units.right.iter().enumerate() {
        for &id in unit.lexical.iter().chain(&unit.meaning) {
            if features.all[id as usize].df <= cap {
                postings[id as usize].push(u32::try_from(r).unwrap_or(u32::MAX));
            }
        }
    }
    let mut gathered = vec![0.0_f64; features.units.right.len()];
    features.units.left.iter().map(|unit| gather(features, unit, &postings, &mut gathered, large)).collect()
}

fn gather(features: &Features, unit: &Unit, postings: &[Vec<u32>], gathered: &mut [f64], large: bool) -> Vec<usize> {
    let mut ids: Vec<u32> = unit.lexical.iter().chain(&unit.meaning).copied().collect();
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
            gathered[r] += features.all[id as usize].weight;
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
