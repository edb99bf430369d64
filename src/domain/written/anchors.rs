//! Words of a text as JSON: counted in code points, where the program counts bytes.

use crate::domain::{Anchor, CodePoints, Dossier, Matter, ReadoutId, Span, Target, TextHash};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use thiserror::Error;

/// Something quotes a text of which nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the text {} is quoted but not there", .0.as_str())]
pub struct UnknownText(pub TextHash);

/// The texts that annotations quote, with their indexes from bytes to code points.
#[derive(Debug, Default)]
pub struct Texts {
    texts: BTreeMap<TextHash, Arc<str>>,
    indexes: RefCell<HashMap<TextHash, Arc<CodePoints>>>,
    /// Texts that are missing from the dossier but quoted in it: their offsets pass through as they are.
    missing: RefCell<HashSet<TextHash>>,
}

impl Texts {
    /// These texts.
    #[must_use]
    pub fn new(texts: BTreeMap<TextHash, Arc<str>>) -> Texts {
        Texts { texts, ..Texts::default() }
    }

    /// The texts of a dossier. Those that it has lost, but quotes, are known as lost.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Texts {
        let targets = dossier.annotations.values().flat_map(|annotation| &annotation.targets);
        let quoted = targets.filter_map(Target::anchor).map(|anchor| &anchor.text);
        let ruled = dossier.decisions.values().filter_map(|decision| match &decision.matter {
            Matter::Passages { anchors, .. } => Some([&anchors.left.text, &anchors.right.text]),
            Matter::Discrepancy { .. } => None,
        });
        let lost = quoted.chain(ruled.flatten()).filter(|hash| !dossier.texts.contains_key(hash));
        Texts { missing: RefCell::new(lost.cloned().collect()), ..Texts::new(dossier.texts.clone()) }
    }

    /// One more text.
    pub fn add(&mut self, hash: TextHash, text: Arc<str>) {
        self.texts.insert(hash, text);
    }

    /// The text of that hash.
    #[must_use]
    pub fn get(&self, hash: &TextHash) -> Option<&Arc<str>> {
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

    fn code_points(&self, hash: &TextHash, span: Span) -> Result<(usize, usize), UnknownText> {
        match self.index(hash) {
            Some(index) => Ok(index.range(span)),
            None if self.missing.borrow().contains(hash) => Ok((span.start, span.end)),
            None => Err(UnknownText(hash.clone())),
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
    pub(super) fn new(anchor: &Anchor, texts: &Texts) -> Result<AnchorFile, UnknownText> {
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
