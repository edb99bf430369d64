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
    assert!(mentions.iter().any(|mention| &*mention.concept == "malaysia"));
}

/// Whether these two sentences are linked.
fn linked(compared: &Comparison, left: usize, right: usize) -> bool {
    let holds = |side: &[usize], at: usize| side.contains(&at);
    compared.links.iter().any(|link| holds(&link.passages.left, left) && holds(&link.passages.right, right))
}

#[test]
fn a_state_in_passing_is_linked_as_a_topic() {
    let compared = compare(
        "President Macron spoke with President Xi. He flew in from Myanmar. They discussed tariffs.",
        "President Xi spoke with President Macron. Tariffs were discussed. President Xi deplored the fighting in Myanmar.",
    );
    assert!(linked(&compared, 1, 2), "{:#?}", compared.links);
}

#[test]
fn words_outside_the_lexicon_do_not_meet_across_languages() {
    let compared = compare(
        "President Macron spoke with President Xi. The herring of the northern bay will be counted each spring.",
        "国家主席习近平同法国总统马克龙通电话。北部海湾的鲱鱼今后每年春天都要清点。",
    );
    assert!(!linked(&compared, 1, 1), "{:#?}", compared.links);
}

#[test]
fn a_list_is_one_passage_across_languages() {
    let compared = compare(
        "President Macron spoke with President Xi. They discussed tariffs, the old lighthouse and soybeans.",
        "国家主席习近平同法国总统马克龙通电话。双方讨论了关税。双方还讨论了大豆。",
    );
    assert!(linked(&compared, 1, 1) && linked(&compared, 1, 2), "{:#?}", compared.links);
    assert!(!compared.discrepancies.iter().any(|found| found.summary.contains("lighthouse")));
}
