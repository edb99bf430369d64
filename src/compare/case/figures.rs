//! Which sentences of a side hold which quantities.

use super::Case;
use crate::compare::quantity::{Quantity, Unit};
use crate::compare::reading::Text;
use crate::domain::Side;
use foldhash::{HashMap, HashMapExt};

/// A date is its month times a hundred and its day; below, the month is not known.
const MONTH: f64 = 100.0;

/// A key for dates that may be the same: those without a month, or all of them.
fn day_key(quantity: &Quantity, vague: bool) -> String {
    format!("{}{}", if vague { "some " } else { "any " }, quantity.value % MONTH)
}

/// The sentences that hold a quantity, by its key, ascending.
pub(super) fn quantities(text: &Text) -> HashMap<String, Vec<usize>> {
    let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
    let mut hold = |key: String, at: usize| {
        let places = holders.entry(key).or_default();
        if places.last() != Some(&at) {
            places.push(at);
        }
    };
    for (at, sentence) in text.sentences.iter().enumerate() {
        for quantity in &sentence.quantities {
            hold(quantity.key(), at);
            if quantity.unit == Unit::Date {
                hold(day_key(quantity, false), at);
                if quantity.value < MONTH {
                    hold(day_key(quantity, true), at);
                }
            }
        }
    }
    holders
}

impl Case<'_> {
    /// Whether a side has an equal quantity anywhere.
    pub(crate) fn has_quantity(&self, side: Side, quantity: &Quantity) -> bool {
        self.quantities[side].contains_key(&quantity.key())
    }

    /// The sentences of a side that hold an equal quantity, ascending.
    pub(crate) fn quantity_holders(&self, side: Side, quantity: &Quantity) -> &[usize] {
        self.quantities[side].get(&quantity.key()).map_or(&[], Vec::as_slice)
    }

    /// Whether a side names a day of which one of the two is known without its month: *the 12th*.
    pub(crate) fn has_day(&self, side: Side, quantity: &Quantity) -> bool {
        self.quantities[side].contains_key(&day_key(quantity, quantity.value >= MONTH))
    }
}
