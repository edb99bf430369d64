//! The documents of the event with their versions: choosing which two stand in the panes.

use crate::app::room::Room;
use crate::app::room::motion::Way;
use crate::app::state::{Screen, State};
use crate::app::{Effect, update};
use crate::domain::{Readout, Side, Sides, VersionId};

/// One line of the list: a version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Whose side the document is on; `None` where the event names it on neither.
    pub side: Option<Side>,
    /// Which version of which document.
    pub version: VersionId,
    /// Its number, from 1, the oldest first.
    pub number: usize,
    /// How many versions the document has.
    pub of: usize,
}

impl Room {
    /// Every version of every document: left, right, then those on neither side; the newest version first.
    #[must_use]
    pub fn held(&self) -> Vec<Held> {
        let sides = &self.dossier.sides();
        let listed = Side::BOTH.into_iter().flat_map(|side| sides[side].iter().map(move |id| (Some(side), id)));
        let stray = |readout: &&Readout| Side::BOTH.iter().all(|&side| !sides[side].contains(&readout.id));
        let strays = self.dossier.readouts.iter().filter(stray).map(|readout| (None, &readout.id));
        let versions = |(side, id)| {
            let readout = self.dossier.readout(id)?;
            let of = readout.versions.len();
            Some(readout.versions.iter().enumerate().rev().map(move |(at, version)| Held {
                side,
                version: VersionId { readout: readout.id.clone(), text: version.sha256.clone() },
                number: at + 1,
                of,
            }))
        };
        listed.chain(strays).filter_map(versions).flatten().collect()
    }

    /// In which panes a version stands.
    #[must_use]
    pub fn panes_of(&self, version: &VersionId) -> Sides<bool> {
        self.shown.as_ref().map(|shown| shown == version)
    }
}

impl State {
    /// The version at the cursor of the list.
    #[must_use]
    pub fn current_source(&self) -> Option<Held> {
        self.room.as_ref()?.held().into_iter().nth(self.item())
    }

    /// Puts the version at the cursor into a pane and stays in the list.
    pub(in crate::app) fn put_source(&mut self, side: Side) -> Vec<Effect> {
        let Some(held) = self.current_source() else { return Vec::new() };
        self.put(&[(side, held.version)])
    }

    /// Puts the version at the cursor into the pane of its side, and goes there.
    pub(in crate::app) fn open_source(&mut self) -> Vec<Effect> {
        let Some(held) = self.current_source() else { return Vec::new() };
        let effects = self.put(&[(held.side.unwrap_or(Side::Left), held.version)]);
        self.screen = Screen::Room;
        effects
    }

    /// Sets the version at the cursor against the one before it, or the oldest against the next.
    pub(in crate::app) fn redline(&mut self) -> Vec<Effect> {
        let Some((room, held)) = self.room.as_ref().zip(self.current_source()) else { return Vec::new() };
        let versions = room.dossier.readout(&held.version.readout).map(|readout| readout.versions.as_slice());
        let newer = held.number.max(2) - 1;
        let Some([older, newer]) = versions.and_then(|versions| versions.get(newer - 1..=newer)) else {
            self.say("this document has one version only: there is nothing to set against it");
            return Vec::new();
        };
        let version = |text: &crate::domain::Version| VersionId {
            readout: held.version.readout.clone(),
            text: text.sha256.clone(),
        };
        let pair = [(Side::Left, version(older)), (Side::Right, version(newer))];
        let effects = self.put(&pair);
        self.screen = Screen::Room;
        self.say("the earlier version on the left, the later on the right; ~ marks what changed; {show-sources} and {open} go back");
        effects
    }

    pub(in crate::app) fn put(&mut self, versions: &[(Side, VersionId)]) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let changed = versions.iter().filter(|(side, version)| room.shown[*side] != *version);
        let changed: Vec<_> = changed.cloned().collect();
        if changed.is_empty() {
            return Vec::new();
        }
        let put = changed.iter().all(|(side, version)| room.put(*side, version));
        if !put {
            self.warn("its text is missing or altered: take it from git or a copy");
        }
        update::compare(self)
    }

    /// Puts this side's next document into its pane.
    pub(crate) fn next_document(&mut self) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let side = room.cursor.side;
        let ids = room.dossier.sides()[side].clone();
        let here = ids.iter().position(|id| *id == room.shown[side].readout).unwrap_or(0);
        let next = (1..ids.len()).map(|step| &ids[(here + step) % ids.len()]);
        let next: Vec<VersionId> = next.filter_map(|id| room.dossier.newest(id)).collect();
        let Some(_) = next.iter().find(|version| room.put(side, version)) else { return Vec::new() };
        let title = room.readout(side).map(|readout| readout.title.clone()).unwrap_or_default();
        self.say(format!("now in the {} pane: {title}", side.name()));
        update::compare(self)
    }

    /// The next or previous version of this side's document.
    pub(crate) fn step_version(&mut self, way: Way) -> Vec<Effect> {
        let Some(room) = &self.room else { return Vec::new() };
        let side = room.cursor.side;
        let Some((number, count)) = room.version(side) else { return Vec::new() };
        let Some(next) = way.from(number - 1, count) else {
            self.say("there is no further version of this document this way");
            return Vec::new();
        };
        let readout = room.shown[side].readout.clone();
        let text = room.readout(side).map(|document| document.versions[next].sha256.clone());
        let effects = text.map(|text| self.put(&[(side, VersionId { readout, text })])).unwrap_or_default();
        self.say(format!("version {} of {count}", next + 1));
        effects
    }
}
