//! What is asked of the whole library, and of two readers of one event. Only a merge writes.

use super::merging::{self, Merging};
use super::{Catalogue, Error, lexicon, opening, say};
use crate::compare::Lexicon;
use crate::domain::Problem;
use crate::export;
use crate::review::agreement::{agreement, readers};
use crate::review::catalogue::Digest;
use crate::review::search::{Query, QueryError, Search, period};
use crate::review::track::{Scope, Wanted, digested, track};
use crate::store::{Folders, Library, samples};
use clap::{Args, Subcommand, ValueEnum};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

/// Questions to the library and to its readers.
#[derive(Debug, Subcommand)]
pub(crate) enum Study {
    /// Follow one party's wording on a concept or a phrase through all events, by date.
    Track(Tracked),
    /// Search titles, texts and notes of all events.
    Search(Searched),
    /// Measure how far two readers of an event agree: percent, Cohen's kappa, Krippendorff's alpha.
    Agreement(Agreed),
    /// Bring a colleague's copy of an event into yours; conflicts are told, and nothing is deleted.
    Merge(Merging),
}

/// What is followed.
#[derive(Debug, Args)]
pub(crate) struct Tracked {
    /// The id of a concept (`diptych lexicon show` lists them), or a phrase; in quotation marks it is a
    /// phrase in any case, between slashes a pattern.
    #[arg(value_name = "CONCEPT | PHRASE")]
    wanted: String,
    /// Only documents of this party, such as US.
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// From this year, month or day on: 2024, 2024-06, 2024-06-05.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Up to this year, month or day.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// For people, or for programs.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TrackFormat,
    /// Read the samples, too; they are read alone where the library is empty.
    #[arg(long)]
    samples: bool,
}

/// How a track is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrackFormat {
    /// For people.
    Text,
    /// Markdown.
    Md,
    /// A row a sentence, for spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// What is searched for.
#[derive(Debug, Args)]
#[command(after_help = QUERIES)]
pub(crate) struct Searched {
    /// Words, and what narrows them; see below.
    #[arg(value_name = "QUERY", required = true, num_args = 1..)]
    query: Vec<String>,
    /// Read the samples, too; they are read alone where the library is empty.
    #[arg(long)]
    samples: bool,
}

const QUERIES: &str = "\
Queries:
  fish talks                  both words, also as \"talked\" or \"fishing\"; fish* for any ending
  '\"joint committee\"'         these words in a row
  台湾                        Chinese of any length, in either script
  '/talks? on \\w+/'           a regular expression over the text as it is
  'talks -harbour'            not where this stands
  party:US lang:zh date:2024..2025 tag:o status:open author:NAME in:titles|texts|notes";

/// Whose agreement is measured.
#[derive(Debug, Args)]
pub(crate) struct Agreed {
    /// The event: a folder, or a name of the library or a sample.
    event: PathBuf,
    /// The two readers, where the event has more than two.
    #[arg(long, value_name = "NAME", num_args = 2)]
    between: Vec<String>,
    /// For people, or for programs.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: AgreementFormat,
}

/// How an agreement is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AgreementFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Answers.
pub(super) fn run(what: &Study, library: &Library, folders: &Folders, author: &str) -> Result<(), Error> {
    match what {
        Study::Track(what) => follow(what, library, folders),
        Study::Search(what) => search(what, library, folders),
        Study::Agreement(what) => agree(what, library),
        Study::Merge(what) => merging::run(what, library, author),
    }
}

fn follow(what: &Tracked, library: &Library, folders: &Folders) -> Result<(), Error> {
    let (lexicon, slips) = lexicon::load(&folders.config, None);
    slips.iter().for_each(tell);
    let wanted = Wanted::parse(&what.wanted, &lexicon).map_err(|error| misunderstood(&error))?;
    let day = |day: &Option<String>, option: &str| match day {
        Some(day) => period(day)
            .map(Some)
            .ok_or_else(|| Error::Usage(format!("--{option} {day} is no date; write 2024, 2024-06 or 2024-06-05"))),
        None => Ok(None),
    };
    let (from, to) = (day(&what.from, "from")?, day(&what.to, "to")?);
    let scope = Scope { party: what.party.clone(), from: from.map(|(first, _)| first), to: to.map(|(_, last)| last) };
    let shelves = Shelves::read(library, &folders.cache, lexicon.clone(), what.samples);
    let all = shelves.digests();
    let all = all.iter().enumerate().flat_map(|(number, digest)| digested(number, digest));
    let found = track(all, &wanted, &scope, &lexicon);
    match what.format {
        TrackFormat::Text => say::print(&export::track::text(&found)),
        TrackFormat::Md => say::print(&export::track::markdown(&found)),
        TrackFormat::Csv => say::print_raw(&export::track::csv(&found)),
        TrackFormat::Json => print_json(&export::track::json(&found)),
    }
    .map_err(Error::Output)
}

fn search(what: &Searched, library: &Library, folders: &Folders) -> Result<(), Error> {
    let query = Query::parse(&what.query.join(" ")).map_err(|error| misunderstood(&error))?;
    let (lexicon, slips) = lexicon::load(&folders.config, None);
    slips.iter().for_each(tell);
    let search = Search::new(query, &lexicon);
    let shelves = Shelves::read(library, &folders.cache, lexicon, what.samples);
    let mut all = shelves.digests();
    let newest = |digest: &&Digest| (Reverse(digest.head.date), digest.head.title.clone());
    all.sort_by_key(newest);
    let found: String = all.iter().map(|digest| export::found::text(&digest.head, &search.hits(digest))).collect();
    if found.is_empty() {
        say::complain(&format!("nothing in {} answers it", counted(all.len())));
    }
    say::print(&found).map_err(Error::Output)
}

fn agree(what: &Agreed, library: &Library) -> Result<(), Error> {
    let (dossier, problems) = opening::look(&what.event, library)?;
    problems.iter().for_each(tell);
    let known = readers(&dossier);
    let (first, second) = match (&what.between[..], &known[..]) {
        ([first, second], _) => (first.as_str(), second.as_str()),
        (_, [first, second]) => (*first, *second),
        (_, []) => return Err(Error::Given("nobody has noted or ruled anything in this event".to_owned())),
        (_, [only]) => {
            let words = format!("only {only} has noted or ruled anything; merge the other reader's copy first");
            return Err(Error::Given(words));
        }
        (_, many) => {
            let words =
                format!("{} people wrote here; say which two: --between NAME NAME ({})", many.len(), many.join(", "));
            return Err(Error::Given(words));
        }
    };
    for name in [first, second] {
        if !known.contains(&name) {
            return Err(Error::Given(format!("{name} has noted nothing here; there are {}", known.join(", "))));
        }
    }
    let found = agreement(&dossier, first, second);
    match what.format {
        AgreementFormat::Text => say::print(&export::agreement::text(&found, &dossier.codebook)),
        AgreementFormat::Json => print_json(&export::agreement::json(&found)),
    }
    .map_err(Error::Output)
}

/// The events of the library, and the samples where they are wanted or there is nothing else.
struct Shelves {
    catalogue: Catalogue,
    samples: Vec<Digest>,
}

impl Shelves {
    fn read(library: &Library, cache: &Path, lexicon: Cow<'static, Lexicon>, with_samples: bool) -> Shelves {
        let mut catalogue = Catalogue::open(library.clone(), cache, lexicon);
        catalogue.begin();
        while catalogue.step(usize::MAX).is_some() {}
        catalogue.load();
        catalogue.problems().iter().for_each(tell);
        if let Err(error) = catalogue.keep() {
            say::complain(&format!("{error}; the next search takes as long as this one"));
        }
        let empty = catalogue.digests().next().is_none();
        if empty && !with_samples {
            say::complain(
                "the library is empty, so the samples are read; their texts are reconstructions, not quotations",
            );
        }
        let sample = |name: &str| Some(Digest::of(&samples::open(name).ok()?.0, catalogue.lexicon()));
        let samples = if empty || with_samples { samples::names() } else { Vec::new() };
        let samples = samples.into_iter().filter_map(sample).collect();
        Shelves { catalogue, samples }
    }

    fn digests(&self) -> Vec<&Digest> {
        self.catalogue.digests().map(|(_, digest)| digest).chain(&self.samples).collect()
    }
}

fn counted(events: usize) -> String {
    if events == 1 { "the one event".to_owned() } else { format!("the {events} events") }
}

fn print_json(value: &serde_json::Value) -> std::io::Result<()> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("values of JSON can be written as JSON");
    bytes.push(b'\n');
    say::print_raw(&bytes)
}

fn misunderstood(error: &QueryError) -> Error {
    Error::Usage(error.to_string())
}

fn tell(problem: &Problem) {
    say::complain(&format!("{}: {}", problem.subject, problem.message));
}
