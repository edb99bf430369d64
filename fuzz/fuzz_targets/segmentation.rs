//! Any text is cut into sentences that hold all of it, and what is found in them stands in them.

#![no_main]

mod stock;

use diptych::compare::{Document, Frame, Lexicon, pair};
use diptych::domain::{Language, Sides};
use libfuzzer_sys::fuzz_target;
use stock::{Piece, text};

fuzz_target!(|pieces: Vec<Piece>| {
    let text = text(&pieces);
    let lexicon = Lexicon::builtin();
    let sentences = lexicon.explain(&text);
    let mut end = 0;
    for sentence in &sentences {
        assert!(text[end..sentence.span.start].trim().is_empty(), "words between sentences");
        let words = &text[sentence.span.start..sentence.span.end];
        assert!(!words.is_empty() && words.trim() == words);
        end = sentence.span.end;
        for hit in &sentence.matches {
            assert!(sentence.span.start <= hit.span.start && hit.span.end <= sentence.span.end);
            assert!(!text[hit.span.start..hit.span.end].is_empty());
        }
    }
    assert!(text[end..].trim().is_empty(), "words behind the last sentence");
    // Numbers, dates and speakers are read on the way to a comparison, in every language.
    for language in ["en", "zh", "fr", "und"] {
        let document = |text| Document { name: "text", language: Language(language.to_owned()), text };
        let compared = pair(Sides::new(document(&text), document("")), &Frame::default(), lexicon);
        let passages = compared.readings.left.passages.iter().map(|passage| passage.span);
        assert!(passages.eq(sentences.iter().map(|sentence| sentence.span)));
    }
});
