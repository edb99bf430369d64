//! The table of forms: finds the concepts whose words stand in a text, the longest form first.

use super::super::fold::Folded;
use super::super::token::Token;
use super::Found;
use super::draft::{EnglishKey, Keys};
use foldhash::HashMap;

/// What a form stands for; none for a form that only hides what is inside it.
type Targets = Vec<usize>;

#[derive(Debug, Clone, PartialEq)]
struct EnglishForm {
    /// Words with a space between, uninflected unless it is exact.
    words: String,
    /// Counts in this very inflection only: *talks*, not *talked*.
    exact: bool,
    /// How many words.
    count: usize,
    /// Must stand in capitals: `AI`.
    capitals: bool,
    targets: Targets,
}

/// Forms by how they begin, longest first, and of equals the exact ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Forms {
    /// By their first word, uninflected.
    english: HashMap<String, Vec<EnglishForm>>,
    /// By their first two characters.
    chinese: HashMap<[char; 2], Vec<(String, Targets)>>,
}

impl Forms {
    /// Adds forms that stand for a concept, or that only hide what is inside them.
    pub(super) fn add(&mut self, keys: Keys, concept: Option<usize>) {
        for EnglishKey { words, first, exact, capitals } in keys.english {
            let alike = entry(&mut self.english, &first);
            let known = alike.iter().position(|form| form.exact == exact && form.words == words).unwrap_or_else(|| {
                let count = words.split(' ').count();
                alike.push(EnglishForm { words, exact, count, capitals, targets: Vec::new() });
                alike.len() - 1
            });
            alike[known].capitals &= capitals;
            push_new(&mut alike[known].targets, concept);
        }
        for form in keys.chinese {
            let mut chars = form.chars();
            let (Some(first), Some(second)) = (chars.next(), chars.next()) else { continue };
            let alike = self.chinese.entry([first, second]).or_default();
            let known = alike.iter().position(|(known, _)| *known == form).unwrap_or_else(|| {
                alike.push((form, Vec::new()));
                alike.len() - 1
            });
            push_new(&mut alike[known].1, concept);
        }
    }

    /// Puts the longest first, as they are tried.
    pub(super) fn ordered(mut self) -> Forms {
        for alike in self.english.values_mut() {
            alike.sort_by_key(|form| (std::cmp::Reverse(form.count), !form.exact));
        }
        for alike in self.chinese.values_mut() {
            alike.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        }
        self
    }

    pub(super) fn find_chinese(&self, folded: &Folded, found: &mut Vec<Found>) {
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

    pub(super) fn find_english(&self, tokens: &[Token], found: &mut Vec<Found>) {
        let mut at = 0;
        while at < tokens.len() {
            let alike = self.english.get(&tokens[at].plain);
            let Some(form) = alike.and_then(|forms| forms.iter().find(|form| form.opens(&tokens[at..]))) else {
                at += 1;
                continue;
            };
            let last = at + form.count - 1;
            let span = tokens[at].span().cover(tokens[last].span());
            found.extend(form.targets.iter().map(|&concept| Found { concept, span }));
            at = last + 1;
        }
    }
}

impl EnglishForm {
    /// Whether a text goes on with the form.
    fn opens(&self, tokens: &[Token]) -> bool {
        let stands = |(own, token): (&str, &Token)| own == if self.exact { &token.lower } else { &token.plain };
        self.count <= tokens.len()
            && (!self.capitals || tokens[0].capital)
            && self.words.split(' ').zip(tokens).all(stands)
    }
}

/// The list under a word, made where there is none; the word is copied only then.
fn entry<'a>(forms: &'a mut HashMap<String, Vec<EnglishForm>>, first: &str) -> &'a mut Vec<EnglishForm> {
    if !forms.contains_key(first) {
        forms.insert(first.to_owned(), Vec::new());
    }
    forms.get_mut(first).expect("it was put in where it was not there")
}

fn push_new(targets: &mut Targets, concept: Option<usize>) {
    if let Some(concept) = concept.filter(|concept| !targets.contains(concept)) {
        targets.push(concept);
    }
}
