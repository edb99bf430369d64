//! PDF documents written by the tests, whole and hostile.

use crate::ingest::captured::Captured;
use crate::ingest::{Document, IngestError, Watch};
use std::fmt::Write as _;

/// A document of these objects, numbered from one; the first is the catalog.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}

/// A document with one stream of marks a page, and these fonts.
fn pages(fonts: &str, more: &[String], pages: &[String]) -> Vec<u8> {
    let first = 3 + more.len();
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", first + at * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")),
    ];
    objects.extend(more.iter().cloned());
    for (at, marks) in pages.iter().enumerate() {
        let contents = first + at * 2 + 1;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents} 0 R /Resources << /Font << {fonts} >> >> >>"
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{marks}\nendstream", marks.len()));
    }
    pdf(&objects)
}

const LATIN: &str = "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>";

/// Lines of a page in a font of twelve points, from the top, at these steps.
fn marks(lines: &[(&str, f64)]) -> String {
    let mut out = String::new();
    let mut height = 780.0;
    for (text, step) in lines {
        height -= step;
        let _ = writeln!(out, "BT /F1 12 Tf 72 {height} Td ({text}) Tj ET");
    }
    out
}

fn read(bytes: Vec<u8>) -> Result<Captured, IngestError> {
    Document::bytes(bytes)?.read(&Watch::nobody())
}

#[test]
fn lines_become_paragraphs_over_pages_and_their_heads_are_cut() {
    let page = |number: usize, lines: [(&'static str, f64); 4]| {
        let number = format!("Page {number} of 2");
        let mut all = vec![("THE MINISTRY", 0.0)];
        all.extend(lines);
        marks(&all) + &format!("BT /F1 10 Tf 280 40 Td ({number}) Tj ET\n")
    };
    let first = [
        ("The President spoke by telephone with the President of the other country", 40.0),
        ("today, and the call lasted for ninety minutes.", 14.0),
        ("They discussed trade at length, and they agreed that their teams will meet", 28.0),
        ("in the coming weeks to settle what is still open between the two countries", 14.0),
    ];
    let second = [
        ("and between their companies.", 40.0),
        ("They also spoke of the strait, of the open lines between their militaries and", 28.0),
        ("of the visit that had been agreed at their last meeting in the spring of this", 14.0),
        ("year.", 14.0),
    ];
    let captured = read(pages(LATIN, &[], &[page(1, first), page(2, second)])).unwrap();
    assert_eq!(
        captured.text,
        "The President spoke by telephone with the President of the other country today, and the call lasted for ninety \
         minutes.\n\nThey discussed trade at length, and they agreed that their teams will meet in the coming weeks to \
         settle what is still open between the two countries and between their companies.\n\nThey also spoke of the strait, \
         of the open lines between their militaries and of the visit that had been agreed at their last meeting in the \
         spring of this year.\n"
    );
    let cut: Vec<&str> = captured.cut.iter().map(|cut| cut.text.as_str()).collect();
    assert_eq!(cut, ["Page 1 of 2", "THE MINISTRY"]);
    assert_eq!(captured.how, format!("a PDF document of 2 pages, read by Diptych {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(captured.raw.unwrap().ending, "pdf");
}

/// A Chinese font that is not in the file, in one of Adobe's encodings: what many offices print.
#[test]
fn chinese_without_a_table_of_its_own_is_read_by_adobes() {
    let font = |encoding: &str| {
        vec![
            format!("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [4 0 R] >>"),
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) \
             /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
                .to_owned(),
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 \
             /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>"
                .to_owned(),
        ]
    };
    let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02X}"));
    let text = "双方同意继续合作。";
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    let ucs2: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (encoding, bytes) in [("GBK-EUC-H", gbk), ("UniGB-UCS2-H", ucs2)] {
        let marks = format!("BT /F1 12 Tf 72 700 Td <{}> Tj ET", hex(&bytes));
        let captured = read(pages("/F1 3 0 R", &font(encoding), &[marks])).unwrap();
        assert_eq!(captured.text, format!("{text}\n"), "{encoding}");
        assert_eq!(captured.problems, [], "{encoding}");
    }
}

#[test]
fn what_is_hidden_turned_or_doubled_is_handled_and_told() {
    let marks = "BT /F1 12 Tf 72 700 Td (They agreed.) Tj ET\nBT /F1 12 Tf 72.2 700 Td (They agreed.) Tj ET\n\
                 BT /F1 12 Tf 3 Tr 72 650 Td (Unseen words.) Tj ET\nBT /F1 12 Tf 0 Tr 0 1 -1 0 30 300 Tm (DRAFT) Tj ET";
    let captured = read(pages(LATIN, &[], &[marks.to_owned()])).unwrap();
    assert_eq!(captured.text, "They agreed.\n\nUnseen words.\n");
    let told: Vec<&str> = captured.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(
        matches!(told[..], [unseen, turned] if unseen.contains("invisible layer") && turned.contains("turned")),
        "{told:?}"
    );
}

fn refused(bytes: Vec<u8>, part: &str) {
    let told = read(bytes).unwrap_err().to_string();
    assert!(told.contains(part) && !told.contains('\n'), "{told}");
}

#[test]
fn hostile_documents_end_in_a_clear_line() {
    refused(b"%PDF-1.7\nnothing".to_vec(), "a PDF document that is damaged");
    refused(pages(LATIN, &[], &[String::new()]), "it may be a scan");
    let whole = pages(LATIN, &[], &[marks(&[("They agreed.", 20.0)])]);
    refused(whole[..60].to_vec(), "");
    // Pages that are their own parents, and forms that draw themselves.
    let ring = ["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), "<< /Type /Pages /Count 1 /Kids [2 0 R] >>".to_owned()];
    refused(pdf(&ring), "");
    let form = "/X 3 0 R Do";
    let own = format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 3 0 R >> >> /Length {} >>\nstream\n/X Do\nendstream",
        5
    );
    refused(pages("/F1 3 0 R >> /XObject << /X 3 0 R", &[own], &[form.to_owned()]), "");
    let locked = String::from_utf8(whole).unwrap().replace(
        "/Root 1 0 R",
        "/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 \
        /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4 >> /ID [(a) (a)]",
    );
    refused(locked.into_bytes(), "password");
}

#[test]
fn reading_can_be_given_up() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let document = Document::bytes(pages(LATIN, &[], &vec![marks(&[("They agreed.", 20.0)]); 5])).unwrap();
    let cancelled = AtomicBool::new(false);
    let stop = |step: crate::ingest::Step| cancelled.store(step.done == 2, Ordering::Relaxed);
    let error = document.read(&Watch::new(&cancelled, &stop)).unwrap_err();
    assert!(error.to_string().contains("given up"), "{error}");
}
