//! What stands in the files that changes write, whichever sort of file it is.
//!
//! A value is what the history keeps of a file: the JSON of a note or ruling, the text of a TOML file.

use super::documents;
use super::error::StoreError;
use super::merge::{Merged, three_way};
use crate::domain::written::{self, Texts};
use crate::domain::{Annotation, Codebook, Decision, Dossier, Edit, Event, Readout, Subject};
use serde_json::Value;

/// What stands in a subject's file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Event(Box<Event>),
    Codebook(Box<Codebook>),
    Readout(Box<Readout>),
    Annotation(Box<Annotation>),
    Decision(Box<Decision>),
}

/// The file's value. Unknown fields that the content does not carry are taken over from the file's older
/// value.
pub(super) fn encode(content: &Content, older: Option<&Value>, texts: &Texts) -> Result<Value, StoreError> {
    let text = older.and_then(Value::as_str);
    Ok(match content {
        Content::Event(event) => Value::String(documents::encode_event(event, text)),
        Content::Codebook(codebook) => Value::String(documents::encode_codebook(codebook, text)),
        Content::Readout(readout) => Value::String(documents::encode_readout(readout, text)),
        Content::Annotation(annotation) => written::encode_over(annotation, older, texts)?,
        Content::Decision(decision) => written::encode_decision(decision, texts)?,
    })
}

/// Reads a file's value. The file's name is the identity, whatever `id` says inside.
pub(super) fn decode(subject: &Subject, value: &Value, texts: &Texts) -> Result<Content, String> {
    let text = || value.as_str().ok_or_else(|| "it is no text".to_owned());
    Ok(match subject {
        Subject::Event => Content::Event(Box::new(documents::decode_event(text()?)?.event)),
        Subject::Codebook => Content::Codebook(Box::new(documents::decode_codebook(text()?)?)),
        Subject::Readout(id) => Content::Readout(Box::new(documents::decode_readout(id, text()?)?)),
        Subject::Annotation(id) => Content::Annotation(Box::new(written::decode_annotation(*id, value, texts)?)),
        Subject::Decision(id) => Content::Decision(Box::new(written::decode_decision(*id, value, texts)?)),
    })
}

/// The value in a file's bytes; `None` where it is torn or overwritten rather than merely wrong.
pub(super) fn value(subject: &Subject, bytes: &[u8]) -> Option<Value> {
    match subject {
        Subject::Annotation(_) | Subject::Decision(_) => serde_json::from_slice(bytes).ok(),
        Subject::Event | Subject::Codebook | Subject::Readout(_) => {
            let text = std::str::from_utf8(bytes).ok()?;
            let whole = !text.is_empty() && !text.contains('\0');
            whole.then(|| Value::String(text.to_owned()))
        }
    }
}

/// The bytes of a file. JSON is legible, one field a line, a line feed at the end.
pub(super) fn bytes(value: &Value) -> Vec<u8> {
    if let Value::String(text) = value {
        return text.clone().into_bytes();
    }
    let mut text = serde_json::to_string_pretty(value).expect("a JSON value can always be written");
    text.push('\n');
    text.into_bytes()
}

/// The hash that a value will have as a file.
pub(super) fn hash_of(value: &Value) -> String {
    super::hash(&bytes(value))
}

/// The states of its subject before and after an edit.
pub(super) fn states(edit: &Edit) -> (Option<Content>, Option<Content>) {
    match edit.clone() {
        Edit::Event { before, after } => (Some(Content::Event(before)), Some(Content::Event(after))),
        Edit::Codebook { before, after } => (Some(Content::Codebook(before)), Some(Content::Codebook(after))),
        Edit::Readout { before, after, .. } => (before.map(Content::Readout), after.map(Content::Readout)),
        Edit::Annotation { before, after, .. } => (before.map(Content::Annotation), after.map(Content::Annotation)),
        Edit::Decision { before, after, .. } => (before.map(Content::Decision), after.map(Content::Decision)),
    }
}

/// The edit from one state of a subject to another. An event that is not there is no state; a codebook
/// that is not there is the default one.
pub(super) fn edit(subject: &Subject, before: Option<Content>, after: Option<Content>) -> Option<Edit> {
    let book = |content| match content {
        Some(Content::Codebook(codebook)) => codebook,
        _ => Box::default(),
    };
    macro_rules! states {
        ($kind:ident) => {
            (
                before.and_then(|it| if let Content::$kind(it) = it { Some(it) } else { None }),
                after.and_then(|it| if let Content::$kind(it) = it { Some(it) } else { None }),
            )
        };
    }
    Some(match subject {
        Subject::Event => {
            let (before, after) = states!(Event);
            Edit::Event { before: before?, after: after? }
        }
        Subject::Codebook => Edit::Codebook { before: book(before), after: book(after) },
        Subject::Readout(id) => {
            let (before, after) = states!(Readout);
            Edit::Readout { id: id.clone(), before, after }
        }
        Subject::Annotation(id) => {
            let (before, after) = states!(Annotation);
            Edit::Annotation { id: *id, before, after }
        }
        Subject::Decision(id) => {
            let (before, after) = states!(Decision);
            Edit::Decision { id: *id, before, after }
        }
    })
}

/// Puts what was read of a subject into the dossier. An event is never taken away.
pub(super) fn place(dossier: &mut Dossier, subject: &Subject, content: Option<Content>) {
    match (subject, content) {
        (Subject::Event, Some(Content::Event(event))) => dossier.event = *event,
        (Subject::Event, _) => {}
        (_, content) => {
            if let Some(edit) = edit(subject, None, content) {
                edit.apply(dossier);
            }
        }
    }
}

/// What the analyst changed in a document, the event or the codebook, made again on what came from
/// outside; `None` for notes and rulings, of which both versions can stand side by side.
pub(super) fn merge(before: &Content, mine: &Content, theirs: &Content) -> Option<(Content, Vec<String>)> {
    let table = |content: &Content| match content {
        Content::Event(event) => Some(documents::table(event)),
        Content::Codebook(codebook) => Some(documents::table(codebook)),
        Content::Readout(readout) => Some(documents::table(readout)),
        Content::Annotation(_) | Content::Decision(_) => None,
    };
    let Merged { value, lost } = three_way(&table(before)?, &table(mine)?, &table(theirs)?);
    let merged = match theirs {
        Content::Event(_) => Content::Event(value.try_into().ok()?),
        Content::Codebook(_) => Content::Codebook(value.try_into().ok()?),
        Content::Readout(_) => Content::Readout(value.try_into().ok()?),
        Content::Annotation(_) | Content::Decision(_) => return None,
    };
    Some((merged, lost))
}
