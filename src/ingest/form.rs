//! Which form a document has: by its content first, then by what the server says, then by its name.

use super::captured::Form;
use super::error::Wrong;

/// What is known of a document before it is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hints<'a> {
    /// Its name, with the ending.
    pub name: Option<&'a str>,
    /// The media type that a server gave: `text/html`.
    pub media: Option<&'a str>,
}

/// Formats that are given in place of a text, by how they begin, with what to do instead.
const REFUSED: [(&[u8], &str, &str); 9] = [
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc), or one with a password", "save it as .docx without a password"),
    (b"{\\rtf", "a rich text file (RTF)", "save it as .docx or .txt"),
    (b"\x1f\x8b", "a compressed file", "unpack it and give what is inside"),
    (b"BZh", "a compressed file", "unpack it and give what is inside"),
    (b"\xfd7zXZ", "a compressed file", "unpack it and give what is inside"),
    (b"\x89PNG", "a picture", "give the text itself"),
    (b"\xff\xd8\xff", "a picture", "give the text itself"),
    (b"GIF8", "a picture", "give the text itself"),
    (b"\x7fELF", "a program", "give the text itself"),
];

/// Recognises a form.
///
/// # Errors
/// Where it is a form that is not read.
pub(super) fn recognise(bytes: &[u8], hints: Hints<'_>) -> Result<Form, Wrong> {
    if let Some((_, kind, todo)) = REFUSED.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(Wrong::Format { kind, todo });
    }
    // Some servers put a line before it, and readers look for it in the first kilobyte.
    if contains(&bytes[..bytes.len().min(1024)], b"%PDF-") && !looks_like_html(bytes) {
        return Ok(Form::Pdf);
    }
    if bytes.starts_with(b"PK") && bytes.get(2..4).is_some_and(|kind| matches!(kind, b"\x03\x04" | b"\x05\x06")) {
        return packed(bytes);
    }
    if looks_like_html(bytes) {
        return Ok(Form::Html);
    }
    let ending = hints.name.and_then(ending);
    let media = hints.media.map(|media| media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    let has_tags = || ["<p", "<div", "<br", "<!--", "<table", "<h1"].iter().any(|tag| opens_with_tag(bytes, tag));
    Ok(match (media.as_deref(), ending.as_deref()) {
        (Some("text/html" | "application/xhtml+xml"), _) => Form::Html,
        (None, Some("html" | "htm" | "xhtml" | "shtml")) if has_tags() => Form::Html,
        (Some("text/markdown"), _) | (_, Some("md" | "markdown" | "mkd")) => Form::Markdown,
        _ => Form::Plain,
    })
}

/// What is wrong with a name, given the form.
pub(super) fn misnamed(name: &str, form: Form) -> Option<String> {
    let ending = ending(name)?;
    let promised = match ending.as_str() {
        "html" | "htm" | "xhtml" | "shtml" => Form::Html,
        "pdf" => Form::Pdf,
        "docx" => Form::Docx,
        "odt" => Form::Odt,
        "txt" | "text" => Form::Plain,
        "md" | "markdown" | "mkd" => Form::Markdown,
        _ => return None,
    };
    let kin = matches!((promised, form), (Form::Markdown, Form::Plain) | (Form::Plain, Form::Markdown));
    (promised != form && !kin)
        .then(|| format!("its name ends in .{ending}, but it is {}; it is read as that", form.name()))
}

fn ending(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_ascii_lowercase())
}

/// The names of the parts stand in plain letters in a zip file.
fn packed(bytes: &[u8]) -> Result<Form, Wrong> {
    let head = &bytes[..bytes.len().min(256)];
    if contains(head, b"mimetypeapplication/vnd.oasis.opendocument.text") {
        return Ok(Form::Odt);
    }
    let place = |name: &[u8]| bytes.windows(name.len()).position(|window| window == name);
    let (kind, todo) = if place(b"[Content_Types].xml").is_some() {
        // A text with a chart carries a whole table within it, and a table may carry a text: the main part of a
        // document stands before what is embedded in it.
        let main = [&b"word/document"[..], b"xl/workbook", b"ppt/presentation"].map(place);
        let first = main.iter().flatten().min();
        if first.is_none() || first == main[0].as_ref() {
            return Ok(Form::Docx);
        }
        ("a table or a presentation", "copy the text into a .txt file and give that")
    } else if contains(head, b"mimetype") {
        ("an OpenDocument table or presentation, or an e-book", "copy the text into a .txt file and give that")
    } else {
        ("a zip file", "unpack it and give what is inside")
    };
    Err(Wrong::Format { kind, todo })
}

fn looks_like_html(bytes: &[u8]) -> bool {
    let starts = |tag| opens_with_tag(bytes, tag);
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| starts(tag)) || {
        starts("<?xml") && contains(&lowered(bytes, 2048), b"<html")
    }
}

/// Whether a tag is the first thing but for marks, space and comments.
fn opens_with_tag(bytes: &[u8], tag: &str) -> bool {
    let start = lowered(bytes, 4096);
    let mut rest = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    loop {
        rest = rest.trim_ascii_start();
        if rest.starts_with(tag.as_bytes()) {
            return true;
        }
        let Some(comment) = rest.strip_prefix(b"<!--") else { return false };
        let Some(end) = comment.windows(3).position(|mark| mark == b"-->") else { return false };
        rest = &comment[end + 3..];
    }
}

/// The first bytes in lower case, those of UTF-16 without their zeros.
fn lowered(bytes: &[u8], most: usize) -> Vec<u8> {
    let start = &bytes[..bytes.len().min(most)];
    let wide = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    let start = if wide { &start[2..] } else { start };
    start.iter().filter(|byte| !wide || **byte != 0).map(u8::to_ascii_lowercase).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_media_type_and_that_before_the_name() {
        let check = |bytes: &[u8], name: &str, media: &str, expected: Form| {
            let some = |text: &'static str| (!text.is_empty()).then_some(text);
            let hints = Hints { name: Some(name), media: some(Box::leak(media.to_owned().into_boxed_str())) };
            assert_eq!(recognise(bytes, hints).unwrap(), expected, "{name} {media}");
        };
        check(b"They agreed.", "a.txt", "", Form::Plain);
        check(b"They agreed.", "a.pdf", "", Form::Plain);
        check(b"%PDF-1.4", "a.txt", "text/plain", Form::Pdf);
        check(b"\n%PDF-1.4", "a", "", Form::Pdf);
        check(b"<!DOCTYPE html>", "a.txt", "text/plain", Form::Html);
        check(b"\xef\xbb\xbf <!-- saved --> <HTML>", "a", "", Form::Html);
        check(b"\xff\xfe<\0h\0t\0m\0l\0>\0", "a", "", Form::Html);
        check(b"<?xml version='1.0'?>\n<html xmlns='x'>", "a", "", Form::Html);
        check(b"<p>They agreed.", "a.html", "", Form::Html);
        check(b"They agreed.", "a.html", "", Form::Plain);
        check(b"They agreed.", "a", "text/html; charset=utf-8", Form::Html);
        check(b"# They agreed", "a.md", "", Form::Markdown);
        check(b"PK\x03\x04......[Content_Types].xml...word/document.xml", "a", "", Form::Docx);
        let charted = b"PK\x03\x04[Content_Types].xml..word/document.xml..word/embeddings/a.xlsx..xl/workbook.xml";
        check(charted, "a", "", Form::Docx);
        check(b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "a", "", Form::Odt);
    }

    #[test]
    fn what_is_not_read_is_named_with_what_to_do() {
        let check = |bytes: &[u8], part: &str| {
            let told = recognise(bytes, Hints::default()).unwrap_err().to_string();
            assert!(told.contains(part), "{told}");
        };
        check(b"{\\rtf1", "rich text file (RTF), which is not read; save it as .docx or .txt");
        check(b"\xd0\xcf\x11\xe0", ".doc");
        check(b"PK\x03\x04abc", "a zip file");
        check(b"PK\x03\x04[Content_Types].xml xl/workbook.xml", "a table");
        check(b"PK\x03\x04[Content_Types].xml xl/workbook.xml xl/embeddings/a.docx word/document.xml", "a table");
        check(b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "OpenDocument table");
        check(b"\x1f\x8b\x08", "compressed");
    }

    #[test]
    fn a_wrong_ending_is_told() {
        assert_eq!(misnamed("a.pdf", Form::Pdf), None);
        assert_eq!(misnamed("a.txt", Form::Markdown), None);
        assert_eq!(misnamed("readout", Form::Html), None);
        let told = misnamed("a.PDF", Form::Html).unwrap();
        assert_eq!(told, "its name ends in .pdf, but it is a web page; it is read as that");
    }
}
