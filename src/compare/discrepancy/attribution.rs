//! Words put in a speaker's mouth that the other text does not have, or has from another mouth.

use crate::compare::case::{Case, Finding, GRAVE, KEYS, listed, sentences};
use crate::compare::claim::{Claim, Class};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::Role;
use crate::compare::speaker::Voice;
use crate::domain::{Kind, Side, Sides};
use std::collections::HashSet;

/// Sentences that share three fifths of their words say the same.
const ALIKE: (usize, usize) = (3, 5);

/// Claims of one text about the other side's speaker, and linked sentences with different speakers.
pub(super) fn find(case: &Case, claims: &[Claim]) -> Vec<Finding> {
    let one_sided = claims.iter().filter(|claim| claim.class == Class::Attributed).map(|claim| attributed(case, claim));
    one_sided.chain(other_mouth(case)).chain(otherwise(case)).collect()
}

fn attributed(case: &Case, claim: &Claim) -> Finding {
    let (side, other) = (claim.side, claim.side.other());
    let who = case.speaker(side, claim.keys[0]).unwrap_or_default();
    let topics = case.topic_words(side, &claim.keys);
    let absent = case.absent_topics(side, &claim.extent);
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = claim.keys.clone();
    evidence[other] = claim.keys.iter().flat_map(|&at| &case.partners[side][at]).map(|partner| partner.0).collect();
    let silent = evidence[other].is_empty();
    let summary = format!(
        "{who} on {}: in {} ({}); {} {}.",
        if silent && !absent.is_empty() {
            listed(&absent[..absent.len().min(KEYS)])
        } else {
            case.subject(side, &claim.keys)
        },
        case.name(side),
        sentences(claim.extent.len()),
        if silent { "not found in" } else { "other words on the matter in" },
        case.name(other)
    );
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
            "{} ascribes to {} what {} ascribes to {}.",
            case.title(Side::Left),
            case.who(&left),
            case.name(Side::Right),
            case.who(&right)
        );
        let evidence = Sides::new(vec![bond.left], vec![bond.right]);
        let both = left.voice == Voice::Both || right.voice == Voice::Both;
        let (kind, severity) = if both { (Kind::Attribution, 2) } else { (Kind::OwnSideOnly, 1) };
        let finding = Finding::new(kind, severity, evidence, summary);
        findings.push(finding.sure(0.6 * bond.confidence + 0.2, weight, vec![left.words, right.words]));
    }
    findings
}

/// Linked sentences that put one matter in other words, one finding for each sentence with its
/// partners: on red lines here, on peace across the Strait there. General: a kind of its own goes first.
fn otherwise(case: &Case) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut done: HashSet<(usize, usize)> = HashSet::new();
    for side in [Side::Left, Side::Right] {
        for (at, _) in case.sentences(side).filter(|(at, _)| case.opening[side] != Some(*at)) {
            let pair = |there: usize| if side == Side::Left { (at, there) } else { (there, at) };
            let mut there: Vec<usize> = case.partners[side][at].iter().map(|partner| partner.0).collect();
            there.retain(|&there| {
                let opens = case.opening[side.other()] == Some(there);
                let (left, right) = pair(there);
                !opens && !done.contains(&(left, right)) && !agree(case, left, right)
            });
            there.truncate(KEYS);
            if !there.is_empty() {
                done.extend(there.iter().map(|&there| pair(there)));
                findings.push(otherwise_of(case, side, at, there));
            }
        }
    }
    findings
}

/// Nearly the same words, or the same topics and nothing but them: nothing is said otherwise. Where
/// neither names a topic and the link is loose, nothing can be told.
fn agree(case: &Case, left: usize, right: usize) -> bool {
    let words = |side: Side, at: usize| -> HashSet<&str> {
        let tokens = case.sentence(side, at).tokens.iter();
        tokens.filter(|token| !case.lexicon.is_stop(&token.lower)).map(|token| token.stem.as_str()).collect()
    };
    let (a, b) = (words(Side::Left, left), words(Side::Right, right));
    let alike = a.intersection(&b).count() * 2 * ALIKE.1 >= (a.len() + b.len()) * ALIKE.0;
    let topics = |side: Side, at: usize| -> HashSet<usize> {
        case.topics(side, at).into_iter().map(|found| found.concept).collect()
    };
    let same = case.partners.left[left].contains(&(right, Tie::Same));
    let (left, right) = (topics(Side::Left, left), topics(Side::Right, right));
    let vague = left.is_empty() && right.is_empty();
    alike || (left == right && !vague) || (vague && !same)
}

fn otherwise_of(case: &Case, side: Side, at: usize, there: Vec<usize>) -> Finding {
    let other = side.other();
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = vec![at];
    evidence[other] = there;
    let weight = |side: Side| evidence[side].iter().map(|&at| case.gravity(side, at)).fold(0.0, f64::max);
    let weight = weight(Side::Left).max(weight(Side::Right));
    let told = |side: Side| match case.speaker(side, evidence[side][0]) {
        Some(who) => format!("{who} on {} in {}", case.subject(side, &evidence[side]), case.name(side)),
        None => format!("{} in {}", case.subject(side, &evidence[side]), case.name(side)),
    };
    let summary = format!("One matter in other words: {}; {}.", told(Side::Left), told(Side::Right));
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
