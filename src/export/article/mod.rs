//! An event as an article for people: what Markdown, HTML and Word say in the same words and order.
//!
//! `compose` says what stands where; a format only says how a block looks in it.

mod compose;
mod written;

pub(super) use compose::article;
pub(super) use written::{without_html, written};

use crate::review::publication::{Extract, Part, Publication, Reference, Table};

/// A whole article.
pub(super) struct Article<'a> {
    /// What it is about; the first heading says the same.
    pub(super) title: String,
    /// What stands in it, in order.
    pub(super) blocks: Vec<Block<'a>>,
    /// Where its words come from.
    pub(super) publication: &'a Publication<'a>,
}

/// One piece of an article.
pub(super) enum Block<'a> {
    /// A heading of a level from 1; others may point to its id.
    Heading { level: u8, id: String, words: Vec<Inline> },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Something that must not be overlooked.
    Warning(Vec<Inline>),
    /// Words of a document, with the place where they stand.
    Quotation(&'a Extract<'a>),
    /// Somebody's own quotation inside a note.
    Aside(Vec<Block<'a>>),
    /// A list; numbers begin at 1.
    List { ordered: bool, items: Vec<Vec<Block<'a>>> },
    /// Words of a note that stand for themselves, line by line.
    Code(String),
    /// The analyst's note, in Markdown.
    Written(&'a str),
    /// Both texts level.
    Level(&'a Table<'a>),
    /// Each topic's share of both texts.
    Emphasis(&'a Table<'a>),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    /// Plain words.
    Text(String),
    /// Weighty ones.
    Strong(Vec<Inline>),
    /// Stressed ones.
    Stress(Vec<Inline>),
    /// Words that stand for themselves.
    Code(String),
    /// Words that lead to an address; it is a safe one.
    Link { address: String, words: Vec<Inline> },
    /// A footnote on the reference at this place.
    Footnote(usize),
    /// A new line.
    Break,
}

pub(super) fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

pub(super) fn strong(words: impl Into<String>) -> Inline {
    Inline::Strong(vec![text(words)])
}

pub(super) fn stress(words: impl Into<String>) -> Inline {
    Inline::Stress(vec![text(words)])
}

/// An address that a click may follow: of the web or of mail, and nothing in it that could end a markup.
pub(super) fn is_address(url: &str) -> bool {
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
    known && url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\\' | '`'))
}

/// Words that lead to an address, or stand there alone where it is none.
pub(super) fn link(address: &str, words: Vec<Inline>) -> Vec<Inline> {
    if is_address(address) { vec![Inline::Link { address: address.to_owned(), words }] } else { words }
}

/// A footnote as a line; `full` at the first citation.
pub(super) fn footnote(reference: &Reference<'_>, full: bool) -> Vec<Inline> {
    let parts = if full { reference.footnote() } else { reference.short_footnote() };
    let mut line = Vec::new();
    for part in parts {
        if !line.is_empty() {
            line.push(text(", "));
        }
        match part {
            Part::Words(words) => line.push(text(words)),
            Part::Title(title) => line.push(text(format!("“{title}”"))),
            Part::Warning(warning) => line.push(strong(warning)),
            Part::Address(before, url) => {
                line.push(text(before));
                line.extend(link(&url, vec![text(url.clone())]));
            }
        }
    }
    line.push(text("."));
    line
}

/// Where words stand: the trace that [`verify`](super::verify) follows back.
pub(super) fn trace(publication: &Publication<'_>, extract: &Extract<'_>) -> String {
    let (start, end) = extract.points;
    let reference = publication.reference(extract);
    format!("{}, characters {start}–{end} of {}", reference.id.0, reference.short_hash())
}

/// How a side is called in heads and rows: its party, else the document's title.
pub(super) fn side_name<'a>(reference: &'a Reference<'_>) -> &'a str {
    reference.party_name().unwrap_or_else(|| reference.title())
}
