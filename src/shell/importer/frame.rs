//! What passes between the program and the process that reads a document for it.
//!
//! There: one line of JSON, then the bytes of the document. Back: lines of JSON, any number of steps and at last
//! the answer. An answer that was cut off has no line end and is none.

use crate::ingest::{Captured, Document, Step};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Read, Write};

/// What is asked of the process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub tool: Tool,
    pub document: Document,
}

/// With what a document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Tool {
    /// The program's own readers.
    Own,
    /// `pdftotext`.
    Pdftotext,
}

/// What comes back.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reply {
    /// How far it is.
    Step(Step),
    /// The text.
    Taken(Box<Captured>),
    /// There is no text for the reason given.
    Refused(String),
    /// The parser failed.
    Failed(String),
}

impl Request {
    pub(super) fn write(&self, mut to: impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut to, self)?;
        to.write_all(b"\n")?;
        to.write_all(self.document.contents())
    }

    pub(super) fn read(mut from: impl BufRead) -> io::Result<Request> {
        let mut line = String::new();
        from.read_line(&mut line)?;
        let Request { tool, document } = serde_json::from_str(&line)?;
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        Ok(Request { tool, document: document.with_contents(bytes) })
    }
}

impl Reply {
    pub(super) fn write(&self, mut to: impl Write) -> io::Result<()> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        to.write_all(&line)?;
        to.flush()
    }

    /// The next reply; `None` at the end, and for anything that is no whole reply.
    pub(super) fn read(from: &mut impl BufRead, limit: u64) -> Option<Reply> {
        let mut line = Vec::new();
        from.take(limit).read_until(b'\n', &mut line).ok()?;
        line.ends_with(b"\n").then(|| serde_json::from_slice(&line).ok())?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Watch;

    #[test]
    fn a_document_and_its_text_come_through() {
        let page = "<!DOCTYPE html><html lang=en><p>They agreed to meet again in the autumn of this year.</p>";
        let document = Document::bytes(page.as_bytes().to_vec()).unwrap();
        let mut bytes = Vec::new();
        Request { tool: Tool::Own, document: document.clone() }.write(&mut bytes).unwrap();
        let asked = Request::read(&bytes[..]).unwrap();
        assert_eq!(asked.document, document);
        let captured = asked.document.read(&Watch::nobody()).unwrap();
        let mut bytes = Vec::new();
        Reply::Taken(Box::new(captured.clone())).write(&mut bytes).unwrap();
        let Some(Reply::Taken(back)) = Reply::read(&mut &bytes[..], 1 << 20) else { panic!() };
        assert_eq!(document.keep(*back), captured);
    }

    #[test]
    fn a_reply_that_is_cut_off_is_none() {
        let mut bytes = Vec::new();
        Reply::Refused("it is empty".to_owned()).write(&mut bytes).unwrap();
        assert!(Reply::read(&mut &bytes[..], 1 << 20).is_some());
        assert!(Reply::read(&mut &bytes[..bytes.len() - 1], 1 << 20).is_none());
        assert!(Reply::read(&mut &bytes[..], 8).is_none());
        assert!(Reply::read(&mut &b"noise\n"[..], 1 << 20).is_none());
    }
}
