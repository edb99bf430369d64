//! Who says it, under which name, and on what condition: what each text has of its own on one matter.

use crate::{compare, of_kind, report, tells, tells_nothing};
use diptych::domain::Kind;

#[test]
fn a_place_is_not_named_by_who_speaks_of_its_matter_in_general() {
    let left = "Berg raised concerns about human rights in Hong Kong and Tibet.";
    let right = "贝格谈到人权问题。哈达德表示，人权是各国人民的共同追求。";
    tells(Kind::TopicOmitted, left, right, "Hong Kong");
    tells_nothing(Kind::TopicOmitted, "Berg raised human rights in Hong Kong.", "贝格谈到香港的人权问题。");
}

#[test]
fn the_full_name_of_one_state_is_not_the_name_of_another() {
    let left = "They discussed ties with the People’s Republic of China.";
    let names = |left: &str| -> String {
        let comparison = compare(&report(left), &report("They discussed ties with China and the Taiwan region."));
        of_kind(&comparison, Kind::Naming).iter().flat_map(|found| found.because.clone()).collect()
    };
    assert_eq!(names(left), "People’s Republic of ChinaChina");
    assert_eq!(names("They discussed the Republic of China’s ports."), "Republic of ChinaTaiwan region");
    tells(Kind::Naming, left, "They discussed ties with China and the Taiwan question.", "People’s Republic of China");
}

#[test]
fn whoever_speaks_goes_on_where_he_names_the_other_as_the_object_of_his_verb() {
    let speakers = |text: &str| -> Vec<Option<String>> {
        let comparison = compare("Trump and Xi spoke.", text);
        comparison.readings.right.passages.iter().map(|it| it.speaker.as_deref().map(str::to_owned)).collect()
    };
    let told = speakers("习近平同特朗普通电话。习近平表示，合作很重要。我赞赏特朗普总统多次表示重视合作。");
    assert!(told[2].as_deref() == told[1].as_deref() && told[1].is_some(), "{told:?}");
    let told = speakers("习近平同特朗普通电话。习近平表示，合作很重要。特朗普总统赞赏这一立场。");
    assert!(told[2].as_deref() != told[1].as_deref() && told[2].is_some(), "{told:?}");
}

#[test]
fn a_condition_on_a_matter_of_weight_that_both_report_is_grave() {
    let severity = |left: &str, right: &str| {
        let comparison = compare(&report(left), &report(right));
        of_kind(&comparison, Kind::Conditionality).first().map(|found| found.severity)
    };
    let plain = "They discussed the ceasefire in the border region.";
    let bound = "They discussed the ceasefire in the border region, only after the troops withdraw.";
    assert_eq!(severity(plain, bound), Some(3));
    assert_eq!(severity(bound, bound), None);
    let loose = "They discussed the orchestra's concerts, provided that the hall is ready.";
    // A case that is provided for is no precondition.
    assert_eq!(severity(plain, "They discussed the ceasefire in the border region if fighting resumes."), Some(2));
    assert_eq!(severity("They discussed the orchestra's concerts.", loose), Some(2));
}

#[test]
fn what_both_are_said_to_have_said_together_leads_what_one_of_them_said() {
    let left = report("The ministers agreed that refugees must be protected.\n\nBerg noted that climate is changing.");
    let comparison = compare(&left, &report("Haddad wished the people of Norway a good harvest."));
    let place = |words: &str| {
        let holds = |found: &&diptych::compare::Discrepancy| {
            found.evidence.left.iter().any(|span| left[span.start..span.end].contains(words))
        };
        comparison.discrepancies.iter().position(|found| holds(&found))
    };
    let (joint, alone) = (place("refugees"), place("climate"));
    assert!(joint.is_some() && alone.is_some() && joint < alone, "{joint:?} {alone:?}");
}

#[test]
fn to_agree_that_a_thing_matters_promises_nothing() {
    let noted = "They noted the importance of fisheries cooperation.";
    tells_nothing(Kind::Commitment, noted, "双方同意渔业合作十分重要。");
    tells_nothing(Kind::Commitment, noted, "They agreed on the importance of fisheries cooperation.");
    let discussed = "They discussed fisheries cooperation.";
    tells(Kind::Commitment, discussed, "They agreed to important fisheries cooperation.", "“agreed");
    tells(Kind::Commitment, discussed, "双方同意重要的渔业合作。", "同意");
}

#[test]
fn a_second_word_in_the_same_sentence_is_variation_and_no_policy() {
    let left = "They discussed the ceasefire in the border region.";
    tells(Kind::PolicyTerm, left, "They discussed the truce in the border region.", "truce");
    tells_nothing(Kind::PolicyTerm, left, "They discussed the truce and how to watch over such a ceasefire.");
    // Of grave terms each is chosen, wherever they stand.
    let right = "Haddad named the one-China principle and said that the one-China policy stands.";
    tells(Kind::PolicyTerm, "They discussed the one-China policy.", right, "principle");
}

#[test]
fn what_a_settlement_has_to_heed_is_a_condition() {
    let plain = "They discussed the ceasefire in the border region.";
    let bound = "They discussed a ceasefire that should take into account the demands of the border region.";
    tells(Kind::Conditionality, plain, bound, "take into account");
    tells_nothing(Kind::Conditionality, bound, bound);
}

#[test]
fn whose_call_it_was_is_not_who_was_there() {
    let left =
        |words: &str| format!("They discussed tariffs and the call {words} President Macron and President Lula.");
    let right = "They discussed tariffs and the call of the two presidents.";
    tells_nothing(Kind::Participants, &left("between"), right);
    tells(Kind::Participants, &left("joined by"), right, "Emmanuel Macron");
}

#[test]
fn where_the_matter_at_large_is_there_it_is_shown_beside_what_is_missing() {
    let (left, right) = ("They spoke of a multipolar Asia.", "双方讨论了铁路。双方将推动世界多极化。");
    let comparison = compare(&report(left), &report(right));
    let missing = comparison.discrepancies.iter().find(|found| found.summary.contains("Multipolar Asia"));
    let words = missing.map(|found| {
        found.evidence.right.iter().map(|span| report(right)[span.start..span.end].to_owned()).collect::<String>()
    });
    assert!(words.as_deref().is_some_and(|words| words.contains("多极化")), "{words:?}");
    let comparison = compare(&report(left), &report("双方讨论了铁路。"));
    let missing = comparison.discrepancies.iter().find(|found| found.summary.contains("Multipolar Asia"));
    assert!(missing.is_some_and(|found| found.evidence.right.is_empty()), "{missing:?}");
}

#[test]
fn that_they_will_meet_again_is_told_however_few_words_say_it() {
    let left = "They discussed the harvest of barley. They agreed to meet again.";
    tells(Kind::Commitment, left, "They discussed the harvest of barley.", "They agreed to meet again.");
    tells(Kind::Commitment, left, "双方讨论了农业合作。", "They agreed to meet again.");
    tells_nothing(
        Kind::Commitment,
        left,
        "They discussed the harvest of barley. The ministers agreed to hold a meeting.",
    );
    tells_nothing(Kind::Commitment, left, "双方讨论了农业合作。双方同意再次会晤。");
}

#[test]
fn what_a_war_is_called_is_grave_wherever_each_text_says_it() {
    let left = "They discussed the harvest of barley. Berg condemned the invasion of Ukraine.";
    let right = "They discussed the harvest of barley. Haddad noted that the Ukraine crisis moves prices.";
    let comparison = compare(&report(left), &report(right));
    let found = of_kind(&comparison, Kind::PolicyTerm);
    assert!(found.first().is_some_and(|found| found.severity == 3), "{found:?}");
    tells_nothing(Kind::PolicyTerm, left, left);
}

#[test]
fn who_fights_one_drug_is_not_silent_on_drug_control() {
    let (drug, control) = ("双方讨论了芬太尼问题。", "They discussed counternarcotics.");
    tells_nothing(Kind::TopicOmitted, control, drug);
    tells(Kind::TopicOmitted, control, "双方讨论了渔业。", "Drug control");
}

#[test]
fn who_asked_is_told_alike_in_both_languages() {
    let chinese = "王毅应约同美国国务卿霍尔特通电话。王毅表示，合作很重要。";
    let english = |request: &str| format!("Wang Yi spoke by phone with U.S. Secretary of State Nora Holt{request}.");
    let told = |right: &str| of_kind(&compare(chinese, right), Kind::Initiator).len();
    assert_eq!(told(&english(" at her request")), 0);
    assert_eq!(told(&english("")), 1);
}

#[test]
fn the_visit_that_one_is_invited_to_is_no_second_step() {
    tells_nothing(Kind::Invitation, "哈达德邀请贝格访华。", "Haddad invited Berg to visit China.");
    tells(Kind::Invitation, "哈达德欢迎贝格访华。", "Haddad invited Berg to visit China.", "“访华”");
}

#[test]
fn what_the_event_was_like_is_nobodys_word() {
    let speakers = |text: &str| -> Vec<Option<String>> {
        let comparison = compare("Trump and Xi spoke.", text);
        comparison.readings.right.passages.iter().map(|it| it.speaker.as_deref().map(str::to_owned)).collect()
    };
    let before = "习近平同特朗普通电话。特朗普表示，合作很重要。";
    assert_eq!(speakers(&format!("{before}通话坦诚、富有建设性。"))[2], None);
    assert!(speakers(&format!("{before}通话很有必要。"))[2].is_some());
    // It is told once, as the tone.
    let (left, right) = ("They discussed fisheries.", "双方讨论了渔业。通话坦诚、富有建设性。");
    tells(Kind::Tone, left, right, "坦诚");
    tells_nothing(Kind::TopicOmitted, left, right);
}
