//! The same matter on another rung of commitment: *agreed* here, *discussed* there.

use crate::compare::case::{Case, Finding};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::Found;
use crate::domain::{Kind, Side, Sides};

/// Rungs must stand at least this far apart.
const APART: u8 = 3;

/// One finding for each linked pair whose firmest words stand on rungs far apart.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for bond in case.bonds {
        let opens = Some(bond.left) == case.opening.left && Some(bond.right) == case.opening.right;
        let (left, right) = (firmest(case, Side::Left, bond.left), firmest(case, Side::Right, bond.right));
        let (Some((low, l)), Some((high, r))) = (left, right) else { continue };
        if opens || low.abs_diff(high) < APART {
            continue;
        }
        let weight = case.gravity(Side::Left, bond.left).max(case.gravity(Side::Right, bond.right));
        let (l, r) = (case.words(Side::Left, l), case.words(Side::Right, r));
        let summary = format!(
            "On the same matter {} says “{l}”, {} “{r}”: another strength of commitment.",
            case.name(Side::Left),
            case.name(Side::Right)
        );
        let evidence = Sides::new(vec![bond.left], vec![bond.right]);
        let strong = bond.tie == Tie::Same;
        let finding = Finding::new(Kind::Commitment, 2, evidence, summary);
        findings.push(finding.sure(if strong { 0.75 } else { 0.5 }, weight.max(1.0), vec![l, r]));
    }
    findings
}

/// The firmest word of a sentence. *Agreed to explore* is as firm as *explore*: an agreement whose
/// object is weak stands on the lower rung.
fn firmest(case: &Case, side: Side, at: usize) -> Option<(u8, Found)> {
    let sentence = case.sentence(side, at);
    let rungs: Vec<(u8, Found)> =
        sentence.found.iter().filter_map(|found| case.concept(found.concept).rung.map(|rung| (rung, *found))).collect();
    let weakened = |n: usize| {
        rungs
            .get(n + 1)
            .filter(|next| next.1.span.start.saturating_sub(rungs[n].1.span.end) <= 4 && next.0 < rungs[n].0)
    };
    (0..rungs.len())
        .map(|n| weakened(n).map_or(rungs[n], |weak| (weak.0, rungs[n].1)))
        .max_by_key(|(rung, found)| (*rung, std::cmp::Reverse(found.span)))
}
