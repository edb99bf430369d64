//! XML as a stream of elements with their namespaces. A document type is refused: it is never needed, and it
//! can make a small file grow without end.

use crate::ingest::error::Wrong;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// Elements that may stand in each other.
const DEPTH: usize = 256;

/// An element: the last part of its namespace's address (`main` of `…/wordprocessingml/main`), its name, and its
/// attributes without their prefixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub space: String,
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The attribute of that name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether it is this one.
    pub(super) fn is(&self, space: &str, name: &str) -> bool {
        self.name == name && self.space == space
    }
}

/// A step through a document.
#[derive(Debug)]
pub(super) enum Node {
    /// An element begins.
    Start(Element),
    /// The element that began last ends.
    End,
    /// Words.
    Text(String),
}

/// Walks through a document. An empty element begins and ends.
pub(super) fn walk(bytes: &[u8], form: &'static str, mut step: impl FnMut(Node)) -> Result<(), Wrong> {
    let damaged = |why: String| Wrong::Damaged { form, why };
    let fail = |error: quick_xml::Error| damaged(error.to_string());
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
        .map_err(|_| damaged("its XML is not UTF-8".to_owned()))?;
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0;
    loop {
        let (space, event) = reader.read_resolved_event().map_err(fail)?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(Wrong::Excess { form, why: format!("elements {DEPTH} deep") });
                }
                step(Node::Start(element(&space, &start).map_err(fail)?));
            }
            Event::End(_) => {
                depth -= 1;
                step(Node::End);
            }
            Event::Text(words) => step(Node::Text(words.decode().map_err(|error| fail(error.into()))?.into_owned())),
            Event::CData(words) => step(Node::Text(words.decode().map_err(|error| fail(error.into()))?.into_owned())),
            Event::GeneralRef(name) => step(Node::Text(resolved(&name, form)?)),
            Event::DocType(_) => return Err(damaged("it brings a document type, which is refused".to_owned())),
            Event::Eof if depth > 0 => return Err(damaged("its XML ends in the middle".to_owned())),
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn element(space: &ResolveResult<'_>, start: &BytesStart<'_>) -> Result<Element, quick_xml::Error> {
    let space = match space {
        ResolveResult::Bound(space) => last_part(&String::from_utf8_lossy(space.as_ref())),
        _ => String::new(),
    };
    let local = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?.into_owned();
        attributes.push((local(attribute.key.local_name().as_ref()), value));
    }
    Ok(Element { space, name: local(start.local_name().as_ref()), attributes })
}

/// What tells a namespace: transitional and strict Word differ only before it, as do the versions of
/// OpenDocument.
fn last_part(address: &str) -> String {
    let address = address.trim_end_matches(":1.0").trim_end_matches('/');
    let last = address.rsplit(['/', ':']).next().unwrap_or_default();
    let kin = ["wordprocessingml", "markup-compatibility"].into_iter().find(|kin| address.contains(kin));
    kin.unwrap_or(last).to_owned()
}

fn resolved(name: &BytesRef<'_>, form: &'static str) -> Result<String, Wrong> {
    let unknown = || Wrong::Damaged { form, why: "an entity in it is not known".to_owned() };
    if let Some(c) = name.resolve_char_ref().map_err(|_| unknown())? {
        return Ok(c.to_string());
    }
    let name = name.decode().map_err(|_| unknown())?;
    resolve_xml_entity(&name).map(str::to_owned).ok_or_else(unknown)
}
