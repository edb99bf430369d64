//! What belongs together: features, scores, links, rows.

mod anchor;
mod carry;
mod evidence;
mod features;
mod frame;
mod link;
mod rows;
mod score;

pub(crate) use features::ITEMS;
pub(crate) use frame::opening;
pub(crate) use link::{Bond, bonds};
pub(crate) use rows::rows;

use super::comparison::Ties;
use super::lexicon::Lexicon;
use super::reading::Text;
use crate::domain::Sides;

/// The bonds between two texts, ascending, with those that the user made and without those that he cut.
pub(crate) fn align(texts: &Sides<Text>, ties: &Ties, lexicon: &Lexicon) -> Vec<Bond> {
    let features = features::Features::of(texts, lexicon);
    let scores = score::scores(&features, lexicon);
    let mut bonds = bonds(texts, &features, &scores, lexicon);
    anchor::hold(texts, ties, &mut bonds);
    bonds
}
