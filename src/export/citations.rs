//! The documents as entries of a bibliography: CSL-JSON (for Zotero, pandoc) and BibTeX.
//!
//! ```json
//! [{"id": "cn-account", "type": "webpage", "title": "…", "language": "zh", "issued": {"date-parts": [[2025, 6, 5]]},
//!   "genre": "readout", "custom": {"sha256": "8c72…", "translation": "original"}}]
//! ```
//! ```bibtex
//! @misc{cn-account,
//!   author = {{Xinhua}},
//!   title = {{…}},
//!   year = {2025}, …
//! }
//! ```
//!
//! The schema of CSL 1.0.2 refuses keys that it does not know; what is ours stands under `custom`.

use super::article::is_address;
use crate::review::publication::{Publication, Reference};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The documents as CSL-JSON.
#[must_use]
pub(super) fn csl(publication: &Publication<'_>) -> Value {
    let keys = keys(publication);
    let items = publication.references.iter().zip(&keys).filter(|(reference, _)| reference.readout.is_some());
    items.map(|(reference, key)| item(publication, reference, key)).collect()
}

/// A key each: the document's id, with the first digits of the hash where it is an older version.
fn keys(publication: &Publication<'_>) -> Vec<String> {
    let key = |reference: &Reference<'_>| {
        let id = reference.id.0.as_str();
        if reference.newest { id.to_owned() } else { format!("{id}-{}", reference.short_hash()) }
    };
    publication.references.iter().map(key).collect()
}

fn item(publication: &Publication<'_>, reference: &Reference<'_>, key: &str) -> Value {
    let Some(readout) = reference.readout else { return Value::Null };
    let event = &publication.dossier.event;
    let mut item = Map::new();
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value);
        }
    };
    let words = |text: Option<&str>| text.map(Value::from);
    set("id", Some(key.into()));
    set("type", Some(if readout.url.is_some() { "webpage" } else { "document" }.into()));
    set("title", Some(readout.title.as_str().into()));
    set("author", reference.party_name().map(|name| json!([{"literal": name}])));
    set("publisher", words(readout.publisher.as_deref()));
    set("container-title", words(readout.publisher.as_deref().filter(|_| readout.url.is_some())));
    set("genre", Some(readout.channel.as_deref().unwrap_or("readout").into()));
    set("language", words(Some(reference.language()).filter(|tag| *tag != "und")));
    set("issued", readout.published.as_ref().map(|at| date(at.date())));
    set("accessed", retrieved(reference).map(date));
    set("URL", words(readout.url.as_deref()));
    set("archive_location", words(readout.archive_url.as_deref()));
    set("event-title", Some(event.title.as_str().into()));
    set("event-date", event.date.map(date));
    set("event-place", words(event.place.as_deref()));
    set("note", words(reference.warning()));
    let custom = json!({
        "sha256": reference.hash.as_str(),
        "translation": readout.translation.name(),
        "published": readout.published.as_ref().map(|at| at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
        "retrieved": readout.retrieved.map(|at| at.to_string()),
    });
    set("custom", Some(custom));
    Value::Object(item)
}

fn date(date: Date) -> Value {
    json!({"date-parts": [[date.year(), date.month(), date.day()]]})
}

fn retrieved(reference: &Reference<'_>) -> Option<Date> {
    Some(reference.readout?.retrieved?.to_zoned(TimeZone::UTC).date())
}

/// The documents as BibTeX.
#[must_use]
pub(super) fn bibtex(publication: &Publication<'_>) -> String {
    let keys = keys(publication);
    let mut out = String::new();
    for (reference, key) in publication.references.iter().zip(&keys) {
        if reference.readout.is_some() {
            entry(&mut out, publication, reference, key);
        }
    }
    out
}

fn entry(out: &mut String, publication: &Publication<'_>, reference: &Reference<'_>, key: &str) {
    let Some(readout) = reference.readout else { return };
    // Braces twice: a title keeps its capitals, a publisher is no person with a family name.
    let whole = |text: &str| format!("{{{}}}", tex(text));
    let published = readout.published.as_ref();
    let event = &publication.dossier.event;
    let date = event.date.map(|date| format!(", {date}")).unwrap_or_default();
    let hash = format!("SHA-256 {}", reference.hash.as_str());
    let about = [
        reference.warning().map(str::to_owned),
        Some(reference.voice()),
        Some(format!("{}{date}", event.title)),
        readout.archive_url.as_ref().map(|url| format!("archived at {url}")),
        Some(hash),
    ];
    let note = about.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let fields = [
        ("author", readout.publisher.as_deref().or(reference.party_name()).map(whole)),
        ("title", Some(whole(&readout.title))),
        ("howpublished", readout.channel.as_deref().map(tex)),
        ("year", published.map(|at| at.strftime("%Y").to_string())),
        ("month", published.map(|at| at.strftime("%-m").to_string())),
        ("date", published.map(|at| at.strftime("%Y-%m-%d").to_string())),
        ("language", Some(reference.language().to_owned()).filter(|tag| tag != "und")),
        ("url", readout.url.as_deref().filter(|url| is_address(url)).map(address)),
        ("urldate", retrieved(reference).map(|date| date.to_string())),
        ("note", Some(tex(&note))),
    ];
    let key: String =
        key.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '.') { c } else { '-' }).collect();
    let _ = writeln!(out, "@misc{{{key},");
    for (name, value) in fields.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    }
    out.push_str("}\n\n");
}

/// An address inside braces: these would end the field.
fn address(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D")
}

/// Text in which nothing acts on TeX.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in crate::domain::visible(text).text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_a_title_acts_on_tex() {
        assert_eq!(tex("50 % of {A_B} & \\input{x}"), "50 \\% of \\{A\\_B\\} \\& \\textbackslash{}input\\{x\\}");
        assert_eq!(address("https://example.org/{x}"), "https://example.org/%7Bx%7D");
    }
}
