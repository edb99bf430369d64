//! The whole event as JSON: what stands in the dossier, and what the comparison made of it.
//!
//! ```json
//! {"format": "diptych-export/1", "program": "Diptych 0.1.0",
//!  "event": {…}, "documents": [{"id": "cn-account", "versions": [{"sha256": "8c72…"}], …}],
//!  "texts": {"8c72…": "…"}, "codebook": [{"id": "omission", "letter": "o", …}],
//!  "annotations": [{"id": "…", "targets": [{"readout": "cn-account", "text": "8c72…", "start": 37, "end": 52, …}], …}],
//!  "decisions": […],
//!  "references": [{"number": 1, "footnote": "…"}], "rows": […], "discrepancies": […], "emphasis": […], "method": {…}}
//! ```
//!
//! Everything up to `decisions` has the shape of the dossier's own files, and [`read`] makes a dossier of it again,
//! equal to the one that was written. What follows is derived and is not read back. Offsets count code points in the
//! text named by its hash, the end exclusive. The documents as they were captured, byte by byte, and the history of changes
//! belong to the folder, not to its present state: `diptych backup` carries them.
//!
//! Fields are only ever added to this format; one that changes its meaning gets a new number.

mod read;

pub use read::{ReadError, read};
pub(super) use read::{checked, unknown_tag};

use crate::domain::written::{Texts, encode_annotation, encode_decision};
use crate::domain::{Side, Sides};
use crate::review::publication::{Extract, Finding, Line, PROGRAM, Publication, Reference, Statement, Table};
use serde_json::{Map, Value, json};

/// The name and version of the format.
pub const FORMAT: &str = "diptych-export/1";

/// A publication as JSON.
#[must_use]
pub(super) fn json(publication: &Publication<'_>) -> Value {
    let dossier = publication.dossier;
    let texts = Texts::of(dossier);
    let annotations = publication.notes.iter().map(|note| encode_annotation(note.citation.annotation, &texts));
    let decisions = dossier.decisions.values().map(|decision| encode_decision(decision, &texts));
    let mut out = json!({
        "format": FORMAT,
        "program": PROGRAM,
        "event": dossier.event,
        "documents": dossier.readouts,
    });
    if publication.whole {
        let whole: Map<String, Value> =
            dossier.texts.iter().map(|(hash, text)| (hash.as_str().to_owned(), (**text).into())).collect();
        out["texts"] = Value::Object(whole);
    }
    out["codebook"] = json!(dossier.codebook.tags);
    // All texts are known to `Texts`, the lost ones as such.
    out["annotations"] = annotations.filter_map(Result::ok).collect();
    out["decisions"] = decisions.filter_map(Result::ok).collect();
    out["references"] = publication.references.iter().map(reference).collect();
    out["discrepancies"] = publication.findings.iter().map(finding).collect();
    if let Some(table) = &publication.table {
        out["sides"] = json!({"left": table.references.left, "right": table.references.right});
        out["rows"] = table.lines.iter().map(row).collect();
        out["emphasis"] = emphasis(table);
    }
    out["method"] = method(publication);
    out
}

fn reference(reference: &Reference<'_>) -> Value {
    json!({
        "number": reference.number,
        "readout": reference.id,
        "sha256": reference.hash.as_str(),
        "newest": reference.newest,
        "side": reference.side.map(Side::name),
        "warning": reference.warning(),
        "footnote": reference.line(),
    })
}

/// Words at their place; `reference` counts from 0.
fn extract(extract: &Extract<'_>) -> Value {
    json!({
        "reference": extract.reference,
        "text": extract.anchor.text.as_str(),
        "start": extract.points.0,
        "end": extract.points.1,
        "quote": extract.words(),
        "warning": extract.voicing.warning(),
    })
}

fn finding(finding: &Finding<'_>) -> Value {
    let found = finding.found;
    let evidence = finding.evidence.as_ref().map(|all| all.iter().map(extract).collect::<Vec<_>>());
    json!({
        "number": finding.number,
        "id": found.id,
        "kind": found.kind.name(),
        "severity": found.severity,
        "confidence": rounded(found.confidence),
        "state": finding.state.name(),
        "annotation": finding.annotation.map(|id| id.0),
        "summary": found.summary,
        "because": found.because,
        "form": found.form.name(),
        "searched": found.searched,
        "left": evidence.left,
        "right": evidence.right,
    })
}

fn row(line: &Line<'_>) -> Value {
    let cells = Sides::from_fn(|side: Side| line.cells[side].iter().map(statement).collect::<Vec<_>>());
    json!({"number": line.number, "left": cells.left, "right": cells.right})
}

fn statement(statement: &Statement<'_>) -> Value {
    let pieces = statement
        .pieces
        .iter()
        .map(|piece| json!({"words": piece.words, "mark": piece.mark.map(|mark| mark.glyph().to_string())}));
    let mut out = extract(&statement.extract);
    out["alone"] = statement.alone.into();
    out["elsewhere"] = json!(statement.elsewhere);
    out["notes"] = statement.notes.iter().map(|at| at + 1).collect();
    out["pieces"] = pieces.collect();
    out
}

fn emphasis(table: &Table<'_>) -> Value {
    let topic = |topic: &crate::compare::Emphasis| {
        json!({
            "concept": topic.concept,
            "gloss": topic.gloss,
            "left": rounded(topic.share.left),
            "right": rounded(topic.share.right),
        })
    };
    table.emphasis.iter().map(topic).collect()
}

fn method(publication: &Publication<'_>) -> Value {
    let method = &publication.method;
    json!({
        "program": method.program,
        "lexicon": method.lexicon.as_ref().map(|mark| json!({"concepts": mark.concepts, "hash": mark.hash})),
        "searched": method.searched,
        "accepted": method.accepted,
        "dismissed": method.dismissed,
        "open": method.open,
        "authors": method.authors,
        "words": method.sentences().join(" "),
    })
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
