//! The quotations of files for programs: every character of them counts.

use super::super::csv::plain;
use super::{Claim, VerifyError};
use serde_json::Value;

/// The rows with their places.
pub(super) fn csv(bytes: &[u8]) -> Result<Vec<Claim>, VerifyError> {
    let damaged = |error: csv::Error| VerifyError::Damaged { kind: "CSV", why: error.to_string() };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let heads = reader.headers().map_err(damaged)?.clone();
    let column = |name: &str| heads.iter().position(|head| head == name);
    let columns = ["quote", "sha256", "start", "end"].map(column);
    let [Some(quote), Some(hash), Some(start), Some(end)] = columns else {
        let why = "it has no columns quote, sha256, start and end".to_owned();
        return Err(VerifyError::Damaged { kind: "CSV", why });
    };
    let mut claims = Vec::new();
    for (n, row) in reader.records().enumerate() {
        let row = row.map_err(damaged)?;
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let source = cell(start).parse().ok().zip(cell(end).parse().ok());
        claims.push(Claim {
            place: format!("row {}", n + 2),
            words: plain(cell(quote)).to_owned(),
            source: source.map(|(start, end)| (cell(hash).to_owned(), start, end)),
            exact: true,
        });
    }
    Ok(claims)
}

/// Every object that has a quotation, its text and its place: notes, rulings, discrepancies and rows.
pub(super) fn json(bytes: &[u8]) -> Result<Vec<Claim>, VerifyError> {
    let value = parsed(bytes, "JSON")?;
    let mut claims = Vec::new();
    walk(&value, "", &mut |object, path| {
        let place = |name: &str| object.get(name).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
        let words = |name: &str| object.get(name).and_then(Value::as_str);
        if let (Some(quote), Some(text), Some(start), Some(end)) =
            (words("quote"), words("text"), place("start"), place("end"))
        {
            let source = Some((text.to_owned(), start, end));
            claims.push(Claim { place: path.to_owned(), words: quote.to_owned(), source, exact: true });
        }
    });
    Ok(claims)
}

/// Every specific resource.
pub(super) fn web_annotations(bytes: &[u8]) -> Result<Vec<Claim>, VerifyError> {
    let value = parsed(bytes, "JSON-LD")?;
    let mut claims = Vec::new();
    walk(&value, "", &mut |object, path| {
        let selectors = object.get("selector").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let number = |name: &str| {
            let found = selectors.iter().find_map(|selector| selector.get(name)?.as_u64());
            found.and_then(|at| usize::try_from(at).ok())
        };
        let exact = selectors.iter().find_map(|selector| selector.get("exact")?.as_str());
        let hash = object.get("source").and_then(|source| source.get("id")).and_then(Value::as_str);
        if let (Some(exact), Some(start), Some(end), Some(hash)) = (exact, number("start"), number("end"), hash) {
            let source = Some((hash.trim_start_matches("urn:sha256:").to_owned(), start, end));
            claims.push(Claim { place: path.to_owned(), words: exact.to_owned(), source, exact: true });
        }
    });
    Ok(claims)
}

fn parsed(bytes: &[u8], kind: &'static str) -> Result<Value, VerifyError> {
    serde_json::from_slice(bytes).map_err(|error| VerifyError::Damaged { kind, why: error.to_string() })
}

/// Tells of every object with its JSON Pointer (RFC 6901).
fn walk(value: &Value, path: &str, tell: &mut impl FnMut(&serde_json::Map<String, Value>, &str)) {
    match value {
        Value::Object(object) => {
            tell(object, path);
            for (key, value) in object {
                walk(value, &format!("{path}/{}", key.replace('~', "~0").replace('/', "~1")), tell);
            }
        }
        Value::Array(all) => {
            for (n, value) in all.iter().enumerate() {
                walk(value, &format!("{path}/{n}"), tell);
            }
        }
        _ => {}
    }
}
