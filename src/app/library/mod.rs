//! The library on the screen: its events in order, what is asked of them, what was done to them.

mod arriving;
mod ask;
mod filters;
mod keeping;
mod left;
mod order;
mod searching;
mod tracking;

pub(crate) use arriving::{Destination, Goal};
pub use ask::{Answer, Ask, Deleted, Followed, FoundLine, Listing, Said, Spot, UsedForm};
pub use filters::Facet;
pub use left::View;
pub use order::Sort;
pub use tracking::Tracking;

use super::lists::List;
use super::state::{Screen, State};
use super::{Effect, JobId, What, Which};
use crate::app::controls::command::CommandId;
use crate::app::room::motion::Way;
use jiff::Timestamp;
use keeping::Done;
use std::collections::BTreeMap;

/// Lines above the list: title, rule, names of the columns.
const ABOVE: u16 = 3;
/// Lines below it: rule, two for the event at the cursor, what is said, the keys.
const BELOW: u16 = 5;

/// The library on the screen.
#[derive(Debug, Default)]
pub struct Library {
    /// The events as last told.
    listed: Vec<Listing>,
    /// Those on the screen, in their order.
    shown: Vec<usize>,
    /// The order.
    sort: Sort,
    /// Whether it is turned round.
    reversed: bool,
    /// What is asked; empty where all are shown.
    asked: String,
    /// The event on which the cursor stood when the program was last left, until it is listed.
    awaited: Option<Which>,
    /// Whether the cursor goes to the event last worked on, as soon as one is listed.
    awaits_work: bool,
    /// What was asked before the line was opened.
    asked_before: String,
    /// Whether each event shows where it answers.
    lined: bool,
    /// The job of the newest search.
    job: JobId,
    /// What answers, with the number of places; `None` while all are shown.
    found: Option<BTreeMap<Which, usize>>,
    /// The places in those events that were on the screen.
    lines: BTreeMap<Which, Vec<FoundLine>>,
    /// The place at hand in the event at the cursor.
    place: usize,
    /// The first item on the screen.
    top: usize,
    /// How many events were looked at, of how many.
    progress: Option<(usize, usize)>,
    /// What was done to events and can be taken back.
    done: Vec<Done>,
    /// What of it is just being taken back.
    taking_back: Option<Done>,
    /// What lies in the trash.
    trash: Vec<Deleted>,
}

impl Library {
    /// How many events there are.
    #[must_use]
    pub fn all(&self) -> usize {
        self.listed.len()
    }

    /// The events on the screen, in their order.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Listing> {
        self.shown.iter().map(|&at| &self.listed[at])
    }

    /// The order.
    #[must_use]
    pub const fn sort(&self) -> (Sort, bool) {
        (self.sort, self.reversed)
    }

    /// What is asked; empty where all are shown.
    #[must_use]
    pub fn asked(&self) -> &str {
        &self.asked
    }

    /// How many events were looked at, of how many, while that goes on.
    #[must_use]
    pub const fn progress(&self) -> Option<(usize, usize)> {
        self.progress
    }

    /// In how many places an event answers.
    #[must_use]
    pub fn places(&self, which: &Which) -> usize {
        self.found.as_ref().and_then(|found| found.get(which)).copied().unwrap_or_default()
    }

    /// Where an event answers; none while that is not known yet.
    #[must_use]
    pub fn lines(&self, which: &Which) -> &[FoundLine] {
        self.lines.get(which).map(Vec::as_slice).unwrap_or_default()
    }

    /// The place at hand in the event at the cursor.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place
    }

    /// What lies in the trash, newest first.
    #[must_use]
    pub fn trash(&self) -> &[Deleted] {
        &self.trash
    }

    /// Another event is at the cursor: its first place is at hand.
    pub(crate) const fn leave_place(&mut self) {
        self.place = 0;
    }

    /// Lines that an event takes on the screen.
    #[must_use]
    pub const fn height(&self) -> u16 {
        if self.lined { 2 } else { 1 }
    }
}

impl State {
    /// The library on the screen.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The event at the cursor of the list.
    #[must_use]
    pub fn current_event(&self) -> Option<&Listing> {
        let at = self.library.shown.get(self.cursors.library.min(self.library.shown.len().saturating_sub(1)))?;
        self.library.listed.get(*at)
    }

    /// The part of the list that is on the screen.
    pub(super) fn library_list(&self) -> List {
        let height = self.library.height();
        let first = self.library.top;
        let end = (first + self.library_room()).min(self.library.shown.len());
        List { top: ABOVE, height, first, end }
    }

    /// How many events have room on the screen.
    fn library_room(&self) -> usize {
        usize::from((self.setup.size.height.saturating_sub(ABOVE + BELOW) / self.library.height()).max(1))
    }

    /// Brings the cursor's event onto the screen, and asks for what is missing of those that are there.
    pub(super) fn settle_library(&mut self) -> Vec<Effect> {
        if self.screen != Screen::Library {
            return Vec::new();
        }
        let (cursor, room) = (self.item(), self.library_room());
        let last = self.library.shown.len().saturating_sub(room);
        self.library.top = self.library.top.clamp((cursor + 1).saturating_sub(room), cursor).min(last);
        self.ask_for_lines()
    }

    /// Does what a command of the library, its trash or a wording over time says.
    pub(crate) fn work_in_library(&mut self, at: Timestamp, id: CommandId) -> Vec<Effect> {
        use CommandId as C;
        match id {
            C::SearchLibrary => return self.ask_library(),
            C::FilterLibrary => self.ask_for_filter(),
            C::SortLibrary => self.reorder(false),
            C::TurnLibrary => self.reorder(true),
            C::NextPlace => self.step_place(Way::Forward),
            C::PreviousPlace => self.step_place(Way::Back),
            C::RenameEvent => self.ask_for_title(),
            C::TrashEvent => return self.trash_event(),
            C::ShowTrash => return self.show_trash(),
            C::RestoreEvent => return self.restore_event(),
            C::TakeBack => return self.take_back(at),
            C::ShowTrack => return self.show_track(),
            C::AskTrack => self.ask_for_wording(),
            C::NextParty => return self.next_party(),
            _ => {}
        }
        Vec::new()
    }

    /// Takes an answer of the library.
    pub(super) fn hear_library(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Progress(progress) => self.library.progress = progress,
            Answer::Found { job, found } => self.found(job, found),
            Answer::Lines { job, lines } if job == self.library.job => self.library.lines.extend(lines),
            Answer::Lines { .. } => {}
            Answer::Followed { job, followed } => self.followed(job, followed),
            Answer::Table(Ok((name, bytes))) => return vec![Effect::Export { name, bytes }],
            Answer::Table(Err(why)) => self.warn(why),
            Answer::Trash(trash) => self.library.trash = trash,
            Answer::Refused(why) => self.refused(why),
            answer => return self.kept(answer),
        }
        Vec::new()
    }

    /// Takes the events as they are told. What is asked is asked of them anew.
    pub(super) fn list_events(&mut self, listed: Vec<Listing>) -> Vec<Effect> {
        let here = self.current_event().map(|listing| listing.which.clone());
        let there = |which: &Which| listed.iter().any(|listing| listing.which == *which);
        let awaited = self.library.awaited.take_if(|which| there(which));
        // Who has moved already is not moved again.
        self.library.awaits_work &= self.cursors.library == 0 || awaited.is_some();
        let worked = listed.iter().filter(|listing| self.library.awaits_work && listing.worked.is_some());
        let worked = worked.max_by_key(|listing| listing.worked).map(|listing| listing.which.clone());
        self.library.awaits_work &= worked.is_none();
        self.library.listed = listed;
        self.put_in_order(worked.or(awaited).or(here));
        if self.library.asked.is_empty() { Vec::new() } else { self.search_again() }
    }
}

impl From<Answer> for What {
    fn from(answer: Answer) -> What {
        What::Library(answer)
    }
}

impl From<Ask> for Effect {
    fn from(ask: Ask) -> Effect {
        Effect::Library(ask)
    }
}
