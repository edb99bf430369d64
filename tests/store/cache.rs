//! The cache and the looks it rests on: what is missing, damaged or stale is as if it were not there.

use super::scene::*;
use diptych::store::{Cache, FolderStamp, Item, Keeper, Part, glance};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

const MADE_WITH: &[u8] = b"words";

struct Shelf {
    folder: tempfile::TempDir,
    cache: Cache,
    stamp: FolderStamp,
}

impl Shelf {
    fn new() -> Shelf {
        let scene = Scene::new();
        let folder = tempfile::tempdir().unwrap();
        let stamp = FolderStamp::of(&scene.path).unwrap();
        let cache = Cache::at(&folder.path().join("deep/cache"), Path::new("/library"), MADE_WITH);
        Shelf { folder, cache, stamp }
    }

    fn write(&self, part: Part, items: &[(&str, &[u8])]) {
        let items = items.iter().map(|(name, bytes)| Item { name, stamp: self.stamp, bytes });
        self.cache.write(part, items).unwrap();
    }

    fn read(&self, part: Part) -> Vec<(String, Vec<u8>)> {
        read(&self.cache, part)
    }

    /// The one file there is.
    fn file(&self) -> PathBuf {
        let mut folders = fs::read_dir(self.folder.path().join("deep/cache")).unwrap();
        let folder = folders.next().unwrap().unwrap().path();
        fs::read_dir(folder).unwrap().next().unwrap().unwrap().path()
    }
}

fn read(cache: &Cache, part: Part) -> Vec<(String, Vec<u8>)> {
    cache.read(part).iter().map(|item| (item.name.to_owned(), item.bytes.to_vec())).collect()
}

#[test]
fn what_is_kept_is_found_again_by_those_who_made_it_and_by_nobody_else() {
    let shelf = Shelf::new();
    assert_eq!(shelf.read(Part::Heads), []);
    shelf.write(Part::Heads, &[("a", b"one"), ("渔业", b"")]);
    shelf.write(Part::Bodies(3), &[("a", b"three")]);
    assert_eq!(shelf.read(Part::Heads), [("a".to_owned(), b"one".to_vec()), ("渔业".to_owned(), Vec::new())]);
    assert_eq!(shelf.read(Part::Bodies(3)), [("a".to_owned(), b"three".to_vec())]);
    assert_eq!(shelf.cache.read(Part::Heads).iter().next().unwrap().stamp, shelf.stamp);
    let root = shelf.folder.path().join("deep/cache");
    assert_eq!(read(&Cache::at(&root, Path::new("/library"), b"other words"), Part::Heads), []);
    assert_eq!(read(&Cache::at(&root, Path::new("/another"), MADE_WITH), Part::Heads), []);
    shelf.write(Part::Heads, &[("b", b"two")]);
    assert_eq!(shelf.read(Part::Heads), [("b".to_owned(), b"two".to_vec())]);
}

#[test]
fn a_damaged_file_is_as_if_it_were_not_there() {
    let shelf = Shelf::new();
    shelf.write(Part::Heads, &[("a", b"one"), ("b", b"two")]);
    let (path, sound) = (shelf.file(), fs::read(shelf.file()).unwrap());
    for at in 0..sound.len() {
        let mut flipped = sound.clone();
        flipped[at] ^= 0x11;
        fs::write(&path, flipped).unwrap();
        assert_eq!(shelf.read(Part::Heads), [], "byte {at} is another");
        fs::write(&path, &sound[..at]).unwrap();
        assert!(shelf.read(Part::Heads).is_empty() || at == sound.len(), "cut at {at}");
    }
    fs::write(&path, &sound).unwrap();
    assert_eq!(shelf.read(Part::Heads).len(), 2);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(shelf.read(Part::Heads), []);
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_it_and_no_link_is_followed() {
    use std::os::unix::fs::PermissionsExt as _;
    let shelf = Shelf::new();
    shelf.write(Part::Heads, &[("a", b"one")]);
    let path = shelf.file();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(mode(&shelf.folder.path().join("deep/cache")), 0o700);
    let elsewhere = shelf.folder.path().join("elsewhere");
    fs::rename(&path, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
    assert_eq!(shelf.read(Part::Heads), []);
    shelf.write(Part::Heads, &[("b", b"two")]);
    assert_eq!(shelf.read(Part::Heads).len(), 1, "the link is replaced, not written through");
    assert!(fs::read(&elsewhere).unwrap().windows(3).any(|bytes| bytes == b"one"));
}

#[test]
fn two_programs_that_write_at_once_leave_a_whole_file() {
    let shelf = Shelf::new();
    let long = vec![7; 100_000];
    thread::scope(|scope| {
        for name in ["a", "b"] {
            let (shelf, long) = (&shelf, &long);
            scope.spawn(move || (0..50).for_each(|_| shelf.write(Part::Heads, &[(name, long)])));
        }
        for _ in 0..200 {
            let seen = shelf.read(Part::Heads);
            assert!(seen.len() <= 1 && seen.iter().all(|(_, bytes)| *bytes == long), "half a file was read");
        }
    });
    assert_eq!(shelf.read(Part::Heads).len(), 1);
}

#[test]
fn where_nothing_can_be_kept_it_is_said() {
    let shelf = Shelf::new();
    let file = shelf.folder.path().join("file");
    fs::write(&file, "").unwrap();
    let cache = Cache::at(&file, Path::new("/library"), MADE_WITH);
    let error = cache.write(Part::Heads, std::iter::empty()).unwrap_err().to_string();
    assert!(error.contains("keep the catalogue in"), "{error}");
    assert_eq!(read(&cache, Part::Heads), []);
}

#[test]
fn every_touch_of_a_dossier_shows_in_its_stamp_and_no_other() {
    let scene = Scene::new();
    let stamp = || FolderStamp::of(&scene.path);
    let mut last = stamp();
    assert_eq!(stamp(), last, "nothing was touched");
    let mut changed = |what: &str| {
        let now = stamp();
        assert_ne!(now, last, "{what}");
        last = now;
    };
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "a")))])).unwrap();
    changed("a note");
    keeper.save(&change(4, vec![write(Some(&note(1, "a")), None)])).unwrap();
    changed("a note that is gone");
    keeper.save_tally(3, 9);
    changed("what was found");
    drop(keeper);
    let event = scene.path.join("event.toml");
    let text = fs::read_to_string(&event).unwrap();
    fs::write(&event, text.replace("Trump–Xi", "Xi–Trump, again")).unwrap();
    changed("a title written in an editor");
    let texts = fs::read_dir(scene.path.join("texts")).unwrap();
    let text = texts.map(|entry| entry.unwrap().path()).find(|path| path.extension().is_some_and(|it| it == "txt"));
    fs::write(text.unwrap(), "another text").unwrap();
    changed("a text that was tampered with");
    assert_eq!(FolderStamp::of(scene.folder.path()), None, "no event is there");
}

#[test]
fn a_look_sees_what_opening_sees_and_writes_nothing() {
    let scene = Scene::new();
    let created = glance(&scene.path).unwrap();
    assert_eq!((created.tally, created.dossier.annotations.len()), (None, 0));
    assert!(created.worked.is_some(), "when it was made");
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "a")))])).unwrap();
    keeper.save(&change(9, vec![write(None, Some(&note(2, "b")))])).unwrap();
    keeper.save_tally(3, 9);
    // While it is open: a look takes no lock.
    let before = files(&scene.path);
    let seen = glance(&scene.path).unwrap();
    assert_eq!(files(&scene.path), before);
    assert_eq!((seen.worked, seen.tally), (Some(at(9)), Some((3, 9))));
    drop(keeper);
    let (opened, _) = Keeper::open(&scene.path, at(10)).unwrap();
    assert_eq!(seen.dossier, opened.dossier);
}

#[test]
fn a_look_at_a_damaged_dossier_sees_the_rest_or_says_why_not() {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "a"))), write(None, Some(&note(2, "b")))])).unwrap();
    drop(keeper);
    let mut notes: Vec<_> =
        fs::read_dir(scene.path.join("annotations")).unwrap().map(|it| it.unwrap().path()).collect();
    notes.sort();
    fs::write(&notes[0], "{ torn").unwrap();
    fs::write(scene.path.join("local/tally"), "many").unwrap();
    let seen = glance(&scene.path).unwrap();
    assert_eq!((seen.dossier.annotations.len(), seen.tally), (1, None));
    fs::write(scene.path.join("event.toml"), "title = ").unwrap();
    assert!(glance(&scene.path).unwrap_err().to_string().contains("event.toml"));
}
