//! The comparison as JSON; its schema stands beside this folder.
//!
//! Written piece by piece as it is asked for: a tree of the whole would take ten times the room of the texts.

use super::{FORMAT, Printed};
use crate::compare::{Discrepancy, Emphasis, EventComparison, Further, Link, Passage, Reach, Reading, Row, Segment};
use crate::domain::{CodePoints, Side, Sides, Span, TextHash};
use crate::review::Recorded;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A comparison on its way to JSON, keys in a fixed order.
#[derive(Debug)]
pub struct Json<'a> {
    printed: Printed<'a>,
    points: Sides<CodePoints>,
}

pub(super) fn json<'a>(printed: &Printed<'a>) -> Json<'a> {
    Json { printed: *printed, points: printed.texts.map(CodePoints::new) }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Json { printed, points } = self;
        let comparison = printed.comparison;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", FORMAT)?;
        map.serialize_entry("left", &reading(printed, points, Side::Left))?;
        map.serialize_entry("right", &reading(printed, points, Side::Right))?;
        map.serialize_entry("alignment", &Each(|| comparison.links.iter().map(link)))?;
        map.serialize_entry("rows", &Each(|| comparison.rows.iter().map(|r| row(r, points))))?;
        let found = || {
            comparison.discrepancies.iter().enumerate().map(|(at, found)| {
                let reached = printed.event.zip(printed.reach(at));
                let reached = reached.map(|(event, reach)| (reach.name(), elsewhere(reach, event, printed)));
                let (reach, elsewhere) = reached.unzip();
                DiscrepancyJson { reach, elsewhere, ..discrepancy(found, points) }
            })
        };
        map.serialize_entry("discrepancies", &Each(found))?;
        map.serialize_entry("emphasis", &Each(|| comparison.emphasis.iter().map(emphasis)))?;
        let problems = || comparison.problems.iter().map(|p| ProblemJson { subject: &p.subject, message: &p.message });
        map.serialize_entry("problems", &Each(problems))?;
        if let Some(event) = printed.event {
            map.serialize_entry("sets", &Sides::from_fn(|side| set(event, printed, side)))?;
            map.serialize_entry("further", &Each(|| event.further.iter().map(|one| further(one, event, printed))))?;
            map.serialize_entry("records", &Each(|| printed.records.iter().map(record)))?;
        }
        map.end()
    }
}

/// A list whose items are made as they are written.
struct Each<F>(F);

impl<I, F> Serialize for Each<F>
where
    I: Iterator<Item: Serialize>,
    F: Fn() -> I,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

/// A range of code points.
#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
}

fn place(span: Span, points: &CodePoints) -> Place {
    let (start, end) = points.range(span);
    Place { start, end }
}

fn places(spans: &[Span], points: &CodePoints) -> Vec<Place> {
    spans.iter().map(|&span| place(span, points)).collect()
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[derive(Serialize)]
struct ReadingJson<'a, P> {
    name: &'a str,
    language: &'a str,
    sha256: &'a str,
    text: &'a str,
    passages: P,
    documents: Vec<&'a str>,
}

#[derive(Serialize)]
struct PassageJson<'a> {
    start: usize,
    end: usize,
    paragraph: usize,
    speaker: Option<&'a str>,
}

fn reading<'a>(printed: &Printed<'a>, points: &'a Sides<CodePoints>, side: Side) -> impl Serialize + 'a {
    let Reading { name, language, sha256, passages } = &printed.comparison.readings[side];
    let passage = move |passage: &'a Passage| {
        let Place { start, end } = place(passage.span, &points[side]);
        PassageJson { start, end, paragraph: passage.paragraph, speaker: passage.speaker.as_deref() }
    };
    let names = printed.event.map(|event| event.names[side].iter().map(String::as_str).collect::<Vec<_>>());
    ReadingJson {
        name,
        language: &language.0,
        sha256: sha256.as_str(),
        text: printed.texts[side],
        passages: Each(move || passages.iter().map(passage)),
        documents: names.filter(|names| !names.is_empty()).unwrap_or_else(|| vec![name]),
    }
}

#[derive(Serialize)]
struct LinkJson<'a> {
    left: &'a [usize],
    right: &'a [usize],
    tie: &'static str,
    confidence: f64,
    regime: &'static str,
    because: &'a [String],
}

fn link(link: &Link) -> LinkJson<'_> {
    LinkJson {
        left: &link.passages.left,
        right: &link.passages.right,
        tie: link.tie.name(),
        confidence: rounded(link.confidence),
        regime: link.regime.name(),
        because: &link.because,
    }
}

#[derive(Serialize)]
struct RowJson<'a> {
    left: &'a [usize],
    right: &'a [usize],
    segments: Sides<Vec<SegmentJson>>,
}

#[derive(Serialize)]
struct SegmentJson {
    start: usize,
    end: usize,
    mark: char,
}

fn row<'a>(row: &'a Row, points: &Sides<CodePoints>) -> RowJson<'a> {
    let segments = |side: Side| {
        let segment = |segment: &Segment| {
            let Place { start, end } = place(segment.span, &points[side]);
            SegmentJson { start, end, mark: segment.mark.glyph() }
        };
        row.segments[side].iter().map(segment).collect()
    };
    RowJson { left: &row.passages.left, right: &row.passages.right, segments: Sides::from_fn(segments) }
}

#[derive(Serialize)]
struct EmphasisJson<'a> {
    concept: &'a str,
    gloss: &'a str,
    left: f64,
    right: f64,
    first: Sides<Option<usize>>,
}

fn emphasis(topic: &Emphasis) -> EmphasisJson<'_> {
    EmphasisJson {
        concept: &topic.concept,
        gloss: &topic.gloss,
        left: rounded(topic.share.left),
        right: rounded(topic.share.right),
        first: topic.passages.as_ref().map(|passages| passages.first().copied()),
    }
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    subject: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct DiscrepancyJson<'a> {
    id: &'a str,
    kind: &'static str,
    severity: u8,
    confidence: f64,
    left: Vec<Place>,
    right: Vec<Place>,
    extent: Sides<Vec<Place>>,
    searched: &'a [String],
    summary: &'a str,
    because: &'a [String],
    form: &'static str,
    /// How far it reaches through the sets, where sets were compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    reach: Option<&'static str>,
    /// Where another document of the silent side has it; *null* where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    elsewhere: Option<Option<Elsewhere<'a>>>,
}

fn discrepancy<'a>(found: &'a Discrepancy, points: &Sides<CodePoints>) -> DiscrepancyJson<'a> {
    DiscrepancyJson {
        id: &found.id,
        kind: found.kind.name(),
        severity: found.severity,
        confidence: rounded(found.confidence),
        left: places(&found.evidence.left, &points.left),
        right: places(&found.evidence.right, &points.right),
        extent: Sides::from_fn(|side| places(&found.extent[side], &points[side])),
        searched: &found.searched,
        summary: &found.summary,
        because: &found.because,
        form: found.form.name(),
        reach: None,
        elsewhere: None,
    }
}

#[derive(Serialize)]
struct Elsewhere<'a> {
    side: &'static str,
    document: usize,
    name: Option<&'a str>,
    passages: Vec<Place>,
}

fn elsewhere<'a>(reach: &Reach, event: &'a EventComparison, printed: &Printed<'_>) -> Option<Elsewhere<'a>> {
    let (Reach::Companion { side, document, passages } | Reach::Language { side, document, passages }) = reach else {
        return None;
    };
    let text = document_text(printed, *side, *document);
    Some(Elsewhere {
        side: side.name(),
        document: *document,
        name: document_name(event, *side, *document),
        passages: places(passages, &CodePoints::new(text)),
    })
}

fn document_text<'a>(printed: &Printed<'a>, side: Side, document: usize) -> &'a str {
    printed.documents.and_then(|documents| documents[side].get(document).copied()).unwrap_or_default()
}

fn document_name(event: &EventComparison, side: Side, document: usize) -> Option<&str> {
    event.names[side].get(document).map(String::as_str)
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    name: &'a str,
    sha256: TextHash,
    text: &'a str,
    voice: Option<usize>,
    shown: bool,
}

fn set<'a>(event: &'a EventComparison, printed: &Printed<'a>, side: Side) -> Vec<DocumentJson<'a>> {
    let document = |(at, name): (usize, &'a String)| {
        let text = document_text(printed, side, at);
        let voice = event.voices[side].get(at).copied();
        DocumentJson { name, sha256: TextHash::of(text), text, voice, shown: event.shown[side] == at }
    };
    event.names[side].iter().enumerate().map(document).collect()
}

/// A companion's omission: the offsets count in that document's text under `sets`.
#[derive(Serialize)]
struct FurtherJson<'a> {
    side: &'static str,
    document: usize,
    name: Option<&'a str>,
    discrepancy: DiscrepancyJson<'a>,
}

fn further<'a>(further: &'a Further, event: &'a EventComparison, printed: &Printed<'_>) -> FurtherJson<'a> {
    let text = |side: Side| match side {
        side if side == further.side => document_text(printed, side, further.document),
        side => printed.texts[side],
    };
    let points = Sides::from_fn(|side| CodePoints::new(text(side)));
    FurtherJson {
        side: further.side.name(),
        document: further.document,
        name: document_name(event, further.side, further.document),
        discrepancy: discrepancy(&further.found, &points),
    }
}

/// What two versions or languages of one document show: the offsets count in these two texts.
#[derive(Serialize)]
struct RecordJson<'a> {
    left: NamedText<'a>,
    right: NamedText<'a>,
    discrepancy: DiscrepancyJson<'a>,
}

#[derive(Serialize)]
struct NamedText<'a> {
    name: &'a str,
    text: &'a str,
}

fn record<'a>(record: &'a Recorded<'_>) -> RecordJson<'a> {
    let named = |side: Side| NamedText { name: &record.names[side], text: record.texts[side] };
    RecordJson {
        left: named(Side::Left),
        right: named(Side::Right),
        discrepancy: discrepancy(&record.found, &record.texts.map(CodePoints::new)),
    }
}
