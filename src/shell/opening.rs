//! From what was given on the command line to an event.

use super::Error;
use crate::app::{Home, Opened};
use crate::domain::{
    Codebook, Dossier, Event, EventKind, Journal, Language, Readout, ReadoutId, Sides, Standing, TextHash, Translation,
    Version,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was given, opened; `None` for the library.
pub(crate) fn open(paths: &[PathBuf]) -> Result<Option<Opened>, Error> {
    match paths {
        [left, right] => {
            let texts = Sides::new(read(left)?, read(right)?);
            Ok(Some(unsaved(&Sides::new(left, right), &texts)))
        }
        _ => Ok(None),
    }
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::Given(format!("cannot read {}: {error}", path.display())))
}

fn unsaved(paths: &Sides<&PathBuf>, texts: &Sides<String>) -> Opened {
    let readout = |side: &str, path: &PathBuf, text: &str| Readout {
        id: ReadoutId(side.to_owned()),
        party: None,
        publisher: None,
        channel: None,
        title: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        language: Language::unknown(),
        translation: Translation::Unknown,
        translates: None,
        standing: Standing::Document,
        reconstructs: None,
        url: None,
        archive_url: None,
        published: None,
        retrieved: None,
        rights: None,
        versions: vec![Version { sha256: TextHash::of(text), captured: None, imported: String::new() }],
        other: toml::Table::new(),
    };
    let readouts = vec![readout("left", paths.left, &texts.left), readout("right", paths.right, &texts.right)];
    let event = Event {
        title: format!("{} – {}", readouts[0].title, readouts[1].title),
        date: None,
        zone: None,
        kind: EventKind::Other,
        place: None,
        watch: Vec::new(),
        parties: Vec::new(),
        sides: Sides::new(vec![ReadoutId("left".to_owned())], vec![ReadoutId("right".to_owned())]),
        other: toml::Table::new(),
    };
    let texts = [&texts.left, &texts.right].map(|text| (TextHash::of(text), Arc::from(text.as_str())));
    let dossier = Dossier {
        event,
        readouts,
        texts: texts.into_iter().collect(),
        annotations: Default::default(),
        decisions: Default::default(),
        codebook: Codebook::default(),
    };
    Opened {
        dossier,
        journal: Journal::default(),
        home: Home::Unsaved,
        problems: Vec::new(),
        draft: None,
        row: None,
        first_run: false,
    }
}
