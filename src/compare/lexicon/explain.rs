//! What the lexicon sees in a text, sentence by sentence: for the person who checks or extends it.

use super::super::fold::Folded;
use super::super::sentence::sentences;
use super::super::token::Vocabulary;
use super::Lexicon;
use crate::domain::Span;

/// A sentence with what matched in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// Where the sentence stands.
    pub span: Span,
    /// What matched, in order.
    pub matches: Vec<Match>,
}

/// A form that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Where.
    pub span: Span,
    /// The concept, an index into [`Lexicon::concepts`].
    pub concept: usize,
    /// The word that keeps the concept from counting here, where there is one.
    pub unless: Option<String>,
}

impl Lexicon {
    /// What matches in each sentence of a text, as a comparison would see it.
    #[must_use]
    pub fn explain(&self, text: &str) -> Vec<Explained> {
        let mut vocabulary = Vocabulary::new(false);
        let mut explain = |span: Span| {
            let piece = span.of(text);
            let folded = Folded::new(piece, span.start);
            let found = self.find(&folded, &vocabulary.tokens(piece, span.start)).into_iter();
            let matches = found.map(|hit| {
                let words = &self.concepts[hit.concept].unless;
                let holds = |word: &&String| piece.contains(word.as_str()) || folded.text.contains(word.as_str());
                Match { span: hit.span, concept: hit.concept, unless: words.iter().find(holds).cloned() }
            });
            Explained { span, matches: matches.collect() }
        };
        sentences(text).into_iter().map(|cut| explain(cut.span)).collect()
    }
}
