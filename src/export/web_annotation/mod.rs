//! Notes as W3C Web Annotations (JSON-LD; Recommendation of 23 February 2017).
//!
//! ```json
//! {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "first": {"items": [
//!   {"id": "urn:uuid:…", "type": "Annotation", "motivation": "commenting",
//!    "body": [{"type": "TextualBody", "purpose": "tagging", "value": "omission"}],
//!    "target": {"type": "SpecificResource", "source": "https://…", "selector": [
//!      {"type": "TextQuoteSelector", "exact": "双方同意", "prefix": "…", "suffix": "…"},
//!      {"type": "TextPositionSelector", "start": 37, "end": 41}]}}]}}
//! ```
//!
//! With several targets each body applies to each target alone (section 3.3.2), and `Composite` is not in the official
//! context: a pair is therefore two annotations of one span each, and a third that links their ids. Of an omission there
//! is one span, and the link leads to the other side's documents as they are, without a selector. Offsets and quotations
//! count code points. The text of each document is an annotation that describes it, so that [`read`] can make a dossier
//! again. A discrepancy is the same with the program as its creator. A ruling is `moderating`: the model also has
//! `assessing`, but its own context forgot that word, and safe mode refuses it.

mod read;

pub(super) use read::read;

use super::identity::identity;
use crate::domain::Status;
use crate::review::publication::{End, Extract, Finding, Note, PROGRAM, Publication, Reference};
use serde_json::{Map, Value, json};

/// A publication as an AnnotationCollection.
#[must_use]
pub(super) fn web_annotations(publication: &Publication<'_>) -> Value {
    let notes = publication.notes.iter().flat_map(|note| note_items(publication, note));
    let findings = publication.findings.iter().flat_map(|finding| finding_items(publication, finding));
    let texts = publication.references.iter().filter(|_| publication.whole).filter_map(text_item);
    let items: Vec<Value> = texts.chain(notes).chain(findings).collect();
    let event = &publication.dossier.event;
    let date = event.date.map(|date| date.to_string()).unwrap_or_default();
    let collection = urn(&["collection", &event.title, &date]);
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": collection,
        "type": "AnnotationCollection",
        "label": event.title,
        "generator": generator(),
        "total": items.len(),
        "first": {
            "id": urn(&["page", &event.title, &date]),
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    })
}

fn urn(what: &[&str]) -> String {
    format!("urn:uuid:{}", identity(what))
}

fn generator() -> Value {
    json!({"type": "Software", "name": PROGRAM})
}

/// The annotations of a note: one a span, and one that joins them where there is more than one end.
fn note_items(publication: &Publication<'_>, note: &Note<'_>) -> Vec<Value> {
    let annotation = note.citation.annotation;
    let id = format!("urn:uuid:{}", annotation.id.0);
    let tags = || annotation.tags.iter().map(|tag| tag_body(&tag.0));
    let mut bodies: Vec<Value> = tags().collect();
    if !annotation.note.is_empty() {
        bodies.push(json!({
            "type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": annotation.note,
        }));
    }
    let mut judged: Vec<Value> = tags().collect();
    if annotation.status != Status::Open {
        judged.push(json!({"type": "TextualBody", "purpose": "moderating", "value": annotation.status.name()}));
    }
    let facts = |motivation: Value, bodies: &[Value]| {
        let mut facts = Map::new();
        facts.insert("motivation".to_owned(), motivation);
        facts.insert("created".to_owned(), annotation.created.to_string().into());
        if !annotation.author.is_empty() {
            facts.insert("creator".to_owned(), json!({"type": "Person", "name": annotation.author}));
        }
        if !bodies.is_empty() {
            facts.insert("body".to_owned(), bodies.into());
        }
        facts
    };
    if let [End::Words(extract)] = &note.ends[..] {
        bodies.extend(judged.into_iter().skip(annotation.tags.len()));
        return vec![item(&id, facts("commenting".into(), &bodies), target(publication, extract))];
    }
    let mut items = Vec::new();
    let mut targets = Vec::new();
    for (n, end) in note.ends.iter().enumerate() {
        match end {
            End::Words(extract) => {
                let span = urn(&["span", &id, &n.to_string()]);
                items.push(item(&span, facts("commenting".into(), &bodies), target(publication, extract)));
                targets.push(Value::String(span));
            }
            End::Nothing { searched, .. } => {
                targets.extend(searched.iter().map(|&at| whole(&publication.references[at])));
            }
        }
    }
    items.push(item(&id, facts(json!(["linking", "classifying"]), &judged), targets.into()));
    items
}

/// The annotations of a discrepancy.
fn finding_items(publication: &Publication<'_>, finding: &Finding<'_>) -> Vec<Value> {
    let found = finding.found;
    let bodies = json!([
        tag_body(found.kind.name()),
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": found.summary},
        {"type": "TextualBody", "purpose": "moderating", "value": finding.state.name()},
    ]);
    let facts = |motivation: Value| {
        let mut facts = Map::new();
        facts.insert("motivation".to_owned(), motivation);
        facts.insert("creator".to_owned(), generator());
        facts.insert("body".to_owned(), bodies.clone());
        facts
    };
    let spans: Vec<(String, &Extract<'_>)> =
        finding.extracts().enumerate().map(|(n, it)| (urn(&["evidence", &found.id, &n.to_string()]), it)).collect();
    let linked: Vec<Value> = spans.iter().map(|(id, _)| Value::String(id.clone())).collect();
    let mut items: Vec<Value> =
        spans.iter().map(|(id, extract)| item(id, facts("classifying".into()), target(publication, extract))).collect();
    if linked.len() > 1 {
        items.push(item(&urn(&["discrepancy", &found.id]), facts(json!(["linking", "classifying"])), linked.into()));
    }
    items
}

/// The captured text of a document.
fn text_item(reference: &Reference<'_>) -> Option<Value> {
    let mut body = json!({"type": "TextualBody", "format": "text/plain", "value": reference.text?});
    if reference.language() != "und" {
        body["language"] = reference.language().into();
    }
    let facts = json!({"motivation": "describing", "body": body});
    let id = urn(&["text", &reference.id.0, reference.hash.as_str()]);
    Some(item(&id, facts.as_object()?.clone(), whole(reference)))
}

fn tag_body(tag: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "tagging", "value": tag})
}

fn item(id: &str, facts: Map<String, Value>, target: Value) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), id.into());
    item.insert("type".to_owned(), "Annotation".into());
    item.extend(facts);
    item.insert("target".to_owned(), target);
    Value::Object(item)
}

/// A span of a document, with the time and the archived copy at which it was as it is.
fn target(publication: &Publication<'_>, extract: &Extract<'_>) -> Value {
    let reference = publication.reference(extract);
    let (start, end) = extract.points;
    let anchor = &extract.anchor;
    let mut target = json!({
        "type": "SpecificResource",
        "source": whole(reference),
        "selector": [
            {"type": "TextQuoteSelector", "exact": anchor.quote, "prefix": anchor.prefix, "suffix": anchor.suffix},
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    });
    let mut state = Map::new();
    if let Some(retrieved) = reference.readout.and_then(|readout| readout.retrieved) {
        state.insert("sourceDate".to_owned(), retrieved.to_string().into());
    }
    if let Some(archive) = reference.readout.and_then(|readout| readout.archive_url.as_deref()) {
        state.insert("cached".to_owned(), archive.into());
    }
    if !state.is_empty() {
        state.insert("type".to_owned(), "TimeState".into());
        target["state"] = Value::Object(state);
    }
    target
}

/// A document as it is. The captured text is what was annotated: it is named by its hash (RFC 6920), and `via` says
/// where it is from.
fn whole(reference: &Reference<'_>) -> Value {
    let mut source = Map::new();
    source.insert("id".to_owned(), text_iri(reference.hash.as_str()).into());
    source.insert("type".to_owned(), "Text".into());
    source.insert("format".to_owned(), "text/plain".into());
    if reference.language() != "und" {
        source.insert("language".to_owned(), reference.language().into());
    }
    let label = reference.warning().map_or_else(String::new, |warning| format!("[{warning}] "));
    source.insert("label".to_owned(), format!("{label}{}", reference.title()).into());
    if let Some(url) = reference.readout.and_then(|readout| readout.url.as_deref()) {
        source.insert("via".to_owned(), url.into());
    }
    Value::Object(source)
}

/// The name of a text by its hash: `urn:sha256:8c72…`.
pub(super) fn text_iri(hash: &str) -> String {
    format!("urn:sha256:{hash}")
}
