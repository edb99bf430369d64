//! Why the program ends without having done what was asked.

use super::say;
use crate::ingest::IngestError;
use crate::store::StoreError;
use std::io;
use thiserror::Error;

/// Why the program ends; its words say what to do.
#[derive(Debug, Error)]
pub enum Error {
    /// The command line makes no sense.
    #[error("{0}")]
    Usage(String),
    /// There is no terminal to draw on.
    #[error("{0}")]
    NoTerminal(&'static str),
    /// A file, folder or name given cannot be used.
    #[error("{0}")]
    Given(String),
    /// A text cannot be read.
    #[error(transparent)]
    Text(#[from] IngestError),
    /// An event or the library cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The terminal failed.
    #[error("the terminal failed: {0}")]
    Terminal(#[source] io::Error),
    /// Standard output failed.
    #[error("cannot write the result: {0}; check the disk, or the program that reads it")]
    Output(#[source] io::Error),
    /// The system refused a thread or a handle.
    #[error("the system refuses what the program needs: {0}; end other programs and try again")]
    System(#[source] io::Error),
}

impl Error {
    /// Tells it to the person, on standard error, made visible.
    pub fn tell(&self) {
        match self {
            // The parser's words come in several lines, with their own beginning.
            Error::Usage(words) if words.contains('\n') => say::explain(words),
            error => say::complain(&error.to_string()),
        }
    }

    /// The exit code: 1 for what was given, 2 for how it was given, 3 where there is no terminal.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Error::Usage(_) => 2,
            Error::NoTerminal(_) => 3,
            _ => 1,
        }
    }
}
