//! Reads a lexicon from TOML and builds what finds its forms.

use super::super::fold::fold;
use super::super::token::{tokens, uninflected};
use super::{Concept, EnglishForm, Lexicon, Role, Targets};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The lexicon that the program carries: groups, words, stop forms, concepts by family.
pub(super) const BUILTIN: &[&str] = &[
    include_str!("groups.toml"),
    include_str!("words.toml"),
    include_str!("stop.toml"),
    include_str!("taiwan.toml"),
    include_str!("trade.toml"),
    include_str!("security.toml"),
    include_str!("society.toml"),
    include_str!("commitment.toml"),
    include_str!("tone.toml"),
    include_str!("event.toml"),
    include_str!("naming.toml"),
    include_str!("relationship.toml"),
    include_str!("states.toml"),
    include_str!("leaders.toml"),
    include_str!("institutions.toml"),
    include_str!("world.toml"),
    include_str!("economy.toml"),
    include_str!("order.toml"),
    include_str!("acts.toml"),
];

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    #[serde(default)]
    group: HashMap<String, Group>,
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
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct Group {
    role: Role,
    weight: f64,
    name: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Entry {
    group: String,
    gloss: String,
    en: Vec<String>,
    zh: Vec<String>,
    weight: Option<f64>,
    parent: Option<String>,
    rung: Option<u8>,
    contrasts: Vec<String>,
    convention: Option<String>,
    unless: Vec<String>,
    /// For people: what to know about the concept.
    note: Option<String>,
    /// For people: texts in which the forms stand.
    source: Option<String>,
    /// For people: forms that the corpus did not show.
    #[serde(rename = "unattested")]
    _unattested: serde::de::IgnoredAny,
    /// Why a concept has forms in one language only.
    only: Option<String>,
    /// Takes the concept of that id out.
    remove: bool,
    /// Which of the user's sources it comes from.
    #[serde(skip)]
    from: Option<usize>,
}

#[derive(Default)]
struct Forms {
    english: BTreeMap<Vec<String>, (bool, Targets)>,
    chinese: BTreeMap<String, Targets>,
}

/// All sources laid over one another, before references are looked up.
#[derive(Default)]
struct Draft {
    groups: HashMap<String, Group>,
    entries: BTreeMap<String, Entry>,
    stop_words: HashSet<String>,
    boilerplate: HashSet<String>,
    forms: Forms,
}

impl Lexicon {
    /// Reads a lexicon from its parts alone; a concept of a later part replaces one of the same id.
    ///
    /// # Errors
    ///
    /// Says which part and line is wrong and what to do.
    pub fn parse(sources: &[&str]) -> Result<Lexicon, LexiconError> {
        let named = sources.iter().enumerate().map(|(n, text)| (format!("part {}", n + 1), *text));
        let named: Vec<(String, &str)> = named.collect();
        let mut draft = Draft::default();
        let mut errors = Vec::new();
        for (n, (name, text)) in named.iter().enumerate() {
            draft.lay(part(name, text)?, Some(n), &mut |id, what| errors.push(error(name, text, id, what)));
        }
        draft.mend(&mut |n, id, what| errors.push(error(&named[n].0, named[n].1, id, what)));
        match errors.into_iter().next() {
            Some(error) => Err(error),
            None => Ok(draft.finish()),
        }
    }

    /// The built-in lexicon with a user's sources laid over it, in turn: a concept of a known id replaces
    /// that one, a new id adds one, `remove = true` takes one out. What is wrong is told and left out; the
    /// rest applies.
    #[must_use]
    pub fn with(sources: &[Source]) -> (Lexicon, Vec<LexiconError>) {
        let mut draft = Draft::default();
        let mut errors = Vec::new();
        // The built-in parts are checked by a test; one that failed would leave its concepts out.
        for text in BUILTIN {
            match part("built-in", text) {
                Ok(part) => draft.lay(part, None, &mut |_, _| {}),
                Err(error) => errors.push(error),
            }
        }
        for (n, Source { name, text }) in sources.iter().enumerate() {
            match part(name, text) {
                Ok(part) => draft.lay(part, Some(n), &mut |id, what| errors.push(error(name, text, id, what))),
                Err(error) => errors.push(error),
            }
        }
        draft.mend(&mut |n, id, what| errors.push(error(&sources[n].name, &sources[n].text, id, what)));
        (draft.finish(), errors)
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

/// An error at the line where a concept begins.
fn error(name: &str, text: &str, id: &str, what: String) -> LexiconError {
    let heading = [format!("[concept.{id}]"), format!("[concept.\"{id}\"]")];
    let line = text.lines().position(|line| heading.iter().any(|heading| line.trim().starts_with(heading.as_str())));
    LexiconError { source_name: name.to_owned(), line: line.map_or(1, |line| line + 1), what }
}

impl Draft {
    /// Lays a part over what is there; complaints name the concept.
    fn lay(&mut self, part: Part, from: Option<usize>, complain: &mut dyn FnMut(&str, String)) {
        self.groups.extend(part.group);
        for (id, mut entry) in part.concept {
            if entry.remove {
                if self.entries.remove(&id).is_none() {
                    complain(&id, format!("there is no concept `{id}` to remove; `diptych lexicon show` lists them"));
                }
                continue;
            }
            entry.from = from;
            let group = &entry.group;
            if !self.groups.contains_key(group) {
                complain(&id, format!("`{id}` names the group `{group}`, which is not there; name one of its kind"));
            } else if entry.rung.is_some_and(|rung| rung > 7) {
                complain(&id, format!("the rung of `{id}` is above 7; give one from 0 (noted) to 7 (signed)"));
            } else if entry.weight.is_some_and(|weight| !(0.0..=5.0).contains(&weight)) {
                complain(&id, format!("the weight of `{id}` is out of range; give one from 0 to 5"));
            } else {
                self.entries.insert(id, entry);
            }
        }
        self.stop_words.extend(part.stop);
        self.boilerplate.extend(part.boilerplate);
        part.en.iter().for_each(|form| self.forms.add_english(form, None));
        part.zh.iter().for_each(|form| self.forms.add_chinese(form, None));
    }

    /// Drops what points nowhere or in a circle, so that all that is left is good.
    fn mend(&mut self, complain: &mut dyn FnMut(usize, &str, String)) {
        let known: HashSet<String> = self.entries.keys().cloned().collect();
        for (id, entry) in &mut self.entries {
            let from = entry.from;
            let mut keep = |name: &String| {
                let good = known.contains(name);
                // A built-in concept may lose what the user removed; that is what the user asked for.
                if let (false, Some(from)) = (good, from) {
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
            let Some(entry) = self.entries.get_mut(&id).filter(|entry| entry.from.is_some()) else { continue };
            entry.parent = None;
            let what = format!("`{id}` is its own ancestor; take one `parent` of the circle away");
            complain(entry.from.unwrap_or_default(), &id, what);
        }
    }

    fn is_circular(&self, start: &str) -> bool {
        let mut at = start;
        for _ in 0..=self.entries.len() {
            match self.entries.get(at).and_then(|entry| entry.parent.as_deref()) {
                Some(parent) if parent == start => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }

    fn finish(self) -> Lexicon {
        let Draft { groups, entries, stop_words, boilerplate, mut forms } = self;
        let by_id: HashMap<String, usize> = entries.keys().enumerate().map(|(at, id)| (id.clone(), at)).collect();
        let mut concepts = Vec::with_capacity(entries.len());
        for (at, (id, entry)) in entries.into_iter().enumerate() {
            entry.en.iter().for_each(|form| forms.add_english(form, Some(at)));
            entry.zh.iter().for_each(|form| forms.add_chinese(form, Some(at)));
            // The group was looked up when the entry was laid.
            let Some(group) = groups.get(&entry.group) else { continue };
            concepts.push(concept(id, entry, group, &by_id));
        }
        mirror_contrasts(&mut concepts);
        let english = forms.english_by_first_word();
        let chinese = forms.chinese_by_first_two();
        let groups = groups.into_iter().map(|(id, group)| (id, group.name)).collect();
        Lexicon { concepts, groups, by_id, english, chinese, stop_words, boilerplate }
    }
}

fn concept(id: String, entry: Entry, group: &Group, by_id: &HashMap<String, usize>) -> Concept {
    Concept {
        group: entry.group,
        gloss: if entry.gloss.is_empty() { id.replace('_', " ") } else { entry.gloss },
        role: group.role,
        weight: entry.weight.unwrap_or(group.weight),
        rung: entry.rung,
        parent: entry.parent.and_then(|parent| by_id.get(&parent).copied()),
        contrasts: entry.contrasts.iter().filter_map(|other| by_id.get(other).copied()).collect(),
        convention: entry.convention,
        unless: entry.unless,
        english: entry.en,
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

impl Forms {
    fn add_english(&mut self, form: &str, concept: Option<usize>) {
        let words: Vec<String> = tokens(form, 0, false).iter().map(|token| uninflected(&token.lower)).collect();
        if words.is_empty() {
            return;
        }
        let capitals = form.len() < 6 && form.chars().all(char::is_uppercase);
        let entry = self.english.entry(words).or_insert((capitals, Vec::new()));
        entry.0 &= capitals;
        push_new(&mut entry.1, concept);
    }

    fn add_chinese(&mut self, form: &str, concept: Option<usize>) {
        let folded = fold(form);
        // A single character stands inside too many words to mean anything (T03).
        if folded.chars().count() > 1 {
            push_new(self.chinese.entry(folded).or_default(), concept);
        }
    }

    fn chinese_by_first_two(self) -> HashMap<[char; 2], Vec<(String, Targets)>> {
        let mut by_first: HashMap<[char; 2], Vec<(String, Targets)>> = HashMap::new();
        for (form, targets) in self.chinese {
            let mut chars = form.chars();
            if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
                by_first.entry([a, b]).or_default().push((form, targets));
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        }
        by_first
    }

    fn english_by_first_word(&self) -> HashMap<String, Vec<EnglishForm>> {
        let mut by_first: HashMap<String, Vec<EnglishForm>> = HashMap::new();
        for (words, (capitals, targets)) in &self.english {
            let form = EnglishForm { words: words.clone(), capitals: *capitals, targets: targets.clone() };
            by_first.entry(words[0].clone()).or_default().push(form);
        }
        for forms in by_first.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        by_first
    }
}

fn push_new(targets: &mut Targets, concept: Option<usize>) {
    if let Some(concept) = concept.filter(|concept| !targets.contains(concept)) {
        targets.push(concept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named() {
        let check = |source: &str, expected: &str| {
            let error = Lexicon::parse(&[source]).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        };
        let group = "[group]\nt = { role = \"topic\", weight = 1.0, name = \"t\" }\n";
        check("not toml", "part 1, line 1");
        check("[concept.a]\ngroup = \"x\"\ngloss = \"a\"\n", "the group `x`");
        check(&format!("{group}[concept.a]\ngroup = \"t\"\ngloss = \"a\"\nparent = \"b\"\n"), "line 3: `a` names `b`");
        check(&format!("{group}[concept.a]\ngroup = \"t\"\ngloss = \"a\"\nparent = \"a\"\n"), "own ancestor");
    }
}
