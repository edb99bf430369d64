//! Making a new dossier: whole in a hidden folder first, then under its name in one step.

use super::anchors::Texts;
use super::content::{self, Content};
use super::error::StoreError;
use super::files::Files;
use super::fresh_id;
use super::layout::{self, FOLDERS, GIT_FILES, folder_name};
use super::texts;
use crate::domain::{Dossier, Subject, TextHash};
use std::fs;
use std::path::{Path, PathBuf};

/// What hidden folders of dossiers in the making begin with.
const UNFINISHED: &str = ".new-";

/// Writes a dossier with everything in it into a new folder of the library.
pub(super) fn create(files: &dyn Files, library: &Path, dossier: &Dossier) -> Result<PathBuf, StoreError> {
    let content = all_files(dossier)?;
    make_library(files, library)?;
    let unfinished = library.join(format!("{UNFINISHED}{}", fresh_id()));
    let made = fill(files, &unfinished, &content).and_then(|()| publish(files, library, &unfinished, dossier));
    if made.is_err() {
        // Ours, unfinished, and never seen by anybody.
        let _ = fs::remove_dir_all(&unfinished);
    }
    made
}

/// All files of a dossier, texts first, so that nothing ever names a text that is not there.
fn all_files(dossier: &Dossier) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let mut files = Vec::new();
    for (hash, text) in &dossier.texts {
        let file = texts::file(hash);
        if TextHash::of(text) != *hash {
            return Err(StoreError::Damaged { path: file.into(), why: "its text does not have that hash".to_owned() });
        }
        files.push((file, text.as_bytes().to_vec()));
    }
    let quoted = Texts::new(dossier.texts.clone());
    for (subject, it) in contents(dossier) {
        if let Subject::Readout(id) = &subject
            && !layout::safe(&subject)
        {
            return Err(StoreError::Name { name: id.0.clone() });
        }
        files.push((layout::file_of(&subject), content::bytes(&content::encode(&it, None, &quoted)?)));
    }
    files.extend(GIT_FILES.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    Ok(files)
}

fn contents(dossier: &Dossier) -> Vec<(Subject, Content)> {
    let mut contents = vec![
        (Subject::Codebook, Content::Codebook(Box::new(dossier.codebook.clone()))),
        (Subject::Event, Content::Event(Box::new(dossier.event.clone()))),
    ];
    for readout in &dossier.readouts {
        contents.push((Subject::Readout(readout.id.clone()), Content::Readout(Box::new(readout.clone()))));
    }
    for (id, annotation) in &dossier.annotations {
        contents.push((Subject::Annotation(*id), Content::Annotation(Box::new(annotation.clone()))));
    }
    for (id, decision) in &dossier.decisions {
        contents.push((Subject::Decision(*id), Content::Decision(Box::new(decision.clone()))));
    }
    contents
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
