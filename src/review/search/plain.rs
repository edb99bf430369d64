//! A text as it is searched: letters folded as in a comparison, white space of any length one space, and
//! the way back to the original.

use crate::compare::{fold_char, is_han, uninflected};
use crate::domain::Span;

/// A folded text with the way back.
#[derive(Debug, Default)]
pub(super) struct Plain {
    text: String,
    /// For each character of `text` its first byte there, and its place in the original.
    origin: Vec<(usize, Span)>,
}

impl Plain {
    pub(super) fn of(text: &str) -> Plain {
        let mut plain = Plain::default();
        let mut blank: Option<Span> = None;
        for (at, c) in text.char_indices() {
            let place = Span::new(at, at + c.len_utf8());
            if c.is_whitespace() {
                blank = Some(blank.map_or(place, |known| known.cover(place)));
                continue;
            }
            let Some(folded) = fold_char(c) else { continue };
            if let Some(blank) = blank.take() {
                plain.space(blank, folded);
            }
            let folded = if matches!(folded, '–' | '—' | '‐' | '‑' | '−') { '-' } else { folded };
            folded.to_lowercase().for_each(|c| plain.push(c, place));
        }
        plain
    }

    /// A line that was broken inside Chinese has no space there.
    fn space(&mut self, blank: Span, next: char) {
        let before = self.text.chars().next_back();
        if before.is_some_and(|c| !(is_unspaced(c) && is_unspaced(next))) {
            self.push(' ', blank);
        }
    }

    fn push(&mut self, c: char, place: Span) {
        self.origin.push((self.text.len(), place));
        self.text.push(c);
    }

    fn original(&self, start: usize, end: usize) -> Span {
        let at = |byte: usize| self.origin.partition_point(|(known, _)| *known <= byte).saturating_sub(1);
        match (self.origin.get(at(start)), self.origin.get(at(end.saturating_sub(1)))) {
            (Some((_, first)), Some((_, last))) => first.cover(*last),
            _ => Span::default(),
        }
    }

    /// Every place where these letters stand, whole words at both ends.
    pub(super) fn phrase(&self, phrase: &str) -> Vec<Span> {
        let goes_on = |before: &str, after: &str| {
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
            inside(before.chars().next_back()) && inside(after.chars().next())
        };
        let places = self.text.match_indices(phrase).filter(|(at, found)| {
            let (before, after) = (&self.text[..*at], &self.text[at + found.len()..]);
            !goes_on(before, found) && !goes_on(found, after)
        });
        places.map(|(at, found)| self.original(at, at + found.len())).collect()
    }

    /// Every word that is this one, also in the plural or another tense; with `open`, every word that
    /// begins so.
    pub(super) fn word(&self, word: &str, open: bool) -> Vec<Span> {
        let wanted = uninflected(word);
        let is =
            |found: &str| if open { found.starts_with(word) } else { found == word || uninflected(found) == wanted };
        let mut places = Vec::new();
        let mut start = None;
        let ends = self.text.char_indices().chain([(self.text.len(), ' ')]);
        for (at, c) in ends {
            let inside = c.is_alphanumeric() && !is_unspaced(c);
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    if is(&self.text[from..at]) {
                        places.push(self.original(from, at));
                    }
                    start = None;
                }
                _ => {}
            }
        }
        places
    }
}

/// Folds a phrase of a query as texts are folded.
pub(super) fn folded(phrase: &str) -> String {
    Plain::of(phrase).text
}

/// Whether words of this script are written without spaces between, or with endings run into them.
pub(super) fn is_unspaced(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}' | '\u{0e00}'..='\u{0eff}')
}
