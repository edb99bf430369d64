//! Word's format (Office Open XML, ISO/IEC 29500), transitional and strict.

use super::flow::Flow;
use super::package::Package;
use super::properties;
use super::xml::{self, Element, Node};
use crate::ingest::document::Taken;
use crate::ingest::error::Wrong;
use std::collections::BTreeMap;

const FORM: &str = "a Word document";
const WORD: &str = "wordprocessingml";

/// Reads a Word document.
pub(in crate::ingest) fn docx(bytes: &[u8]) -> Result<Taken, Wrong> {
    let mut package = Package::open(bytes, FORM)?;
    let main = main_part(&mut package)?;
    let mut body = Body::default();
    body.read(&package.needed(&main)?)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut notes = BTreeMap::new();
    for kind in ["footnote", "endnote"] {
        if let Some(part) = package.part(&format!("{folder}/{kind}s.xml"))? {
            let mut read = Body::default();
            read.read(&part)?;
            notes.extend(read.told);
        }
    }
    body.flow.notes = body.asked.iter().filter_map(|key| notes.get(key).cloned()).collect();
    let running = running(&mut package, &folder)?;
    let found = properties::core(&mut package, "docProps/core.xml", FORM)?;
    Ok(body.flow.taken(FORM, &running, found))
}

/// The part with the text, as the document's own relationships name it.
fn main_part(package: &mut Package<'_>) -> Result<String, Wrong> {
    let mut main = None;
    if let Some(part) = package.part("_rels/.rels")? {
        xml::walk(&part, FORM, |node| {
            if let Node::Start(element) = node
                && element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                main = element.attribute("Target").map(|target| target.trim_start_matches('/').to_owned());
            }
        })?;
    }
    Ok(main.unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// Headers and footers, each text once.
fn running(package: &mut Package<'_>, folder: &str) -> Result<Vec<String>, Wrong> {
    let mut found: Vec<String> = Vec::new();
    let opening = [format!("{folder}/header"), format!("{folder}/footer")];
    for name in package.names() {
        if opening.iter().any(|opening| name.starts_with(opening)) && name.ends_with(".xml") {
            let mut body = Body::default();
            body.read(&package.needed(&name)?)?;
            let text = body.flow.paragraphs.join("\n");
            if !found.contains(&text) {
                found.push(text);
            }
        }
    }
    Ok(found)
}

/// The kind and number of a note: `("footnote", "2")`.
type NoteKey = (String, String);

/// A part with paragraphs, while it is read.
#[derive(Default)]
struct Body {
    flow: Flow,
    /// The elements around, the innermost last.
    around: Vec<String>,
    /// How deep it is in something that is left out.
    skipped: usize,
    /// How deep it is in deleted text.
    deleting: usize,
    /// The run at hand is not shown.
    vanished: bool,
    /// Notes that the text names, in its order.
    asked: Vec<NoteKey>,
    /// Notes that stand in this part.
    told: BTreeMap<NoteKey, String>,
    note: Option<NoteKey>,
}

impl Body {
    fn read(&mut self, part: &[u8]) -> Result<(), Wrong> {
        xml::walk(part, FORM, |node| match node {
            Node::Start(element) => self.start(&element),
            Node::End => self.end(),
            Node::Text(words) => self.text(&words),
        })
    }

    fn start(&mut self, element: &Element) {
        let inside = self.around.last().cloned().unwrap_or_default();
        let word = element.space == WORD;
        self.around.push(if word { element.name.clone() } else { String::new() });
        // Beside every shape stands a copy of it for older programs; readings of characters stand above them.
        if self.skipped > 0 || element.is("markup-compatibility", "Fallback") || element.is(WORD, "rt") {
            self.skipped += 1;
            return;
        }
        if !word {
            return;
        }
        match element.name.as_str() {
            "p" => self.flow.begin(),
            "r" => self.vanished = false,
            "vanish" => self.vanished = !matches!(element.attribute("val"), Some("0" | "false" | "off")),
            "del" | "moveFrom" => self.deleting += 1,
            "tab" | "ptab" if inside == "r" => self.text_of("\t"),
            "br" | "cr" if inside == "r" => self.text_of("\n"),
            "noBreakHyphen" => self.text_of("\u{2011}"),
            "footnoteReference" | "endnoteReference" => {
                let kind = element.name.trim_end_matches("Reference").to_owned();
                self.asked.extend(element.attribute("id").map(|id| (kind, id.to_owned())));
            }
            "footnote" | "endnote" => {
                // Word keeps the lines between text and notes as notes, too.
                let real = element.attribute("type").is_none_or(|kind| kind == "normal");
                self.note = element.attribute("id").filter(|_| real).map(|id| (element.name.clone(), id.to_owned()));
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        let name = self.around.pop().unwrap_or_default();
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name.as_str() {
            "p" => {
                let paragraph = self.flow.end();
                self.flow.paragraphs.extend(paragraph);
            }
            "del" | "moveFrom" => self.deleting -= 1,
            "footnote" | "endnote" => {
                let words = std::mem::take(&mut self.flow.paragraphs).join("\n");
                if let Some(key) = self.note.take().filter(|_| !words.is_empty()) {
                    self.told.insert(key, words);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        let inside = self.around.last().map(String::as_str);
        if self.skipped == 0 && matches!(inside, Some("t" | "delText")) {
            self.text_of(words);
        }
    }

    fn text_of(&mut self, words: &str) {
        if self.deleting > 0 {
            self.flow.deleted.push_str(words);
        } else if self.vanished {
            self.flow.hidden.push_str(words);
        } else {
            self.flow.add(words);
        }
    }
}
