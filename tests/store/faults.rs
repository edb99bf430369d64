//! Disks that fail or stop at any step of a save: what was saved stays, and nothing is ever half there.

use super::disks::{Faulty, Full};
use super::scene::*;
use diptych::domain::{Annotation, Change};
use diptych::store::{Access, Keeper, Library, SaveError};
use std::io::{self, BufRead as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Three notes, and a change that alters, adds and deletes one each.
fn prepared() -> (Scene, Change) {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    let (a, c) = (note(1, "a"), note(3, "c"));
    keeper.save(&change(3, vec![write(None, Some(&a)), write(None, Some(&c))])).unwrap();
    let altered = Annotation { note: "A".into(), ..a.clone() };
    let edits = vec![write(Some(&a), Some(&altered)), write(None, Some(&note(2, "B"))), write(Some(&c), None)];
    (scene, change(4, edits))
}

const BEFORE: [&str; 2] = ["a", "c"];
const AFTER: [&str; 2] = ["A", "B"];

#[test]
fn killed_at_any_step_of_a_save_all_of_it_or_nothing_is_there() {
    let mut seen = [false, false];
    for steps in 0.. {
        let (scene, change) = prepared();
        let disk = Faulty::killed_after(steps);
        let (opened, mut keeper) = Keeper::open_with(&scene.path, at(5), disk.clone()).unwrap();
        let saved = opened.access == Access::ReadWrite && keeper.save(&change).is_ok();
        drop(keeper);
        let found = after_crash(&scene.path);
        assert!(found == AFTER || (!saved && found == BEFORE), "{found:?} after {steps} steps");
        seen[usize::from(found == AFTER)] = true;
        if saved && !disk.struck() {
            break;
        }
    }
    assert_eq!(seen, [true, true]);
}

#[test]
fn killed_again_while_recovering_nothing_is_lost() {
    // The steps before are those of opening, where nothing is at stake yet.
    for steps in 10.. {
        let mut finished = false;
        for again in 0.. {
            let (scene, change) = prepared();
            let first = Faulty::killed_after(steps);
            let (opened, mut keeper) = Keeper::open_with(&scene.path, at(5), first.clone()).unwrap();
            let saved = keeper.save(&change);
            let lost = matches!(saved, Err(SaveError::NotRecorded(_) | SaveError::Refused(_)));
            let recorded = opened.access == Access::ReadWrite && !lost;
            drop(keeper);
            let second = Faulty::killed_after(again);
            drop(Keeper::open_with(&scene.path, at(6), second.clone()).unwrap());
            let found = after_crash(&scene.path);
            assert_eq!(found, if recorded { AFTER } else { BEFORE }, "{steps}, then {again}");
            finished = !first.struck();
            if !second.struck() || finished {
                break;
            }
        }
        if finished {
            break;
        }
    }
}

#[test]
fn a_disk_that_fails_once_is_told_and_tried_again() {
    let mut seen = [false, false];
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem] {
        for steps in 0.. {
            let (scene, change) = prepared();
            let disk = Faulty::fails_after(steps, kind);
            let (opened, mut keeper) = Keeper::open_with(&scene.path, at(5), disk.clone()).unwrap();
            if let Access::ReadOnly { why } = opened.access {
                assert!(why.contains("cannot"), "{why}");
                continue;
            }
            match keeper.save(&change) {
                Ok(()) if !disk.struck() => break,
                Ok(()) => {}
                Err(SaveError::NotRecorded(error)) => {
                    assert!(error.to_string().contains("save"), "{error}");
                    assert!(!keeper.is_settled());
                    seen[0] = true;
                    keeper.retry().unwrap();
                }
                Err(SaveError::NotWritten(error)) => {
                    assert!(error.to_string().contains("cannot write"), "{error}");
                    seen[1] = true;
                    keeper.retry().unwrap();
                }
                Err(error) => panic!("{error}"),
            }
            assert!(keeper.is_settled());
            drop(keeper);
            assert_eq!(after_crash(&scene.path), AFTER, "{kind:?} after {steps}");
        }
    }
    assert_eq!(seen, [true, true]);
}

#[test]
fn while_a_save_fails_the_old_state_stays_on_disk() {
    let (scene, change) = prepared();
    let old = std::fs::read(scene.note_file(1)).unwrap();
    let (_, mut keeper) = Keeper::open_with(&scene.path, at(5), Arc::new(Full)).unwrap();
    assert!(matches!(keeper.save(&change), Err(SaveError::NotRecorded(_))));
    let held = keeper.reload(at(6)).unwrap().dossier.annotations;
    let held: Vec<_> = held.values().map(|annotation| annotation.note.as_str()).collect();
    assert_eq!(held, AFTER, "memory keeps the change");
    drop(keeper);
    assert_eq!(std::fs::read(scene.note_file(1)).unwrap(), old);
    assert_eq!(after_crash(&scene.path), BEFORE);
}

#[test]
fn a_dossier_in_the_making_never_shows() {
    let mut whole = dossier();
    whole.annotations.insert(note(1, "a").id, note(1, "a"));
    for steps in 0.. {
        let folder = folder();
        let path = folder.path().join("library");
        let made = Library::with(&path, Faulty::killed_after(steps)).create(&whole);
        let listing = Library::at(&path).list();
        assert_eq!(listing.problems, []);
        assert!(listing.entries.len() <= 1);
        for entry in &listing.entries {
            assert_eq!(Keeper::open(&entry.path, at(9)).unwrap().0.dossier, whole);
        }
        if made.is_ok() {
            assert_eq!(listing.entries.len(), 1);
            break;
        }
    }
}

/// Which dossier the child works on; without it the child does nothing.
const CHILD: &str = "DIPTYCH_TEST_DOSSIER";

#[test]
fn child_that_saves_until_it_is_killed() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let (opened, mut keeper) = Keeper::open(Path::new(&path), at(1)).unwrap();
    let first = opened.dossier.annotations.len() as u128 + 1;
    for id in first.. {
        keeper.save(&change(5, vec![write(None, Some(&note(id, "words")))])).unwrap();
        // Past the test harness, which would keep it back; in one piece, so that no kill comes between.
        io::stderr().write_all(format!("saved {id}\n").as_bytes()).unwrap();
    }
}

#[test]
fn what_was_told_as_saved_survives_kill_9() {
    let scene = Scene::new();
    for round in 0..6 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "faults::child_that_saves_until_it_is_killed", "--nocapture"])
            .env(CHILD, &scene.path)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = io::BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut told = 0;
        for line in lines.by_ref().take(3 + round * 2) {
            told = line.strip_prefix("saved ").unwrap().parse().unwrap();
        }
        std::thread::sleep(std::time::Duration::from_micros(150 * round as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines {
            told = line.strip_prefix("saved ").unwrap().parse().unwrap();
        }
        let found = after_crash(&scene.path).len();
        assert!(found == told || found == told + 1, "{told} were told, {found} are there");
    }
}
