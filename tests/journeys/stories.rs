//! The journeys that go beyond one reader and one event, each from its start to its end.

use super::desk::Desk;
use super::library::{followed, job};
use super::{CALL, only_note};
use diptych::app::{Answer, Ask, Home, Spot};
use diptych::domain::{Annotation, AnnotationId, Decision, DecisionId, Matter, Ruling, TagId};
use diptych::store::samples;

/// Ana reads the event, and so does Ben, each in a copy of their own. They put the two together, see where they
/// differ, measure it, and each ruling stays under its reader's name.
#[test]
fn a_second_reader_s_copy_is_put_beside_ones_own_and_agreement_is_measured() {
    // Ana accepts the first discrepancy, makes a note of the second, and tags a passage by hand.
    let mut ana = Desk::at_sample(CALL, 140, 45);
    ana.press("na").press("t").press("Ana asks: who called whom?<esc>");
    ana.press("g<space><tab>ti").press("the opening<esc>");
    let of_ana = ana.dossier();
    assert_eq!(of_ana.annotations.len(), 2);

    // Ben has the same texts. He tags the same passage otherwise, and dismisses what Ana accepted.
    let mut of_ben = of_ana.clone();
    let mut notes: Vec<Annotation> = of_ana.annotations.values().cloned().collect();
    for (n, note) in notes.iter_mut().enumerate() {
        note.id = AnnotationId(uuid::Uuid::from_u128(100 + n as u128));
        note.author = "Ben".to_owned();
        note.note = format!("Ben on: {}", note.note);
        note.tags = vec![TagId("tone".to_owned())];
    }
    of_ben.annotations = notes.into_iter().map(|note| (note.id, note)).collect();
    let ruling = of_ana.decisions.values().next().cloned().expect("Ana ruled on a discrepancy");
    let Matter::Discrepancy { id, kind, summary, .. } = ruling.matter.clone() else { panic!("{ruling:?}") };
    let dismissed = Matter::Discrepancy { id, kind, summary, ruling: Ruling::Dismiss };
    let other = DecisionId(uuid::Uuid::from_u128(200));
    let ruling = Decision { id: other, author: "Ben".to_owned(), matter: dismissed, ..ruling };
    of_ben.decisions = [(ruling.id, ruling)].into();

    // What his folder would bring is shown first; then it comes in as one change.
    ana.messenger.copy = Some(of_ben);
    ana.press("3M");
    assert!(ana.shows("colleague’s copy"), "{}", ana.screen());
    ana.press("~/mail/ben<enter>");
    assert!(ana.shows("Nothing is changed yet") && ana.shows("both are kept"), "{}", ana.screen());
    ana.press("<enter>");
    assert!(ana.shows("4 of Trump–Xi call"), "{}", ana.screen());

    // Whose note is whose: the list is narrowed to Ben's, and widened again.
    ana.press("bb");
    assert!(ana.shows("by: Ben") && ana.shows("Ben on: the opening") && ana.shows("2 listed"), "{}", ana.screen());
    ana.press("<esc>");

    // The opposite rulings both stand, and neither counts.
    ana.press("2g");
    assert!(ana.shows("dismissed by Ben") && ana.shows("accepted by Analyst"), "{}", ana.screen());

    // How far they agree, with the measures that reviewers ask for.
    ana.press("%");
    for told in ["Agreement of Analyst (1) and Ben (2)", "Cohen", "Krippendorff (2011)"] {
        assert!(ana.shows(told), "{told}:\n{}", ana.screen());
    }

    // One key takes all of Ben's back; Ana's own work is untouched.
    ana.press("<esc>1u");
    assert_eq!(ana.dossier().annotations.len(), 2);
    assert_eq!(ana.dossier().decisions.len(), of_ana.decisions.len());
}

/// “When did this side last say it?” The concept of the passage at hand is followed through all events of the
/// library by date, one party at a time, and the sentence itself is one key away; then back to the reading.
#[test]
fn a_wording_is_followed_over_time_from_the_passage_that_raised_the_question() {
    let (dossier, _) = samples::open(CALL).unwrap();
    let left = dossier.event.sides.left[0].clone();
    let at = dossier.text(&left).unwrap().find("Rare earths").unwrap();
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("/rare earths<enter>");
    assert!(desk.shows("hit 1 of"));

    // Asked from the passage, the question need not be typed: its concept is proposed.
    desk.press("7");
    assert!(desk.shows("rare earths"), "{}", desk.screen());
    desk.press("<down><enter>");
    let asked = |desk: &Desk| match desk.asked.last() {
        Some(Ask::Follow { wanted, party, .. }) => (wanted.clone(), party.as_ref().map(|party| party.0.clone())),
        other => panic!("nothing is followed: {other:?}"),
    };
    assert_eq!(asked(&desk), ("rare_earths".to_owned(), None));
    let answer = |desk: &Desk| {
        let followed = Ok(Box::new(followed(Spot::Words(left.clone(), at))));
        Answer::Followed { job: job(desk), followed }.into()
    };
    desk.take(answer(&desk));

    // First and last use, the gaps, and where it is not found, in the order of time.
    for told in ["first 2030-01-02, last 2031-05-06", "not found (1)", "all parties"] {
        assert!(desk.shows(told), "{told}:\n{}", desk.screen());
    }

    // One side's wording only.
    desk.press("p");
    assert_eq!(asked(&desk).1.as_deref(), Some("CN"));
    desk.take(answer(&desk));

    // To the sentence in its event, and on from there: it is tagged where it stands.
    desk.press("j<enter>");
    desk.open(dossier, Home::Sample(CALL.to_owned()), Vec::new());
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.contains('▸') && line.contains("Rare earths")), "{screen}");
    desk.press("<space>tt").press("said again after a gap<esc>");
    assert_eq!(only_note(&desk).tags, [TagId("term".to_owned())]);

    // The list is still there.
    desk.press("7<esc>");
    assert!(desk.shows("Over time") && desk.shows("2 passages"), "{}", desk.screen());
}
