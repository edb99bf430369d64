//! PDF: glyphs with their places become lines, lines become paragraphs, heads and feet of pages are cut.
//!
//! A PDF holds no text, only marks on pages. What reads the marks stands behind one trait: the program's own
//! reader (the cargo feature `pdf`), or `pdftotext` of Poppler, where that is installed.

#[cfg(feature = "pdf")]
mod glyphs;
mod lines;
mod order;
mod paragraphs;
#[cfg(feature = "pdf")]
mod pieces;
mod poppler;
mod running;
#[cfg(feature = "pdf")]
#[cfg(test)]
mod tests;

use super::captured::{Cut, Found};
use super::document::Taken;
use super::error::Wrong;
use super::watch::Watch;
use lines::Line;

const FORM: &str = "a PDF document";

/// Pages that are read; a readout has a few, a treaty some hundred.
#[cfg(feature = "pdf")]
const PAGES: usize = 2_000;
/// Glyphs that are read, over all pages.
#[cfg(feature = "pdf")]
const GLYPHS: usize = 4_000_000;

/// What a reader finds in a PDF document.
#[derive(Debug, Default)]
struct Marks {
    /// The lines of each page, in reading order.
    pages: Vec<Vec<Line>>,
    found: Found,
    odd: Vec<String>,
    /// Who read them, where that is not the program itself.
    by: &'static str,
}

/// Whoever can read the marks of a PDF document.
trait Reader {
    /// Reads them all.
    fn marks(&self, bytes: &[u8], watch: &Watch<'_>) -> Result<Marks, Wrong>;
}

/// Reads a PDF document.
pub(super) fn take(bytes: &[u8], watch: &Watch<'_>) -> Result<Taken, Wrong> {
    #[cfg(feature = "pdf")]
    return taken(glyphs::Own.marks(bytes, watch)?);
    #[cfg(not(feature = "pdf"))]
    take_by_pdftotext(bytes, watch)
}

/// Reads a PDF document by `pdftotext`.
pub(super) fn take_by_pdftotext(bytes: &[u8], watch: &Watch<'_>) -> Result<Taken, Wrong> {
    taken(poppler::Pdftotext.marks(bytes, watch)?)
}

fn taken(marks: Marks) -> Result<Taken, Wrong> {
    let Marks { mut pages, found, mut odd, by } = marks;
    let count = pages.len();
    let cut: Vec<Cut> = running::take_out(&mut pages);
    let (text, unsure) = paragraphs::text(&pages);
    if unsure {
        odd.push(
            "its Korean lines do not tell whether a word ends with them: compare where they are joined".to_owned(),
        );
    }
    if text.trim().is_empty() {
        let hint = "; it may be a scan";
        let todo = "have its characters recognised (OCR), or type the text into a .txt file";
        return Err(Wrong::NoText { form: FORM, hint, todo });
    }
    let how = format!("{FORM} of {count} page{}{by}", if count == 1 { "" } else { "s" });
    Ok(Taken { text, encoding: "UTF-8", how, found, cut, odd })
}
