//! The states that two copies of a dossier once had in common, found by hash in their histories: whoever
//! changed something since is then known without a third copy.

use super::content::{self, Content};
use super::error::StoreError;
use super::hash;
use super::history::{self, FileEdit};
use super::layout::{ANNOTATIONS, CODEBOOK, DECISIONS, EVENT, READOUTS, subject_of};
use super::source::{Folder, Source};
use crate::domain::written::Texts;
use crate::domain::{Ancestor, Subject, TextHash};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The newest state of each file of theirs that the copy in `mine` has had, too. `texts` are all texts that
/// notes of either may quote. What cannot be read is left out: no ancestor is then known for it. So is a file that
/// one of the two cannot read as it now is: it is damaged, and nobody deleted it.
///
/// # Errors
/// Where a folder or a history cannot be read at all.
pub fn ancestor(mine: &Path, theirs: &Path, texts: &BTreeMap<TextHash, Arc<str>>) -> Result<Ancestor, StoreError> {
    let texts = Texts::new(texts.clone());
    let known: BTreeSet<(Subject, String)> =
        states(&Folder(mine))?.into_iter().map(|(subject, hash, _)| (subject, hash)).collect();
    let mut common: BTreeMap<Subject, Value> = BTreeMap::new();
    for (subject, hash, value) in states(&Folder(theirs))? {
        let at = (subject, hash);
        if let Some(value) = value.filter(|_| known.contains(&at)) {
            common.insert(at.0, value);
        }
    }
    for unreadable in [mine, theirs].map(|root| unreadable(&Folder(root), &texts)) {
        unreadable?.iter().for_each(|subject| drop(common.remove(subject)));
    }
    let mut ancestor = Ancestor::default();
    for (subject, value) in common {
        let Ok(content) = content::decode(&subject, &value, &texts) else { continue };
        match content {
            Content::Event(event) => ancestor.event = Some(*event),
            Content::Codebook(codebook) => ancestor.codebook = Some(*codebook),
            Content::Readout(readout) => {
                ancestor.readouts.insert(readout.id.clone(), *readout);
            }
            Content::Annotation(note) => {
                ancestor.annotations.insert(note.id, *note);
            }
            Content::Decision(decision) => {
                ancestor.decisions.insert(decision.id, *decision);
            }
        }
    }
    Ok(ancestor)
}

/// All states of all files that a copy knows of, in the order of time; the present ones last.
fn states(source: &Folder<'_>) -> Result<Vec<(Subject, String, Option<Value>)>, StoreError> {
    let mut states = Vec::new();
    for edit in history::all(source)? {
        let Some(subject) = edit.subject() else { continue };
        let FileEdit { was, now, before, after, .. } = edit;
        states.extend(was.map(|was| (subject.clone(), was, before)));
        states.extend(now.map(|now| (subject, now, after)));
    }
    for (subject, bytes) in files(source)? {
        let value = content::value(&subject, &bytes);
        states.push((subject, hash(&bytes), value));
    }
    Ok(states)
}

/// What stands in files that cannot be understood.
fn unreadable(source: &Folder<'_>, texts: &Texts) -> Result<Vec<Subject>, StoreError> {
    let understood = |subject: &Subject, bytes: &[u8]| {
        content::value(subject, bytes).is_some_and(|value| content::decode(subject, &value, texts).is_ok())
    };
    let files = files(source)?.into_iter();
    Ok(files.filter(|(subject, bytes)| !understood(subject, bytes)).map(|(subject, _)| subject).collect())
}

/// The files as they now are.
fn files(source: &Folder<'_>) -> Result<Vec<(Subject, Vec<u8>)>, StoreError> {
    let mut files = vec![EVENT.to_owned(), CODEBOOK.to_owned()];
    for folder in [READOUTS, ANNOTATIONS, DECISIONS] {
        files.extend(source.names(folder)?.into_iter().map(|name| format!("{folder}/{name}")));
    }
    let mut found = Vec::new();
    for file in files {
        if let (Some(subject), Some(bytes)) = (subject_of(&file), source.read(&file)?) {
            found.push((subject, bytes));
        }
    }
    Ok(found)
}
