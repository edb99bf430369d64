//! An open dossier on disk: what it was when last seen, and the right to write it.

mod elsewhere;
mod items;
mod open;
mod recover;
mod save;
mod texts;
mod watch;

use super::content;
use super::error::StoreError;
use super::files::{Files, private, replace};
use super::glance::TALLY;
use super::history::History;
use super::layout::LOCAL;
use super::lock::{self, Access};
use crate::domain::written::{self, Texts};
use crate::domain::{Change, Dossier, Draft, Edit, Journal, Problem, Subject, Text};
use items::{Seen, Stamp};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A dossier as it stands after opening.
#[derive(Debug)]
pub struct Opened {
    /// The event with everything in it.
    pub dossier: Dossier,
    /// The analyst's changes, ready to be taken back, as before the program was closed.
    pub journal: Journal,
    /// What was odd, and what was mended.
    pub problems: Vec<Problem>,
    /// Whether it may be written, and why not.
    pub access: Access,
    /// A note that was being written when the program ended.
    pub draft: Option<Draft>,
    /// Where the analyst left it: the row given to [`Keeper::save_place`].
    pub place: Option<usize>,
}

/// What another program changed while the dossier was open.
#[derive(Debug, Clone, PartialEq)]
pub struct Outside {
    /// Changes of notes, rulings, documents, the event or the codebook; apply them to the dossier, and to
    /// the journal by [`Journal::forget`].
    pub edits: Vec<Edit>,
    /// What the analyst had changed and could not be written before it was changed from outside, made
    /// again beside or on it: apply, record and save it after `edits`.
    pub rescue: Option<Box<Change>>,
    /// Whether a text came or went: then [`Keeper::reload`] reads the dossier anew.
    pub texts: bool,
    /// What is odd about the changed files.
    pub problems: Vec<Problem>,
}

/// An open dossier on disk.
///
/// It may be handed to another thread; the lock lasts as long as it lives.
pub struct Keeper {
    root: PathBuf,
    files: Arc<dyn Files>,
    access: Access,
    /// The id of this working copy; empty where there is none (read-only).
    copy: String,
    history: History,
    texts: Texts,
    /// Files of texts as they were last seen on disk.
    stamps: BTreeMap<String, Stamp>,
    /// Texts that were handed in and are not on the disk yet.
    unkept: Vec<Text>,
    /// The files that changes write, as they were last seen on disk.
    seen: BTreeMap<Subject, Seen>,
    /// Handed in, but not in the history yet.
    queue: VecDeque<Change>,
    /// In the history, but not in their files yet.
    pending: BTreeMap<Subject, Option<Value>>,
    /// Files that became unreadable while the dossier was open, so that each is told once.
    odd: BTreeMap<Subject, Option<Stamp>>,
    /// Only because another program has it open may it not be written.
    waits: bool,
    _lock: Option<File>,
}

impl Keeper {
    /// The dossier's folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// Whether changes are saved, and why not.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Whether another program had it open, so that it may only be read, and has ended meanwhile: opening
    /// it again gives the right to write.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.waits && lock::is_free(&self.root)
    }

    /// Whether everything handed in is in the history and in its file.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.unkept.is_empty() && self.queue.is_empty() && self.pending.is_empty()
    }

    /// How many changes were handed in and are not in the history yet.
    #[must_use]
    pub fn unrecorded(&self) -> usize {
        self.queue.len()
    }

    /// Keeps the note being written, so that it is offered again after a crash.
    ///
    /// # Errors
    /// Where the disk refuses, the dossier is read-only, or the note quotes an unknown text.
    pub fn save_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        self.writable()?;
        let bytes = content::bytes(&written::encode_draft(draft, &self.texts)?);
        let path = self.local("draft.json");
        replace(&*self.files, &path, &bytes, &self.copy).map_err(|source| StoreError::Disk {
            doing: "keep the draft in",
            path,
            source,
        })
    }

    /// Forgets the draft: the note was saved, or given up.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn clear_draft(&self) -> Result<(), StoreError> {
        if self.access != Access::ReadWrite {
            return Ok(());
        }
        let path = self.local("draft.json");
        match self.files.remove(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::Disk { doing: "remove the draft", path, source: error })
            }
            _ => Ok(()),
        }
    }

    /// Remembers where the analyst is. Nothing depends on it, so a failure is not told.
    pub fn save_place(&self, place: usize) {
        if self.access == Access::ReadWrite {
            scribble(&self.local("place"), &place.to_string());
        }
    }

    /// Remembers how many discrepancies are open, and how many there are: for the list of the library. Nothing
    /// depends on it, so a failure is not told.
    pub fn save_tally(&self, open: usize, found: usize) {
        if self.access == Access::ReadWrite {
            scribble(&self.local(TALLY), &format!("{open} {found}"));
        }
    }

    fn writable(&self) -> Result<(), StoreError> {
        match &self.access {
            Access::ReadWrite => Ok(()),
            Access::ReadOnly { why } => Err(StoreError::ReadOnly { why: why.clone() }),
        }
    }

    fn local(&self, name: &str) -> PathBuf {
        self.root.join(LOCAL).join(name)
    }

    /// Takes note that files and history agree up to here. Lost in a power cut it does no harm.
    fn settle(&self) {
        if self.pending.is_empty() {
            scribble(&self.local("settled"), &self.history.end().to_string());
        }
    }
}

impl std::fmt::Debug for Keeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keeper").field("root", &self.root).field("access", &self.access).finish_non_exhaustive()
    }
}

/// Writes a small number in place, without waiting for the disk and without following a link.
fn scribble(path: &Path, number: &str) {
    if let Ok(mut file) = private(OpenOptions::new().write(true).create(true).truncate(true)).open(path) {
        let _ = file.write_all(number.as_bytes());
    }
}
