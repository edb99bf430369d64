//! Where the program keeps things, and the person's settings.

use super::error::{StoreError, line, shown};
use super::source::{LIMIT, read_file};
use crate::domain::Problem;
use directories::{BaseDirs, ProjectDirs};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use std::env;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The environment variable that names the library.
const LIBRARY: &str = "DIPTYCH_LIBRARY";
/// The settings' file.
const CONFIG: &str = "config.toml";

/// Which colours suit the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// Light letters on a dark screen.
    Dark,
    /// Dark letters on a light screen.
    Light,
}

/// The person's settings, from `config.toml`. Nothing is ever read from the current folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Another folder for the library; `~/` stands for the home folder.
    pub library: Option<PathBuf>,
    /// Who signs new notes.
    pub author: Option<String>,
    /// Colours; by the terminal's own answer where not set.
    pub theme: Option<Theme>,
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
        let text = match read_file(&path, LIMIT) {
            Ok(None) => return (Config::default(), None),
            Ok(Some(bytes)) => String::from_utf8(bytes).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        let text = match text {
            Ok(text) => text,
            Err(why) => return (Config::default(), told(&[why])),
        };
        let (config, slips) = Config::parse(text.trim_start_matches('\u{feff}'));
        (config, if slips.is_empty() { None } else { told(&slips) })
    }

    /// Takes every setting that can be understood, and tells what cannot.
    fn parse(text: &str) -> (Config, Vec<String>) {
        let mut slips = Vec::new();
        let text = without_broken_lines(text, &mut slips);
        let table = DeTable::parse(&text).map(Spanned::into_inner).unwrap_or_default();
        let mut config = Config::default();
        for (key, value) in table {
            let outcome = match key.get_ref().as_ref() {
                "library" => take(value, &mut config.library),
                "author" => take(value, &mut config.author),
                "theme" => take(value, &mut config.theme),
                _ => Err("there is no such setting; there are library, author and theme".to_owned()),
            };
            let at = line_of(&text, key.span().start);
            slips.extend(outcome.err().map(|why| line(&format!("{} (line {}): {why}", key.get_ref(), at + 1))));
        }
        (config, slips)
    }

    /// Who signs new notes: the setting, else the name of the account, else *analyst*.
    #[must_use]
    pub fn author(&self) -> String {
        let account = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| env::var(name).ok());
        self.author.clone().or_else(account).unwrap_or_else(|| "analyst".to_owned())
    }
}

/// Where the program keeps things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Settings.
    pub config: PathBuf,
    /// The dossiers.
    pub library: PathBuf,
}

impl Folders {
    /// Finds the folders of this person and reads the settings. The library is the one given (by
    /// `--library`), else that of `DIPTYCH_LIBRARY`, else that of the settings, else the system's place
    /// for a program's data.
    ///
    /// # Errors
    /// Where the system knows no home folder and no library was given.
    pub fn find(given: Option<&Path>) -> Result<(Folders, Config, Option<Problem>), StoreError> {
        let named = env::var_os(LIBRARY).filter(|name| !name.is_empty()).map(PathBuf::from);
        let chosen = given.map(Path::to_owned).or(named);
        let Some(project) = ProjectDirs::from("", "", "diptych") else {
            let library = chosen.ok_or(StoreError::NoHome)?;
            return Ok((Folders { config: library.clone(), library }, Config::default(), None));
        };
        let (config, problem) = Config::read(project.config_dir());
        let library = chosen
            .or_else(|| config.library.clone().map(|path| at_home(&path)))
            .unwrap_or_else(|| project.data_dir().join("library"));
        Ok((Folders { config: project.config_dir().to_owned(), library }, config, problem))
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

fn take<T: DeserializeOwned>(value: Spanned<DeValue<'_>>, into: &mut Option<T>) -> Result<(), String> {
    let understood =
        T::deserialize(value.into_deserializer()).map_err(|error: toml::de::Error| error.message().to_owned());
    understood.map(|value| *into = Some(value))
}

fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), BaseDirs::new()) {
        (Ok(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let light = Config { theme: Some(Theme::Light), author: Some("ana".into()), library: None };
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
}
