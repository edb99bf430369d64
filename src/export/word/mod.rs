//! The article as a Word document (Office Open XML, ECMA-376): the same table, real footnotes, languages.
//!
//! ```text
//! [Content_Types].xml  _rels/.rels  docProps/core.xml
//! word/document.xml    the article
//! word/footnotes.xml   the sources: in full at the first citation, short later
//! word/styles.xml      the looks, by name, so that an editor can change them at once
//! ```
//!
//! Written with the element builder and `zip` instead of docx-rs: that crate knows no languages of runs (a Chinese
//! quotation would be spelt and broken as English), no repeated table heads and no footnote separators, and would be
//! the largest dependency of the program.

mod body;
mod parts;

use super::article::article;
use super::package::package;
use crate::review::publication::Publication;

/// A publication as a Word document.
#[must_use]
pub(super) fn word(publication: &Publication<'_>) -> Vec<u8> {
    let article = article(publication);
    let (document, footnotes) = body::body(&article);
    let parts = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::relations()),
        ("docProps/core.xml", parts::properties(&article.title)),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", parts::document_relations()),
        ("word/styles.xml", parts::styles()),
        ("word/settings.xml", parts::settings()),
        ("word/footnotes.xml", footnotes),
    ];
    package(parts.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes())))
}

/// The namespace of all words' elements.
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_named_once_and_well_formed() {
        for part in
            [parts::content_types(), parts::relations(), parts::styles(), parts::settings(), parts::properties("<&>")]
        {
            let mut reader = quick_xml::Reader::from_str(&part);
            while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        }
        assert_eq!(package([("a".to_owned(), &b"x"[..])]), package([("a".to_owned(), &b"x"[..])]));
    }
}
