//! What a side never touches: the ground of every *not found*.

use super::Case;
use crate::compare::align::ITEMS;
use crate::compare::lexicon::{Concept, is_party, is_state};
use crate::compare::reading::Sentence;
use crate::compare::token::uninflected;
use crate::domain::Side;
use foldhash::HashSet;
use std::cmp::Ordering;

/// Concepts that are no synonyms, but of which one is enough for a text not to be silent on the matter: who speaks
/// of negotiations is not silent on diplomacy, who speaks of the conflict is not silent on the war.
const SAME_MATTER: [&[&str]; 9] = [
    &["peace_talks", "negotiating_table", "consultations", "formal_talks", "dialogue", "shuttle_diplomacy"],
    &["escalation", "de_escalation"],
    &["clash_conflict", "conflict_avoid"],
    &["war", "conflict", "ukraine_crisis", "ukraine_war"],
    &["war", "invasion", "special_operation", "ceasefire", "armistice"],
    &["ukraine_crisis", "special_operation"],
    &["grain", "black_sea_grain"],
    &["counternarcotics", "fentanyl"],
    &["dprk_missiles", "missile_launches"],
];

impl<'a> Case<'a> {
    /// Whether a side never touches the concept: neither itself, nor a contrasting term, nor the
    /// particular matter that it belongs to.
    pub(crate) fn is_absent(&self, side: Side, concept: usize) -> bool {
        self.absent[side].contains(&concept)
    }

    /// The concepts that the other side mentions and this one never touches, looked up once.
    pub(super) fn never_touched(&self, side: Side) -> HashSet<usize> {
        self.mentioned[side.other()].iter().copied().filter(|&concept| self.never_touches(side, concept)).collect()
    }

    fn never_touches(&self, side: Side, concept: usize) -> bool {
        let here = self.concept(concept);
        let above =
            here.parent.filter(|&parent| !is_party(self.concept(parent)) && self.concept(parent).parent.is_some());
        let mut near = here.contrasts.iter().copied().chain(above);
        // What is one item of an agenda has many words: the strait here and the red line there.
        let item = ITEMS.contains(&here.group.as_str()) && self.items[side].contains(here.group.as_str());
        let item = item && (here.group == "taiwan" || !is_proper(here));
        let told = self.mentions(side, concept) || near.any(|other| self.mentions(side, other));
        !item
            && !told
            && !self.has_other_word(side, concept)
            && !self.has_plain_word(side, here)
            && !self.has_words_apart(side, here)
    }

    /// Whether a side has the bare word of a concept, hidden inside another expression: *balancing trade*; or the word
    /// that a prefix turns round, since who speaks of proliferation is not silent on non-proliferation.
    fn has_plain_word(&self, side: Side, concept: &Concept) -> bool {
        const PREFIXES: [&str; 7] = ["non-", "non", "anti-", "counter-", "counter", "de-", "pre-"];
        /// What is left of a word that happens to begin like a prefix is shorter: *denial*, *none*.
        const SHORTEST: usize = 5;
        let plain = |form: &str| !form.contains([' ', '-']) && self.has_plain(side, &uninflected(form));
        let turned = |form: &str| {
            let rest = |prefix: &&str| form.strip_prefix(prefix).filter(|rest| rest.len() >= SHORTEST);
            PREFIXES.iter().filter_map(rest).any(plain)
        };
        concept.english.iter().map(|form| form.to_lowercase()).any(|form| plain(&form) || turned(&form))
    }

    /// Whether one sentence of a side has all the words of a concept's form, in whatever order: *a ceasefire for energy
    /// and infrastructure* is not silent on energy infrastructure. Long texts have many words in a sentence by chance,
    /// and are not searched.
    fn has_words_apart(&self, side: Side, concept: &Concept) -> bool {
        const LONGEST: usize = 1000;
        let sentences = &self.texts[side].sentences;
        let apart = |form: &String| {
            let form = form.to_lowercase();
            let words: Vec<String> =
                form.split([' ', '-']).filter(|word| !self.lexicon.is_stop(word)).map(uninflected).collect();
            let in_one = |sentence: &Sentence| {
                words.iter().all(|word| sentence.tokens.iter().any(|token| uninflected(&token.lower) == *word))
            };
            words.len() > 1 && words.iter().all(|word| self.has_plain(side, word)) && sentences.iter().any(in_one)
        };
        sentences.len() <= LONGEST && concept.english.iter().any(apart)
    }

    /// Whether a side has another word for the matter: who speaks of negotiations is not silent on diplomacy.
    fn has_other_word(&self, side: Side, concept: usize) -> bool {
        let id = self.concept(concept).id.as_str();
        let words = SAME_MATTER.iter().filter(|words| words.contains(&id)).flat_map(|words| words.iter());
        words.filter(|word| **word != id).filter_map(|word| self.lexicon.index(word)).any(|at| self.mentions(side, at))
    }

    /// The topics of some sentences that the other side never touches, the weightiest first.
    pub(crate) fn absent_concepts(&self, side: Side, sentences: &[usize]) -> Vec<&'a Concept> {
        let found = sentences.iter().flat_map(|&at| self.topics(side, at)).map(|found| found.concept);
        let mut topics: Vec<usize> = found.filter(|&concept| self.is_absent(side.other(), concept)).collect();
        topics.sort_by(|&a, &b| self.weightier(a, b));
        topics.dedup();
        topics.retain(|&topic| !self.is_vague(topic));
        topics.into_iter().map(|topic| &self.lexicon.concepts()[topic]).collect()
    }

    /// The states in some sentences that the other side never names, in words.
    pub(crate) fn absent_states(&self, side: Side, sentences: &[usize]) -> Vec<String> {
        let found = sentences.iter().flat_map(|&at| &self.sentence(side, at).found);
        let mut states: Vec<String> = Vec::new();
        for concept in found.map(|found| found.concept).filter(|&concept| !self.mentions(side.other(), concept)) {
            let state = self.concept(concept);
            if is_state(state) && !states.contains(&state.gloss) {
                states.push(state.gloss.clone());
            }
        }
        states
    }

    /// The same in words.
    pub(crate) fn absent_topics(&self, side: Side, sentences: &[usize]) -> Vec<String> {
        self.absent_concepts(side, sentences).into_iter().map(|concept| concept.gloss.clone()).collect()
    }

    /// The order in which topics are told: the weightier first, and of equals what a reader looks for, *Taiwan* before
    /// what was said of it, and last what is so wide that it says little.
    pub(super) fn weightier(&self, a: usize, b: usize) -> Ordering {
        let depth = |topic: usize| {
            std::iter::successors(self.concept(topic).parent, |&above| self.concept(above).parent).count()
        };
        let place = |topic: usize| (self.is_wide(self.concept(topic)), depth(topic), topic);
        self.concept(b).weight.total_cmp(&self.concept(a).weight).then_with(|| place(a).cmp(&place(b)))
    }

    /// A warning or a flourish that names nothing: no heading for a reader.
    pub(crate) fn is_vague(&self, topic: usize) -> bool {
        const VAGUE: [&str; 8] = [
            "dangerous",
            "clash_conflict",
            "handle_properly",
            "handle_prudently",
            "not_go_unchecked",
            "not_sit_idly",
            "ballast",
            "ironclad",
        ];
        VAGUE.contains(&self.concept(topic).id.as_str())
    }

    /// A matter so wide that a reader must see the words, too: *military matters* may be an order or an exercise.
    pub(crate) fn is_wide(&self, concept: &Concept) -> bool {
        const WIDE: [&str; 24] = [
            "military_topic",
            "war",
            "conflict",
            "escalation",
            "de_escalation",
            "deterrence",
            "national_security",
            "exchanges",
            "health",
            "purchases",
            "alliances",
            "attacks",
            "aggression",
            "reconstruction",
            "peace_talks",
            "diplomatic_field",
            "civilians",
            "trade_topic",
            "mechanism",
            "provocation",
            "coercion",
            "nato",
            "israel",
            "middle_east",
        ];
        WIDE.contains(&concept.id.as_str())
    }
}

/// A proper name: *Hong Kong*, *World Cup*. No other word of its item stands for it: who speaks of human rights in
/// general has not named the place.
fn is_proper(concept: &Concept) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    concept.english.first().is_some_and(|form| form.split(' ').all(capital))
}
