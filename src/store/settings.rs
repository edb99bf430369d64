//! Where the program keeps things.

use super::config::Config;
use super::error::StoreError;
use crate::domain::Problem;
use directories::{BaseDirs, ProjectDirs};
use std::env;
use std::path::{Path, PathBuf};

/// The environment variable that names the library.
const LIBRARY: &str = "DIPTYCH_LIBRARY";

/// Where the program keeps things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Settings.
    pub config: PathBuf,
    /// The dossiers.
    pub library: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
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
            let cache = library.join(".cache");
            return Ok((Folders { config: library.clone(), library, cache }, Config::default(), None));
        };
        let (config, problem) = Config::read(project.config_dir());
        let library = chosen
            .or_else(|| config.library.clone().map(|path| at_home(&path)))
            .unwrap_or_else(|| project.data_dir().join("library"));
        let (folder, cache) = (project.config_dir().to_owned(), project.cache_dir().to_owned());
        Ok((Folders { config: folder, library, cache }, config, problem))
    }
}

fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), BaseDirs::new()) {
        (Ok(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => path.to_owned(),
    }
}
