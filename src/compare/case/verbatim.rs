//! What both texts say in the very same words, as two versions of one text mostly do: no finder need look at it twice.

use super::Case;
use crate::domain::Side;

impl Case<'_> {
    /// Whether two sentences have the very same words: then they part in nothing but what stands around them.
    pub(crate) fn is_verbatim(&self, left: usize, right: usize) -> bool {
        self.words_of(Side::Left, left) == self.words_of(Side::Right, right)
    }

    /// Whether the other text has a sentence that belongs to this one in the very same words.
    pub(crate) fn is_told_verbatim(&self, side: Side, at: usize) -> bool {
        let words = self.words_of(side, at);
        self.partners[side][at].iter().any(|partner| words == self.words_of(side.other(), partner.0))
    }

    fn words_of(&self, side: Side, at: usize) -> &str {
        self.sentence(side, at).span.of(self.texts[side].raw)
    }
}
