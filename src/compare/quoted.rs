//! Which sentences of a text stand in quotation marks.

use super::reading::Sentence;

/// A sentence of which so many letters in a hundred stand in quotation marks is a quotation; the rest names its speaker.
const QUOTED: usize = 60;

/// Whether each sentence is a quotation; a paragraph's end closes what was left open.
pub(crate) fn quoted(text: &str, sentences: &[Sentence]) -> Vec<bool> {
    let (mut open, mut paragraph) = (false, usize::MAX);
    let sentences = sentences.iter().map(|sentence| {
        open &= paragraph == sentence.paragraph;
        paragraph = sentence.paragraph;
        is_quotation(sentence.span.of(text), &mut open)
    });
    sentences.collect()
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
