//! Documents made in memory, whole and hostile.

use crate::ingest::captured::{Captured, CutKind};
use crate::ingest::{Document, IngestError, Watch};
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
                 xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";

/// A zip file of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let method =
            if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version='1.0'?><w:document {W}><w:body>{body}</w:body></w:document>");
    let mut parts = vec![("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document.as_bytes())];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    packed(&parts)
}

fn odt_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
         xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    );
    let mut parts =
        vec![("mimetype", &b"application/vnd.oasis.opendocument.text"[..]), ("content.xml", content.as_bytes())];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    packed(&parts)
}

fn read(bytes: Vec<u8>) -> Result<Captured, IngestError> {
    Document::bytes(bytes)?.read(&Watch::nobody())
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_word_document_gives_its_paragraphs_and_what_it_says_of_itself() {
    let body = paragraph("双方同意 &amp; agreed &#x2014; fully.")
        + "<w:p><w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/>\
           <w:t>three</w:t></w:r></w:p><w:p/>"
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>cell b</w:t></w:r></w:p>\
           </w:tc></w:tr></w:tbl>"
        + "<w:p><w:r><w:t>Noted</w:t><w:footnoteReference w:id='2'/></w:r></w:p>";
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>\
         <w:footnote w:id='2'>{}</w:footnote></w:footnotes>",
        paragraph("A note.")
    );
    let head = format!("<w:hdr {W}>{}</w:hdr>", paragraph("The Ministry"));
    let core = "<cp:coreProperties xmlns:cp='x' xmlns:dc='http://purl.org/dc/elements/1.1/' \
                xmlns:dcterms='http://purl.org/dc/terms/'><dc:title>A call</dc:title>\
                <dcterms:created>2025-06-05T10:00:00Z</dcterms:created><dc:language>zh-CN</dc:language></cp:coreProperties>";
    let parts = [("word/footnotes.xml", notes.as_str()), ("word/header1.xml", &head), ("docProps/core.xml", core)];
    let captured = read(docx_with(&body, &parts)).unwrap();
    assert_eq!(
        captured.text,
        "双方同意 & agreed — fully.\n\nOne\ttwo\nthree\n\ncell a\n\ncell b\n\nNoted\n\nA note.\n"
    );
    let found = &captured.found;
    assert_eq!(found.title.as_ref().unwrap().value, "A call");
    assert_eq!(found.created.as_ref().unwrap().value.to_string(), "2025-06-05T10:00:00+00:00");
    assert_eq!((found.language.as_ref().unwrap().value.as_str(), &found.published), ("zh-CN", &None));
    assert!(matches!(&captured.cut[..], [cut] if cut.kind == CutKind::Running && cut.text == "The Ministry"));
    assert_eq!(captured.raw.unwrap().ending, "docx");
    assert!(captured.problems[0].message.contains("1 notes"));
}

#[test]
fn what_word_does_not_show_is_left_out_and_told() {
    let body = "<w:p><w:r><w:t>They </w:t></w:r><w:ins><w:r><w:t>fully </w:t></w:r></w:ins><w:del><w:r>\
                <w:delText>hardly </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>\
                <w:r><w:t>agreed.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>\
                <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t> Shown.</w:t></w:r></w:p>\
                <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p>\
                </w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>Box again</w:t></w:r></w:p></mc:Fallback>\
                </mc:AlternateContent><w:instrText>PAGE</w:instrText><w:t>After</w:t></w:r></w:p>";
    let captured = read(docx_with(body, &[])).unwrap();
    assert_eq!(captured.text, "They fully agreed. Shown.\n\nBox\n\nAfter\n");
    let cut: Vec<(CutKind, &str)> = captured.cut.iter().map(|cut| (cut.kind, cut.text.as_str())).collect();
    assert_eq!(cut, [(CutKind::Hidden, "secret"), (CutKind::Deleted, "hardly moved")]);
    assert!(captured.problems[0].message.contains("changes are on record"));
}

#[test]
fn the_strict_form_and_other_places_of_word_are_read() {
    let rels = "<Relationships xmlns='r'><Relationship Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' \
                Target='/doc/main.xml'/></Relationships>";
    let main = "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:p><x:r><x:t>Strict.</x:t></x:r></x:p></x:document>";
    let parts: [(&str, &[u8]); 3] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", rels.as_bytes()),
        ("doc/main.xml", main.as_bytes()),
    ];
    assert_eq!(read(packed(&parts)).unwrap().text, "Strict.\n");
}

#[test]
fn an_opendocument_text_gives_its_paragraphs() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>A</dc:creator>\
                </office:change-info><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>\
                <text:h>A   call\n</text:h><text:p>双方<text:span>同意</text:span>。<text:s text:c='2'/>x<text:tab/>y<text:line-break/>z\
                <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>\
                </text:note><office:annotation><dc:creator>B</dc:creator><text:p>remark</text:p></office:annotation>\
                <svg:title>picture</svg:title></text:p><text:p/>";
    let styles = "<office:document-styles xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
                  xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
                  xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><style:header><text:p>The Ministry</text:p>\
                  </style:header><text:p>no</text:p></office:document-styles>";
    let captured = read(odt_with(body, &[("styles.xml", styles)])).unwrap();
    assert_eq!(captured.text, "A call\n\n双方同意。  x\ty\nz\n\nA note.\n");
    let cut: Vec<(CutKind, &str)> = captured.cut.iter().map(|cut| (cut.kind, cut.text.as_str())).collect();
    assert_eq!(cut, [(CutKind::Running, "The Ministry"), (CutKind::Deleted, "gone")]);
}

fn refused(bytes: Vec<u8>, part: &str) {
    let told = read(bytes).unwrap_err().to_string();
    assert!(told.contains(part) && !told.contains('\n'), "{told}");
}

#[test]
fn hostile_documents_end_in_a_clear_line() {
    let bomb = vec![b'a'; 40 << 20];
    refused(
        packed(&[("[Content_Types].xml", b""), ("word/document.xml", &bomb)]),
        "more inside than is read (more than 32 MiB)",
    );
    let lol =
        format!("<!DOCTYPE a [<!ENTITY b 'bbbb'>]><w:document {W}><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>");
    refused(
        packed(&[("[Content_Types].xml", b""), ("word/document.xml", lol.as_bytes())]),
        "document type, which is refused",
    );
    refused(docx_with(&"<w:x>".repeat(100_000), &[]), "elements 256 deep");
    refused(docx_with("<w:p><w:r><w:t>&unknown;</w:t></w:r></w:p>", &[]), "an entity in it is not known");
    refused(docx_with("<w:p><w:r>", &[]), "it is a Word document that is damaged");
    refused(docx_with("", &[]), "it is empty");
    refused(odt_with("<text:p>&#0;</text:p>", &[]), "damaged");
    refused(packed(&[("[Content_Types].xml", b""), ("docProps/x", b"")]), "its part word/document.xml is missing");
    let locked = "<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>";
    refused(odt_with("", &[("META-INF/manifest.xml", locked)]), "locked with a password");
    let whole = docx_with(&paragraph("They agreed."), &[]);
    for end in [whole.len() / 3, whole.len() / 2, whole.len() - 30] {
        refused(whole[..end].to_vec(), "");
    }
}

#[test]
fn many_parts_are_refused() {
    let names: Vec<String> = (0..6_000).map(|number| format!("word/{number}.xml")).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"")];
    parts.extend(names.iter().map(|name| (name.as_str(), &b""[..])));
    refused(packed(&parts), "more than 5000 parts");
}
