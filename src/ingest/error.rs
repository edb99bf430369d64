//! Why a text could not be taken in, and what to do about it.

use crate::domain::visible;
use std::io;
use thiserror::Error;

/// A text that could not be taken in.
#[derive(Debug, Error)]
#[error("cannot read {}: {wrong}", one_line(.what))]
pub struct IngestError {
    /// What was read: a file's path, an address, `standard input`, `the pasted text`.
    pub what: String,
    /// What is wrong with it.
    #[source]
    pub wrong: Wrong,
}

/// What is wrong with a text, each with what to do next.
#[derive(Debug, Error)]
pub enum Wrong {
    /// The system said no.
    #[error("{}; check the name and the permissions", one_line(&.0.to_string()))]
    Io(#[source] io::Error),
    /// A folder.
    #[error("it is a folder; give a text file")]
    Folder,
    /// No character but white space.
    #[error("it is empty; give a file with the readout's text")]
    Empty,
    /// More than is read.
    #[error("it is larger than {limit} MiB; give the readout alone")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// A format that is not read.
    #[error("it is {kind}, which is not read; {todo}")]
    Format {
        /// Which: `a picture`.
        kind: &'static str,
        /// What to do instead.
        todo: &'static str,
    },
    /// Bytes that are no text.
    #[error("it looks like a binary file, not text; give a text, a web page, or a PDF, .docx or .odt document")]
    Binary,
    /// UTF-16 or UTF-32 without saying so, or broken.
    #[error("it is not valid {encoding} although it says so; open it in an editor and save it as UTF-8")]
    Invalid {
        /// What it claims to be.
        encoding: &'static str,
    },
    /// UTF-8 with a few broken characters; reading it as anything else would garble all of it.
    #[error("it is UTF-8, but {broken} characters in it are broken; get a better copy")]
    Broken {
        /// How many places are broken.
        broken: usize,
    },
    /// No encoding fits, or more than one.
    #[error("its encoding cannot be told for certain{}; open it in an editor and save it as UTF-8", perhaps(.guesses))]
    Encoding {
        /// Those that it may be.
        guesses: Vec<&'static str>,
    },
    /// A document whose inside is not as its form demands.
    #[error("it is {form} that is damaged or not regular ({}); open it in the program that made it and save it again", one_line(.why))]
    Damaged {
        /// Its form.
        form: &'static str,
        /// What is wrong inside.
        why: String,
    },
    /// A document that would grow beyond what is read.
    #[error("it is {form} with more inside than is read ({why}); save its text as a .txt file and give that")]
    Excess {
        /// Its form.
        form: &'static str,
        /// Which limit was met.
        why: String,
    },
    /// A document with pages and no text in them.
    #[error("{form} was read and no text is in it{hint}; {todo}")]
    NoText {
        /// Its form.
        form: &'static str,
        /// Why that may be.
        hint: &'static str,
        /// What to do.
        todo: &'static str,
    },
    /// A document that is locked.
    #[error("it is locked with a password; open it and save a copy without one")]
    Locked,
    /// The parser of the document failed, in a process of its own.
    #[error("it was given up: {why}; save its text as a .txt file and give that")]
    Parser {
        /// What happened.
        why: String,
    },
    /// The parser met a limit of time or memory.
    #[error("it was given up: {why}; save its text as a .txt file and give that")]
    Exhausted {
        /// Which limit.
        why: String,
    },
    /// What the process that read it says, in its words.
    #[error("{0}")]
    Refused(String),
    /// No program is there that reads it.
    #[error("{0}")]
    Missing(&'static str),
    /// An address that is not fetched.
    #[error("{}", one_line(.0))]
    Address(String),
    /// The analyst gave it up.
    #[error("given up")]
    Cancelled,
}

fn perhaps(guesses: &[&str]) -> String {
    if guesses.is_empty() { String::new() } else { format!(" (it may be {})", guesses.join(" or ")) }
}

/// Outside text as one line that may be shown.
pub(super) fn one_line(text: &str) -> String {
    visible(text).text.replace('\n', "⟦U+000A⟧")
}
