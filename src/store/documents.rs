//! Reads and writes what a dossier holds besides the analyst's work: event, readouts, texts, codebook.

use super::error::{StoreError, line};
use super::layout::{CODEBOOK, EVENT, FORMAT, FORMAT_FAMILY, READOUTS, TEXTS, readout_file, safe_name};
use super::source::Source;
use crate::domain::{Codebook, Event, Problem, Readout, ReadoutId, TextHash};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An event with its documents, as the files have them.
#[derive(Debug, Clone)]
pub(super) struct Documents {
    pub event: Event,
    pub readouts: Vec<Readout>,
    pub texts: BTreeMap<TextHash, Arc<str>>,
    pub codebook: Codebook,
}

/// Reads them all. Only an unreadable `event.toml` is an error; anything else becomes a problem, and
/// what is sound stays usable.
pub(super) fn read(source: &dyn Source, problems: &mut Vec<Problem>) -> Result<Documents, StoreError> {
    let (event, _) = read_event(source, problems)?;
    let readouts = read_readouts(source, problems)?;
    let texts = read_texts(source, problems)?;
    for readout in &readouts {
        for version in readout.versions.iter().filter(|version| !texts.contains_key(&version.sha256)) {
            let file = format!("{TEXTS}/{}.txt", version.sha256.as_str());
            problems.push(Problem::new(
                line(&file),
                format!(
                    "the text of {} is missing or altered; take it from git or a copy. Notes on it are kept",
                    line(&readout.title)
                ),
            ));
        }
    }
    let known: BTreeSet<&ReadoutId> = readouts.iter().map(|readout| &readout.id).collect();
    for (side, ids) in event.sides.iter() {
        for id in ids.iter().filter(|id| !known.contains(id)) {
            let message = format!("its {} side names the document {:?}, which is not there", side.name(), line(&id.0));
            problems.push(Problem::new(EVENT, message));
        }
    }
    let codebook = read_codebook(source, problems)?;
    Ok(Documents { event, readouts, texts, codebook })
}

/// Reads `event.toml` alone, for the library's list; the second value names a later format.
pub(super) fn read_event(
    source: &dyn Source,
    problems: &mut Vec<Problem>,
) -> Result<(Event, Option<String>), StoreError> {
    let path = source.path(EVENT);
    let Some(bytes) = source.read(EVENT)? else {
        let folder = path.parent().unwrap_or(&path).to_owned();
        return Err(StoreError::NotADossier { path: folder });
    };
    let damaged = |why: String| StoreError::Damaged { path: path.clone(), why };
    let mut table: toml::Table = parse(&bytes).map_err(&damaged)?;
    let newer = match table.remove("format") {
        Some(toml::Value::String(format)) if format == FORMAT => None,
        Some(toml::Value::String(format)) if format.starts_with(FORMAT_FAMILY) => Some(format),
        Some(_) => return Err(damaged(format!("its format is not {FORMAT}"))),
        None => {
            problems.push(Problem::new(EVENT, format!("it names no format; it was read as {FORMAT}")));
            None
        }
    };
    let event = table.try_into().map_err(|error: toml::de::Error| {
        damaged(match &newer {
            None => error.message().to_owned(),
            Some(format) => format!("it was made by a newer program ({format}): {}", error.message()),
        })
    })?;
    Ok((event, newer))
}

pub(super) fn read_readouts(source: &dyn Source, problems: &mut Vec<Problem>) -> Result<Vec<Readout>, StoreError> {
    let mut readouts = Vec::new();
    for name in source.names(READOUTS)? {
        let Some(id) = name.strip_suffix(".toml").filter(|id| !id.starts_with('.')) else { continue };
        let file = format!("{READOUTS}/{name}");
        match read_readout(source, &file, id) {
            Ok(readout) => readouts.push(readout),
            Err(error) => problems.push(Problem::new(line(&file), line(&error.to_string()))),
        }
    }
    Ok(readouts)
}

fn read_readout(source: &dyn Source, file: &str, id: &str) -> Result<Readout, StoreError> {
    if !safe_name(id) {
        return Err(StoreError::Name { name: id.to_owned() });
    }
    let bytes = source.read(file)?.unwrap_or_default();
    let damaged = |why: String| StoreError::Damaged { path: source.path(file), why };
    let mut table: toml::Table = parse(&bytes).map_err(&damaged)?;
    // The file's name is the identity: two files can never claim to be one document.
    table.insert("id".to_owned(), toml::Value::String(id.to_owned()));
    let readout: Readout = table.try_into().map_err(|error: toml::de::Error| damaged(error.message().to_owned()))?;
    if readout.versions.is_empty() {
        return Err(damaged("it names no version of its text".to_owned()));
    }
    if let Some(version) = readout.versions.iter().find(|version| TextHash::parse(version.sha256.as_str()).is_none()) {
        return Err(damaged(format!("{:?} is not a SHA-256", version.sha256.as_str())));
    }
    Ok(readout)
}

/// Every text whose bytes still give the hash that it is named by.
fn read_texts(source: &dyn Source, problems: &mut Vec<Problem>) -> Result<BTreeMap<TextHash, Arc<str>>, StoreError> {
    let mut texts = BTreeMap::new();
    for name in source.names(TEXTS)? {
        let Some(hash) = name.strip_suffix(".txt").and_then(TextHash::parse) else { continue };
        let file = format!("{TEXTS}/{name}");
        let text = match source.read(&file) {
            Ok(bytes) => String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default(),
            Err(error) => {
                problems.push(Problem::new(line(&file), line(&error.to_string())));
                continue;
            }
        };
        if TextHash::of(&text) == hash {
            texts.insert(hash, text.into());
            continue;
        }
        let mended = text.replace("\r\n", "\n");
        if TextHash::of(&mended) == hash {
            problems.push(Problem::new(file, "its line ends were changed to CR LF by another program; read as LF"));
            texts.insert(hash, mended.into());
        } else {
            let message = "it is not the text that was captured (its hash differs), so it is not shown; take it from git \
                           or a copy";
            problems.push(Problem::new(file, message));
        }
    }
    Ok(texts)
}

fn read_codebook(source: &dyn Source, problems: &mut Vec<Problem>) -> Result<Codebook, StoreError> {
    let Some(bytes) = source.read(CODEBOOK)? else { return Ok(Codebook::default()) };
    Ok(parse(&bytes).unwrap_or_else(|why| {
        problems.push(Problem::new(CODEBOOK, format!("{}; the default tags are used until it is mended", line(&why))));
        Codebook::default()
    }))
}

/// TOML from bytes, with an error of one line that says where.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let row = error.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        format!("line {row}: {}", error.message())
    })
}

/// The files of an event's documents, texts first, so that nothing ever names a text that is not there.
pub(super) fn files(
    event: &Event,
    readouts: &[Readout],
    texts: &BTreeMap<TextHash, Arc<str>>,
    codebook: &Codebook,
) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let mut files = Vec::new();
    for (hash, text) in texts {
        let file = format!("{TEXTS}/{}.txt", hash.as_str());
        if TextHash::of(text) != *hash {
            return Err(StoreError::Damaged { path: file.into(), why: "its text does not have that hash".to_owned() });
        }
        files.push((file, text.as_bytes().to_vec()));
    }
    for readout in readouts {
        let file = readout_file(&readout.id).ok_or_else(|| StoreError::Name { name: readout.id.0.clone() })?;
        files.push((file, toml_bytes(readout)));
    }
    files.push((CODEBOOK.to_owned(), toml_bytes(codebook)));
    files.push((EVENT.to_owned(), event_bytes(event)));
    Ok(files)
}

fn event_bytes(event: &Event) -> Vec<u8> {
    #[derive(Serialize)]
    struct File<'a> {
        format: &'a str,
        #[serde(flatten)]
        event: &'a Event,
    }
    toml_bytes(&File { format: FORMAT, event })
}

fn toml_bytes(value: &impl Serialize) -> Vec<u8> {
    toml::to_string_pretty(value).expect("the values of a dossier have string keys only").into_bytes()
}
