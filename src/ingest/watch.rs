//! How long work tells its progress and is given up.

use super::error::Wrong;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, Ordering};

/// How far a piece of work has come, in counted steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is counted.
    pub of: Counted,
    /// How many are done.
    pub done: u64,
    /// How many there are, where that is known.
    pub all: Option<u64>,
}

/// What the steps of a piece of work are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Pages of a document.
    Pages,
    /// Kibibytes from the network.
    Kibibytes,
    /// Files of a folder.
    Files,
    /// Rows of a table.
    Rows,
}

/// Tells progress, and says whether to go on.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    cancelled: &'a AtomicBool,
    told: &'a (dyn Fn(Step) + Sync),
}

static NEVER: AtomicBool = AtomicBool::new(false);

impl<'a> Watch<'a> {
    /// Work that `cancelled` ends, and that tells its steps to `told`.
    #[must_use]
    pub fn new(cancelled: &'a AtomicBool, told: &'a (dyn Fn(Step) + Sync)) -> Watch<'a> {
        Watch { cancelled, told }
    }

    /// Work that nobody watches.
    #[must_use]
    pub fn nobody() -> Watch<'static> {
        Watch { cancelled: &NEVER, told: &|_| {} }
    }

    /// Whether the work is to be given up.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Passes on what another process told.
    pub fn tell(&self, step: Step) {
        (self.told)(step);
    }

    /// One more is done.
    pub(super) fn step(&self, of: Counted, done: usize, all: Option<usize>) -> Result<(), Wrong> {
        if self.is_cancelled() {
            return Err(Wrong::Cancelled);
        }
        (self.told)(Step { of, done: done as u64, all: all.map(|all| all as u64) });
        Ok(())
    }
}
