//! The comparison as JSON; its schema stands beside this folder.

use super::{FORMAT, Printed};
use crate::compare::{Discrepancy, Emphasis, EventComparison, Further, Link, Reach, Reading, Row, Segment};
use crate::domain::{CodePoints, Side, Sides, Span, TextHash};
use crate::review::Recorded;
use serde_json::{Value, json};

pub(super) fn json(printed: &Printed<'_>) -> Value {
    let comparison = printed.comparison;
    let points = printed.texts.map(CodePoints::new);
    let side = |side: Side| {
        let documents = printed.event.map(|event| event.names[side].clone()).filter(|names| !names.is_empty());
        reading(&comparison.readings[side], printed.texts[side], &points[side], documents)
    };
    let found = comparison.discrepancies.iter().enumerate().map(|(at, found)| {
        let mut value = discrepancy(found, &points);
        if let (Some(event), Some(reach)) = (printed.event, printed.reach(at)) {
            value["reach"] = reach.name().into();
            value["elsewhere"] = elsewhere(reach, event, printed);
        }
        value
    });
    let problems = comparison.problems.iter().map(|p| json!({"subject": p.subject, "message": p.message}));
    let mut value = json!({
        "format": FORMAT,
        "left": side(Side::Left),
        "right": side(Side::Right),
        "alignment": comparison.links.iter().map(link).collect::<Vec<_>>(),
        "rows": comparison.rows.iter().map(|r| row(r, &points)).collect::<Vec<_>>(),
        "discrepancies": found.collect::<Vec<_>>(),
        "emphasis": comparison.emphasis.iter().map(emphasis).collect::<Vec<_>>(),
        "problems": problems.collect::<Vec<_>>(),
    });
    if let Some(event) = printed.event {
        value["sets"] = sets(event, printed);
        value["further"] = event.further.iter().map(|one| further(one, event, printed)).collect();
        value["records"] = printed.records.iter().map(record).collect();
    }
    value
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn place(span: Span, points: &CodePoints) -> Value {
    let (start, end) = points.range(span);
    json!({"start": start, "end": end})
}

fn places(spans: &[Span], points: &CodePoints) -> Value {
    spans.iter().map(|&span| place(span, points)).collect()
}

fn reading(reading: &Reading, text: &str, points: &CodePoints, documents: Option<Vec<String>>) -> Value {
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
        "documents": documents.unwrap_or_else(|| vec![reading.name.clone()]),
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
        let one = |segment: &Segment| {
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

fn emphasis(topic: &Emphasis) -> Value {
    json!({
        "concept": topic.concept,
        "gloss": topic.gloss,
        "left": rounded(topic.share.left),
        "right": rounded(topic.share.right),
        "first": {"left": topic.passages.left.first(), "right": topic.passages.right.first()},
    })
}

fn discrepancy(found: &Discrepancy, points: &Sides<CodePoints>) -> Value {
    json!({
        "id": found.id,
        "kind": found.kind.name(),
        "severity": found.severity,
        "confidence": rounded(found.confidence),
        "left": places(&found.evidence.left, &points.left),
        "right": places(&found.evidence.right, &points.right),
        "extent": {
            "left": places(&found.extent.left, &points.left),
            "right": places(&found.extent.right, &points.right),
        },
        "searched": found.searched,
        "summary": found.summary,
        "because": found.because,
        "form": found.form.name(),
    })
}

/// Where another document of the silent side has it.
fn elsewhere(reach: &Reach, event: &EventComparison, printed: &Printed<'_>) -> Value {
    let (Reach::Companion { side, document, passages } | Reach::Language { side, document, passages }) = reach else {
        return Value::Null;
    };
    let side = *side;
    let text = document_text(printed, side, *document);
    json!({
        "side": side.name(),
        "document": document,
        "name": event.names[side].get(*document),
        "passages": places(passages, &CodePoints::new(text)),
    })
}

fn document_text<'a>(printed: &Printed<'a>, side: Side, document: usize) -> &'a str {
    printed.documents.and_then(|documents| documents[side].get(document).copied()).unwrap_or_default()
}

fn sets(event: &EventComparison, printed: &Printed<'_>) -> Value {
    let set = |side: Side| -> Vec<Value> {
        let one = |(at, name): (usize, &String)| {
            let text = document_text(printed, side, at);
            json!({
                "name": name,
                "sha256": TextHash::of(text).as_str(),
                "text": text,
                "voice": event.voices[side].get(at),
                "shown": event.shown[side] == at,
            })
        };
        event.names[side].iter().enumerate().map(one).collect()
    };
    json!({"left": set(Side::Left), "right": set(Side::Right)})
}

/// A companion's omission: the offsets count in that document's text under `sets`.
fn further(further: &Further, event: &EventComparison, printed: &Printed<'_>) -> Value {
    let text = |side: Side| match side {
        side if side == further.side => document_text(printed, side, further.document),
        side => printed.texts[side],
    };
    let points = Sides::from_fn(|side| CodePoints::new(text(side)));
    json!({
        "side": further.side.name(),
        "document": further.document,
        "name": event.names[further.side].get(further.document),
        "discrepancy": discrepancy(&further.found, &points),
    })
}

/// What two versions or languages of one document show: the offsets count in these two texts.
fn record(record: &Recorded<'_>) -> Value {
    json!({
        "left": {"name": record.names.left, "text": record.texts.left},
        "right": {"name": record.names.right, "text": record.texts.right},
        "discrepancy": discrepancy(&record.found, &record.texts.map(CodePoints::new)),
    })
}
