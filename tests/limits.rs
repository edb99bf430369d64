//! The failures that `src/compare/how-it-works.md` admits. Where one of these tests fails, the program has
//! become better: take the entry out of the chapter, and the test with it.

use diptych::compare::{Comparison, Document, Frame, Lexicon, pair};
use diptych::domain::{Kind, Language, Sides};

fn compare(left: &str, right: &str) -> Comparison {
    let document = |name, text| Document { name, language: Language::unknown(), text };
    pair(Sides::new(document("left.txt", left), document("right.txt", right)), &Frame::default(), Lexicon::builtin())
}

#[test]
fn a_negated_verb_is_marked_and_not_told() {
    let compared = compare(
        "The ministers met. The minister did not rule out sanctions.",
        "The ministers met. The minister ruled out sanctions.",
    );
    assert!(!compared.discrepancies.iter().any(|found| found.severity == 3 || found.summary.contains("did not")));
    assert!(compared.rows.iter().any(|row| !row.segments.left.is_empty()));
}

#[test]
fn a_fortnight_is_no_measure() {
    let compared = compare(
        "The two ministers met in Oslo. They agreed that the ferry line will reopen within a fortnight.",
        "The two ministers met in Oslo. They agreed that the ferry line will reopen within two weeks.",
    );
    assert!(compared.discrepancies.iter().any(|found| found.kind == Kind::Figure));
}

#[test]
fn degrees_are_not_read() {
    let compared = compare("The ministers met. They hardly spoke of Iran.", "The ministers met. Iran was discussed.");
    assert!(!compared.discrepancies.iter().any(|found| found.kind == Kind::ExplicitNegation));
}
