//! Two independent accounts: agreement is marked, in grades.

use super::{Word, join, sentences, settle, words};
use crate::compare::comparison::{Mark, Segment};
use crate::compare::lexicon::{Concept, Found, Lexicon, Role};
use crate::compare::quantity::{Quantity, Unit};
use crate::compare::reading::Text;
use crate::domain::{Side, Sides, Span};
use foldhash::{HashMap, HashMapExt, HashSet};

/// No more than this share of a side's words may be marked: more says nothing.
const FULLEST: f64 = 0.75;
/// Rungs of commitment nearer than this are the same strength.
const RUNGS_APART: u8 = 2;

/// A word that stands more often than this in a row begins no run of equal words.
const COMMON: usize = 12;

/// Marks what agrees, and what agrees but for its strength, its term or its figure.
pub(super) fn segments(texts: &Sides<Text>, passages: &Sides<Vec<usize>>, lexicon: &Lexicon) -> Sides<Vec<Segment>> {
    let mut marks: Sides<Vec<Segment>> = Sides::default();
    figures(texts, passages, &mut marks);
    terms(texts, passages, lexicon, &mut marks);
    same_words(texts, passages, lexicon, &mut marks);
    Sides::from_fn(|side| {
        let inside: Vec<Span> = passages[side].iter().map(|&at| texts[side].sentences[at].span).collect();
        let settled = settle(std::mem::take(&mut marks[side]), &inside);
        let thinned = thin_out(settled, inside.iter().map(|span| span.len()).sum());
        join(thinned, texts[side].raw, &inside)
    })
}

/// Drops the least important marks until enough of the text stays plain; a space behind each counts,
/// since neighbours are joined afterwards.
fn thin_out(mut segments: Vec<Segment>, total: usize) -> Vec<Segment> {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths")]
    let most = (total as f64 * FULLEST) as usize;
    let rank = |mark: Mark| Mark::ALL.iter().position(|known| *known == mark);
    let mut marked: usize = segments.iter().map(|segment| segment.span.len() + 1).sum();
    let mut least_first: Vec<usize> = (0..segments.len()).collect();
    least_first.sort_by_key(|&at| {
        std::cmp::Reverse((rank(segments[at].mark), std::cmp::Reverse(segments[at].span.len()), at))
    });
    let mut dropped = vec![false; segments.len()];
    for at in least_first {
        if marked <= most {
            break;
        }
        marked -= segments[at].span.len() + 1;
        dropped[at] = true;
    }
    let mut at = 0;
    segments.retain(|_| {
        at += 1;
        !dropped[at - 1]
    });
    segments
}

fn figures(texts: &Sides<Text>, passages: &Sides<Vec<usize>>, marks: &mut Sides<Vec<Segment>>) {
    let all = Sides::from_fn(|side| {
        sentences(texts, passages, side).flat_map(|sentence| sentence.quantities.clone()).collect::<Vec<Quantity>>()
    });
    let has = |side: Side, quantity: &Quantity| all[side].iter().any(|known| known.equals(quantity));
    for side in Side::BOTH {
        // What has its equal is in conflict with nothing.
        let there = all[side.other()].iter().filter(|other| !has(side, other)).collect::<Vec<&Quantity>>();
        for quantity in &all[side] {
            let equal = all[side.other()].iter().any(|other| quantity.equals(other));
            let conflict = !equal && there.iter().any(|other| is_comparable(quantity, other));
            if equal || conflict {
                let mark = if equal { Mark::SameFigure } else { Mark::FigureConflict };
                marks[side].push(Segment { span: quantity.span, mark });
            }
        }
    }
}

/// Of one measure.
fn is_comparable(quantity: &Quantity, other: &Quantity) -> bool {
    match (&quantity.unit, &other.unit) {
        (Unit::Count(a), Unit::Count(b)) => a == b,
        (Unit::Year, _) => false,
        (a, b) => a == b,
    }
}

fn terms(texts: &Sides<Text>, passages: &Sides<Vec<usize>>, lexicon: &Lexicon, marks: &mut Sides<Vec<Segment>>) {
    let found = Sides::from_fn(|side| {
        sentences(texts, passages, side).flat_map(|sentence| sentence.found.clone()).collect::<Vec<Found>>()
    });
    let known = found.as_ref().map(|found| found.iter().map(|hit| hit.concept).collect::<HashSet<usize>>());
    for side in Side::BOTH {
        for hit in &found[side] {
            let here = &lexicon.concepts()[hit.concept];
            if !is_marked(here) {
                continue;
            }
            let there = &known[side.other()];
            let shared = there.contains(&hit.concept);
            let contrast = here.contrasts.iter().any(|other| there.contains(other) && !known[side].contains(other));
            if shared {
                marks[side].push(Segment { span: hit.span, mark: Mark::SameConcept });
            } else if contrast {
                marks[side].push(Segment { span: hit.span, mark: Mark::OtherStrength });
            }
        }
    }
    rungs(&found, lexicon, marks);
}

/// Concepts whose agreement says something: not names of states, persons or verbs of speech.
fn is_marked(concept: &Concept) -> bool {
    !matches!(concept.role, Role::Actor | Role::Person | Role::Speech | Role::Hedge)
}

/// The firmest word of each side, where they stand on rungs far apart.
fn rungs(found: &Sides<Vec<Found>>, lexicon: &Lexicon, marks: &mut Sides<Vec<Segment>>) {
    let firmest = found.as_ref().map(|found| {
        let rung = |hit: &Found| lexicon.concepts()[hit.concept].rung;
        found
            .iter()
            .filter_map(|hit| rung(hit).map(|rung| (rung, hit.span)))
            .max_by_key(|(rung, span)| (*rung, std::cmp::Reverse(*span)))
    });
    if let (Some(left), Some(right)) = (firmest.left, firmest.right)
        && left.0.abs_diff(right.0) >= RUNGS_APART
    {
        marks.left.push(Segment { span: left.1, mark: Mark::OtherStrength });
        marks.right.push(Segment { span: right.1, mark: Mark::OtherStrength });
    }
}

/// Greedy tiling: the longest runs of equal words, of two or more with one that carries meaning.
fn same_words(texts: &Sides<Text>, passages: &Sides<Vec<usize>>, lexicon: &Lexicon, marks: &mut Sides<Vec<Segment>>) {
    let words = Sides::from_fn(|side| words(texts, passages, side, lexicon));
    let mut tiles = tiles(&words);
    tiles.sort_by_key(|&(l, r, n)| (std::cmp::Reverse(n), l, r));
    let mut used = Sides::new(vec![false; words.left.len()], vec![false; words.right.len()]);
    for (l, r, n) in tiles {
        if used.left[l..l + n].iter().chain(&used.right[r..r + n]).any(|&used| used) {
            continue;
        }
        used.left[l..l + n].fill(true);
        used.right[r..r + n].fill(true);
        marks.left.push(Segment { span: words.left[l].span.cover(words.left[l + n - 1].span), mark: Mark::SameWords });
        marks
            .right
            .push(Segment { span: words.right[r].span.cover(words.right[r + n - 1].span), mark: Mark::SameWords });
    }
}

/// All maximal runs: start on each side and length, trimmed to words that carry meaning at the ends.
fn tiles(words: &Sides<Vec<Word>>) -> Vec<(usize, usize, usize)> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in words.right.iter().enumerate().filter(|(_, word)| word.content) {
        places.entry(word.key.as_str()).or_default().push(at);
    }
    // A word that stands everywhere begins no tile; it may still lie in one.
    places.retain(|_, at| at.len() <= COMMON);
    let equal = |l: usize, r: usize| words.left[l].key == words.right[r].key;
    let mut tiles = Vec::new();
    for l in (0..words.left.len()).filter(|&l| words.left[l].content) {
        for &r in places.get(words.left[l].key.as_str()).map_or(&[][..], Vec::as_slice) {
            let back = (1..=l.min(r)).take_while(|&n| equal(l - n, r - n)).count();
            let ahead = (1..)
                .take_while(|&n| l + n < words.left.len() && r + n < words.right.len() && equal(l + n, r + n))
                .count();
            let length = back + 1 + ahead;
            if length >= 2 {
                tiles.push((l - back, r - back, length));
            }
        }
    }
    tiles.sort_unstable();
    tiles.dedup();
    tiles
}
