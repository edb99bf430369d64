//! Changes made by git, by an editor or by a second program stand, and are never overwritten.

use super::scene::*;
use diptych::domain::{Annotation, Edit};
use diptych::store::{Access, SaveError};
use std::fs;

fn edit_by_hand(scene: &Scene, id: u128, from: &str, to: &str) {
    let text = fs::read_to_string(scene.note_file(id)).unwrap();
    assert!(text.contains(from));
    fs::write(scene.note_file(id), text.replace(from, to)).unwrap();
}

#[test]
fn a_change_made_while_closed_stands_and_undo_leaves_it_alone() {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "mine")))])).unwrap();
    keeper.save(&change(4, vec![write(None, Some(&note(2, "other")))])).unwrap();
    drop(keeper);
    edit_by_hand(&scene, 1, "mine", "by hand");
    assert_eq!(notes(&scene.path), ["by hand", "other"]);
    let (opened, mut keeper) = scene.open();
    let undo = opened.journal.undo(at(9), "ana").unwrap();
    keeper.save(&undo).unwrap();
    drop(keeper);
    let (opened, _) = scene.open();
    assert_eq!(opened.journal.undo(at(9), "ana"), None);
    assert_eq!(notes(&scene.path), ["by hand"]);
    let history = fs::read_to_string(scene.history_file()).unwrap();
    assert_eq!(history.matches("\"outside\"").count(), 1, "recorded once");
}

#[test]
fn a_note_deleted_or_set_back_from_outside_is_not_brought_back() {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    let first = note(1, "first");
    keeper.save(&change(3, vec![write(None, Some(&first))])).unwrap();
    let old = fs::read(scene.note_file(1)).unwrap();
    let second = Annotation { note: "second".into(), ..first.clone() };
    keeper.save(&change(4, vec![write(Some(&first), Some(&second)), write(None, Some(&note(2, "gone")))])).unwrap();
    drop(keeper);
    // As `git checkout` of an older state does; both files are exactly what they were before the change.
    fs::write(scene.note_file(1), old).unwrap();
    fs::remove_file(scene.note_file(2)).unwrap();
    assert_eq!(notes(&scene.path), ["first"]);
    assert_eq!(notes(&scene.path), ["first"]);
}

#[test]
fn a_change_made_while_open_is_noticed() {
    let scene = Scene::new();
    let (mut opened, mut keeper) = scene.open();
    let made = change(3, vec![write(None, Some(&note(1, "mine")))]);
    made.edits[0].apply(&mut opened.dossier);
    keeper.save(&made).unwrap();
    assert_eq!(keeper.refresh(at(5)).unwrap(), None);
    edit_by_hand(&scene, 1, "mine", "hand");
    let outside = keeper.refresh(at(6)).unwrap().unwrap();
    assert!(!outside.texts && outside.rescue.is_none());
    assert!(outside.edits.iter().all(|edit| edit.fits(&opened.dossier)));
    outside.edits.iter().for_each(|edit| edit.apply(&mut opened.dossier));
    assert_eq!(keeper.refresh(at(7)).unwrap(), None);
    let reloaded = keeper.reload(at(8)).unwrap();
    assert_eq!((reloaded.dossier, reloaded.problems), (opened.dossier, vec![]));
    assert_eq!(reloaded.journal.undo(at(8), "ana"), None);
    fs::remove_file(scene.note_file(1)).unwrap();
    let outside = keeper.refresh(at(9)).unwrap().unwrap();
    assert!(matches!(&outside.edits[..], [Edit::Annotation { after: None, .. }]));
}

#[test]
fn a_file_caught_half_written_is_told_once_and_does_not_remove_the_note() {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "mine")))])).unwrap();
    let text = fs::read_to_string(scene.note_file(1)).unwrap();
    fs::write(scene.note_file(1), &text[..40]).unwrap();
    let outside = keeper.refresh(at(4)).unwrap().unwrap();
    assert_eq!((outside.edits.len(), outside.problems.len()), (0, 1));
    assert_eq!(keeper.refresh(at(5)).unwrap(), None);
    fs::write(scene.note_file(1), text.replace("mine", "by hand")).unwrap();
    assert_eq!(keeper.refresh(at(6)).unwrap().unwrap().edits.len(), 1);
    fs::write(scene.note_file(1), "").unwrap();
    assert!(keeper.refresh(at(7)).unwrap().is_some());
    drop(keeper);
    let (opened, _) = scene.open();
    assert_eq!(opened.dossier.annotations.len(), 1, "rebuilt");
    assert_eq!(notes(&scene.path), ["by hand"]);
}

#[test]
fn a_save_onto_a_changed_note_keeps_both() {
    let scene = Scene::new();
    let (mut opened, mut keeper) = scene.open();
    let mine = note(1, "mine");
    let first = change(3, vec![write(None, Some(&mine))]);
    keeper.save(&first).unwrap();
    first.edits[0].apply(&mut opened.dossier);
    edit_by_hand(&scene, 1, "mine", "by hand");
    let better = Annotation { note: "mine, better".into(), ..mine.clone() };
    let error = keeper.save(&change(4, vec![write(Some(&mine), Some(&better))])).unwrap_err();
    let SaveError::Conflict { outside, rescue, .. } = error else { panic!("{error}") };
    assert!(fs::read_to_string(scene.note_file(1)).unwrap().contains("by hand"));
    assert!(outside[0].fits(&opened.dossier));
    outside[0].apply(&mut opened.dossier);
    let rescue = rescue.unwrap();
    rescue.edits[0].apply(&mut opened.dossier);
    keeper.save(&rescue).unwrap();
    drop(keeper);
    let mut kept = notes(&scene.path);
    kept.sort();
    assert_eq!(kept, ["by hand", "mine, better"]);
    assert_eq!(scene.open().0.dossier, opened.dossier);
}

#[test]
fn a_change_that_rests_on_a_state_seen_before_a_refresh_is_a_conflict_too() {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    let mine = note(1, "mine");
    keeper.save(&change(3, vec![write(None, Some(&mine))])).unwrap();
    edit_by_hand(&scene, 1, "mine", "by hand");
    keeper.refresh(at(4)).unwrap().unwrap();
    let error = keeper.save(&change(5, vec![write(Some(&mine), None)])).unwrap_err();
    assert!(matches!(error, SaveError::Conflict { rescue: None, .. }), "{error}");
    drop(keeper);
    assert_eq!(notes(&scene.path), ["by hand"]);
}

#[test]
fn the_second_program_reads_only_and_says_who_writes() {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    let (second, mut reader) = scene.open();
    let Access::ReadOnly { why } = second.access else { panic!("both write") };
    assert!(why.starts_with("quit the other Diptych to write here"), "{why}");
    assert!(why.contains(&format!("process {}", std::process::id())), "{why}");
    assert!(!reader.is_free() && !keeper.is_free());
    let refused = reader.save(&change(3, vec![write(None, Some(&note(1, "x")))])).unwrap_err();
    assert!(matches!(refused, SaveError::Refused(_)), "{refused}");
    keeper.save(&change(4, vec![write(None, Some(&note(2, "seen")))])).unwrap();
    let outside = reader.refresh(at(5)).unwrap().unwrap();
    assert_eq!(outside.edits.len(), 1);
    drop(keeper);
    assert!(reader.is_free());
    assert_eq!(scene.open().0.access, Access::ReadWrite);
    drop(reader);
    let history = fs::read_dir(scene.path.join("history")).unwrap().count();
    assert_eq!(history, 1, "a reader writes no history");
}
