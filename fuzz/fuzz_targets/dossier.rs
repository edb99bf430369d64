//! Any bytes as any file of a dossier's folder: it opens or is refused in words, opens again to the same, and can be
//! examined and mended.
//!
//! The first byte chooses the file, the rest is what stands in it.

#![no_main]

use diptych::domain::{
    Dossier, Event, Language, Problem, Readout, ReadoutId, Sides, TextHash, Version,
};
use diptych::store::{Keeper, Opened, StoreError, Untouched, examine, mend};
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;

/// The files that stand in a dossier, by their place in its folder. `*` is one of its texts.
const PLACES: [&str; 13] = [
    "event.toml",
    "readouts/us-post.toml",
    "codebook.toml",
    "annotations/0193a5b0-0000-7000-8000-000000000001.json",
    "decisions/0193a5b0-0000-7000-8000-000000000002.json",
    "history/0193a5b0-0000-7000-8000-000000000003.jsonl",
    "local/copy",
    "local/settled",
    "local/draft.json",
    "local/place",
    "texts/*.txt",
    "readouts/new.toml",
    "local/holder",
];

/// The sides' texts: short, since what is tried is the files and not the reading of them.
const TEXTS: [(&str, &str); 2] = [("us-post", "They spoke of grain. 😀\n"), ("cn", "双方谈到粮食。\n")];

/// A temporary folder in memory, where the system has such a place: a save waits for the disk, and the waiting is
/// not what is tried.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| TempDir::new()).expect("there is room for temporary files")
}

/// A small event with a document on each side.
fn event() -> Dossier {
    let readout = |(id, text): (&str, &str)| {
        let version = Version { sha256: TextHash::of(text), captured: None, imported: "paste".to_owned() };
        Readout::titled(ReadoutId(id.to_owned()), id.to_owned(), Language::unknown(), version)
    };
    let sides = Sides::new(vec![ReadoutId(TEXTS[0].0.to_owned())], vec![ReadoutId(TEXTS[1].0.to_owned())]);
    Dossier {
        readouts: TEXTS.map(readout).into(),
        texts: TEXTS.iter().map(|(_, text)| (TextHash::of(text), Arc::from(*text))).collect(),
        ..Dossier::of(Event { sides, ..Event::titled("A call") })
    }
}

/// A dossier as it should be, made once: copying files is cheaper than making them.
static WHOLE: LazyLock<Vec<(PathBuf, Vec<u8>)>> = LazyLock::new(|| {
    let folder = folder();
    let path = diptych::store::Library::at(folder.path()).create(&event()).expect("a new folder takes it");
    let mut files = Vec::new();
    gather(&path, &path, &mut files);
    files
});

fn gather(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("it was just made").map(|entry| entry.expect("it was just made").path()).collect();
    paths.sort();
    for path in paths {
        match path.is_dir() {
            true => gather(root, &path, files),
            false => {
                let place = path.strip_prefix(root).expect("it lies within").to_owned();
                files.push((place, fs::read(&path).expect("it was just made")));
            }
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((place, bytes)) = bytes.split_first() else { return };
    let place = PLACES[usize::from(*place) % PLACES.len()];
    let folder = folder();
    lay(folder.path(), place, bytes);
    let now = Timestamp::UNIX_EPOCH;
    let looked_at = told(Keeper::open_with(folder.path(), now, Arc::new(Untouched)));
    let first = told(Keeper::open(folder.path(), now));
    assert_eq!(looked_at.is_some(), first.is_some(), "it opens for reading as it opens for writing");
    let second = told(Keeper::open(folder.path(), now));
    if let (Some(first), Some(second)) = (&first, &second) {
        check(&second.dossier);
        assert_eq!(first.dossier, second.dossier, "a second opening shows something else");
    }
    assert_eq!(first.is_some(), second.is_some(), "it opened once");
    examine(folder.path(), now).iter().for_each(|finding| odd(&finding.problem));
    let mended = mend(folder.path(), now);
    let after = told(Keeper::open(folder.path(), now));
    assert!(mended.is_err() || after.is_some() || first.is_none(), "mending made it worse");
});

/// Writes a whole dossier with these bytes in one place.
fn lay(root: &Path, place: &str, bytes: &[u8]) {
    for (path, whole) in WHOLE.iter() {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it lies within")).expect("there is room");
        fs::write(&path, whole).expect("there is room");
    }
    let text = WHOLE.iter().find(|(path, _)| path.starts_with("texts")).map(|(path, _)| path.clone());
    let path = if place.contains('*') { root.join(text.expect("it has texts")) } else { root.join(place) };
    fs::create_dir_all(path.parent().expect("it lies within")).expect("there is room");
    fs::write(path, bytes).expect("there is room");
}

/// What was opened; what was refused is told in words that a terminal may show.
fn told<K>(opened: Result<(Opened, K), StoreError>) -> Option<Opened> {
    match opened {
        Ok((opened, _)) => {
            opened.problems.iter().for_each(odd);
            Some(opened)
        }
        Err(error) => {
            clean(&error.to_string());
            None
        }
    }
}

fn odd(problem: &Problem) {
    clean(&problem.subject);
    clean(&problem.message);
}

fn clean(told: &str) {
    assert!(!told.is_empty() && !told.contains(|c: char| c.is_control()), "{told:?}");
}

/// What notes quote lies in the texts.
fn check(dossier: &Dossier) {
    for anchor in dossier.annotations.values().flat_map(|annotation| annotation.anchors()) {
        if let Some(text) = dossier.texts.get(&anchor.text) {
            assert!(text.get(anchor.span.start..anchor.span.end).is_some(), "{:?} lies outside", anchor.span);
        }
    }
}
