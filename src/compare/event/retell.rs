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
        let silent = match (silent_side(&found), reach) {
            (Some(silent), _) => silent,
            (None, Reach::Companion { side, document, .. }) => {
                let there = self.sets[*side].members[*document].document.name;
                found.summary = format!("{} In a companion document: {there}.", found.summary);
                found.severity = 1;
                return found;
            }
            (None, Reach::Set) => {
                found.summary = format!("{} Nor is it in any other text loaded.", found.summary);
                return found;
            }
            (None, _) => return found,
        };
        if self.sets[silent].members.len() < 2 {
            return found;
        }
        let names = |except: Option<usize>| {
            let members = self.sets[silent].members.iter().enumerate();
            members.filter(|(at, _)| Some(*at) != except).map(|(_, m)| m.document.name.to_owned()).collect()
        };
        let name = |document: usize| self.sets[silent].members[document].document.name;
        let document = between.readings[silent].name.as_str();
        let called = frame.speakers[silent].adjective.as_ref().map(|adjective| format!("the {adjective} text"));
        let called = called.as_deref();
        match reach {
            Reach::Pair => {}
            Reach::Set => {
                if !reword(&mut found.summary, &[called, Some(document)], &self.all(silent, frame)) {
                    found.summary = format!("{} {}", found.summary, self.nor_others(silent));
                }
                found.searched = names(None);
            }
            Reach::Companion { document: companion, .. } => {
                reword(&mut found.summary, &[called], document);
                found.summary = format!("{} In a companion document: {}.", found.summary, name(*companion));
                found.severity = found.severity.saturating_sub(1).max(1);
                found.searched = names(Some(*companion));
            }
            Reach::Language { document: version, .. } => {
                reword(&mut found.summary, &[called], document);
                let there = format!("The same text in another language has it: {}.", name(*version));
                found.summary = format!("{} {there}", found.summary);
                found.severity = 1;
                found.searched = names(Some(*version));
            }
        }
        found
    }

    /// For sentences that do not say *not found*.
    fn nor_others(&self, side: Side) -> &'static str {
        if self.voices[side].iter().collect::<BTreeSet<_>>().len() == 1 {
            "Its other versions do not tell it either."
        } else {
            "The other texts of that side do not tell it either."
        }
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

/// Puts other words for the document that was searched, by whichever name it is called; whether the
/// sentence has a place for them.
fn reword(summary: &mut String, called: &[Option<&str>], by: &str) -> bool {
    for name in called.iter().flatten().filter(|name| !name.is_empty()) {
        let words = format!("not found in {name}");
        if let Some(at) = summary.rfind(&words) {
            summary.replace_range(at..at + words.len(), &format!("not found in {by}"));
            return true;
        }
    }
    false
}
