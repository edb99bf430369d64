//! The trail of jumps: back to where the analyst was, and forward again.

use crate::app::room::Room;
use crate::app::room::motion::Way;
use crate::domain::Side;

/// So many jumps are remembered.
const LONGEST: usize = 100;

/// A place that stays the same when the rows change: a side and a byte of its text.
type Place = (Side, usize);

/// Where the analyst has been.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    back: Vec<Place>,
    forward: Vec<Place>,
}

impl Trail {
    /// Another text stands in the pane: its places are gone.
    pub(crate) fn forget(&mut self, side: Side) {
        self.back.retain(|place| place.0 != side);
        self.forward.retain(|place| place.0 != side);
    }
}

impl Room {
    /// Remembers this place before a jump.
    pub(in crate::app) fn leave(&mut self) {
        let Some(here) = self.here() else { return };
        self.trail.forward.clear();
        if self.trail.back.last() != Some(&here) {
            self.trail.back.push(here);
        }
        if self.trail.back.len() > LONGEST {
            self.trail.back.remove(0);
        }
    }

    /// Goes back to where the last jump began, or forward again; whether there is such a place.
    pub(in crate::app) fn go_along_trail(&mut self, way: Way) -> bool {
        let here = self.here();
        let (from, to) = match way {
            Way::Back => (&mut self.trail.back, &mut self.trail.forward),
            Way::Forward => (&mut self.trail.forward, &mut self.trail.back),
        };
        let Some((side, offset)) = from.pop() else { return false };
        to.extend(here);
        self.go_to_words(side, offset);
        true
    }

    fn here(&self) -> Option<Place> {
        Some((self.cursor.side, self.cell()?.span.start))
    }
}
