//! An omission between two documents, told for the whole set.

use super::reach::silent_side;
use super::{Desk, Reach};
use crate::compare::comparison::{Comparison, Discrepancy, Frame};
use crate::domain::Side;
use std::collections::BTreeSet;

impl Desk<'_> {
    /// The omission with its reach in words, severity and documents searched. One document alone was
    /// told rightly already.
    pub(super) fn retold(
        &self,
        mut found: Discrepancy,
        reach: &Reach,
        between: &Comparison,
        frame: &Frame,
    ) -> Discrepancy {
        let Some(silent) = silent_side(&found) else { return found };
        let names = |except: Option<usize>| {
            let members = self.sets[silent].members.iter().enumerate();
            members.filter(|(at, _)| Some(*at) != except).map(|(_, m)| m.document.name.to_owned()).collect()
        };
        let name = |document: usize| self.sets[silent].members[document].document.name;
        let document = between.readings[silent].name.as_str();
        match reach {
            _ if self.sets[silent].members.len() < 2 => {}
            Reach::Pair => {}
            Reach::Set => {
                let all = self.all(silent, frame);
                reword(&mut found.summary, document, silent, frame, &all, &format!("Not found in {all}."));
                found.searched = names(None);
            }
            Reach::Companion { document: companion, .. } => {
                let there = format!("In a companion document: {}.", name(*companion));
                reword(&mut found.summary, document, silent, frame, document, "");
                found.summary = format!("{} {there}", found.summary);
                found.severity = found.severity.saturating_sub(1).max(1);
                found.searched = names(Some(*companion));
            }
            Reach::Language { document: version, .. } => {
                let there = format!("The same text in another language has it: {}.", name(*version));
                reword(&mut found.summary, document, silent, frame, document, "");
                found.summary = format!("{} {there}", found.summary);
                found.severity = 1;
                found.searched = names(Some(*version));
            }
        }
        found
    }

    /// *the Chinese texts loaded (2)*; a text and its translation are one text in two languages.
    fn all(&self, side: Side, frame: &Frame) -> String {
        let documents = self.sets[side].members.len();
        let voices = self.voices[side].iter().collect::<BTreeSet<_>>().len();
        let (whose, where_to) = match &frame.speakers[side].adjective {
            Some(adjective) => (format!("{adjective} "), String::new()),
            None => (String::new(), format!(" on the {}", side.name())),
        };
        let (noun, count) = match voices {
            1 => ("text", format!("1, in {documents} versions")),
            _ if voices < documents => ("texts", format!("{voices}, in {documents} versions")),
            _ => ("texts", documents.to_string()),
        };
        format!("the {whose}{noun} loaded{where_to} ({count})")
    }
}

/// Puts other words for the document that was searched; says it at the end where the sentence has no
/// place for them.
fn reword(summary: &mut String, document: &str, side: Side, frame: &Frame, by: &str, else_say: &str) {
    let called = frame.speakers[side].adjective.as_ref().map(|adjective| format!("the {adjective} text"));
    for name in called.iter().map(String::as_str).chain([document]) {
        let words = format!("not found in {name}");
        if let Some(at) = summary.rfind(&words).filter(|_| !name.is_empty()) {
            summary.replace_range(at..at + words.len(), &format!("not found in {by}"));
            return;
        }
    }
    if !else_say.is_empty() {
        summary.push(' ');
        summary.push_str(else_say);
    }
}
