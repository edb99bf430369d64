//! The keys in force: those of the command table, or those that the person has set instead.

use crate::app::controls::command::{COMMANDS, Command, CommandId};
use crate::app::state::{Mode, State};
use crate::app::{Key, KeyCode};
use std::collections::BTreeSet;

/// The keys of every row of the command table, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    keys: Vec<Vec<Key>>,
}

/// Keys that the person has set for a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetKeys {
    /// The command, as [`Command::setting`] calls it.
    pub command: String,
    /// The keys, as they are written down.
    pub keys: Vec<String>,
    /// Where it was said, for the error.
    pub place: String,
}

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap { keys: COMMANDS.iter().map(|command| command.keys.to_vec()).collect() }
    }
}

impl Keymap {
    /// The keys of the table with those that were set in their places.
    ///
    /// # Errors
    /// Each thing that is wrong, in a line of its own: a command or key that does not exist, a key with two
    /// meanings in one place, a letter where letters are typed, a way out that has no key left.
    pub fn with(set: &[SetKeys]) -> Result<Keymap, Vec<String>> {
        let mut map = Keymap::default();
        let mut wrong = Vec::new();
        for setting in set {
            match understood(setting) {
                Ok((row, keys)) => map.keys[row] = keys,
                Err(why) => wrong.push(format!("{}: {why}", setting.place)),
            }
        }
        wrong.extend(map.clashes(set));
        if wrong.is_empty() { Ok(map) } else { Err(wrong) }
    }

    /// Every row of the table with its keys.
    pub fn rows(&self) -> impl Iterator<Item = (&'static Command, &[Key])> {
        COMMANDS.iter().zip(self.keys.iter().map(Vec::as_slice))
    }

    /// The keys of a row.
    #[must_use]
    pub fn of(&self, row: &Command) -> &[Key] {
        let name = row.setting();
        self.rows().find(|(command, _)| command.setting() == name).map_or(&[], |(_, keys)| keys)
    }

    /// The command that a key calls in a mode.
    #[must_use]
    pub fn lookup(&self, mode: Mode, key: Key) -> Option<&'static Command> {
        let mut rows = self.rows();
        rows.find(|(command, keys)| keys.contains(&key) && command.modes.contains(&mode)).map(|(command, _)| command)
    }

    /// Keys that would mean two things.
    fn clashes(&self, set: &[SetKeys]) -> Vec<String> {
        let mut told = BTreeSet::new();
        let rows: Vec<_> = self.rows().collect();
        let whence = |command: &Command| {
            let name = command.setting();
            match set.iter().rev().find(|setting| setting.command == name) {
                Some(setting) => format!("“{name}” ({})", setting.place),
                None => format!("“{name}” (as it is without settings)"),
            }
        };
        for (n, (command, keys)) in rows.iter().enumerate() {
            for (other, others) in &rows[..n] {
                let shared = keys.iter().find(|key| others.contains(key));
                let mode = command.modes.iter().find(|mode| other.modes.contains(mode));
                if let (Some(key), Some(mode)) = (shared, mode) {
                    told.insert(format!(
                        "the key {key} would be both {} and {} ({}): give one of them another key",
                        whence(other),
                        whence(command),
                        mode.name()
                    ));
                }
            }
        }
        told.into_iter().collect()
    }

    /// Puts the keys in force into the program's words: `{search}` becomes the first key of that command.
    /// Braces around anything else stay.
    #[must_use]
    pub fn spell(&self, words: &str) -> String {
        let mut spelt = String::with_capacity(words.len());
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            spelt.push_str(before);
            let key = after.split_once('}').and_then(|(name, after)| Some((self.first(name)?, after)));
            match key {
                Some((key, after)) => {
                    spelt.push_str(&key);
                    rest = after;
                }
                None => {
                    spelt.push('{');
                    rest = after;
                }
            }
        }
        spelt + rest
    }

    /// The first key of the command of that name; one without keys is called by the palette.
    fn first(&self, name: &str) -> Option<String> {
        let (command, keys) = self.rows().find(|(command, _)| command.setting() == name)?;
        Some(keys.first().map_or_else(|| format!("“{}”", command.name), ToString::to_string))
    }
}

impl State {
    /// The program's words with the keys in force in them.
    #[must_use]
    pub fn spell(&self, words: &str) -> String {
        self.setup.keys.spell(words)
    }

    /// The keys of a command, apart by blanks.
    #[must_use]
    pub fn keys_of(&self, command: &Command) -> String {
        let keys: Vec<String> = self.setup.keys.of(command).iter().map(ToString::to_string).collect();
        keys.join(" ")
    }
}

/// What a setting says, if it can be done: which row of the table, and its keys.
fn understood(setting: &SetKeys) -> Result<(usize, Vec<Key>), String> {
    let SetKeys { command: name, keys, .. } = setting;
    let Some((row, command)) = COMMANDS.iter().enumerate().find(|(_, row)| row.setting() == *name) else {
        return Err(format!("there is no command “{name}”; `diptych config` lists all of them"));
    };
    if command.id == CommandId::Letter {
        return Err(format!("the keys of “{name}” are the letters of the tags: change them in codebook.toml"));
    }
    let keys: Vec<Key> = keys.iter().map(|key| key.parse()).collect::<Result<_, String>>()?;
    if keys.is_empty() && command.id.is_a_way_out() {
        return Err(format!("“{name}” needs a key: without it there is no way out"));
    }
    for key in keys.iter().filter(|key| !key.ctrl && !key.alt) {
        let KeyCode::Char(typed) = key.code else { continue };
        if let Some(mode) = command.modes.iter().find(|mode| mode.takes(typed)) {
            return Err(format!("{key} cannot call “{name}”: it would be typed ({})", mode.name()));
        }
    }
    Ok((row, keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(command: &str, keys: &[&str]) -> SetKeys {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        SetKeys { command: command.to_owned(), keys, place: format!("line of {command}") }
    }

    #[test]
    fn a_command_goes_by_the_keys_that_were_set_and_no_longer_by_its_own() {
        let map = Keymap::with(&[set("row-down", &["ctrl-n", "down"]), set("marks", &[])]).unwrap();
        let called = |key: &str| map.lookup(Mode::Room, key.parse().unwrap()).map(|command| command.id);
        assert_eq!(called("ctrl-n"), Some(CommandId::RowDown));
        assert_eq!(called("down"), Some(CommandId::RowDown));
        assert_eq!(called("j"), None);
        assert_eq!(called("k"), Some(CommandId::RowUp));
        assert_eq!(called("m"), None);
        assert_eq!(
            map.spell("{row-down} goes on, {marks} shows {nothing} {"),
            "ctrl-n goes on, “marks” shows {nothing} {"
        );
    }

    #[test]
    fn what_cannot_be_is_refused_with_both_names() {
        let check = |settings: &[SetKeys], parts: &[&str]| {
            let wrong = Keymap::with(settings).unwrap_err().join("\n");
            for part in parts {
                assert!(wrong.contains(part), "{part} is not in: {wrong}");
            }
        };
        check(
            &[set("row-down", &["k"])],
            &["the key k", "“row-down” (line of row-down)", "“row-up” (as it is", "(room)"],
        );
        check(
            &[set("row-down", &["ctrl-n"]), set("row-up", &["ctrl-n"])],
            &["ctrl-n", "“row-down” (line of row-down)", "“row-up” (line of row-up)"],
        );
        check(&[set("row-dwon", &["j"])], &["line of row-dwon", "no command “row-dwon”"]);
        check(&[set("row-down", &["hyper-j"])], &["hyper-j"]);
        check(&[set("finish-note", &["x"])], &["x cannot call “finish-note”", "writing"]);
        check(&[set("quit", &[])], &["“quit” needs a key"]);
        check(&[set("letter", &["x"])], &["letters of the tags"]);
    }

    #[test]
    fn swapping_two_keys_is_no_clash() {
        assert!(Keymap::with(&[set("row-down", &["k"]), set("row-up", &["j"])]).is_ok());
        assert_eq!(Keymap::with(&[]), Ok(Keymap::default()));
    }

    #[test]
    fn the_table_written_into_the_settings_changes_nothing() {
        let all: Vec<SetKeys> = COMMANDS
            .iter()
            .filter(|command| command.id != CommandId::Letter)
            .map(|command| {
                let keys: Vec<String> = command.keys.iter().map(ToString::to_string).collect();
                SetKeys { command: command.setting(), keys, place: String::new() }
            })
            .collect();
        let names: BTreeSet<&str> = all.iter().map(|set| set.command.as_str()).collect();
        assert_eq!(names.len(), all.len(), "every row has a name of its own");
        assert_eq!(Keymap::with(&all), Ok(Keymap::default()));
    }
}
