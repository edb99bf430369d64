//! Topics: choosing one from the list of emphasis, and walking its passages in the reading room.

use crate::app::room::motion::Way;
use crate::app::room::scrolling::Arrival;
use crate::app::room::{Cursor, Room};
use crate::app::state::{Screen, State};
use crate::compare::Emphasis;
use crate::domain::Side;

impl Room {
    /// What each side speaks of, the greatest difference first; empty until compared.
    #[must_use]
    pub fn topics(&self) -> &[Emphasis] {
        self.comparison.as_ref().map(|comparison| comparison.emphasis.as_slice()).unwrap_or_default()
    }

    /// The topic at hand: the one that was chosen, else the first of the passage at the cursor.
    fn topic(&self) -> Option<usize> {
        let chosen = self.topic.filter(|&topic| topic < self.topics().len());
        chosen.or_else(|| {
            let passage = self.cell()?.passage;
            self.topics().iter().position(|topic| topic.passages[self.cursor.side].contains(&passage))
        })
    }

    /// Where the passages of a topic stand, in the order of the rows.
    fn stations(&self, topic: &Emphasis) -> Vec<Cursor> {
        let on = |side: Side| topic.passages[side].iter().map(move |&passage| (side, passage));
        let place = |(side, passage): (Side, usize)| {
            let (row, position) = self.sheet.place(side, passage)?;
            Some(Cursor { row, side, position })
        };
        let mut stations: Vec<Cursor> = Side::BOTH.into_iter().flat_map(on).filter_map(place).collect();
        stations.sort_by_key(rank);
        stations
    }

    /// Goes to the next or previous passage of the topic at hand, around at the end; what is to be said.
    pub(in crate::app) fn step_topic(&mut self, way: Way) -> String {
        let Some(index) = self.topic() else {
            return "no topic of the lexicon is in this passage; 4 lists the topics".to_owned();
        };
        let topic = &self.topics()[index];
        let (gloss, stations) = (topic.gloss.clone(), self.stations(topic));
        let here = rank(&self.cursor);
        let next = match way {
            Way::Forward => stations.iter().position(|station| rank(station) > here).unwrap_or(0),
            Way::Back => stations.iter().rposition(|station| rank(station) < here).unwrap_or(stations.len() - 1),
        };
        self.topic = Some(index);
        self.leave();
        self.reads = stations[next].side;
        self.stand(stations[next]);
        self.arrival = Arrival::Jump;
        format!("{gloss}: passage {} of {} in both texts", next + 1, stations.len())
    }
}

/// The order of the rows, the left side first.
fn rank(cursor: &Cursor) -> (usize, bool, usize) {
    (cursor.row, cursor.side == Side::Right, cursor.position)
}

impl State {
    /// Goes to the first passage of the topic at the cursor of the list.
    pub(in crate::app) fn open_topic(&mut self) {
        let item = self.item();
        let Some(room) = &mut self.room else { return };
        let Some(first) = room.topics().get(item).and_then(|topic| room.stations(topic).first().copied()) else {
            return;
        };
        room.topic = Some(item);
        room.leave();
        room.reads = first.side;
        room.stand(first);
        let gloss = room.topics()[item].gloss.clone();
        self.screen = Screen::Room;
        self.say(format!("{gloss}: }} and {{ go on to its other passages"));
    }

    /// Goes on in the topic at hand.
    pub(in crate::app) fn walk_topic(&mut self, way: Way) {
        let told = self.room.as_mut().map(|room| room.step_topic(way));
        if let Some(told) = told {
            self.say(told);
        }
    }
}
