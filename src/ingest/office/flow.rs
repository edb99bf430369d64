//! Paragraphs as they come, one perhaps within another, and what is set apart from them.

use crate::ingest::captured::{Cut, CutKind, Found};
use crate::ingest::document::Taken;

/// The words of a document, while they are read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// Paragraphs that have begun; a text box stands within one.
    open: Vec<String>,
    /// Paragraphs in the order in which they ended.
    pub paragraphs: Vec<String>,
    /// Notes at the foot of pages or at the end.
    pub notes: Vec<String>,
    /// Deleted, with the deletion on record.
    pub deleted: String,
    /// Not shown.
    pub hidden: String,
}

impl Flow {
    pub(super) fn begin(&mut self) {
        self.open.push(String::new());
    }

    pub(super) fn add(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push_str(words);
        }
    }

    /// A paragraph ends; `None` where it is empty.
    pub(super) fn end(&mut self) -> Option<String> {
        let paragraph = self.open.pop()?;
        let lines: Vec<&str> = paragraph.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// The document's text, with what was set apart told.
    pub(super) fn taken(self, how: &str, running: &[String], found: Found) -> Taken {
        let mut odd = Vec::new();
        let mut cut = Vec::new();
        let mut apart = |kind, text: &str| {
            if !text.trim().is_empty() {
                cut.push(Cut { kind, text: text.trim().to_owned() });
            }
        };
        running.iter().for_each(|text| apart(CutKind::Running, text));
        apart(CutKind::Hidden, &self.hidden);
        apart(CutKind::Deleted, &self.deleted);
        if !self.deleted.trim().is_empty() {
            odd.push("changes are on record in it: they were read as accepted".to_owned());
        }
        if !self.notes.is_empty() {
            odd.push(format!("{} notes of it (foot or end) stand after the text", self.notes.len()));
        }
        let mut text = self.paragraphs.into_iter().chain(self.notes).collect::<Vec<_>>().join("\n\n");
        text.push('\n');
        Taken { text, encoding: "UTF-8", how: how.to_owned(), found, cut, odd }
    }
}
