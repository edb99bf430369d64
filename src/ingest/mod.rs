//! Bytes from anywhere become a text that can be captured: a file, standard input, a paste.
//!
//! The text is UTF-8 with line feeds and without a byte order mark, and otherwise as it came: not
//! normalised, not cleaned, since a quotation must stay what was published. An encoding that is not
//! certain is told, one that cannot be told is an error: never mojibake in silence.

mod encoding;
mod error;
mod plain;

pub use error::{IngestError, Wrong};
pub use plain::{Captured, file, paste, plain, stdin};
