//! Persons whom the lexicon does not know: those whom the frame of the event names, and those whom a text
//! introduces with their office, *President Anna Berg*, 总统贝格. For the two texts they become concepts.
//!
//! Limits: only what stands behind a title in the first sentences is read; across languages a name is
//! matched where each language has exactly one unknown person.

use super::comparison::{Document, Frame};
use super::fold::Folded;
use super::lexicon::{Lexicon, Newcomer, Role, is_party};
use super::sentence::sentences;
use super::token::{Sort, Token, tokens};
use crate::domain::{Sides, Span};

/// Persons are introduced in the first sentences.
const OPENING: usize = 6;
/// So many bytes hold them.
const HEAD: usize = 8_000;
/// A name has at most so many words, or so many characters.
const WORDS: usize = 4;
const CHARACTERS: usize = 8;
/// A surname alone must be this long: shorter ones are words too often.
const SURNAME: usize = 4;

const TITLES: [&str; 22] = [
    "president",
    "minister",
    "chancellor",
    "premier",
    "secretary",
    "king",
    "queen",
    "emir",
    "sultan",
    "ambassador",
    "envoy",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "commissioner",
    "mr",
    "mrs",
    "ms",
    "taoiseach",
    "advisor",
    "representative",
    "prince",
];

/// What may follow a title and is no name: *Secretary of State*, *Minister of Foreign Affairs*.
const OFFICES: [&str; 14] = [
    "state",
    "defense",
    "defence",
    "treasury",
    "commerce",
    "foreign",
    "affairs",
    "war",
    "energy",
    "trade",
    "finance",
    "republic",
    "kingdom",
    "federation",
];

/// What may stand between two titles, or before one: *the President and Prime Minister*.
const BEFORE_TITLES: [&str; 6] = ["prime", "vice", "deputy", "first", "acting", "crown"];

const CHINESE_TITLES: [&str; 14] = [
    "总统",
    "总理",
    "首相",
    "主席",
    "外长",
    "外交部长",
    "国务卿",
    "国王",
    "女王",
    "部长",
    "发言人",
    "大臣",
    "特使",
    "总书记",
];

/// Where a name ends, or where what stands before a title begins.
const CHINESE_STOPS: [&str; 34] = [
    "通电话",
    "通话",
    "举行",
    "会谈",
    "会见",
    "会晤",
    "表示",
    "指出",
    "强调",
    "说",
    "在",
    "就",
    "的",
    "同",
    "和",
    "与",
    "、",
    "，",
    "。",
    "应",
    "来",
    "对",
    "转",
    "进行",
    "一行",
    "（",
    "(",
    "认为",
    "介绍",
    "称",
    "向",
    "邀请",
    "；",
    "：",
];

/// *Ursula von der Leyen*: a name goes on across particles in small letters.
fn is_particle(words: &[Token]) -> bool {
    const PARTICLES: [&str; 14] =
        ["von", "van", "der", "den", "de", "del", "della", "da", "dos", "di", "bin", "ibn", "al", "el"];
    let rest = words.iter().find(|word| !PARTICLES.contains(&word.lower.as_str()) || word.capital);
    PARTICLES.contains(&words[0].lower.as_str()) && rest.is_some_and(|word| word.capital)
}

/// The lexicon with the unknown persons of the event, if there are any.
pub(crate) fn introduced(documents: &Sides<Document<'_>>, frame: &Frame, lexicon: &Lexicon) -> Option<Lexicon> {
    let mut found = Found { lexicon, latin: Vec::new(), han: Vec::new() };
    for (_, speaker) in frame.speakers.iter() {
        speaker.names.iter().for_each(|name| found.note(name));
    }
    for (_, document) in documents.iter() {
        let opening = head(document.text);
        for cut in sentences(opening).into_iter().take(OPENING) {
            found.read(cut.span.of(opening));
        }
    }
    let newcomers = found.newcomers();
    (!newcomers.is_empty()).then(|| lexicon.with_persons(&newcomers))
}

/// As much of a text as may hold its first sentences: the rest of a long one need not be cut for them.
fn head(text: &str) -> &str {
    let end = (0..=text.len().min(HEAD)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    &text[..end]
}

/// The names found so far; each entry is one person, its longest name first.
struct Found<'a> {
    lexicon: &'a Lexicon,
    latin: Vec<Vec<String>>,
    han: Vec<Vec<String>>,
}

impl Found<'_> {
    /// Notes a name unless the lexicon has a meaning for it.
    fn note(&mut self, name: &str) {
        let words = tokens(name, 0, true);
        let folded = Folded::new(name, 0);
        if words.is_empty() || !self.lexicon.find(&folded, &words).is_empty() {
            return;
        }
        let han = words.iter().all(|word| word.sort == Sort::Han);
        let persons = if han { &mut self.han } else { &mut self.latin };
        let same = |known: &String| match han {
            true => known.contains(name) || name.contains(known.as_str()),
            false => known.split(' ').next_back() == name.split(' ').next_back(),
        };
        match persons.iter_mut().find(|person| person.iter().any(same)) {
            Some(person) if person.iter().any(|known| known == name) => {}
            Some(person) => person.push(name.to_owned()),
            None => persons.push(vec![name.to_owned()]),
        }
    }

    fn read(&mut self, piece: &str) {
        let words = tokens(piece, 0, true);
        let known = self.lexicon.find(&Folded::new(piece, 0), &words);
        let is_known = |span: Span, role: fn(&super::lexicon::Concept) -> bool| {
            known.iter().any(|found| found.span.overlaps(span) && role(&self.lexicon.concepts()[found.concept]))
        };
        let mut names: Vec<String> = Vec::new();
        for at in 0..words.len() {
            if !(words[at].capital && TITLES.contains(&words[at].lower.as_str())) {
                continue;
            }
            let skipped = |token: &Token| {
                matches!(token.lower.as_str(), "of" | "the" | "for" | "and")
                    || OFFICES.contains(&token.lower.as_str())
                    || TITLES.contains(&token.lower.as_str())
                    || BEFORE_TITLES.contains(&token.lower.as_str())
                    || is_known(token.span(), is_party)
            };
            let from = (at + 1..words.len()).take(8).find(|&n| !skipped(&words[n]));
            let Some(from) = from else { continue };
            let name = |n: &usize| {
                let joined = *n == from
                    || piece[words[n - 1].span().end..words[*n].span().start].trim_matches('.').trim().is_empty();
                let particle = *n > from && is_particle(&words[*n..]);
                (words[*n].capital || particle) && words[*n].sort == Sort::Word && joined && !skipped(&words[*n])
            };
            let count = (from..words.len()).take(WORDS).take_while(name).count();
            let span = |last: usize| words[from].span().cover(words[last].span());
            // *The Premier of Saskatchewan*: the lone name right behind *of* is what he governs.
            let governed = count == 1 && words[from - 1].lower == "of" && from == at + 2;
            if count > 0 && !governed && !is_known(span(from + count - 1), |concept| concept.role == Role::Person) {
                names.push(span(from + count - 1).of(piece).to_owned());
            }
        }
        names.extend(chinese(piece));
        names.iter().for_each(|name| self.note(name));
    }

    /// As persons: one in two languages where each has exactly one.
    fn newcomers(self) -> Vec<Newcomer> {
        let mut newcomers: Vec<Newcomer> = Vec::new();
        let one = self.latin.len() == 1 && self.han.len() == 1;
        let mut han = self.han;
        for names in self.latin {
            let chinese = if one { han.pop().unwrap_or_default() } else { Vec::new() };
            newcomers.push(newcomer(names, chinese));
        }
        newcomers.extend(han.into_iter().map(|names| newcomer(Vec::new(), names)));
        newcomers
    }
}

fn newcomer(mut english: Vec<String>, chinese: Vec<String>) -> Newcomer {
    let longest = |names: &[String]| names.iter().max_by_key(|name| name.len()).cloned();
    let gloss = longest(&english).or_else(|| longest(&chinese)).unwrap_or_default();
    let surnames: Vec<String> = english
        .iter()
        .filter_map(|name| name.split(' ').next_back())
        .filter(|surname| surname.chars().count() >= SURNAME)
        .map(str::to_owned)
        .collect();
    english.extend(surnames);
    english.sort();
    english.dedup();
    Newcomer { gloss, english, chinese }
}

/// Names before and behind a Chinese title.
fn chinese(piece: &str) -> Vec<String> {
    let folded = Folded::new(piece, 0);
    let text = folded.text.as_str();
    let mut names = Vec::new();
    for title in CHINESE_TITLES {
        for (at, _) in text.match_indices(title) {
            let rest = &text[at + title.len()..];
            let end = CHINESE_STOPS.iter().filter_map(|stop| rest.find(stop)).min().unwrap_or(rest.len());
            names.push(rest[..end].to_owned());
        }
    }
    let is_name = |name: &String| {
        let count = name.chars().count();
        let title = CHINESE_TITLES.iter().any(|title| name.contains(title));
        (2..=CHARACTERS).contains(&count) && !title && name.chars().all(|c| c == '·' || super::fold::is_han(c))
    };
    names.retain(is_name);
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    fn glosses(left: &str, right: &str) -> String {
        let document = |text| Document { name: "x", language: Language::unknown(), text };
        let documents = Sides::new(document(left), document(right));
        let known = Lexicon::builtin().concepts().len();
        let lexicon = introduced(&documents, &Frame::default(), Lexicon::builtin());
        let new = lexicon.iter().flat_map(|lexicon| lexicon.concepts()[known..].iter().map(|c| c.gloss.clone()));
        new.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn persons_are_introduced_by_their_office() {
        let check = |text: &str, expected: &str| assert_eq!(glosses(text, ""), expected, "{text}");
        check("Foreign Minister Anna Bergström met the press.", "Anna Bergström");
        check("President of Chile Pablo Quirós arrived.", "Pablo Quirós");
        check("President Marta van der Holt spoke.", "Marta van der Holt");
        check("Secretary of State Henrik Oldmann spoke.", "Henrik Oldmann");
        check("President Xi Jinping spoke.", "");
        check("The Minister spoke on trade.", "");
        check("The President and Prime Minister spoke.", "");
        check("The Premier of Astoria was there.", "");
        check("Vice President Berta Lund and Deputy Minister Olaf Grim spoke.", "Berta Lund | Olaf Grim");
        check("国家主席习近平同智利总统基罗斯会谈。", "基罗斯");
        check("国家主席习近平会见美国总统特朗普。", "");
    }

    #[test]
    fn one_unknown_person_in_each_language_is_one_person() {
        assert_eq!(glosses("President Pablo Quirós met President Xi.", "习近平同智利总统基罗斯会谈。"), "Pablo Quirós");
    }
}
