//! What a summary says: the widest topic first, no more missing than is missing, one matter once.

use crate::{compare, of_kind, report, summary, tells, tells_nothing};
use diptych::domain::Kind;

#[test]
fn a_meeting_to_come_is_a_matter_of_its_own() {
    let kind = Kind::Commitment;
    let agreed = [
        "They agreed to meet in Vienna.",
        "The ministers agreed to hold a further meeting.",
        "双方同意在维也纳举行会晤。",
    ];
    let talked = [
        "They discussed a meeting in Vienna.",
        "A meeting was a subject; they discussed a possible meeting.",
        "双方讨论了再次会面的问题。",
    ];
    for firm in agreed {
        for loose in talked {
            tells(kind, firm, loose, "left.txt is firmer");
            tells(kind, loose, firm, "right.txt is firmer");
            // What was discussed is not missing.
            let comparison = compare(&report(firm), &report(loose));
            assert_eq!(of_kind(&comparison, kind).len(), 1, "{firm} / {loose}: {:#?}", comparison.discrepancies);
        }
    }
    tells_nothing(kind, agreed[0], agreed[2]);
    // What a meeting brought is no meeting to come.
    let past = summary(kind, "They agreed to meet in Vienna.", "They discussed the outcome of the last meeting.");
    assert!(past.as_ref().is_none_or(|told| !told.contains("firmer")), "{past:?}");
}

#[test]
fn to_keep_in_touch_is_as_firm_as_the_verb_before_it() {
    let kind = Kind::Commitment;
    tells_nothing(kind, "They agreed to maintain contact.", "They agreed to remain in touch.");
    // What others expect is a reason, no hope of the speaker.
    let reason = "Both must work on the climate, since that is what the region expects.";
    tells_nothing(kind, reason, "They agreed to work on the climate.");
}

#[test]
fn the_widest_of_several_topics_leads_the_heading() {
    let left = "The minister said that Taiwan independence separatists must not draw both sides in and that the \
                Taiwan question calls for prudence.";
    tells(Kind::TopicOmitted, left, "They discussed timber.", "Taiwan and separatists");
}

#[test]
fn a_statement_on_a_topic_of_both_is_not_said_to_be_missing() {
    let left = "They discussed tariffs on timber. The minister recalled that tariffs had once been abolished after a \
                poor harvest in the northern valleys.";
    let told = summary(Kind::TopicOmitted, left, "They discussed tariffs on timber.");
    assert!(told.as_ref().is_none_or(|told| !told.contains("not found in")), "{told:?}");
}

#[test]
fn an_invitation_stands_against_a_mere_hope_and_is_told_once() {
    let left = "Minister Berg invited Minister Haddad to visit Norway.";
    let comparison = compare(&report(left), &report("They hoped to meet again soon."));
    let found = of_kind(&comparison, Kind::Invitation);
    assert!(found[0].summary.contains("no more than a meeting to come"), "{:#?}", comparison.discrepancies);
    assert_eq!(found[0].evidence.right.len(), 1);
    let echoes = comparison.discrepancies.iter().filter(|other| other.evidence.left == found[0].evidence.left);
    assert_eq!(echoes.count(), 1, "{:#?}", comparison.discrepancies);
}

#[test]
fn who_called_and_who_asked_are_told_apart_from_what_was_proposed() {
    let kind = Kind::Initiator;
    let plain = "Foreign Minister Omar Haddad met Foreign Minister Anna Berg in Oslo on Monday.";
    let told = |text: &str| {
        of_kind(&compare(text, plain), kind).first().map(|found| found.summary.clone()).unwrap_or_default()
    };
    let received = told("Foreign Minister Anna Berg received a telephone call from Foreign Minister Omar Haddad.");
    assert!(received.contains("does not say who called"), "{received}");
    let asked = told("At the initiative of the French side, Foreign Minister Anna Berg met Omar Haddad.");
    assert!(asked.contains("France asked"), "{asked}");
    tells(
        kind,
        "The call took place at the ministry’s request.",
        "They discussed timber.",
        "at the ministry’s request",
    );
    tells_nothing(kind, "The three principles proposed by the minister are sound.", "They discussed timber.");
}

#[test]
fn a_person_under_a_ban_is_no_condition() {
    let kind = Kind::Conditionality;
    let right = "They discussed citizens who are detained or in prison in the north.";
    tells_nothing(kind, "They discussed citizens who are detained or subject to bans in the north.", right);
}

#[test]
fn one_term_against_several_is_one_discrepancy() {
    let left = "On Taiwan the minister opposed unilateral changes to the status quo.";
    let right = "On Taiwan the minister repeated the one-China policy. He does not support Taiwan independence.";
    let comparison = compare(&report(left), &report(right));
    let found = of_kind(&comparison, Kind::PolicyTerm);
    let of_status = found.iter().filter(|found| found.summary.contains("status quo"));
    assert_eq!(of_status.count(), 1, "{found:#?}");
    assert!(found[0].summary.contains("one-China policy") && found[0].summary.contains("independence"), "{found:#?}");
}

#[test]
fn a_detail_that_is_missing_has_the_passage_beside_it() {
    let left = "They discussed tariffs on timber, the quotas for herring and human rights in the north.";
    let right = "They discussed tariffs on timber and the quotas for herring.";
    let comparison = compare(&report(left), &report(right));
    let omitted = of_kind(&comparison, Kind::TopicOmitted);
    let found = omitted.iter().find(|found| found.summary.contains("not found in right.txt")).expect("it is told");
    assert_eq!(found.evidence.right.len(), 1, "{found:#?}");
    assert!(found.extent.right.is_empty() && found.searched == ["right.txt"], "{found:#?}");
}

#[test]
fn who_has_the_words_in_another_order_is_not_silent() {
    let kind = Kind::TopicOmitted;
    let told = |left: &str, right: &str, topic: &str| {
        let comparison = compare(&report(left), &report(right));
        let omitted = of_kind(&comparison, kind);
        omitted.iter().any(|found| found.because.iter().any(|known| known == topic))
    };
    let strikes = "They condemned strikes on energy infrastructure.";
    assert!(told(strikes, "They discussed timber.", "strikes on energy infrastructure"));
    assert!(!told(
        strikes,
        "They spoke of strikes on all infrastructure of energy.",
        "strikes on energy infrastructure"
    ));
    let spread = "They discussed nuclear non-proliferation.";
    assert!(told(spread, "They discussed timber.", "non-proliferation"));
    assert!(!told(spread, "They asked how proliferation can be stopped.", "non-proliferation"));
}

#[test]
fn a_visit_that_both_agreed_on_is_told_whatever_its_sentence_is_linked_to() {
    let left = "They discussed timber. They agreed that Minister Haddad will visit Bergen to follow up on timber.";
    tells(
        Kind::Commitment,
        left,
        "They discussed timber. Their teams will follow up on timber.",
        "no visit is told of",
    );
    let visited = "They discussed timber. Their teams will follow up on timber and on the visit to Bergen.";
    let told = summary(Kind::Commitment, left, visited);
    assert!(told.as_ref().is_none_or(|told| !told.contains("no visit")), "{told:?}");
}

#[test]
fn an_accepted_invitation_is_grave_whoever_stands_between_verb_and_noun() {
    let accepted = "Minister Berg accepted Minister Haddad’s invitation to visit Tunis.";
    let comparison = compare(&report(accepted), &report("They discussed timber."));
    let found = of_kind(&comparison, Kind::Invitation);
    assert!(found[0].severity == 3 && found[0].summary.contains("accepted Minister Haddad’s invitation"), "{found:#?}");
    let invited = "Minister Berg thanked Minister Haddad for the invitation to visit Tunis.";
    let comparison = compare(&report(invited), &report("They discussed timber."));
    assert!(of_kind(&comparison, Kind::Invitation).iter().all(|found| found.severity == 2));
}

#[test]
fn what_a_short_text_says_and_a_long_one_leaves_out_comes_first() {
    let long = "They discussed timber. They discussed herring and its quotas at length. They went on to the ferries of \
                the north, to their timetables and to the harbours that they serve. They discussed drones. \
                They spoke of the schools of both towns, of teachers and of books, and of the winter.";
    let comparison =
        compare(&report("They discussed timber. The minister spoke of semiconductors from the coast."), &report(long));
    let first = &comparison.discrepancies[0];
    assert!(first.summary.starts_with("Semiconductors"), "{:#?}", comparison.discrepancies);
}
