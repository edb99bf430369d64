//! The concepts of diplomacy in English and Chinese, read from TOML and found in a text.

mod explain;
mod parse;

pub use explain::{Explained, Match};
pub use parse::{LexiconError, Source};

use super::fold::Folded;
use super::token::{Token, uninflected};
use crate::domain::Span;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How the program uses the concepts of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A matter of substance: raised, left out, given weight.
    Topic,
    /// A formula about the relationship.
    Formula,
    /// How firmly something is said.
    Commitment,
    /// A verb of speech.
    Speech,
    /// An adjective for the exchange.
    Tone,
    /// The form of the event.
    Event,
    /// Who asked for it.
    Initiative,
    /// An invitation and what became of it.
    Invitation,
    /// A document.
    Document,
    /// A state or an institution.
    Actor,
    /// A person.
    Person,
    /// A reservation.
    Hedge,
}

/// One concept.
#[derive(Debug, Clone, PartialEq)]
pub struct Concept {
    /// Its stable id: `rare_earths`.
    pub id: String,
    /// Its group's id: `trade`.
    pub group: String,
    /// What it means, in English.
    pub gloss: String,
    /// How the program uses it.
    pub role: Role,
    /// How much it matters as a topic; 1 is ordinary.
    pub weight: f64,
    /// Rung of commitment, from 0 (noted) to 7 (signed).
    pub rung: Option<u8>,
    /// The broader concept.
    pub parent: Option<usize>,
    /// Near-synonyms of other legal or policy weight.
    pub contrasts: Vec<usize>,
    /// How the word is conventionally read, with its source.
    pub convention: Option<String>,
    /// A sentence with one of these words means something else: allies of the Second World War.
    pub unless: Vec<String>,
    /// Its words in English.
    pub english: Vec<String>,
    /// Its words in Chinese.
    pub chinese: Vec<String>,
    /// What a reader should know about it.
    pub note: Option<String>,
    /// Texts in which its words stand.
    pub source: Option<String>,
    /// Why it has words in one language only.
    pub only: Option<String>,
}

/// A concept found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// Index of the concept.
    pub(crate) concept: usize,
    /// Where.
    pub(crate) span: Span,
}

/// What a matched form stands for; none for a form that only hides what is inside it.
type Targets = Vec<usize>;

#[derive(Debug, Clone)]
struct EnglishForm {
    /// Uninflected words.
    words: Vec<String>,
    /// Must stand in capitals: `AI`.
    capitals: bool,
    targets: Targets,
}

/// The concepts, and the tables that find them. Cheap to make (a few ms), cheaper to share.
#[derive(Debug, Clone)]
pub struct Lexicon {
    concepts: Vec<Concept>,
    by_id: HashMap<String, usize>,
    /// Names of the groups by id.
    groups: HashMap<String, String>,
    /// English forms by their first word, longest first.
    english: HashMap<String, Vec<EnglishForm>>,
    /// Chinese forms by their first two characters, longest first.
    chinese: HashMap<[char; 2], Vec<(String, Targets)>>,
    stop_words: HashSet<String>,
    boilerplate: HashSet<String>,
}

static BUILTIN: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(parse::BUILTIN).expect("the compiled-in lexicon is checked by a test"));

impl Lexicon {
    /// The lexicon that the program carries, made once.
    #[must_use]
    pub fn builtin() -> &'static Lexicon {
        &BUILTIN
    }

    /// All concepts.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The concept of that id.
    #[must_use]
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.by_id.get(id).map(|&at| &self.concepts[at])
    }

    /// The index of the concept of that id.
    pub(crate) fn index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What a group is called: *human rights and values*.
    #[must_use]
    pub fn group_name<'a>(&'a self, group: &'a str) -> &'a str {
        self.groups.get(group).map_or(group, String::as_str)
    }

    /// The broadest concept above this one, itself where it has no parent.
    pub(crate) fn root(&self, mut concept: usize) -> usize {
        // The parser refuses circles, so this ends.
        while let Some(parent) = self.concepts[concept].parent {
            concept = parent;
        }
        concept
    }

    /// Whether one is the other or stands above or below it.
    pub(crate) fn kin(&self, a: usize, b: usize) -> bool {
        let under = |mut low: usize, high: usize| loop {
            if low == high {
                return true;
            }
            match self.concepts[low].parent {
                Some(parent) => low = parent,
                None => return false,
            }
        };
        under(a, b) || under(b, a)
    }

    /// Carries nothing: *the*.
    pub(crate) fn is_stop(&self, lower: &str) -> bool {
        self.stop_words.contains(lower)
    }

    /// Occurs in every readout: *importance*.
    pub(crate) fn is_boilerplate(&self, lower: &str) -> bool {
        self.boilerplate.contains(lower)
    }

    /// The concepts in a piece of text, in order; longest match first, so that *South China Sea*
    /// holds no *China*.
    pub(crate) fn find(&self, folded: &Folded, tokens: &[Token]) -> Vec<Found> {
        let mut found = self.find_english(tokens);
        self.find_chinese(folded, &mut found);
        found.sort_by_key(|hit| (hit.span, hit.concept));
        found.dedup();
        found
    }

    fn find_chinese(&self, folded: &Folded, found: &mut Vec<Found>) {
        let text = folded.text.as_str();
        let mut end = 0;
        for (at, pair) in text.char_indices().zip(text.chars().skip(1)).map(|((at, a), b)| (at, [a, b])) {
            if at < end {
                continue;
            }
            let forms = self.chinese.get(&pair).map_or(&[][..], Vec::as_slice);
            if let Some((form, targets)) = forms.iter().find(|(form, _)| text[at..].starts_with(form.as_str())) {
                end = at + form.len();
                let span = folded.original(at, end);
                found.extend(targets.iter().map(|&concept| Found { concept, span }));
            }
        }
    }

    fn find_english(&self, tokens: &[Token]) -> Vec<Found> {
        let words: Vec<String> = tokens.iter().map(|token| uninflected(&token.lower)).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let Some(form) = self.english.get(&words[at]).and_then(|forms| {
                forms.iter().find(|form| words[at..].starts_with(&form.words) && (!form.capitals || tokens[at].capital))
            }) else {
                at += 1;
                continue;
            };
            let last = at + form.words.len() - 1;
            let span = tokens[at].span.cover(tokens[last].span);
            found.extend(form.targets.iter().map(|&concept| Found { concept, span }));
            at = last + 1;
        }
        found
    }
}

/// Concepts that name a party: *Ukraine* is a topic as well as a party.
pub(crate) fn is_party(concept: &Concept) -> bool {
    concept.role == Role::Actor || matches!(concept.id.as_str(), "ukraine_topic" | "russia_topic")
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn concepts(text: &str) -> String {
        let lexicon = Lexicon::builtin();
        let found = lexicon.find(&Folded::new(text, 0), &tokens(text, 0, true));
        found.iter().map(|hit| lexicon.concepts()[hit.concept].id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_longest_match_wins_and_traps_find_nothing() {
        let check = |text: &str, expected: &str| assert_eq!(concepts(text), expected, "{text}");
        // T01, T02: a word inside another word.
        check("同特朗普总统一道", "trump");
        check("全国统一大市场", "");
        check("实现国家统一", "reunification");
        // T03: never a single character.
        check("战", "");
        // T06: lookalikes.
        check("应约", "at_request_of");
        check("应邀", "at_invitation");
        check("应询", "");
        // T07, T08: quotation marks and scripts.
        check("不支持台湾“独立”", "no_support_independence");
        check("反對「台獨」", "oppose_independence");
        check("川普", "trump");
        // T09: a name inside a name.
        check("the South China Sea", "scs");
        check("one-China policy", "one_china_policy");
        check("the one China principle", "one_china_principle");
        // Inflection, and capitals where they matter.
        check("lifting tariffs", "remove tariffs");
        check("AI", "ai");
        check("a candidate", "");
    }

    #[test]
    fn every_reference_of_the_builtin_lexicon_is_good() {
        let lexicon = Lexicon::builtin();
        assert!(lexicon.concepts().len() > 400);
        for (at, concept) in lexicon.concepts().iter().enumerate() {
            assert!(lexicon.root(at) < lexicon.concepts().len());
            for &other in &concept.contrasts {
                assert!(lexicon.concepts()[other].contrasts.contains(&at), "{} has a one-way contrast", concept.id);
            }
        }
    }
}
