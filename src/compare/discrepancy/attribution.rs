//! Words put in a speaker's mouth that the other text does not have, or has from another mouth.

use super::case::{Case, Finding, GRAVE, listed};
use super::claim::{Claim, Class};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::Role;
use crate::compare::speaker::Voice;
use crate::domain::{Kind, Side, Sides};

/// Claims of one text about the other side's speaker, and linked sentences with different speakers.
pub(super) fn find(case: &Case, claims: &[Claim]) -> Vec<Finding> {
    let one_sided = claims.iter().filter(|claim| claim.class == Class::Attributed).map(|claim| attributed(case, claim));
    one_sided.chain(other_mouth(case)).collect()
}

fn attributed(case: &Case, claim: &Claim) -> Finding {
    let (side, other) = (claim.side, claim.side.other());
    let who = case.sentence(side, claim.keys[0]).speaker.as_ref().map_or_else(String::new, |said| said.words.clone());
    let topics = case.topic_words(side, &claim.keys);
    let about = if topics.is_empty() { String::new() } else { format!(" on {}", listed(&topics)) };
    let summary = format!(
        "{} has {who} speak{about} (“{}”); not found in {}.",
        case.title(side),
        case.gist(side, claim.keys[0]),
        case.name(other)
    );
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = claim.keys.clone();
    let severity = if claim.gravity >= GRAVE { 3 } else { 2 };
    let mut finding = Finding::new(Kind::Attribution, severity, evidence, summary);
    finding.extent[side] = claim.extent.clone();
    finding.sure(0.75, claim.gravity.max(1.0) + 0.3, [vec![who], topics].concat()).silent_in(other)
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
            left.words,
            case.name(Side::Right),
            right.words
        );
        let evidence = Sides::new(vec![bond.left], vec![bond.right]);
        let finding = Finding::new(Kind::Attribution, 2, evidence, summary);
        findings.push(finding.sure(0.6 * bond.confidence + 0.2, weight, vec![left.words, right.words]));
    }
    findings
}
