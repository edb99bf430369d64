//! The comparison as Markdown: the list of discrepancies, a side-by-side table, the topics.

use super::redline::{LEGEND, Places, marked};
use super::{Printed, one_line};
use crate::compare::{Discrepancy, Form};
use crate::domain::{Side, Sides};
use crate::export::escape::escaped;
use std::fmt::Write as _;

pub(super) fn markdown(printed: &Printed<'_>) -> String {
    let (comparison, names) = (printed.comparison, printed.names());
    let mut out = format!("# {} / {}\n\n", escaped(names.left), escaped(names.right));
    for problem in &comparison.problems {
        let _ = writeln!(out, "> {}: {}\n", escaped(&problem.subject), escaped(&problem.message));
    }
    let _ = writeln!(out, "## Discrepancies ({})\n", comparison.discrepancies.len());
    for (n, found) in comparison.discrepancies.iter().enumerate() {
        tell(&mut out, &format!("{}.", n + 1), found, printed.texts, names);
    }
    if let Some(event) = printed.event.filter(|event| !event.further.is_empty()) {
        out.push_str("\n## In companion documents only\n\n");
        for further in &event.further {
            let (mut texts, mut names) = (printed.texts, names);
            names[further.side] = &event.names[further.side][further.document];
            texts[further.side] =
                printed.documents.and_then(|all| all[further.side].get(further.document).copied()).unwrap_or_default();
            tell(&mut out, "-", &further.found, texts, names);
        }
    }
    if !printed.records.is_empty() {
        out.push_str("\n## From the record\n\n");
        for record in printed.records {
            tell(&mut out, "-", &record.found, record.texts, record.names.as_ref().map(String::as_str));
        }
    }
    rows(&mut out, printed);
    emphasis(&mut out, printed);
    out
}

/// A discrepancy as an item of a list, its evidence below.
fn tell(out: &mut String, number: &str, found: &Discrepancy, texts: Sides<&str>, names: Sides<&str>) {
    let stars = "\\!".repeat(usize::from(found.severity));
    let _ = writeln!(out, "{number} **{}** {stars} {}", found.kind.name(), escaped(&found.summary));
    let indent = " ".repeat(number.len() + 1);
    for side in Side::BOTH {
        for span in &found.evidence[side] {
            let words = escaped(&one_line(span.of(texts[side])));
            let _ = writeln!(out, "{indent}- {}: {words}", escaped(names[side]));
        }
    }
    if found.form == Form::RenderedSpeech {
        let _ = writeln!(out, "{indent}- *rendered speech: not the speaker's own words*");
    }
}

fn rows(out: &mut String, printed: &Printed<'_>) {
    let (comparison, names) = (printed.comparison, printed.names());
    let _ = writeln!(out, "\n## Side by side\n\n{}\n", escaped(LEGEND));
    let _ = writeln!(out, "| | {} | {} |\n|---:|---|---|", escaped(names.left), escaped(names.right));
    let places = Places::of(comparison);
    for (n, row) in comparison.rows.iter().enumerate() {
        let cell = |side: Side| -> String {
            let passages = row.passages[side].iter().map(|&at| {
                let passage = comparison.readings[side].passages[at].span;
                let words = marked(printed.texts[side], passage, row, side, escaped);
                format!("{}{words}", places.standing(side, at))
            });
            passages.collect::<Vec<_>>().join("<br>")
        };
        let _ = writeln!(out, "| {} | {} | {} |", n + 1, cell(Side::Left), cell(Side::Right));
    }
}

fn emphasis(out: &mut String, printed: &Printed<'_>) {
    let (topics, names) = (&printed.comparison.emphasis, printed.names());
    if topics.is_empty() {
        return;
    }
    out.push_str("\n## Topics\n\nShare of each text, and in which order it comes to them.\n\n");
    let _ = writeln!(out, "| topic | {} | | {} | |", escaped(names.left), escaped(names.right));
    out.push_str("|---|---:|---:|---:|---:|\n");
    for topic in topics {
        let cell = |side: Side| match topic.order[side] {
            Some(place) => format!("{:.0} % | {place}.", topic.share[side] * 100.0),
            None => "– | ".to_owned(),
        };
        let _ = writeln!(out, "| {} | {} | {} |", escaped(&topic.gloss), cell(Side::Left), cell(Side::Right));
    }
}
