//! Whether the quotations of an exported file are still what the dossier's texts say.
//!
//! A quotation that names its place (all but the cells of the side-by-side table in Markdown and Word) is held against
//! exactly that place; one that does not must stand in some text of the dossier. In files for people, white space of any
//! length counts as one space, and hidden characters as their marks.

mod data;
mod markdown;
mod markup;

use super::format::Format;
use crate::domain::{CodePoints, Dossier, Problem, visible};
use thiserror::Error;

/// Words that a file quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    /// Where in the file, for the reader.
    place: String,
    /// The words.
    words: String,
    /// The first digits of the text's hash, and the range in code points.
    source: Option<(String, usize, usize)>,
    /// Every character counts, white space too.
    exact: bool,
}

/// What a look at a file told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many quotations were looked at.
    pub quotations: usize,
    /// Those that are not what the texts say.
    pub changed: Vec<Problem>,
}

/// Why a file cannot be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VerifyError {
    /// Quotations of such files cannot be found.
    #[error("a .{0} file cannot be verified; md, html, docx, csv, json and w3c can")]
    Kind(&'static str),
    /// It is damaged.
    #[error("it cannot be read as {kind}: {why}; is the file whole?")]
    Damaged {
        /// What it should be.
        kind: &'static str,
        /// Why it is not.
        why: String,
    },
}

/// Holds the quotations of a file against the texts of a dossier.
///
/// # Errors
/// Where the file is of another kind or damaged.
pub fn verify(format: Format, bytes: &[u8], dossier: &Dossier) -> Result<Verified, VerifyError> {
    let claims = match format {
        Format::Markdown => markdown::claims(&String::from_utf8_lossy(bytes)),
        Format::Html => markup::html(&String::from_utf8_lossy(bytes))?,
        Format::Word => markup::word(bytes)?,
        Format::Csv => data::csv(bytes)?,
        Format::Json => data::json(bytes)?,
        Format::WebAnnotation => data::web_annotations(bytes)?,
        Format::Project | Format::Codebook | Format::Csl | Format::Bibtex => {
            return Err(VerifyError::Kind(format.ending()));
        }
    };
    let texts = Sources::of(dossier);
    let changed = claims.iter().filter_map(|claim| texts.objection(claim)).collect();
    Ok(Verified { quotations: claims.len(), changed })
}

/// The texts of a dossier, ready to be held against.
struct Sources<'a> {
    texts: Vec<(&'a str, &'a str, CodePoints)>,
    /// As people see them, white space of any length as one space.
    shown: Vec<String>,
}

impl<'a> Sources<'a> {
    fn of(dossier: &'a Dossier) -> Sources<'a> {
        let texts = dossier.texts.iter().map(|(hash, text)| (hash.as_str(), &**text, CodePoints::new(text)));
        let texts: Vec<_> = texts.collect();
        let shown = texts.iter().map(|(_, text, _)| seen(text)).collect();
        Sources { texts, shown }
    }

    /// What is wrong with a claim, if anything.
    fn objection(&self, claim: &Claim) -> Option<Problem> {
        let Some((hash, start, end)) = &claim.source else {
            let words = seen(&claim.words);
            let stands = self.shown.iter().any(|text| text.contains(&words));
            return (!stands).then(|| changed(claim, "it stands in no text of the dossier"));
        };
        let text = self.texts.iter().find(|(known, ..)| !hash.is_empty() && known.starts_with(hash.as_str()));
        let Some((_, text, points)) = text else {
            return Some(changed(claim, &format!("its text {hash} is not in the dossier")));
        };
        let there = points.span(*start, *end).of(text);
        let same = if claim.exact { there == claim.words } else { seen(there) == seen(&claim.words) };
        (!same).then(|| changed(claim, &format!("the text says there: {}", seen(there))))
    }
}

fn changed(claim: &Claim, why: &str) -> Problem {
    Problem::new(claim.place.clone(), format!("“{}” was changed: {why}", seen(&claim.words)))
}

/// White space that is shown as a mark where it stands within a passage, and as a space between two.
const BREAKS: [&str; 6] = ["\u{b}", "\u{c}", "\r", "\u{85}", "\u{2028}", "\u{2029}"];

/// What a person sees. The brackets of marks are left out on both sides: a text may have some of its own.
fn seen(text: &str) -> String {
    let shown = visible(text).text.replace(['‹', '›'], "");
    let shown = BREAKS.iter().fold(shown, |shown, white| shown.replace(&*visible(white).text, " "));
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The place in a text that a trace names: `cn-account, characters 37–52 of 8c7203ed6242`.
fn traced(trace: &str) -> Option<(String, usize, usize)> {
    let (_, rest) = trace.trim().rsplit_once(", characters ")?;
    let (range, hash) = rest.split_once(" of ")?;
    let (start, end) = range.split_once('–')?;
    Some((hash.trim().to_owned(), start.trim().parse().ok()?, end.trim().parse().ok()?))
}

/// The words of a cell of the level table without what the export put there: glyphs, warning, brackets, notes.
fn bare(cell: &str) -> String {
    let mut words = cell.trim();
    while let Some((first, rest)) = words.split_once(' ')
        && (["○", "=", "≈", "!", "#", "≠", "~"].contains(&first) || first.starts_with('↗'))
    {
        words = rest.trim_start();
    }
    if let Some((_, rest)) = words.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        words = rest;
    }
    if let Some((before, _)) = words.rsplit_once(" (note ").filter(|_| words.ends_with(')')) {
        words = before;
    }
    ['≠', '!', '~'].iter().fold(words.to_owned(), |words, glyph| words.replace(&format!("‹{glyph} "), "‹"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_leads_to_its_place() {
        let trace = traced("cn-account, characters 37–52 of 8c7203ed6242");
        assert_eq!(trace, Some(("8c7203ed6242".to_owned(), 37, 52)));
        assert_eq!(traced("a, characters x–2 of b"), None);
    }

    #[test]
    fn what_the_export_put_into_a_cell_is_taken_out() {
        let check = |cell: &str, expected: &str| assert_eq!(seen(&bare(cell)), expected);
        check("○ It was good.", "It was good.");
        check("↗3 ↗4 About ‹≠ 60 days› or so. (note 2 fx)", "About 60 days or so.");
        check("[RECONSTRUCTION, NOT A QUOTATION] words", "words");
        check("plain (as said)", "plain (as said)");
    }
}
