//! The open dossier as the disk has it, beside what could not be put on the disk yet.

use crate::app::{Home, What};
use crate::domain::{Change, Dossier, Edit, Journal};
use crate::store::{Access, Keeper, SaveError};

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
}

/// What came of a change.
pub(super) enum Outcome {
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
        Held { keeper, dossier, journal, owed: Vec::new(), clashed: false }
    }

    /// The dossier as it is on the disk.
    pub(super) fn telling(&self) -> What {
        What::Reloaded { dossier: Box::new(self.dossier.clone()), journal: self.journal.clone() }
    }

    pub(super) fn save(&mut self, change: &Change) -> Outcome {
        self.owed.push(change.clone());
        let outcome = self.keeper.save(change);
        self.judge(outcome)
    }

    /// Tries again what is owed.
    pub(super) fn retry(&mut self) -> Outcome {
        if self.owed.is_empty() && self.keeper.is_settled() {
            return Outcome::Nothing;
        }
        let outcome = self.keeper.retry();
        self.judge(outcome)
    }

    /// Takes over what came from outside, and puts beside it what the analyst had written on the same
    /// notes. What is owed and rests on them is given up: `rescue` has its words.
    pub(super) fn take_over(&mut self, outside: &[Edit], rescue: Option<Box<Change>>) -> Outcome {
        let rests = |change: &Change| change.edits.iter().any(|edit| outside.iter().any(|it| it.same_subject(edit)));
        let lost = self.owed.iter().position(rests).unwrap_or(0);
        // Changes before it are on the disk: the keeper works in order.
        let safe: Vec<Change> = self.owed.drain(..lost).collect();
        safe.into_iter().for_each(|change| self.remember(change));
        self.owed.retain(|change| !rests(change));
        outside.iter().for_each(|edit| edit.apply(&mut self.dossier));
        self.journal.forget(outside);
        match rescue {
            Some(rescue) => self.save(&rescue),
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
            Err(SaveError::Conflict { outside, rescue }) => {
                self.clashed = true;
                match self.take_over(&outside, rescue) {
                    Outcome::Nothing | Outcome::Safe => {
                        self.clashed = false;
                        Outcome::Clash
                    }
                    outcome => outcome,
                }
            }
            Err(error @ SaveError::Refused(_)) => {
                self.owed.pop();
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
