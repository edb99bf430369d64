//! Breaks a text into lines of a width, by Unicode's line breaking and ratatui's idea of width.

use std::ops::Range;
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The voiced marks of half-width katakana: part of a grapheme for Unicode, cells of their own on a terminal.
const SOUND_MARKS: [char; 2] = ['\u{ff9e}', '\u{ff9f}'];

/// Width of a text in cells, grapheme by grapheme, as ratatui's buffer measures it.
#[must_use]
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(cells).sum()
}

/// Width of a grapheme in cells.
fn cells(grapheme: &str) -> usize {
    grapheme.width() + grapheme.chars().filter(|c| SOUND_MARKS.contains(c)).count()
}

/// The byte ranges of the first lines of a text, without the white space at their ends.
///
/// Lines break where UAX 14 allows it, so that none begins with 。 or 、; a word that is wider than
/// the line is cut between graphemes. No more than `most` lines are made, and no more is read than
/// they need. A text without words has one empty line.
#[must_use]
pub fn wrap(text: &str, columns: usize, most: usize) -> Vec<Range<usize>> {
    let mut lines = Lines { text, columns: columns.max(2), made: Vec::new(), start: 0, used: 0 };
    let mut word = 0;
    for (end, _) in linebreaks(text) {
        lines.take(word..end);
        word = end;
        if lines.made.len() >= most {
            break;
        }
    }
    lines.finish();
    lines.made.truncate(most.max(1));
    lines.made
}

struct Lines<'a> {
    text: &'a str,
    columns: usize,
    made: Vec<Range<usize>>,
    /// Where the line at hand begins.
    start: usize,
    /// Its width so far, with trailing white space.
    used: usize,
}

impl Lines<'_> {
    /// Puts an unbreakable stretch on the line at hand, or on the next.
    fn take(&mut self, stretch: Range<usize>) {
        let text = &self.text[stretch.clone()];
        let solid = width(text.trim_end());
        if self.used + solid > self.columns && self.used > 0 {
            self.end_line(stretch.start);
        }
        if solid <= self.columns {
            self.used += width(text);
            return;
        }
        for (at, grapheme) in text.grapheme_indices(true) {
            let wide = cells(grapheme);
            if self.used + wide > self.columns && self.used > 0 {
                self.end_line(stretch.start + at);
            }
            self.used += wide;
        }
    }

    fn end_line(&mut self, at: usize) {
        let line = &self.text[self.start..at];
        self.made.push(self.start..self.start + line.trim_end().len());
        self.start = at;
        self.used = 0;
    }

    fn finish(&mut self) {
        if self.start < self.text.len() || self.made.is_empty() {
            self.end_line(self.text.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns, usize::MAX).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_stay_whole_and_chinese_stops_never_begin_a_line() {
        assert_eq!(lines("both sides agreed to meet", 11), ["both sides", "agreed to", "meet"]);
        assert_eq!(lines("双方同意尽快举行会谈。", 10), ["双方同意尽", "快举行会", "谈。"]);
        assert_eq!(lines("incomprehensibilities", 8), ["incompre", "hensibil", "ities"]);
        assert_eq!(lines("", 8), [""]);
        assert_eq!(wrap("one two three four", 5, 2).len(), 2);
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_is_lost_and_no_line_is_too_wide(text in "[\\PC \n]{0,120}", columns in 2usize..40) {
            let lines = lines(&text, columns);
            let joined: String = lines.concat().split_whitespace().collect();
            let whole: String = text.split_whitespace().collect();
            prop_assert_eq!(joined, whole);
            for line in lines {
                prop_assert!(width(line) <= columns.max(2) || line.graphemes(true).count() == 1);
            }
        }
    }
}
