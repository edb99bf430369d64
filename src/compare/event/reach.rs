//! Whether another document says what a first one leaves out.

use crate::compare::comparison::{Comparison, Discrepancy, Reading, Tie};
use crate::compare::lexicon::{Lexicon, Role};
use crate::domain::{Kind, Side, Span};
use std::collections::BTreeSet;

/// So many passages are shown where another document has it.
const SHOWN: usize = 3;

/// A statement that one document leaves out.
pub(super) struct Matter<'a> {
    /// The omission.
    pub(super) found: &'a Discrepancy,
    /// The side that makes the statement.
    pub(super) side: Side,
    /// Its topics that the document searched never touches.
    pub(super) missing: Vec<usize>,
}

/// The side that was searched in vain; none where both have their say.
pub(super) fn silent_side(found: &Discrepancy) -> Option<Side> {
    let silent = |side: &Side| found.evidence[*side].is_empty() && !found.evidence[side.other()].is_empty();
    Side::BOTH.into_iter().find(silent).filter(|_| !found.searched.is_empty())
}

/// Kinds that tell of a statement of one side; which of them may change with the document compared.
pub(super) fn is_claim(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::TopicOmitted
            | Kind::Commitment
            | Kind::Attribution
            | Kind::Praise
            | Kind::Participants
            | Kind::Invitation
    )
}

/// The topics of an omission's evidence that the other document never touches, ascending.
pub(super) fn missing_topics(found: &Discrepancy, side: Side, between: &Comparison, lexicon: &Lexicon) -> Vec<usize> {
    let there = touched(&between.readings[side.other()], lexicon);
    let passages = touching(&between.readings[side], &found.evidence[side]);
    let mentions = passages.iter().flat_map(|&at| &between.readings[side].passages[at].mentions);
    let topics: BTreeSet<usize> = mentions
        .filter_map(|mention| lexicon.index(&mention.concept))
        .filter(|&concept| lexicon.concepts()[concept].role == Role::Topic && !there.contains(&concept))
        .collect();
    topics.into_iter().collect()
}

/// Where the other document of this wider comparison says it; `None` where it does not.
pub(super) fn held(matter: &Matter<'_>, wider: &Comparison, lexicon: &Lexicon) -> Option<Vec<Span>> {
    let (side, other) = (matter.side, matter.side.other());
    let evidence = &matter.found.evidence[side];
    let keys = touching(&wider.readings[side], evidence);
    let reading = &wider.readings[other];
    let linked = |tie: Tie| -> BTreeSet<usize> {
        let links = wider.links.iter().filter(|link| link.tie == tie);
        links
            .filter(|link| link.passages[side].iter().any(|at| keys.contains(at)))
            .flat_map(|link| link.passages[other].iter().copied())
            .collect()
    };
    let there = touched(reading, lexicon);
    // The particular matter that a topic belongs to is near enough, as in the search for omissions.
    let near = |topic: &&usize| {
        let above = lexicon.concepts()[**topic].parent.filter(|&parent| lexicon.concepts()[parent].parent.is_some());
        there.contains(*topic) || above.is_some_and(|parent| there.contains(&parent))
    };
    // A false omission is the worst error: half of it told is told.
    let named = matter.missing.iter().filter(near).count() * 2 >= matter.missing.len().max(1);
    let missed_again = wider.discrepancies.iter().any(|found| {
        let claims = is_claim(found.kind) && is_claim(matter.found.kind);
        // Of a figure or a word, a conflict is no better than silence.
        let again = if claims { silent_side(found) == Some(other) } else { found.kind == matter.found.kind };
        let extent = &found.extent[side];
        again && evidence.iter().any(|span| extent.iter().any(|other| other.overlaps(*span)))
    });
    if missed_again && !(named && is_claim(matter.found.kind)) {
        return None;
    }
    let mut places = linked(Tie::Same);
    if places.is_empty() {
        places = linked(Tie::Related);
    }
    let spans: Vec<Span> = places.into_iter().take(SHOWN).map(|at| reading.passages[at].span).collect();
    let spans = if spans.is_empty() && named { places_of(reading, &matter.missing, lexicon) } else { spans };
    (!spans.is_empty()).then_some(spans)
}

/// The first passages that name one of these topics, a narrower one, or the one right above.
pub(super) fn places_of(reading: &Reading, topics: &[usize], lexicon: &Lexicon) -> Vec<Span> {
    let exact = holders(reading, topics, lexicon);
    let holders = if exact.is_empty() {
        let above: Vec<usize> = topics.iter().filter_map(|&topic| lexicon.concepts()[topic].parent).collect();
        let above: Vec<usize> = above.into_iter().filter(|&at| lexicon.concepts()[at].parent.is_some()).collect();
        holders(reading, &above, lexicon)
    } else {
        exact
    };
    holders.into_iter().take(SHOWN).map(|at| reading.passages[at].span).collect()
}

/// The passages that these spans touch.
fn touching(reading: &Reading, spans: &[Span]) -> Vec<usize> {
    let touches = |at: &usize| spans.iter().any(|span| reading.passages[*at].span.overlaps(*span));
    (0..reading.passages.len()).filter(touches).collect()
}

/// The concepts of a text with all that stand above them.
fn touched(reading: &Reading, lexicon: &Lexicon) -> BTreeSet<usize> {
    let mut touched = BTreeSet::new();
    for mention in reading.passages.iter().flat_map(|passage| &passage.mentions) {
        let mut concept = lexicon.index(&mention.concept);
        // A concept that is known already has brought in those above it.
        while let Some(at) = concept.filter(|at| touched.insert(*at)) {
            concept = lexicon.concepts()[at].parent;
        }
    }
    touched
}

/// The passages that name one of these topics or a narrower one.
fn holders(reading: &Reading, topics: &[usize], lexicon: &Lexicon) -> BTreeSet<usize> {
    let names = |concept: &str| {
        let mut concept = lexicon.index(concept);
        while let Some(at) = concept {
            if topics.contains(&at) {
                return true;
            }
            concept = lexicon.concepts()[at].parent;
        }
        false
    };
    let holds = |at: &usize| reading.passages[*at].mentions.iter().any(|mention| names(&mention.concept));
    (0..reading.passages.len()).filter(holds).collect()
}
