//! Praise, thanks and congratulations that one side alone tells.

use crate::compare::case::{Case, Finding};
use crate::compare::claim::{Claim, Class};
use crate::compare::prose::sentences;
use crate::domain::{Kind, Sides};

/// One finding a side, since many words of thanks are one thing.
pub(super) fn find(case: &Case, claims: &[Claim]) -> Vec<Finding> {
    let praise = claims.iter().filter(|claim| claim.class == Class::Praise);
    praise.map(|claim| finding(case, claim)).collect()
}

fn finding(case: &Case, claim: &Claim) -> Finding {
    let (side, other) = (claim.side, claim.side.other());
    let who = case.speaker(side, claim.keys[0]);
    let from = who.as_ref().map_or_else(String::new, |who| format!(" from {who}"));
    let extent = sentences(claim.extent.len());
    let summary =
        format!("Praise or thanks{from}: in {} ({extent}); not found in {}.", case.name(side), case.name(other));
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = claim.keys.clone();
    let mut finding = Finding::new(Kind::Praise, 1, evidence, summary);
    finding.extent[side] = claim.extent.clone();
    finding.sure(0.7, claim.gravity.max(0.5), who.into_iter().collect()).silent_in(other)
}
