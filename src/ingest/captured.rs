//! What a document gives: its words, what it says of itself, and what was cut away.

use super::when::When;
use crate::domain::Problem;
use serde::{Deserialize, Serialize};

/// A text ready to be kept as a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captured {
    /// UTF-8, line feeds only, no byte order mark, otherwise as it was published.
    pub text: String,
    /// The form that it came in.
    pub form: Form,
    /// The encoding that it came in; UTF-8 where the form itself settles it.
    pub encoding: String,
    /// How it came in, for the version: `file readout.html, web page, GB18030 (detected), Diptych 0.1.0`.
    pub how: String,
    /// The address that it was fetched from.
    pub address: Option<String>,
    /// What the document says of itself.
    pub found: Found,
    /// What stands in the document and not in the text, in the order of the document.
    pub cut: Vec<Cut>,
    /// The bytes from which the text was made, where they are more than the text.
    #[serde(skip)]
    pub raw: Option<Raw>,
    /// What is odd about it.
    pub problems: Vec<Problem>,
}

/// The bytes of a document, to be kept beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// The bytes, as they came.
    pub bytes: Vec<u8>,
    /// The ending for their file, without the dot: `html`.
    pub ending: &'static str,
}

/// The form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Words and nothing else.
    Plain,
    /// Plain text, perhaps opened by a block of metadata.
    Markdown,
    /// A web page.
    Html,
    /// A PDF document.
    Pdf,
    /// A Word document (.docx).
    Docx,
    /// An OpenDocument text (.odt).
    Odt,
}

impl Form {
    /// The words for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Form::Plain => "plain text",
            Form::Markdown => "Markdown",
            Form::Html => "a web page",
            Form::Pdf => "a PDF document",
            Form::Docx => "a Word document",
            Form::Odt => "an OpenDocument text",
        }
    }

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Form::Plain => "txt",
            Form::Markdown => "md",
            Form::Html => "html",
            Form::Pdf => "pdf",
            Form::Docx => "docx",
            Form::Odt => "odt",
        }
    }

    /// Whether it takes a parser large enough that it should work in a process of its own.
    #[must_use]
    pub const fn needs_a_parser(self) -> bool {
        !matches!(self, Form::Plain | Form::Markdown)
    }
}

/// What a document says of itself. Nothing here is concluded or guessed; what it does not say is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its title.
    pub title: Option<Fact<String>>,
    /// When it was published.
    pub published: Option<Fact<When>>,
    /// When the file was made, by its properties: not when the text was published.
    pub created: Option<Fact<When>>,
    /// Its language, as BCP 47 has it.
    pub language: Option<Fact<String>>,
    /// Its own address.
    pub url: Option<Fact<String>>,
    /// Who published it: the site, the ministry, the agency.
    pub publisher: Option<Fact<String>>,
}

/// Something found, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// What was found.
    pub value: T,
    /// Where: `meta og:title`, `JSON-LD datePublished`.
    pub by: String,
}

impl<T> Fact<T> {
    /// A fact with its place.
    pub fn new(value: T, by: impl Into<String>) -> Fact<T> {
        Fact { value, by: by.into() }
    }
}

/// A part of a document that was left out of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Why it was left out.
    pub kind: CutKind,
    /// Its words.
    pub text: String,
}

/// Why a part of a document was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CutKind {
    /// It stands beside the main text: navigation, notices, lists of other pages.
    Beside,
    /// The headline, which is kept as the title.
    Headline,
    /// A line of date and source, which is kept as such.
    Dateline,
    /// Repeated at the head or foot of the pages, page numbers among it.
    Running,
    /// A block of metadata before the text.
    Metadata,
    /// Not shown by the program that made it.
    Hidden,
    /// Deleted in the document, with the deletion on record.
    Deleted,
}

impl CutKind {
    /// The words for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            CutKind::Beside => "beside the main text",
            CutKind::Headline => "headline",
            CutKind::Dateline => "date and source",
            CutKind::Running => "head or foot of the pages",
            CutKind::Metadata => "metadata",
            CutKind::Hidden => "hidden text",
            CutKind::Deleted => "deleted text",
        }
    }
}
