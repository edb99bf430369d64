//! Documents of every form, taken in by the real program: its second process among it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test program")]

mod pty;

use serde_json::Value;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const LEAD: &str = "The President spoke by telephone with the President of the other country today, and the call lasted \
                    for ninety minutes, as both offices said in the evening.";
const SECOND: &str = "They discussed trade, they discussed the strait, and they agreed that their teams will meet in the \
                      coming weeks to settle what is open between them.";

fn page() -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><meta property='og:title' content='Readout of a call'>\
         <meta property='article:published_time' content='2025-06-05T14:00:00-04:00'></head><body><nav>Home</nav>\
         <article><p>{LEAD}</p><p>{SECOND}</p></article></body></html>"
    )
}

fn word() -> Vec<u8> {
    let body: String = [LEAD, SECOND].iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let document = format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn diptych(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    command.args(arguments).current_dir(home).env("HOME", home);
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "DIPTYCH_LIBRARY"] {
        command.env_remove(name);
    }
    command
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    diptych(home, arguments).stdin(Stdio::null()).output().unwrap()
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("us.html"), page()).unwrap();
    fs::write(home.path().join("cn.docx"), word()).unwrap();
    home
}

#[test]
fn documents_of_two_forms_are_compared() {
    let home = home();
    let told = json(&run(home.path(), &["compare", "us.html", "cn.docx", "--format", "json"]));
    let text = format!("{LEAD}\n\n{SECOND}\n");
    assert_eq!((&told["left"]["text"], &told["right"]["text"]), (&text.as_str().into(), &text.as_str().into()));
    assert_eq!(told["left"]["name"], "us.html");
}

#[test]
fn what_would_be_taken_in_is_shown() {
    let home = home();
    let told = json(&run(home.path(), &["read", "us.html", "--format", "json"]));
    assert_eq!((&told["schema"], &told["form"]), (&"diptych-read/1".into(), &"html".into()));
    assert_eq!(told["found"]["title"]["value"], "Readout of a call");
    assert_eq!(told["found"]["published"]["value"], "2025-06-05T14:00:00-04:00");
    assert_eq!(told["cut"][0]["text"], "Home");
    let shown = String::from_utf8(run(home.path(), &["read", "us.html"]).stdout).unwrap();
    for part in ["title      Readout of a call  (meta og:title)", "2 paragraphs", "[beside the main text]", LEAD] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    // By standard input, and with a name that misleads.
    let input = fs::File::open(home.path().join("cn.docx")).unwrap();
    let told = json(&diptych(home.path(), &["read", "-", "--format", "json"]).stdin(input).output().unwrap());
    assert_eq!(told["form"], "docx");
    fs::copy(home.path().join("us.html"), home.path().join("us.txt")).unwrap();
    let told = json(&run(home.path(), &["read", "us.txt", "--format", "json"]));
    assert!(told["problems"][0]["message"].as_str().unwrap().contains("it is a web page"), "{told}");
}

#[test]
fn many_documents_are_planned_and_nothing_is_stored() {
    let home = home();
    let template = run(home.path(), &["read", "--template"]).stdout;
    fs::write(home.path().join("list.csv"), template).unwrap();
    let told = json(&run(home.path(), &["read", "list.csv", "--format", "json"]));
    assert_eq!((&told["rows"][0]["party"], &told["rows"][0]["problems"]), (&"US".into(), &serde_json::json!([])));
    assert!(told["rows"][1]["problems"][0].as_str().unwrap().contains("is not there"), "{told}");
    let shown = String::from_utf8(run(home.path(), &["read", "."]).stdout).unwrap();
    assert!(shown.contains("2 documents, 0 with problems"), "{shown}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 3);
}

#[test]
fn what_cannot_be_read_ends_in_one_line_of_what_to_do() {
    let home = home();
    let check = |name: &str, bytes: &[u8], part: &str| {
        fs::write(home.path().join(name), bytes).unwrap();
        let output = run(home.path(), &["read", name]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(part) && told.lines().count() == 1, "{told}");
    };
    let docx = word();
    check("short.docx", &docx[..docx.len() / 2], "a Word document that is damaged");
    check("a.rtf", b"{\\rtf1 They agreed.}", "a rich text file (RTF), which is not read; save it as .docx or .txt");
    check("empty.html", b"<html><script>draw()</script></html>", "copy its text from the browser");
    check("bad.pdf", b"%PDF-1.4 nothing", "a PDF document that is damaged");
    let told = String::from_utf8(run(home.path(), &["read", "https://127.0.0.1/"]).stderr).unwrap();
    assert!(told.contains("not on the public network"), "{told}");
    let told = String::from_utf8(run(home.path(), &["compare", "http://example.org/a", "us.html"]).stderr).unwrap();
    assert!(told.contains("only https is fetched"), "{told}");
}

#[test]
fn the_process_that_reads_has_neither_files_nor_patience_for_noise() {
    let home = home();
    for noise in [&b""[..], b"noise\n", b"{\"tool\":\"own\"}\n"] {
        let mut child = diptych(home.path(), &["--import-worker"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(noise).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{output:?}");
    }
    // It is not told of to people.
    assert!(!String::from_utf8(run(home.path(), &["--help"]).stdout).unwrap().contains("import-worker"));
}

#[test]
fn files_in_big5_are_read_as_what_they_say_or_as_what_they_are() {
    let home = home();
    let words = "總統今天在府內與來訪的外賓會談，雙方同意今年秋天再次見面，並就貿易問題交換意見。\n\n雙方團隊將於下個月繼續協商，\
                 台灣問題必須慎重處理，發言人晚間這樣表示。";
    let text = encoding_rs::BIG5.encode(words).0.into_owned();
    let page = format!(
        "<!DOCTYPE html><html lang=zh-Hant><head><meta charset=big5><title>會談</title></head><body><article><p>{}</p>\
         <p>{}</p></article></body></html>",
        words.split("\n\n").next().unwrap(),
        words.split("\n\n").nth(1).unwrap()
    );
    let page = encoding_rs::BIG5.encode(&page).0.into_owned();
    fs::write(home.path().join("bare.txt"), &text).unwrap();
    fs::write(home.path().join("page.html"), &page).unwrap();
    for name in ["bare.txt", "page.html"] {
        let read = json(&run(home.path(), &["read", name, "--format", "json"]));
        assert_eq!(read["encoding"], "Big5", "{name}: {read}");
        assert!(read["text"].as_str().unwrap().contains("台灣問題必須慎重處理"), "{name}: {read}");
    }
    // Into an event, with the bytes as they came beside the text.
    let home_path = home.path();
    let made = run(home_path, &["--library", "library", "new", "us.html", "bare.txt", "--title", "A talk"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let texts = fs::read_dir(home_path.join("library/a-talk/texts")).unwrap();
    let kept: Vec<_> =
        texts.map(|entry| entry.unwrap().path()).filter(|path| path.extension().unwrap() == "txt").collect();
    assert!(kept.iter().any(|path| fs::read(path).unwrap() == text), "the raw bytes are there");
}

/// A PDF document of so many pages, all with the same lines.
fn pdf(pages: usize) -> Vec<u8> {
    let lines: String = (0..50).map(|n| format!("({LEAD} {n}) Tj T* ")).collect();
    let page = format!("BT /F1 6 Tf 7 TL 20 780 Td {lines} ET");
    let kids: String = (0..pages).map(|n| format!("{} 0 R ", n + 5)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
    ];
    let shown = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>";
    objects.extend((0..pages).map(|_| shown.to_owned()));
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = String::new();
    for (n, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", n + 1).as_bytes());
    }
    let (start, size) = (bytes.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    bytes.extend_from_slice(end.as_bytes());
    bytes
}

#[test]
fn escape_ends_the_process_that_reads_a_long_document() {
    let folder = pty::files();
    fs::write(folder.path().join("long.pdf"), pdf(400)).unwrap();
    let mut pty = pty::Pty::reading_two_files_in(folder);
    pty.keys(&["+"]);
    pty.wait_for(|screen| screen.contents().contains("Add a document"));
    pty.type_in(b"long.pdf\r");
    pty.wait_until("the process that reads", |pty| !pty.children().is_empty());
    pty.type_in(b"\x1b");
    pty.wait_for(|screen| screen.contents().contains("given up"));
    pty.wait_until("its end", |pty| pty.children().is_empty());
    assert!(!pty.text().contains("words,"), "nothing of it was taken: {}", pty.text());
}
