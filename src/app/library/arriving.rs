//! Opening an event at a place that was found from outside.

use super::{Ask, Spot};
use crate::app::room::Room;
use crate::app::state::State;
use crate::app::{Effect, Home, Which};
use crate::domain::{Annotation, AnnotationId, ReadoutId, Side};

/// Where to go in an event that is being opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Destination {
    /// The place.
    spot: Spot,
    /// What is looked for there, so that `n` and `N` go on.
    asked: Option<String>,
}

/// A place in the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// The passage with that byte of a side's text.
    Words(Side, usize),
    /// A note.
    Note(AnnotationId),
}

impl State {
    /// Opens the event at the cursor of the library, at the place at hand where one is.
    pub(crate) fn open_event(&mut self) -> Vec<Effect> {
        let Some(which) = self.current_event().map(|listing| listing.which.clone()) else { return Vec::new() };
        let (spot, asked) = self.spot();
        self.open_at(which, spot, asked)
    }

    /// Opens an event at a place.
    pub(super) fn open_at(&mut self, which: Which, spot: Spot, asked: Option<String>) -> Vec<Effect> {
        self.opening = true;
        self.destination = Some(Destination { spot, asked });
        let stop = self.library.progress.is_some().then(|| Ask::Stop.into());
        stop.into_iter().chain(self.leaving()).chain([Effect::Open(which)]).collect()
    }

    /// What is remembered of what is left: how the library stands, the row of the event, and how its
    /// discrepancies stand.
    pub(crate) fn leaving(&self) -> Vec<Effect> {
        let row = self.room.as_ref().map(|room| Effect::Place(room.place()));
        self.left_library().into_iter().chain(row).chain(self.tally()).collect()
    }

    /// How the discrepancies of the open event stand, for the list of the library.
    pub(crate) fn tally(&self) -> Option<Effect> {
        let room =
            self.room.as_ref().filter(|room| room.comparison.is_some() && matches!(room.home, Home::Saved(_)))?;
        let open = room.triaged.iter().filter(|triaged| triaged.is_open()).count();
        Some(Effect::Tally { open, found: room.triaged.len() })
    }

    /// The event is open: goes to the place for whose sake it was.
    pub(crate) fn arrive(&mut self) {
        let (Some(destination), Some(room)) = (self.destination.take(), &mut self.room) else { return };
        let there = match &destination.spot {
            Spot::Left => true,
            Spot::Words(readout, at) => room.bring(readout).is_some_and(|side| room.aim(Goal::Words(side, *at))),
            Spot::Note(id) => {
                let note = room.dossier.annotations.get(id).cloned();
                note.iter().flat_map(Annotation::anchors).for_each(|anchor| {
                    // What cannot be shown is told below.
                    let _ = room.bring(&anchor.readout);
                });
                room.aim(Goal::Note(*id))
            }
        };
        let looks = destination.spot != Spot::Left && destination.asked.is_some();
        if let Some(asked) = destination.asked.filter(|_| looks) {
            // What the library understood the room understands, too.
            let _ = room.search_for(&asked);
            self.say(format!("“{asked}”: {{next-discrepancy}} {{previous-discrepancy}} go on in this event, {{back-in-room}} ends the search, \
                 {{show-library}} goes back to the library"));
        }
        if !there {
            self.say("this place is gone: the event is open where it begins");
        }
    }
}

impl Room {
    /// Goes to a place, and again when the passages are cut as they will stay; whether it is there.
    fn aim(&mut self, goal: Goal) -> bool {
        self.left_at = None;
        self.goal = Some(goal);
        self.reach(goal)
    }

    /// Goes to a place; whether it is there.
    pub(in crate::app) fn reach(&mut self, goal: Goal) -> bool {
        match goal {
            Goal::Words(side, at) => {
                let there = at < self.texts[side].len();
                self.leave();
                self.go_to_words(side, at);
                there
            }
            Goal::Note(id) => self.show_note(id),
        }
    }

    /// Brings the newest version of a document into a pane, if it is in none.
    fn bring(&mut self, readout: &ReadoutId) -> Option<Side> {
        let version = self.dossier.newest(readout)?;
        if let Some(side) = Side::BOTH.into_iter().find(|side| self.shown[*side] == version) {
            return Some(side);
        }
        let sides = self.dossier.sides();
        let side = Side::BOTH.into_iter().find(|side| sides[*side].contains(readout)).unwrap_or(Side::Left);
        self.put(side, &version).then_some(side)
    }
}
