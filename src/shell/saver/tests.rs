//! The saver as the loop sees it: tasks in, answers out, with a real disk that sometimes refuses.

use super::desk::{Desk, Homeless};
use super::{Saver, Task};
use crate::app::{Home, What};
use crate::domain::{
    Anchor, Annotation, AnnotationId, Change, Dossier, Draft, Edit, Origin, Side, Span, Status, Step, Target, Text,
    TextHash, Version,
};
use crate::shell::event::Event;
use crate::shell::held::Held;
use crate::shell::opening;
use crate::store::{Keeper, Library, samples};
use jiff::Timestamp;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;
use uuid::Uuid;

/// A saver at work on a library of its own.
struct Scene {
    home: TempDir,
    saver: Saver,
    events: Receiver<Event>,
}

impl Scene {
    fn new(held: impl FnOnce(&Library) -> Option<Held>) -> Scene {
        let home = tempfile::tempdir().unwrap();
        let library = Library::at(home.path().join("library"));
        let held = held(&library);
        let (sender, events) = channel();
        Scene { home, saver: Saver::start(library, held, Vec::new(), sender).unwrap(), events }
    }

    /// The next answer.
    fn answer(&self) -> What {
        match self.events.recv_timeout(Duration::from_secs(20)) {
            Ok(Event::Happened(what)) => what,
            Ok(_) => panic!("an event that is no answer"),
            Err(error) => panic!("no answer: {error}"),
        }
    }

    fn save(&self, number: u64, change: Change) {
        self.saver.ask(Task::Save { number, change: Box::new(change), texts: Vec::new() });
    }

    /// Whether all that was asked for is safe.
    fn is_safe(&self) -> bool {
        (self.saver.flusher())(Duration::from_secs(20))
    }

    fn saved(&self, number: u64) -> PathBuf {
        match self.answer() {
            What::Saved { number: told, home: Home::Saved(path) } if told == number => path.into(),
            other => panic!("{other:?}"),
        }
    }
}

fn sample() -> Dossier {
    samples::open(samples::names()[0]).unwrap().0
}

fn annotation(dossier: &Dossier, n: u128, note: &str) -> Annotation {
    let readout = dossier.event.sides[Side::Left][0].clone();
    let hash = dossier.readout(&readout).unwrap().latest().unwrap().sha256.clone();
    let anchor = Anchor::new(readout.clone(), hash, dossier.text(&readout).unwrap(), Span::new(0, 9));
    Annotation {
        id: AnnotationId(Uuid::from_u128(n)),
        created: Timestamp::UNIX_EPOCH,
        author: "ana".to_owned(),
        origin: Origin::Hand,
        targets: vec![Target::Quote(anchor)],
        tags: Vec::new(),
        note: note.to_owned(),
        status: Status::Open,
        other: serde_json::Map::new(),
    }
}

fn change(before: Option<&Annotation>, after: &Annotation) -> Change {
    let (before, after) = (before.cloned().map(Box::new), Some(Box::new(after.clone())));
    let edits = vec![Edit::Annotation { id: after.as_ref().unwrap().id, before, after }];
    Change { at: Timestamp::UNIX_EPOCH, author: "ana".to_owned(), step: Step::Do, label: "note".to_owned(), edits }
}

fn on_disk(path: &std::path::Path) -> Dossier {
    Keeper::open(path, Timestamp::now()).unwrap().0.dossier
}

#[test]
fn the_first_change_brings_the_event_into_the_library() {
    let scene = Scene::new(|_| None);
    let dossier = sample();
    let note = annotation(&dossier, 1, "first");
    scene.saver.ask(Task::Adopt(Box::new(dossier)));
    scene.saver.ask(Task::Draft(Some(Box::new(Draft { annotation: note.clone(), is_new: true }))));
    scene.save(1, change(None, &note));
    let path = scene.saved(1);
    assert!(scene.is_safe());
    drop(scene.saver);
    let (opened, _) = Keeper::open(&path, Timestamp::now()).unwrap();
    assert_eq!(opened.dossier.annotations[&note.id].note, "first");
    assert_eq!(opened.draft.unwrap().annotation.note, "first");
}

#[test]
fn what_the_disk_refuses_is_told_and_saved_as_soon_as_it_can_be() {
    let scene = Scene::new(|_| None);
    // A file where the library's folder should be.
    let obstacle = scene.home.path().join("library");
    fs::write(&obstacle, "").unwrap();
    let dossier = sample();
    let (first, second) = (annotation(&dossier, 1, "first"), annotation(&dossier, 2, "second"));
    scene.saver.ask(Task::Adopt(Box::new(dossier)));
    scene.save(1, change(None, &first));
    scene.save(2, change(None, &second));
    assert!(matches!(scene.answer(), What::NotSaved { message, .. } if message.contains("library")));
    assert!(!scene.is_safe());
    // Nothing else is opened over it.
    scene.saver.ask(Task::Open(crate::app::Which::Sample(samples::names()[0].to_owned())));
    assert!(matches!(scene.answer(), What::NotOpened(message) if message.contains("not saved yet")));
    fs::remove_file(&obstacle).unwrap();
    let path = scene.saved(2);
    assert!(scene.is_safe());
    drop(scene.saver);
    assert_eq!(on_disk(&path).annotations.len(), 2);
    assert_eq!(fs::read_dir(&obstacle).unwrap().count(), 1, "one event only");
}

/// A dossier in the library with one note, open.
fn open_with_note(library: &Library) -> Option<Held> {
    let mut dossier = sample();
    let note = annotation(&dossier, 1, "as it was");
    dossier.annotations.insert(note.id, note);
    opening::folder(&library.create(&dossier).unwrap()).unwrap().held
}

fn note_file(scene: &Scene) -> PathBuf {
    let event = fs::read_dir(scene.home.path().join("library")).unwrap().next().unwrap().unwrap().path();
    event.join("annotations").join(format!("{}.json", Uuid::from_u128(1)))
}

fn edit_outside(scene: &Scene) {
    let file = note_file(scene);
    let text = fs::read_to_string(&file).unwrap().replace("as it was", "from outside");
    fs::write(&file, text).unwrap();
}

#[test]
fn a_change_from_outside_is_told() {
    let scene = Scene::new(open_with_note);
    edit_outside(&scene);
    let What::Reloaded { dossier, .. } = scene.answer() else { panic!("not told") };
    assert_eq!(dossier.annotations[&AnnotationId(Uuid::from_u128(1))].note, "from outside");
}

#[test]
fn a_change_over_one_from_outside_keeps_both() {
    let scene = Scene::new(open_with_note);
    edit_outside(&scene);
    let before = annotation(&sample(), 1, "as it was");
    let mine = annotation(&sample(), 1, "mine");
    scene.save(1, change(Some(&before), &mine));
    scene.saved(1);
    let What::Reloaded { dossier, .. } = scene.answer() else { panic!("not told") };
    let mut notes: Vec<&str> = dossier.annotations.values().map(|it| it.note.as_str()).collect();
    notes.sort_unstable();
    assert_eq!(notes, ["from outside", "mine"]);
    assert!(scene.is_safe());
    let path = note_file(&scene).parent().unwrap().parent().unwrap().to_owned();
    drop(scene.saver);
    assert_eq!(on_disk(&path).annotations, dossier.annotations);
}

/// A saver whose dossier another program has open.
fn reading_only() -> (Scene, Held) {
    let mut other = None;
    let scene = Scene::new(|library| {
        other = open_with_note(library);
        let path = fs::read_dir(library.path()).unwrap().next().unwrap().unwrap().path();
        let opening = opening::folder(&path).unwrap();
        assert!(matches!(opening.opened.home, Home::ReadOnly { .. }));
        opening.held
    });
    (scene, other.unwrap())
}

#[test]
fn a_dossier_can_be_written_as_soon_as_the_other_program_ends() {
    let (scene, other) = reading_only();
    let before = annotation(&sample(), 1, "as it was");
    let mine = annotation(&sample(), 1, "mine");
    scene.save(1, change(Some(&before), &mine));
    assert!(matches!(scene.answer(), What::NotSaved { message, .. } if message.contains("quit the other Diptych")));
    drop(other);
    scene.saved(0);
    let What::Reloaded { .. } = scene.answer() else { panic!("not told anew") };
    assert!(matches!(scene.answer(), What::Done(message) if message.contains("can be written")));
    scene.save(2, change(Some(&before), &mine));
    scene.saved(2);
    let path = note_file(&scene).parent().unwrap().parent().unwrap().to_owned();
    drop(scene.saver);
    assert_eq!(on_disk(&path).annotations[&mine.id].note, "mine");
}

#[test]
fn a_note_that_the_other_program_was_writing_comes_along() {
    let (scene, other) = reading_only();
    let draft = Draft { annotation: annotation(&sample(), 2, "half a"), is_new: true };
    other.keeper.save_draft(&draft).unwrap();
    drop(other);
    let What::Opened(opened) = scene.answer() else { panic!("not opened") };
    assert!(matches!(opened.home, Home::Saved(_)), "{:?}", opened.home);
    assert_eq!(opened.draft, Some(draft));
}

#[test]
fn another_event_opens_after_what_was_asked_before() {
    let scene = Scene::new(open_with_note);
    let before = annotation(&sample(), 1, "as it was");
    scene.save(1, change(Some(&before), &annotation(&sample(), 1, "changed")));
    let path = note_file(&scene).parent().unwrap().parent().unwrap().to_owned();
    scene.saver.ask(Task::Open(crate::app::Which::Folder(path)));
    scene.saved(1);
    let What::Opened(opened) = scene.answer() else { panic!("not opened") };
    // The same one: its lock was free, and the change is in it.
    assert!(matches!(opened.home, Home::Saved(_)), "{:?}", opened.home);
    assert_eq!(opened.dossier.annotations[&before.id].note, "changed");
}

/// Another capture of the left document.
fn corrected(dossier: &Dossier) -> (Change, Text) {
    let text = Text::new("A corrected text.\n");
    let readout = dossier.readout(&dossier.event.sides[Side::Left][0]).unwrap();
    let version = Version { sha256: text.hash(), captured: None, imported: "paste".to_owned() };
    let after = readout.captured_again(version).unwrap();
    let edit =
        Edit::Readout { id: readout.id.clone(), before: Some(Box::new(readout.clone())), after: Some(Box::new(after)) };
    (Change { edits: vec![edit], ..change(None, &annotation(dossier, 1, "")) }, text)
}

#[test]
fn a_document_s_new_text_is_safe_before_the_change_that_names_it() {
    let scene = Scene::new(|_| None);
    let dossier = sample();
    let (change, text) = corrected(&dossier);
    scene.saver.ask(Task::Adopt(Box::new(dossier)));
    scene.saver.ask(Task::Save { number: 1, change: Box::new(change), texts: vec![text.clone()] });
    let path = scene.saved(1);
    drop(scene.saver);
    let opened = on_disk(&path);
    let id = opened.event.sides[Side::Left][0].clone();
    assert_eq!(opened.text(&id), Some(&text.words));
    assert_eq!(opened.readout(&id).unwrap().versions.len(), 2);
}

#[test]
fn a_document_and_its_text_from_outside_are_told_and_the_dossier_stays_ours() {
    let scene = Scene::new(open_with_note);
    let path = note_file(&scene).parent().unwrap().parent().unwrap().to_owned();
    let words = "From a colleague.\n";
    fs::write(path.join(format!("texts/{}.txt", TextHash::of(words).as_str())), words).unwrap();
    let file =
        format!("title = \"Theirs\"\nlanguage = \"en\"\n[[versions]]\nsha256 = \"{}\"\n", TextHash::of(words).as_str());
    fs::write(path.join("readouts/theirs.toml"), file).unwrap();
    let dossier = loop {
        // A look may come between the two files.
        match scene.answer() {
            What::Reloaded { dossier, .. } if dossier.texts.len() > sample().texts.len() => break dossier,
            What::Reloaded { .. } | What::Failed { .. } => {}
            other => panic!("{other:?}"),
        }
    };
    assert!(dossier.readouts.iter().any(|readout| readout.title == "Theirs"));
    let before = annotation(&sample(), 1, "as it was");
    scene.save(1, change(Some(&before), &annotation(&sample(), 1, "still ours")));
    scene.saved(1);
}

/// A desk on its own, with what it says.
fn desk(library: &Library, held: Option<Held>) -> (Desk, Receiver<Event>) {
    let (sender, events) = channel();
    (Desk::new(library.clone(), held, Vec::new(), sender), events)
}

fn said(events: &Receiver<Event>) -> Vec<String> {
    events
        .try_iter()
        .map(|event| match event {
            Event::Happened(What::Saved { home: Home::Saved(path), .. }) => format!("saved {path}"),
            Event::Happened(What::Reloaded { .. }) => "reloaded".to_owned(),
            Event::Happened(What::Done(words)) => words,
            Event::Happened(What::Failed { message, .. }) => format!("failed: {message}"),
            _ => panic!("another event"),
        })
        .collect()
}

#[test]
fn where_no_disk_takes_it_the_next_one_is_tried() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::at(home.path().join("library"));
    let (obstacle, free) = (home.path().join("obstacle"), home.path().join("free"));
    fs::write(&obstacle, "").unwrap();
    let dossier = sample();
    let (corrected, text) = corrected(&dossier);
    let first = change(None, &annotation(&dossier, 1, "first"));
    for homeless in [true, false] {
        let held = if homeless { None } else { opening::folder(&library.create(&dossier).unwrap()).unwrap().held };
        let (mut desk, events) = desk(&library, held);
        if homeless {
            let changes = vec![(first.clone(), Vec::new()), (corrected.clone(), vec![text.clone()])];
            desk.homeless = Some(Homeless { dossier: Box::new(dossier.clone()), changes, place: None });
        }
        desk.save_into_one_of(std::slice::from_ref(&obstacle));
        let words = said(&events);
        assert!(words[0].starts_with("failed: no other folder takes it either: "), "{words:?}");
        desk.save_into_one_of(&[obstacle.clone(), free.clone()]);
        let words = said(&events);
        assert!(words[0].starts_with("saved ") && words[0].contains("/free/") && words[1] == "reloaded", "{words:?}");
        assert!(words[2].contains("goes on there"), "{words:?}");
        let path = desk.held.take().unwrap().keeper.path().to_owned();
        let moved = on_disk(&path);
        let expected = if homeless { (1, dossier.texts.len() + 1) } else { (0, dossier.texts.len()) };
        assert_eq!((moved.annotations.len(), moved.texts.len()), expected);
    }
}
