//! What belongs together: features, scores, links, rows.

mod carry;
mod evidence;
mod features;
mod frame;
mod link;
mod rows;
mod score;

pub(crate) use frame::opening;
pub(crate) use link::{Bond, bonds};
pub(crate) use rows::rows;

use super::lexicon::Lexicon;
use super::reading::Text;
use crate::domain::Sides;

/// The bonds between two texts, ascending.
pub(crate) fn align(texts: &Sides<Text>, lexicon: &Lexicon) -> Vec<Bond> {
    let features = features::Features::of(texts, lexicon);
    let scores = score::scores(&features, lexicon);
    bonds(texts, &features, &scores, lexicon)
}
