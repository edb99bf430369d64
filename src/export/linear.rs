//! The comparison read from top to bottom, for screen readers and pipes: row by row, side, number, words,
//! partner, what differs, discrepancies, notes. Sentences and line feeds only: no boxes, marks or columns.
//!
//! ```text
//! Row 3 of 12.
//! United States 4, beside China 7: He invited us to visit.
//!   weaker or stronger than the other side: “invited”
//! China 7, beside United States 4: …
//! Discrepancy 2 of 14, severity 2 of 3, who invited whom, open: …
//! Note 1, initiator, by M. Weber: …
//! ```

use crate::compare::Mark;
use crate::domain::{Side, Standing};
use crate::review::publication::{Extract, Finding, Line, Note, Publication, Statement, Table, Voicing};
use std::fmt::Write as _;

/// A publication as lines to be read one after the other. The words of texts are as they are: who prints them makes
/// them visible.
#[must_use]
pub fn linear(publication: &Publication<'_>) -> String {
    let mut out = String::new();
    let event = &publication.dossier.event;
    let date = event.date.map(|date| date.strftime(", %-d %B %Y").to_string()).unwrap_or_default();
    let _ = writeln!(out, "{}{date}.", one_line(&event.title));
    if publication.warns() {
        let _ = writeln!(out, "Warning: {}.", Standing::WARNING);
    }
    let Some(table) = &publication.table else { return out };
    let reader = Reader { publication, table };
    reader.opening(&mut out);
    for line in &table.lines {
        reader.row(&mut out, line);
    }
    reader.rest(&mut out);
    out
}

struct Reader<'a> {
    publication: &'a Publication<'a>,
    table: &'a Table<'a>,
}

impl Reader<'_> {
    fn opening(&self, out: &mut String) {
        for side in Side::BOTH {
            let reference = &self.publication.references[self.table.references[side]];
            let (title, language) = (one_line(reference.title()), reference.language());
            let _ = writeln!(out, "{} document, {}: {title}, {language}.", capital(side.name()), self.party(side));
        }
        let (rows, found, notes) =
            (self.table.lines.len(), self.publication.findings.len(), self.publication.notes.len());
        let _ = writeln!(out, "{}, {}, {}.", count(rows, "row"), count(found, "discrepancy"), count(notes, "note"));
    }

    /// Who speaks on a side, or which side it is.
    fn party(&self, side: Side) -> String {
        let reference = &self.publication.references[self.table.references[side]];
        reference.party_name().map_or_else(|| capital(side.name()), one_line)
    }

    fn row(&self, out: &mut String, line: &Line<'_>) {
        let _ = writeln!(out, "\nRow {} of {}.", line.number, self.table.lines.len());
        for side in Side::BOTH {
            for statement in &line.cells[side] {
                self.statement(out, side, statement, &line.cells[side.other()]);
            }
        }
        let statements = || line.cells.left.iter().chain(&line.cells.right);
        let begins = |finding: &&Finding<'_>| {
            // A discrepancy is told once, with the first of its words.
            finding.extracts().next().is_some_and(|first| statements().any(|statement| within(first, statement)))
        };
        self.publication.findings.iter().filter(begins).for_each(|finding| self.finding(out, finding));
        let mut notes: Vec<usize> = statements().flat_map(|statement| statement.notes.iter().copied()).collect();
        notes.sort_unstable();
        notes.dedup();
        notes.iter().for_each(|&at| note(out, &self.publication.notes[at]));
    }

    fn statement(&self, out: &mut String, side: Side, statement: &Statement<'_>, beside: &[Statement<'_>]) {
        let (party, number) = (self.party(side), self.number(side, statement));
        let other = self.party(side.other());
        let relation = match statement.elsewhere.as_slice() {
            _ if statement.alone => format!(", not found in the text of {other}"),
            [] if beside.is_empty() => String::new(),
            [] => format!(", beside {other} {}", listed(beside.iter().map(|it| self.number(side.other(), it)))),
            [row] => format!(", partner in row {row}"),
            rows => format!(", partners in rows {}", listed(rows.iter().copied())),
        };
        // The whole warning stands at the top; it would drown the words of every row.
        let warning = match statement.extract.voicing {
            Voicing::Reconstructed => " (reconstruction)".to_owned(),
            voicing => voicing.warning().map(|warning| format!(" ({warning})")).unwrap_or_default(),
        };
        let _ = writeln!(out, "{party} {number}{relation}{warning}: {}", one_line(statement.extract.words()));
        for mark in Mark::ALL {
            let words: Vec<String> = statement
                .pieces
                .iter()
                .filter(|piece| piece.loud() == Some(mark))
                .map(|piece| format!("“{}”", piece.words.trim()))
                .collect();
            if !words.is_empty() {
                let _ = writeln!(out, "  {}: {}", mark.meaning(), words.join(", "));
            }
        }
    }

    /// The passage's number in its own text, from 1.
    fn number(&self, side: Side, statement: &Statement<'_>) -> usize {
        let start = statement.extract.anchor.span.start;
        let all = self.table.lines.iter().flat_map(|line| &line.cells[side]);
        all.filter(|other| other.extract.anchor.span.start <= start).count()
    }

    fn finding(&self, out: &mut String, finding: &Finding<'_>) {
        let all = self.publication.findings.len();
        let (found, state) = (finding.found, finding.state.name());
        let (number, severity, kind) = (finding.number, found.severity, found.kind.name());
        let summary = one_line(&found.summary);
        let _ = writeln!(out, "Discrepancy {number} of {all}, severity {severity} of 3, {kind}, {state}: {summary}");
    }

    /// What belongs to no row: it is about other documents, or about the texts as wholes.
    fn rest(&self, out: &mut String) {
        let in_a_row = |extract: &Extract<'_>| {
            let lines = self.table.lines.iter();
            lines.flat_map(|line| line.cells.left.iter().chain(&line.cells.right)).any(|it| within(extract, it))
        };
        let findings = self.publication.findings.iter();
        let findings: Vec<_> = findings.filter(|it| !it.extracts().next().is_some_and(in_a_row)).collect();
        let notes: Vec<_> = self.publication.notes.iter().filter(|note| !note.extracts().any(in_a_row)).collect();
        if !findings.is_empty() || !notes.is_empty() {
            out.push_str("\nNot about a row above.\n");
        }
        findings.into_iter().for_each(|finding| self.finding(out, finding));
        notes.into_iter().for_each(|it| note(out, it));
    }
}

/// Whether words stand in a passage.
fn within(extract: &Extract<'_>, statement: &Statement<'_>) -> bool {
    extract.reference == statement.extract.reference && extract.anchor.span.overlaps(statement.extract.anchor.span)
}

fn note(out: &mut String, note: &Note<'_>) {
    let author = one_line(&note.citation.annotation.author);
    let told = note.citation.told().map_or_else(|| "no words".to_owned(), one_line);
    let _ = writeln!(out, "Note {}, {}, by {author}: {told}", note.number, note.citation.heading());
}

/// `1`, `1 and 2`, `1, 2 and 3`.
fn listed(numbers: impl Iterator<Item = usize>) -> String {
    let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => numbers.concat(),
    }
}

fn count(number: usize, word: &str) -> String {
    match (number, word.strip_suffix('y')) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        _ => format!("{number} {word}s"),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
