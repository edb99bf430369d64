//! TOML files as a person and git read them: every known field on a line of its own, in a fixed order,
//! with a line of words before it that never changes, also where the field is empty. So two people can
//! fill in different fields and git joins them. Fields that are not known stand after the known ones.

use std::fmt::Write as _;
use toml::{Table, Value};

/// A field that the program knows.
pub(super) struct Field {
    pub key: &'static str,
    /// What it is, on the line before it; an empty one gets no line.
    pub about: &'static str,
    /// What its tables hold, where it is a table or a list of them.
    pub inner: &'static [Field],
}

impl Field {
    pub(super) const fn new(key: &'static str, about: &'static str) -> Field {
        Field { key, about, inner: &[] }
    }

    pub(super) const fn tables(key: &'static str, inner: &'static [Field]) -> Field {
        Field { key, about: "", inner }
    }
}

/// What opens every such file.
const OPENING: &str = "# Diptych writes this file anew when it changes something. It keeps fields that it does not\n\
                       # know, but no comments. An empty field is one whose line begins with #.\n\n";

/// The file's text.
pub(super) fn write(table: &Table, fields: &[Field]) -> String {
    let mut text = OPENING.to_owned();
    write_table(&mut text, table, fields);
    text
}

fn write_table(text: &mut String, table: &Table, fields: &[Field]) {
    for field in fields.iter().filter(|field| field.inner.is_empty()) {
        if !field.about.is_empty() {
            let _ = writeln!(text, "# {}:", field.about);
        }
        match table.get(field.key) {
            Some(value) => write_value(text, field.key, value),
            None if field.about.is_empty() => {}
            None => {
                let _ = writeln!(text, "# {} =", field.key);
            }
        }
    }
    let known = |key: &str| fields.iter().any(|field| field.key == key);
    for (key, value) in table.iter().filter(|(key, _)| !known(key)) {
        write_value(text, key, value);
    }
    for field in fields.iter().filter(|field| !field.inner.is_empty()) {
        let Some(value) = table.get(field.key) else { continue };
        let tables = match value {
            Value::Table(table) => vec![(format!("[{}]", field.key), table)],
            Value::Array(list) => {
                list.iter().filter_map(Value::as_table).map(|it| (format!("[[{}]]", field.key), it)).collect()
            }
            _ => continue,
        };
        for (heading, table) in tables {
            let _ = writeln!(text, "\n{heading}");
            write_table(text, table, field.inner);
        }
    }
}

fn write_value(text: &mut String, key: &str, value: &Value) {
    let bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let key = if bare { key.to_owned() } else { quoted(key) };
    let _ = match value {
        // A line an entry: an addition touches no other.
        Value::Array(list) if !list.is_empty() => {
            let entries: String = list.iter().map(|entry| format!("    {},\n", inline(entry))).collect();
            writeln!(text, "{key} = [\n{entries}]")
        }
        value => writeln!(text, "{key} = {}", inline(value)),
    };
}

/// A value on one line, as far as its own strings go.
fn inline(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), quoted)
}

/// A string on one line: the escapes of JSON are those of TOML, but for one more control character.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

/// Takes over what the older file has in its inner tables and this program does not know; the unknown
/// fields of the outermost one are part of the values.
pub(super) fn keep_unknown(older: &Table, newer: &mut Table, fields: &[Field]) {
    for field in fields.iter().filter(|field| !field.inner.is_empty()) {
        match (older.get(field.key), newer.get_mut(field.key)) {
            (Some(Value::Table(older)), Some(Value::Table(newer))) => take_over(older, newer, field.inner),
            (Some(Value::Array(older)), Some(Value::Array(newer))) => {
                for new in newer.iter_mut().filter_map(Value::as_table_mut) {
                    let same = |old: &&Table| {
                        ["id", "sha256"].iter().any(|key| old.get(*key).is_some_and(|it| new.get(*key) == Some(it)))
                    };
                    if let Some(old) = older.iter().filter_map(Value::as_table).find(same).cloned() {
                        take_over(&old, new, field.inner);
                    }
                }
            }
            _ => {}
        }
    }
}

fn take_over(older: &Table, newer: &mut Table, known: &[Field]) {
    for (key, value) in older.iter().filter(|(key, _)| known.iter().all(|field| field.key != key.as_str())) {
        newer.entry(key.clone()).or_insert_with(|| value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FIELDS: &[Field] = &[
        Field::new("title", "What it is called"),
        Field::new("place", "Where"),
        Field::tables("version", &[Field::new("id", ""), Field::new("at", "")]),
    ];

    #[test]
    fn every_field_has_its_line_and_unknown_ones_are_kept() {
        let table: Table =
            toml::from_str("other.x = 1\n'a b' = 2\ntitle = \"a\\nb\"\n[[version]]\nid = 1\nnew = [1]").unwrap();
        let text = write(&table, FIELDS);
        let expected = "# What it is called:\ntitle = \"a\\nb\"\n# Where:\n# place =\n\"a b\" = 2\nother = { x = 1 }\n\n[[version]]\nid = 1\nnew = [\n    1,\n]\n";
        assert_eq!(text.strip_prefix(OPENING).unwrap(), expected);
        let mut newer: Table = toml::from_str("[[version]]\nid = 2\n[[version]]\nid = 1\nat = 3").unwrap();
        keep_unknown(&table, &mut newer, FIELDS);
        assert_eq!(newer["version"][1]["new"], Value::Array(vec![Value::Integer(1)]));
        assert!(newer["version"][0].get("new").is_none());
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_is_read(title in any::<String>(), key in any::<String>(), words in any::<Vec<String>>()) {
            let mut inner = Table::from_iter([("id".to_owned(), Value::String(title.clone()))]);
            inner.insert(key.clone(), Value::Table(Table::from_iter([(title.clone(), Value::Boolean(true))])));
            let mut table = Table::from_iter([("title".to_owned(), Value::String(title))]);
            table.insert("version".to_owned(), Value::Array(vec![Value::Table(inner)]));
            table.entry(key).or_insert_with(|| Value::Array(words.into_iter().map(Value::String).collect()));
            prop_assert_eq!(toml::from_str::<Table>(&write(&table, FIELDS)).unwrap(), table);
        }
    }
}
