//! A dossier's folder in the making: filled under a hidden name, read back, then given its name in one
//! step. Whatever stops it, nothing half-made ever shows, and nothing that is there is written over.

use super::error::StoreError;
use super::files::Files;
use super::fresh_id;
use super::layout::{FOLDERS, safe_path};
use super::source::{Folder, Source as _};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What hidden folders of dossiers in the making begin with.
pub(super) const UNFINISHED: &str = ".new-";

/// A folder that is not there yet.
pub(super) struct Making<'a> {
    files: &'a dyn Files,
    /// Where it will be.
    parent: PathBuf,
    hidden: PathBuf,
    folders: BTreeSet<PathBuf>,
    written: Vec<(String, String)>,
    done: bool,
}

impl<'a> Making<'a> {
    /// Begins a folder inside another one, which is made where it is missing.
    pub(super) fn begin(files: &'a dyn Files, parent: &Path) -> Result<Making<'a>, StoreError> {
        make_folders(files, parent)?;
        let hidden = parent.join(format!("{UNFINISHED}{}", fresh_id()));
        files.make_folder(&hidden).map_err(disk("make the folder", &hidden))?;
        let (parent, folders) = (parent.to_owned(), BTreeSet::from([hidden.clone()]));
        Ok(Making { files, parent, hidden, folders, written: Vec::new(), done: false })
    }

    /// Makes the folders that every dossier has.
    pub(super) fn dossier(mut self) -> Result<Making<'a>, StoreError> {
        for name in FOLDERS {
            self.folder(&self.hidden.join(name))?;
        }
        Ok(self)
    }

    /// Writes a file. Its name may come from an archive: one that leads out of the folder is refused.
    pub(super) fn add(&mut self, file: &str, bytes: &[u8]) -> Result<(), StoreError> {
        if !safe_path(file) {
            return Err(StoreError::Outside { name: file.to_owned() });
        }
        let path = self.hidden.join(file);
        if let Some(folder) = path.parent().filter(|folder| !self.folders.contains(*folder)) {
            let below: Vec<PathBuf> =
                folder.ancestors().take_while(|it| *it != self.hidden).map(Path::to_owned).collect();
            below.iter().rev().try_for_each(|folder| self.folder(folder))?;
        }
        self.files.write_new(&path, bytes).map_err(disk("write", &path))?;
        self.written.push((file.to_owned(), super::hash(bytes)));
        Ok(())
    }

    /// Writes a file of this folder anew.
    pub(super) fn renew(&mut self, file: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.hidden.join(file);
        self.files.remove(&path).map_err(disk("write", &path))?;
        self.written.retain(|(written, _)| written != file);
        self.add(file, bytes)
    }

    fn folder(&mut self, path: &Path) -> Result<(), StoreError> {
        self.files.make_folder(path).map_err(disk("make the folder", path))?;
        self.folders.insert(path.to_owned());
        Ok(())
    }

    /// The files so far, with their hashes.
    pub(super) fn written(&self) -> &[(String, String)] {
        &self.written
    }

    /// Where its files stand until it has its name.
    pub(super) fn path(&self) -> &Path {
        &self.hidden
    }

    /// Reads everything back and gives the folder the first free name of `name`, `name-2`, ….
    pub(super) fn finish(mut self, name: &str) -> Result<PathBuf, StoreError> {
        self.verify()?;
        for n in 1.. {
            let path = self.parent.join(if n == 1 { name.to_owned() } else { format!("{name}-{n}") });
            if fs::symlink_metadata(&path).is_ok() {
                continue;
            }
            match self.files.rename(&self.hidden, &path) {
                Ok(()) => {
                    self.done = true;
                    self.files.sync_folder(&self.parent).map_err(disk("write", &self.parent))?;
                    return Ok(path);
                }
                // Somebody else took the name between the look and the step.
                Err(_) if fs::symlink_metadata(&path).is_ok() => {}
                Err(source) => return Err(StoreError::Disk { doing: "make", path, source }),
            }
        }
        unreachable!("some number is free")
    }

    fn verify(&self) -> Result<(), StoreError> {
        for path in &self.folders {
            self.files.sync_folder(path).map_err(disk("write", path))?;
        }
        for (file, hash) in &self.written {
            let there = Folder(&self.hidden).read(file)?.map(|bytes| super::hash(&bytes));
            if there.as_ref() != Some(hash) {
                let why = "what was written is not what is read back; the disk may be failing".to_owned();
                return Err(StoreError::Damaged { path: self.hidden.join(file), why });
            }
        }
        Ok(())
    }
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        if !self.done {
            // Ours, unfinished, and never seen by anybody.
            let _ = fs::remove_dir_all(&self.hidden);
        }
    }
}

/// A folder and those above it, for the owner only.
pub(super) fn make_folders(files: &dyn Files, folder: &Path) -> Result<(), StoreError> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|path| !path.exists()).collect();
    // A relative path ends in an empty one, which stands for the current folder.
    for path in missing.into_iter().rev().filter(|path| !path.as_os_str().is_empty()) {
        files.make_folder(path).map_err(disk("make the folder", path))?;
    }
    Ok(())
}

pub(super) fn disk(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Disk { doing, path, source }
}
