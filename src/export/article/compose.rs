//! What stands in the article, and in which order.

use super::{Article, Block, Inline, side_name, stress, strong, text};
use crate::compare::Mark;
use crate::domain::{Dossier, EventKind, Origin, Side, Standing};
use crate::review::publication::{End, Extract, Finding, Note, Publication, State};

/// The article of a publication.
pub(in crate::export) fn article<'a>(publication: &'a Publication<'a>) -> Article<'a> {
    let title = publication.dossier.event.title.clone();
    let mut blocks = vec![heading(1, "event", &title), Block::Paragraph(vec![text(facts(publication.dossier))])];
    if publication.warns() {
        let words = " Texts marked so were written for Diptych from reported facts. They must not be quoted.";
        blocks.push(Block::Warning(vec![strong(format!("{}.", Standing::WARNING)), text(words)]));
    }
    if publication.notes.is_empty() && publication.findings.is_empty() {
        blocks.push(Block::Paragraph(vec![text("No notes yet.")]));
    }
    if !publication.notes.is_empty() {
        blocks.push(heading(2, "notes", "Notes"));
        publication.notes.iter().for_each(|note| blocks.extend(note_blocks(publication, note)));
    }
    blocks.extend(findings(publication));
    if let Some(table) = &publication.table {
        blocks.push(heading(2, "side-by-side", "Side by side"));
        blocks.push(Block::Paragraph(vec![text(legend())]));
        blocks.push(Block::Level(table));
        if !table.emphasis.is_empty() {
            blocks.push(heading(2, "emphasis", "Emphasis"));
            let words = "Each topic’s share of the text, and in which order each side comes to it.";
            blocks.push(Block::Paragraph(vec![text(words)]));
            blocks.push(Block::Emphasis(table));
        }
    }
    blocks.extend(method(publication));
    Article { title, blocks, publication }
}

fn heading<'a>(level: u8, id: &str, words: &str) -> Block<'a> {
    Block::Heading { level, id: id.to_owned(), words: vec![text(words)] }
}

/// Kind, date with zone, place, parties; that the date is not known is told, too.
fn facts(dossier: &Dossier) -> String {
    let event = &dossier.event;
    let mut kind = event.kind.name().chars();
    let kind: String = kind.next().map(|first| first.to_uppercase().chain(kind).collect()).unwrap_or_default();
    let zone = event.zone.as_deref().map(|zone| format!(" ({zone})")).unwrap_or_default();
    let parties: Vec<&str> = event.parties.iter().map(|party| party.name.as_str()).collect();
    let unknown = || "date not known".to_owned();
    let facts = [
        (event.kind != EventKind::Other).then_some(kind),
        Some(event.date.map_or_else(unknown, |date| format!("{}{zone}", date.strftime("%-d %B %Y")))),
        event.place.clone(),
        (!parties.is_empty()).then(|| parties.join(", ")),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn note_blocks<'a>(publication: &'a Publication<'a>, note: &'a Note<'a>) -> Vec<Block<'a>> {
    let annotation = note.citation.annotation;
    let title = format!("Note {}: {}", note.number, note.citation.heading());
    let mut blocks = vec![heading(3, &format!("note-{}", note.number), &title)];
    for end in &note.ends {
        match end {
            End::Words(extract) => {
                blocks.push(Block::Paragraph(introduction(publication, extract)));
                blocks.push(Block::Quotation(extract));
            }
            End::Nothing { party, searched } => {
                let name = party.map_or("The other side", |party| party.name.as_str());
                let mut line = vec![strong(name), text(": not found in the texts loaded")];
                for (n, &at) in searched.iter().enumerate() {
                    line.push(text(if n == 0 { ": " } else { "; " }));
                    line.push(stress(publication.references[at].title()));
                    line.push(Inline::Footnote(at));
                }
                line.push(text("."));
                blocks.push(Block::Paragraph(line));
            }
        }
    }
    if let Origin::Discrepancy { program, summary, .. } = &annotation.origin {
        blocks.push(Block::Paragraph(vec![stress(format!("Found by {program}:")), text(format!(" {summary}"))]));
    }
    if !annotation.note.trim().is_empty() {
        blocks.push(Block::Written(annotation.note.trim()));
    }
    blocks.push(Block::Paragraph(vec![stress(note_facts(note))]));
    blocks
}

fn note_facts(note: &Note<'_>) -> String {
    let annotation = note.citation.annotation;
    let tags: Vec<String> = note.citation.tags.iter().map(|tag| format!("{} ({})", tag.name, tag.letter)).collect();
    let facts = [
        (!tags.is_empty()).then(|| format!("Tags: {}", tags.join(", "))),
        Some(format!("Status: {}", annotation.status.name())),
        Some(annotation.author.clone()).filter(|author| !author.is_empty()),
        Some(annotation.created.strftime("%Y-%m-%d %H:%M UTC").to_string()),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Whose words follow, in which language, and where from.
fn introduction(publication: &Publication<'_>, extract: &Extract<'_>) -> Vec<Inline> {
    let reference = publication.reference(extract);
    let described = text(format!(" ({})", reference.voice()));
    vec![strong(side_name(reference)), described, Inline::Footnote(extract.reference)]
}

/// What the program found, without what the analyst dismissed: that is counted in the method.
fn findings<'a>(publication: &'a Publication<'a>) -> Vec<Block<'a>> {
    if publication.findings.is_empty() {
        return Vec::new();
    }
    let words = "What the program suggests, most important first; three marks are the most serious. What the analyst \
                 accepted is marked so; what was dismissed is left out.";
    let shown = publication.findings.iter().filter(|finding| finding.state != State::Dismissed);
    let items = shown.map(|finding| finding_blocks(publication, finding)).collect();
    vec![
        heading(2, "discrepancies", "Discrepancies"),
        Block::Paragraph(vec![text(words)]),
        Block::List { ordered: true, items },
    ]
}

fn finding_blocks<'a>(publication: &'a Publication<'a>, finding: &'a Finding<'a>) -> Vec<Block<'a>> {
    let found = finding.found;
    let severity = "!".repeat(usize::from(found.severity));
    let mut line = vec![strong(found.kind.title()), text(format!(" {severity} {}", found.summary))];
    if finding.state == State::Accepted {
        line.extend([text(" "), stress("(accepted)")]);
    }
    if finding.state == State::Disputed {
        line.extend([text(" "), stress("(accepted by one reader, dismissed by another)")]);
    }
    let mut blocks = vec![Block::Paragraph(line)];
    let mut before = None;
    for extract in finding.extracts() {
        if before.replace(extract.reference) != Some(extract.reference) {
            blocks.push(Block::Paragraph(introduction(publication, extract)));
        }
        blocks.push(Block::Quotation(extract));
    }
    if !found.searched.is_empty() {
        let searched = format!("Not found in: {}.", found.searched.join("; "));
        blocks.push(Block::Paragraph(vec![text(searched)]));
    }
    blocks
}

/// The line that explains glyphs and brackets.
fn legend() -> String {
    let marks = Mark::ALL.map(|mark| format!("{} {}", mark.glyph(), mark.meaning()));
    format!(
        "{} · ○ nothing in the other text shown belongs to it · ↗n its partner stands in row n. Words between ‹ and › \
         are those in conflict, of other strength, or changed.",
        marks.join(" · ")
    )
}

/// How it came about, and from which documents.
fn method<'a>(publication: &'a Publication<'a>) -> Vec<Block<'a>> {
    let sentences = publication.method.sentences().join(" ");
    let document = |at: usize| {
        let reference = &publication.references[at];
        let side = reference.side.map_or("", Side::name);
        let line = vec![
            strong(side_name(reference)),
            text(format!(" ({side}): ")),
            stress(reference.title()),
            Inline::Footnote(at),
        ];
        vec![Block::Paragraph(line)]
    };
    let items: Vec<_> = publication.method.searched.iter().map(|&at| document(at)).collect();
    let mut blocks = vec![heading(2, "method", "Method"), Block::Paragraph(vec![text(sentences)])];
    if !items.is_empty() {
        blocks.push(Block::Paragraph(vec![text("Documents searched:")]));
        blocks.push(Block::List { ordered: false, items });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Event;

    #[test]
    fn an_event_of_which_little_is_known_says_so() {
        let mut dossier = Dossier::of(Event::titled("Fishing talks"));
        assert_eq!(facts(&dossier), "date not known");
        dossier.event.kind = EventKind::Call;
        dossier.event.date = Some(jiff::civil::date(2031, 5, 6));
        assert_eq!(facts(&dossier), "Call · 6 May 2031");
    }
}
