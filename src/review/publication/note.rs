//! The analyst's notes with all that a reader of an export needs.

use super::extract::{Extract, anchored};
use super::reference::References;
use crate::compare::Comparison;
use crate::domain::{Dossier, Party, Target};
use crate::review::{Citation, cited};

/// One end of a note.
#[derive(Debug, Clone)]
pub enum End<'a> {
    /// These words.
    Words(Extract<'a>),
    /// Not found in these documents.
    Nothing {
        /// Whose documents.
        party: Option<&'a Party>,
        /// Places of those that were searched, in [`Publication::references`](super::Publication::references).
        searched: Vec<usize>,
    },
}

impl<'a> End<'a> {
    /// The words, if there are any.
    #[must_use]
    pub const fn words(&self) -> Option<&Extract<'a>> {
        match self {
            End::Words(extract) => Some(extract),
            End::Nothing { .. } => None,
        }
    }
}

/// A note, ready to be printed.
#[derive(Debug)]
pub struct Note<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The annotation with its tags.
    pub citation: Citation<'a>,
    /// What it is about, in the order of its targets.
    pub ends: Vec<End<'a>>,
}

impl<'a> Note<'a> {
    /// The words that it quotes.
    pub fn extracts(&self) -> impl Iterator<Item = &Extract<'a>> {
        self.ends.iter().filter_map(End::words)
    }

    /// Letters of its tags.
    #[must_use]
    pub fn letters(&self) -> String {
        self.citation.tags.iter().map(|tag| tag.letter).collect()
    }
}

/// All notes of a dossier in the order of the texts.
pub(super) fn notes<'a>(
    dossier: &'a Dossier,
    references: &References<'a>,
    comparison: Option<&Comparison>,
) -> Vec<Note<'a>> {
    let end = |target: &'a Target| match target {
        // Every version that a note quotes has its place: nothing is left out here.
        Target::Quote(anchor) => anchored(anchor, references, comparison).map(End::Words),
        Target::Nothing(nothing) => Some(End::Nothing {
            party: nothing.party.as_ref().and_then(|id| dossier.event.party(id)),
            searched: nothing.searched.iter().filter_map(|one| references.find(&one.readout, &one.text)).collect(),
        }),
    };
    let numbered = cited(dossier).into_iter().enumerate();
    numbered
        .map(|(n, citation)| {
            let ends = citation.annotation.targets.iter().filter_map(end).collect();
            Note { number: n + 1, citation, ends }
        })
        .collect()
}
