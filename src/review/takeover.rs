//! From what the program found to what the analyst records.

use crate::compare::Discrepancy;
use crate::domain::{Anchor, Dossier, Nothing, ReadoutId, Searched, Side, Sides, Span, Target};

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
        targets.push(Target::Nothing(nothing_on(silent, dossier)));
    }
    targets
}

/// *Nothing there* for a whole side: all its documents, in their newest versions.
#[must_use]
pub fn nothing_on(side: Side, dossier: &Dossier) -> Nothing {
    let searched = dossier.event.sides[side].iter().filter_map(|id| {
        let text = dossier.readout(id)?.latest()?.sha256.clone();
        Some(Searched { readout: id.clone(), text })
    });
    let party = dossier.event.sides[side].first().and_then(|id| dossier.party_of(id)).map(|party| party.id.clone());
    Nothing { party, searched: searched.collect() }
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
