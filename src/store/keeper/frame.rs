//! Saving what stands around the notes: event, readouts, texts, codebook.

use super::Keeper;
use super::items::Stamp;
use crate::domain::{Codebook, Dossier, Event, Readout};
use crate::store::documents::{self, Documents};
use crate::store::error::StoreError;
use crate::store::files::replace;
use crate::store::layout::{CODEBOOK, EVENT, READOUTS, TEXTS};
use crate::store::source::{Folder, Source as _};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The documents as they were last read or written.
pub(super) struct Frame {
    event: Event,
    readouts: Vec<Readout>,
    codebook: Codebook,
}

impl Frame {
    pub(super) fn of(documents: &Documents) -> Frame {
        let Documents { event, readouts, codebook, .. } = documents.clone();
        Frame { event, readouts, codebook }
    }
}

/// Stamps of all files that hold documents.
pub(super) fn stamps(root: &Path) -> BTreeMap<String, Stamp> {
    let source = Folder(root);
    let mut files = vec![EVENT.to_owned(), CODEBOOK.to_owned()];
    for folder in [READOUTS, TEXTS] {
        let names = source.names(folder).unwrap_or_default();
        files.extend(names.into_iter().filter(|name| !name.starts_with('.')).map(|name| format!("{folder}/{name}")));
    }
    files.into_iter().filter_map(|file| Some((file.clone(), Stamp::of(&root.join(&file))?))).collect()
}

impl Keeper {
    /// Saves the event, its documents, their texts and the codebook, as far as they differ from what is
    /// on disk: a new title, a document added, a new version of a text. Notes and decisions are not
    /// touched. A document that is no longer in the dossier keeps its file: nothing captured is deleted.
    ///
    /// # Errors
    /// Where the disk refuses, the dossier is read-only, an id cannot be a file's name, or the documents
    /// were changed from outside meanwhile. Texts are written first, so that whatever was written makes
    /// sense.
    pub fn save_documents(&mut self, dossier: &Dossier) -> Result<(), StoreError> {
        self.writable()?;
        if self.stale || stamps(&self.root) != self.stamps {
            return Err(StoreError::ChangedOutside { path: self.root.join(EVENT) });
        }
        let texts = dossier.texts.iter().filter(|(hash, _)| self.texts.get(hash).is_none());
        let texts: BTreeMap<_, _> = texts.map(|(hash, text)| (hash.clone(), Arc::clone(text))).collect();
        let readouts = dossier.readouts.iter().filter(|readout| !self.frame.readouts.contains(readout));
        let readouts: Vec<Readout> = readouts.cloned().collect();
        let mut unchanged = BTreeSet::new();
        if dossier.event == self.frame.event {
            unchanged.insert(EVENT);
        }
        if dossier.codebook == self.frame.codebook {
            unchanged.insert(CODEBOOK);
        }
        let files = documents::files(&dossier.event, &readouts, &texts, &dossier.codebook)?;
        for (file, bytes) in files.iter().filter(|(file, _)| !unchanged.contains(file.as_str())) {
            let path = self.root.join(file);
            let written = replace(&*self.files, &path, bytes, &self.copy);
            // What was written so far is ours, also when the rest fails.
            self.stamps = stamps(&self.root);
            written.map_err(|source| StoreError::Disk { doing: "write", path, source })?;
        }
        self.texts.add(&texts);
        let Dossier { event, readouts, codebook, .. } = dossier.clone();
        self.frame = Frame { event, readouts, codebook };
        Ok(())
    }
}
