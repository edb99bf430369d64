//! Topics and substantive statements in one text, nowhere in the other.

use crate::compare::case::{Case, Finding, GRAVE, capitalised, sentences};
use crate::compare::claim::{Claim, Class};
use crate::domain::{Kind, Sides};

/// A topic that the other text never touches weighs so much more than one that it takes up elsewhere.
const NOWHERE: f64 = 0.8;

/// One finding for each claim of substance, or of something agreed.
pub(super) fn find(case: &Case, claims: &[Claim]) -> Vec<Finding> {
    claims.iter().filter_map(|claim| finding(case, claim)).collect()
}

fn finding(case: &Case, claim: &Claim) -> Option<Finding> {
    let (side, other) = (claim.side, claim.side.other());
    let topics = case.topic_words(side, &claim.keys);
    let absent: Vec<String> = claim
        .extent
        .iter()
        .flat_map(|&at| case.topics(side, at))
        .filter(|found| case.is_absent(other, found.concept))
        .map(|found| case.words(side, found))
        .collect();
    let kind = match claim.class {
        Class::Matter => Kind::TopicOmitted,
        Class::Agreed => Kind::Commitment,
        _ => return None,
    };
    let lead = claim.gravity >= GRAVE || (!absent.is_empty() && claim.gravity >= 2.0 && claim.extent.len() >= 2);
    let severity = if claim.class == Class::Agreed || !lead { 2 } else { 3 };
    let what = capitalised(&case.subject(side, &claim.keys));
    let extent = sentences(claim.extent.len());
    let agreed = if claim.class == Class::Agreed { "agreed on according to" } else { "in" };
    let summary = format!("{what}: {agreed} {} ({extent}); not found in {}.", case.name(side), case.name(other));
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = claim.keys.clone();
    let mut finding = Finding::new(kind, severity, evidence, summary);
    finding.extent[side] = claim.extent.clone();
    let confidence = if absent.is_empty() { 0.6 } else { 0.8 };
    #[allow(clippy::cast_precision_loss, reason = "a claim has at most six sentences")]
    let breadth = 0.15 * absent.len().min(4) as f64 + 0.1 * claim.extent.len() as f64;
    let room = (2.0 * case.share(side, &claim.extent)).min(0.8) + 0.6 * case.earliness(side, claim.extent[0]);
    let nowhere = if absent.is_empty() { 0.0 } else { NOWHERE };
    let weight = 0.8 * claim.gravity + breadth + room + nowhere;
    let because = if absent.is_empty() { topics } else { absent.into_iter().take(4).collect() };
    Some(finding.sure(confidence, weight, because).silent_in(other))
}
