//! A meeting to come: *agreed to meet* in one text, *discussed a meeting* in the other.
//!
//! Whether the two will meet again is the news of many a readout, and is told in so few words that nothing else
//! links the two sentences. So it is a matter of its own: the firmest step of each text that governs a meeting.
//! A report of the event itself, *met*, and talk of what a meeting brought, *the outcome of the meeting*, are none.
//! Limits: one such meeting a text; whether both mean the same one is not checked.

use super::{APART, Step, UNDERTAKEN, finding, steps};
use crate::compare::case::{Case, Finding};
use crate::domain::{Side, Sides};

/// What names a meeting, in lower case and in folded characters.
const MEETINGS: [&str; 6] = ["meet", "meeting", "meetings", "summit", "summits", "encounter"];
const CHINESE: [&str; 4] = ["会晤", "会面", "见面", "会谈"];
/// What may stand between a step and the meeting: *agreed to hold a further meeting*.
const BETWEEN: [&str; 28] = [
    "to",
    "a",
    "an",
    "on",
    "of",
    "the",
    "possibility",
    "possible",
    "holding",
    "hold",
    "having",
    "have",
    "next",
    "new",
    "another",
    "further",
    "future",
    "again",
    "convene",
    "convening",
    "arranging",
    "arrange",
    "for",
    "plans",
    "idea",
    "personal",
    "potential",
    "options",
];
/// So many characters at most between a Chinese step and the meeting, 在北京举行, and what follows a meeting that was.
const NEAR: usize = 12;
const PAST: [&str; 6] = ["成果", "共识", "精神", "期间", "时", "以来"];

/// At most one finding, where one text undertakes a meeting of which the other only talks, wishes or hopes.
pub(super) fn find(case: &Case) -> Option<Finding> {
    let told = Sides::from_fn(|side| {
        let all = case.sentences(side).filter(|(_, sentence)| !sentence.question);
        let steps = all.flat_map(|(at, _)| steps(case, side, at)).filter(|step| governs_meeting(case, side, step));
        steps.max_by_key(|step| (step.rung, std::cmp::Reverse(step.at)))
    });
    let steps = Sides::new(told.left?, told.right?);
    let (low, high) = (steps.left.rung.min(steps.right.rung), steps.left.rung.max(steps.right.rung));
    if high < UNDERTAKEN || high - low < APART {
        return None;
    }
    let tie = case.partners.left[steps.left.at].iter().find(|partner| partner.0 == steps.right.at).map(|p| p.1);
    let found = finding(case, steps, tie, 1.5);
    let summary = found.summary.replacen("In linked passages, ", "On a meeting to come, ", 1);
    Some(Finding { severity: 3, confidence: 0.75, weight: 2.0, summary, ..found })
}

/// Whether a step has a meeting for its object.
fn governs_meeting(case: &Case, side: Side, step: &Step) -> bool {
    let sentence = case.sentence(side, step.at);
    if sentence.is_chinese() {
        let raw = case.texts[side].raw;
        let behind = &raw[step.words.end..sentence.span.end];
        let clause = behind.split(['，', '；', '。']).next().unwrap_or(behind);
        let place = CHINESE.iter().find_map(|word| clause.find(word).map(|at| (at, at + word.len())));
        return place.is_some_and(|(from, to)| {
            clause[..from].chars().count() <= NEAR && !PAST.iter().any(|past| clause[to..].starts_with(past))
        });
    }
    let mut behind = sentence.tokens.iter().filter(|token| token.span.start >= step.words.end);
    let next = behind.find(|token| !BETWEEN.contains(&token.lower.as_str()));
    next.is_some_and(|token| MEETINGS.contains(&token.lower.as_str()))
}
