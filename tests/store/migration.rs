//! An older form of the folder: kept as it was, brought up to date, and whole at every moment.

use super::disks::Faulty;
use super::scene::*;
use diptych::domain::{Dossier, TextHash};
use diptych::store::{Access, Keeper, Untouched};
use std::fs;
use std::io;
use std::sync::Arc;

/// The event in the older form: no format, texts by their names.
fn older() -> Scene {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "old work")))])).unwrap();
    drop(keeper);
    fs::remove_dir_all(scene.path.join("local")).unwrap();
    let edit = |file: &str, change: &dyn Fn(String) -> String| {
        let path = scene.path.join(file);
        fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
    };
    edit("event.toml", &|text| text.replace("format = \"diptych-dossier/1\"\n", ""));
    for (id, words) in [("us", LEFT), ("cn", RIGHT)] {
        let hash = TextHash::of(words).as_str().to_owned();
        fs::remove_file(scene.path.join(format!("texts/{hash}.txt"))).unwrap();
        fs::write(scene.path.join(format!("texts/{id}.txt")), format!("\u{feff}{}", words.replace('\n', "\r\n")))
            .unwrap();
        edit(&format!("readouts/{id}.toml"), &|text| {
            let (top, _) = text.split_once("\n[[versions]]").unwrap();
            format!("{top}\ntext = \"{id}.txt\"\n")
        });
    }
    scene
}

/// What it is in the present form.
fn expected() -> Dossier {
    let mut dossier = dossier();
    for readout in &mut dossier.readouts {
        readout.versions[0].captured = None;
        readout.versions[0].imported = format!("file {}.txt", readout.id.0);
    }
    dossier.annotations.insert(note(1, "old work").id, note(1, "old work"));
    dossier
}

#[test]
fn an_older_folder_is_kept_as_it_was_and_brought_up_to_date() {
    let scene = older();
    let before = files(&scene.path);
    let (looked, _) = Keeper::open_with(&scene.path, at(4), Arc::new(Untouched)).unwrap();
    assert!(looked.problems.iter().any(|problem| problem.message.contains("names no format")));
    assert_eq!(files(&scene.path), before, "a look changes nothing");
    let (opened, keeper) = scene.open();
    assert_eq!(opened.access, Access::ReadWrite);
    assert_eq!(opened.problems.len(), 1);
    assert!(opened.problems[0].message.contains("local/before-1 has it as it was"), "{:?}", opened.problems);
    assert_eq!(opened.dossier, expected());
    drop(keeper);
    let mut kept = files(&scene.path.join("local/before-1"));
    kept.remove("whole");
    assert_eq!(kept, before);
    // What the texts were made of stands beside them.
    let raw = scene.path.join(format!("texts/{}.raw.txt", TextHash::of(LEFT).as_str()));
    assert!(fs::read_to_string(raw).unwrap().starts_with('\u{feff}'));
    let (opened, _) = scene.open();
    assert_eq!((opened.problems, opened.dossier), (vec![], expected()));
}

#[test]
fn killed_at_any_step_of_a_migration_the_next_opening_finishes_it() {
    for steps in 0.. {
        let scene = older();
        let before = files(&scene.path);
        let disk = Faulty::killed_after(steps);
        drop(Keeper::open_with(&scene.path, at(4), disk.clone()).unwrap());
        let (opened, keeper) = scene.open();
        assert_eq!((opened.access, opened.dossier), (Access::ReadWrite, expected()), "after {steps} steps");
        drop(keeper);
        let mut kept = files(&scene.path.join("local/before-1"));
        kept.retain(|file, _| file != "whole" && !file.ends_with(".tmp"));
        // What a stopped program had begun belongs to what was there.
        assert!(before.iter().all(|(file, bytes)| kept.get(file) == Some(bytes)), "after {steps} steps");
        assert_eq!(scene.open().0.problems, []);
        if !disk.struck() {
            break;
        }
    }
}

#[test]
fn where_a_migration_fails_the_old_folder_stays_and_is_read_only() {
    for steps in 0.. {
        let scene = older();
        let disk = Faulty::fails_after(steps, io::ErrorKind::StorageFull);
        let (opened, keeper) = Keeper::open_with(&scene.path, at(4), disk.clone()).unwrap();
        if opened.access == Access::ReadWrite && !disk.struck() {
            break;
        }
        if let Access::ReadOnly { why } = opened.access {
            assert!(why.contains("cannot "), "{why}");
        }
        drop(keeper);
        assert_eq!(scene.open().0.dossier, expected(), "after {steps} steps");
    }
}

#[test]
fn what_cannot_be_migrated_is_told_and_left() {
    let scene = older();
    fs::write(scene.path.join("texts/us.txt"), b"\xff\xfe\x00").unwrap();
    let (opened, _) = scene.open();
    assert!(opened.problems.iter().any(|problem| problem.message.contains("is not UTF-8")), "{:?}", opened.problems);
    assert_eq!(opened.dossier.readouts.len(), 1);
    assert!(scene.path.join("texts/us.txt").exists());
}
