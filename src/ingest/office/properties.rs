//! The properties of an office document: Dublin Core in both formats.

use super::package::Package;
use super::xml::{self, Node};
use crate::ingest::captured::{Fact, Found};
use crate::ingest::error::Wrong;
use crate::ingest::is_language;
use crate::ingest::when::When;

/// Reads title, language and the date of making. Programs write them for the author, often from a template:
/// they are what the file says, and no more.
pub(super) fn core(package: &mut Package<'_>, name: &str, form: &'static str) -> Result<Found, Wrong> {
    let Some(part) = package.part(name)? else { return Ok(Found::default()) };
    let mut found = Found::default();
    let mut element = String::new();
    let mut value = String::new();
    xml::walk(&part, form, |node| match node {
        Node::Start(start) => {
            element = start.name;
            value.clear();
        }
        Node::Text(words) => value.push_str(&words),
        Node::End => {
            take(&mut found, &element, value.trim());
            element.clear();
        }
    })?;
    Ok(found)
}

fn take(found: &mut Found, element: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let by = format!("the file's property {element}");
    match element {
        "title" => found.title = Some(Fact::new(value.to_owned(), by)),
        "created" | "creation-date" => found.created = When::read(value).map(|when| Fact::new(when, by)),
        "language" if is_language(value) => found.language = Some(Fact::new(value.to_owned(), by)),
        _ => {}
    }
}
