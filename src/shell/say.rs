//! The one way in which the program speaks outside of its screen: everything is made visible.

use crate::domain::visible;
use std::io::{self, Write};

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
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}
