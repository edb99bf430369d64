//! What is done to events from the library: another title, into the trash and out of it, and all of it back.

use super::{Answer, Ask};
use crate::app::prompt::Purpose;
use crate::app::state::{Screen, State};
use crate::app::{Effect, Home, Which};
use crate::domain::Edit;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Something that was done to an event and can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Done {
    /// It has another title.
    Renamed {
        /// Its folder.
        path: PathBuf,
        /// The title that it had.
        before: String,
    },
    /// It lies in the trash.
    Trashed {
        /// Its name there.
        name: String,
    },
    /// It was taken out of the trash.
    Restored {
        /// Its folder.
        path: PathBuf,
    },
}

impl State {
    /// The folder of the event at the cursor; a sample has none.
    fn current_folder(&self) -> Option<PathBuf> {
        match &self.current_event()?.which {
            Which::Folder(path) => Some(path.clone()),
            Which::Sample(_) => None,
        }
    }

    /// Whether the event of that folder is the open one.
    fn is_open(&self, folder: &Path) -> bool {
        let home = self.room.as_ref().map(|room| &room.home);
        matches!(home, Some(Home::Saved(path) | Home::ReadOnly { path, .. }) if Path::new(path) == folder)
    }

    /// Opens the line in which an event's title is written.
    pub(crate) fn ask_for_title(&mut self) {
        let title = self.current_event().map(|listing| listing.head.title.clone());
        self.ask_with(Purpose::Title, &title.unwrap_or_default());
    }

    /// Gives the event at the cursor another title.
    pub(crate) fn rename(&mut self, at: Timestamp, title: &str) -> Vec<Effect> {
        let (title, Some(path)) = (title.trim(), self.current_folder()) else { return Vec::new() };
        if title.is_empty() {
            self.warn("a title has a word in it; nothing was changed");
            return Vec::new();
        }
        self.give_title(at, path, title.to_owned())
    }

    /// The title of the open event changes like a note of it; that of another one is changed where it lies.
    fn give_title(&mut self, at: Timestamp, path: PathBuf, title: String) -> Vec<Effect> {
        if !self.is_open(&path) {
            return vec![Ask::Rename { path, title }.into()];
        }
        let Some(room) = &self.room else { return Vec::new() };
        let before = room.dossier.event.clone();
        let mut after = before.clone();
        after.title.clone_from(&title);
        let renamed = Answer::Renamed { path, before: before.title.clone(), after: title };
        let mut effects =
            self.change(at, "rename", vec![Edit::Event { before: Box::new(before), after: Box::new(after) }]);
        effects.extend(self.kept(renamed));
        effects
    }

    /// Moves the event at the cursor into the trash.
    pub(crate) fn trash_event(&mut self) -> Vec<Effect> {
        let Some(path) = self.current_folder() else { return Vec::new() };
        let busy = self.is_open(&path) && !self.is_safe();
        if busy {
            self.warn("the newest change of this event is not saved yet; wait a moment");
            return Vec::new();
        }
        self.opening = self.is_open(&path);
        vec![Ask::Trash { path }.into()]
    }

    /// Shows what lies in the trash.
    pub(crate) fn show_trash(&mut self) -> Vec<Effect> {
        self.screen = Screen::Trash;
        vec![Ask::ListTrash.into()]
    }

    /// Takes the event at the cursor out of the trash.
    pub(crate) fn restore_event(&mut self) -> Vec<Effect> {
        let name = self.library.trash.get(self.item()).map(|deleted| deleted.name.clone());
        name.map(|name| Ask::Restore { name }.into()).into_iter().collect()
    }

    /// Whether something was done to an event that can be taken back.
    pub(crate) fn can_take_back(&self) -> bool {
        !self.library.done.is_empty()
    }

    /// Takes back what was last done to an event.
    pub(crate) fn take_back(&mut self, at: Timestamp) -> Vec<Effect> {
        let Some(done) = self.library.done.pop() else { return Vec::new() };
        self.library.taking_back = Some(done.clone());
        match done {
            Done::Renamed { path, before } => self.give_title(at, path, before),
            Done::Trashed { name } => vec![Ask::Restore { name }.into()],
            Done::Restored { path } => vec![Ask::Trash { path }.into()],
        }
    }

    /// What was asked of an event is refused.
    pub(super) fn refused(&mut self, why: String) {
        self.opening = false;
        self.library.done.extend(self.library.taking_back.take());
        self.warn(why);
    }

    /// Takes note of what was done to an event.
    pub(super) fn kept(&mut self, answer: Answer) -> Vec<Effect> {
        // Before the list changes, for what is shown is known by its places in it.
        let here = self.current_event().map(|listing| listing.which.clone());
        let row = self.cursors.library;
        let (told, done) = match answer {
            Answer::Renamed { path, before, after } => {
                let which = Which::Folder(path.clone());
                let renamed = self.library.listed.iter_mut().filter(|listing| listing.which == which);
                renamed.for_each(|listing| listing.head.title.clone_from(&after));
                (format!("renamed: “{after}”"), Done::Renamed { path, before })
            }
            Answer::Trashed { path, name, closed } => {
                self.opening = false;
                if closed {
                    self.room = None;
                }
                self.library.listed.retain(|listing| listing.which != Which::Folder(path.clone()));
                (
                    "in the trash, where it stays until you take it back: {show-trash} shows it".to_owned(),
                    Done::Trashed { name },
                )
            }
            Answer::Restored { path } => ("taken out of the trash".to_owned(), Done::Restored { path }),
            _ => return Vec::new(),
        };
        if self.library.taking_back.take().is_some() {
            self.say(format!("taken back · {told}"));
        } else {
            self.say(format!("{told}; {{take-back}} takes it back"));
            self.library.done.push(done);
        }
        self.put_in_order(here);
        if self.cursors.library == 0 {
            // What stood at the cursor is gone: the next one moves up to it.
            self.cursors.library = row;
        }
        let trash = (self.screen == Screen::Trash).then(|| Ask::ListTrash.into());
        std::iter::once(Effect::List).chain(trash).collect()
    }
}
