//! A passage as it stands on the screen: made visible, its shouting words in brackets, and the way
//! back from the screen to the text.

use super::paint::{Layer, Paint, stretches};
use crate::compare::Mark;
use crate::domain::{Span, visible};
use std::ops::Range;

/// A passage as it stands on the screen, before it is broken into lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shown {
    /// What is shown.
    pub text: String,
    runs: Vec<Run>,
}

/// A stretch of one paint.
#[derive(Debug, Clone, PartialEq)]
struct Run {
    shown: Range<usize>,
    /// The part of `shown` that shows the text itself, without brackets.
    inner: Range<usize>,
    raw: Span,
    paint: Paint,
}

/// The brackets around words that must be seen even where nothing but plain characters is.
const OPEN: &str = "‹";
const CLOSE: &str = "›";

/// Whether a mark's words stand in brackets: those that part, not those that agree.
const fn is_bracketed(mark: Mark) -> bool {
    matches!(mark, Mark::OtherStrength | Mark::FigureConflict | Mark::Changed)
}

impl Shown {
    /// Shows a range of a text with its layers.
    #[must_use]
    pub fn new(text: &str, whole: Span, layers: &[(Span, Layer)]) -> Shown {
        let mut shown = Shown::default();
        let bracketed: Vec<Span> = layers
            .iter()
            .filter(|(_, layer)| matches!(layer, Layer::Mark(mark) if is_bracketed(*mark)))
            .map(|&(span, _)| span)
            .collect();
        for (span, paint) in stretches(whole, layers) {
            let start = shown.text.len();
            if bracketed.iter().any(|marked| marked.start == span.start) {
                shown.text.push_str(OPEN);
            }
            let inner = shown.text.len();
            shown.text.push_str(&visible(span.of(text)).text.replace('\n', " "));
            let inner_end = shown.text.len();
            if bracketed.iter().any(|marked| marked.end == span.end) {
                shown.text.push_str(CLOSE);
            }
            shown.runs.push(Run { shown: start..shown.text.len(), inner: inner..inner_end, raw: span, paint });
        }
        shown
    }

    /// A line of the program about a passage.
    #[must_use]
    pub fn gloss(text: String) -> Shown {
        let whole = 0..text.len();
        let paint = Paint { gloss: true, ..Paint::default() };
        Shown { text, runs: vec![Run { shown: whole.clone(), inner: whole, raw: Span::default(), paint }] }
    }

    /// The pieces of one line, each with its paint.
    #[must_use]
    pub fn pieces(&self, line: &Range<usize>) -> Vec<(String, Paint)> {
        self.runs
            .iter()
            .filter_map(|run| {
                let (start, end) = (run.shown.start.max(line.start), run.shown.end.min(line.end));
                (start < end).then(|| (self.text[start..end].to_owned(), run.paint))
            })
            .collect()
    }

    /// The byte of the text that stands at a byte of what is shown.
    #[must_use]
    pub fn raw(&self, text: &str, at: usize) -> Option<usize> {
        let run = self.runs.iter().find(|run| at < run.shown.end).or(self.runs.last())?;
        if run.paint.gloss {
            return None;
        }
        let inside = at.clamp(run.inner.start, run.inner.end) - run.inner.start;
        Some((run.raw.start + visible(run.raw.of(text)).raw(inside)).min(run.raw.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_part_stand_in_brackets_and_every_place_leads_back() {
        let text = "He \u{202e}invited us.";
        let at = text.find("invited").unwrap();
        let layers = [(Span::new(at, at + 7), Layer::Mark(Mark::OtherStrength))];
        let shown = Shown::new(text, Span::new(0, text.len()), &layers);
        assert_eq!(shown.text, "He ⟦U+202E⟧‹invited› us.");
        let check = |place: &str, raw: usize| {
            assert_eq!(shown.raw(text, shown.text.find(place).unwrap()), Some(raw), "{place}");
        };
        check("He", 0);
        check("U+202E", 3);
        check("‹", at);
        check("vited", at + 2);
        check("us", at + 8);
    }
}
