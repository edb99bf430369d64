//! Holds a value against a JSON Schema: the part of draft 2020-12 that our schema uses, and a panic
//! at any keyword beyond it, so that nothing goes unchecked in silence.

use serde_json::Value;

/// What is wrong with the value; each complaint opens with its place.
pub(crate) fn complaints(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        let mut wrong = |what: String| found.push(format!("{place}: {what}"));
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let name = rule.as_str().and_then(|path| path.strip_prefix("#/$defs/")).expect("a local reference");
                let definition = root["$defs"].get(name).unwrap_or_else(|| panic!("no definition {name}"));
                check(root, definition, value, place, found);
            }
            "const" if value != rule => wrong(format!("is not {rule}")),
            "enum" if !list(rule).contains(value) => wrong(format!("{value} is not one of {rule}")),
            "type" if !has_type(rule, value) => wrong(format!("is not of type {rule}")),
            "minimum" if value.as_f64() < rule.as_f64() && value.is_number() => wrong(format!("below {rule}")),
            "maximum" if value.as_f64() > rule.as_f64() && value.is_number() => wrong(format!("above {rule}")),
            "pattern" if !is_hex(rule.as_str().expect("a pattern is text"), value) => wrong(format!("not {rule}")),
            "required" if value.is_object() => {
                let missing = list(rule).iter().filter(|key| value.get(key.as_str().expect("a key")).is_none());
                missing.for_each(|key| wrong(format!("{key} is missing")));
            }
            "properties" => {
                for (key, of) in rule.as_object().expect("properties are an object") {
                    if let Some(inner) = value.get(key) {
                        check(root, of, inner, &format!("{place}/{key}"), found);
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(*rule, false, "only `false` is known");
                let known = schema["properties"].as_object().expect("properties are an object");
                let keys = value.as_object().into_iter().flat_map(|object| object.keys());
                keys.filter(|key| !known.contains_key(*key)).for_each(|key| wrong(format!("{key} is unknown")));
            }
            "items" => {
                for (at, inner) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, inner, &format!("{place}/{at}"), found);
                }
            }
            "const" | "enum" | "type" | "minimum" | "maximum" | "pattern" | "required" => {}
            other => panic!("the checker does not know `{other}`"),
        }
    }
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn has_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().expect("a type is text") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the checker does not know the type `{other}`"),
    };
    rule.as_array().map_or_else(|| is(rule), |names| names.iter().any(is))
}

/// The only patterns of our schema: so many lower-case hexadecimal digits.
fn is_hex(pattern: &str, value: &Value) -> bool {
    let count = pattern.strip_prefix("^[0-9a-f]{").and_then(|rest| rest.strip_suffix("}$"));
    let count: usize = count.and_then(|count| count.parse().ok()).expect("a pattern of hexadecimal digits");
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    value.as_str().is_none_or(|text| text.len() == count && text.bytes().all(digit))
}
