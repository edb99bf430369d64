//! A document as it was given: its bytes, and what is known of it from outside.

use super::captured::{Captured, Cut, Form, Found, Raw};
use super::encoding::Declared;
use super::error::{IngestError, Wrong, one_line};
use super::form::{Hints, misnamed, recognise};
use super::net::Fetched;
use super::watch::Watch;
use super::{html, markdown, office, pdf, plain};
use crate::domain::Problem;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// No readout comes near this; a larger file was given by mistake.
pub(super) const LIMIT: usize = 64 << 20;

/// The program that stands in the record of a capture.
const PROGRAM: &str = concat!("Diptych ", env!("CARGO_PKG_VERSION"));

/// A document, ready to be read.
///
/// Serialized, it goes without its bytes: they follow it on the way to the process that reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it is called in messages: a path, an address.
    what: String,
    /// What it is called in the record: `file readout.html`.
    label: String,
    name: Option<String>,
    charset: Option<String>,
    url: Option<String>,
    form: Form,
    /// What was odd before it was read.
    odd: Vec<String>,
    #[serde(skip)]
    bytes: Vec<u8>,
}

/// What the reader of a form makes of the bytes.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub text: String,
    pub encoding: &'static str,
    /// About the way, for the record: `UTF-8`, `a PDF document of 3 pages`.
    pub how: String,
    pub found: Found,
    pub cut: Vec<Cut>,
    pub odd: Vec<String>,
}

impl Document {
    /// A file. Only its name, not its whole path, becomes part of the record.
    ///
    /// # Errors
    /// Where it cannot be read, is too large, or has a form that is not read.
    pub fn file(path: &Path) -> Result<Document, IngestError> {
        let what = path.display().to_string();
        let fail = |wrong| IngestError { what: what.clone(), wrong };
        let file = File::open(path).map_err(|error| fail(Wrong::Io(error)))?;
        if file.metadata().is_ok_and(|meta| meta.is_dir()) {
            return Err(fail(Wrong::Folder));
        }
        let bytes = all(file).map_err(&fail)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let hints = Hints { name: Some(&name), media: None };
        let form = recognise(&bytes, hints).map_err(&fail)?;
        let odd = misnamed(&name, form).into_iter().collect();
        let label = format!("file {}", one_line(&name));
        Ok(Document { what, label, name: Some(name), charset: None, url: None, form, odd, bytes })
    }

    /// Everything that comes by standard input.
    ///
    /// # Errors
    /// As [`Document::file`].
    pub fn stdin() -> Result<Document, IngestError> {
        let bytes = all(io::stdin().lock()).map_err(|wrong| IngestError { what: STDIN.to_owned(), wrong })?;
        Document::unnamed(bytes, STDIN, STDIN)
    }

    /// A pasted text. Also markup that was pasted is kept as it is: what was copied is what was meant.
    #[must_use]
    pub fn paste(text: &str) -> Document {
        let (what, label) = ("the pasted text".to_owned(), "paste".to_owned());
        let bytes = text.as_bytes().to_owned();
        Document { what, label, name: None, charset: None, url: None, form: Form::Plain, odd: Vec::new(), bytes }
    }

    /// Bytes from anywhere.
    ///
    /// # Errors
    /// As [`Document::file`].
    pub fn bytes(bytes: Vec<u8>) -> Result<Document, IngestError> {
        Document::unnamed(bytes, "the text", "")
    }

    /// What came from an address.
    ///
    /// # Errors
    /// As [`Document::file`].
    pub fn fetched(fetched: Fetched) -> Result<Document, IngestError> {
        let Fetched { asked, url, media, charset, bytes } = fetched;
        let name = url.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).map(str::to_owned);
        let hints = Hints { name: name.as_deref(), media: media.as_deref() };
        let form = recognise(&bytes, hints).map_err(|wrong| IngestError { what: url.clone(), wrong })?;
        let odd = if asked == url { Vec::new() } else { vec![format!("the server sent on to {url}")] };
        let label = format!("address {}", one_line(&url));
        Ok(Document { what: asked, label, name, charset, url: Some(url), form, odd, bytes })
    }

    fn unnamed(bytes: Vec<u8>, what: &str, label: &str) -> Result<Document, IngestError> {
        let (what, label) = (what.to_owned(), label.to_owned());
        match recognise(&bytes, Hints::default()) {
            Ok(form) => {
                Ok(Document { what, label, name: None, charset: None, url: None, form, odd: Vec::new(), bytes })
            }
            Err(wrong) => Err(IngestError { what, wrong }),
        }
    }

    /// Its form.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// Its bytes.
    #[must_use]
    pub fn contents(&self) -> &[u8] {
        &self.bytes
    }

    /// The same with these bytes: the other half of what is serialized.
    #[must_use]
    pub fn with_contents(self, bytes: Vec<u8>) -> Document {
        Document { bytes, ..self }
    }

    /// A short name for it: of its file, or the last part of its address.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref().filter(|name| !name.is_empty())
    }

    /// An error about this document.
    #[must_use]
    pub fn fails(&self, wrong: Wrong) -> IngestError {
        IngestError { what: self.what.clone(), wrong }
    }

    /// Reads it here, in this process and at once.
    ///
    /// # Errors
    /// Where it is empty, damaged, too large inside, or in an encoding that cannot be told.
    pub fn read(&self, watch: &Watch<'_>) -> Result<Captured, IngestError> {
        let taken = self.take(watch).map_err(|wrong| self.fails(wrong))?;
        self.finish(taken).map(|captured| self.keep(captured)).map_err(|wrong| self.fails(wrong))
    }

    /// Reads a PDF document by `pdftotext`, where that is installed.
    ///
    /// # Errors
    /// As [`Document::read`], and where it is not installed.
    pub fn read_by_pdftotext(&self, watch: &Watch<'_>) -> Result<Captured, IngestError> {
        let taken = pdf::take_by_pdftotext(&self.bytes, watch).map_err(|wrong| self.fails(wrong))?;
        self.finish(taken).map(|captured| self.keep(captured)).map_err(|wrong| self.fails(wrong))
    }

    /// Puts the raw bytes beside the text, where they are more than the text.
    #[must_use]
    pub fn keep(&self, captured: Captured) -> Captured {
        let same = captured.form == Form::Markdown && captured.cut.is_empty() || captured.form == Form::Plain;
        if same && captured.encoding == "UTF-8" {
            return captured;
        }
        let raw = Raw { bytes: self.bytes.clone(), ending: captured.form.ending() };
        Captured { raw: Some(raw), ..captured }
    }

    fn take(&self, watch: &Watch<'_>) -> Result<Taken, Wrong> {
        if self.bytes.len() > LIMIT {
            return Err(Wrong::TooLarge { limit: LIMIT >> 20 });
        }
        let server = self.charset.as_deref().map(|label| Declared { label, by: "the server" });
        match self.form {
            Form::Plain => plain::take(&self.bytes, server),
            Form::Markdown => markdown::take(&self.bytes, server),
            Form::Html => html::take(&self.bytes, server, self.url.as_deref()),
            Form::Pdf => pdf::take(&self.bytes, watch),
            Form::Docx => office::docx(&self.bytes),
            Form::Odt => office::odt(&self.bytes),
        }
    }

    fn finish(&self, taken: Taken) -> Result<Captured, Wrong> {
        let Taken { text, encoding, how, found, cut, odd } = taken;
        let text = plain::sound(text)?;
        let told = self.odd.iter().cloned().chain(odd).chain(plain::oddities(&text));
        let subject = one_line(&self.what);
        let problems = told.map(|message| Problem::new(subject.clone(), message)).collect();
        let by = if self.form == Form::Plain { String::new() } else { format!(", read by {PROGRAM}") };
        let label = if self.label.is_empty() { String::new() } else { format!("{}, ", self.label) };
        let how = format!("{label}{how}{by}");
        let encoding = encoding.to_owned();
        let address = self.url.clone();
        Ok(Captured { text, form: self.form, encoding, how, address, found, cut, raw: None, problems })
    }
}

const STDIN: &str = "standard input";

fn all(from: impl Read) -> Result<Vec<u8>, Wrong> {
    let mut bytes = Vec::new();
    from.take(LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(Wrong::Io)?;
    if bytes.len() > LIMIT { Err(Wrong::TooLarge { limit: LIMIT >> 20 }) } else { Ok(bytes) }
}
