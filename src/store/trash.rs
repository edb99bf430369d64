//! The library's trash: deleted dossiers, whole, until a person takes them back. It is never emptied by
//! the program.

use super::documents;
use super::error::{StoreError, line};
use super::files::is_folder;
use super::layout::{EVENT, safe_path};
use super::library::{Library, same_folder};
use super::lock;
use super::making::disk;
use super::source::Folder;
use crate::domain::Problem;
use jiff::Timestamp;
use jiff::civil::Date;
use std::fs;
use std::path::{Path, PathBuf};

/// Where deleted dossiers go, inside the library.
const TRASH: &str = ".trash";

/// A deleted dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// Its name in the trash: that of its folder and when it was deleted.
    pub name: String,
    /// The event's title; its name where it cannot be read.
    pub title: String,
    /// The event's local date.
    pub date: Option<Date>,
    /// When it was deleted, where its name tells.
    pub deleted: Option<Timestamp>,
}

impl Library {
    /// Moves a dossier into the library's trash and says where it is now.
    ///
    /// # Errors
    /// Where it is no dossier of this library, another program has it open, or the disk refuses.
    pub fn trash(&self, path: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
        let inside = path.parent().is_some_and(|parent| same_folder(parent, self.path()));
        let Some(name) = path.file_name().filter(|_| inside && is_folder(path) && path.join(EVENT).is_file()) else {
            return Err(StoreError::NotADossier { path: path.to_owned() });
        };
        lock::refuse_in_use(path)?;
        let trash = self.trash_folder();
        let failed = |source| StoreError::Disk { doing: "move to the trash", path: path.to_owned(), source };
        self.files.make_folder(&trash).map_err(failed)?;
        let names = (now.as_millisecond()..).map(|at| trash.join(format!("{}-{at}", name.to_string_lossy())));
        let mut free = names.filter(|target| fs::symlink_metadata(target).is_err());
        let target = free.next().expect("some time is free");
        self.files.rename(path, &target).map_err(failed)?;
        for folder in [trash.as_path(), self.path()] {
            self.files.sync_folder(folder).map_err(failed)?;
        }
        Ok(target)
    }

    /// What lies in the trash, newest first, and what cannot be looked at there.
    #[must_use]
    pub fn trashed(&self) -> (Vec<Trashed>, Vec<Problem>) {
        let (mut trashed, mut problems) = (Vec::new(), Vec::new());
        let entries = match fs::read_dir(self.trash_folder()) {
            Ok(entries) => entries,
            Err(error) => {
                if error.kind() != std::io::ErrorKind::NotFound {
                    let error = StoreError::Disk { doing: "list", path: self.trash_folder(), source: error };
                    problems.push(Problem::new("trash", error.to_string()));
                }
                return (trashed, problems);
            }
        };
        for entry in entries.flatten().filter(|entry| is_folder(&entry.path())) {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let deleted = parts(&name).and_then(|(_, at)| Timestamp::from_millisecond(at).ok());
            match documents::read_event(&Folder(&entry.path())) {
                Ok(file) => {
                    trashed.push(Trashed { name, title: file.event.title, date: file.event.date, deleted });
                }
                Err(error) => {
                    problems.push(Problem::new(line(&name), error.to_string()));
                    trashed.push(Trashed { title: name.clone(), name, date: None, deleted });
                }
            }
        }
        trashed.sort_by(|a, b| b.deleted.cmp(&a.deleted).then_with(|| a.name.cmp(&b.name)));
        (trashed, problems)
    }

    /// Takes a dossier out of the trash, under the name that it had or the next free one, and says where it
    /// is now. It is known by its name in the trash, or by the name that it had, if only one had that.
    ///
    /// # Errors
    /// Where there is none of that name, or several, or the disk refuses.
    pub fn restore(&self, name: &str) -> Result<PathBuf, StoreError> {
        let (trashed, _) = self.trashed();
        let mut called = trashed.iter().filter(|it| parts(&it.name).is_some_and(|(stem, _)| stem == name));
        let only = called.next().filter(|_| called.next().is_none());
        let missing = || StoreError::NotInTrash { name: name.to_owned() };
        let it = trashed.iter().find(|it| it.name == name).or(only).ok_or_else(missing)?;
        let stem = parts(&it.name).map_or(it.name.as_str(), |(stem, _)| stem);
        if !safe_path(stem) || stem.contains('/') {
            return Err(missing());
        }
        let (from, to) = (self.trash_folder().join(&it.name), free(self.path(), stem));
        self.files.rename(&from, &to).map_err(disk("take out of the trash", &from))?;
        for folder in [self.path(), &self.trash_folder()] {
            self.files.sync_folder(folder).map_err(disk("write", folder))?;
        }
        Ok(to)
    }

    fn trash_folder(&self) -> PathBuf {
        self.path().join(TRASH)
    }
}

/// The name that a dossier had, and when it was deleted, in milliseconds since 1970.
fn parts(name: &str) -> Option<(&str, i64)> {
    let (stem, at) = name.rsplit_once('-')?;
    Some((stem, at.parse().ok()?))
}

/// The first free name.
fn free(folder: &Path, name: &str) -> PathBuf {
    let names = (1..).map(|n| if n == 1 { name.to_owned() } else { format!("{name}-{n}") });
    let mut paths = names.map(|name| folder.join(name));
    paths.find(|path| fs::symlink_metadata(path).is_err()).expect("some number is free")
}
