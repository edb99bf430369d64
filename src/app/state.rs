//! The state of the program: which screen, which event, what is said to the analyst.

use super::ids::Ids;
use super::intake::Incoming;
use super::library::{Destination, Library, Tracking};
use super::prompt::Prompt;
use super::room::{Room, Work};
use super::{Exporting, JobId, Keymap, Size};
use crate::compare::Lexicon;
use crate::domain::{Change, Look, Preferences, Surroundings, TagId};
use std::sync::Arc;

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

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Two panes side by side: the heart.
    Room,
    /// The ranked list.
    Discrepancies,
    /// All annotations of the event.
    Notes,
    /// What each side speaks of, and how much.
    Emphasis,
    /// The documents of the event with their versions.
    Sources,
    /// All events.
    Library,
    /// Something is being brought in.
    Intake,
    /// Notes on an older version, to be carried over or left.
    Carrying,
    /// What leaves the program.
    Export,
    /// What the person has set.
    Settings,
    /// Deleted events.
    Trash,
    /// A wording through all events, by date.
    Track,
}

/// Something that lies over a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// Keys and legend.
    Help,
    /// Why a discrepancy was raised, by its index.
    Explain(usize),
    /// What an errand brought.
    Report,
    /// What the lexicon knows of the concepts at hand.
    Entry,
}

/// What keys mean at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Reading.
    Room,
    /// Selecting words.
    Select,
    /// Choosing a tag.
    Tag,
    /// Writing a note.
    Write,
    /// In the list of discrepancies.
    Discrepancies,
    /// In the list of notes.
    Notes,
    /// In the list of topics.
    Emphasis,
    /// In the list of documents.
    Sources,
    /// In the library.
    Library,
    /// Giving a document by its path or address.
    Give,
    /// Pasting or writing the text of a document.
    Paste,
    /// Describing a document or an event.
    Describe,
    /// Looking at a plan of many documents.
    Plan,
    /// In the list of notes that are to be carried over.
    Carry,
    /// Choosing an export.
    Export,
    /// Choosing settings.
    Settings,
    /// In the trash.
    Trash,
    /// Following a wording.
    Track,
    /// Reading help or an explanation.
    Overlay,
    /// Typing a line: a search, a command's name.
    Ask,
}

impl Mode {
    /// All modes.
    pub const ALL: &[Mode] = &[
        Mode::Room,
        Mode::Select,
        Mode::Tag,
        Mode::Write,
        Mode::Discrepancies,
        Mode::Notes,
        Mode::Emphasis,
        Mode::Sources,
        Mode::Library,
        Mode::Give,
        Mode::Paste,
        Mode::Describe,
        Mode::Plan,
        Mode::Carry,
        Mode::Export,
        Mode::Settings,
        Mode::Trash,
        Mode::Track,
        Mode::Overlay,
        Mode::Ask,
    ];

    /// Whether letters are typed or chosen by there, and so call no command.
    #[must_use]
    pub const fn takes_letters(self) -> bool {
        matches!(self, Mode::Write | Mode::Give | Mode::Paste | Mode::Describe | Mode::Ask | Mode::Tag)
    }

    /// How it is called in the key list.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Mode::Room => "room",
            Mode::Select => "selecting",
            Mode::Tag => "tagging",
            Mode::Write => "writing",
            Mode::Discrepancies => "discrepancies",
            Mode::Notes => "notes",
            Mode::Emphasis => "emphasis",
            Mode::Sources => "sources",
            Mode::Library => "library",
            Mode::Give => "bringing in",
            Mode::Paste => "pasting",
            Mode::Describe => "describing",
            Mode::Plan => "a list of documents",
            Mode::Carry => "carrying over",
            Mode::Export => "export",
            Mode::Settings => "settings",
            Mode::Trash => "trash",
            Mode::Track => "over time",
            Mode::Overlay => "help",
            Mode::Ask => "typing a line",
        }
    }
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

/// How far the changes are safe.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Saving {
    /// Number of the newest change.
    given: u64,
    /// Changes that are not known to be on disk.
    unsafe_yet: Vec<(u64, Change)>,
    /// Why the last one is not.
    pub(crate) failed: Option<String>,
}

impl Saving {
    /// Takes note of a change that is to be saved; its number.
    pub(crate) fn give(&mut self, change: Change) -> u64 {
        self.given += 1;
        self.unsafe_yet.push((self.given, change));
        self.given
    }

    /// Changes up to this number are on disk.
    pub(crate) fn saved(&mut self, number: u64) {
        self.unsafe_yet.retain(|(given, _)| *given > number);
        self.failed = None;
    }

    /// Changes that are not known to be on disk, oldest first.
    pub(crate) fn unsafe_changes(&self) -> Vec<Change> {
        self.unsafe_yet.iter().map(|(_, change)| change.clone()).collect()
    }

    /// Whether all changes are on disk.
    #[must_use]
    pub(crate) fn is_safe(&self) -> bool {
        self.failed.is_none() && self.unsafe_yet.is_empty()
    }
}

impl State {
    /// A program that shows the library until an event is opened.
    #[must_use]
    pub fn new(setup: Setup) -> State {
        let ids = Ids::new(setup.seed);
        State {
            setup,
            screen: Screen::Library,
            overlay: None,
            overlay_line: 0,
            room: None,
            library: Library::default(),
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
        if self.overlay.is_some() {
            return Mode::Overlay;
        }
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
