//! Two texts in, what each says, leaves out or words differently out.
//!
//! The steps: `reading` (sentences, words, concepts, quantities, speakers) → `align` (links and
//! rows) → `wording` (marked words of each row) → `discrepancy` → `emphasis`; `event` compares sets
//! of documents, `record` what is known beside the texts. Pure and deterministic: work is limited by
//! counts, never by the clock. No model, no network. The chapter below tells each step.
//!
#![doc = include_str!("how-it-works.md")]

mod align;
mod case;
mod claim;
mod comparison;
mod course;
mod discrepancy;
mod emphasis;
mod event;
mod fold;
mod language;
mod lexicon;
mod negation;
mod number;
mod people;
mod prose;
mod quantity;
mod quoted;
mod reading;
mod record;
mod sentence;
mod speaker;
mod to_come;
mod token;
mod twins;
mod wording;

/// How texts are read, for the layer above: it finds quotations and words again in the same way.
pub(crate) use {
    course::common_course,
    fold::{Folded, fold, fold_char, is_han},
    quantity::quantities,
    sentence::sentences,
    token::{Sort, tokens, uninflected},
};

pub use comparison::{
    Comparison, Discrepancy, Document, Emphasis, Form, Frame, Link, Mark, Mention, Passage, Reading, Regime, Row,
    Segment, Speaker, Term, Tie, Ties,
};
pub use event::{EventComparison, Further, Member, Reach, Set, event};
pub use language::detect_language;
pub use lexicon::{Concept, Explained, Lexicon, LexiconError, Match, Role, Source};
pub use record::{
    Alteration, Published, Revision, duration, language_version, original_lines, rests_on_translation, revision, timing,
};

use crate::domain::{Problem, Side, Sides};
use align::Bond;
use reading::{Text, is_supported};

/// Compares two texts.
///
/// Never fails: what is odd about a text stands in [`Comparison::problems`]. The same input gives the
/// same result on any machine.
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "a pair of borrowed texts is made for the call")]
pub fn pair(documents: Sides<Document<'_>>, frame: &Frame, lexicon: &Lexicon) -> Comparison {
    compared(&documents, frame, lexicon, align::align)
}

/// Compares a text, on the left, with its translation.
///
/// The same as [`pair`], but that sentences belong together by their order, since a translator keeps it.
#[must_use]
pub(crate) fn translated(documents: &Sides<Document<'_>>, frame: &Frame, lexicon: &Lexicon) -> Comparison {
    compared(documents, frame, lexicon, align::in_order)
}

/// How the sentences of two texts are put together.
type Align = fn(&Sides<Text>, &Ties, &Lexicon) -> Vec<Bond>;

fn compared(documents: &Sides<Document<'_>>, frame: &Frame, lexicon: &Lexicon, align: Align) -> Comparison {
    let introduced = people::introduced(documents, frame, lexicon);
    let lexicon = introduced.as_ref().unwrap_or(lexicon);
    let texts = reading::read(documents, frame, lexicon);
    let bonds = align(&texts, &frame.ties, lexicon);
    let discrepancies = discrepancy::find(&texts, &bonds, frame, lexicon);
    assembled(texts, bonds, discrepancies, lexicon, wording::segments)
}

/// Compares two versions of one text: the left one is the older.
///
/// What stayed stands level, what changed is marked word by word, and each change is a discrepancy of
/// its own. What belongs together follows from the course of the text alone.
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "a pair of borrowed texts is made for the call")]
pub fn versions(documents: Sides<Document<'_>>, lexicon: &Lexicon) -> Comparison {
    let texts = reading::read(&documents, &Frame::default(), lexicon);
    let (bonds, changes) = (record::bonds(&texts), record::changes(&texts, lexicon));
    let redline = |texts: &Sides<Text>, row: &Row, lexicon: &Lexicon| wording::redline(texts, &row.passages, lexicon);
    assembled(texts, bonds, changes, lexicon, redline)
}

/// The parts of a comparison, with the rows that the bonds give.
fn assembled(
    mut texts: Sides<Text>,
    bonds: Vec<Bond>,
    discrepancies: Vec<Discrepancy>,
    lexicon: &Lexicon,
    wording: impl Fn(&Sides<Text>, &Row, &Lexicon) -> Sides<Vec<Segment>>,
) -> Comparison {
    forget_the_words_of_what_is_alone(&mut texts, &bonds);
    let mut rows = align::rows(texts.left.sentences.len(), texts.right.sentences.len(), &bonds);
    for row in &mut rows {
        row.segments = wording(&texts, row, lexicon);
    }
    Comparison {
        links: bonds.into_iter().map(|bond| link(&texts, bond)).collect(),
        rows,
        discrepancies,
        emphasis: emphasis::emphasis(&texts, lexicon),
        problems: problems(&texts),
        readings: texts.map(|text| text.into_reading(lexicon)),
    }
}

/// Words are asked for once more where two passages stand level: the others make room for the result.
fn forget_the_words_of_what_is_alone(texts: &mut Sides<Text>, bonds: &[Bond]) {
    for side in Side::BOTH {
        let mut bound = vec![false; texts[side].sentences.len()];
        bonds.iter().for_each(|bond| bound[if side == Side::Left { bond.left } else { bond.right }] = true);
        let alone = texts[side].sentences.iter_mut().zip(bound).filter(|(_, bound)| !bound);
        alone.for_each(|(sentence, _)| sentence.tokens = Box::default());
    }
}

fn link(texts: &Sides<Text>, bond: Bond) -> Link {
    let passages = Sides::new(vec![bond.left], vec![bond.right]);
    let regime = wording::regime(texts, &passages);
    Link { passages, tie: bond.tie, confidence: bond.confidence, regime, because: bond.because }
}

fn problems(texts: &Sides<Text>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (_, text) in texts.iter() {
        if text.sentences.is_empty() {
            problems.push(Problem::new(text.name, "there is no sentence in it; is it the right file?"));
        } else if !is_supported(&text.language) {
            let message = format!(
                "its language ({}) is compared at reduced strength: only numbers, names and English or Chinese terms \
                 are understood; add a translation to compare more",
                text.language.0
            );
            problems.push(Problem::new(text.name, message));
        }
    }
    problems
}
