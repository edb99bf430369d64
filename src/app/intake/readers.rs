//! A second reader: a colleague's copy brought in as one change, and how far two readers agree.

use super::{Aim, Errand, Purpose};
use crate::app::Effect;
use crate::app::help::HelpLine;
use crate::app::state::State;
use crate::domain::{Edit, Text};
use crate::export;
use crate::review::agreement::Agreement;
use crate::review::merge::Merged;
use jiff::Timestamp;

impl State {
    /// Asks for a colleague's copy.
    pub(crate) fn begin_merge(&mut self) {
        self.begin(Aim::Copy);
    }

    /// Takes a colleague's copy in, as one change, and lists what came.
    pub(super) fn merged(&mut self, at: Timestamp, merged: &Merged, edits: Vec<Edit>, texts: Vec<Text>) -> Vec<Effect> {
        let Some(room) = &self.room else { return Vec::new() };
        if !merged.related {
            self.warn("the two have no text in common, so they are not copies of one event; nothing was merged");
            return Vec::new();
        }
        // A note may have been written while the copy was read.
        if !edits.iter().all(|edit| edit.fits(&room.dossier)) {
            self.warn("the event was changed while the copy was read; merge it once more");
            return Vec::new();
        }
        let nothing = edits.is_empty();
        self.leave_intake();
        let effects = if nothing { Vec::new() } else { self.change_with(at, "merge", edits, texts) };
        let mut lines = Vec::new();
        let entry = |subject: &str, text: &str| HelpLine::Entry(subject.to_owned(), text.to_owned());
        if nothing && merged.conflicts.is_empty() {
            lines.push(entry("", "nothing new there"));
        }
        if !merged.taken.is_empty() {
            lines.push(HelpLine::Heading("What came in; {undo} takes all of it back".to_owned()));
            lines.extend(merged.taken.iter().map(|taken| entry("taken", taken)));
        }
        if !merged.conflicts.is_empty() {
            lines.extend([HelpLine::Blank, HelpLine::Heading("Where the two copies differ".to_owned())]);
        }
        for conflict in &merged.conflicts {
            lines.push(entry(&conflict.field, &format!("{}: {}", conflict.name, export::merged::fate(&conflict.fate))));
            lines.extend([entry("  mine", &conflict.mine), entry("  theirs", &conflict.theirs)]);
        }
        self.report(" Merged", lines);
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
