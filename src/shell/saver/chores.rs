//! What is done to events of the library from its screen: another title, into the trash, out of it.

use super::desk::Desk;
use crate::app::{Answer, What};
use crate::domain::{Change, Edit, Step};
use crate::shell::Error;
use crate::store::{Keeper, SaveError};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// One thing to be done to an event.
#[derive(Debug)]
pub(crate) enum Chore {
    /// Give one that is not open another title.
    Rename {
        /// Its folder.
        path: PathBuf,
        /// The title.
        title: String,
        /// Who signs the change.
        author: String,
    },
    /// Move it into the trash.
    Trash(PathBuf),
    /// Take it out of the trash, by its name there.
    Restore(String),
}

impl Desk {
    pub(super) fn do_chore(&mut self, chore: Chore) {
        let done = match chore {
            Chore::Rename { path, title, author } => rename(path, &title, author),
            Chore::Trash(path) => self.trash(path),
            Chore::Restore(name) => {
                self.library.restore(&name).map(|path| Answer::Restored { path }).map_err(Error::Store)
            }
        };
        self.say(What::Library(done.unwrap_or_else(|error| Answer::Refused(error.to_string()))));
    }

    /// An event that is open is closed first: it may only go when all of it is safe.
    fn trash(&mut self, path: PathBuf) -> Result<Answer, Error> {
        let open = self.held.as_ref().is_some_and(|held| same(held.keeper.path(), &path));
        if open && !self.is_safe() {
            return Err(Error::Given(
                "its newest change is not saved yet, so it stays; free some space first".to_owned(),
            ));
        }
        if open {
            self.held = None;
        }
        match self.library.trash(&path, Timestamp::now()) {
            Ok(trashed) => {
                let name = trashed.file_name().unwrap_or_default().to_string_lossy().into_owned();
                Ok(Answer::Trashed { path, name, closed: open })
            }
            Err(error) => {
                if open {
                    self.open_again(path);
                }
                Err(error.into())
            }
        }
    }
}

fn same(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Gives an event another title: a change like any other, in its history.
pub(crate) fn rename(path: PathBuf, title: &str, author: String) -> Result<Answer, Error> {
    let (opened, mut keeper) = Keeper::open(&path, Timestamp::now())?;
    let before = opened.dossier.event;
    let mut after = before.clone();
    title.clone_into(&mut after.title);
    let renamed = Answer::Renamed { path, before: before.title.clone(), after: title.to_owned() };
    if before.title == title {
        return Ok(renamed);
    }
    let edits = vec![Edit::Event { before: Box::new(before), after: Box::new(after) }];
    let change = Change { at: Timestamp::now(), author, step: Step::Do, label: "rename".to_owned(), edits };
    match keeper.save(&change) {
        Ok(()) => Ok(renamed),
        Err(SaveError::Refused(error) | SaveError::NotRecorded(error)) => Err(Error::Store(error)),
        Err(error) => Err(Error::Given(error.to_string())),
    }
}
