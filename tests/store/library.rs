//! The library: listed, found again by texts, made under safe names.

use super::scene::*;
use diptych::domain::{ReadoutId, Sides, TextHash};
use diptych::store::{Keeper, Library, StoreError, samples};
use std::fs;

#[test]
fn events_are_listed_newest_first_and_damaged_ones_are_told() {
    let scene = Scene::new();
    let library = Library::at(scene.path.parent().unwrap());
    let mut older = dossier();
    older.event.date = Some("2024-01-02".parse().unwrap());
    older.annotations.insert(note(1, "a").id, note(1, "a"));
    library.create(&older).unwrap();
    let mut undated = dossier();
    undated.event.date = None;
    library.create(&undated).unwrap();
    fs::create_dir(library.path().join("not one")).unwrap();
    fs::create_dir_all(library.path().join("broken")).unwrap();
    fs::write(library.path().join("broken/event.toml"), "format = \"diptych-dossier/1\"\ntitle = \u{1b}").unwrap();
    fs::write(library.path().join("stray.txt"), "").unwrap();
    let listing = library.list();
    let row = |n: usize| {
        let entry = &listing.entries[n];
        let parties: Vec<_> = entry.parties.iter().map(|party| party.0.as_str()).collect();
        (entry.date.map(|date| date.to_string()), parties.join(" – "), entry.documents, entry.notes)
    };
    assert_eq!(listing.entries.len(), 3);
    assert_eq!(row(0), (Some("2025-06-05".into()), "US – CN".into(), 2, 0));
    assert_eq!(row(1), (Some("2024-01-02".into()), "US – CN".into(), 2, 1));
    assert_eq!(row(2).0, None);
    let told: Vec<_> = listing.problems.iter().map(|problem| problem.subject.as_str()).collect();
    assert_eq!(told, ["broken", "not one"]);
    assert!(listing.problems[0].message.contains("line 2: ") && !listing.problems[0].message.contains('\u{1b}'));
    assert_eq!(Library::at(scene.folder.path().join("none")).list().entries, []);
}

#[test]
fn equal_titles_and_hostile_ones_give_folders_of_their_own_inside_the_library() {
    let scene = Scene::new();
    let library = Library::at(scene.path.parent().unwrap());
    assert!(scene.path.ends_with("2025-06-05-trump-xi-call"));
    assert!(library.create(&dossier()).unwrap().ends_with("2025-06-05-trump-xi-call-2"));
    let mut hostile = dossier();
    (hostile.event.date, hostile.event.title) = (None, "../../\u{1b}[31m/..".into());
    let path = library.create(&hostile).unwrap();
    assert_eq!(path, library.path().join("31m"));
    assert_eq!(Keeper::open(&path, at(1)).unwrap().0.dossier, hostile);
    hostile.readouts[0].id = ReadoutId("../../evil".into());
    assert!(matches!(library.create(&hostile), Err(StoreError::Name { .. })));
    let left = fs::read_dir(library.path()).unwrap().count();
    assert_eq!(left, 3, "nothing unfinished is left");
}

#[test]
fn the_same_two_texts_find_their_event() {
    let scene = Scene::new();
    let library = Library::at(scene.path.parent().unwrap());
    let (left, right) = (TextHash::of(LEFT), TextHash::of(RIGHT));
    let check = |left: &TextHash, right: &TextHash, found: bool| {
        let path = library.find_by_texts(&Sides::new(left.clone(), right.clone()));
        assert_eq!(path.as_deref(), found.then_some(scene.path.as_path()));
    };
    check(&left, &right, true);
    check(&right, &left, true);
    check(&left, &left, false);
    check(&left, &TextHash::of("another"), false);
}

#[test]
fn a_sample_becomes_a_dossier_like_any_other() {
    let folder = folder();
    for name in samples::names() {
        let (sample, _) = samples::open(name).unwrap();
        let path = Library::at(folder.path()).create(&sample).unwrap();
        let (opened, _) = Keeper::open(&path, at(1)).unwrap();
        assert_eq!((opened.dossier, opened.problems), (sample, vec![]), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "a")))])).unwrap();
    keeper.save_place(3);
    let mut folders = vec![scene.path.parent().unwrap().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700, "{}", folder.display());
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{}", path.display());
                files += 1;
            }
        }
    }
    assert!(files > 10);
}
