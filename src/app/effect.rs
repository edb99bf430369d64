//! Everything that the program wants done outside of itself, as values.

use super::library::{Ask, View};
use super::{Errand, JobId, Order, Which};
use crate::compare::{self, Comparison, Document, Frame, Lexicon, Member, Set};
use crate::domain::{Change, Dossier, Draft, Language, Sides, Text, Translation};
use jiff::Timestamp;
use std::sync::Arc;

/// Something to be done by the shell; its outcome comes back as an input.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Compare the texts in the panes; answered by `Compared` or `Failed`.
    Compare(Box<Pair>),
    /// Copy this event, as it was before its first change, into the library; its home comes with
    /// the next `Saved`. Always followed by a `Save`, or by a `Draft` that ends in one.
    Adopt(Box<Dossier>),
    /// Make a change safe; answered by `Saved` or `NotSaved`.
    Save {
        /// Its number; grows by one with each change.
        number: u64,
        /// What changed.
        change: Box<Change>,
        /// New texts that it names; they are kept before it, and for good.
        texts: Vec<Text>,
    },
    /// Keep the note that is being written, or forget it (`None`).
    Draft(Option<Box<Draft>>),
    /// Remember the row at which the event is left.
    Place(usize),
    /// Remember how the library is left.
    Left(View),
    /// Remember how many discrepancies are open, and how many there are: the library tells it.
    Tally {
        /// Not ruled on.
        open: usize,
        /// In all.
        found: usize,
    },
    /// Open an event; answered by `Opened` or `NotOpened`.
    Open(Which),
    /// Make an event in the library; answered by `Opened` or `NotOpened`.
    Create {
        /// All of it.
        dossier: Box<Dossier>,
        /// What its texts came from.
        texts: Vec<Text>,
    },
    /// Fetch, read or work out something beside the screen; answered by `Errand`.
    Run {
        /// Its number.
        job: JobId,
        /// What.
        errand: Box<Errand>,
    },
    /// An errand that nobody waits for any more: end it, and what it started.
    GiveUp(JobId),
    /// List the library, at once as it was last known, then as it is; answered by `Listed` and `Library`.
    List,
    /// Make an export, to be looked at and written; answered by `Published`.
    Publish(Box<Order>),
    /// Keep a setting; answered by `Done` or `Failed`.
    Configure {
        /// What it is called in the file.
        key: &'static str,
        /// What it is set to.
        value: String,
    },
    /// Listen to the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Ask the library; answered by `Library`, or by `Failed`.
    Library(Ask),
    /// Write a new file, never over another; answered by `Done` or `Failed`.
    Export {
        /// A good name for it, with its ending.
        name: String,
        /// Its contents.
        bytes: Vec<u8>,
    },
    /// Write the whole event, with what is not safe yet, into another folder, and go on there; answered
    /// by `Saved` and `Reloaded`, or by `Failed`.
    SaveElsewhere,
    /// Put text on the clipboard.
    Copy(String),
    /// Send `Wake` at this time.
    WakeAt(Timestamp),
    /// Give the terminal back and stop until continued (Ctrl-Z).
    Suspend,
    /// End the program, when all that was to be saved is safe.
    Quit,
}

/// The texts in the panes, to be compared, with the other documents of their sides: what one leaves
/// out, another may say.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Number of the job.
    pub job: JobId,
    /// The documents of each side.
    pub documents: Sides<Vec<Paper>>,
    /// Which of them is in the pane.
    pub shown: Sides<usize>,
    /// Whether they are two versions of one document, the older on the left.
    pub versions: bool,
    /// What is known of the event.
    pub frame: Frame,
    /// The dossier's folder, if it has one: a lexicon of its own may lie there.
    pub folder: Option<String>,
}

/// One document of a side.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// How it is called.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// How its words relate to what was issued.
    pub translation: Translation,
    /// Place on its side of the document that it translates.
    pub translates: Option<usize>,
    /// Its text.
    pub text: Arc<str>,
}

impl Pair {
    /// Compares what is in the panes: two accounts, or two versions of one document.
    #[must_use]
    pub fn compared(&self, lexicon: &Lexicon) -> Comparison {
        let sets = self.sets();
        if self.versions {
            return compare::versions(sets.map(|set| set.members[set.shown].document.clone()), lexicon);
        }
        compare::event(&sets, &self.frame, lexicon).main
    }

    /// The documents as the comparison takes them.
    #[must_use]
    pub fn sets(&self) -> Sides<Set<'_>> {
        Sides::from_fn(|side| Set {
            members: self.documents[side].iter().map(Paper::member).collect(),
            shown: self.shown[side],
        })
    }
}

impl Paper {
    fn member(&self) -> Member<'_> {
        let Paper { name, language, translation, translates, text } = self;
        let document = Document { name, language: language.clone(), text };
        Member { document, translates: *translates, translation: *translation }
    }
}

impl From<&Member<'_>> for Paper {
    fn from(member: &Member<'_>) -> Paper {
        Paper {
            name: member.document.name.to_owned(),
            language: member.document.language.clone(),
            translation: member.translation,
            translates: member.translates,
            text: Arc::from(member.document.text),
        }
    }
}
