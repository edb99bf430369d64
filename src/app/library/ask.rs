//! What is asked of the library, and what it answers.

use crate::app::{JobId, Which};
use crate::domain::{AnnotationId, PartyId, ReadoutId};
use crate::export::track::Form;
use crate::review::catalogue::Head;
use crate::review::search::Snippet;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::path::PathBuf;

/// Something that is asked of the library. Nothing of it keeps a key waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Look at no further events for now.
    Stop,
    /// Find the events that answer; answered by [`Answer::Found`].
    Search {
        /// Number of the job.
        job: JobId,
        /// What was typed; its last word may be unfinished.
        asked: String,
    },
    /// Show the words found in these events; answered by [`Answer::Lines`].
    Lines {
        /// Number of the search's job.
        job: JobId,
        /// What was typed.
        asked: String,
        /// The events.
        events: Vec<Which>,
    },
    /// Follow a wording through all events; answered by [`Answer::Followed`].
    Follow {
        /// Number of the job.
        job: JobId,
        /// A concept or a phrase.
        wanted: String,
        /// In the documents of this party only.
        party: Option<PartyId>,
    },
    /// Make a file of a wording through all events; answered by [`Answer::Table`].
    Table {
        /// A concept or a phrase.
        wanted: String,
        /// In the documents of this party only.
        party: Option<PartyId>,
        /// Its form.
        form: Form,
    },
    /// List the trash; answered by [`Answer::Trash`].
    ListTrash,
    /// Give an event that is not open another title; answered by [`Answer::Renamed`].
    Rename {
        /// Its folder.
        path: PathBuf,
        /// The title.
        title: String,
    },
    /// Move an event into the trash, and close it if it is open; answered by [`Answer::Trashed`].
    Trash {
        /// Its folder.
        path: PathBuf,
    },
    /// Take an event out of the trash; answered by [`Answer::Restored`].
    Restore {
        /// Its name there.
        name: String,
    },
}

/// What the library answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// How many events were looked at, of how many; `None` when all were.
    Progress(Option<(usize, usize)>),
    /// The events that answer a search.
    Found {
        /// The job that it answers.
        job: JobId,
        /// Each with the number of its places.
        found: Vec<(Which, usize)>,
    },
    /// What was found in some events.
    Lines {
        /// The job of the search.
        job: JobId,
        /// Each event's places, in order.
        lines: Vec<(Which, Vec<FoundLine>)>,
    },
    /// A wording over time, or why it is not understood.
    Followed {
        /// The job that it answers.
        job: JobId,
        /// The wording.
        followed: Result<Box<Followed>, String>,
    },
    /// A wording over time as a file: its name and its bytes; or why it is not understood.
    Table(Result<(String, Vec<u8>), String>),
    /// What lies in the trash, newest first.
    Trash(Vec<Deleted>),
    /// An event has another title.
    Renamed {
        /// Its folder.
        path: PathBuf,
        /// The title that it had.
        before: String,
        /// The title that it has.
        after: String,
    },
    /// An event lies in the trash.
    Trashed {
        /// The folder in which it was.
        path: PathBuf,
        /// Its name in the trash.
        name: String,
        /// Whether it was the open one, which is closed now.
        closed: bool,
    },
    /// An event was taken out of the trash.
    Restored {
        /// Its folder.
        path: PathBuf,
    },
    /// A title, the trash or a way out of it was refused: why, and what to do.
    Refused(String),
}

/// One event of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// What to open.
    pub which: Which,
    /// What is known of it.
    pub head: Head,
    /// When it was last worked on, where the analyst is.
    pub worked: Option<DateTime>,
}

/// A place in an event where a search was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLine {
    /// What it is: *US · Readout of …*, *note of ana*.
    pub label: String,
    /// The words around the first place.
    pub snippet: Snippet,
    /// How often it is met there.
    pub times: usize,
    /// Where to go.
    pub spot: Spot,
}

/// A place in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// Where it was left.
    Left,
    /// Words of a document's newest version.
    Words(ReadoutId, usize),
    /// A note.
    Note(AnnotationId),
}

/// A wording over time, ready to be shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Followed {
    /// What a reader calls it.
    pub name: String,
    /// The words by which it is looked for in an event.
    pub looked_for: String,
    /// Each sentence that has it, by date.
    pub entries: Vec<Said>,
    /// The forms by party, with first and last use.
    pub uses: Vec<UsedForm>,
    /// Where it was not found: date, party, event.
    pub gaps: Vec<String>,
    /// How many documents were read.
    pub documents: usize,
    /// In how many of them it stands.
    pub having: usize,
    /// The parties whose documents were read when all were asked.
    pub parties: Vec<PartyId>,
}

/// A sentence in which a wording stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The event.
    pub which: Which,
    /// Its title.
    pub event: String,
    /// The date.
    pub date: Option<Date>,
    /// Whose document.
    pub party: Option<PartyId>,
    /// Its title, language and translation status.
    pub document: String,
    /// Whether it was written anew and may never be quoted.
    pub reconstruction: bool,
    /// The sentence, with the words found in it.
    pub sentence: Snippet,
    /// Where it stands.
    pub spot: Spot,
}

/// A form in the mouth of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedForm {
    /// Whose.
    pub party: Option<PartyId>,
    /// The form.
    pub form: String,
    /// How often.
    pub count: usize,
    /// When first.
    pub first: Option<Date>,
    /// When last.
    pub last: Option<Date>,
}

/// An event in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// Its name there.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Option<Date>,
    /// When it was deleted.
    pub deleted: Option<Timestamp>,
}
