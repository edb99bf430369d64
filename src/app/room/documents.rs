//! The documents in the panes: which stand there, and how they keep up with what arrives.

use crate::app::page::Tops;
use crate::app::room::{Cursor, Room};
use crate::domain::{Change, Dossier, Journal, Readout, ReadoutId, Side, TextHash, VersionId};
use crate::review::Sheet;
use std::sync::Arc;

/// The first document of a side that has a text.
pub(super) fn leading(dossier: &Dossier, side: Side) -> Option<VersionId> {
    dossier.sides()[side].iter().filter_map(|id| dossier.newest(id)).find(|version| dossier.has(version))
}

/// What stands in the pane of a side without a text: no version of no document.
pub(super) fn absent() -> VersionId {
    VersionId { readout: ReadoutId(String::new()), text: TextHash::of("") }
}

/// Why a pane is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// Its side has no document yet.
    Document,
    /// The text of its document, of that title, is missing or altered.
    Text(String),
}

impl Room {
    /// Why the pane of a side is empty; `None` where a text stands in it.
    #[must_use]
    pub fn absence(&self, side: Side) -> Option<Absence> {
        if self.shown[side] != absent() {
            return None;
        }
        let first = self.dossier.sides()[side].iter().find_map(|id| self.dossier.readout(id));
        Some(first.map_or(Absence::Document, |readout| Absence::Text(readout.title.clone())))
    }

    /// A side whose pane is empty: then there is nothing to compare.
    #[must_use]
    pub fn empty_side(&self) -> Option<Side> {
        Side::BOTH.into_iter().find(|side| self.absence(*side).is_some())
    }

    /// Takes in what was changed from outside; changes that are not safe yet are made again on it.
    /// Whether the texts must be compared anew: a pane has another one, or what is known of them changed.
    pub fn reload(&mut self, dossier: Dossier, journal: Journal, unsafe_yet: &[Change]) -> bool {
        let before = std::mem::replace(&mut self.dossier, dossier);
        // Those that changes which are not safe yet name are in memory only.
        for (hash, text) in before.texts {
            self.dossier.texts.entry(hash).or_insert(text);
        }
        self.journal = journal;
        for change in unsafe_yet {
            for edit in &change.edits {
                edit.apply(&mut self.dossier);
            }
            self.journal.record(change.clone());
        }
        self.triage();
        let framed = before.event != self.dossier.event || before.readouts != self.dossier.readouts;
        self.follow_documents() || framed
    }

    /// Brings the panes up to the documents as they now are: a new text is shown, and a document that is
    /// gone makes room for its side's leading one, or for nothing. Whether a pane has another text now.
    pub fn follow_documents(&mut self) -> bool {
        let mut changed = false;
        for side in Side::BOTH {
            let here = &self.shown[side];
            let version = self.follows[side].then(|| self.dossier.newest(&here.readout)).flatten();
            let version = version.unwrap_or_else(|| here.clone());
            let stays = self.dossier.has(&version);
            let version = Some(version).filter(|_| stays).or_else(|| leading(&self.dossier, side));
            let version = version.unwrap_or_else(absent);
            if *here != version {
                changed |= self.put(side, &version);
            }
        }
        changed
    }

    /// Puts a version into a pane; whether it has a text.
    pub fn put(&mut self, side: Side, version: &VersionId) -> bool {
        let nothing = (*version == absent()).then(|| Arc::from(""));
        let Some(text) = nothing.or_else(|| self.dossier.text_of(version).cloned()) else { return false };
        self.shown[side] = version.clone();
        self.follows[side] = self.dossier.newest(&version.readout).as_ref() == Some(version);
        self.texts[side] = text;
        self.sheet = Sheet::provisional(self.texts.as_ref().map(|text| &**text));
        self.comparison = None;
        self.visited = None;
        self.topic = None;
        self.triage();
        self.trail.forget(side);
        self.search_again();
        self.stand(self.first_place(side));
        self.arrangement.tops = Tops::default();
        self.revealed = None;
        true
    }

    /// Whether each side has one document, and the panes show those: the comparison is that of the event.
    #[must_use]
    pub fn is_a_pair(&self) -> bool {
        let sides = self.dossier.sides();
        !self.shows_versions() && Side::BOTH.iter().all(|&side| sides[side].len() == 1)
    }

    /// The first passage of a side, or of the other one where this one is empty.
    pub(super) fn first_place(&self, side: Side) -> Cursor {
        let side = if self.absence(side).is_some() { side.other() } else { side };
        Cursor { row: 0, side, position: 0 }
    }

    /// The document in a pane.
    #[must_use]
    pub fn readout(&self, side: Side) -> Option<&Readout> {
        self.dossier.readout(&self.shown[side].readout)
    }

    /// The short name of a side: its party, or left and right.
    #[must_use]
    pub fn label(&self, side: Side) -> String {
        let party = self.dossier.party_of(&self.shown[side].readout);
        party.map_or_else(|| side.name()[..1].to_uppercase(), |party| party.id.0.clone())
    }

    /// Whether the panes show an older and a newer version of one document.
    #[must_use]
    pub fn shows_versions(&self) -> bool {
        let number = |side: Side| self.version(side).map(|(number, _)| number);
        self.shown.left.readout == self.shown.right.readout && number(Side::Left) < number(Side::Right)
    }

    /// Number, from 1, of the version in a pane, and how many there are.
    #[must_use]
    pub fn version(&self, side: Side) -> Option<(usize, usize)> {
        let versions = &self.readout(side)?.versions;
        let at = versions.iter().position(|version| version.sha256 == self.shown[side].text)?;
        Some((at + 1, versions.len()))
    }
}
