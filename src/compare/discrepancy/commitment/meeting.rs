//! A meeting to come: *agreed to meet* in one text, *discussed a meeting* in the other.
//!
//! Whether the two will meet again is the news of many a readout, and is told in so few words that nothing else
//! links the two sentences. So it is a matter of its own: the firmest step of each text that governs a meeting.
//! A report of the event itself, *met*, and talk of what a meeting brought, *the outcome of the meeting*, are none.
//! Limits: one such meeting a text; whether both mean the same one is not checked.

use super::{APART, UNDERTAKEN, finding, steps};
use crate::compare::case::{Case, Finding};
use crate::compare::to_come::governs_meeting;
use crate::domain::Sides;

/// At most one finding, where one text undertakes a meeting of which the other only talks, wishes or hopes.
pub(super) fn find(case: &Case) -> Option<Finding> {
    let told = Sides::from_fn(|side| {
        let all = case.sentences(side).filter(|(_, sentence)| !sentence.question);
        let steps = all
            .flat_map(|(at, _)| steps(case, side, at))
            .filter(|step| governs_meeting(case.texts[side].raw, case.sentence(side, step.at), step.words));
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
