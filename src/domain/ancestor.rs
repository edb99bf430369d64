//! What two copies of an event are both descended from.

use super::{Annotation, AnnotationId, Codebook, Decision, DecisionId, Event, Readout, ReadoutId};
use std::collections::BTreeMap;

/// The newest states that two copies of a dossier have in common, as far as they are known. What is not in
/// it has no known common state.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ancestor {
    /// The event.
    pub event: Option<Event>,
    /// The tags.
    pub codebook: Option<Codebook>,
    /// Documents.
    pub readouts: BTreeMap<ReadoutId, Readout>,
    /// Notes.
    pub annotations: BTreeMap<AnnotationId, Annotation>,
    /// Rulings.
    pub decisions: BTreeMap<DecisionId, Decision>,
}
