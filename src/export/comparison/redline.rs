//! A passage with the words that differ in brackets, as on the screen: `‹≠ 60 days›`.

use crate::compare::{Comparison, Mark, Row};
use crate::domain::{Side, Sides, Span};

/// What may be done to the plain words between the brackets.
pub(super) type Plain = fn(&str) -> String;

/// The line that explains brackets and glyphs.
pub(super) const LEGEND: &str = "‹≠ figure in conflict› ‹! other strength or policy term› ‹~ changed between versions›  \
     ○ not found in the other text shown  ↗n partner in row n";

/// One passage of a row on one line. Agreement stays plain: it is what differs that is looked for.
pub(super) fn marked(text: &str, passage: Span, row: &Row, side: Side, plain: Plain) -> String {
    let mut line = String::new();
    let mut at = passage.start;
    let shouts = |mark: Mark| matches!(mark, Mark::FigureConflict | Mark::OtherStrength | Mark::Changed);
    for segment in row.segments[side].iter().filter(|segment| shouts(segment.mark)) {
        let Some(inside) = segment.span.intersection(passage) else { continue };
        line.push_str(&spaced(Span::new(at, inside.start).of(text), plain));
        line.push('‹');
        // In Markdown the exclamation mark would begin a picture.
        line.push_str(&plain(&segment.mark.glyph().to_string()));
        line.push(' ');
        line.push_str(&spaced(inside.of(text), plain));
        line.push('›');
        at = inside.end;
    }
    line.push_str(&spaced(Span::new(at, passage.end).of(text), plain));
    line
}

/// White space of any length becomes one space, also at the ends.
fn spaced(text: &str, plain: Plain) -> String {
    if text.is_empty() {
        return String::new();
    }
    let space = |is: bool| if is { " " } else { "" };
    let words = super::one_line(text);
    if words.is_empty() {
        return " ".to_owned();
    }
    let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    format!("{}{}{}", space(before), plain(&words), space(after))
}

/// Where each passage stands and what belongs to it, looked up once: texts may be long.
pub(super) struct Places {
    row: Sides<Vec<usize>>,
    partners: Sides<Vec<Vec<usize>>>,
}

impl Places {
    pub(super) fn of(comparison: &Comparison) -> Places {
        let count = |side: Side| comparison.readings[side].passages.len();
        let mut places = Places {
            row: Sides::from_fn(|side| vec![0; count(side)]),
            partners: Sides::from_fn(|side| vec![Vec::new(); count(side)]),
        };
        for side in Side::BOTH {
            for (n, row) in comparison.rows.iter().enumerate() {
                row.passages[side].iter().for_each(|&at| places.row[side][at] = n);
            }
            for link in &comparison.links {
                for &at in &link.passages[side] {
                    places.partners[side][at].extend(&link.passages[side.other()]);
                }
            }
        }
        places
    }

    /// `○` for a passage that stands alone, `↗7` for each row with a partner if its own has none, or
    /// nothing.
    pub(super) fn standing(&self, side: Side, passage: usize) -> String {
        let partners = &self.partners[side][passage];
        let mut rows: Vec<usize> = partners.iter().map(|&at| self.row[side.other()][at]).collect();
        if rows.is_empty() {
            return "○ ".to_owned();
        }
        if rows.contains(&self.row[side][passage]) {
            return String::new();
        }
        rows.sort_unstable();
        rows.dedup();
        rows.iter().take(3).map(|row| format!("↗{} ", row + 1)).collect()
    }
}
