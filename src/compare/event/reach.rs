//! Whether another document says what a first one leaves out.

use crate::compare::comparison::{Comparison, Discrepancy, Tie};
use crate::compare::lexicon::{Lexicon, Role};
use crate::domain::{Kind, Side, Sides, Span};
use std::collections::{BTreeMap, BTreeSet};

/// So many passages are shown where another document has it.
const SHOWN: usize = 3;

/// A comparison with what is asked of it again and again, looked up once: texts may be long.
pub(super) struct Between {
    /// The comparison.
    pub(super) comparison: Comparison,
    /// The passages that hold each concept or a narrower one, ascending.
    holders: Sides<BTreeMap<usize, Vec<usize>>>,
    /// The partners of each passage.
    partners: Sides<Vec<Vec<(Tie, usize)>>>,
    /// The discrepancies in whose extent each passage is.
    told: Sides<Vec<Vec<usize>>>,
}

impl Between {
    /// Looks everything up.
    pub(super) fn new(comparison: Comparison, lexicon: &Lexicon) -> Between {
        let count = |side: Side| comparison.readings[side].passages.len();
        let mut partners = Sides::from_fn(|side| vec![Vec::new(); count(side)]);
        let mut told = Sides::from_fn(|side| vec![Vec::new(); count(side)]);
        for side in Side::BOTH {
            for link in &comparison.links {
                for &at in &link.passages[side] {
                    partners[side][at].extend(link.passages[side.other()].iter().map(|&other| (link.tie, other)));
                }
            }
            for (n, found) in comparison.discrepancies.iter().enumerate() {
                for at in touching(&comparison, side, &found.extent[side]) {
                    told[side][at].push(n);
                }
            }
        }
        let holders = Sides::from_fn(|side| holders(&comparison, side, lexicon));
        Between { comparison, holders, partners, told }
    }

    fn touches(&self, side: Side, topic: usize) -> bool {
        self.holders[side].contains_key(&topic)
    }

    /// The first passages that name one of these topics, a narrower one, or the one right above.
    pub(super) fn places_of(&self, side: Side, topics: &[usize], lexicon: &Lexicon) -> Vec<Span> {
        let holders = |topics: &[usize]| -> BTreeSet<usize> {
            topics.iter().filter_map(|topic| self.holders[side].get(topic)).flatten().copied().collect()
        };
        let mut places = holders(topics);
        if places.is_empty() {
            let above: Vec<usize> = topics.iter().filter_map(|&topic| matter_above(topic, lexicon)).collect();
            places = holders(&above);
        }
        self.spans(side, places)
    }

    fn spans(&self, side: Side, places: BTreeSet<usize>) -> Vec<Span> {
        let passages = &self.comparison.readings[side].passages;
        places.into_iter().take(SHOWN).map(|at| passages[at].span).collect()
    }
}

/// The particular matter that a topic belongs to; none where only its broad field stands above.
fn matter_above(topic: usize, lexicon: &Lexicon) -> Option<usize> {
    lexicon.concepts()[topic].parent.filter(|&parent| lexicon.concepts()[parent].parent.is_some())
}

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
    // A detail that one text lacks has the passage beside it as evidence there, and no extent.
    let silent = |side: &Side| found.extent[*side].is_empty() && !found.extent[side.other()].is_empty();
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
pub(super) fn missing_topics(found: &Discrepancy, side: Side, between: &Between, lexicon: &Lexicon) -> Vec<usize> {
    let passages = touching(&between.comparison, side, &found.evidence[side]);
    let mentions = passages.into_iter().flat_map(|at| &between.comparison.readings[side].passages[at].mentions);
    let topics: BTreeSet<usize> = mentions
        .filter_map(|mention| lexicon.index(&mention.concept))
        .filter(|&concept| lexicon.concepts()[concept].role == Role::Topic && !between.touches(side.other(), concept))
        .collect();
    topics.into_iter().collect()
}

/// Where the other document of this wider comparison says it; `None` where it does not.
pub(super) fn held(matter: &Matter<'_>, wider: &Between, lexicon: &Lexicon) -> Option<Vec<Span>> {
    let (side, other) = (matter.side, matter.side.other());
    let keys = touching(&wider.comparison, side, &matter.found.evidence[side]);
    let linked = |tie: Tie| -> BTreeSet<usize> {
        let partners = keys.clone().flat_map(|at| &wider.partners[side][at]);
        partners.filter(|partner| partner.0 == tie).map(|partner| partner.1).collect()
    };
    // The particular matter that a topic belongs to is near enough, as in the search for omissions.
    let near = |topic: &&usize| {
        let above = matter_above(**topic, lexicon);
        wider.touches(other, **topic) || above.is_some_and(|above| wider.touches(other, above))
    };
    // A false omission is the worst error: half of it told is told.
    let named = matter.missing.iter().filter(near).count() * 2 >= matter.missing.len().max(1);
    let missed_again = keys.clone().flat_map(|at| &wider.told[side][at]).any(|&n| {
        let found = &wider.comparison.discrepancies[n];
        let claims = is_claim(found.kind) && is_claim(matter.found.kind);
        // Of a figure or a word, a conflict is no better than silence.
        if claims { silent_side(found) == Some(other) } else { found.kind == matter.found.kind }
    });
    if missed_again && !(named && is_claim(matter.found.kind)) {
        return None;
    }
    let mut places = linked(Tie::Same);
    if places.is_empty() {
        places = linked(Tie::Related);
    }
    let spans = wider.spans(other, places);
    let spans = if spans.is_empty() && named { wider.places_of(other, &matter.missing, lexicon) } else { spans };
    (!spans.is_empty()).then_some(spans)
}

/// The passages that these spans touch; passages ascend and do not overlap.
fn touching<'a>(
    comparison: &'a Comparison,
    side: Side,
    spans: &'a [Span],
) -> impl Iterator<Item = usize> + Clone + use<'a> {
    let passages = &comparison.readings[side].passages;
    spans.iter().flat_map(move |span| {
        let first = passages.partition_point(|passage| passage.span.end <= span.start);
        let last = passages.partition_point(|passage| passage.span.start < span.end);
        first..last.max(first)
    })
}

/// The passages of each concept, and of all that stand above it.
fn holders(comparison: &Comparison, side: Side, lexicon: &Lexicon) -> BTreeMap<usize, Vec<usize>> {
    let mut holders: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, passage) in comparison.readings[side].passages.iter().enumerate() {
        for mention in &passage.mentions {
            let mut concept = lexicon.index(&mention.concept);
            while let Some(known) = concept {
                let places = holders.entry(known).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
                concept = lexicon.concepts()[known].parent;
            }
        }
    }
    holders
}
