//! The two texts level, in HTML.

use super::super::markup::{Element, element};
use super::shown;
use crate::compare::Mark;
use crate::domain::Side;
use crate::review::publication::{Line, Piece, Publication, Statement, Table};

/// The table; its head is repeated on every printed page.
pub(super) fn level(publication: &Publication<'_>, table: &Table<'_>) -> Element {
    let head = |side: Side| {
        let reference = &publication.references[table.references[side]];
        let mut cell = element("th").with("scope", "col");
        if let Some(party) = reference.party_name() {
            cell = cell.add(shown(party)).add(element("br"));
        }
        let title = element("cite").with("lang", reference.language()).add(shown(reference.title()));
        let number = table.references[side] + 1;
        let mark = element("a").with("href", format!("#source-{number}")).add(number.to_string());
        let voice = element("span").with("class", "voice").add(format!(" {}", reference.voice()));
        cell.add(title).add(element("sup").add(mark)).add(voice)
    };
    let number = element("th").with("scope", "col").with("class", "number").add("#");
    let heads = element("tr").add(number).add_all(Side::BOTH.map(head));
    let rows = table.lines.iter().map(|line| row(publication, table, line));
    element("table").with("class", "level").add(element("thead").add(heads)).add(element("tbody").add_all(rows))
}

fn row(publication: &Publication<'_>, table: &Table<'_>, line: &Line<'_>) -> Element {
    let cell = |side: Side| {
        let language = publication.references[table.references[side]].language();
        let passages = line.cells[side].iter().map(|statement| passage(publication, statement));
        element("td").with("lang", language).add_all(passages)
    };
    element("tr")
        .with("id", format!("row-{}", line.number))
        .add(element("th").with("scope", "row").with("class", "number").add(line.number.to_string()))
        .add_all(Side::BOTH.map(cell))
}

fn passage(publication: &Publication<'_>, statement: &Statement<'_>) -> Element {
    let (start, end) = statement.extract.points;
    let reference = publication.reference(&statement.extract);
    let mut out = element("p").with("data-text", reference.short_hash()).with("data-at", format!("{start}-{end}"));
    if statement.alone {
        out = out.with("class", "alone");
    }
    if let Some(warning) = statement.extract.voicing.warning() {
        out = out.with("title", warning);
    }
    let glyphs = statement.glyphs();
    if !glyphs.is_empty() {
        out = out.add(element("span").with("class", "glyph").with("lang", "en").add(glyphs)).add(" ");
    }
    if let Some(warning) = statement.extract.voicing.warning() {
        out = out.add(element("span").with("class", "warning").with("lang", "en").add(format!("[{warning}]"))).add(" ");
    }
    out = statement.pieces.iter().fold(out, piece);
    statement.notes.iter().fold(out, |out, &at| {
        let note = &publication.notes[at];
        let words = format!("note {} {}", note.number, note.letters());
        let mark = element("a").with("href", format!("#note-{}", note.number)).add(shown(words.trim_end()));
        out.add(" ").add(element("span").with("class", "tag").with("lang", "en").add(mark))
    })
}

/// Words with their mark: by underline and colour, and the loud ones by glyph and brackets, too.
fn piece(out: Element, piece: &Piece) -> Element {
    let Some(mark) = piece.mark else { return out.add(shown(&piece.words)) };
    let marked = element("mark").with("class", class(mark)).with("title", mark.meaning());
    let words = shown(&piece.words);
    out.add(match piece.loud() {
        Some(_) => marked.add(format!("‹{} {words}›", mark.glyph())),
        None => marked.add(words),
    })
}

const fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::SameWords => "same",
        Mark::SameConcept => "concept",
        Mark::OtherStrength => "strength",
        Mark::SameFigure => "figure",
        Mark::FigureConflict => "conflict",
        Mark::Changed => "changed",
    }
}
