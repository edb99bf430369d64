//! `diptych read`: what would be taken in, before anything is.

use super::take;
use crate::ingest::{self, Captured, Fact, Given, Plan, Row, Watch};
use crate::shell::arguments::{Previewed, ReadFormat};
use crate::shell::{Error, say};
use serde_json::json;
use std::fmt::{Display, Write as _};
use std::path::Path;

/// Prints what would be taken in.
pub(crate) fn run(what: &Previewed) -> Result<(), Error> {
    if what.template {
        return say::print_raw(ingest::TEMPLATE.as_bytes()).map_err(Error::Output);
    }
    let Some(given) = what.given.as_deref() else {
        return Err(Error::Usage("give a file, a folder, a CSV table, an address, or - for standard input".to_owned()));
    };
    if given.is_dir() || is_table(given) {
        let plan = ingest::plan(given, &Watch::nobody())?;
        return match what.format {
            ReadFormat::Text => say::print(&planned(&plan)),
            ReadFormat::Json => print_json(&plan_json(&plan)),
        }
        .map_err(Error::Output);
    }
    let (_, captured) = take(given, &Watch::nobody())?;
    match what.format {
        ReadFormat::Text => say::print(&read(&captured)),
        ReadFormat::Json => print_json(&captured_json(&captured)),
    }
    .map_err(Error::Output)
}

pub(in crate::shell) fn is_table(given: &Path) -> bool {
    given.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("tsv"))
}

fn print_json(value: &serde_json::Value) -> std::io::Result<()> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("values of JSON can be written as JSON");
    bytes.push(b'\n');
    say::print_raw(&bytes)
}

fn captured_json(captured: &Captured) -> serde_json::Value {
    let mut value = json!({ "schema": "diptych-read/1" });
    let fields = serde_json::to_value(captured).expect("a captured text can be written as JSON");
    if let (Some(all), serde_json::Value::Object(fields)) = (value.as_object_mut(), fields) {
        all.extend(fields);
    }
    value
}

fn read(captured: &Captured) -> String {
    let mut out = String::new();
    let found = &captured.found;
    fact(&mut out, "title", found.title.as_ref());
    fact(&mut out, "published", found.published.as_ref());
    fact(&mut out, "file made", found.created.as_ref());
    fact(&mut out, "language", found.language.as_ref());
    fact(&mut out, "publisher", found.publisher.as_ref());
    fact(&mut out, "address", found.url.as_ref());
    let _ = writeln!(out, "{:<11}{}", "how", captured.how);
    let (words, paragraphs) = (captured.text.chars().count(), paragraphs(&captured.text));
    let _ = write!(out, "\n── the text: {paragraphs} paragraphs, {words} characters\n\n{}", captured.text);
    if !captured.cut.is_empty() {
        out.push_str("\n── left out\n");
    }
    for cut in &captured.cut {
        let _ = writeln!(out, "\n[{}]", cut.kind.name());
        for line in cut.text.lines() {
            let _ = writeln!(out, "  {line}");
        }
    }
    if !captured.problems.is_empty() {
        out.push_str("\n── problems\n\n");
    }
    for problem in &captured.problems {
        let _ = writeln!(out, "{}", problem.message);
    }
    out
}

fn fact<T: Display>(out: &mut String, name: &str, fact: Option<&Fact<T>>) {
    let _ = match fact {
        Some(Fact { value, by }) => writeln!(out, "{name:<11}{value}  ({by})"),
        None => writeln!(out, "{name:<11}not given"),
    };
}

fn paragraphs(text: &str) -> usize {
    text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).count()
}

fn planned(plan: &Plan) -> String {
    let mut out = String::new();
    for (at, row) in plan.rows.iter().enumerate() {
        let _ = writeln!(out, "{:>4}  {}", at + 1, name(&row.given));
        let told = told(row);
        let told: Vec<String> = told.iter().map(|(name, value)| format!("{name} {value}")).collect();
        if !told.is_empty() {
            let _ = writeln!(out, "      {}", told.join(" · "));
        }
        for problem in &row.problems {
            let _ = writeln!(out, "      ! {problem}");
        }
    }
    let bad = plan.rows.iter().filter(|row| !row.problems.is_empty()).count();
    let _ = writeln!(out, "{} documents, {bad} with problems; nothing was read or stored", plan.rows.len());
    for problem in &plan.problems {
        let _ = writeln!(out, "{}: {}", problem.subject, problem.message);
    }
    out
}

/// A document of a plan, as it was given.
pub(in crate::shell) fn name(given: &Given) -> String {
    match given {
        Given::File(path) => path.display().to_string(),
        Given::Address(address) => address.clone(),
    }
}

/// What a row says, in the order of the columns.
pub(in crate::shell) fn told(row: &Row) -> Vec<(&'static str, String)> {
    let fields = [
        ("side", row.side.map(|side| side.name().to_owned())),
        ("party", row.party.clone()),
        ("event", row.event.clone()),
        ("date", row.date.map(|date| date.to_string())),
        ("title", row.title.clone()),
        ("language", row.language.as_ref().map(|language| language.0.clone())),
        ("published", row.published.map(|when| when.to_string())),
        ("translation", row.translation.map(|translation| translation.name().to_owned())),
        ("url", row.url.clone()),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn plan_json(plan: &Plan) -> serde_json::Value {
    let row = |row: &Row| {
        let mut fields = serde_json::Map::new();
        fields.insert("file".to_owned(), name(&row.given).into());
        fields.extend(told(row).into_iter().map(|(name, value)| (name.to_owned(), value.into())));
        fields.insert("problems".to_owned(), row.problems.clone().into());
        serde_json::Value::Object(fields)
    };
    json!({
        "schema": "diptych-plan/1",
        "rows": plan.rows.iter().map(row).collect::<Vec<_>>(),
        "problems": plan.problems,
    })
}
