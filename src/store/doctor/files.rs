//! The doctor's look at files: unknown, left behind, missing, linked, open to others.

use super::{Finding, listed};
use crate::domain::{Dossier, TextHash};
use crate::store::error::{StoreError, line};
use crate::store::layout::{FOLDERS, GIT_FILES, HISTORY, LOCAL, TEMPORARY, TEXTS, subject_of};
use crate::store::migrate::BEFORE;
use crate::store::texts;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A lexicon of the dossier's own.
const LEXICON: &str = "lexicon.toml";

pub(super) fn look(root: &Path) -> Vec<Finding> {
    let mut findings: Vec<Finding> = listed(root).iter().filter_map(|file| unknown(file)).collect();
    let (mut open, mut first) = (0, None);
    walk(root, &mut |path, meta| {
        let file = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
        if meta.is_symlink() {
            let message = "it is a symbolic link, which is never followed; replace it by the file itself";
            findings.push(Finding::wrong(line(&file), message));
        } else if file.ends_with(TEMPORARY) && meta.is_file() {
            findings.push(left_behind(root, &file));
        } else if is_open(meta) {
            open += 1;
            first.get_or_insert(file);
        }
    });
    if let Some(first) = first {
        let message = format!("others on this computer can read {open} of its files and folders; --mend closes them");
        findings.push(Finding::wrong(if first.is_empty() { ".".to_owned() } else { line(&first) }, message));
    }
    findings
}

/// A temporary file: of this working copy it is left from a stop, of another it may be at work.
fn left_behind(root: &Path, file: &str) -> Finding {
    let copy = fs::read_to_string(root.join(LOCAL).join("copy")).unwrap_or_default();
    let own = !copy.trim().is_empty() && file.ends_with(&format!(".{}{TEMPORARY}", copy.trim()));
    let message = if own {
        "a save was stopped while it was written; the change is in the history. --mend removes it"
    } else {
        "it was left by another working copy or program; delete it when none is at work"
    };
    Finding { wrong: own, ..Finding::note(line(file), message) }
}

/// A file that is no part of a dossier.
fn unknown(file: &str) -> Option<Finding> {
    let name = file.rsplit('/').next().unwrap_or_default();
    let is_bad = || name.rsplit_once(".bad").is_some_and(|(_, n)| n.bytes().all(|byte| byte.is_ascii_digit()));
    if file.starts_with(&format!("{LOCAL}/")) {
        return None;
    }
    if is_bad() {
        let message = "a damaged file was set aside here; look at it, then delete it";
        return Some(Finding::note(line(file), message));
    }
    let known = match file.split_once('/') {
        _ if subject_of(file).is_some() => true,
        None => file == LEXICON || GIT_FILES.iter().any(|(name, _)| *name == file),
        Some((TEXTS, name)) => name.split('.').next().and_then(TextHash::parse).is_some(),
        Some((HISTORY, name)) => name.strip_suffix(".jsonl").is_some_and(|id| id.parse::<uuid::Uuid>().is_ok()),
        Some(_) => false,
    };
    (!known).then(|| Finding::note(line(file), "it is no file of a dossier and is not used; fine if you put it there"))
}

/// Texts that no version names: kept for undo, or left from a stop.
pub(super) fn unnamed_texts(root: &Path, dossier: &Dossier) -> Vec<Finding> {
    let named: BTreeSet<&TextHash> =
        dossier.readouts.iter().flat_map(|readout| &readout.versions).map(|version| &version.sha256).collect();
    let there = dossier.texts.keys().filter(|hash| !named.contains(hash) && root.join(texts::file(hash)).exists());
    there
        .map(|hash| Finding::note(texts::file(hash), "no document names it; it is kept, since undo may need it"))
        .collect()
}

/// Takes away what others on this computer may do with the dossier.
pub(super) fn close_to_others(root: &Path) -> Result<(), StoreError> {
    let mut open: Vec<(PathBuf, bool)> = Vec::new();
    walk(root, &mut |path, meta| {
        if is_open(meta) {
            open.push((path.to_owned(), meta.is_dir()));
        }
    });
    for (path, is_folder) in open {
        close(&path, is_folder).map_err(|source| StoreError::Disk { doing: "close to others", path, source })?;
    }
    Ok(())
}

/// All of a dossier's own files and folders, links not followed.
fn walk(root: &Path, take: &mut impl FnMut(&Path, &fs::Metadata)) {
    let Ok(meta) = fs::symlink_metadata(root) else { return };
    take(root, &meta);
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|name| root.join(name)).collect();
    folders.push(root.to_owned());
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let Ok(meta) = fs::symlink_metadata(&path) else { continue };
            let own = folder != *root || !meta.is_dir() || FOLDERS.iter().any(|name| path.ends_with(name));
            if own {
                take(&path, &meta);
            }
            if meta.is_dir() && (folder.ends_with(LOCAL) || path.starts_with(root.join(LOCAL).join(BEFORE))) {
                folders.push(path);
            }
        }
    }
}

#[cfg(unix)]
fn is_open(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    !meta.is_symlink() && meta.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_: &fs::Metadata) -> bool {
    false
}

#[cfg(unix)]
fn close(path: &Path, is_folder: bool) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(if is_folder { 0o700 } else { 0o600 }))
}

#[cfg(not(unix))]
fn close(_: &Path, _: bool) -> std::io::Result<()> {
    Ok(())
}
