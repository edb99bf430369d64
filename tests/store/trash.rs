//! The trash: what is deleted is taken back whole, and nothing is ever written over.

use super::disks::Faulty;
use super::scene::*;
use diptych::store::{Library, StoreError};
use std::fs;

#[test]
fn a_deleted_dossier_is_listed_and_taken_back_whole() {
    let scene = Scene::new();
    let library = Library::at(scene.path.parent().unwrap());
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "kept")))])).unwrap();
    let error = library.trash(&scene.path, at(1)).unwrap_err();
    assert!(matches!(&error, StoreError::InUse { who, .. } if who.contains("process ")), "{error}");
    drop(keeper);
    let before = files(&scene.path);
    let trashed = library.trash(&scene.path, at(1)).unwrap();
    assert_eq!((library.list().entries, library.list().problems), (vec![], vec![]));
    let (listed, problems) = library.trashed();
    assert_eq!(problems, []);
    assert_eq!((listed[0].title.as_str(), listed[0].deleted), ("Trump–Xi call", Some(at(1))));
    assert_eq!(trashed.file_name().unwrap().to_str(), Some(listed[0].name.as_str()));
    assert_eq!(library.restore(&listed[0].name).unwrap(), scene.path);
    assert_eq!(files(&scene.path), before);
    assert_eq!(notes(&scene.path), ["kept"]);
    let outside = scene.folder.path().join("outside");
    fs::create_dir(&outside).unwrap();
    assert!(matches!(library.trash(&outside, at(1)), Err(StoreError::NotADossier { .. })));
}

#[test]
fn several_of_one_name_are_told_apart_and_none_is_written_over() {
    let scene = Scene::new();
    let library = Library::at(scene.path.parent().unwrap());
    let name = scene.path.file_name().unwrap().to_str().unwrap().to_owned();
    library.trash(&scene.path, at(1)).unwrap();
    assert_eq!(library.create(&dossier()).unwrap(), scene.path);
    library.trash(&scene.path, at(1)).unwrap();
    assert_eq!(library.create(&dossier()).unwrap(), scene.path);
    let (listed, _) = library.trashed();
    assert_eq!(listed.len(), 2);
    let error = library.restore(&name).unwrap_err();
    assert!(error.to_string().contains("diptych trash list"), "{error}");
    assert!(library.restore(&listed[0].name).unwrap().ends_with(format!("{name}-2")));
    assert!(library.restore(&name).unwrap().ends_with(format!("{name}-3")));
    assert_eq!((library.list().entries.len(), library.trashed().0.len()), (3, 0));
    for hostile in ["..", "../library", "/", ""] {
        assert!(library.restore(hostile).is_err(), "{hostile:?}");
    }
}

#[test]
fn killed_at_any_step_a_dossier_is_in_the_library_or_in_the_trash() {
    for steps in 0.. {
        let scene = Scene::new();
        let path = scene.path.parent().unwrap();
        let disk = Faulty::killed_after(steps);
        let library = Library::with(path, disk.clone());
        let _ = library
            .trash(&scene.path, at(1))
            .map(|_| library.restore(scene.path.file_name().unwrap().to_str().unwrap()));
        let library = Library::at(path);
        assert_eq!(library.list().entries.len() + library.trashed().0.len(), 1, "after {steps} steps");
        if !disk.struck() {
            break;
        }
    }
}
