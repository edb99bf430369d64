//! Words of a sentence: Latin words with their stems, numbers, and Chinese characters one by one.

use super::fold::{fold_char, is_han};
use crate::domain::Span;
use rust_stemmers::{Algorithm, Stemmer};
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

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where in the whole text.
    pub(crate) span: Span,
    /// What sort.
    pub(crate) sort: Sort,
    /// In lower case, without a possessive ending.
    pub(crate) lower: String,
    /// What it is compared by: the stem of an English word, else `lower`.
    pub(crate) stem: String,
    /// Begins with a capital letter.
    pub(crate) capital: bool,
}

/// Reads the words of a piece that begins at byte `offset`.
pub(crate) fn tokens(piece: &str, offset: usize, english: bool) -> Vec<Token> {
    let stemmer = english.then(|| Stemmer::create(Algorithm::English));
    piece
        .split_word_bound_indices()
        .filter(|(_, word)| word.chars().any(char::is_alphanumeric))
        .flat_map(|(at, word)| pieces(word).map(move |(inside, part)| (at + inside, part)))
        .map(|(at, word)| token(word, offset + at, stemmer.as_ref()))
        .collect()
}

/// Splits a run of Chinese characters that the segmenter kept together, and Chinese from digits.
fn pieces(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut cuts: Vec<usize> = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in word.char_indices() {
        if at == 0 || is_han(c) || before.is_some_and(is_han) {
            cuts.push(at);
        }
        before = Some(c);
    }
    cuts.push(word.len());
    (1..cuts.len()).map(move |n| (cuts[n - 1], &word[cuts[n - 1]..cuts[n]])).collect::<Vec<_>>().into_iter()
}

fn token(word: &str, start: usize, stemmer: Option<&Stemmer>) -> Token {
    let span = Span::new(start, start + word.len());
    let first = word.chars().next().unwrap_or_default();
    let capital = first.is_uppercase();
    if is_han(first) {
        let lower: String = fold_char(first).into_iter().collect();
        return Token { span, sort: Sort::Han, stem: lower.clone(), lower, capital };
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
    Token { span, sort, lower, stem, capital }
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
            let words: Vec<String> = tokens(text, 0, true).into_iter().map(|token| token.lower).collect();
            assert_eq!(words.join(" "), expected);
        };
        check(
            "Ukraine’s one-China policy, the U.S. and the US told us",
            "ukraine one china policy the u.s and the u.s told us",
        );
        check("關稅90天", "关 税 90 天");
        check("$1.5 billion", "1.5 billion");
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
