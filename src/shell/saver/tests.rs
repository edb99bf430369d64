//! The saver as the loop sees it: tasks in, answers out, with a real disk that sometimes refuses.

use super::{Saver, Task};
use crate::app::{Home, What};
use crate::domain::{
    Anchor, Annotation, AnnotationId, Change, Dossier, Draft, Edit, Origin, Side, Span, Status, Step, Target,
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
        Scene { home, saver: Saver::start(library, held, sender).unwrap(), events }
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
