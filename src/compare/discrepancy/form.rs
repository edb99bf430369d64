//! How evidence may be quoted: as the text's own quotation, as its paraphrase, or as rendered speech,
//! which reads like a quotation and is none.

use crate::compare::comparison::Form;
use crate::compare::quoted::quoted;
use crate::compare::reading::Text;
use crate::domain::{Side, Sides};

/// Which sentences of each side are quotations.
pub(super) struct Quotations(Sides<Vec<bool>>);

impl Quotations {
    /// Reads the quotation marks of both texts once.
    pub(super) fn of(texts: &Sides<Text>) -> Quotations {
        Quotations(texts.as_ref().map(|text| quoted(text.raw, &text.sentences)))
    }

    /// As rendered speech where any of the evidence is, as direct speech where all of it is.
    pub(super) fn form(&self, texts: &Sides<Text>, evidence: &Sides<Vec<usize>>) -> Form {
        let all = || Side::BOTH.into_iter().flat_map(|side| evidence[side].iter().map(move |&at| (side, at)));
        if all().any(|(side, at)| !self.0[side][at] && texts[side].sentences[at].is_rendered()) {
            return Form::RenderedSpeech;
        }
        let direct = all().next().is_some() && all().all(|(side, at)| self.0[side][at]);
        if direct { Form::Direct } else { Form::Paraphrase }
    }
}
