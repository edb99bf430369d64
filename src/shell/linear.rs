//! `diptych --plain`: the comparison read from top to bottom, without a screen.

use super::headless::{Examination, look, shown, tell};
use super::{Error, given, lexicon, opening, say};
use crate::domain::{Dossier, Sides};
use crate::export::linear;
use crate::review::publication::LexiconMark;
use crate::review::{Examined, Publication};
use crate::store::Library;
use std::path::{Path, PathBuf};

/// Prints an event, or two texts, row by row.
pub(super) fn run(paths: &[PathBuf], library: &Library, config: &Path) -> Result<(), Error> {
    let dossier = read(paths, library)?;
    let folder = paths.first().filter(|path| path.is_dir());
    let (lexicon, slips) = lexicon::load(config, folder.map(PathBuf::as_path));
    slips.iter().for_each(tell);
    let shown = shown(&dossier).ok_or_else(|| Error::Given("one side has no text; add one first".to_owned()))?;
    let examination = Examination::of(&dossier, shown, &lexicon);
    examination.compared.main.problems.iter().for_each(tell);
    let mark = LexiconMark::of(&lexicon);
    let examined = Examined {
        shown: &examination.shown,
        comparison: &examination.compared.main,
        further: &examination.compared.further,
        records: &examination.records,
        lexicon: Some(&mark),
    };
    say::print(&linear(&Publication::of(&dossier, Some(examined)))).map_err(Error::Output)
}

fn read(paths: &[PathBuf], library: &Library) -> Result<Dossier, Error> {
    match paths {
        [] => Err(Error::Usage(
            "say what is to be read: diptych --plain EVENT, or diptych --plain LEFT RIGHT; `diptych samples` lists events"
                .to_owned(),
        )),
        [event] => look(event, library),
        [left, right, ..] => {
            let (names, texts) = given::read(Sides::new(left, right))?;
            let (dossier, problems) = opening::dossier(format!("{} and {}", names.left, names.right), &names, &texts);
            let read = [&texts.left, &texts.right].into_iter().flat_map(|text| &text.problems);
            read.chain(&problems).for_each(tell);
            Ok(dossier)
        }
    }
}
