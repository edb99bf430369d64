//! The lists: discrepancies, notes, library. Each has a cursor; the items are derived.

pub(in crate::app) mod judging;
pub(in crate::app) mod sifting;
pub(in crate::app) mod sources;
pub(in crate::app) mod topics;

use crate::app::controls::command::CommandId;
use crate::app::room::motion::Way;
use crate::app::state::{Screen, State};
use crate::app::{Effect, exporting, setting};
use crate::domain::AnnotationId;

/// The part of a list that is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// Line of the screen on which the first visible item stands.
    pub top: u16,
    /// Lines that an item takes.
    pub height: u16,
    /// The first visible item.
    pub first: usize,
    /// One past the last visible item.
    pub end: usize,
}

impl List {
    /// The item on a line of the screen.
    #[must_use]
    pub fn item_at(&self, y: u16) -> Option<usize> {
        let item = self.first + usize::from(y.checked_sub(self.top)? / self.height);
        (item < self.end).then_some(item)
    }
}

/// Lines that a list leaves to its header: a title and a rule, its settings between them where it has any.
const HEADER: u16 = 2;
const WITH_SETTINGS: u16 = 3;

/// Lines that a list leaves to what is said of the item at its cursor.
#[must_use]
pub fn detail_lines(height: u16) -> u16 {
    (height / 3).clamp(5, 12)
}

/// Lines that the list of documents takes.
#[must_use]
pub fn source_lines(height: u16, documents: usize) -> u16 {
    u16::try_from(documents).unwrap_or(u16::MAX).clamp(1, (height / 4).max(2))
}

impl State {
    /// The part of the list that is on the screen: the cursor is always in it.
    #[must_use]
    pub fn list(&self) -> Option<List> {
        let height = match self.screen {
            Screen::Library => return Some(self.library_list()),
            Screen::Discrepancies | Screen::Notes | Screen::Settings | Screen::Track => 2,
            Screen::Emphasis | Screen::Sources | Screen::Carrying | Screen::Export | Screen::Trash => 1,
            Screen::Room | Screen::Intake => return None,
        };
        let screen = self.setup.size.height;
        let header = if height == 2 { WITH_SETTINGS } else { HEADER };
        let below = match self.screen {
            Screen::Trash => 4,
            Screen::Settings => 3,
            Screen::Export => screen.saturating_sub(HEADER + exporting::ROWS as u16),
            // What is said of one needs more lines than the list of a few.
            Screen::Sources | Screen::Carrying => screen.saturating_sub(HEADER + source_lines(screen, self.items())),
            _ => detail_lines(screen) + 2,
        };
        let capacity = usize::from((screen.saturating_sub(header + below) / height).max(1));
        let first = (self.item() + 1).saturating_sub(capacity);
        Some(List { top: header, height, first, end: (first + capacity).min(self.items()) })
    }

    /// How many items the list on the screen has.
    #[must_use]
    pub fn items(&self) -> usize {
        let room = self.room.as_deref();
        match self.screen {
            Screen::Discrepancies => room.map_or(0, |room| room.listed.discrepancies.len()),
            Screen::Notes => room.map_or(0, |room| room.listed.notes.len()),
            Screen::Emphasis => room.map_or(0, |room| room.topics().len()),
            Screen::Sources => room.map_or(0, |room| room.held().len()),
            Screen::Library => self.library.shown().len(),
            Screen::Trash => self.library.trash().len(),
            Screen::Track => self.tracked(),
            Screen::Export => exporting::ROWS,
            Screen::Settings => setting::ROWS,
            Screen::Carrying => self.incoming.carrying.as_ref().map_or(0, |carrying| carrying.entries.len()),
            Screen::Room | Screen::Intake => 0,
        }
    }

    /// Where the cursor of the list on the screen stands.
    #[must_use]
    pub fn item(&self) -> usize {
        let mut cursors = self.cursors;
        cursors.of(self.screen).map_or(0, |cursor| (*cursor).min(self.items().saturating_sub(1)))
    }

    /// Puts the cursor of the list on the screen somewhere else.
    pub(crate) fn go_to_item(&mut self, item: usize) {
        let item = item.min(self.items().saturating_sub(1));
        if let Some(cursor) = self.cursors.of(self.screen) {
            *cursor = item;
        }
        self.library.leave_place();
    }

    /// Moves the cursor of the list by a screen.
    pub(crate) fn step_items(&mut self, way: Way) {
        let screen = self.list().map_or(1, |list| list.end - list.first).max(2) - 1;
        let item = self.item();
        self.go_to_item(match way {
            Way::Forward => item + screen,
            Way::Back => item.saturating_sub(screen),
        });
    }

    /// Moves the cursor of the list on the screen.
    pub(crate) fn step_item(&mut self, way: Way) {
        if let Some(item) = way.from(self.item(), self.items()) {
            self.go_to_item(item);
        }
    }

    /// The discrepancy that commands work on: the one in the list, or the one at hand in the room.
    #[must_use]
    pub fn current_discrepancy(&self) -> Option<usize> {
        let room = self.room.as_deref()?;
        match self.screen {
            Screen::Discrepancies => room.listed.discrepancies.get(self.item()).copied(),
            _ => room.current,
        }
    }

    /// The note that commands work on: the one in the list, or the one at hand in the room.
    #[must_use]
    pub fn current_note(&self) -> Option<AnnotationId> {
        let room = self.room.as_deref()?;
        match self.screen {
            Screen::Notes => room.listed.notes.get(self.item()).copied(),
            _ => room.annotation().map(|annotation| annotation.id),
        }
    }

    /// Opens the item at the cursor.
    pub(crate) fn open_item(&mut self) -> Vec<Effect> {
        match self.screen {
            Screen::Library => self.open_event(),
            Screen::Trash => self.restore_event(),
            Screen::Track => self.open_said(),
            Screen::Discrepancies => {
                let index = self.current_discrepancy();
                self.screen = Screen::Room;
                if let (Some(room), Some(index)) = (&mut self.room, index) {
                    room.show_discrepancy(index);
                }
                Vec::new()
            }
            Screen::Notes => {
                let note = self.current_note();
                self.screen = Screen::Room;
                if let (Some(room), Some(note)) = (&mut self.room, note)
                    && !room.show_note(note)
                {
                    self.say(
                        "these words stand in a document that is not in the panes: {document} shows a side's next document",
                    );
                }
                Vec::new()
            }
            Screen::Emphasis => {
                self.open_topic();
                Vec::new()
            }
            Screen::Sources => self.open_source(),
            Screen::Export => self.write_export(),
            Screen::Settings => self.change_setting(CommandId::NextChoice),
            Screen::Carrying => self.open_carried(),
            Screen::Room | Screen::Intake => Vec::new(),
        }
    }

    /// Goes to a screen.
    pub(crate) fn show(&mut self, screen: Screen) -> Vec<Effect> {
        let listed = |room: &crate::app::Room| {
            let current = room.current?;
            room.listed.discrepancies.iter().position(|&index| index == current)
        };
        if let (Screen::Discrepancies, Some(item)) = (screen, self.room.as_deref().and_then(listed)) {
            self.cursors.discrepancies = item;
        }
        self.screen = screen;
        if screen != Screen::Library {
            return Vec::new();
        }
        self.tally().into_iter().chain([Effect::List]).collect()
    }
}
