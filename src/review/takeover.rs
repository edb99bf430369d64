//! From what the program found to what the analyst records.

use crate::compare::Discrepancy;
use crate::domain::{Dossier, Nothing, Side, Sides, Span, Target, VersionId};

/// The targets of an annotation that takes a discrepancy over: its first evidence on each side, or
/// *nothing there* where a side is silent. Evidence that lies close together is quoted whole.
#[must_use]
pub fn targets_of(discrepancy: &Discrepancy, dossier: &Dossier, shown: &Sides<VersionId>) -> Vec<Target> {
    let quote = |side: Side| {
        let text = dossier.text_of(&shown[side])?;
        let span = lead(&discrepancy.evidence[side], text)?;
        Some(Target::Quote(shown[side].anchor(text, span)))
    };
    let mut targets: Vec<Target> = Side::BOTH.into_iter().filter_map(quote).collect();
    if targets.len() == 1 {
        let silent = if discrepancy.evidence.left.is_empty() { Side::Left } else { Side::Right };
        targets.push(Target::Nothing(nothing_in(&shown[silent], dossier)));
    }
    targets
}

/// *Nothing there*, for the version that was searched. The side's other documents were not looked at,
/// so nothing is said of them.
#[must_use]
pub fn nothing_in(version: &VersionId, dossier: &Dossier) -> Nothing {
    let party = dossier.party_of(&version.readout).map(|party| party.id.clone());
    Nothing { party, searched: vec![version.clone()] }
}

/// The first span, with those that follow it but for white space.
fn lead(spans: &[Span], text: &str) -> Option<Span> {
    let mut spans = spans.iter().copied();
    let mut whole = spans.next()?;
    for span in spans {
        let between = text.get(whole.end..span.start).unwrap_or("apart");
        if !between.trim().is_empty() {
            break;
        }
        whole = whole.cover(span);
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_evidence_is_quoted_whole_and_distant_evidence_is_not() {
        let text = "One. Two. Three. Four.";
        let check = |spans: &[(usize, usize)], expected: Option<&str>| {
            let spans: Vec<Span> = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
            assert_eq!(lead(&spans, text).map(|span| span.of(text)), expected);
        };
        check(&[(0, 4), (5, 9)], Some("One. Two."));
        check(&[(0, 4), (10, 16)], Some("One."));
        check(&[], None);
    }
}
