//! Documents for an event, without a screen: adding them, capturing them again, carrying notes along.
//!
//! Nothing is ever overwritten: another capture of a document becomes its newest version, and all that is done
//! here can be taken back in the reading room.

mod add;
mod carry;
mod many;
mod update;

pub(super) use add::add;
pub(super) use carry::carry;
pub(super) use many::{add_many, store_plan};
pub(super) use update::update;

use super::opening::find;
use super::{Error, lexicon, opening, say};
use crate::app::Which;
use crate::compare::Lexicon;
use crate::domain::{Change, Dossier, Edit, Event, Party, Problem, Readout, Side, Step, Text, Version};
use crate::ingest::Captured;
use crate::review::carry::{Carriage, carry as carriage_of};
use crate::store::{Access, Keeper, Library, SaveError, samples};
use jiff::Timestamp;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// An event that is being added to, with the right to write it.
pub(super) struct Collection {
    pub(super) dossier: Dossier,
    place: Place,
    lexicon: Cow<'static, Lexicon>,
    author: String,
}

/// Where an event is written.
enum Place {
    /// A sample: its first change copies it into the library.
    Sample(Library),
    /// Its own folder.
    Folder(Box<Keeper>),
}

impl Collection {
    /// Opens an event for writing. A sample is copied into the library by its first change, and by no
    /// refusal.
    pub(super) fn open(event: &Path, library: &Library, config: &Path, author: String) -> Result<Collection, Error> {
        match find(event, library).map_err(|error| super::given::explain(event, error))? {
            Which::Folder(path) => Collection::at(&path, config, author),
            Which::Sample(name) => {
                let (lexicon, problems) = lexicon::load(config, None);
                let (dossier, odd) = samples::open(&name)?;
                problems.iter().chain(&odd).for_each(complain);
                Ok(Collection { dossier, place: Place::Sample(library.clone()), lexicon, author })
            }
        }
    }

    /// Opens a dossier for writing.
    pub(super) fn at(path: &Path, config: &Path, author: String) -> Result<Collection, Error> {
        let (opened, keeper) = Keeper::open(path, Timestamp::now())?;
        opened.problems.iter().for_each(complain);
        if let Access::ReadOnly { why } = keeper.access() {
            return Err(Error::Given(format!("{} cannot be added to: {why}", path.display())));
        }
        let (lexicon, problems) = lexicon::load(config, Some(path));
        problems.iter().for_each(complain);
        Ok(Collection { dossier: opened.dossier, place: Place::Folder(Box::new(keeper)), lexicon, author })
    }

    /// The right to write the event.
    fn keeper(&mut self) -> Result<&mut Keeper, Error> {
        if let Place::Sample(library) = &self.place {
            let path = library.create(&self.dossier)?;
            tell(&format!("the sample is copied into your library: {}", path.display()));
            self.place = Place::Folder(Box::new(Keeper::open(&path, Timestamp::now())?.1));
        }
        match &mut self.place {
            Place::Folder(keeper) => Ok(keeper),
            Place::Sample(_) => Err(Error::Given("the sample could not be copied into your library".to_owned())),
        }
    }

    /// Makes one change safe, and before it the texts that it names.
    fn change(&mut self, label: &str, edits: Vec<Edit>, texts: &[Text]) -> Result<(), Error> {
        if edits.is_empty() {
            return Ok(());
        }
        for text in texts {
            self.keeper()?.keep(text)?;
            self.dossier.texts.insert(text.hash(), Arc::clone(&text.words));
        }
        let (at, author) = (Timestamp::now(), self.author.clone());
        let change = Change { at, author, step: Step::Do, label: label.to_owned(), edits };
        // A sample goes into the library as it was before.
        self.keeper()?;
        change.edits.iter().for_each(|edit| edit.apply(&mut self.dossier));
        self.keeper()?.save(&change).map_err(|error| match error {
            SaveError::NotRecorded(error) | SaveError::NotWritten(error) | SaveError::Refused(error) => {
                Error::Store(error)
            }
            error @ SaveError::Conflict { .. } => Error::Given(format!("{error}; do it again")),
        })
    }

    /// Appends a capture to a document; whether it is another text than the newest.
    fn append(&mut self, id: &crate::domain::ReadoutId, captured: &Captured) -> Result<bool, Error> {
        let Some(before) = self.dossier.readout(id).cloned() else {
            let known: Vec<&str> = self.dossier.readouts.iter().map(|readout| readout.id.0.as_str()).collect();
            return Err(Error::Given(format!("no document is called {}; there are: {}", id.0, known.join(", "))));
        };
        let text = opening::text_of(captured);
        if before.latest().is_some_and(|latest| latest.sha256 == text.hash()) {
            return Ok(false);
        }
        let now = Timestamp::now();
        let mut after = before.clone();
        after.versions.push(Version { sha256: text.hash(), captured: Some(now), imported: captured.how.clone() });
        if captured.address.is_some() {
            after.retrieved = Some(now);
        }
        let edit = Edit::Readout { id: id.clone(), before: Some(Box::new(before)), after: Some(Box::new(after)) };
        self.change("add version", vec![edit], &[text])?;
        Ok(true)
    }

    /// What quotes an older version of a document, and where that stands in the newest.
    fn carriage(&self, id: &crate::domain::ReadoutId) -> Option<Carriage> {
        carriage_of(&self.dossier, id, &self.lexicon)
    }
}

/// The edits that add a document on a side, and its party where the event does not know it yet.
fn with_party(dossier: &Dossier, readout: Readout, side: Side) -> Vec<Edit> {
    let mut after = dossier.clone();
    name_party(&mut after.event, &readout);
    after.adding(readout, side).iter().for_each(|edit| edit.apply(&mut after));
    Edit::between(dossier, &after)
}

/// Takes in a document's party where the event does not know it yet.
fn name_party(event: &mut Event, readout: &Readout) {
    if let Some(id) = readout.party.as_ref().filter(|id| event.party(id).is_none()) {
        event.put_party(Party::named(&id.0));
    }
}

fn complain(problem: &Problem) {
    say::complain(&format!("{}: {}", problem.subject, problem.message));
}

/// Says what was done, on standard output.
fn tell(words: &str) {
    // There is nobody to tell that nobody can be told.
    let _ = say::print(&format!("{words}\n"));
}
