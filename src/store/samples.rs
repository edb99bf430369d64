//! The sample dossiers that are compiled into the program. They are read by the same code as those on
//! disk, and are read-only: the first note copies one into the library.

use super::documents;
use super::error::StoreError;
use super::layout::EVENT;
use super::source::Source;
use crate::domain::{Dossier, Problem};
use include_dir::{Dir, include_dir};
use std::path::PathBuf;

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/samples");

/// The samples' names, in order of their events' dates.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = SAMPLES
        .dirs()
        .filter(|dir| dir.get_file(dir.path().join(EVENT)).is_some())
        .filter_map(|dir| dir.path().file_name()?.to_str())
        .collect();
    names.sort_unstable();
    names
}

/// Reads a sample; the problems are those that the same dossier would have on disk.
///
/// # Errors
/// Where there is no sample of that name, or its event cannot be read.
pub fn open(name: &str) -> Result<(Dossier, Vec<Problem>), StoreError> {
    let names = names();
    let Some(name) = names.iter().find(|known| **known == name) else {
        return Err(StoreError::NoSample { name: name.to_owned(), names });
    };
    let mut problems = Vec::new();
    let dossier = documents::read(&Embedded(name), &mut problems)?;
    Ok((dossier, problems))
}

/// One sample's files.
struct Embedded<'a>(&'a str);

impl Source for Embedded<'_> {
    fn names(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        let dir = SAMPLES.get_dir(format!("{}/{folder}", self.0));
        let files = dir.into_iter().flat_map(Dir::files);
        let mut names: Vec<String> =
            files.filter_map(|file| Some(file.path().file_name()?.to_str()?.to_owned())).collect();
        names.sort_unstable();
        Ok(names)
    }

    fn read(&self, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(SAMPLES.get_file(format!("{}/{file}", self.0)).map(|file| file.contents().to_vec()))
    }

    fn path(&self, file: &str) -> PathBuf {
        ["samples", self.0, file].iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Side;
    use std::path::Path;

    fn compiled_in(folder: &Dir<'_>) -> Vec<PathBuf> {
        let files = folder.files().map(|file| file.path().to_owned());
        files.chain(folder.dirs().flat_map(compiled_in)).collect()
    }

    fn on_disk(root: &Path, folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = entries.map(|path| match path.is_dir() {
            true => on_disk(root, &path),
            false => vec![path.strip_prefix(root).unwrap().to_owned()],
        });
        files.flatten().collect()
    }

    /// The compiler looks at the files that it knows; of a new one it hears when this file is compiled again.
    #[test]
    fn every_file_of_the_samples_is_compiled_in() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let known = compiled_in(&SAMPLES);
        let mut missed = on_disk(&root, &root);
        missed.retain(|file| !known.contains(file));
        assert_eq!(missed, Vec::<PathBuf>::new(), "touch src/store/samples.rs, then build again");
    }

    #[test]
    fn every_sample_opens_without_a_problem_and_has_a_text_on_either_side() {
        assert!(!names().is_empty());
        for name in names() {
            let (dossier, problems) = open(name).unwrap();
            assert_eq!(problems, [], "{name}");
            for side in Side::BOTH {
                assert!(dossier.text(&dossier.event.sides[side][0]).is_some(), "{name}, {}", side.name());
            }
        }
        assert!(open("../src").unwrap_err().to_string().contains("there are: "));
    }
}
