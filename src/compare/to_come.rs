//! What is to come: a meeting, a visit. Told in so few words that hardly anything else links two sentences on it.

use super::reading::Sentence;
use crate::domain::Span;

/// What names a meeting, in lower case and in folded characters.
const MEETINGS: [&str; 6] = ["meet", "meeting", "meetings", "summit", "summits", "encounter"];
const CHINESE: [&str; 4] = ["会晤", "会面", "见面", "会谈"];
/// What may stand between a step and the meeting: *agreed to hold a further meeting*.
const BETWEEN: [&str; 28] = [
    "to",
    "a",
    "an",
    "on",
    "of",
    "the",
    "possibility",
    "possible",
    "holding",
    "hold",
    "having",
    "have",
    "next",
    "new",
    "another",
    "further",
    "future",
    "again",
    "convene",
    "convening",
    "arranging",
    "arrange",
    "for",
    "plans",
    "idea",
    "personal",
    "potential",
    "options",
];
/// So many characters at most between a Chinese step and the meeting, 在北京举行, and what follows a meeting that was.
const NEAR: usize = 12;
const PAST: [&str; 6] = ["成果", "共识", "精神", "期间", "时", "以来"];

/// Whether some words, *agreed to* or *discussed*, have a meeting for their object.
pub(crate) fn governs_meeting(raw: &str, sentence: &Sentence, words: Span) -> bool {
    if sentence.is_chinese() {
        let behind = &raw[words.end..sentence.span.end];
        let clause = behind.split(['，', '；', '。']).next().unwrap_or(behind);
        let place = CHINESE.iter().find_map(|word| clause.find(word).map(|at| (at, at + word.len())));
        return place.is_some_and(|(from, to)| {
            clause[..from].chars().count() <= NEAR && !PAST.iter().any(|past| clause[to..].starts_with(past))
        });
    }
    let mut behind = sentence.tokens.iter().filter(|token| token.span().start >= words.end);
    let next = behind.find(|token| !BETWEEN.contains(&token.lower.as_str()));
    next.is_some_and(|token| MEETINGS.contains(&token.lower.as_str()))
}
