//! Two people's changes of one TOML file, joined field by field.

use toml::{Table, Value};

/// What came of it.
#[derive(Debug, PartialEq)]
pub(super) struct Merged {
    /// Theirs, with everything of mine that they did not change otherwise.
    pub value: Table,
    /// The fields that both changed, each with my value: theirs stands.
    pub lost: Vec<String>,
}

/// Makes my changes again on theirs. Entries of a list are told apart by their `id` or hash.
pub(super) fn three_way(before: &Table, mine: &Table, theirs: &Table) -> Merged {
    let mut merged = Merged { value: theirs.clone(), lost: Vec::new() };
    let keys = before.keys().chain(mine.keys().filter(|key| !before.contains_key(key.as_str())));
    for key in keys {
        let (before, mine, theirs) = (before.get(key), mine.get(key), theirs.get(key));
        let joined = join(key, before, mine, theirs, &mut merged.lost);
        match joined {
            Some(value) => merged.value.insert(key.clone(), value),
            None => merged.value.remove(key),
        };
    }
    merged
}

fn join(
    name: &str,
    before: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
    lost: &mut Vec<String>,
) -> Option<Value> {
    if mine == before || mine == theirs {
        return theirs.cloned();
    }
    if theirs == before {
        return mine.cloned();
    }
    match (before, mine, theirs) {
        (Some(Value::Table(before)), Some(Value::Table(mine)), Some(Value::Table(theirs))) => {
            let inner = three_way(before, mine, theirs);
            lost.extend(inner.lost.into_iter().map(|it| format!("{name}.{it}")));
            Some(Value::Table(inner.value))
        }
        (before, Some(Value::Array(mine)), Some(Value::Array(theirs))) => {
            let before = before.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            Some(Value::Array(join_lists(name, before, mine, theirs, lost)))
        }
        _ => {
            lost.push(format!("{name} = {}", mine.map_or_else(|| "nothing".to_owned(), Value::to_string)));
            theirs.cloned()
        }
    }
}

/// Theirs without what I took out, with what I changed and added.
fn join_lists(name: &str, before: &[Value], mine: &[Value], theirs: &[Value], lost: &mut Vec<String>) -> Vec<Value> {
    fn find<'a>(list: &'a [Value], entry: &Value) -> Option<&'a Value> {
        list.iter().find(|other| identity(other) == identity(entry))
    }
    let mut joined = Vec::new();
    for entry in theirs {
        let (old, own) = (find(before, entry), find(mine, entry));
        match (old, own) {
            // New in theirs; the same new entry in mine adds nothing.
            (None, _) => joined.push(entry.clone()),
            // I took it out; if they changed it meanwhile, it stands.
            (Some(old), None) if old == entry => {}
            (Some(_), None) => joined.push(entry.clone()),
            (old, own) => joined.extend(join(name, old, own, Some(entry), lost)),
        }
    }
    let added = mine.iter().filter(|entry| find(before, entry).is_none() && find(theirs, entry).is_none());
    joined.extend(added.cloned());
    joined
}

/// What an entry of a list is known by.
fn identity(entry: &Value) -> &Value {
    let named = |key| entry.as_table().and_then(|table| table.get(key));
    named("id").or_else(|| named("sha256")).unwrap_or(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_different_fields_and_entries_are_joined_and_theirs_stands_where_both_changed() {
        let check = |before: &str, mine: &str, theirs: &str, expected: &str, lost: &[&str]| {
            let table = |text: &str| toml::from_str::<Table>(text).unwrap();
            let merged = three_way(&table(before), &table(mine), &table(theirs));
            assert_eq!((merged.value, merged.lost), (table(expected), lost.iter().map(|&it| it.into()).collect()));
        };
        check("a = 1\nb = 1", "a = 2\nb = 1", "a = 1\nb = 3", "a = 2\nb = 3", &[]);
        check("a = 1", "a = 2", "a = 3", "a = 3", &["a = 2"]);
        check("a = 1", "", "a = 3", "a = 3", &["a = nothing"]);
        check("a = 1\nb = 1", "b = 1", "a = 1\nc = 1\nb = 1", "c = 1\nb = 1", &[]);
        check("", "a = 2", "b = 3", "a = 2\nb = 3", &[]);
        check(
            "s.l = ['x']\ns.r = []",
            "s.l = ['x', 'y']\ns.r = []",
            "s.l = ['z', 'x']\ns.r = ['q']",
            "s.l = ['z', 'x', 'y']\ns.r = ['q']",
            &[],
        );
        check("l = ['x', 'y']", "l = ['y']", "l = ['x', 'y', 'z']", "l = ['y', 'z']", &[]);
        check(
            "v = [{id = 'a', n = 1}, {id = 'b', n = 1}]",
            "v = [{id = 'a', n = 2}, {id = 'b', n = 2}, {id = 'c'}]",
            "v = [{id = 'a', n = 1, m = 5}, {id = 'b', n = 3}]",
            "v = [{id = 'a', n = 2, m = 5}, {id = 'b', n = 3}, {id = 'c'}]",
            &["v.n = 2"],
        );
    }
}
