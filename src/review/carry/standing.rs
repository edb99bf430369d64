//! How a quotation that was looked for in a newer version stands now: taken over, left behind, still waiting.
//!
//! That the analyst left one behind is kept with its note, as the hashes of the versions that it is not to be
//! carried to, so that it is not asked again for the same version, and is asked again for the next.

use super::dossier::{Carriage, Item, Place};
use crate::domain::{Anchor, Annotation, Decision, Dossier, Edit, Matter, Target, TextHash};
use serde_json::{Map, Value};

/// The field of a note's or a ruling's file.
const LEFT_BEHIND: &str = "not-carried-to";

/// How a quotation stands in the event as it now is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was ruled yet.
    Waits,
    /// It quotes the newer version now.
    Accepted,
    /// The analyst left it on the version that it quotes.
    Refused,
    /// It has no place in the newer version.
    Orphan,
    /// It was altered or deleted since it was looked for.
    Gone,
}

impl Carriage {
    /// How an item stands now.
    #[must_use]
    pub fn standing(&self, at: usize, dossier: &Dossier) -> Standing {
        let Some(item) = self.items.get(at) else { return Standing::Gone };
        let now = anchor(&item.place, dossier);
        match (&item.carried.anchor, now) {
            (Some(new), Some(now)) if now == new => Standing::Accepted,
            (_, Some(now)) if *now != item.before => Standing::Gone,
            (_, None) => Standing::Gone,
            (None, _) => Standing::Orphan,
            _ if is_left_behind(&item.place, dossier, &self.to) => Standing::Refused,
            _ => Standing::Waits,
        }
    }

    /// The edits that carry an item over, although it may have been left behind before.
    #[must_use]
    pub fn accepting(&self, at: usize, dossier: &Dossier) -> Vec<Edit> {
        let mut after = dossier.clone();
        self.reopening(at, dossier).iter().for_each(|edit| edit.apply(&mut after));
        self.edits(&[at], &after).iter().for_each(|edit| edit.apply(&mut after));
        Edit::between(dossier, &after)
    }

    /// The edits that leave an item on the version that it quotes.
    #[must_use]
    pub fn refusing(&self, at: usize, dossier: &Dossier) -> Vec<Edit> {
        self.marked(at, dossier, true)
    }

    /// The edits that let an item wait again.
    #[must_use]
    pub fn reopening(&self, at: usize, dossier: &Dossier) -> Vec<Edit> {
        self.marked(at, dossier, false)
    }

    fn marked(&self, at: usize, dossier: &Dossier, left: bool) -> Vec<Edit> {
        let Some(Item { place, .. }) = self.items.get(at) else { return Vec::new() };
        match place {
            Place::Annotation { id, .. } => dossier.annotations.get(id).map(|before| {
                let after = Annotation { other: with(&before.other, &self.to, left), ..before.clone() };
                (before != &after).then(|| Edit::Annotation {
                    id: *id,
                    before: Some(Box::new(before.clone())),
                    after: Some(Box::new(after)),
                })
            }),
            Place::Decision { id, .. } => dossier.decisions.get(id).map(|before| {
                let after = Decision { other: with(&before.other, &self.to, left), ..before.clone() };
                (before != &after).then(|| Edit::Decision {
                    id: *id,
                    before: Some(Box::new(before.clone())),
                    after: Some(Box::new(after)),
                })
            }),
        }
        .flatten()
        .into_iter()
        .collect()
    }
}

fn anchor<'a>(place: &Place, dossier: &'a Dossier) -> Option<&'a Anchor> {
    match place {
        Place::Annotation { id, target } => dossier.annotations.get(id)?.targets.get(*target).and_then(Target::anchor),
        Place::Decision { id, side } => match &dossier.decisions.get(id)?.matter {
            Matter::Passages { anchors, .. } => Some(&anchors[*side]),
            Matter::Discrepancy { .. } => None,
        },
    }
}

/// Whether the analyst left it behind when it was to be carried to this version.
pub(super) fn is_left_behind(place: &Place, dossier: &Dossier, to: &TextHash) -> bool {
    let other = match place {
        Place::Annotation { id, .. } => dossier.annotations.get(id).map(|it| &it.other),
        Place::Decision { id, .. } => dossier.decisions.get(id).map(|it| &it.other),
    };
    other.is_some_and(|other| hashes(other).contains(&to.as_str()))
}

fn hashes(other: &Map<String, Value>) -> Vec<&str> {
    let list = other.get(LEFT_BEHIND).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The unknown fields with this version among those left, or not.
fn with(other: &Map<String, Value>, to: &TextHash, left: bool) -> Map<String, Value> {
    let mut list: Vec<Value> = hashes(other).into_iter().filter(|it| *it != to.as_str()).map(Value::from).collect();
    if left {
        list.push(Value::from(to.as_str()));
    }
    let mut other = other.clone();
    if list.is_empty() {
        other.remove(LEFT_BEHIND);
    } else {
        other.insert(LEFT_BEHIND.to_owned(), list.into());
    }
    other
}
