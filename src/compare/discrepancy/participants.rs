//! Names, titles and delegations that one text alone gives.

use crate::compare::case::{Case, Finding, listed};
use crate::compare::claim::{Claim, Class};
use crate::compare::lexicon::Role;
use crate::domain::{Kind, Side, Sides};

/// Claims about who was there, and names inside linked sentences.
pub(super) fn find(case: &Case, claims: &[Claim]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = claims
        .iter()
        .filter(|claim| claim.class == Class::Participants)
        .map(|claim| finding(case, claim.side, &claim.keys))
        .collect();
    for side in Side::BOTH {
        for (at, _) in case.sentences(side).filter(|(at, _)| !case.is_alone(side, *at)) {
            if !only_here(case, side, at).is_empty() {
                findings.push(finding(case, side, &[at]));
            }
        }
    }
    findings
}

/// Persons whom the other side never names. The two of the event are there even where they say *I* or go
/// by their office.
fn only_here(case: &Case, side: Side, at: usize) -> Vec<String> {
    let persons = case.of_role(side, at, Role::Person);
    let of_event = |concept: usize| case.texts.iter().any(|(_, text)| [text.own, text.other].contains(&Some(concept)));
    let absent =
        persons.into_iter().filter(|found| !of_event(found.concept) && !case.mentions(side.other(), found.concept));
    absent.map(|found| case.concept(found.concept).gloss.clone()).collect()
}

fn finding(case: &Case, side: Side, keys: &[usize]) -> Finding {
    let other = side.other();
    let names: Vec<String> = keys.iter().flat_map(|&at| only_here(case, side, at)).collect();
    let who = if names.is_empty() { format!("“{}”", case.gist(side, keys[0])) } else { listed(&names) };
    let summary = format!("{} names {who}; not found in {}.", case.title(side), case.name(other));
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = keys.to_vec();
    evidence[other] = case.partner(side, keys[0]).into_iter().collect();
    // A delegation is material, one more name is protocol.
    let severity = if names.len() >= 2 { 2 } else { 1 };
    Finding::new(Kind::Participants, severity, evidence, summary).sure(0.8, 1.0, names).silent_in(other)
}
