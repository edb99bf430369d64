//! What records show, and which line of an original a translation renders: as values for the program.

use crate::app::intake::{Brought, Originals, Record};
use crate::compare::{Document, Lexicon, original_lines};
use crate::domain::{Dossier, Sides, VersionId};
use crate::review::{frame_of, records_of};
use crate::shell::Error;

pub(super) fn records(dossier: &Dossier, shown: &Sides<VersionId>, lexicon: &Lexicon) -> Brought {
    let frame = frame_of(dossier, shown);
    let records = records_of(dossier, shown, &frame, lexicon).into_iter().map(|it| Record {
        kind: it.found.kind,
        names: (it.names.left, it.names.right),
        summary: it.found.summary,
    });
    Brought::Recorded(records.collect())
}

pub(super) fn originals(
    dossier: &Dossier,
    translation: VersionId,
    original: VersionId,
    lexicon: &Lexicon,
) -> Result<Brought, Error> {
    let missing = || Error::Given("a text is missing: take it from git or a copy".to_owned());
    let document = |version: &VersionId| {
        let readout = dossier.readout(&version.readout)?;
        let text = dossier.text_of(version)?;
        Some(Document { name: &readout.title, language: readout.language.clone(), text })
    };
    let (from, to) = (document(&original).ok_or_else(missing)?, document(&translation).ok_or_else(missing)?);
    let frame = frame_of(dossier, &Sides::new(original.clone(), translation.clone()));
    let lines = original_lines(&from, &to, &frame, lexicon);
    Ok(Brought::Originals(Box::new(Originals { translation, original, lines })))
}
