//! Any two texts are compared, all of it lies where it may, and a second run gives the same.

#![no_main]

mod stock;

use diptych::compare::{Comparison, Document, Frame, Lexicon, Segment, pair};
use diptych::domain::{Language, Side, Sides, Span};
use diptych::export::comparison::Printed;
use libfuzzer_sys::fuzz_target;
use stock::{Piece, text};

fuzz_target!(|input: (Vec<Piece>, Vec<Piece>, bool)| {
    let left = text(&input.0);
    // Two versions of one text are read in another way than two accounts.
    let right = if input.2 { left.clone() + &text(&input.1) } else { text(&input.1) };
    let texts = Sides::new(left.as_str(), right.as_str());
    let compared = compare(texts);
    check(&compared, texts);
    assert_eq!(compared, compare(texts), "two runs differ");
    let printed = Printed::pair(&compared, texts);
    serde_json::to_vec(&printed.json()).expect("a comparison is JSON");
    let _ = (printed.text(), printed.markdown());
    for number in 0..=compared.discrepancies.len() {
        assert_eq!(printed.explain(number).is_some(), number > 0);
    }
});

fn compare(texts: Sides<&str>) -> Comparison {
    let document = |text| Document { name: "text", language: Language::unknown(), text };
    pair(Sides::new(document(texts.left), document(texts.right)), &Frame::default(), Lexicon::builtin())
}

fn check(compared: &Comparison, texts: Sides<&str>) {
    for side in Side::BOTH {
        let passages = &compared.readings[side].passages;
        let mut seen = vec![0; passages.len()];
        for row in &compared.rows {
            row.passages[side].iter().for_each(|&at| seen[at] += 1);
            let inside: Vec<Span> = row.passages[side].iter().map(|&at| passages[at].span).collect();
            marks(&row.segments[side], &inside, texts[side]);
        }
        assert!(seen.iter().all(|&count| count == 1), "a passage stands in {seen:?} rows");
        for link in &compared.links {
            assert!(!link.passages[side].is_empty() && link.passages[side].iter().all(|&at| at < passages.len()));
            assert!((0.0..=1.0).contains(&link.confidence));
        }
        for found in &compared.discrepancies {
            let places = found.evidence[side].iter().chain(&found.extent[side]);
            assert!(found.evidence[side].len() <= 3);
            places.for_each(|span| assert!(!texts[side][span.start..span.end].is_empty()));
        }
    }
}

/// Ascending, disjoint, and each within one passage of its row.
fn marks(segments: &[Segment], passages: &[Span], text: &str) {
    let mut end = 0;
    for Segment { span, .. } in segments {
        assert!(end <= span.start && !text[span.start..span.end].is_empty());
        assert!(passages.iter().any(|passage| passage.start <= span.start && span.end <= passage.end));
        end = span.end;
    }
}
