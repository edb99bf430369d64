//! The parts of a Word document that do not depend on the article.

use super::super::markup::{Element, element};
use super::W;
use crate::review::publication::PROGRAM;

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";

pub(super) fn content_types() -> String {
    let default = |ending: &str, kind: &str| element("Default").with("Extension", ending).with("ContentType", kind);
    let part = |name: &str, kind: &str| element("Override").with("PartName", name).with("ContentType", kind);
    element("Types")
        .with("xmlns", TYPES)
        .add(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .add(default("xml", "application/xml"))
        .add(part("/word/document.xml", &format!("{MAIN}.document.main+xml")))
        .add(part("/word/styles.xml", &format!("{MAIN}.styles+xml")))
        .add(part("/word/settings.xml", &format!("{MAIN}.settings+xml")))
        .add(part("/word/footnotes.xml", &format!("{MAIN}.footnotes+xml")))
        .add(part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
        .xml()
}

fn relation(id: &str, kind: &str, target: &str) -> Element {
    element("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

pub(super) fn relations() -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    element("Relationships")
        .with("xmlns", PACKAGE)
        .add(relation("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"))
        .add(relation("rId2", core, "docProps/core.xml"))
        .xml()
}

pub(super) fn document_relations() -> String {
    let parts = ["styles", "settings", "footnotes"];
    let relations = parts
        .iter()
        .enumerate()
        .map(|(n, name)| relation(&format!("rId{}", n + 1), &format!("{OFFICE}/{name}"), &format!("{name}.xml")));
    element("Relationships").with("xmlns", PACKAGE).add_all(relations).xml()
}

pub(super) fn properties(title: &str) -> String {
    element("cp:coreProperties")
        .with("xmlns:cp", CORE)
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .add(element("dc:title").add(title))
        .add(element("dc:creator").add(PROGRAM))
        .xml()
}

/// The two footnotes with which every Word document begins: the line above the notes, and its continuation.
pub(super) fn settings() -> String {
    let separator = |id: i8| element("w:footnote").with("w:id", id);
    element("w:settings").with("xmlns:w", W).add(element("w:footnotePr").add(separator(-1)).add(separator(0))).xml()
}

fn value(name: &'static str, value: &str) -> Element {
    element(name).with("w:val", value)
}

/// Fonts by script: Word takes the second for Chinese, Japanese and Korean.
fn fonts(latin: &str, asian: &str) -> Element {
    element("w:rFonts").with("w:ascii", latin).with("w:hAnsi", latin).with("w:cs", latin).with("w:eastAsia", asian)
}

pub(super) fn styles() -> String {
    let language = element("w:lang").with("w:val", "en-GB").with("w:eastAsia", "zh-CN");
    let run = element("w:rPr")
        .add(fonts("Georgia", "SimSun"))
        .add(value("w:sz", "21"))
        .add(value("w:szCs", "21"))
        .add(language);
    let spacing = element("w:spacing").with("w:after", "120").with("w:line", "276").with("w:lineRule", "auto");
    let defaults = element("w:docDefaults")
        .add(element("w:rPrDefault").add(run))
        .add(element("w:pPrDefault").add(element("w:pPr").add(spacing)));
    element("w:styles")
        .with("xmlns:w", W)
        .add(defaults)
        .add(style("paragraph", "Normal", None, element("w:pPr"), element("w:rPr")).with("w:default", "1"))
        .add_all([heading("Heading1", 1, "36"), heading("Heading2", 2, "28"), heading("Heading3", 3, "23")])
        .add_all(paragraph_styles())
        .add_all(character_styles())
        .xml()
}

fn style(kind: &str, id: &str, based: Option<&str>, paragraph: Element, run: Element) -> Element {
    let mut out = element("w:style").with("w:type", kind).with("w:styleId", id).add(value("w:name", id));
    if let Some(based) = based {
        out = out.add(value("w:basedOn", based));
    }
    if kind == "paragraph" {
        out = out.add(paragraph);
    }
    out.add(run)
}

fn heading(id: &'static str, level: u8, size: &str) -> Element {
    let spacing = element("w:spacing").with("w:before", "360").with("w:after", "120");
    let level = value("w:outlineLvl", &(level - 1).to_string());
    let paragraph = element("w:pPr").add(element("w:keepNext")).add(spacing).add(level);
    let run = element("w:rPr").add(fonts("Arial", "SimHei")).add(element("w:b")).add(value("w:sz", size));
    style("paragraph", id, Some("Normal"), paragraph, run)
}

fn paragraph_styles() -> [Element; 5] {
    let indent = || element("w:ind").with("w:left", "425").with("w:right", "425");
    let border = |colour: &str| {
        let line = element("w:left").with("w:val", "single").with("w:sz", "18").with("w:space", "8");
        element("w:pBdr").add(line.with("w:color", colour))
    };
    let small = |size: &str| element("w:rPr").add(value("w:sz", size));
    let tight = || element("w:spacing").with("w:after", "40");
    [
        style(
            "paragraph",
            "Quote",
            Some("Normal"),
            element("w:pPr").add(element("w:keepNext")).add(border("999999")).add(tight()).add(indent()),
            element("w:rPr"),
        ),
        style(
            "paragraph",
            "Trace",
            Some("Normal"),
            element("w:pPr").add(border("999999")).add(indent()),
            element("w:rPr").add(value("w:color", "555555")).add(value("w:sz", "16")),
        ),
        style(
            "paragraph",
            "Warning",
            Some("Normal"),
            element("w:pPr").add(element("w:keepNext")).add(border("B35900")).add(indent()),
            element("w:rPr").add(element("w:b")).add(value("w:color", "8A4B00")),
        ),
        style("paragraph", "TableText", Some("Normal"), element("w:pPr").add(tight()), small("19")),
        style("paragraph", "FootnoteText", Some("Normal"), element("w:pPr").add(tight()), small("17")),
    ]
}

/// The marks: each has its own underline, so that a colour never stands alone.
fn character_styles() -> [Element; 9] {
    let mark = |id: &'static str, colour: &str, line: &str, loud: bool| {
        let mut run = element("w:rPr");
        if loud {
            run = run.add(element("w:b")).add(value("w:color", colour));
        }
        style("character", id, None, element("w:pPr"), run.add(value("w:u", line).with("w:color", colour)))
    };
    [
        mark("MarkSame", "2C6E3F", "single", false),
        mark("MarkConcept", "2C6E3F", "dotted", false),
        mark("MarkFigure", "2C6E3F", "double", false),
        mark("MarkConflict", "A3151B", "wave", true),
        mark("MarkStrength", "8A4B00", "dash", true),
        mark("MarkChanged", "6A2FA0", "thick", true),
        style(
            "character",
            "FootnoteReference",
            None,
            element("w:pPr"),
            element("w:rPr").add(value("w:vertAlign", "superscript")),
        ),
        style("character", "Code", None, element("w:pPr"), element("w:rPr").add(fonts("Courier New", "SimSun"))),
        style(
            "character",
            "Hyperlink",
            None,
            element("w:pPr"),
            element("w:rPr").add(value("w:color", "1F5FA8")).add(value("w:u", "single")),
        ),
    ]
}
