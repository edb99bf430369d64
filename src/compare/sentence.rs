//! Where sentences end, in English and Chinese prose.

use super::fold::is_han;
use crate::domain::Span;

/// A sentence and the number of its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Where, without white space at the ends.
    pub(crate) span: Span,
    /// From 0.
    pub(crate) paragraph: usize,
}

/// Never the end of a sentence, since a name or a number follows.
const TITLES: [&str; 27] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "adm", "sgt", "sen", "rep", "gov", "amb",
    "hon", "rev", "st", "no", "nos", "vs", "fig", "art", "ft", "mt", "sec",
];

/// May end a sentence; does so where the next word commonly begins one.
const ABBREVIATIONS: [&str; 24] = [
    "jr", "sr", "inc", "ltd", "co", "corp", "etc", "e.g", "i.e", "u.s", "u.k", "u.n", "d.c", "a.m", "p.m", "jan",
    "feb", "aug", "sept", "oct", "nov", "dec", "ph.d", "approx",
];

/// Words that commonly begin a sentence after an abbreviation.
const STARTERS: [&str; 30] = [
    "the",
    "he",
    "she",
    "they",
    "we",
    "it",
    "in",
    "on",
    "at",
    "this",
    "these",
    "that",
    "both",
    "president",
    "prime",
    "secretary",
    "as",
    "for",
    "with",
    "but",
    "and",
    "i",
    "during",
    "after",
    "to",
    "there",
    "our",
    "his",
    "also",
    "however",
];

/// States and bodies whose abbreviation may stand before an office as an adjective: *with U.S. President Berg*.
const STATES: [&str; 3] = ["u.s", "u.k", "u.n"];
/// The words that begin an office, and may begin a sentence.
const OFFICES: [&str; 3] = ["president", "prime", "secretary"];

/// No sentence is much longer than this in bytes: a text without full stops is cut at white space, or before a
/// Chinese character.
const LONGEST: usize = 6_000;

/// Cuts a text into sentences. Every character that is not white space lies in exactly one.
pub(crate) fn sentences(text: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for (paragraph, block) in paragraphs(text).into_iter().enumerate() {
        let mut start = block.start;
        while start < block.end {
            let end = sentence_end(text, start, block.end);
            let span = Span::new(start, end).trimmed(text);
            if !span.is_empty() {
                cuts.push(Cut { span, paragraph });
            }
            start = end;
        }
    }
    cuts
}

/// Blocks of lines that belong together: an empty line parts them, and so does a line end, unless
/// the line was broken only because it was full.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut blocks: Vec<Span> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len();
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        match blocks.last_mut().filter(|last| open && is_broken_line(last.of(text), line)) {
            Some(last) => last.end = span.end,
            None => blocks.push(span),
        }
        open = true;
    }
    blocks
}

fn is_broken_line(before: &str, line: &str) -> bool {
    let before = before.trim_end();
    let last_line = before.rsplit('\n').next().unwrap_or(before);
    let first = line.trim_start().chars().next().unwrap_or_default();
    let ended = before.ends_with(|c| is_closing(c) || is_stop(c) || c == ':');
    if first.is_lowercase() {
        return true;
    }
    if ended {
        // A full line that ends with a full stop still may go on: English prose wrapped at a width.
        return before.is_ascii() && line.is_ascii() && (60..=110).contains(&last_line.len()) && before.contains('\n');
    }
    last_line.chars().count() > if is_han(first) { 20 } else { 55 }
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '…' | '؟' | '।' | '｡')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '」' | '』' | '）' | '】' | '》' | '»')
}

fn sentence_end(text: &str, start: usize, limit: usize) -> usize {
    let mut chars = text[start..limit].char_indices().peekable();
    while let Some((inside, c)) = chars.next() {
        let at = start + inside;
        if inside > LONGEST && (c.is_whitespace() || is_han(c)) {
            return at;
        }
        if !is_stop(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, closing)) = chars.next_if(|&(_, c)| is_closing(c) || is_stop(c)) {
            end = start + next + closing.len_utf8();
        }
        if ends_here(text, start, at, c, end, limit) {
            return end;
        }
    }
    limit
}

fn ends_here(text: &str, start: usize, at: usize, stop: char, end: usize, limit: usize) -> bool {
    let rest = &text[end..limit];
    let next = rest.chars().next();
    if matches!(stop, '。' | '！' | '？' | '｡') {
        return !next.is_some_and(|c| matches!(c, '，' | '、' | '；' | '：' | ',' | ';'));
    }
    if stop == '…' && next.is_some_and(is_han) {
        return false;
    }
    let Some(space) = next else { return true };
    if !space.is_whitespace() {
        return false;
    }
    let word = rest.trim_start();
    let first = word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    if first.is_none_or(char::is_lowercase) {
        return first.is_none();
    }
    stop != '.' || end != at + 1 || !is_abbreviation(&text[start..at], word)
}

fn is_abbreviation(before: &str, after: &str) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '-')).next().unwrap_or_default();
    let lower = word.to_lowercase();
    // An initial: the R of a name. The pronoun I may end a sentence, but rarely does.
    if word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
        return true;
    }
    if TITLES.contains(&lower.as_str()) {
        return true;
    }
    let next: String = after.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    // *The U.S.* is a noun and may end a sentence; without its article it goes with the office.
    let noun = || before[..before.len() - word.len()].trim_end().to_lowercase().ends_with("the");
    // *To the U.S. President for trade*: no sentence begins with an office that no name follows.
    let titled = || matches!(after.split_whitespace().nth(1), Some("for" | "and" | "on" | "who"));
    let office = STATES.contains(&lower.as_str()) && OFFICES.contains(&next.as_str());
    let adjective = office && (titled() || !noun());
    ABBREVIATIONS.contains(&lower.as_str()) && (adjective || !STARTERS.contains(&next.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_state_before_an_office_is_an_adjective() {
        check("He met U.S. President Berg. They ate.", &["He met U.S. President Berg.", "They ate."]);
        check("He left the U.S. President Berg stayed.", &["He left the U.S.", "President Berg stayed."]);
        let whole = "She met the Assistant to the U.S. President for trade.";
        check(whole, &[whole]);
        check("It came from the U.S. They ate.", &["It came from the U.S.", "They ate."]);
    }

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).iter().map(|cut| cut.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn english_abbreviations_initials_and_quotes() {
        check(
            "Mr. A. B. Smith, Jr. met Dr. Jones. They spoke.",
            &["Mr. A. B. Smith, Jr. met Dr. Jones.", "They spoke."],
        );
        check(
            "He met the U.S. envoy in the U.S. The talks were long.",
            &["He met the U.S. envoy in the U.S.", "The talks were long."],
        );
        check(
            "\"We wait. We hope,\" she said. \"Why?\" he asked.",
            &["\"We wait.", "We hope,\" she said.", "\"Why?\" he asked."],
        );
        check("It cost $1.5 billion. 40 agreed.", &["It cost $1.5 billion.", "40 agreed."]);
    }

    #[test]
    fn chinese_stops_and_closing_quotes() {
        check("双方会谈。气氛好！", &["双方会谈。", "气氛好！"]);
        check("他说：“我们等。”会谈结束。", &["他说：“我们等。”", "会谈结束。"]);
        check("他问“好吗？”，没有回答。", &["他问“好吗？”，没有回答。"]);
    }

    #[test]
    fn a_text_without_full_stops_is_cut_somewhere() {
        for piece in ["word ", "字"] {
            let text = piece.repeat(10_000);
            let longest = sentences(&text).into_iter().map(|cut| cut.span.len()).max();
            assert!(longest.is_some_and(|longest| longest <= LONGEST + "word ".len()), "{longest:?}");
        }
    }

    #[test]
    fn lines_that_were_only_full_go_on() {
        let text = "The two sides spoke at length about the border and about the ways in which\nit could be kept quiet.\n\nThey agreed.";
        let cuts = sentences(text);
        assert_eq!(cuts.len(), 2);
        assert_eq!(cuts[1].paragraph, 1);
        check("第一段。\n第二段。", &["第一段。", "第二段。"]);
        check("Readout of the call\nThe leaders spoke.", &["Readout of the call", "The leaders spoke."]);
    }

    proptest! {
        #[test]
        fn every_character_lies_in_one_sentence(text in "[a-zA-Z .!?\"\n双方。”！0-9]{0,120}") {
            let cuts = sentences(&text);
            let joined: String = cuts.iter().map(|cut| cut.span.of(&text)).collect();
            let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(solid(&joined), solid(&text));
            prop_assert!(cuts.windows(2).all(|two| two[0].span.end <= two[1].span.start));
        }
    }
}
