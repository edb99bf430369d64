//! The files that changes write: read, told apart when damaged, remembered by hash and stamp.

use crate::domain::written::Texts;
use crate::domain::{Annotation, Dossier, Problem, Subject, TagId};
use crate::store::content::{self, Content};
use crate::store::documents;
use crate::store::error::{StoreError, line};
use crate::store::hash;
use crate::store::layout::{ANNOTATIONS, DECISIONS, file_of, subject_of};
use crate::store::source::{Folder, Source};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::SystemTime;

/// What tells cheaply that a file was not touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: Option<SystemTime>,
    len: u64,
    /// A rename brings another file: git and most editors write that way.
    inode: u64,
}

impl Stamp {
    pub(super) fn of(path: &Path) -> Option<Stamp> {
        let meta = std::fs::symlink_metadata(path).ok()?;
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&meta);
        #[cfg(not(unix))]
        let inode = 0;
        Some(Stamp { modified: meta.modified().ok(), len: meta.len(), inode })
    }
}

/// A subject's file as it was last seen.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub hash: String,
    pub stamp: Option<Stamp>,
    /// Its value; `None` for a file that is there but not understood, and therefore left alone.
    pub value: Option<Value>,
}

/// What stands in a subject's file.
pub(super) enum Found {
    Nothing,
    Sound(Seen, Content),
    /// Torn, or overwritten.
    Broken(Seen),
    /// Not for this program to touch; the text says why.
    Strange(Seen, String),
}

impl Found {
    pub(super) fn hash(&self) -> Option<&str> {
        self.seen().map(|seen| seen.hash.as_str())
    }

    pub(super) fn seen(&self) -> Option<&Seen> {
        match self {
            Found::Nothing => None,
            Found::Sound(seen, _) | Found::Broken(seen) | Found::Strange(seen, _) => Some(seen),
        }
    }
}

/// The subjects that have a file, and the files whose names make them none. The event and the codebook
/// are always among them.
pub(super) fn list(source: &Folder<'_>) -> Result<(BTreeSet<Subject>, Vec<Problem>), StoreError> {
    let mut subjects = BTreeSet::from([Subject::Event, Subject::Codebook]);
    let mut problems = Vec::new();
    subjects.extend(documents::readout_ids(source, &mut problems)?.into_iter().map(Subject::Readout));
    for folder in [ANNOTATIONS, DECISIONS] {
        for name in source.names(folder)?.into_iter().filter(|name| name.ends_with(".json") && !name.starts_with('.')) {
            let file = format!("{folder}/{name}");
            match subject_of(&file) {
                Some(subject) => {
                    subjects.insert(subject);
                }
                None => {
                    problems.push(Problem::new(line(&file), "its name is no id (a UUID in lower case); passed over"));
                }
            }
        }
    }
    Ok((subjects, problems))
}

/// Reads the file of a subject.
pub(super) fn read(source: &Folder<'_>, subject: &Subject, texts: &Texts) -> Result<Found, StoreError> {
    let file = file_of(subject);
    // Before reading: a change in between is then found at the next look.
    let stamp = Stamp::of(&source.path(&file));
    let Some(bytes) = source.read(&file)? else { return Ok(Found::Nothing) };
    let seen = Seen { hash: hash(&bytes), stamp, value: None };
    if has_conflict(&bytes) {
        return Ok(Found::Strange(seen, "git left a conflict in it; resolve it there".to_owned()));
    }
    let Some(value) = content::value(subject, &bytes) else { return Ok(Found::Broken(seen)) };
    Ok(match content::decode(subject, &value, texts) {
        Ok(content) => Found::Sound(Seen { value: Some(value), ..seen }, content),
        Err(why) => Found::Strange(seen, why_strange(subject, &why)),
    })
}

fn why_strange(subject: &Subject, why: &str) -> String {
    match subject {
        Subject::Event | Subject::Readout(_) => documents::unreadable(why),
        Subject::Codebook => documents::default_tags(why),
        Subject::Annotation(_) | Subject::Decision(_) => {
            format!("it is not understood ({}) and left as it is", line(why))
        }
    }
}

fn has_conflict(bytes: &[u8]) -> bool {
    let starts = |marker: &[u8]| bytes.split(|byte| *byte == b'\n').any(|row| row.starts_with(marker));
    starts(b"<<<<<<< ") && starts(b">>>>>>> ")
}

/// What is odd about the documents and notes of a dossier. None of them is dropped for it.
pub(super) fn check(dossier: &Dossier, texts: &Texts, problems: &mut Vec<Problem>) {
    documents::check(dossier, problems);
    let tags: BTreeSet<&TagId> = dossier.codebook.tags.iter().map(|tag| &tag.id).collect();
    for annotation in dossier.annotations.values() {
        let file = file_of(&Subject::Annotation(annotation.id));
        for message in oddities(annotation, dossier, texts, &tags) {
            problems.push(Problem::new(file.clone(), message));
        }
    }
}

fn oddities(annotation: &Annotation, dossier: &Dossier, texts: &Texts, tags: &BTreeSet<&TagId>) -> Vec<String> {
    let mut odd = Vec::new();
    if !(1..=2).contains(&annotation.targets.len()) {
        odd.push(format!("it has {} places instead of one or two", annotation.targets.len()));
    }
    for anchor in annotation.anchors() {
        match texts.get(&anchor.text) {
            None => odd.push("it quotes a text that is missing; it is kept, but cannot be shown in place".to_owned()),
            Some(text) if !anchor.holds(text) => {
                odd.push("its quotation does not stand where it says; it is kept and listed".to_owned());
            }
            Some(_) if dossier.readout(&anchor.readout).is_none() => {
                odd.push(format!("it quotes the document {:?}, which is not there", line(&anchor.readout.0)));
            }
            Some(_) => {}
        }
    }
    for tag in annotation.tags.iter().filter(|tag| !tags.contains(tag)) {
        odd.push(format!("its tag {:?} is not in the codebook", line(&tag.0)));
    }
    odd
}
