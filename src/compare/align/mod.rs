//! What belongs together: features, scores, links, rows.
//!
//! The rooms, each of which knows only those before it: `opening`, `bond` and `items`; `ambient` and `family`;
//! `unchanged`, what needs no score; `unit` and `features`, read once; `score` and `evidence`, which weigh a pair;
//! `talked`, `frame`, `left_over`, `to_come` and `last`, which link what scores do not; `link`, which calls all of
//! these in turn; `beads`, which stands for all of these between a text and its translation; `anchor` and `rows`,
//! which take the links.

mod ambient;
mod anchor;
mod beads;
mod bond;
mod evidence;
mod family;
mod features;
mod frame;
mod items;
mod last;
mod left_over;
mod link;
mod opening;
mod rows;
mod score;
mod talked;
mod to_come;
mod unchanged;
mod unit;

pub(crate) use anchor::under;
pub(crate) use bond::Bond;
pub(crate) use features::ITEMS;
use link::bonds;
pub(crate) use opening::opening;
pub(crate) use rows::rows;

use super::comparison::Ties;
use super::lexicon::Lexicon;
use super::reading::Text;
use crate::domain::Sides;
use unchanged::Unchanged;

/// The bonds between a text and its translation, ascending: by their course, and with what the user ruled.
pub(crate) fn in_order(texts: &Sides<Text>, ties: &Ties, lexicon: &Lexicon) -> Vec<Bond> {
    let features = features::Features::of(texts, lexicon);
    let scores = score::scores(&features, Unchanged::default(), lexicon);
    let mut bonds = beads::bonds(texts, &features, &scores, lexicon);
    anchor::hold(texts, ties, &mut bonds);
    bonds
}

/// The bonds between two texts, ascending, with those that the user made and without those that he cut.
pub(crate) fn align(texts: &Sides<Text>, ties: &Ties, lexicon: &Lexicon) -> Vec<Bond> {
    let features = features::Features::of(texts, lexicon);
    let scores = score::scores(&features, Unchanged::of(texts), lexicon);
    let mut bonds = bonds(texts, &features, &scores, lexicon);
    anchor::hold(texts, ties, &mut bonds);
    bonds
}
