//! The article itself and its footnotes, as paragraphs, runs and tables.

use super::super::article::{Article, Block, Inline, footnote, side_name, trace, written};
use super::super::markup::{Element, element};
use super::W;
use crate::compare::Mark;
use crate::domain::{Side, visible};
use crate::review::publication::{Extract, Line, Statement, Table};

/// `word/document.xml` and `word/footnotes.xml`.
pub(super) fn body(article: &Article<'_>) -> (String, String) {
    let mut writer = Writer { article, notes: Vec::new() };
    let blocks = writer.blocks(&article.blocks, 0);
    let margins = element("w:pgMar").with("w:top", 1134).with("w:right", 1020).with("w:bottom", 1134);
    let margins = margins.with("w:left", 1020).with("w:header", 567).with("w:footer", 567).with("w:gutter", 0);
    // A4.
    let section = element("w:sectPr").add(element("w:pgSz").with("w:w", PAGE.0).with("w:h", PAGE.1)).add(margins);
    let body = element("w:body").add_all(blocks).add(section);
    let document = element("w:document").with("xmlns:w", W).add(body).xml();
    let footnotes = writer.footnotes();
    (document, footnotes)
}

/// Width and height of A4, in twentieths of a point.
const PAGE: (u32, u32) = (11906, 16838);
/// The columns of the level table, in twentieths of a point: number, left, right.
const COLUMNS: [u32; 3] = [566, 4650, 4650];

/// How a run looks.
#[derive(Clone, Copy, Default)]
struct Look<'a> {
    bold: bool,
    italic: bool,
    style: Option<&'static str>,
    language: Option<&'a str>,
}

struct Writer<'a> {
    article: &'a Article<'a>,
    /// The reference of each footnote in the order of citation. A footnote is cited once: later ones are short.
    notes: Vec<usize>,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block<'_>], depth: u32) -> Vec<Element> {
        blocks.iter().flat_map(|block| self.block(block, depth)).collect()
    }

    fn block(&mut self, block: &Block<'_>, depth: u32) -> Vec<Element> {
        match block {
            Block::Heading { level, words, .. } => {
                let style = ["Heading1", "Heading2", "Heading3"][usize::from(level - 1).min(2)];
                vec![paragraph(style, depth).add_all(self.runs(words, Look::default()))]
            }
            Block::Paragraph(words) => vec![paragraph("Normal", depth).add_all(self.runs(words, Look::default()))],
            Block::Warning(words) => vec![paragraph("Warning", depth).add_all(self.runs(words, Look::default()))],
            Block::Quotation(extract) => self.quotation(extract, depth),
            Block::Aside(blocks) => self.blocks(blocks, depth + 1),
            Block::List { ordered, items } => self.list(*ordered, items, depth),
            Block::Code(code) => {
                let look = Look { style: Some("Code"), ..Look::default() };
                code.lines().map(|line| paragraph("Normal", depth + 1).add(run(line, look))).collect()
            }
            Block::Written(note) => {
                let blocks = written(note);
                self.blocks(&blocks, depth)
            }
            Block::Level(table) => vec![self.level(table), element("w:p")],
            Block::Emphasis(table) => vec![self.emphasis(table), element("w:p")],
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block<'_>>], depth: u32) -> Vec<Element> {
        let mut out = Vec::new();
        for (n, item) in items.iter().enumerate() {
            let sign = if ordered { format!("{}. ", n + 1) } else { "• ".to_owned() };
            let (first, rest) = item.split_at(usize::from(matches!(item.first(), Some(Block::Paragraph(_)))));
            let words = match first {
                [Block::Paragraph(words)] => self.runs(words, Look::default()),
                _ => Vec::new(),
            };
            out.push(paragraph("Normal", depth).add(run(&sign, Look::default())).add_all(words));
            out.extend(self.blocks(rest, depth + 1));
        }
        out
    }

    fn quotation(&mut self, extract: &Extract<'_>, depth: u32) -> Vec<Element> {
        let publication = self.article.publication;
        let look = Look { language: Some(publication.reference(extract).language()), ..Look::default() };
        let warning = extract.voicing.warning();
        let warning = warning.map(|words| paragraph("Warning", depth).add(run(words, Look::default())));
        let lines = extract.words().lines().map(|line| paragraph("Quote", depth).add(run(line, look)));
        let trace = paragraph("Trace", depth).add(run(&trace(publication, extract), Look::default()));
        warning.into_iter().chain(lines).chain([trace]).collect()
    }

    fn runs(&mut self, words: &[Inline], look: Look<'_>) -> Vec<Element> {
        words.iter().flat_map(|inline| self.inline(inline, look)).collect()
    }

    fn inline(&mut self, inline: &Inline, look: Look<'_>) -> Vec<Element> {
        match inline {
            Inline::Text(words) => vec![run(words, look)],
            Inline::Strong(words) => self.runs(words, Look { bold: true, ..look }),
            Inline::Stress(words) => self.runs(words, Look { italic: true, ..look }),
            Inline::Code(words) => vec![run(words, Look { style: Some("Code"), ..look })],
            Inline::Link { address, words } => {
                // A field needs no list of relations; the address holds no quotation mark.
                let inside = self.runs(words, Look { style: Some("Hyperlink"), ..look });
                let field = element("w:fldSimple").with("w:instr", format!(" HYPERLINK \"{address}\" "));
                vec![field.add_all(inside)]
            }
            Inline::Footnote(at) => {
                self.notes.push(*at);
                let style = element("w:rPr").add(element("w:rStyle").with("w:val", "FootnoteReference"));
                let mark = element("w:footnoteReference").with("w:id", self.notes.len());
                vec![element("w:r").add(style).add(mark)]
            }
            Inline::Break => vec![element("w:r").add(element("w:br"))],
        }
    }

    fn level(&mut self, table: &Table<'_>) -> Element {
        let publication = self.article.publication;
        let mut heads = vec![cell(COLUMNS[0]).add(paragraph("TableText", 0))];
        for (side, width) in Side::BOTH.into_iter().zip([COLUMNS[1], COLUMNS[2]]) {
            let reference = &publication.references[table.references[side]];
            let bold = Look { bold: true, language: Some(reference.language()), ..Look::default() };
            let name = reference.party_name().map(|name| format!("{name}: ")).unwrap_or_default();
            let mark = self.inline(&Inline::Footnote(table.references[side]), Look::default());
            let line = paragraph("TableText", 0).add(run(&name, bold)).add(run(reference.title(), bold)).add_all(mark);
            heads.push(cell(width).add(line));
        }
        let repeated = element("w:trPr").add(element("w:cantSplit")).add(element("w:tblHeader"));
        let head = element("w:tr").add(repeated).add_all(heads);
        let rows = table.lines.iter().map(|line| self.row(line)).collect::<Vec<_>>();
        grid(&COLUMNS).add(head).add_all(rows)
    }

    fn row(&self, line: &Line<'_>) -> Element {
        let number = paragraph("TableText", 0).add(run(&line.number.to_string(), Look::default()));
        let side = |side: Side, width: u32| {
            let mut passages: Vec<Element> =
                line.cells[side].iter().map(|statement| self.statement(statement)).collect();
            if passages.is_empty() {
                // A cell without a paragraph is no cell.
                passages.push(paragraph("TableText", 0));
            }
            cell(width).add_all(passages)
        };
        let keep = element("w:trPr").add(element("w:cantSplit"));
        element("w:tr")
            .add(keep)
            .add(cell(COLUMNS[0]).add(number))
            .add(side(Side::Left, COLUMNS[1]))
            .add(side(Side::Right, COLUMNS[2]))
    }

    fn statement(&self, statement: &Statement<'_>) -> Element {
        let publication = self.article.publication;
        let plain = Look { language: Some(publication.reference(&statement.extract).language()), ..Look::default() };
        let mut out = paragraph("TableText", 0);
        let glyphs = statement.glyphs();
        if !glyphs.is_empty() {
            out = out.add(run(&format!("{glyphs} "), Look::default()));
        }
        if let Some(warning) = statement.extract.voicing.warning() {
            out = out.add(run(&format!("[{warning}] "), Look { bold: true, ..Look::default() }));
        }
        for piece in &statement.pieces {
            let look = Look { style: piece.mark.map(mark_style), ..plain };
            out = out.add(match piece.loud() {
                Some(mark) => run(&format!("‹{} {}›", mark.glyph(), piece.words), look),
                None => run(&piece.words, look),
            });
        }
        for &at in &statement.notes {
            let note = &publication.notes[at];
            let words = format!(" (note {} {})", note.number, note.letters());
            out = out.add(run(&words.replace(" )", ")"), Look { italic: true, ..Look::default() }));
        }
        out
    }

    fn emphasis(&mut self, table: &Table<'_>) -> Element {
        const WIDTHS: [u32; 3] = [5266, 2300, 2300];
        let text = |width: u32, words: &str, bold: bool| {
            cell(width).add(paragraph("TableText", 0).add(run(words, Look { bold, ..Look::default() })))
        };
        let name = |side: Side| side_name(&self.article.publication.references[table.references[side]]);
        let head = element("w:tr")
            .add(element("w:trPr").add(element("w:tblHeader")))
            .add(text(WIDTHS[0], "Topic", true))
            .add(text(WIDTHS[1], name(Side::Left), true))
            .add(text(WIDTHS[2], name(Side::Right), true));
        let rows = table.emphasis.iter().map(|topic| {
            let share = |side: Side| match topic.order[side] {
                Some(place) => format!("{:.0} % · {place}.", topic.share[side] * 100.0),
                None => "–".to_owned(),
            };
            element("w:tr")
                .add(text(WIDTHS[0], &topic.gloss, false))
                .add(text(WIDTHS[1], &share(Side::Left), false))
                .add(text(WIDTHS[2], &share(Side::Right), false))
        });
        grid(&WIDTHS).add(head).add_all(rows)
    }

    /// The footnotes, and before them the two lines that separate them from the text.
    fn footnotes(mut self) -> String {
        let line = |id: i8, kind: &str, name: &'static str| {
            let inside = element("w:p").add(element("w:r").add(element(name)));
            element("w:footnote").with("w:type", kind).with("w:id", id).add(inside)
        };
        let mut out = element("w:footnotes").with("xmlns:w", W).add(line(-1, "separator", "w:separator")).add(line(
            0,
            "continuationSeparator",
            "w:continuationSeparator",
        ));
        let cited = std::mem::take(&mut self.notes);
        for (n, &at) in cited.iter().enumerate() {
            let words = footnote(&self.article.publication.references[at], !cited[..n].contains(&at));
            let style = element("w:rPr").add(element("w:rStyle").with("w:val", "FootnoteReference"));
            let mark = element("w:r").add(style).add(element("w:footnoteRef"));
            let note = paragraph("FootnoteText", 0).add(mark).add(run(" ", Look::default()));
            let note = note.add_all(self.runs(&words, Look::default()));
            out = out.add(element("w:footnote").with("w:id", n + 1).add(note));
        }
        out.xml()
    }
}

fn paragraph(style: &str, depth: u32) -> Element {
    let mut about = element("w:pPr").add(element("w:pStyle").with("w:val", style));
    if depth > 0 {
        // Styles with an indent of their own go on from there.
        let own = if matches!(style, "Quote" | "Trace" | "Warning") { 425 } else { 0 };
        about = about.add(element("w:ind").with("w:left", own + depth * 425));
    }
    element("w:p").add(about)
}

/// Words of one look; line feeds become breaks.
fn run(words: &str, look: Look<'_>) -> Element {
    let mut about = element("w:rPr");
    if let Some(style) = look.style {
        about = about.add(element("w:rStyle").with("w:val", style));
    }
    if look.bold {
        about = about.add(element("w:b"));
    }
    if look.italic {
        about = about.add(element("w:i"));
    }
    if let Some(language) = look.language.filter(|language| *language != "und") {
        let slot = if matches!(language.get(..2), Some("zh" | "ja" | "ko")) { "w:eastAsia" } else { "w:val" };
        about = about.add(element("w:lang").with(slot, place_of(language)));
    }
    let shown = visible(words);
    let mut out = element("w:r").add(about);
    for (n, line) in shown.text.split('\n').enumerate() {
        if n > 0 {
            out = out.add(element("w:br"));
        }
        out = out.add(element("w:t").with("xml:space", "preserve").add(line));
    }
    out
}

/// Word knows languages by country.
fn place_of(language: &str) -> &str {
    match language {
        "zh" | "zh-Hans" => "zh-CN",
        "zh-Hant" => "zh-TW",
        "en" => "en-GB",
        other => other,
    }
}

/// A table with thin lines and columns of these widths.
fn grid(widths: &[u32]) -> Element {
    let line = |name: &'static str| element(name).with("w:val", "single").with("w:sz", 4).with("w:color", "BBBBBB");
    let lines = element("w:tblBorders").add_all(["w:top", "w:bottom", "w:insideH"].map(line));
    let whole: u32 = widths.iter().sum();
    let about = element("w:tblPr")
        .add(element("w:tblW").with("w:w", whole).with("w:type", "dxa"))
        .add(lines)
        .add(element("w:tblLayout").with("w:type", "fixed"));
    let columns = widths.iter().map(|width| element("w:gridCol").with("w:w", width));
    element("w:tbl").add(about).add(element("w:tblGrid").add_all(columns))
}

fn cell(width: u32) -> Element {
    element("w:tc").add(element("w:tcPr").add(element("w:tcW").with("w:w", width).with("w:type", "dxa")))
}

const fn mark_style(mark: Mark) -> &'static str {
    match mark {
        Mark::SameWords => "MarkSame",
        Mark::SameConcept => "MarkConcept",
        Mark::OtherStrength => "MarkStrength",
        Mark::SameFigure => "MarkFigure",
        Mark::FigureConflict => "MarkConflict",
        Mark::Changed => "MarkChanged",
    }
}
