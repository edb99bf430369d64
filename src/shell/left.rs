//! How each library was left, remembered beside what else the program remembers about itself.

use super::first_run;
use crate::app::{Sort, View, Which};
use crate::domain::TextHash;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Larger than any file that was written here.
const LIMIT: u64 = 64 << 10;

/// The file's form. An event of the library goes by the name of its folder.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Written {
    order: String,
    reversed: bool,
    asked: String,
    folder: Option<PathBuf>,
    sample: Option<String>,
}

/// How this library was left; as new where that is not known.
pub(super) fn read(library: &Path) -> View {
    let read = |path: PathBuf| {
        let small = fs::metadata(&path).is_ok_and(|found| found.len() < LIMIT);
        small.then(|| fs::read_to_string(&path).ok()).flatten()
    };
    let written: Written = file(library).and_then(read).and_then(|text| toml::from_str(&text).ok()).unwrap_or_default();
    let Written { order, reversed, asked, folder, sample } = written;
    View {
        sort: Sort::ALL.into_iter().find(|sort| sort.name() == order).unwrap_or_default(),
        reversed,
        asked,
        event: folder.map(|folder| Which::Folder(library.join(folder))).or(sample.map(Which::Sample)),
    }
}

/// Remembers it. Where this cannot be written the library opens as new: no harm.
pub(super) fn keep(library: &Path, view: &View) {
    let (folder, sample) = match &view.event {
        Some(Which::Folder(path)) => (path.file_name().map(PathBuf::from), None),
        Some(Which::Sample(name)) => (None, Some(name.clone())),
        None => (None, None),
    };
    let (order, asked) = (view.sort.name().to_owned(), view.asked.clone());
    let written = Written { order, reversed: view.reversed, asked, folder, sample };
    let Some((file, text)) = file(library).zip(toml::to_string(&written).ok()) else { return };
    let _ = replace(&file, &text);
}

/// In one step, so that a second program never reads half of it.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let other = folder.join(format!(".library.{}.tmp", std::process::id()));
    fs::write(&other, text)?;
    fs::rename(&other, file)
}

/// One file a library, named by its path.
fn file(library: &Path) -> Option<PathBuf> {
    let path = library.canonicalize().unwrap_or_else(|_| library.to_owned());
    let hash = TextHash::of(&path.to_string_lossy());
    Some(first_run::folder()?.join(format!("library-{}.toml", hash.as_str().get(..16)?)))
}
