//! Web Annotations of this program, back as a dossier: texts, spans, tags and notes.
//!
//! What the format has no place for does not come back: the parties, the captures' history, the rulings, and what the
//! program found. The first two documents become the left and the right side.

use super::super::json::{ReadError, checked, unknown_tag};
use crate::domain::{
    Anchor, Annotation, AnnotationId, CodePoints, Dossier, Event, Language, Nothing, Origin, Readout, ReadoutId, Sides,
    Standing, Status, TagId, Target, TextHash, Version, VersionId,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads a collection.
pub(in crate::export) fn read(value: &Value) -> Result<Dossier, ReadError> {
    let items = value.pointer("/first/items").and_then(Value::as_array);
    let items = items.ok_or_else(|| ReadError::part("the collection", "it has no first page with items"))?;
    let title = words(value, "label").unwrap_or("Web Annotations");
    let mut reader = Reader { dossier: Dossier::of(Event::titled(title)), points: BTreeMap::new() };
    for item in items.iter().filter(|item| motives(item).contains("describing")) {
        reader.document(item)?;
    }
    let ids: Vec<ReadoutId> = reader.dossier.readouts.iter().map(|readout| readout.id.clone()).collect();
    let side = |n: usize| ids.get(n).cloned().into_iter().collect();
    reader.dossier.event.sides = Sides::new(side(0), side(1));
    let spans: BTreeMap<&str, &Value> = items.iter().filter_map(|item| Some((words(item, "id")?, item))).collect();
    // What the program found is its own, and it finds it again.
    let written = |item: &&Value| item.pointer("/creator/type").and_then(Value::as_str) != Some("Software");
    let (links, single): (Vec<&Value>, Vec<&Value>) = items
        .iter()
        .filter(written)
        .filter(|item| !motives(item).contains("describing"))
        .partition(|item| motives(item).contains("linking"));
    let mut joined = BTreeSet::new();
    for link in links {
        joined.extend(targets(link).filter_map(Value::as_str));
        reader.annotation(link, &spans)?;
    }
    for item in single {
        if !words(item, "id").is_some_and(|id| joined.contains(id)) {
            reader.annotation(item, &spans)?;
        }
    }
    Ok(reader.dossier)
}

struct Reader {
    dossier: Dossier,
    points: BTreeMap<TextHash, CodePoints>,
}

impl Reader {
    fn document(&mut self, item: &Value) -> Result<(), ReadError> {
        let source = item.get("target").unwrap_or(&Value::Null);
        let text = item.pointer("/body/value").and_then(Value::as_str);
        let (Some(hash), Some(text)) = (hash_of(source), text) else {
            return Err(ReadError::part("a document", "it has no text or no hash"));
        };
        let hash = checked(hash, text)?;
        let label = words(source, "label").unwrap_or("document");
        let warned = label.strip_prefix('[').and_then(|rest| rest.strip_prefix(Standing::WARNING));
        let title = warned.map_or(label, |rest| rest.trim_start_matches("] "));
        self.points.insert(hash.clone(), CodePoints::new(text));
        self.dossier.texts.insert(hash.clone(), Arc::from(text));
        let id = ReadoutId(format!("document-{}", self.dossier.readouts.len() + 1));
        let language = words(source, "language").map_or_else(Language::unknown, |tag| Language(tag.to_owned()));
        let version = Version { sha256: hash, captured: None, imported: "from Web Annotations".to_owned() };
        self.dossier.readouts.push(Readout {
            standing: if warned.is_some() { Standing::Reconstruction } else { Standing::Document },
            url: words(source, "via").map(str::to_owned),
            ..Readout::titled(id, title, language, version)
        });
        Ok(())
    }

    /// A note: of a link, with the spans that it names, or of one span.
    fn annotation(&mut self, item: &Value, spans: &BTreeMap<&str, &Value>) -> Result<(), ReadError> {
        let name = words(item, "id").unwrap_or_default();
        let failed = |why: &str| ReadError::part(format!("the annotation {name}"), why);
        let id = name.strip_prefix("urn:uuid:").and_then(|id| id.parse().ok()).map(AnnotationId);
        let id = id.ok_or_else(|| failed("its id is no urn:uuid"))?;
        let created = words(item, "created").and_then(|at| at.parse().ok());
        let created = created.ok_or_else(|| failed("it does not say when it was created"))?;
        let mut ends = Vec::new();
        let mut bodies = bodies(item);
        let mut silent: Option<Nothing> = None;
        for target in targets(item) {
            match target.as_str().map(|span| spans.get(span)) {
                Some(Some(span)) => {
                    bodies.extend(self::bodies(span));
                    ends.push(Target::Quote(self.anchor(span.get("target").unwrap_or(&Value::Null), &failed)?));
                }
                Some(None) => return Err(failed("it links to a span that is not there")),
                None if target.get("selector").is_some() => ends.push(Target::Quote(self.anchor(target, &failed)?)),
                None => {
                    let searched = self.searched(target).ok_or_else(|| failed("it names an unknown document"))?;
                    silent.get_or_insert_with(|| Nothing { party: None, searched: Vec::new() }).searched.push(searched);
                }
            }
        }
        ends.extend(silent.map(Target::Nothing));
        let of =
            |purpose: &str| bodies.iter().filter(|(is, _)| *is == purpose).map(|(_, value)| *value).collect::<Vec<_>>();
        let tags = self.tags(&of("tagging"));
        let status = match of("moderating").first() {
            Some(&"accepted") => Status::Accepted,
            Some(&"dismissed") => Status::Dismissed,
            _ => Status::Open,
        };
        let author = item.pointer("/creator/name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let note = of("commenting").first().map(|note| (*note).to_owned()).unwrap_or_default();
        let other = serde_json::Map::new();
        let annotation =
            Annotation { id, created, author, origin: Origin::Hand, targets: ends, tags, note, status, other };
        self.dossier.annotations.insert(id, annotation);
        Ok(())
    }

    /// The tags, each once; one that the codebook does not have is added to it.
    fn tags(&mut self, names: &[&str]) -> Vec<TagId> {
        let mut tags: Vec<TagId> = Vec::new();
        for name in names {
            let id = TagId((*name).to_owned());
            if self.dossier.codebook.tag(&id).is_none() {
                let tag = unknown_tag(name, &self.dossier.codebook);
                self.dossier.codebook.tags.push(tag);
            }
            if !tags.contains(&id) {
                tags.push(id);
            }
        }
        tags
    }

    fn anchor(&self, target: &Value, failed: &dyn Fn(&str) -> ReadError) -> Result<Anchor, ReadError> {
        let source = target.get("source").unwrap_or(&Value::Null);
        let VersionId { readout, text: hash } = self.searched(source).ok_or_else(|| failed("its text is not there"))?;
        let none = Vec::new();
        let selectors = target.get("selector").and_then(Value::as_array).unwrap_or(&none);
        let number = |name: &str| selectors.iter().find_map(|it| it.get(name)?.as_u64());
        let exact = selectors.iter().find_map(|selector| words(selector, "exact"));
        let (Some(start), Some(end), Some(exact)) = (number("start"), number("end"), exact) else {
            return Err(failed("it has no position or no quotation"));
        };
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        let (Some(points), Some(text)) = (self.points.get(&hash), self.dossier.texts.get(&hash)) else {
            return Err(failed("its text is not there"));
        };
        let anchor = Anchor::new(readout, hash, text, points.span(place(start), place(end)));
        if anchor.quote == exact { Ok(anchor) } else { Err(failed("its words do not stand at its place")) }
    }

    fn searched(&self, source: &Value) -> Option<VersionId> {
        let hash = TextHash::parse(hash_of(source)?)?;
        let has = |readout: &&Readout| readout.versions.iter().any(|version| version.sha256 == hash);
        let readout = self.dossier.readouts.iter().find(has)?.id.clone();
        Some(VersionId { readout, text: hash })
    }
}

fn words<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

fn hash_of(source: &Value) -> Option<&str> {
    words(source, "id")?.strip_prefix("urn:sha256:")
}

/// One value or a list of them.
fn each<'a>(value: Option<&'a Value>) -> Box<dyn Iterator<Item = &'a Value> + 'a> {
    match value {
        Some(Value::Array(all)) => Box::new(all.iter()),
        one => Box::new(one.into_iter()),
    }
}

fn targets(item: &Value) -> impl Iterator<Item = &Value> {
    each(item.get("target"))
}

fn motives(item: &Value) -> BTreeSet<&str> {
    each(item.get("motivation")).filter_map(Value::as_str).collect()
}

/// Purpose and value of each body.
fn bodies(item: &Value) -> Vec<(&str, &str)> {
    each(item.get("body")).filter_map(|body| Some((words(body, "purpose")?, words(body, "value")?))).collect()
}
