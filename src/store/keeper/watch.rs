//! Noticing what git, an editor or another program changed while the dossier is open.

use super::items::{self, Found, Stamp};
use super::save::{Clash, Settled};
use super::{Access, Keeper, Outside};
use crate::domain::{Problem, Subject};
use crate::store::content;
use crate::store::error::StoreError;
use crate::store::layout::file_of;
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
        // Before the notes, which may quote a text that came with them.
        let texts = self.texts_changed();
        let (mut subjects, _) = items::list(&source)?;
        subjects.extend(self.seen.keys().cloned());
        let mut changed = BTreeSet::new();
        let mut problems = Vec::new();
        for subject in subjects {
            if self.untouched(&subject) {
                continue;
            }
            match items::read(&source, &subject, &self.texts) {
                Ok(found) if found.hash() == self.seen.get(&subject).map(|seen| seen.hash.as_str()) => {
                    // Touched, or written again with the same content.
                    self.restamp(&subject, &found);
                }
                Ok(found) => match told(&subject, &found) {
                    // Perhaps it is just being written; what was last read of it stands meanwhile.
                    Some(problem) => {
                        problems.push(problem);
                        self.odd.insert(subject, found.seen().and_then(|seen| seen.stamp));
                    }
                    None => {
                        self.odd.remove(&subject);
                        changed.insert(subject);
                    }
                },
                Err(error) => problems.push(Problem::new(file_of(&subject), error.to_string())),
            }
        }
        if changed.is_empty() && problems.is_empty() && !texts {
            return Ok(None);
        }
        let clashes = changed.iter().map(|subject| self.clash(subject)).collect();
        if self.access == Access::ReadWrite {
            self.absorb(changed, now)?;
        } else {
            self.look_again(&changed)?;
        }
        let Settled { outside: edits, rescue, told } = self.settle_clashes(clashes, Vec::new(), now, "");
        problems.extend(told);
        if self.access == Access::ReadWrite && self.pending.is_empty() {
            self.settle();
        }
        Ok(Some(Outside { edits, rescue, texts, problems }))
    }

    fn untouched(&self, subject: &Subject) -> bool {
        let stamp = Stamp::of(&self.root.join(file_of(subject)));
        if self.odd.get(subject).is_some_and(|odd| *odd == stamp) {
            return true;
        }
        match self.seen.get(subject) {
            Some(seen) => stamp.is_some() && seen.stamp == stamp,
            None => stamp.is_none(),
        }
    }

    fn restamp(&mut self, subject: &Subject, found: &Found) {
        if let (Some(seen), Some(now)) = (self.seen.get_mut(subject), found.seen()) {
            seen.stamp = now.stamp;
        }
    }

    /// What the program had of an item, and what of it was not written yet.
    fn clash(&self, subject: &Subject) -> Clash {
        let decode = |value| content::decode(subject, value, &self.texts).ok();
        let unwritten = self.pending.get(subject).map(|value| value.as_ref().and_then(decode));
        let seen = self.seen.get(subject).and_then(|seen| seen.value.as_ref()).and_then(decode);
        match unwritten {
            Some(mine) => Clash { subject: subject.clone(), before: mine.clone(), base: seen, mine },
            None => Clash { subject: subject.clone(), base: seen.clone(), before: seen, mine: None },
        }
    }

    /// A reader sees anew, too, but has no history to write.
    fn look_again(&mut self, changed: &BTreeSet<Subject>) -> Result<(), StoreError> {
        for subject in changed {
            let found = items::read(&Folder(&self.root), subject, &self.texts)?;
            self.see(subject, &found);
        }
        Ok(())
    }
}

fn told(subject: &Subject, found: &Found) -> Option<Problem> {
    match found {
        Found::Nothing if *subject == Subject::Event => {
            let message = "it is gone; what was read of it stands meanwhile. Take it from git or a copy";
            Some(Problem::new(file_of(subject), message))
        }
        Found::Nothing | Found::Sound(..) => None,
        Found::Broken(_) => {
            let message = "it cannot be read any more; it is left alone, and rebuilt when the dossier is opened again";
            Some(Problem::new(file_of(subject), message))
        }
        Found::Strange(_, why) => Some(Problem::new(file_of(subject), why.clone())),
    }
}
