//! Takes documents in: files, standard input, addresses. What needs a large parser is read in a process of its
//! own, which has little memory, little time and no way to the network or the disk.
//!
//! ```text
//! given ──▶ Document ──plain, Markdown──────────────────────────────▶ Captured
//!                 └───page, PDF, office──▶ child ◀─frame─▶ worker ──▶ Captured
//! ```

mod child;
mod frame;
pub(super) mod preview;
pub(super) mod worker;

use super::Error;
use crate::ingest::{Captured, Document, Form, IngestError, Reach, Watch, Wrong, fetch};
use frame::Tool;
use std::path::Path;

/// The hidden argument by which the program starts itself to read one document.
pub(crate) const WORKER: &str = "--import-worker";

/// Whether a person gave an address, of whatever kind.
pub(crate) fn is_address(given: &Path) -> bool {
    given.to_str().is_some_and(|given| {
        given
            .split_once("://")
            .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    })
}

/// Takes in what a person gave: a file, `-` for standard input, or an address; with a name for it.
pub(crate) fn take(given: &Path, watch: &Watch<'_>) -> Result<(String, Captured), Error> {
    let document = match given.to_str() {
        Some("-") => Document::stdin()?,
        Some(address) if is_address(given) => Document::fetched(fetch(address, Reach::default(), watch)?)?,
        _ => Document::file(given)?,
    };
    let name = match document.name() {
        Some(name) => name.to_owned(),
        None if given == Path::new("-") => "standard input".to_owned(),
        None => given.display().to_string(),
    };
    Ok((name, capture(&document, watch)?))
}

/// Reads a document, where that needs it in a process of its own.
pub(crate) fn capture(document: &Document, watch: &Watch<'_>) -> Result<Captured, IngestError> {
    if !document.form().needs_a_parser() {
        return document.read(watch);
    }
    let pdf = document.form() == Form::Pdf;
    let tool = if pdf && !cfg!(feature = "pdf") { Tool::Pdftotext } else { Tool::Own };
    let captured = match child::read(document, tool, watch) {
        // Another program may read what this one does not; if it cannot, the first answer says more.
        Err(error) if pdf && tool == Tool::Own && !is_final(&error.wrong) => {
            child::read(document, Tool::Pdftotext, watch).map_err(|_| error)?
        }
        answer => answer?,
    };
    Ok(document.keep(captured))
}

/// Whether another program would do no better: the analyst gave it up, or it grows without end.
fn is_final(wrong: &Wrong) -> bool {
    matches!(wrong, Wrong::Cancelled | Wrong::Exhausted { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_a_file() {
        for address in ["https://example.org/a", "http://example.org", "ftp://x"] {
            assert!(is_address(Path::new(address)), "{address}");
        }
        for file in ["a.txt", "https:/a", "./https://a", "-", "://"] {
            assert!(!is_address(Path::new(file)), "{file}");
        }
    }
}
