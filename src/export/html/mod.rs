//! The article as one HTML file that needs nothing else: style inside, no script, no address that loads by itself.
//!
//! ```html
//! <blockquote lang="zh" id="note-1-2"><p>双方同意……</p>
//! <footer>cn-account, characters 37–52 of 8c7203ed6242</footer></blockquote>
//! ```
//!
//! The policy in the head allows nothing but that one style, by its hash; should any text ever get through as markup,
//! it could neither run nor load. Every text says its language, so that a browser takes the right font, breaks lines as
//! the language does and reads it out rightly.

mod chart;
mod table;

use super::article::{Article, Block, Inline, article, footnote, trace, written};
use super::markup::{Element, Node, element};
use crate::domain::visible;
use crate::review::publication::{Extract, PROGRAM, Publication, Reference};
use base64::Engine as _;
use sha2::Digest as _;

/// Without `<`, `>` and `&`: it stands in the page as it is, and its hash is that of the text.
const STYLE: &str = include_str!("style.css");

/// A publication as HTML.
#[must_use]
pub(super) fn html(publication: &Publication<'_>) -> String {
    let article = article(publication);
    let body = element("body").add(element("main").add_all(blocks(&article, &article.blocks))).add(sources(&article));
    element("html")
        .with("lang", "en")
        .with("xmlns", "http://www.w3.org/1999/xhtml")
        .add(head(&article))
        .add(body)
        .html()
}

fn head(article: &Article<'_>) -> Element {
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(STYLE.as_bytes()));
    let policy = format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    let meta = |name: &str, content: &str| element("meta").with("name", name).with("content", content);
    element("head")
        .add(element("meta").with("charset", "utf-8"))
        .add(element("meta").with("http-equiv", "Content-Security-Policy").with("content", policy))
        .add(meta("viewport", "width=device-width, initial-scale=1"))
        .add(meta("referrer", "no-referrer"))
        .add(meta("color-scheme", "light dark"))
        .add(meta("generator", PROGRAM))
        .add(element("title").add(shown(&article.title)))
        .add(element("style").add(STYLE))
}

/// Text with what cannot be seen shown.
fn shown(words: &str) -> String {
    visible(words).text.into_owned()
}

fn blocks(article: &Article<'_>, all: &[Block<'_>]) -> Vec<Element> {
    all.iter().flat_map(|one| block(article, one)).collect()
}

fn block(article: &Article<'_>, block: &Block<'_>) -> Vec<Element> {
    let one = match block {
        Block::Heading { level, id, words } => {
            let name = ["h1", "h2", "h3", "h4"][usize::from(level - 1).min(3)];
            element(name).with("id", id).add_all(inlines(words))
        }
        Block::Paragraph(words) => element("p").add_all(inlines(words)),
        Block::Warning(words) => element("p").with("class", "warning").with("role", "note").add_all(inlines(words)),
        Block::Quotation(extract) => quotation(article.publication, extract),
        Block::Aside(inside) => element("blockquote").with("class", "aside").add_all(blocks(article, inside)),
        Block::List { ordered, items } => {
            let items = items.iter().map(|item| element("li").add_all(blocks(article, item)));
            element(if *ordered { "ol" } else { "ul" }).add_all(items)
        }
        Block::Code(code) => element("pre").add(element("code").add(shown(code))),
        Block::Written(note) => {
            let inside = written(note);
            return vec![element("div").with("class", "written").add_all(blocks(article, &inside))];
        }
        Block::Level(level) => table::level(article.publication, level),
        Block::Emphasis(level) => chart::emphasis(article.publication, level),
    };
    vec![one]
}

fn inlines(words: &[Inline]) -> Vec<Node> {
    words.iter().map(inline).collect()
}

fn inline(words: &Inline) -> Node {
    match words {
        Inline::Text(words) => shown(words).into(),
        Inline::Strong(words) => element("strong").add_all(inlines(words)).into(),
        Inline::Stress(words) => element("em").add_all(inlines(words)).into(),
        Inline::Code(words) => element("code").add(shown(words)).into(),
        Inline::Link { address, words } => {
            element("a").with("href", address).with("rel", "noreferrer").add_all(inlines(words)).into()
        }
        Inline::Footnote(at) => {
            let mark = element("a").with("href", format!("#source-{}", at + 1)).add((at + 1).to_string());
            element("sup").add(mark).into()
        }
        Inline::Break => element("br").into(),
    }
}

/// Words of a document: their language, and where they stand.
fn quotation(publication: &Publication<'_>, extract: &Extract<'_>) -> Element {
    let reference = publication.reference(extract);
    let cite = reference.readout.and_then(|readout| readout.url.clone()).filter(|url| super::article::is_address(url));
    let mut quote = element("blockquote").with_some("cite", cite);
    if let Some(warning) = extract.voicing.warning() {
        quote = quote.add(element("p").with("class", "warning").add(warning));
    }
    let lines = extract.words().lines();
    quote
        .add_all(lines.map(|line| element("p").with("lang", reference.language()).add(shown(line))))
        .add(element("footer").add(shown(&trace(publication, extract))))
}

/// The footnotes, once each.
fn sources(article: &Article<'_>) -> Element {
    let source = |reference: &Reference<'_>| {
        let id = format!("source-{}", reference.number);
        element("li").with("id", id).add_all(inlines(&footnote(reference, true)))
    };
    element("footer")
        .with("class", "sources")
        .add(element("h2").with("id", "sources").add("Sources"))
        .add(element("ol").add_all(article.publication.references.iter().map(source)))
}

#[cfg(test)]
mod tests {
    use super::STYLE;

    /// What is written escaped is another text than the one whose hash the policy allows: the browser would drop it.
    #[test]
    fn the_style_holds_nothing_that_would_be_escaped() {
        assert!(!STYLE.contains(['<', '>', '&']));
    }
}
