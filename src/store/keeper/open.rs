//! Opening a dossier: lock, read, carry out what was left unfinished, tell what was odd.

use super::items::{self, Found};
use super::{Access, Keeper, Opened, frame};
use crate::domain::{Change, Dossier, Journal, Problem};
use crate::store::documents::{self, Documents};
use crate::store::error::{StoreError, line};
use crate::store::files::{Disk, Files, replace, sweep};
use crate::store::history::{self, Entry, FileEdit, History, Kind, Last};
use crate::store::layout::{FOLDERS, GIT_FILES, Item, LOCAL};
use crate::store::lock::{self, Held};
use crate::store::notes::{self, Content, Texts};
use crate::store::source::{Folder, Source};
use crate::store::{fresh_id, hash};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

impl Keeper {
    /// Opens a dossier: for writing if nobody else has it open and its folder can be written.
    ///
    /// # Errors
    /// Where there is no dossier, or its `event.toml` cannot be read. Anything else odd is a problem in
    /// [`Opened`], not an error.
    pub fn open(path: &Path, now: Timestamp) -> Result<(Opened, Keeper), StoreError> {
        Keeper::open_with(path, now, Arc::new(Disk))
    }

    /// [`Keeper::open`] on another disk, for tests of failing ones.
    ///
    /// # Errors
    /// As [`Keeper::open`].
    pub fn open_with(path: &Path, now: Timestamp, files: Arc<dyn Files>) -> Result<(Opened, Keeper), StoreError> {
        let root = fs::canonicalize(path).map_err(StoreError::disk("open", path))?;
        if !root.is_dir() {
            return Err(StoreError::NotADossier { path: root });
        }
        let source = Folder(&root);
        let (_, newer) = documents::read_event(&source, &mut Vec::new())?;
        let held = admit(&*files, &root, newer)?;
        let waits = matches!(held, Held::Busy(_));
        let (mut access, mut lock) = held.into_parts();
        let mut problems = Vec::new();
        let documents = documents::read(&source, &mut problems)?;
        let copy = match &access {
            Access::ReadWrite => match prepare(&*files, &root) {
                Ok(copy) => copy,
                Err(error) => {
                    (access, lock) = (Access::read_only(error.to_string()), None);
                    read_copy(&source)
                }
            },
            Access::ReadOnly { .. } => read_copy(&source),
        };
        let mut keeper = Keeper {
            texts: Texts::default(),
            frame: frame::Frame::of(&documents),
            stamps: BTreeMap::new(),
            history: History::new(&source, &copy),
            root: root.clone(),
            files,
            access,
            copy,
            seen: BTreeMap::new(),
            queue: VecDeque::new(),
            pending: BTreeMap::new(),
            odd: BTreeMap::new(),
            stale: false,
            waits,
            _lock: lock,
        };
        let opened = keeper.load(documents, now, problems)?;
        Ok((opened, keeper))
    }

    /// Reads the whole dossier anew, after [`Keeper::refresh`] or a conflict told of changes from outside.
    /// The lock is kept, and so is what could not be saved yet.
    ///
    /// # Errors
    /// As [`Keeper::open`].
    pub fn reload(&mut self, now: Timestamp) -> Result<Opened, StoreError> {
        let mut problems = Vec::new();
        let documents = documents::read(&Folder(&self.root), &mut problems)?;
        let mut opened = self.load(documents, now, problems)?;
        for change in &self.queue {
            // Those that do not fit any more become a conflict when they are tried again.
            if change.edits.iter().all(|edit| edit.fits(&opened.dossier)) {
                change.edits.iter().for_each(|edit| edit.apply(&mut opened.dossier));
                opened.journal.record(change.clone());
            }
        }
        Ok(opened)
    }

    fn load(&mut self, documents: Documents, now: Timestamp, mut problems: Vec<Problem>) -> Result<Opened, StoreError> {
        let root = self.root.clone();
        let source = Folder(&root);
        let read = History::read(&source, &self.copy, &mut problems)?;
        let settled = read_number(&source, "settled").unwrap_or(0);
        self.texts = Texts::new(documents.texts.clone());
        self.frame = frame::Frame::of(&documents);
        self.stamps = frame::stamps(&root);
        self.stale = false;
        self.history = read.history;
        self.seen.clear();
        self.odd.clear();
        let mut dossier = empty(documents);
        let plan = self.survey(&read.last, settled, &mut dossier, &mut problems)?;
        let mut journal = self.journal(&read.entries);
        forget(&mut journal, &plan.outside);
        self.recover(plan, now, &mut problems);
        for (item, value) in &self.pending {
            let content = value.as_ref().and_then(|value| notes::decode(*item, value, &self.texts).ok());
            items::place(&mut dossier, *item, content);
        }
        if self.access == Access::ReadWrite {
            self.finish(&mut problems);
        }
        items::check(&dossier, &self.texts, &mut problems);
        // To a second program, the draft is the first one's: it is still being written there.
        let draft = if self.access == Access::ReadWrite { self.read_draft(&mut problems) } else { None };
        let place = read_number(&source, "place").and_then(|place| usize::try_from(place).ok());
        Ok(Opened { dossier, journal, problems, access: self.access.clone(), draft, place })
    }

    /// Reads all notes and decisions and compares them with the own history.
    fn survey(
        &mut self,
        last: &BTreeMap<Item, Last>,
        settled: u64,
        dossier: &mut Dossier,
        problems: &mut Vec<Problem>,
    ) -> Result<Plan, StoreError> {
        let root = self.root.clone();
        let source = Folder(&root);
        let mut plan = Plan::default();
        let (mut items, misnamed) = items::list(&source)?;
        problems.extend(misnamed);
        items.extend(last.keys());
        for item in items {
            let found = match items::read(&source, item, &self.texts) {
                Ok(found) => found,
                Err(error) => {
                    problems.push(Problem::new(item.file(), error.to_string()));
                    continue;
                }
            };
            if let Some(seen) = found.seen() {
                self.seen.insert(item, seen.clone());
            }
            let known = last.get(&item);
            match found {
                Found::Strange(_, why) => {
                    problems.push(Problem::new(item.file(), why));
                    continue;
                }
                Found::Broken(_) => {
                    plan.broken.push(item);
                    continue;
                }
                Found::Nothing => {}
                Found::Sound(_, content) => items::place(dossier, item, Some(content)),
            }
            plan.compare(item, self.seen.get(&item), known, settled);
        }
        self.plan_rebuilds(&mut plan, last, problems)?;
        Ok(plan)
    }

    /// Finds the newest known state of each broken file.
    fn plan_rebuilds(
        &self,
        plan: &mut Plan,
        last: &BTreeMap<Item, Last>,
        problems: &mut Vec<Problem>,
    ) -> Result<(), StoreError> {
        if plan.broken.is_empty() {
            return Ok(());
        }
        let others = history::others(&Folder(&self.root), &self.copy)?;
        for &item in &plan.broken {
            let known = [last.get(&item), others.get(&item)];
            let newest = known.into_iter().flatten().max_by_key(|last| last.at);
            let value = newest.and_then(|last| last.edit.after.clone());
            let what = match &value {
                Some(_) => "it was rebuilt from the history",
                None => "no history knows it, so it could not be rebuilt",
            };
            let message = format!("it was damaged; {what}, and the damaged file is kept as {}.bad", item.file());
            problems.push(Problem::new(item.file(), message));
            if let Some(value) = value {
                plan.rebuilt.push(FileEdit::new(item, None, None, Some(value)));
            }
        }
        Ok(())
    }

    /// Makes history and files agree. Where the disk does not allow it, the dossier is read-only.
    fn recover(&mut self, plan: Plan, now: Timestamp, problems: &mut Vec<Problem>) {
        let rebuilt = plan.rebuilt.iter().filter_map(|edit| Some((Item::of_file(&edit.file)?, edit.after.clone())));
        self.pending = plan.replay.into_iter().chain(rebuilt).collect();
        if self.access != Access::ReadWrite {
            return;
        }
        for item in self.pending.keys().filter(|item| !plan.broken.contains(item)) {
            let message = "its last change was in the history but not in the file; it was carried out now";
            problems.push(Problem::new(item.file(), message));
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
        let aside = recorded.and_then(|()| plan.broken.iter().try_for_each(|item| self.set_aside(*item)));
        if let Err(error) = aside {
            self.access = Access::read_only(error.to_string());
            self._lock = None;
        }
    }

    fn set_aside(&mut self, item: Item) -> Result<(), StoreError> {
        let path = self.root.join(item.file());
        let bad = (1..)
            .map(|n| path.with_extension(if n == 1 { "json.bad".to_owned() } else { format!("json.bad{n}") }))
            .find(|bad| fs::symlink_metadata(bad).is_err())
            .expect("some number is free");
        let moved =
            self.files.rename(&path, &bad).and_then(|()| self.files.sync_folder(&self.root.join(item.folder())));
        moved.map_err(|source| StoreError::Disk { doing: "set aside", path, source })?;
        self.seen.remove(&item);
        Ok(())
    }

    /// Carries out what the history is ahead of the files.
    fn finish(&mut self, problems: &mut Vec<Problem>) {
        match self.carry_out() {
            Ok(()) => self.settle(),
            Err(error) => problems.push(Problem::new("history", line(&error.to_string()))),
        }
    }

    /// The changes of this working copy in their order, as undo and redo need them.
    fn journal(&self, entries: &[Entry]) -> Journal {
        let mut journal = Journal::default();
        for entry in entries {
            if entry.step == Kind::Outside {
                forget(&mut journal, &entry.edits);
            }
            let Some(step) = entry.step.step() else { continue };
            let content = |item, value: &Option<Value>| -> Option<Content> {
                value.as_ref().and_then(|value| notes::decode(item, value, &self.texts).ok())
            };
            let edits = entry.edits.iter().filter_map(|edit| {
                let item = Item::of_file(&edit.file)?;
                Some(notes::edit(item, content(item, &edit.before), content(item, &edit.after)))
            });
            let edits = edits.collect();
            let (author, label) = (entry.author.clone(), entry.label.clone());
            journal.record(Change { at: entry.at, author, step, label, edits });
        }
        journal
    }

    fn read_draft(&self, problems: &mut Vec<Problem>) -> Option<crate::domain::Draft> {
        let file = format!("{LOCAL}/draft.json");
        let bytes = Folder(&self.root).read(&file).ok()??;
        let value = serde_json::from_slice(&bytes).ok();
        let draft = value.and_then(|value: Value| notes::decode_draft(&value, &self.texts));
        if draft.is_none() {
            problems.push(Problem::new(file, "the draft in it cannot be read; look at it in an editor"));
        }
        draft
    }
}

/// What has to be done so that history and files agree.
#[derive(Default)]
struct Plan {
    /// Recorded, not carried out.
    replay: BTreeMap<Item, Option<Value>>,
    /// Changed by somebody else.
    outside: Vec<FileEdit>,
    /// Not JSON.
    broken: Vec<Item>,
    /// What replaces the broken ones.
    rebuilt: Vec<FileEdit>,
}

impl Plan {
    fn compare(&mut self, item: Item, seen: Option<&items::Seen>, known: Option<&Last>, settled: u64) {
        let disk = seen.map(|seen| &seen.hash);
        let recorded = known.and_then(|last| last.edit.now.as_ref());
        if disk == recorded {
            return;
        }
        match known {
            Some(last) if last.offset >= settled && last.edit.was.as_ref() == disk => {
                self.replay.insert(item, last.edit.after.clone());
            }
            _ => self.outside.push(FileEdit {
                file: item.file(),
                was: recorded.cloned(),
                now: disk.cloned(),
                before: known.and_then(|last| last.edit.after.clone()),
                after: seen.and_then(|seen| seen.value.clone()),
            }),
        }
    }
}

fn forget(journal: &mut Journal, edits: &[FileEdit]) {
    let items = edits.iter().filter_map(|edit| Item::of_file(&edit.file));
    journal.forget(&items.map(|item| notes::edit(item, None, None)).collect::<Vec<_>>());
}

/// Decides who may write, and takes the lock.
fn admit(files: &dyn Files, root: &Path, newer: Option<String>) -> Result<Held, StoreError> {
    if let Some(format) = newer {
        let why = format!("it was made by a newer Diptych ({}); update this program", line(&format));
        return Ok(Held::NotOurs(Access::read_only(why)));
    }
    lock::take(files, root)
}

/// Makes the folders and small files that a working copy needs, and gives its id.
fn prepare(files: &dyn Files, root: &Path) -> Result<String, StoreError> {
    let failed = |doing, path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| StoreError::Disk { doing, path, source }
    };
    for folder in FOLDERS {
        let path = root.join(folder);
        files.make_folder(&path).map_err(failed("make the folder", &path))?;
    }
    let copy = match read_copy(&Folder(root)) {
        copy if copy.is_empty() => {
            let copy = fresh_id().to_string();
            let path = root.join(LOCAL).join("copy");
            replace(files, &path, copy.as_bytes(), &copy).map_err(failed("write", &path))?;
            copy
        }
        copy => copy,
    };
    sweep(files, root, &copy);
    for folder in FOLDERS {
        sweep(files, &root.join(folder), &copy);
    }
    for (name, content) in GIT_FILES {
        let path = root.join(name);
        if fs::symlink_metadata(&path).is_err() {
            replace(files, &path, content.as_bytes(), &copy).map_err(failed("write", &path))?;
        }
    }
    Ok(copy)
}

/// The id of this working copy; empty if it has none yet.
fn read_copy(source: &Folder<'_>) -> String {
    let bytes = source.read(&format!("{LOCAL}/copy")).ok().flatten().unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    // Only a real id: it becomes part of file names.
    text.trim().parse::<uuid::Uuid>().map(|id| id.to_string()).unwrap_or_default()
}

fn read_number(source: &Folder<'_>, name: &str) -> Option<u64> {
    let bytes = source.read(&format!("{LOCAL}/{name}")).ok()??;
    std::str::from_utf8(&bytes).ok()?.trim().parse().ok()
}

fn empty(documents: Documents) -> Dossier {
    Dossier {
        event: documents.event,
        readouts: documents.readouts,
        texts: documents.texts,
        annotations: BTreeMap::new(),
        decisions: BTreeMap::new(),
        codebook: documents.codebook,
    }
}

/// The hash that a value will have as a file.
pub(super) fn hash_of(value: &Value) -> String {
    hash(&notes::bytes(value))
}
