//! The history: every change, one line of JSON each, appended and never rewritten.
//!
//! Each working copy writes a file of its own, so that two clones never write the same one.

use super::content;
use super::error::{StoreError, line};
use super::files::Files;
use super::layout::{HISTORY, file_of, subject_of};
use super::source::Source;
use crate::domain::{Problem, Step, Subject};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What sort of line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Do,
    Undo,
    Redo,
    /// Put together again from a history after damage.
    Rebuilt,
    /// Found changed by git, an editor or another program; not the analyst's own step.
    Outside,
}

impl Kind {
    pub(super) const fn of(step: Step) -> Kind {
        match step {
            Step::Do => Kind::Do,
            Step::Undo => Kind::Undo,
            Step::Redo => Kind::Redo,
        }
    }

    pub(super) const fn step(self) -> Option<Step> {
        match self {
            Kind::Do => Some(Step::Do),
            Kind::Undo => Some(Step::Undo),
            Kind::Redo => Some(Step::Redo),
            Kind::Outside | Kind::Rebuilt => None,
        }
    }
}

/// One line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub at: Timestamp,
    #[serde(default)]
    pub author: String,
    pub step: Kind,
    #[serde(default)]
    pub label: String,
    pub edits: Vec<FileEdit>,
}

/// What happened to one file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct FileEdit {
    /// The file, from the dossier's folder.
    pub file: String,
    /// SHA-256 of the bytes that stood there; none where there was no file.
    pub was: Option<String>,
    /// SHA-256 of the bytes that stand there afterwards.
    pub now: Option<String>,
    /// The value before, as the program had it.
    pub before: Option<Value>,
    /// The value after.
    pub after: Option<Value>,
}

impl FileEdit {
    pub(super) fn new(subject: &Subject, was: Option<String>, before: Option<Value>, after: Option<Value>) -> FileEdit {
        let now = after.as_ref().map(content::hash_of);
        FileEdit { file: file_of(subject), was, now, before, after }
    }

    /// What its file belongs to; `None` for a file of a later program.
    pub(super) fn subject(&self) -> Option<Subject> {
        subject_of(&self.file)
    }
}

/// The newest thing that this history knows of a file.
#[derive(Debug, Clone)]
pub(super) struct Last {
    pub edit: FileEdit,
    pub at: Timestamp,
    /// Where its line begins.
    pub offset: u64,
}

impl Last {
    /// Whether the change was recorded and not carried out: nothing was settled since, and the file, as it
    /// is on the disk, is still what it was before.
    pub(super) fn is_unfinished(&self, on_disk: Option<&str>, settled: u64) -> bool {
        self.offset >= settled && self.edit.was.as_deref() == on_disk
    }
}

/// This working copy's own history.
#[derive(Debug)]
pub(super) struct History {
    path: PathBuf,
    /// Where the next line goes.
    end: u64,
}

/// A history as read.
pub(super) struct Read {
    pub history: History,
    pub entries: Vec<Entry>,
    pub last: BTreeMap<Subject, Last>,
}

impl History {
    /// A history of which nothing was read yet.
    pub(super) fn new(source: &dyn Source, copy: &str) -> History {
        History { path: source.path(&file_of_copy(copy)), end: 0 }
    }

    /// Reads the history of a working copy. A torn last line is left out: [`History::cut`]
    /// removes it.
    pub(super) fn read(source: &dyn Source, copy: &str, problems: &mut Vec<Problem>) -> Result<Read, StoreError> {
        let file = file_of_copy(copy);
        let bytes = source.read(&file)?.unwrap_or_default();
        let (lines, end) = lines(&bytes);
        if end < bytes.len() {
            let message = format!(
                "its last line was torn ({} bytes, as after a power cut) and is left out; all before it is whole",
                bytes.len() - end
            );
            problems.push(Problem::new(line(&file), message));
        }
        let mut entries = Vec::new();
        let mut last = BTreeMap::new();
        for (number, (offset, text)) in lines.into_iter().enumerate() {
            match serde_json::from_slice::<Entry>(text) {
                Ok(entry) => {
                    note_last(&mut last, &entry, offset as u64);
                    entries.push(entry);
                }
                Err(_) => {
                    let message = format!("line {} makes no sense and is passed over", number + 1);
                    problems.push(Problem::new(line(&file), message));
                }
            }
        }
        let history = History { path: source.path(&file), end: end as u64 };
        Ok(Read { history, entries, last })
    }

    /// Appends a line and waits until it is on the disk.
    pub(super) fn append(&mut self, files: &dyn Files, entry: &Entry) -> Result<(), StoreError> {
        let mut bytes = serde_json::to_vec(entry).expect("a history entry has string keys only");
        bytes.push(b'\n');
        files.append(&self.path, self.end, &bytes).map_err(|source| StoreError::Disk {
            doing: "write the history",
            path: self.path.clone(),
            source,
        })?;
        if self.end == 0
            && let Some(folder) = self.path.parent()
        {
            // The file's name must last, too.
            files.sync_folder(folder).map_err(|source| StoreError::Disk {
                doing: "write the history",
                path: self.path.clone(),
                source,
            })?;
        }
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// Cuts what stands behind the last whole line.
    pub(super) fn cut(&self, files: &dyn Files) -> Result<(), StoreError> {
        let torn = std::fs::metadata(&self.path).is_ok_and(|meta| meta.len() > self.end);
        if !torn {
            return Ok(());
        }
        files.append(&self.path, self.end, b"").map_err(StoreError::disk("mend the history", &self.path))
    }

    /// Where the next line goes.
    pub(super) const fn end(&self) -> u64 {
        self.end
    }
}

/// The newest state of each file in the histories of other working copies.
pub(super) fn others(source: &dyn Source, copy: &str) -> Result<BTreeMap<Subject, Last>, StoreError> {
    let own = format!("{copy}.jsonl");
    let mut last: BTreeMap<Subject, Last> = BTreeMap::new();
    for name in source.names(HISTORY)?.into_iter().filter(|name| name.ends_with(".jsonl") && *name != own) {
        let bytes = source.read(&format!("{HISTORY}/{name}"))?.unwrap_or_default();
        for (offset, text) in lines(&bytes).0 {
            let Ok(entry) = serde_json::from_slice::<Entry>(text) else { continue };
            let mut newer = BTreeMap::new();
            note_last(&mut newer, &entry, offset as u64);
            newer.retain(|subject, it| last.get(subject).is_none_or(|old| old.at <= it.at));
            last.append(&mut newer);
        }
    }
    Ok(last)
}

/// Every change of every working copy, in the order of time.
pub(super) fn all(source: &dyn Source) -> Result<Vec<FileEdit>, StoreError> {
    let mut entries: Vec<Entry> = Vec::new();
    for name in source.names(HISTORY)?.into_iter().filter(|name| name.ends_with(".jsonl")) {
        let bytes = source.read(&format!("{HISTORY}/{name}"))?.unwrap_or_default();
        entries.extend(lines(&bytes).0.into_iter().filter_map(|(_, text)| serde_json::from_slice::<Entry>(text).ok()));
    }
    // The sort keeps the order of equals: that of each history.
    entries.sort_by_key(|entry| entry.at);
    Ok(entries.into_iter().flat_map(|entry| entry.edits).collect())
}

fn note_last(last: &mut BTreeMap<Subject, Last>, entry: &Entry, offset: u64) {
    for edit in &entry.edits {
        if let Some(subject) = edit.subject() {
            last.insert(subject, Last { edit: edit.clone(), at: entry.at, offset });
        }
    }
}

/// The whole lines with their places, and where the last whole one ends.
pub(super) fn lines(bytes: &[u8]) -> (Vec<(usize, &[u8])>, usize) {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
        if at > start {
            lines.push((start, &bytes[start..at]));
        }
        start = at + 1;
    }
    (lines, start)
}

fn file_of_copy(copy: &str) -> String {
    format!("{HISTORY}/{copy}.jsonl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_count() {
        assert_eq!(lines(b""), (vec![], 0));
        assert_eq!(lines(b"{}\n{\"torn"), (vec![(0, &b"{}"[..])], 3));
        assert_eq!(lines(b"a\n\nb\n"), (vec![(0, &b"a"[..]), (3, &b"b"[..])], 5));
    }
}
