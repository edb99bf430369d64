//! Words of a sentence: Latin words with their stems, numbers, and Chinese characters one by one.

use super::fold::{fold_char, is_han};
use crate::domain::Span;
use foldhash::{HashMap, HashMapExt};
use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Deref;
use std::rc::Rc;
use unicode_segmentation::UnicodeSegmentation;

/// What sort of word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sort {
    /// A word in an alphabet.
    Word,
    /// Digits.
    Number,
    /// One Chinese character, folded.
    Han,
}

/// One word, whatever its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// What sort.
    pub(crate) sort: Sort,
    /// In lower case, without a possessive ending.
    pub(crate) lower: String,
    /// What it is compared by: the stem of an English word, else `lower`.
    pub(crate) stem: String,
    /// `lower` without inflection, as the lexicon looks for it.
    pub(crate) plain: String,
    /// Begins with a capital letter.
    pub(crate) capital: bool,
}

/// A word at its place. What is known of the word is read as if it stood here.
///
/// A long text has millions of them, and none has four gibibytes: a place takes half the room of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    word: Rc<Word>,
}

impl Token {
    fn new(start: usize, end: usize, word: Rc<Word>) -> Token {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Token { start: place(start), end: place(end), word }
    }

    /// Where in the whole text.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

impl Deref for Token {
    type Target = Word;

    fn deref(&self) -> &Word {
        &self.word
    }
}

/// The words of a text, each kept once: a long text says the same few thousand again and again, and neither
/// room nor time should be spent on their letters twice.
pub(crate) struct Vocabulary {
    stemmer: Option<Stemmer>,
    known: HashMap<String, Rc<Word>>,
}

impl Vocabulary {
    /// Of a text in English, whose words have stems, or in another language.
    pub(crate) fn new(english: bool) -> Vocabulary {
        Vocabulary { stemmer: english.then(|| Stemmer::create(Algorithm::English)), known: HashMap::new() }
    }

    /// Reads the words of a piece that begins at byte `offset`.
    pub(crate) fn tokens(&mut self, piece: &str, offset: usize) -> Vec<Token> {
        let mut tokens = Vec::new();
        for (at, run) in piece.split_word_bound_indices() {
            if run.chars().any(char::is_alphanumeric) {
                let start = offset + at;
                pieces(run, |inside, part| {
                    let begin = start + inside;
                    tokens.push(Token::new(begin, begin + part.len(), self.word(part)));
                });
            }
        }
        // A long text has a million of them.
        tokens.shrink_to_fit();
        tokens
    }

    /// All words that were read, each once, in no order.
    pub(crate) fn into_words(self) -> Vec<Rc<Word>> {
        self.known.into_values().collect()
    }

    fn word(&mut self, word: &str) -> Rc<Word> {
        if let Some(known) = self.known.get(word) {
            return Rc::clone(known);
        }
        let read = Rc::new(read(word, self.stemmer.as_ref()));
        self.known.insert(word.to_owned(), Rc::clone(&read));
        read
    }
}

/// Reads the words of one piece that begins at byte `offset`.
pub(crate) fn tokens(piece: &str, offset: usize, english: bool) -> Vec<Token> {
    Vocabulary::new(english).tokens(piece, offset)
}

/// Splits a run of Chinese characters that the segmenter kept together, Chinese from digits, and an article from
/// the name that it is written together with: *l’Iran*, *dell'Ucraina*.
fn pieces<'a>(run: &'a str, mut each: impl FnMut(usize, &'a str)) {
    let mut start = 0;
    if let Some(end) = elided(run) {
        each(0, &run[..end]);
        start = end + run[end..].chars().next().map_or(0, char::len_utf8);
    }
    let begin = start;
    let mut before: Option<char> = None;
    for (at, c) in run.char_indices().filter(|(at, _)| *at >= begin) {
        if at > start && (is_han(c) || before.is_some_and(is_han)) {
            each(start, &run[start..at]);
            start = at;
        }
        before = Some(c);
    }
    each(start, &run[start..]);
}

/// Where an elided article or preposition of French or Italian ends.
fn elided(run: &str) -> Option<usize> {
    const ELIDED: [&str; 12] = ["l", "d", "j", "n", "s", "m", "c", "qu", "dell", "nell", "sull", "dall"];
    let at = run.find(['\'', '’'])?;
    let rest = run[at..].chars().skip(1);
    (ELIDED.contains(&run[..at].to_lowercase().as_str()) && rest.take(2).filter(|c| c.is_alphabetic()).count() == 2)
        .then_some(at)
}

fn read(word: &str, stemmer: Option<&Stemmer>) -> Word {
    let first = word.chars().next().unwrap_or_default();
    let capital = first.is_uppercase();
    if is_han(first) {
        let lower: String = fold_char(first).into_iter().collect();
        return Word { sort: Sort::Han, stem: lower.clone(), plain: lower.clone(), lower, capital };
    }
    let mut lower = word.to_lowercase().replace('’', "'");
    for ending in ["'s", "'"] {
        if let Some(stripped) = lower.strip_suffix(ending) {
            lower = stripped.to_owned();
            break;
        }
    }
    // The country, not the pronoun; and both ways to write it.
    if word == "US" || lower == "u.s" || lower == "u.s." {
        lower = "u.s".to_owned();
    }
    let sort = if first.is_numeric() { Sort::Number } else { Sort::Word };
    let stem = match stemmer {
        Some(stemmer) if sort == Sort::Word => stemmer.stem(&lower).into_owned(),
        _ => lower.clone(),
    };
    Word { sort, plain: uninflected(&lower), lower, stem, capital }
}

/// An English word without the endings of number and tense, so that a form of the lexicon matches
/// *tariffs* as well as *tariff* but never *candidate* for *candid*, as a full stemmer would.
pub(crate) fn uninflected(lower: &str) -> String {
    let n = lower.len();
    if !lower.is_ascii() || n < 4 {
        return lower.to_owned();
    }
    if let Some(stem) = lower.strip_suffix("ies").or_else(|| lower.strip_suffix("ied")).filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let stem = if ["ss", "us", "is"].iter().any(|ending| lower.ends_with(ending)) {
        lower
    } else if ["sses", "ches", "shes", "xes"].iter().any(|ending| lower.ends_with(ending)) {
        &lower[..n - 2]
    } else if let Some(stem) = lower.strip_suffix('s') {
        stem
    } else if lower.ends_with("eed") {
        &lower[..n - 1]
    } else {
        let stem = lower.strip_suffix("ing").or_else(|| lower.strip_suffix("ed"));
        match stem.filter(|stem| stem.len() > 2 && has_vowel(stem)) {
            // "noted", "making": three letters want their e back.
            Some(stem) if lost_e(stem) => return format!("{stem}e"),
            Some(stem) => undoubled(stem),
            None => lower,
        }
    };
    if stem.len() > 4 { stem.strip_suffix('e').unwrap_or(stem).to_owned() } else { stem.to_owned() }
}

fn has_vowel(stem: &str) -> bool {
    stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn lost_e(stem: &str) -> bool {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    match stem.as_bytes() {
        [a, b, c] => !vowel(*a) && vowel(*b) && !vowel(*c) && !matches!(c, b'y' | b'w' | b'x'),
        _ => false,
    }
}

fn undoubled(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    let n = bytes.len();
    if n > 3 && bytes[n - 1] == bytes[n - 2] && !matches!(bytes[n - 1], b'l' | b's' | b'e' | b'o') {
        &stem[..n - 1]
    } else {
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_scripts() {
        let check = |text: &str, expected: &str| {
            let words: Vec<String> = tokens(text, 0, true).iter().map(|token| token.lower.clone()).collect();
            assert_eq!(words.join(" "), expected);
        };
        check(
            "Ukraine’s one-China policy, the U.S. and the US told us",
            "ukraine one china policy the u.s and the u.s told us",
        );
        check("關稅90天", "关 税 90 天");
        check("$1.5 billion", "1.5 billion");
        check("l’Iran, d'Israël, qu’il, don't, O'Brien", "l iran d israël qu il don't o'brien");
    }

    #[test]
    fn inflection_goes_and_derivation_stays() {
        let check = |a: &str, b: &str| assert_eq!(uninflected(a), uninflected(b));
        check("tariffs", "tariff");
        check("agreed", "agrees");
        check("purchasing", "purchase");
        check("allies", "ally");
        check("planned", "plan");
        assert_ne!(uninflected("candidate"), uninflected("candid"));
        assert_ne!(uninflected("agreement"), uninflected("agreed"));
    }
}
