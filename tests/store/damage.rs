//! Damaged, foreign and hostile dossiers: they open as far as they can, say what is odd, and lose nothing.

use super::scene::*;
use diptych::domain::{Annotation, Problem, TextHash};
use diptych::store::{Access, Keeper, SaveError, StoreError};
use proptest::prelude::*;
use std::fs;

/// A dossier with notes 1 and 2.
fn noted() -> Scene {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "one")))])).unwrap();
    keeper.save(&change(4, vec![write(None, Some(&note(2, "two")))])).unwrap();
    scene
}

fn told(problems: &[Problem], part: &str) {
    assert!(problems.iter().any(|problem| problem.message.contains(part)), "{part} is not told in {problems:?}");
}

#[test]
fn a_torn_history_is_cut_and_said_so() {
    let scene = noted();
    let history = fs::read(scene.history_file()).unwrap();
    let lines = history.iter().filter(|byte| **byte == b'\n').count();
    fs::write(scene.history_file(), &history[..history.len() - 10]).unwrap();
    let (opened, mut keeper) = scene.open();
    told(&opened.problems, "torn");
    assert_eq!(opened.dossier.annotations.len(), 2, "the file of the note is whole");
    keeper.save(&change(5, vec![write(None, Some(&note(3, "three")))])).unwrap();
    drop(keeper);
    assert_eq!(notes(&scene.path), ["one", "two", "three"]);
    let text = fs::read_to_string(scene.history_file()).unwrap();
    assert!(text.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    assert_eq!(text.lines().count(), lines + 1, "one cut, one found outside, one new");
}

#[test]
fn a_nonsense_line_in_the_history_is_passed_over() {
    let scene = noted();
    let text = fs::read_to_string(scene.history_file()).unwrap();
    let mut lines: Vec<_> = text.lines().collect();
    lines.insert(1, "{\"at\": \u{0}garbage");
    fs::write(scene.history_file(), lines.join("\n") + "\n").unwrap();
    let (opened, _) = scene.open();
    told(&opened.problems, "line 2 makes no sense");
    assert_eq!(opened.dossier.annotations.len(), 2);
    assert!(opened.journal.undo(at(1), "ana").is_some());
}

#[test]
fn a_damaged_note_is_set_aside_and_rebuilt() {
    for damage in [&b""[..], b"{\"id\": ", b"\0\0\0\0", b"\xff\xfe"] {
        let scene = noted();
        fs::write(scene.note_file(1), damage).unwrap();
        let (opened, keeper) = scene.open();
        told(&opened.problems, "rebuilt from the history");
        drop(keeper);
        assert_eq!(notes(&scene.path), ["one", "two"]);
        assert_eq!(fs::read(scene.note_file(1).with_extension("json.bad")).unwrap(), damage);
        // Undo still knows it.
        let (opened, mut keeper) = scene.open();
        let mut journal = opened.journal;
        for _ in 0..2 {
            let undo = journal.undo(at(9), "ana").unwrap();
            keeper.save(&undo).unwrap();
            journal.record(undo);
        }
        drop(keeper);
        assert!(notes(&scene.path).is_empty());
    }
}

#[test]
fn a_damaged_note_that_only_a_colleague_knew_is_rebuilt_too() {
    let scene = noted();
    // As in a fresh clone: another working copy, no history of its own.
    fs::remove_dir_all(scene.path.join("local")).unwrap();
    fs::write(scene.note_file(2), "").unwrap();
    let (opened, keeper) = scene.open();
    told(&opened.problems, "rebuilt from the history");
    drop(keeper);
    assert_eq!(notes(&scene.path), ["one", "two"]);
    // And one that nobody knew is kept aside.
    fs::write(scene.note_file(5), "{").unwrap();
    told(&scene.open().0.problems, "no history knows it");
    assert!(scene.note_file(5).with_extension("json.bad").exists());
    assert_eq!(notes(&scene.path), ["one", "two"]);
}

#[test]
fn a_note_that_is_not_understood_is_left_as_it_is() {
    let conflict = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n";
    let later = "{\"format\": \"diptych-annotation/9\", \"id\": 1}";
    for (content, part) in [(conflict, "git left a conflict"), (later, "not understood"), ("[]", "not understood")] {
        let scene = noted();
        fs::write(scene.note_file(1), content).unwrap();
        let (opened, mut keeper) = scene.open();
        told(&opened.problems, part);
        assert_eq!(opened.dossier.annotations.len(), 1);
        let over = change(5, vec![write(None, Some(&note(1, "over it")))]);
        assert!(matches!(keeper.save(&over), Err(SaveError::Conflict { .. })));
        drop(keeper);
        assert_eq!(fs::read_to_string(scene.note_file(1)).unwrap(), content);
        told(&scene.open().0.problems, part);
    }
}

#[test]
fn a_newer_format_is_read_but_never_written() {
    let scene = noted();
    fs::remove_dir_all(scene.path.join("local")).unwrap();
    let event = fs::read_to_string(scene.path.join("event.toml")).unwrap();
    fs::write(scene.path.join("event.toml"), event.replace("dossier/1", "dossier/2")).unwrap();
    let (opened, mut keeper) = scene.open();
    let Access::ReadOnly { why } = opened.access else { panic!("writable") };
    assert!(why.contains("newer Diptych (diptych-dossier/2)"), "{why}");
    assert_eq!(opened.dossier.annotations.len(), 2);
    assert!(keeper.save(&change(5, vec![])).is_err());
    assert!(!scene.path.join("local").exists());
}

#[test]
fn what_is_no_dossier_is_refused_with_what_to_do() {
    let folder = folder();
    let check = |path: &std::path::Path, part: &str| {
        let error = Keeper::open(path, at(1)).unwrap_err().to_string();
        assert!(error.contains(part) && !error.contains('\u{1b}'), "{error}");
    };
    check(&folder.path().join("no\u{1b}[2Jne"), "is not there; check the path");
    check(folder.path(), "is not a dossier");
    let event = folder.path().join("event.toml");
    fs::write(&event, "format = \"diptych-dossier/1\"\n\ntitle = 3\n").unwrap();
    check(&event, "is not a dossier");
    check(folder.path(), "mend it in an editor");
    fs::write(&event, "format = \"something/1\"").unwrap();
    check(folder.path(), "its format is not");
    fs::write(&event, "a = 1\n b = [").unwrap();
    check(folder.path(), "line 2: ");
    fs::write(&event, [0xff, 0xfe]).unwrap();
    check(folder.path(), "utf-8");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was written there");
}

#[test]
fn an_altered_text_is_not_shown_and_notes_on_it_are_kept_untouched() {
    let scene = noted();
    let text = scene.path.join(format!("texts/{}.txt", TextHash::of(RIGHT).as_str()));
    let file = fs::read_to_string(scene.note_file(2)).unwrap();
    fs::write(&text, RIGHT.replace("重要", "次要")).unwrap();
    let (opened, mut keeper) = scene.open();
    told(&opened.problems, "not the text that was captured");
    told(&opened.problems, "missing or altered");
    told(&opened.problems, "it quotes a text that is missing");
    assert_eq!((opened.access, opened.dossier.annotations.len()), (Access::ReadWrite, 2));
    // A rewrite changes what was changed, and not the offsets that cannot be counted now.
    let before = opened.dossier.annotations[&note(2, "").id].clone();
    let after = Annotation { note: "2".into(), ..before.clone() };
    keeper.save(&change(5, vec![write(Some(&before), Some(&after))])).unwrap();
    assert_eq!(fs::read_to_string(scene.note_file(2)).unwrap(), file.replace("\"two\"", "\"2\""));
    drop(keeper);
    fs::write(&text, RIGHT.replace('\n', "\r\n")).unwrap();
    let (opened, _) = scene.open();
    told(&opened.problems, "CR LF");
    assert_eq!(&**opened.dossier.texts.get(&TextHash::of(RIGHT)).unwrap(), RIGHT);
    fs::remove_file(text).unwrap();
    told(&scene.open().0.problems, "missing or altered");
}

#[test]
fn a_note_with_a_wrong_place_is_told_and_kept() {
    let scene = noted();
    let text = fs::read_to_string(scene.note_file(1)).unwrap();
    fs::write(scene.note_file(1), text.replace("\"end\": 44", "\"end\": 44000")).unwrap();
    let (opened, _) = scene.open();
    told(&opened.problems, "does not stand where it says");
    assert_eq!(opened.dossier.annotations.len(), 2);
}

#[test]
fn a_note_on_an_unknown_text_is_refused() {
    let scene = noted();
    let (_, mut keeper) = scene.open();
    let mut strange = note(3, "x");
    let diptych::domain::Target::Quote(anchor) = &mut strange.targets[0] else { panic!("quotes") };
    anchor.text = TextHash::of("never saved");
    let error = keeper.save(&change(5, vec![write(None, Some(&strange))])).unwrap_err();
    assert!(error.to_string().contains("keep the text before it"), "{error}");
    keeper.save(&change(6, vec![write(None, Some(&note(3, "good")))])).unwrap();
}

#[test]
fn a_misnamed_note_is_told_and_left() {
    let scene = noted();
    let misnamed = scene.path.join("annotations/my \u{1b}note.json");
    fs::write(&misnamed, "{}").unwrap();
    let (opened, _) = scene.open();
    told(&opened.problems, "its name is no id");
    assert!(opened.problems[0].subject.contains("⟦U+001B⟧") && misnamed.exists());
}

#[test]
fn bad_documents_are_told_and_the_rest_is_used() {
    let scene = noted();
    let write = |name: &str, content: &str| fs::write(scene.path.join("readouts").join(name), content).unwrap();
    write("a b.toml", "title = 1");
    write("empty.toml", "title = \"t\"\nlanguage = \"en\"\nversions = []\n");
    write("hash.toml", "title = \"t\"\nlanguage = \"en\"\n[[versions]]\nsha256 = \"../../etc/passwd\"\n");
    fs::write(scene.path.join("codebook.toml"), "tag = 3").unwrap();
    let event = fs::read_to_string(scene.path.join("event.toml")).unwrap();
    fs::write(scene.path.join("event.toml"), event.replace("\"cn\"", "\"gone\"")).unwrap();
    let (opened, _) = scene.open();
    for part in
        ["cannot be the name", "names no version", "is not a SHA-256", "default tags", "names the document \"gone\""]
    {
        told(&opened.problems, part);
    }
    assert_eq!(opened.dossier.readouts.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn whatever_is_damaged_nothing_panics_and_no_note_is_lost(
        which in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), junk in "\\PC{0,6}|[\\[\\]{}\",:0-9a-z\n]{0,12}",
    ) {
        let scene = noted();
        let mut files = Vec::new();
        for folder in ["", "annotations", "readouts", "texts", "history", "local"] {
            let entries = fs::read_dir(scene.path.join(folder)).unwrap().map(|entry| entry.unwrap().path());
            files.extend(entries.filter(|path| path.is_file()));
        }
        files.sort();
        let file = which.get(&files);
        let mut bytes = fs::read(file).unwrap();
        let at_byte = cut.index(bytes.len() + 1);
        bytes.splice(at_byte..at_byte, junk.bytes());
        if junk.len() % 2 == 0 {
            bytes.truncate(at_byte + junk.len());
        }
        fs::write(file, &bytes).unwrap();
        if let Ok((opened, keeper)) = Keeper::open(&scene.path, at(1)) {
            drop(keeper);
            for id in [1, 2] {
                let there = opened.dossier.annotations.contains_key(&note(id, "").id);
                prop_assert!(there || scene.note_file(id).exists(), "{} lost note {id}", file.display());
            }
            prop_assert!(Keeper::open(&scene.path, at(2)).is_ok());
        } else {
            prop_assert!(file.ends_with("event.toml"), "{} keeps the dossier from opening", file.display());
        }
    }
}

#[test]
fn only_own_temporary_files_are_swept() {
    let scene = noted();
    let copy = fs::read_to_string(scene.path.join("local/copy")).unwrap();
    let own = scene.path.join(format!("annotations/.x.json.{copy}.tmp"));
    let other = scene.path.join("annotations/.x.json.somebody.tmp");
    fs::write(&own, "").unwrap();
    fs::write(&other, "").unwrap();
    drop(scene.open());
    assert!(!own.exists() && other.exists());
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_dossier() {
    use std::os::unix::fs::symlink;
    let secret = "secret";
    let link = |scene: &Scene, name: &str| {
        let (target, place) = (scene.folder.path().join("outside"), scene.path.join(name));
        if place.is_dir() {
            fs::rename(&place, &target).unwrap();
        } else {
            fs::write(&target, fs::read(&place).unwrap_or_else(|_| secret.into())).unwrap();
            let _ = fs::remove_file(&place);
        }
        symlink(&target, &place).unwrap();
        target
    };
    for name in ["annotations", "decisions", "readouts", "texts", "history", "event.toml"] {
        let scene = noted();
        link(&scene, name);
        let error = Keeper::open(&scene.path, at(1)).unwrap_err();
        assert!(matches!(error, StoreError::Link { .. }), "{name}: {error}");
    }
    let scene = noted();
    link(&scene, "local");
    assert!(matches!(scene.open().0.access, Access::ReadOnly { .. }));
    let scene = noted();
    let target = link(&scene, "local/place");
    let (_, keeper) = scene.open();
    keeper.save_place(77);
    assert_eq!(fs::read_to_string(target).unwrap(), secret);
    drop(keeper);
    let note_file = scene.note_file(1).strip_prefix(&scene.path).unwrap().to_str().unwrap().to_owned();
    let target = link(&scene, &note_file);
    let before = fs::read(&target).unwrap();
    let (opened, _) = scene.open();
    told(&opened.problems, "is a symbolic link");
    assert_eq!(fs::read(&target).unwrap(), before);
    let scene = noted();
    link(&scene, &format!("history/{}", scene.history_file().file_name().unwrap().to_str().unwrap()));
    assert!(Keeper::open(&scene.path, at(1)).is_err());
}
