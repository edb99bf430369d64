//! The person's settings: `config.toml`. Nothing is ever read from the current folder.

mod edit;

pub use edit::Value;

use super::error::{line, shown};
use super::source::{LIMIT, read_file};
use crate::domain::{Ground, OwnColour, Part, Preferences, Problem, SETTINGS, Shade};
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use std::env;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The settings' file.
const CONFIG: &str = "config.toml";

/// The person's settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Another folder for the library; `~/` stands for the home folder.
    pub library: Option<PathBuf>,
    /// Who signs new notes.
    pub author: Option<String>,
    /// All that is chosen among a few values, and colours.
    pub preferences: Preferences,
    /// Keys by command; what they mean is checked where commands are known.
    pub keys: Vec<KeySetting>,
}

/// The keys of one command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySetting {
    /// The command's name.
    pub command: String,
    /// The keys as they were written.
    pub keys: Vec<String>,
    /// The line of the file.
    pub line: usize,
}

impl Config {
    /// Reads the settings. A file that is not there gives the defaults. What makes no sense in it is told
    /// as a problem, and costs only the settings that it spoils: a slip in the colours must not move the
    /// library.
    #[must_use]
    pub fn read(folder: &Path) -> (Config, Option<Problem>) {
        let path = folder.join(CONFIG);
        let told = |why: &[String]| {
            let message = format!("{}; default settings stand in for it until it is mended", why.join("; "));
            Some(Problem::new(shown(&path), message))
        };
        // People keep such files elsewhere and link to them.
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        let text = match read_file(&real, LIMIT) {
            Ok(None) => return (Config::default(), None),
            Ok(Some(bytes)) => String::from_utf8(bytes).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        let text = match text {
            Ok(text) => text,
            Err(why) => return (Config::default(), told(&[why])),
        };
        let (config, slips) = Config::parse(&text);
        (config, if slips.is_empty() { None } else { told(&slips) })
    }

    /// Takes every setting that can be understood from the file's text, and tells what cannot.
    #[must_use]
    pub fn parse(text: &str) -> (Config, Vec<String>) {
        let mut slips = Vec::new();
        let text = without_broken_lines(text.trim_start_matches('\u{feff}'), &mut slips);
        let table = DeTable::parse(&text).map(Spanned::into_inner).unwrap_or_default();
        let mut config = Config::default();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let place = |at: usize| line_of(&text, at) + 1;
            let mut slip = |at: usize, name: &str, why: String| {
                slips.push(line(&format!("{name} (line {}): {why}", place(at))));
            };
            match (name, value.get_ref()) {
                ("keys", DeValue::Table(table)) => {
                    for (command, keys) in table {
                        match taken::<OneOrMore>(keys.clone()) {
                            Ok(keys) => config.keys.push(KeySetting {
                                command: command.get_ref().clone().into_owned(),
                                keys: keys.into(),
                                line: place(command.span().start),
                            }),
                            Err(why) => slip(command.span().start, command.get_ref(), why),
                        }
                    }
                }
                ("colours", DeValue::Table(table)) => colours(table, None, &mut config, &mut slip),
                _ => {
                    if let Err(why) = config.take(name, value) {
                        slip(key.span().start, name, why);
                    }
                }
            }
        }
        (config, slips)
    }

    fn take(&mut self, name: &str, value: Spanned<DeValue<'_>>) -> Result<(), String> {
        if let Some(row) = SETTINGS.iter().find(|row| row.key == name) {
            let chosen: Plain = taken(value)?;
            let understood = self.preferences.set(row.setting, &chosen.0);
            let choices = || format!("it is `{}`; it can be {}", chosen.0, row.choices.join(", "));
            return if understood { Ok(()) } else { Err(choices()) };
        }
        match name {
            "library" => self.library = Some(taken(value)?),
            "author" => self.author = Some(taken(value)?),
            "keys" | "colours" => return Err(format!("it is a table: a line [{name}], and below it a line each")),
            _ => {
                let known: Vec<&str> = SETTINGS.iter().map(|row| row.key).collect();
                let known = known.join(", ");
                return Err(format!(
                    "there is no such setting; there are library, author, {known}, [colours] and [keys]"
                ));
            }
        }
        Ok(())
    }

    /// Who signs new notes: the setting, else the name of the account, else *analyst*.
    #[must_use]
    pub fn author(&self) -> String {
        let account = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| env::var(name).ok());
        self.author.clone().or_else(account).unwrap_or_else(|| "analyst".to_owned())
    }
}

/// Colours of the person's own, for both grounds or for one.
fn colours(
    table: &DeTable<'_>,
    ground: Option<Ground>,
    config: &mut Config,
    slip: &mut impl FnMut(usize, &str, String),
) {
    for (key, value) in table {
        let (name, at) = (key.get_ref().as_ref(), key.span().start);
        match (name, value.get_ref(), ground) {
            ("dark", DeValue::Table(inner), None) => colours(inner, Some(Ground::Dark), config, slip),
            ("light", DeValue::Table(inner), None) => colours(inner, Some(Ground::Light), config, slip),
            _ => match own_colour(name, value.clone(), ground) {
                Ok(own) => config.preferences.own.push(own),
                Err(why) => slip(at, name, why),
            },
        }
    }
}

fn own_colour(name: &str, value: Spanned<DeValue<'_>>, ground: Option<Ground>) -> Result<OwnColour, String> {
    let part =
        Part::named(name).ok_or("no part of the screen is called so; `diptych config` lists all that have a colour")?;
    let written: Plain = taken(value)?;
    let shade = Shade::parse(&written.0).ok_or_else(|| {
        format!("`{}` is no colour; write \"#5fd7d7\", a number from 0 to 255, or a name like bright-cyan", written.0)
    })?;
    Ok(OwnColour { ground, part, shade })
}

/// A value as it was written, whether it is a string, a number or a yes or no.
struct Plain(String);

impl<'de> serde::Deserialize<'de> for Plain {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Plain, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged, expecting = "a word, a number, true or false is needed here")]
        enum Any {
            Text(String),
            Number(i64),
            Yes(bool),
        }
        Ok(Plain(match Any::deserialize(deserializer)? {
            Any::Text(text) => text,
            Any::Number(number) => number.to_string(),
            Any::Yes(yes) => yes.to_string(),
        }))
    }
}

/// One key or several.
#[derive(serde::Deserialize)]
#[serde(untagged, expecting = "a key in quotation marks is needed here, or several: [\"j\", \"down\"]")]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for Vec<String> {
    fn from(given: OneOrMore) -> Vec<String> {
        match given {
            OneOrMore::One(key) => vec![key],
            OneOrMore::More(keys) => keys,
        }
    }
}

/// The text with empty lines in place of those that are no TOML; each is told.
fn without_broken_lines(text: &str, slips: &mut Vec<String>) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    loop {
        let sound = lines.join("\n");
        let Err(error) = DeTable::parse(&sound) else { return sound };
        let at = line_of(&sound, error.span().map_or(0, |span| span.start));
        slips.push(line(&format!("line {}: {}", at + 1, error.message())));
        match lines.get_mut(at) {
            // Who has more slips than that has given us another file.
            Some(broken) if !broken.is_empty() && slips.len() < 10 => *broken = "",
            _ => return String::new(),
        }
    }
}

/// The line, from 0, of a place in a text.
fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
}

fn taken<T: DeserializeOwned>(value: Spanned<DeValue<'_>>) -> Result<T, String> {
    T::deserialize(value.into_deserializer()).map_err(|error: toml::de::Error| error.message().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Setting;

    #[test]
    fn a_slip_in_the_settings_costs_only_what_it_spoils_and_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let check = |content: &str, expected: Config, problem: Option<&str>| {
            std::fs::write(folder.path().join(CONFIG), content).unwrap();
            let (config, told) = Config::read(folder.path());
            assert_eq!(config, expected, "{content:?}");
            let told = told.map(|problem| problem.message);
            assert!(
                match problem {
                    Some(part) => told.as_deref().unwrap_or_default().contains(part),
                    None => told.is_none(),
                },
                "{told:?}"
            );
        };
        let mut light = Config { author: Some("ana".into()), ..Config::default() };
        assert!(light.preferences.set(Setting::Theme, "light"));
        check("theme = \"light\"\nauthor = \"ana\"\n", light, None);
        check("", Config::default(), None);
        check("\u{feff}author = \"ana\"\n", Config { author: Some("ana".into()), ..Config::default() }, None);
        let with_library = Config { library: Some("/notes".into()), ..Config::default() };
        let check_rest = |slip: &str, part: &str| {
            check(&format!("{slip}\nlibrary = \"/notes\"\n"), with_library.clone(), Some(part));
            check(&format!("library = \"/notes\"\n{slip}\n"), with_library.clone(), Some(part));
        };
        check_rest("theme = \"purple\"", "theme (line ");
        check_rest("theme = \"purple\"", "`purple`");
        check_rest("author = 5", "author (line ");
        check_rest("autor = \"ana\"", "autor (line ");
        check_rest("author = ana", "line ");
        check_rest("author = \"ana", "line ");
        check_rest("author", "line ");
        check_rest("author \"ana\"", "line ");
        check("theme = 1\nauthor = 2\n", Config::default(), Some("author (line 2)"));
        check("library = /notes\n", Config::default(), Some("default settings"));
        check(&"x\n".repeat(5000), Config::default(), Some("line 10: "));
        check("\u{1b}[31m", Config::default(), Some("default settings"));
    }

    #[test]
    fn choices_colours_and_keys_are_read_and_slips_in_them_told_by_their_line() {
        let text = "ascii = true\ncolour-depth = 16\n[colours]\naccent = \"#010203\"\n[colours.light]\nquiet = 240\n\
                    [keys]\nrow-down = [\"j\", \"down\"]\nmarks = \"M\"\n";
        let (config, slips) = Config::parse(text);
        assert_eq!(slips, Vec::<String>::new());
        assert_eq!((config.preferences.get(Setting::Ascii), config.preferences.get(Setting::Colours)), ("true", "16"));
        let own = |ground, part, shade| OwnColour { ground, part, shade };
        let expected =
            [own(None, Part::Accent, Shade::Rgb(1, 2, 3)), own(Some(Ground::Light), Part::Quiet, Shade::Indexed(240))];
        assert!(expected.iter().all(|own| config.preferences.own.contains(own)), "{config:?}");
        let key = |command: &str, keys: &[&str], line| KeySetting {
            command: command.to_owned(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            line,
        };
        assert!(config.keys.contains(&key("row-down", &["j", "down"], 8)));
        assert!(config.keys.contains(&key("marks", &["M"], 9)));
        let check = |text: &str, parts: &[&str]| {
            let (_, slips) = Config::parse(text);
            for part in parts {
                assert!(slips.concat().contains(part), "{slips:?}");
            }
        };
        check("palette = \"pink\"", &["palette (line 1)", "`pink`", "standard, high-contrast, colour-blind"]);
        check("palette = [1]", &["palette (line 1)", "a word, a number"]);
        check("[colours]\nacent = 1", &["acent (line 2)", "no part of the screen"]);
        check("[colours.dark]\naccent = \"mauve\"", &["accent (line 2)", "`mauve` is no colour"]);
        check("[colours]\naccent = 256", &["`256` is no colour"]);
        check("keys = 1", &["keys (line 1)", "[keys]"]);
        check("[keys]\nmarks = 1", &["marks (line 2)", "a key in quotation marks"]);
    }
}
