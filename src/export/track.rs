//! A wording over time, for people (text, Markdown), spreadsheets (CSV) and programs (JSON).
//!
//! Offsets are code points into the version of the hash beside them, end exclusive.

use super::csv::defused;
use super::escape::escaped;
use super::format::{pretty, slug};
use crate::domain::{CodePoints, PartyId, Span, Standing, visible};
use crate::review::track::{Entry, Gap, Track, Use};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The name and version of the JSON format.
pub const FORMAT: &str = "diptych-track/1";

/// A form in which a wording over time leaves the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// A row a sentence, for spreadsheets.
    Csv,
    /// Complete, for programs.
    Json,
    /// Plain text.
    Text,
}

impl Form {
    /// All forms, those for people first.
    pub const ALL: [Form; 4] = [Form::Markdown, Form::Csv, Form::Json, Form::Text];

    /// What a reader calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Form::Markdown => "Markdown",
            Form::Csv => "table (CSV)",
            Form::Json => "JSON",
            Form::Text => "plain text",
        }
    }

    /// The usual ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Form::Markdown => "md",
            Form::Csv => "csv",
            Form::Json => "json",
            Form::Text => "txt",
        }
    }

    /// Writes a wording in this form.
    #[must_use]
    pub fn write(self, track: &Track<'_>) -> Vec<u8> {
        match self {
            Form::Markdown => markdown(track).into_bytes(),
            Form::Csv => csv(track),
            Form::Json => pretty(&json(track)),
            Form::Text => text(track).into_bytes(),
        }
    }
}

/// A good file name for it: whose wording on what.
#[must_use]
pub fn file_name(track: &Track<'_>, party: Option<&PartyId>, form: Form) -> String {
    let whose = party.map(|party| format!(" {}", party.0)).unwrap_or_default();
    format!("{}-over-time.{}", slug(&format!("{}{whose}", track.name), "wording"), form.ending())
}

const COLUMNS: [&str; 13] = [
    "date",
    "zone",
    "event",
    "party",
    "document",
    "language",
    "translation",
    "warning",
    "sha256",
    "start",
    "end",
    "sentence",
    "found",
];

/// Plain text. The words found stand in brackets.
#[must_use]
pub fn text(track: &Track<'_>) -> String {
    let mut out = format!("{}\n", summary(track));
    let mut last = None;
    for entry in &track.entries {
        if last != Some(entry.statement.document) {
            let _ = writeln!(out, "\n{}", heading(entry, str::to_owned));
        }
        last = Some(entry.statement.document);
        let _ = writeln!(out, "  {}", marked(entry, str::to_owned, ["[", "]"]));
    }
    section(&mut out, "\nForms", track.uses.iter().map(|one| form(track, one, str::to_owned)), "  ");
    section(&mut out, "\nYears", years(track), "  ");
    section(&mut out, "\nNot found in the texts loaded", track.gaps.iter().map(|it| gap(it, str::to_owned)), "  ");
    out
}

/// Markdown; nothing from the texts acts as markup. The words found stand in bold.
#[must_use]
pub fn markdown(track: &Track<'_>) -> String {
    let mut out = format!("# {}\n\n{}\n\n", escaped(&track.name), escaped(&summary(track)));
    let mut last = None;
    for entry in &track.entries {
        if last != Some(entry.statement.document) {
            let _ = writeln!(out, "## {}\n", heading(entry, escaped));
        }
        last = Some(entry.statement.document);
        let _ = writeln!(out, "> {}\n", marked(entry, escaped, ["**", "**"]));
    }
    section(&mut out, "## Forms\n", track.uses.iter().map(|one| form(track, one, escaped)), "- ");
    section(&mut out, "\n## Years\n", years(track).map(|line| escaped(&line)), "- ");
    let gaps = track.gaps.iter().map(|it| gap(it, escaped));
    section(&mut out, "\n## Not found in the texts loaded\n", gaps, "- ");
    out
}

/// One row a sentence, as RFC 4180 has it, harmless for spreadsheets.
#[must_use]
pub fn csv(track: &Track<'_>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: &[String]| {
        let cells = cells.iter().map(|cell| defused(&visible(cell).text));
        writer.write_record(cells).expect("memory takes what is written, and all rows are of one length");
    };
    write(&COLUMNS.map(str::to_owned));
    for entry in &track.entries {
        let statement = &entry.statement;
        let (start, end) = CodePoints::new(statement.text).range(entry.sentence);
        write(&[
            statement.date.map(|date| date.to_string()).unwrap_or_default(),
            statement.zone.unwrap_or_default().to_owned(),
            statement.event.to_owned(),
            party(statement.party).to_owned(),
            statement.document.to_owned(),
            statement.language.0.clone(),
            statement.translation.name().to_owned(),
            warning(entry).unwrap_or_default().to_owned(),
            statement.sha256.as_str().to_owned(),
            start.to_string(),
            end.to_string(),
            one_line(entry.sentence.of(statement.text)),
            entry.forms().iter().map(|form| one_line(form)).collect::<Vec<_>>().join(" | "),
        ]);
    }
    writer.into_inner().expect("memory takes what is written")
}

/// Complete, for programs; keys in a fixed order.
#[must_use]
pub fn json(track: &Track<'_>) -> Value {
    let entry = |entry: &Entry<'_>| {
        let statement = &entry.statement;
        let points = CodePoints::new(statement.text);
        let place = |span: Span| {
            let (start, end) = points.range(span);
            json!({"start": start, "end": end, "text": span.of(statement.text)})
        };
        json!({
            "date": statement.date.map(|date| date.to_string()),
            "zone": statement.zone,
            "event": statement.event,
            "party": statement.party,
            "document": statement.document,
            "language": statement.language,
            "translation": statement.translation,
            "warning": warning(entry),
            "sha256": statement.sha256,
            "sentence": place(entry.sentence),
            "found": entry.places.iter().map(|span| place(*span)).collect::<Vec<_>>(),
        })
    };
    let used = |one: &Use| {
        json!({
            "party": one.party, "form": one.form, "count": one.count,
            "first": day(track, one.first), "last": day(track, one.last),
        })
    };
    let year = |((party, year), of): (&(Option<&PartyId>, i16), &crate::review::track::Year)| json!({"party": party, "year": year, "documents": of.documents, "with": of.with, "hits": of.hits});
    let gap = |gap: &Gap<'_>| {
        let date = gap.date.map(|date| date.to_string());
        json!({"date": date, "event": gap.event, "party": gap.party, "documents": gap.documents})
    };
    json!({
        "format": FORMAT,
        "wanted": track.name,
        "documents": track.documents,
        "entries": track.entries.iter().map(entry).collect::<Vec<_>>(),
        "forms": track.uses.iter().map(used).collect::<Vec<_>>(),
        "years": track.years.iter().map(year).collect::<Vec<_>>(),
        "not_found": track.gaps.iter().map(gap).collect::<Vec<_>>(),
    })
}

fn summary(track: &Track<'_>) -> String {
    let mut with: Vec<_> = track.entries.iter().map(|entry| entry.statement.sha256.as_str()).collect();
    with.sort_unstable();
    with.dedup();
    let (passages, texts) = (track.entries.len(), track.documents);
    let of = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    format!("{}: {} in {} of {}", track.name, of(passages, "passage"), with.len(), of(texts, "text"))
}

type Plain = fn(&str) -> String;

/// *2031-05-06 (Europe/Oslo) · US · Fishing talks: Readout of the ministry (zh, official translation)*
fn heading(entry: &Entry<'_>, plain: Plain) -> String {
    let statement = &entry.statement;
    let zone = statement.zone.map(|zone| format!(" ({})", plain(zone))).unwrap_or_default();
    let warning = warning(entry).map(|warning| format!(" · {warning}")).unwrap_or_default();
    format!(
        "{}{zone} · {} · {}: {} ({}, {}){warning}",
        date(statement.date),
        plain(party(statement.party)),
        plain(statement.event),
        plain(statement.document),
        plain(&statement.language.0),
        statement.translation.name()
    )
}

/// The sentence on one line, with the words found between marks.
fn marked(entry: &Entry<'_>, plain: Plain, marks: [&str; 2]) -> String {
    let text = entry.statement.text;
    let mut line = String::new();
    let mut at = entry.sentence.start;
    for place in entry.places.iter().filter(|place| place.start >= entry.sentence.start) {
        let from = place.start.max(at);
        if from >= place.end {
            continue;
        }
        line.push_str(&spaced(Span::new(at, from).of(text), plain));
        let inside = plain(&one_line(Span::new(from, place.end).of(text)));
        let _ = write!(line, "{}{inside}{}", marks[0], marks[1]);
        at = place.end;
    }
    line.push_str(&spaced(Span::new(at, entry.sentence.end.max(at)).of(text), plain));
    line
}

/// White space of any length becomes one space, also at the ends.
fn spaced(text: &str, plain: Plain) -> String {
    let space = |is: bool| if is { " " } else { "" };
    let words = one_line(text);
    if words.is_empty() {
        return space(!text.is_empty()).to_owned();
    }
    let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    format!("{}{}{}", space(before), plain(&words), space(after))
}

/// *NO: "fishing rights", 3 times, first 2031-05-06, last 2032-02-01*
fn form(track: &Track<'_>, one: &Use, plain: Plain) -> String {
    let times = if one.count == 1 { "once".to_owned() } else { format!("{} times", one.count) };
    let (first, last) = (day(track, one.first), day(track, one.last));
    let when = match (first, last) {
        (None, _) => "date unknown".to_owned(),
        (Some(first), Some(last)) if first != last => format!("first {first}, last {last}"),
        (Some(first), _) => format!("on {first}"),
    };
    format!("{}: “{}”, {times}, {when}", plain(party(one.party.as_ref())), plain(&one.form))
}

fn years<'a>(track: &'a Track<'_>) -> impl Iterator<Item = String> + 'a {
    track.years.iter().map(|((who, year), of)| {
        format!("{year} {}: {} found, in {} of {} documents", party(*who), of.hits, of.with, of.documents)
    })
}

fn gap(gap: &Gap<'_>, plain: Plain) -> String {
    let documents: Vec<String> = gap.documents.iter().map(|title| plain(title)).collect();
    format!("{} · {} · {}: {}", date(gap.date), plain(party(gap.party)), plain(gap.event), documents.join("; "))
}

fn section(out: &mut String, title: &str, lines: impl Iterator<Item = String>, bullet: &str) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let _ = writeln!(out, "{title}");
        lines.for_each(|line| {
            let _ = writeln!(out, "{bullet}{line}");
        });
    }
}

fn day(track: &Track<'_>, entry: usize) -> Option<String> {
    track.entries.get(entry)?.statement.date.map(|date| date.to_string())
}

fn date(date: Option<Date>) -> String {
    date.map_or_else(|| "undated".to_owned(), |date| date.to_string())
}

fn party(party: Option<&PartyId>) -> &str {
    party.map_or("party unknown", |party| party.0.as_str())
}

fn warning(entry: &Entry<'_>) -> Option<&'static str> {
    (entry.statement.standing == Standing::Reconstruction).then_some(Standing::WARNING)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Lexicon;
    use crate::domain::{Language, TextHash, Translation};
    use crate::review::track::{Scope, Statement, Wanted, track};

    const ZH: &str = "双方周一会面，\n谈到水獭和铁路。";

    fn check(wanted: &str, look: impl FnOnce(&Track<'_>)) {
        let (north, south) = (PartyId("NO".to_owned()), PartyId("SO".to_owned()));
        let (en, zh) = (Language("en".to_owned()), Language("zh".to_owned()));
        let hash = TextHash::of("x");
        let other = TextHash::of("y");
        let day = |year| Some(jiff::civil::date(year, 5, 6));
        let statement = |event, date, party, language, sha256, text| Statement {
            event,
            date,
            zone: Some("Europe/Oslo"),
            party: Some(party),
            document: "=Note",
            language,
            translation: Translation::Official,
            standing: Standing::Document,
            sha256,
            text,
            shelved: None,
        };
        let statements = [
            statement("River *fair*", day(2031), &north, &en, &hash, "Before. They spoke of *otters*\n twice. After."),
            statement("River *fair*", day(2031), &south, &zh, &other, ZH),
        ];
        let lexicon = Lexicon::builtin();
        look(&track(statements, &Wanted::parse(wanted, lexicon).unwrap(), &Scope::default(), lexicon));
    }

    #[test]
    fn text_shows_the_sentence_its_document_and_the_gaps() {
        check("otters", |track| {
            assert_eq!(
                text(track),
                "“otters”: 1 passage in 1 of 2 texts\n\n\
                 2031-05-06 (Europe/Oslo) · NO · River *fair*: =Note (en, official translation)\n  \
                 They spoke of *[otters]* twice.\n\n\
                 Forms\n  NO: “otters”, once, on 2031-05-06\n\n\
                 Years\n  2031 NO: 1 found, in 1 of 1 documents\n  2031 SO: 0 found, in 0 of 1 documents\n\n\
                 Not found in the texts loaded\n  2031-05-06 · SO · River *fair*: =Note\n"
            );
        });
    }

    #[test]
    fn markdown_lets_nothing_from_a_text_act() {
        check("otters", |track| {
            let shown = markdown(track);
            assert!(shown.contains(r"> They spoke of \***otters**\* twice."), "{shown}");
            assert!(shown.contains(r"River \*fair\*"), "{shown}");
        });
    }

    #[test]
    fn csv_is_harmless_and_counts_code_points() {
        check("水獭", |track| {
            let bytes = csv(track);
            let rows: Vec<&str> = std::str::from_utf8(&bytes).unwrap().split("\r\n").collect();
            assert_eq!(rows.len(), 3);
            let hash = TextHash::of("y");
            assert_eq!(
                rows[1],
                format!(
                    "2031-05-06,Europe/Oslo,River *fair*,SO,'=Note,zh,official translation,,{},8,16,\
                     谈到水獭和铁路。,水獭",
                    hash.as_str()
                )
            );
        });
    }

    #[test]
    fn json_counts_code_points() {
        check("水獭", |track| {
            let value = json(track);
            assert_eq!(value["entries"][0]["found"][0], json!({"start": 10, "end": 12, "text": "水獭"}));
            assert_eq!(value["not_found"][0]["party"], "NO");
            assert_eq!(value["forms"][0]["first"], "2031-05-06");
        });
    }
}
