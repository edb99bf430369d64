//! A comparison as JSON for programs, and as text or Markdown for people.
//!
//! In JSON, offsets are Unicode code points into each side's `text`, end exclusive; passages are
//! sentences. [`SCHEMA`] describes it whole.

mod explain;
mod json;
mod markdown;
mod redline;
mod text;

pub use json::Json;

use crate::compare::{Comparison, EventComparison, Reach};
use crate::domain::Sides;
use crate::review::Recorded;
use serde_json::Value;

/// The name and version of the JSON format.
pub const FORMAT: &str = "diptych-comparison/1";

/// The JSON Schema (draft 2020-12) of what [`Printed::json`] makes.
pub const SCHEMA: &str = include_str!("../comparison.schema.json");

/// What is printed: a comparison with the texts that were compared.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'a> {
    comparison: &'a Comparison,
    texts: Sides<&'a str>,
    event: Option<&'a EventComparison>,
    documents: Option<&'a Sides<Vec<&'a str>>>,
    records: &'a [Recorded<'a>],
}

impl<'a> Printed<'a> {
    /// Two texts.
    #[must_use]
    pub const fn pair(comparison: &'a Comparison, texts: Sides<&'a str>) -> Printed<'a> {
        Printed { comparison, texts, event: None, documents: None, records: &[] }
    }

    /// Two sets of documents; `documents` are the texts of each side in the order of its set.
    #[must_use]
    pub fn event(event: &'a EventComparison, documents: &'a Sides<Vec<&'a str>>) -> Printed<'a> {
        let texts = Sides::from_fn(|side| documents[side].get(event.shown[side]).copied().unwrap_or_default());
        Printed { comparison: &event.main, texts, event: Some(event), documents: Some(documents), records: &[] }
    }

    /// With what the documents' records show.
    #[must_use]
    pub const fn with_records(mut self, records: &'a [Recorded<'a>]) -> Printed<'a> {
        self.records = records;
        self
    }

    /// How far the discrepancy of this number (from 0) reaches, where sets were compared.
    fn reach(&self, at: usize) -> Option<&'a Reach> {
        self.event.and_then(|event| event.reach.get(at))
    }

    fn names(&self) -> Sides<&'a str> {
        self.comparison.readings.as_ref().map(|reading| reading.name.as_str())
    }

    /// Complete, for programs, to be written by a serializer. The keys stand in a fixed order: the same
    /// comparison is the same bytes.
    #[must_use]
    pub fn json(&self) -> Json<'a> {
        json::json(self)
    }

    /// Plain text for people: what differs, both texts side by side, what has what share.
    ///
    /// The texts come from outside: whoever prints this to a terminal passes it through
    /// [`visible`](crate::domain::visible) first.
    #[must_use]
    pub fn text(&self) -> String {
        text::text(self)
    }

    /// The same as Markdown; nothing from the texts acts as markup.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::markdown(self)
    }

    /// Why the discrepancy of this number (from 1, as the lists count) was raised; `None` where there
    /// are not so many. As with [`Printed::text`], what is printed to a terminal is made visible first.
    #[must_use]
    pub fn explain(&self, number: usize) -> Option<String> {
        explain::explain(self, number)
    }
}

/// A pair as a tree of JSON, several times the size of the texts; [`Printed::json`] needs no tree.
#[must_use]
pub fn json(comparison: &Comparison, texts: Sides<&str>) -> Value {
    serde_json::to_value(Printed::pair(comparison, texts).json()).expect("numbers, strings and lists are JSON")
}

/// A pair as plain text.
#[must_use]
pub fn text(comparison: &Comparison, texts: Sides<&str>) -> String {
    Printed::pair(comparison, texts).text()
}

/// White space of any kind and length becomes one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
