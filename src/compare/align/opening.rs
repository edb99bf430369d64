//! Where a readout reports the event: nearly always its first sentence.

use crate::compare::lexicon::{Lexicon, Role};
use crate::compare::reading::{Sentence, Text};

/// The sentence that reports the event: the first of the first three that names its form and whoever took part.
pub(crate) fn opening(text: &Text, lexicon: &Lexicon) -> Option<usize> {
    text.sentences.iter().take(3).position(|sentence| reports_event(sentence, lexicon))
}

fn reports_event(sentence: &Sentence, lexicon: &Lexicon) -> bool {
    const ACTS: [&str; 17] = [
        "talk",
        "spoke",
        "spoken",
        "speaks",
        "met",
        "meets",
        "conversation",
        "call",
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
    let who = sentence.of_role(lexicon, Role::Person).next().is_some()
        || sentence.of_role(lexicon, Role::Actor).count() > 1
        || sentence.tokens.iter().filter(|token| token.capital).count() > 3;
    form && who && !sentence.question
}
