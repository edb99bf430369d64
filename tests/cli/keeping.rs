//! Keeping the library: new events, titles, the trash, the doctor, backups.

use crate::person::{Person, Told};
use std::fs;
use std::path::PathBuf;

/// A person with one event in the library; its folder.
fn with_event() -> (Person, PathBuf) {
    let person = Person::new();
    let told = person.run(&[
        "new",
        "left.txt",
        "right.txt",
        "--title",
        "A call",
        "--date",
        "2025-06-05",
        "--zone",
        "Europe/London",
    ]);
    let path = PathBuf::from(told.done().trim_end());
    assert!(path.ends_with("2025-06-05-a-call") && path.join("event.toml").is_file(), "{}", path.display());
    (person, path)
}

#[test]
fn a_new_event_has_its_texts_title_date_and_zone() {
    let (person, path) = with_event();
    let event = fs::read_to_string(path.join("event.toml")).unwrap();
    for part in ["title = \"A call\"", "date = \"2025-06-05\"", "zone = \"Europe/London\""] {
        assert!(event.contains(part), "{part} is missing from {event}");
    }
    let again = person.run(&["new", "right.txt", "left.txt"]);
    assert_eq!((again.code, again.out.trim_end()), (0, path.to_str().unwrap()));
    assert!(again.err.contains("an event of these texts already"), "{again:?}");
    assert_eq!(person.run(&["new", "left.txt", "right.txt", "--date", "soon"]).code, 2);
    let told = person.run(&["new", "left.txt", "right.txt", "--zone", "Atlantis"]);
    assert!(told.code == 2 && told.err.contains("Europe/London"), "{told:?}");
}

#[test]
fn an_event_gets_another_title_and_keeps_its_folder() {
    let (person, path) = with_event();
    person.run(&["rename", "2025-06-05-a-call", "A \u{1b}[31mlong call"]).done();
    assert!(fs::read_to_string(path.join("event.toml")).unwrap().contains("long call"));
    let told = person.run(&["export", "2025-06-05-a-call"]);
    assert!(told.out.contains("long call") && !told.out.contains('\u{1b}'), "{told:?}");
    person.run(&["rename", "2025-06-05-trump-xi-call", "Mine"]).failed(1, "is a sample");
    person.run(&["rename", "2025-06-05-a-call", " "]).failed(2, "the title is empty");
    person.run(&["rename", "nothing", "x"]).failed(1, "is not there");
}

#[test]
fn a_deleted_event_is_listed_and_taken_back() {
    let (person, path) = with_event();
    let told = person.run(&["delete", "2025-06-05-a-call"]).done().to_owned();
    assert!(!path.exists() && told.contains("diptych trash restore 2025-06-05-a-call-"), "{told}");
    for words in [&["trash"][..], &["trash", "list"]] {
        let list = person.run(words).done().to_owned();
        assert!(list.starts_with("2025-06-05-a-call-") && list.contains("2025-06-05 A call"), "{list}");
    }
    person.run(&["delete", "2025-06-05-a-call"]).failed(1, "is not there");
    person.run(&["trash", "restore", "something"]).failed(1, "diptych trash list");
    assert_eq!(person.run(&["trash", "restore", "2025-06-05-a-call"]).done().trim_end(), path.to_str().unwrap());
    assert_eq!(person.run(&["trash"]).done(), "");
}

#[test]
fn the_doctor_tells_by_its_exit_code_and_mends() {
    let (person, path) = with_event();
    assert!(person.run(&["doctor"]).done().contains("\n  sound\n"));
    let text = fs::read_dir(path.join("texts")).unwrap().next().unwrap().unwrap().path();
    let words = fs::read_to_string(&text).unwrap();
    fs::write(&text, words.replace('\n', "\r\n")).unwrap();
    for arguments in [&["doctor"][..], &["doctor", "2025-06-05-a-call"]] {
        let told: Told = person.run(arguments);
        assert_eq!(told.code, 1, "{told:?}");
        assert!(told.out.contains("  wrong   texts/") && told.err.contains("one thing is wrong"), "{told:?}");
    }
    assert!(person.run(&["doctor", "--mend"]).done().contains("  mended  texts/"));
    assert_eq!(fs::read_to_string(&text).unwrap(), words);
    person.run(&["doctor"]).done();
}

#[test]
fn a_backup_comes_back_beside_what_is_there() {
    let (person, path) = with_event();
    for name in ["mine.tar", "mine"] {
        let told = person.run(&["backup", "all", name]).done().to_owned();
        assert!(told.contains(": 1 event, ") && person.path(name).exists(), "{told}");
        person.run(&["backup", "2025-06-05-a-call", name]).failed(1, "is there already and is not written over");
    }
    person.run(&["delete", "2025-06-05-a-call"]).done();
    assert_eq!(person.run(&["restore", "mine.tar"]).done().trim_end(), path.to_str().unwrap());
    assert!(person.run(&["restore", "mine"]).done().trim_end().ends_with("2025-06-05-a-call-2"));
    person.run(&["restore", "none.tar"]).failed(1, "is not there");
    person.run(&["restore", "left.txt"]).failed(1, "cannot read");
    person.run(&["doctor"]).done();
}
