//! *Not discussed*: a text that says so raises no topic, and is not silent about it either.

use super::fold::Folded;
use super::reading::Sentence;
use super::token::Token;
use crate::domain::Span;

const DENIALS: [&str; 9] = ["not", "never", "nothing", "no", "didn't", "wasn't", "weren't", "neither", "hasn't"];

/// What is denied, uninflected.
const TALK: [&str; 6] = ["discuss", "rais", "mention", "come", "came", "talk"];

const CHINESE: [&str; 12] = [
    "没有谈到",
    "没有谈及",
    "没有讨论",
    "没有提及",
    "没有提到",
    "没有涉及",
    "未谈及",
    "未提及",
    "未讨论",
    "未涉及",
    "不涉及",
    "没谈",
];

/// Whether the sentence says that something was not discussed.
pub(crate) fn says_not_discussed(tokens: &[Token], folded: &Folded) -> bool {
    if CHINESE.iter().any(|form| folded.text.contains(form)) {
        return true;
    }
    let denied = tokens.iter().enumerate().any(|(at, token)| {
        let denial = DENIALS.contains(&token.lower.as_str());
        let longer = tokens.get(at + 1).is_some_and(|next| next.lower == "longer");
        denial && !longer && !affirms(tokens, at) && is_denied(&tokens[at + 1..])
    });
    denied || is_bare_no(tokens)
}

fn is_denied(after: &[Token]) -> bool {
    after.iter().take(4).enumerate().any(|(n, token)| {
        let talk = TALK.contains(&token.plain.as_str());
        let moves = matches!(token.lower.as_str(), "come" | "came");
        let up = after.get(n + 1).is_some_and(|next| next.lower == "up");
        talk && (!moves || up)
    })
}

/// *No, they didn't.* in an interview.
fn is_bare_no(tokens: &[Token]) -> bool {
    let rest = match tokens.iter().position(|token| token.lower == "no") {
        Some(at) if at <= 2 => &tokens[at + 1..],
        _ => return false,
    };
    rest.len() <= 3 && rest.iter().any(|token| matches!(token.lower.as_str(), "didn't" | "did" | "wasn't" | "weren't"))
}

/// Words that deny what follows them: *not*, *refused to*.
const NOT: [&str; 17] = [
    "not",
    "never",
    "no",
    "neither",
    "nor",
    "without",
    "cannot",
    "refused",
    "refuses",
    "refuse",
    "declined",
    "declines",
    "failed",
    "unwilling",
    "denied",
    "stopped",
    "nothing",
];

/// What a word of denial affirms together with the next one: *not only*, *no less*, *without delay*.
const AFFIRMING: [&str; 12] = [
    "only",
    "just",
    "merely",
    "simply",
    "doubt",
    "less",
    "later",
    "delay",
    "hesitation",
    "reservation",
    "fail",
    "exception",
];

/// The same with the word before it, by how it begins: *lose no time*, *spared no effort*.
const SPARING: [(&str, &str); 4] = [("los", "time"), ("wast", "time"), ("spar", "effort"), ("spar", "efforts")];

/// Whether the word of denial at this place belongs to a phrase that affirms.
fn affirms(tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return false };
    let spared =
        |before: &Token| SPARING.iter().any(|(verb, noun)| before.lower.starts_with(verb) && next.lower == *noun);
    AFFIRMING.contains(&next.lower.as_str()) || at.checked_sub(1).is_some_and(|before| spared(&tokens[before]))
}

/// A denial reaches so many words.
const SCOPE: usize = 3;

/// The same in Chinese. What stands before 不 may hide it inside a word that affirms: 不断.
const CHINESE_NOT: [&str; 15] = [
    "没有",
    "并未",
    "尚未",
    "并没有",
    "未能",
    "拒绝",
    "无意",
    "不再",
    "并非",
    "不会",
    "不愿",
    "从未",
    "未曾",
    "不能",
    "不同意",
];

/// The same in bytes: four characters.
const CHINESE_SCOPE: usize = 12;

/// Whether the words at this place are denied: *did not agree*, *refused to discuss*, 没有同意.
///
/// Limits: a denial reaches three words, or four characters, and stops at a comma.
pub(crate) fn is_denied_here(sentence: &Sentence, span: Span) -> bool {
    let at = sentence.tokens.partition_point(|token| token.span().start < span.start);
    let english = (at.saturating_sub(SCOPE)..at).any(|n| {
        let lower = sentence.tokens[n].lower.as_str();
        (NOT.contains(&lower) || lower.ends_with("n't")) && !affirms(&sentence.tokens, n)
    });
    english || is_denied_in_chinese(sentence, span)
}

fn is_denied_in_chinese(sentence: &Sentence, span: Span) -> bool {
    let text = sentence.folded.text.as_str();
    // An English sentence has none, and most long texts are asked for each of their concepts.
    if text.is_empty() {
        return false;
    }
    CHINESE_NOT.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let end = at + word.len();
            let place = sentence.folded.original(at, end);
            let inside = place.start <= span.start && span.start < place.end;
            let gap = span.start.checked_sub(place.end).filter(|gap| *gap <= CHINESE_SCOPE);
            let clear = |gap: usize| !text[end..].chars().take(gap / 3).any(|c| matches!(c, '，' | '；' | '、'));
            inside || gap.is_some_and(clear)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn denials_of_talk() {
        let check = |text: &str, expected: bool| {
            let found = says_not_discussed(&tokens(text, 0, true), &Folded::new(text, 0));
            assert_eq!(found, expected, "{text}");
        };
        check("Nothing was discussed about the islands.", true);
        check("The islands never came up.", true);
        check("The question was not raised.", true);
        check("No, they didn't.", true);
        check("会谈没有谈到岛屿问题。", true);
        check("They discussed the islands.", false);
        check("He no longer discussed the islands.", false);
        check("Talks will not come soon.", false);
        check("They not only discussed the islands.", false);
    }

    #[test]
    fn phrases_of_denial_that_affirm() {
        let check = |text: &str, at: usize, expected: bool| {
            assert_eq!(affirms(&tokens(text, 0, true), at), expected, "{text}");
        };
        check("They would lose no time in carrying it out.", 3, true);
        check("Both have spared no effort to help.", 3, true);
        check("It will be carried out without delay.", 5, true);
        check("It concerns not only the islands.", 2, true);
        check("They had no time to discuss it.", 2, false);
        check("They did not carry it out.", 2, false);
        check("It ended without result, without", 5, false);
    }
}
