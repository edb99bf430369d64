//! The state of the program: which screen, which event, what is said to the analyst.

mod mode;
mod saving;

use crate::app::ids::Ids;
use crate::app::intake::Incoming;
use crate::app::library::{Destination, Library, Tracking, View};
use crate::app::prompt::Prompt;
use crate::app::room::{Room, Work};
use crate::app::{Exporting, JobId, Keymap, Size};
use crate::compare::Lexicon;
use crate::domain::{Look, Preferences, Surroundings, TagId};
use std::sync::Arc;

pub use mode::{Mode, Overlay, Screen};
use saving::Saving;

/// What the program starts with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setup {
    /// Size of the screen.
    pub size: Size,
    /// Seed of all ids that are made; any number that differs from run to run.
    pub seed: u64,
    /// Who annotates.
    pub author: String,
    /// What the person has set.
    pub preferences: Preferences,
    /// What is known of the terminal.
    pub surroundings: Surroundings,
    /// The keys in force.
    pub keys: Keymap,
    /// Where the settings are kept.
    pub config: String,
    /// How the library was left.
    pub library: View,
}

/// The state of the program.
#[derive(Debug)]
pub struct State {
    pub(crate) setup: Setup,
    /// The screen that is shown.
    pub(crate) screen: Screen,
    /// What lies over it.
    pub(crate) overlay: Option<Overlay>,
    /// How many of its lines are scrolled away.
    pub(crate) overlay_line: usize,
    /// The event that is open.
    pub(crate) room: Option<Box<Room>>,
    /// The library on the screen.
    pub(crate) library: Library,
    /// The wording that is followed through all events.
    pub(crate) tracking: Tracking,
    /// Where to go in the event that is being opened.
    pub(crate) destination: Option<Destination>,
    /// Where each list's cursor stands.
    pub(crate) cursors: Cursors,
    /// The line that is being typed.
    pub(crate) prompt: Option<Box<Prompt>>,
    /// What is being brought in.
    pub(crate) incoming: Incoming,
    /// The export that is being chosen, or was last.
    pub(crate) exporting: Option<Box<Exporting>>,
    /// The screen from which an export or the settings were opened.
    pub(crate) came_from: Screen,
    /// What is said to the analyst until the next key.
    pub(crate) message: Option<Message>,
    /// The line for somebody who has never been here; goes with the first key.
    pub(crate) greeting: bool,
    /// Whether the program was asked to end while something would be lost.
    pub(crate) asked_to_quit: bool,
    /// Whether another event was asked for and is not there yet.
    pub(crate) opening: bool,
    /// The tag that was chosen last.
    pub(crate) last_tag: Option<TagId>,
    /// The lexicon of the open event, where it is not the built-in one.
    pub(crate) lexicon: Option<Arc<Lexicon>>,
    pub(crate) saving: Saving,
    pub(crate) jobs: JobId,
    pub(crate) ids: Ids,
}

/// Where each list's cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cursors {
    pub(crate) discrepancies: usize,
    pub(crate) notes: usize,
    pub(crate) emphasis: usize,
    pub(crate) sources: usize,
    pub(crate) carrying: usize,
    pub(crate) library: usize,
    pub(crate) export: usize,
    pub(crate) settings: usize,
    pub(crate) trash: usize,
    pub(crate) track: usize,
}

impl Cursors {
    /// The cursor of a screen's list; `None` where the screen is no list.
    pub(crate) fn of(&mut self, screen: Screen) -> Option<&mut usize> {
        match screen {
            Screen::Discrepancies => Some(&mut self.discrepancies),
            Screen::Notes => Some(&mut self.notes),
            Screen::Emphasis => Some(&mut self.emphasis),
            Screen::Sources => Some(&mut self.sources),
            Screen::Library => Some(&mut self.library),
            Screen::Trash => Some(&mut self.trash),
            Screen::Track => Some(&mut self.track),
            Screen::Carrying => Some(&mut self.carrying),
            Screen::Room | Screen::Intake => None,
            Screen::Export => Some(&mut self.export),
            Screen::Settings => Some(&mut self.settings),
        }
    }

    /// All lists of an event begin at their start again.
    pub(crate) fn reset(&mut self) {
        *self = Cursors { library: self.library, track: self.track, ..Cursors::default() };
    }
}

/// Something said to the analyst.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// In one or two lines.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

impl State {
    /// A program that shows the library until an event is opened.
    #[must_use]
    pub fn new(setup: Setup) -> State {
        let ids = Ids::new(setup.seed);
        let library = Library::left(setup.library.clone());
        State {
            setup,
            screen: Screen::Library,
            overlay: None,
            overlay_line: 0,
            room: None,
            library,
            tracking: Tracking::default(),
            destination: None,
            cursors: Cursors::default(),
            prompt: None,
            incoming: Incoming::default(),
            exporting: None,
            came_from: Screen::Library,
            message: None,
            greeting: false,
            asked_to_quit: false,
            opening: false,
            last_tag: None,
            lexicon: None,
            saving: Saving::default(),
            jobs: JobId::default(),
            ids,
        }
    }

    /// What keys mean at the moment.
    #[must_use]
    pub fn mode(&self) -> Mode {
        if self.prompt.is_some() { Mode::Ask } else { self.mode_beneath() }
    }

    /// What they mean but for a line that is being typed.
    pub(super) fn mode_beneath(&self) -> Mode {
        if self.overlay.is_some() { Mode::Overlay } else { self.place() }
    }

    /// What they mean on the screen itself, whatever lies over it.
    pub(super) fn place(&self) -> Mode {
        match (self.room.as_deref().map(|room| &room.work), self.screen) {
            (Some(Work::Writing(_)), _) => Mode::Write,
            (Some(Work::Tagging(_)), _) => Mode::Tag,
            (Some(Work::Selecting(_)), Screen::Room) => Mode::Select,
            (_, Screen::Room) => Mode::Room,
            (_, Screen::Discrepancies) => Mode::Discrepancies,
            (_, Screen::Notes) => Mode::Notes,
            (_, Screen::Emphasis) => Mode::Emphasis,
            (_, Screen::Sources) => Mode::Sources,
            (_, Screen::Library) => Mode::Library,
            (_, Screen::Carrying) => Mode::Carry,
            (_, Screen::Intake) => self.incoming.intake.as_ref().map_or(Mode::Give, |intake| intake.mode()),
            (_, Screen::Export) => Mode::Export,
            (_, Screen::Settings) => Mode::Settings,
            (_, Screen::Trash) => Mode::Trash,
            (_, Screen::Track) => Mode::Track,
        }
    }

    /// Whether all changes are on disk.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.saving.is_safe()
    }

    pub(crate) fn lay_over(&mut self, overlay: Overlay) {
        self.overlay = Some(overlay);
        self.overlay_line = 0;
    }

    /// How the screen looks.
    #[must_use]
    pub fn look(&self) -> Look {
        self.setup.preferences.look(self.setup.surroundings)
    }

    /// Says something; `{command}` in it becomes that command's key.
    pub(crate) fn say(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message { text: self.spell(text.as_ref()), bad: false });
    }

    /// Says that something went wrong; `{command}` in it becomes that command's key.
    pub(crate) fn warn(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message { text: self.spell(text.as_ref()), bad: true });
    }

    pub(crate) fn next_job(&mut self) -> JobId {
        self.jobs = JobId(self.jobs.0 + 1);
        self.jobs
    }
}
