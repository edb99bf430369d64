//! Where the analyst is: the screens, what may lie over them, and what keys mean there.

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
    /// What each tag is for.
    Tags,
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

    /// Whether a character is typed there, and so calls no command: while a tag is chosen letters and digits are.
    #[must_use]
    pub fn takes(self, typed: char) -> bool {
        match self {
            Mode::Write | Mode::Give | Mode::Paste | Mode::Describe | Mode::Ask => true,
            Mode::Tag => typed.is_alphanumeric(),
            _ => false,
        }
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
