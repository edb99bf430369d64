//! Everything that can happen to the program, as values. Time arrives with each input.

use super::library::{Answer, Listing};
use super::{Home, Made, News};
use crate::compare::{Comparison, Lexicon};
use crate::domain::{Dossier, Draft, Ground, Journal, Problem};
use crate::review::Sheet;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

/// Something that happened, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// When it reached the program.
    pub at: Timestamp,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A key went down.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted; line ends are line feeds.
    Paste(String),
    /// The screen has a new size.
    Resize(Size),
    /// The terminal told what lies behind its letters.
    Ground(Ground),
    /// A time that was asked for has come.
    Wake,
    /// An event was opened.
    Opened(Box<Opened>),
    /// A comparison is ready.
    Compared {
        /// The job that it answers.
        job: JobId,
        /// Its result.
        comparison: Box<Comparison>,
        /// The result as rows, in the order of the left text: laid out where nobody waits for it.
        sheet: Box<Sheet>,
    },
    /// The lexicon that a comparison used, where it is not the built-in one.
    Lexicon {
        /// The job of that comparison.
        job: JobId,
        /// The built-in lexicon with the person's own laid over it.
        lexicon: Arc<Lexicon>,
    },
    /// The event that was to be opened or made could not be; the message says what to do.
    NotOpened(String),
    /// A job could not be done; the message says what to do.
    Failed {
        /// Which one; `None` for an effect that is not a job.
        job: Option<JobId>,
        /// For the reader.
        message: String,
    },
    /// Changes up to this number are safe on disk.
    Saved {
        /// Number of the newest change that is safe.
        number: u64,
        /// Where the event now lives.
        home: Home,
    },
    /// A change could not be saved; memory still holds it.
    NotSaved {
        /// Number of the change.
        number: u64,
        /// What went wrong, and what to do.
        message: String,
    },
    /// The dossier was changed from outside, by git or an editor; this is its new state.
    Reloaded {
        /// Event, documents, texts, codebook, annotations and decisions as they now are.
        dossier: Box<Dossier>,
        /// Its undo and redo.
        journal: Journal,
    },
    /// How an errand goes.
    Errand {
        /// Which.
        job: JobId,
        /// What is reported.
        news: News,
    },
    /// An export is made, or cannot be.
    Published {
        /// The job that it answers.
        job: JobId,
        /// The file, or why there is none.
        made: Result<Made, String>,
    },
    /// The library's events.
    Listed(Vec<Listing>),
    /// The library answers.
    Library(Answer),
    /// The program is being ended from outside (a signal, a closed window) and takes nothing more:
    /// the effects should keep what is being written.
    Ending,
    /// Something that was asked for is done; the message says what and where.
    Done(String),
}

/// An event that was opened, with all that is needed to go on where it was left.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The event.
    pub dossier: Dossier,
    /// Undo and redo.
    pub journal: Journal,
    /// Where it lives.
    pub home: Home,
    /// What was odd.
    pub problems: Vec<Problem>,
    /// A note that was being written when the program ended.
    pub draft: Option<Draft>,
    /// The row at which it was left.
    pub row: Option<usize>,
    /// Whether to greet: the first run ever.
    pub first_run: bool,
}

/// What to open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    /// A compiled-in sample, by name.
    Sample(String),
    /// A dossier folder, by its path, which need not be Unicode.
    Folder(PathBuf),
}

/// Number of a job; a result with another number than the one waited for is stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct JobId(pub u64);

/// Size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Lines.
    pub height: u16,
}

/// A key with what was held down. Upper-case letters are characters of their own: no shift there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With control.
    pub ctrl: bool,
    /// With alt.
    pub alt: bool,
    /// With shift; only told for keys that are no characters.
    pub shift: bool,
}

impl Key {
    /// The key alone.
    #[must_use]
    pub const fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// The key with control.
    #[must_use]
    pub const fn ctrl(code: KeyCode) -> Key {
        Key { code, ctrl: true, alt: false, shift: false }
    }
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are those on the keys")]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Function(u8),
}

/// What the mouse did, and in which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// Column, from 0.
    pub x: u16,
    /// Line, from 0.
    pub y: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum MouseKind {
    Press,
    Drag,
    Release,
    ScrollUp,
    ScrollDown,
}
