//! The items of a list. A sentence that lists several matters is several passages inside: each of them looks for its
//! own partner, and none is lost among the partners of the others.

use super::super::reading::{Sentence, Text};
use crate::domain::{Sides, Span};

/// What parts the items of a list that have commas of their own, in both scripts.
const BETWEEN: [char; 2] = [';', '；'];
/// A list has at least so many items.
const FEWEST: usize = 3;
/// In longer texts a sentence is compared whole: there its rarest words find its partners, whatever else it lists, and
/// the work would double.
const LONGEST: usize = 250;

/// A sentence, or an item of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item {
    /// The number of the sentence.
    pub(crate) sentence: usize,
    /// Where.
    pub(crate) span: Span,
}

/// Every sentence as it stands.
pub(crate) fn whole(text: &Text) -> Vec<Item> {
    let sentences = text.sentences.iter().enumerate();
    sentences.map(|(sentence, Sentence { span, .. })| Item { sentence, span: *span }).collect()
}

/// The sentences, with each list cut into its items; `None` where neither text has a list.
pub(crate) fn apart(texts: &Sides<Text>) -> Option<Sides<Vec<Item>>> {
    if texts.iter().any(|(_, text)| text.sentences.len() > LONGEST) {
        return None;
    }
    let items = texts.as_ref().map(|text| {
        let sentences = text.sentences.iter().enumerate();
        sentences.flat_map(|(at, sentence)| items(text, at, sentence)).collect::<Vec<Item>>()
    });
    let listed = texts.iter().any(|(side, text)| items[side].len() > text.sentences.len());
    listed.then_some(items)
}

/// The items of one sentence. What leads up to a list (*They agreed on:*) goes with the first of them.
fn items(text: &Text, at: usize, sentence: &Sentence) -> Vec<Item> {
    let (raw, start) = (sentence.span.of(text.raw), sentence.span.start);
    let between = raw.match_indices(BETWEEN).map(|(inside, mark)| start + inside + mark.len());
    let mut items = Vec::new();
    let mut from = start;
    for end in between.chain([sentence.span.end]).filter(|&end| end > start) {
        if end > from {
            items.push(Item { sentence: at, span: Span::new(from, end) });
        }
        from = end;
    }
    if items.len() < FEWEST {
        return vec![Item { sentence: at, span: sentence.span }];
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::lexicon::Lexicon;
    use crate::compare::{Document, Frame, reading};
    use crate::domain::Language;

    fn texts<'a>(left: &'a str, right: &'a str) -> Sides<Text<'a>> {
        let document = |text, language: &str| Document { name: "text", language: Language(language.to_owned()), text };
        let documents = Sides::new(document(left, "en"), document(right, "zh"));
        reading::read(&documents, &Frame::default(), Lexicon::builtin())
    }

    #[test]
    fn a_list_is_cut_at_its_semicolons_and_its_head_goes_with_the_first_item() {
        let texts = texts("They met.", "双方同意：成立渔业工作组；恢复港口检查；增加周末渡轮。会见很短。");
        let items = apart(&texts).expect("there is a list");
        let raw = texts.right.raw;
        let cut: Vec<(usize, &str)> = items.right.iter().map(|item| (item.sentence, item.span.of(raw))).collect();
        let list = [(0, "双方同意：成立渔业工作组；"), (0, "恢复港口检查；"), (0, "增加周末渡轮。"), (1, "会见很短。")];
        assert_eq!(cut, list);
        assert_eq!(items.left, whole(&texts.left));
    }

    #[test]
    fn two_halves_of_a_sentence_are_no_list() {
        let two = texts("The ferry stays; the harbour closes.", "渡轮保留；港口关闭。");
        assert_eq!(apart(&two), None);
    }
}
