//! What is done without a screen: results go to standard output, and nothing is opened for writing.

use super::arguments::{Compared, ComparisonFormat};
use super::{Error, given, lexicon, opening, say};
use crate::compare::{Document, EventComparison, Frame, Lexicon, Set, event, pair};
use crate::domain::{Dossier, Language, Problem, Readout, Sides, Standing, VersionId};
use crate::export::comparison::{Printed, SCHEMA};
use crate::ingest::Captured;
use crate::review::{Recorded, frame_of, records_of, sets_of};
use crate::store::{Folders, Library, samples};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

/// Prints the JSON Schema of a comparison.
pub(super) fn schema() -> Result<(), Error> {
    say::print_raw(SCHEMA.as_bytes()).map_err(Error::Output)
}

/// Compares two texts, or two sets of texts.
pub(super) fn compare_texts(what: &Compared, config: Option<&Path>) -> Result<(), Error> {
    let (left, right) = match what.paths.as_slice() {
        [left, right] => (std::slice::from_ref(left), std::slice::from_ref(right)),
        _ if !what.left.is_empty() && !what.right.is_empty() => (&what.left[..], &what.right[..]),
        _ => {
            let words = "give two texts, one event, or --left FILE… --right FILE…: diptych compare LEFT RIGHT";
            return Err(Error::Usage(words.to_owned()));
        }
    };
    let files = given::read_sets(Sides::new(left, right))?;
    // A program reads one stream: what was odd about the files stands there before what is odd about
    // their words. People are told beside the result.
    let (lexicon, slips) =
        config.map_or_else(|| (Cow::Borrowed(Lexicon::builtin()), Vec::new()), |it| lexicon::load(it, None));
    let read = files.iter().flat_map(|(_, files)| files).flat_map(|(_, text)| text.problems.clone());
    let odd: Vec<Problem> = read.chain(slips).collect();
    let (told, kept) = if what.format == ComparisonFormat::Json { (Vec::new(), odd) } else { (odd, Vec::new()) };
    told.iter().for_each(tell);
    let documents = files.as_ref().map(|files| files.iter().map(document).collect::<Vec<_>>());
    if let ([left], [right]) = (&documents.left[..], &documents.right[..]) {
        let words = Sides::new(left.text, right.text);
        let mut compared = pair(Sides::new(left.clone(), right.clone()), &Frame::default(), &lexicon);
        compared.problems.splice(..0, kept);
        return print(&Printed::pair(&compared, words), what);
    }
    let words = documents.as_ref().map(|documents| documents.iter().map(|document| document.text).collect());
    let mut compared = event(&documents.map(Set::of), &Frame::default(), &lexicon);
    compared.main.problems.splice(..0, kept);
    print(&Printed::event(&compared, &words), what)
}

/// A text that was read, to be compared.
fn document((name, read): &(String, Captured)) -> Document<'_> {
    Document { name, language: Language::unknown(), text: &read.text }
}

/// Compares the documents of an event.
pub(super) fn compare_event(what: &Compared, library: &Library, config: &Path) -> Result<(), Error> {
    let name = &what.paths[0];
    let dossier = look(name, library)?;
    let (lexicon, slips) = lexicon::load(config, Some(name.as_path()).filter(|folder| folder.is_dir()));
    slips.iter().for_each(tell);
    let shown = shown(&dossier)
        .ok_or_else(|| Error::Given(format!("{} has no text on one side; add one first", name.display())))?;
    let examined = Examination::of(&dossier, shown, &lexicon);
    let words = examined.sets.as_ref().map(|set| set.members.iter().map(|member| member.document.text).collect());
    print(&Printed::event(&examined.compared, &words).with_records(&examined.records), what)
}

/// Reads an event without touching it, and tells what was odd.
pub(super) fn look(name: &Path, library: &Library) -> Result<Dossier, Error> {
    let (dossier, problems) = opening::look(name, library).map_err(|error| given::explain(name, error))?;
    problems.iter().for_each(tell);
    Ok(dossier)
}

/// The first document of each side that has a text, in its newest version.
pub(super) fn shown(dossier: &Dossier) -> Option<Sides<VersionId>> {
    let first = dossier
        .sides()
        .map(|side| side.iter().filter_map(|id| dossier.newest(id)).find(|version| dossier.has(version)));
    Some(Sides::new(first.left?, first.right?))
}

/// An event, compared with all that is known of it.
pub(super) struct Examination<'a> {
    pub(super) shown: Sides<VersionId>,
    pub(super) sets: Sides<Set<'a>>,
    pub(super) compared: EventComparison,
    pub(super) records: Vec<Recorded<'a>>,
}

impl<'a> Examination<'a> {
    /// Compares the documents of an event.
    pub(super) fn of(dossier: &'a Dossier, shown: Sides<VersionId>, lexicon: &Lexicon) -> Examination<'a> {
        let frame = frame_of(dossier, &shown);
        let sets = sets_of(dossier, &shown);
        let mut compared = event(&sets, &frame, lexicon);
        compared.main.problems.extend(dossier.readouts.iter().filter(|it| it.is_reconstruction()).map(warning));
        let records = records_of(dossier, &shown, &frame, lexicon);
        Examination { shown, sets, compared, records }
    }
}

fn warning(readout: &Readout) -> Problem {
    Problem::new(&readout.title, Standing::WARNING)
}

/// Prints a comparison as was asked.
fn print(printed: &Printed<'_>, what: &Compared) -> Result<(), Error> {
    if let Some(number) = what.explain {
        let words = printed.explain(number).ok_or_else(|| {
            Error::Given(format!("there is no discrepancy {number}; `diptych compare` without --explain lists them"))
        })?;
        return say::print(&words).map_err(Error::Output);
    }
    match what.format {
        ComparisonFormat::Json => say::print_json(&printed.json()),
        ComparisonFormat::Md => say::print(&printed.markdown()),
        ComparisonFormat::Text => say::print(&printed.text()),
    }
    .map_err(Error::Output)
}

pub(super) fn tell(problem: &Problem) {
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
    let cache = folders.cache.display();
    let paths = format!("library  {library}\nconfig   {}\nstate    {state}\ncache    {cache}\n", config.display());
    say::print(&paths).map_err(Error::Output)
}
