//! Searching the library while one types.

use super::{Ask, FoundLine, Library, Sort, Spot};
use crate::app::prompt::Purpose;
use crate::app::room::motion::Way;
use crate::app::state::{Screen, State};
use crate::app::{Effect, JobId, Which};
use crate::review::search::Query;

/// So many lists of places are kept; those of events that left the screen go first.
const KEPT: usize = 2_000;

impl Library {
    fn show_all(&mut self) {
        self.asked.clear();
        self.found = None;
        self.lined = false;
        self.lines.clear();
        if self.sort == Sort::Places {
            self.sort = Sort::Date;
        }
    }
}

impl State {
    /// Opens the line in which a search of the library is typed, from whatever screen.
    pub(crate) fn ask_library(&mut self) -> Vec<Effect> {
        let effects = if self.screen == Screen::Library { Vec::new() } else { self.show(Screen::Library) };
        self.library.asked_before = self.library.asked.clone();
        let mut asked = self.library.asked.clone();
        if !asked.is_empty() {
            asked.push(' ');
        }
        self.ask_with(Purpose::Library, &asked);
        effects
    }

    /// Something was typed in the line: the list follows.
    pub(crate) fn typed_in_library(&mut self) -> Vec<Effect> {
        let typed = self.prompt.as_ref().map(|prompt| prompt.typed()).unwrap_or_default();
        self.search_library(&typed)
    }

    /// Searches the library; an empty search shows all.
    pub(super) fn search_library(&mut self, asked: &str) -> Vec<Effect> {
        if asked.trim().is_empty() {
            let here = self.current_event().map(|listing| listing.which.clone());
            self.library.show_all();
            self.library.job = self.next_job();
            self.put_in_order(here);
            return Vec::new();
        }
        match Query::begun(asked) {
            Ok(_) => {
                self.message = None;
                asked.trim_start().clone_into(&mut self.library.asked);
                self.search_again()
            }
            // Half a phrase is no mistake yet: the list waits for the rest.
            Err(why) => {
                self.say(why.to_string());
                Vec::new()
            }
        }
    }

    /// Asks the same of the events as they now are.
    pub(super) fn search_again(&mut self) -> Vec<Effect> {
        let job = self.next_job();
        self.library.job = job;
        vec![Ask::Search { job, asked: self.library.asked.clone() }.into()]
    }

    /// The line is given up: what was asked before is asked again.
    pub(crate) fn give_up_search(&mut self) -> Vec<Effect> {
        let before = std::mem::take(&mut self.library.asked_before);
        if before == self.library.asked { Vec::new() } else { self.search_library(&before) }
    }

    /// Shows all events again; whether there was a search.
    pub(crate) fn end_library_search(&mut self) -> bool {
        let searching = !self.library.asked.is_empty();
        if searching {
            self.search_library("");
        }
        searching
    }

    /// Takes the events that answer.
    pub(super) fn found(&mut self, job: JobId, found: Vec<(Which, usize)>) {
        if job != self.library.job {
            return;
        }
        let here = self.current_event().map(|listing| listing.which.clone());
        self.library.lined = Query::begun(&self.library.asked).is_ok_and(|query| query.is_told_in_lines());
        self.library.found = Some(found.into_iter().collect());
        self.library.lines.clear();
        self.put_in_order(here);
    }

    /// Asks for the places in the events on the screen that are not known yet.
    pub(super) fn ask_for_lines(&mut self) -> Vec<Effect> {
        if !self.library.lined {
            return Vec::new();
        }
        let list = self.library_list();
        let rows = self.library.shown.get(list.first..list.end).unwrap_or_default().iter();
        let missing = rows.map(|&at| &self.library.listed[at].which).filter(|it| !self.library.lines.contains_key(it));
        let events: Vec<Which> = missing.cloned().collect();
        if events.is_empty() {
            return Vec::new();
        }
        if self.library.lines.len() > KEPT {
            self.library.lines.clear();
        }
        // Asked for once: until they come, there is nothing to show.
        self.library.lines.extend(events.iter().map(|which| (which.clone(), Vec::new())));
        vec![Ask::Lines { job: self.library.job, asked: self.library.asked.clone(), events }.into()]
    }

    /// Goes to the next or previous place in the event at the cursor.
    pub(crate) fn step_place(&mut self, way: Way) {
        let count = self.current_event().map_or(0, |listing| self.library.lines(&listing.which).len());
        match way.from(self.library.place, count) {
            Some(place) => self.library.place = place,
            None if count == 0 => self.say("there is nothing found here to step through: {search-library} searches"),
            None => self.say("no further place in this event; {item-down} goes to the next event"),
        }
    }

    /// Where to go in the event at the cursor when it is opened, and what is looked for there.
    pub(super) fn spot(&self) -> (Spot, Option<String>) {
        let line = |which: &Which| self.library.lines(which).get(self.library.place).map(|line: &FoundLine| &line.spot);
        let spot = self.current_event().and_then(|listing| line(&listing.which)).cloned();
        let words = Query::begun(&self.library.asked).ok().map(|query| query.words()).filter(|words| !words.is_empty());
        (spot.unwrap_or(Spot::Left), words)
    }
}
