//! Any bytes as the text of a Word document or an OpenDocument text, and any bytes as the zip file around one, end
//! in a clean text or an error.

#![no_main]

mod taken;

use diptych::ingest::Form;
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fuzz_target!(|bytes: &[u8]| {
    let word = [b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>", bytes, b"</w:body></w:document>"];
    taken::check(&packed(&[("[Content_Types].xml", b""), ("word/document.xml", &word.concat())]), &[Form::Docx]);
    let open = [
        b"<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
          xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><o:text>",
        bytes,
        b"</o:text></o:document-content>",
    ];
    let kind = b"application/vnd.oasis.opendocument.text";
    taken::check(&packed(&[("mimetype", kind), ("content.xml", &open.concat())]), &[Form::Odt]);
    taken::check(&[b"PK\x03\x04[Content_Types].xml", bytes].concat(), &[Form::Docx]);
});

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(*name, options).expect("a part can be begun in memory");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}
