//! The failures that `src/compare/how-it-works.md` admits. Where one of these tests fails, the program has
//! become better: take the entry out of the chapter, and the test with it.

use diptych::compare::{Comparison, Document, Frame, Lexicon, pair};
use diptych::domain::{Kind, Language, Sides};

fn compare(left: &str, right: &str) -> Comparison {
    let document = |name, text| Document { name, language: Language::unknown(), text };
    pair(Sides::new(document("left.txt", left), document("right.txt", right)), &Frame::default(), Lexicon::builtin())
}

#[test]
fn a_denial_in_other_words_is_no_contradiction() {
    let compared = compare(
        "The ministers met. The minister kept sanctions on the table.",
        "The ministers met. The minister ruled out sanctions.",
    );
    assert!(!compared.discrepancies.iter().any(|found| found.kind == Kind::ExplicitNegation));
}

#[test]
fn degrees_are_not_read() {
    let compared = compare("The ministers met. They hardly spoke of Iran.", "The ministers met. Iran was discussed.");
    assert!(!compared.discrepancies.iter().any(|found| found.kind == Kind::ExplicitNegation));
}

#[test]
fn one_syllable_for_a_state_is_guessed() {
    let compared = compare("The ministers met.", "韩正会见马尔代夫总统。马方愿加强合作。");
    let mentions = &compared.readings.right.passages[1].mentions;
    assert!(mentions.iter().any(|mention| mention.concept == "malaysia"));
}
