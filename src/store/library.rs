//! The library: the folder of dossiers.

use super::create;
use super::documents;
use super::error::{StoreError, line};
use super::files::{Disk, Files};
use super::layout::{ANNOTATIONS, READOUTS, TEXTS, subject_of};
use super::source::{Folder, Source as _};
use crate::domain::{Dossier, Event, PartyId, Problem, Readout, Sides, Text, TextHash};
use jiff::civil::Date;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of dossiers. It need not exist: it is made with the first dossier.
#[derive(Clone)]
pub struct Library {
    path: PathBuf,
    pub(super) files: Arc<dyn Files>,
}

/// One dossier in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its folder.
    pub path: PathBuf,
    /// The event's title.
    pub title: String,
    /// The event's local date.
    pub date: Option<Date>,
    /// Who speaks.
    pub parties: Vec<PartyId>,
    /// How many documents.
    pub documents: usize,
    /// How many notes.
    pub notes: usize,
}

/// What the library holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The dossiers, newest event first, those without a date last.
    pub entries: Vec<Entry>,
    /// Those that cannot be read, with the reason.
    pub problems: Vec<Problem>,
}

impl Library {
    /// The library in that folder.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Library {
        Library::with(path, Arc::new(Disk))
    }

    /// The library on another disk, for tests of failing ones.
    #[must_use]
    pub fn with(path: impl Into<PathBuf>, files: Arc<dyn Files>) -> Library {
        Library { path: path.into(), files }
    }

    /// Its folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lists the dossiers without reading texts or notes. A damaged dossier is told, not passed over.
    #[must_use]
    pub fn list(&self) -> Listing {
        let mut listing = Listing::default();
        for path in self.folders(&mut listing.problems) {
            let subject = || line(&path.file_name().unwrap_or_default().to_string_lossy());
            match entry(&path) {
                Ok(entry) => listing.entries.push(entry),
                Err(error) => listing.problems.push(Problem::new(subject(), error.to_string())),
            }
        }
        listing.entries.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.title.cmp(&b.title)));
        listing
    }

    /// The folders of its dossiers, sorted, also of those that cannot be read.
    ///
    /// # Errors
    /// Where the library cannot be listed.
    pub fn dossiers(&self) -> Result<Vec<PathBuf>, Problem> {
        let mut problems = Vec::new();
        let folders = self.folders(&mut problems);
        problems.pop().map_or(Ok(folders), Err)
    }

    /// Makes a dossier of everything in `dossier`. A half-made one never appears. Notes saved this way
    /// cannot be taken back after opening; to keep undo, create first and save the note then.
    ///
    /// # Errors
    /// Where the disk refuses, an id cannot be a file's name, or a text is missing.
    pub fn create(&self, dossier: &Dossier) -> Result<PathBuf, StoreError> {
        self.create_of(dossier, &[])
    }

    /// The same, with the bytes that its texts came from, where they are more than the text.
    ///
    /// # Errors
    /// As [`Library::create`].
    pub fn create_of(&self, dossier: &Dossier, texts: &[Text]) -> Result<PathBuf, StoreError> {
        create::create(&*self.files, &self.path, dossier, texts)
    }

    /// The newest event that opens with these two texts, in either order: the same two files give the
    /// same dossier, also after a document was added to it.
    #[must_use]
    pub fn find_by_texts(&self, texts: &Sides<TextHash>) -> Option<PathBuf> {
        let wanted = |event: &Event, readouts: &[Readout]| {
            let has = |ids: &[crate::domain::ReadoutId], text: &TextHash| {
                let first = ids.first().and_then(|id| readouts.iter().find(|readout| readout.id == *id));
                first.is_some_and(|readout| readout.versions.iter().any(|version| version.sha256 == *text))
            };
            let sides = &event.sides;
            (has(&sides.left, &texts.left) && has(&sides.right, &texts.right))
                || (has(&sides.left, &texts.right) && has(&sides.right, &texts.left))
        };
        let holds = |path: &Path, text: &TextHash| path.join(format!("{TEXTS}/{}.txt", text.as_str())).is_file();
        let mut found = Vec::new();
        // A look at two names spares reading every event of a large library.
        for path in self.folders(&mut Vec::new()) {
            if !(holds(&path, &texts.left) && holds(&path, &texts.right)) {
                continue;
            }
            let mut ignored = Vec::new();
            let event = documents::read_event(&Folder(&path));
            let readouts = documents::read_readouts(&Folder(&path), &mut ignored);
            if let (Ok(file), Ok(readouts)) = (event, readouts)
                && wanted(&file.event, &readouts)
            {
                found.push((file.event.date, path));
            }
        }
        found.into_iter().max().map(|(_, path)| path)
    }

    /// The folders that may be dossiers, sorted; those that begin with a dot are none.
    pub(super) fn folders(&self, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
            Err(source) => {
                let error = StoreError::Disk { doing: "list", path: self.path.clone(), source };
                problems.push(Problem::new("library", error.to_string()));
                return Vec::new();
            }
        };
        let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let mut folders: Vec<PathBuf> = entries
            .flatten()
            .filter(|entry| !hidden(&entry.file_name()) && entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .map(|entry| entry.path())
            .collect();
        folders.sort_unstable();
        folders
    }
}

fn entry(path: &Path) -> Result<Entry, StoreError> {
    let source = Folder(path);
    let event = documents::read_event(&source)?.event;
    let documents = source.names(READOUTS)?.iter().filter(|name| name.ends_with(".toml")).count();
    let notes = source.names(ANNOTATIONS)?;
    let notes = notes.iter().filter(|name| subject_of(&format!("{ANNOTATIONS}/{name}")).is_some()).count();
    let parties = event.parties.iter().map(|party| party.id.clone()).collect();
    Ok(Entry { path: path.to_owned(), title: event.title, date: event.date, parties, documents, notes })
}

pub(super) fn same_folder(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Library").field("path", &self.path).finish_non_exhaustive()
    }
}
