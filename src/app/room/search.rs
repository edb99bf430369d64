//! Searching both texts: by words, phrases and patterns, and by what a concept is called.

use crate::app::room::motion::Way;
use crate::app::room::scrolling::Arrival;
use crate::app::room::{Cursor, Room};
use crate::app::state::State;
use crate::domain::{Side, Span};
use crate::review::search::Query;

/// A search in both panes, and its hits in the order of the rows.
#[derive(Debug)]
pub(crate) struct Search {
    /// What was looked for, as it was typed.
    asked: String,
    query: Query,
    hits: Vec<(Side, Span)>,
    /// The hit at hand.
    at: Option<usize>,
}

impl Search {
    /// Where the hits of a side are.
    pub(crate) fn spans(&self, side: Side) -> impl Iterator<Item = Span> {
        self.hits.iter().filter(move |hit| hit.0 == side).map(|hit| hit.1)
    }
}

impl Room {
    /// Looks for something in both panes.
    ///
    /// # Errors
    /// Why it is not understood.
    pub(in crate::app) fn search_for(&mut self, asked: &str) -> Result<(), String> {
        let query = Query::parse(asked).map_err(|error| error.to_string())?;
        self.search = Some(Search { asked: asked.trim().to_owned(), query, hits: Vec::new(), at: None });
        self.search_again();
        Ok(())
    }

    /// Looks for the same in the texts as they now stand.
    pub(in crate::app) fn search_again(&mut self) {
        let Some(search) = &self.search else { return };
        let hits = Side::BOTH.map(|side| self.hits(side, search));
        if let Some(search) = &mut self.search {
            search.hits = hits.concat();
        }
        self.sort_hits();
    }

    /// Brings the hits into the order of the rows; none is at hand then.
    pub(in crate::app) fn sort_hits(&mut self) {
        let Some(mut search) = self.search.take() else { return };
        let row = |side: Side, span: Span| self.sheet.place_of(side, span.start).map_or(usize::MAX, |(row, _)| row);
        search.hits.sort_by_cached_key(|&(side, span)| (row(side, span), side == Side::Right, span.start));
        search.at = None;
        self.search = Some(search);
    }

    /// The words that answer the query, and those whose concept is called so: who looks for *Taiwan* finds
    /// the Chinese word, too.
    fn hits(&self, side: Side, search: &Search) -> Vec<(Side, Span)> {
        let mut spans = search.query.spans(&self.texts[side]).unwrap_or_default();
        let wanted = search.asked.trim_end_matches('*').to_lowercase();
        let cells = self.sheet.rows.iter().flat_map(|row| &row.cells[side]);
        let named =
            cells.flat_map(|cell| &cell.mentions).filter(|mention| mention.gloss.to_lowercase().contains(&wanted));
        spans.extend(named.map(|mention| mention.span));
        spans.sort_unstable();
        let mut apart: Vec<Span> = Vec::new();
        for span in spans {
            match apart.last_mut() {
                Some(last) if last.overlaps(span) => *last = last.cover(span),
                _ => apart.push(span),
            }
        }
        apart.into_iter().map(|span| (side, span)).collect()
    }

    fn row_of(&self, side: Side, span: Span) -> usize {
        self.sheet.place_of(side, span.start).map_or(usize::MAX, |(row, _)| row)
    }

    /// Goes to the next or previous hit, around at the end; what is to be said.
    pub(in crate::app) fn step_hit(&mut self, way: Way) -> Option<String> {
        let search = self.search.as_ref()?;
        let (asked, count) = (search.asked.clone(), search.hits.len());
        if count == 0 {
            return Some(format!("“{asked}” is in neither of the two texts shown"));
        }
        let next = match (search.at, way) {
            (Some(at), _) => way.from(at, count).unwrap_or(if way == Way::Forward { 0 } else { count - 1 }),
            (None, Way::Forward) => self.first_from_here(&search.hits),
            (None, Way::Back) => count - 1,
        };
        let (side, span) = search.hits[next];
        let of = |side: Side| search.spans(side).count();
        let told = format!(
            "“{asked}”: hit {} of {count} ({} {}, {} {}); {{next-discrepancy}} {{previous-discrepancy}} go on, {{back-in-room}} ends the search",
            next + 1,
            of(Side::Left),
            self.label(Side::Left),
            of(Side::Right),
            self.label(Side::Right)
        );
        self.leave();
        if let Some(search) = &mut self.search {
            search.at = Some(next);
        }
        self.go_to_words(side, span.start);
        Some(told)
    }

    /// The first hit at or behind the cursor, else the very first.
    fn first_from_here(&self, hits: &[(Side, Span)]) -> usize {
        hits.iter().position(|&(side, span)| self.row_of(side, span) >= self.cursor.row).unwrap_or(0)
    }

    /// Stands on the passage with that byte of a side's text.
    pub(in crate::app) fn go_to_words(&mut self, side: Side, offset: usize) {
        if let Some((row, position)) = self.sheet.place_of(side, offset) {
            self.reads = side;
            self.stand(Cursor { row, side, position });
            self.arrival = Arrival::Jump;
        }
    }
}

impl State {
    /// The search that was typed: to its first hit.
    pub(in crate::app) fn search(&mut self, asked: &str) {
        let Some(room) = &mut self.room else { return };
        let told = match room.search_for(asked) {
            Ok(()) => room.step_hit(Way::Forward),
            Err(why) => return self.warn(why),
        };
        if let Some(told) = told {
            self.say(told);
        }
    }
}
