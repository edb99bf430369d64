//! A whole dossier elsewhere: every file of it, as a working copy of its own that can still undo.

use super::error::StoreError;
use super::files::Files;
use super::fresh_id;
use super::layout::{HISTORY, LOCAL, TEMPORARY};
use super::making::Making;
use super::source::{Folder, Source as _};
use std::fs;
use std::path::{Path, PathBuf};

/// What of `local/` goes with a copy: the rest belongs to one running program.
const TAKEN: [&str; 4] = ["copy", "settled", "draft.json", "place"];
/// Deeper than anything that a dossier holds.
const DEPTH: usize = 8;

/// The files of a dossier that a copy takes, from its folder, sorted: all but links, temporary files, what
/// belongs to git, and what belongs to one running program.
pub(super) fn list(root: &Path) -> Result<Vec<String>, StoreError> {
    let mut files = Vec::new();
    walk(root, "", &mut files, DEPTH)?;
    files.retain(|file| match file.strip_prefix(LOCAL).and_then(|rest| rest.strip_prefix('/')) {
        Some(name) => TAKEN.contains(&name),
        None => !(file.rsplit('/').next().unwrap_or_default().starts_with('.') && file.ends_with(TEMPORARY)),
    });
    files.sort_unstable();
    Ok(files)
}

fn walk(root: &Path, folder: &str, files: &mut Vec<String>, depth: usize) -> Result<(), StoreError> {
    let path = root.join(folder);
    let entries = fs::read_dir(&path).map_err(StoreError::disk("list", &path))?;
    for entry in entries {
        let entry = entry.map_err(StoreError::disk("list", &path))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let kind = entry.file_type().map_err(StoreError::disk("list", &path))?;
        let file = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if kind.is_file() {
            files.push(file);
        } else if kind.is_dir() && name != ".git" && depth > 0 {
            walk(root, &file, files, depth - 1)?;
        }
    }
    Ok(())
}

/// Reads a file of the list.
pub(super) fn read(root: &Path, file: &str) -> Result<Vec<u8>, StoreError> {
    Folder(root).read(file)?.ok_or_else(|| StoreError::Missing { path: root.join(file) })
}

/// Copies a dossier into another folder, under its own name or the next free one.
pub(super) fn copy(files: &dyn Files, root: &Path, parent: &Path) -> Result<PathBuf, StoreError> {
    let name = root.file_name().map_or_else(|| "dossier".to_owned(), |name| name.to_string_lossy().into_owned());
    let mut making = Making::begin(files, parent)?.dossier()?;
    for file in list(root)? {
        making.add(&file, &read(root, &file)?)?;
    }
    of_its_own(&mut making)?;
    making.finish(&name)
}

/// Makes a working copy of its own of what was copied: a new id, and under it the history of the old one,
/// so that undo goes on and two copies never write the same log.
pub(super) fn of_its_own(making: &mut Making<'_>) -> Result<(), StoreError> {
    let id_file = format!("{LOCAL}/copy");
    let read = |file: &str| Folder(making.path()).read(file);
    let Some(old) = read(&id_file)?.and_then(|bytes| String::from_utf8(bytes).ok()) else { return Ok(()) };
    let history = read(&format!("{HISTORY}/{}.jsonl", old.trim()))?;
    let id = fresh_id().to_string();
    if let Some(history) = history {
        making.add(&format!("{HISTORY}/{id}.jsonl"), &history)?;
    }
    making.renew(&id_file, id.as_bytes())
}
