//! The doctor finds what was broken on purpose, and mends what it can prove.

use super::scene::*;
use diptych::domain::TextHash;
use diptych::store::{Finding, StoreError, examine, mend};
use std::fs;

fn noted() -> Scene {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "one")))])).unwrap();
    keeper.save(&change(4, vec![write(None, Some(&note(2, "two")))])).unwrap();
    scene
}

fn words(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|it| format!("{} {}: {}", it.wrong, it.problem.subject, it.problem.message)).collect()
}

/// Breaks something, and says whether the doctor finds it, whether it is wrong, and whether it is mended.
#[track_caller]
fn check(scene: &Scene, part: &str, wrong: bool, mends: bool) {
    let before = files(&scene.path);
    let found = examine(&scene.path, at(9));
    let is = |finding: &Finding| finding.problem.message.contains(part);
    assert!(found.iter().any(|finding| is(finding) && finding.wrong == wrong), "{part}: {:?}", words(&found));
    assert_eq!(files(&scene.path), before, "a look changes nothing");
    let outcome = mend(&scene.path, at(10)).unwrap();
    assert_eq!(outcome.mended.iter().any(is), mends, "{part}: mended {:?}", words(&outcome.mended));
    assert_eq!(outcome.left.iter().any(is), !mends, "{part}: left {:?}", words(&outcome.left));
    if mends {
        assert!(outcome.left.iter().all(|finding| !finding.wrong), "{part}: left {:?}", words(&outcome.left));
        assert_eq!(notes(&scene.path), ["one", "two"]);
    }
}

#[test]
fn a_sound_dossier_has_no_findings() {
    let scene = noted();
    assert_eq!(words(&examine(&scene.path, at(9))), Vec::<String>::new());
    let (_, _keeper) = scene.open();
    assert_eq!(words(&examine(&scene.path, at(9))), Vec::<String>::new(), "also while it is open");
    assert!(matches!(mend(&scene.path, at(9)), Err(StoreError::InUse { .. })));
}

#[test]
fn what_can_be_proved_is_mended() {
    let text = |scene: &Scene| scene.path.join(format!("texts/{}.txt", TextHash::of(RIGHT).as_str()));
    let scene = noted();
    fs::write(text(&scene), RIGHT.replace('\n', "\r\n")).unwrap();
    check(&scene, "CR LF", true, true);
    assert_eq!(fs::read_to_string(text(&scene)).unwrap(), RIGHT);

    let scene = noted();
    fs::write(scene.note_file(1), "{ torn").unwrap();
    check(&scene, "rebuilds it from the history", true, true);

    let scene = noted();
    let history = fs::read(scene.history_file()).unwrap();
    fs::write(scene.history_file(), [&history[..], b"{\"torn"].concat()).unwrap();
    check(&scene, "torn", true, true);

    // As after a kill between the history and the file.
    let scene = noted();
    fs::remove_file(scene.note_file(2)).unwrap();
    fs::write(scene.path.join("local/settled"), "0").unwrap();
    check(&scene, "in the history and not in the file", true, true);

    let scene = noted();
    let copy = fs::read_to_string(scene.path.join("local/copy")).unwrap();
    fs::write(scene.path.join(format!("annotations/.x.json.{copy}.tmp")), "").unwrap();
    check(&scene, "--mend removes it", true, true);

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let scene = noted();
        fs::set_permissions(scene.note_file(1), fs::Permissions::from_mode(0o644)).unwrap();
        fs::set_permissions(&scene.path, fs::Permissions::from_mode(0o755)).unwrap();
        check(&scene, "can read 2 of its files", true, true);
    }
}

#[test]
fn what_cannot_be_proved_is_told_and_left() {
    let text = |words: &str| format!("texts/{}.txt", TextHash::of(words).as_str());
    let broken = |part: &str, wrong: bool, damage: &dyn Fn(&Scene)| {
        let scene = noted();
        damage(&scene);
        check(&scene, part, wrong, false);
    };
    let edit = |scene: &Scene, file: &str, from: &str, to: &str| {
        let path = scene.path.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from:?} is not in {text}");
        fs::write(path, text.replace(from, to)).unwrap();
    };
    let note_file = |id| format!("annotations/00000000-0000-0000-0000-00000000000{id}.json");
    broken("its hash differs", true, &|scene| fs::write(scene.path.join(text(LEFT)), "other words").unwrap());
    broken("is missing or altered", true, &|scene| fs::remove_file(scene.path.join(text(LEFT))).unwrap());
    broken("does not stand where it says", true, &|scene| edit(scene, &note_file(1), "\"start\": 34", "\"start\": 33"));
    broken("the words around its quotation", false, &|scene| edit(scene, &note_file(1), "双方同意", "另一方同"));
    broken("which is not there", true, &|scene| edit(scene, "event.toml", "\"us\"", "\"gone\""));
    broken("it quotes the document", true, &|scene| fs::remove_file(scene.path.join("readouts/cn.toml")).unwrap());
    broken("is no file of a dossier", false, &|scene| fs::write(scene.path.join("notes.docx"), "x").unwrap());
    broken("another working copy or program", false, &|scene| {
        fs::write(scene.path.join("texts/.x.txt.somebody.tmp"), "").unwrap();
    });
    broken("set aside here", false, &|scene| fs::write(scene.note_file(3).with_extension("json.bad"), "{").unwrap());
    broken("no document names it", false, &|scene| fs::write(scene.path.join(text("unnamed\n")), "unnamed\n").unwrap());
    broken("does not hold what it says", true, &|scene| {
        let history = scene.history_file();
        let text = fs::read_to_string(&history).unwrap();
        fs::write(&history, text.replace("\"note\":\"one\"", "\"note\":\"ONE\"")).unwrap();
    });
    broken("its name is no id", true, &|scene| fs::write(scene.path.join("annotations/mine.json"), "{}").unwrap());
    broken("mend it in an editor", true, &|scene| edit(scene, "readouts/cn.toml", "title =", "title"));
    #[cfg(unix)]
    broken("is a symbolic link", true, &|scene| {
        std::os::unix::fs::symlink("/etc/hostname", scene.path.join("texts/link.txt")).unwrap();
    });
}

#[test]
fn a_folder_that_does_not_open_is_a_finding() {
    let scene = noted();
    fs::write(scene.path.join("event.toml"), "title = 3").unwrap();
    let found = examine(&scene.path, at(9));
    assert!(
        found.iter().any(|finding| finding.wrong && finding.problem.message.contains("cannot read")),
        "{:?}",
        words(&found)
    );
    let left = mend(&scene.path, at(10)).unwrap().left;
    assert!(left.iter().any(|finding| finding.problem.message.contains("cannot read")));
}
