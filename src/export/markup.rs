//! XML and HTML whose text is always escaped: there is no way past it.
//!
//! A builder of elements instead of a template engine or an event writer: elements nest as the Rust code nests, the
//! same builder serves HTML, SVG, Word and REFI-QDA, and what it writes is well-formed by construction. HTML comes out
//! as well-formed XML, too (polyglot markup), so that [`verify`](super::verify) reads it with an XML parser.

use std::borrow::Cow;

/// An element with its attributes and what is in it.
#[derive(Debug, Clone)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    inside: Vec<Node>,
}

/// What can be in an element.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// Another element.
    Element(Element),
    /// Text, still unescaped.
    Text(String),
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::Element(element)
    }
}

impl From<&str> for Node {
    fn from(words: &str) -> Node {
        Node::Text(words.to_owned())
    }
}

impl From<String> for Node {
    fn from(words: String) -> Node {
        Node::Text(words)
    }
}

/// An empty element.
pub(super) fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), inside: Vec::new() }
}

/// Elements that HTML knows as empty; all others need an end tag there.
const VOID: [&str; 5] = ["br", "hr", "meta", "link", "wbr"];

impl Element {
    /// With an attribute.
    #[allow(clippy::needless_pass_by_value, reason = "numbers and words are given alike, without a sign before each")]
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Element {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// With an attribute, where there is a value.
    pub(super) fn with_some(self, name: &'static str, value: Option<impl ToString>) -> Element {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With one more thing in it.
    pub(super) fn add(mut self, node: impl Into<Node>) -> Element {
        self.inside.push(node.into());
        self
    }

    /// With more things in it.
    pub(super) fn add_all<N: Into<Node>>(mut self, nodes: impl IntoIterator<Item = N>) -> Element {
        self.inside.extend(nodes.into_iter().map(Into::into));
        self
    }

    /// An XML document of its own.
    pub(super) fn xml(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out, false);
        out.push('\n');
        out
    }

    /// An HTML document of its own.
    pub(super) fn html(&self) -> String {
        let mut out = String::from("<!DOCTYPE html>\n");
        self.write(&mut out, true);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, html: bool) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(&escaped(value, true));
            out.push('"');
        }
        if self.inside.is_empty() && (!html || VOID.contains(&self.name)) {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for node in &self.inside {
            match node {
                Node::Element(element) => element.write(out, html),
                Node::Text(words) => out.push_str(&escaped(words, false)),
            }
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

/// Text that stands for itself inside an element or an attribute. Characters that XML 1.0 (section 2.2) forbids become
/// the replacement character.
fn escaped(text: &str, attribute: bool) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\n' | '\t' | '\r') && is_allowed(c);
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            // A parser would make a space of them.
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            // A parser would make a line feed of it.
            '\r' => out.push_str("&#13;"),
            c if is_allowed(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    Cow::Owned(out)
}

const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_empty_closes_as_its_language_wants() {
        let page = element("p").add(element("br")).add(element("span"));
        assert!(page.html().ends_with("<p><br/><span></span></p>\n"));
        assert!(page.xml().ends_with("<p><br/><span/></p>\n"));
    }

    proptest! {
        #[test]
        fn no_text_ever_becomes_markup(words in any::<String>(), value in any::<String>()) {
            let out = element("p").with("id", &value).add(words.as_str()).xml();
            let inside = out.split_once("\n<p ").map(|(_, rest)| rest).unwrap_or_default();
            prop_assert_eq!(inside.matches('<').count(), 1);
            let tag = inside.split_once('>').map(|(tag, _)| tag).unwrap_or_default();
            prop_assert_eq!(tag.matches('"').count(), 2);
            let mut reader = quick_xml::Reader::from_str(&out);
            let mut found = String::new();
            loop {
                match reader.read_event().unwrap() {
                    quick_xml::events::Event::Eof => break,
                    quick_xml::events::Event::Text(text) => found.push_str(&text.decode().unwrap()),
                    quick_xml::events::Event::GeneralRef(name) => {
                        found.push_str(&quick_xml::escape::unescape(&format!("&{};", name.decode().unwrap())).unwrap());
                    }
                    _ => {}
                }
            }
            let expected: String = words.chars().map(|c| if is_allowed(c) { c } else { '\u{fffd}' }).collect();
            prop_assert_eq!(found.trim(), expected.trim());
        }
    }
}
