//! Who asked for the event, or for a step that is reported.

use crate::compare::case::{Case, Finding};
use crate::compare::lexicon::{Found, Role, is_party};
use crate::compare::prose::{one_line, with_article};
use crate::compare::token::Token;
use crate::domain::{Kind, Side, Sides, Span};

const CUES: [&str; 6] =
    ["at_request_of", "initiated_by", "proposed_by", "by_mutual_agreement", "pending_request", "received_call"];

const STEP_CUES: [&str; 4] = ["at_request_of", "initiated_by", "proposed_by", "pending_request"];

/// One finding for each sentence that says who asked, where the other text does not.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for side in Side::BOTH {
        for (at, _) in case.sentences(side) {
            // What both agreed on as a step has no initiator; that both agreed to meet is told of the event.
            let opens = case.opening[side] == Some(at) || at == 0;
            let cues = if opens { &CUES[..] } else { &STEP_CUES[..] };
            let cue = case.has(side, at, cues).filter(|_| opens || is_of_event(case, side, at));
            let cue = cue.map(|found| (case.words(side, found), Some(found)));
            let cue = cue.or_else(|| requested(case, side, at).map(|words| (words, None)));
            if let Some((words, found)) = cue {
                findings.extend(finding(case, side, at, &words, found));
            }
        }
    }
    findings
}

/// *The talks held at the proposal of*: principles and plans that somebody proposed are matters, no events that were
/// asked for.
fn is_of_event(case: &Case, side: Side, at: usize) -> bool {
    const EVENTS: [&str; 14] = [
        "talks",
        "meeting",
        "meetings",
        "call",
        "conversation",
        "contact",
        "contacts",
        "consultations",
        "summit",
        "visit",
        "negotiations",
        "round",
        "ceasefire",
        "truce",
    ];
    let words = case.sentence(side, at).tokens.iter().any(|token| EVENTS.contains(&token.lower.as_str()));
    let roles = [Role::Event, Role::Invitation];
    words || roles.into_iter().any(|role| !case.of_role(side, at, role).is_empty())
}

/// *in requesting that the conversation be held*: a request for the event itself.
fn requested(case: &Case, side: Side, at: usize) -> Option<String> {
    const EVENT: [&str; 6] = ["conversation", "conversations", "call", "meeting", "talks", "contact"];
    let tokens = &case.sentence(side, at).tokens;
    if let Some(words) = at_the_request(tokens, &EVENT) {
        return Some(case.quoted(side, words));
    }
    let verb =
        tokens.iter().position(|t| matches!(t.lower.as_str(), "requested" | "requesting" | "asked" | "initiative"))?;
    let event = tokens[verb + 1..].iter().take(8).find(|token| EVENT.contains(&token.lower.as_str()))?;
    let words = tokens[verb].span().cover(event.span()).of(case.texts[side].raw);
    Some(one_line(words))
}

/// *This call took place at the government's request*: an event, and behind it *at … request*.
fn at_the_request(tokens: &[Token], events: &[&str]) -> Option<Span> {
    /// Words of a name between both, *the government of Ruritania's*.
    const BETWEEN: usize = 6;
    let request = tokens.iter().position(|token| token.lower == "request")?;
    let before = &tokens[request.saturating_sub(BETWEEN)..request];
    let from = request - before.len() + before.iter().rposition(|token| token.lower == "at")?;
    let event = tokens[..from].iter().any(|token| events.contains(&token.lower.as_str()));
    event.then(|| tokens[from].span().cover(tokens[request].span()))
}

fn finding(case: &Case, side: Side, at: usize, words: &str, cue: Option<Found>) -> Option<Finding> {
    let other = side.other();
    let opens = case.opening[side] == Some(at) || at == 0;
    let partner = if opens { case.opening[other] } else { case.partner(side, at) };
    // Both say it: then it is no discrepancy of silence.
    let says = |at: usize| case.has(other, at, &CUES).is_some() || requested(case, other, at).is_some();
    if partner.is_some_and(says) {
        return None;
    }
    let summary = if opens { of_event(case, side, at, words, cue) } else { of_step(case, side, at, words, cue) };
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = vec![at];
    if opens {
        evidence[other] = partner.into_iter().collect();
    }
    let finding = Finding::new(Kind::Initiator, 2, evidence, summary);
    Some(finding.sure(0.9, if opens { 1.8 } else { 1.4 }, vec![words.to_owned()]).silent_in(other))
}

/// *At the other side's request*, *initiated by the United States*.
fn of_event(case: &Case, side: Side, at: usize, words: &str, cue: Option<Found>) -> String {
    let (says, silent, event) = (case.title(side), case.name(side.other()), occasion(case, side, at));
    let id = cue.map_or("", |found| case.concept(found.concept).id.as_str());
    let party = named_party(case, side, at, cue);
    match (id, party) {
        ("at_request_of", _) => {
            let party = case.party(side.other());
            format!("{says} says the {event} was at {party}'s request (“{words}”); {silent} does not say who asked.")
        }
        ("received_call", _) => {
            let party = case.party(side.other());
            format!("{says} says the call came from {party} (“{words}”); {silent} does not say who called.")
        }
        ("by_mutual_agreement", _) => {
            format!("{says} says the {event} was by agreement (“{words}”); {silent} does not say who asked.")
        }
        (_, Some(party)) => {
            let party = with_article(&party);
            format!("{says} says that {party} asked for the {event} (“{words}”); {silent} does not say who asked.")
        }
        (_, None) => format!("{says} says who asked for the {event} (“{words}”); {silent} does not."),
    }
}

/// *The talks in Bern at the proposal of France*.
fn of_step(case: &Case, side: Side, at: usize, words: &str, cue: Option<Found>) -> String {
    if cue.is_none() {
        let (title, other) = (case.title(side), case.name(side.other()));
        return format!("{title} says that a contact was asked for (“{words}”); not found in {other}.");
    }
    let by = named_party(case, side, at, cue).map_or_else(String::new, |party| format!(" by {}", with_article(&party)));
    format!(
        "{} says that {} was asked for or proposed{by} (“{words}”); not found in {}.",
        case.title(side),
        step(case, side, at),
        case.name(side.other())
    )
}

/// What was asked for, where the sentence names it.
fn step(case: &Case, side: Side, at: usize) -> String {
    let topics = case.topic_words(side, &[at]);
    topics.first().map_or_else(|| "a step".to_owned(), |topic| format!("a step on {topic}"))
}

/// What the sentence calls the event.
fn occasion(case: &Case, side: Side, at: usize) -> &'static str {
    match case.has(side, at, &["phone_call", "video_call", "leaders_meeting", "receives", "formal_talks"]) {
        Some(found) => match case.concept(found.concept).id.as_str() {
            "phone_call" => "call",
            "video_call" => "video call",
            "formal_talks" => "round of talks",
            _ => "meeting",
        },
        None => "event",
    }
}

/// The party that stands in or just before the cue.
fn named_party(case: &Case, side: Side, at: usize, cue: Option<Found>) -> Option<String> {
    let cue = cue?;
    let sentence = case.sentence(side, at);
    let mut parties = sentence.found.iter().filter(|found| is_party(case.concept(found.concept)));
    let near = parties.find(|found| found.span.start <= cue.span.end + 40 && found.span.end + 20 >= cue.span.start)?;
    Some(case.concept(near.concept).gloss.clone())
}
