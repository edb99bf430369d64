//! The concepts of diplomacy in English and Chinese, and how they are found in a text.
//!
//! The built-in lexicon is TOML, laid and checked when the program is built (`build.rs`); what is compiled in is the
//! [`Draft`] that comes of it. A person's own TOML is laid over that draft when the program runs.

#[cfg(test)]
mod builtin;
mod draft;
mod explain;
mod forms;

pub use draft::{LexiconError, Role, Source};
pub use explain::{Explained, Match};

use super::fold::Folded;
use super::token::Token;
use crate::domain::{Span, TextHash};
use draft::{Draft, Entry, Group, Keys};
use foldhash::HashSet;
use forms::Forms;
use std::collections::BTreeMap;
use std::sync::LazyLock;

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

/// A person whom the lexicon does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Newcomer {
    /// How the person is called in sentences for the reader.
    pub(crate) gloss: String,
    /// Names in alphabets.
    pub(crate) english: Vec<String>,
    /// Names in Chinese characters.
    pub(crate) chinese: Vec<String>,
}

/// A concept found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// Index of the concept.
    pub(crate) concept: usize,
    /// Where.
    pub(crate) span: Span,
}

/// The concepts, and the tables that find them. Made in a millisecond, shared for nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexicon {
    /// Ascending by id.
    concepts: Vec<Concept>,
    /// Names of the groups by id.
    groups: BTreeMap<String, String>,
    forms: Forms,
    /// What everyday words mean: each with the word by which it is told and its weight.
    senses: Vec<(String, f64)>,
    sense_forms: Forms,
    stop_words: HashSet<String>,
    boilerplate: HashSet<String>,
    /// Of the sources laid over the built-in one.
    laid: Option<TextHash>,
}

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(builtin_draft()));

/// What the build script wrote down.
fn builtin_draft() -> Draft {
    let table = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.postcard"));
    postcard::from_bytes(table).expect("the build script wrote it from these same types")
}

impl Lexicon {
    /// The lexicon that the program carries, made once.
    #[must_use]
    pub fn builtin() -> &'static Lexicon {
        &BUILTIN
    }

    /// The built-in lexicon with a user's sources laid over it, in turn: a concept of a known id replaces
    /// that one, a new id adds one, `remove = true` takes one out. What is wrong is told and left out; the
    /// rest applies.
    #[must_use]
    pub fn with(sources: &[Source]) -> (Lexicon, Vec<LexiconError>) {
        let mut draft = builtin_draft();
        let errors = draft.lay(sources);
        let texts: Vec<&str> =
            sources.iter().map(|source| source.text.trim()).filter(|text| !text.is_empty()).collect();
        let laid = (!texts.is_empty()).then(|| TextHash::of(&texts.join("\n")));
        (Lexicon { laid, ..Lexicon::of(draft) }, errors)
    }

    /// The hash of what a user laid over the built-in lexicon, whatever of it applied: with the version of the program
    /// it tells one lexicon from another. `None` for the built-in one.
    #[must_use]
    pub fn laid(&self) -> Option<&TextHash> {
        self.laid.as_ref()
    }

    /// With persons whom it does not know, each a concept of its own behind all others.
    pub(crate) fn with_persons(&self, persons: &[Newcomer]) -> Lexicon {
        let mut lexicon = self.clone();
        for (n, person) in persons.iter().enumerate() {
            lexicon.forms.add(Keys::of_name(&person.english, &person.chinese), Some(lexicon.concepts.len()));
            // Ids ascend: a tilde stands behind all letters.
            lexicon.concepts.push(Concept {
                id: format!("~{n:03}"),
                group: "person".to_owned(),
                gloss: person.gloss.clone(),
                role: Role::Person,
                weight: 0.6,
                rung: None,
                parent: None,
                contrasts: Vec::new(),
                convention: None,
                unless: Vec::new(),
                english: person.english.clone(),
                chinese: person.chinese.clone(),
                note: None,
                source: None,
                only: None,
            });
        }
        lexicon.forms = lexicon.forms.ordered();
        lexicon
    }

    /// Looks up the references of a draft and makes the tables.
    fn of(draft: Draft) -> Lexicon {
        let Draft { groups, entries, stop_words, boilerplate, hiding, senses } = draft;
        let ids: Vec<String> = entries.keys().cloned().collect();
        let mut forms = Forms::default();
        forms.add(hiding, None);
        let mut concepts = Vec::with_capacity(entries.len());
        for (id, laid) in entries {
            // The group was looked up when the entry was laid.
            let Some(group) = groups.get(&laid.entry.group) else { continue };
            forms.add(laid.keys, Some(concepts.len()));
            concepts.push(concept(id, laid.entry, group, &ids));
        }
        mirror_contrasts(&mut concepts);
        let mut sense_forms = Forms::default();
        let mut named = Vec::with_capacity(senses.len());
        for sense in senses {
            sense_forms.add(sense.keys, Some(named.len()));
            named.push((sense.label, sense.weight));
        }
        let groups = groups.into_iter().map(|(id, group)| (id, group.name)).collect();
        let (stop_words, boilerplate) = (stop_words.into_iter().collect(), boilerplate.into_iter().collect());
        Lexicon {
            concepts,
            groups,
            forms: forms.ordered(),
            senses: named,
            sense_forms: sense_forms.ordered(),
            stop_words,
            boilerplate,
            laid: None,
        }
    }

    /// All concepts.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The concept of that id.
    #[must_use]
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.index(id).map(|at| &self.concepts[at])
    }

    /// The index of the concept of that id.
    pub(crate) fn index(&self, id: &str) -> Option<usize> {
        self.concepts.binary_search_by(|concept| concept.id.as_str().cmp(id)).ok()
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

    /// The word by which a sense is told, and what it counts to meet in it.
    pub(crate) fn sense(&self, sense: usize) -> (&str, f64) {
        let (label, weight) = &self.senses[sense];
        (label, *weight)
    }

    /// The everyday words in a piece of text that have a sense: which, and where. A word may have several.
    pub(crate) fn senses(&self, folded: &Folded, tokens: &[Token]) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        self.sense_forms.find_english(tokens, &mut found);
        self.sense_forms.find_chinese(folded, &mut found);
        found.into_iter().map(|hit| (hit.concept, hit.span)).collect()
    }

    /// The concepts in a piece of text, in order; longest match first, so that *South China Sea*
    /// holds no *China*.
    pub(crate) fn find(&self, folded: &Folded, tokens: &[Token]) -> Vec<Found> {
        let mut found = Vec::new();
        self.forms.find_english(tokens, &mut found);
        self.forms.find_chinese(folded, &mut found);
        found.sort_by_key(|hit| (hit.span, hit.concept));
        found.dedup();
        found
    }
}

fn concept(id: String, entry: Entry, group: &Group, ids: &[String]) -> Concept {
    let index = |id: &String| ids.binary_search(id).ok();
    Concept {
        group: entry.group,
        gloss: if entry.gloss.is_empty() { id.replace('_', " ") } else { entry.gloss },
        role: group.role,
        weight: entry.weight.unwrap_or(group.weight),
        rung: entry.rung,
        parent: entry.parent.as_ref().and_then(index),
        contrasts: entry.contrasts.iter().filter_map(index).collect(),
        convention: entry.convention,
        unless: entry.unless,
        english: [entry.en, entry.exact].concat(),
        chinese: entry.zh,
        note: entry.note,
        source: entry.source,
        only: entry.only,
        id,
    }
}

/// A contrast holds both ways, whichever side names it.
fn mirror_contrasts(concepts: &mut [Concept]) {
    for at in 0..concepts.len() {
        for other in concepts[at].contrasts.clone() {
            if !concepts[other].contrasts.contains(&at) {
                concepts[other].contrasts.push(at);
            }
        }
    }
}

/// Concepts that name a party: *Ukraine* is a topic as well as a party.
pub(crate) fn is_party(concept: &Concept) -> bool {
    concept.role == Role::Actor || matches!(concept.id.as_str(), "ukraine_topic" | "russia_topic")
}

/// The concept of *a third party*, 个别国家.
pub(crate) const ALLUSION: &str = "third_parties";

/// Parties that a text can name or leave unnamed: *the international community* and its bodies are none.
pub(crate) fn is_state(concept: &Concept) -> bool {
    is_party(concept) && concept.group != "institution" && concept.id != ALLUSION
}

#[cfg(test)]
mod tests {
    use super::super::{fold, token::tokens};
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
    fn the_table_is_what_the_built_in_parts_say() {
        let mut draft = Draft::default();
        assert_eq!(draft.lay(&builtin::parts()), []);
        assert_eq!(postcard::to_allocvec(&draft), postcard::to_allocvec(&builtin_draft()));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let check = |text: &str, expected: &str| {
            let source = Source { name: "mine".to_owned(), text: text.to_owned() };
            let error = Lexicon::with(&[source]).1.remove(0).to_string();
            assert!(error.contains(expected), "{error}");
        };
        let group = "[group]\nt = { role = \"topic\", weight = 1.0, name = \"t\" }\n";
        check("not toml", "mine, line 1");
        check("[concept.a]\ngroup = \"x\"\ngloss = \"a\"\n", "the group `x`");
        check(&format!("{group}[concept.a]\ngroup = \"t\"\ngloss = \"a\"\nparent = \"b\"\n"), "line 3: `a` names `b`");
        check(&format!("{group}[concept.a]\ngroup = \"t\"\ngloss = \"a\"\nparent = \"a\"\n"), "own ancestor");
        check("\n[sense.mine]\nweight = 2.0\nwords = []\n", "line 2: the weight of the senses `mine`");
    }

    #[test]
    fn senses_are_found_in_every_inflection_and_a_user_adds_some() {
        let text = "[sense.mine]\nweight = 0.5\nwords = [\"ferry, night boat = 渡轮\"]\n";
        let source = Source { name: "mine".to_owned(), text: text.to_owned() };
        let (lexicon, errors) = Lexicon::with(&[source]);
        assert_eq!(errors, []);
        let told = |text: &str| -> Vec<&str> {
            let found = lexicon.senses(&Folded::new(text, 0), &tokens(text, 0, true));
            found.into_iter().map(|(sense, _)| lexicon.sense(sense).0).collect()
        };
        assert_eq!(told("two night boats"), told("渡轮"));
        assert_eq!(told("night boat"), ["ferry"]);
        assert_eq!(told("kidnapped"), told("绑架"));
        assert!(!told("kidnapped").is_empty());
    }

    #[test]
    fn every_chinese_form_is_written_in_simplified_characters() {
        let plain = |c: char| !fold::is_han(c) || fold::fold_char(c) == Some(c);
        for concept in Lexicon::builtin().concepts() {
            let other = concept.chinese.iter().find(|form| !form.chars().all(plain));
            assert_eq!(other, None, "{}", concept.id);
        }
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
