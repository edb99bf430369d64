//! A condition that one text alone attaches to a matter that both report.

use crate::compare::case::{Case, Finding};
use crate::domain::{Kind, Side, Sides};

const CONDITIONS: [&str; 2] = ["conditional", "commercial_principles"];

/// One finding for each linked sentence with a condition that its partners do not have.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for side in Side::BOTH {
        for (at, _) in case.sentences(side).filter(|(at, sentence)| !case.is_alone(side, *at) && !sentence.question) {
            let Some(found) = case.has(side, at, &CONDITIONS) else { continue };
            let other = side.other();
            let Some(partner) = case.partner(side, at) else { continue };
            if case.partners[side][at].iter().any(|there| case.has(other, there.0, &CONDITIONS).is_some()) {
                continue;
            }
            let words = case.words(side, found);
            let summary = format!(
                "{} attaches a condition (“{words}”) to {}; none found in {}.",
                case.title(side),
                case.subject(side, &[at]),
                case.name(other)
            );
            let mut evidence: Sides<Vec<usize>> = Sides::default();
            evidence[side] = vec![at];
            evidence[other] = vec![partner];
            let finding = Finding::new(Kind::Conditionality, 2, evidence, summary);
            findings.push(finding.sure(0.7, case.gravity(side, at).max(1.0), vec![words]).silent_in(other));
        }
    }
    findings
}
