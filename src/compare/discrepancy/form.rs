//! How evidence may be quoted: as the text's own quotation, as its paraphrase, or as rendered speech,
//! which reads like a quotation and is none.

use crate::compare::comparison::Form;
use crate::compare::reading::{Sentence, Text};
use crate::compare::speaker::Voice;
use crate::domain::{Side, Sides};

/// A sentence of which so many letters in a hundred stand in quotation marks is a quotation; the rest names its speaker.
const QUOTED: usize = 60;

/// Which sentences of each side are quotations.
pub(super) struct Quotations(Sides<Vec<bool>>);

impl Quotations {
    /// Reads the quotation marks of both texts once; a paragraph's end closes what was left open.
    pub(super) fn of(texts: &Sides<Text>) -> Quotations {
        Quotations(texts.as_ref().map(|text| {
            let (mut open, mut paragraph) = (false, usize::MAX);
            let sentences = text.sentences.iter().map(|sentence| {
                open &= paragraph == sentence.paragraph;
                paragraph = sentence.paragraph;
                is_quotation(sentence.span.of(text.raw), &mut open)
            });
            sentences.collect()
        }))
    }

    /// As rendered speech where any of the evidence is, as direct speech where all of it is.
    pub(super) fn form(&self, texts: &Sides<Text>, evidence: &Sides<Vec<usize>>) -> Form {
        let all = || Side::BOTH.into_iter().flat_map(|side| evidence[side].iter().map(move |&at| (side, at)));
        if all().any(|(side, at)| !self.0[side][at] && is_rendered(&texts[side].sentences[at])) {
            return Form::RenderedSpeech;
        }
        let direct = all().next().is_some() && all().all(|(side, at)| self.0[side][at]);
        if direct { Form::Direct } else { Form::Paraphrase }
    }
}

fn is_quotation(piece: &str, open: &mut bool) -> bool {
    let (mut inside, mut letters) = (0, 0);
    for c in piece.chars() {
        match c {
            '"' => *open = !*open,
            '“' | '「' => *open = true,
            '”' | '」' => *open = false,
            _ if c.is_alphanumeric() => {
                letters += 1;
                inside += usize::from(*open);
            }
            _ => {}
        }
    }
    letters > 0 && inside * 100 >= letters * QUOTED
}

/// Chinese readouts give speech in the first person without quotation marks (T25). 我国 is the narrator's country.
fn is_rendered(sentence: &Sentence) -> bool {
    let text = sentence.folded.text.as_str();
    let first_person =
        text.match_indices('我').any(|(at, _)| !text[at..].starts_with("我国")) || text.contains("总统先生");
    let person = sentence.speaker.as_ref().is_some_and(|said| matches!(said.voice, Voice::Person(_) | Voice::Named(_)));
    sentence.is_chinese() && first_person && person
}
