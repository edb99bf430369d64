//! Saving a change: history first, then the files; what was changed from outside is never overwritten.

use super::items::{self, Found, Seen, Stamp};
use super::{Keeper, open};
use crate::domain::{Annotation, AnnotationId, Change, Decision, DecisionId, Edit, Step};
use crate::store::error::{SaveError, StoreError};
use crate::store::files::replace;
use crate::store::fresh_id;
use crate::store::history::{Entry, FileEdit, Kind};
use crate::store::layout::Item;
use crate::store::notes::{self, Content};
use crate::store::source::Folder;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeSet;

/// What the analyst wanted of an item that changed from outside.
pub(super) struct Clash {
    pub item: Item,
    /// As the program had it.
    pub before: Option<Content>,
    /// As the analyst wants it.
    pub mine: Option<Content>,
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
        while let Some(change) = self.queue.front().cloned() {
            let clashes = self.clashes(&change).map_err(SaveError::NotRecorded)?;
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
                let item = Item::of_file(&edit.file).expect("the file was named by its item");
                self.pending.insert(item, edit.after);
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
            let (item, _, after) = notes::parts(edit);
            let before = self.current(item).cloned();
            let after = after.map(|after| notes::encode(&after, before.as_ref(), &self.texts)).transpose()?;
            let was = self.seen.get(&item).map(|seen| seen.hash.clone());
            edits.push(FileEdit::new(item, was, before, after));
        }
        Ok(edits)
    }

    /// The value that the program last gave an item, be it written or not.
    fn current(&self, item: Item) -> Option<&Value> {
        match self.pending.get(&item) {
            Some(value) => value.as_ref(),
            None => self.seen.get(&item)?.value.as_ref(),
        }
    }

    /// The items of a change that are no longer what the change starts from.
    fn clashes(&self, change: &Change) -> Result<Vec<Clash>, StoreError> {
        let source = Folder(&self.root);
        let mut clashes = Vec::new();
        let mut met = BTreeSet::new();
        for edit in &change.edits {
            let (item, before, mine) = notes::parts(edit);
            // A second edit of the same item starts from the first one.
            if !met.insert(item) {
                continue;
            }
            let found = items::read(&source, item, &self.texts)?;
            let untouched = found.hash() == self.seen.get(&item).map(|seen| seen.hash.as_str());
            if !untouched || !self.starts_from(item, before.as_ref()) {
                clashes.push(Clash { item, before, mine });
            }
        }
        Ok(clashes)
    }

    /// Whether an item is in the state that a change starts from.
    fn starts_from(&self, item: Item, before: Option<&Content>) -> bool {
        let current = self.current(item);
        match (current, before) {
            // Nothing there, and not something that was not understood.
            (None, None) => self.pending.contains_key(&item) || !self.seen.contains_key(&item),
            (Some(current), Some(before)) => {
                notes::decode(item, current, &self.texts).is_ok_and(|content| content == *before)
                    || notes::encode(before, Some(current), &self.texts).is_ok_and(|value| value == *current)
            }
            _ => false,
        }
    }

    /// Takes a change out of the queue that would overwrite something from outside.
    fn refuse(&mut self, change: &Change, clashes: Vec<Clash>) -> SaveError {
        let clashing: BTreeSet<Item> = clashes.iter().map(|clash| clash.item).collect();
        if let Err(error) = self.absorb(clashing.iter().copied(), change.at) {
            return SaveError::NotRecorded(error);
        }
        self.queue.pop_front();
        let innocent = change.edits.iter().filter(|edit| !clashing.contains(&notes::parts(edit).0));
        let innocent: Vec<Edit> = innocent.cloned().collect();
        let (outside, rescue) = self.settle_clashes(clashes, innocent, change.at, &change.author);
        SaveError::Conflict { outside, rescue }
    }

    /// Sees items anew and records in the history what was changed from outside.
    pub(super) fn absorb(&mut self, items: impl Iterator<Item = Item>, at: Timestamp) -> Result<(), StoreError> {
        let root = self.root.clone();
        let mut edits = Vec::new();
        let mut found = Vec::new();
        for item in items {
            let now = items::read(&Folder(&root), item, &self.texts)?;
            let before = self.seen.get(&item);
            // What cannot be read is not taken for a deletion.
            let readable = matches!(now, Found::Nothing | Found::Sound(..));
            if readable && now.hash() != before.map(|seen| seen.hash.as_str()) {
                edits.push(FileEdit {
                    file: item.file(),
                    was: before.map(|seen| seen.hash.clone()),
                    now: now.hash().map(str::to_owned),
                    before: before.and_then(|seen| seen.value.clone()),
                    after: now.seen().and_then(|seen| seen.value.clone()),
                });
            }
            found.push((item, now));
        }
        if !edits.is_empty() {
            let label = "changed outside".to_owned();
            let entry = Entry { at, author: String::new(), step: Kind::Outside, label, edits };
            self.history.append(&*self.files, &entry)?;
        }
        for (item, found) in found {
            self.see(item, &found);
        }
        Ok(())
    }

    fn see(&mut self, item: Item, found: &Found) {
        match found.seen() {
            Some(seen) => self.seen.insert(item, seen.clone()),
            None => self.seen.remove(&item),
        };
    }

    /// What came from outside, for the dossier in memory, and the analyst's versions under new ids.
    pub(super) fn settle_clashes(
        &mut self,
        clashes: Vec<Clash>,
        innocent: Vec<Edit>,
        at: Timestamp,
        author: &str,
    ) -> (Vec<Edit>, Option<Box<Change>>) {
        let mut outside = Vec::new();
        let mut rescued = innocent;
        for Clash { item, before, mine } in clashes {
            self.pending.remove(&item);
            let value = self.seen.get(&item).and_then(|seen| seen.value.as_ref());
            let theirs = value.and_then(|value| notes::decode(item, value, &self.texts).ok());
            if let Some(mine) = mine.filter(|mine| Some(mine) != theirs.as_ref()) {
                rescued.push(under_new_id(mine));
            }
            outside.push(notes::edit(item, before, theirs));
        }
        let (author, label) = (author.to_owned(), "keep both".to_owned());
        let rescue =
            (!rescued.is_empty()).then(|| Box::new(Change { at, author, step: Step::Do, label, edits: rescued }));
        (outside, rescue)
    }

    /// Writes what is in the history and not in its file. A file that changed from outside meanwhile is
    /// left to [`Keeper::refresh`].
    pub(super) fn carry_out(&mut self) -> Result<(), StoreError> {
        let pending: Vec<Item> = self.pending.keys().copied().collect();
        for item in pending {
            let found = items::read(&Folder(&self.root), item, &self.texts)?;
            if found.hash() != self.seen.get(&item).map(|seen| seen.hash.as_str()) {
                continue;
            }
            let value = self.pending.get(&item).cloned().flatten();
            self.write(item, value.as_ref(), matches!(found, Found::Nothing))?;
            self.pending.remove(&item);
        }
        Ok(())
    }

    fn write(&mut self, item: Item, value: Option<&Value>, absent: bool) -> Result<(), StoreError> {
        let path = self.root.join(item.file());
        let failed = |source| StoreError::Disk { doing: "write", path: path.clone(), source };
        let Some(value) = value else {
            if !absent {
                self.files.remove(&path).map_err(failed)?;
                self.seen.remove(&item);
            }
            return self.files.sync_folder(&self.root.join(item.folder())).map_err(failed);
        };
        let hash = open::hash_of(value);
        let written = replace(&*self.files, &path, &notes::bytes(value), &self.copy);
        // The rename may have come about although waiting for the folder failed: then the file is ours.
        let ours = written.is_ok()
            || items::read(&Folder(&self.root), item, &self.texts).is_ok_and(|found| found.hash() == Some(&hash));
        if ours {
            let seen = Seen { hash, stamp: Stamp::of(&path), value: Some(value.clone()) };
            self.seen.insert(item, seen);
        }
        written.map_err(failed)
    }
}

fn under_new_id(content: Content) -> Edit {
    match content {
        Content::Annotation(annotation) => {
            let id = AnnotationId(fresh_id());
            let after = Some(Box::new(Annotation { id, ..*annotation }));
            Edit::Annotation { id, before: None, after }
        }
        Content::Decision(decision) => {
            let id = DecisionId(fresh_id());
            let after = Some(Box::new(Decision { id, ..*decision }));
            Edit::Decision { id, before: None, after }
        }
    }
}
