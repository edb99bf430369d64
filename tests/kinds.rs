//! Each kind of discrepancy from outside: where it must come out, and where it must not.

#[path = "kinds/headings.rs"]
mod headings;
#[path = "kinds/june.rs"]
mod june;
#[path = "kinds/matters.rs"]
mod matters;
#[path = "kinds/mutations.rs"]
mod mutations;
#[path = "kinds/positions.rs"]
mod positions;
#[path = "kinds/properties.rs"]
mod properties;
#[path = "kinds/shelf.rs"]
mod shelf;

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

#[test]
fn a_leader_whom_the_lexicon_does_not_know_is_one_person_in_both_languages() {
    let english =
        "President Pablo Quirós met President Xi Jinping in Beijing. President Quirós stressed lower tariffs.";
    let chinese = "国家主席习近平同哥斯达黎加总统基罗斯会谈。基罗斯表示，希望降低关税。基罗斯强调，恪守一个中国原则。";
    let comparison = compare(english, chinese);
    let tariffs = comparison.links.iter().find(|link| link.passages == Sides::new(vec![1], vec![1]));
    assert!(
        tariffs.is_some_and(|link| link.because.iter().any(|why| why.contains("Quirós"))),
        "{:#?}",
        comparison.links
    );
    let said = of_kind(&comparison, Kind::Attribution);
    assert!(said.iter().all(|found| !found.summary.contains("基罗斯")), "{said:#?}");
    let speakers: Vec<_> = comparison.readings.right.passages.iter().map(|p| p.speaker.as_deref()).collect();
    assert_eq!(speakers, [None, Some("基罗斯"), Some("基罗斯")]);
}

#[test]
fn the_second_speaker_of_a_sentence_is_heard() {
    let check = |right: &str, expected: bool| {
        let left = "President Macron met President Xi. They discussed the weather.";
        let comparison = compare(left, right);
        let heard = of_kind(&comparison, Kind::Attribution);
        let told = heard.iter().any(|found| found.summary.contains("words of Emmanuel Macron"));
        assert_eq!(told, expected, "{right}: {heard:#?}");
    };
    check("习近平会见马克龙。习近平表示欢迎，马克龙则表示，法国恪守一个中国政策。", true);
    check("习近平会见马克龙。习近平表示欢迎，并指出马克龙支持一个中国政策。", false);
    check(
        "President Xi met President Macron. President Xi welcomed this, while President Macron noted the one-China policy.",
        true,
    );
}

#[test]
fn two_who_speak_together_are_both_sides() {
    let comparison = compare(
        &report("The Minister and President Macron agreed on lower tariffs."),
        &report("President Macron agreed on lower tariffs."),
    );
    let both = of_kind(&comparison, Kind::Attribution);
    assert!(both.iter().any(|found| found.summary.contains("both sides")), "{both:#?}");
}

#[test]
fn each_text_that_reports_its_own_speaker_is_told_once() {
    let english = "President Macron spoke with President Xi. President Macron raised tariffs. President Macron stressed \
                   fisheries. President Macron noted climate change. President Macron called for peace in Ukraine.";
    let chinese = "国家主席习近平同法国总统马克龙通电话。习近平强调，台湾问题是核心利益。习近平指出，要加强人文交流。\
                   习近平表示，希望扩大教育合作。";
    let comparison = compare(english, chinese);
    let whole: Vec<_> = of_kind(&comparison, Kind::OwnSideOnly);
    let whole: Vec<_> = whole.iter().filter(|found| found.summary.starts_with("Each text")).collect();
    assert_eq!(whole.len(), 1, "{:#?}", comparison.discrepancies);
    assert!(whole[0].summary.contains("Emmanuel Macron 4 of 4 sentences, "), "{}", whole[0].summary);
    let mixed = format!("{chinese}马克龙表示，法国恪守一个中国政策。");
    let comparison = compare(english, &mixed);
    assert!(of_kind(&comparison, Kind::OwnSideOnly).iter().all(|found| !found.summary.starts_with("Each text")));
}

#[test]
fn a_condition_is_shown_to_the_end_of_its_clause() {
    let kind = Kind::Conditionality;
    let plain = "They agreed to resume ferry traffic.";
    tells(
        kind,
        "They agreed to resume ferry traffic only after inspections, he said.",
        plain,
        "“only after inspections”",
    );
    tells(kind, "They agreed to resume ferry traffic unless tariffs rise.", plain, "“unless tariffs rise”");
    tells(kind, "双方同意取消关税，前提是开放渔业。", "They agreed to lift tariffs.", "前提");
    tells(kind, "双方认为，只有取消关税才能合作。", "They discussed tariffs.", "只有取消关税才能合作");
    tells_nothing(kind, "They will support ferry traffic for as long as it takes.", "They will support ferry traffic.");
    tells_nothing(kind, "Asked if ferry traffic resumes, he agreed.", plain);
    tells_nothing(kind, "They agreed to lift tariffs if prices fall.", "双方同意，如果物价下降，取消关税。");
}

#[test]
fn the_extent_of_one_act_is_compared() {
    let kind = Kind::Scope;
    tells(kind, "They agreed to lift all tariffs.", "They agreed to lift some tariffs.", "“all tariffs”");
    tells(kind, "They agreed to lift all tariffs.", "双方同意取消部分关税。", "部分关税");
    tells(kind, "They agreed on trade, energy and education.", "They agreed on trade.", "energy");
    let list = "They agreed on ferries, including lamps, ropes, and sails.";
    tells(kind, list, "They agreed on ferries.", "“ropes”");
    tells_nothing(kind, "They agreed to lift all tariffs.", "双方同意取消一切关税。");
    tells_nothing(kind, list, list);
    // What the other text tells in other sentences goes no less far.
    let whole = "They discussed bilateral trade, the war in Ukraine and security in Taiwan.";
    let parts = "They discussed trade. They also spoke of the war in Ukraine. They turned to Taiwan.";
    tells_nothing(kind, whole, parts);
    tells(
        kind,
        "They agreed on trade, energy and education.",
        "They agreed on trade. They talked of energy.",
        "education",
    );
}

#[test]
fn the_adjective_of_a_state_names_its_matter() {
    let peninsula = "They discussed the Korean Peninsula.";
    tells_nothing(Kind::TopicOmitted, peninsula, "Both condemned the North Korean launches.");
    tells(Kind::TopicOmitted, peninsula, "They ate fish.", "Korean Peninsula");
}

#[test]
fn a_term_at_arm_s_length_is_told_and_a_verb_is_not() {
    let kind = Kind::PolicyTerm;
    tells(kind, "They discussed the so-called annexation.", "They discussed the annexation.", "arm's length");
    tells_nothing(kind, "They called on all for de-escalation.", "They discussed de-escalation.");
}

#[test]
fn what_a_person_separated_is_no_twin_and_what_was_linked_stays() {
    let text = "President Macron met President Xi. The two leaders agreed to lift tariffs on timber and fish.";
    let document = |name| Document { name, language: Language::unknown(), text };
    let documents = || Sides::new(document("left.txt"), document("right.txt"));
    let omissions = |frame: &Frame| {
        let comparison = pair(documents(), frame, Lexicon::builtin());
        comparison.discrepancies.iter().filter(|found| !found.searched.is_empty()).count()
    };
    assert_eq!(omissions(&Frame::default()), 0);
    let at = text.find("The two").expect("it stands there");
    let place = diptych::domain::Span::new(at, text.len());
    let mut frame = Frame::default();
    frame.ties.apart.push((place, place));
    assert!(omissions(&frame) > 0, "a separation is respected");
    frame.ties.same.push((place, place));
    assert_eq!(omissions(&frame), 0, "a link stands above it");
}

#[test]
fn an_invitation_to_a_state_is_one_to_visit_it() {
    let kind = Kind::Invitation;
    tells(kind, "She invited him to France.", "They discussed fisheries.", "“invited”");
    tells_nothing(kind, "She invited him to the parade.", "They discussed fisheries.");
    tells_nothing(kind, "She invited him to France.", "She invited him to France. They discussed fisheries.");
}
