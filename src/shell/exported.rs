//! `diptych import` and `diptych verify`: exported files, back into the library or held against an event.

use super::headless::look;
use super::{Error, say};
use crate::domain::Dossier;
use crate::export::{self, Format, Verified};
use crate::store::Library;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest exported file that is read.
const LARGEST: u64 = 256 << 20;

/// Makes a dossier of an exported event, beside what the library has.
pub(super) fn import(file: &Path, library: &Library) -> Result<(), Error> {
    let dossier = exported(file)?;
    let notes = dossier.annotations.len();
    let path = library.create(&dossier)?;
    let words = format!("{}: {} documents, {notes} notes\n", path.display(), dossier.readouts.len());
    say::print(&words).map_err(Error::Output)
}

/// Tells every quotation of a file that is not what the event's texts say.
pub(super) fn verify(file: &Path, event: &Path, library: &Library) -> Result<(), Error> {
    let dossier = look(event, library)?;
    let verified = verified(file, &dossier)?;
    for problem in &verified.changed {
        say::complain(&format!("{}: {}", problem.subject, problem.message));
    }
    match (verified.quotations, verified.changed.len()) {
        (0, _) => Err(Error::Given(format!("{}: there is no quotation in it that could be verified", file.display()))),
        (all, 0) => say::print(&format!("{all} quotations, all as in the texts\n")).map_err(Error::Output),
        (all, changed) => {
            Err(Error::Given(format!("{changed} of {all} quotations are not what the texts say; they are told above")))
        }
    }
}

/// The event that a file holds.
pub(super) fn exported(file: &Path) -> Result<Dossier, Error> {
    export::read(&read(file)?).map_err(|error| Error::Given(format!("{}: {error}", file.display())))
}

/// The quotations of a file, looked up in the texts of an event.
pub(super) fn verified(file: &Path, dossier: &Dossier) -> Result<Verified, Error> {
    let bytes = read(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let format = Format::guess(&name, &bytes).ok_or_else(|| {
        let words = "its ending tells no format; md, html, docx, csv, json and jsonld can be verified";
        Error::Given(format!("{}: {words}", file.display()))
    })?;
    export::verify(format, &bytes, dossier).map_err(|error| Error::Given(format!("{}: {error}", file.display())))
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let cannot = |error: io::Error| Error::Given(format!("cannot read {}: {error}; check the name", path.display()));
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(LARGEST).read_to_end(&mut bytes).map_err(cannot)?;
    } else {
        File::open(path).map_err(cannot)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(cannot)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Error::Given(format!("{} is larger than an exported event can be (256 MiB)", path.display())));
    }
    Ok(bytes)
}
