//! What a comparison needs to know of an event.

use crate::compare::{Frame, Speaker, Ties};
use crate::domain::{Anchor, Dossier, Joining, Matter, Sides, VersionId};

/// The frame of an event for two of its documents.
#[must_use]
pub fn frame_of(dossier: &Dossier, shown: &Sides<VersionId>) -> Frame {
    let speaker = |version: &VersionId| {
        let party = dossier.party_of(&version.readout);
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
        ties: ties_of(dossier, shown),
    }
}

/// What the analyst ruled on passages of exactly these two texts, also where they now stand the other
/// way round.
fn ties_of(dossier: &Dossier, shown: &Sides<VersionId>) -> Ties {
    let stand = |left: &Anchor, right: &Anchor| left.text == shown.left.text && right.text == shown.right.text;
    let mut ties = Ties::default();
    for decision in dossier.decisions.values() {
        let Matter::Passages { anchors, joining } = &decision.matter else { continue };
        let places = match &**anchors {
            Sides { left, right } if stand(left, right) => (left.span, right.span),
            Sides { left, right } if stand(right, left) => (right.span, left.span),
            Sides { .. } => continue,
        };
        match joining {
            Joining::Link => ties.same.push(places),
            Joining::Separate => ties.apart.push(places),
        }
    }
    ties
}
