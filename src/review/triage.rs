//! What the program found, with what the analyst made of it.

use crate::compare::Comparison;
use crate::domain::{AnnotationId, Dossier, Matter, Origin, Ruling};
use std::collections::HashMap;

/// A discrepancy's place in the analyst's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Triaged {
    /// Index into the comparison's discrepancies; its rank less one.
    pub index: usize,
    /// What was ruled, if anything.
    pub ruling: Option<Ruling>,
    /// The annotation that took it over, if any.
    pub annotation: Option<AnnotationId>,
}

impl Triaged {
    /// Nothing ruled, nothing noted.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ruling.is_none() && self.annotation.is_none()
    }
}

/// The discrepancies of a comparison in rank order, each with the newest ruling on it.
#[must_use]
pub fn triage(comparison: &Comparison, dossier: &Dossier) -> Vec<Triaged> {
    let mut decisions: Vec<_> = dossier.decisions.values().collect();
    decisions.sort_by_key(|decision| (decision.created, decision.id));
    let rulings: HashMap<&str, Ruling> = decisions
        .into_iter()
        .filter_map(|decision| match &decision.matter {
            Matter::Discrepancy { id, ruling, .. } => Some((id.as_str(), *ruling)),
            Matter::Passages { .. } => None,
        })
        .collect();
    let notes: HashMap<&str, AnnotationId> = dossier
        .annotations
        .values()
        .filter_map(|annotation| match &annotation.origin {
            Origin::Discrepancy { id, .. } => Some((id.as_str(), annotation.id)),
            Origin::Hand => None,
        })
        .collect();
    let triaged = |(index, discrepancy): (usize, &crate::compare::Discrepancy)| Triaged {
        index,
        ruling: rulings.get(discrepancy.id.as_str()).copied(),
        annotation: notes.get(discrepancy.id.as_str()).copied(),
    };
    comparison.discrepancies.iter().enumerate().map(triaged).collect()
}
