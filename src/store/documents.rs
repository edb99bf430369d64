//! What a dossier holds besides the analyst's work, as TOML files: event, readouts, codebook.

use super::error::{StoreError, line};
use super::layout::{CODEBOOK, EVENT, FORMAT, FORMAT_FAMILY, READOUTS, TEXTS, readout_file, safe_name};
use super::source::Source;
use super::texts;
use super::toml_file::{self, Field};
use crate::domain::{Codebook, Dossier, Event, Problem, Readout, ReadoutId, TextHash};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

const EVENT_FIELDS: &[Field] = &[
    Field::new("format", "The form of this folder"),
    Field::new("title", "What a person calls the event"),
    Field::new("date", "The local date on which it took place: 2025-06-05"),
    Field::new("zone", "The time zone of that date: Asia/Shanghai"),
    Field::new("kind", "call, video-call, meeting, visit, talks, other"),
    Field::new("place", "Where"),
    Field::new("watch", "Concepts of the lexicon whose absence should be told"),
    Field::tables(
        "sides",
        &[
            Field::new("left", "Documents on the left, the leading one first"),
            Field::new("right", "Documents on the right, the leading one first"),
        ],
    ),
    Field::tables(
        "parties",
        &[Field::new("id", ""), Field::new("name", ""), Field::new("adjective", ""), Field::new("speakers", "")],
    ),
];

const READOUT_FIELDS: &[Field] = &[
    Field::new("id", "Its name in this event, as that of the file"),
    Field::new("party", "Whose document it is: an id of the event's parties"),
    Field::new("publisher", "Who published it"),
    Field::new("channel", "Through which channel: readout, post, press briefing, fact sheet"),
    Field::new("title", "Its own title"),
    Field::new("language", "Language of the text: en, zh-Hans, und where unknown"),
    Field::new("translation", "original, official, agency, own, machine, unknown"),
    Field::new("translates", "The readout that it renders in another language"),
    Field::new("status", "document, reconstruction"),
    Field::new("reconstructs", "Address of what a reconstruction stands for"),
    Field::new("url", "Address of the document"),
    Field::new("archive_url", "Address of an archived copy"),
    Field::new("published", "When it was published: 2025-06-05T22:30:00+08:00[Asia/Shanghai]"),
    Field::new("retrieved", "When it was retrieved: 2025-06-05T15:00:00Z"),
    Field::new("rights", "What is known of rights"),
    Field::tables("versions", &[Field::new("sha256", ""), Field::new("captured", ""), Field::new("imported", "")]),
];

const CODEBOOK_FIELDS: &[Field] = &[Field::tables(
    "tag",
    &[
        Field::new("id", ""),
        Field::new("letter", ""),
        Field::new("name", ""),
        Field::new("colour", ""),
        Field::new("parent", ""),
        Field::new("definition", ""),
        Field::new("example", ""),
    ],
)];

/// What `event.toml` says.
pub(super) struct EventFile {
    pub event: Event,
    pub format: Format,
}

/// The form of a dossier's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Format {
    /// This program's.
    Present,
    /// None is named: made by hand, or by the first programs.
    Unnamed,
    /// That of a later program.
    Newer(String),
}

/// Reads `event.toml`.
pub(super) fn decode_event(text: &str) -> Result<EventFile, String> {
    let mut table: Table = parse(text)?;
    let format = match table.remove("format") {
        Some(Value::String(format)) if format == FORMAT => Format::Present,
        Some(Value::String(format)) if format.starts_with(FORMAT_FAMILY) => Format::Newer(format),
        Some(_) => return Err(format!("its format is not {FORMAT}")),
        None => Format::Unnamed,
    };
    let event = table.try_into().map_err(|error: toml::de::Error| match &format {
        Format::Newer(format) => format!("it was made by a newer program ({format}): {}", error.message()),
        Format::Present | Format::Unnamed => error.message().to_owned(),
    })?;
    Ok(EventFile { event, format })
}

/// Reads a readout's file. The file's name is the identity: two files can never claim to be one document.
pub(super) fn decode_readout(id: &ReadoutId, text: &str) -> Result<Readout, String> {
    let mut table: Table = parse(text)?;
    table.insert("id".to_owned(), Value::String(id.0.clone()));
    let readout: Readout = table.try_into().map_err(|error: toml::de::Error| error.message().to_owned())?;
    if readout.versions.is_empty() {
        return Err("it names no version of its text".to_owned());
    }
    match readout.versions.iter().find(|version| TextHash::parse(version.sha256.as_str()).is_none()) {
        Some(version) => Err(format!("{:?} is not a SHA-256", version.sha256.as_str())),
        None => Ok(readout),
    }
}

/// Reads the codebook's file.
pub(super) fn decode_codebook(text: &str) -> Result<Codebook, String> {
    parse(text)
}

/// The text of `event.toml`.
pub(super) fn encode_event(event: &Event, older: Option<&str>) -> String {
    let mut table = table(event);
    table.insert("format".to_owned(), Value::String(FORMAT.to_owned()));
    encode(table, older, EVENT_FIELDS)
}

/// The text of a readout's file.
pub(super) fn encode_readout(readout: &Readout, older: Option<&str>) -> String {
    encode(table(readout), older, READOUT_FIELDS)
}

/// The text of the codebook's file.
pub(super) fn encode_codebook(codebook: &Codebook, older: Option<&str>) -> String {
    encode(table(codebook), older, CODEBOOK_FIELDS)
}

fn encode(mut table: Table, older: Option<&str>, fields: &[Field]) -> String {
    if let Some(older) = older.and_then(|text| parse::<Table>(text).ok()) {
        toml_file::keep_unknown(&older, &mut table, fields);
    }
    toml_file::write(&table, fields)
}

/// A value's fields.
pub(super) fn table(value: &impl Serialize) -> Table {
    Table::try_from(value).expect("the values of a dossier have string keys only")
}

/// TOML from text, with an error of one line that says where.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let row = error.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        format!("line {row}: {}", error.message())
    })
}

/// Reads `event.toml` alone: for the library's list, and to learn the format.
pub(super) fn read_event(source: &dyn Source) -> Result<EventFile, StoreError> {
    let path = source.path(EVENT);
    let Some(bytes) = source.read(EVENT)? else {
        let folder = path.parent().unwrap_or(&path).to_owned();
        return Err(StoreError::NotADossier { path: folder });
    };
    let text = std::str::from_utf8(&bytes).map_err(|error| error.to_string());
    text.and_then(decode_event).map_err(|why| StoreError::Damaged { path, why })
}

/// Reads all documents that can be read, in the order of their ids.
pub(super) fn read_readouts(source: &dyn Source, problems: &mut Vec<Problem>) -> Result<Vec<Readout>, StoreError> {
    let mut readouts = Vec::new();
    for id in readout_ids(source, problems)? {
        let file = readout_file(&id);
        let bytes = source.read(&file)?.unwrap_or_default();
        let text = std::str::from_utf8(&bytes).map_err(|error| error.to_string());
        match text.and_then(|text| decode_readout(&id, text)) {
            Ok(readout) => readouts.push(readout),
            Err(why) => problems.push(Problem::new(line(&file), unreadable(&why))),
        }
    }
    Ok(readouts)
}

/// The ids of the documents that have a file, sorted; files whose names cannot be ids are told.
pub(super) fn readout_ids(source: &dyn Source, problems: &mut Vec<Problem>) -> Result<Vec<ReadoutId>, StoreError> {
    let mut ids = Vec::new();
    for name in source.names(READOUTS)? {
        let Some(id) = name.strip_suffix(".toml").filter(|id| !id.starts_with('.')) else { continue };
        if safe_name(id) {
            ids.push(ReadoutId(id.to_owned()));
        } else {
            let error = StoreError::Name { name: id.to_owned() };
            problems.push(Problem::new(line(&format!("{READOUTS}/{name}")), error.to_string()));
        }
    }
    ids.sort_unstable();
    Ok(ids)
}

/// What to tell of a file that makes no sense and is left as it is.
pub(super) fn unreadable(why: &str) -> String {
    format!("cannot be read ({}); mend it in an editor or take it from git or a copy", line(why))
}

/// Reads a dossier of documents only: a sample.
pub(super) fn read(source: &dyn Source, problems: &mut Vec<Problem>) -> Result<Dossier, StoreError> {
    let event = read_event(source)?.event;
    let readouts = read_readouts(source, problems)?;
    let texts = texts::read(source, problems)?;
    let codebook = match source.read(CODEBOOK)?.map(String::from_utf8) {
        None => Codebook::default(),
        Some(text) => {
            let read = text.map_err(|error| error.to_string()).and_then(|text| decode_codebook(&text));
            read.unwrap_or_else(|why| {
                problems.push(Problem::new(CODEBOOK, default_tags(&why)));
                Codebook::default()
            })
        }
    };
    let (annotations, decisions) = (BTreeMap::new(), BTreeMap::new());
    let dossier = Dossier { event, readouts, texts, annotations, decisions, codebook };
    check(&dossier, problems);
    Ok(dossier)
}

/// What to tell of a codebook that makes no sense.
pub(super) fn default_tags(why: &str) -> String {
    format!("{}; the default tags are used until it is mended", line(why))
}

/// What the documents of a dossier name and is not there.
pub(super) fn check(dossier: &Dossier, problems: &mut Vec<Problem>) {
    for readout in &dossier.readouts {
        for version in readout.versions.iter().filter(|version| !dossier.texts.contains_key(&version.sha256)) {
            let file = format!("{TEXTS}/{}.txt", version.sha256.as_str());
            let message = format!(
                "the text of {} is missing or altered; take it from git or a copy. Notes on it are kept",
                line(&readout.title)
            );
            problems.push(Problem::new(line(&file), message));
        }
    }
    let known: BTreeSet<&ReadoutId> = dossier.readouts.iter().map(|readout| &readout.id).collect();
    for (side, ids) in dossier.event.sides.iter() {
        for id in ids.iter().filter(|id| !known.contains(id)) {
            let message = format!("its {} side names the document {:?}, which is not there", side.name(), line(&id.0));
            problems.push(Problem::new(EVENT, message));
        }
    }
}
