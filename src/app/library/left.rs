//! How the library was left: it opens so again.

use super::{Library, Sort};
use crate::app::state::State;
use crate::app::{Effect, Home, Which};

/// What is shown of the library, and where the cursor stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// The order.
    pub sort: Sort,
    /// Whether it is turned round.
    pub reversed: bool,
    /// What is asked, filters among it; empty where all are shown.
    pub asked: String,
    /// The event at the cursor.
    pub event: Option<Which>,
}

impl Library {
    /// A library that is shown as it was left. The cursor goes to its event as soon as that is listed; where that is
    /// no event of the analyst's own, to the one last worked on.
    pub(crate) fn left(view: View) -> Library {
        let View { sort, reversed, asked, event } = view;
        let awaits_work = !matches!(event, Some(Which::Folder(_)));
        Library { sort, reversed, asked, awaited: event, awaits_work, ..Library::default() }
    }
}

impl State {
    /// An event of the library is open: the cursor goes to it as soon as it is listed.
    pub(in crate::app) fn await_open_event(&mut self) {
        if let Some(Home::Saved(path)) = self.room.as_ref().map(|room| &room.home) {
            self.library.awaited = Some(Which::Folder(path.into()));
            self.library.awaits_work = false;
        }
    }

    /// What to remember of the library, unless nothing was ever listed.
    pub(super) fn left_library(&self) -> Option<Effect> {
        let library = &self.library;
        let (sort, reversed) = library.sort();
        let here = || self.current_event().map(|listing| listing.which.clone());
        let event = library.awaited.clone().or_else(here);
        let view = View { sort, reversed, asked: library.asked.clone(), event };
        (!library.listed.is_empty()).then_some(Effect::Left(view))
    }
}
