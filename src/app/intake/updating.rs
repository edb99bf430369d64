//! Fetching documents again: another text is another version, and nothing is written over.

use super::{Errand, Given, Purpose, Taken};
use crate::app::Effect;
use crate::app::help::HelpLine;
use crate::app::state::State;
use crate::domain::{Edit, ReadoutId};
use jiff::Timestamp;
use std::collections::VecDeque;

/// Documents that are being fetched again, one after the other.
#[derive(Debug)]
pub(crate) struct Updating {
    /// Still to be fetched, with their addresses; the first is under way.
    queue: VecDeque<(ReadoutId, String)>,
    /// What became of the others.
    done: Vec<(ReadoutId, Fate)>,
}

/// What became of a document.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Same,
    Changed,
    Failed(String),
}

impl Updating {
    /// *2 of 5*.
    pub(super) fn told(&self) -> String {
        format!("{} of {}", self.done.len() + 1, self.done.len() + self.queue.len())
    }
}

impl State {
    /// Fetches every document of the event that has an address. A reconstruction has none of its own.
    pub(crate) fn update_documents(&mut self) -> Vec<Effect> {
        if self.incoming.updating.is_some() {
            return Vec::new();
        }
        let readouts = self.room.iter().flat_map(|room| &room.dossier.readouts);
        let real = readouts.filter(|readout| !readout.is_reconstruction());
        let queue: VecDeque<_> = real.filter_map(|it| Some((it.id.clone(), it.url.clone()?))).collect();
        if queue.is_empty() {
            self.say("no document of this event has an address; {add-version} adds a version from a file or a paste");
            return Vec::new();
        }
        self.incoming.updating = Some(Updating { queue, done: Vec::new() });
        self.fetch_next()
    }

    fn fetch_next(&mut self) -> Vec<Effect> {
        let next = self.incoming.updating.as_ref().and_then(|updating| updating.queue.front());
        match next.map(|(_, address)| address.clone()) {
            Some(address) => vec![self.send(Purpose::Update, Errand::Take(Given::Typed(address)))],
            None => self.tell_update(),
        }
    }

    /// One document was fetched again, or could not be.
    pub(super) fn updated(&mut self, at: Timestamp, outcome: Result<Taken, String>) -> Vec<Effect> {
        let Some((id, _)) = self.incoming.updating.as_mut().and_then(|updating| updating.queue.pop_front()) else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        let fate = match outcome {
            Err(why) => Fate::Failed(why),
            Ok(taken) => match self.append_version(at, &id, taken) {
                Some(appended) => {
                    effects = appended;
                    Fate::Changed
                }
                None => Fate::Same,
            },
        };
        if let Some(updating) = &mut self.incoming.updating {
            updating.done.push((id, fate));
        }
        effects.extend(self.fetch_next());
        effects
    }

    fn tell_update(&mut self) -> Vec<Effect> {
        let Some(Updating { done, .. }) = self.incoming.updating.take() else { return Vec::new() };
        let title = |id: &ReadoutId| {
            let readout = self.room.as_ref().and_then(|room| room.dossier.readout(id));
            readout.map_or_else(|| id.0.clone(), |readout| readout.title.clone())
        };
        let told = |fate: &Fate| match fate {
            Fate::Same => "unchanged".to_owned(),
            Fate::Changed => "another text: it is the newest version now, and the one before is kept".to_owned(),
            Fate::Failed(why) => format!("{why}; what was there is kept"),
        };
        let lines = done.iter().flat_map(|(id, fate)| {
            [HelpLine::Heading(title(id)), HelpLine::Entry(String::new(), told(fate)), HelpLine::Blank]
        });
        let mut lines: Vec<HelpLine> = lines.collect();
        let changed: Vec<ReadoutId> =
            done.into_iter().filter(|(_, fate)| *fate == Fate::Changed).map(|(id, _)| id).collect();
        if !changed.is_empty() {
            let next = "under {show-sources}, the cursor stands on the first new version: {redline} sets it beside the one before";
            lines.push(HelpLine::Entry("next".to_owned(), next.to_owned()));
        }
        self.report(" Fetched again", lines);
        let Some(first) = changed.first() else { return Vec::new() };
        self.stand_at_source(first);
        self.look_where_quotations_stand(changed)
    }

    /// Takes another version of a document in, and looks what that does to the notes.
    pub(super) fn add_version(&mut self, at: Timestamp, id: &ReadoutId, taken: Taken) -> Vec<Effect> {
        let Some(mut effects) = self.append_version(at, id, taken) else {
            self.say("the same text as its newest version: nothing was added");
            return Vec::new();
        };
        self.stand_at_source(id);
        self.say("the new version is in; {redline} sets it beside the one before");
        effects.extend(self.look_where_quotations_stand(vec![id.clone()]));
        effects
    }

    /// `None` where it is the newest version's text.
    fn append_version(&mut self, at: Timestamp, id: &ReadoutId, taken: Taken) -> Option<Vec<Effect>> {
        let before = self.room.as_ref()?.dossier.readout(id)?.clone();
        let mut after = before.captured_again(taken.readout.latest()?.clone())?;
        after.retrieved = taken.readout.retrieved.or(before.retrieved);
        let edit = Edit::Readout { id: id.clone(), before: Some(Box::new(before)), after: Some(Box::new(after)) };
        Some(self.change_with(at, "add version", vec![edit], vec![taken.text]))
    }
}
