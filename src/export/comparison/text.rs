//! The comparison as plain text for people.

use super::redline::{LEGEND, Places, marked};
use super::{Printed, one_line};
use crate::compare::Discrepancy;
use crate::domain::{Side, Sides};
use std::fmt::Write as _;

pub(super) fn text(printed: &Printed<'_>) -> String {
    let mut out = String::new();
    let (comparison, names) = (printed.comparison, printed.names());
    let _ = writeln!(out, "{} | {}\n", one_line(names.left), one_line(names.right));
    for problem in &comparison.problems {
        let _ = writeln!(out, "note: {}: {}", one_line(&problem.subject), one_line(&problem.message));
    }
    let _ = writeln!(out, "DISCREPANCIES ({})", comparison.discrepancies.len());
    for (n, found) in comparison.discrepancies.iter().enumerate() {
        tell(&mut out, &format!("{:>3}.", n + 1), found, printed.texts, names);
    }
    companions(&mut out, printed);
    records(&mut out, printed);
    rows(&mut out, printed);
    emphasis(&mut out, printed);
    out
}

/// A discrepancy with its evidence.
fn tell(out: &mut String, number: &str, found: &Discrepancy, texts: Sides<&str>, names: Sides<&str>) {
    let stars = "!".repeat(usize::from(found.severity));
    let _ = writeln!(out, "{number} {stars:<3} {}: {}", found.kind.name(), one_line(&found.summary));
    for side in Side::BOTH {
        for span in &found.evidence[side] {
            let _ = writeln!(out, "       {}: {}", one_line(names[side]), one_line(span.of(texts[side])));
        }
    }
}

/// What only companion documents say.
fn companions(out: &mut String, printed: &Printed<'_>) {
    let Some(event) = printed.event.filter(|event| !event.further.is_empty()) else { return };
    let _ = writeln!(out, "\nIN COMPANION DOCUMENTS ONLY ({})", event.further.len());
    for further in &event.further {
        let (mut texts, mut names) = (printed.texts, printed.names());
        names[further.side] = &event.names[further.side][further.document];
        texts[further.side] =
            printed.documents.and_then(|all| all[further.side].get(further.document).copied()).unwrap_or_default();
        tell(out, "   +", &further.found, texts, names);
    }
}

/// What the documents' records show.
fn records(out: &mut String, printed: &Printed<'_>) {
    if printed.records.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nFROM THE RECORD ({})", printed.records.len());
    for record in printed.records {
        tell(out, "   +", &record.found, record.texts, record.names.as_ref().map(String::as_str));
    }
}

fn rows(out: &mut String, printed: &Printed<'_>) {
    let comparison = printed.comparison;
    let _ = writeln!(out, "\nSIDE BY SIDE\n  {LEGEND}\n");
    let places = Places::of(comparison);
    for (n, row) in comparison.rows.iter().enumerate() {
        let mut number = format!("{:>3}", n + 1);
        for (side, sign) in [(Side::Left, "<"), (Side::Right, ">")] {
            for &at in &row.passages[side] {
                let passage = comparison.readings[side].passages[at].span;
                let words = marked(printed.texts[side], passage, row, side, str::to_owned);
                let standing = places.standing(side, at);
                let _ = writeln!(out, "{number} {sign} {standing}{words}");
                "   ".clone_into(&mut number);
            }
        }
    }
}

/// Share of each text and the order in which each comes to its topics.
fn emphasis(out: &mut String, printed: &Printed<'_>) {
    let topics = &printed.comparison.emphasis;
    let _ = writeln!(out, "\nTOPICS: share of each text, and in which order it comes to them\n   left        right");
    for topic in topics {
        let cell = |side: Side| match topic.order[side] {
            Some(place) => format!("{:>3.0} %  {place:>2}.", topic.share[side] * 100.0),
            None => "  –      ".to_owned(),
        };
        let _ = writeln!(out, "  {}  {}   {}", cell(Side::Left), cell(Side::Right), topic.gloss);
    }
}
