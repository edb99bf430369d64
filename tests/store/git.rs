//! Two clones of a dossier, edited by two people: git joins them without a conflict.

use super::scene::*;
use diptych::domain::{
    Annotation, Dossier, Edit, Language, Readout, ReadoutId, Side, Status, TagId, Text, TextHash, Version,
};
use diptych::store::Keeper;
use std::path::{Path, PathBuf};
use std::process::Command;

fn there() -> bool {
    let there = Command::new("git").arg("--version").output().is_ok();
    if !there {
        eprintln!("SKIPPED: git is not installed, so merging was not tested");
    }
    there
}

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").current_dir(folder).args(identity).args(arguments).output().unwrap();
    if !output.status.success() {
        eprintln!(
            "git {arguments:?}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    output.status.success()
}

/// A clone of the dossier as it is.
fn clone(scene: &Scene) -> PathBuf {
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "start"]] {
        assert!(git(&scene.path, arguments));
    }
    let clone = scene.folder.path().join("clone");
    assert!(git(scene.folder.path(), &["clone", "-q", scene.path.to_str().unwrap(), clone.to_str().unwrap()]));
    clone
}

fn commit(path: &Path) {
    assert!(git(path, &["add", "-A"]) && git(path, &["commit", "-qm", "work"]));
}

#[test]
fn git_merges_the_work_of_two_people() {
    if !there() {
        return;
    }
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    let shared = note(1, "shared");
    keeper.save(&change(3, vec![write(None, Some(&shared))])).unwrap();
    drop(keeper);
    let clone = clone(&scene);
    assert!(!clone.join("local").exists(), "what belongs to one copy is not shared");
    // Each adds a note, and each alters another field of the shared one.
    let (_, mut ours) = scene.open();
    let words = Annotation { note: "shared, with other words".into(), ..shared.clone() };
    ours.save(&change(4, vec![write(Some(&shared), Some(&words)), write(None, Some(&note(2, "ours")))])).unwrap();
    assert!(git(&scene.path, &["add", "-A"]) && git(&scene.path, &["commit", "-qm", "ours"]));
    let (_, mut theirs) = Keeper::open(&clone, at(4)).unwrap();
    let mut tagged = shared.clone();
    tagged.tags.push(TagId("term".into()));
    tagged.status = Status::Accepted;
    theirs.save(&change(4, vec![write(Some(&shared), Some(&tagged)), write(None, Some(&note(3, "theirs")))])).unwrap();
    drop(theirs);
    assert!(git(&clone, &["add", "-A"]) && git(&clone, &["commit", "-qm", "theirs"]));
    // Merged while the dossier is open here.
    assert!(git(&scene.path, &["pull", "-q", "--no-rebase", "--no-edit", clone.to_str().unwrap(), "main"]));
    let outside = ours.refresh(at(6)).unwrap().unwrap();
    assert_eq!(outside.edits.len(), 2);
    drop(ours);
    assert_eq!(notes(&scene.path), ["shared, with other words", "ours", "theirs"]);
    let (opened, _) = scene.open();
    let merged = &opened.dossier.annotations[&shared.id];
    assert_eq!((merged.tags.len(), merged.status), (3, Status::Accepted));
}

/// Adds a document to the side of its party, which tells the side.
fn add(dossier: &mut Dossier, readout: Readout) {
    let edits = dossier.adding(readout, Side::Left);
    assert_eq!(edits.len(), 1);
    edits[0].apply(dossier);
}

/// Saves what leads from the dossier as opened to the dossier as it should be.
fn save(keeper: &mut Keeper, before: &Dossier, after: &Dossier, texts: &[&str]) {
    texts.iter().for_each(|text| keeper.keep(&Text::new(*text)).unwrap());
    keeper.save(&change(4, Edit::between(before, after))).unwrap();
}

#[test]
fn git_merges_two_people_s_documents_event_and_codebook() {
    if !there() {
        return;
    }
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    let shared = note(1, "shared");
    keeper.save(&change(3, vec![write(None, Some(&shared))])).unwrap();
    drop(keeper);
    let clone = clone(&scene);
    let cn = ReadoutId("cn".into());

    // Both add a document to the same side, and describe the same document and event further.
    let (opened, mut ours) = scene.open();
    let mut after = opened.dossier.clone();
    add(&mut after, readout("us-sheet", "US", "en", "Sheet.\n"));
    after.event.title = "The call of June".into();
    after.event.place = Some("by telephone".into());
    let mut edited = after.readout(&cn).unwrap().clone();
    edited.url = Some("https://example.org/cn".into());
    edited.language = Language("zh".into());
    after.put_readout(&cn, Some(edited));
    after.codebook.tags[0].definition = "Not found there.".into();
    after.annotations.get_mut(&shared.id).unwrap().note = "other words".into();
    save(&mut ours, &opened.dossier, &after, &["Sheet.\n"]);
    commit(&scene.path);

    let (opened, mut theirs) = Keeper::open(&clone, at(4)).unwrap();
    let mut after = opened.dossier.clone();
    add(&mut after, readout("us-briefing", "US", "en", "Briefing.\n"));
    after.event.kind = diptych::domain::EventKind::VideoCall;
    after.event.zone = Some("America/New_York".into());
    after.event.watch.push("taiwan".into());
    let mut edited = after.readout(&cn).unwrap().clone();
    edited.archive_url = Some("https://example.org/archive".into());
    edited.title = "Corrected title".into();
    edited.versions.push(Version { sha256: TextHash::of("Again.\n"), captured: None, imported: String::new() });
    after.put_readout(&cn, Some(edited));
    after.codebook.tags[1].example = "One says yes.".into();
    let theirs_note: &mut Annotation = after.annotations.get_mut(&shared.id).unwrap();
    theirs_note.status = Status::Accepted;
    theirs_note.tags.push(TagId("term".into()));
    save(&mut theirs, &opened.dossier, &after, &["Briefing.\n", "Again.\n"]);
    drop(theirs);
    commit(&clone);

    assert!(git(&scene.path, &["pull", "-q", "--no-rebase", "--no-edit", clone.to_str().unwrap(), "main"]));
    let outside = ours.refresh(at(6)).unwrap().unwrap();
    assert!(outside.texts && outside.rescue.is_none(), "{outside:?}");
    let merged = ours.reload(at(7)).unwrap();
    assert_eq!(merged.problems, []);
    let dossier = merged.dossier;
    assert_eq!((dossier.event.title.as_str(), dossier.event.kind.name()), ("The call of June", "video call"));
    assert_eq!(
        (dossier.event.place.as_deref(), dossier.event.zone.as_deref()),
        (Some("by telephone"), Some("America/New_York"))
    );
    let sides = dossier.sides();
    let names = |side: Side| sides[side].iter().map(|id| id.0.as_str()).collect::<Vec<_>>();
    assert_eq!(names(Side::Left), ["us", "us-briefing", "us-sheet"]);
    assert_eq!((names(Side::Right), dossier.event.watch.len()), (vec!["cn"], 2));
    let cn = dossier.readout(&cn).unwrap();
    assert_eq!((cn.title.as_str(), cn.language.0.as_str(), cn.versions.len()), ("Corrected title", "zh", 2));
    assert!(cn.url.is_some() && cn.archive_url.is_some());
    assert_eq!(
        (dossier.codebook.tags[0].definition.as_str(), dossier.codebook.tags[1].example.as_str()),
        ("Not found there.", "One says yes.")
    );
    let merged = &dossier.annotations[&shared.id];
    assert_eq!((merged.note.as_str(), merged.tags.len(), merged.status), ("other words", 3, Status::Accepted));
}
