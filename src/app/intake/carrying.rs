//! Notes on an older version: what is sure goes along at once, the rest is shown and ruled on one by one.

use super::steps::home_folder;
use super::{Errand, Purpose};
use crate::app::Effect;
use crate::app::room::Room;
use crate::app::state::{Screen, State};
use crate::domain::{AnnotationId, ReadoutId, Side, VersionId};
use crate::review::carry::{Carriage, Item, Outcome, Place, Standing};
use jiff::Timestamp;

/// Quotations of older versions that are for the analyst to look at.
#[derive(Debug)]
pub struct Carrying {
    /// By document.
    pub carriages: Vec<Carriage>,
    /// What the list shows: what waits for a yes, what was not found, what said that nothing was there.
    pub entries: Vec<Entry>,
}

/// One line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Which document, by its place among the carriages.
    pub carriage: usize,
    /// What it is about.
    pub kind: EntryKind,
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A quotation, by its place in the carriage.
    Quotation(usize),
    /// A note that says that nothing stood there.
    Nothing(AnnotationId),
}

impl Carrying {
    fn new(carriages: Vec<Carriage>) -> Carrying {
        let each = |entries: fn(&Carriage) -> Vec<EntryKind>| {
            let of = move |(carriage, it): (usize, &Carriage)| {
                entries(it).into_iter().map(move |kind| Entry { carriage, kind }).collect::<Vec<_>>()
            };
            carriages.iter().enumerate().flat_map(of).collect::<Vec<_>>()
        };
        let mut entries = each(|it| it.waiting().into_iter().map(EntryKind::Quotation).collect());
        entries.extend(each(|it| it.refused().into_iter().map(EntryKind::Quotation).collect()));
        entries.extend(each(|it| it.orphans().into_iter().map(EntryKind::Quotation).collect()));
        entries.extend(each(|it| it.nothing.iter().copied().map(EntryKind::Nothing).collect()));
        Carrying { carriages, entries }
    }

    /// The quotation of an entry.
    #[must_use]
    pub fn item(&self, entry: Entry) -> Option<&Item> {
        match entry.kind {
            EntryKind::Quotation(at) => self.carriages.get(entry.carriage)?.items.get(at),
            EntryKind::Nothing(_) => None,
        }
    }

    /// How a quotation stands in the event as it now is.
    #[must_use]
    pub fn standing(&self, entry: Entry, room: &Room) -> Option<Standing> {
        match entry.kind {
            EntryKind::Quotation(at) => Some(self.carriages.get(entry.carriage)?.standing(at, &room.dossier)),
            EntryKind::Nothing(_) => None,
        }
    }

    /// How many wait for a ruling.
    #[must_use]
    pub fn waiting(&self, room: &Room) -> usize {
        let waits = |entry: &&Entry| self.standing(**entry, room) == Some(Standing::Waits);
        self.entries.iter().filter(waits).count()
    }
}

impl State {
    /// Shows what waits, after looking at every document that has an older version.
    pub(crate) fn show_carrying(&mut self) -> Vec<Effect> {
        let readouts = self.room.iter().flat_map(|room| &room.dossier.readouts);
        let captured: Vec<ReadoutId> =
            readouts.filter(|readout| readout.versions.len() > 1).map(|readout| readout.id.clone()).collect();
        if captured.is_empty() {
            self.say("every document has one version: there is nothing to carry over");
            return Vec::new();
        }
        self.look_where_quotations_stand(captured)
    }

    /// Sends for the places of quotations in newer versions.
    pub(super) fn look_where_quotations_stand(&mut self, readouts: Vec<ReadoutId>) -> Vec<Effect> {
        let Some(room) = &self.room else { return Vec::new() };
        let (dossier, folder) = (Box::new(room.dossier.clone()), home_folder(&room.home));
        vec![self.send(Purpose::Carry, Errand::Carry { dossier, readouts, folder })]
    }

    /// What is sure is carried over in one change; the rest is shown.
    pub(super) fn carried(&mut self, at: Timestamp, carriages: Vec<Carriage>) -> Vec<Effect> {
        let Some(room) = &self.room else { return Vec::new() };
        let edits: Vec<_> = carriages.iter().flat_map(|it| it.edits(&it.sure(), &room.dossier)).collect();
        let count = |outcome: Outcome| {
            let sure = carriages.iter().flat_map(|it| it.sure().into_iter().map(move |at| &it.items[at]));
            sure.filter(|item| item.carried.outcome == outcome).count()
        };
        let told = format!("carried over: {} exact, {} moved", count(Outcome::Exact), count(Outcome::Moved));
        let carrying = Carrying::new(carriages);
        let waiting = carrying.waiting(room);
        let left = carrying.entries.len();
        let effects = if edits.is_empty() { Vec::new() } else { self.change(at, "carry notes", edits) };
        if left > 0 {
            self.incoming.carrying = Some(Box::new(carrying));
            self.cursors.carrying = 0;
            // Not over what is being read or written.
            if self.overlay.is_none() && self.room.as_ref().is_some_and(|room| room.draft().is_none()) {
                self.screen = Screen::Carrying;
            }
            self.say(format!(
                "{told}; {waiting} wait for your yes ({{show-sources}}, then {{show-carrying}}, shows them again)"
            ));
        } else if self.overlay.is_none() {
            self.say(format!("{told}; nothing waits for your yes"));
        }
        effects
    }

    /// The entry at the cursor.
    fn carried_entry(&self) -> Option<(&Carrying, Entry)> {
        let carrying = self.incoming.carrying.as_deref()?;
        Some((carrying, *carrying.entries.get(self.item())?))
    }

    /// Accepts the new place of the quotation at the cursor, or refuses it; the same again withdraws.
    pub(crate) fn rule_on_carried(&mut self, at: Timestamp, accept: bool) -> Vec<Effect> {
        let Some((room, (carrying, entry))) = self.room.as_ref().zip(self.carried_entry()) else { return Vec::new() };
        let EntryKind::Quotation(item) = entry.kind else {
            self.say("look whether the newer version still says nothing; {open} shows both versions");
            return Vec::new();
        };
        let carriage = &carrying.carriages[entry.carriage];
        let (standing, dossier) = (carriage.standing(item, &room.dossier), &room.dossier);
        let (edits, label) = match (standing, accept) {
            (Standing::Orphan, _) => {
                self.say("it was not found in the newer version: it keeps quoting the older one");
                return Vec::new();
            }
            (Standing::Waits | Standing::Refused, true) => (carriage.accepting(item, dossier), "carry note"),
            (Standing::Waits, false) => (carriage.refusing(item, dossier), "leave note"),
            (Standing::Refused, false) => (carriage.reopening(item, dossier), "ask again"),
            (Standing::Accepted, _) => {
                self.say("it is carried over already; {undo} takes that back");
                return Vec::new();
            }
            (Standing::Gone, _) => {
                self.say("this note was changed or deleted meanwhile");
                return Vec::new();
            }
        };
        let effects = self.change(at, label, edits);
        self.step_item(crate::app::room::motion::Way::Forward);
        effects
    }

    /// Sets the older version that the entry at the cursor quotes beside the newest one.
    pub(crate) fn open_carried(&mut self) -> Vec<Effect> {
        let Some((carrying, entry)) = self.carried_entry() else { return Vec::new() };
        let carriage = &carrying.carriages[entry.carriage];
        let (readout, newest) = (carriage.readout.clone(), carriage.to.clone());
        let older = match entry.kind {
            EntryKind::Quotation(_) => carrying.item(entry).map(|item| item.before.text.clone()),
            EntryKind::Nothing(_) => self.version_before(&readout),
        };
        let Some(older) = older else { return Vec::new() };
        let note = match (entry.kind, carrying.item(entry).map(|item| item.place)) {
            (EntryKind::Nothing(id), _) | (_, Some(Place::Annotation { id, .. })) => Some(id),
            _ => None,
        };
        let version = |text| VersionId { readout: readout.clone(), text };
        let effects = self.put(&[(Side::Left, version(older)), (Side::Right, version(newest))]);
        self.screen = Screen::Room;
        if let (Some(room), Some(note)) = (&mut self.room, note) {
            room.show_note(note);
        }
        self.say("the version that was quoted on the left, the newest on the right; {show-sources}, then {show-carrying}, goes back to the list");
        effects
    }

    fn version_before(&self, readout: &ReadoutId) -> Option<crate::domain::TextHash> {
        let versions = &self.room.as_ref()?.dossier.readout(readout)?.versions;
        versions.len().checked_sub(2).map(|at| versions[at].sha256.clone())
    }
}
