//! Opening a dossier: lock, read, carry out what was left unfinished, tell what was odd.

use super::{Access, Keeper, Opened, items, texts};
use crate::domain::written::{self, Texts};
use crate::domain::{Change, Dossier, Edit, Journal, Problem, Subject};
use crate::store::content::{self, Content};
use crate::store::documents::{self, EventFile, Format};
use crate::store::error::{StoreError, line};
use crate::store::files::{Disk, Files, replace, sweep};
use crate::store::fresh_id;
use crate::store::history::{self, Entry, FileEdit, History, Kind};
use crate::store::layout::{EVENT, FOLDERS, GIT_FILES, LOCAL};
use crate::store::lock::{self, Held};
use crate::store::migrate;
use crate::store::source::{Folder, Source};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
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
        let format = event_of(&source)?.format;
        let held = admit(&*files, &root, &format)?;
        let waits = matches!(held, Held::Busy(_));
        let (mut access, mut lock) = held.into_parts();
        let mut migrated = Vec::new();
        let copy = match &access {
            Access::ReadWrite => match prepare(&*files, &root, &format, &mut migrated) {
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
            stamps: BTreeMap::new(),
            unkept: Vec::new(),
            history: History::new(&source, &copy),
            root: root.clone(),
            files,
            access,
            copy,
            seen: BTreeMap::new(),
            queue: VecDeque::new(),
            pending: BTreeMap::new(),
            odd: BTreeMap::new(),
            waits,
            _lock: lock,
        };
        let mut opened = keeper.load(now)?;
        opened.problems.splice(..0, migrated);
        Ok((opened, keeper))
    }

    /// Reads the whole dossier anew, after [`Keeper::refresh`] or a conflict told of changes from outside.
    /// The lock is kept, and so is what could not be saved yet.
    ///
    /// # Errors
    /// As [`Keeper::open`].
    pub fn reload(&mut self, now: Timestamp) -> Result<Opened, StoreError> {
        let mut opened = self.load(now)?;
        for change in &self.queue {
            // Those that do not fit any more become a conflict when they are tried again.
            if change.edits.iter().all(|edit| edit.fits(&opened.dossier)) {
                change.edits.iter().for_each(|edit| edit.apply(&mut opened.dossier));
                opened.journal.record(change.clone());
            }
        }
        Ok(opened)
    }

    fn load(&mut self, now: Timestamp) -> Result<Opened, StoreError> {
        let root = self.root.clone();
        let source = Folder(&root);
        let mut problems = Vec::new();
        let read = History::read(&source, &self.copy, &mut problems)?;
        let settled = read_number(&source, "settled").unwrap_or(0);
        self.stamps = texts::stamps(&root);
        let EventFile { event, format } = event_of(&source)?;
        if format == Format::Unnamed {
            let message = "it names no format: the folder has an older form, which is brought up to date where it \
                           can be written";
            problems.push(Problem::new(EVENT, message));
        }
        let mut dossier = Dossier {
            texts: crate::store::texts::read(&source, &mut problems)?,
            // Stands only until the files are read: without an event nothing opens.
            ..Dossier::of(event)
        };
        dossier.texts.extend(self.unkept.iter().map(|text| (text.hash(), Arc::clone(&text.words))));
        self.texts = Texts::new(dossier.texts.clone());
        self.history = read.history;
        self.seen.clear();
        self.odd.clear();
        let plan = self.survey(&read.last, settled, &mut dossier, &mut problems)?;
        let mut journal = self.journal(&read.entries);
        journal.forget(&plan.outside.iter().filter_map(FileEdit::subject).collect());
        self.recover(plan, now, &mut problems);
        for (subject, value) in &self.pending {
            let content = value.as_ref().and_then(|value| content::decode(subject, value, &self.texts).ok());
            content::place(&mut dossier, subject, content);
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
            let subjects: BTreeSet<Subject> = entry.edits.iter().filter_map(FileEdit::subject).collect();
            let edits = entry.edits.iter().map(|edit| self.edit_of(edit)).collect::<Option<Vec<Edit>>>();
            let (author, label) = (entry.author.clone(), entry.label.clone());
            match (entry.step.step(), edits) {
                (Some(step), Some(edits)) => journal.record(Change { at: entry.at, author, step, label, edits }),
                // What is not understood can be neither taken back nor stepped over.
                _ if entry.step != Kind::Rebuilt => journal.forget(&subjects),
                _ => {}
            }
        }
        journal
    }

    /// A line's edit as a value; `None` where this program does not understand it.
    fn edit_of(&self, edit: &FileEdit) -> Option<Edit> {
        let subject = edit.subject()?;
        let decode = |value: &Option<Value>| -> Option<Option<Content>> {
            let content = value.as_ref().map(|value| content::decode(&subject, value, &self.texts)).transpose();
            content.ok()
        };
        content::edit(&subject, decode(&edit.before)?, decode(&edit.after)?)
    }

    fn read_draft(&self, problems: &mut Vec<Problem>) -> Option<crate::domain::Draft> {
        let file = format!("{LOCAL}/draft.json");
        let bytes = Folder(&self.root).read(&file).ok()??;
        let value = serde_json::from_slice(&bytes).ok();
        let draft = value.and_then(|value: Value| written::decode_draft(&value, &self.texts));
        if draft.is_none() {
            problems.push(Problem::new(file, "the draft in it cannot be read; look at it in an editor"));
        }
        draft
    }
}

/// The event, from its file, or from the histories where the file is damaged, or was just being rebuilt.
fn event_of(source: &Folder<'_>) -> Result<EventFile, StoreError> {
    let error = match documents::read_event(source) {
        Err(error @ (StoreError::Damaged { .. } | StoreError::NotADossier { .. })) => error,
        other => return other,
    };
    let copy = read_copy(source);
    let own = History::read(source, &copy, &mut Vec::new())?.last.remove(&Subject::Event);
    let settled = read_number(source, "settled").unwrap_or(0);
    let known = match error {
        StoreError::NotADossier { .. } => own.filter(|last| last.is_unfinished(None, settled)),
        _ => {
            let other = history::others(source, &copy)?.remove(&Subject::Event);
            [own, other].into_iter().flatten().max_by_key(|last| last.at)
        }
    };
    let text = known.and_then(|last| last.edit.after?.as_str().map(str::to_owned));
    text.and_then(|text| documents::decode_event(&text).ok()).ok_or(error)
}

/// Decides who may write, and takes the lock.
fn admit(files: &dyn Files, root: &Path, format: &Format) -> Result<Held, StoreError> {
    if let Format::Newer(format) = format {
        let why = format!("it was made by a newer Diptych ({}); update this program", line(format));
        return Ok(Held::NotOurs(Access::read_only(why)));
    }
    lock::take(files, root)
}

/// Makes the folders and small files that a working copy needs, brings an older form of the folder to the
/// present one, and gives the copy's id.
fn prepare(files: &dyn Files, root: &Path, format: &Format, migrated: &mut Vec<Problem>) -> Result<String, StoreError> {
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
    if *format == Format::Unnamed {
        migrated.extend(migrate::migrate(files, root, &copy)?);
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
