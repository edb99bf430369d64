//! Stories of two copies of one event.

use super::super::fixture::{Desk, TEXT};
use super::*;
use crate::domain::{Anchor, Annotation, Ruling, Sides, Status, Tag, TagColour};

/// An event with a note, copied to two people.
fn copies() -> (Desk, Desk, AnnotationId, Ancestor) {
    let mut desk = Desk::new();
    let id = desk.note("ada", "met on Monday", &["term"]);
    desk.dossier.annotations.get_mut(&id).unwrap().note = "First words".to_owned();
    let ancestor = Ancestor {
        event: Some(desk.dossier.event.clone()),
        codebook: Some(desk.dossier.codebook.clone()),
        readouts: desk.dossier.readouts.iter().map(|readout| (readout.id.clone(), readout.clone())).collect(),
        annotations: desk.dossier.annotations.clone(),
        decisions: desk.dossier.decisions.clone(),
    };
    let other = Desk::from(desk.dossier.clone(), 100);
    (desk, other, id, ancestor)
}

/// The merge; its edits must lead to it, and a second one must change nothing.
fn check(mine: &Dossier, theirs: &Dossier, ancestor: &Ancestor) -> Merged {
    let merged = merge(mine, theirs, ancestor);
    let mut done = mine.clone();
    done.texts = merged.dossier.texts.clone();
    let edits = merged.edits(mine);
    assert!(edits.iter().all(|edit| edit.fits(mine)));
    edits.iter().for_each(|edit| edit.apply(&mut done));
    assert_eq!(done, merged.dossier);
    assert_eq!(merge(&done, theirs, ancestor).edits(&done), [], "merged twice is merged once");
    merged
}

fn told(merged: &Merged) -> Vec<(&str, &str, &str)> {
    merged.conflicts.iter().map(|it| (it.field.as_str(), it.mine.as_str(), it.theirs.as_str())).collect()
}

#[test]
fn what_is_only_there_is_added() {
    let (mine, mut theirs, _, ancestor) = copies();
    let note = theirs.note("ben", "A fair", &["check"]);
    let ruling = theirs.ruling("ben", "one", Ruling::Accept);
    theirs.document("sheet", "NO", "A fact sheet came later.");
    for ancestor in [&ancestor, &Ancestor::default()] {
        let merged = check(&mine.dossier, &theirs.dossier, ancestor);
        assert_eq!(merged.conflicts, []);
        assert!(merged.related);
        assert!(merged.dossier.annotations.contains_key(&note) && merged.dossier.decisions.contains_key(&ruling));
        assert_eq!(merged.dossier.readouts.len(), 2);
        assert_eq!(merged.new_texts().count(), 1);
        assert_eq!(merged.taken.len(), 3, "{:?}", merged.taken);
        // Its party speaks on the left, so the document stands there.
        assert_eq!(merged.dossier.sides().left.len(), 2);
    }
}

#[test]
fn one_note_changed_by_one_is_taken() {
    let (mut mine, mut theirs, id, ancestor) = copies();
    theirs.dossier.annotations.get_mut(&id).unwrap().status = Status::Accepted;
    theirs.dossier.annotations.get_mut(&id).unwrap().tags.push(TagId("check".to_owned()));
    let here = mine.dossier.annotations.get_mut(&id).unwrap();
    here.note = "Better words".to_owned();
    here.tags = vec![TagId("figure".to_owned())];
    let merged = check(&mine.dossier, &theirs.dossier, &ancestor);
    assert_eq!(merged.conflicts, []);
    let now = &merged.dossier.annotations[&id];
    assert_eq!(
        (now.note.as_str(), now.status, listed(&now.tags)),
        ("Better words", Status::Accepted, "figure, check".into())
    );
}

#[test]
fn a_note_changed_by_both_stands_twice() {
    let (mut mine, mut theirs, id, ancestor) = copies();
    mine.dossier.annotations.get_mut(&id).unwrap().note = "My words".to_owned();
    theirs.dossier.annotations.get_mut(&id).unwrap().note = "Their words".to_owned();
    for ancestor in [&ancestor, &Ancestor::default()] {
        let merged = check(&mine.dossier, &theirs.dossier, ancestor);
        assert_eq!(told(&merged), [("note", "My words", "Their words")]);
        assert_eq!(merged.dossier.annotations[&id].note, "My words");
        let Fate::Beside(copy) = merged.conflicts[0].fate else { panic!("theirs is kept beside") };
        let copy = &merged.dossier.annotations[&copy];
        assert_eq!((copy.note.as_str(), copy.author.as_str()), ("Their words", "ada"));
        assert_eq!(copy.other["conflicts-with"], id.0.to_string());
    }
}

#[test]
fn nothing_is_deleted_by_a_merge() {
    let (mut mine, mut theirs, id, ancestor) = copies();
    theirs.dossier.annotations.remove(&id);
    let merged = check(&mine.dossier, &theirs.dossier, &ancestor);
    assert!(merged.dossier.annotations.contains_key(&id));
    assert_eq!(
        (told(&merged), merged.conflicts[0].fate.clone()),
        (vec![("the note", "First words", "deleted")], Fate::Kept)
    );

    // What I deleted stays deleted, unless the other worked on it.
    let (_, mut theirs, ..) = copies();
    mine.dossier.annotations.remove(&id);
    assert_eq!(check(&mine.dossier, &theirs.dossier, &ancestor).dossier.annotations.len(), 0);
    theirs.dossier.annotations.get_mut(&id).unwrap().note = "Their words".to_owned();
    let merged = check(&mine.dossier, &theirs.dossier, &ancestor);
    assert_eq!(told(&merged), [("the note", "deleted", "Their words")]);
    assert!(merged.dossier.annotations.contains_key(&id));
}

#[test]
fn rulings_against_each_other_are_told() {
    let (mut mine, mut theirs, _, ancestor) = copies();
    mine.ruling("ada", "one", Ruling::Accept);
    theirs.ruling("ben", "one", Ruling::Dismiss);
    let merged = check(&mine.dossier, &theirs.dossier, &ancestor);
    assert_eq!(told(&merged), [("ruling", "accept figure by ada", "dismiss figure by ben")]);
    assert_eq!((merged.dossier.decisions.len(), merged.conflicts[0].fate.clone()), (2, Fate::Both));

    // One ruling in two states: mine stands and theirs waits.
    let id = mine.ruling("ada", "two", Ruling::Accept);
    let mut other = mine.dossier.decisions[&id].clone();
    if let crate::domain::Matter::Discrepancy { ruling, .. } = &mut other.matter {
        *ruling = Ruling::Dismiss;
    }
    theirs.dossier.decisions.clear();
    theirs.dossier.decisions.insert(id, other);
    let merged = check(&mine.dossier, &theirs.dossier, &ancestor);
    assert_eq!((merged.conflicts.len(), merged.conflicts[0].fate.clone()), (1, Fate::Waits));
    assert_eq!(merged.dossier.decisions, mine.dossier.decisions);
}

#[test]
fn what_is_known_of_a_document_is_joined() {
    let (mut mine, mut theirs, _, ancestor) = copies();
    mine.dossier.readouts[0].title = "My title".to_owned();
    theirs.dossier.readouts[0].title = "Their title".to_owned();
    theirs.dossier.readouts[0].publisher = Some("Press office".to_owned());
    theirs.dossier.event.place = Some("On the river".to_owned());
    let merged = check(&mine.dossier, &theirs.dossier, &ancestor);
    assert_eq!(told(&merged), [("title", "My title", "Their title")]);
    assert_eq!(merged.dossier.readouts[0].publisher.as_deref(), Some("Press office"));
    assert_eq!(merged.dossier.event.place.as_deref(), Some("On the river"));
    // Without an ancestor the known still joins the unknown.
    assert_eq!(check(&mine.dossier, &theirs.dossier, &Ancestor::default()).conflicts, merged.conflicts);
}

#[test]
fn a_document_of_another_name_is_known_by_its_text() {
    let (mine, theirs, id, _) = copies();
    let mut theirs = theirs.dossier;
    theirs.readouts[0].id = ReadoutId("post".to_owned());
    theirs.event.sides = Sides::new(vec![], vec![ReadoutId("post".to_owned())]);
    let note = theirs.annotations.remove(&id).unwrap();
    let anchor: Anchor = note.anchors().next().unwrap().clone();
    let id = AnnotationId(uuid::Uuid::from_u128(77));
    let targets = vec![crate::domain::Target::Quote(Anchor { readout: ReadoutId("post".to_owned()), ..anchor })];
    theirs.annotations.insert(id, Annotation { id, targets, ..note });
    let merged = check(&mine.dossier, &theirs, &Ancestor::default());
    assert_eq!(merged.dossier.readouts.len(), 1);
    assert_eq!(merged.dossier.event.sides, mine.dossier.event.sides);
    assert_eq!(merged.dossier.annotations[&id].anchors().next().unwrap().readout.0, "north");
}

#[test]
fn another_document_of_the_same_name_gets_a_name_of_its_own() {
    let mut mine = Desk::new();
    mine.document("post", "SO", "One post of the south.");
    let mut theirs = Desk::new();
    theirs.document("post", "SO", "Quite another post.");
    theirs.dossier.readouts[1].title = "Another post".to_owned();
    theirs.dossier.event.sides.right = vec![ReadoutId("post".to_owned())];
    let merged = check(&mine.dossier, &theirs.dossier, &Ancestor::default());
    let ids: Vec<&str> = merged.dossier.readouts.iter().map(|readout| readout.id.0.as_str()).collect();
    assert_eq!(ids, ["north", "post", "post-2"]);
    assert_eq!(merged.dossier.event.sides.right, [ReadoutId("post-2".to_owned())]);
}

#[test]
fn a_new_capture_joins_the_others_in_time() {
    let at = |second| Some(jiff::Timestamp::from_second(second).unwrap());
    let (mut mine, mut theirs, ..) = copies();
    mine.dossier.readouts[0].versions[0].captured = at(100);
    theirs.dossier.readouts[0].versions[0].captured = at(100);
    mine.document("north", "NO", "The newest text.");
    mine.dossier.readouts[0].versions[1].captured = at(300);
    theirs.document("north", "NO", "The text between.");
    theirs.dossier.readouts[0].versions[1].captured = at(200);
    let merged = check(&mine.dossier, &theirs.dossier, &Ancestor::default());
    let texts: Vec<&str> =
        merged.dossier.readouts[0].versions.iter().map(|version| &*merged.dossier.texts[&version.sha256]).collect();
    assert_eq!(texts, [TEXT, "The text between.", "The newest text."]);
}

#[test]
fn tags_are_known_by_their_id() {
    let (mut mine, mut theirs, _, ancestor) = copies();
    let tag = |id: &str, letter| Tag {
        id: TagId(id.to_owned()),
        letter,
        name: id.to_owned(),
        colour: TagColour::Red,
        parent: None,
        definition: String::new(),
        example: String::new(),
    };
    mine.dossier.codebook.tags.push(tag("mine", 'm'));
    theirs.dossier.codebook.tags.push(tag("theirs", 'm'));
    mine.dossier.codebook.tags[0].name = "Left out".to_owned();
    theirs.dossier.codebook.tags[0].name = "Silence".to_owned();
    theirs.dossier.codebook.tags[1].definition = "Another definition".to_owned();
    let merged = check(&mine.dossier, &theirs.dossier, &ancestor);
    assert_eq!(told(&merged), [("name", "Left out", "Silence")]);
    let now = &merged.dossier.codebook;
    assert_eq!(now.tags[1].definition, "Another definition");
    assert_eq!(now.tag(&TagId("theirs".to_owned())).unwrap().letter, 'b');
}

#[test]
fn another_event_is_seen() {
    let mut theirs = Desk::new();
    theirs.dossier.texts.clear();
    theirs.dossier.readouts.clear();
    theirs.document("north", "NO", "Another text.");
    assert!(!merge(&Desk::new().dossier, &theirs.dossier, &Ancestor::default()).related);
}
