//! Bytes from anywhere become a text that can be captured: a file, standard input, a paste, an address.
//!
//! ```text
//! file, stdin, paste ─┐
//! address ──fetch──▶ Document ──form──▶ plain · markdown · html · pdf · office ──▶ Captured
//! ```
//!
//! The text is UTF-8 with line feeds and without a byte order mark, and otherwise as it was published: not
//! normalised, not cleaned, since a quotation must stay what was published. What a document says of itself is
//! [`Found`], with the place where it stands; nothing is made up. What was left out is told as [`Cut`]s. An
//! encoding that is not certain is told, one that cannot be told is an error: never mojibake in silence.
//!
//! The forms that need a large parser ([`Form::needs_a_parser`]) are read by the shell in a process of its own,
//! which may have little memory and little time; [`Document::read`] is what that process calls.

mod captured;
mod document;
mod encoding;
mod error;
mod form;
mod html;
mod markdown;
mod net;
mod office;
mod pdf;
mod plain;
mod plan;
mod watch;
mod when;

pub use captured::{Captured, Cut, CutKind, Fact, Form, Found, Raw};
pub use document::Document;
pub use error::{IngestError, Wrong};
pub use net::{Fetched, Reach, fetch};
pub use plain::{paste, plain};
pub use plan::{Given, Plan, Row, TEMPLATE, plan};
pub use watch::{Counted, Step, Watch};
pub use when::When;

/// Whether a text is a language tag, as far as its form goes (BCP 47): `en`, `zh-Hans`, `pt-BR`.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Reads a file in this process, whatever its form.
#[cfg(test)]
fn read_here(path: &std::path::Path) -> Result<Captured, IngestError> {
    Document::file(path)?.read(&Watch::nobody())
}
