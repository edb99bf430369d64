//! Words of a document, ready to be printed, with how they may be printed.

use super::reference::{Reference, References};
use crate::compare::{Comparison, Form};
use crate::domain::{Anchor, Side, Span};
use std::borrow::Cow;

/// How a document's words may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voicing {
    /// In quotation marks, as words of the document.
    Quoted,
    /// Speech that the document renders in the first person without quotation marks: not in quotation marks, since
    /// they are not the speaker's own words.
    Rendered,
    /// Written anew: with the warning, and never in quotation marks.
    Reconstructed,
}

/// Words of a document at their place.
#[derive(Debug, Clone)]
pub struct Extract<'a> {
    /// Place of the document in [`Publication::references`](super::Publication::references).
    pub reference: usize,
    /// Where and what.
    pub anchor: Cow<'a, Anchor>,
    /// Where, in code points.
    pub points: (usize, usize),
    /// How the words may be shown.
    pub voicing: Voicing,
}

impl Extract<'_> {
    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.anchor.quote
    }
}

impl Voicing {
    /// What must be said beside the words, if anything.
    #[must_use]
    pub const fn warning(self) -> Option<&'static str> {
        match self {
            Voicing::Quoted => None,
            Voicing::Rendered => Some("rendered speech, not the speaker’s own words"),
            Voicing::Reconstructed => Some(crate::domain::Standing::WARNING),
        }
    }

    /// The words with quotation marks, where they may have them.
    #[must_use]
    pub fn marked<'a>(self, words: &'a str) -> Cow<'a, str> {
        match self {
            Voicing::Quoted => Cow::Owned(format!("“{words}”")),
            Voicing::Rendered | Voicing::Reconstructed => Cow::Borrowed(words),
        }
    }
}

/// Words that somebody anchored.
pub(super) fn anchored<'a>(
    anchor: &'a Anchor,
    references: &References<'a>,
    comparison: Option<&Comparison>,
) -> Option<Extract<'a>> {
    let at = references.find(&anchor.readout, &anchor.text)?;
    let reference = &references.list[at];
    let voicing = voicing(reference, renders(comparison, anchor));
    let points = reference.code_points(anchor.span);
    Some(Extract { reference: at, anchor: Cow::Borrowed(anchor), points, voicing })
}

/// Words of a reference that has its text.
pub(super) fn taken<'a>(at: usize, span: Span, references: &References<'a>, form: Form) -> Option<Extract<'a>> {
    let reference = &references.list[at];
    let anchor = Anchor::new(reference.id.clone(), reference.hash.clone(), reference.text?, span);
    let points = reference.code_points(anchor.span);
    let voicing = voicing(reference, form == Form::RenderedSpeech);
    Some(Extract { reference: at, anchor: Cow::Owned(anchor), points, voicing })
}

fn voicing(reference: &Reference<'_>, rendered: bool) -> Voicing {
    match (reference.warning(), rendered) {
        (Some(_), _) => Voicing::Reconstructed,
        (None, true) => Voicing::Rendered,
        (None, false) => Voicing::Quoted,
    }
}

/// Whether any passage under the anchor renders speech.
fn renders(comparison: Option<&Comparison>, anchor: &Anchor) -> bool {
    let Some(comparison) = comparison else { return false };
    let readings = Side::BOTH.map(|side| &comparison.readings[side]);
    let passages = readings.into_iter().filter(|reading| reading.sha256 == anchor.text).flat_map(|it| &it.passages);
    passages.filter(|passage| passage.span.overlaps(anchor.span)).any(|passage| passage.rendered)
}
