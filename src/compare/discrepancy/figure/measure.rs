//! What a figure measures: the matter beside it in its clause, in concepts and in words.
//!
//! Two percentages are no conflict because both are percentages: one may be a tariff, the other growth.

use crate::compare::case::Case;
use crate::compare::lexicon::{Found, Role, is_party};
use crate::compare::quantity::{Quantity, Unit};
use crate::compare::reading::Sentence;
use crate::compare::token::Sort;
use crate::compare::twins::shared;
use crate::domain::{Side, Span};

/// A clause reaches no more words than this to either side of its figure.
const LONGEST: usize = 40;

/// Words that begin another clause without a comma.
const JOINTS: [&str; 4] = ["while", "whereas", "but", "instead"];

/// Before a duration these make it a term, not the length of something: *within two hours*.
const TERMS: [&str; 10] = ["within", "after", "before", "every", "next", "in", "per", "last", "past", "previous"];
const CHINESE_TERMS: [&str; 6] = ["之内", "以内", "内", "后", "之后", "前"];

/// What stands beside a figure.
#[derive(Debug, Clone, Default)]
pub(super) struct Measure<'a> {
    /// Topics of its clause, the nearest first; where it has none, the nearest before it.
    pub(super) topics: Vec<usize>,
    /// The topics stand in the figure's own clause.
    pub(super) stated: bool,
    /// Stems of the other words of its clause that carry meaning, ascending.
    words: Vec<&'a str>,
    /// It tells how long the event took.
    length: bool,
}

impl<'a> Measure<'a> {
    /// What this quantity of a sentence measures.
    pub(super) fn of(case: &Case<'a>, side: Side, at: usize, quantity: &Quantity) -> Measure<'a> {
        let sentence = case.sentence(side, at);
        let clause = clause(case.texts[side].raw, sentence, quantity.span);
        let length = quantity.unit == Unit::Minutes && tells_length(case, side, at, quantity.span);
        let (topics, stated) = topics(case, sentence, clause, quantity.span);
        Measure { topics, stated, words: words(case, sentence, clause), length }
    }

    /// Whether both measure one thing: the event's length, one topic, or, where no topic is known, mostly
    /// the same words.
    pub(super) fn meets(&self, other: &Measure<'_>) -> bool {
        if self.length && other.length {
            return true;
        }
        if !self.topics.is_empty() && !other.topics.is_empty() {
            return self.topics.iter().any(|topic| other.topics.contains(topic));
        }
        let shared = shared(&self.words, &other.words);
        shared * 2 > self.words.len().min(other.words.len())
    }

    /// Whether the two measure different topics.
    pub(super) fn parts_from(&self, other: &Measure<'_>) -> bool {
        let known = !self.topics.is_empty() && !other.topics.is_empty();
        known && !self.topics.iter().any(|topic| other.topics.contains(topic))
    }

    /// Whether it is the length of the event.
    pub(super) fn is_length(&self) -> bool {
        self.length
    }
}

/// The words from one comma or joint to the next around a place.
fn clause(raw: &str, sentence: &Sentence, place: Span) -> Span {
    let parts = |before: usize, after: usize| {
        let gap = &raw[before..after];
        // A comma inside a number is no end of a clause, and neither is one inside a word.
        gap.contains([',', ';', ':', '—', '(', ')', '，', '；', '：', '。', '（', '）'])
    };
    let tokens = &sentence.tokens;
    let first = tokens.partition_point(|token| token.span().end <= place.start);
    let last = tokens.partition_point(|token| token.span().start < place.end);
    let joint = |at: usize| JOINTS.contains(&tokens[at].lower.as_str());
    let begins = |at: usize| parts(tokens[at - 1].span().end, tokens[at].span().start);
    let (nearest, furthest) = (first.saturating_sub(LONGEST), (last + LONGEST).min(tokens.len()));
    let mut starts = (nearest + 1..=first.min(tokens.len().saturating_sub(1))).rev();
    let start = starts.find(|&at| begins(at) || (at < first && joint(at))).unwrap_or(nearest);
    let end = (last.max(1)..furthest).find(|&at| begins(at) || joint(at)).unwrap_or(furthest);
    let from = tokens.get(start).map_or(place.start, |token| token.span().start);
    let to = end.checked_sub(1).map_or(place.end, |at| tokens[at].span().end);
    Span::new(from.min(place.start), to.max(place.end))
}

/// Whether a concept may be what is counted or measured: states and acts are not.
fn is_measurable(case: &Case, found: &Found) -> bool {
    let concept = case.concept(found.concept);
    matches!(concept.role, Role::Topic | Role::Document) && !is_party(concept)
}

/// The topics of the clause, the nearest to the figure first; where it has none, the nearest before it. And
/// whether they are the clause's own.
fn topics(case: &Case, sentence: &Sentence, clause: Span, place: Span) -> (Vec<usize>, bool) {
    let distance = |span: Span| match span.start >= place.end {
        true => span.start - place.end,
        false => place.start.saturating_sub(span.end),
    };
    let measurable = sentence.found.iter().filter(|found| is_measurable(case, found));
    let (mut inside, outside): (Vec<&Found>, Vec<&Found>) = measurable.partition(|f| clause.contains(f.span.start));
    inside.sort_by_key(|found| distance(found.span));
    let stated = !inside.is_empty();
    if !stated {
        inside.extend(outside.into_iter().rev().find(|found| found.span.end <= clause.start));
    }
    let mut topics: Vec<usize> = Vec::new();
    for found in inside {
        if !topics.contains(&found.concept) {
            topics.push(found.concept);
        }
    }
    (topics, stated)
}

/// The words of the clause that carry meaning: no numbers, no names, nothing that every readout has.
fn words<'a>(case: &Case, sentence: &'a Sentence, clause: Span) -> Vec<&'a str> {
    let quantities = &sentence.quantities;
    let measured = |span: Span| {
        let next = quantities.partition_point(|quantity| quantity.span.end <= span.start);
        quantities.get(next).is_some_and(|quantity| quantity.span.overlaps(span))
    };
    let from = sentence.tokens.partition_point(|token| token.span().start < clause.start);
    let tokens = sentence.tokens[from..].iter().take_while(|token| clause.contains(token.span().start));
    let tokens = tokens.filter(|token| !measured(token.span()));
    let telling = tokens.filter(|token| {
        token.sort == Sort::Word && !case.lexicon.is_stop(&token.lower) && !case.lexicon.is_boilerplate(&token.lower)
    });
    let mut words: Vec<&str> = telling.map(|token| token.stem.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// A duration in a sentence about the event, unless it is a term: *within two hours*, 两小时内.
fn tells_length(case: &Case, side: Side, at: usize, place: Span) -> bool {
    const EVENT: [&str; 12] = [
        "call",
        "conversation",
        "meeting",
        "talks",
        "line",
        "spoke",
        "talked",
        "met",
        "lasted",
        "exchange",
        "phone",
        "discussion",
    ];
    let sentence = case.sentence(side, at);
    let before = sentence.tokens.partition_point(|token| token.span().start < place.start);
    let nearest = sentence.tokens[before.saturating_sub(2)..before].iter();
    let term = nearest.clone().any(|token| TERMS.contains(&token.lower.as_str()));
    let rest = &case.texts[side].raw[place.end..];
    let event = sentence.found.iter().any(|found| case.concept(found.concept).role == Role::Event)
        || sentence.tokens.iter().any(|token| EVENT.contains(&token.lower.as_str()));
    let opens = case.opening[side] == Some(at);
    (opens || event) && !term && !CHINESE_TERMS.iter().any(|word| rest.starts_with(word))
}
