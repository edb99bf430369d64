//! A colleague's copy of an event brought into mine: what is only there is added, what one of us changed is
//! taken, and what both changed is told, not resolved in silence.
//!
//! # What happens to a conflict
//!
//! Mine always stands. Of a **note** that both changed, theirs is added beside it as a note of its own, under
//! an id that follows from its words (so that a second merge adds nothing), with `conflicts-with` in its
//! file. Of a **ruling** that both changed, theirs waits: it is told and not taken, since the newest ruling
//! counts. Two people's own rulings on one discrepancy are both kept, as agreement needs them, and told where
//! they differ. Of **documents**, the **event** and **tags**, fields in conflict are told with both values.
//!
//! Nothing is deleted: what the colleague deleted stays and is told. Texts are known by their hash, so a
//! document that both captured under other names is one document. What was unknown here and is known there
//! is taken.
//!
//! Where an older state that both come from is known ([`Ancestor`]), it says who changed a field; without it,
//! any field that differs is a conflict.

mod documents;
mod notes;
mod table;

use crate::domain::{Ancestor, AnnotationId, Dossier, Edit, ReadoutId, Subject, TagId, Text, TextHash};
use std::collections::BTreeMap;

/// What became of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Mine stands; theirs is told here and nowhere else.
    Waits,
    /// Mine stands; theirs is beside it as a note of its own.
    Beside(AnnotationId),
    /// Both stand.
    Both,
    /// Deleted by one of us, kept for the other.
    Kept,
}

/// Something on which the two copies differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about.
    pub subject: Subject,
    /// Its name for a person: a title, the first words of a note.
    pub name: String,
    /// Which field.
    pub field: String,
    /// As it is here.
    pub mine: String,
    /// As it is there.
    pub theirs: String,
    /// What became of theirs.
    pub fate: Fate,
}

/// A merge, not yet done.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// My event with what was taken from theirs.
    pub dossier: Dossier,
    /// The texts that came with it; to be kept before the edits are saved.
    pub texts: Vec<TextHash>,
    /// What was added or changed, for a person.
    pub taken: Vec<String>,
    /// What needs a person's eyes.
    pub conflicts: Vec<Conflict>,
    /// Whether the two copies have a text in common. If not, these are two events.
    pub related: bool,
}

impl Merged {
    /// The edits that lead from mine to the merged event, to be done as one change.
    #[must_use]
    pub fn edits(&self, mine: &Dossier) -> Vec<Edit> {
        Edit::between(mine, &self.dossier)
    }

    /// The texts that came with it.
    pub fn new_texts(&self) -> impl Iterator<Item = Text> + '_ {
        self.texts.iter().filter_map(|hash| self.dossier.texts.get(hash)).map(|text| Text::new(text.clone()))
    }
}

/// Brings a colleague's copy of an event into mine. Nothing is changed by it; see [`Merged::edits`].
#[must_use]
pub fn merge(mine: &Dossier, theirs: &Dossier, ancestor: &Ancestor) -> Merged {
    let related = theirs.texts.keys().any(|hash| mine.texts.contains_key(hash));
    let mut merged =
        Merged { dossier: mine.clone(), texts: Vec::new(), taken: Vec::new(), conflicts: Vec::new(), related };
    for (hash, text) in &theirs.texts {
        if !mine.texts.contains_key(hash) {
            merged.dossier.texts.insert(hash.clone(), text.clone());
            merged.texts.push(hash.clone());
        }
    }
    let names = documents::readouts(&mut merged, theirs, ancestor);
    documents::event(&mut merged, theirs, ancestor, &names);
    documents::codebook(&mut merged, theirs, ancestor);
    notes::annotations(&mut merged, theirs, ancestor, &names);
    notes::decisions(&mut merged, mine, theirs, ancestor, &names);
    merged
}

/// Under which id each of their documents stands in mine.
type Names = BTreeMap<ReadoutId, ReadoutId>;

fn renamed(id: &ReadoutId, names: &Names) -> ReadoutId {
    names.get(id).unwrap_or(id).clone()
}

/// The first words of a text, on one line.
fn gist(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(60).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}

fn listed(tags: &[TagId]) -> String {
    tags.iter().map(|tag| tag.0.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
