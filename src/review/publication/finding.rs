//! What the program found, with what the analyst ruled on it.

use super::Examined;
use super::extract::{Extract, taken};
use super::reference::References;
use crate::compare::{Discrepancy, Form};
use crate::domain::{AnnotationId, Dossier, Ruling, Side, Sides, Span};
use crate::review::{sets, triage};

/// Where a discrepancy stands in the analyst's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Nobody ruled on it.
    Open,
    /// The analyst let it stand, or took it over into a note.
    Accepted,
    /// The analyst dismissed it.
    Dismissed,
    /// One reader accepted it, another dismissed it.
    Disputed,
}

impl State {
    /// The word in exports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Accepted => "accepted",
            State::Dismissed => "dismissed",
            State::Disputed => "disputed",
        }
    }
}

/// A discrepancy, ready to be printed.
#[derive(Debug)]
pub struct Finding<'a> {
    /// Its number, from 1: its rank.
    pub number: usize,
    /// What was found.
    pub found: &'a Discrepancy,
    /// What was ruled.
    pub state: State,
    /// The note that took it over.
    pub annotation: Option<AnnotationId>,
    /// The words that show it.
    pub evidence: Sides<Vec<Extract<'a>>>,
}

impl<'a> Finding<'a> {
    /// All words that show it, left first.
    pub fn extracts(&self) -> impl Iterator<Item = &Extract<'a>> {
        self.evidence.left.iter().chain(&self.evidence.right)
    }
}

/// What the panes show, then what only companions say, then what the record shows.
pub(super) fn findings<'a>(
    dossier: &'a Dossier,
    references: &References<'a>,
    examined: Examined<'a>,
) -> Vec<Finding<'a>> {
    let panes = examined.shown.as_ref().map(|version| references.of_version(version));
    let evidence = |found: &'a Discrepancy, places: &Sides<Option<usize>>| {
        Sides::from_fn(|side| match places[side] {
            Some(at) => extracts(&found.evidence[side], at, references, found.form),
            None => Vec::new(),
        })
    };
    let mut findings: Vec<Finding<'a>> = triage(examined.comparison, dossier)
        .into_iter()
        .map(|triaged| {
            let found = &examined.comparison.discrepancies[triaged.index];
            let state = match (triaged.ruling, triaged.annotation) {
                (Some(Ruling::Dismiss), _) => State::Dismissed,
                (None, _) if triaged.disputed => State::Disputed,
                (Some(Ruling::Accept), _) | (None, Some(_)) => State::Accepted,
                (None, None) => State::Open,
            };
            let evidence = evidence(found, &panes);
            Finding { number: 0, found, state, annotation: triaged.annotation, evidence }
        })
        .collect();
    let open =
        |found: &'a Discrepancy, evidence| Finding { number: 0, found, state: State::Open, annotation: None, evidence };
    for further in examined.further {
        let documents = sets::documents(dossier, further.side, examined.shown);
        let mut places = panes;
        places[further.side] = documents.get(further.document).and_then(|(_, text)| references.of_text(text));
        findings.push(open(&further.found, evidence(&further.found, &places)));
    }
    for record in examined.records {
        let places = Sides::from_fn(|side: Side| references.of_text(record.texts[side]));
        findings.push(open(&record.found, evidence(&record.found, &places)));
    }
    for (n, finding) in findings.iter_mut().enumerate() {
        finding.number = n + 1;
    }
    findings
}

fn extracts<'a>(spans: &[Span], at: usize, references: &References<'a>, form: Form) -> Vec<Extract<'a>> {
    spans.iter().filter_map(|&span| taken(at, span, references, form)).collect()
}
