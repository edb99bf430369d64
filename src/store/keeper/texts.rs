//! Keeping captured texts: on the disk before any change names them, and for good.

use super::Keeper;
use super::items::Stamp;
use crate::domain::{Edit, Text, TextHash};
use crate::store::error::StoreError;
use crate::store::files::replace;
use crate::store::layout::TEXTS;
use crate::store::source::{Folder, Source};
use crate::store::texts::{self, Found, judge};
use std::collections::BTreeMap;
use std::path::Path;

/// Stamps of all files that hold texts.
pub(super) fn stamps(root: &Path) -> BTreeMap<String, Stamp> {
    let names = Folder(root).names(TEXTS).unwrap_or_default();
    let files = names.into_iter().filter(|name| !name.starts_with('.')).map(|name| format!("{TEXTS}/{name}"));
    files.filter_map(|file| Some((file.clone(), Stamp::of(&root.join(&file))?))).collect()
}

impl Keeper {
    /// Keeps a text, and the bytes that it came from, so that changes can name it. When this returns
    /// without an error both are on the disk. A text that is there already is left as it is.
    ///
    /// # Errors
    /// Where the dossier is read-only, nothing is kept. Where the disk refuses, the keeper holds the text,
    /// and writes it before the next change: it need not be handed in again.
    pub fn keep(&mut self, text: &Text) -> Result<(), StoreError> {
        self.writable()?;
        if !self.unkept.contains(text) {
            self.unkept.push(text.clone());
        }
        self.keep_texts()
    }

    /// Writes the texts that are not on the disk yet.
    pub(super) fn keep_texts(&mut self) -> Result<(), StoreError> {
        while let Some(text) = self.unkept.first().cloned() {
            self.write_text(&text)?;
            self.texts.add(text.hash(), text.words);
            self.unkept.remove(0);
        }
        Ok(())
    }

    fn write_text(&mut self, text: &Text) -> Result<(), StoreError> {
        let hash = text.hash();
        let whole = |bytes| matches!(judge(&hash, bytes), Found::Whole(_));
        for (file, bytes) in texts::files(text) {
            let there = Folder(&self.root).read(&file)?;
            // What a text came from is kept as it was first captured; a damaged text is mended.
            let raw = file != texts::file(&hash);
            if there.is_some_and(|there| raw || whole(there)) {
                continue;
            }
            let path = self.root.join(&file);
            let written = replace(&*self.files, &path, &bytes, &self.copy);
            // What was written so far is ours, also when the rest fails.
            if let Some(stamp) = Stamp::of(&path) {
                self.stamps.insert(file, stamp);
            }
            written.map_err(|source| StoreError::Disk { doing: "write", path, source })?;
        }
        Ok(())
    }

    /// Refuses a change that names a text which the dossier does not hold.
    pub(super) fn check_texts(&self, edit: &Edit) -> Result<(), StoreError> {
        let Edit::Readout { before, after: Some(after), .. } = edit else { return Ok(()) };
        let before = before.iter().flat_map(|before| &before.versions);
        let named: Vec<&TextHash> = before.map(|version| &version.sha256).collect();
        let new = after.versions.iter().map(|version| &version.sha256).filter(|hash| !named.contains(hash));
        match new.into_iter().find(|hash| self.texts.get(hash).is_none()) {
            Some(hash) => Err(StoreError::UnknownText { text: hash.as_str().to_owned() }),
            None => Ok(()),
        }
    }

    /// Whether the files of texts are others than those last seen.
    pub(super) fn texts_changed(&mut self) -> bool {
        let stamps = stamps(&self.root);
        let changed = stamps != self.stamps;
        self.stamps = stamps;
        changed
    }
}
