//! The seven journeys that the program is made for, each from its start to its end.

use super::desk::Desk;
use super::intake::{note, quoted};
use super::library::{followed, job};
use super::{CALL, only_note};
use diptych::app::{Answer, Ask, Home, Listing, MouseKind, Opened, Spot, What, Which};
use diptych::domain::{
    Annotation, AnnotationId, Decision, DecisionId, Draft, Journal, Matter, Ruling, Standing, TagId, Target,
};
use diptych::review::catalogue::Head;
use diptych::store::samples;

const POST: &str = "The two leaders spoke for ninety minutes. They agreed to meet again in the autumn. \
                    Rare earths should raise no more questions.";
const ACCOUNT: &str = "应美方请求，两国元首通电话。双方同意今年秋天再次会晤。习近平强调，台湾问题必须慎重处理。";

/// A desk with an event of a post that has an address and an account that was pasted.
fn with_post_and_account(width: u16, height: u16) -> Desk {
    let mut desk = Desk::empty(width, height);
    desk.messenger.files.insert("https://example.org/post".to_owned(), POST.to_owned());
    desk.press("n").press("https://example.org/post<enter>").press("US<enter>");
    desk.paste(ACCOUNT).press("<ctrl-s>").press("CN<enter>");
    desk.press("A call<tab>2025-06-05<enter>");
    assert!(desk.shows("A call") && desk.shows("5 June 2025"), "{}", desk.screen());
    desk
}

/// Starts the program again on an event as it was left.
fn again(desk: &Desk, row: Option<usize>, draft: Option<Draft>) -> Desk {
    let mut later = Desk::empty(140, 45);
    let home = Home::Saved("~/diptych/event".to_owned());
    let (dossier, journal) = (desk.dossier(), Journal::default());
    let opened = Opened { dossier, journal, home, problems: Vec::new(), draft, row, first_run: false };
    later.take(What::Opened(Box::new(opened)));
    later
}

/// Somebody who has never been here sees what differs, why, and how to go on, without having learned a key.
#[test]
fn the_first_minute_needs_no_manual() {
    for (width, height) in [(80, 24), (140, 45)] {
        let mut desk = Desk::empty(width, height);
        desk.greet_with_sample(CALL);

        // The example is open and says that it is one, and which keys lead on.
        assert!(desk.shows("A worked example: ? all keys · n next difference · t notes it"), "{}", desk.screen());
        assert!(desk.shows(Standing::WARNING) && desk.shows("Trump–Xi call"), "{}", desk.screen());

        // One key, and the gravest difference is at hand; another, and the program says why it thinks so.
        desk.press("n");
        assert!(desk.shows("1/") && !desk.shows("A worked example"), "{}", desk.screen());
        desk.press("e");
        assert!(desk.shows("Why this was raised"), "{}", desk.screen());
        desk.press("<esc>?");
        assert!(desk.shows("Help"), "{}", desk.screen());

        // All of them, ranked; the next one with both texts.
        desk.press("<esc>2");
        assert!(desk.shows("Discrepancies") && desk.shows("0 accepted"), "{}", desk.screen());
        desk.press("j<enter>");
        assert!(desk.shows("2/"), "{}", desk.screen());

        // The first note is as near.
        desk.press("t").press("my first note<esc>");
        assert_eq!(only_note(&desk).note, "my first note");
        assert!(desk.shows("1 note") && desk.shows("saved"), "{}", desk.screen());
        desk.press("q");
        assert!(desk.ended, "nothing is lost by leaving:\n{}", desk.screen());

        // The greeting is for the first time only.
        assert!(!again(&desk, None, None).shows("A worked example"));
    }
}

/// Forty minutes to deadline: an address and a paste become a ranked list, three rulings and a block with its sources.
#[test]
fn under_deadline_two_texts_become_a_block_with_sources() {
    let mut desk = with_post_and_account(140, 45);
    desk.press("2");
    assert!(desk.shows("3 topic") || desk.shows("3  topic"), "{}", desk.screen());
    assert!(desk.shows("Taiwan") && desk.shows("not found in"), "silence is told as such:\n{}", desk.screen());

    // Each ruling brings the next one up.
    desk.press("1n");
    assert!(desk.shows("1/"), "{}", desk.screen());
    desk.press("a");
    assert!(desk.shows("2/"), "{}", desk.screen());
    desk.press("x");
    assert!(desk.shows("3/"), "{}", desk.screen());
    desk.press("t").press("asked both offices<esc>");
    let rulings = desk.dossier().decisions.into_values().map(|decision| decision.matter);
    let accepted = |matter: &Matter| matches!(matter, Matter::Discrepancy { ruling: Ruling::Accept, .. });
    assert_eq!(rulings.filter(accepted).count(), 1);

    // A line for the story, with its source; then the file.
    desk.press("gY");
    let line = desk.copied.last().expect("something was copied").clone();
    assert!(line.contains("https://example.org/post"), "{line}");
    desk.press("<ctrl-e>");
    assert_eq!(desk.exported, [], "first it is shown");
    desk.press("<enter>");
    let (name, text) = &desk.exported[0];
    assert!(name.ends_with(".md"), "{name}");
    for told in ["asked both offices", "https://example.org/post", "台湾问题"] {
        assert!(text.contains(told), "{told}:\n{text}");
    }
}

/// Words of both sides, silence, and words under the mouse are tagged by hand; all of it is taken back and done again;
/// the program ends in the middle of a note, and the note is there the next time.
#[test]
fn what_is_tagged_by_hand_outlives_undo_and_the_end_of_the_program() {
    let mut desk = Desk::at_sample(CALL, 140, 45);

    // Words on either side, by keyboard.
    desk.press("<space>hhh<tab>ta").press("both name the call<esc>");
    assert_eq!(only_note(&desk).anchors().count(), 2);

    // Words with nothing there across: what was searched is kept. What a tag is for is one key away from its letter.
    desk.press("g)<space>ot?");
    assert!(desk.shows("Tags: when to use each") && desk.shows("for example:"), "{}", desk.screen());
    desk.press("<esc>o").press("not a word of it across<esc>");
    let note = only_note(&desk);
    let [Target::Quote(_), Target::Nothing(nothing)] = &note.targets[..] else { panic!("{:?}", note.targets) };
    assert!(!nothing.searched.is_empty());

    // With the mouse, on both sides.
    desk.press("g<esc>");
    for column in [9, 80] {
        desk.mouse(MouseKind::Press, column, 4).mouse(MouseKind::Drag, column + 6, 4);
        desk.mouse(MouseKind::Release, column + 6, 4);
    }
    desk.press("ty").press("dragged<esc>");
    assert_eq!(only_note(&desk).anchors().count(), 2);
    assert!(desk.shows("3 notes"), "{}", desk.screen());

    // All of it back, and done again.
    desk.press("uuu");
    assert!(desk.shows("0 notes") && desk.dossier().annotations.is_empty(), "{}", desk.screen());
    desk.press("<ctrl-r><ctrl-r><ctrl-r>");
    assert!(desk.shows("3 notes"), "{}", desk.screen());
    let before = desk.dossier().annotations;

    // The window is closed in the middle of a note.
    desk.press("g<space>tq").press("half a thought");
    desk.take(What::Ending);
    let draft = desk.draft.clone().expect("what was typed is kept");
    let mut later = again(&desk, None, Some(draft));
    assert!(later.shows("half a thought"), "{}", later.screen());
    later.press(", now whole<esc>");
    let after = later.dossier().annotations;
    assert_eq!(after.len(), 4);
    assert!(before.iter().all(|(id, note)| after.get(id) == Some(note)), "nothing else has changed");
    assert_eq!(only_note(&later).note, "half a thought, now whole");
}

/// The event is opened again where it was left; a fact sheet has come out, and the post was corrected silently.
#[test]
fn an_event_is_taken_up_again_with_a_fact_sheet_and_a_corrected_text() {
    let mut desk = with_post_and_account(140, 45);
    desk.press("2");
    assert!(!desk.shows("In a companion document"), "{}", desk.screen());
    note(&mut desk, 1, "agreed to meet again");
    note(&mut desk, 2, "The two leaders spoke for ninety minutes.");

    // Some days later, from the library.
    let mut shelf = Desk::empty(140, 45);
    let which = Which::Folder("/library/a-call".into());
    shelf.take(What::Listed(vec![Listing { which: which.clone(), head: Head::default(), worked: None }]));
    shelf.press("<enter>");
    assert_eq!(shelf.entered, [which]);
    let mut files = std::mem::take(&mut desk.messenger);
    desk = again(&desk, Some(1), None);
    let screen = desk.screen();
    let here = screen.lines().skip_while(|line| !line.contains('▸')).take(2).collect::<String>();
    assert!(here.contains("双方同意今年秋天再次会晤"), "where it was left:\n{screen}");

    // The fact sheet of day three says what the post did not.
    let sheet = "The leaders discussed the Taiwan question, which must be handled with care.";
    files.files.insert("sheet.txt".to_owned(), sheet.to_owned());
    desk.messenger = files;
    desk.press("5+").press("sheet.txt<enter><right><left>");
    desk.press("<tab>US<tab>Fact sheet of day three<enter>");
    assert!(desk.shows("Fact sheet of day three"), "{}", desk.screen());
    let of_us = desk.dossier().sides().left.len();
    assert_eq!(of_us, 2, "it stands beside the post");
    desk.press("2");
    assert!(desk.shows("In a companion document: Fact sheet of day three"), "{}", desk.screen());

    // The post is fetched again: its words have changed, and both captures are kept.
    let later = POST.replace("ninety minutes", "eighty minutes");
    desk.messenger.files.insert("https://example.org/post".to_owned(), later);
    desk.press("5gU");
    assert!(desk.shows("another text: it is the newest version now"), "{}", desk.screen());
    desk.press("<esc>r");
    assert!(desk.shows("‹ninety›") && desk.shows("‹eighty›"), "{}", desk.screen());

    // A note on words that stayed went along; the other waits for a yes.
    assert_eq!(quoted(&desk, 1), "new: agreed to meet again");
    assert_eq!(quoted(&desk, 2), "old: The two leaders spoke for ninety minutes.");
    desk.press("5c");
    assert!(desk.shows("1 wait for your yes"), "{}", desk.screen());
    desk.press("a");
    assert_eq!(quoted(&desk, 2), "new: The two leaders spoke for eighty minutes.");
}

/// What was found and noted leaves in every form that an editor asks for, with its sources and how it was made.
#[test]
fn what_is_published_names_its_sources_and_its_method() {
    let mut desk = with_post_and_account(140, 45);
    let mut dossier = desk.dossier();
    let post = &mut dossier.readouts[0];
    post.publisher = Some("Office of the example".to_owned());
    post.archive_url = Some("https://archive.example.org/post".to_owned());
    post.published = Some("2025-06-05T09:14:00-04:00[America/New_York]".parse().unwrap());
    desk.reload(dossier);
    desk.press("1na").press("t").press("checked with both<esc>");
    let told = [
        "checked with both",
        "Office of the example",
        "https://example.org/post",
        "https://archive.example.org/post",
        "spoke for ninety minutes",
        "台湾问题必须慎重处理",
        "diptych",
    ];

    for (n, ending) in ["md", "html", "docx", "csv"].into_iter().enumerate() {
        desk.press("<ctrl-e>").press(if n == 0 { "" } else { "l" });
        desk.press("<enter>");
        let (name, text) = desk.exported.pop().expect("a file");
        assert!(name.ends_with(ending), "{name}");
        match ending {
            // A page of Markdown tells all of it; the others say the same, each in its markup.
            "md" => told.iter().for_each(|told| assert!(text.contains(told), "{told}:\n{text}")),
            "docx" => assert!(text.starts_with("PK")),
            "html" => assert!(text.contains("https://archive.example.org/post") && text.contains("<table"), "{text}"),
            _ => assert!(text.contains("checked with both") && text.contains("https://example.org/post"), "{text}"),
        }
        assert!(desk.shows("written"), "{}", desk.screen());
    }
}

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
