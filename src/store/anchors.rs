//! Words of a text in files: counted in code points, where the program counts bytes.

use super::error::StoreError;
use crate::domain::{Anchor, CodePoints, ReadoutId, Span, TextHash};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The texts that annotations quote, with their indexes from bytes to code points.
#[derive(Debug, Default)]
pub(super) struct Texts {
    texts: BTreeMap<TextHash, Arc<str>>,
    indexes: RefCell<HashMap<TextHash, Arc<CodePoints>>>,
    /// Texts that are missing from the dossier but quoted in it: their offsets pass through as they are.
    missing: RefCell<HashSet<TextHash>>,
}

impl Texts {
    pub(super) fn new(texts: BTreeMap<TextHash, Arc<str>>) -> Texts {
        Texts { texts, ..Texts::default() }
    }

    pub(super) fn add(&mut self, hash: TextHash, text: Arc<str>) {
        self.texts.insert(hash, text);
    }

    pub(super) fn get(&self, hash: &TextHash) -> Option<&Arc<str>> {
        self.texts.get(hash)
    }

    /// The index of a text. One that was missing when a note on it was read stays so: the offsets in
    /// memory are still those of the file.
    fn index(&self, hash: &TextHash) -> Option<Arc<CodePoints>> {
        if self.missing.borrow().contains(hash) {
            return None;
        }
        let text = self.texts.get(hash)?;
        let mut indexes = self.indexes.borrow_mut();
        Some(Arc::clone(indexes.entry(hash.clone()).or_insert_with(|| Arc::new(CodePoints::new(text)))))
    }

    fn span(&self, hash: &TextHash, start: usize, end: usize) -> Span {
        self.index(hash).map_or_else(
            || {
                self.missing.borrow_mut().insert(hash.clone());
                Span::new(start, end)
            },
            |index| index.span(start, end),
        )
    }

    fn code_points(&self, hash: &TextHash, span: Span) -> Result<(usize, usize), StoreError> {
        match self.index(hash) {
            Some(index) => Ok(index.range(span)),
            None if self.missing.borrow().contains(hash) => Ok((span.start, span.end)),
            None => Err(StoreError::UnknownText { text: hash.as_str().to_owned() }),
        }
    }
}

/// Words of a text, counted in code points.
#[derive(Serialize, Deserialize)]
pub(super) struct AnchorFile {
    readout: ReadoutId,
    text: TextHash,
    start: usize,
    end: usize,
    quote: String,
    prefix: String,
    suffix: String,
}

impl AnchorFile {
    pub(super) fn new(anchor: &Anchor, texts: &Texts) -> Result<AnchorFile, StoreError> {
        let (start, end) = texts.code_points(&anchor.text, anchor.span)?;
        let Anchor { readout, text, quote, prefix, suffix, .. } = anchor.clone();
        Ok(AnchorFile { readout, text, start, end, quote, prefix, suffix })
    }

    pub(super) fn anchor(self, texts: &Texts) -> Anchor {
        let AnchorFile { readout, text, start, end, quote, prefix, suffix } = self;
        let span = texts.span(&text, start, end);
        Anchor { readout, text, span, quote, prefix, suffix }
    }
}
