//! Two descriptions of one thing joined field by field: what only one of the two changed or knows is taken,
//! what both changed otherwise is told, and mine stands.

use toml::{Table, Value};

/// A field that both have otherwise.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clash {
    pub(super) field: String,
    pub(super) mine: String,
    pub(super) theirs: String,
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) value: Table,
    /// Fields that were taken from theirs.
    pub(super) taken: Vec<String>,
    pub(super) clashes: Vec<Clash>,
}

/// Joins two tables. Without an ancestor (`base`) every difference is a clash, unless one of the two has no
/// value at all: what is unknown here and known there is no contradiction.
pub(super) fn join(base: Option<&Table>, mine: &Table, theirs: &Table) -> Joined {
    let mut joined = Joined { value: mine.clone(), ..Joined::default() };
    for (key, value) in theirs {
        let base = base.map(|base| base.get(key));
        if let Some(value) = field(key, base, mine.get(key), value, &mut joined) {
            joined.value.insert(key.clone(), value);
        }
    }
    joined
}

/// The value of a field after joining; none where mine has taken it out.
fn field(
    name: &str,
    base: Option<Option<&Value>>,
    mine: Option<&Value>,
    theirs: &Value,
    all: &mut Joined,
) -> Option<Value> {
    if mine == Some(theirs) || base == Some(Some(theirs)) {
        return mine.cloned();
    }
    let Some(mine) = mine else {
        // Taken out here and changed there: to lose it would be worse than to have it again.
        all.taken.push(name.to_owned());
        return Some(theirs.clone());
    };
    match (mine, theirs) {
        (Value::Table(mine), Value::Table(theirs)) => {
            let base = base.map(|base| base.and_then(Value::as_table).cloned().unwrap_or_default());
            let inner = join(base.as_ref(), mine, theirs);
            all.taken.extend(inner.taken.into_iter().map(|field| format!("{name}.{field}")));
            all.clashes
                .extend(inner.clashes.into_iter().map(|it| Clash { field: format!("{name}.{}", it.field), ..it }));
            Some(Value::Table(inner.value))
        }
        (Value::Array(mine), Value::Array(theirs)) => Some(Value::Array(lists(name, base, mine, theirs, all))),
        _ if base == Some(Some(mine)) => {
            all.taken.push(name.to_owned());
            Some(theirs.clone())
        }
        _ => {
            all.clashes.push(Clash { field: name.to_owned(), mine: shown(mine), theirs: shown(theirs) });
            Some(mine.clone())
        }
    }
}

/// My list with their new entries; entries are told apart by their `id` or hash. Nothing is taken out.
fn lists(name: &str, base: Option<Option<&Value>>, mine: &[Value], theirs: &[Value], all: &mut Joined) -> Vec<Value> {
    let known = base.map(|base| base.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default());
    let mut joined = mine.to_vec();
    for entry in theirs {
        let old = known.map(|known| known.iter().find(|other| identity(other) == identity(entry)));
        let there = joined.iter().position(|other| identity(other) == identity(entry));
        let label = format!("{name} {}", shown(identity(entry)));
        match there {
            Some(at) => {
                if let Some(value) = field(&label, old, Some(&joined[at].clone()), entry, all) {
                    joined[at] = value;
                }
            }
            // I took it out, and they left it as it was.
            None if old == Some(Some(entry)) => {}
            None => {
                all.taken.push(label);
                joined.push(entry.clone());
            }
        }
    }
    joined
}

/// What an entry of a list is known by.
fn identity(entry: &Value) -> &Value {
    let named = |key| entry.as_table().and_then(|table| table.get(key));
    named("id").or_else(|| named("sha256")).unwrap_or(entry)
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fields as TOML; clashes as `field: mine / theirs`.
    fn check(base: Option<&str>, mine: &str, theirs: &str, expected: &str, clashes: &[&str]) {
        let table = |text: &str| toml::from_str::<Table>(text).unwrap();
        let joined = join(base.map(table).as_ref(), &table(mine), &table(theirs));
        let told: Vec<String> =
            joined.clashes.iter().map(|it| format!("{}: {} / {}", it.field, it.mine, it.theirs)).collect();
        assert_eq!(joined.value, table(expected), "{mine} / {theirs}");
        assert_eq!(told, clashes);
    }

    #[test]
    fn what_only_one_knows_is_taken() {
        check(None, "a = 1", "b = 2", "a = 1\nb = 2", &[]);
        check(None, "a = 1", "a = 2", "a = 1", &["a: 1 / 2"]);
        check(None, "l = ['x']", "l = ['y', 'x']", "l = ['x', 'y']", &[]);
        check(None, "l = [{id = 'a', n = 1}]", "l = [{id = 'a', n = 2}]", "l = [{id = 'a', n = 1}]", &["l a.n: 1 / 2"]);
    }

    #[test]
    fn an_ancestor_tells_who_changed_it() {
        check(Some("a = 1"), "a = 1", "a = 2", "a = 2", &[]);
        check(Some("a = 1"), "a = 2", "a = 1", "a = 2", &[]);
        check(Some("a = 1"), "a = 2", "a = 3", "a = 2", &["a: 2 / 3"]);
        check(Some("a = 1"), "", "a = 1", "", &[]);
        check(Some("l = ['x', 'y']"), "l = ['x']", "l = ['x', 'y', 'z']", "l = ['x', 'z']", &[]);
        check(Some("s.a = 1\ns.b = 1"), "s.a = 2\ns.b = 1", "s.a = 1\ns.b = 3", "s.a = 2\ns.b = 3", &[]);
    }
}
