//! The documents of an event in the order in which they were published.
//!
//! Method: moments are compared as such, whatever their zones, and each is told in its own. A document without a
//! moment (no time, or no zone) has no place in the order; it is told as such, never put at the end.

use crate::compare::duration;
use crate::domain::{Dossier, Readout, ReadoutId};
use jiff::Zoned;

/// When a document was published, beside the first one.
#[derive(Debug, Clone, PartialEq)]
pub struct Issued<'a> {
    /// The document.
    pub readout: &'a Readout,
    /// When it was published.
    pub at: &'a Zoned,
    /// Minutes after the first.
    pub after: u64,
}

/// Documents with a moment, the first first, and those without one.
#[must_use]
pub fn timeline(dossier: &Dossier) -> (Vec<Issued<'_>>, Vec<&Readout>) {
    let mut timed: Vec<(&Readout, &Zoned)> =
        dossier.readouts.iter().filter_map(|it| Some((it, it.published.as_ref()?))).collect();
    timed.sort_by_key(|(readout, at)| (at.timestamp(), &readout.id));
    let first = timed.first().map(|(_, at)| at.timestamp().as_second()).unwrap_or_default();
    let issued = timed.into_iter().map(|(readout, at)| {
        let seconds = at.timestamp().as_second().saturating_sub(first);
        Issued { readout, at, after: seconds.unsigned_abs() / 60 }
    });
    let unknown = dossier.readouts.iter().filter(|readout| readout.published.is_none());
    (issued.collect(), unknown.collect())
}

/// How a document's publication stands to the others; `None` where fewer than two have a moment.
#[must_use]
pub fn order_of(dossier: &Dossier, id: &ReadoutId) -> Option<String> {
    let (issued, _) = timeline(dossier);
    let place = issued.iter().position(|it| it.readout.id == *id)?;
    let (first, this) = (issued.first().filter(|_| issued.len() > 1)?, &issued[place]);
    let called = |readout: &Readout| {
        let party = dossier.party_of(&readout.id).map(|party| format!(" ({})", party.id.0)).unwrap_or_default();
        format!("“{}”{party}", readout.title)
    };
    let count = issued.len();
    Some(match (place, this.after) {
        (0, _) => {
            let next = &issued[1];
            format!("first of {count}: {} before {}", duration(next.after), called(next.readout))
        }
        (_, 0) => format!("in the same minute as {}", called(first.readout)),
        (_, after) => format!("number {} of {count}: {} after {}", place + 1, duration(after), called(first.readout)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Desk;
    use super::*;

    #[test]
    fn moments_are_ordered_across_zones_and_nothing_is_said_without_one() {
        let mut desk = Desk::new();
        desk.document("sheet", "SO", "A sheet followed.");
        let order = |desk: &Desk, id: &str| order_of(&desk.dossier, &ReadoutId(id.to_owned()));
        let set = |desk: &mut Desk, id: &str, time: &str| {
            let at = desk.dossier.readouts.iter().position(|it| it.id.0 == id).unwrap();
            desk.dossier.readouts[at].published = Some(time.parse().unwrap());
        };
        assert_eq!(order(&desk, "north"), None);
        // The later date is the earlier moment.
        set(&mut desk, "sheet", "2025-03-25T09:40:00+08:00[Asia/Shanghai]");
        assert_eq!(order(&desk, "sheet"), None, "one moment has no order");
        set(&mut desk, "north", "2025-03-24T22:10:00-04:00[America/New_York]");
        assert_eq!(order(&desk, "north").unwrap(), "number 2 of 2: 30 min after “Readout of sheet” (SO)");
        assert!(order(&desk, "sheet").unwrap().starts_with("first of 2: 30 min before"));
        assert_eq!(timeline(&desk.dossier).1.len(), desk.dossier.readouts.len() - 2);
    }
}
