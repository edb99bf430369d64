//! Words put in a speaker's mouth that the other text does not have, or has from another mouth.

use crate::compare::case::{Case, Finding, GRAVE, KEYS};
use crate::compare::claim::{Claim, Class};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::Role;
use crate::compare::prose::{listed, sentences};
use crate::compare::speaker::Voice;
use crate::compare::twins;
use crate::domain::{Kind, Side, Sides};
use std::collections::HashSet;

/// Sentences that share three fifths of their words say the same.
const ALIKE: (usize, usize) = (3, 5);
/// From this weight on what each side's man says on a topic is material.
const WEIGHTY: f64 = 2.0;
/// A text reports its own side where it gives its speaker at least so many sentences, and so many times the other's.
const FEWEST_OWN: usize = 3;
const FAR_MORE: usize = 4;

/// Claims of one text about the other side's speaker, and linked sentences with different speakers.
pub(super) fn find(case: &Case, claims: &[Claim]) -> Vec<Finding> {
    let one_sided = claims.iter().filter(|claim| claim.class == Class::Attributed).map(|claim| attributed(case, claim));
    one_sided.chain(other_mouth(case)).chain(otherwise(case)).chain(own_side(case)).collect()
}

fn attributed(case: &Case, claim: &Claim) -> Finding {
    let (side, other) = (claim.side, claim.side.other());
    let other_voice = case.texts[side].other.map(|person| case.concept(person).gloss.clone());
    let who = other_voice.unwrap_or_default();
    let topics = case.topic_words(side, &claim.keys);
    let absent = case.absent_topics(side, &claim.extent);
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = claim.keys.clone();
    evidence[other] = claim.keys.iter().flat_map(|&at| &case.partners[side][at]).map(|partner| partner.0).collect();
    let silent = evidence[other].is_empty();
    let what = match (silent && !absent.is_empty(), topics.is_empty()) {
        (true, _) => format!(" on {}", listed(&absent[..absent.len().min(KEYS)])),
        (false, false) => format!(" on {}", listed(&topics)),
        (false, true) => format!(", “{}”", case.gist(side, claim.keys[0])),
    };
    let (title, count, there) = (case.title(side), sentences(claim.extent.len()), case.name(other));
    let summary = match silent {
        true => format!("{title} gives words of {who}{what} ({count}); not found in {there}."),
        false => format!("{title} gives words of {who}{what} ({count}); {there} has other words on the matter."),
    };
    let severity = if claim.gravity >= GRAVE { 3 } else { 2 };
    let mut finding = Finding::new(Kind::Attribution, severity, evidence, summary);
    finding.extent[side] = claim.extent.clone();
    let room = (2.0 * case.share(side, &claim.extent)).min(0.8) + 0.6 * case.earliness(side, claim.extent[0]);
    let finding = finding.sure(0.75, 0.8 * claim.gravity.max(1.0) + room, [vec![who], topics].concat());
    if silent { finding.silent_in(other) } else { finding }
}

/// Strongly linked sentences that are said by one side here and by both, or by the other, there.
fn other_mouth(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for bond in case.bonds.iter().filter(|bond| bond.tie == Tie::Same) {
        if Some(bond.left) == case.opening.left || Some(bond.right) == case.opening.right {
            continue;
        }
        let said = Sides::from_fn(|side| {
            let at = if side == Side::Left { bond.left } else { bond.right };
            case.sentence(side, at).speaker.clone()
        });
        let (Some(left), Some(right)) = (said.left, said.right) else { continue };
        let differ = match (&left.voice, &right.voice) {
            (Voice::Person(a), Voice::Person(b)) => a != b,
            (Voice::Both, Voice::Person(_)) | (Voice::Person(_), Voice::Both) => true,
            _ => false,
        };
        let weight = case.gravity(Side::Left, bond.left).max(case.gravity(Side::Right, bond.right));
        // Speech of one and thanks of the other are two halves of one exchange.
        let thanks = case.of_role(Side::Left, bond.left, Role::Speech).len()
            + case.of_role(Side::Right, bond.right, Role::Speech).len()
            > 2;
        if !differ || (thanks && weight < 1.5) {
            continue;
        }
        let summary = format!(
            "{}{} has the words of {}, {} of {}.",
            case.on(Side::Left, bond.left, bond.right),
            case.name(Side::Left),
            case.who(&left),
            case.name(Side::Right),
            case.who(&right)
        );
        let evidence = Sides::new(vec![bond.left], vec![bond.right]);
        let both = left.voice == Voice::Both || right.voice == Voice::Both;
        // Each man's own words on one matter of weight are two positions, and no matter of style.
        let positions = weight >= WEIGHTY && case.matter(Side::Left, bond.left, bond.right).is_some();
        let (kind, severity) = match (both, positions) {
            (true, _) => (Kind::Attribution, 2),
            (false, positions) => (Kind::OwnSideOnly, if positions { 2 } else { 1 }),
        };
        let finding = Finding::new(kind, severity, evidence, summary);
        findings.push(finding.sure(0.6 * bond.confidence + 0.2, weight, vec![left.words.clone(), right.words.clone()]));
    }
    findings
}

/// Each text gives the words of its own speaker, by far the most: told once, of the whole.
fn own_side(case: &Case) -> Option<Finding> {
    let own = Sides::new(case.texts.left.own?, case.texts.right.own?);
    if own.left == own.right {
        return None;
    }
    let said = Sides::from_fn(|side| {
        let persons = case.sentences(side).filter_map(|(at, sentence)| match sentence.speaker.as_ref()?.voice {
            Voice::Person(person) => Some((at, person)),
            _ => None,
        });
        let (mine, others): (Vec<_>, Vec<_>) = persons.partition(|(_, person)| *person == own[side]);
        (mine.into_iter().map(|said| said.0).collect::<Vec<usize>>(), others.len())
    });
    let is_own = |side: Side| said[side].0.len() >= FEWEST_OWN && said[side].0.len() >= FAR_MORE * said[side].1;
    if !Side::BOTH.into_iter().all(is_own) {
        return None;
    }
    let told = |side: Side| {
        let (mine, others) = (said[side].0.len(), said[side].1);
        let who = &case.concept(own[side]).gloss;
        format!("{} gives {who} {mine} of {}", case.name(side), sentences(mine + others))
    };
    let summary = format!(
        "Each text reports its own speaker: of those with a named speaker, {}, {}.",
        told(Side::Left),
        told(Side::Right)
    );
    let because = Side::BOTH.into_iter().map(|side| case.concept(own[side]).gloss.clone()).collect();
    let mut evidence = said.map(|said| said.0);
    for side in Side::BOTH {
        evidence[side].sort_by(|&a, &b| case.gravity(side, b).total_cmp(&case.gravity(side, a)).then(a.cmp(&b)));
    }
    Some(Finding::new(Kind::OwnSideOnly, 1, evidence, summary).sure(0.8, 0.8, because))
}

/// Linked sentences that put one matter in other words, one finding for each sentence with its
/// partners: on red lines here, on peace across the Strait there. General: a kind of its own goes first.
fn otherwise(case: &Case) -> Vec<Finding> {
    let pair = |side: Side, at: usize, there: usize| if side == Side::Left { (at, there) } else { (there, at) };
    let differing = |side: Side, at: usize| -> Vec<usize> {
        let mut there: Vec<usize> = case.partners[side][at].iter().map(|partner| partner.0).collect();
        there.retain(|&there| {
            let (left, right) = pair(side, at, there);
            case.opening[side.other()] != Some(there) && !agree(case, left, right)
        });
        there
    };
    let all = Side::BOTH.into_iter().flat_map(|side| case.sentences(side).map(move |(at, _)| (side, at)));
    let mut groups: Vec<(Side, usize, Vec<usize>)> = all
        .filter(|&(side, at)| case.opening[side] != Some(at))
        .map(|(side, at)| (side, at, differing(side, at)))
        .filter(|group| !group.2.is_empty())
        .collect();
    // Whoever has most partners gathers them, whichever side stands on the left.
    groups.sort_by_key(|(side, at, there)| (std::cmp::Reverse(there.len()), *at, case.sentence(*side, *at).span.end));
    let mut findings: Vec<Finding> = Vec::new();
    let mut done: HashSet<(usize, usize)> = HashSet::new();
    for (side, at, mut there) in groups {
        there.retain(|&there| !done.contains(&pair(side, at, there)));
        there.truncate(KEYS);
        if !there.is_empty() {
            done.extend(there.iter().map(|&there| pair(side, at, there)));
            findings.push(otherwise_of(case, side, at, there));
        }
    }
    findings
}

/// Nearly the same words, or the same topics and nothing but them: nothing is said otherwise. Where neither names
/// a topic, nothing can be told.
fn agree(case: &Case, left: usize, right: usize) -> bool {
    if case.is_verbatim(left, right) {
        return true;
    }
    let words = |side: Side, at: usize| twins::stems(case.sentence(side, at), case.lexicon);
    let (a, b) = (words(Side::Left, left), words(Side::Right, right));
    let alike = twins::shared(&a, &b) * 2 * ALIKE.1 >= (a.len() + b.len()) * ALIKE.0;
    let topics = |side: Side, at: usize| -> HashSet<usize> {
        case.topics(side, at).into_iter().map(|found| found.concept).collect()
    };
    let at = Sides::new(left, right);
    let topics = Sides::from_fn(|side| topics(side, at[side]));
    // A heading or a formula beside a statement is no other account of it.
    let idle = |side: Side, at: usize| case.sentence(side, at).content < 5;
    alike || topics.left == topics.right || Side::BOTH.iter().any(|&s| topics[s].is_empty() && idle(s, at[s]))
}

/// *On fisheries, the one text goes on to quotas, the other has other words.*
fn in_other_words(case: &Case, evidence: &Sides<Vec<usize>>) -> String {
    let topics = Sides::from_fn(|side| case.topic_words(side, &evidence[side]));
    let shared: Vec<String> = topics.left.iter().filter(|topic| topics.right.contains(topic)).cloned().collect();
    let told = |side: Side| {
        let own: Vec<String> = topics[side].iter().filter(|topic| !shared.contains(topic)).cloned().collect();
        let name = match case.speaker(side, evidence[side][0]) {
            Some(who) => format!("{} ({who})", case.name(side)),
            None => case.name(side),
        };
        let what = match (own.is_empty(), shared.is_empty()) {
            (false, true) => format!("speaks of {}", listed(&own)),
            (false, false) => format!("also speaks of {}", listed(&own)),
            (true, true) => format!("has “{}”", case.gist(side, evidence[side][0])),
            (true, false) => "puts it otherwise".to_owned(),
        };
        format!("{name} {what}")
    };
    let (left, right) = (told(Side::Left), told(Side::Right));
    if shared.is_empty() {
        format!("Linked passages differ in words: {left}; {right}.")
    } else {
        format!("On {}, {left}; {right}.", listed(&shared))
    }
}

fn otherwise_of(case: &Case, side: Side, at: usize, there: Vec<usize>) -> Finding {
    let other = side.other();
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = vec![at];
    evidence[other] = there;
    let weight = |side: Side| evidence[side].iter().map(|&at| case.gravity(side, at)).fold(0.0, f64::max);
    let weight = weight(Side::Left).max(weight(Side::Right));
    let summary = in_other_words(case, &evidence);
    let severity = if weight >= GRAVE { 3 } else { 2 };
    let because = case.topic_words(side, &[at]);
    let mut finding =
        Finding::new(Kind::Attribution, severity, evidence, summary).sure(0.5, 0.6 * weight.max(1.0), because);
    // On a grave topic the words are the matter.
    if severity == 3 {
        finding = finding.clone().sure(0.6, weight, finding.because);
    }
    finding.general = true;
    finding
}
