//! A plan from a CSV file.

use super::{Given, Plan, ROWS, Row, too_many};
use crate::domain::{Language, Problem, Side, Translation};
use crate::ingest::encoding;
use crate::ingest::error::{Wrong, one_line};
use crate::ingest::is_language;
use crate::ingest::watch::{Counted, Watch};
use crate::ingest::when::When;
use csv::{ReaderBuilder, StringRecord};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Bytes of a table.
const LIMIT: u64 = 16 << 20;

const COLUMNS: [&str; 10] =
    ["file", "side", "party", "event", "date", "title", "language", "published", "translation", "url"];

pub(super) fn plan(path: &Path, watch: &Watch<'_>) -> Result<Plan, Wrong> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes)).map_err(Wrong::Io)?;
    if bytes.len() as u64 > LIMIT {
        return Err(too_many());
    }
    let decoded = encoding::decode(&bytes)?;
    let subject = path.display().to_string();
    let mut plan = Plan::default();
    plan.problems.extend(decoded.odd.into_iter().map(|message| Problem::new(subject.clone(), message)));
    let mut reader =
        ReaderBuilder::new().flexible(true).delimiter(mark(&decoded.text)).from_reader(decoded.text.as_bytes());
    let broken = |error: csv::Error| Wrong::Damaged { form: "a table", why: error.to_string() };
    let names: Vec<String> = reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_owned()).collect();
    let places: Vec<Option<usize>> =
        COLUMNS.iter().map(|column| names.iter().position(|name| name.eq_ignore_ascii_case(column))).collect();
    if places[0].is_none() {
        let why = format!("its first line names no column “file”; the columns are {}", COLUMNS.join(", "));
        return Err(Wrong::Damaged { form: "a table", why });
    }
    let unknown = names.iter().filter(|name| !COLUMNS.iter().any(|column| name.eq_ignore_ascii_case(column)));
    for name in unknown {
        let message = format!("the column “{}” is not known and not read", one_line(name));
        plan.problems.push(Problem::new(subject.clone(), message));
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    for (number, record) in reader.records().enumerate() {
        watch.step(Counted::Rows, number, None)?;
        if plan.rows.len() == ROWS {
            return Err(too_many());
        }
        let record = record.map_err(broken)?;
        plan.rows.extend(row(&Fields { record: &record, places: &places }, folder));
    }
    Ok(plan)
}

/// What parts the fields: whichever stands most in the line of names.
fn mark(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |mark: &u8| line.bytes().filter(|byte| byte == mark).count();
    // Of equal ones the last wins: the comma.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

struct Fields<'a> {
    record: &'a StringRecord,
    places: &'a [Option<usize>],
}

impl Fields<'_> {
    /// The field of a column, where it says something.
    fn get(&self, column: &str) -> Option<String> {
        let place = COLUMNS.iter().position(|known| *known == column).and_then(|at| self.places[at])?;
        let field = self.record.get(place)?.trim();
        (!field.is_empty()).then(|| field.to_owned())
    }
}

/// One row; `None` where nothing stands in it.
fn row(fields: &Fields<'_>, folder: &Path) -> Option<Row> {
    let Some(file) = fields.get("file") else {
        // Table programs write empty rows at the end.
        return fields.record.iter().any(|field| !field.trim().is_empty()).then(|| {
            let mut row = Row::of(Given::File(folder.to_owned()));
            row.problems.push("no file stands in this row".to_owned());
            row
        });
    };
    let mut problems = Vec::new();
    let given = given(file, folder, &mut problems);
    let mut read = Reading { fields, problems: &mut problems };
    let mut row = Row {
        side: read.field("side", side),
        party: fields.get("party"),
        event: fields.get("event"),
        date: read.field("date", |field| field.parse().ok()),
        title: fields.get("title"),
        language: read.field("language", |field| is_language(field).then(|| Language(field.to_owned()))),
        published: read.field("published", When::read),
        translation: read.field("translation", translation),
        url: read.field("url", |field| field.starts_with("http").then(|| field.to_owned())),
        ..Row::of(given)
    };
    row.problems = problems;
    Some(row)
}

fn given(file: String, folder: &Path, problems: &mut Vec<String>) -> Given {
    if file.contains("://") {
        if !file.starts_with("https://") {
            problems.push("only https addresses are fetched".to_owned());
        }
        return Given::Address(file);
    }
    let path = folder.join(&file);
    if !path.is_file() {
        problems.push(format!("the file {} is not there", one_line(&file)));
    }
    Given::File(path)
}

struct Reading<'a> {
    fields: &'a Fields<'a>,
    problems: &'a mut Vec<String>,
}

impl Reading<'_> {
    fn field<T>(&mut self, column: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let field = self.fields.get(column)?;
        let value = read(&field);
        if value.is_none() {
            self.problems.push(format!("the {column} “{}” is not understood and stays unknown", one_line(&field)));
        }
        value
    }
}

fn side(field: &str) -> Option<Side> {
    match field.to_lowercase().as_str() {
        "left" | "l" => Some(Side::Left),
        "right" | "r" => Some(Side::Right),
        _ => None,
    }
}

fn translation(field: &str) -> Option<Translation> {
    serde_json::from_value(serde_json::Value::String(field.to_lowercase())).ok()
}
