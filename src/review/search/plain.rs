//! A text as it is searched: letters folded as in a comparison, white space of any length one space, and
//! the way back to the original.

use crate::compare::{fold_char, is_han, uninflected};
use crate::domain::Span;
use memchr::memmem::Finder;
use std::ops::Range;

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

    /// The places in the original of these ranges of the folded text.
    pub(super) fn originals(&self, ranges: impl Iterator<Item = Range<usize>>) -> Vec<Span> {
        ranges.map(|range| self.original(range.start, range.end)).collect()
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// Letters in a row, folded, whole words at both ends.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    finder: Finder<'static>,
    length: usize,
}

impl Phrase {
    pub(super) fn new(phrase: &str) -> Phrase {
        Phrase { finder: Finder::new(phrase).into_owned(), length: phrase.len() }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Every place of a folded text where it stands.
    pub(super) fn places<'a>(&'a self, plain: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let goes_on = |before: &str, after: &str| {
            let inside = |c: Option<char>| c.is_some_and(is_inside);
            inside(before.chars().next_back()) && inside(after.chars().next())
        };
        let ranges = self.finder.find_iter(plain.as_bytes()).map(|at| at..at + self.length);
        ranges.filter(move |range| {
            let (before, found, after) = (&plain[..range.start], &plain[range.clone()], &plain[range.end..]);
            !goes_on(before, found) && !goes_on(found, after)
        })
    }
}

/// A word, also in the plural or another tense; an open one stands for every word that begins so, too.
#[derive(Debug, Clone)]
pub(super) struct Word {
    word: String,
    wanted: String,
    open: bool,
    /// Every word that is meant begins so.
    begin: Finder<'static>,
}

impl Word {
    pub(super) fn new(word: &str, open: bool) -> Word {
        let wanted = uninflected(word);
        let common: usize =
            word.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).map(|(letter, _)| letter.len_utf8()).sum();
        // What is uninflected may have a `y` or an `e` that the inflected word has not: *allies*, *noting*.
        let begin = word[..common].strip_suffix(['y', 'e']).unwrap_or(&word[..common]);
        let begin = if begin.is_empty() { word } else { begin };
        Word { word: word.to_owned(), begin: Finder::new(begin).into_owned(), wanted, open }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.word.is_empty()
    }

    /// Every such word of a folded text.
    pub(super) fn places<'a>(&'a self, plain: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let begun = self.begin.find_iter(plain.as_bytes()).filter(|at| !plain[..*at].ends_with(is_inside));
        begun.filter_map(|at| {
            let end = plain[at..].find(|c| !is_inside(c)).map_or(plain.len(), |length| at + length);
            self.is(&plain[at..end]).then_some(at..end)
        })
    }

    fn is(&self, found: &str) -> bool {
        found == self.word || (self.open && found.starts_with(&self.word)) || uninflected(found) == self.wanted
    }
}

/// Whether a letter or digit is part of a word with others.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

/// Folds a text as it is searched.
pub(crate) fn fold_text(text: &str) -> String {
    Plain::of(text).text
}

/// Whether words of this script are written without spaces between, or with endings run into them.
pub(super) fn is_unspaced(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}' | '\u{0e00}'..='\u{0eff}')
}
