//! Who asked for the event, or for a step that is reported.

use crate::compare::case::{Case, Finding};
use crate::compare::lexicon::{Found, is_party};
use crate::domain::{Kind, Side, Sides};

const CUES: [&str; 5] = ["at_request_of", "initiated_by", "proposed_by", "by_mutual_agreement", "pending_request"];

/// One finding for each sentence that says who asked, where the other text does not.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for side in Side::BOTH {
        for (at, _) in case.sentences(side) {
            let cue = case.has(side, at, &CUES).map(|found| (case.words(side, found), Some(found)));
            let cue = cue.or_else(|| requested(case, side, at).map(|words| (words, None)));
            if let Some((words, found)) = cue {
                findings.extend(finding(case, side, at, &words, found));
            }
        }
    }
    findings
}

/// *in requesting that the conversation be held*: a request for the event itself.
fn requested(case: &Case, side: Side, at: usize) -> Option<String> {
    const EVENT: [&str; 6] = ["conversation", "conversations", "call", "meeting", "talks", "contact"];
    let tokens = &case.sentence(side, at).tokens;
    let verb =
        tokens.iter().position(|t| matches!(t.lower.as_str(), "requested" | "requesting" | "asked" | "initiative"))?;
    let near = tokens[verb + 1..].iter().take(8).any(|token| EVENT.contains(&token.lower.as_str()));
    near.then(|| tokens[verb].span.of(case.texts[side].raw).to_owned())
}

fn finding(case: &Case, side: Side, at: usize, words: &str, cue: Option<Found>) -> Option<Finding> {
    let other = side.other();
    let opens = case.opening[side] == Some(at) || at == 0;
    let partner = if opens { case.opening[other] } else { case.partner(side, at) };
    // Both say it: then it is no discrepancy of silence.
    if partner.is_some_and(|partner| case.has(other, partner, &CUES).is_some()) {
        return None;
    }
    let asked = cue.is_some_and(|found| case.concept(found.concept).id == "at_request_of");
    let summary = if opens && asked {
        let party = case.party(other);
        format!(
            "{} says the {} was at {party}'s request (“{words}”); {} does not say who asked.",
            case.title(side),
            occasion(case, side, at),
            case.name(other)
        )
    } else {
        let who = named_party(case, side, at, cue).map_or_else(String::new, |party| format!(" by {party}"));
        format!(
            "{} says that a step was asked for or proposed{who} (“{words}”); not found in {}.",
            case.title(side),
            case.name(other)
        )
    };
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = vec![at];
    if opens {
        evidence[other] = partner.into_iter().collect();
    }
    let finding = Finding::new(Kind::Initiator, 2, evidence, summary);
    Some(finding.sure(0.9, if opens { 1.8 } else { 1.4 }, vec![words.to_owned()]).silent_in(other))
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
