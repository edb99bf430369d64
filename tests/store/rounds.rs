//! What is saved is found again, to the last field; undo and redo survive.

use super::scene::*;
use diptych::domain::{Annotation, Draft, Edit, Joining, Matter, Ruling, Sides, Status, TagId, Target};
use diptych::store::{Access, Keeper};
use proptest::prelude::*;
use std::fs;

#[test]
fn a_dossier_comes_back_as_it_was_saved() {
    let scene = Scene::new();
    let (opened, mut keeper) = scene.open();
    assert_eq!(opened.dossier, dossier());
    assert_eq!((opened.access, opened.problems), (Access::ReadWrite, vec![]));
    let decision = ruling(9);
    let decide = Edit::Decision { id: decision.id, before: None, after: Some(Box::new(decision.clone())) };
    let (a, b) = (note(1, "one"), note(2, "two\n\n**bold** 台湾"));
    let joined = joining(10, &a);
    let join = Edit::Decision { id: joined.id, before: None, after: Some(Box::new(joined.clone())) };
    keeper.save(&change(3, vec![write(None, Some(&a)), write(None, Some(&b)), decide, join])).unwrap();
    drop(keeper);
    let (opened, _) = scene.open();
    assert_eq!(opened.problems, []);
    let mut expected = dossier();
    expected.annotations = [(a.id, a), (b.id, b)].into();
    expected.decisions = [(decision.id, decision), (joined.id, joined)].into();
    assert_eq!(opened.dossier, expected);
}

/// That the words of a note's two targets belong together.
fn joining(id: u128, note: &Annotation) -> diptych::domain::Decision {
    let anchors: Vec<_> = note.targets.iter().filter_map(Target::anchor).cloned().collect();
    let [left, right] = anchors.try_into().unwrap();
    let matter = Matter::Passages { anchors: Box::new(Sides::new(left, right)), joining: Joining::Link };
    diptych::domain::Decision { matter, ..ruling(id) }
}

#[test]
fn a_note_s_file_is_legible_and_counts_code_points() {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "see\nthis")))])).unwrap();
    let text = fs::read_to_string(scene.note_file(1)).unwrap();
    let expected = r#"{
  "id": "00000000-0000-0000-0000-000000000001",
  "targets": [
    {
      "readout": "us",
      "text": "LEFT",
      "start": 34,
      "end": 44,
      "quote": "meet again",
      "prefix": "e two sides agreed. 😀 They will ",
      "suffix": ".\n"
    },
    {
      "readout": "cn",
      "text": "RIGHT",
      "start": 4,
      "end": 8,
      "quote": "再次会晤",
      "prefix": "双方同意",
      "suffix": "。台湾问题是最重要的问题。\n"
    }
  ],
  "created": "2025-06-15T15:06:41Z",
  "tags": [
    "omission",
    "check"
  ],
  "author": "ana",
  "note": "see\nthis",
  "origin": {
    "by": "discrepancy",
    "id": "d1",
    "kind": "topic-omitted",
    "program": "diptych 0.1.0",
    "summary": "only one text has it"
  },
  "status": "open",
  "format": "diptych-annotation/1",
  "colleague": {
    "seen": [
      1,
      2.5
    ]
  }
}
"#;
    let hash = |text| diptych::domain::TextHash::of(text).as_str().to_owned();
    let shown = text.replace(&hash(LEFT), "LEFT").replace(&hash(RIGHT), "RIGHT");
    assert_eq!(shown, expected);
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let scene = Scene::new();
    let (mut opened, mut keeper) = scene.open();
    let first = note(1, "first");
    let second = Annotation { note: "second".into(), status: Status::Accepted, ..first.clone() };
    for edit in [write(None, Some(&first)), write(Some(&first), Some(&second))] {
        let change = change(3, vec![edit]);
        keeper.save(&change).unwrap();
        opened.journal.record(change);
    }
    drop(keeper);
    let check = |undo: bool, expected: &[&str]| {
        let (mut opened, mut keeper) = scene.open();
        let step = if undo { opened.journal.undo(at(5), "ana") } else { opened.journal.redo(at(5), "ana") };
        let step = step.unwrap();
        assert!(step.edits.iter().all(|edit| edit.fits(&opened.dossier)));
        keeper.save(&step).unwrap();
        step.edits.iter().for_each(|edit| edit.apply(&mut opened.dossier));
        drop(keeper);
        assert_eq!(notes(&scene.path), expected);
    };
    check(true, &["first"]);
    check(true, &[]);
    check(false, &["first"]);
    check(false, &["second"]);
    check(true, &["first"]);
    let (opened, _) = scene.open();
    assert!(opened.journal.redo(at(6), "ana").is_some());
}

#[test]
fn fields_of_others_are_kept_when_a_note_is_rewritten() {
    let scene = Scene::new();
    let (_, mut keeper) = scene.open();
    keeper.save(&change(3, vec![write(None, Some(&note(1, "mine")))])).unwrap();
    drop(keeper);
    let text = fs::read_to_string(scene.note_file(1)).unwrap();
    let text = text.replace("\"readout\": \"us\",", "\"readout\": \"us\",\n      \"page\": 7,");
    fs::write(scene.note_file(1), text.replace("\"status\"", "\"later\": {\"deep\": [true]},\n  \"status\"")).unwrap();
    let (opened, mut keeper) = scene.open();
    let before = opened.dossier.annotations.values().next().unwrap().clone();
    let after = Annotation { note: "again".into(), ..before.clone() };
    keeper.save(&change(4, vec![write(Some(&before), Some(&after))])).unwrap();
    let text = fs::read_to_string(scene.note_file(1)).unwrap();
    for part in ["\"page\": 7", "\"later\": {", "\"again\"", "\"colleague\""] {
        assert!(text.contains(part), "{part} is missing from {text}");
    }
}

#[test]
fn a_draft_and_the_place_are_offered_again() {
    let scene = Scene::new();
    let (opened, keeper) = scene.open();
    assert_eq!((opened.draft, opened.place), (None, None));
    let draft = Draft { annotation: note(7, "half a sen"), is_new: true };
    keeper.save_draft(&draft).unwrap();
    keeper.save_draft(&Draft { annotation: note(7, "half a sentence"), ..draft.clone() }).unwrap();
    keeper.save_place(42);
    drop(keeper);
    let (opened, keeper) = scene.open();
    assert_eq!(opened.draft.unwrap().annotation, note(7, "half a sentence"));
    assert_eq!(opened.place, Some(42));
    keeper.clear_draft().unwrap();
    keeper.clear_draft().unwrap();
    drop(keeper);
    assert_eq!(scene.open().0.draft, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_is_saved_is_what_is_opened(
        texts in proptest::collection::vec(("\\PC{0,30}", any::<bool>(), 0usize..4, any::<u8>()), 1..6),
    ) {
        let scene = Scene::new();
        let (_, mut keeper) = scene.open();
        let mut expected = dossier();
        for (n, (words, accept, tags, seed)) in texts.into_iter().enumerate() {
            let mut new = note(u128::from(seed % 4) + 1, &words);
            new.tags = (0..tags).map(|n| TagId(["omission", "check", "term", "tone"][n].into())).collect();
            new.status = if accept { Status::Accepted } else { Status::Dismissed };
            let old = expected.annotations.get(&new.id).cloned();
            let mut decision = ruling(7);
            if let Matter::Discrepancy { ruling, .. } = &mut decision.matter {
                *ruling = if accept { Ruling::Accept } else { Ruling::Dismiss };
            }
            let before = expected.decisions.get(&decision.id).cloned().map(Box::new);
            let edits = vec![
                write(old.as_ref(), (seed > 40).then_some(&new).or(old.is_none().then_some(&new))),
                Edit::Decision { id: decision.id, before, after: (seed < 200).then(|| Box::new(decision)) },
            ];
            edits.iter().for_each(|edit| edit.apply(&mut expected));
            keeper.save(&change(i64::try_from(n).unwrap(), edits)).unwrap();
        }
        drop(keeper);
        let (opened, _) = Keeper::open(&scene.path, at(3)).unwrap();
        prop_assert_eq!(opened.problems, vec![]);
        prop_assert_eq!(opened.dossier, expected);
    }
}
