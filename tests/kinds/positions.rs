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
    let left = "They discussed ties with the People’s Republic of China and the Taiwan question.";
    let comparison = compare(&report(left), &report("They discussed ties with China and the Taiwan region."));
    let found = of_kind(&comparison, Kind::Naming);
    assert!(found.iter().all(|found| !found.because.contains(&"Republic of China".to_owned())), "{found:?}");
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
