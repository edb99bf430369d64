//! The formats for people.

use crate::scene::{CANARY, Scene, dossier};
use diptych::domain::{Side, Span, Standing};
use diptych::export::{Choice, Format};
use diptych::review::{Content, Publication, pasted};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

/// The elements and attributes of a page; it must be well-formed.
fn names(page: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut elements, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    let mut reader = Reader::from_str(page);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return (elements, attributes),
            Event::Start(start) | Event::Empty(start) => {
                elements.insert(String::from_utf8(start.name().as_ref().to_vec()).unwrap());
                for attribute in start.attributes() {
                    attributes.insert(String::from_utf8(attribute.unwrap().key.as_ref().to_vec()).unwrap());
                }
            }
            _ => {}
        }
    }
}

#[test]
fn html_holds_nothing_that_runs_or_loads() {
    let page = Scene::of(dossier()).text(Format::Html);
    let (elements, attributes) = names(&page);
    for bad in ["script", "b", "img", "iframe", "object", "link", "base", "form"] {
        assert!(!elements.contains(bad), "<{bad}>");
    }
    let acting: Vec<&String> = attributes.iter().filter(|name| name.starts_with("on") || *name == "style").collect();
    assert!(acting.is_empty() && !attributes.contains("src"), "{acting:?}");
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    assert!(!page.contains("href=\"javascript:") && !page.contains('\u{202e}'));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn html_says_which_language_each_text_is_in() {
    let page = Scene::of(dossier()).text(Format::Html);
    assert!(page.contains("<p lang=\"zh\">双方同意暂停30天</p>"), "{page}");
    assert!(page.contains("<td lang=\"zh\">") && page.contains("<td lang=\"en\">"));
}

#[test]
fn the_table_keeps_marks_tags_and_notes() {
    let scene = Scene::of(dossier());
    let (page, text) = (scene.text(Format::Html), scene.text(Format::Markdown));
    assert!(page.contains("<a href=\"#note-2\">note 2 fc</a>"), "{page}");
    assert!(text.contains("(note 2 fc)"), "{text}");
    assert!(page.contains("<span class=\"glyph\" lang=\"en\">○</span>") && text.contains("| ○ "), "{text}");
    let mut publication = scene.publication();
    let lines = &mut publication.table.as_mut().unwrap().lines;
    let first = lines.iter_mut().find_map(|line| line.cells.left.first_mut()).unwrap();
    first.pieces[0].mark = Some(diptych::compare::Mark::FigureConflict);
    let write = |format: Format| String::from_utf8(format.write(&publication, Choice::default()).unwrap()).unwrap();
    assert!(write(Format::Html).contains("<mark class=\"conflict\" title=\"figure in conflict\">‹≠ "));
    assert!(write(Format::Markdown).contains("‹≠ "));
    assert!(page.contains("<svg") && page.contains("</svg>"));
}

#[test]
fn speech_that_is_rendered_is_said_to_be() {
    let scene = Scene::of(dossier());
    let text = scene.text(Format::Markdown);
    let said = "习近平指出，我愿同总统先生一道努力。";
    let warned = format!("> **[rendered speech, not the speaker’s own words]**\n   >\n   > {said}\n");
    assert!(text.contains(&warned), "{text}");
    assert!(text.contains(&format!("**\\[rendered speech, not the speaker’s own words\\]** {said}")), "{text}");
    let at = crate::scene::RIGHT.find("我愿").unwrap();
    let shown = scene.panes();
    let compared = diptych::compare::event(
        &diptych::review::sets_of(&scene.dossier, shown),
        &diptych::review::frame_of(&scene.dossier, shown),
        diptych::compare::Lexicon::builtin(),
    );
    let line = pasted(&scene.dossier, shown, Some(&compared.main), Side::Right, Span::new(at, at + 6)).unwrap();
    assert!(line.starts_with("The Chinese readout renders this as speech, not in the speaker’s own words: "), "{line}");
    assert!(!line.split(" — ").next().unwrap().contains('“'), "{line}");
}

#[test]
fn a_line_to_paste_says_who_says_what_and_what_the_other_does_not() {
    let scene = Scene::of(dossier());
    let shown = scene.panes();
    let compared = diptych::compare::event(
        &diptych::review::sets_of(&scene.dossier, shown),
        &diptych::review::frame_of(&scene.dossier, shown),
        diptych::compare::Lexicon::builtin(),
    );
    let at = crate::scene::RIGHT.find("𠀀台湾").unwrap();
    let line = pasted(&scene.dossier, shown, Some(&compared.main), Side::Right, Span::new(at, at + 28)).unwrap();
    let expected = "The Chinese readout says “𠀀台湾问题是核心。” [Chinese original]; the American readout does not mention \
                    it (searched: Readout ";
    assert!(line.starts_with(expected), "{line}");
    let source = "China, Ministry & Co of CN, “通话”, leader’s readout, Chinese original, published 5 June 2025, 21:30 \
                  +08:00, retrieved 6 June 2025, 10:00 UTC, https://example.org/cn";
    assert!(line.contains(source), "{line}");
}

#[test]
fn a_reconstruction_is_warned_of_at_every_quotation() {
    let mut dossier = dossier();
    dossier.readouts.iter_mut().for_each(|readout| readout.standing = Standing::Reconstruction);
    let scene = Scene::of(dossier);
    let quotations = scene.text(Format::Markdown).matches(", characters ").count();
    let check = |text: &str, at_least: usize, what: &str| {
        let warnings = text.matches(Standing::WARNING).count();
        assert!(warnings >= at_least, "{what}: {warnings} of {at_least}");
    };
    check(&scene.text(Format::Markdown), quotations, "md");
    check(&scene.text(Format::Html), quotations, "html");
    let rows = csv::Reader::from_reader(Cursor::new(scene.bytes(Format::Csv))).records().count();
    check(&scene.text(Format::Csv), rows, "csv");
    check(&scene.text(Format::Json), quotations, "json");
    let targets = scene.text(Format::WebAnnotation).matches("\"SpecificResource\"").count();
    check(&scene.text(Format::WebAnnotation), targets, "w3c");
    check(&scene.text(Format::Bibtex), 2, "bib");
    check(&scene.text(Format::Csl), 2, "csl");
    check(&word_part(&scene, "word/document.xml"), quotations, "docx");
}

fn word_part(scene: &Scene, name: &str) -> String {
    let bytes = scene.bytes(Format::Word);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn word_has_a_footnote_for_every_citation_and_a_language_for_every_text() {
    let scene = Scene::of(dossier());
    let (document, notes) = (word_part(&scene, "word/document.xml"), word_part(&scene, "word/footnotes.xml"));
    names(&document);
    names(&notes);
    let cited = document.matches("<w:footnoteReference ").count();
    assert!(cited > 5);
    // And the two that separate them from the text.
    assert_eq!(notes.matches("<w:footnote ").count(), cited + 2);
    assert_eq!(notes.matches("SHA-256 ").count(), scene.publication().references.len());
    assert!(document.contains("<w:lang w:eastAsia=\"zh-CN\"/>"));
    assert!(document.contains("<w:tblHeader/>"));
}

#[test]
fn markdown_reads_as_it_was_meant() {
    let text = Scene::of(dossier()).text(Format::Markdown);
    let acting = text.replace("\\<", "");
    assert!(!acting.contains("<script") && !acting.contains("<b onclick"), "{text}");
    assert!(text.contains("**60** against 30."), "the analyst's own Markdown stays");
    assert!(text.contains("**United States**: not found in the texts loaded: *Readout "), "{text}");
    assert!(text.contains("The texts were compared by Diptych"), "{text}");
    assert!(text.contains("4 notes by an unnamed annotator (1), A. Weber (3); 1 took over"), "{text}");
    assert!(text.contains("earlier version, captured 5 June 2025, 10:00 UTC"), "{text}");
}

#[test]
fn what_was_not_asked_for_stays_out() {
    let scene = Scene::of(dossier());
    let write = |publication: Publication<'_>| {
        String::from_utf8(Format::Markdown.write(&publication, Choice::default()).unwrap()).unwrap()
    };
    let notes = write(scene.publication().with_content(Content::Notes));
    assert!(notes.contains("## Notes") && !notes.contains("## Discrepancies"));
    let found = write(scene.publication().with_content(Content::Discrepancies));
    assert!(!found.contains("## Notes") && found.contains("## Discrepancies"));
    assert!(write(scene.publication()).contains("## Side by side"));
    assert!(!write(scene.publication().with_quotations_only()).contains("## Side by side"));
}

#[test]
fn the_same_event_is_the_same_file() {
    let (one, two) = (Scene::of(dossier()), Scene::of(dossier()));
    for format in Format::ALL {
        assert!(one.bytes(format) == two.bytes(format), "{format:?}");
        assert!(CANARY.len() > 20 && !one.bytes(format).is_empty());
    }
}
