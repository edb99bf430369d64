//! Figures conflict only where they measure one thing; a promise needs a matter; what is not known is not told.

use crate::{compare, of_kind, report, summary, tells, tells_nothing};
use diptych::compare::{Comparison, Document, Frame, Lexicon, pair};
use diptych::domain::{Kind, Language, Sides};

/// The severities of the figures of two reports.
fn conflicts(left: &str, right: &str) -> bool {
    let comparison = compare(&report(left), &report(right));
    of_kind(&comparison, Kind::Figure).iter().any(|found| found.severity == 3)
}

#[test]
fn percentages_of_two_matters_are_no_conflict() {
    let left = "They discussed trade: tariffs on timber will be 12 percent.";
    assert!(!conflicts(left, "They discussed trade: economic growth was 4 percent."));
    assert!(!conflicts(left, "双方讨论了贸易，经济增长4%。"));
    assert!(conflicts(left, "They discussed trade: tariffs on timber will be 15 percent."));
    assert!(conflicts(left, "双方讨论了贸易，关税为15%。"));
}

#[test]
fn a_figure_that_both_give_word_for_word_is_no_conflict_however_often_it_stands_elsewhere() {
    let others = ["fisheries", "sanctions", "refugees", "migration", "energy", "agriculture", "tourism", "railways"];
    let lines = |others: &[&str]| -> String {
        others.iter().map(|other| format!("Spending on {other} rose by 12 percent. ")).collect()
    };
    let text = format!("{}{}Tariffs on timber will be 12 percent.", lines(&others), lines(&others));
    assert!(!conflicts(&text, &text));
}

#[test]
fn the_matter_of_a_figure_in_conflict_is_named_where_it_is_known() {
    let kind = Kind::Figure;
    let (left, right) = ("They discussed tariffs of 12 percent.", "They discussed tariffs of 15 percent.");
    assert!(conflicts(left, right));
    tells(kind, left, right, "“12 percent”");
    tells(
        kind,
        "They agreed on military assistance worth $30 million.",
        "They discussed fisheries.",
        "military assistance",
    );
    // Where the clause names no topic, none is told.
    let told = summary(kind, "It will cost $30 million more.", "They discussed fisheries.");
    assert!(told.as_ref().is_some_and(|told| told.contains("“$30 million”;")), "{told:?}");
}

#[test]
fn the_length_of_the_event_is_one_figure_and_a_term_is_another() {
    let left = "The call lasted one hour and forty minutes.";
    assert!(conflicts(left, "The conversation went on for two hours."));
    assert!(!conflicts(left, "The conversation went on for 100 minutes."));
    assert!(!conflicts(left, "They will speak again within two hours of the meeting."));
}

#[test]
fn what_a_number_only_names_is_no_figure() {
    let kind = Kind::Figure;
    tells_nothing(kind, "They discussed Section 301 tariffs.", "They discussed tariffs.");
    tells_nothing(kind, "He gave the talks eleven points out of ten.", "They discussed tariffs.");
    tells(
        kind,
        "They listed 45 dangerous synthetic drugs.",
        "They discussed fisheries.",
        "“45 dangerous synthetic drugs”",
    );
}

#[test]
fn a_day_without_its_month_is_the_same_day() {
    let kind = Kind::Figure;
    tells_nothing(kind, "Talks follow in Bern on January 12.", "Talks follow in Bern on the 12th.");
    tells(kind, "Talks follow in Bern on January 12.", "Talks follow in Bern on the 14th.", "January 12");
}

#[test]
fn a_promise_needs_a_matter_and_a_verb_of_its_own() {
    let kind = Kind::Commitment;
    tells(kind, "They agreed to lift tariffs on timber.", "They discussed tariffs on timber.", "“agreed");
    // A deed that is only mentioned promises nothing now.
    tells_nothing(kind, "He spoke of the tariffs on timber announced in March.", "They discussed tariffs on timber.");
    tells(kind, "He announced tariffs on timber.", "They discussed tariffs on timber.", "announced");
    // The launch of a missile is no undertaking.
    tells_nothing(kind, "They condemned the missile launch.", "They discussed the missiles.");
    // No topic and no word in common: whose promise would it be?
    tells_nothing(kind, "They agreed to stay in touch.", "They reflected on a long friendship.");
}

#[test]
fn a_promise_that_is_answered_elsewhere_is_not_told_against_a_passing_word() {
    let left = "They agreed to lift tariffs on timber and fish by May. They noted the long history of trade.";
    let right = "They agreed to lift tariffs on timber and fish by May. They noted the tariffs of the past.";
    tells_nothing(Kind::Commitment, left, right);
}

#[test]
fn each_denial_names_its_own_matter() {
    let left = "Asked about Taiwan, she said that it was not discussed. It never came up. Were semiconductors \
                discussed? No, they were not raised.";
    let comparison = compare(&report(left), &report("They discussed fisheries."));
    let denied = of_kind(&comparison, Kind::ExplicitNegation);
    assert_eq!(denied.len(), 2, "{denied:#?}");
    assert!(denied.iter().any(|found| found.summary.contains("discussion of Taiwan;")), "{denied:#?}");
    assert!(denied.iter().any(|found| found.summary.contains("discussion of semiconductors;")), "{denied:#?}");
}

#[test]
fn what_the_other_text_touches_is_not_called_missing() {
    let kind = Kind::TopicOmitted;
    let told = |left: &str, right: &str| {
        let comparison = compare(&report(left), &report(right));
        of_kind(&comparison, kind).iter().map(|found| found.summary.clone()).collect::<Vec<_>>().join("\n")
    };
    let negotiations = "The first round of negotiations will be in Bern.";
    let diplomacy = "She called for diplomacy on the island question.";
    assert!(!told(diplomacy, negotiations).contains("Diplomacy and peace talks"), "{}", told(diplomacy, negotiations));
    assert!(told(diplomacy, "They discussed salmon.").contains("Diplomacy and peace talks"));
    let grain = told("He praised the Black Sea Grain Initiative.", "They agreed on the transit of grain exports.");
    assert!(!grain.contains("Grain initiative"), "{grain}");
    // A wide topic comes with its words.
    let military = told("The armed forces received the order at noon.", "They discussed salmon.");
    assert!(military.contains("Military matters (“The armed forces"), "{military}");
    // A heading states nothing.
    assert_eq!(told("Supply chains.\n\nThey discussed salmon.", "They discussed salmon."), "");
}

#[test]
fn the_report_of_the_event_is_no_omission() {
    let left = "This morning President Macron was on the telephone with me.\n\nWe discussed salmon.";
    let right =
        "President Macron spoke with Prime Minister Kishida today to reinforce close ties. They discussed salmon.";
    let comparison = compare(left, right);
    let omitted = of_kind(&comparison, Kind::TopicOmitted);
    assert!(omitted.iter().all(|found| found.evidence.left.is_empty()), "{omitted:#?}");
}

#[test]
fn the_form_of_the_event_differs_only_where_the_words_do() {
    let form = |left: &str, right: &str| !of_kind(&compare(left, right), Kind::StatusFormat).is_empty();
    assert!(!form("President Macron met President Xi Jinping in Lyon.", "国家主席习近平在里昂会见法国总统马克龙。"));
    assert!(!form(
        "President Macron spoke with President Xi.",
        "President Xi had a telephone conversation with President Macron."
    ));
    assert!(form("President Macron spoke with President Xi.", "President Xi held a video call with President Macron."));
}

#[test]
fn a_place_that_is_governed_and_a_title_are_no_persons() {
    let kind = Kind::Participants;
    let right = "Foreign Minister Omar Haddad met Foreign Minister Anna Berg in Oslo on Monday.";
    let named = |left: &str| {
        let comparison = compare(left, right);
        of_kind(&comparison, kind).iter().map(|found| found.summary.clone()).collect::<Vec<_>>().join("\n")
    };
    let told = named(
        "Foreign Minister Anna Berg met Foreign Minister Omar Haddad. The Premier of Astoria and Marco Rubio were also present.",
    );
    assert!(told.contains("Rubio") && !told.contains("Astoria"), "{told}");
    let told =
        named("The President and Prime Minister met Foreign Minister Omar Haddad. Marco Rubio was also present.");
    assert!(!told.contains("Prime"), "{told}");
}

#[test]
fn the_team_is_set_against_the_names_of_its_members() {
    let left = "Our teams will meet in Bern on 5 May. We will be represented by Scott Bessent and Marco Rubio.";
    let right = "The teams met in spring. They discussed salmon. The teams will meet in Bern on 5 May.";
    let comparison = compare(&report(left), &report(right));
    let named = of_kind(&comparison, Kind::Participants);
    let text = report(right);
    assert!(named.iter().any(|found| found.evidence.right.iter().any(|s| s.of(&text).contains("Bern"))), "{named:#?}");
}

#[test]
fn what_each_calls_the_relationship_is_told_once() {
    let kind = Kind::PolicyTerm;
    let left = "They want a stable and pragmatic relationship.";
    tells(
        kind,
        left,
        "双方同意推动两国战略伙伴关系发展。",
        "Of the relationship left.txt says “stable” and “pragmatic”, right.txt “战略伙伴”.",
    );
    tells_nothing(kind, left, "双方愿推动两国关系稳定、务实发展。");
    // Outside a clause about the relationship the words are plain words.
    tells_nothing(kind, "They want a stable price of fish.", "双方同意推动两国战略伙伴关系发展。");
}

#[test]
fn institutions_are_no_states_left_unnamed() {
    let left = "They reaffirmed support for Ukraine with the international community.";
    tells_nothing(Kind::Naming, left, "They reaffirmed support for Ukraine and its people.");
}

/// A pair of which one text is in French.
fn with_french(left: &str, right: &str) -> Comparison {
    let document = |name, text, language: &str| Document { name, language: Language(language.to_owned()), text };
    let documents = Sides::new(document("left.txt", left, "fr"), document("right.txt", right, "en"));
    pair(documents, &Frame::default(), Lexicon::builtin())
}

#[test]
fn of_a_language_that_is_not_read_only_names_and_numbers_are_told() {
    let french =
        "Le président Macron a rencontré le ministre, car la pêche importe. Il a parlé de l’Iran et de 40 navires.";
    let english =
        "President Macron met the minister. They discussed tariffs on timber. They spoke of Iran and 60 vessels.";
    let comparison = with_french(french, english);
    let told: Vec<&str> = comparison.discrepancies.iter().map(|found| found.summary.as_str()).collect();
    // *Car* is no car.
    assert!(told.iter().all(|told| !told.contains("ars:")), "{told:#?}");
    // The name is found behind its article.
    assert!(told.iter().all(|told| !told.starts_with("Iran")), "{told:#?}");
    let silences = comparison.discrepancies.iter().filter(|found| found.kind == Kind::TopicOmitted);
    for found in silences {
        assert_eq!(found.severity, 1, "{}", found.summary);
        assert!(found.summary.ends_with("Only names and numbers were read in left.txt (fr)."), "{}", found.summary);
    }
    assert!(told.iter().any(|told| told.contains("ariffs")), "{told:#?}");
}
