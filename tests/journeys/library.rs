//! Journeys through the library: listing, searching, filtering, putting in order, renaming, deleting, following a
//! wording. The library answers by hand here; `src/shell/librarian` has the real one.

use crate::desk::Desk;
use diptych::app::{
    Answer, Ask, Deleted, Followed, FoundLine, Home, JobId, Listing, MouseKind, Said, Setup, Spot, UsedForm, What,
    Which,
};
use diptych::domain::{PartyId, ReadoutId, Span};
use diptych::export::track::Form;
use diptych::review::catalogue::{Head, Notes, Tagged, Tally};
use diptych::review::search::Snippet;
use diptych::store::samples;
use jiff::civil::{Date, date};

const CALL: &str = "2025-06-05-trump-xi-call";

fn folder(name: &str) -> Which {
    Which::Folder(format!("/library/{name}").into())
}

fn listing(name: &str, day: Option<Date>, title: &str, parties: [&str; 2], notes: Notes) -> Listing {
    let tags =
        if notes.all() > 0 { vec![Tagged { letter: 'o', name: "omission".to_owned(), notes: 1 }] } else { vec![] };
    let head = Head {
        title: title.to_owned(),
        date: day,
        parties: parties.map(|party| PartyId(party.to_owned())).into(),
        documents: 2,
        notes,
        tags,
        tally: (notes.all() > 0).then_some(Tally { open: 9, found: 14 }),
        worked: None,
    };
    let worked = (notes.all() > 0).then(|| date(2031, 8, 9).at(17, 30, 0, 0));
    Listing { which: folder(name), head, worked }
}

/// Three events, told in no order.
fn listings() -> Vec<Listing> {
    let none = Notes::default();
    let some = Notes { open: 2, accepted: 1, dismissed: 0 };
    vec![
        listing("a", Some(date(2030, 1, 2)), "Fishing talks on the river", ["NO", "SO"], some),
        listing("c", None, "渔业会谈，在长江口举行的第十二轮", ["CN", "SO"], none),
        listing("b", Some(date(2031, 5, 6)), "Harbour fair", ["NO", "CN"], none),
    ]
}

fn at_the_library(width: u16, height: u16) -> Desk {
    let mut desk = Desk::empty(width, height);
    desk.take(What::Listed(listings()));
    desk.press("g");
    desk
}

/// The titles on the screen, in order.
fn order(desk: &mut Desk) -> Vec<&'static str> {
    let screen = desk.screen();
    let known = [("Fishing talks", "fishing"), ("渔业会谈", "渔业"), ("Harbour fair", "harbour")];
    let list =
        screen.lines().skip(3).take_while(|line| !line.starts_with('─')).filter(|line| !line.starts_with("     "));
    list.filter_map(|line| known.iter().find(|(title, _)| line.contains(title)).map(|(_, name)| *name)).collect()
}

pub(super) fn job(desk: &Desk) -> JobId {
    let job = desk.asked.iter().rev().find_map(|ask| match ask {
        Ask::Search { job, .. } | Ask::Follow { job, .. } => Some(*job),
        _ => None,
    });
    job.expect("something was asked for")
}

fn found_line(text: &str, word: &str, spot: Spot) -> FoundLine {
    let at = text.find(word).expect("the word is there");
    let snippet = Snippet { text: text.to_owned(), marks: vec![Span::new(at, at + word.len())] };
    FoundLine { label: "NO · Readout".to_owned(), snippet, times: 1, spot }
}

/// Types a search and answers it: the river event has two places, the Chinese one has one.
fn searched(desk: &mut Desk, typed: &str) {
    desk.press(typed);
    let job = job(desk);
    desk.take(Answer::Found { job, found: vec![(folder("a"), 2), (folder("c"), 1)] }.into());
    let Some(Ask::Lines { job, events, .. }) = desk.asked.last().cloned() else { panic!("{:?}", desk.asked) };
    assert_eq!(events, [folder("a"), folder("c")], "only what is on the screen is asked for");
    let river = vec![
        found_line("They spoke of fishing at length.", "fishing", Spot::Words(ReadoutId("north".to_owned()), 14)),
        found_line("Again: fishing rights.", "fishing", Spot::Words(ReadoutId("north".to_owned()), 80)),
    ];
    let chinese = vec![found_line("双方谈到渔业。", "渔业", Spot::Words(ReadoutId("south".to_owned()), 12))];
    desk.take(Answer::Lines { job, lines: vec![(folder("a"), river), (folder("c"), chinese)] }.into());
}

#[test]
fn the_newest_event_stands_first_and_any_order_is_one_key_away() {
    let mut desk = at_the_library(120, 30);
    assert_eq!(order(&mut desk), ["harbour", "fishing", "渔业"]);
    desk.press("s");
    assert!(desk.shows("by last worked on"));
    assert_eq!(order(&mut desk)[0], "fishing");
    desk.press("sss");
    assert_eq!(order(&mut desk), ["渔业", "harbour", "fishing"], "by parties:\n{}", desk.screen());
    desk.press("S");
    assert_eq!(order(&mut desk), ["fishing", "harbour", "渔业"]);
    assert!(desk.shows("by parties, turned round"));
}

#[test]
fn what_is_known_of_an_event_is_told() {
    let mut desk = at_the_library(120, 30);
    desk.press("j");
    for told in ["9/14", "2031-08-09", "2 open, 1 accepted, 0 dismissed [o] omission 1", "9 of 14 discrepancies open"] {
        assert!(desk.shows(told), "{told}:\n{}", desk.screen());
    }
}

#[test]
fn the_list_follows_what_is_typed_and_shows_where_it_stands() {
    let mut desk = at_the_library(120, 30);
    desk.press("/fi");
    searched(&mut desk, "sh");
    let asked: Vec<&str> = desk
        .asked
        .iter()
        .filter_map(|ask| if let Ask::Search { asked, .. } = ask { Some(asked.as_str()) } else { None })
        .collect();
    assert_eq!(asked, ["f", "fi", "fis", "fish"], "every key asks anew");
    assert_eq!(order(&mut desk), ["fishing", "渔业"]);
    assert!(desk.shows("2 of 3 events") && desk.shows("They spoke of fishing at length.") && desk.shows("1/2"));
    assert!(desk.shows("双方谈到渔业。"), "{}", desk.screen());
    desk.press("<enter>l");
    assert!(desk.shows("Again: fishing rights.") && desk.shows("2/2"));
    desk.press("l");
    assert!(desk.shows("no further place in this event"));
    desk.press("<esc>");
    assert_eq!(order(&mut desk).len(), 3, "Esc shows all again");
}

#[test]
fn an_answer_to_an_older_search_is_not_shown() {
    let mut desk = at_the_library(120, 30);
    desk.press("/fi");
    let old = job(&desk);
    desk.press("s");
    desk.take(Answer::Found { job: old, found: vec![(folder("b"), 1)] }.into());
    assert_eq!(order(&mut desk).len(), 3);
}

#[test]
fn a_search_that_is_given_up_is_as_if_it_had_not_been() {
    let mut desk = at_the_library(120, 30);
    desk.press("/");
    searched(&mut desk, "fish");
    desk.press("<esc>");
    assert_eq!(order(&mut desk).len(), 3);
    desk.press("/\"open");
    assert!(desk.shows("a quotation mark is not closed"), "half a phrase is told and waits:\n{}", desk.screen());
}

#[test]
fn filters_are_chosen_with_the_number_of_their_events_and_stand_in_the_search() {
    let mut desk = at_the_library(120, 30);
    desk.press("f");
    for told in
        ["party:CN", "documents of CN · 2 events", "date:2031", "status:open", "notes tagged [o] omission · 1 event"]
    {
        assert!(desk.shows(told), "{told}:\n{}", desk.screen());
    }
    desk.press("party:no<enter>");
    assert!(matches!(desk.asked.last(), Some(Ask::Search { asked, .. }) if asked == "party:NO"), "{:?}", desk.asked);
    let job = job(&desk);
    desk.take(Answer::Found { job, found: vec![(folder("a"), 3), (folder("b"), 3)] }.into());
    assert!(desk.shows("party:NO") && desk.shows("set"));
    desk.press("<esc>");
    assert_eq!(order(&mut desk), ["harbour", "fishing"]);
    assert!(!desk.asked.iter().any(|ask| matches!(ask, Ask::Lines { .. })), "filters alone have no lines");
    desk.press("f2030..2031<enter>");
    assert!(matches!(desk.asked.last(), Some(Ask::Search { asked, .. }) if asked == "party:NO date:2030..2031"));
    desk.press("<esc><esc>");
    assert_eq!(order(&mut desk).len(), 3);
}

#[test]
fn the_library_opens_as_it_was_left() {
    let mut desk = at_the_library(120, 30);
    desk.press("fparty:no<enter>");
    let found = vec![(folder("a"), 3), (folder("b"), 3)];
    desk.take(Answer::Found { job: job(&desk), found: found.clone() }.into());
    desk.press("<esc>sS");
    assert_eq!(order(&mut desk), ["harbour", "fishing"]);
    desk.press("jq");
    let left = desk.left.clone().unwrap();
    assert_eq!((left.asked.as_str(), left.event.clone()), ("party:NO", Some(folder("a"))));

    let mut desk = Desk::with(Setup { library: left.clone(), ..Setup::default() }, 120, 30);
    // As it was last known, then as it is: the event at the cursor may come late.
    desk.take(What::Listed(listings().split_off(1)));
    desk.take(What::Listed(listings()));
    assert!(matches!(desk.asked.last(), Some(Ask::Search { asked, .. }) if asked == "party:NO"), "{:?}", desk.asked);
    desk.take(Answer::Found { job: job(&desk), found }.into());
    assert_eq!(order(&mut desk), ["harbour", "fishing"]);
    assert!(desk.shows("party:NO"), "{}", desk.screen());
    desk.press("q");
    assert_eq!(desk.left, Some(left));
    // One that never saw a list forgets nothing.
    let mut desk = Desk::empty(120, 30);
    desk.press("q");
    assert_eq!(desk.left, None);
}

#[test]
fn an_event_opens_at_the_words_that_were_found() {
    let (dossier, _) = samples::open(CALL).unwrap();
    let right = dossier.event.sides.right[0].clone();
    let at = dossier.text(&right).unwrap().find("台湾").unwrap();
    let mut desk = Desk::empty(140, 45);
    let which = Which::Sample(CALL.to_owned());
    let sample = Listing { which: which.clone(), head: Head::default(), worked: None };
    desk.take(What::Listed(vec![sample]));
    desk.press("/台湾");
    let job = job(&desk);
    desk.take(Answer::Found { job, found: vec![(which.clone(), 1)] }.into());
    let line = found_line("习近平谈到台湾问题", "台湾", Spot::Words(right.clone(), at));
    desk.take(Answer::Lines { job, lines: vec![(which.clone(), vec![line])] }.into());
    desk.press("<enter><enter>");
    assert_eq!(desk.entered, [which]);
    desk.open(dossier, Home::Sample(CALL.to_owned()), Vec::new());
    let screen = desk.screen();
    let cursor = screen.lines().position(|line| line.contains('▸')).expect("the cursor");
    let passage: String = screen.lines().skip(cursor).take(3).collect();
    assert!(passage.contains("台湾"), "{screen}");
    desk.press("n");
    assert!(desk.shows("“台湾”: hit"), "n goes on with the search:\n{}", desk.screen());
}

#[test]
fn an_event_is_renamed_and_deleted_and_all_of_it_taken_back() {
    let mut desk = at_the_library(120, 30);
    desk.press("r");
    assert!(desk.shows("title  Harbour fair"));
    desk.press(" again<enter>");
    let path = std::path::PathBuf::from("/library/b");
    assert_eq!(desk.asked.last(), Some(&Ask::Rename { path: path.clone(), title: "Harbour fair again".to_owned() }));
    let renamed =
        Answer::Renamed { path: path.clone(), before: "Harbour fair".into(), after: "Harbour fair again".into() };
    desk.take(renamed.into());
    assert!(desk.shows("renamed: “Harbour fair again”; u takes it back"));
    desk.press("D");
    assert_eq!(desk.asked.last(), Some(&Ask::Trash { path: path.clone() }));
    desk.take(Answer::Trashed { path: path.clone(), name: "b-1".to_owned(), closed: false }.into());
    assert_eq!(order(&mut desk), ["fishing", "渔业"]);
    desk.press("u");
    assert_eq!(desk.asked.last(), Some(&Ask::Restore { name: "b-1".to_owned() }));
    desk.take(Answer::Restored { path: path.clone() }.into());
    desk.take(What::Listed(listings()));
    desk.press("u");
    assert_eq!(desk.asked.last(), Some(&Ask::Rename { path: path.clone(), title: "Harbour fair".to_owned() }));
    desk.take(Answer::Refused("it is open elsewhere".to_owned()).into());
    assert!(desk.shows("it is open elsewhere"));
    desk.press("u");
    assert_eq!(
        desk.asked.last(),
        Some(&Ask::Rename { path, title: "Harbour fair".to_owned() }),
        "it can be tried again"
    );
}

#[test]
fn the_event_after_a_deleted_one_moves_up_to_the_cursor() {
    let mut desk = Desk::empty(120, 30);
    let mut events = listings();
    events.push(listing("d", Some(date(2029, 7, 8)), "Dredging of the canal", ["NO", "CN"], Notes::default()));
    desk.take(What::Listed(events.clone()));
    desk.press("gjD");
    let path = std::path::PathBuf::from("/library/a");
    assert_eq!(desk.asked.last(), Some(&Ask::Trash { path: path.clone() }));
    desk.take(Answer::Trashed { path, name: "a-1".to_owned(), closed: false }.into());
    events.retain(|listing| listing.which != folder("a"));
    desk.take(What::Listed(events));
    let screen = desk.screen();
    let cursor = screen.lines().find(|line| line.contains('▸')).expect("the cursor");
    assert!(cursor.contains("Dredging"), "{screen}");
}

#[test]
fn the_trash_is_looked_at_and_emptied_by_restoring() {
    let mut desk = at_the_library(80, 24);
    desk.press("T");
    assert_eq!(desk.asked.last(), Some(&Ask::ListTrash));
    let deleted = Deleted { name: "x-1".to_owned(), title: "An old call".to_owned(), date: None, deleted: None };
    desk.take(Answer::Trash(vec![deleted]).into());
    assert!(desk.shows("An old call"));
    desk.press("<enter>");
    assert_eq!(desk.asked.last(), Some(&Ask::Restore { name: "x-1".to_owned() }));
    desk.take(Answer::Restored { path: "/library/x".into() }.into());
    desk.take(Answer::Trash(Vec::new()).into());
    assert!(desk.shows("The trash is empty"));
    desk.press("u");
    assert_eq!(desk.asked.last(), Some(&Ask::Trash { path: "/library/x".into() }));
    desk.press("<esc>");
    assert!(desk.shows("Library"));
}

#[test]
fn a_sample_is_neither_renamed_nor_deleted() {
    let mut desk = Desk::empty(120, 30);
    desk.take(What::Listed(vec![Listing {
        which: Which::Sample(CALL.to_owned()),
        head: Head::default(),
        worked: None,
    }]));
    desk.press("D");
    assert!(desk.shows("this is a sample, which never changes") && desk.asked.is_empty());
}

#[test]
fn a_long_look_at_the_events_is_told_and_can_be_stopped() {
    let mut desk = at_the_library(80, 24);
    desk.take(Answer::Progress(Some((1200, 9000))).into());
    assert!(desk.shows("reading the events: 1200 of 9000"));
    desk.press("j");
    assert!(desk.shows("reading the events"), "it keeps nobody from moving");
    desk.press("<esc>");
    assert_eq!(desk.asked.last(), Some(&Ask::Stop));
    desk.take(Answer::Progress(None).into());
    assert!(!desk.shows("reading the events"));
}

#[test]
fn the_cursor_stays_on_its_event_while_the_list_changes() {
    let mut desk = at_the_library(120, 30);
    desk.press("jj");
    let mut more = listings();
    more.push(listing("d", Some(date(2033, 1, 1)), "A newer one", ["NO", "SO"], Notes::default()));
    desk.take(What::Listed(more));
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.contains('▸') && line.contains("渔业")), "{screen}");
}

#[test]
fn thousands_of_events_are_scrolled_by_screens_and_by_the_mouse() {
    let many = (0..9_000).map(|n| {
        let title = format!("Event {n:04}");
        listing(
            &title,
            date(2000, 1, 1).checked_add(jiff::Span::new().days(n)).ok(),
            &title,
            ["NO", "SO"],
            Notes::default(),
        )
    });
    let mut desk = Desk::empty(80, 24);
    desk.take(What::Listed(many.collect()));
    assert!(desk.shows("9,000 events") && desk.shows("Event 8999"));
    desk.press("<pgdn>k");
    let screen = desk.screen();
    assert!(screen.contains("Event 8999"), "going back by one does not scroll:\n{screen}");
    desk.press("G");
    assert!(desk.shows("Event 0000"));
    desk.press("g").mouse(MouseKind::Press, 10, 5).mouse(MouseKind::Press, 10, 5);
    assert_eq!(desk.entered, [folder("Event 8997")]);
}

fn said(day: Date, party: &str, sentence: &str, word: &str, spot: Spot) -> Said {
    let at = sentence.find(word).expect("the word is there");
    Said {
        which: Which::Sample(CALL.to_owned()),
        event: "Trump–Xi call".to_owned(),
        date: Some(day),
        party: Some(PartyId(party.to_owned())),
        document: "A readout (zh, original)".to_owned(),
        reconstruction: true,
        sentence: Snippet { text: sentence.to_owned(), marks: vec![Span::new(at, at + word.len())] },
        spot,
    }
}

pub(super) fn followed(spot: Spot) -> Followed {
    let cn = PartyId("CN".to_owned());
    Followed {
        name: "rare earths (concept rare_earths)".to_owned(),
        looked_for: "rare earths".to_owned(),
        entries: vec![
            said(date(2030, 1, 2), "CN", "双方谈到稀土出口。", "稀土", Spot::Left),
            said(date(2031, 5, 6), "US", "Rare earths were named again.", "Rare earths", spot),
        ],
        uses: vec![UsedForm {
            party: Some(cn.clone()),
            form: "稀土".to_owned(),
            count: 3,
            first: Some(date(2030, 1, 2)),
            last: Some(date(2031, 5, 6)),
        }],
        gaps: vec!["2032-01-01 US Another call".to_owned()],
        documents: 12,
        having: 2,
        parties: vec![cn, PartyId("US".to_owned())],
    }
}

#[test]
fn a_wording_is_followed_by_date_and_opens_at_its_sentence() {
    let (dossier, _) = samples::open(CALL).unwrap();
    let left = dossier.event.sides.left[0].clone();
    let at = dossier.text(&left).unwrap().find("Rare earths").unwrap();
    let mut desk = Desk::empty(140, 45);
    desk.press("7");
    assert!(desk.shows("follow"));
    desk.press("rare<down><enter>");
    assert!(
        matches!(desk.asked.last(), Some(Ask::Follow { wanted, party: None, .. }) if wanted == "rare_earths"),
        "{:?}",
        desk.asked
    );
    let answer = |desk: &Desk| Answer::Followed {
        job: job(desk),
        followed: Ok(Box::new(followed(Spot::Words(left.clone(), at)))),
    };
    desk.take(answer(&desk).into());
    for told in [
        "rare_earths) · all parties · 2 passages in 2 of 12 texts",
        "first 2030-01-02, last 2031-05-06",
        "not found (1)",
        "双方谈到稀土出口。",
    ] {
        assert!(desk.shows(told), "{told}:\n{}", desk.screen());
    }
    desk.press("p");
    assert!(matches!(desk.asked.last(), Some(Ask::Follow { party: Some(party), .. }) if party.0 == "CN"));
    desk.take(answer(&desk).into());
    assert!(desk.shows("CN · 2 passages"));
    desk.press("<ctrl-e>");
    assert!(desk.shows("Markdown") && desk.shows("table (CSV)"), "the form is asked:\n{}", desk.screen());
    desk.press("csv<enter>");
    assert!(
        matches!(desk.asked.last(), Some(Ask::Table { party: Some(party), form: Form::Csv, .. }) if party.0 == "CN"),
        "{:?}",
        desk.asked
    );
    desk.press("j<enter>");
    desk.open(dossier, Home::Sample(CALL.to_owned()), Vec::new());
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.contains('▸') && line.contains("Rare earths")), "{screen}");
    desk.press("7");
    assert!(desk.shows("follow"), "from the room, the concept of the passage is proposed:\n{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.shows("Over time") && desk.shows("2 passages"));
}

#[test]
fn a_wording_that_is_not_understood_is_told() {
    let mut desk = Desk::empty(80, 24);
    desk.press("7/(/<enter>");
    let why = "the pattern /(/ is not understood".to_owned();
    desk.take(Answer::Followed { job: job(&desk), followed: Err(why) }.into());
    assert!(desk.shows("the pattern /(/ is not understood"));
}

#[test]
fn the_library_looks_so() {
    for (width, height) in [(80, 24), (140, 45)] {
        let mut desk = at_the_library(width, height);
        insta::assert_snapshot!(format!("library-{width}x{height}"), desk.press("j").screen());
        desk.press("k/");
        searched(&mut desk, "fish");
        insta::assert_snapshot!(format!("library-search-{width}x{height}"), desk.screen());
        desk.press("<enter><esc>f");
        insta::assert_snapshot!(format!("library-filter-{width}x{height}"), desk.screen());
        desk.press("<esc>7rare");
        insta::assert_snapshot!(format!("track-asked-{width}x{height}"), desk.screen());
        desk.press("<enter>");
        let answer = Answer::Followed { job: job(&desk), followed: Ok(Box::new(followed(Spot::Left))) };
        desk.take(answer.into());
        insta::assert_snapshot!(format!("track-{width}x{height}"), desk.screen());
    }
}

#[test]
fn every_size_has_these_screens() {
    for (width, height) in [(60, 15), (80, 24), (200, 60)] {
        let mut desk = at_the_library(width, height);
        for keys in ["", "/", "fish", "<esc>", "f", "<esc>", "T", "<esc>", "7", "<esc>", "q", "D"] {
            desk.press(keys);
            assert_eq!(desk.screen().lines().count(), usize::from(height), "{width}×{height} after {keys}");
        }
    }
}

#[test]
fn after_a_restart_the_cursor_stands_on_the_event_last_worked_on() {
    let mut desk = Desk::empty(120, 40);
    desk.take(What::Listed(listings()));
    let last = listings().into_iter().max_by_key(|listing| listing.worked).unwrap();
    assert!(last.worked.is_some(), "one was worked on");
    let screen = desk.screen();
    let here = screen.lines().find(|line| line.contains('▸')).unwrap_or_default();
    assert!(here.contains(&last.head.title), "{}:\n{screen}", last.head.title);
}

#[test]
fn the_cursor_of_the_library_goes_to_the_event_that_was_opened_or_made_meanwhile() {
    let mut desk = at_the_library(120, 40);
    desk.press("g");
    let (dossier, _) = samples::open(CALL).unwrap();
    let Which::Folder(path) = folder("a") else { panic!() };
    desk.open(dossier, Home::Saved(path.display().to_string()), Vec::new());
    desk.press("6");
    desk.take(What::Listed(listings()));
    let title = listings().into_iter().find(|listing| listing.which == folder("a")).unwrap().head.title;
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.contains('▸') && line.contains(&title)), "{title}:\n{screen}");
}
