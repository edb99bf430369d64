//! One row a quotation, as CSV (RFC 4180), for spreadsheets.
//!
//! ```csv
//! record,id,event,date,side,party,publisher,title,language,translation,tag,severity,start,end,quote,counterpart,…
//! note,0198…,Trump–Xi call,2025-06-05,right,China,Xinhua,Readout,zh,original,omission,,37,52,双方同意……,not found: US post,…
//! ```
//!
//! `record` is `note` or `discrepancy`; `tag` holds tags of a note or the kind of a discrepancy; `counterpart` is what
//! stands at the other end, or where nothing was found. Offsets count code points, the end exclusive.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula; such a cell
//! gets an apostrophe before it (OWASP, CSV injection), also where the sign is full-width, as LibreOffice and some
//! input methods make it plain. [`Defusing::Raw`] leaves cells as they are, for programs.

use crate::review::publication::{End, Extract, Finding, Note, Publication, Reference};

/// Whether cells are made harmless for spreadsheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Defusing {
    /// For people.
    #[default]
    Spreadsheet,
    /// For programs.
    Raw,
}

/// The names of the columns; the first row says them.
pub(super) const COLUMNS: [&str; 25] = [
    "record",
    "id",
    "event",
    "date",
    "side",
    "party",
    "publisher",
    "title",
    "language",
    "translation",
    "tag",
    "severity",
    "start",
    "end",
    "quote",
    "counterpart",
    "note",
    "status",
    "author",
    "created",
    "url",
    "archive_url",
    "retrieved",
    "sha256",
    "warning",
];

/// A publication as CSV; `bom` for old versions of Excel, which take UTF-8 for something else without it.
#[must_use]
pub(super) fn csv(publication: &Publication<'_>, defusing: Defusing, bom: bool) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |row: &[String]| {
        let cells = row.iter().map(|cell| match defusing {
            Defusing::Spreadsheet => defused(cell),
            Defusing::Raw => cell.clone(),
        });
        writer.write_record(cells).expect("memory takes what is written, and all rows are of one length");
    };
    write(&COLUMNS.map(str::to_owned));
    for note in &publication.notes {
        note_rows(publication, note).iter().for_each(|row| write(row));
    }
    for finding in &publication.findings {
        finding_rows(publication, finding).iter().for_each(|row| write(row));
    }
    let bytes = writer.into_inner().expect("memory takes what is written");
    if bom { [&b"\xef\xbb\xbf"[..], &bytes].concat() } else { bytes }
}

/// Signs that begin a formula, in both widths.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A cell that no spreadsheet takes for a formula (OWASP, *CSV Injection*).
pub(super) fn defused(cell: &str) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

/// What [`defused`] made, back.
pub(super) fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

/// What is the same in all rows of a note or a discrepancy.
struct Common {
    record: &'static str,
    id: String,
    tag: String,
    severity: String,
    note: String,
    status: &'static str,
    author: String,
    created: String,
}

fn note_rows(publication: &Publication<'_>, note: &Note<'_>) -> Vec<Vec<String>> {
    let annotation = note.citation.annotation;
    let tags: Vec<&str> = note.citation.tags.iter().map(|tag| tag.id.0.as_str()).collect();
    let common = Common {
        record: "note",
        id: annotation.id.0.to_string(),
        tag: tags.join(" "),
        severity: String::new(),
        note: annotation.note.clone(),
        status: annotation.status.name(),
        author: annotation.author.clone(),
        created: annotation.created.to_string(),
    };
    let rows = note.ends.iter().enumerate().filter_map(|(n, end)| {
        let others = note.ends.iter().enumerate().filter(|(other, _)| *other != n);
        let counterpart: Vec<String> = others.map(|(_, end)| told(publication, end)).collect();
        Some(row(publication, &common, end.words()?, counterpart.join(" | ")))
    });
    rows.collect()
}

/// What stands at an end.
fn told(publication: &Publication<'_>, end: &End<'_>) -> String {
    match end {
        End::Words(extract) => extract.words().to_owned(),
        End::Nothing { searched, .. } => {
            let titles: Vec<&str> = searched.iter().map(|&at| publication.references[at].title()).collect();
            format!("not found in: {}", titles.join("; "))
        }
    }
}

fn finding_rows(publication: &Publication<'_>, finding: &Finding<'_>) -> Vec<Vec<String>> {
    let found = finding.found;
    let common = Common {
        record: "discrepancy",
        id: found.id.clone(),
        tag: found.kind.name().to_owned(),
        severity: found.severity.to_string(),
        note: found.summary.clone(),
        status: finding.state.name(),
        author: publication.method.program.to_owned(),
        created: String::new(),
    };
    let sides = [(&finding.evidence.left, &finding.evidence.right), (&finding.evidence.right, &finding.evidence.left)];
    let rows = sides.into_iter().flat_map(|(here, there)| {
        let words: Vec<&str> = there.iter().map(Extract::words).collect();
        let counterpart = match (words.is_empty(), found.searched.is_empty()) {
            (true, false) => format!("not found in: {}", found.searched.join("; ")),
            _ => words.join(" | "),
        };
        here.iter().map(move |extract| (extract, counterpart.clone()))
    });
    rows.map(|(extract, counterpart)| row(publication, &common, extract, counterpart)).collect()
}

fn row(publication: &Publication<'_>, common: &Common, extract: &Extract<'_>, counterpart: String) -> Vec<String> {
    let reference: &Reference<'_> = publication.reference(extract);
    let readout = reference.readout;
    let event = &publication.dossier.event;
    let known = |text: Option<&str>| text.unwrap_or_default().to_owned();
    vec![
        common.record.to_owned(),
        common.id.clone(),
        event.title.clone(),
        event.date.map(|date| date.to_string()).unwrap_or_default(),
        known(reference.side.map(crate::domain::Side::name)),
        known(reference.party_name()),
        known(readout.and_then(|it| it.publisher.as_deref())),
        reference.title().to_owned(),
        reference.language().to_owned(),
        known(readout.map(|it| it.translation.name())),
        common.tag.clone(),
        common.severity.clone(),
        extract.points.0.to_string(),
        extract.points.1.to_string(),
        extract.words().to_owned(),
        counterpart,
        common.note.clone(),
        common.status.to_owned(),
        common.author.clone(),
        common.created.clone(),
        known(readout.and_then(|it| it.url.as_deref())),
        known(readout.and_then(|it| it.archive_url.as_deref())),
        readout.and_then(|it| it.retrieved).map(|at| at.to_string()).unwrap_or_default(),
        reference.hash.as_str().to_owned(),
        known(extract.voicing.warning()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_is_only_text() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "－1"] {
            assert!(defused(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(defused("plain = text"), "plain = text");
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cell in "['=+@ a-]{0,4}\\PC{0,3}") {
            // A cell that already looks defused is the one that cannot be told apart.
            prop_assume!(plain(&cell) == cell);
            let defused = defused(&cell);
            prop_assert_eq!(plain(&defused), &cell);
        }
    }
}
