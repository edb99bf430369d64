//! Making a new dossier: whole in a hidden folder first, then under its name in one step.

use super::documents;
use super::error::StoreError;
use super::files::Files;
use super::fresh_id;
use super::layout::{FOLDERS, GIT_FILES, Item, folder_name};
use super::notes::{self, Content, Texts};
use crate::domain::Dossier;
use std::fs;
use std::path::{Path, PathBuf};

/// What hidden folders of dossiers in the making begin with.
const UNFINISHED: &str = ".new-";

/// Writes a dossier with everything in it into a new folder of the library.
pub(super) fn create(files: &dyn Files, library: &Path, dossier: &Dossier) -> Result<PathBuf, StoreError> {
    let content = content(dossier)?;
    make_library(files, library)?;
    let unfinished = library.join(format!("{UNFINISHED}{}", fresh_id()));
    let made = fill(files, &unfinished, &content).and_then(|()| publish(files, library, &unfinished, dossier));
    if made.is_err() {
        // Ours, unfinished, and never seen by anybody.
        let _ = fs::remove_dir_all(&unfinished);
    }
    made
}

/// All files of a dossier.
fn content(dossier: &Dossier) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let mut content = documents::files(&dossier.event, &dossier.readouts, &dossier.texts, &dossier.codebook)?;
    let texts = Texts::new(dossier.texts.clone());
    let annotations = dossier.annotations.iter();
    let annotations = annotations.map(|(id, it)| (Item::Annotation(*id), Content::Annotation(Box::new(it.clone()))));
    let decisions = dossier.decisions.iter();
    let decisions = decisions.map(|(id, it)| (Item::Decision(*id), Content::Decision(Box::new(it.clone()))));
    for (item, it) in annotations.chain(decisions) {
        content.push((item.file(), notes::bytes(&notes::encode(&it, None, &texts)?)));
    }
    content.extend(GIT_FILES.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    Ok(content)
}

/// The library's folder and those above it, for the owner only.
fn make_library(files: &dyn Files, library: &Path) -> Result<(), StoreError> {
    let missing: Vec<&Path> = library.ancestors().take_while(|path| !path.exists()).collect();
    // A relative path ends in an empty one, which stands for the current folder.
    for path in missing.into_iter().rev().filter(|path| !path.as_os_str().is_empty()) {
        files.make_folder(path).map_err(disk("make the folder", path))?;
    }
    Ok(())
}

fn disk(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Disk { doing, path, source }
}

fn fill(files: &dyn Files, folder: &Path, content: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
    files.make_folder(folder).map_err(disk("make the folder", folder))?;
    for name in FOLDERS {
        let path = folder.join(name);
        files.make_folder(&path).map_err(disk("make the folder", &path))?;
    }
    for (file, bytes) in content {
        let path = folder.join(file);
        files.write_new(&path, bytes).map_err(disk("write", &path))?;
    }
    for path in FOLDERS.iter().map(|name| folder.join(name)).chain([folder.to_owned()]) {
        files.sync_folder(&path).map_err(disk("write", &path))?;
    }
    Ok(())
}

/// Gives the finished folder the first free name.
fn publish(files: &dyn Files, library: &Path, folder: &Path, dossier: &Dossier) -> Result<PathBuf, StoreError> {
    let name = folder_name(dossier.event.date, &dossier.event.title);
    for n in 1.. {
        let path = library.join(if n == 1 { name.clone() } else { format!("{name}-{n}") });
        if fs::symlink_metadata(&path).is_ok() {
            continue;
        }
        match files.rename(folder, &path) {
            Ok(()) => {
                files.sync_folder(library).map_err(disk("write", library))?;
                return Ok(path);
            }
            // Somebody else took the name between the look and the step.
            Err(_) if fs::symlink_metadata(&path).is_ok() => {}
            Err(source) => return Err(StoreError::Disk { doing: "make", path, source }),
        }
    }
    unreachable!("some number is free")
}
