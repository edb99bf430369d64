//! Documents for an event, without a screen: adding them, capturing them again, carrying notes along.
//!
//! Nothing is ever overwritten: another capture of a document becomes its newest version, and all that is done
//! here can be taken back in the reading room.

mod add;
mod carry;
mod update;

pub(super) use add::add;
pub(super) use carry::carry;
pub(super) use update::update;

use super::opening::find;
use super::{Error, lexicon, say};
use crate::app::Which;
use crate::compare::Lexicon;
use crate::domain::{Change, Dossier, Edit, Raw, Step, Text, Version};
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
    keeper: Keeper,
    lexicon: Cow<'static, Lexicon>,
    author: String,
}

impl Collection {
    /// Opens an event for writing; a sample is copied into the library first.
    pub(super) fn open(event: &Path, library: &Library, config: &Path, author: String) -> Result<Collection, Error> {
        let path = match find(event, library).map_err(|error| super::given::explain(event, error))? {
            Which::Folder(path) => path,
            Which::Sample(name) => {
                let path = library.create(&samples::open(&name)?.0)?;
                tell(&format!("the sample is copied into your library: {}", path.display()));
                path
            }
        };
        let (opened, keeper) = Keeper::open(&path, Timestamp::now())?;
        opened.problems.iter().for_each(|problem| say::complain(&format!("{}: {}", problem.subject, problem.message)));
        if let Access::ReadOnly { why } = keeper.access() {
            return Err(Error::Given(format!("{} cannot be added to: {why}", path.display())));
        }
        let (lexicon, problems) = lexicon::load(config, Some(&path));
        problems.iter().for_each(|problem| say::complain(&format!("{}: {}", problem.subject, problem.message)));
        Ok(Collection { dossier: opened.dossier, keeper, lexicon, author })
    }

    /// Makes one change safe, and before it the texts that it names.
    fn change(&mut self, label: &str, edits: Vec<Edit>, texts: &[Text]) -> Result<(), Error> {
        if edits.is_empty() {
            return Ok(());
        }
        for text in texts {
            self.keeper.keep(text)?;
            self.dossier.texts.insert(text.hash(), Arc::clone(&text.words));
        }
        for edit in &edits {
            edit.apply(&mut self.dossier);
        }
        let (at, author) = (Timestamp::now(), self.author.clone());
        let change = Change { at, author, step: Step::Do, label: label.to_owned(), edits };
        self.keeper.save(&change).map_err(|error| match error {
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
        let text = text_of(captured);
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

/// A captured text, with the bytes that it came from.
fn text_of(captured: &Captured) -> Text {
    let raw =
        captured.raw.as_ref().map(|raw| Raw { bytes: raw.bytes.as_slice().into(), ending: raw.ending.to_owned() });
    Text { raw, ..Text::new(captured.text.as_str()) }
}

/// Says what was done, on standard output.
fn tell(words: &str) {
    // There is nobody to tell that nobody can be told.
    let _ = say::print(&format!("{words}\n"));
}
