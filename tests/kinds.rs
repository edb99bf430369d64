//! Each kind of discrepancy from outside: where it must come out, and where it must not.

use diptych::compare::{Comparison, Discrepancy, Document, Form, Frame, Lexicon, pair};
use diptych::domain::{Kind, Language, Side, Sides};

fn compare(left: &str, right: &str) -> Comparison {
    let document = |name, text| Document { name, language: Language::unknown(), text };
    pair(Sides::new(document("left.txt", left), document("right.txt", right)), &Frame::default(), Lexicon::builtin())
}

/// A report of a meeting of two ministers with one more sentence.
fn report(sentence: &str) -> String {
    format!("Foreign Minister Anna Berg met Foreign Minister Omar Haddad in Oslo on Monday.\n\n{sentence}")
}

fn of_kind(comparison: &Comparison, kind: Kind) -> Vec<&Discrepancy> {
    comparison.discrepancies.iter().filter(|found| found.kind == kind).collect()
}

/// Two such reports: the summary of the first discrepancy of that kind.
fn summary(kind: Kind, left: &str, right: &str) -> Option<String> {
    let comparison = compare(&report(left), &report(right));
    of_kind(&comparison, kind).first().map(|found| found.summary.clone())
}

fn tells(kind: Kind, left: &str, right: &str, words: &str) {
    let told = summary(kind, left, right);
    assert!(told.as_ref().is_some_and(|told| told.contains(words)), "{kind:?} {words:?}: {told:?}");
}

fn tells_nothing(kind: Kind, left: &str, right: &str) {
    let told = summary(kind, left, right);
    assert_eq!(told, None, "{left} / {right}");
}

#[test]
fn commitment_is_the_verb_phrase_that_governs_the_matter() {
    let kind = Kind::Commitment;
    tells(kind, "They agreed to lift the tariffs on fish.", "They discussed the tariffs on fish.", "“agreed");
    let weakened = "agreed to explore";
    tells(kind, "They signed the agreement on tariffs.", "They agreed to explore lower tariffs.", weakened);
    tells(kind, "They agreed to suspend tariffs.", "双方同意探讨关税问题。", "同意探讨");
    tells(kind, "双方同意暂停关税。", "双方讨论了关税问题。", "讨论");
    tells_nothing(kind, "They agreed to suspend tariffs.", "双方同意暂停关税。");
    // Another verb of the sentence governs another matter.
    let left = "They agreed on fisheries quotas and discussed tariffs.";
    tells_nothing(kind, left, "They discussed tariffs. The ministers agreed on fisheries quotas.");
    // What is denied is no rung.
    tells_nothing(kind, "They did not agree on tariffs.", "They discussed tariffs.");
}

#[test]
fn a_denial_against_an_assertion_is_a_contradiction() {
    let kind = Kind::ExplicitNegation;
    let (open, shut) =
        ("The minister did not rule out sanctions on timber.", "The minister ruled out sanctions on timber.");
    tells(kind, open, shut, "denies what");
    tells(kind, shut, open, "denies what");
    tells(kind, "They agreed to lift tariffs on timber.", "双方没有同意取消木材关税。", "没有同意");
    tells(kind, "They refused to extend the ceasefire.", "They agreed to extend the ceasefire.", "refused");
    tells_nothing(kind, open, open);
    tells_nothing(
        kind,
        "The minister will not only lift tariffs on timber.",
        "The minister will lift tariffs on timber.",
    );
    tells_nothing(kind, open, "The ministers spoke of timber.");
}

#[test]
fn disputed_names_are_told_and_nested_ones_are_not() {
    let kind = Kind::Naming;
    tells(kind, "They spoke of farmers in the West Bank.", "They spoke of farmers in Judea and Samaria.", "Judea");
    tells(kind, "They spoke of Taiwan.", "They spoke of the Taiwan region.", "Taiwan region");
    tells_nothing(kind, "They spoke of farmers in the West Bank.", "They spoke of farmers in the West Bank.");
    // Who uses both names makes no choice.
    let both = "They spoke of farmers in the West Bank, which some call Judea and Samaria.";
    tells_nothing(kind, "They spoke of farmers in the West Bank.", both);
}

#[test]
fn a_state_left_unnamed_and_a_party_alluded_to() {
    let kind = Kind::Naming;
    let named = "They reaffirmed support for Ukraine against the aggression of Russia.";
    tells(kind, named, "They reaffirmed support for Ukraine and its people.", "not Russia");
    tells_nothing(kind, named, "They reaffirmed support for Ukraine against Russia.");
    tells(
        kind,
        "They discussed joint exercises of certain countries in the South China Sea.",
        "They discussed joint exercises in the South China Sea.",
        "alludes to “certain countries”",
    );
}

#[test]
fn who_was_there_is_told_and_who_was_spoken_of_is_not() {
    let kind = Kind::Participants;
    tells(
        kind,
        "They discussed fisheries. Marco Rubio and Scott Bessent were also present.",
        "They discussed fisheries.",
        "Rubio",
    );
    let chinese =
        compare("习近平会见法国总统马克龙。双方讨论了渔业。王毅参加会见。", "President Macron met President Xi.");
    assert!(of_kind(&chinese, kind)[0].summary.contains("Wang Yi"));
    tells_nothing(kind, "They discussed how Vladimir Putin sees fisheries.", "They discussed fisheries.");
}

#[test]
fn ordinals_count_nothing_and_a_fortnight_is_two_weeks() {
    let kind = Kind::Figure;
    tells_nothing(kind, "They marked the 75th anniversary.", "They marked the anniversary.");
    tells_nothing(kind, "Ferries return within a fortnight.", "Ferries return within two weeks.");
    tells(kind, "Ferries return within a fortnight.", "Ferries return within three weeks.", "three weeks");
}

#[test]
fn an_acceptance_that_is_left_out_is_grave() {
    let severity = |left: &str, right: &str| {
        let comparison = compare(&report(left), &report(right));
        of_kind(&comparison, Kind::Invitation).first().map(|found| found.severity)
    };
    let accepted = "She invited him to visit Oslo. He accepted the invitation.";
    assert_eq!(severity(accepted, "They discussed fisheries."), Some(3));
    assert_eq!(severity("She invited him to visit Oslo.", "They discussed fisheries."), Some(2));
    assert_eq!(severity(accepted, accepted), None);
}

#[test]
fn rendered_speech_is_never_direct() {
    let form = |sentence: &str| {
        let left = format!("习近平会见法国总统马克龙。{sentence}");
        let comparison = compare(&left, "President Macron met President Xi.");
        comparison.discrepancies.into_iter().find(|found| found.evidence.left.len() == 1).map(|found| found.form)
    };
    assert_eq!(form("马克龙表示，我反对加征关税。"), Some(Form::RenderedSpeech));
    assert_eq!(form("马克龙表示，我国反对加征关税。"), Some(Form::Paraphrase));
    let quoted = "President Xi met President Macron. \"I will not lift the tariffs. I want balanced trade,\" he said.";
    let comparison = compare(quoted, "习近平会见马克龙。");
    let tariffs = comparison.discrepancies.iter().find(|found| found.kind == Kind::TopicOmitted);
    assert_eq!(tariffs.map(|found| found.form), Some(Form::Direct), "{:#?}", comparison.discrepancies);
}

#[test]
fn the_kinds_look_the_same_from_both_sides() {
    let (open, shut) = (
        report("They agreed to lift tariffs."),
        report("They discussed tariffs. The minister did not rule out sanctions."),
    );
    let one = compare(&open, &shut);
    let two = compare(&shut, &open);
    let kinds = |comparison: &Comparison| {
        let mut kinds: Vec<Kind> = comparison.discrepancies.iter().map(|found| found.kind).collect();
        kinds.sort_by_key(|kind| kind.name());
        kinds
    };
    assert_eq!(kinds(&one), kinds(&two));
    assert!(Side::BOTH.iter().all(|&side| !one.readings[side].passages.is_empty()));
}
