//! Annotations as JSON, and back.
//!
//! The fields have a fixed order in which an unchanging field stands between any two that change, so
//! that git can merge two people's edits of different fields. Unknown fields are kept.

use super::anchors::{AnchorFile, Texts, UnknownText};
use crate::domain::{
    Annotation, AnnotationId, Draft, Kind, Nothing, Origin, PartyId, ReadoutId, Status, TagId, Target, TextHash,
    VersionId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

const FORMAT: &str = "diptych-annotation/1";

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

/// The value over an older one: fields inside a target that this program does not know are taken over.
///
/// # Errors
/// Where it quotes a text that is not among these.
pub fn encode_over(annotation: &Annotation, older: Option<&Value>, texts: &Texts) -> Result<Value, UnknownText> {
    let mut value = encode(annotation, texts)?;
    if let Some(older) = older {
        keep_unknown(older, &mut value);
    }
    Ok(value)
}

/// An annotation as JSON.
///
/// # Errors
/// Where it quotes a text that is not among these.
///
/// # Panics
/// Never: it has string keys only.
pub fn encode(annotation: &Annotation, texts: &Texts) -> Result<Value, UnknownText> {
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

fn encode_target(target: &Target, texts: &Texts) -> Result<TargetFile, UnknownText> {
    Ok(match target {
        Target::Quote(anchor) => TargetFile::Quote(AnchorFile::new(anchor, texts)?),
        Target::Nothing(Nothing { party, searched }) => {
            let searched = searched.iter().cloned().map(|VersionId { readout, text }| SearchedFile { readout, text });
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

/// Reads one back. The name that it was found under is the identity, whatever `id` says inside.
///
/// # Errors
/// Where it is no annotation, or of a later format; the words say why.
pub fn decode(id: AnnotationId, value: &Value, texts: &Texts) -> Result<Annotation, String> {
    let file = AnnotationFile::deserialize(value).map_err(|error| error.to_string())?;
    if !file.format.is_empty() && file.format != FORMAT {
        return Err(format!("its format is {}, which this program does not know", file.format));
    }
    let targets = file.targets.into_iter().map(|target| match target {
        TargetFile::Quote(anchor) => Target::Quote(anchor.anchor(texts)),
        TargetFile::Nothing { nothing } => {
            let searched =
                nothing.searched.into_iter().map(|SearchedFile { readout, text }| VersionId { readout, text });
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

/// A draft as JSON.
///
/// # Errors
/// Where it quotes a text that is not among these.
pub fn encode_draft(draft: &Draft, texts: &Texts) -> Result<Value, UnknownText> {
    let annotation = encode(&draft.annotation, texts)?;
    Ok(serde_json::json!({ "is_new": draft.is_new, "annotation": annotation }))
}

/// Reads a draft back; `None` if it makes no sense.
#[must_use]
pub fn decode_draft(value: &Value, texts: &Texts) -> Option<Draft> {
    let annotation = value.get("annotation")?;
    let id = AnnotationId::deserialize(annotation.get("id")?).ok()?;
    let annotation = decode(id, annotation, texts).ok()?;
    Some(Draft { annotation, is_new: value.get("is_new")?.as_bool()? })
}
