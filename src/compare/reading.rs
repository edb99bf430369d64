//! Reads one text: sentences, words, concepts, quantities, speakers. What the other steps work on.

use super::comparison::{Document, Frame, Mention, Passage, Reading, Term};
use super::fold::{Folded, is_han};
use super::language::detect_language;
use super::lexicon::{Found, Lexicon, Role};
use super::negation::says_not_discussed;
use super::quantity::{Quantity, quantities};
use super::quoted::quoted;
use super::sentence::sentences;
use super::speaker::{Said, Voice, attribute, is_office};
use super::token::{Sort, Token, Vocabulary, Word, tokens};
use crate::domain::{Language, Side, Sides, Span, TextHash};
use jiff::civil::Date;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// One sentence as read. A long text has a million of them, so its lists take no more room than they need.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// Where.
    pub(crate) span: Span,
    /// Number of its paragraph.
    pub(crate) paragraph: usize,
    /// Its words.
    pub(crate) tokens: Box<[Token]>,
    /// Its characters folded; nothing where none is Chinese, once for all such sentences.
    pub(crate) folded: Rc<Folded>,
    /// Its concepts in order.
    pub(crate) found: Box<[Found]>,
    /// Its quantities in order.
    pub(crate) quantities: Box<[Quantity]>,
    /// Who says it; sentences that follow share it.
    pub(crate) speaker: Option<Rc<Said>>,
    /// Who else has his say in it: *…, while Berg noted …*.
    pub(crate) also: Option<Rc<Said>>,
    /// It says that something was not discussed: its topics were not raised (T21, T28).
    pub(crate) not_discussed: bool,
    /// A question of an interviewer.
    pub(crate) question: bool,
    /// How many words carry meaning: about two Chinese characters make one.
    pub(crate) content: u32,
    chinese: bool,
}

impl Sentence {
    /// Written in Chinese.
    pub(crate) fn is_chinese(&self) -> bool {
        self.chinese
    }

    /// Chinese readouts give speech in the first person without quotation marks (T25). 我国 is the
    /// narrator's country.
    pub(crate) fn is_rendered(&self) -> bool {
        let text = self.folded.text.as_str();
        let first_person =
            text.match_indices('我').any(|(at, _)| !text[at..].starts_with("我国")) || text.contains("总统先生");
        let person = self.speaker.as_ref().is_some_and(|said| matches!(said.voice, Voice::Person(_) | Voice::Named(_)));
        self.is_chinese() && first_person && person
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
    /// Its words, each once, in no order.
    pub(crate) words: Vec<Rc<Word>>,
    /// The person who speaks for the side that wrote it, where known.
    pub(crate) own: Option<usize>,
    /// The other person of the event, where known.
    pub(crate) other: Option<usize>,
    /// Its author speaks of himself.
    pub(crate) first_person: bool,
}

impl Text<'_> {
    /// Reads a text, all but its speakers.
    fn read<'a>(document: &Document<'a>, date: Option<Date>, lexicon: &Lexicon) -> Text<'a> {
        let raw = document.text;
        let known = document.language.primary() != "und" && !document.language.primary().is_empty();
        let language = if known { document.language.clone() } else { detect_language(raw) };
        let english = language.is_english() || !is_supported(&language);
        let mut vocabulary = Vocabulary::new(english);
        let unfolded = Rc::new(Folded::default());
        let read: Vec<Sentence> = sentences(raw)
            .into_iter()
            .map(|cut| {
                let piece = cut.span.of(raw);
                let words = vocabulary.tokens(piece, cut.span.start);
                let has_han = piece.chars().any(is_han);
                let folded = if has_han { Rc::new(Folded::new(piece, cut.span.start)) } else { Rc::clone(&unfolded) };
                let mut found = lexicon.find(&folded, &words);
                // In another language an English word is another word, *car* in French is *for*; names stay names.
                if is_foreign(&language) {
                    found.retain(|hit| is_name(raw, hit.span));
                }
                found.retain(|hit| {
                    let unless = &lexicon.concepts()[hit.concept].unless;
                    !unless.iter().any(|word| piece.contains(word.as_str()) || folded.text.contains(word.as_str()))
                });
                Sentence {
                    span: cut.span,
                    paragraph: cut.paragraph,
                    quantities: quantities(raw, &words, &folded, date).into_boxed_slice(),
                    not_discussed: says_not_discussed(&words, &folded),
                    question: piece.ends_with(['?', '？']),
                    content: content(&words, lexicon),
                    chinese: words.iter().filter(|token| token.sort == Sort::Han).count() * 2 > words.len(),
                    speaker: None,
                    also: None,
                    tokens: words.into_boxed_slice(),
                    folded,
                    found: found.into_boxed_slice(),
                }
            })
            .collect();
        let first_person = is_first_person(&read, raw);
        Text {
            first_person,
            name: document.name,
            raw,
            language,
            sha256: TextHash::of(raw),
            sentences: read,
            words: vocabulary.into_words(),
            own: None,
            other: None,
        }
    }

    /// The reading as a value of the result. Each sentence goes as its passage comes.
    pub(crate) fn into_reading(self, lexicon: &Lexicon) -> Reading {
        let mut known: HashMap<usize, Arc<Term>> = HashMap::new();
        let mut mention = |found: &Found| {
            let term = known.entry(found.concept).or_insert_with(|| Arc::new(term(found.concept, lexicon)));
            Mention { span: found.span, term: Arc::clone(term) }
        };
        let mut last: Option<(Rc<Said>, Arc<str>)> = None;
        let mut speaker = |said: &Rc<Said>| match &last {
            Some((known, words)) if Rc::ptr_eq(known, said) => Arc::clone(words),
            _ => Arc::clone(&last.insert((Rc::clone(said), said.words.as_str().into())).1),
        };
        let quoted = quoted(self.raw, &self.sentences);
        let count = self.sentences.len();
        let passages = self.sentences.into_iter().zip(quoted).map(|(sentence, quoted)| Passage {
            span: sentence.span,
            paragraph: sentence.paragraph,
            speaker: sentence.speaker.as_ref().map(&mut speaker),
            rendered: !quoted && sentence.is_rendered(),
            mentions: sentence.found.iter().map(&mut mention).collect(),
        });
        Reading {
            name: self.name.to_owned(),
            language: self.language,
            sha256: self.sha256,
            // Not in place of the sentences, which are larger.
            passages: passages.fold(Vec::with_capacity(count), |mut all, passage| {
                all.push(passage);
                all
            }),
        }
    }
}

fn term(concept: usize, lexicon: &Lexicon) -> Term {
    let concept = &lexicon.concepts()[concept];
    Term {
        concept: concept.id.clone(),
        gloss: concept.gloss.clone(),
        convention: concept.convention.clone(),
        substantive: !matches!(concept.role, Role::Speech | Role::Person | Role::Actor),
    }
}

/// Written with capitals, or in Chinese characters.
fn is_name(raw: &str, span: Span) -> bool {
    span.of(raw).chars().next().is_some_and(|first| first.is_uppercase() || is_han(first))
}

/// Whether a text is known to be in a language that is read for names and numbers only.
pub(crate) fn is_foreign(language: &Language) -> bool {
    !is_supported(language) && !["und", ""].contains(&language.primary().as_ref())
}

fn content(tokens: &[Token], lexicon: &Lexicon) -> u32 {
    let words = tokens.iter().filter(|t| t.sort != Sort::Han && !lexicon.is_stop(&t.lower)).count();
    let han = tokens.iter().filter(|t| t.sort == Sort::Han).count();
    u32::try_from(words + han / 2).unwrap_or(u32::MAX)
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

/// Persons in at most so many sentences at the beginning may be those of the event.
const OPENING: usize = 4;

/// The persons named at the beginning, in order.
fn persons(text: &Text, lexicon: &Lexicon) -> Vec<usize> {
    let mut persons: Vec<usize> = Vec::new();
    for found in text.sentences.iter().take(OPENING).flat_map(|sentence| sentence.of_role(lexicon, Role::Person)) {
        if !persons.contains(&found.concept) {
            persons.push(found.concept);
        }
    }
    persons
}

/// The person whom one of these names means.
fn named(names: &[String], lexicon: &Lexicon) -> Option<usize> {
    names.iter().find_map(|name| {
        let found = lexicon.find(&Folded::new(name, 0), &tokens(name, 0, true));
        found.into_iter().map(|found| found.concept).find(|&c| lexicon.concepts()[c].role == Role::Person)
    })
}

/// A text whose author speaks of himself: *I spoke with …*.
fn is_first_person(sentences: &[Sentence], raw: &str) -> bool {
    sentences.first().is_some_and(|sentence| {
        let mut words = sentence.span.of(raw).split_whitespace().take(6);
        !sentence.is_chinese() && words.any(|word| matches!(word, "I" | "my" | "My"))
    })
}

/// A text that calls its own side by the bare office: *The Prime Minister met President …*.
fn opens_with_office(text: &Text) -> bool {
    let Some(first) = text.sentences.first().filter(|sentence| !sentence.is_chinese()) else { return false };
    let words: Vec<&Token> = first.tokens.iter().take(6).collect();
    let office = words.iter().position(|token| is_office(&token.lower));
    // A name behind the office, or *of* and a state, would make it somebody's.
    let next = office.and_then(|at| words.get(at + 1));
    words.first().is_some_and(|token| token.lower == "the")
        && next.is_some_and(|token| !token.capital && token.lower != "of")
}

/// Who speaks for each side. The frame says so; else the persons whom both texts name at the
/// beginning are those of the event (an aide who briefs the press is named in one), and each text
/// names its own first, unless its author says *I*.
fn identify(texts: &mut Sides<Text>, names: Sides<&[String]>, lexicon: &Lexicon) {
    let persons = texts.as_ref().map(|text| persons(text, lexicon));
    for side in Side::BOTH {
        let both = |person: &usize| persons[side.other()].contains(person);
        let (mut those, rest): (Vec<usize>, Vec<usize>) = persons[side].iter().copied().partition(both);
        those.extend(rest);
        let (own, other) = match (named(names[side], lexicon), named(names[side.other()], lexicon)) {
            (Some(own), Some(other)) => (Some(own), Some(other)),
            (Some(own), None) => (Some(own), those.into_iter().find(|&person| person != own)),
            (None, Some(other)) => (those.into_iter().find(|&person| person != other), Some(other)),
            (None, None) if texts[side].first_person || opens_with_office(&texts[side]) => {
                let other = those.first().copied();
                // Whom the other text names beside him is the author, or holds the office.
                (persons[side.other()].iter().copied().find(|&person| Some(person) != other), other)
            }
            (None, None) => (those.first().copied(), those.get(1).copied()),
        };
        texts[side].own = own;
        texts[side].other = other;
    }
}

/// Reads both texts.
pub(crate) fn read<'a>(documents: &Sides<Document<'a>>, frame: &Frame, lexicon: &Lexicon) -> Sides<Text<'a>> {
    let mut texts = documents.as_ref().map(|document| Text::read(document, frame.date, lexicon));
    identify(&mut texts, frame.speakers.as_ref().map(|speaker| speaker.names.as_slice()), lexicon);
    for side in Side::BOTH {
        let text = &mut texts[side];
        let author = text.own.filter(|_| text.first_person);
        attribute(text.raw, &mut text.sentences, lexicon, text.own, author);
        mark_questions(&mut text.sentences);
        drop_questions(&mut text.sentences);
    }
    texts
}

/// Whether the sentence is put in the mouth of this person.
pub(crate) fn is_said_by(sentence: &Sentence, person: usize) -> bool {
    let mut said = sentence.speaker.iter().chain(&sentence.also);
    said.any(|said| said.voice == Voice::Person(person))
}
