//! From what the program found to what the analyst records.

use crate::compare::Discrepancy;
use crate::domain::{Anchor, Dossier, Nothing, Readout, ReadoutId, Searched, Side, Sides, Span, Target};

/// The targets of an annotation that takes a discrepancy over: its first evidence on each side, or
/// *nothing there* where a side is silent. Evidence that lies close together is quoted whole.
#[must_use]
pub fn targets_of(discrepancy: &Discrepancy, dossier: &Dossier, shown: &Sides<ReadoutId>) -> Vec<Target> {
    let quote = |side: Side| {
        let text = dossier.text(&shown[side])?;
        let span = lead(&discrepancy.evidence[side], text)?;
        let hash = dossier.readout(&shown[side])?.latest()?.sha256.clone();
        Some(Target::Quote(Anchor::new(shown[side].clone(), hash, text, span)))
    };
    let mut targets: Vec<Target> = Side::BOTH.into_iter().filter_map(quote).collect();
    if targets.len() == 1 {
        let silent = if discrepancy.evidence.left.is_empty() { Side::Left } else { Side::Right };
        targets.push(Target::Nothing(nothing_in(&shown[silent], dossier)));
    }
    targets
}

/// *Nothing there*, for the document that was searched, in its newest version. The side's other
/// documents were not looked at, so nothing is said of them.
#[must_use]
pub fn nothing_in(readout: &ReadoutId, dossier: &Dossier) -> Nothing {
    let version = dossier.readout(readout).and_then(Readout::latest);
    let searched = version.map(|version| Searched { readout: readout.clone(), text: version.sha256.clone() });
    Nothing { party: dossier.party_of(readout).map(|party| party.id.clone()), searched: searched.into_iter().collect() }
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
