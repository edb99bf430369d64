//! Adjectives for the exchange: candid, constructive, very good.

use crate::compare::case::{Case, Finding};
use crate::compare::lexicon::{Found, Role};
use crate::compare::prose::listed;
use crate::compare::token::Token;
use crate::domain::{Kind, Side, Sides, Span};

/// An adjective this near to a word for the event is about the event; in bytes.
const NEAR: usize = 64;

const EVENT_WORDS: [&str; 9] =
    ["conversation", "call", "talks", "meeting", "exchange", "discussion", "discussions", "tone", "dialogue"];

/// One finding where the adjectives differ.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let told = Sides::from_fn(|side| {
        let mut told: Vec<(usize, Found)> = Vec::new();
        for (at, _) in case.sentences(side) {
            let events = event_places(case, side, at);
            for found in case.of_role(side, at, Role::Tone) {
                if events.iter().any(|event| distance(*event, found.span) <= NEAR) {
                    told.push((at, found));
                }
            }
        }
        told
    });
    let concepts = told.as_ref().map(|told| {
        let mut concepts: Vec<usize> = told.iter().map(|hit| hit.1.concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    });
    if concepts.left == concepts.right {
        return Vec::new();
    }
    let words = Sides::from_fn(|side| {
        let mut words: Vec<String> = Vec::new();
        for (_, found) in &told[side] {
            let word = format!("“{}”", case.words(side, *found));
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words.truncate(4);
        words
    });
    let say = |side: Side| if words[side].is_empty() { "no such word".to_owned() } else { listed(&words[side]) };
    let summary = format!(
        "For the exchange {} has {}, {} {}.",
        case.name(Side::Left),
        say(Side::Left),
        case.name(Side::Right),
        say(Side::Right)
    );
    let evidence = told.as_ref().map(|told| told.iter().map(|hit| hit.0).collect::<Vec<usize>>());
    let mut finding =
        Finding::new(Kind::Tone, 1, evidence, summary).sure(0.75, 1.0, [words.left, words.right].concat());
    finding.silent = Side::BOTH.into_iter().find(|&side| concepts[side].is_empty());
    vec![finding]
}

fn event_places(case: &Case, side: Side, at: usize) -> Vec<Span> {
    let sentence = case.sentence(side, at);
    // What the teams' talks were like is not what the event was like.
    let of_teams = case.has(side, at, &["teams"]).is_some();
    let words = sentence.tokens.iter().filter(|token| EVENT_WORDS.contains(&token.lower.as_str())).map(Token::span);
    let forms = sentence.found.iter().filter(|found| {
        let concept = case.concept(found.concept);
        concept.role == Role::Event && !of_teams || concept.id == "exchanged_views"
    });
    words.chain(forms.map(|found| found.span)).collect()
}

fn distance(a: Span, b: Span) -> usize {
    if a.overlaps(b) { 0 } else { b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end)) }
}
