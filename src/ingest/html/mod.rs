//! Web pages: the main text in the order of the page, what stands beside it, and what the page says of itself.
//!
//! Which part is the main text is told by `dom_smoothie`, which follows Mozilla's Readability. The words come
//! from the page itself, block by block: Readability also drops sentences between those that it keeps, and a
//! sentence that is missing from one side would be taken for an omission.

mod blocks;
mod dateline;
mod facts;
mod select;

use super::captured::{Cut, CutKind, Fact};
use super::document::Taken;
use super::encoding::{self, Declared};
use super::error::Wrong;
use blocks::Block;
use dom_smoothie::{Config, Readability, TextMode};
use select::{Range, Selected};

/// No page that a person reads has more.
const ELEMENTS: usize = 200_000;

/// Reads a web page. `server` is what the server said of its encoding, `base` where the page came from.
pub(super) fn take(bytes: &[u8], server: Option<Declared<'_>>, base: Option<&str>) -> Result<Taken, Wrong> {
    let own = declared(bytes);
    let page = own.as_deref().map(|label| Declared { label, by: "the page" });
    let declared: Vec<Declared<'_>> = server.into_iter().chain(page).collect();
    let decoded = encoding::decode_declared(bytes, &declared)?;
    let how = format!("a web page in {}{}", decoded.encoding, if decoded.detected { " (detected)" } else { "" });
    let config = Config { max_elements_to_parse: ELEMENTS, text_mode: TextMode::Formatted, ..Config::default() };
    // An address that is not one would be refused; the page can be read without it.
    let damaged = |error: dom_smoothie::ReadabilityError| Wrong::Damaged { form: "a web page", why: error.to_string() };
    let mut reader = Readability::new(decoded.text.as_str(), None, Some(config)).map_err(damaged)?;
    let mut found = facts::facts(&reader.doc, base);
    let blocks = blocks::blocks(&reader.doc);
    let article = reader.parse().ok();
    let main = article.as_ref().map_or("", |article| article.text_content.as_ref());
    if found.title.is_none() {
        let title = article.as_ref().map(|article| article.title.trim()).filter(|title| !title.is_empty());
        found.title = headline(&blocks, title).or_else(|| Some(Fact::new(title?.to_owned(), "<title>")));
    }
    let mut odd = decoded.odd;
    let headline = found.title.as_ref().map(|fact| fact.value.as_str());
    let headline = headline.map(str::to_owned);
    let range = Range::of(&blocks, main);
    if range.ends.is_none() {
        odd.push("no main text stands out on this page: all its words were taken".to_owned());
    }
    let datelines = dateline::find(&blocks, range.ends.map_or(0, |(first, _)| first), &mut found);
    let Selected { kept, cut } = select::select(&blocks, &range, headline.as_deref(), &datelines);
    if kept.is_empty() {
        let hint = "; perhaps it is made by a program in the browser";
        return Err(Wrong::NoText { form: "the page", hint, todo: "copy its text from the browser and paste it" });
    }
    Ok(Taken { text: select::joined(&kept), encoding: decoded.encoding, how, found, cut, odd })
}

/// The heading that the title of the page repeats, mostly with the name of the site.
fn headline(blocks: &[Block], title: Option<&str>) -> Option<Fact<String>> {
    let title = title?;
    let heading = blocks.iter().find(|block| block.heading && !block.aside && title.contains(&block.text))?;
    Some(Fact::new(heading.text.clone(), "the page's headline"))
}

/// What the page itself says of its encoding, in its first bytes: `<meta charset>`, `http-equiv`, or the
/// declaration of XML.
fn declared(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let xml = || start.trim_start().starts_with("<?xml").then(|| value_after(&start, "encoding=")).flatten();
    let mut rest = start.as_str();
    while let Some(at) = rest.find("<meta") {
        let tag = rest[at..].split('>').next().unwrap_or_default();
        if let Some(label) = value_after(tag, "charset=") {
            return Some(label);
        }
        rest = &rest[at + 5..];
    }
    xml()
}

fn value_after(text: &str, key: &str) -> Option<String> {
    let rest = text[text.find(key)? + key.len()..].trim_start_matches(['"', '\'', ' ']);
    let value: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!value.is_empty()).then_some(value)
}

/// A part that was left out.
fn cut(kind: CutKind, text: &str) -> Cut {
    Cut { kind, text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAD: &str = "The President spoke by telephone with the President of the other country today, and the \
                        call lasted for ninety minutes, as both offices said.";
    const SECOND: &str = "They discussed trade, they discussed the strait, and they agreed that their teams will \
                          meet in the coming weeks to settle what is open between them.";

    fn page(body: &str) -> String {
        format!("<!DOCTYPE html><html><head><title>A call | Site</title></head><body>{body}</body></html>")
    }

    fn taken(html: &str) -> Taken {
        take(html.as_bytes(), None, None).unwrap()
    }

    #[test]
    fn the_main_text_is_kept_whole_and_the_rest_is_told() {
        let html = page(&format!(
            "<nav><a href=a>Home</a> <a href=b>News</a></nav><article><h1>A call</h1><p>5 June 2025</p><p>{LEAD}</p>\
             <p>A short word.</p><p>{SECOND}</p></article><footer>All rights reserved.</footer>"
        ));
        let taken = taken(&html);
        assert_eq!(taken.text, format!("{LEAD}\n\nA short word.\n\n{SECOND}\n"));
        let cut: Vec<(CutKind, &str)> = taken.cut.iter().map(|cut| (cut.kind, cut.text.as_str())).collect();
        assert_eq!(
            cut,
            [
                (CutKind::Beside, "Home News"),
                (CutKind::Headline, "A call"),
                (CutKind::Dateline, "5 June 2025"),
                (CutKind::Beside, "All rights reserved."),
            ]
        );
        assert_eq!(taken.found.title.unwrap().value, "A call");
        let published = taken.found.published.unwrap();
        assert_eq!(
            (published.value.to_string().as_str(), published.by.as_str()),
            ("2025-06-05", "a line beside the headline")
        );
        assert_eq!((taken.found.language, taken.found.url, taken.found.publisher), (None, None, None));
    }

    #[test]
    fn nothing_of_a_page_is_lost_between_text_and_cuts() {
        let html =
            page(&format!("<div>Menu</div><div><p>{LEAD}<p>{SECOND}</div><div>Share</div><p>Contact us here</p>"));
        let taken = taken(&html);
        let all =
            taken.cut.iter().map(|cut| cut.text.as_str()).chain([taken.text.as_str()]).collect::<Vec<_>>().join("\n");
        for words in ["Menu", LEAD, SECOND, "Share", "Contact us here"] {
            assert!(all.contains(words), "{words}: {all}");
        }
    }

    #[test]
    fn a_page_that_declares_its_encoding_is_believed_as_far_as_its_bytes_bear_it_out() {
        let chinese = "国家主席同外国领导人通电话，双方同意继续合作，并就共同关心的问题深入交换了意见。";
        let html = |charset: &str| {
            format!("<html><head><meta charset='{charset}'></head><body><p>{chinese}</p></body></html>")
        };
        let check = |charset: &str, bytes: &[u8], encoding: &str, odd: &str| {
            let taken = take(bytes, None, None).unwrap();
            assert_eq!((taken.text.trim(), taken.encoding), (chinese, encoding), "{charset}");
            assert!(odd.is_empty() || taken.odd.iter().any(|told| told.contains(odd)), "{charset}: {:?}", taken.odd);
        };
        let gb = |charset: &str| encoding_rs::GB18030.encode(&html(charset)).0.into_owned();
        check("gb2312", &gb("gb2312"), "gb18030", "");
        check("utf-8", &gb("utf-8"), "gb18030", "the page declares UTF-8, which its bytes are not");
        check("iso-8859-1", &gb("iso-8859-1"), "gb18030", "the page declares windows-1252");
        check("gb2312", html("gb2312").as_bytes(), "UTF-8", "the page declares gb18030");
        check("nonsense", html("nonsense").as_bytes(), "UTF-8", "nobody knows");
        let mut wide = b"\xff\xfe".to_vec();
        wide.extend(html("utf-16").encode_utf16().flat_map(u16::to_le_bytes));
        check("utf-16", &wide, "UTF-16LE", "");
        // The server knows better than the page.
        let server = Declared { label: "big5", by: "the server" };
        let big5 = encoding_rs::BIG5.encode("<meta charset=gb2312><p>總統今天表示,雙方將繼續合作,並交換意見。").0;
        assert!(take(&big5, Some(server), None).unwrap().text.starts_with("總統"));
    }

    #[test]
    fn a_page_without_words_is_an_error_with_what_to_do() {
        let error = take(page("<script>draw()</script>").as_bytes(), None, None).unwrap_err().to_string();
        assert!(error.contains("copy its text from the browser"), "{error}");
    }

    #[test]
    fn what_does_not_stand_out_is_taken_whole_and_told() {
        let taken = taken(&page("<p>They agreed.</p>"));
        assert_eq!(taken.text, "They agreed.\n");
    }
}
