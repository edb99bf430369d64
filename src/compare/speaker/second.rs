//! A second speaker in one sentence: *…, while Berg noted …*, 贝格则指出….

use super::{ADVERBS, CHINESE_VERBS, Said, VERBS, Voice, persons};
use crate::compare::lexicon::Lexicon;
use crate::compare::reading::Sentence;
use crate::compare::token::uninflected;
use crate::domain::Span;

/// Between a second speaker and the verb: 特朗普则表示.
const CHINESE_ADVERBS: [&str; 8] = ["则", "也", "还", "均", "首先", "随后", "对此", "总统"];

/// A second speaker of the same sentence: *…, while Berg noted …*, 贝格则指出….
pub(super) fn second(sentence: &Sentence, lexicon: &Lexicon) -> Option<Said> {
    let first = match &sentence.speaker.as_ref()?.voice {
        Voice::Person(person) => *person,
        _ => return None,
    };
    let others = persons(sentence, lexicon).filter(|(person, _)| *person != first);
    let speaks = |span: Span| match sentence.is_chinese() {
        true => speaks_chinese(sentence, span),
        false => speaks_english(sentence, span),
    };
    others
        .filter(|(_, span)| speaks(*span))
        .map(|(person, _)| Said { words: lexicon.concepts()[person].gloss.clone(), voice: Voice::Person(person) })
        .next()
}

/// Behind *while*, *and* or *whereas*, and right before a verb of speech.
fn speaks_english(sentence: &Sentence, span: Span) -> bool {
    let tokens = &sentence.tokens;
    let at = tokens.partition_point(|token| token.span().start < span.start);
    let end = tokens.partition_point(|token| token.span().start < span.end);
    let joined =
        tokens[at.saturating_sub(3)..at].iter().any(|t| matches!(t.lower.as_str(), "while" | "whereas" | "and"));
    let mut next = tokens[end..].iter().skip_while(|token| ADVERBS.contains(&token.lower.as_str()));
    joined && next.next().is_some_and(|token| !token.capital && VERBS.contains(&uninflected(&token.lower).as_str()))
}

/// Behind a comma, and before a verb of speech with at most an adverb between.
fn speaks_chinese(sentence: &Sentence, span: Span) -> bool {
    let text = sentence.folded.text.as_str();
    let places = text.char_indices().map(|(at, _)| at);
    let place = |byte: usize| places.clone().find(|&at| sentence.folded.original(at, at + 1).start >= byte);
    let (Some(start), end) = (place(span.start), place(span.end)) else { return false };
    let mut rest = end.map_or("", |end| &text[end..]);
    while let Some(shorter) = CHINESE_ADVERBS.iter().find_map(|adverb| rest.strip_prefix(adverb)) {
        rest = shorter;
    }
    text[..start].ends_with(['，', '；', '。', ',', ';']) && CHINESE_VERBS.iter().any(|verb| rest.starts_with(verb))
}
