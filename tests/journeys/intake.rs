//! Journeys of documents and of other people's notes: into a new event, into an open one, over time.

use super::CALL;
use super::desk::Desk;
use diptych::app::{Home, MouseKind};
use diptych::domain::{Annotation, AnnotationId, Edit, Origin, Span, Status, Target, VersionId};

const US: &str = "The two leaders spoke for an hour. They agreed to meet again in the autumn. Grain was discussed.";
const CN: &str = "应美方请求，两国元首通电话。双方同意今年秋天再次会晤。";

/// A desk with two files within reach.
fn with_files(width: u16, height: u16) -> Desk {
    let mut desk = Desk::empty(width, height);
    let files = [("docs/us.html", US), ("docs/us-later.html", "Another text."), ("docs/cn.txt", CN)];
    desk.messenger.files.extend(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    desk
}

/// An event of two documents, the left of which has an address.
fn with_an_address() -> Desk {
    let mut desk = Desk::empty(120, 40);
    let address = "https://example.org/us";
    desk.messenger.files.extend([(address, US), ("cn.txt", CN)].map(|(path, text)| (path.to_owned(), text.to_owned())));
    desk.press("n").press(address).press("<enter><enter>").press("cn.txt<enter><enter><enter>");
    assert!(desk.shows("1/") || desk.shows("rows"), "{}", desk.screen());
    desk
}

#[test]
fn a_new_event_is_made_of_a_file_and_a_paste() {
    let mut desk = with_files(100, 30);
    desk.press("n").press("docs/u<tab>");
    assert!(desk.shows("docs/us.html") && desk.shows("docs/us-later.html"), "{}", desk.screen());
    desk.press(".html<enter>");
    assert!(desk.shows("3 · the left document") && desk.shows("Grain was discussed"), "{}", desk.screen());
    desk.press("US<tab><tab><tab>readout<enter>");
    assert!(desk.shows("the right document"), "{}", desk.screen());
    desk.paste(&format!("{CN}\n\n完。"));
    assert!(desk.shows("应美方请求"), "{}", desk.screen());
    desk.press("<ctrl-s>").press("CN<enter>");
    assert!(desk.shows("the event itself"), "{}", desk.screen());
    desk.press("A call<tab>5 June<enter>");
    assert!(desk.shows("write the date as 2025-06-05"), "{}", desk.screen());
    desk.press("<backspace><backspace><backspace><backspace><backspace><backspace>2025-06-05<enter>");
    assert!(desk.shows("A call") && desk.shows("5 June 2025") && !desk.shows("comparing"), "{}", desk.screen());
    let dossier = desk.dossier();
    assert_eq!(dossier.event.parties.iter().map(|party| party.id.0.as_str()).collect::<Vec<_>>(), ["US", "CN"]);
    let right = dossier.readout(&dossier.event.sides.right[0]).unwrap();
    assert_eq!(
        (right.title.as_str(), right.publisher.as_deref(), right.published.as_ref()),
        ("pasted text", None, None)
    );
}

#[test]
fn going_back_loses_nothing_that_was_described() {
    let mut desk = with_files(100, 30);
    desk.press("n").press("docs/us.html<enter>US<enter><esc>");
    assert!(desk.shows("the left document") && desk.shows("US"), "{}", desk.screen());
    desk.press("<enter>").press("docs/cn.txt<enter>CN<enter><esc><esc>");
    assert!(desk.shows("docs/cn.txt"), "{}", desk.screen());
    desk.press("<ctrl-c>");
    assert!(desk.shows("not taken in yet") && !desk.ended, "{}", desk.screen());
}

#[test]
fn a_slow_document_can_be_given_up_and_an_error_says_what_to_do() {
    let mut desk = with_files(80, 24);
    desk.press("n").press("docs/gone.txt<enter>");
    assert!(desk.shows("check the name and the permissions"), "{}", desk.screen());
    desk.messenger.slow = true;
    desk.press("<enter>");
    assert!(desk.shows("page 3 of 12") && desk.shows("Esc gives up"), "{}", desk.screen());
    desk.press("x<enter><esc>");
    assert_eq!(desk.messenger.given_up.len(), 1);
    assert!(desk.shows("docs/gone.txt") && !desk.shows("docs/gone.txtx"), "{}", desk.screen());
}

#[test]
fn a_companion_document_is_added_to_a_side_and_undone() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    desk.messenger.files.insert("sheet.txt".to_owned(), "Grain was discussed at length.".to_owned());
    desk.press("5+").press("sheet.txt<enter>");
    desk.press("<enter>");
    assert!(desk.shows("say on which side it stands"), "{}", desk.screen());
    desk.press("<right><right><left><tab>US<tab>Fact sheet<enter>");
    assert!(desk.shows("Fact sheet") && desk.shows("saved in your library"), "{}", desk.screen());
    let dossier = desk.dossier();
    let sheet = dossier.readout(&dossier.sides().left[1]).unwrap();
    assert_eq!((sheet.title.as_str(), sheet.party.as_ref().unwrap().0.as_str()), ("Fact sheet", "US"));
    desk.press("+").press("sheet.txt<enter>");
    assert!(desk.shows("in the event already, as “Fact sheet”"), "{}", desk.screen());
    desk.press("<esc>1u");
    assert_eq!(desk.dossier().readouts.len(), dossier.readouts.len() - 1, "{}", desk.screen());
}

#[test]
fn a_published_time_wants_its_zone() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.messenger.files.insert("sheet.txt".to_owned(), "Grain was discussed at length.".to_owned());
    desk.press("5+").press("sheet.txt<enter><right>");
    desk.press("<tab><tab><tab><tab><tab><tab><tab><tab>").press("tomorrow<enter>");
    assert!(desk.shows("write 2025-06-05 21:30 +08:00"), "{}", desk.screen());
    for _ in "tomorrow".chars() {
        desk.press("<backspace>");
    }
    desk.press("2025-06-07 10:00 America/New_York<enter>");
    let dossier = desk.dossier();
    let sheet = dossier.readout(&dossier.sides().left[1]).unwrap();
    assert_eq!(sheet.published.as_ref().unwrap().timestamp().to_string(), "2025-06-07T14:00:00Z");
}

/// Notes some words of the left document.
pub(crate) fn note(desk: &mut Desk, number: u128, words: &str) {
    let mut dossier = desk.dossier();
    let id = dossier.event.sides.left[0].clone();
    let version: VersionId = dossier.newest(&id).unwrap();
    let text = dossier.text_of(&version).unwrap();
    let start = text.find(words).unwrap();
    let annotation = Annotation {
        id: AnnotationId(uuid::Uuid::from_u128(number)),
        created: "2026-01-01T00:00:00Z".parse().unwrap(),
        author: "Analyst".to_owned(),
        origin: Origin::Hand,
        targets: vec![Target::Quote(version.anchor(text, Span::new(start, start + words.len())))],
        tags: Vec::new(),
        note: format!("on {words}"),
        status: Status::Open,
        other: serde_json::Map::new(),
    };
    let edit = Edit::Annotation { id: annotation.id, before: None, after: Some(Box::new(annotation)) };
    edit.apply(&mut dossier);
    desk.reload(dossier);
}

/// The words that a note is about, and whether they stand in the newest text.
pub(crate) fn quoted(desk: &Desk, number: u128) -> String {
    let dossier = desk.dossier();
    let anchor = dossier.annotations[&AnnotationId(uuid::Uuid::from_u128(number))].anchors().next().unwrap().clone();
    let newest = dossier.newest(&anchor.readout).unwrap().text;
    format!("{}: {}", if anchor.text == newest { "new" } else { "old" }, anchor.quote)
}

#[test]
fn a_changed_page_becomes_a_version_and_its_notes_are_ruled_on_one_by_one() {
    let mut desk = with_an_address();
    note(&mut desk, 1, "agreed to meet again");
    note(&mut desk, 2, "The two leaders spoke for an hour.");
    note(&mut desk, 3, "Grain was discussed.");
    desk.press("5U");
    assert!(desk.shows("Fetched again") && desk.shows("unchanged"), "{}", desk.screen());
    desk.press("<esc>");
    let later = "The two leaders spoke for two hours. They agreed to meet again in the autumn.";
    desk.messenger.files.insert("https://example.org/us".to_owned(), later.to_owned());
    desk.press("U");
    assert!(desk.shows("another text: it is the newest version now"), "{}", desk.screen());
    desk.press("<esc>r");
    assert!(desk.shows("the earlier version on the left"), "the redline is one key away: {}", desk.screen());
    assert_eq!(quoted(&desk, 1), "new: agreed to meet again");
    assert_eq!(quoted(&desk, 2), "old: The two leaders spoke for an hour.");
    desk.press("5c");
    assert!(desk.shows("2 to look at, 1 wait for your yes"), "{}", desk.screen());
    assert!(desk.shows("‹an hour›") && desk.shows("‹two hours›") && desk.shows("not found"), "{}", desk.screen());
    desk.press("x");
    assert!(desk.shows("0 wait") && desk.shows("- left"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.shows("1 wait"), "{}", desk.screen());
    desk.press("ga");
    assert_eq!(quoted(&desk, 2), "new: The two leaders spoke for two hours.");
    assert_eq!(quoted(&desk, 3), "old: Grain was discussed.");
    desk.press("G<enter>");
    assert!(desk.shows("the version that was quoted on the left"), "{}", desk.screen());
}

#[test]
fn what_was_left_behind_is_asked_again_only_when_the_text_changes_again() {
    let mut desk = with_an_address();
    note(&mut desk, 2, "The two leaders spoke for an hour.");
    let version = |desk: &mut Desk, text: &str| {
        desk.messenger.files.insert("later.txt".to_owned(), text.to_owned());
        desk.press("5gv").press("later.txt<enter>");
        assert!(desk.shows("Another version") && desk.shows("newest version"), "{}", desk.screen());
        desk.press("<enter>");
    };
    version(&mut desk, "The two leaders spoke for two hours. They agreed to meet again in the autumn.");
    assert!(desk.shows("1 wait for your yes"), "{}", desk.screen());
    desk.press("xqc");
    assert!(desk.shows("0 wait for your yes") && desk.shows("- left"), "{}", desk.screen());
    desk.press("q5gv").press("later.txt<enter>");
    assert!(desk.shows("the same text as its newest version"), "{}", desk.screen());
    desk.press("<esc>");
    version(&mut desk, "The two leaders spoke for three hours. They agreed to meet again in the autumn.");
    assert!(desk.shows("1 wait for your yes"), "{}", desk.screen());
}

#[test]
fn a_colleagues_copy_comes_in_as_one_change_and_agreement_is_measured() {
    let mut desk = with_an_address();
    note(&mut desk, 1, "agreed to meet again");
    let mut theirs = desk.dossier();
    let mut other = theirs.annotations.values().next().unwrap().clone();
    other.id = AnnotationId(uuid::Uuid::from_u128(77));
    other.author = "Colleague".to_owned();
    theirs.annotations.insert(other.id, other);
    desk.messenger.copy = Some(theirs);
    desk.press("3%");
    assert!(desk.shows("one person wrote here"), "{}", desk.screen());
    desk.press("M").press("copy<enter>");
    // What would come in is shown before any of it does.
    assert!(desk.shows("1 would come in, 0 differ") && desk.shows("+  note of Colleague"), "{}", desk.screen());
    assert_eq!(desk.dossier().annotations.len(), 1);
    desk.press("<esc>");
    assert!(desk.shows("A colleague’s copy"), "{}", desk.screen());
    desk.press("<enter><enter>");
    assert!(desk.shows("1 taken in from the copy; u takes all of it back"), "{}", desk.screen());
    assert_eq!(desk.dossier().annotations.len(), 2);
    desk.press("%");
    assert!(desk.shows("Agreement of Analyst (1) and Colleague (2)"), "{}", desk.screen());
    assert!(desk.shows("Krippendorff (2011)"), "{}", desk.screen());
    desk.press("<esc>u");
    assert_eq!(desk.dossier().annotations.len(), 1);
}

#[test]
fn what_a_copy_disputes_is_told_before_it_is_taken_in() {
    let mut desk = with_an_address();
    note(&mut desk, 1, "agreed to meet again");
    let mut theirs = desk.dossier();
    for note in theirs.annotations.values_mut() {
        note.note = "Their words".to_owned();
    }
    desk.messenger.copy = Some(theirs);
    desk.press("3M").press("copy<enter>");
    assert!(desk.shows("0 would come in, 1 differ"), "{}", desk.screen());
    assert!(
        desk.shows("mine stands; theirs is a note of its own") && desk.shows("theirs  Their words"),
        "{}",
        desk.screen()
    );
    desk.press("<enter>");
    assert_eq!(desk.dossier().annotations.len(), 2, "{}", desk.screen());
    // A second time nothing is new but what was told.
    desk.press("M").press("copy<enter>");
    assert!(desk.shows("1 differ"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(desk.shows("nothing came in"), "{}", desk.screen());
}

#[test]
fn an_event_with_one_side_opens_and_says_how_the_other_comes_in() {
    for (width, height) in [(140, 45), (80, 24)] {
        let mut desk = Desk::empty(width, height);
        let (mut dossier, _) = diptych::store::samples::open(CALL).unwrap();
        let right = std::mem::take(&mut dossier.event.sides.right);
        dossier.readouts.retain(|readout| !right.contains(&readout.id));
        desk.open(dossier, Home::Saved("~/diptych/event".to_owned()), Vec::new());
        assert!(desk.shows("one side only") && desk.shows("no document yet: + adds it"), "{}", desk.screen());
        assert_eq!(desk.shows("No document of this side yet."), width > 100, "{}", desk.screen());
        // Reading and noting go on; what needs both texts says so.
        desk.press("jjn");
        assert!(desk.shows("one side has no text yet: + adds its document"), "{}", desk.screen());
        desk.press("<space>o");
        assert!(desk.shows("one side has no text yet"), "{}", desk.screen());
        desk.press("<esc>");
        desk.messenger.files.insert("cn.txt".to_owned(), "双方同意再次会晤。".to_owned());
        desk.press("+").press("cn.txt<enter><tab>CN<enter>");
        assert!(desk.shows("双方同意再次会晤") && !desk.shows("one side only"), "{}", desk.screen());
        assert_eq!(desk.dossier().party_of(&desk.dossier().sides().right[0]).unwrap().adjective(), "Chinese");
        desk.press("1u");
        assert!(desk.shows("one side only") && !desk.shows("双方"), "{}", desk.screen());
    }
}

#[test]
fn opposite_rulings_of_two_readers_both_stay_on_the_screen() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("2ga");
    let mut theirs = desk.dossier();
    for decision in theirs.decisions.values_mut() {
        decision.author = "Colleague".to_owned();
    }
    desk.reload(theirs);
    assert!(desk.shows("1 accepted"), "{}", desk.screen());
    desk.press("gx");
    assert!(desk.shows("0 accepted · 0 dismissed"), "{}", desk.screen());
    desk.press("g");
    assert!(desk.shows("dismissed by Analyst") && desk.shows("accepted by Colleague"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(desk.shows("dismissed by Analyst"), "{}", desk.screen());
    // The same again withdraws one's own ruling, and only that.
    desk.press("2gx");
    assert!(desk.shows("1 accepted · 0 dismissed"), "{}", desk.screen());
}

#[test]
fn the_original_stands_one_key_away_under_its_translation() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    desk.press("lO");
    assert!(desk.shows("not marked as a translation"), "{}", desk.screen());
    // The other document of that side is a translation of the one shown.
    desk.press("dO");
    assert!(desk.shows("original ·"), "{}", desk.screen());
    let dossier = desk.dossier();
    let original = dossier.text(&dossier.event.sides.right[0]).unwrap().clone();
    let first: String = original.chars().take(8).collect();
    let mut found = false;
    for _ in 0..12 {
        found |= desk.shows(&format!("original · {first}"));
        desk.press(")");
    }
    assert!(found, "{first}: {}", desk.screen());
    desk.press("O");
    assert!(!desk.shows("original ·"), "{}", desk.screen());
}

#[test]
fn the_records_tell_who_published_first_and_what_a_translation_changes() {
    let mut desk = Desk::at_sample(CALL, 140, 45);
    let mut dossier = desk.dossier();
    for (id, time) in [
        ("us-post", "2025-06-05T09:14:00-04:00[America/New_York]"),
        ("cn-account", "2025-06-05T21:30:00+08:00[Asia/Shanghai]"),
    ] {
        let readout = dossier.readouts.iter_mut().find(|readout| readout.id.0 == id).unwrap();
        readout.published = Some(time.parse().unwrap());
    }
    desk.reload(dossier);
    desk.press("5");
    assert!(desk.shows("first of 2: 16 min before"), "{}", desk.screen());
    desk.press("i");
    assert!(desk.shows("Who published first") && desk.shows("16 min later"), "{}", desk.screen());
    assert!(desk.shows("it has no place in the order"), "{}", desk.screen());
}

#[test]
fn the_screens_of_bringing_in() {
    for (width, height) in [(80, 24), (140, 45)] {
        let take =
            |name: &str, desk: &mut Desk| insta::assert_snapshot!(format!("{name}_{width}x{height}"), desk.screen());
        let mut desk = with_files(width, height);
        desk.press("n").press("docs/<tab><down>");
        take("give", &mut desk);
        desk.press("<down><down><enter>");
        take("describe", &mut desk);
        let mut desk = with_an_address();
        desk.resize(width, height);
        note(&mut desk, 2, "The two leaders spoke for an hour.");
        note(&mut desk, 3, "Grain was discussed.");
        let later = "The two leaders spoke for two hours. They agreed to meet again in the autumn.";
        desk.messenger.files.insert("https://example.org/us".to_owned(), later.to_owned());
        desk.press("5U<esc>qc5c");
        take("carry", &mut desk);
    }
}

#[test]
fn an_event_is_made_with_the_mouse_alone_where_its_files_lie_at_hand() {
    let mut desk = with_files(100, 30);
    let press = |desk: &mut Desk, words: &str| {
        let (x, y) = super::place_of(desk, words).unwrap_or_else(|| panic!("no {words}:\n{}", desk.screen()));
        desk.mouse(MouseKind::Press, x, y).mouse(MouseKind::Release, x, y);
    };
    press(&mut desk, "n new");
    assert!(desk.shows("docs/us.html"), "what lies at hand is shown:\n{}", desk.screen());
    press(&mut desk, "docs/us.html");
    press(&mut desk, "Enter go on");
    assert!(desk.shows("Grain was discussed"), "{}", desk.screen());
    // A field is chosen by a press, and its options by further ones.
    press(&mut desk, "translation");
    let before = desk.screen();
    press(&mut desk, "translation");
    assert_ne!(desk.screen(), before, "the next option");
    press(&mut desk, "Enter go on");
    press(&mut desk, "docs/cn.txt");
    press(&mut desk, "Enter go on");
    press(&mut desk, "Enter go on");
    assert!(desk.shows("the event itself"), "{}", desk.screen());
    press(&mut desk, "Enter go on");
    assert!(desk.shows("应美方请求") && !desk.shows("comparing"), "{}", desk.screen());
    // A command of the palette is called by a press on it.
    press(&mut desk, ": commands");
    desk.press("right side");
    press(&mut desk, "right side  ");
    let screen = desk.screen();
    assert!(!screen.contains(" command") || screen.contains(": commands"), "{screen}");
    assert!(screen.lines().any(|line| line.contains("▐ ▸") || line.contains("█ ▸")), "{screen}");
}

#[test]
fn an_exported_event_comes_back_and_its_quotations_are_looked_up() {
    let mut desk = Desk::at_sample(CALL, 120, 40);
    desk.press("g<space>ta").press("to be checked<esc><ctrl-e>");
    desk.press("llll");
    assert!(desk.shows("whole event (JSON)"), "{}", desk.screen());
    desk.press("G<enter>");
    let (name, exported) = desk.exported[0].clone();
    assert!(name.ends_with(".json"), "{name}");
    let at = exported.rfind("talking by phone").expect("the words that the note is on");
    let altered = format!("{}talking by letter{}", &exported[..at], &exported[at + "talking by phone".len()..]);
    desk.messenger.files.extend([("back.json".to_owned(), exported), ("altered.json".to_owned(), altered)]);
    desk.press("3V").press("back.json<enter>");
    assert!(desk.shows("What the file quotes") && desk.shows("all as in the texts"), "{}", desk.screen());
    desk.press("<esc>V").press("altered.json<enter>");
    assert!(desk.shows("quotations are not what the texts say"), "{}", desk.screen());
    desk.press("<esc><esc>6I");
    assert!(desk.shows("Import an event") && desk.shows("back.json"), "{}", desk.screen());
    desk.press("back.json<enter>");
    assert!(desk.shows("Trump–Xi call") && desk.shows("1 note"), "{}", desk.screen());
}
