//! Any bytes as a PDF document end in a clean text or an error: as they are, and as the marks of a whole page.

#![no_main]

mod taken;

use diptych::ingest::Form;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    taken::check(&[b"%PDF-1.4\n", bytes].concat(), &[Form::Pdf]);
    let mut page = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1\
        /BaseFont/Helvetica>>>>>>>>\nendobj\n4 0 obj\n".to_vec();
    page.extend_from_slice(format!("<</Length {}>>\nstream\n", bytes.len()).as_bytes());
    page.extend_from_slice(bytes);
    page.extend_from_slice(b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n");
    taken::check(&page, &[Form::Pdf]);
});
