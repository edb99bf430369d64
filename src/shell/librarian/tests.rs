//! The librarian as the loop sees it: questions in, answers out, over a real library.

use super::*;
use crate::app::Spot;
use crate::export::track::Form;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;
use tempfile::TempDir;

struct Scene {
    home: TempDir,
    librarian: Librarian,
    events: Receiver<Event>,
}

impl Scene {
    fn new() -> Scene {
        let home = tempfile::tempdir().unwrap();
        let library = Library::at(home.path().join("library"));
        library.create(&samples::open("2025-06-05-trump-xi-call").unwrap().0).unwrap();
        Scene::over(home)
    }

    fn over(home: TempDir) -> Scene {
        let (sender, events) = channel();
        let library = Library::at(home.path().join("library"));
        let librarian = Librarian::start(library, &home.path().join("cache"), &home.path().join("config"), &sender);
        Scene { home, librarian: librarian.unwrap(), events }
    }

    fn answer(&self) -> What {
        match self.events.recv_timeout(Duration::from_secs(60)) {
            Ok(Event::Happened(what)) => what,
            Ok(_) => panic!("an event that is no answer"),
            Err(error) => panic!("no answer: {error}"),
        }
    }

    /// The events, when all were looked at.
    fn listed(&self) -> Vec<Listing> {
        self.librarian.list();
        let mut listed = Vec::new();
        loop {
            match self.answer() {
                What::Listed(events) => listed = events,
                // What was read anew is told once more behind it.
                What::Library(Answer::Progress(None)) => break,
                _ => {}
            }
        }
        while let Ok(Event::Happened(What::Listed(events))) = self.events.recv_timeout(Duration::from_millis(300)) {
            listed = events;
        }
        listed
    }

    fn found(&self, asked: &str) -> Vec<Which> {
        self.librarian.ask(Ask::Search { job: JobId(1), asked: asked.to_owned() });
        match self.answer() {
            What::Library(Answer::Found { job: JobId(1), found }) => {
                found.into_iter().map(|(which, _)| which).collect()
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn events_and_samples_are_listed_and_the_next_time_from_the_cache() {
    let scene = Scene::new();
    let first = scene.listed();
    assert_eq!(first.len(), 1 + samples::names().len());
    let folders = first.iter().filter(|listing| matches!(listing.which, Which::Folder(_)));
    assert!(folders.into_iter().all(|listing| listing.worked.is_some()));
    let Scene { home, librarian, .. } = scene;
    drop(librarian);
    let scene = Scene::over(home);
    scene.librarian.list();
    // The very first answer has them all.
    assert_eq!(scene.answer(), What::Listed(first));
}

#[test]
fn a_search_finds_events_and_shows_their_places() {
    let scene = Scene::new();
    scene.listed();
    let found = scene.found("taiw");
    assert!(found.iter().any(|which| matches!(which, Which::Folder(_))), "an unfinished word: {found:?}");
    let folder = found.into_iter().find(|which| matches!(which, Which::Folder(_))).unwrap();
    let ask = Ask::Lines { job: JobId(1), asked: "taiw".to_owned(), events: vec![folder.clone()] };
    scene.librarian.ask(ask);
    let What::Library(Answer::Lines { lines, .. }) = scene.answer() else { panic!() };
    let [(which, lines)] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!(*which, folder);
    for line in lines {
        let mark = line.snippet.marks.first().expect("what was found is marked");
        let word = mark.of(&line.snippet.text);
        assert!(word.contains("Taiwan") || word.contains('台'), "{word}");
        assert!(matches!(line.spot, Spot::Words(..)) && line.label.contains("RECONSTRUCTION"), "{line:?}");
    }
    assert_eq!(scene.found("zebra"), []);
}

#[test]
fn a_wording_is_followed_and_every_sentence_can_be_found_again() {
    let scene = Scene::new();
    let follow = |wanted: &str, party: Option<&str>| {
        let party = party.map(|party| PartyId(party.to_owned()));
        scene.librarian.ask(Ask::Follow { job: JobId(2), wanted: wanted.to_owned(), party });
        match scene.answer() {
            What::Library(Answer::Followed { followed, .. }) => followed,
            other => panic!("{other:?}"),
        }
    };
    scene.listed();
    let all = follow("rare_earths", None).unwrap();
    assert!(all.entries.iter().all(|said| !said.sentence.marks.is_empty() && matches!(said.spot, Spot::Words(..))));
    assert!(all.entries.is_sorted_by_key(|said| said.date) && all.parties.len() > 2);
    let one = follow("rare_earths", Some("CN")).unwrap();
    assert!(!one.entries.is_empty() && one.entries.len() < all.entries.len());
    assert!(one.entries.iter().all(|said| said.party.as_ref().is_some_and(|party| party.0 == "CN")));
    let late = follow("rare_earths date:2025-10..", None).unwrap();
    assert!(!late.entries.is_empty() && late.entries.len() < all.entries.len() && late.name.ends_with(" · 2025-10.."));
    assert!(late.entries.iter().all(|said| said.date.is_some_and(|date| date.month() >= 10)));
    scene.librarian.ask(Ask::Table { wanted: "rare_earths".to_owned(), party: None, form: Form::Markdown });
    let What::Library(Answer::Table(Ok((name, bytes)))) = scene.answer() else { panic!() };
    let (table, quoted) = (String::from_utf8(bytes).unwrap(), all.entries.len());
    assert!(name.ends_with("-over-time.md") && table.lines().filter(|line| line.starts_with("> ")).count() == quoted);
    assert!(follow("rare_earths date:soon", None).unwrap_err().contains("date:soon is no date"));
    assert!(follow("/(/", None).unwrap_err().contains("not understood"));
}

#[test]
fn of_many_searches_only_the_newest_is_answered() {
    let search = |n| Order::Ask(Ask::Search { job: JobId(n), asked: "x".to_owned() });
    let lines = || Order::Ask(Ask::Lines { job: JobId(1), asked: "x".to_owned(), events: Vec::new() });
    let left = newest(vec![search(1), lines(), Order::List, search(2), Order::Ask(Ask::ListTrash)]);
    assert!(matches!(
        left[..],
        [Order::List, Order::Ask(Ask::Search { job: JobId(2), .. }), Order::Ask(Ask::ListTrash)]
    ));
}

#[test]
fn who_never_looks_at_the_library_waits_for_nothing() {
    let scene = Scene::new();
    let none = scene.events.recv_timeout(Duration::from_millis(50));
    assert!(matches!(none, Err(RecvTimeoutError::Timeout)));
    assert!(!scene.home.path().join("cache").exists());
}
