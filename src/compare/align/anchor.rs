//! The user's own links and separations: they stand above whatever the engine finds.

use super::bond::Bond;
use crate::compare::comparison::{Tie, Ties};
use crate::compare::reading::Text;
use crate::domain::{Sides, Span};

/// What a link of the user's gives as its reason.
pub(super) const YOURS: &str = "your link";

/// Adds the user's links, takes away what the user separated; a place that is in both is linked.
///
/// Ascending by sentences, as the bonds were.
pub(crate) fn hold(texts: &Sides<Text>, ties: &Ties, bonds: &mut Vec<Bond>) {
    for (left, right) in &ties.apart {
        let (left, right) = (under(&texts.left, *left), under(&texts.right, *right));
        bonds.retain(|bond| !(left.contains(&bond.left) && right.contains(&bond.right)));
    }
    for (left, right) in &ties.same {
        let right = under(&texts.right, *right);
        for left in under(&texts.left, *left) {
            for &right in &right {
                bonds.retain(|bond| (bond.left, bond.right) != (left, right));
                let because = vec![YOURS.to_owned()];
                bonds.push(Bond { left, right, tie: Tie::Same, confidence: 1.0, because });
            }
        }
    }
    bonds.sort_by_key(|bond| (bond.left, bond.right));
}

/// The sentences that a place covers by half of the shorter of the two, ascending.
pub(crate) fn under(text: &Text, place: Span) -> Vec<usize> {
    let covers = |span: Span| {
        let shared = span.end.min(place.end).saturating_sub(span.start.max(place.start));
        shared > 0 && shared * 2 >= span.len().min(place.len())
    };
    let first = text.sentences.partition_point(|sentence| sentence.span.end <= place.start);
    let near = text.sentences.iter().enumerate().skip(first).take_while(|(_, s)| s.span.start < place.end);
    near.filter(|(_, sentence)| covers(sentence.span)).map(|(at, _)| at).collect()
}
