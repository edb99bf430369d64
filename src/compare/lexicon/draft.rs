//! A lexicon on its way from TOML: sources laid over one another and checked, their forms cut into words.
//!
//! The build script lays the built-in parts and writes the draft down: to set two short texts side by side, no
//! start of the program need read 300 kB of TOML and cut thousands of forms. A person's own sources are
//! laid over that draft in the same way.

use super::super::fold::fold;
use super::super::token::{tokens, uninflected};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How the program uses the concepts of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// A lexicon in words: a file's name and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What errors call it.
    pub name: String,
    /// Its TOML.
    pub text: String,
}

/// What is wrong with a lexicon, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{source_name}, line {line}: {what}")]
pub struct LexiconError {
    /// The file.
    pub source_name: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub what: String,
}

/// A file as its author wrote it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    #[serde(default)]
    group: BTreeMap<String, Group>,
    #[serde(default)]
    concept: BTreeMap<String, Entry>,
    #[serde(default)]
    stop: Vec<String>,
    #[serde(default)]
    boilerplate: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
    #[serde(default)]
    sense: BTreeMap<String, Senses>,
}

/// Senses that are equally telling, as their author wrote them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Senses {
    /// What it counts to meet in one of them: 1 for an uncommon word, less for a common one.
    weight: f64,
    /// Each *English, words = 中文, 词语*.
    words: Vec<String>,
}

/// Everyday words that mean the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Sense {
    /// The first of its words, by which it is told.
    pub(super) label: String,
    pub(super) weight: f64,
    pub(super) keys: Keys,
}

/// What the concepts of a group have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub(super) role: Role,
    pub(super) weight: f64,
    pub(super) name: String,
}

/// A concept as its author wrote it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Entry {
    pub(super) group: String,
    pub(super) gloss: String,
    pub(super) en: Vec<String>,
    /// English forms that count in this very inflection: *talks*, not *talked*.
    pub(super) exact: Vec<String>,
    pub(super) zh: Vec<String>,
    pub(super) weight: Option<f64>,
    pub(super) parent: Option<String>,
    pub(super) rung: Option<u8>,
    pub(super) contrasts: Vec<String>,
    pub(super) convention: Option<String>,
    pub(super) unless: Vec<String>,
    /// For people: what to know about the concept.
    pub(super) note: Option<String>,
    /// For people: texts in which the forms stand.
    pub(super) source: Option<String>,
    /// For people: forms that the corpus did not show.
    unattested: Vec<String>,
    /// Why a concept has forms in one language only.
    pub(super) only: Option<String>,
    /// Takes the concept of that id out.
    remove: bool,
}

/// Forms as they are looked for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Keys {
    pub(super) english: Vec<EnglishKey>,
    /// Folded, two characters or more.
    pub(super) chinese: Vec<String>,
}

/// A form in English.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct EnglishKey {
    /// Words with a space between, uninflected unless it is exact.
    pub(super) words: String,
    /// Under which uninflected first word it is looked for.
    pub(super) first: String,
    /// Counts in this very inflection only.
    pub(super) exact: bool,
    /// Must stand in capitals: `AI`.
    pub(super) capitals: bool,
}

/// An entry that was found good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Laid {
    pub(super) entry: Entry,
    pub(super) keys: Keys,
    /// Which of the sources being laid it comes from; none where an earlier draft has it, so that nobody is told
    /// of what a person takes out of the program's own.
    #[serde(skip)]
    from: Option<usize>,
}

/// All sources laid over one another, before references are looked up.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Draft {
    pub(super) groups: BTreeMap<String, Group>,
    pub(super) entries: BTreeMap<String, Laid>,
    pub(super) stop_words: BTreeSet<String>,
    pub(super) boilerplate: BTreeSet<String>,
    /// Forms that stand for nothing and only hide what is inside them.
    pub(super) hiding: Keys,
    /// Words that mean the same and are no concepts.
    pub(super) senses: Vec<Sense>,
}

impl Draft {
    /// Lays sources over this draft, in turn: a concept of a known id replaces that one, a new id adds one,
    /// `remove = true` takes one out. What is wrong is told and left out; the rest applies.
    pub(crate) fn lay(&mut self, sources: &[Source]) -> Vec<LexiconError> {
        let mut errors = Vec::new();
        for (n, Source { name, text }) in sources.iter().enumerate() {
            match part(name, text) {
                Ok(part) => self.lay_part(part, n, &mut |id, what| errors.push(error(name, text, id, what))),
                Err(error) => errors.push(error),
            }
        }
        self.mend(&mut |n, id, what| errors.push(error(&sources[n].name, &sources[n].text, id, what)));
        errors
    }

    /// Lays a part over what is there; complaints name the concept.
    fn lay_part(&mut self, part: Part, from: usize, complain: &mut dyn FnMut(&str, String)) {
        self.groups.extend(part.group);
        for (id, entry) in part.concept {
            if entry.remove {
                if self.entries.remove(&id).is_none() {
                    complain(&id, format!("there is no concept `{id}` to remove; `diptych lexicon show` lists them"));
                }
                continue;
            }
            let group = &entry.group;
            if !self.groups.contains_key(group) {
                complain(&id, format!("`{id}` names the group `{group}`, which is not there; name one of its kind"));
            } else if entry.rung.is_some_and(|rung| rung > 7) {
                complain(&id, format!("the rung of `{id}` is above 7; give one from 0 (noted) to 7 (signed)"));
            } else if entry.weight.is_some_and(|weight| !(0.0..=5.0).contains(&weight)) {
                complain(&id, format!("the weight of `{id}` is out of range; give one from 0 to 5"));
            } else {
                let keys = Keys::of(&entry.en, &entry.exact, &entry.zh);
                self.entries.insert(id, Laid { entry, keys, from: Some(from) });
            }
        }
        self.stop_words.extend(part.stop);
        self.boilerplate.extend(part.boilerplate);
        let hiding = Keys::of(&part.en, &part.exact, &part.zh);
        self.hiding.english.extend(hiding.english);
        self.hiding.chinese.extend(hiding.chinese);
        for (tier, senses) in part.sense {
            if (0.0..=1.0).contains(&senses.weight) {
                self.senses.extend(senses.words.iter().map(|words| Sense::of(words, senses.weight)));
            } else {
                complain(&tier, format!("the weight of the senses `{tier}` is out of range; give one from 0 to 1"));
            }
        }
    }

    /// Drops what points nowhere or in a circle, so that all that is left is good.
    fn mend(&mut self, complain: &mut dyn FnMut(usize, &str, String)) {
        let known: BTreeSet<String> = self.entries.keys().cloned().collect();
        for (id, Laid { entry, from, .. }) in &mut self.entries {
            let mut keep = |name: &String| {
                let good = known.contains(name);
                // A built-in concept may lose what the user removed; that is what the user asked for.
                if let (false, Some(from)) = (good, *from) {
                    complain(from, id, format!("`{id}` names `{name}`, which is not there; name an id that is"));
                }
                good
            };
            entry.parent = entry.parent.take().filter(&mut keep);
            entry.contrasts.retain(&mut keep);
        }
        let circular: Vec<String> = self.entries.keys().filter(|id| self.is_circular(id)).cloned().collect();
        for id in circular {
            // An earlier cut may have opened this circle.
            if !self.is_circular(&id) {
                continue;
            }
            let Some(laid) = self.entries.get_mut(&id) else { continue };
            let Some(from) = laid.from else { continue };
            laid.entry.parent = None;
            complain(from, &id, format!("`{id}` is its own ancestor; take one `parent` of the circle away"));
        }
    }

    fn is_circular(&self, start: &str) -> bool {
        let mut at = start;
        for _ in 0..=self.entries.len() {
            match self.entries.get(at).and_then(|laid| laid.entry.parent.as_deref()) {
                Some(parent) if parent == start => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }
}

/// Reads one source.
fn part(name: &str, text: &str) -> Result<Part, LexiconError> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        let what = format!("{}; mend this line, the whole file is left out until then", error.message());
        LexiconError { source_name: name.to_owned(), line, what }
    })
}

/// An error at the line where a concept, or a tier of senses, begins.
fn error(name: &str, text: &str, id: &str, what: String) -> LexiconError {
    let heading = [format!("[concept.{id}]"), format!("[concept.\"{id}\"]"), format!("[sense.{id}]")];
    let line = text.lines().position(|line| heading.iter().any(|heading| line.trim().starts_with(heading.as_str())));
    LexiconError { source_name: name.to_owned(), line: line.map_or(1, |line| line + 1), what }
}

impl Sense {
    /// Reads *attack, violence = 袭击, 暴力*.
    fn of(line: &str, weight: f64) -> Sense {
        let (english, chinese) = line.split_once('=').unwrap_or((line, ""));
        let forms = |list: &str| -> Vec<String> {
            list.split(',').map(|form| form.trim().to_owned()).filter(|form| !form.is_empty()).collect()
        };
        let (english, chinese) = (forms(english), forms(chinese));
        let label = english.first().or(chinese.first()).cloned().unwrap_or_default();
        Sense { label, weight, keys: Keys::of(&english, &[], &chinese) }
    }
}

impl Keys {
    fn of(english: &[String], exact: &[String], chinese: &[String]) -> Keys {
        let chinese = chinese.iter().map(|form| fold(form));
        let english = english.iter().map(|form| (form, false)).chain(exact.iter().map(|form| (form, true)));
        Keys {
            english: english.filter_map(|(form, exact)| EnglishKey::of(form, exact)).collect(),
            // A single character stands inside too many words to mean anything (T03).
            chinese: chinese.filter(|folded| folded.chars().nth(1).is_some()).collect(),
        }
    }
}

impl Keys {
    /// The forms of a name: capitals tell it from the words that it is made of.
    pub(super) fn of_name(english: &[String], chinese: &[String]) -> Keys {
        let mut keys = Keys::of(english, &[], chinese);
        keys.english.iter_mut().for_each(|key| key.capitals = true);
        keys
    }
}

impl EnglishKey {
    fn of(form: &str, exact: bool) -> Option<EnglishKey> {
        let words: Vec<String> = tokens(form, 0, false).iter().map(|token| token.lower.clone()).collect();
        let first = uninflected(words.first()?);
        let plain = |word: &String| if exact { word.clone() } else { uninflected(word) };
        let words = words.iter().map(plain).collect::<Vec<String>>().join(" ");
        let capitals = form.len() < 6 && form.chars().all(char::is_uppercase);
        Some(EnglishKey { words, first, exact, capitals })
    }
}
