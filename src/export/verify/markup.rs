//! The quotations of an article in HTML and in Word. HTML of this program is well-formed XML, too.

use super::{Claim, VerifyError, bare, traced};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read as _};

/// No document of this program comes near it; a bomb of a ZIP does.
const LARGEST: u64 = 256 << 20;

/// What stands in an element of interest, and what its start says.
struct Found {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Found {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Block quotations with their traces, and the passages of the level table by their attributes.
pub(super) fn html(page: &str) -> Result<Vec<Claim>, VerifyError> {
    let mut claims = Vec::new();
    let mut quoted: Vec<String> = Vec::new();
    read(page, "HTML", &["p", "footer", "blockquote"], &["span"], |found, place| {
        let at = found.attribute("data-at").and_then(|at| at.split_once('-'));
        let range = at.and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        match (found.name.as_str(), range, found.attribute("data-text")) {
            ("p", Some((start, end)), Some(hash)) => {
                let source = Some((hash.to_owned(), start, end));
                claims.push(Claim { place, words: bare(&found.text), source, exact: false });
            }
            ("p", None, None) if found.attribute("lang").is_some() => quoted.push(found.text.clone()),
            ("footer", ..) => {
                if let Some(source) = traced(&found.text) {
                    let words = std::mem::take(&mut quoted).join("\n");
                    claims.push(Claim { place, words, source: Some(source), exact: false });
                }
            }
            _ => {}
        }
    })?;
    Ok(claims)
}

/// Paragraphs of the style Quote with their traces, and the cells of the level table.
pub(super) fn word(bytes: &[u8]) -> Result<Vec<Claim>, VerifyError> {
    let damaged = |why: String| VerifyError::Damaged { kind: "Word", why };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let part = archive.by_name("word/document.xml").map_err(|error| damaged(error.to_string()))?;
    let mut document = String::new();
    part.take(LARGEST).read_to_string(&mut document).map_err(|error| damaged(error.to_string()))?;
    let mut claims = Vec::new();
    let mut quoted: Vec<String> = Vec::new();
    let mut tables = 0;
    let mut column = 0;
    read(&document, "Word", &["w:p", "w:tc", "w:tr", "w:tbl"], &[], |found, place| match found.name.as_str() {
        "w:tbl" => tables += 1,
        "w:tr" => column = 0,
        "w:tc" => column += 1,
        _ => match found.attribute("style") {
            Some("Quote") => quoted.push(found.text.clone()),
            Some("Trace") => {
                if let Some(source) = traced(&found.text) {
                    let words = std::mem::take(&mut quoted).join("\n");
                    claims.push(Claim { place, words, source: Some(source), exact: false });
                }
            }
            // The first table is the level one, its first column the number; heads carry footnotes.
            Some("TableText") if tables == 0 && column > 0 && found.attribute("note").is_none() => {
                let words = bare(&found.text);
                if !words.trim().is_empty() {
                    claims.push(Claim { place, words, source: None, exact: false });
                }
            }
            _ => {}
        },
    })?;
    Ok(claims)
}

/// Reads through, and tells of each element of these names when it ends. Text inside elements of the names in `without`
/// that have a class, which are the export's own signs, does not count.
fn read(
    text: &str,
    kind: &'static str,
    names: &[&str],
    without: &[&str],
    mut tell: impl FnMut(&Found, String),
) -> Result<(), VerifyError> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = true;
    let mut open: Vec<Found> = Vec::new();
    let mut own_signs = 0_usize;
    let mut count = 0;
    loop {
        let damaged = |why: String| VerifyError::Damaged { kind, why };
        let event = reader.read_event().map_err(|error| damaged(error.to_string()))?;
        let words = match &event {
            Event::Eof => return Ok(()),
            Event::Start(start) => {
                let name = name_of(start);
                own_signs += usize::from(own_signs > 0 || without.contains(&name.as_str()));
                if names.contains(&name.as_str()) {
                    open.push(Found { attributes: attributes(start), name, text: String::new() });
                }
                continue;
            }
            Event::Empty(start) => {
                let name = name_of(start);
                let value = attributes(start).into_iter().find(|(key, _)| key == "w:val").map(|(_, value)| value);
                match (name.as_str(), open.last_mut()) {
                    ("w:pStyle", Some(found)) => found.attributes.push(("style".to_owned(), value.unwrap_or_default())),
                    ("w:footnoteReference", Some(found)) => found.attributes.push(("note".to_owned(), String::new())),
                    ("w:br" | "br", Some(found)) => found.text.push('\n'),
                    _ => {}
                }
                continue;
            }
            Event::End(end) => {
                own_signs = own_signs.saturating_sub(1);
                let name = String::from_utf8_lossy(end.name().as_ref()).into_owned();
                if open.last().is_some_and(|found| found.name == name)
                    && let Some(found) = open.pop()
                {
                    count += 1;
                    tell(&found, format!("passage {count}"));
                }
                continue;
            }
            Event::Text(text) => text.decode().map_err(|error| damaged(error.to_string()))?.into_owned(),
            Event::GeneralRef(name) => {
                let name = name.decode().map_err(|error| damaged(error.to_string()))?;
                let unescaped = quick_xml::escape::unescape(&format!("&{name};")).map(std::borrow::Cow::into_owned);
                unescaped.map_err(|error| damaged(error.to_string()))?
            }
            _ => continue,
        };
        if own_signs == 0
            && let Some(found) = open.last_mut()
        {
            found.text.push_str(&words);
        }
    }
}

fn name_of(start: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(start.name().as_ref()).into_owned()
}

fn attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    let known = start.attributes().flatten().map(|attribute| {
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let value = String::from_utf8_lossy(&attribute.value).into_owned();
        (key, value)
    });
    known.collect()
}
