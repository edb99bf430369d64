//! The settings on a screen: each is changed on the spot, and kept in the person's file.

use super::Effect;
use super::controls::command::CommandId;
use super::prompt::Purpose;
use super::state::{Screen, State};
use crate::domain::{SETTINGS, Setting};

/// Rows of the screen: the table's, and the author's name.
pub(super) const ROWS: usize = SETTINGS.len() + 1;

impl State {
    /// The commands of the screens on which choices are made.
    pub(super) fn take_choice(&mut self, id: CommandId) -> Vec<Effect> {
        match (id, self.screen) {
            (CommandId::Export, Screen::Track) => {
                self.ask_for_form();
                Vec::new()
            }
            (CommandId::Export, _) => self.begin_export(),
            (CommandId::ShowSettings, _) => self.show_settings(),
            (CommandId::NameFile, _) => self.name_export(),
            (_, Screen::Settings) => self.change_setting(id),
            _ => self.change_export(id),
        }
    }

    /// Opens the settings.
    fn show_settings(&mut self) -> Vec<Effect> {
        if self.screen != Screen::Settings {
            self.came_from = self.screen;
        }
        self.screen = Screen::Settings;
        Vec::new()
    }

    /// Takes the next or the previous choice of the setting at the cursor.
    pub(super) fn change_setting(&mut self, id: CommandId) -> Vec<Effect> {
        let Some(row) = SETTINGS.get(self.item()) else {
            let author = self.setup.author.clone();
            self.ask_with(Purpose::Author, &author);
            return Vec::new();
        };
        let now = self.setup.preferences.get(row.setting);
        let at = row.choices.iter().position(|choice| *choice == now).unwrap_or_default();
        let step = if id == CommandId::PreviousChoice { row.choices.len() - 1 } else { 1 };
        let choice = row.choices[(at + step) % row.choices.len()];
        // It is one of the choices.
        let _ = self.setup.preferences.set(row.setting, choice);
        let mut effects = vec![Effect::Configure { key: row.key, value: choice.to_owned() }];
        if row.setting == Setting::Mouse {
            effects.push(Effect::Mouse(self.setup.preferences.mouse));
        }
        effects
    }

    /// Takes the name that stands on new notes from now on.
    pub(super) fn take_author(&mut self, typed: &str) -> Vec<Effect> {
        let name: String = typed.trim().chars().filter(|c| !c.is_control()).take(120).collect();
        if name.is_empty() {
            self.warn("a note needs somebody who signs it: the name stays as it was");
            return Vec::new();
        }
        self.setup.author.clone_from(&name);
        vec![Effect::Configure { key: "author", value: name }]
    }
}
