//! What a sentence is compared by: stems, concepts, quantities, names, speakers, each with a weight.
//!
//! A feature weighs its sort's factor × ln((N+1)/(df+½)), so that what is rare in these two texts
//! counts more. The factors are those of a prototype measured on labelled readouts.

use super::super::lexicon::{Found, Lexicon, Role, is_party};
use super::super::reading::{Sentence, Text};
use super::super::speaker::Voice;
use super::super::token::{Sort, Token};
use super::ambient::{ambient, frequent, theme};
use super::family;
use super::items::{Item, whole};
use super::unit::Unit;
use crate::domain::{Sides, Span};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::rc::Rc;

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
    /// What the best of so many pairs shares by chance, as evidence.
    pub(crate) chance: f64,
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
/// The best of many pairs that have nothing to do with each other shares more than the best of few: as the extremes
/// of samples do, by the logarithm of their number. From so many sentences of the shorter text on, so much evidence for
/// each time that it is longer by e, and no more from so many on, where the candidates of a sentence are bounded.
/// Links change little from .15 to .4.
const CHANCE: (f64, f64, f64) = (15.0, 0.2, 250.0);
/// A word of a concept is told by the concept already.
const TOLD: f64 = 0.9;
/// A sense that always stands within concepts is told by these in part: it loses this share of its weight.
const WITHIN: f64 = 0.4;
/// Groups that are one item of an agenda: what one text says of the red line the other says of peace
/// across the Strait. The others hold many items: climate is not drugs.
pub(crate) const ITEMS: [&str; 4] = ["taiwan", "human_rights_values", "technology", "people"];
/// An item too wide to tell: exchanges of students and detained citizens are both about people, and no analyst would
/// set them side by side for it.
const WIDE: &str = "people";
/// The item that two topics belong to says less than a topic that they share.
const ITEM: f64 = 0.8;

/// What a feature is known by.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key<'a> {
    /// Two Chinese characters side by side.
    Han(&'a str, &'a str),
    Number(&'a str),
    Stem(&'a str),
    Sense(usize),
    Quantity(String),
    Voice(&'a Voice),
    Concept(usize),
    Item(&'a str),
    /// A concept as what stands above another one, or above itself.
    Broader(usize),
    Family(usize),
    Contrast(usize, usize),
}

/// What a sentence's features are gathered in: meaning and bridges.
#[derive(Default)]
struct Gathered {
    meaning: Vec<u32>,
    bridges: Vec<u32>,
}

/// Reads features, each with a number of its own.
struct Reader<'a> {
    lexicon: &'a Lexicon,
    /// States and persons of the opening.
    ambient: HashSet<usize>,
    /// Topics of the opening.
    theme: HashSet<usize>,
    /// The family of each concept that has one.
    families: HashMap<usize, usize>,
    numbers: HashMap<Key<'a>, u32>,
    all: Vec<Feature>,
    /// The features of all sentences so far.
    known: HashSet<Rc<[u32]>>,
    /// How often each sense stands within a concept.
    within: BTreeMap<u32, Within>,
}

/// The words that concepts take, to be asked for each word: a text without full stops has sentences of a thousand.
struct Cover(Vec<Span>);

impl Cover {
    /// Of what was found, in order of place; each span here ends where the last of all so far does.
    fn of<'a>(found: impl IntoIterator<Item = &'a Found>) -> Cover {
        let mut end = 0;
        let reach = |found: &Found| {
            end = end.max(found.span.end);
            Span::new(found.span.start, end)
        };
        Cover(found.into_iter().map(reach).collect())
    }

    /// Whether one of the concepts holds this byte.
    fn reaches(&self, at: usize) -> bool {
        let before = self.0.partition_point(|span| span.start <= at);
        self.0[..before].last().is_some_and(|span| span.contains(at))
    }
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

/// What two sentences of texts of this length share by chance.
#[allow(clippy::cast_precision_loss, reason = "sentence counts are far below 2^52")]
fn chance(shorter: usize) -> f64 {
    let (from, step, most) = CHANCE;
    step * ((shorter as f64).clamp(from, most) / from).ln()
}

impl Features {
    /// Reads the features of both texts.
    pub(crate) fn of(texts: &Sides<Text>, lexicon: &Lexicon) -> Features {
        Features::of_items(texts, &texts.as_ref().map(|text| whole(text)), lexicon)
    }

    /// Reads the features of items: a unit for each.
    pub(crate) fn of_items(texts: &Sides<Text>, items: &Sides<Vec<Item>>, lexicon: &Lexicon) -> Features {
        let mut reader = Reader {
            lexicon,
            ambient: ambient(texts, lexicon),
            theme: theme(texts, lexicon),
            families: family::of(lexicon),
            numbers: HashMap::new(),
            all: Vec::new(),
            known: HashSet::new(),
            within: BTreeMap::new(),
        };
        let same_language = texts.left.language.primary() == texts.right.language.primary();
        let units = Sides::from_fn(|side| {
            let text = &texts[side];
            items[side]
                .iter()
                .map(|item| reader.unit(&text.sentences[item.sentence], item.span, text))
                .collect::<Vec<Unit>>()
        });
        let Reader { mut all, ambient: mut parties, theme, families, within, .. } = reader;
        for (id, told) in within {
            all[id as usize].factor *= 1.0 - WITHIN * told.share();
        }
        parties.extend(frequent(texts, lexicon));
        for unit in units.left.iter().chain(&units.right) {
            for &id in unit.all() {
                all[id as usize].df += 1;
            }
        }
        let count = (units.left.len() + units.right.len()).max(FEWEST);
        for feature in &mut all {
            #[allow(clippy::cast_precision_loss, reason = "sentence counts are far below 2^52")]
            let rarity = ((count + 1) as f64 / (f64::from(feature.df) + 0.5)).ln().max(0.01);
            feature.weight = feature.factor * rarity;
        }
        let chance = chance(units.left.len().min(units.right.len()));
        Features { units, all, same_language, chance, parties, theme, families }
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

impl<'a> Reader<'a> {
    /// The label is made of those that are new.
    fn number(&mut self, key: Key<'a>, label: impl Display, factor: f64) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(key).or_insert_with(|| {
            self.all.push(Feature { label: label.to_string(), concept: None, factor, df: 0, weight: 0.0 });
            next
        })
    }

    /// The features of what stands here in a sentence.
    fn unit(&mut self, sentence: &'a Sentence, here: Span, text: &Text) -> Unit {
        let lexical = self.words(sentence, here);
        let mut gathered = Gathered::default();
        for found in sentence.found.iter().filter(|found| here.contains(found.span.start)) {
            self.concept(found.concept, &mut gathered);
        }
        for quantity in sentence.quantities.iter().filter(|quantity| here.contains(quantity.span.start)) {
            let label = quantity.span.of(text.raw);
            gathered.meaning.push(self.number(Key::Quantity(quantity.key()), label, 1.2));
        }
        if let Some(voice) = sentence.speaker.as_ref().map(|said| &said.voice) {
            let label = match voice {
                Voice::Person(person) => self.lexicon.concepts()[*person].gloss.as_str(),
                Voice::Both => "both sides",
                Voice::Author => "the author",
                Voice::Named(name) => name,
            };
            gathered.meaning.push(self.number(Key::Voice(voice), label, VOICE));
        }
        let worded = self.senses(sentence, here);
        let senses = worded.iter().map(|&[sense, _]| sense).collect();
        let parts = [lexical, gathered.meaning, senses, gathered.bridges];
        Unit::new(parts, worded, sentence.speaker.clone(), &mut self.known)
    }

    /// A concept, with bridges to what stands above it and to contrasting terms.
    fn concept(&mut self, at: usize, unit: &mut Gathered) {
        let lexicon = self.lexicon;
        let concept = &lexicon.concepts()[at];
        let factor = self.factor(at);
        let id = self.number(Key::Concept(at), &concept.gloss, factor);
        self.all[id as usize].concept = Some(at);
        unit.meaning.push(id);
        if concept.role == Role::Topic && ITEMS.contains(&concept.group.as_str()) {
            let label = lexicon.group_name(&concept.group);
            let factor = if concept.group == WIDE { ITEM / 2.0 } else { ITEM };
            unit.meaning.push(self.number(Key::Item(&concept.group), label, factor));
        }
        let mut broader = Some(at);
        while let Some(kin) = broader {
            unit.bridges.push(self.number(Key::Broader(kin), "", 0.0));
            broader = lexicon.concepts()[kin].parent;
        }
        if let Some(&family) = self.families.get(&at) {
            unit.bridges.push(self.number(Key::Family(family), "", 0.0));
        }
        for &other in &concept.contrasts {
            unit.bridges.push(self.number(Key::Contrast(at.min(other), at.max(other)), "", 0.0));
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
    fn senses(&mut self, sentence: &'a Sentence, here: Span) -> Vec<[u32; 2]> {
        let lexicon = self.lexicon;
        let told = Cover::of(&sentence.found);
        let found = lexicon.senses(&sentence.folded, &sentence.tokens).into_iter();
        let found = found.filter(|(_, span)| here.contains(span.start));
        let number = |(sense, span): (usize, Span)| {
            let (label, weight) = lexicon.sense(sense);
            let id = self.number(Key::Sense(sense), label, weight);
            let within = self.within.entry(id).or_default();
            within.all += 1;
            within.concept += u32::from(told.reaches(span.start));
            let word = sentence.tokens.binary_search_by_key(&span.start, |token| token.span().start);
            let word = word.ok().map(|at| &sentence.tokens[at]);
            let stem = word.map_or(u32::MAX, |token| self.number(Key::Stem(&token.stem), &token.lower, 1.0));
            [id, stem]
        };
        found.map(number).collect()
    }

    fn words(&mut self, sentence: &'a Sentence, here: Span) -> Vec<u32> {
        let names = Cover::of(sentence.found.iter().filter(|found| self.ambient.contains(&found.concept)));
        let told = Cover::of(&sentence.found);
        let mut words = Vec::new();
        let mut before: Option<&Token> = None;
        let tokens = sentence.tokens.iter().enumerate();
        for (at, token) in tokens.filter(|(_, token)| here.contains(token.span().start)) {
            match token.sort {
                Sort::Han => {
                    // Two characters side by side are most of a Chinese word.
                    if let Some(before) = before.filter(|b| b.sort == Sort::Han && b.span().end == token.span().start) {
                        let (one, two) = (before.lower.as_str(), token.lower.as_str());
                        words.push(self.number(Key::Han(one, two), format_args!("{one}{two}"), 0.6));
                    }
                }
                Sort::Number => words.push(self.number(Key::Number(&token.lower), &token.lower, 1.0)),
                Sort::Word if self.lexicon.is_stop(&token.lower) => {}
                Sort::Word => {
                    let boilerplate = self.lexicon.is_boilerplate(&token.lower);
                    let factor = match () {
                        () if names.reaches(token.span().start) => AMBIENT,
                        () if boilerplate => 0.35,
                        () if told.reaches(token.span().start) => TOLD,
                        () if token.capital && at > 0 => NAME,
                        () => 1.0,
                    };
                    words.push(self.number(Key::Stem(&token.stem), &token.lower, factor));
                }
            }
            before = Some(token);
        }
        words
    }
}
