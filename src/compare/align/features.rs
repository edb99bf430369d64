//! What a sentence is compared by: stems, concepts, quantities, names, speakers, each with a weight.
//!
//! A feature weighs its sort's factor × ln((N+1)/(df+½)), so that what is rare in these two texts
//! counts more. The factors are those of a prototype measured on labelled readouts.

use super::super::lexicon::{Lexicon, Role, is_party};
use super::super::reading::{Sentence, Text};
use super::super::speaker::Voice;
use super::super::token::{Sort, Token};
use super::ambient::{ambient, frequent, theme};
use super::family;
use crate::domain::{Sides, Span};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The features of one sentence, ascending by number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unit {
    /// Words; they meet only in one language.
    pub(crate) lexical: Vec<u32>,
    /// Concepts, quantities, speakers; they meet in any.
    pub(crate) meaning: Vec<u32>,
    /// Senses of everyday words; they meet in any language, and where one language has several words.
    pub(crate) senses: Vec<u32>,
    /// Each sense with the stem that stands for it here, ascending.
    pub(crate) worded: Vec<(u32, u32)>,
    /// Broader and contrasting concepts: they find candidates, and weigh nothing themselves.
    pub(crate) bridges: Vec<u32>,
    /// Who says it.
    pub(crate) voice: Option<Voice>,
}

/// One feature.
#[derive(Debug, Clone)]
pub(crate) struct Feature {
    /// How it is told to a reader.
    pub(crate) label: String,
    /// The concept that it is, if any.
    pub(crate) concept: Option<usize>,
    /// Factor of its sort.
    pub(crate) factor: f64,
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
    /// The states of the event and its matter, and its persons.
    parties: HashSet<usize>,
    /// Topics of the opening.
    theme: HashSet<usize>,
    /// The family of each concept that has one.
    families: HashMap<usize, usize>,
}

/// A state or person of the opening stands in every sentence: it weighs this much.
const AMBIENT: f64 = 0.25;
/// A topic of the opening is the theme of all that follows: in a text about a war, the war tells less.
const THEME: f64 = 0.6;
/// A state, place or institution that is no party to the event tells as much as a topic.
const NAMED: f64 = 1.0;
/// Rarity is reckoned as if there were at least so many sentences: in three nothing is rare.
const FEWEST: usize = 16;
/// The same speaker supports a pair a little.
const VOICE: f64 = 0.4;
/// A proper name against another word.
pub(crate) const NAME: f64 = 1.5;
/// A word of a concept is told by the concept already.
const TOLD: f64 = 0.9;
/// A sense that always stands within concepts is told by these in part: it loses this share of its weight.
const WITHIN: f64 = 0.4;
/// Groups that are one item of an agenda: what one text says of the red line the other says of peace
/// across the Strait. The others hold many items: climate is not drugs.
pub(crate) const ITEMS: [&str; 4] = ["taiwan", "human_rights_values", "technology", "people"];
/// The item that two topics belong to says less than a topic that they share.
const ITEM: f64 = 0.8;

/// Reads features, each with a number of its own.
struct Reader<'a> {
    lexicon: &'a Lexicon,
    /// States and persons of the opening.
    ambient: HashSet<usize>,
    /// Topics of the opening.
    theme: HashSet<usize>,
    /// The family of each concept that has one.
    families: HashMap<usize, usize>,
    numbers: HashMap<String, u32>,
    all: Vec<Feature>,
    /// How often each sense stands within a concept.
    within: BTreeMap<u32, Within>,
}

/// Occurrences of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Within {
    all: u32,
    /// In the words of a concept.
    concept: u32,
}

impl Within {
    fn share(self) -> f64 {
        f64::from(self.concept) / f64::from(self.all.max(1))
    }
}

impl Features {
    /// Reads the features of both texts.
    pub(crate) fn of(texts: &Sides<Text>, lexicon: &Lexicon) -> Features {
        let mut reader = Reader {
            lexicon,
            ambient: ambient(texts, lexicon),
            theme: theme(texts, lexicon),
            families: family::of(lexicon),
            numbers: HashMap::new(),
            all: Vec::new(),
            within: BTreeMap::new(),
        };
        let same_language = texts.left.language.primary() == texts.right.language.primary();
        let units = Sides::from_fn(|side| {
            let text = &texts[side];
            text.sentences.iter().map(|sentence| reader.unit(sentence, text)).collect::<Vec<Unit>>()
        });
        let Reader { mut all, ambient: mut parties, theme, families, within, .. } = reader;
        for (id, told) in within {
            all[id as usize].factor *= 1.0 - WITHIN * told.share();
        }
        parties.extend(frequent(texts, lexicon));
        for unit in units.left.iter().chain(&units.right) {
            for &id in unit.lexical.iter().chain(&unit.meaning).chain(&unit.senses).chain(&unit.bridges) {
                all[id as usize].df += 1;
            }
        }
        let count = (units.left.len() + units.right.len()).max(FEWEST);
        for feature in &mut all {
            #[allow(clippy::cast_precision_loss, reason = "sentence counts are far below 2^52")]
            let rarity = ((count + 1) as f64 / (f64::from(feature.df) + 0.5)).ln().max(0.01);
            feature.weight = feature.factor * rarity;
        }
        Features { units, all, same_language, parties, theme, families }
    }

    /// Whether a concept is a party to the event. A third state is a topic: who speaks of it, raises it.
    pub(crate) fn is_party(&self, lexicon: &Lexicon, concept: usize) -> bool {
        is_party(&lexicon.concepts()[concept]) && self.parties.contains(&concept)
    }

    /// Whether a topic is what the whole exchange was about.
    pub(crate) fn is_theme(&self, concept: usize) -> bool {
        self.theme.contains(&concept)
    }

    /// Whether both concepts belong to one matter for which each side has words of its own.
    pub(crate) fn one_family(&self, a: usize, b: usize) -> bool {
        self.families.get(&a).is_some_and(|family| self.families.get(&b) == Some(family))
    }
}

impl Reader<'_> {
    fn number(&mut self, key: String, label: &str, factor: f64) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(key).or_insert_with(|| {
            self.all.push(Feature { label: label.to_owned(), concept: None, factor, df: 0, weight: 0.0 });
            next
        })
    }

    fn unit(&mut self, sentence: &Sentence, text: &Text) -> Unit {
        let mut unit = Unit {
            lexical: self.words(sentence),
            voice: sentence.speaker.as_ref().map(|said| said.voice.clone()),
            ..Unit::default()
        };
        for found in &sentence.found {
            self.concept(found.concept, &mut unit);
        }
        for quantity in &sentence.quantities {
            let label = quantity.span.of(text.raw);
            unit.meaning.push(self.number(format!("q{}", quantity.key()), label, 1.2));
        }
        if let Some(voice) = sentence.speaker.as_ref().map(|said| &said.voice) {
            let (key, label) = match voice {
                Voice::Person(person) => (format!("v{person}"), self.lexicon.concepts()[*person].gloss.clone()),
                Voice::Both => ("vboth".to_owned(), "both sides".to_owned()),
                Voice::Author => ("vauthor".to_owned(), "the author".to_owned()),
                Voice::Named(name) => (format!("v{name}"), name.clone()),
            };
            unit.meaning.push(self.number(key, &label, VOICE));
        }
        unit.worded = self.senses(sentence);
        unit.worded.sort_unstable();
        unit.senses = unit.worded.iter().map(|&(sense, _)| sense).collect();
        for ids in [&mut unit.lexical, &mut unit.meaning, &mut unit.senses, &mut unit.bridges] {
            ids.sort_unstable();
            ids.dedup();
        }
        unit
    }

    /// A concept, with bridges to what stands above it and to contrasting terms.
    fn concept(&mut self, at: usize, unit: &mut Unit) {
        let lexicon = self.lexicon;
        let concept = &lexicon.concepts()[at];
        let factor = self.factor(at);
        let id = self.number(format!("c{at}"), &concept.gloss, factor);
        self.all[id as usize].concept = Some(at);
        unit.meaning.push(id);
        if concept.role == Role::Topic && ITEMS.contains(&concept.group.as_str()) {
            let label = lexicon.group_name(&concept.group);
            unit.meaning.push(self.number(format!("g{}", concept.group), label, ITEM));
        }
        let mut broader = Some(at);
        while let Some(kin) = broader {
            unit.bridges.push(self.number(format!("p{kin}"), "", 0.0));
            broader = lexicon.concepts()[kin].parent;
        }
        if let Some(family) = self.families.get(&at) {
            unit.bridges.push(self.number(format!("f{family}"), "", 0.0));
        }
        for &other in &concept.contrasts {
            unit.bridges.push(self.number(format!("k{}-{}", at.min(other), at.max(other)), "", 0.0));
        }
    }

    fn factor(&self, concept: usize) -> f64 {
        let it = &self.lexicon.concepts()[concept];
        let own = it.weight.min(1.2);
        match () {
            () if self.ambient.contains(&concept) => AMBIENT,
            () if self.theme.contains(&concept) => THEME * own,
            () if it.role == Role::Actor => own.max(NAMED),
            () => own,
        }
    }

    /// What its everyday words mean, each with its word (of several, the first).
    fn senses(&mut self, sentence: &Sentence) -> Vec<(u32, u32)> {
        let lexicon = self.lexicon;
        let found = lexicon.senses(&sentence.folded, &sentence.tokens).into_iter();
        let number = |(sense, span): (usize, Span)| {
            let (label, weight) = lexicon.sense(sense);
            let id = self.number(format!("t{sense}"), label, weight);
            let within = self.within.entry(id).or_default();
            within.all += 1;
            within.concept += u32::from(sentence.found.iter().any(|found| found.span.contains(span.start)));
            let word = sentence.tokens.iter().find(|token| token.span.start == span.start);
            let stem = word.map_or(u32::MAX, |token| self.number(format!("s{}", token.stem), &token.lower, 1.0));
            (id, stem)
        };
        found.map(number).collect()
    }

    fn words(&mut self, sentence: &Sentence) -> Vec<u32> {
        let ambient = sentence.found.iter().filter(|found| self.ambient.contains(&found.concept));
        let names: Vec<Span> = ambient.map(|found| found.span).collect();
        let told: Vec<Span> = sentence.found.iter().map(|found| found.span).collect();
        let mut words = Vec::new();
        let mut before: Option<&Token> = None;
        for (at, token) in sentence.tokens.iter().enumerate() {
            match token.sort {
                Sort::Han => {
                    // Two characters side by side are most of a Chinese word.
                    if let Some(before) = before.filter(|b| b.sort == Sort::Han && b.span.end == token.span.start) {
                        let pair = format!("{}{}", before.lower, token.lower);
                        words.push(self.number(format!("h{pair}"), &pair, 0.6));
                    }
                }
                Sort::Number => words.push(self.number(format!("n{}", token.lower), &token.lower, 1.0)),
                Sort::Word if self.lexicon.is_stop(&token.lower) => {}
                Sort::Word => {
                    let boilerplate = self.lexicon.is_boilerplate(&token.lower);
                    let factor = match () {
                        () if names.iter().any(|name| name.contains(token.span.start)) => AMBIENT,
                        () if boilerplate => 0.35,
                        () if told.iter().any(|concept| concept.contains(token.span.start)) => TOLD,
                        () if token.capital && at > 0 => NAME,
                        () => 1.0,
                    };
                    words.push(self.number(format!("s{}", token.stem), &token.lower, factor));
                }
            }
            before = Some(token);
        }
        words
    }
}
