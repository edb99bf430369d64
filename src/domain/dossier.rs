//! One event with everything in it, in memory.

use super::{Annotation, AnnotationId, Codebook, Decision, DecisionId, Event, Party, Readout, ReadoutId, TextHash};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something odd that did not stop the work; told to the analyst.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// What it is about: a file, a document, a passage.
    pub subject: String,
    /// What is odd, and what to do.
    pub message: String,
}

impl Problem {
    /// A problem from its two parts.
    pub fn new(subject: impl Into<String>, message: impl Into<String>) -> Problem {
        Problem { subject: subject.into(), message: message.into() }
    }
}

/// One event with its readouts, texts, annotations, decisions and codebook.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The occasion.
    pub event: Event,
    /// Its documents.
    pub readouts: Vec<Readout>,
    /// All captured texts by hash.
    pub texts: BTreeMap<TextHash, Arc<str>>,
    /// The analyst's notes.
    pub annotations: BTreeMap<AnnotationId, Annotation>,
    /// The analyst's rulings.
    pub decisions: BTreeMap<DecisionId, Decision>,
    /// The tags.
    pub codebook: Codebook,
}

impl Dossier {
    /// The readout of that id.
    #[must_use]
    pub fn readout(&self, id: &ReadoutId) -> Option<&Readout> {
        self.readouts.iter().find(|readout| &readout.id == id)
    }

    /// The newest text of a readout.
    #[must_use]
    pub fn text(&self, id: &ReadoutId) -> Option<&Arc<str>> {
        self.texts.get(&self.readout(id)?.latest()?.sha256)
    }

    /// The party that a readout belongs to.
    #[must_use]
    pub fn party_of(&self, id: &ReadoutId) -> Option<&Party> {
        self.event.party(self.readout(id)?.party.as_ref()?)
    }

    /// Whether any text in it was written anew and may never be quoted.
    #[must_use]
    pub fn has_reconstruction(&self) -> bool {
        self.readouts.iter().any(Readout::is_reconstruction)
    }
}
