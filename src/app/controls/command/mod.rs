//! Commands: what a key can do, THE table of them ([`COMMANDS`]), and what is read out of it.
//!
//! Key lookup, footer, help screen, `diptych keys` and the README's table all read the one table.

mod id;
mod table;

pub use id::CommandId;
pub use table::COMMANDS;

use crate::app::state::{Mode, State};
use crate::app::{Key, Keymap};

/// One row of the table.
#[derive(Debug)]
pub struct Command {
    /// Which.
    pub id: CommandId,
    /// Its name, for people and documents.
    pub name: &'static str,
    /// The keys that call it where no others are set.
    pub keys: &'static [Key],
    /// Where they do.
    pub modes: &'static [Mode],
    /// Under which heading it is listed.
    pub group: Group,
    /// What it does, in one line.
    pub help: &'static str,
    /// Its word in the footer; empty where it has no place there. Neighbours with one word share it.
    pub hint: &'static str,
    /// Why it cannot be used now, if so.
    pub unavailable: fn(&State) -> Option<&'static str>,
}

impl Command {
    /// Whether it can be called by name: moving by one step cannot, since each call would close the list.
    pub(in crate::app) fn is_callable(&self) -> bool {
        use CommandId as C;
        !matches!(self.id, C::ItemDown | C::ItemUp | C::RowDown | C::RowUp | C::Palette)
    }

    /// How soon somebody who looks through all commands needs it, the lower the sooner: what the footer keeps
    /// longest first, ways out and moving about last.
    pub(in crate::app) fn need(&self) -> u8 {
        let footer = if self.hint.is_empty() { 5 } else { self.id.gives_way() };
        match (footer, self.group) {
            (0, _) => 7,
            (5, Group::Move) => 6,
            (shown, _) => shown,
        }
    }

    /// What it is called in the settings: `row-down`. Where several rows have one id, the further ones say
    /// where they hold: `back-in-room`.
    #[must_use]
    pub fn setting(&self) -> String {
        let first = COMMANDS.iter().find(|row| row.id == self.id);
        match (first, self.modes.first()) {
            (Some(first), Some(mode)) if first.modes != self.modes => {
                format!("{}-in-{}", self.id.name(), mode.name().replace(' ', "-"))
            }
            _ => self.id.name(),
        }
    }

    /// Where it can be used, in words.
    #[must_use]
    pub fn place(&self) -> String {
        let modes: Vec<&str> = self.modes.iter().map(|mode| mode.name()).collect();
        if modes.len() == Mode::ALL.len() { "everywhere".to_owned() } else { modes.join(", ") }
    }
}

/// Headings of the key list, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Getting about.
    Move,
    /// How the texts stand.
    Arrange,
    /// What the program found.
    Discrepancies,
    /// Selecting and tagging.
    Tag,
    /// Notes.
    Notes,
    /// Lists.
    Lists,
    /// Documents, versions and other people's notes.
    Intake,
    /// Everything else.
    Program,
}

impl Group {
    /// All headings.
    pub const ALL: [Group; 8] = [
        Group::Move,
        Group::Arrange,
        Group::Discrepancies,
        Group::Tag,
        Group::Notes,
        Group::Lists,
        Group::Intake,
        Group::Program,
    ];

    /// The heading.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Group::Move => "Getting about",
            Group::Arrange => "Arranging the texts",
            Group::Discrepancies => "Discrepancies",
            Group::Tag => "Selecting and tagging",
            Group::Notes => "Notes",
            Group::Lists => "Lists and screens",
            Group::Intake => "Bringing in",
            Group::Program => "Program",
        }
    }
}

/// An entry of the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The keys, apart by blanks.
    pub keys: String,
    /// What they do.
    pub word: &'static str,
    /// The command of each key.
    pub commands: Vec<CommandId>,
    /// How soon it gives way where room is short: 0 never, then the later the lower.
    pub gives_way: u8,
}

/// The footer of a mode: keys and what they do, neighbours with one word together; what cannot be
/// used now is left out.
#[must_use]
pub fn hints(state: &State) -> Vec<Hint> {
    let mode = state.mode();
    let mut hints: Vec<Hint> = Vec::new();
    let usable = |command: &Command| {
        command.modes.contains(&mode) && !command.hint.is_empty() && (command.unavailable)(state).is_none()
    };
    for (command, keys) in state.setup.keys.rows().filter(|(command, _)| usable(command)) {
        let Some(key) = keys.first().map(Key::to_string) else { continue };
        match hints.last_mut() {
            Some(hint) if hint.word == command.hint => {
                hint.keys.push(' ');
                hint.keys.push_str(&key);
                hint.commands.push(command.id);
            }
            _ => hints.push(Hint {
                keys: key,
                word: command.hint,
                commands: vec![command.id],
                gives_way: command.id.gives_way(),
            }),
        }
    }
    hints
}

/// The first key of a command in the present mode, as it is shown; empty where it has none.
#[must_use]
pub fn key_of(state: &State, id: CommandId) -> String {
    let mode = state.mode_beneath();
    let mut rows = state.setup.keys.rows();
    let row = rows.find(|(command, _)| command.id == id && command.modes.contains(&mode));
    row.and_then(|(_, keys)| keys.first()).map(Key::to_string).unwrap_or_default()
}

/// The key list as a Markdown table; that of the table's own keys stands in the README.
#[must_use]
pub fn key_table(keys: &Keymap) -> String {
    let mut table = String::from("| keys | where | what it does |\n|---|---|---|\n");
    for group in Group::ALL {
        for (command, keys) in keys.rows().filter(|(command, _)| command.group == group) {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let keys = if keys.is_empty() { command.name.to_owned() } else { keys.join(" ") };
            table.push_str(&format!("| {keys} | {} | {} |\n", command.place(), command.help));
        }
    }
    table
}
