//! What must hold for every document that is taken in, or refused.

use diptych::ingest::{Document, Form, Watch};

/// Reads the bytes as one of these forms, and looks at what comes of it.
pub fn check(bytes: &[u8], forms: &[Form]) {
    let Ok(document) = Document::bytes(bytes.to_vec()) else { return };
    if !forms.contains(&document.form()) {
        return;
    }
    let read = document.read(&Watch::nobody());
    match &read {
        Ok(captured) => {
            assert!(!captured.text.trim().is_empty());
            // A byte order mark is none of the words; the same character between them is kept, and shown as hidden.
            assert!(!captured.text.contains(['\r', '\0']) && !captured.text.starts_with('\u{feff}'));
            assert!(!captured.how.is_empty());
        }
        Err(error) => {
            let told = error.to_string();
            assert!(!told.contains(|c: char| c.is_control()), "{told:?}");
        }
    }
    let again = document.read(&Watch::nobody());
    assert_eq!(read.ok(), again.ok(), "two runs differ");
}
