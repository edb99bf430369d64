//! Recording: choosing a tag, writing a note, and every change as a value that can be taken back.

use crate::app::controls::command::CommandId;
use crate::app::room::selection::{Picked, Selection};
use crate::app::room::{Room, Work};
use crate::app::state::State;
use crate::app::writing::note::{Tagging, Writing};
use crate::app::{Effect, Home, update};
use crate::domain::{Annotation, AnnotationId, Change, Draft, Edit, Origin, Status, Step, TagId, Target, Text};
use crate::review::nothing_in;
use jiff::Timestamp;
use std::sync::Arc;

impl State {
    /// The targets of a selection: the side selected first comes first.
    fn targets(room: &Room, selection: &Selection) -> Vec<Target> {
        [selection.first, selection.first.other()]
            .into_iter()
            .filter_map(|side| match selection.picked[side]? {
                Picked::Words(span) => Some(Target::Quote(room.shown[side].anchor(&room.texts[side], span))),
                Picked::Nothing => Some(Target::Nothing(nothing_in(&room.shown[side], &room.dossier))),
            })
            .collect()
    }

    /// A new annotation with these targets.
    pub(crate) fn annotation(
        &mut self,
        at: Timestamp,
        targets: Vec<Target>,
        tag: Option<TagId>,
        origin: Origin,
    ) -> Annotation {
        Annotation {
            id: AnnotationId(self.ids.next(at)),
            created: at,
            author: self.setup.author.clone(),
            origin,
            targets,
            tags: tag.into_iter().collect(),
            note: String::new(),
            status: Status::Open,
            other: serde_json::Map::new(),
        }
    }

    /// A letter was chosen from the codebook.
    pub(crate) fn choose_tag(&mut self, at: Timestamp, letter: char) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let Some(tag) = room.dossier.codebook.by_letter(letter).map(|tag| tag.id.clone()) else {
            self.warn(format!("no tag has the letter {letter}; the strip shows those there are"));
            return Vec::new();
        };
        let Work::Tagging(tagging) = std::mem::replace(&mut room.work, Work::Reading) else { return Vec::new() };
        self.last_tag = Some(tag.clone());
        match tagging {
            Tagging::Written(mut writing) => {
                let tags = &mut writing.draft.annotation.tags;
                match tags.iter().position(|had| *had == tag) {
                    Some(at) => drop(tags.remove(at)),
                    None => tags.push(tag),
                }
                let effects = vec![Effect::Draft(Some(Box::new(writing.current())))];
                room.work = Work::Writing(writing);
                effects
            }
            Tagging::Instead(mut annotation) => {
                annotation.tags = vec![tag];
                self.keep(at, *annotation, "tag")
            }
            Tagging::Selected(selection) => {
                let targets = State::targets(room, &selection);
                let annotation = self.annotation(at, targets, Some(tag), Origin::Hand);
                self.write(Draft { annotation, is_new: true })
            }
        }
    }

    /// Opens the editor.
    pub(crate) fn write(&mut self, draft: Draft) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let mut effects = adopt(room);
        effects.push(Effect::Draft(Some(Box::new(draft.clone()))));
        room.work = Work::Writing(Box::new(Writing::new(draft)));
        effects
    }

    /// Gives the selection the tag that was chosen last, without a note.
    pub(crate) fn repeat_tag(&mut self, at: Timestamp) -> Vec<Effect> {
        let Some(tag) = self.last_tag.clone() else {
            self.warn("no tag was chosen yet: {choose-tag} chooses one");
            return Vec::new();
        };
        let Some(room) = &mut self.room else { return Vec::new() };
        let Work::Selecting(selection) = std::mem::replace(&mut room.work, Work::Reading) else { return Vec::new() };
        let targets = State::targets(room, &selection);
        let annotation = self.annotation(at, targets, Some(tag), Origin::Hand);
        self.keep(at, annotation, "tag")
    }

    /// The note is finished, also while its tags are being chosen: it becomes part of the dossier.
    pub(crate) fn finish_note(&mut self, at: Timestamp) -> Vec<Effect> {
        let Some(draft) = self.room.as_ref().and_then(|room| room.draft()) else { return Vec::new() };
        if let Some(room) = &mut self.room {
            room.work = Work::Reading;
        }
        let mut effects = self.keep(at, draft.annotation, "note");
        effects.push(Effect::Draft(None));
        effects
    }

    /// The analyst finishes the note, and is told what can be done with it: a narrow footer has no room for it.
    pub(crate) fn finish_writing(&mut self, at: Timestamp) -> Vec<Effect> {
        let effects = self.finish_note(at);
        self.say("note kept; {edit-note} writes on, {undo} takes it back, {export} writes all notes into a file");
        effects
    }

    /// Puts an annotation, new or altered, into the dossier.
    pub(crate) fn keep(&mut self, at: Timestamp, annotation: Annotation, label: &str) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let before = room.dossier.annotations.get(&annotation.id).cloned().map(Box::new);
        if before.as_deref() == Some(&annotation) {
            return Vec::new();
        }
        let id = annotation.id;
        let edit = Edit::Annotation { id, before, after: Some(Box::new(annotation)) };
        let effects = self.change(at, label, vec![edit]);
        if let Some(room) = &mut self.room {
            room.note = Some(id);
        }
        effects
    }

    /// Deletes the annotation at hand; undo brings it back.
    pub(crate) fn delete_note(&mut self, at: Timestamp, id: AnnotationId) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let Some(before) = room.dossier.annotations.get(&id).cloned() else { return Vec::new() };
        let edit = Edit::Annotation { id, before: Some(Box::new(before)), after: None };
        let effects = self.change(at, "delete note", vec![edit]);
        self.say("note deleted; u brings it back");
        effects
    }

    /// Adds tags to the note that is being written, or takes some off.
    pub(crate) fn add_tags(&mut self) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        room.work = match std::mem::replace(&mut room.work, Work::Reading) {
            Work::Writing(writing) => Work::Tagging(Tagging::Written(writing)),
            other => other,
        };
        Vec::new()
    }

    /// Edits, tags anew, judges or deletes the note at hand.
    pub(crate) fn work_on_note(&mut self, at: Timestamp, id: CommandId) -> Vec<Effect> {
        let Some(note) = self.current_note() else { return Vec::new() };
        let Some(room) = &mut self.room else { return Vec::new() };
        let Some(mut annotation) = room.dossier.annotations.get(&note).cloned() else { return Vec::new() };
        match id {
            CommandId::EditNote => self.write(Draft { annotation, is_new: false }),
            CommandId::DeleteNote => self.delete_note(at, note),
            CommandId::AcceptNote | CommandId::DismissNote => {
                let wanted = if id == CommandId::AcceptNote { Status::Accepted } else { Status::Dismissed };
                annotation.status = if annotation.status == wanted { Status::Open } else { wanted };
                self.say(format!("the note is {}", annotation.status.name()));
                self.keep(at, annotation, "status")
            }
            _ => {
                room.work = Work::Tagging(Tagging::Instead(Box::new(annotation)));
                Vec::new()
            }
        }
    }

    /// Takes the newest change back.
    pub(crate) fn undo(&mut self, at: Timestamp) -> Vec<Effect> {
        let change = self.room.as_ref().and_then(|room| room.journal.undo(at, &self.setup.author));
        self.retrace(change, "undone")
    }

    /// Repeats the newest change that was taken back.
    pub(crate) fn redo(&mut self, at: Timestamp) -> Vec<Effect> {
        let change = self.room.as_ref().and_then(|room| room.journal.redo(at, &self.setup.author));
        self.retrace(change, "done again")
    }

    fn retrace(&mut self, change: Option<Change>, word: &str) -> Vec<Effect> {
        let (Some(change), Some(room)) = (change, &self.room) else { return Vec::new() };
        if !change.edits.iter().all(|edit| edit.fits(&room.dossier)) {
            self.warn(format!("“{}” was changed from outside since: it stays as it is", change.label));
            return Vec::new();
        }
        self.say(format!("{word}: {}", change.label));
        let mut notes = change.edits.iter().filter_map(|edit| match edit {
            Edit::Annotation { id, .. } => Some(*id),
            Edit::Event { .. } | Edit::Codebook { .. } | Edit::Readout { .. } | Edit::Decision { .. } => None,
        });
        let note = notes.next_back();
        let effects = self.apply(change, Vec::new());
        // What was undone is shown where it stands.
        if let (Some(room), Some(note)) = (&mut self.room, note)
            && room.dossier.annotations.contains_key(&note)
        {
            room.show_note(note);
        }
        effects
    }

    /// Makes something new happen to the dossier.
    pub(crate) fn change(&mut self, at: Timestamp, label: &str, edits: Vec<Edit>) -> Vec<Effect> {
        self.change_with(at, label, edits, Vec::new())
    }

    /// Makes something new happen to the dossier that rests on new texts.
    pub(crate) fn change_with(
        &mut self,
        at: Timestamp,
        label: &str,
        edits: Vec<Edit>,
        texts: Vec<Text>,
    ) -> Vec<Effect> {
        let author = self.setup.author.clone();
        self.apply(Change { at, author, step: Step::Do, label: label.to_owned(), edits }, texts)
    }

    /// Applies a change to memory and asks for it to be made safe.
    fn apply(&mut self, change: Change, texts: Vec<Text>) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let mut effects = adopt(room);
        room.dossier.texts.extend(texts.iter().map(|text| (text.hash(), Arc::clone(&text.words))));
        for edit in &change.edits {
            edit.apply(&mut room.dossier);
        }
        room.journal.record(change.clone());
        room.triage();
        let number = self.saving.give(change.clone());
        let compares = change.edits.iter().any(Edit::changes_the_comparison);
        if compares {
            room.follow_documents();
        }
        effects.push(Effect::Save { number, change: Box::new(change), texts });
        if compares {
            effects.extend(update::compare(self));
        }
        effects
    }
}

/// The first note, from its first word on, needs a place in the library.
fn adopt(room: &mut Room) -> Vec<Effect> {
    if !matches!(room.home, Home::Sample(_) | Home::Unsaved) {
        return Vec::new();
    }
    room.home = Home::Arriving;
    vec![Effect::Adopt(Box::new(room.dossier.clone()))]
}
