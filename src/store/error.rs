//! What can go wrong with a dossier on disk, told so that a person knows what to do next.

use crate::domain::{Change, Edit, Problem, Subject, visible};
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A path as it may be shown: file names come from outside, too.
pub(super) fn shown(path: &Path) -> String {
    visible(&path.display().to_string()).text.replace('\n', "⟦U+000A⟧")
}

/// Any outside text as one line that may be shown.
pub(super) fn line(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let short: String = first.chars().take(300).collect();
    visible(&short).text.into_owned()
}

/// Why a dossier or the library cannot be opened, read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Nothing there.
    #[error("{} is not there; check the path or choose from the library", shown(path))]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A folder without `event.toml`, or no folder at all.
    #[error(
        "{} is not a dossier (a folder with an event.toml); give a dossier's folder or two text files",
        shown(path)
    )]
    NotADossier {
        /// What was given.
        path: PathBuf,
    },
    /// A file that the dossier cannot do without makes no sense.
    #[error("cannot read {}: {}; mend it in an editor or take it from git or a copy", shown(path), line(why))]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A symbolic link where a file or folder of the dossier should be.
    #[error("{} is a symbolic link and could lead out of the dossier; replace it by the file itself", shown(path))]
    Link {
        /// Which.
        path: PathBuf,
    },
    /// A name that would lead out of the dossier.
    #[error("{:?} cannot be the name of a document; use letters, digits, '-', '_' and '.'", line(name))]
    Name {
        /// The name.
        name: String,
    },
    /// A file of an archive that would lead out of the dossier's folder.
    #[error(
        "{:?} leads out of the folder that it is to be unpacked in, so nothing was unpacked; ask who made it",
        line(name)
    )]
    Outside {
        /// Its name there.
        name: String,
    },
    /// Nothing, or more than one thing, of that name in the trash.
    #[error("{:?} names no one dossier in the trash; `diptych trash list` gives their full names", line(name))]
    NotInTrash {
        /// The name asked for.
        name: String,
    },
    /// Something of that name is there already, and is not written over.
    #[error("{} is there already and is not written over; give another name", shown(path))]
    Exists {
        /// What.
        path: PathBuf,
    },
    /// Another program has the dossier open.
    #[error("{} is open in another Diptych ({}); quit that one first", shown(path), line(who))]
    InUse {
        /// Which dossier.
        path: PathBuf,
        /// Which process, of whom.
        who: String,
    },
    /// No sample of that name.
    #[error("there is no sample named {:?}; there are: {}", line(name), names.join(", "))]
    NoSample {
        /// The name asked for.
        name: String,
        /// The names that exist.
        names: Vec<&'static str>,
    },
    /// The system gives no home folder.
    #[error("no home folder is known, so there is no place for the library; give one by --library or DIPTYCH_LIBRARY")]
    NoHome,
    /// A change names a text that the dossier does not hold.
    #[error("the change names a text that is not in the dossier ({text}); keep the text before it")]
    UnknownText {
        /// The text's hash.
        text: String,
    },
    /// The dossier is open for reading only.
    #[error("the dossier is open for reading only: {why}")]
    ReadOnly {
        /// Why.
        why: String,
    },
    /// The disk said no.
    #[error("cannot {doing} {}: {}; {}", shown(path), line(&source.to_string()), advice(source))]
    Disk {
        /// What was being done: `write`, `read`.
        doing: &'static str,
        /// To which file.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

impl StoreError {
    /// Words for a failed operation on a file.
    pub(super) fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::NotFound => StoreError::Missing { path },
            _ => StoreError::Disk { doing, path, source },
        }
    }
}

/// What the person can do about it.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space, then save again",
        io::ErrorKind::PermissionDenied => "check who may read and write there, or save elsewhere",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only; save elsewhere",
        io::ErrorKind::FileTooLarge => "the file is larger than this program reads",
        _ => "try again, or save elsewhere",
    }
}

/// Why a change was not saved as asked. In every case nothing that was saved before is harmed.
#[derive(Debug, Error)]
pub enum SaveError {
    /// The change is in memory only. The keeper holds it and tries again at the next save or
    /// [`retry`](super::Keeper::retry); it must not be handed in a second time.
    #[error("{0}")]
    NotRecorded(#[source] StoreError),
    /// The change is safe in the history; the note's own file still shows the older state and is
    /// written at the next save, [`retry`](super::Keeper::retry) or opening.
    #[error("recorded in the history, but the note's file is not written yet: {0}")]
    NotWritten(#[source] StoreError),
    /// The same thing was changed from outside meanwhile, and what came from outside
    /// stands. Nothing of the change was written.
    #[error("{} changed meanwhile by git or another program; both versions are kept", subjects(outside))]
    Conflict {
        /// What came from outside; apply it to the dossier in memory, and to the journal by
        /// [`forget`](crate::domain::Journal::forget).
        outside: Vec<Edit>,
        /// The analyst's version as a change of its own, under new ids: apply, record and save it
        /// after `outside`. `None` where nothing would be lost. Of the event, a document or the codebook,
        /// it is what the analyst changed, made again on what came from outside.
        rescue: Option<Box<Change>>,
        /// What both changed in the same field: there the analyst's value does not stand.
        told: Vec<Problem>,
    },
    /// The change cannot be saved as it is, and was not kept: read-only, or it quotes an unknown text.
    #[error("{0}")]
    Refused(#[source] StoreError),
}

fn subjects(outside: &[Edit]) -> String {
    match outside {
        [edit] => match edit.subject() {
            Subject::Annotation(_) | Subject::Decision(_) => "the same note was".to_owned(),
            Subject::Readout(_) => "the same document was".to_owned(),
            Subject::Event => "the event was".to_owned(),
            Subject::Codebook => "the codebook was".to_owned(),
        },
        edits => format!("{} of these things were", edits.len()),
    }
}

impl From<crate::domain::written::UnknownText> for StoreError {
    fn from(unknown: crate::domain::written::UnknownText) -> StoreError {
        StoreError::UnknownText { text: unknown.0.as_str().to_owned() }
    }
}
