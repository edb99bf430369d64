//! What each stretch of a passage carries: a mark, a tag, the selection. Meaning, not colour.

use crate::compare::Mark;
use crate::domain::{Span, TagColour};

/// What one stretch of text carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paint {
    /// How its words relate to the other side.
    pub mark: Option<Mark>,
    /// The colour of the annotation on it.
    pub tag: Option<TagColour>,
    /// It is evidence of the discrepancy at hand.
    pub evidence: bool,
    /// It is what was looked for.
    pub found: bool,
    /// It is the partner of the passage at the cursor.
    pub partner: bool,
    /// It is the word at hand.
    pub word: bool,
    /// It is selected.
    pub selected: bool,
    /// It is a line of the program about the passage, not the passage itself.
    pub gloss: bool,
}

/// One thing to be shown about a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Its words relate so to the other side.
    Mark(Mark),
    /// An annotation of this colour.
    Tag(TagColour),
    /// Evidence of the discrepancy at hand.
    Evidence,
    /// What was looked for.
    Found,
    /// The partner of the passage at the cursor.
    Partner,
    /// The word at hand.
    Word,
    /// The selection.
    Selected,
}

/// Cuts a range into the fewest stretches that each carry one paint; later layers win.
#[must_use]
pub(super) fn stretches(whole: Span, layers: &[(Span, Layer)]) -> Vec<(Span, Paint)> {
    let inside: Vec<(Span, Layer)> =
        layers.iter().filter_map(|&(span, layer)| Some((span.intersection(whole)?, layer))).collect();
    let mut edges: Vec<usize> = inside.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    edges.extend([whole.start, whole.end]);
    edges.sort_unstable();
    edges.dedup();
    let stretch = |pair: &[usize]| {
        let span = Span::new(pair[0], pair[1]);
        let mut paint = Paint::default();
        for (_, layer) in inside.iter().filter(|(covered, _)| covered.overlaps(span)) {
            match *layer {
                Layer::Mark(mark) => paint.mark = Some(mark),
                Layer::Tag(colour) => paint.tag = Some(colour),
                Layer::Evidence => paint.evidence = true,
                Layer::Found => paint.found = true,
                Layer::Partner => paint.partner = true,
                Layer::Word => paint.word = true,
                Layer::Selected => paint.selected = true,
            }
        }
        (span, paint)
    };
    edges.windows(2).map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_lie_upon_each_other_and_rejoin_to_the_whole() {
        let layers = [
            (Span::new(2, 6), Layer::Mark(Mark::SameWords)),
            (Span::new(4, 9), Layer::Selected),
            (Span::new(50, 60), Layer::Evidence),
        ];
        let cut = stretches(Span::new(0, 10), &layers);
        let shape: Vec<_> = cut.iter().map(|(s, p)| (s.start, s.end, p.mark.is_some(), p.selected)).collect();
        assert_eq!(
            shape,
            [(0, 2, false, false), (2, 4, true, false), (4, 6, true, true), (6, 9, false, true), (9, 10, false, false)]
        );
    }
}
