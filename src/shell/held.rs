//! The open dossier as the disk has it, beside what could not be put on the disk yet.

use crate::app::{Home, What};
use crate::domain::{Change, Dossier, Edit, Journal, Problem, Subject, Text};
use crate::store::{Access, Disk, Keeper, Library, SaveError, StoreError};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// An open dossier. `dossier` and `journal` hold what is safe and nothing else, so that they can be
/// told at any time: the program keeps what is not safe yet, and puts it on top.
pub(crate) struct Held {
    /// The right to write it.
    pub(crate) keeper: Keeper,
    dossier: Dossier,
    journal: Journal,
    /// Changes that the keeper has and will try again, oldest first.
    owed: Vec<Change>,
    /// Whether something from outside stands beside a change that is still owed.
    clashed: bool,
    /// What both sides changed, so that the analyst's value does not stand.
    told: Vec<Problem>,
}

/// What came of a change.
pub(crate) enum Outcome {
    /// There was none.
    Nothing,
    /// On the disk.
    Safe,
    /// On the disk, beside what came from outside: the dossier has to be told anew.
    Clash,
    /// Given up.
    Refused(String),
    /// Kept in memory, to be tried again.
    Failed(String),
}

impl Held {
    /// A dossier that was just opened.
    pub(crate) fn new(keeper: Keeper, dossier: Dossier, journal: Journal) -> Held {
        Held { keeper, dossier, journal, owed: Vec::new(), clashed: false, told: Vec::new() }
    }

    /// The dossier as it is on the disk.
    pub(crate) fn telling(&self) -> What {
        What::Reloaded { dossier: Box::new(self.dossier.clone()), journal: self.journal.clone() }
    }

    /// Makes a change safe, and before it the texts that it names.
    pub(crate) fn save(&mut self, change: &Change, texts: &[Text]) -> Outcome {
        for text in texts {
            self.dossier.texts.insert(text.hash(), Arc::clone(&text.words));
            // What the disk refuses the keeper holds, and writes before the change; a reader's change is
            // refused below.
            let _ = self.keeper.keep(text);
        }
        self.owed.push(change.clone());
        let outcome = self.keeper.save(change);
        self.judge(outcome)
    }

    /// Reads the dossier anew, without giving up the right to write it. Only for one of which all is safe:
    /// what is owed would be told as if it were.
    pub(crate) fn reload(&mut self) -> Result<Vec<Problem>, StoreError> {
        let opened = self.keeper.reload(Timestamp::now())?;
        (self.dossier, self.journal) = (opened.dossier, opened.journal);
        Ok(opened.problems)
    }

    /// The dossier with everything that is owed, in a new folder inside another one, open there. Where its
    /// own folder cannot even be read, it is written from memory; undo then begins anew.
    pub(crate) fn elsewhere(&self, folder: &Path) -> Result<Held, StoreError> {
        let now = Timestamp::now();
        let (opened, keeper) = match self.keeper.save_elsewhere(folder, now, Arc::new(Disk)) {
            Ok(saved) => saved,
            Err(error) => {
                let mut whole = self.dossier.clone();
                self.owed.iter().flat_map(|change| &change.edits).for_each(|edit| edit.apply(&mut whole));
                let path = Library::at(folder).create(&whole).map_err(|_| error)?;
                Keeper::open(&path, now)?
            }
        };
        Ok(Held::new(keeper, opened.dossier, opened.journal))
    }

    /// What is to be told of changes that met others from outside.
    pub(crate) fn take_told(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.told)
    }

    /// Tries again what is owed.
    pub(crate) fn retry(&mut self) -> Outcome {
        if self.owed.is_empty() && self.keeper.is_settled() {
            return Outcome::Nothing;
        }
        let outcome = self.keeper.retry();
        self.judge(outcome)
    }

    /// Takes over what came from outside, and puts beside it what the analyst had written on the same
    /// notes. What is owed and rests on them is given up: `rescue` has its words.
    pub(crate) fn take_over(&mut self, outside: &[Edit], rescue: Option<Box<Change>>) -> Outcome {
        let subjects: BTreeSet<Subject> = outside.iter().map(Edit::subject).collect();
        let rests = |change: &Change| change.touches(&subjects);
        let lost = self.owed.iter().position(rests).unwrap_or(0);
        // Changes before it are on the disk: the keeper works in order.
        let safe: Vec<Change> = self.owed.drain(..lost).collect();
        safe.into_iter().for_each(|change| self.remember(change));
        self.owed.retain(|change| !rests(change));
        outside.iter().for_each(|edit| edit.apply(&mut self.dossier));
        self.journal.forget(&subjects);
        match rescue {
            Some(rescue) => self.save(&rescue, &[]),
            None => self.retry(),
        }
    }

    fn judge(&mut self, outcome: Result<(), SaveError>) -> Outcome {
        match outcome {
            Ok(()) => {
                for change in std::mem::take(&mut self.owed) {
                    self.remember(change);
                }
                if std::mem::take(&mut self.clashed) { Outcome::Clash } else { Outcome::Safe }
            }
            Err(SaveError::Conflict { outside, rescue, told }) => {
                self.clashed = true;
                self.told.extend(told);
                match self.take_over(&outside, rescue) {
                    Outcome::Nothing | Outcome::Safe => {
                        self.clashed = false;
                        Outcome::Clash
                    }
                    outcome => outcome,
                }
            }
            Err(error @ SaveError::Refused(_)) => {
                // The first that was not recorded yet; those behind it wait.
                let refused = self.owed.len().saturating_sub(self.keeper.unrecorded() + 1);
                if refused < self.owed.len() {
                    self.owed.remove(refused);
                }
                Outcome::Refused(error.to_string())
            }
            Err(error) => Outcome::Failed(error.to_string()),
        }
    }

    fn remember(&mut self, change: Change) {
        for edit in &change.edits {
            edit.apply(&mut self.dossier);
        }
        self.journal.record(change);
    }
}

/// Where an open dossier lives.
pub(crate) fn home(keeper: &Keeper) -> Home {
    let path = keeper.path().display().to_string();
    match keeper.access() {
        Access::ReadWrite => Home::Saved(path),
        Access::ReadOnly { why } => Home::ReadOnly { path, why: why.clone() },
    }
}
