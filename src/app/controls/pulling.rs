//! Dragging words past the edge of their text: the text scrolls under the mouse, also while it rests there.

use super::mouse::Held;
use crate::app::page::Layout;
use crate::app::room::Room;
use crate::app::room::motion::Way;
use crate::app::state::State;
use crate::app::{Effect, Mouse};
use crate::domain::Side;
use jiff::{SignedDuration, Timestamp};

/// How long a mouse that rests past the edge waits for the next line: about as fast as lines can be followed.
const PACE: SignedDuration = SignedDuration::from_millis(70);
/// Most lines that one step scrolls, however far the mouse is.
const MOST: usize = 3;

/// The mouse is past the edge of the text in which it selects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pull {
    mouse: Mouse,
    /// When the text scrolls on.
    due: Timestamp,
}

impl State {
    /// Goes on with what the button went down on; past the edge of a text, asks to be woken to scroll on.
    pub(super) fn drag(&mut self, at: Timestamp, mouse: Mouse) -> Vec<Effect> {
        let layout = self.layout();
        let Some(room) = &mut self.room else { return Vec::new() };
        let pulled = room.drag_past(layout, mouse);
        room.drag(mouse.x, mouse.y);
        let waits = room.pull.is_some();
        room.pull = pulled.then(|| Pull { mouse, due: room.pull.map_or_else(|| next(at), |pull| pull.due) });
        if pulled && !waits { vec![Effect::WakeAt(next(at))] } else { Vec::new() }
    }

    /// Time has passed: where the mouse rests past the edge, the text scrolls on.
    pub(in crate::app) fn pull_on(&mut self, at: Timestamp) -> Vec<Effect> {
        let pull = self.room.as_ref().and_then(|room| room.pull);
        let Some(pull) = pull.filter(|pull| pull.due <= at) else { return Vec::new() };
        if let Some(room) = &mut self.room {
            room.pull = None;
        }
        self.drag(at, pull.mouse)
    }
}

fn next(at: Timestamp) -> Timestamp {
    at.checked_add(PACE).unwrap_or(at)
}

impl Room {
    /// Scrolls the text in which words are being selected, where the mouse is above or below it; whether it is.
    fn drag_past(&mut self, layout: Layout, mouse: Mouse) -> bool {
        let Some(Held::Words(side, _)) = self.held else { return false };
        let Some((way, lines)) = past(layout, side, mouse.y) else { return false };
        self.scroll(layout, way, lines.min(MOST), side);
        true
    }
}

/// How many lines above or below its text the mouse is, and where that leads.
fn past(layout: Layout, side: Side, y: u16) -> Option<(Way, usize)> {
    let column = layout.column(side);
    let (first, end) = (usize::from(layout.top) + column.start, usize::from(layout.top) + column.end);
    let y = usize::from(y);
    match () {
        () if y < first => Some((Way::Back, first - y)),
        () if y >= end => Some((Way::Forward, y - end + 1)),
        () => None,
    }
}
