//! Saving elsewhere: with everything that could not be saved, and with undo.

use super::disks::{Faulty, Full};
use super::scene::*;
use diptych::domain::{Edit, Text};
use diptych::store::{Disk, Keeper, SaveError};
use std::fs;
use std::sync::Arc;

/// An event with a note, on a disk that is full by now; another note and a corrected text wait.
fn stuck() -> (Scene, Keeper) {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "saved")))])).unwrap();
    drop(keeper);
    let (opened, mut keeper) = Keeper::open_with(&scene.path, at(4), Arc::new(Full)).unwrap();
    assert!(keeper.keep(&Text::new("corrected\n")).is_err());
    let mut after = opened.dossier.clone();
    after.event.title = "Renamed".into();
    let edits = [Edit::between(&opened.dossier, &after), vec![write(None, Some(&note(2, "waits")))]].concat();
    assert!(matches!(keeper.save(&change(5, edits)), Err(SaveError::NotRecorded(_))));
    (scene, keeper)
}

#[test]
fn everything_goes_elsewhere_with_what_could_not_be_saved() {
    let (scene, keeper) = stuck();
    let before = files(&scene.path);
    let other = scene.folder.path().join("stick");
    let (opened, moved) = keeper.save_elsewhere(&other, at(6), Arc::new(Disk)).unwrap();
    assert!(moved.is_settled() && moved.path().starts_with(other.canonicalize().unwrap()));
    assert_eq!(opened.dossier.event.title, "Renamed");
    assert_eq!(opened.dossier.annotations.len(), 2);
    assert_eq!(opened.dossier.texts.len(), 3);
    assert_eq!(files(&scene.path), before, "the dossier itself stays as it is");
    let (path, copy) = (moved.path().to_owned(), fs::read(moved.path().join("local/copy")).unwrap());
    assert_ne!(copy, before["local/copy"], "it is a working copy of its own");
    drop((keeper, moved));
    // Undo goes back to before the move.
    for left in [1, 0] {
        let (opened, mut keeper) = Keeper::open(&path, at(7)).unwrap();
        assert_eq!(opened.problems, []);
        keeper.save(&opened.journal.undo(at(8), "ana").unwrap()).unwrap();
        drop(keeper);
        assert_eq!(notes(&path).len(), left);
    }
}

#[test]
fn what_another_program_has_open_can_be_copied_to_work_on_it() {
    let scene = Scene::new();
    let (_, first) = scene.open();
    let (_, second) = scene.open();
    let (opened, mut copy) = second.save_elsewhere(scene.folder.path(), at(3), Arc::new(Disk)).unwrap();
    assert_eq!(opened.dossier, dossier());
    copy.save(&change(4, vec![write(None, Some(&note(1, "here")))])).unwrap();
    drop(first);
    assert!(notes(&scene.path).is_empty());
}

#[test]
fn killed_at_any_step_nothing_half_made_shows() {
    for steps in 0.. {
        let (scene, keeper) = stuck();
        let other = scene.folder.path().join("stick");
        let disk = Faulty::killed_after(steps);
        let saved = keeper.save_elsewhere(&other, at(6), disk.clone());
        let whole = saved.as_ref().is_ok_and(|(opened, _)| opened.dossier.annotations.len() == 2);
        drop(saved);
        for path in diptych::store::Library::at(&other).dossiers().unwrap() {
            let (opened, _) = Keeper::open(&path, at(7)).unwrap();
            assert!(!opened.dossier.annotations.is_empty(), "after {steps} steps");
        }
        assert!(!keeper.is_settled(), "it is still owed here");
        if whole && !disk.struck() {
            break;
        }
    }
}
