//! Changes as values: what was before, what is after; undo and redo follow from them.

use super::{Annotation, AnnotationId, Decision, DecisionId, Dossier, Matter};
use jiff::Timestamp;

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

/// One thing that changed; `None` before means made, `None` after means deleted.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
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
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Edit {
        match self.clone() {
            Edit::Annotation { id, before, after } => Edit::Annotation { id, before: after, after: before },
            Edit::Decision { id, before, after } => Edit::Decision { id, before: after, after: before },
        }
    }

    /// Whether it rules which passages belong together, so that the texts are to be compared anew.
    #[must_use]
    pub fn is_about_passages(&self) -> bool {
        let Edit::Decision { before, after, .. } = self else { return false };
        let about = |decision: &Decision| matches!(decision.matter, Matter::Passages { .. });
        before.as_deref().is_some_and(about) || after.as_deref().is_some_and(about)
    }

    /// Whether both concern the same annotation or decision.
    #[must_use]
    pub fn same_subject(&self, other: &Edit) -> bool {
        match (self, other) {
            (Edit::Annotation { id, .. }, Edit::Annotation { id: that, .. }) => id == that,
            (Edit::Decision { id, .. }, Edit::Decision { id: that, .. }) => id == that,
            _ => false,
        }
    }

    /// Puts the state after the edit into the dossier.
    pub fn apply(&self, dossier: &mut Dossier) {
        match self {
            Edit::Annotation { id, after, .. } => set(&mut dossier.annotations, *id, after.as_deref()),
            Edit::Decision { id, after, .. } => set(&mut dossier.decisions, *id, after.as_deref()),
        }
    }

    /// Whether the dossier is in the state before the edit, so that it can be applied without
    /// overwriting something else.
    #[must_use]
    pub fn fits(&self, dossier: &Dossier) -> bool {
        match self {
            Edit::Annotation { id, before, .. } => dossier.annotations.get(id) == before.as_deref(),
            Edit::Decision { id, before, .. } => dossier.decisions.get(id) == before.as_deref(),
        }
    }
}

fn set<K: Ord, V: Clone>(map: &mut std::collections::BTreeMap<K, V>, key: K, value: Option<&V>) {
    match value {
        Some(value) => map.insert(key, value.clone()),
        None => map.remove(&key),
    };
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
    pub fn forget(&mut self, outside: &[Edit]) {
        let rests = |change: &Change| {
            change.edits.iter().any(|edit| outside.iter().any(|from_outside| from_outside.same_subject(edit)))
        };
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
        journal.forget(&[edit(3)]);
        assert_eq!(labels(&journal), (Some("[2]".into()), Some("[4]".into())));
        journal.forget(&[edit(4), edit(2)]);
        assert_eq!(labels(&journal), (Some("[1]".into()), None));
    }
}
