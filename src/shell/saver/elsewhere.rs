//! The way out where the disk refuses: the whole event goes into another folder, and work goes on there.

use super::desk::Desk;
use crate::app::What;
use crate::shell::held::{Held, Outcome};
use crate::store::{Library, StoreError};
use directories::BaseDirs;
use std::env;
use std::path::{Path, PathBuf};

impl Desk {
    /// Tries the current folder, then the home folder, then the system's folder for temporary files: one of
    /// them is on another disk, or has room.
    pub(super) fn save_elsewhere(&mut self) {
        let home = BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
        let places: Vec<PathBuf> = env::current_dir().ok().into_iter().chain(home).chain([env::temp_dir()]).collect();
        self.save_into_one_of(&places);
    }

    /// Saves everything into the first of these folders that takes it.
    pub(super) fn save_into_one_of(&mut self, folders: &[PathBuf]) {
        let mut refused = Vec::new();
        for folder in folders {
            match self.save_into(folder) {
                Ok(()) => return self.tell_where(),
                Err(why) => refused.push(why),
            }
        }
        self.fail(format!("no other folder takes it either: {}", refused.join("; ")));
    }

    fn save_into(&mut self, folder: &Path) -> Result<(), String> {
        if let Some(mut homeless) = self.homeless.take() {
            homeless.place = None;
            let outcome = self.house(homeless, &Library::at(folder));
            return match outcome {
                Outcome::Failed(why) | Outcome::Refused(why) => Err(why),
                Outcome::Nothing | Outcome::Safe | Outcome::Clash => Ok(()),
            };
        }
        let held = self.held.as_ref().ok_or_else(|| "no event is open".to_owned())?;
        let moved = held.elsewhere(folder).map_err(|error: StoreError| error.to_string())?;
        self.held = Some(moved);
        Ok(())
    }

    fn tell_where(&mut self) {
        self.answer(Outcome::Clash);
        let path = self.held.as_ref().map(|held: &Held| held.keeper.path().display().to_string());
        if let Some(path) = path {
            self.say(What::Done(format!("all of it is saved in {path}, and goes on there")));
        }
    }
}
