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
    assert_eq!(compared.discrepancies, []);
    assert!(compared.rows.iter().any(|row| !row.segments.left.is_empty()));
}

#[test]
fn a_list_is_linked_with_one_of_the_sentences_that_tell_it() {
    let compared = compare(
        "The ministers met. They discussed trade, fisheries and the railway.",
        "The ministers met. They discussed trade. They spoke about fisheries. They also discussed the railway.",
    );
    let linked = |at: usize| compared.links.iter().any(|link| link.passages.right.contains(&at));
    assert!(linked(1) && !linked(2) && !linked(3));
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
    assert_eq!(compared.discrepancies, []);
}
