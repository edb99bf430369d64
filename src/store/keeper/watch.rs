//! Noticing what git, an editor or another program changed while the dossier is open.

use super::items::{self, Found, Stamp};
use super::save::Clash;
use super::{Access, Keeper, Outside, frame};
use crate::domain::Problem;
use crate::store::error::StoreError;
use crate::store::layout::Item;
use crate::store::notes;
use crate::store::source::Folder;
use jiff::Timestamp;
use std::collections::BTreeSet;

impl Keeper {
    /// Looks for changes made from outside; cheap while there are none. What it finds is recorded in
    /// the history and stands; nothing on disk is overwritten.
    ///
    /// # Errors
    /// Where the folder cannot be read, or the history not be written; nothing is lost then, and the
    /// next call finds the same.
    pub fn refresh(&mut self, now: Timestamp) -> Result<Option<Outside>, StoreError> {
        let root = self.root.clone();
        let source = Folder(&root);
        let (mut items, _) = items::list(&source)?;
        items.extend(self.seen.keys());
        let mut changed = BTreeSet::new();
        let mut problems = Vec::new();
        for item in items {
            if self.untouched(item) {
                continue;
            }
            match items::read(&source, item, &self.texts) {
                Ok(found) if found.hash() == self.seen.get(&item).map(|seen| seen.hash.as_str()) => {
                    // Touched, or written again with the same content.
                    self.restamp(item, &found);
                }
                Ok(found) => match told(item, &found) {
                    // Perhaps it is just being written; what was last read of it stands meanwhile.
                    Some(problem) => {
                        problems.push(problem);
                        self.odd.insert(item, found.seen().and_then(|seen| seen.stamp));
                    }
                    None => {
                        self.odd.remove(&item);
                        changed.insert(item);
                    }
                },
                Err(error) => problems.push(Problem::new(item.file(), error.to_string())),
            }
        }
        let documents = self.documents_changed();
        if changed.is_empty() && problems.is_empty() && !documents {
            return Ok(None);
        }
        let clashes = changed.iter().map(|&item| self.clash(item)).collect();
        if self.access == Access::ReadWrite {
            self.absorb(changed.iter().copied(), now)?;
        } else {
            self.look_again(&changed)?;
        }
        let (edits, rescue) = self.settle_clashes(clashes, Vec::new(), now, "");
        if self.access == Access::ReadWrite && self.pending.is_empty() {
            self.settle();
        }
        Ok(Some(Outside { edits, rescue, documents, problems }))
    }

    fn untouched(&self, item: Item) -> bool {
        let stamp = Stamp::of(&self.root.join(item.file()));
        if self.odd.get(&item).is_some_and(|odd| *odd == stamp) {
            return true;
        }
        match self.seen.get(&item) {
            Some(seen) => stamp.is_some() && seen.stamp == stamp,
            None => stamp.is_none(),
        }
    }

    fn restamp(&mut self, item: Item, found: &Found) {
        if let (Some(seen), Some(now)) = (self.seen.get_mut(&item), found.seen()) {
            seen.stamp = now.stamp;
        }
    }

    /// What the program had of an item, and what of it was not written yet.
    fn clash(&self, item: Item) -> Clash {
        let decode = |value| notes::decode(item, value, &self.texts).ok();
        let unwritten = self.pending.get(&item).map(|value| value.as_ref().and_then(decode));
        let seen = self.seen.get(&item).and_then(|seen| seen.value.as_ref()).and_then(decode);
        match unwritten {
            Some(mine) => Clash { item, before: mine.clone(), mine },
            None => Clash { item, before: seen, mine: None },
        }
    }

    /// A reader sees anew, too, but has no history to write.
    fn look_again(&mut self, changed: &BTreeSet<Item>) -> Result<(), StoreError> {
        for &item in changed {
            let found = items::read(&Folder(&self.root), item, &self.texts)?;
            match found.seen() {
                Some(seen) => self.seen.insert(item, seen.clone()),
                None => self.seen.remove(&item),
            };
        }
        Ok(())
    }

    fn documents_changed(&mut self) -> bool {
        let stamps = frame::stamps(&self.root);
        let changed = stamps != self.stamps;
        if changed {
            self.stamps = stamps;
            self.stale = true;
        }
        changed
    }
}

fn told(item: Item, found: &Found) -> Option<Problem> {
    match found {
        Found::Nothing | Found::Sound(..) => None,
        Found::Broken(_) => {
            let message = "it cannot be read any more; it is left alone, and rebuilt when the dossier is opened again";
            Some(Problem::new(item.file(), message))
        }
        Found::Strange(_, why) => Some(Problem::new(item.file(), why.clone())),
    }
}
