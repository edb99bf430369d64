//! Reads one text: sentences, words, concepts, quantities, speakers. What the other steps work on.

use super::comparison::{Document, Mention, Passage, Reading};
use super::fold::{Folded, is_han};
use super::language::detect_language;
use super::lexicon::{Found, Lexicon, Role};
use super::negation::says_not_discussed;
use super::quantity::{Quantity, quantities};
use super::sentence::sentences;
use super::speaker::{Said, Voice, attribute};
use super::token::{Sort, Token, tokens};
use crate::domain::{Language, Span, TextHash};
use jiff::civil::Date;

/// One sentence as read.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// Where.
    pub(crate) span: Span,
    /// Number of its paragraph.
    pub(crate) paragraph: usize,
    /// Its words.
    pub(crate) tokens: Vec<Token>,
    /// Its characters folded.
    pub(crate) folded: Folded,
    /// Its concepts in order.
    pub(crate) found: Vec<Found>,
    /// Its quantities in order.
    pub(crate) quantities: Vec<Quantity>,
    /// Who says it.
    pub(crate) speaker: Option<Said>,
    /// It says that something was not discussed: its topics were not raised (T21, T28).
    pub(crate) not_discussed: bool,
    /// A question of an interviewer.
    pub(crate) question: bool,
}

impl Sentence {
    /// Written in Chinese.
    pub(crate) fn is_chinese(&self) -> bool {
        self.tokens.iter().filter(|token| token.sort == Sort::Han).count() * 2 > self.tokens.len()
    }

    /// Whether it has this concept.
    pub(crate) fn has(&self, concept: usize) -> bool {
        self.found.iter().any(|found| found.concept == concept)
    }

    /// The distinct concepts of a role, in order.
    pub(crate) fn of_role<'a>(&'a self, lexicon: &'a Lexicon, role: Role) -> impl Iterator<Item = Found> + 'a {
        let is_first = |at: usize| !self.found[..at].iter().any(|f| f.concept == self.found[at].concept);
        (0..self.found.len())
            .filter(move |&at| lexicon.concepts()[self.found[at].concept].role == role && is_first(at))
            .map(|at| self.found[at])
    }

    /// The topics that it raises.
    pub(crate) fn topics<'a>(&'a self, lexicon: &'a Lexicon) -> impl Iterator<Item = Found> + 'a {
        self.of_role(lexicon, Role::Topic).filter(|_| !self.not_discussed)
    }

    /// How many words carry meaning: about two Chinese characters make one.
    pub(crate) fn content(&self, lexicon: &Lexicon) -> usize {
        let words = self.tokens.iter().filter(|t| t.sort != Sort::Han && !lexicon.is_stop(&t.lower)).count();
        let han = self.tokens.iter().filter(|t| t.sort == Sort::Han).count();
        words + han / 2
    }
}

/// One text as read.
#[derive(Debug, Clone)]
pub(crate) struct Text<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// The text.
    pub(crate) raw: &'a str,
    /// Its language.
    pub(crate) language: Language,
    /// Hash of the text.
    pub(crate) sha256: TextHash,
    /// Its sentences.
    pub(crate) sentences: Vec<Sentence>,
    /// The person who speaks for the side that wrote it, where known.
    pub(crate) own: Option<usize>,
    /// The other person of the event, where known.
    pub(crate) other: Option<usize>,
}

impl Text<'_> {
    /// Reads a text. `names` are those who speak for its side, where known.
    pub(crate) fn read<'a>(
        document: &Document<'a>,
        names: &[String],
        date: Option<Date>,
        lexicon: &Lexicon,
    ) -> Text<'a> {
        let raw = document.text;
        let known = document.language.primary() != "und" && !document.language.primary().is_empty();
        let language = if known { document.language.clone() } else { detect_language(raw) };
        let english = language.is_english() || !is_supported(&language);
        let mut read: Vec<Sentence> = sentences(raw)
            .into_iter()
            .map(|cut| {
                let piece = cut.span.of(raw);
                let words = tokens(piece, cut.span.start, english);
                let has_han = piece.chars().any(is_han);
                let folded = if has_han { Folded::new(piece, cut.span.start) } else { Folded::default() };
                let found = lexicon.find(&folded, &words);
                Sentence {
                    span: cut.span,
                    paragraph: cut.paragraph,
                    quantities: quantities(raw, &words, &folded, date),
                    not_discussed: says_not_discussed(&words, &folded),
                    question: piece.ends_with(['?', '？']),
                    speaker: None,
                    tokens: words,
                    folded,
                    found,
                }
            })
            .collect();
        let (own, other) = principals(&read, raw, names, lexicon);
        attribute(raw, &mut read, lexicon, own);
        mark_questions(&mut read);
        drop_questions(&mut read);
        Text { name: document.name, raw, language, sha256: TextHash::of(raw), sentences: read, own, other }
    }

    /// The reading as a value of the result.
    pub(crate) fn reading(&self, lexicon: &Lexicon) -> Reading {
        let mention = |found: &Found| {
            let concept = &lexicon.concepts()[found.concept];
            Mention {
                span: found.span,
                concept: concept.id.clone(),
                gloss: concept.gloss.clone(),
                convention: concept.convention.clone(),
                substantive: !matches!(concept.role, Role::Speech | Role::Person | Role::Actor),
            }
        };
        let passages = self.sentences.iter().map(|sentence| Passage {
            span: sentence.span,
            paragraph: sentence.paragraph,
            speaker: sentence.speaker.as_ref().map(|said| said.words.clone()),
            mentions: sentence.found.iter().map(mention).collect(),
        });
        Reading {
            name: self.name.to_owned(),
            language: self.language.clone(),
            sha256: self.sha256.clone(),
            passages: passages.collect(),
        }
    }
}

/// Whether the language is read at full strength.
pub(crate) fn is_supported(language: &Language) -> bool {
    language.is_chinese() || language.is_english()
}

/// What stands under the label of an interviewer is part of the question.
fn mark_questions(sentences: &mut [Sentence]) {
    for sentence in sentences {
        let asker = sentence.speaker.as_ref().is_some_and(|said| match &said.voice {
            Voice::Named(name) => ["question", "q", "reporter", "记者", "问"].contains(&name.as_str()),
            _ => false,
        });
        sentence.question |= asker;
    }
}

/// A *no* to a question denies what the question names, so the topics of both count as not raised.
fn drop_questions(sentences: &mut [Sentence]) {
    for at in 1..sentences.len() {
        if sentences[at].not_discussed && sentences[at - 1].question {
            sentences[at - 1].not_discussed = true;
        }
    }
}

/// Who speaks for the side that wrote the text, and the other. From the frame where it names them;
/// else the first person named in the opening is the writer's own, unless the text says *I*.
fn principals(
    sentences: &[Sentence],
    raw: &str,
    names: &[String],
    lexicon: &Lexicon,
) -> (Option<usize>, Option<usize>) {
    let mut persons: Vec<usize> = Vec::new();
    for found in sentences.iter().take(4).flat_map(|sentence| sentence.of_role(lexicon, Role::Person)) {
        if !persons.contains(&found.concept) {
            persons.push(found.concept);
        }
    }
    let named = names.iter().find_map(|name| {
        let found = lexicon.find(&Folded::new(name, 0), &tokens(name, 0, true));
        found.into_iter().map(|found| found.concept).find(|&c| lexicon.concepts()[c].role == Role::Person)
    });
    if let Some(own) = named {
        return (Some(own), persons.into_iter().find(|&person| person != own));
    }
    let first_person = sentences.first().is_some_and(|sentence| {
        let words = sentence.span.of(raw).split_whitespace().take(6).any(|word| matches!(word, "I" | "my" | "My"));
        words && !sentence.is_chinese()
    });
    if first_person {
        return (None, persons.first().copied());
    }
    (persons.first().copied(), persons.get(1).copied())
}

/// Whether the sentence is put in the mouth of this person.
pub(crate) fn is_said_by(sentence: &Sentence, person: usize) -> bool {
    sentence.speaker.as_ref().is_some_and(|said| said.voice == Voice::Person(person))
}
