//! What a sentence is compared by: stems, concepts, quantities, names, speakers, each with a weight.
//!
//! A feature weighs its sort's factor × ln((N+1)/(df+½)), so that what is rare in these two texts
//! counts more. The factors are those of a prototype measured on labelled readouts.

use super::super::lexicon::{Concept, Lexicon, Role, is_party};
use super::super::reading::{Sentence, Text};
use super::super::speaker::Voice;
use super::super::token::{Sort, Token};
use crate::domain::{Sides, Span};
use std::collections::HashMap;

/// The features of one sentence, ascending by number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unit {
    /// Words; they meet only in one language.
    pub(crate) lexical: Vec<u32>,
    /// Concepts, quantities, speakers; they meet in any.
    pub(crate) meaning: Vec<u32>,
}

/// One feature.
#[derive(Debug, Clone)]
pub(crate) struct Feature {
    /// How it is told to a reader.
    pub(crate) label: String,
    /// Factor of its sort.
    factor: f64,
    /// In how many sentences of both texts it stands.
    pub(crate) df: u32,
    /// What it weighs in the end.
    pub(crate) weight: f64,
}

/// The features of both texts.
#[derive(Debug, Clone)]
pub(crate) struct Features {
    /// Those of each sentence.
    pub(crate) units: Sides<Vec<Unit>>,
    /// All of them by number.
    pub(crate) all: Vec<Feature>,
    /// Whether words can meet.
    pub(crate) same_language: bool,
}

#[derive(Default)]
struct Interner {
    numbers: HashMap<String, u32>,
    all: Vec<Feature>,
}

impl Interner {
    fn number(&mut self, key: String, label: &str, factor: f64) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(key).or_insert_with(|| {
            self.all.push(Feature { label: label.to_owned(), factor, df: 0, weight: 0.0 });
            next
        })
    }
}

impl Features {
    /// Reads the features of both texts.
    pub(crate) fn of(texts: &Sides<Text>, lexicon: &Lexicon) -> Features {
        let mut interner = Interner::default();
        let same_language = texts.left.language.primary() == texts.right.language.primary();
        let units = Sides::from_fn(|side| {
            let text = &texts[side];
            text.sentences.iter().map(|sentence| unit(sentence, text, lexicon, &mut interner)).collect::<Vec<Unit>>()
        });
        let mut all = interner.all;
        for unit in units.left.iter().chain(&units.right) {
            for &id in unit.lexical.iter().chain(&unit.meaning) {
                all[id as usize].df += 1;
            }
        }
        let count = units.left.len() + units.right.len();
        for feature in &mut all {
            #[allow(clippy::cast_precision_loss, reason = "sentence counts are far below 2^52")]
            let rarity = ((count + 1) as f64 / (f64::from(feature.df) + 0.5)).ln().max(0.01);
            feature.weight = feature.factor * rarity;
        }
        Features { units, all, same_language }
    }
}

fn unit(sentence: &Sentence, text: &Text, lexicon: &Lexicon, interner: &mut Interner) -> Unit {
    let mut unit = Unit::default();
    words(sentence, lexicon, interner, &mut unit.lexical);
    for found in &sentence.found {
        let concept = &lexicon.concepts()[found.concept];
        let factor = if sentence.not_discussed { factor(concept).min(0.6) } else { factor(concept) };
        unit.meaning.push(interner.number(format!("c{}", found.concept), &concept.gloss, factor));
        let mut above = concept.parent;
        while let Some(parent) = above {
            let broader = &lexicon.concepts()[parent];
            unit.meaning.push(interner.number(format!("c{parent}"), &broader.gloss, 0.5 * self::factor(broader)));
            above = broader.parent;
        }
        // Contrasting terms speak of one matter: they belong side by side, if anything does.
        if let Some(&low) = concept.contrasts.iter().min() {
            let low = low.min(found.concept);
            let label = format!("terms for {}", lexicon.concepts()[low].gloss);
            unit.meaning.push(interner.number(format!("k{low}"), &label, 0.5 * factor));
        }
    }
    for quantity in &sentence.quantities {
        let label = quantity.span.of(text.raw);
        unit.meaning.push(interner.number(format!("q{}", quantity.key()), label, 1.2));
    }
    if let Some(voice) = sentence.speaker.as_ref().map(|said| &said.voice) {
        let (key, label) = match voice {
            Voice::Person(person) => (format!("v{person}"), lexicon.concepts()[*person].gloss.as_str()),
            Voice::Both => ("vboth".to_owned(), "both sides"),
            Voice::Author => ("vauthor".to_owned(), "the author"),
            Voice::Named(name) => (format!("v{name}"), name.as_str()),
        };
        unit.meaning.push(interner.number(key, label, 0.4));
    }
    unit.lexical.sort_unstable();
    unit.lexical.dedup();
    unit.meaning.sort_unstable();
    unit.meaning.dedup();
    unit
}

/// What a concept weighs before its rarity: states and persons stand in every sentence.
fn factor(concept: &Concept) -> f64 {
    if is_ambient(concept) { 0.25 } else { concept.weight.min(1.2) }
}

fn is_ambient(concept: &Concept) -> bool {
    is_party(concept) || concept.role == Role::Person
}

fn words(sentence: &Sentence, lexicon: &Lexicon, interner: &mut Interner, into: &mut Vec<u32>) {
    let names: Vec<Span> =
        sentence.found.iter().filter(|f| is_ambient(&lexicon.concepts()[f.concept])).map(|f| f.span).collect();
    let mut before: Option<&Token> = None;
    for (at, token) in sentence.tokens.iter().enumerate() {
        match token.sort {
            Sort::Han => {
                // Two characters side by side are most of a Chinese word.
                if let Some(before) = before.filter(|b| b.sort == Sort::Han && b.span.end == token.span.start) {
                    let pair = format!("{}{}", before.lower, token.lower);
                    into.push(interner.number(format!("h{pair}"), &pair, 0.6));
                }
            }
            Sort::Number => into.push(interner.number(format!("n{}", token.lower), &token.lower, 1.0)),
            Sort::Word if lexicon.is_stop(&token.lower) => {}
            Sort::Word => {
                let factor = if names.iter().any(|name| name.contains(token.span.start)) {
                    0.25
                } else if token.capital && at > 0 && !lexicon.is_boilerplate(&token.lower) {
                    1.5
                } else if lexicon.is_boilerplate(&token.lower) {
                    0.35
                } else {
                    1.0
                };
                into.push(interner.number(format!("s{}", token.stem), &token.lower, factor));
            }
        }
        before = Some(token);
    }
}
