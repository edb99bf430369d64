//! An exported event, back as a dossier.

use super::FORMAT;
use crate::domain::written::{Texts, decode_annotation, decode_decision};
use crate::domain::{AnnotationId, Codebook, DecisionId, Dossier, Matter, Readout, Tag, TagId, Target, TextHash};
use crate::export::web_annotation;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use thiserror::Error;

/// Why a file is not an event.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// It is not JSON at all.
    #[error("it is not JSON: {0}; is the file whole?")]
    Json(String),
    /// It is JSON of another kind.
    #[error("it is no event: its format is {0}; `diptych export EVENT --format json` and `--format w3c` make one")]
    Format(String),
    /// A part of it makes no sense.
    #[error("{part} cannot be read: {why}")]
    Part {
        /// Which.
        part: String,
        /// Why.
        why: String,
    },
    /// A text was altered.
    #[error("the text {0} does not have that SHA-256: it was altered after it was exported")]
    Altered(String),
    /// A text is quoted and not there.
    #[error("the text {0} is not in it; export the event again with --texts whole")]
    NoText(String),
}

impl ReadError {
    pub(in crate::export) fn part(part: impl Into<String>, why: impl Into<String>) -> ReadError {
        ReadError::Part { part: part.into(), why: why.into() }
    }
}

/// Reads what `--format json` or `--format w3c` wrote. From the former the dossier comes back whole; from the latter
/// come texts, spans, tags and notes.
///
/// # Errors
/// Where it is something else, or not whole.
pub fn read(bytes: &[u8]) -> Result<Dossier, ReadError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| ReadError::Json(error.to_string()))?;
    match (value.get("format").and_then(Value::as_str), value.get("type").and_then(Value::as_str)) {
        (Some(FORMAT), _) => dossier(&value),
        (_, Some("AnnotationCollection")) => web_annotation::read(&value),
        (Some(other), _) => Err(ReadError::Format(format!("{other:?}"))),
        (None, _) => Err(ReadError::Format("not told".to_owned())),
    }
}

fn dossier(value: &Value) -> Result<Dossier, ReadError> {
    let texts = texts(value.get("texts"))?;
    let points = Texts::new(texts.clone());
    let mut dossier = Dossier {
        readouts: part::<Vec<Readout>>(value, "documents")?,
        texts,
        codebook: Codebook { tags: part::<Vec<Tag>>(value, "codebook")? },
        ..Dossier::of(part(value, "event")?)
    };
    for (n, item) in list(value, "annotations").iter().enumerate() {
        let failed = |why: String| ReadError::part(format!("annotation {}", n + 1), why);
        let id = item.get("id").map(AnnotationId::deserialize);
        let id = id.ok_or_else(|| failed("it has no id".to_owned()))?.map_err(|error| failed(error.to_string()))?;
        dossier.annotations.insert(id, decode_annotation(id, item, &points).map_err(failed)?);
    }
    for (n, item) in list(value, "decisions").iter().enumerate() {
        let failed = |why: String| ReadError::part(format!("decision {}", n + 1), why);
        let id = item.get("id").map(DecisionId::deserialize);
        let id = id.ok_or_else(|| failed("it has no id".to_owned()))?.map_err(|error| failed(error.to_string()))?;
        dossier.decisions.insert(id, decode_decision(id, item, &points).map_err(failed)?);
    }
    complete(&dossier)?;
    Ok(dossier)
}

/// Every version that is named has its text, so that no offset is taken for another.
fn complete(dossier: &Dossier) -> Result<(), ReadError> {
    let versions = dossier.readouts.iter().flat_map(|readout| &readout.versions).map(|version| &version.sha256);
    let targets = dossier.annotations.values().flat_map(|annotation| &annotation.targets);
    let quoted = targets.filter_map(Target::anchor).map(|anchor| &anchor.text);
    let ruled = dossier.decisions.values().filter_map(|decision| match &decision.matter {
        Matter::Passages { anchors, .. } => Some([&anchors.left.text, &anchors.right.text]),
        Matter::Discrepancy { .. } => None,
    });
    let named: BTreeSet<&TextHash> = versions.chain(quoted).chain(ruled.flatten()).collect();
    match named.into_iter().find(|hash| !dossier.texts.contains_key(hash)) {
        Some(hash) => Err(ReadError::NoText(hash.as_str().to_owned())),
        None => Ok(()),
    }
}

fn texts(value: Option<&Value>) -> Result<BTreeMap<TextHash, Arc<str>>, ReadError> {
    let empty = Map::new();
    let mut texts = BTreeMap::new();
    for (hash, text) in value.and_then(Value::as_object).unwrap_or(&empty) {
        let text = text.as_str().ok_or_else(|| ReadError::part(format!("the text {hash}"), "it is no text"))?;
        texts.insert(checked(hash, text)?, Arc::from(text));
    }
    Ok(texts)
}

/// A text's hash, if it is that of the text.
pub(in crate::export) fn checked(hash: &str, text: &str) -> Result<TextHash, ReadError> {
    TextHash::parse(hash)
        .filter(|parsed| *parsed == TextHash::of(text))
        .ok_or_else(|| ReadError::Altered(hash.to_owned()))
}

fn part<T: DeserializeOwned>(value: &Value, name: &str) -> Result<T, ReadError> {
    let part = value.get(name).ok_or_else(|| ReadError::part(name, "it is not there"))?;
    T::deserialize(part).map_err(|error| ReadError::part(name, error.to_string()))
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A tag that a codebook does not have: named by its id, to be described by a person.
pub(in crate::export) fn unknown_tag(id: &str, book: &Codebook) -> Tag {
    let taken = |letter: &char| book.by_letter(*letter).is_some();
    let letter = ('a'..='z').chain('A'..='Z').find(|letter| !taken(letter)).unwrap_or('?');
    Tag {
        id: TagId(id.to_owned()),
        letter,
        name: id.to_owned(),
        colour: crate::domain::TagColour::Grey,
        parent: None,
        definition: String::new(),
        example: String::new(),
    }
}
