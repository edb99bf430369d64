//! How far the changes are safe: which of them are not known to be on disk.

use crate::domain::Change;

/// How far the changes are safe.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Saving {
    /// Number of the newest change.
    given: u64,
    /// Changes that are not known to be on disk.
    unsafe_yet: Vec<(u64, Change)>,
    /// Why the last one is not.
    pub(crate) failed: Option<String>,
}

impl Saving {
    /// Takes note of a change that is to be saved; its number.
    pub(crate) fn give(&mut self, change: Change) -> u64 {
        self.given += 1;
        self.unsafe_yet.push((self.given, change));
        self.given
    }

    /// Changes up to this number are on disk.
    pub(crate) fn saved(&mut self, number: u64) {
        self.unsafe_yet.retain(|(given, _)| *given > number);
        self.failed = None;
    }

    /// Changes that are not known to be on disk, oldest first.
    pub(crate) fn unsafe_changes(&self) -> Vec<Change> {
        self.unsafe_yet.iter().map(|(_, change)| change.clone()).collect()
    }

    /// Whether all changes are on disk.
    #[must_use]
    pub(crate) fn is_safe(&self) -> bool {
        self.failed.is_none() && self.unsafe_yet.is_empty()
    }
}
