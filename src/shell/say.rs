//! The one way in which the program speaks outside of its screen: everything is made visible.

use crate::domain::visible;
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// One line to standard error, begun with the program's name.
pub(crate) fn complain(message: &str) {
    // Line feeds in names would forge further lines.
    let line = visible(message).text.replace('\n', "⟦U+000A⟧");
    // There is nobody to tell that nobody can be told.
    let _ = writeln!(io::stderr(), "diptych: {line}");
}

/// Several lines to standard error.
pub(crate) fn explain(words: &str) {
    let _ = write!(io::stderr(), "{}", visible(words).text);
}

/// Text for people to standard output. A reader that went away (`| head`) is no error.
pub(crate) fn print(text: &str) -> io::Result<()> {
    print_raw(visible(text).text.as_bytes())
}

/// Bytes for programs, as they are, to standard output.
pub(crate) fn print_raw(bytes: &[u8]) -> io::Result<()> {
    print_with(|out| out.write_all(bytes))
}

/// A value for programs as JSON that people can read too, to standard output.
pub(crate) fn print_json(value: &impl Serialize) -> io::Result<()> {
    print_with(|out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    })
}

fn print_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Standard output is flushed at every line feed, JSON has one for every number.
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}
