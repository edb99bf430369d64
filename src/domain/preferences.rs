//! What a person can set, as one table: it drives the settings' file, the screen of settings, the options of
//! the command line and `diptych config`.

use super::look::{Depth, Ground, Look, OwnColour, Palette};

/// One thing that can be set by choosing among a few values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each is")]
pub enum Setting {
    Theme,
    Palette,
    Colours,
    Ascii,
    Marks,
    Concepts,
    Mouse,
}

/// A row of the table.
#[derive(Debug)]
pub struct SettingRow {
    /// Which.
    pub setting: Setting,
    /// What it is called in the file.
    pub key: &'static str,
    /// What it is called on the screen.
    pub name: &'static str,
    /// What it is, in one line.
    pub help: &'static str,
    /// What it can be; the first is what it is where nothing is set.
    pub choices: &'static [&'static str],
}

const fn row(
    setting: Setting,
    key: &'static str,
    name: &'static str,
    choices: &'static [&'static str],
    help: &'static str,
) -> SettingRow {
    SettingRow { setting, key, name, help, choices }
}

/// THE table of settings.
#[rustfmt::skip]
pub const SETTINGS: &[SettingRow] = &[
    row(Setting::Theme, "theme", "theme", &["auto", "dark", "light"], "colours for a dark or a light screen; auto asks the terminal"),
    row(Setting::Palette, "palette", "palette", &["standard", "high-contrast", "colour-blind"], "quiet, strong, or safe for every common colour blindness"),
    row(Setting::Colours, "colour-depth", "colours", &["auto", "none", "16", "256", "true"], "how many colours; auto goes by NO_COLOR, COLORTERM and TERM"),
    row(Setting::Ascii, "ascii", "plain ASCII", &["auto", "true", "false"], "marks, rules and bars without special characters; auto goes by the locale"),
    row(Setting::Marks, "marks", "marks at start", &["all", "agreement", "differences", "figures", "none"], "which marks the words have when an event is opened"),
    row(Setting::Concepts, "concepts", "concepts at start", &["true", "false"], "whether concepts stand under Chinese passages when an event is opened"),
    row(Setting::Mouse, "mouse", "mouse", &["true", "false"], "whether the mouse works here; else the terminal's own selection does"),
];

impl Setting {
    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> &'static SettingRow {
        // The test holds every setting to have one.
        SETTINGS.iter().find(|row| row.setting == self).unwrap_or(&SETTINGS[0])
    }
}

/// What a person has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// Which ground; the terminal's own answer where not set.
    pub theme: Option<Ground>,
    /// Which set of colours.
    pub palette: Palette,
    /// How many colours; by the environment where not set.
    pub colours: Option<Depth>,
    /// Whether only ASCII is drawn; by the locale where not set.
    pub ascii: Option<bool>,
    /// Which marks are shown at first: one of the choices of [`Setting::Marks`].
    pub marks: &'static str,
    /// Whether concepts are shown at first.
    pub concepts: bool,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Colours of the person's own.
    pub own: Vec<OwnColour>,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences {
            theme: None,
            palette: Palette::Standard,
            colours: None,
            ascii: None,
            marks: "all",
            concepts: true,
            mouse: true,
            own: Vec::new(),
        }
    }
}

/// What is known of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// What lies behind its letters.
    pub ground: Ground,
    /// How many colours it is likely to have.
    pub depth: Depth,
    /// Whether it is told to lack all but ASCII.
    pub ascii: bool,
}

impl Preferences {
    /// Sets something by its name in the file; `false` where it cannot be so.
    #[must_use]
    pub fn set(&mut self, setting: Setting, value: &str) -> bool {
        if !setting.row().choices.contains(&value) {
            return false;
        }
        let yes = value == "true";
        match setting {
            Setting::Theme => {
                self.theme = match value {
                    "dark" => Some(Ground::Dark),
                    "light" => Some(Ground::Light),
                    _ => None,
                }
            }
            Setting::Palette => {
                self.palette = match value {
                    "high-contrast" => Palette::HighContrast,
                    "colour-blind" => Palette::ColourBlind,
                    _ => Palette::Standard,
                }
            }
            Setting::Colours => {
                self.colours = match value {
                    "none" => Some(Depth::None),
                    "16" => Some(Depth::Sixteen),
                    "256" => Some(Depth::Indexed),
                    "true" => Some(Depth::True),
                    _ => None,
                }
            }
            Setting::Ascii => self.ascii = (value != "auto").then_some(yes),
            Setting::Marks => self.marks = setting.row().choices.iter().find(|it| **it == value).unwrap_or(&"all"),
            Setting::Concepts => self.concepts = yes,
            Setting::Mouse => self.mouse = yes,
        }
        true
    }

    /// What something is set to, as the file says it.
    #[must_use]
    pub const fn get(&self, setting: Setting) -> &'static str {
        const fn said(yes: bool) -> &'static str {
            if yes { "true" } else { "false" }
        }
        match setting {
            Setting::Theme => match self.theme {
                None => "auto",
                Some(Ground::Dark) => "dark",
                Some(Ground::Light) => "light",
            },
            Setting::Palette => match self.palette {
                Palette::Standard => "standard",
                Palette::HighContrast => "high-contrast",
                Palette::ColourBlind => "colour-blind",
            },
            Setting::Colours => match self.colours {
                None => "auto",
                Some(Depth::None) => "none",
                Some(Depth::Sixteen) => "16",
                Some(Depth::Indexed) => "256",
                Some(Depth::True) => "true",
            },
            Setting::Ascii => match self.ascii {
                None => "auto",
                Some(yes) => said(yes),
            },
            Setting::Marks => self.marks,
            Setting::Concepts => said(self.concepts),
            Setting::Mouse => said(self.mouse),
        }
    }

    /// How the screen looks in these surroundings: what is set wins.
    #[must_use]
    pub fn look(&self, surroundings: Surroundings) -> Look {
        Look {
            ground: self.theme.unwrap_or(surroundings.ground),
            palette: self.palette,
            depth: self.colours.unwrap_or(surroundings.depth),
            ascii: self.ascii.unwrap_or(surroundings.ascii),
            own: self.own.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_can_be_all_that_its_row_says_and_nothing_else() {
        for row in SETTINGS {
            assert_eq!(row.setting.row().key, row.key, "one row each");
            let mut preferences = Preferences::default();
            assert_eq!(preferences.get(row.setting), row.choices[0], "{}: the first is the default", row.key);
            for choice in row.choices {
                assert!(preferences.set(row.setting, choice));
                assert_eq!(preferences.get(row.setting), *choice);
            }
            let before = preferences.clone();
            assert!(!preferences.set(row.setting, "purple"));
            assert_eq!(preferences, before);
        }
    }

    #[test]
    fn what_is_set_wins_over_what_the_terminal_tells() {
        let told = Surroundings { ground: Ground::Light, depth: Depth::None, ascii: true };
        let look = Preferences::default().look(told);
        assert_eq!((look.ground, look.depth, look.ascii), (Ground::Light, Depth::None, true));
        let mut set = Preferences::default();
        for (setting, value) in [(Setting::Theme, "dark"), (Setting::Colours, "256"), (Setting::Ascii, "false")] {
            assert!(set.set(setting, value));
        }
        let look = set.look(told);
        assert_eq!((look.ground, look.depth, look.ascii), (Ground::Dark, Depth::Indexed, false));
    }
}
