//! The texts and events that were given on the command line.

use super::opening::{self, Opening};
use super::{Error, first_run, importer};
use crate::domain::Sides;
use crate::ingest::{Captured, Watch};
use crate::store::{Library, StoreError};
use std::path::{Path, PathBuf};

/// The worked example that the first run opens.
const EXAMPLE: &str = "2025-06-05-trump-xi-call";

/// Opens what was given; `None` stands for the library.
pub(super) fn open(paths: &[PathBuf], library: &Library) -> Result<Option<Opening>, Error> {
    match paths {
        [] if first_run::is_now() => {
            let mut example = opening::sample(EXAMPLE)?;
            example.opened.first_run = true;
            Ok(Some(example))
        }
        [] => Ok(None),
        [event] => opening::named(event, library).map(Some).map_err(|error| explain(event, error)),
        [left, right, ..] => {
            let (names, texts) = read(Sides::new(left, right))?;
            Ok(Some(opening::texts(&names, &texts, library)?))
        }
    }
}

/// A single file is a common slip, and deserves its own words.
pub(super) fn explain(event: &Path, error: StoreError) -> Error {
    if event == Path::new("-") || event.is_file() || importer::is_address(event) {
        let name = event.display();
        return Error::Given(format!("{name} is one text; give the other one, too: diptych LEFT RIGHT"));
    }
    Error::Store(error)
}

/// Reads two texts; one of them may be standard input.
pub(super) fn read(paths: Sides<&Path>) -> Result<(Sides<String>, Sides<Captured>), Error> {
    let is_input = |path: &Path| path == Path::new("-");
    if is_input(paths.left) && is_input(paths.right) {
        return Err(Error::Usage("only one of the two texts can be standard input".to_owned()));
    }
    let (left, right) = (read_one(paths.left)?, read_one(paths.right)?);
    Ok((Sides::new(left.0, right.0), Sides::new(left.1, right.1)))
}

/// Reads all texts of both sides; one of them may be standard input.
pub(super) fn read_sets(paths: Sides<&[PathBuf]>) -> Result<Sides<Vec<(String, Captured)>>, Error> {
    let inputs = paths.iter().flat_map(|(_, paths)| paths.iter()).filter(|path| *path == Path::new("-"));
    if inputs.count() > 1 {
        return Err(Error::Usage("only one of the texts can be standard input".to_owned()));
    }
    let set = |paths: &[PathBuf]| paths.iter().map(|path| read_one(path)).collect::<Result<Vec<_>, Error>>();
    Ok(Sides::new(set(paths.left)?, set(paths.right)?))
}

/// A text with its name.
fn read_one(path: &Path) -> Result<(String, Captured), Error> {
    importer::take(path, &Watch::nobody())
}
