//! Changes as values: what was before, what is after; undo and redo follow from them.

use super::{Annotation, AnnotationId, Codebook, Decision, DecisionId, Dossier, Event, Matter, Readout, ReadoutId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a change is new, or takes back or repeats an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Something new.
    Do,
    /// Takes back the newest change that still stands.
    Undo,
    /// Repeats the newest change that was taken back.
    Redo,
}

/// What a change can be about; each has one file in the dossier's folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The event.
    Event,
    /// The codebook.
    Codebook,
    /// A document.
    Readout(ReadoutId),
    /// A note.
    Annotation(AnnotationId),
    /// A ruling.
    Decision(DecisionId),
}

/// One thing that changed; `None` before means made, `None` after means deleted.
///
/// The texts that a readout names are no part of the change: they are immutable, kept under their hash
/// before any change names them, and stay when it is taken back.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The event: its title, date, zone, parties, sides, watch-list.
    Event {
        /// As it was.
        before: Box<Event>,
        /// As it is.
        after: Box<Event>,
    },
    /// The tags.
    Codebook {
        /// As they were.
        before: Box<Codebook>,
        /// As they are.
        after: Box<Codebook>,
    },
    /// A document was added, described otherwise, captured again or removed.
    Readout {
        /// Which.
        id: ReadoutId,
        /// As it was.
        before: Option<Box<Readout>>,
        /// As it is.
        after: Option<Box<Readout>>,
    },
    /// An annotation was made, edited or deleted.
    Annotation {
        /// Which.
        id: AnnotationId,
        /// As it was.
        before: Option<Box<Annotation>>,
        /// As it is.
        after: Option<Box<Annotation>>,
    },
    /// A decision was made, altered or withdrawn.
    Decision {
        /// Which.
        id: DecisionId,
        /// As it was.
        before: Option<Box<Decision>>,
        /// As it is.
        after: Option<Box<Decision>>,
    },
}

impl Edit {
    /// The edits that lead from one state of a dossier to another, documents before notes. Texts are
    /// not compared.
    #[must_use]
    pub fn between(before: &Dossier, after: &Dossier) -> Vec<Edit> {
        let mut edits = Vec::new();
        if before.event != after.event {
            let (before, after) = (Box::new(before.event.clone()), Box::new(after.event.clone()));
            edits.push(Edit::Event { before, after });
        }
        if before.codebook != after.codebook {
            let (before, after) = (Box::new(before.codebook.clone()), Box::new(after.codebook.clone()));
            edits.push(Edit::Codebook { before, after });
        }
        let readouts = |dossier: &Dossier| -> BTreeMap<ReadoutId, Readout> {
            dossier.readouts.iter().map(|readout| (readout.id.clone(), readout.clone())).collect()
        };
        let documents = differences(&readouts(before), &readouts(after));
        edits.extend(documents.into_iter().map(|(id, before, after)| Edit::Readout { id, before, after }));
        let notes = differences(&before.annotations, &after.annotations);
        edits.extend(notes.into_iter().map(|(id, before, after)| Edit::Annotation { id, before, after }));
        let rulings = differences(&before.decisions, &after.decisions);
        edits.extend(rulings.into_iter().map(|(id, before, after)| Edit::Decision { id, before, after }));
        edits
    }

    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Edit::Event { .. } => Subject::Event,
            Edit::Codebook { .. } => Subject::Codebook,
            Edit::Readout { id, .. } => Subject::Readout(id.clone()),
            Edit::Annotation { id, .. } => Subject::Annotation(*id),
            Edit::Decision { id, .. } => Subject::Decision(*id),
        }
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Edit {
        match self.clone() {
            Edit::Event { before, after } => Edit::Event { before: after, after: before },
            Edit::Codebook { before, after } => Edit::Codebook { before: after, after: before },
            Edit::Readout { id, before, after } => Edit::Readout { id, before: after, after: before },
            Edit::Annotation { id, before, after } => Edit::Annotation { id, before: after, after: before },
            Edit::Decision { id, before, after } => Edit::Decision { id, before: after, after: before },
        }
    }

    /// Whether the texts are to be compared anew after it: another document, another frame, or a ruling
    /// on which passages belong together.
    #[must_use]
    pub fn changes_the_comparison(&self) -> bool {
        match self {
            Edit::Event { .. } | Edit::Readout { .. } => true,
            Edit::Codebook { .. } | Edit::Annotation { .. } => false,
            Edit::Decision { before, after, .. } => {
                let about = |decision: &Decision| matches!(decision.matter, Matter::Passages { .. });
                before.as_deref().is_some_and(about) || after.as_deref().is_some_and(about)
            }
        }
    }

    /// Puts the state after the edit into the dossier.
    pub fn apply(&self, dossier: &mut Dossier) {
        match self {
            Edit::Event { after, .. } => dossier.event = (**after).clone(),
            Edit::Codebook { after, .. } => dossier.codebook = (**after).clone(),
            Edit::Readout { id, after, .. } => dossier.put_readout(id, after.as_deref().cloned()),
            Edit::Annotation { id, after, .. } => set(&mut dossier.annotations, *id, after.as_deref()),
            Edit::Decision { id, after, .. } => set(&mut dossier.decisions, *id, after.as_deref()),
        }
    }

    /// Whether the dossier is in the state before the edit, so that it can be applied without
    /// overwriting something else.
    #[must_use]
    pub fn fits(&self, dossier: &Dossier) -> bool {
        match self {
            Edit::Event { before, .. } => dossier.event == **before,
            Edit::Codebook { before, .. } => dossier.codebook == **before,
            Edit::Readout { id, before, .. } => dossier.readout(id) == before.as_deref(),
            Edit::Annotation { id, before, .. } => dossier.annotations.get(id) == before.as_deref(),
            Edit::Decision { id, before, .. } => dossier.decisions.get(id) == before.as_deref(),
        }
    }
}

fn set<K: Ord, V: Clone>(map: &mut BTreeMap<K, V>, key: K, value: Option<&V>) {
    match value {
        Some(value) => map.insert(key, value.clone()),
        None => map.remove(&key),
    };
}

/// What is another in the second map: the key with both states.
type Difference<K, V> = (K, Option<Box<V>>, Option<Box<V>>);

fn differences<K: Ord + Clone, V: PartialEq + Clone>(
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
) -> Vec<Difference<K, V>> {
    let keys: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    let changed = keys.into_iter().filter(|key| before.get(key) != after.get(key));
    let boxed = |value: Option<&V>| value.cloned().map(Box::new);
    changed.map(|key| (key.clone(), boxed(before.get(key)), boxed(after.get(key)))).collect()
}

/// One step of the analyst's work; its edits stand or fall together.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub author: String,
    /// New, undo or redo.
    pub step: Step,
    /// What was done, for the message of undo: `note`, `dismiss`.
    pub label: String,
    /// What changed.
    pub edits: Vec<Edit>,
}

impl Change {
    /// Whether it is about any of these.
    #[must_use]
    pub fn touches(&self, subjects: &BTreeSet<Subject>) -> bool {
        self.edits.iter().any(|edit| subjects.contains(&edit.subject()))
    }
}

/// The changes of a dossier, ready to be taken back or repeated.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Journal {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl Journal {
    /// Takes note of a change in the order in which changes happened; feeding it a whole history
    /// gives the same undo and redo as before the program was closed.
    pub fn record(&mut self, change: Change) {
        match change.step {
            Step::Do => {
                self.undone.clear();
                self.done.push(change);
            }
            Step::Undo => self.undone.extend(self.done.pop()),
            Step::Redo => self.done.extend(self.undone.pop()),
        }
    }

    /// Whether there is something to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to repeat.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes note that something was changed from outside (by git, by an editor): changes that rest
    /// on its older state can be neither taken back nor repeated any more, since that would overwrite
    /// what came from outside.
    pub fn forget(&mut self, outside: &BTreeSet<Subject>) {
        let rests = |change: &Change| change.touches(outside);
        self.done.retain(|change| !rests(change));
        self.undone.retain(|change| !rests(change));
    }

    /// The change that would take back the newest one; recorded by the caller once applied.
    #[must_use]
    pub fn undo(&self, at: Timestamp, author: &str) -> Option<Change> {
        let last = self.done.last()?;
        let edits = last.edits.iter().rev().map(Edit::inverse).collect();
        Some(Change { at, author: author.to_owned(), step: Step::Undo, label: last.label.clone(), edits })
    }

    /// The change that would repeat the newest one taken back.
    #[must_use]
    pub fn redo(&self, at: Timestamp, author: &str) -> Option<Change> {
        let last = self.undone.last()?;
        Some(Change { at, author: author.to_owned(), step: Step::Redo, ..last.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_was_changed_from_outside_is_neither_undone_nor_repeated() {
        let edit = |id| Edit::Decision { id: DecisionId(Uuid::from_u128(id)), before: None, after: None };
        let change = |step, ids: &[u128]| Change {
            at: Timestamp::UNIX_EPOCH,
            author: String::new(),
            step,
            label: format!("{ids:?}"),
            edits: ids.iter().copied().map(edit).collect(),
        };
        let mut journal = Journal::default();
        for ids in [&[1][..], &[2], &[1, 3], &[4]] {
            journal.record(change(Step::Do, ids));
        }
        let undo = journal.undo(Timestamp::UNIX_EPOCH, "").unwrap();
        journal.record(undo);
        let labels = |journal: &Journal| {
            let (undo, redo) = (journal.undo(Timestamp::UNIX_EPOCH, ""), journal.redo(Timestamp::UNIX_EPOCH, ""));
            (undo.map(|it| it.label), redo.map(|it| it.label))
        };
        assert_eq!(labels(&journal), (Some("[1, 3]".into()), Some("[4]".into())));
        journal.forget(&[edit(3).subject()].into());
        assert_eq!(labels(&journal), (Some("[2]".into()), Some("[4]".into())));
        journal.forget(&[edit(4).subject(), edit(2).subject()].into());
        assert_eq!(labels(&journal), (Some("[1]".into()), None));
    }
}
