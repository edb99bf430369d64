//! The order of the library's events.

use super::{Library, Listing};
use crate::app::Which;
use crate::app::state::State;
use std::cmp::Ordering;

/// By what the events are put in order; the first of each is what one looks for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The newest event first, those without a date last.
    #[default]
    Date,
    /// What was last worked on first.
    Worked,
    /// The most open notes first.
    Notes,
    /// The most open discrepancies first.
    Discrepancies,
    /// By parties, then date.
    Parties,
    /// By title.
    Title,
    /// The most places that answer the search first.
    Places,
}

impl Sort {
    /// All orders.
    pub const ALL: [Sort; 7] =
        [Sort::Date, Sort::Worked, Sort::Notes, Sort::Discrepancies, Sort::Parties, Sort::Title, Sort::Places];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Sort::Date => "date",
            Sort::Worked => "last worked on",
            Sort::Notes => "open notes",
            Sort::Discrepancies => "open discrepancies",
            Sort::Parties => "parties",
            Sort::Title => "title",
            Sort::Places => "places found",
        }
    }

    /// The next order; places count only in a search.
    const fn next(self, searching: bool) -> Sort {
        match self {
            Sort::Date => Sort::Worked,
            Sort::Worked => Sort::Notes,
            Sort::Notes => Sort::Discrepancies,
            Sort::Discrepancies => Sort::Parties,
            Sort::Parties => Sort::Title,
            Sort::Title if searching => Sort::Places,
            Sort::Title | Sort::Places => Sort::Date,
        }
    }
}

impl Library {
    /// The order of two events. Equals stand by date, then title, so that no order depends on chance.
    fn compare(&self, a: &Listing, b: &Listing) -> Ordering {
        let discrepancies = |listing: &Listing| listing.head.tally.map(|tally| tally.open);
        let by = match self.sort {
            Sort::Date => Ordering::Equal,
            Sort::Worked => b.worked.cmp(&a.worked),
            Sort::Notes => b.head.notes.open.cmp(&a.head.notes.open),
            Sort::Discrepancies => discrepancies(b).cmp(&discrepancies(a)),
            Sort::Parties => a.head.parties.cmp(&b.head.parties),
            Sort::Title => a.head.title.cmp(&b.head.title),
            Sort::Places => self.places(&b.which).cmp(&self.places(&a.which)),
        };
        let by = by.then_with(|| b.head.date.cmp(&a.head.date)).then_with(|| a.head.title.cmp(&b.head.title));
        by.then_with(|| a.which.cmp(&b.which))
    }
}

impl State {
    /// Puts what is shown in order; the cursor stays on this event, where it is still there.
    pub(super) fn put_in_order(&mut self, here: Option<Which>) {
        let library = &self.library;
        let answers = |listing: &Listing| library.found.as_ref().is_none_or(|found| found.contains_key(&listing.which));
        let mut shown: Vec<usize> = (0..library.listed.len()).filter(|&at| answers(&library.listed[at])).collect();
        shown.sort_by(|&a, &b| library.compare(&library.listed[a], &library.listed[b]));
        if library.reversed {
            shown.reverse();
        }
        let cursor = here.and_then(|here| shown.iter().position(|&at| library.listed[at].which == here));
        self.library.shown = shown;
        self.cursors.library = cursor.unwrap_or_default();
        self.library.place = 0;
    }

    /// Takes the next order, or turns the present one round.
    pub(crate) fn reorder(&mut self, turn: bool) {
        let here = self.current_event().map(|listing| listing.which.clone());
        let library = &mut self.library;
        if turn {
            library.reversed = !library.reversed;
        } else {
            library.sort = library.sort.next(library.found.is_some());
            library.reversed = false;
        }
        self.put_in_order(here);
        let (sort, reversed) = self.library.sort();
        self.say(format!(
            "by {}{}; {{turn-library}} turns it round",
            sort.name(),
            if reversed { ", turned round" } else { "" }
        ));
    }
}
