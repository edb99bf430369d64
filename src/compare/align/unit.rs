//! The features of one sentence, as the scores ask for them.

use crate::compare::speaker::{Said, Voice};
use foldhash::HashSet;
use std::rc::Rc;

/// The features of one sentence, each sort ascending by number.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    /// Words, meaning, senses, bridges and worded senses in turn, in one list: a long text has a million of these, and
    /// sentences that are alike share it.
    ids: Rc<[u32]>,
    /// Where meaning, senses, bridges and worded senses begin.
    bounds: [u32; 4],
    said: Option<Rc<Said>>,
}

impl Unit {
    /// Puts the lists in order. `known` holds those of the sentences so far.
    pub(super) fn new(
        parts: [Vec<u32>; 4],
        mut worded: Vec<[u32; 2]>,
        said: Option<Rc<Said>>,
        known: &mut HashSet<Rc<[u32]>>,
    ) -> Unit {
        let [words, meaning, senses, bridges] = parts.map(|mut ids| {
            ids.sort_unstable();
            ids.dedup();
            ids
        });
        let mut end = 0;
        let bounds = [&words, &meaning, &senses, &bridges].map(|ids| {
            end += ids.len();
            u32::try_from(end).unwrap_or(u32::MAX)
        });
        worded.sort_unstable();
        let ids = [words, meaning, senses, bridges, worded.into_flattened()].concat();
        let ids = known.get(&ids[..]).cloned().unwrap_or_else(|| {
            let ids: Rc<[u32]> = ids.into();
            known.insert(Rc::clone(&ids));
            ids
        });
        Unit { ids, bounds, said }
    }

    /// Words; they meet only in one language.
    pub(crate) fn lexical(&self) -> &[u32] {
        &self.ids[..self.bounds[0] as usize]
    }

    /// Concepts, quantities, speakers; they meet in any.
    pub(crate) fn meaning(&self) -> &[u32] {
        &self.ids[self.bounds[0] as usize..self.bounds[1] as usize]
    }

    /// Senses of everyday words; they meet in any language, and where one language has several words.
    pub(crate) fn senses(&self) -> &[u32] {
        &self.ids[self.bounds[1] as usize..self.bounds[2] as usize]
    }

    /// All of these, and bridges: broader and contrasting concepts, which find candidates and weigh nothing.
    pub(crate) fn all(&self) -> &[u32] {
        &self.ids[..self.bounds[3] as usize]
    }

    /// Each sense with the stem that stands for it here, ascending.
    pub(crate) fn worded(&self) -> &[[u32; 2]] {
        self.ids[self.bounds[3] as usize..].as_chunks().0
    }

    /// Who says it.
    pub(crate) fn voice(&self) -> Option<&Voice> {
        self.said.as_ref().map(|said| &said.voice)
    }
}
