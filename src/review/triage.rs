//! What the program found, with what its readers made of it.

use crate::compare::Comparison;
use crate::domain::{AnnotationId, Decision, Dossier, Matter, Origin, Ruling};
use std::collections::{BTreeMap, HashMap};

/// A discrepancy's place in the analyst's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Triaged {
    /// Index into the comparison's discrepancies; its rank less one.
    pub index: usize,
    /// What was ruled, if anything; nothing where two readers ruled the opposite.
    pub ruling: Option<Ruling>,
    /// Whether two readers ruled the opposite: both rulings stand, and neither counts.
    pub disputed: bool,
    /// The annotation that took it over, if any.
    pub annotation: Option<AnnotationId>,
}

impl Triaged {
    /// Nothing ruled that stands, nothing noted.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ruling.is_none() && self.annotation.is_none()
    }
}

/// Each reader's newest ruling on a discrepancy, in the order of their names.
#[must_use]
pub fn rulings_on<'a>(dossier: &'a Dossier, discrepancy: &str) -> Vec<(&'a str, Ruling)> {
    let on = |decision: &&Decision| matches!(&decision.matter, Matter::Discrepancy { id, .. } if id == discrepancy);
    by_reader(dossier.decisions.values().filter(on)).into_iter().map(|(author, (_, ruling))| (author, ruling)).collect()
}

/// By reader, the newest of some rulings with its time.
type Newest<'a> = BTreeMap<&'a str, (jiff::Timestamp, Ruling)>;

fn by_reader<'a>(decisions: impl Iterator<Item = &'a Decision>) -> Newest<'a> {
    let mut sorted: Vec<&Decision> = decisions.collect();
    sorted.sort_by_key(|decision| (decision.created, decision.id));
    let ruling = |decision: &'a Decision| match &decision.matter {
        Matter::Discrepancy { ruling, .. } => Some((decision.author.as_str(), (decision.created, *ruling))),
        Matter::Passages { .. } => None,
    };
    sorted.into_iter().filter_map(ruling).collect()
}

/// The discrepancies of a comparison in rank order, each with what its readers ruled on it.
#[must_use]
pub fn triage(comparison: &Comparison, dossier: &Dossier) -> Vec<Triaged> {
    let mut decisions: HashMap<&str, Vec<&Decision>> = HashMap::new();
    for decision in dossier.decisions.values() {
        if let Matter::Discrepancy { id, .. } = &decision.matter {
            decisions.entry(id).or_default().push(decision);
        }
    }
    let notes: HashMap<&str, AnnotationId> = dossier
        .annotations
        .values()
        .filter_map(|annotation| match &annotation.origin {
            Origin::Discrepancy { id, .. } => Some((id.as_str(), annotation.id)),
            Origin::Hand => None,
        })
        .collect();
    let triaged = |(index, discrepancy): (usize, &crate::compare::Discrepancy)| {
        let id = discrepancy.id.as_str();
        let readers = by_reader(decisions.get(id).into_iter().flatten().copied());
        let first = readers.values().next().map(|(_, ruling)| *ruling);
        let disputed = readers.values().any(|(_, ruling)| Some(*ruling) != first);
        Triaged { index, ruling: first.filter(|_| !disputed), disputed, annotation: notes.get(id).copied() }
    };
    comparison.discrepancies.iter().enumerate().map(triaged).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Desk;
    use super::*;

    #[test]
    fn opposite_rulings_of_two_readers_both_stand() {
        let mut desk = Desk::new();
        let check = |desk: &Desk, expected: &[(&str, Ruling)]| {
            assert_eq!(rulings_on(&desk.dossier, "one"), expected);
        };
        check(&desk, &[]);
        desk.ruling("ada", "one", Ruling::Accept);
        desk.ruling("ben", "one", Ruling::Dismiss);
        desk.ruling("ben", "two", Ruling::Accept);
        check(&desk, &[("ada", Ruling::Accept), ("ben", Ruling::Dismiss)]);
        // A reader's own newer ruling counts for that reader.
        desk.ruling("ben", "one", Ruling::Accept);
        check(&desk, &[("ada", Ruling::Accept), ("ben", Ruling::Accept)]);
    }
}
