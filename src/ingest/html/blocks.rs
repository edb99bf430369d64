//! A web page as the blocks of words that a reader sees, in their order.

use dom_query::{Document, NodeRef};

/// A run of words between two breaks of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its words, white space run together as a browser does.
    pub text: String,
    /// Bytes of it that stand in links.
    pub linked: usize,
    /// It stands in a part that is not text by its own name: navigation, a form, a note at the side.
    pub aside: bool,
    /// It is a heading.
    pub heading: bool,
    /// The same paragraph goes on in the next block, after a line break.
    pub broken: bool,
}

/// Never seen by a reader.
const UNSEEN: [&str; 16] = [
    "script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "select", "textarea",
    "canvas", "audio", "video", "rt", "rp",
];

/// What is set in the line; all else breaks it.
const INLINE: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Parts of a page that are not its text.
const ASIDE: [&str; 8] = ["nav", "aside", "footer", "form", "button", "menu", "dialog", "figcaption"];

/// What is known of the place at which the walk is.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    link: bool,
    aside: bool,
    heading: bool,
    /// White space counts, as in `pre`.
    kept: bool,
}

enum Visit<'a> {
    Enter(NodeRef<'a>, Place),
    Break,
}

/// Walks through the page without recursion: a page may nest as deep as it likes.
pub(super) fn blocks(page: &Document) -> Vec<Block> {
    let mut walk = Walk::default();
    let mut visits: Vec<Visit<'_>> = page.body().map(|body| Visit::Enter(body, Place::default())).into_iter().collect();
    while let Some(visit) = visits.pop() {
        let (node, place) = match visit {
            Visit::Break => {
                walk.end(false);
                continue;
            }
            Visit::Enter(node, place) => (node, place),
        };
        if node.is_text() {
            walk.add(&node.text(), place);
            continue;
        }
        let Some(name) = node.node_name() else { continue };
        if name.as_ref() == "br" {
            walk.end(true);
            continue;
        }
        if UNSEEN.contains(&name.as_ref()) || is_hidden(&node) {
            continue;
        }
        if !INLINE.contains(&name.as_ref()) {
            walk.end(false);
            visits.push(Visit::Break);
        }
        let place = place.within(&name);
        visits.extend(node.children_it(true).map(|child| Visit::Enter(child, place)));
    }
    walk.end(false);
    walk.done
}

/// Hidden by its own attributes; what style sheets hide is not known here.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    if node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|value| value.as_ref() == "true") {
        return true;
    }
    let style = node.attr("style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    style.is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
}

impl Place {
    fn within(self, name: &str) -> Place {
        Place {
            link: self.link || name == "a",
            aside: self.aside || ASIDE.contains(&name),
            heading: self.heading || matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"),
            kept: self.kept || name == "pre",
        }
    }
}

#[derive(Default)]
struct Walk {
    text: String,
    linked: usize,
    place: Place,
    done: Vec<Block>,
}

impl Walk {
    fn add(&mut self, words: &str, place: Place) {
        if place.kept {
            let mut lines = words.split('\n').peekable();
            while let Some(line) = lines.next() {
                self.run(line, place);
                if lines.peek().is_some() {
                    self.end(true);
                }
            }
        } else {
            self.run(words, place);
        }
    }

    /// Adds words, white space run together. The no-break space does not run together, and is no space at
    /// the ends of a block only.
    fn run(&mut self, words: &str, place: Place) {
        let before = self.text.len();
        for c in words.chars() {
            if c == '\u{ad}' {
                continue;
            }
            if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
        if self.text.len() > before {
            self.place = place;
            self.linked += if place.link { self.text.len() - before } else { 0 };
        }
    }

    fn end(&mut self, broken: bool) {
        let text = self.text.trim_matches(is_blank).to_owned();
        if !text.is_empty() {
            let Place { aside, heading, .. } = self.place;
            self.done.push(Block { text, linked: self.linked, aside, heading, broken });
        }
        self.text.clear();
        self.linked = 0;
        // An empty line between two broken ones parts paragraphs.
        if !broken && let Some(last) = self.done.last_mut() {
            last.broken = false;
        }
    }
}

/// White space at the ends of a block, also that which indents Chinese paragraphs.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_falls_into_what_a_reader_sees() {
        let page = Document::from(
            "<html><head><title>no</title></head><body><nav><a href=x>Home</a></nav><h1>A  <i>call</i></h1>\
             <p>\u{3000}\u{3000}They\n agreed<sup>1</sup>&nbsp;.<br>And met. </p><div>x<p>y</p>z</div>\
             <script>no()</script><p hidden>no</p><p style='Display: none'>no</p><pre>a\nb</pre>\
             <ruby>漢<rt>kan</rt></ruby></body></html>",
        );
        let found: Vec<String> = blocks(&page).into_iter().map(|block| block.text).collect();
        assert_eq!(found, ["Home", "A call", "They agreed1\u{a0}.", "And met.", "x", "y", "z", "a", "b", "漢"]);
        let marks: Vec<(bool, bool)> = blocks(&page).iter().map(|block| (block.aside, block.heading)).collect();
        assert_eq!(marks[..3], [(true, false), (false, true), (false, false)]);
        assert_eq!(blocks(&page)[0].linked, 4);
    }

    #[test]
    fn depth_is_no_danger() {
        let page = Document::from("<div>".repeat(1_000) + "deep");
        assert_eq!(blocks(&page).len(), 1);
    }
}
