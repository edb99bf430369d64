//! What a crash, a damage or another program left behind: found when a dossier is opened, and put right.

use super::items::{self, Found, Seen};
use super::{Access, Keeper};
use crate::domain::{Dossier, Problem, Subject};
use crate::store::content;
use crate::store::error::StoreError;
use crate::store::history::{self, Entry, FileEdit, Kind, Last};
use crate::store::layout::{file_of, folder_of};
use crate::store::source::Folder;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// What has to be done so that history and files agree.
#[derive(Default)]
pub(super) struct Plan {
    /// Recorded, not carried out.
    replay: BTreeMap<Subject, Option<Value>>,
    /// Changed by somebody else.
    pub(super) outside: Vec<FileEdit>,
    /// Torn, or overwritten.
    broken: Vec<Subject>,
    /// What replaces the broken ones.
    rebuilt: Vec<FileEdit>,
}

impl Plan {
    fn compare(&mut self, subject: &Subject, seen: Option<&Seen>, known: Option<&Last>, settled: u64) {
        let disk = seen.map(|seen| &seen.hash);
        let recorded = known.and_then(|last| last.edit.now.as_ref());
        // Documents are in the history only once they were changed here.
        let never_changed =
            known.is_none() && matches!(subject, Subject::Event | Subject::Codebook | Subject::Readout(_));
        if disk == recorded || never_changed {
            return;
        }
        match known {
            Some(last) if last.is_unfinished(disk.map(String::as_str), settled) => {
                self.replay.insert(subject.clone(), last.edit.after.clone());
            }
            _ => self.outside.push(FileEdit {
                file: file_of(subject),
                was: recorded.cloned(),
                now: disk.cloned(),
                before: known.and_then(|last| last.edit.after.clone()),
                after: seen.and_then(|seen| seen.value.clone()),
            }),
        }
    }
}

impl Keeper {
    /// Reads all files that changes write, and compares them with the own history.
    pub(super) fn survey(
        &mut self,
        last: &BTreeMap<Subject, Last>,
        settled: u64,
        dossier: &mut Dossier,
        problems: &mut Vec<Problem>,
    ) -> Result<Plan, StoreError> {
        let root = self.root.clone();
        let source = Folder(&root);
        let mut plan = Plan::default();
        let (mut subjects, misnamed) = items::list(&source)?;
        problems.extend(misnamed);
        subjects.extend(last.keys().cloned());
        for subject in subjects {
            let found = match items::read(&source, &subject, &self.texts) {
                Ok(found) => found,
                Err(error) => {
                    problems.push(Problem::new(file_of(&subject), error.to_string()));
                    continue;
                }
            };
            if let Some(seen) = found.seen() {
                self.seen.insert(subject.clone(), seen.clone());
            }
            match found {
                Found::Strange(_, why) => {
                    problems.push(Problem::new(file_of(&subject), why));
                    self.show_as_known(dossier, &subject, last.get(&subject));
                    continue;
                }
                Found::Broken(_) => {
                    plan.broken.push(subject);
                    continue;
                }
                Found::Nothing => {}
                Found::Sound(_, content) => content::place(dossier, &subject, Some(content)),
            }
            plan.compare(&subject, self.seen.get(&subject), last.get(&subject), settled);
        }
        self.plan_rebuilds(&mut plan, last, problems)?;
        Ok(plan)
    }

    /// A document that cannot be read for the moment is shown as it was last saved.
    fn show_as_known(&self, dossier: &mut Dossier, subject: &Subject, known: Option<&Last>) {
        let is_note = matches!(subject, Subject::Annotation(_) | Subject::Decision(_));
        let value = known.and_then(|last| last.edit.after.as_ref()).filter(|_| !is_note);
        if let Some(content) = value.and_then(|value| content::decode(subject, value, &self.texts).ok()) {
            content::place(dossier, subject, Some(content));
        }
    }

    /// Finds the newest known state of each broken file. A broken document that no history knows stays
    /// where it is: a person may have written it.
    fn plan_rebuilds(
        &self,
        plan: &mut Plan,
        last: &BTreeMap<Subject, Last>,
        problems: &mut Vec<Problem>,
    ) -> Result<(), StoreError> {
        if plan.broken.is_empty() {
            return Ok(());
        }
        let others = history::others(&Folder(&self.root), &self.copy)?;
        for subject in std::mem::take(&mut plan.broken) {
            let file = file_of(&subject);
            let known = [last.get(&subject), others.get(&subject)];
            let newest = known.into_iter().flatten().max_by_key(|last| last.at);
            let value = newest.and_then(|last| last.edit.after.clone());
            let is_note = matches!(subject, Subject::Annotation(_) | Subject::Decision(_));
            if value.is_none() && !is_note {
                let message = "it is damaged and no history knows it; take it from git or a copy";
                problems.push(Problem::new(file, message));
                continue;
            }
            let message = match (&value, &self.access) {
                (Some(_), Access::ReadWrite) => {
                    format!(
                        "it was damaged; it was rebuilt from the history, and the damaged file is kept as {file}.bad"
                    )
                }
                (None, Access::ReadWrite) => {
                    format!("it was damaged; no history knows it, so the damaged file is kept as {file}.bad")
                }
                (Some(_), Access::ReadOnly { .. }) => {
                    "it is damaged; opening the dossier for writing rebuilds it from the history".to_owned()
                }
                (None, Access::ReadOnly { .. }) => {
                    "it is damaged, and no history knows it; take it from git or a copy".to_owned()
                }
            };
            problems.push(Problem::new(file, message));
            plan.rebuilt.extend(value.map(|value| FileEdit::new(&subject, None, None, Some(value))));
            plan.broken.push(subject);
        }
        Ok(())
    }

    /// Makes history and files agree. Where the disk does not allow it, the dossier is read-only.
    pub(super) fn recover(&mut self, plan: Plan, now: Timestamp, problems: &mut Vec<Problem>) {
        let rebuilt = plan.rebuilt.iter().filter_map(|edit| Some((edit.subject()?, edit.after.clone())));
        self.pending = plan.replay.into_iter().chain(rebuilt).collect();
        if self.access != Access::ReadWrite {
            return;
        }
        for subject in self.pending.keys().filter(|subject| !plan.broken.contains(subject)) {
            let message = "its last change was in the history but not in the file; it was carried out now";
            problems.push(Problem::new(file_of(subject), message));
        }
        let entry =
            |step, label: &str, edits| Entry { at: now, author: String::new(), step, label: label.to_owned(), edits };
        let entries = [
            entry(Kind::Outside, "changed outside", plan.outside),
            // Recorded before the damaged file moves away, so that its absence is never taken for a deletion.
            entry(Kind::Rebuilt, "rebuilt", plan.rebuilt),
        ];
        let mut recorded = self.history.cut(&*self.files);
        for entry in entries.iter().filter(|entry| !entry.edits.is_empty()) {
            recorded = recorded.and_then(|()| self.history.append(&*self.files, entry));
        }
        let aside = recorded.and_then(|()| plan.broken.iter().try_for_each(|subject| self.set_aside(subject)));
        if let Err(error) = aside {
            self.access = Access::read_only(error.to_string());
            self._lock = None;
        }
    }

    fn set_aside(&mut self, subject: &Subject) -> Result<(), StoreError> {
        let file = file_of(subject);
        let path = self.root.join(&file);
        let bad = (1..)
            .map(|n| self.root.join(if n == 1 { format!("{file}.bad") } else { format!("{file}.bad{n}") }))
            .find(|bad| fs::symlink_metadata(bad).is_err())
            .expect("some number is free");
        let folder = self.root.join(folder_of(subject));
        let moved = self.files.rename(&path, &bad).and_then(|()| self.files.sync_folder(&folder));
        moved.map_err(|source| StoreError::Disk { doing: "set aside", path, source })?;
        self.seen.remove(subject);
        Ok(())
    }
}
