//! Who says a sentence according to the text: *X stressed*, 某某指出, carried over what follows.

mod second;

use super::lexicon::{Lexicon, Role};
use super::reading::Sentence;
use super::token::{Sort, Token};
use crate::domain::Span;
use std::collections::HashMap;
use std::rc::Rc;

/// Who speaks, as far as two texts can be compared in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Voice {
    /// A person of the lexicon.
    Person(usize),
    /// Both sides together.
    Both,
    /// The author of the text: *I*, *we*.
    Author,
    /// Somebody whom the lexicon does not know, by name or office.
    Named(String),
}

/// Who says it, in the words of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// The words of the text.
    pub(crate) words: String,
    /// Who that is.
    pub(crate) voice: Voice,
}

const VERBS: [&str; 58] = [
    "said",
    "say",
    "stress",
    "urge",
    "note",
    "emphasis",
    "emphasiz",
    "underscor",
    "underlin",
    "reiterat",
    "reaffirm",
    "affirm",
    "add",
    "told",
    "describ",
    "outlin",
    "detail",
    "inform",
    "explain",
    "express",
    "thank",
    "congratulat",
    "welcom",
    "commend",
    "point",
    "urg",
    "warn",
    "propos",
    "invit",
    "condemn",
    "highlight",
    "announc",
    "recall",
    "agre",
    "voice",
    "discuss",
    "rais",
    "voic",
    "reject",
    "call",
    "appreciat",
    "praise",
    "prais",
    "respond",
    "stat",
    "brief",
    "share",
    "shar",
    "convey",
    "made",
    "assess",
    "tasked",
    "task",
    "pledg",
    "mention",
    "acknowledg",
    "conclud",
    "clear",
];

const ROLES: [&str; 9] =
    ["president", "minister", "secretary", "premier", "chancellor", "head", "leader", "chairman", "aide"];

/// Between a speaker and the verb.
const ADVERBS: [&str; 5] = ["also", "further", "then", "again", "has"];

/// A subject without a name has at most so many words.
const LONGEST_SUBJECT: usize = 6;

const TOGETHER: [&str; 8] =
    ["leaders", "presidents", "sides", "interlocutors", "ministers", "parties", "both", "secretaries"];

const CHINESE_VERBS: [&str; 32] = [
    "指出",
    "强调",
    "表示",
    "认为",
    "介绍",
    "重申",
    "赞赏",
    "感谢",
    "欢迎",
    "同意",
    "祝贺",
    "通报",
    "阐述",
    "商定",
    "说",
    "提出",
    "呼吁",
    "希望",
    "谈到",
    "回顾",
    "邀请",
    "交换",
    "确认",
    "责成",
    "谈及",
    "讨论",
    "决定",
    "阐明",
    "主张",
    "承诺",
    "回应",
    "积极评价",
];

const CHINESE_TOGETHER: [&str; 9] =
    ["双方", "两国元首", "两国领导人", "中美双方", "中俄双方", "两国外长", "两位领导人", "双边", "会谈双方"];

/// Whether a word in lower case is an office: *minister*.
pub(crate) fn is_office(lower: &str) -> bool {
    ROLES.contains(&lower)
}

/// Gives each sentence its speaker. `own` speaks for the side of the text; `author` is who says *I* in it.
pub(crate) fn attribute(
    text: &str,
    sentences: &mut [Sentence],
    lexicon: &Lexicon,
    own: Option<usize>,
    author: Option<usize>,
) {
    let offices = offices(sentences, lexicon);
    let mut current: Option<Rc<Said>> = None;
    let mut paragraph = usize::MAX;
    let mut dialogue = false;
    let mut quote_from: Option<usize> = None;
    for at in 0..sentences.len() {
        let sentence = &sentences[at];
        let labelled = label(text, sentence, lexicon);
        dialogue |= labelled.is_some();
        let chinese = sentence.is_chinese();
        if paragraph != sentence.paragraph && !dialogue && quote_from.is_none() {
            if chinese {
                current = None;
            }
            paragraph = sentence.paragraph;
        }
        let said = labelled.or_else(|| {
            if chinese {
                chinese_speaker(text, sentence, lexicon)
            } else {
                english_speaker(text, sentence, lexicon, &offices, own, current.as_deref())
            }
        });
        let said = said.map(|said| match (&said.voice, author) {
            (Voice::Author, Some(author)) => Said { voice: Voice::Person(author), ..said },
            _ => said,
        });
        // Who goes on speaking is kept once.
        let said = said.map(|said| match &current {
            Some(known) if **known == said => Rc::clone(known),
            _ => Rc::new(said),
        });
        if let Some(said) = &said {
            current = Some(Rc::clone(said));
        }
        let begins_in_quote = quote_from.is_some();
        track_quotes(text, sentence.span, at, &mut quote_from);
        let carries = chinese && !is_narrated(sentence) || dialogue || begins_in_quote;
        sentences[at].speaker = said.or_else(|| current.clone().filter(|_| carries));
        sentences[at].also = second::second(&sentences[at], lexicon).map(Rc::new);
        if let Some(also) = &sentences[at].also {
            current = Some(Rc::clone(also));
        }
        // A quotation that ends here with its speaker behind it gives him all its sentences.
        if let (Some(from), Some(said)) = (quoted_back(sentences, at, text), sentences[at].speaker.clone()) {
            for earlier in &mut sentences[from..at] {
                earlier.speaker = Some(Rc::clone(&said));
            }
        }
    }
}

/// 通话坦诚深入: what the event was like the text says itself, whoever spoke last.
fn is_narrated(sentence: &Sentence) -> bool {
    const EVENTS: [&str; 8] = ["通话", "会谈", "会见", "会晤", "这次会晤", "此次会晤", "谈话", "会见后"];
    const VERDICTS: [&str; 9] = ["坦诚", "积极", "深入", "建设性", "友好", "富有成果", "成果丰硕", "务实", "气氛"];
    let text = sentence.folded.text.as_str();
    EVENTS.iter().any(|event| text.starts_with(event)) && VERDICTS.iter().any(|verdict| text.contains(verdict))
}

/// Where a quotation that is still open began.
fn track_quotes(text: &str, span: Span, at: usize, open: &mut Option<usize>) {
    for c in span.of(text).chars() {
        match c {
            '"' => *open = if open.is_some() { None } else { Some(at) },
            '“' => *open = Some(at),
            '”' => *open = None,
            _ => {}
        }
    }
}

/// The first sentence of a quotation of several sentences that closes in this one.
fn quoted_back(sentences: &[Sentence], at: usize, text: &str) -> Option<usize> {
    let here = sentences[at].span.of(text);
    if here.starts_with(['"', '“']) || !here.contains(['"', '”']) {
        return None;
    }
    let from = (0..at).rev().take(6).find(|&n| sentences[n].span.of(text).starts_with(['"', '“']))?;
    let between: usize = sentences[from..at].iter().map(|s| s.span.of(text).matches(['"', '“', '”']).count()).sum();
    (between == 1).then_some(from)
}

/// A line of an interview: *Jane Doe: …*, *Question: …*.
fn label(text: &str, sentence: &Sentence, lexicon: &Lexicon) -> Option<Said> {
    let piece = sentence.span.of(text);
    let (name, rest) = piece.split_once([':', '：'])?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = !words.is_empty()
        && words.len() <= 4
        && rest.starts_with(char::is_whitespace)
        && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    is_name.then(|| {
        let end = sentence.span.start + name.len();
        let person = persons(sentence, lexicon).find(|(_, span)| span.end <= end).map(|(concept, _)| concept);
        let voice = person.map_or_else(|| Voice::Named(name.to_lowercase()), Voice::Person);
        Said { words: name.to_owned(), voice }
    })
}

fn persons<'a>(sentence: &'a Sentence, lexicon: &'a Lexicon) -> impl Iterator<Item = (usize, Span)> + 'a {
    let is_person = |concept: usize| lexicon.concepts()[concept].role == Role::Person;
    sentence.found.iter().filter(move |found| is_person(found.concept)).map(|found| (found.concept, found.span))
}

/// Who holds which state's office: from *President of Ukraine Volodymyr Zelenskyy* and the like.
fn offices(sentences: &[Sentence], lexicon: &Lexicon) -> HashMap<usize, usize> {
    let mut offices = HashMap::new();
    for sentence in sentences.iter().take(6) {
        for (person, at) in persons(sentence, lexicon) {
            let near = sentence.found.iter().find(|found| {
                lexicon.concepts()[found.concept].role != Role::Person
                    && is_state(lexicon, found.concept)
                    && (found.span.end < at.start && at.start - found.span.end < 4
                        || at.end < found.span.start && found.span.start - at.end < 9)
            });
            if let Some(found) = near {
                offices.entry(lexicon.root(found.concept)).or_insert(person);
            }
        }
    }
    offices
}

/// Concepts that name a state or its matters: *Ukraine* is a topic as well as a party.
fn is_state(lexicon: &Lexicon, concept: usize) -> bool {
    let concept = &lexicon.concepts()[concept];
    concept.role == Role::Actor || matches!(concept.id.as_str(), "ukraine_topic" | "russia_topic" | "iran" | "israel")
}

/// Where a sentence names its speaker, as a range of its words.
enum Zone {
    /// At its beginning.
    Words(usize, usize),
    /// Behind a quotation: *"…," said X*.
    Behind(usize, usize),
    /// Nowhere: it is all quotation.
    InsideQuotation,
}

fn zone(text: &str, sentence: &Sentence) -> Zone {
    let (piece, count) = (sentence.span.of(text), sentence.tokens.len());
    let closing = piece.rfind(['"', '”']).map(|at| at + sentence.span.start);
    let behind = closing.map(|at| sentence.tokens.partition_point(|token| token.span().start < at)).filter(|&n| n > 0);
    match behind {
        Some(n) if n < count => Zone::Behind(n, count.min(n + 12)),
        _ if piece.starts_with(['"', '“']) => Zone::InsideQuotation,
        _ => Zone::Words(0, count.min(16)),
    }
}

fn english_speaker(
    text: &str,
    sentence: &Sentence,
    lexicon: &Lexicon,
    offices: &HashMap<usize, usize>,
    own: Option<usize>,
    before: Option<&Said>,
) -> Option<Said> {
    let tokens = &sentence.tokens;
    let is_verb = |token: &Token| token.sort == Sort::Word && !token.capital && VERBS.contains(&token.plain.as_str());
    let (zone, quoted) = match zone(text, sentence) {
        Zone::Words(from, to) => (&tokens[from..to], false),
        Zone::Behind(from, to) => (&tokens[from..to], true),
        Zone::InsideQuotation => return before.cloned(),
    };
    let verb = zone.iter().position(is_verb)?;
    // "said X" behind a quotation, "X said" anywhere else.
    let subject = if quoted && verb == 0 { &zone[1..] } else { &zone[..verb] };
    let subject = match subject {
        [inner @ .., last] if ADVERBS.contains(&last.lower.as_str()) => inner,
        all => all,
    };
    let (first, last) = (subject.first()?, subject.last()?);
    let span = first.span().cover(last.span());
    let person = persons(sentence, lexicon).find(|(_, at)| span.overlaps(*at));
    let words = person.map_or(span, |(_, at)| at).of(text).to_owned();
    let said = |voice| Some(Said { words: words.clone(), voice });
    let lower: Vec<&str> = subject.iter().map(|token| token.lower.as_str()).collect();
    if let Some(n) = lower.iter().position(|word| TOGETHER.contains(word)).filter(|n| *n < LONGEST_SUBJECT) {
        let words = first.span().cover(subject[n].span()).of(text).to_owned();
        return Some(Said { words, voice: Voice::Both });
    }
    if is_pair(sentence, lexicon, subject) {
        return said(Voice::Both);
    }
    match lower[0] {
        "he" | "she" => return before.cloned(),
        "they" => return said(Voice::Both),
        "i" | "we" => return Some(Said { words: first.span().of(text).to_owned(), voice: Voice::Author }),
        _ => {}
    }
    // A long way to the verb is no longer a subject.
    if person.is_none() && subject.len() > LONGEST_SUBJECT {
        return None;
    }
    if let Some((concept, _)) = person {
        return said(Voice::Person(concept));
    }
    if !lower.iter().any(|word| ROLES.contains(word)) {
        return None;
    }
    let state = sentence.found.iter().find(|found| span.overlaps(found.span) && is_state(lexicon, found.concept));
    let holder = match state {
        Some(found) => offices.get(&lexicon.root(found.concept)).copied(),
        None => own,
    };
    said(holder.map_or_else(|| Voice::Named(words.to_lowercase()), Voice::Person))
}

/// *The Prime Minister and President Berg agreed*: two persons or offices joined by *and*.
fn is_pair(sentence: &Sentence, lexicon: &Lexicon, subject: &[Token]) -> bool {
    let Some(and) = subject.iter().position(|token| token.lower == "and") else { return false };
    let named = |part: &[Token]| {
        let person = part.iter().any(|token| persons(sentence, lexicon).any(|(_, at)| at.overlaps(token.span())));
        person || part.iter().any(|token| is_office(&token.lower))
    };
    subject.len() <= 2 * LONGEST_SUBJECT && named(&subject[..and]) && named(&subject[and + 1..])
}

fn chinese_speaker(text: &str, sentence: &Sentence, lexicon: &Lexicon) -> Option<Said> {
    let folded = sentence.folded.text.as_str();
    let verb = CHINESE_VERBS.iter().filter_map(|verb| folded.find(verb)).min()?;
    let both = CHINESE_TOGETHER.iter().find(|word| folded.starts_with(**word));
    if let Some(word) = both {
        return Some(Said { words: (*word).to_owned(), voice: Voice::Both });
    }
    let (person, span) = persons(sentence, lexicon).next()?;
    let leads = span.start <= sentence.span.start + 12;
    // 我赞赏贝格总统多次表示…: whoever speaks already goes on, and names the other as the object of his verb.
    let subject = span.end <= sentence.folded.original(verb, verb + 1).start;
    (leads && subject).then(|| Said { words: span.of(text).to_owned(), voice: Voice::Person(person) })
}
