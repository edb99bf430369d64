//! The article as Markdown (CommonMark with the tables and footnotes of GitHub).
//!
//! ```markdown
//! # Trump–Xi call
//!
//! ### 1. Omission
//!
//! **China** (Chinese original)[^2]
//!
//! > 双方同意……
//! >
//! > *cn-account, characters 37–52 of 8c7203ed6242*
//!
//! [^2]: China, Xinhua, “Readout”, Chinese original, published 5 June 2025, 21:30 +08:00, <https://…>, SHA-256 8c72….
//! ```
//!
//! Words from texts and titles are escaped, so that none of them acts as markup; the analyst's own notes are Markdown
//! already and stay as they were written, but for raw HTML.

use super::article::{Article, Block, Inline, article, footnote, trace, without_html};
use super::escape::{escaped, escaped_within};
use crate::domain::{Side, visible};
use crate::review::publication::{Extract, Publication, Statement, Table};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A publication as Markdown.
#[must_use]
pub fn markdown(publication: &Publication<'_>) -> String {
    let article = article(publication);
    let mut writer = Writer { article: &article, cited: BTreeSet::new() };
    let mut text = writer.blocks(&article.blocks);
    for at in writer.cited {
        let line = plain_line(&footnote(&publication.references[at], true));
        let _ = writeln!(text, "[^{}]: {line}", at + 1);
    }
    text
}

struct Writer<'a> {
    article: &'a Article<'a>,
    /// References that are cited, by their place.
    cited: BTreeSet<usize>,
}

impl Writer<'_> {
    /// Every block ends with an empty line.
    fn blocks(&mut self, blocks: &[Block<'_>]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block<'_>) -> String {
        match block {
            Block::Heading { level, words, .. } => {
                format!("{} {}\n\n", "#".repeat(usize::from(*level)), self.line(words))
            }
            Block::Paragraph(words) => format!("{}\n\n", self.line(words)),
            Block::Warning(words) => format!("> {}\n\n", self.line(words)),
            Block::Quotation(extract) => self.quotation(extract),
            Block::Aside(blocks) => indented(&self.blocks(blocks), "> ", "> "),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Code(code) => format!("{}\n", indented(code, "    ", "    ")),
            // Markdown of the analyst's own; only what cannot be seen is shown, and HTML cannot act.
            Block::Written(note) => format!("{}\n\n", without_html(&visible(note).text)),
            Block::Level(table) => self.level(table),
            Block::Emphasis(table) => self.emphasis(table),
        }
    }

    fn line(&mut self, words: &[Inline]) -> String {
        let cited = words.iter().filter_map(|inline| match inline {
            Inline::Footnote(at) => Some(*at),
            _ => None,
        });
        self.cited.extend(cited);
        plain_line(words)
    }

    fn quotation(&mut self, extract: &Extract<'_>) -> String {
        let mut out = String::new();
        if let Some(warning) = extract.voicing.warning() {
            let _ = writeln!(out, "> **[{}]**\n>", escaped(warning));
        }
        for line in extract.words().lines() {
            let _ = writeln!(out, "> {}", escaped(line));
        }
        let _ = writeln!(out, ">\n> *{}*\n", escaped(&trace(self.article.publication, extract)));
        out
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block<'_>>]) -> String {
        let mut out = String::new();
        for (n, item) in items.iter().enumerate() {
            let sign = if ordered { format!("{}. ", n + 1) } else { "- ".to_owned() };
            let indent = " ".repeat(sign.len());
            out.push_str(&indented(&self.blocks(item), &sign, &indent));
        }
        out
    }

    fn level(&mut self, table: &Table<'_>) -> String {
        let mut out = String::from("| |");
        for side in Side::BOTH {
            let reference = &self.article.publication.references[table.references[side]];
            let name = reference.party_name().map(|name| format!("{name}: ")).unwrap_or_default();
            let _ = write!(out, " {}", escaped(&format!("{name}{}", reference.title())));
            let _ = write!(out, "{} |", self.line(&[Inline::Footnote(table.references[side])]));
        }
        out.push_str("\n|---:|---|---|\n");
        for line in &table.lines {
            let cell = |side: Side| {
                let passages = line.cells[side].iter().map(|statement| self.statement(statement));
                passages.collect::<Vec<_>>().join("<br>")
            };
            let _ = writeln!(out, "| {} | {} | {} |", line.number, cell(Side::Left), cell(Side::Right));
        }
        out.push('\n');
        out
    }

    fn statement(&self, statement: &Statement<'_>) -> String {
        let mut out = statement.glyphs();
        if !out.is_empty() {
            out = format!("{} ", escaped(&out));
        }
        if let Some(warning) = statement.extract.voicing.warning() {
            let _ = write!(out, "**\\[{}\\]** ", escaped(warning));
        }
        for piece in &statement.pieces {
            let words = escaped(&piece.words);
            match piece.loud() {
                Some(mark) => {
                    let _ = write!(out, "‹{} {words}›", escaped(&mark.glyph().to_string()));
                }
                None => out.push_str(&words),
            }
        }
        let notes: Vec<String> = statement.notes.iter().map(|&at| self.note(at)).collect();
        if !notes.is_empty() {
            let _ = write!(out, " *({})*", notes.join(", "));
        }
        out
    }

    fn note(&self, at: usize) -> String {
        let note = &self.article.publication.notes[at];
        let letters = note.letters();
        escaped(&if letters.is_empty() {
            format!("note {}", note.number)
        } else {
            format!("note {} {letters}", note.number)
        })
    }

    fn emphasis(&mut self, table: &Table<'_>) -> String {
        let name = |side: Side| {
            let reference = &self.article.publication.references[table.references[side]];
            escaped(super::article::side_name(reference))
        };
        let mut out =
            format!("| topic | {} | | {} | |\n|---|---:|---:|---:|---:|\n", name(Side::Left), name(Side::Right));
        for topic in table.emphasis {
            let cell = |side: Side| match topic.order[side] {
                Some(place) => format!("{:.0} % | {place}.", topic.share[side] * 100.0),
                None => "– | ".to_owned(),
            };
            let _ = writeln!(out, "| {} | {} | {} |", escaped(&topic.gloss), cell(Side::Left), cell(Side::Right));
        }
        out.push('\n');
        out
    }
}

fn plain_line(words: &[Inline]) -> String {
    let one = |(n, inline): (usize, &Inline)| match inline {
        Inline::Text(words) if n == 0 => escaped(words),
        Inline::Text(words) => escaped_within(words),
        Inline::Strong(words) => format!("**{}**", plain_line(words)),
        Inline::Stress(words) => format!("*{}*", plain_line(words)),
        Inline::Code(words) => format!("`{}`", words.replace('`', "'")),
        Inline::Link { address, words } if *words == [super::article::text(address.as_str())] => format!("<{address}>"),
        Inline::Link { address, words } => format!("[{}](<{address}>)", plain_line(words)),
        Inline::Footnote(at) => format!("[^{}]", at + 1),
        Inline::Break => "\\\n".to_owned(),
    };
    words.iter().enumerate().map(one).collect()
}

/// Text with a sign before its first line and an indent before the others; empty lines stay without blanks.
fn indented(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    for (n, line) in text.lines().enumerate() {
        let before = if n == 0 { first } else { rest };
        out.push_str(if line.is_empty() { before.trim_end() } else { before });
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::article::link;
    use super::*;

    #[test]
    fn an_address_is_a_link_only_if_it_is_one() {
        let check = |url: &str, expected: &str| {
            assert_eq!(plain_line(&link(url, vec![Inline::Text(url.to_owned())])), expected);
        };
        check("https://example.org/a?b=1", "<https://example.org/a?b=1>");
        check("javascript:alert(1)", "javascript:alert(1)");
        check("https://x/ <b>", "https://x/ \\<b\\>");
    }
}
