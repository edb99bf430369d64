//! Everything that the program wants done outside of itself, as values.

use super::{JobId, Which};
use crate::compare::Frame;
use crate::domain::{Change, Dossier, Draft, Language, Sides};
use jiff::Timestamp;
use std::sync::Arc;

/// Something to be done by the shell; its outcome comes back as an input.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Compare two texts; answered by `Compared` or `Failed`.
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
    },
    /// Keep the note that is being written, or forget it (`None`).
    Draft(Option<Box<Draft>>),
    /// Remember the row at which the event is left.
    Place(usize),
    /// Open an event; answered by `Opened` or `NotOpened`.
    Open(Which),
    /// Make an event of two pasted texts; answered by `Opened` or `NotOpened`.
    Create {
        /// Its title.
        title: String,
        /// The texts.
        texts: Sides<String>,
    },
    /// List the library; answered by `Listed`.
    List,
    /// Write a new file, never over another; answered by `Done` or `Failed`.
    Export {
        /// A good name for it, with its ending.
        name: String,
        /// Its contents.
        bytes: Vec<u8>,
    },
    /// Put text on the clipboard.
    Copy(String),
    /// Send `Wake` at this time.
    WakeAt(Timestamp),
    /// Give the terminal back and stop until continued (Ctrl-Z).
    Suspend,
    /// End the program, when all that was to be saved is safe.
    Quit,
}

/// Two texts to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Number of the job.
    pub job: JobId,
    /// How each document is called.
    pub names: Sides<String>,
    /// Language of each text.
    pub languages: Sides<Language>,
    /// The texts.
    pub texts: Sides<Arc<str>>,
    /// What is known of the event.
    pub frame: Frame,
}
