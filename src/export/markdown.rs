//! Notes as Markdown: a block a note, both quotations in their own language, sources as footnotes.

use super::escape::escaped;
use crate::domain::{Anchor, Dossier, Origin, Readout, ReadoutId, Standing, visible};
use crate::review::{Citation, Quotation, cited};
use std::fmt::Write as _;

/// All notes of a dossier.
///
/// Words from texts and titles are escaped, so that none of them acts as markup; the analyst's own
/// notes are Markdown already and stay as they were written.
#[must_use]
pub fn markdown(dossier: &Dossier) -> String {
    let mut sources = Sources { dossier, cited: Vec::new() };
    let mut body = String::new();
    for (n, citation) in cited(dossier).iter().enumerate() {
        write_block(&mut body, n + 1, citation, &mut sources);
    }
    let mut text = heading(dossier);
    if body.is_empty() {
        text.push_str("No notes yet.\n");
    }
    text.push_str(&body);
    text.push_str(&sources.footnotes());
    text
}

fn heading(dossier: &Dossier) -> String {
    let event = &dossier.event;
    let mut text = format!("# {}\n\n", escaped(&event.title));
    let parties: Vec<String> = event.parties.iter().map(|party| escaped(&party.name)).collect();
    let facts = [
        Some(capitalised(event.kind.name())),
        event.date.map(|date| date.strftime("%-d %B %Y").to_string()),
        event.place.as_deref().map(escaped),
        (!parties.is_empty()).then(|| parties.join(", ")),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let _ = writeln!(text, "{}\n", facts.join(" · "));
    if dossier.has_reconstruction() {
        let _ = writeln!(
            text,
            "> **{}.** Texts marked so were written for Diptych from reported facts. They must not be quoted.\n",
            Standing::WARNING
        );
    }
    text
}

fn write_block(out: &mut String, number: usize, citation: &Citation<'_>, sources: &mut Sources<'_>) {
    let _ = writeln!(out, "## {number}. {}\n", escaped(citation.heading()));
    for quotation in &citation.quotations {
        match quotation {
            Quotation::Words { anchor, readout, party } => {
                let title = readout.map_or("Unknown document", |readout| readout.title.as_str());
                let name = party.map_or(title, |party| party.name.as_str());
                let note = sources.number(&anchor.readout);
                let _ = writeln!(out, "**{}**{}[^{note}]\n", escaped(name), described(*readout));
                write_quote(out, anchor, quotation.warning());
            }
            Quotation::Nothing { party, searched } => {
                let name = party.map_or("The other side", |party| party.name.as_str());
                let titles: Vec<String> = searched
                    .iter()
                    .map(|readout| format!("*{}*[^{}]", escaped(&readout.title), sources.number(&readout.id)))
                    .collect();
                let _ = writeln!(out, "**{}**: not found in the texts loaded: {}.\n", escaped(name), titles.join("; "));
            }
        }
    }
    if let Origin::Discrepancy { program, summary, .. } = &citation.annotation.origin {
        let _ = writeln!(out, "*Found by {}:* {}\n", escaped(program), escaped(summary));
    }
    // Markdown of the analyst's own; only what cannot be seen is shown.
    let note = visible(citation.annotation.note.trim());
    if !note.text.is_empty() {
        let _ = writeln!(out, "{}\n", note.text);
    }
    let tags: Vec<String> = citation.tags.iter().map(|tag| escaped(&tag.name)).collect();
    let facts = [
        (!tags.is_empty()).then(|| format!("Tags: {}", tags.join(", "))),
        Some(format!("Status: {}", citation.annotation.status.name())),
        Some(escaped(&citation.annotation.author)).filter(|author| !author.is_empty()),
        Some(citation.annotation.created.strftime("%Y-%m-%d %H:%M UTC").to_string()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let _ = writeln!(out, "*{}*\n", facts.join(" · "));
}

fn described(readout: Option<&Readout>) -> String {
    let Some(readout) = readout else { return String::new() };
    format!(" ({}, {})", escaped(&readout.language.0), readout.translation.name())
}

fn write_quote(out: &mut String, anchor: &Anchor, warning: Option<&str>) {
    if let Some(warning) = warning {
        let _ = writeln!(out, "> **[{warning}]**\n>");
    }
    for line in anchor.quote.lines() {
        let _ = writeln!(out, "> {}", escaped(line));
    }
    out.push('\n');
}

/// The documents that were cited, numbered in the order in which they came up.
struct Sources<'a> {
    dossier: &'a Dossier,
    cited: Vec<ReadoutId>,
}

impl Sources<'_> {
    fn number(&mut self, id: &ReadoutId) -> usize {
        let known = self.cited.iter().position(|cited| cited == id);
        known.unwrap_or_else(|| {
            self.cited.push(id.clone());
            self.cited.len() - 1
        }) + 1
    }

    fn footnotes(&self) -> String {
        let notes = self.cited.iter().enumerate().map(|(n, id)| {
            let source = self.dossier.readout(id).map_or_else(
                || format!("The document {} is no longer in the dossier.", escaped(&id.0)),
                |readout| self.source(readout),
            );
            format!("[^{}]: {source}\n", n + 1)
        });
        notes.collect()
    }

    /// Party, publisher, title, channel, times with zone, addresses, language, hash.
    fn source(&self, readout: &Readout) -> String {
        let party = readout.party.as_ref().and_then(|id| self.dossier.event.party(id));
        let parts = [
            readout.is_reconstruction().then(|| format!("**{}**", Standing::WARNING)),
            party.map(|party| escaped(&party.name)),
            readout.publisher.as_deref().map(escaped),
            Some(format!("*{}*", escaped(&readout.title))),
            readout.channel.as_deref().map(escaped),
            readout.published.as_ref().map(|time| format!("published {}", time.strftime("%-d %B %Y %H:%M %:z"))),
            readout.retrieved.as_ref().map(|time| format!("retrieved {}", time.strftime("%Y-%m-%d %H:%M UTC"))),
            Some(format!("{}, {}", escaped(&readout.language.0), readout.translation.name())),
            readout.url.as_deref().map(address),
            readout.archive_url.as_deref().map(|url| format!("archived at {}", address(url))),
            readout.reconstructs.as_deref().map(|url| format!("stands for the document at {}", address(url))),
            readout.latest().map(|version| format!("SHA-256 {}", version.sha256.as_str())),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!("{}.", parts.join(". "))
    }
}

/// An address as an automatic link, or escaped where it is none.
fn address(url: &str) -> String {
    let plain = url.starts_with("https://") || url.starts_with("http://");
    let safe = url.chars().all(|c| c.is_ascii_graphic() && c != '<' && c != '>');
    if plain && safe { format!("<{url}>") } else { escaped(url) }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_link_only_if_it_is_one() {
        assert_eq!(address("https://example.org/a?b=1"), "<https://example.org/a?b=1>");
        assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(address("https://x/ <b>"), "https://x/ \\<b\\>");
    }
}
