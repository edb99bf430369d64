//! Documents come in over days: adding them, capturing them again, carrying notes along; without a screen.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test program")]

use diptych::domain::{
    Annotation, AnnotationId, Change, Edit, Origin, ReadoutId, Span, Status, Step, Target, TextHash,
};
use diptych::store::Keeper;
use jiff::Timestamp;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;
use uuid::Uuid;

const SAMPLE: &str = "2025-06-05-trump-xi-call";
const SHEET: &str = "The call lasted an hour. Both sides agreed to meet in the autumn. Grain was discussed.\n";

/// A person with a library.
struct Person {
    home: TempDir,
}

impl Person {
    fn new() -> Person {
        Person { home: tempfile::tempdir().unwrap() }
    }

    /// Runs the program; its standard output, or else its complaint.
    fn run(&self, arguments: &[&str]) -> Result<String, String> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
        command.args(arguments).args(["--library", "library"]).current_dir(self.home.path());
        command.env("HOME", self.home.path()).stdin(Stdio::null());
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "DIPTYCH_LIBRARY"] {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() { Ok(told(&output.stdout)) } else { Err(told(&output.stderr)) }
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.home.path().join(name), text).unwrap();
    }

    fn event(&self) -> PathBuf {
        self.home.path().join("library").join(SAMPLE)
    }

    /// Notes some words of the newest version of a document.
    fn note(&self, readout: &str, number: u128, words: &str) {
        let (opened, mut keeper) = Keeper::open(&self.event(), Timestamp::now()).unwrap();
        let version = opened.dossier.newest(&ReadoutId(readout.to_owned())).unwrap();
        let text = opened.dossier.text_of(&version).unwrap();
        let start = text.find(words).unwrap();
        let annotation = Annotation {
            id: AnnotationId(Uuid::from_u128(number)),
            created: Timestamp::now(),
            author: "ana".to_owned(),
            origin: Origin::Hand,
            targets: vec![Target::Quote(version.anchor(text, Span::new(start, start + words.len())))],
            tags: Vec::new(),
            note: String::new(),
            status: Status::Open,
            other: serde_json::Map::new(),
        };
        let edit = Edit::Annotation { id: annotation.id, before: None, after: Some(Box::new(annotation)) };
        let at = Timestamp::now();
        let change =
            Change { at, author: "ana".to_owned(), step: Step::Do, label: "note".to_owned(), edits: vec![edit] };
        keeper.save(&change).unwrap();
    }

    /// The version that a note quotes, and its words.
    fn quoted(&self, number: u128) -> (TextHash, String) {
        let (opened, _) = Keeper::open(&self.event(), Timestamp::now()).unwrap();
        let note = &opened.dossier.annotations[&AnnotationId(Uuid::from_u128(number))];
        let anchor = note.anchors().next().unwrap();
        (anchor.text.clone(), anchor.quote.clone())
    }
}

/// What a text of an event came from.
fn raws(event: &std::path::Path) -> Vec<String> {
    let names = fs::read_dir(event.join("texts")).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut endings: Vec<String> = names.filter_map(|name| Some(name.split_once(".raw.")?.1.to_owned())).collect();
    endings.sort();
    endings
}

#[test]
fn a_refusal_leaves_a_sample_where_it_is() {
    let person = Person::new();
    person.write("sheet.txt", SHEET);
    assert!(person.run(&["add", SAMPLE, "sheet.txt"]).is_err());
    assert!(person.run(&["add", SAMPLE, "sheet.txt", "--to", "nobody"]).is_err());
    assert!(!person.event().exists(), "nothing was copied");
    person.run(&["update", SAMPLE]).unwrap();
    assert!(!person.event().exists(), "nothing was changed, so nothing was copied");
}

#[test]
fn what_a_text_came_from_is_kept_beside_it() {
    let person = Person::new();
    let page =
        |words: &str| format!("<!DOCTYPE html><html lang=en><body><article><p>{words}</p></article></body></html>");
    person.write("us.html", &page("The two leaders spoke for an hour about grain and agreed to meet again."));
    person.write("cn.html", &page("The leaders had a call at the request of the other side and agreed to meet."));
    let told = person.run(&["new", "us.html", "cn.html", "--title", "A call"]).unwrap();
    assert_eq!(raws(&person.home.path().join(told.trim())), ["html", "html"]);
    person.write("sheet.html", &page("Grain was discussed at length, says a sheet of the ministry of agriculture."));
    person.run(&["add", "a-call", "sheet.html", "--side", "left"]).unwrap();
    // A colleague's copy brings its own.
    let copy = person.home.path().join("copy");
    let status =
        Command::new("cp").arg("-r").arg(person.home.path().join("library/a-call")).arg(&copy).status().unwrap();
    assert!(status.success());
    person.write("more.html", &page("The ministry said that the talks went well and that experts would meet soon."));
    person.run(&["add", "copy", "more.html", "--side", "right"]).unwrap();
    let told = person.run(&["merge", "a-call", "copy"]).unwrap();
    assert!(told.contains("document more.html"), "{told}");
    assert_eq!(raws(&person.home.path().join("library/a-call")), ["html"; 4]);
}

#[test]
fn the_documents_of_a_table_go_into_the_events_that_they_name() {
    let person = Person::new();
    for (name, text) in
        [("us.txt", SHEET), ("cn.txt", "应美方请求，两国元首通电话。"), ("later.txt", "A later sheet on grain.")]
    {
        person.write(name, text);
    }
    person.write(
        "list.csv",
        "file,side,party,event,date,published,translation\n\
         us.txt,,US,A call,2025-06-05,2025-06-05T14:00:00-04:00,original\n\
         cn.txt,,CN,A call,,,\n\
         gone.txt,left,US,A call,,,\n\
         later.txt,,,Another call,,,\n\
         later.txt,,,,,,\n",
    );
    let told = person.run(&["add", "list.csv"]).unwrap();
    let fate = |name: &str| told.lines().filter(|line| line.contains(name)).collect::<Vec<_>>().join("\n");
    assert!(fate("us.txt").contains("us on the left side of “A call”, which is new"), "{told}");
    assert!(fate("cn.txt").contains("cn on the right side"), "{told}");
    assert!(fate("gone.txt").contains("left out"), "{told}");
    assert!(
        fate("later.txt").contains("neither a side nor a party") && fate("later.txt").contains("no event"),
        "{told}"
    );
    let event = person.home.path().join("library/2025-06-05-a-call");
    let (opened, keeper) = Keeper::open(&event, Timestamp::now()).unwrap();
    let us = opened.dossier.readout(&ReadoutId("us".to_owned())).unwrap();
    assert_eq!(us.published.as_ref().unwrap().timestamp().to_string(), "2025-06-05T18:00:00Z");
    assert_eq!(us.translation, diptych::domain::Translation::Original);
    drop(keeper);
    // Mended and stored again, only what is new is added.
    person.write("list.csv", "file,party,event\nus.txt,US,A call\nlater.txt,US,A call\n");
    let told = person.run(&["add", "list.csv"]).unwrap();
    assert!(told.contains("in the event already, as us") && told.contains("later on the left side"), "{told}");
    person.write("loose.csv", "file,side\nsheet.txt,right\n");
    person.write("sheet.txt", "Said of fishing nothing.");
    let told = person.run(&["add", "a-call", "loose.csv"]);
    assert!(told.is_err(), "no event has that name");
    let told = person.run(&["add", "2025-06-05-a-call", "loose.csv"]).unwrap();
    assert!(told.contains("sheet on the right side"), "{told}");
    assert_eq!(fs::read_dir(person.home.path().join("library")).unwrap().count(), 1);
}

#[test]
fn a_document_is_added_once_with_what_is_known_of_it() {
    let person = Person::new();
    person.write("sheet.txt", SHEET);
    let told = person.run(&["add", SAMPLE, "sheet.txt"]).unwrap_err();
    assert!(told.contains("--side left or --side right"), "{told}");
    let told = person.run(&["add", SAMPLE, "sheet.txt", "--party", "US", "--channel", "fact sheet"]).unwrap();
    assert!(told.contains("sheet: added on the left side"), "{told}");
    let told = person.run(&["add", SAMPLE, "sheet.txt", "--party", "US"]).unwrap();
    assert!(told.contains("nothing was added"), "{told}");
    let told = person.run(&["compare", SAMPLE]).unwrap();
    assert!(told.contains("American texts loaded (2)"), "an omission looks at both documents: {told}");
}

#[test]
fn a_new_version_carries_what_is_sure_and_asks_for_the_rest() {
    let person = Person::new();
    person.write("sheet.txt", SHEET);
    person.run(&["add", SAMPLE, "sheet.txt", "--party", "US"]).unwrap();
    person.note("sheet", 1, "agreed to meet in the autumn");
    person.note("sheet", 2, "The call lasted an hour.");
    person.note("sheet", 3, "Grain was discussed.");
    let later = "The call lasted two hours. Both sides agreed to meet in the autumn.\n";
    person.write("later.txt", later);
    let told = person.run(&["add", SAMPLE, "later.txt", "--to", "sheet"]).unwrap();
    assert!(told.contains("version 2 was added") && told.contains("1 exact"), "{told}");
    assert!(told.contains("not found again") && told.contains("Grain was discussed."), "{told}");
    assert_eq!(person.quoted(1).0, TextHash::of(later));
    assert_eq!(person.quoted(2).0, TextHash::of(SHEET), "what changed waits");
    let told = person.run(&["carry", SAMPLE]).unwrap();
    assert!(told.contains("1 quotations wait") && told.contains("two hours"), "{told}");
    assert!(person.run(&["carry", SAMPLE, "--accept", "2"]).is_err());
    person.run(&["carry", SAMPLE, "--accept", "1"]).unwrap();
    assert_eq!(person.quoted(2), (TextHash::of(later), "The call lasted two hours.".to_owned()));
    assert_eq!(person.quoted(3).0, TextHash::of(SHEET), "an orphan keeps its words");
    let told = person.run(&["add", SAMPLE, "later.txt", "--to", "sheet"]).unwrap();
    assert!(told.contains("nothing was added"), "{told}");
    let told = person.run(&["add", SAMPLE, "later.txt", "--to", "nobody"]).unwrap_err();
    assert!(told.contains("no document is called nobody; there are:"), "{told}");
}

#[test]
fn without_an_address_nothing_is_fetched() {
    let person = Person::new();
    let told = person.run(&["update", SAMPLE]).unwrap();
    assert!(told.contains("no document of this event has an address"), "{told}");
}
