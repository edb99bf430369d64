//! Annotations and decisions as JSON files, and back.
//!
//! A file counts code points where the program counts bytes. Its fields have a fixed order in which an
//! unchanging field stands between any two that change, so that git can merge two people's edits of
//! different fields. Unknown fields are kept.

use super::decisions;
use super::error::StoreError;
use super::layout::Item;
use crate::domain::{
    Anchor, Annotation, AnnotationId, CodePoints, Decision, Draft, Edit, Kind, Nothing, Origin, PartyId, ReadoutId,
    Searched, Span, Status, TagId, Target, TextHash,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

const FORMAT: &str = "diptych-annotation/1";

/// The texts that annotations quote, with their indexes from bytes to code points.
#[derive(Debug, Default)]
pub(super) struct Texts {
    texts: BTreeMap<TextHash, Arc<str>>,
    indexes: RefCell<HashMap<TextHash, Arc<CodePoints>>>,
    /// Texts that are missing from the dossier but quoted in it: their offsets pass through as they are.
    missing: RefCell<HashSet<TextHash>>,
}

impl Texts {
    pub(super) fn new(texts: BTreeMap<TextHash, Arc<str>>) -> Texts {
        Texts { texts, ..Texts::default() }
    }

    pub(super) fn add(&mut self, texts: &BTreeMap<TextHash, Arc<str>>) {
        self.texts.extend(texts.iter().map(|(hash, text)| (hash.clone(), Arc::clone(text))));
    }

    pub(super) fn get(&self, hash: &TextHash) -> Option<&Arc<str>> {
        self.texts.get(hash)
    }

    /// The index of a text. One that was missing when a note on it was read stays so: the offsets in
    /// memory are still those of the file.
    fn index(&self, hash: &TextHash) -> Option<Arc<CodePoints>> {
        if self.missing.borrow().contains(hash) {
            return None;
        }
        let text = self.texts.get(hash)?;
        let mut indexes = self.indexes.borrow_mut();
        Some(Arc::clone(indexes.entry(hash.clone()).or_insert_with(|| Arc::new(CodePoints::new(text)))))
    }

    fn span(&self, hash: &TextHash, start: usize, end: usize) -> Span {
        self.index(hash).map_or_else(
            || {
                self.missing.borrow_mut().insert(hash.clone());
                Span::new(start, end)
            },
            |index| index.span(start, end),
        )
    }

    fn code_points(&self, hash: &TextHash, span: Span) -> Result<(usize, usize), StoreError> {
        match self.index(hash) {
            Some(index) => Ok(index.range(span)),
            None if self.missing.borrow().contains(hash) => Ok((span.start, span.end)),
            None => Err(StoreError::UnknownText { text: hash.as_str().to_owned() }),
        }
    }
}

/// An annotation's file. The order of the fields is part of the format.
#[derive(Serialize, Deserialize)]
struct AnnotationFile {
    id: AnnotationId,
    targets: Vec<TargetFile>,
    created: Timestamp,
    #[serde(default)]
    tags: Vec<TagId>,
    #[serde(default)]
    author: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    origin: OriginFile,
    #[serde(default)]
    status: Status,
    #[serde(default)]
    format: String,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum TargetFile {
    Quote(AnchorFile),
    Nothing { nothing: NothingFile },
}

/// Words of a text, counted in code points.
#[derive(Serialize, Deserialize)]
pub(super) struct AnchorFile {
    readout: ReadoutId,
    text: TextHash,
    start: usize,
    end: usize,
    quote: String,
    prefix: String,
    suffix: String,
}

impl AnchorFile {
    pub(super) fn new(anchor: &Anchor, texts: &Texts) -> Result<AnchorFile, StoreError> {
        let (start, end) = texts.code_points(&anchor.text, anchor.span)?;
        let Anchor { readout, text, quote, prefix, suffix, .. } = anchor.clone();
        Ok(AnchorFile { readout, text, start, end, quote, prefix, suffix })
    }

    pub(super) fn anchor(self, texts: &Texts) -> Anchor {
        let AnchorFile { readout, text, start, end, quote, prefix, suffix } = self;
        let span = texts.span(&text, start, end);
        Anchor { readout, text, span, quote, prefix, suffix }
    }
}

#[derive(Serialize, Deserialize)]
struct NothingFile {
    party: Option<PartyId>,
    searched: Vec<SearchedFile>,
}

#[derive(Serialize, Deserialize)]
struct SearchedFile {
    readout: ReadoutId,
    text: TextHash,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(tag = "by", rename_all = "kebab-case")]
enum OriginFile {
    #[default]
    Hand,
    Discrepancy {
        id: String,
        kind: Kind,
        program: String,
        #[serde(default)]
        summary: String,
    },
}

/// What stands in an item's file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Annotation(Box<Annotation>),
    Decision(Box<Decision>),
}

/// The file's value for an annotation or decision. Fields inside a target that this program does not
/// know are taken over from the file's older value.
pub(super) fn encode(content: &Content, older: Option<&Value>, texts: &Texts) -> Result<Value, StoreError> {
    match content {
        Content::Annotation(annotation) => {
            let mut value = encode_annotation(annotation, texts)?;
            if let Some(older) = older {
                keep_unknown(older, &mut value);
            }
            Ok(value)
        }
        Content::Decision(decision) => decisions::encode(decision, texts),
    }
}

fn encode_annotation(annotation: &Annotation, texts: &Texts) -> Result<Value, StoreError> {
    let targets = annotation.targets.iter().map(|target| encode_target(target, texts)).collect::<Result<_, _>>()?;
    let mut other = annotation.other.clone();
    for own in ["id", "targets", "created", "tags", "author", "note", "origin", "status", "format"] {
        other.shift_remove(own);
    }
    let file = AnnotationFile {
        id: annotation.id,
        targets,
        created: annotation.created,
        tags: annotation.tags.clone(),
        author: annotation.author.clone(),
        note: annotation.note.clone(),
        origin: match annotation.origin.clone() {
            Origin::Hand => OriginFile::Hand,
            Origin::Discrepancy { id, kind, program, summary } => {
                OriginFile::Discrepancy { id, kind, program, summary }
            }
        },
        status: annotation.status,
        format: FORMAT.to_owned(),
        other,
    };
    Ok(serde_json::to_value(file).expect("an annotation has string keys only"))
}

fn encode_target(target: &Target, texts: &Texts) -> Result<TargetFile, StoreError> {
    Ok(match target {
        Target::Quote(anchor) => TargetFile::Quote(AnchorFile::new(anchor, texts)?),
        Target::Nothing(Nothing { party, searched }) => {
            let searched = searched.iter().cloned().map(|Searched { readout, text }| SearchedFile { readout, text });
            TargetFile::Nothing { nothing: NothingFile { party: party.clone(), searched: searched.collect() } }
        }
    })
}

/// Fields of other programs inside a target that still quotes the same words.
fn keep_unknown(older: &Value, newer: &mut Value) {
    let Some(old) = older.get("targets").and_then(Value::as_array) else { return };
    let Some(new) = newer.get_mut("targets").and_then(Value::as_array_mut) else { return };
    for (old, new) in old.iter().zip(new) {
        if old.get("quote") != new.get("quote") {
            continue;
        }
        let (Some(old), Some(new)) = (old.as_object(), new.as_object_mut()) else { continue };
        for (key, value) in old {
            new.entry(key).or_insert_with(|| value.clone());
        }
    }
}

/// Reads a file's value. The file's name is the identity, whatever `id` says inside.
pub(super) fn decode(item: Item, value: &Value, texts: &Texts) -> Result<Content, String> {
    match item {
        Item::Annotation(id) => decode_annotation(id, value, texts).map(|it| Content::Annotation(Box::new(it))),
        Item::Decision(id) => decisions::decode(id, value, texts).map(|it| Content::Decision(Box::new(it))),
    }
}

fn decode_annotation(id: AnnotationId, value: &Value, texts: &Texts) -> Result<Annotation, String> {
    let file = AnnotationFile::deserialize(value).map_err(|error| error.to_string())?;
    if !file.format.is_empty() && file.format != FORMAT {
        return Err(format!("its format is {}, which this program does not know", file.format));
    }
    let targets = file.targets.into_iter().map(|target| match target {
        TargetFile::Quote(anchor) => Target::Quote(anchor.anchor(texts)),
        TargetFile::Nothing { nothing } => {
            let searched =
                nothing.searched.into_iter().map(|SearchedFile { readout, text }| Searched { readout, text });
            Target::Nothing(Nothing { party: nothing.party, searched: searched.collect() })
        }
    });
    Ok(Annotation {
        id,
        created: file.created,
        author: file.author,
        origin: match file.origin {
            OriginFile::Hand => Origin::Hand,
            OriginFile::Discrepancy { id, kind, program, summary } => {
                Origin::Discrepancy { id, kind, program, summary }
            }
        },
        targets: targets.collect(),
        tags: file.tags,
        note: file.note,
        status: file.status,
        other: file.other,
    })
}

/// A draft's file.
pub(super) fn encode_draft(draft: &Draft, texts: &Texts) -> Result<Value, StoreError> {
    let annotation = encode_annotation(&draft.annotation, texts)?;
    Ok(serde_json::json!({ "is_new": draft.is_new, "annotation": annotation }))
}

/// Reads a draft's file; `None` if it makes no sense.
pub(super) fn decode_draft(value: &Value, texts: &Texts) -> Option<Draft> {
    let annotation = value.get("annotation")?;
    let id = AnnotationId::deserialize(annotation.get("id")?).ok()?;
    let annotation = decode_annotation(id, annotation, texts).ok()?;
    Some(Draft { annotation, is_new: value.get("is_new")?.as_bool()? })
}

/// The bytes of a file: legible, one field a line, a line feed at the end.
pub(super) fn bytes(value: &Value) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(value).expect("a JSON value can always be written");
    text.push('\n');
    text.into_bytes()
}

/// What an edit concerns, with the states before and after.
pub(super) fn parts(edit: &Edit) -> (Item, Option<Content>, Option<Content>) {
    match edit.clone() {
        Edit::Annotation { id, before, after } => {
            (Item::Annotation(id), before.map(Content::Annotation), after.map(Content::Annotation))
        }
        Edit::Decision { id, before, after } => {
            (Item::Decision(id), before.map(Content::Decision), after.map(Content::Decision))
        }
    }
}

/// The edit from one state of an item to another.
pub(super) fn edit(item: Item, before: Option<Content>, after: Option<Content>) -> Edit {
    let annotation = |content| match content {
        Some(Content::Annotation(annotation)) => Some(annotation),
        _ => None,
    };
    let decision = |content| match content {
        Some(Content::Decision(decision)) => Some(decision),
        _ => None,
    };
    match item {
        Item::Annotation(id) => Edit::Annotation { id, before: annotation(before), after: annotation(after) },
        Item::Decision(id) => Edit::Decision { id, before: decision(before), after: decision(after) },
    }
}
