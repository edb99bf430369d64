//! Backups: whole, checked, and brought back without writing over anything or leaving the library.

use super::disks::Faulty;
use super::scene::*;
use diptych::store::{Disk, Keeper, Library, StoreError, back_up};
use std::fs;
use std::path::{Path, PathBuf};

/// Two events, one with a note, a draft and an undo.
fn two() -> (Scene, Vec<PathBuf>) {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "kept")))])).unwrap();
    keeper.save_draft(&diptych::domain::Draft { annotation: note(7, "half a"), is_new: true }).unwrap();
    drop(keeper);
    let other = Library::at(scene.path.parent().unwrap()).create(&dossier()).unwrap();
    let paths = vec![scene.path.clone(), other];
    (scene, paths)
}

#[test]
fn a_backup_brings_everything_back_and_undo_with_it() {
    for name in ["all.tar", "all"] {
        let (scene, paths) = two();
        fs::write(scene.path.join("lexicon.toml"), "# mine\n").unwrap();
        let to = scene.folder.path().join(name);
        let made = back_up(&Disk, &paths, &to).unwrap();
        assert_eq!(made.dossiers, 2);
        assert!(matches!(back_up(&Disk, &paths, &to), Err(StoreError::Exists { .. })), "never over another");
        let library = Library::at(scene.folder.path().join("new library"));
        let (restored, problems) = library.restore_backup(&to).unwrap();
        assert_eq!((restored.len(), problems), (2, vec![]));
        assert_eq!(fs::read_to_string(restored[0].join("lexicon.toml")).unwrap(), "# mine\n");
        let (opened, mut keeper) = Keeper::open(&restored[0], at(5)).unwrap();
        assert_eq!(opened.problems, []);
        assert_eq!(opened.draft.unwrap().annotation.note, "half a");
        let id = |path: &Path| fs::read(path.join("local/copy")).unwrap();
        assert_ne!(id(&restored[0]), id(&scene.path), "it is a working copy of its own");
        keeper.save(&opened.journal.undo(at(6), "ana").unwrap()).unwrap();
        drop(keeper);
        assert!(notes(&restored[0]).is_empty());
        // Once more, beside what is there.
        let (again, _) = library.restore_backup(&to).unwrap();
        assert!(again[0].ends_with("2025-06-05-trump-xi-call-3"), "{again:?}");
        assert_eq!(notes(&again[0]), ["kept"]);
        assert_eq!(library.list().entries.len(), 4);
    }
}

#[cfg(unix)]
#[test]
fn a_backup_is_its_owner_s_and_other_programs_can_check_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let (scene, paths) = two();
    let to = scene.folder.path().join("all.tar");
    back_up(&Disk, &paths, &to).unwrap();
    assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
    let run = |program: &str, arguments: &[&str], folder: &Path| {
        std::process::Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .output()
            .ok()
            .map(|it| it.status.success())
    };
    let folder = scene.folder.path().join("by hand");
    fs::create_dir(&folder).unwrap();
    let Some(unpacked) = run("tar", &["xf", to.to_str().unwrap()], &folder) else {
        eprintln!("SKIPPED: tar is not installed, so reading a backup with it was not tested");
        return;
    };
    assert!(unpacked);
    match run("sha256sum", &["--check", "--quiet", "SHA256SUMS"], &folder) {
        Some(sound) => assert!(sound),
        None => eprintln!("SKIPPED: sha256sum is not installed, so checking a backup with it was not tested"),
    }
    // And what was unpacked by hand is a backup, too.
    let library = Library::at(scene.folder.path().join("third"));
    assert_eq!(library.restore_backup(&folder).unwrap().0.len(), 2);
}

#[test]
fn a_damaged_backup_is_refused_whole() {
    let (scene, paths) = two();
    let to = scene.folder.path().join("all");
    back_up(&Disk, &paths, &to).unwrap();
    let library = Library::at(scene.folder.path().join("new library"));
    let file = to.join("2025-06-05-trump-xi-call/event.toml");
    let whole = fs::read(&file).unwrap();
    let refused = |part: &str| {
        let error = library.restore_backup(&to).unwrap_err();
        assert!(error.to_string().contains(part), "{error}");
        assert_eq!(library.list().entries, [], "nothing of it came in");
        assert_eq!(fs::read_dir(library.path()).unwrap().count(), 0, "nothing unfinished is left");
    };
    fs::write(&file, [&whole[..], b"\n"].concat()).unwrap();
    refused("its hash differs");
    fs::remove_file(&file).unwrap();
    refused("is missing");
    fs::write(&file, &whole).unwrap();
    fs::write(to.join("2025-06-05-trump-xi-call/more.txt"), "x").unwrap();
    refused("not in its list");
    let tar = scene.folder.path().join("all.tar");
    back_up(&Disk, &paths, &tar).unwrap();
    let mut bytes = fs::read(&tar).unwrap();
    let at_byte = bytes.windows(10).position(|window| window == b"meet again").unwrap();
    bytes[at_byte] = b'M';
    fs::write(&tar, &bytes).unwrap();
    assert!(library.restore_backup(&tar).unwrap_err().to_string().contains("its hash differs"));
    fs::write(&tar, &bytes[..bytes.len() / 2]).unwrap();
    assert!(library.restore_backup(&tar).is_err());
    assert_eq!(library.list().entries, []);
}

/// A tar with one entry, as a hostile person would make it.
fn hostile(path: &Path, name: &str, kind: tar::EntryType) {
    let mut header = tar::Header::new_gnu();
    header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_size(3);
    header.set_entry_type(kind);
    if kind == tar::EntryType::Symlink {
        header.set_size(0);
        header.set_link_name("/etc").unwrap();
    }
    header.set_cksum();
    let mut builder = tar::Builder::new(fs::File::create(path).unwrap());
    builder.append(&header, &b"bad"[..usize::try_from(header.size().unwrap()).unwrap()]).unwrap();
    builder.finish().unwrap();
}

#[test]
fn no_archive_leads_out_of_the_library() {
    let folder = folder();
    let (tar, library) = (folder.path().join("x.tar"), Library::at(folder.path().join("a/library")));
    for name in [
        "../evil.txt",
        "x/../../evil.txt",
        "/etc/evil",
        "x/../evil",
        "loose.txt",
        ".hidden/event.toml",
        "x/.git/config",
        "x\\..\\evil/y",
    ] {
        hostile(&tar, name, tar::EntryType::Regular);
        let error = library.restore_backup(&tar).unwrap_err();
        assert!(matches!(error, StoreError::Outside { .. }), "{name}: {error}");
    }
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link, tar::EntryType::Fifo, tar::EntryType::Char] {
        hostile(&tar, "x/event.toml", kind);
        assert!(matches!(library.restore_backup(&tar), Err(StoreError::Outside { .. })), "{kind:?}");
    }
    hostile(&tar, "x/readme", tar::EntryType::Regular);
    assert!(matches!(library.restore_backup(&tar), Err(StoreError::NotADossier { .. })));
    let left = files(folder.path());
    assert_eq!(left.keys().collect::<Vec<_>>(), ["x.tar"]);
}

#[test]
fn killed_at_any_step_no_backup_or_a_whole_one_is_there() {
    let mut made_once = false;
    for steps in 0.. {
        let (scene, paths) = two();
        let to = scene.folder.path().join("backups/all");
        let disk = Faulty::killed_after(steps);
        let made = back_up(&*disk, &paths[1..], &to).is_ok();
        assert_eq!(made && !disk.struck() || to.exists(), to.exists());
        if to.exists() {
            let library = Library::at(scene.folder.path().join("new"));
            assert_eq!(library.restore_backup(&to).unwrap().0.len(), 1);
            made_once = true;
        }
        if !disk.struck() {
            break;
        }
    }
    assert!(made_once);
}

#[test]
fn killed_at_any_step_of_bringing_back_only_whole_events_are_there() {
    let (scene, paths) = two();
    let to = scene.folder.path().join("all.tar");
    back_up(&Disk, &paths[..1], &to).unwrap();
    for steps in 0.. {
        let folder = folder();
        let disk = Faulty::killed_after(steps);
        let made = Library::with(folder.path(), disk.clone()).restore_backup(&to).is_ok();
        let listed = Library::at(folder.path()).list();
        assert_eq!(listed.problems, []);
        for entry in &listed.entries {
            assert_eq!(notes(&entry.path), ["kept"]);
        }
        if made {
            assert_eq!(listed.entries.len(), 1);
            break;
        }
    }
}
