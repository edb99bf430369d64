//! Whether the program was ever started before: the first run opens a worked example.

use directories::ProjectDirs;
use std::fs;
use std::path::PathBuf;

/// An empty file that says that the person was greeted.
const GREETED: &str = "greeted";

/// Where the program remembers things about itself that nobody would miss.
pub(super) fn folder() -> Option<PathBuf> {
    let project = ProjectDirs::from("", "", "diptych")?;
    Some(project.state_dir().unwrap_or_else(|| project.data_local_dir()).to_owned())
}

/// Whether this is the first run ever.
pub(super) fn is_now() -> bool {
    folder().is_some_and(|folder| !folder.join(GREETED).exists())
}

/// From now on it is not. Where this cannot be written the example opens once more: no harm.
pub(super) fn remember() {
    if let Some(folder) = folder() {
        let _ = fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(GREETED), ""));
    }
}
