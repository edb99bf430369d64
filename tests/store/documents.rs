//! Documents, the event and the codebook change through the same door as notes: recorded, undone, carried
//! out after a crash, never over what came from outside.

use super::disks::Faulty;
use super::scene::*;
use diptych::domain::{Change, Dossier, Edit, PartyId, Raw, ReadoutId, Side, Step, TagId, Text, TextHash, Version};
use diptych::store::{Access, Keeper, SaveError};
use proptest::prelude::*;
use std::fs;
use std::io;

const SHEET: &str = "Fact sheet: the two sides agreed on tariffs.\n";
const CORRECTED: &str = "The two sides agreed to talk. 😀 They will meet again.\n";

fn version(text: &str) -> Version {
    Version { sha256: TextHash::of(text), captured: Some(at(50)), imported: "paste, UTF-8".into() }
}

fn text(words: &str) -> Text {
    Text { words: words.into(), raw: Some(Raw { bytes: words.as_bytes().into(), ending: "html".into() }) }
}

/// Another document on the left, another title, a corrected text, a codebook without its last tag.
fn work(dossier: &Dossier) -> (Vec<Text>, Vec<Edit>) {
    let mut after = dossier.clone();
    after.event.title = "The call of June".into();
    after.event.zone = None;
    after.put_readout(&ReadoutId("us-sheet".into()), Some(readout("us-sheet", "US", "en", SHEET)));
    let cn = after.readout(&ReadoutId("cn".into())).unwrap().captured_again(version(CORRECTED)).unwrap();
    after.put_readout(&cn.id.clone(), Some(cn));
    after.codebook.tags.pop();
    (vec![text(SHEET), text(CORRECTED)], Edit::between(dossier, &after))
}

fn applied(mut dossier: Dossier, edits: &[Edit], texts: &[Text]) -> Dossier {
    edits.iter().for_each(|edit| edit.apply(&mut dossier));
    dossier.texts.extend(texts.iter().map(|text| (text.hash(), text.words.clone())));
    dossier
}

#[test]
fn documents_are_added_described_captured_again_and_taken_back() {
    let scene = Scene::new();
    let (mut opened, mut keeper) = scene.open();
    let (texts, edits) = work(&opened.dossier);
    assert_eq!(edits.len(), 4);
    for text in &texts {
        keeper.keep(text).unwrap();
        keeper.keep(text).unwrap();
    }
    let change = change(3, edits);
    keeper.save(&change).unwrap();
    assert_eq!(keeper.refresh(at(4)).unwrap(), None, "its own writing is no change from outside");
    let expected = applied(opened.dossier.clone(), &change.edits, &texts);
    assert_eq!(expected.sides().left, [ReadoutId("us".into()), ReadoutId("us-sheet".into())]);
    opened.journal.record(change.clone());
    drop(keeper);
    let raw = scene.path.join(format!("texts/{}.raw.html", TextHash::of(SHEET).as_str()));
    assert_eq!(fs::read_to_string(raw).unwrap(), SHEET);

    let check = |step: Step, expected: &Dossier| {
        let (opened, mut keeper) = scene.open();
        assert_eq!(opened.problems, []);
        let change = match step {
            Step::Undo => opened.journal.undo(at(5), "ana").unwrap(),
            _ => opened.journal.redo(at(5), "ana").unwrap(),
        };
        assert!(change.edits.iter().all(|edit| edit.fits(&opened.dossier)));
        keeper.save(&change).unwrap();
        drop(keeper);
        let found = reopened(&scene.path);
        assert_eq!(found.dossier, *expected, "{step:?}");
    };
    assert_eq!(reopened(&scene.path).dossier, expected);
    // Undo takes back what was said of the documents; no captured text is ever deleted.
    let mut without = dossier();
    without.texts = expected.texts.clone();
    check(Step::Undo, &without);
    check(Step::Redo, &expected);
    check(Step::Undo, &without);
}

#[test]
fn a_document_that_is_removed_leaves_its_text_and_the_notes_on_it() {
    let scene = Scene::new();
    let (opened, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "on both")))])).unwrap();
    let edits = opened.dossier.removing(&ReadoutId("cn".into()));
    keeper.save(&change(4, edits)).unwrap();
    drop(keeper);
    let (opened, mut keeper) = scene.open();
    assert!(opened.dossier.readout(&ReadoutId("cn".into())).is_none());
    assert!(opened.dossier.event.sides.right.is_empty());
    assert_eq!((opened.dossier.texts.len(), opened.dossier.annotations.len()), (2, 1));
    assert!(opened.problems.iter().all(|problem| problem.message.contains("it quotes the document \"cn\"")));
    let undo = opened.journal.undo(at(5), "ana").unwrap();
    keeper.save(&undo).unwrap();
    drop(keeper);
    assert_eq!(notes(&scene.path), ["on both"]);
}

#[test]
fn a_document_goes_to_the_side_that_was_asked_for() {
    let base = dossier();
    let sheet = readout("us-sheet", "US", "en", SHEET);
    let check = |base: &Dossier, party: Option<&str>, side: Side, edits: usize| {
        let mut sheet = sheet.clone();
        sheet.party = party.map(|party| PartyId(party.into()));
        let made = base.adding(sheet.clone(), side);
        assert_eq!(made.len(), edits, "{party:?} {side:?}");
        let after = applied(base.clone(), &made, &[]);
        assert_eq!(after.sides()[side].last(), Some(&sheet.id));
        assert!(!after.sides()[side.other()].contains(&sheet.id));
        assert_eq!(applied(after.clone(), &after.removing(&sheet.id), &[]), *base);
    };
    // Its party speaks on that side only: the event's file need not change.
    check(&base, Some("US"), Side::Left, 1);
    check(&base, Some("US"), Side::Right, 2);
    check(&base, Some("EU"), Side::Left, 2);
    check(&base, None, Side::Right, 2);
}

#[test]
fn a_change_that_names_an_unknown_text_or_a_hostile_id_is_refused() {
    let scene = Scene::new();
    let (opened, mut keeper) = scene.open();
    let cn = opened.dossier.readouts[0].captured_again(version(CORRECTED)).unwrap();
    assert_eq!(cn.captured_again(version(CORRECTED)), None, "the same text again is nothing new");
    let edit = Edit::Readout {
        id: cn.id.clone(),
        before: Some(Box::new(opened.dossier.readouts[0].clone())),
        after: Some(Box::new(cn)),
    };
    let error = keeper.save(&change(3, vec![edit.clone()])).unwrap_err();
    assert!(
        matches!(&error, SaveError::Refused(why) if why.to_string().contains("keep the text before it")),
        "{error}"
    );
    let id = ReadoutId("../../evil".into());
    let evil = Edit::Readout { id: id.clone(), before: None, after: Some(Box::new(readout(&id.0, "US", "en", LEFT))) };
    let error = keeper.save(&change(3, vec![evil])).unwrap_err();
    assert!(error.to_string().contains("cannot be the name of a document"), "{error}");
    keeper.keep(&text(CORRECTED)).unwrap();
    keeper.save(&change(4, vec![edit])).unwrap();
}

#[test]
fn killed_at_any_step_all_of_a_change_of_documents_or_nothing_is_there() {
    let mut seen = [false, false];
    for steps in 0.. {
        let scene = Scene::new();
        drop(scene.open());
        let disk = Faulty::killed_after(steps);
        let (opened, mut keeper) = Keeper::open_with(&scene.path, at(5), disk.clone()).unwrap();
        let (texts, edits) = work(&opened.dossier);
        let expected = applied(opened.dossier.clone(), &edits, &texts);
        let mut kept = opened.access == Access::ReadWrite;
        for text in &texts {
            kept = kept && keeper.keep(text).is_ok();
        }
        let saved = kept && keeper.save(&change(6, edits)).is_ok();
        drop(keeper);
        let mut found = reopened(&scene.path).dossier;
        let all = found == expected;
        // Texts that no change names yet do no harm.
        found.texts = dossier().texts;
        assert!(all || (!saved && found == dossier()), "after {steps} steps");
        seen[usize::from(all)] = true;
        if saved && !disk.struck() {
            break;
        }
    }
    assert_eq!(seen, [true, true]);
}

#[test]
fn a_disk_that_fails_once_gets_texts_and_documents_at_the_next_try() {
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied] {
        for steps in 0.. {
            let scene = Scene::new();
            drop(scene.open());
            let disk = Faulty::fails_after(steps, kind);
            let (opened, mut keeper) = Keeper::open_with(&scene.path, at(5), disk.clone()).unwrap();
            if opened.access != Access::ReadWrite {
                continue;
            }
            let (texts, edits) = work(&opened.dossier);
            let refused = texts.iter().filter(|text| keeper.keep(text).is_err()).count();
            let kept = refused == 0;
            let change = change(6, edits);
            let saved = keeper.save(&change);
            if kept && saved.is_ok() && !disk.struck() {
                break;
            }
            assert!(kept || saved.is_ok() || !keeper.is_settled());
            keeper.retry().unwrap();
            assert!(keeper.is_settled());
            drop(keeper);
            let expected = applied(opened.dossier, &change.edits, &texts);
            assert_eq!(reopened(&scene.path).dossier, expected, "{kind:?} after {steps}");
        }
    }
}

#[test]
fn what_others_wrote_into_the_files_is_kept() {
    let scene = Scene::new();
    let append = |file: &str, words: &str| {
        let path = scene.path.join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap() + words).unwrap();
    };
    append("readouts/cn.toml", "page = 7\n");
    append("event.toml", "wikidata = \"Q30\"\n");
    let (opened, mut keeper) = scene.open();
    assert_eq!(opened.problems, []);
    let (texts, edits) = work(&opened.dossier);
    texts.iter().for_each(|text| keeper.keep(text).unwrap());
    keeper.save(&change(3, edits)).unwrap();
    let read = |file: &str| fs::read_to_string(scene.path.join(file)).unwrap();
    assert!(read("readouts/cn.toml").contains("\npage = 7\n"));
    let event = read("event.toml");
    for part in [
        "wikidata = \"Q30\"",
        "\n# The time zone of that date: Asia/Shanghai:\n# zone =\n",
        "title = \"The call of June\"",
    ] {
        assert!(event.contains(part), "{part} is missing from {event}");
    }
    assert!(read("readouts/cn.toml").contains("\ndesk = \"Asia\"\n"));
}

#[test]
fn documents_changed_from_outside_are_noticed_and_never_written_over() {
    let scene = Scene::new();
    let (opened, mut keeper) = scene.open();
    let mut mine = opened.dossier.clone();
    mine.event.title = "Mine".into();
    mine.event.place = Some("by telephone".into());
    let first = change(3, Edit::between(&opened.dossier, &mine));
    keeper.save(&first).unwrap();
    let event = fs::read_to_string(scene.path.join("event.toml")).unwrap();
    let theirs = event.replace("\"Mine\"", "\"Theirs\"").replace("kind = \"call\"", "kind = \"visit\"");
    fs::write(scene.path.join("event.toml"), theirs).unwrap();

    // A save before the look: what both changed stays as it came from outside, the rest is joined.
    let mut again = mine.clone();
    again.event.title = "Mine, better".into();
    again.event.watch.push("taiwan".into());
    let error = keeper.save(&change(4, Edit::between(&mine, &again))).unwrap_err();
    let SaveError::Conflict { outside, rescue, told } = error else { panic!("{error}") };
    assert!(told[0].message.contains("yours was title = \"Mine, better\""), "{told:?}");
    outside.iter().for_each(|edit| edit.apply(&mut mine));
    let rescue = rescue.unwrap();
    assert!(rescue.edits.iter().all(|edit| edit.fits(&mine)));
    rescue.edits.iter().for_each(|edit| edit.apply(&mut mine));
    keeper.save(&rescue).unwrap();
    assert_eq!((mine.event.title.as_str(), mine.event.kind.name()), ("Theirs", "visit"));
    assert_eq!(mine.event.watch, ["tariffs", "taiwan"]);

    // A look before the save.
    fs::write(scene.path.join("codebook.toml"), "tag = []\n").unwrap();
    fs::remove_file(scene.path.join("readouts/us.toml")).unwrap();
    let outside = keeper.refresh(at(5)).unwrap().unwrap();
    assert!(!outside.texts && outside.rescue.is_none() && outside.edits.len() == 2);
    outside.edits.iter().for_each(|edit| edit.apply(&mut mine));
    assert_eq!(keeper.refresh(at(6)).unwrap(), None);
    fs::write(scene.path.join(format!("texts/{}.txt", TextHash::of(SHEET).as_str())), SHEET).unwrap();
    assert!(keeper.refresh(at(7)).unwrap().unwrap().texts);
    let reloaded = keeper.reload(at(8)).unwrap();
    mine.texts.insert(TextHash::of(SHEET), SHEET.into());
    assert_eq!(reloaded.dossier, mine);
    let undo = reloaded.journal.undo(at(9), "ana").unwrap();
    assert_eq!(
        undo.edits,
        rescue.edits.iter().map(Edit::inverse).collect::<Vec<_>>(),
        "older changes rest on what is gone"
    );
    drop(keeper);
    assert_eq!(scene.open().0.dossier, mine);
}

#[test]
fn an_event_that_is_damaged_is_rebuilt_and_one_with_a_slip_is_shown_as_it_was() {
    let scene = Scene::new();
    let (opened, mut keeper) = scene.open();
    let mut after = opened.dossier.clone();
    after.event.title = "Renamed".into();
    keeper.save(&change(3, Edit::between(&opened.dossier, &after))).unwrap();
    drop(keeper);
    let whole = fs::read(scene.path.join("event.toml")).unwrap();
    for damage in [&b""[..], b"\0\0\0", b"\xff\xfe"] {
        fs::write(scene.path.join("event.toml"), damage).unwrap();
        let (opened, keeper) = scene.open();
        assert!(opened.problems[0].message.contains("rebuilt from the history"), "{:?}", opened.problems);
        assert_eq!(opened.dossier, after);
        drop(keeper);
        assert_eq!(fs::read(scene.path.join("event.toml")).unwrap(), whole);
    }
    let slip = String::from_utf8(whole).unwrap().replace("title =", "title");
    fs::write(scene.path.join("event.toml"), &slip).unwrap();
    let (opened, mut keeper) = scene.open();
    assert!(opened.problems[0].message.contains("mend it in an editor"), "{:?}", opened.problems);
    assert_eq!(opened.dossier, after);
    let error = keeper.save(&change(4, Edit::between(&after, &dossier()))).unwrap_err();
    assert!(matches!(error, SaveError::Refused(_)), "{error}");
    keeper.save(&change(5, vec![write(None, Some(&note(1, "notes go on")))])).unwrap();
    assert_eq!(fs::read_to_string(scene.path.join("event.toml")).unwrap(), slip);
}

#[test]
fn killed_while_an_event_is_rebuilt_it_is_rebuilt_at_the_next_opening() {
    for steps in 0.. {
        let scene = Scene::new();
        let (opened, mut keeper) = scene.open();
        let mut after = opened.dossier.clone();
        after.event.title = "Renamed".into();
        keeper.save(&change(3, Edit::between(&opened.dossier, &after))).unwrap();
        drop(keeper);
        fs::write(scene.path.join("event.toml"), "").unwrap();
        let disk = Faulty::killed_after(steps);
        drop(Keeper::open_with(&scene.path, at(4), disk.clone()).unwrap());
        assert_eq!(scene.open().0.dossier, after, "after {steps} steps");
        if !disk.struck() {
            break;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_a_document_is_called_it_comes_back(
        title in any::<String>(), place in proptest::option::of(any::<String>()), key in "[a-z]{1,8}", words in any::<Vec<String>>(),
    ) {
        let scene = Scene::new();
        let (opened, mut keeper) = scene.open();
        let mut after = opened.dossier.clone();
        after.event.title.clone_from(&title);
        after.event.place.clone_from(&place);
        after.event.watch.clone_from(&words);
        after.readouts[0].title = title;
        after.readouts[0].rights = place;
        after.readouts[0].other.insert(format!("x_{key}"), toml::Value::Array(words.into_iter().map(toml::Value::String).collect()));
        after.codebook.tags[0].id = TagId(key.clone());
        after.codebook.tags[0].example = key;
        let made = Change { step: Step::Do, ..change(3, Edit::between(&opened.dossier, &after)) };
        keeper.save(&made).unwrap();
        drop(keeper);
        let (opened, _) = scene.open();
        prop_assert_eq!(opened.problems, vec![]);
        prop_assert_eq!(&opened.dossier, &after);
        prop_assert!(opened.journal.undo(at(4), "ana").unwrap().edits.iter().all(|edit| edit.fits(&after)));
    }
}
