//! How much two sentences share: a sparse matrix, with support from the neighbours.

use super::super::lexicon::{Lexicon, Role, is_party};
use super::super::speaker::Voice;
use super::features::Features;
use super::unchanged::Unchanged;
use super::unit::Unit;
use crate::domain::Side;

/// Above this many sentences on a side, only the rarest features look for candidates.
pub(super) const LARGE: usize = 250;
/// In a large text a feature of at most so many sentences looks for candidates, or of a fiftieth of all.
const COMMON: u32 = 40;
/// A feature of more sentences never does, and all those of one sentence lead to at most so many places: the work
/// grows with the text, not with its square.
const COMMONEST: u32 = 1_000;
const WALKED: usize = 2_000;
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
#[derive(Debug)]
pub(crate) struct Scores {
    /// For each left sentence its pairs, ascending: right sentence and score.
    pub(crate) rows: Vec<Vec<(usize, f64)>>,
    /// What is linked without a score.
    pub(super) unchanged: Unchanged,
}

impl Scores {
    /// The score of a pair, 0 where nothing is shared.
    pub(crate) fn of(&self, left: usize, right: usize) -> f64 {
        let row = self.rows.get(left).map_or(&[][..], Vec::as_slice);
        row.binary_search_by_key(&right, |pair| pair.0).map_or(0.0, |at| row[at].1)
    }
}

/// What a sentence holds in all.
#[derive(Debug, Clone, Copy)]
struct Totals {
    lexical: f64,
    meaning: f64,
    senses: f64,
}

/// Scores all pairs that share a feature; what is unchanged with its counterpart alone.
pub(super) fn scores(features: &Features, unchanged: Unchanged, lexicon: &Lexicon) -> Scores {
    let totals = |side: Side| -> Vec<Totals> {
        let total = |unit: &Unit| Totals {
            lexical: weight(features, unit.lexical()),
            meaning: weight(features, unit.meaning()),
            senses: weight(features, unit.senses()),
        };
        features.units[side].iter().map(total).collect()
    };
    let (left, right) = (totals(Side::Left), totals(Side::Right));
    let mut candidates = Candidates::of(features, &unchanged);
    let plain: Vec<Vec<(usize, f64)>> = (0..features.units.left.len())
        .map(|l| {
            let score = |&r: &usize| (r, similarity(features, lexicon, l, r, left[l], right[r]));
            let mut row: Vec<(usize, f64)> = match unchanged.partner(l) {
                Some(r) => vec![score(&r)],
                None => candidates.of_left(features, l).iter().map(score).collect(),
            };
            row.retain(|pair| pair.1 > 0.02);
            row.shrink_to_fit();
            row
        })
        .collect();
    Scores { rows: supported(plain), unchanged }
}

/// Each score with what the best neighbour adds. In place, with the row before as it was: a long text has no
/// room for all of them twice.
fn supported(mut rows: Vec<Vec<(usize, f64)>>) -> Vec<Vec<(usize, f64)>> {
    let mut before: Vec<(usize, f64)> = Vec::new();
    for l in 0..rows.len() {
        let after = rows.get(l + 1).map_or(&[][..], Vec::as_slice);
        let here = &rows[l];
        let added = |&(r, score): &(usize, f64)| (r, score + SUPPORT * best_neighbour([&before, here, after], r));
        let row = here.iter().map(added).collect();
        before = std::mem::replace(&mut rows[l], row);
    }
    rows
}

/// The best of the eight pairs around this one; `rows` are those before it, its own and the one after it.
fn best_neighbour(rows: [&[(usize, f64)]; 3], r: usize) -> f64 {
    let mut best = 0.0_f64;
    for (n, row) in rows.into_iter().enumerate() {
        let from = row.partition_point(|pair| pair.0 + 1 < r);
        let near = row[from..].iter().take_while(|pair| pair.0 <= r + 1);
        best = near.filter(|pair| n != 1 || pair.0 != r).fold(best, |best, pair| best.max(pair.1));
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
    let agree = match (a.voice(), b.voice()) {
        (Some(one @ (Voice::Person(_) | Voice::Named(_))), Some(two @ (Voice::Person(_) | Voice::Named(_))))
            if one != two =>
        {
            OTHER_VOICE
        }
        _ => 1.0,
    };
    let meaning = agree
        * (coverage(a.meaning(), b.meaning(), left.meaning) * coverage(b.meaning(), a.meaning(), right.meaning)).sqrt();
    let cosine = |mine: &[u32], theirs: &[u32], left: f64, right: f64| {
        let shared: f64 = common(mine, theirs).map(|id| features.all[id as usize].weight).sum();
        shared / ((left + SMOOTHING) * (right + SMOOTHING)).sqrt()
    };
    if !features.same_language {
        return meaning + agree * SENSES * cosine(a.senses(), b.senses(), left.senses, right.senses);
    }
    let other_words = paraphrased(a, b).map(|id| features.all[id as usize].weight).sum::<f64>();
    let lexical = cosine(a.lexical(), b.lexical(), left.lexical, right.lexical)
        + SENSES * other_words / ((left.lexical + SMOOTHING) * (right.lexical + SMOOTHING)).sqrt();
    agree * LEXICAL * lexical + (1.0 - LEXICAL) * meaning
}

/// The senses that two sentences share in different words: the words themselves meet already where they are the same.
fn paraphrased<'a>(a: &'a Unit, b: &'a Unit) -> impl Iterator<Item = u32> + 'a {
    let has = |unit: &Unit, sense: u32, stem: u32| unit.worded().binary_search(&[sense, stem]).is_ok();
    common(a.senses(), b.senses())
        .filter(move |&sense| !a.worded().iter().any(|&[known, stem]| known == sense && has(b, sense, stem)))
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

/// Finds the right sentences that share a feature with a left one.
struct Candidates {
    large: bool,
    /// The right sentences that have a feature and are not unchanged.
    postings: Vec<Vec<u32>>,
    /// What each right sentence shares with the one at hand; zero between two of them.
    gathered: Vec<f64>,
    /// The right sentences that share something with the one at hand.
    touched: Vec<usize>,
}

impl Candidates {
    fn of(features: &Features, unchanged: &Unchanged) -> Candidates {
        let count = features.units.left.len() + features.units.right.len();
        let large = features.units.left.len().max(features.units.right.len()) > LARGE;
        let cap = if large { u32::try_from(count / 50).unwrap_or(u32::MAX).clamp(COMMON, COMMONEST) } else { u32::MAX };
        let mut postings: Vec<Vec<u32>> = vec![Vec::new(); features.all.len()];
        let changed = features.units.right.iter().enumerate().filter(|(r, _)| !unchanged.has_right(*r));
        for (r, unit) in changed {
            for id in unit.all().iter().copied() {
                if features.all[id as usize].df <= cap {
                    postings[id as usize].push(u32::try_from(r).unwrap_or(u32::MAX));
                }
            }
        }
        Candidates { large, postings, gathered: vec![0.0; features.units.right.len()], touched: Vec::new() }
    }

    /// Those of one left sentence, ascending.
    fn of_left(&mut self, features: &Features, left: usize) -> &[usize] {
        let Candidates { large, postings, gathered, touched } = self;
        let mut ids: Vec<u32> = features.units.left[left].all().to_vec();
        if *large {
            ids.retain(|&id| !postings[id as usize].is_empty());
            ids.sort_unstable_by_key(|&id| (features.all[id as usize].df, id));
            ids.truncate(RAREST);
        }
        touched.clear();
        let mut walked = 0;
        for id in ids {
            let places = &postings[id as usize];
            walked += places.len();
            // The rarest come first, so that only the commonest are passed over.
            if *large && walked > WALKED {
                break;
            }
            for &r in places {
                let r = r as usize;
                if gathered[r] == 0.0 {
                    touched.push(r);
                }
                gathered[r] += features.all[id as usize].weight.max(0.1);
            }
        }
        if *large && touched.len() > SCORED {
            let most = |&a: &usize, &b: &usize| gathered[b].total_cmp(&gathered[a]).then(a.cmp(&b));
            touched.select_nth_unstable_by(SCORED - 1, most);
        }
        for &r in touched.iter() {
            gathered[r] = 0.0;
        }
        if *large {
            touched.truncate(SCORED);
        }
        touched.sort_unstable();
        touched
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Document, Frame, reading};
    use crate::domain::{Language, Sides};

    fn features(left: &str, right: &str) -> Features {
        let document = |text| Document { name: "text", language: Language("en".to_owned()), text };
        let documents = Sides::new(document(left), document(right));
        let lexicon = Lexicon::builtin();
        Features::of(&reading::read(&documents, &Frame::default(), lexicon), lexicon)
    }

    #[test]
    fn each_pair_is_supported_by_the_best_around_it_as_that_was_before() {
        let rows = supported(vec![vec![(0, 0.5), (3, 0.1)], vec![(1, 0.25), (2, 0.75)], vec![(2, 0.5)]]);
        let with = |score: f64, best: f64| score + SUPPORT * best;
        let first = vec![(0, with(0.5, 0.25)), (3, with(0.1, 0.75))];
        let second = vec![(1, with(0.25, 0.75)), (2, with(0.75, 0.5))];
        assert_eq!(rows, vec![first, second, vec![(2, with(0.5, 0.75))]]);
    }

    #[test]
    fn what_stands_everywhere_leads_to_nobody_in_a_long_text() {
        let text = |other: &str| {
            let line = |n: usize| format!("They spoke of fisheries{}. ", if n == 200 { other } else { "" });
            (0..300).map(line).collect::<String>()
        };
        let features = features(&text(" in Ulmora"), &text(" near Ulmora"));
        let mut candidates = Candidates::of(&features, &Unchanged::default());
        assert_eq!(candidates.of_left(&features, 200), [200]);
        assert_eq!(candidates.of_left(&features, 7), [0_usize; 0]);
    }
}
