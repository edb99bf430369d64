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
];

/// Why a lexicon could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// Not the TOML that is expected.
    #[error("part {part} of the lexicon is not readable: {why}")]
    Unreadable {
        /// Which of the sources, from 1.
        part: usize,
        /// What the reader says.
        why: String,
    },
    /// A concept names something that is not there.
    #[error("the concept {concept} names {what}, which is not in the lexicon")]
    Unknown {
        /// The concept that names it.
        concept: String,
        /// What is missing: a group, a parent, a contrast.
        what: String,
    },
    /// A concept is its own ancestor.
    #[error("the concept {0} is its own ancestor; take one `parent` of the circle away")]
    Circle(String),
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
struct Group {
    role: Role,
    weight: f64,
    name: String,
}

#[derive(Deserialize)]
struct Entry {
    group: String,
    gloss: String,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
    weight: Option<f64>,
    parent: Option<String>,
    rung: Option<u8>,
    #[serde(default)]
    contrasts: Vec<String>,
    convention: Option<String>,
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Default)]
struct Forms {
    english: BTreeMap<Vec<String>, (bool, Targets)>,
    chinese: BTreeMap<String, Targets>,
}

impl Lexicon {
    /// Reads a lexicon from its parts; a concept of a later part replaces one of the same id.
    ///
    /// # Errors
    ///
    /// Says which part or concept is wrong and why.
    pub fn parse(sources: &[&str]) -> Result<Lexicon, LexiconError> {
        let mut groups: HashMap<String, Group> = HashMap::new();
        let mut entries = BTreeMap::new();
        let mut forms = Forms::default();
        let (mut stop_words, mut boilerplate) = (HashSet::new(), HashSet::new());
        for (n, source) in sources.iter().enumerate() {
            let part: Part = toml::from_str(source)
                .map_err(|error| LexiconError::Unreadable { part: n + 1, why: error.to_string() })?;
            groups.extend(part.group);
            entries.extend(part.concept);
            stop_words.extend(part.stop);
            boilerplate.extend(part.boilerplate);
            part.en.iter().for_each(|form| forms.add_english(form, None));
            part.zh.iter().for_each(|form| forms.add_chinese(form, None));
        }
        let by_id: HashMap<String, usize> = entries.keys().enumerate().map(|(at, id)| (id.clone(), at)).collect();
        let mut concepts = Vec::with_capacity(entries.len());
        for (at, (id, entry)) in entries.into_iter().enumerate() {
            entry.en.iter().for_each(|form| forms.add_english(form, Some(at)));
            entry.zh.iter().for_each(|form| forms.add_chinese(form, Some(at)));
            concepts.push(concept(id, entry, &groups, &by_id)?);
        }
        if let Some(at) = (0..concepts.len()).find(|&at| is_circular(&concepts, at)) {
            return Err(LexiconError::Circle(concepts[at].id.clone()));
        }
        let english = forms.english_by_first_word();
        let chinese = forms.chinese_by_first_two();
        let groups = groups.into_iter().map(|(id, group)| (id, group.name)).collect();
        Ok(Lexicon { concepts, groups, by_id, english, chinese, stop_words, boilerplate })
    }
}

fn concept(
    id: String,
    entry: Entry,
    groups: &HashMap<String, Group>,
    by_id: &HashMap<String, usize>,
) -> Result<Concept, LexiconError> {
    let unknown = |what: &str| LexiconError::Unknown { concept: id.clone(), what: what.to_owned() };
    let find = |name: &String| by_id.get(name).copied().ok_or_else(|| unknown(name));
    let group = groups.get(&entry.group).ok_or_else(|| unknown(&entry.group))?;
    let parent = entry.parent.as_ref().map(&find).transpose()?;
    let contrasts = entry.contrasts.iter().map(&find).collect::<Result<_, _>>()?;
    Ok(Concept {
        group: entry.group,
        gloss: entry.gloss,
        role: group.role,
        weight: entry.weight.unwrap_or(group.weight),
        rung: entry.rung,
        parent,
        contrasts,
        convention: entry.convention,
        unless: entry.unless,
        id,
    })
}

fn is_circular(concepts: &[Concept], start: usize) -> bool {
    let mut at = start;
    for _ in 0..concepts.len() {
        match concepts[at].parent {
            Some(parent) => at = parent,
            None => return false,
        }
    }
    true
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
        check("not toml", "part 1");
        check("[concept.a]\ngroup = \"x\"\ngloss = \"a\"\n", "names x");
        check(&format!("{group}[concept.a]\ngroup = \"t\"\ngloss = \"a\"\nparent = \"b\"\n"), "names b");
        check(&format!("{group}[concept.a]\ngroup = \"t\"\ngloss = \"a\"\nparent = \"a\"\n"), "own ancestor");
    }
}
