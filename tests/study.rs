//! Questions to the whole library, and to two readers of one event, by the real program.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test program")]

use diptych::domain::{
    Anchor, Annotation, AnnotationId, Change, Dossier, Edit, Origin, ReadoutId, Span, Status, Step, TagId, Target,
    TextHash,
};
use diptych::store::{Keeper, Library, samples};
use jiff::Timestamp;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;
use uuid::Uuid;

const NORTH: &str = "The two sides met on Monday. They spoke of rare earths. A fair was agreed.\n";
const SOUTH: &str = "双方周一会面。双方谈到稀土出口。\n";

/// A person whose library holds one event that two people have read.
struct Desk {
    home: TempDir,
    event: PathBuf,
}

impl Desk {
    fn new() -> Desk {
        let home = tempfile::tempdir().unwrap();
        let mut dossier = event();
        note(&mut dossier, 1, "ada", "spoke of rare earths", "term");
        note(&mut dossier, 2, "ben", "They spoke of rare earths.", "term");
        note(&mut dossier, 3, "ben", "A fair was agreed", "commitment");
        let event = Library::at(home.path().join("library")).create(&dossier).unwrap();
        Desk { home, event }
    }

    fn run(&self, arguments: &[&str]) -> Told {
        let library = self.home.path().join("library");
        let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
        command.args(arguments).arg("--library").arg(library).env("HOME", self.home.path());
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "DIPTYCH_LIBRARY"] {
            command.env_remove(name);
        }
        Told::from(command.output().unwrap())
    }
}

/// An event with a text in each language.
fn event() -> Dossier {
    let (mut dossier, _) = samples::open("2025-06-05-trump-xi-call").unwrap();
    let mut kept = dossier.readouts.clone();
    kept.truncate(2);
    for (readout, (id, party, text)) in kept.iter_mut().zip([("north", "NO", NORTH), ("south", "SO", SOUTH)]) {
        readout.id = ReadoutId(id.to_owned());
        readout.party = Some(diptych::domain::PartyId(party.to_owned()));
        readout.title = format!("Readout of the {id}");
        readout.standing = diptych::domain::Standing::Document;
        readout.language = diptych::compare::detect_language(text);
        readout.translates = None;
        readout.versions.truncate(1);
        readout.versions[0].sha256 = TextHash::of(text);
    }
    dossier.texts = [NORTH, SOUTH].into_iter().map(|text| (TextHash::of(text), text.into())).collect();
    dossier.readouts = kept;
    dossier.event.title = "Meeting on the river".to_owned();
    dossier.event.sides.left = vec![ReadoutId("north".to_owned())];
    dossier.event.sides.right = vec![ReadoutId("south".to_owned())];
    dossier
}

fn note(dossier: &mut Dossier, id: u128, author: &str, quote: &str, tag: &str) {
    let start = NORTH.find(quote).unwrap();
    let span = Span::new(start, start + quote.len());
    let anchor = Anchor::new(ReadoutId("north".to_owned()), TextHash::of(NORTH), NORTH, span);
    let id = AnnotationId(Uuid::from_u128(id));
    let note = Annotation {
        id,
        created: Timestamp::from_second(1_900_000_000).unwrap(),
        author: author.to_owned(),
        origin: Origin::Hand,
        targets: vec![Target::Quote(anchor)],
        tags: vec![TagId(tag.to_owned())],
        note: format!("Seen by {author}"),
        status: Status::Open,
        other: serde_json::Map::new(),
    };
    dossier.annotations.insert(id, note);
}

#[derive(Debug)]
struct Told {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Told {
    fn from(output: Output) -> Told {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Told { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Told {
    fn done(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{self:?}");
        &self.out
    }

    fn failed(&self, code: i32, words: &str) {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{self:?}");
        assert!(self.err.contains(words), "{self:?}");
    }
}

#[test]
fn a_concept_is_followed_through_the_library_in_both_languages() {
    let desk = Desk::new();
    let told = desk.run(&["track", "rare earths"]);
    assert!(told.done().starts_with("rare earths (concept rare_earths): 2 passages in 2 of 2 texts\n"), "{}", told.out);
    assert!(told.out.contains("They spoke of [rare earths]."));
    assert!(told.out.contains("双方谈到[稀土出口]。") || told.out.contains("双方谈到[稀土]出口。"), "{}", told.out);
    let csv = desk.run(&["track", "fair", "--party", "no", "--format", "csv"]);
    assert_eq!(csv.done().lines().count(), 2);
    assert!(csv.out.contains(",56,74,A fair was agreed.,fair"), "{}", csv.out);
    let json = desk.run(&["track", "airport", "--from", "2025", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(json.done()).unwrap();
    assert_eq!(value["not_found"].as_array().unwrap().len(), 2);
    assert_eq!(desk.run(&["track", "airport", "--to", "2024"]).done(), "“airport”: 0 passages in 0 of 0 texts\n");
    desk.run(&["track", "airport", "--to", "May"]).failed(2, "write 2024, 2024-06 or 2024-06-05");
    desk.run(&["track", "/(/"]).failed(2, "unclosed group");
}

#[test]
fn the_library_is_searched() {
    let desk = Desk::new();
    let told = desk.run(&["search", "稀土"]);
    assert!(told.done().contains("双方谈到[稀土]出口"), "{}", told.out);
    assert!(desk.run(&["search", "earths -airport", "party:NO"]).done().contains("rare [earths]"));
    assert!(desk.run(&["search", "seen", "author:ben", "tag:c"]).done().contains("note of ben\n    [Seen] by ben"));
    let none = desk.run(&["search", "airport"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(none.err.contains("nothing in the one event answers it"), "{none:?}");
    desk.run(&["search", "colour:red"]).failed(2, "there is no filter `colour:`");
}

#[test]
fn an_empty_library_says_that_it_reads_the_samples() {
    let desk = Desk::new();
    std::fs::remove_dir_all(&desk.event).unwrap();
    let told = desk.run(&["search", "taiwan"]);
    assert!(told.err.contains("the samples are read") && told.out.contains("RECONSTRUCTION"), "{told:?}");
}

#[test]
fn two_readers_are_compared() {
    let desk = Desk::new();
    let event = desk.event.to_str().unwrap();
    let told = desk.run(&["agreement", event]);
    assert!(told.done().contains("Agreement of ada (1) and ben (2)"), "{}", told.out);
    let row = |name: &str| told.out.lines().find(|line| line.trim_start().starts_with(name)).unwrap().to_owned();
    assert_eq!(
        row("Term").split_whitespace().collect::<Vec<_>>(),
        ["Term", "1", "0", "0", "2", "3", "100%", "1.000", "1.000"]
    );
    assert_eq!(row("Commitment").split_whitespace().nth(7), Some(".000"));
    let json = desk.run(&["agreement", event, "--format", "json", "--between", "ben", "ada"]);
    let value: serde_json::Value = serde_json::from_str(json.done()).unwrap();
    assert_eq!(value["readers"], serde_json::json!(["ben", "ada"]));
    desk.run(&["agreement", event, "--between", "ada", "cleo"]).failed(1, "cleo has noted nothing here");
    desk.run(&["agreement", "2025-06-05-trump-xi-call"]).failed(1, "nobody has noted or ruled anything");
}

/// A copy of the event's folder, as a colleague has it.
fn copied(desk: &Desk) -> PathBuf {
    let copy = desk.home.path().join("copy");
    let status = Command::new("cp").arg("-r").arg(&desk.event).arg(&copy).status().unwrap();
    assert!(status.success());
    // The id of a working copy is its own; git leaves it out.
    std::fs::remove_dir_all(copy.join("local")).unwrap();
    copy
}

/// Changes a note as a person at the program would.
fn rewrite(folder: &std::path::Path, id: u128, words: &str, author: &str) {
    let now = Timestamp::from_second(1_900_000_100).unwrap();
    let (opened, mut keeper) = Keeper::open(folder, now).unwrap();
    let id = AnnotationId(Uuid::from_u128(id));
    let before = opened.dossier.annotations[&id].clone();
    let after = Annotation { note: words.to_owned(), ..before.clone() };
    let edits = vec![Edit::Annotation { id, before: Some(Box::new(before)), after: Some(Box::new(after)) }];
    let label = "note".to_owned();
    keeper.save(&Change { at: now, author: author.to_owned(), step: Step::Do, label, edits }).unwrap();
}

fn notes(folder: &std::path::Path) -> Vec<String> {
    let (opened, _) = Keeper::open(folder, Timestamp::now()).unwrap();
    opened.dossier.annotations.values().map(|note| note.note.clone()).collect()
}

#[test]
fn a_colleagues_copy_is_merged_by_what_each_changed() {
    let desk = Desk::new();
    let copy = copied(&desk);
    let (event, other) = (desk.event.to_str().unwrap(), copy.to_str().unwrap());
    assert_eq!(desk.run(&["merge", event, other]).done(), "nothing new there\n");

    // Different notes: nobody is in anybody's way.
    rewrite(&desk.event, 1, "Ada's better words", "ada");
    rewrite(&copy, 2, "Ben's better words", "ben");
    let dry = desk.run(&["merge", event, other, "--dry-run"]);
    assert_eq!(dry.done(), "taken     changes of the note: Seen by ben\n");
    assert_eq!(notes(&desk.event)[1], "Seen by ben", "a dry run writes nothing");
    assert_eq!(desk.run(&["merge", event, other]).done(), dry.out);
    assert_eq!(notes(&desk.event), ["Ada's better words", "Ben's better words", "Seen by ben"]);
    assert_eq!(desk.run(&["merge", event, other]).done(), "nothing new there\n");

    // The same note: both stand, and it is told.
    rewrite(&desk.event, 3, "Mine", "ada");
    rewrite(&copy, 3, "Theirs", "ben");
    let told = desk.run(&["merge", event, other, "--author", "ada"]);
    assert!(
        told.done().contains("conflict  note of Mine: mine stands; theirs is a note of its own beside it"),
        "{told:?}"
    );
    let mut all = notes(&desk.event);
    all.sort();
    assert_eq!(all, ["Ada's better words", "Ben's better words", "Mine", "Theirs"]);
}

#[test]
fn a_note_that_cannot_be_read_in_the_copy_was_not_deleted_there() {
    let desk = Desk::new();
    for number in 1..=3 {
        rewrite(&desk.event, number, &format!("Words {number}"), "ada");
    }
    let copy = copied(&desk);
    let (event, other) = (desk.event.to_str().unwrap(), copy.to_str().unwrap());
    let files = fs::read_dir(copy.join("annotations")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    // Torn, marked by git, and really deleted.
    fs::write(&files[0], "{\"id\":").unwrap();
    fs::write(&files[1], "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n").unwrap();
    fs::remove_file(&files[2]).unwrap();
    let told = desk.run(&["merge", event, other, "--dry-run"]);
    assert_eq!((told.code, told.out.matches("theirs  deleted").count()), (0, 1), "{told:?}");
    // Two copies that share no history know of nobody's deletion.
    for folder in [&desk.event, &copy] {
        fs::remove_dir_all(folder.join("history")).unwrap();
    }
    let told = desk.run(&["merge", event, other, "--dry-run"]);
    assert!(told.code == 0 && !told.out.contains("deleted"), "{told:?}");
}

#[test]
fn what_cannot_be_merged_is_refused() {
    let desk = Desk::new();
    let event = desk.event.to_str().unwrap();
    desk.run(&["merge", event, event]).failed(1, "is the same folder");
    desk.run(&["merge", event, "2025-06-05-trump-xi-call"]).failed(1, "no text in common");
    desk.run(&["merge", "2025-03-18-trump-putin-call", event]).failed(1, "a sample is read-only");
    let _open = Keeper::open(&desk.event, Timestamp::now()).unwrap();
    let copy = copied(&desk);
    desk.run(&["merge", event, copy.to_str().unwrap()]).failed(1, "open");
}
