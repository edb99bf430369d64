//! Every screen as it looks at the sizes people have; what a change does to any of them is seen in its snapshot.

use super::CALL;
use super::desk::Desk;
use diptych::app::What;
use diptych::domain::{Annotation, AnnotationId, Draft, Origin, Status};

/// A screen's name, and the keys that lead there from the opened sample.
const SCREENS: [(&str, &str); 21] = [
    ("room", "n"),
    ("room-as-published", "vn"),
    ("room-one-side", "lo"),
    ("room-folded", "z"),
    ("room-search", "/trade<enter>"),
    ("room-search-asked", "/trade"),
    ("room-select", "n<space>"),
    ("room-tag", "g<space><tab>t"),
    ("room-write", "g<space><tab>tia note on 台湾"),
    ("discrepancies", "2"),
    ("notes-none", "3"),
    ("notes", "g<space><tab>tia note on 台湾<esc>3"),
    ("emphasis", "4"),
    ("sources", "5"),
    ("records", "5i"),
    ("export", "nt<esc><ctrl-e>"),
    ("settings", ","),
    ("explain", "ne"),
    ("glossary", "i"),
    ("palette", ":fol"),
    ("help", "?"),
];

fn take(names: &[(&str, &str)], width: u16, height: u16) {
    for (name, keys) in names {
        let mut desk = Desk::at_sample(CALL, width, height);
        let screen = desk.press(keys).screen();
        insta::assert_snapshot!(format!("{name}-{width}x{height}"), screen);
    }
}

#[test]
fn every_screen_of_an_event_looks_so_on_a_small_terminal() {
    take(&SCREENS, 80, 24);
}

#[test]
fn every_screen_of_an_event_looks_so_on_a_wide_terminal() {
    take(&SCREENS, 140, 45);
}

#[test]
fn the_room_looks_so_on_a_very_wide_terminal() {
    take(&SCREENS[..3], 220, 60);
}

#[test]
fn no_screen_is_wider_than_the_terminal_or_shows_a_brace() {
    for (width, height) in [(60, 15), (80, 24), (140, 45), (220, 60)] {
        for (name, keys) in SCREENS {
            let mut desk = Desk::at_sample(CALL, width, height);
            for line in desk.press(keys).screen().lines() {
                let wide = diptych::app::page::width(line);
                assert!(wide <= usize::from(width), "{name} at {width}: {wide} columns\n{line}");
                let named = line.split('{').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
                assert!(!named, "{name} at {width}: a command's name instead of its key\n{line}");
            }
        }
    }
}

#[test]
fn a_note_that_is_back_after_an_end_says_so_while_it_is_open() {
    let annotation = Annotation {
        id: AnnotationId(uuid::Uuid::from_u128(9)),
        created: "2026-01-02T10:00:00Z".parse().unwrap(),
        author: "Analyst".to_owned(),
        origin: Origin::Hand,
        targets: Vec::new(),
        tags: Vec::new(),
        note: "half a thought".to_owned(),
        status: Status::Open,
        other: serde_json::Map::new(),
    };
    let mut desk = Desk::with_draft(CALL, 80, 24, Draft { annotation, is_new: true });
    assert!(desk.shows("the note that was being written is back: Esc keeps it"), "{}", desk.screen());
    assert!(desk.shows("half a thought"));
    desk.press(" and more");
    assert!(!desk.shows("is back"), "{}", desk.screen());
}

#[test]
fn the_first_change_of_an_event_says_what_it_did_and_where_it_is_kept() {
    let mut desk = Desk::at_sample(CALL, 80, 24);
    desk.press("g=");
    assert!(desk.shows("saved in your library: ~/diptych/event"), "{}", desk.screen());
    assert!(desk.shows("link"), "what was done is still said:\n{}", desk.screen());
    desk.take(What::Wake);
}
