//! What is done without a screen: results go to standard output, and nothing is opened for writing.

use super::arguments::{ComparisonFormat, ExportFormat};
use super::{Error, given, opening, say};
use crate::compare::{Document, Frame, Lexicon, pair};
use crate::domain::{Language, Problem, Sides};
use crate::export::{self, comparison};
use crate::store::{Folders, Library, samples};
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

/// Compares two texts.
pub(super) fn compare(paths: Sides<&Path>, format: ComparisonFormat) -> Result<(), Error> {
    let (names, texts) = given::read(paths)?;
    let documents =
        Sides::from_fn(|side| Document { name: &names[side], language: Language::unknown(), text: &texts[side].text });
    let mut compared = pair(documents, &Frame::default(), Lexicon::builtin());
    let words = texts.as_ref().map(|text| text.text.as_str());
    match format {
        ComparisonFormat::Json => {
            // A program reads one stream: what was odd about the files stands before what is odd about
            // their words.
            let odd = texts.iter().flat_map(|(_, text)| text.problems.iter().cloned());
            compared.problems.splice(..0, odd);
            let mut bytes = serde_json::to_vec_pretty(&comparison::json(&compared, words))
                .expect("values of JSON can be written as JSON");
            bytes.push(b'\n');
            say::print_raw(&bytes)
        }
        ComparisonFormat::Text => {
            for (_, text) in texts.iter() {
                text.problems.iter().for_each(tell);
            }
            say::print(&comparison::text(&compared, words))
        }
    }
    .map_err(Error::Output)
}

/// Prints an event with its notes, or writes it to a new file.
pub(super) fn export(
    event: &Path,
    format: ExportFormat,
    output: Option<&Path>,
    library: &Library,
) -> Result<(), Error> {
    let (dossier, problems) = opening::look(event, library)?;
    problems.iter().for_each(tell);
    let bytes = match format {
        ExportFormat::Md => export::markdown(&dossier),
    };
    let Some(path) = output else { return say::print(&bytes).map_err(Error::Output) };
    let written = OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
        file.write_all(bytes.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Error::Given(format!("{} is there already and is not written over; give another name", path.display()))
        }
        _ => Error::Given(format!("cannot write {}: {error}; give another place", path.display())),
    })
}

fn tell(problem: &Problem) {
    say::complain(&format!("{}: {}", problem.subject, problem.message));
}

/// Lists the samples.
pub(super) fn list_samples() -> Result<(), Error> {
    let mut list = String::new();
    for name in samples::names() {
        let title = samples::open(name).map(|(dossier, _)| dossier.event.title).unwrap_or_default();
        let _ = writeln!(list, "{name:<40} {title}");
    }
    say::print(&list).map_err(Error::Output)
}

/// Prints where things lie.
pub(super) fn paths(folders: &Folders) -> Result<(), Error> {
    let state = super::first_run::folder().map_or_else(String::new, |path| path.display().to_string());
    let (library, config) = (folders.library.display(), folders.config.join("config.toml"));
    say::print(&format!("library  {library}\nconfig   {}\nstate    {state}\n", config.display())).map_err(Error::Output)
}
