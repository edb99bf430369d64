//! Where the program keeps things, and the person's settings.

use super::documents;
use super::error::{StoreError, line, shown};
use super::source::{LIMIT, read_file};
use crate::domain::Problem;
use directories::{BaseDirs, ProjectDirs};
use serde::Deserialize;
use std::env;
use std::path::{Path, PathBuf};

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
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Another folder for the library; `~/` stands for the home folder.
    pub library: Option<PathBuf>,
    /// Who signs new notes.
    pub author: Option<String>,
    /// Colours; by the terminal's own answer where not set.
    pub theme: Option<Theme>,
}

impl Config {
    /// Reads the settings. A file that is not there gives the defaults; one that makes no sense does,
    /// too, with a problem.
    #[must_use]
    pub fn read(folder: &Path) -> (Config, Option<Problem>) {
        let path = folder.join(CONFIG);
        let config = match read_file(&path, LIMIT) {
            Ok(None) => return (Config::default(), None),
            Ok(Some(bytes)) => documents::parse(&bytes).map_err(|why| line(&why)),
            Err(error) => Err(error.to_string()),
        };
        match config {
            Ok(config) => (config, None),
            Err(why) => {
                let message = format!("{why}; the default settings are used until it is mended");
                (Config::default(), Some(Problem::new(shown(&path), message)))
            }
        }
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
    fn a_bad_settings_file_gives_defaults_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let check = |content: &str, expected: Config, problem: Option<&str>| {
            std::fs::write(folder.path().join(CONFIG), content).unwrap();
            let (config, told) = Config::read(folder.path());
            assert_eq!(config, expected);
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
        check("author = \"a\"\ntheme = \"pink\"\n", Config::default(), Some("line 2: "));
        check("libary = \"x\"\n", Config::default(), Some("unknown field"));
        check("\u{1b}[31m", Config::default(), Some("default settings"));
    }
}
