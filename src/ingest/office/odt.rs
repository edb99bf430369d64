//! OpenDocument texts (ISO/IEC 26300).

use super::flow::Flow;
use super::package::Package;
use super::properties;
use super::xml::{self, Element, Node};
use crate::ingest::document::Taken;
use crate::ingest::error::Wrong;

const FORM: &str = "an OpenDocument text";

/// Reads an OpenDocument text.
pub(in crate::ingest) fn odt(bytes: &[u8]) -> Result<Taken, Wrong> {
    let mut package = Package::open(bytes, FORM)?;
    if let Some(manifest) = package.part("META-INF/manifest.xml")? {
        let mut locked = false;
        xml::walk(&manifest, FORM, |node| {
            locked |= matches!(node, Node::Start(element) if element.name == "encryption-data");
        })?;
        if locked {
            return Err(Wrong::Locked);
        }
    }
    let mut body = Body::default();
    body.read(&package.needed("content.xml")?)?;
    let running = running(&mut package)?;
    let found = properties::core(&mut package, "meta.xml", FORM)?;
    Ok(body.flow.taken(FORM, &running, found))
}

/// Headers and footers, each text once.
fn running(package: &mut Package<'_>) -> Result<Vec<String>, Wrong> {
    let Some(styles) = package.part("styles.xml")? else { return Ok(Vec::new()) };
    let mut body = Body { only_running: true, ..Body::default() };
    body.read(&styles)?;
    let mut found = body.flow.paragraphs;
    found.sort();
    found.dedup();
    Ok(found)
}

/// What an element means for the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Paragraph,
    Note,
    Deleted,
    Hidden,
    Running,
    Skipped,
    Other,
}

/// Left out: what is no text, and what is not of the author's text.
const SKIPPED: [(&str, &str); 10] = [
    ("text", "note-citation"),
    ("text", "ruby-text"),
    ("office", "change-info"),
    ("office", "annotation"),
    ("office", "annotation-end"),
    ("office", "forms"),
    ("office", "scripts"),
    ("svg-compatible", "title"),
    ("svg-compatible", "desc"),
    ("text", "sequence-decls"),
];

fn role(element: &Element) -> Role {
    if SKIPPED.iter().any(|(space, name)| element.is(space, name)) {
        return Role::Skipped;
    }
    match (element.space.as_str(), element.name.as_str()) {
        ("text", "p" | "h") => Role::Paragraph,
        ("text", "note-body") => Role::Note,
        ("text", "tracked-changes") => Role::Deleted,
        ("text", "hidden-text" | "hidden-paragraph") => Role::Hidden,
        ("style", name) if name.starts_with("header") || name.starts_with("footer") => match name {
            "header-style" | "footer-style" => Role::Other,
            _ => Role::Running,
        },
        _ => Role::Other,
    }
}

#[derive(Default)]
struct Body {
    flow: Flow,
    around: Vec<Role>,
    /// Only headers and footers are wanted.
    only_running: bool,
}

impl Body {
    fn read(&mut self, part: &[u8]) -> Result<(), Wrong> {
        xml::walk(part, FORM, |node| match node {
            Node::Start(element) => self.start(&element),
            Node::End => self.end(),
            Node::Text(words) => self.text(&words),
        })
    }

    fn is_in(&self, role: Role) -> bool {
        self.around.contains(&role)
    }

    fn start(&mut self, element: &Element) {
        let role = role(element);
        self.around.push(role);
        if self.is_in(Role::Skipped) {
            return;
        }
        if role == Role::Paragraph {
            self.flow.begin();
        }
        if element.space == "text" && self.is_in(Role::Paragraph) {
            match element.name.as_str() {
                "s" => {
                    let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                    self.put(&" ".repeat(count.min(100)));
                }
                "tab" => self.put("\t"),
                "line-break" => self.put("\n"),
                _ => {}
            }
        }
    }

    fn end(&mut self) {
        let skipped = self.is_in(Role::Skipped);
        let role = self.around.pop();
        if skipped || role != Some(Role::Paragraph) {
            return;
        }
        let Some(paragraph) = self.flow.end() else { return };
        if self.only_running {
            self.flow.paragraphs.extend(self.is_in(Role::Running).then_some(paragraph));
        } else if self.is_in(Role::Deleted) {
            self.flow.deleted.push_str(&paragraph);
            self.flow.deleted.push('\n');
        } else if self.is_in(Role::Note) {
            self.flow.notes.push(paragraph);
        } else {
            self.flow.paragraphs.push(paragraph);
        }
    }

    fn text(&mut self, words: &str) {
        if !self.is_in(Role::Skipped) && self.is_in(Role::Paragraph) {
            // As the standard has it: white space runs together, and other spaces are elements.
            let mut run = String::with_capacity(words.len());
            for c in words.chars() {
                let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
                if !(blank && run.ends_with(' ')) {
                    run.push(if blank { ' ' } else { c });
                }
            }
            self.put(&run);
        }
    }

    fn put(&mut self, words: &str) {
        if self.is_in(Role::Hidden) {
            self.flow.hidden.push_str(words);
        } else {
            self.flow.add(words);
        }
    }
}
