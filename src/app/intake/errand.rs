//! What the program sends for, and what comes back: documents, a colleague's copy, work on many texts.
//!
//! An errand runs beside the screen, tells its steps, and can be given up. Nothing that it brings is in the
//! event yet: that takes a change, which can be taken back.

use super::records::{Originals, Record};
use crate::domain::{Dossier, Edit, Problem, Readout, ReadoutId, Sides, Text, VersionId};
use crate::review::agreement::Agreement;
use crate::review::carry::Carriage;
use crate::review::merge::Merged;

/// Something to be fetched, read or worked out.
#[derive(Debug, Clone, PartialEq)]
pub enum Errand {
    /// Read a document; where a folder or a table of many is given, make a plan of it.
    Take(Given),
    /// Complete the path of a file.
    Complete(String),
    /// Read every document of a plan into events of the library.
    Store(String),
    /// Look where the quotations of documents stand in their newest versions.
    Carry {
        /// The event.
        dossier: Box<Dossier>,
        /// Which documents.
        readouts: Vec<ReadoutId>,
        /// The dossier's folder, if it has one: a lexicon of its own may lie there.
        folder: Option<String>,
    },
    /// Read a colleague's copy of the event and see what it has in addition.
    Merge {
        /// The copy: a folder, or a name of the library.
        given: String,
        /// The event.
        dossier: Box<Dossier>,
        /// Its folder, if it has one: its history tells who changed what.
        folder: Option<String>,
    },
    /// Read an event that was exported.
    Import(String),
    /// See whether the quotations of a file are what the event's texts say.
    Verify {
        /// The file.
        given: String,
        /// The event.
        dossier: Box<Dossier>,
    },
    /// See what the documents' records show: revisions, and how translations depart from their originals.
    Records {
        /// The event.
        dossier: Box<Dossier>,
        /// What stands in the panes.
        shown: Sides<VersionId>,
        /// Its folder, if it has one.
        folder: Option<String>,
    },
    /// Find the original's line for each passage of a translation.
    Original {
        /// The event.
        dossier: Box<Dossier>,
        /// The translation.
        translation: VersionId,
        /// What it renders.
        original: VersionId,
        /// The event's folder, if it has one.
        folder: Option<String>,
    },
    /// Measure how far each two readers of the event agree.
    Agree(Box<Dossier>),
}

/// What a person gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A path or an address.
    Typed(String),
    /// The text itself.
    Text(String),
}

/// How an errand goes.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// It has come so far: `page 3 of 12`.
    Step(String),
    /// It is done.
    Brought(Box<Brought>),
    /// It could not be done; the message says what to do.
    Failed(String),
}

/// What an errand brings.
#[derive(Debug, Clone, PartialEq)]
pub enum Brought {
    /// A document.
    Taken(Box<Taken>),
    /// A plan of many documents.
    Planned(Planned),
    /// Paths that begin as what was typed.
    Completed {
        /// What was typed.
        typed: String,
        /// The paths, in order; folders end in a slash.
        matches: Vec<String>,
    },
    /// An event that was exported, as it was.
    Imported(Box<Dossier>),
    /// How many quotations a file has, and which of them are not what the texts say.
    Verified {
        /// All of them.
        quotations: usize,
        /// Those that are not as in the texts.
        changed: Vec<Problem>,
    },
    /// What became of each document of a plan, in words.
    Stored(Vec<(String, String)>),
    /// Where quotations stand in newer versions; documents of which nothing quotes an older one are left out.
    Carried(Vec<Carriage>),
    /// A colleague's copy, joined with the event; nothing is done yet.
    Merged {
        /// What would be.
        merged: Box<Merged>,
        /// What leads there from the event as it was.
        edits: Vec<Edit>,
        /// The texts that come with it, with what they came from.
        texts: Vec<Text>,
    },
    /// What the records show.
    Recorded(Vec<Record>),
    /// What the passages of a translation are in the original.
    Originals(Box<Originals>),
    /// How far each two readers agree.
    Agreed(Vec<Agreement>),
}

/// A document that was read, with what it says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The document as it would be described: what it does not say is unknown. Its id may be taken already.
    pub readout: Readout,
    /// Its text.
    pub text: Text,
    /// What the document gives as its title; the readout has its file's name where it gives none.
    pub title: Option<String>,
    /// Where in the document its facts stand.
    pub found: Vec<(Fact, String)>,
    /// What stands in the document and not in the text.
    pub cut: Vec<CutAway>,
    /// What is odd about it.
    pub problems: Vec<Problem>,
}

/// Something that a document may say of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// Its title.
    Title,
    /// Who published it.
    Publisher,
    /// Its language.
    Language,
    /// When it was published.
    Published,
    /// Its address.
    Address,
}

/// A part of a document that was left out of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutAway {
    /// Why.
    pub why: &'static str,
    /// Its words.
    pub text: String,
}

/// A folder or a table of many documents, before any of them is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Planned {
    /// What was given.
    pub given: String,
    /// The documents.
    pub rows: Vec<PlannedRow>,
    /// What is odd about the whole.
    pub problems: Vec<String>,
}

/// One document of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// Its file or address.
    pub name: String,
    /// What is said of it.
    pub told: String,
    /// What is wrong or missing; such a row may be left out.
    pub problems: Vec<String>,
}

/// An event that is being made of two documents.
pub(super) type Both<T> = Sides<Option<T>>;
