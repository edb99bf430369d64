//! What lies on the saver's desk: the open dossier, what waits for a place in the library, and the
//! answers that go back.

use super::{Task, export};
use crate::app::What;
use crate::domain::{Change, Dossier, Draft, Problem, Text};
use crate::shell::event::Event;
use crate::shell::held::{Held, Outcome, home};
use crate::shell::{Error, opening};
use crate::store::{Config, Keeper, Library, Value};
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

/// What the saver works on.
pub(super) struct Desk {
    pub(super) library: Library,
    events: Sender<Event>,
    pub(super) held: Option<Held>,
    /// What the texts of an event without a folder came from.
    captured: Vec<Text>,
    /// An event that could not be copied into the library yet, and its changes so far.
    pub(super) homeless: Option<Homeless>,
    /// A dossier that was closed for another one and could not be opened again.
    astray: Option<PathBuf>,
    /// Whether texts came or went, so that the dossier is to be read anew.
    stale: bool,
    /// Number of the newest change that was handed in.
    newest: u64,
    /// Whether the analyst was told that it is not safe.
    owing: bool,
}

pub(super) struct Homeless {
    pub(super) dossier: Box<Dossier>,
    pub(super) changes: Vec<(Change, Vec<Text>)>,
    /// Its folder, where it was made but could not be opened.
    pub(super) place: Option<PathBuf>,
}

impl Desk {
    pub(super) fn new(library: Library, held: Option<Held>, captured: Vec<Text>, events: Sender<Event>) -> Desk {
        Desk { library, events, held, captured, homeless: None, astray: None, stale: false, newest: 0, owing: false }
    }

    pub(super) fn say(&self, what: What) {
        // When the loop has ended, nobody reads answers any more.
        let _ = self.events.send(Event::Happened(what));
    }

    pub(super) fn fail(&self, message: impl Into<String>) {
        self.say(What::Failed { job: None, message: message.into() });
    }

    pub(super) fn take(&mut self, task: Task) {
        match task {
            Task::Adopt(dossier) => self.adopt(dossier),
            Task::Save { number, change, texts } => self.save(number, *change, texts),
            Task::Draft(draft) => self.draft(draft.as_deref()),
            Task::Place(row) => {
                if let Some(held) = &self.held {
                    held.keeper.save_place(row);
                }
            }
            Task::Tally(open, found) => {
                if let Some(held) = &self.held {
                    held.keeper.save_tally(open, found);
                }
            }
            Task::Chore(chore) => self.do_chore(chore),
            Task::Open(which) => self.replace(|_| Ok(opening::which(&which)?)),
            Task::Create { dossier, texts } => self.replace(|desk| opening::made(&dossier, &texts, &desk.library)),
            Task::Export { name, bytes } => match export::write(&name, &bytes) {
                Ok(path) => self.say(What::Done(format!("written to {path}"))),
                Err(error) => self.fail(format!("cannot write {name} here: {error}; start Diptych in another folder")),
            },
            Task::Configure { folder, key, value } => match Config::write(&folder, key, &Value::Word(value)) {
                Ok(path) => self.say(What::Done(format!("kept in {}", path.display()))),
                Err(error) => self.fail(format!("not kept, it holds for this time only: {error}")),
            },
            Task::SaveElsewhere => self.save_elsewhere(),
            Task::Flush(done) => {
                if !self.is_safe() {
                    self.look();
                }
                let _ = done.send(self.is_safe());
            }
            Task::End => {}
        }
    }

    /// Whether nothing is left that only memory holds.
    pub(super) fn is_safe(&self) -> bool {
        self.homeless.is_none() && self.held.as_ref().is_none_or(|held| held.keeper.is_settled())
    }

    /// Looks whether something changed from outside, and tries again what failed.
    pub(super) fn look(&mut self) {
        if self.owing || !self.is_safe() {
            self.settle();
        }
        if let Some(path) = self.astray.take() {
            self.open_again(path);
        }
        if self.held.as_ref().is_some_and(|held| held.keeper.is_free()) {
            self.inherit();
        }
        // Where the disk is away, saving will tell, if there is something to save.
        let outside = self.held.as_mut().and_then(|held| held.keeper.refresh(Timestamp::now()).ok().flatten());
        if let Some(outside) = outside
            && let Some(held) = &mut self.held
        {
            let outcome = held.take_over(&outside.edits, outside.rescue);
            self.stale |= outside.texts;
            self.complain(&outside.problems);
            self.answer(outcome);
            if !self.stale {
                self.tell();
            }
        }
        if self.stale {
            self.read_anew();
        }
    }

    /// Texts came or went, and notes quote them: everything is read anew, once all is safe.
    fn read_anew(&mut self) {
        let Some(held) = self.held.as_mut().filter(|held| held.keeper.is_settled()) else { return };
        // Where it cannot be read now, what was read before stands until it can.
        if let Ok(problems) = held.reload() {
            self.stale = false;
            self.complain(&problems);
            self.tell();
        }
    }

    fn complain(&self, problems: &[Problem]) {
        problems.iter().for_each(|problem| self.fail(format!("{}: {}", problem.subject, problem.message)));
    }

    /// The program that had the dossier open has ended: from now on it is written here. Only a note that
    /// was being written there is worth leaving the place where the analyst reads.
    fn inherit(&mut self) {
        let Some(path) = self.held.as_ref().map(|held| held.keeper.path().to_owned()) else { return };
        match opening::folder(&path) {
            Ok(opening) => {
                self.held = opening.held;
                if opening.opened.draft.is_some() {
                    return self.say(What::Opened(Box::new(opening.opened)));
                }
                // No change is safe by this: what was refused before stays refused.
                self.say(What::Saved { number: 0, home: opening.opened.home });
                self.tell();
                self.say(What::Done("the other Diptych has ended: this dossier can be written now".to_owned()));
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    pub(super) fn open_again(&mut self, path: PathBuf) {
        match Keeper::open(&path, Timestamp::now()) {
            Ok((opened, keeper)) => {
                self.held = Some(Held::new(keeper, opened.dossier, opened.journal));
                self.tell();
            }
            Err(error) => {
                if self.astray.is_none() {
                    self.fail(error.to_string());
                }
                self.astray = Some(path);
            }
        }
    }

    /// Tells the dossier as it now is.
    pub(super) fn tell(&self) {
        if let Some(held) = &self.held {
            self.say(held.telling());
        }
    }

    fn adopt(&mut self, dossier: Box<Dossier>) {
        self.held = None;
        self.homeless = Some(Homeless { dossier, changes: Vec::new(), place: None });
        // At once, so that also a note which is still being written has a place to be kept.
        self.settle();
    }

    fn save(&mut self, number: u64, change: Change, texts: Vec<Text>) {
        self.newest = number;
        if let Some(homeless) = &mut self.homeless {
            homeless.changes.push((change, texts));
            return self.settle();
        }
        let outcome = match &mut self.held {
            Some(held) => held.save(&change, &texts),
            None => Outcome::Refused("the dossier cannot be read at present; mend its files".to_owned()),
        };
        self.answer(outcome);
    }

    /// Tries again what is owed to the disk.
    fn settle(&mut self) {
        let outcome = match self.homeless.take() {
            Some(homeless) => {
                let library = self.library.clone();
                self.house(homeless, &library)
            }
            None => self.held.as_mut().map_or(Outcome::Nothing, Held::retry),
        };
        self.answer(outcome);
    }

    /// Gives an event its place in a library, and makes its changes safe there.
    pub(super) fn house(&mut self, mut homeless: Homeless, library: &Library) -> Outcome {
        let place = homeless.place.take().map_or_else(|| library.create_of(&homeless.dossier, &self.captured), Ok);
        let opened = place.and_then(|path| {
            homeless.place = Some(path.clone());
            Keeper::open(&path, Timestamp::now())
        });
        match opened {
            Ok((opened, keeper)) => {
                let mut held = Held::new(keeper, opened.dossier, opened.journal);
                let mut outcome = Outcome::Nothing;
                for (change, texts) in &homeless.changes {
                    // A later success takes the earlier changes with it.
                    outcome = held.save(change, texts);
                }
                self.held = Some(held);
                outcome
            }
            Err(error) => {
                self.homeless = Some(homeless);
                Outcome::Failed(error.to_string())
            }
        }
    }

    pub(super) fn answer(&mut self, outcome: Outcome) {
        let number = self.newest;
        let was_owing = std::mem::replace(&mut self.owing, matches!(outcome, Outcome::Failed(_)));
        match outcome {
            Outcome::Nothing => self.owing = was_owing,
            Outcome::Safe | Outcome::Clash => {
                if let Some(held) = &self.held {
                    self.say(What::Saved { number, home: home(&held.keeper) });
                }
                // After the number: the program puts what is not safe yet on top of what is told.
                if matches!(outcome, Outcome::Clash) {
                    self.tell();
                }
            }
            // Told once; the next try is in two seconds.
            Outcome::Failed(_) if was_owing => {}
            Outcome::Failed(message) | Outcome::Refused(message) => self.say(What::NotSaved { number, message }),
        }
        let told = self.held.as_mut().map(Held::take_told).unwrap_or_default();
        self.complain(&told);
    }

    fn draft(&mut self, draft: Option<&Draft>) {
        let Some(held) = &self.held else { return };
        let outcome = match draft {
            Some(draft) => held.keeper.save_draft(draft),
            None => held.keeper.clear_draft(),
        };
        if let Err(error) = outcome {
            self.fail(error.to_string());
        }
    }

    /// Opens something else in place of what is open, unless that would lose a change.
    fn replace(&mut self, open: impl FnOnce(&Desk) -> Result<opening::Opening, Error>) {
        if !self.is_safe() {
            self.settle();
        }
        if !self.is_safe() {
            let message = "the newest change is not saved yet, so no other event is opened; free some space first";
            return self.say(What::NotOpened(message.to_owned()));
        }
        // The same dossier may be opened again: its lock must be free.
        let before = self.held.take().map(|held| held.keeper.path().to_owned());
        match open(self) {
            Ok(opening) => {
                (self.astray, self.stale) = (None, false);
                self.captured = opening.captured;
                self.held = opening.held;
                self.say(What::Opened(Box::new(opening.opened)));
            }
            Err(error) => {
                self.say(What::NotOpened(error.to_string()));
                if let Some(path) = before {
                    self.open_again(path);
                }
            }
        }
    }
}
