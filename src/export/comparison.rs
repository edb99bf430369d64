//! A comparison as JSON for programs, and as text for people.
//!
//! Offsets are Unicode code points into each side's `text`, end exclusive; passages are sentences.

use crate::compare::{Comparison, Discrepancy, Link, Reading, Row};
use crate::domain::{CodePoints, Side, Sides, Span};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The name and version of the JSON format.
pub const FORMAT: &str = "diptych-comparison/1";

/// The comparison as JSON, complete: `texts` are those that were compared.
///
/// The keys stand in a fixed order, so that the same comparison is the same bytes.
#[must_use]
pub fn json(comparison: &Comparison, texts: Sides<&str>) -> Value {
    let points = texts.map(CodePoints::new);
    let side = |side: Side| reading(&comparison.readings[side], texts[side], &points[side]);
    let emphasis = comparison.emphasis.iter().map(|topic| {
        json!({
            "concept": topic.concept,
            "gloss": topic.gloss,
            "left": rounded(topic.share.left),
            "right": rounded(topic.share.right),
            "first": {"left": topic.first.left, "right": topic.first.right},
        })
    });
    let problems = comparison.problems.iter().map(|p| json!({"subject": p.subject, "message": p.message}));
    json!({
        "format": FORMAT,
        "left": side(Side::Left),
        "right": side(Side::Right),
        "alignment": comparison.links.iter().map(link).collect::<Vec<_>>(),
        "rows": comparison.rows.iter().map(|r| row(r, &points)).collect::<Vec<_>>(),
        "discrepancies": comparison.discrepancies.iter().map(|d| discrepancy(d, &points)).collect::<Vec<_>>(),
        "emphasis": emphasis.collect::<Vec<_>>(),
        "problems": problems.collect::<Vec<_>>(),
    })
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn place(span: Span, points: &CodePoints) -> Value {
    let (start, end) = points.range(span);
    json!({"start": start, "end": end})
}

fn places(spans: &Sides<Vec<Span>>, side: Side, points: &Sides<CodePoints>) -> Value {
    spans[side].iter().map(|&span| place(span, &points[side])).collect()
}

fn reading(reading: &Reading, text: &str, points: &CodePoints) -> Value {
    let passages = reading.passages.iter().map(|passage| {
        let (start, end) = points.range(passage.span);
        json!({"start": start, "end": end, "paragraph": passage.paragraph, "speaker": passage.speaker})
    });
    json!({
        "name": reading.name,
        "language": reading.language.0,
        "sha256": reading.sha256.as_str(),
        "text": text,
        "passages": passages.collect::<Vec<_>>(),
        "documents": [reading.name],
    })
}

fn link(link: &Link) -> Value {
    json!({
        "left": link.passages.left,
        "right": link.passages.right,
        "tie": link.tie.name(),
        "confidence": rounded(link.confidence),
        "regime": link.regime.name(),
        "because": link.because,
    })
}

fn row(row: &Row, points: &Sides<CodePoints>) -> Value {
    let segments = |side: Side| -> Vec<Value> {
        let one = |segment: &crate::compare::Segment| {
            let (start, end) = points[side].range(segment.span);
            json!({"start": start, "end": end, "mark": segment.mark.glyph().to_string()})
        };
        row.segments[side].iter().map(one).collect()
    };
    json!({
        "left": row.passages.left,
        "right": row.passages.right,
        "segments": {"left": segments(Side::Left), "right": segments(Side::Right)},
    })
}

fn discrepancy(found: &Discrepancy, points: &Sides<CodePoints>) -> Value {
    json!({
        "id": found.id,
        "kind": found.kind.name(),
        "severity": found.severity,
        "confidence": rounded(found.confidence),
        "left": places(&found.evidence, Side::Left, points),
        "right": places(&found.evidence, Side::Right, points),
        "extent": {
            "left": places(&found.extent, Side::Left, points),
            "right": places(&found.extent, Side::Right, points),
        },
        "searched": found.searched,
        "summary": found.summary,
        "because": found.because,
        "form": found.form.name(),
    })
}

/// The comparison as plain text for people: what differs, what belongs together, what has what share.
///
/// The texts come from outside: whoever prints this to a terminal passes it through
/// [`visible`](crate::domain::visible) first.
#[must_use]
pub fn text(comparison: &Comparison, texts: Sides<&str>) -> String {
    let mut out = String::new();
    let names = comparison.readings.as_ref().map(|reading| reading.name.as_str());
    let _ = writeln!(out, "{} | {}\n", names.left, names.right);
    let _ = writeln!(out, "DISCREPANCIES ({})", comparison.discrepancies.len());
    for (n, found) in comparison.discrepancies.iter().enumerate() {
        tell(&mut out, n + 1, found, texts, names);
    }
    let _ = writeln!(out, "\nSIDE BY SIDE");
    for row in &comparison.rows {
        for (side, mark) in [(Side::Left, "<"), (Side::Right, ">")] {
            for &at in &row.passages[side] {
                let passage = &comparison.readings[side].passages[at];
                let _ = writeln!(out, "  {mark}{:<3} {}", at + 1, one_line(passage.span.of(texts[side])));
            }
        }
        let _ = writeln!(out);
    }
    let _ = writeln!(out, "SHARE OF SPACE");
    for topic in &comparison.emphasis {
        let (left, right) = (topic.share.left * 100.0, topic.share.right * 100.0);
        let _ = writeln!(out, "  {left:>4.0} % {right:>4.0} %  {}", topic.gloss);
    }
    for problem in &comparison.problems {
        let _ = writeln!(out, "note: {}: {}", problem.subject, problem.message);
    }
    out
}

fn tell(out: &mut String, number: usize, found: &Discrepancy, texts: Sides<&str>, names: Sides<&str>) {
    let stars = "!".repeat(usize::from(found.severity));
    let _ = writeln!(out, "{number:>3}. {stars:<3} {}: {}", found.kind.name(), found.summary);
    for side in Side::BOTH {
        for span in &found.evidence[side] {
            let _ = writeln!(out, "       {}: {}", names[side], one_line(span.of(texts[side])));
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
