//! Everything that leaves the program about one event, in one value: the exports derive nothing
//! themselves, so that no two of them can disagree.
//!
//! ```text
//! Dossier, Comparison, Further, Recorded ──▶ Publication ──▶ Markdown, HTML, Word, CSV, JSON, …
//! ```

mod extract;
mod finding;
mod method;
mod note;
mod reference;
mod table;

pub use extract::{Extract, Voicing};
pub use finding::{Finding, State};
pub use method::{LIMITS, LexiconMark, Method, PROGRAM};
pub use note::{End, Note};
pub use reference::{Part, Reference};
pub use table::{Line, Piece, Statement, Table};

use super::Recorded;
use crate::compare::{Comparison, Further};
use crate::domain::{Dossier, Sides, VersionId};
use reference::References;

/// The comparison of an event, as far as it was made.
#[derive(Debug, Clone, Copy)]
pub struct Examined<'a> {
    /// The documents in the panes.
    pub shown: &'a Sides<VersionId>,
    /// Their comparison.
    pub comparison: &'a Comparison,
    /// What only companion documents say.
    pub further: &'a [Further],
    /// What the documents' records show.
    pub records: &'a [Recorded<'a>],
    /// Which lexicon was used, where that is known.
    pub lexicon: Option<&'a LexiconMark>,
}

/// One event, ready to be published.
#[derive(Debug)]
pub struct Publication<'a> {
    /// The event with all that the analyst recorded.
    pub dossier: &'a Dossier,
    /// The documents, in every version that is compared or quoted. What is quoted names its place here.
    pub references: Vec<Reference<'a>>,
    /// The analyst's notes in the order of the texts.
    pub notes: Vec<Note<'a>>,
    /// What the program found, most important first.
    pub findings: Vec<Finding<'a>>,
    /// Both texts level; `None` where they were not compared, or are not to leave the program whole.
    pub table: Option<Table<'a>>,
    /// How all this came about.
    pub method: Method,
    /// Whether the texts leave the program whole.
    pub whole: bool,
}

/// What of an event is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Content {
    /// The analyst's notes.
    Notes,
    /// What the program found.
    Discrepancies,
    /// Both.
    #[default]
    Both,
}

/// The documents of an event as they are cited, those in the panes first.
#[must_use]
pub fn references<'a>(dossier: &'a Dossier, shown: Option<&'a Sides<VersionId>>) -> Vec<Reference<'a>> {
    References::of(dossier, shown).list
}

impl<'a> Publication<'a> {
    /// Joins an event with what was found in it.
    #[must_use]
    pub fn of(dossier: &'a Dossier, examined: Option<Examined<'a>>) -> Publication<'a> {
        let shown = examined.map(|examined| examined.shown);
        let references = References::of(dossier, shown);
        let comparison = examined.map(|examined| examined.comparison);
        let notes = note::notes(dossier, &references, comparison);
        let findings = examined.map(|examined| finding::findings(dossier, &references, examined)).unwrap_or_default();
        let table = examined.and_then(|examined| table::table(&references, examined, &notes));
        let lexicon = examined.and_then(|examined| examined.lexicon);
        let method = Method::of(dossier, &references.list, &findings, shown, lexicon);
        Publication { dossier, references: references.list, notes, findings, table, method, whole: true }
    }

    /// Leaves out what was not asked for. The method still counts it.
    #[must_use]
    pub fn with_content(mut self, content: Content) -> Publication<'a> {
        match content {
            Content::Notes => self.findings.clear(),
            Content::Discrepancies => {
                self.notes.clear();
                let lines = self.table.iter_mut().flat_map(|table| &mut table.lines);
                let statements = lines.flat_map(|line| line.cells.left.iter_mut().chain(&mut line.cells.right));
                statements.for_each(|statement| statement.notes.clear());
            }
            Content::Both => {}
        }
        self
    }

    /// Leaves out the texts: only what is quoted leaves the program.
    #[must_use]
    pub fn with_quotations_only(mut self) -> Publication<'a> {
        self.table = None;
        self.whole = false;
        self
    }

    /// Whether any words in it were written anew, so that a warning must stand at the top.
    #[must_use]
    pub fn warns(&self) -> bool {
        self.dossier.has_reconstruction()
    }

    /// The reference that words come from.
    #[must_use]
    pub fn reference(&self, extract: &Extract<'_>) -> &Reference<'a> {
        &self.references[extract.reference]
    }
}
