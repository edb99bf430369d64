//! A second reader: a colleague's copy brought in as one change, and how far two readers agree.

use super::{Aim, Errand, Merging, Purpose, Stage};
use crate::app::Effect;
use crate::app::help::HelpLine;
use crate::app::state::State;
use crate::domain::{Edit, Text};
use crate::export;
use crate::review::agreement::Agreement;
use crate::review::merge::Merged;
use jiff::Timestamp;

impl Merging {
    /// How many things it tells.
    pub(super) fn items(&self) -> usize {
        self.merged.taken.len() + self.merged.conflicts.len()
    }
}

impl State {
    /// Asks for a colleague's copy.
    pub(crate) fn begin_merge(&mut self) -> Vec<Effect> {
        self.begin(Aim::Copy)
    }

    /// A colleague's copy was read: what it would bring is shown before any of it is taken in.
    pub(super) fn merged(&mut self, merged: Merged, edits: Vec<Edit>, texts: Vec<Text>) {
        if !merged.related {
            self.warn("the two have no text in common, so they are not copies of one event; nothing was merged");
            return;
        }
        if edits.is_empty() && merged.conflicts.is_empty() {
            self.leave_intake();
            self.say("nothing new there");
            return;
        }
        if let Some(intake) = &mut self.incoming.intake {
            intake.stage = Stage::Merge(Box::new(Merging { merged, line: 0, edits, texts }));
        }
    }

    /// Takes in what was shown of a colleague's copy, as one change.
    pub(super) fn take_copy(&mut self, at: Timestamp) -> Vec<Effect> {
        let (Some(room), Some(intake)) = (&self.room, &mut self.incoming.intake) else { return Vec::new() };
        let Stage::Merge(merging) = std::mem::replace(&mut intake.stage, Stage::Give) else { return Vec::new() };
        let Merging { merged, edits, texts, .. } = *merging;
        // A note may have been written while the copy was read.
        if !edits.iter().all(|edit| edit.fits(&room.dossier)) {
            self.warn("the event was changed while the copy was read; merge it once more");
            return Vec::new();
        }
        self.leave_intake();
        if edits.is_empty() {
            self.say("nothing came in: the two differ only in what was told");
            return Vec::new();
        }
        let effects = self.change_with(at, "merge", edits, texts);
        self.say(format!("{} taken in from the copy; {{undo}} takes all of it back", merged.taken.len()));
        effects
    }

    /// Measures how far each two readers agree.
    pub(crate) fn measure_agreement(&mut self) -> Vec<Effect> {
        let Some(room) = &self.room else { return Vec::new() };
        let dossier = Box::new(room.dossier.clone());
        vec![self.send(Purpose::Agree, Errand::Agree(dossier))]
    }

    pub(super) fn agreed(&mut self, agreements: &[Agreement]) {
        let Some(room) = &self.room else { return };
        if agreements.is_empty() {
            self.say("one person wrote here; {merge-copy} brings a second reader’s notes in");
            return;
        }
        let texts = agreements.iter().map(|it| export::agreement::text(it, &room.dossier.codebook));
        let lines =
            texts.flat_map(|text| text.lines().map(|line| HelpLine::Plain(line.to_owned())).collect::<Vec<_>>());
        let lines = lines.collect();
        self.report(" Agreement", lines);
    }
}
