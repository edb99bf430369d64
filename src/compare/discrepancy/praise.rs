//! Praise, thanks and congratulations that one side alone tells.

use crate::compare::case::{Case, Finding};
use crate::compare::claim::{Claim, Class};
use crate::domain::{Kind, Sides};

/// One finding a side, since many words of thanks are one thing.
pub(super) fn find(case: &Case, claims: &[Claim]) -> Vec<Finding> {
    let praise = claims.iter().filter(|claim| claim.class == Class::Praise);
    praise.map(|claim| finding(case, claim)).collect()
}

fn finding(case: &Case, claim: &Claim) -> Finding {
    let (side, other) = (claim.side, claim.side.other());
    let said = case.sentence(side, claim.keys[0]).speaker.as_ref();
    let who = said.map_or_else(|| "its author".to_owned(), |said| said.words.clone());
    let summary = format!(
        "{} reports praise or thanks from {who} (“{}”); not found in {}.",
        case.title(side),
        case.gist(side, claim.keys[0]),
        case.name(other)
    );
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = claim.keys.clone();
    let mut finding = Finding::new(Kind::Praise, 1, evidence, summary);
    finding.extent[side] = claim.extent.clone();
    finding.sure(0.7, claim.gravity.max(0.5), vec![who]).silent_in(other)
}
