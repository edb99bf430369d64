//! What a comparison needs to know of an event.

use crate::compare::{Frame, Speaker, Ties};
use crate::domain::{Dossier, ReadoutId, Sides};

/// The frame of an event for two of its documents.
#[must_use]
pub fn frame_of(dossier: &Dossier, shown: &Sides<ReadoutId>) -> Frame {
    let speaker = |id: &ReadoutId| {
        let party = dossier.party_of(id);
        Speaker {
            adjective: party.map(|party| party.adjective().to_owned()),
            names: party.map(|party| party.speakers.clone()).unwrap_or_default(),
        }
    };
    Frame {
        date: dossier.event.date,
        place: dossier.event.place.clone(),
        speakers: shown.as_ref().map(speaker),
        watch: dossier.event.watch.clone(),
        ties: Ties::default(),
    }
}
