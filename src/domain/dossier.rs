//! One event with everything in it, in memory.

use super::{
    Annotation, AnnotationId, Codebook, Decision, DecisionId, Edit, Event, Party, PartyId, Readout, ReadoutId, Side,
    Sides, TextHash, VersionId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something odd that did not stop the work; told to the analyst.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// Its documents, in the order of their ids.
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
    /// The dossier of an event to which nothing has come in yet, with the tags that the program proposes.
    #[must_use]
    pub fn of(event: Event) -> Dossier {
        Dossier {
            event,
            readouts: Vec::new(),
            texts: BTreeMap::new(),
            annotations: BTreeMap::new(),
            decisions: BTreeMap::new(),
            codebook: Codebook::default(),
        }
    }

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

    /// The newest version of a readout.
    #[must_use]
    pub fn newest(&self, id: &ReadoutId) -> Option<VersionId> {
        let version = self.readout(id)?.latest()?;
        Some(VersionId { readout: id.clone(), text: version.sha256.clone() })
    }

    /// The text of a version; `None` where it is missing.
    #[must_use]
    pub fn text_of(&self, version: &VersionId) -> Option<&Arc<str>> {
        self.texts.get(&version.text)
    }

    /// Whether the event still has this version, with its text.
    #[must_use]
    pub fn has(&self, version: &VersionId) -> bool {
        let named = self
            .readout(&version.readout)
            .is_some_and(|readout| readout.versions.iter().any(|known| known.sha256 == version.text));
        named && self.text_of(version).is_some()
    }

    /// The documents of each side in order of rank: those that the event lists, then, in the order of their
    /// ids, those that it does not list but whose party speaks on one side only. So two people can each
    /// add a document to their copy of the folder without touching the same file.
    #[must_use]
    pub fn sides(&self) -> Sides<Vec<ReadoutId>> {
        let listed = |id: &ReadoutId| self.event.sides.iter().any(|(_, ids)| ids.contains(id));
        let mut sides = self.event.sides.clone();
        for readout in self.readouts.iter().filter(|readout| !listed(&readout.id)) {
            if let Some(side) = readout.party.as_ref().and_then(|party| self.side_of(party)) {
                sides[side].push(readout.id.clone());
            }
        }
        sides
    }

    /// The one side on which the event lists documents of a party.
    fn side_of(&self, party: &PartyId) -> Option<Side> {
        let speaks = |side: &Side| {
            let readouts = self.event.sides[*side].iter().filter_map(|id| self.readout(id));
            readouts.into_iter().any(|readout| readout.party.as_ref() == Some(party))
        };
        let mut sides = Side::BOTH.into_iter().filter(speaks);
        sides.next().filter(|_| sides.next().is_none())
    }

    /// The edits that add a document to a side. Its text is kept by whoever saves them.
    #[must_use]
    pub fn adding(&self, readout: Readout, side: Side) -> Vec<Edit> {
        let id = readout.id.clone();
        let mut edits = vec![Edit::Readout { id: id.clone(), before: None, after: Some(Box::new(readout)) }];
        let mut with = self.clone();
        edits[0].apply(&mut with);
        if !with.sides()[side].contains(&id) {
            let mut after = self.event.clone();
            after.sides[side].push(id);
            edits.push(Edit::Event { before: Box::new(self.event.clone()), after: Box::new(after) });
        }
        edits
    }

    /// The id, or the next of `id-2`, `id-3`, … that no document of the event has.
    #[must_use]
    pub fn free_id(&self, wanted: &str) -> ReadoutId {
        let mut id = ReadoutId(wanted.to_owned());
        let mut number = 2;
        while self.readout(&id).is_some() {
            id = ReadoutId(format!("{wanted}-{number}"));
            number += 1;
        }
        id
    }

    /// The one side on which a new document plainly stands: that of its party, or of what it translates; that of
    /// another party than all the event's documents is the side that has none yet.
    #[must_use]
    pub fn side_for(&self, readout: &Readout) -> Option<Side> {
        let sides = self.sides();
        let of_party = |side: &Side| {
            let mut documents = sides[*side].iter().filter_map(|id| self.readout(id));
            readout.party.is_some() && documents.any(|other| other.party == readout.party)
        };
        let original = |side: &Side| readout.translates.as_ref().is_some_and(|id| sides[*side].contains(id));
        let mut fitting = Side::BOTH.into_iter().filter(|side| of_party(side) || original(side));
        match (fitting.next(), fitting.next()) {
            (None, _) => {
                let empty = Side::BOTH.into_iter().find(|side| sides[*side].is_empty())?;
                let across: Vec<&Readout> = sides[empty.other()].iter().filter_map(|id| self.readout(id)).collect();
                let foreign = !across.is_empty() && across.iter().all(|other| other.party.is_some());
                (readout.party.is_some() && foreign).then_some(empty)
            }
            (side, None) => side,
            _ => None,
        }
    }

    /// The document that has this text already, in any version.
    #[must_use]
    pub fn holder(&self, text: &TextHash) -> Option<&Readout> {
        self.readouts.iter().find(|readout| readout.versions.iter().any(|version| version.sha256 == *text))
    }

    /// The edits that remove a document. Its texts stay, and so do notes on it.
    #[must_use]
    pub fn removing(&self, id: &ReadoutId) -> Vec<Edit> {
        let Some(readout) = self.readout(id).cloned() else { return Vec::new() };
        let mut edits = Vec::new();
        let mut after = self.event.clone();
        for side in Side::BOTH {
            after.sides[side].retain(|listed| listed != id);
        }
        if after != self.event {
            edits.push(Edit::Event { before: Box::new(self.event.clone()), after: Box::new(after) });
        }
        edits.push(Edit::Readout { id: id.clone(), before: Some(Box::new(readout)), after: None });
        edits
    }

    /// Puts a document in its place, in place of the one of that id, or takes it out (`None`).
    pub fn put_readout(&mut self, id: &ReadoutId, readout: Option<Readout>) {
        let there = self.readouts.iter().position(|readout| readout.id == *id);
        match (there, readout) {
            (Some(at), Some(readout)) => self.readouts[at] = readout,
            (Some(at), None) => {
                self.readouts.remove(at);
            }
            (None, Some(readout)) => {
                let at = self.readouts.partition_point(|other| other.id < *id);
                self.readouts.insert(at, readout);
            }
            (None, None) => {}
        }
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
