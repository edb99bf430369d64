//! Where a readout reports the event: nearly always its first sentence.

use crate::compare::lexicon::{Lexicon, Role};
use crate::compare::reading::{Sentence, Text};

/// A sentence of at most so many words that reports nothing is a courtesy: *Thank you all for joining.*
const COURTESY: usize = 5;

/// Who took part, in folded characters, where neither lexicon nor text tells whose name stands beside it.
const OFFICES: [&str; 8] = ["总统", "主席", "总理", "首相", "国王", "外长", "部长", "大臣"];

/// The sentence that reports the event: the first of the first three that names its form and whoever took part.
pub(crate) fn opening(text: &Text, lexicon: &Lexicon) -> Option<usize> {
    let reports = |sentence: &Sentence| reports_event(sentence, lexicon);
    let counts = |sentence: &Sentence| reports(sentence) || sentence.tokens.len() > COURTESY;
    let mut first = text.sentences.iter().enumerate().filter(|(_, sentence)| counts(sentence)).take(3);
    first.find(|(_, sentence)| reports(sentence)).map(|(at, _)| at)
}

fn reports_event(sentence: &Sentence, lexicon: &Lexicon) -> bool {
    const ACTS: [&str; 17] = [
        "spoke",
        "spoken",
        "speaks",
        "met",
        "meets",
        "conversation",
        "call",
        "talk",
        "talks",
        "talked",
        "hosted",
        "received",
        "meeting",
        "welcomed",
        "phoned",
        "telephoned",
        "convened",
    ];
    let form = sentence.of_role(lexicon, Role::Event).next().is_some()
        || sentence.tokens.iter().any(|token| ACTS.contains(&token.lower.as_str()));
    if !form || sentence.question {
        return false;
    }
    // *The call took place at the request of …*, whoever spoke.
    let words: Vec<&str> = sentence.tokens.iter().map(|token| token.lower.as_str()).collect();
    let held = words.windows(2).any(|pair| matches!(pair, ["took" | "taken", "place"]));
    held || sentence.of_role(lexicon, Role::Person).next().is_some()
        || sentence.of_role(lexicon, Role::Actor).count() > 1
        || sentence.tokens.iter().filter(|token| token.capital).count() > 3
        || sentence.is_chinese() && OFFICES.iter().any(|office| sentence.folded.text.contains(office))
}
