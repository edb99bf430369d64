//! Saving a change: history first, then the files; what was changed from outside is never overwritten.

use super::Keeper;
use super::items::{self, Found, Seen, Stamp};
use crate::domain::{
    Annotation, AnnotationId, Change, Decision, DecisionId, Edit, Problem, Readout, ReadoutId, Step, Subject,
};
use crate::store::content::{self, Content};
use crate::store::error::{SaveError, StoreError, line};
use crate::store::files::replace;
use crate::store::fresh_id;
use crate::store::history::{Entry, FileEdit, Kind};
use crate::store::layout::{file_of, folder_of, safe};
use crate::store::source::Folder;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeSet;

/// What the analyst wanted of something that changed from outside.
pub(super) struct Clash {
    pub subject: Subject,
    /// As the program had it.
    pub before: Option<Content>,
    /// What the analyst's state was made from.
    pub base: Option<Content>,
    /// As the analyst wants it.
    pub mine: Option<Content>,
}

/// What came of clashes.
pub(super) struct Settled {
    pub outside: Vec<Edit>,
    pub rescue: Option<Box<Change>>,
    /// What both changed, so that the analyst's value does not stand.
    pub told: Vec<Problem>,
}

impl Keeper {
    /// Saves a change. When this returns without an error it is on the disk, in the history and in
    /// the notes' own files.
    ///
    /// # Errors
    /// See [`SaveError`] for what is kept and what to do in each case.
    pub fn save(&mut self, change: &Change) -> Result<(), SaveError> {
        self.writable().map_err(SaveError::Refused)?;
        self.queue.push_back(change.clone());
        self.retry()
    }

    /// Tries again to save what could not be saved, in the order in which it was handed in.
    ///
    /// # Errors
    /// As [`Keeper::save`].
    pub fn retry(&mut self) -> Result<(), SaveError> {
        self.writable().map_err(SaveError::Refused)?;
        self.keep_texts().map_err(SaveError::NotRecorded)?;
        while let Some(change) = self.queue.front().cloned() {
            let clashes = match self.clashes(&change) {
                Ok(clashes) => clashes,
                Err(error @ (StoreError::Name { .. } | StoreError::Damaged { .. })) => {
                    self.queue.pop_front();
                    return Err(SaveError::Refused(error));
                }
                Err(error) => return Err(SaveError::NotRecorded(error)),
            };
            if !clashes.is_empty() {
                return Err(self.refuse(&change, clashes));
            }
            let edits = match self.file_edits(&change) {
                Ok(edits) => edits,
                Err(error) => {
                    self.queue.pop_front();
                    return Err(SaveError::Refused(error));
                }
            };
            let Change { at, author, step, label, .. } = change;
            let entry = Entry { at, author, step: Kind::of(step), label, edits };
            self.history.append(&*self.files, &entry).map_err(SaveError::NotRecorded)?;
            self.queue.pop_front();
            for edit in entry.edits {
                let subject = edit.subject().expect("the file was named by its subject");
                self.pending.insert(subject, edit.after);
            }
        }
        self.carry_out().map_err(SaveError::NotWritten)?;
        self.settle();
        Ok(())
    }

    /// The edits as the history keeps them.
    fn file_edits(&self, change: &Change) -> Result<Vec<FileEdit>, StoreError> {
        let mut edits = Vec::new();
        for edit in &change.edits {
            self.check_texts(edit)?;
            let subject = edit.subject();
            let (_, after) = content::states(edit);
            let before = self.current(&subject).cloned();
            let after = after.map(|after| content::encode(&after, before.as_ref(), &self.texts)).transpose()?;
            let was = self.seen.get(&subject).map(|seen| seen.hash.clone());
            edits.push(FileEdit::new(&subject, was, before, after));
        }
        Ok(edits)
    }

    /// The value that the program last gave something, be it written or not.
    fn current(&self, subject: &Subject) -> Option<&Value> {
        match self.pending.get(subject) {
            Some(value) => value.as_ref(),
            None => self.seen.get(subject)?.value.as_ref(),
        }
    }

    /// What of a change is no longer what the change starts from.
    fn clashes(&self, change: &Change) -> Result<Vec<Clash>, StoreError> {
        let source = Folder(&self.root);
        let mut clashes = Vec::new();
        let mut met = BTreeSet::new();
        for edit in &change.edits {
            let subject = edit.subject();
            if let Subject::Readout(id) = &subject
                && !safe(&subject)
            {
                return Err(StoreError::Name { name: id.0.clone() });
            }
            // A second edit of the same thing starts from the first one.
            if !met.insert(subject.clone()) {
                continue;
            }
            let (before, mine) = content::states(edit);
            let found = items::read(&source, &subject, &self.texts)?;
            let untouched = found.hash() == self.seen.get(&subject).map(|seen| seen.hash.as_str());
            if untouched && self.starts_from(&subject, before.as_ref()) {
                continue;
            }
            let is_note = matches!(subject, Subject::Annotation(_) | Subject::Decision(_));
            match found {
                // Beside a note there is room for another; of an event or a document there is only one.
                Found::Strange(_, why) if !is_note => {
                    return Err(StoreError::Damaged { path: self.root.join(file_of(&subject)), why });
                }
                _ => clashes.push(Clash { subject, base: before.clone(), before, mine }),
            }
        }
        Ok(clashes)
    }

    /// Whether something is in the state that a change starts from.
    fn starts_from(&self, subject: &Subject, before: Option<&Content>) -> bool {
        match (self.current(subject), before) {
            // Nothing there, and not something that was not understood.
            (None, before) => {
                let absent = self.pending.contains_key(subject) || !self.seen.contains_key(subject);
                let nothing = before.is_none_or(|it| *it == Content::Codebook(Box::default()));
                absent && nothing
            }
            (Some(current), Some(before)) => {
                content::decode(subject, current, &self.texts).is_ok_and(|content| content == *before)
                    || content::encode(before, Some(current), &self.texts).is_ok_and(|value| value == *current)
            }
            _ => false,
        }
    }

    /// Takes a change out of the queue that would overwrite something from outside.
    fn refuse(&mut self, change: &Change, clashes: Vec<Clash>) -> SaveError {
        let clashing: BTreeSet<Subject> = clashes.iter().map(|clash| clash.subject.clone()).collect();
        if let Err(error) = self.absorb(clashing.clone(), change.at) {
            return SaveError::NotRecorded(error);
        }
        self.queue.pop_front();
        let innocent = change.edits.iter().filter(|edit| !clashing.contains(&edit.subject()));
        let innocent: Vec<Edit> = innocent.cloned().collect();
        let Settled { outside, rescue, told } = self.settle_clashes(clashes, innocent, change.at, &change.author);
        SaveError::Conflict { outside, rescue, told }
    }

    /// Sees files anew and records in the history what was changed from outside.
    pub(super) fn absorb(&mut self, subjects: BTreeSet<Subject>, at: Timestamp) -> Result<(), StoreError> {
        let root = self.root.clone();
        let mut edits = Vec::new();
        let mut found = Vec::new();
        for subject in subjects {
            let now = items::read(&Folder(&root), &subject, &self.texts)?;
            let before = self.seen.get(&subject);
            // What cannot be read is not taken for a deletion.
            let readable = matches!(now, Found::Nothing | Found::Sound(..));
            if readable && now.hash() != before.map(|seen| seen.hash.as_str()) {
                edits.push(FileEdit {
                    file: file_of(&subject),
                    was: before.map(|seen| seen.hash.clone()),
                    now: now.hash().map(str::to_owned),
                    before: before.and_then(|seen| seen.value.clone()),
                    after: now.seen().and_then(|seen| seen.value.clone()),
                });
            }
            found.push((subject, now));
        }
        if !edits.is_empty() {
            let label = "changed outside".to_owned();
            let entry = Entry { at, author: String::new(), step: Kind::Outside, label, edits };
            self.history.append(&*self.files, &entry)?;
        }
        for (subject, found) in found {
            self.see(&subject, &found);
        }
        Ok(())
    }

    pub(super) fn see(&mut self, subject: &Subject, found: &Found) {
        match found.seen() {
            Some(seen) => self.seen.insert(subject.clone(), seen.clone()),
            None => self.seen.remove(subject),
        };
    }

    /// What came from outside, for the dossier in memory, and what the analyst wanted: notes under new
    /// ids, documents joined with what came from outside.
    pub(super) fn settle_clashes(
        &mut self,
        clashes: Vec<Clash>,
        innocent: Vec<Edit>,
        at: Timestamp,
        author: &str,
    ) -> Settled {
        let (mut outside, mut rescued, mut told) = (Vec::new(), innocent, Vec::new());
        for Clash { subject, before, base, mine } in clashes {
            self.pending.remove(&subject);
            let value = self.seen.get(&subject).and_then(|seen| seen.value.as_ref());
            let theirs = value.and_then(|value| content::decode(&subject, value, &self.texts).ok());
            if let Some(mine) = mine.filter(|mine| Some(mine) != theirs.as_ref()) {
                let joined =
                    base.as_ref().zip(theirs.as_ref()).and_then(|(base, theirs)| content::merge(base, &mine, theirs));
                match joined {
                    Some((joined, lost)) => {
                        let lost = lost.iter().map(|lost| lost_words(&subject, lost));
                        told.extend(lost);
                        let same = theirs.as_ref() == Some(&joined);
                        rescued.extend(content::edit(&subject, theirs.clone(), Some(joined)).filter(|_| !same));
                    }
                    None => rescued.extend(self.beside(&subject, mine)),
                }
            }
            outside.extend(content::edit(&subject, before, theirs));
        }
        let (author, label) = (author.to_owned(), "keep both".to_owned());
        let rescue =
            (!rescued.is_empty()).then(|| Box::new(Change { at, author, step: Step::Do, label, edits: rescued }));
        Settled { outside, rescue, told }
    }

    /// The analyst's version as something of its own, beside what came from outside.
    fn beside(&self, subject: &Subject, mine: Content) -> Option<Edit> {
        match mine {
            Content::Annotation(annotation) => {
                let id = AnnotationId(fresh_id());
                let after = Some(Box::new(Annotation { id, ..*annotation }));
                Some(Edit::Annotation { id, before: None, after })
            }
            Content::Decision(decision) => {
                let id = DecisionId(fresh_id());
                let after = Some(Box::new(Decision { id, ..*decision }));
                Some(Edit::Decision { id, before: None, after })
            }
            Content::Readout(readout) => {
                let taken = |id: &ReadoutId| self.seen.contains_key(&Subject::Readout(id.clone()));
                let names = (2..).map(|n| ReadoutId(format!("{}-{n}", readout.id.0)));
                let id = std::iter::once(readout.id.clone()).chain(names).find(|id| !taken(id))?;
                let after = Some(Box::new(Readout { id: id.clone(), ..*readout }));
                Some(Edit::Readout { id, before: None, after })
            }
            mine => content::edit(subject, None, Some(mine)),
        }
    }

    /// Writes what is in the history and not in its file. A file that changed from outside meanwhile is
    /// left to [`Keeper::refresh`].
    pub(super) fn carry_out(&mut self) -> Result<(), StoreError> {
        let pending: Vec<Subject> = self.pending.keys().cloned().collect();
        for subject in pending {
            let found = items::read(&Folder(&self.root), &subject, &self.texts)?;
            if found.hash() != self.seen.get(&subject).map(|seen| seen.hash.as_str()) {
                continue;
            }
            let value = self.pending.get(&subject).cloned().flatten();
            self.write(&subject, value.as_ref(), matches!(found, Found::Nothing))?;
            self.pending.remove(&subject);
        }
        Ok(())
    }

    fn write(&mut self, subject: &Subject, value: Option<&Value>, absent: bool) -> Result<(), StoreError> {
        let path = self.root.join(file_of(subject));
        let failed = |source| StoreError::Disk { doing: "write", path: path.clone(), source };
        let Some(value) = value else {
            if !absent {
                self.files.remove(&path).map_err(failed)?;
                self.seen.remove(subject);
            }
            return self.files.sync_folder(&self.root.join(folder_of(subject))).map_err(failed);
        };
        let hash = content::hash_of(value);
        let written = replace(&*self.files, &path, &content::bytes(value), &self.copy);
        // The rename may have come about although waiting for the folder failed: then the file is ours.
        let ours = written.is_ok()
            || items::read(&Folder(&self.root), subject, &self.texts).is_ok_and(|found| found.hash() == Some(&hash));
        if ours {
            let seen = Seen { hash, stamp: Stamp::of(&path), value: Some(value.clone()) };
            self.seen.insert(subject.clone(), seen);
        }
        written.map_err(failed)
    }
}

fn lost_words(subject: &Subject, lost: &str) -> Problem {
    let message = format!("was changed from outside, too, and that stands; yours was {}", line(lost));
    Problem::new(line(&file_of(subject)), message)
}
