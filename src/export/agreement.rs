//! How far two readers agree, as text for people and JSON for programs.

use crate::domain::Codebook;
use crate::review::agreement::{Agreement, Line, Measure};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The name and version of the JSON format.
pub const FORMAT: &str = "diptych-agreement/1";

/// Heads with the widths of their columns; with the names the table fits a screen of 80 columns.
const HEADS: [(&str, usize); 8] =
    [("both", 6), ("only 1", 7), ("only 2", 7), ("none", 6), ("judged", 7), ("percent", 8), ("kappa", 7), ("alpha", 7)];

/// Columns of a name.
const NAME: usize = 18;

/// Plain text: what was counted, a table, and why a coefficient is missing.
#[must_use]
pub fn text(agreement: &Agreement, codebook: &Codebook) -> String {
    let (first, second) = &agreement.readers;
    let mut out = format!("Agreement of {first} (1) and {second} (2)\n\n");
    let read = |out: &mut String, what: &str, titles: &[String]| {
        if !titles.is_empty() {
            let _ = writeln!(out, "{what}: {}", titles.join("; "));
        }
    };
    read(&mut out, "Read by both", &agreement.read_by_both);
    read(&mut out, "Read by one, so left out of percent and kappa", &agreement.read_by_one);
    let mut rows: Vec<(String, &Line)> = agreement
        .tags
        .iter()
        .map(|(id, line)| (codebook.tag(id).map_or_else(|| id.0.clone(), |tag| tag.name.clone()), line))
        .collect();
    if rows.is_empty() {
        out.push_str("Neither has tagged anything.\n");
    } else {
        let _ = writeln!(out, "\nTags, by passage ({} passages)", agreement.passages);
        table(&mut out, &rows);
    }
    if agreement.rulings.both + agreement.rulings.alone.0 + agreement.rulings.alone.1 == 0 {
        out.push_str("\nNeither has ruled on a discrepancy.\n");
    } else {
        rows = vec![("all kinds".to_owned(), &agreement.rulings)];
        rows.extend(agreement.kinds.iter().map(|(kind, line)| (kind.name().to_owned(), line)));
        out.push_str("\nDiscrepancies: accepted by both, by one only, dismissed by both\n");
        table(&mut out, &rows);
    }
    out.push_str(
        "\nkappa: Cohen (1960). alpha: Krippendorff (2011), nominal, missing judgements\n\
         included. A passage that nobody tagged counts as agreement; a document without\n\
         any note of a reader counts as not read. Krippendorff asks for .800 and takes\n\
         .667 for tentative conclusions only.\n",
    );
    out
}

fn table(out: &mut String, rows: &[(String, &Line)]) {
    let _ = write!(out, "  {:<NAME$}", "");
    HEADS.iter().for_each(|(head, width)| {
        let _ = write!(out, "{head:>width$}");
    });
    out.push('\n');
    for (name, line) in rows {
        let _ = write!(out, "  {name:<NAME$}");
        line.table.iter().chain([&line.both]).zip(HEADS).for_each(|(count, (_, width))| {
            let _ = write!(out, "{count:>width$}");
        });
        let percent = line.percent.value().map_or_else(|| "–".to_owned(), |share| format!("{:.0}%", share * 100.0));
        let _ = writeln!(out, "{percent:>8}{:>7}{:>7}", told(line.kappa), told(line.alpha));
    }
    let mut why: Vec<_> = rows.iter().flat_map(|(_, line)| [line.kappa, line.alpha]).filter_map(undefined).collect();
    why.sort_unstable();
    why.dedup();
    why.iter().for_each(|why| {
        let _ = writeln!(out, "  – {why}");
    });
}

/// `.095`, `-.092`, `1.000`; a dash where it is not defined.
fn told(measure: Measure) -> String {
    let Some(value) = measure.value() else { return "–".to_owned() };
    let shown = format!("{value:.3}");
    match shown.strip_prefix("-0") {
        Some(".000") => ".000".to_owned(),
        Some(rest) => format!("-{rest}"),
        None => shown.strip_prefix('0').map_or_else(|| shown.clone(), str::to_owned),
    }
}

fn undefined(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::Value(_) => None,
        Measure::Undefined(why) => Some(why.told()),
    }
}

/// Complete, for programs; keys in a fixed order. A coefficient is a number or null, with the reason beside it.
#[must_use]
pub fn json(agreement: &Agreement) -> Value {
    let coefficient = |measure: Measure| json!({"value": measure.value(), "undefined": undefined(measure)});
    let line = |line: &Line| {
        let [both, first, second, neither] = line.table;
        json!({
            "judged_by_both": line.both,
            "judged_by_first_only": line.alone.0,
            "judged_by_second_only": line.alone.1,
            "yes_both": both, "yes_first_only": first, "yes_second_only": second, "no_both": neither,
            "percent": coefficient(line.percent),
            "kappa": coefficient(line.kappa),
            "alpha": coefficient(line.alpha),
        })
    };
    let (first, second) = &agreement.readers;
    json!({
        "format": FORMAT,
        "readers": [first, second],
        "read_by_both": agreement.read_by_both,
        "read_by_one": agreement.read_by_one,
        "passages": agreement.passages,
        "tags": agreement.tags.iter().map(|(tag, of)| json!({"tag": tag, "agreement": line(of)})).collect::<Vec<_>>(),
        "discrepancies": line(&agreement.rulings),
        "kinds": agreement.kinds.iter().map(|(kind, of)| json!({"kind": kind, "agreement": line(of)}))
            .collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TagId;
    use crate::review::agreement::Why;

    fn sample() -> Agreement {
        let line = Line {
            both: 4,
            alone: (0, 2),
            table: [1, 0, 1, 2],
            percent: Measure::Value(0.75),
            kappa: Measure::Value(0.5),
            alpha: Measure::Value(-0.0321),
        };
        let none = Line {
            both: 0,
            alone: (0, 0),
            table: [0; 4],
            percent: Measure::Undefined(Why::NothingShared),
            kappa: Measure::Undefined(Why::NothingShared),
            alpha: Measure::Undefined(Why::NothingShared),
        };
        Agreement {
            readers: ("ada".to_owned(), "ben".to_owned()),
            read_by_both: vec!["Post".to_owned()],
            read_by_one: vec![],
            passages: 6,
            tags: vec![(TagId("term".to_owned()), line), (TagId("gone".to_owned()), none.clone())],
            rulings: none,
            kinds: vec![],
        }
    }

    #[test]
    fn the_table_says_what_was_counted_and_why_something_is_missing() {
        let shown = text(&sample(), &Codebook::default());
        let row = |name: &str| {
            let line = shown.lines().find(|line| line.trim_start().starts_with(name)).unwrap();
            line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(row("Term"), "1 0 1 2 4 75% .500 -.032");
        assert_eq!(row("gone"), "0 0 0 0 0 – – –");
        assert!(shown.contains("– nothing was judged by two people"));
        assert!(shown.contains("Neither has ruled on a discrepancy."));
    }

    #[test]
    fn numbers_are_written_as_in_the_literature() {
        for (value, expected) in
            [(0.0949, ".095"), (1.0, "1.000"), (-0.0923, "-.092"), (-0.0001, ".000"), (0.0, ".000")]
        {
            assert_eq!(told(Measure::Value(value)), expected);
        }
    }

    #[test]
    fn json_gives_a_number_or_a_reason() {
        let value = json(&sample());
        assert_eq!(value["tags"][0]["agreement"]["kappa"], json!({"value": 0.5, "undefined": null}));
        assert_eq!(value["discrepancies"]["alpha"]["value"], Value::Null);
    }
}
