//! The formats by name, and one door to all of them.

use super::csv::Defusing;
use super::{citations, csv, html, json, markdown, refi, web_annotation, word};
use crate::domain::Dossier;
use crate::review::Publication;
use serde_json::Value;
use thiserror::Error;

/// A format in which an event leaves the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// An article in Markdown.
    Markdown,
    /// An article as one HTML file.
    Html,
    /// An article as a Word document.
    Word,
    /// A row a quotation.
    Csv,
    /// The whole event as JSON, to be read back.
    Json,
    /// W3C Web Annotations, JSON-LD.
    WebAnnotation,
    /// A REFI-QDA project.
    Project,
    /// A REFI-QDA codebook.
    Codebook,
    /// The documents as CSL-JSON.
    Csl,
    /// The documents as BibTeX.
    Bibtex,
}

impl Format {
    /// All formats, those for people first.
    pub const ALL: [Format; 10] = [
        Format::Markdown,
        Format::Html,
        Format::Word,
        Format::Csv,
        Format::Json,
        Format::WebAnnotation,
        Format::Project,
        Format::Codebook,
        Format::Csl,
        Format::Bibtex,
    ];

    /// The usual ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Word => "docx",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::WebAnnotation => "jsonld",
            Format::Project => "qdpx",
            Format::Codebook => "qdc",
            Format::Csl => "csl.json",
            Format::Bibtex => "bib",
        }
    }

    /// The format of a file, by its name, and of JSON by what it says it is.
    #[must_use]
    pub fn guess(name: &str, bytes: &[u8]) -> Option<Format> {
        let name = name.to_lowercase();
        let ends = |format: &Format| name.ends_with(&format!(".{}", format.ending()));
        let is_json = name.ends_with(".json") || name.ends_with(".jsonld") || name.ends_with(".w3c");
        match Format::ALL.into_iter().rfind(ends) {
            _ if is_json && !name.ends_with(".csl.json") => {
                let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
                let collection = value.get("type").and_then(Value::as_str) == Some("AnnotationCollection");
                Some(if collection { Format::WebAnnotation } else { Format::Json })
            }
            None if name.ends_with(".htm") => Some(Format::Html),
            known => known,
        }
    }

    /// Whether a terminal cannot show it.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Format::Word | Format::Project)
    }
}

/// How a format is written, where there is a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// CSV begins with a byte-order mark.
    pub bom: bool,
    /// Cells of CSV that look like a formula stay as they are.
    pub raw: bool,
}

/// A format cannot do without the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a .{} file places its spans in whole texts; export it with the texts whole, or take another format", .0.ending())]
pub struct NeedsTexts(pub Format);

impl Format {
    /// Writes a publication in this format. The same publication gives the same bytes.
    ///
    /// # Errors
    /// Where the texts are not to leave the program whole and the format cannot do without them.
    pub fn write(self, publication: &Publication<'_>, choice: Choice) -> Result<Vec<u8>, NeedsTexts> {
        Ok(match self {
            Format::Markdown => markdown::markdown(publication).into_bytes(),
            Format::Html => html::html(publication).into_bytes(),
            Format::Word => word::word(publication),
            Format::Csv => {
                let defusing = if choice.raw { Defusing::Raw } else { Defusing::Spreadsheet };
                csv::csv(publication, defusing, choice.bom)
            }
            Format::Json => pretty(&json::json(publication)),
            Format::WebAnnotation => pretty(&web_annotation::web_annotations(publication)),
            Format::Project if !publication.whole => return Err(NeedsTexts(self)),
            Format::Project => refi::project(publication),
            Format::Codebook => refi::codebook(publication).into_bytes(),
            Format::Csl => pretty(&citations::csl(publication)),
            Format::Bibtex => citations::bibtex(publication).into_bytes(),
        })
    }
}

/// JSON that a person can read, with a line feed at the end.
pub(super) fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("values of JSON can be written as JSON");
    bytes.push(b'\n');
    bytes
}

/// A good file name for an export: date and title, in characters that every system takes.
#[must_use]
pub fn file_name(dossier: &Dossier, ending: &str) -> String {
    let date = dossier.event.date.map(|date| format!("{date}-")).unwrap_or_default();
    format!("{date}{}-notes.{ending}", slug(&dossier.event.title, "event"))
}

/// The first words of a title in characters that every system takes in a file's name; `otherwise` where it has none.
pub(super) fn slug(title: &str, otherwise: &str) -> String {
    let plain: String = title.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let plain = plain.to_lowercase();
    let words: Vec<&str> = plain.split_whitespace().take(8).collect();
    if words.is_empty() { otherwise.to_owned() } else { words.join("-") }
}
