//! What each text calls the relationship: *stable and pragmatic* here, a strategic partnership there.
//!
//! Such labels are chosen with care and repeated for years. Only those in a clause about the relationship count.

use crate::compare::case::{Case, Finding};
use crate::compare::prose::{listed, one_line};
use crate::compare::reading::Sentence;
use crate::domain::{Kind, Side, Sides, Span};
use std::collections::BTreeSet;

/// One label in both languages: words in lower case, and folded characters.
struct Label {
    english: &'static [&'static str],
    chinese: &'static [&'static str],
}

const fn label(english: &'static [&'static str], chinese: &'static [&'static str]) -> Label {
    Label { english, chinese }
}

/// A longer label stands before one that its words hold.
const LABELS: [Label; 14] = [
    label(&["strategic partnership", "strategic partner", "strategic partners"], &["战略伙伴", "战略协作"]),
    label(&["special relationship"], &["特殊关系"]),
    label(&["closest ally", "closest allies"], &["最亲密的盟友", "最亲密盟友"]),
    label(&["partners not rivals", "partners rather than rivals"], &["伙伴而不是对手", "伙伴而非竞争对手"]),
    label(&["stable", "consistent", "predictable", "steady"], &["稳定"]),
    label(&["pragmatic", "practical", "businesslike"], &["务实"]),
    label(&["constructive"], &["建设性"]),
    label(&["respectful", "mutual respect"], &["相互尊重"]),
    label(&["friendly", "friendship"], &["友好", "友谊"]),
    label(&["healthy", "sustainable", "sound"], &["健康", "可持续"]),
    label(&["long term", "enduring"], &["长期", "长远"]),
    label(&["win win", "mutually beneficial"], &["共赢", "互利"]),
    label(&["peaceful coexistence"], &["和平共处"]),
    label(&["competition", "competitive", "rivals"], &["竞争"]),
];

/// Words for what the labels are of.
const ENGLISH: [&str; 8] =
    ["relationship", "relations", "ties", "partnership", "partner", "partners", "ally", "approach"];
const CHINESE: [&str; 2] = ["关系", "伙伴"];

/// No more sentences of a side than this show it.
const SHOWN: usize = 2;

/// A label in a text: which, where, in which words.
struct Use {
    label: usize,
    at: usize,
    words: String,
}

/// At most one finding: each text has labels that the other has not.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let uses = Sides::from_fn(|side| uses(case, side));
    let labels = uses.as_ref().map(|uses| uses.iter().map(|it| it.label).collect::<BTreeSet<usize>>());
    let own = Sides::from_fn(|side| {
        let fresh = uses[side].iter().filter(|it| !labels[side.other()].contains(&it.label));
        fresh.collect::<Vec<&Use>>()
    });
    if own.left.is_empty() || own.right.is_empty() {
        return Vec::new();
    }
    let evidence = own.as_ref().map(|own| fullest(own));
    let words = Sides::from_fn(|side| {
        let mut words: Vec<String> = Vec::new();
        for it in own[side].iter().filter(|it| evidence[side].contains(&it.at)) {
            let word = format!("“{}”", it.words);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words.truncate(4);
        words
    });
    let summary = format!(
        "Of the relationship {} says {}, {} {}.",
        case.name(Side::Left),
        listed(&words.left),
        case.name(Side::Right),
        listed(&words.right)
    );
    let finding = Finding::new(Kind::PolicyTerm, 2, evidence, summary);
    vec![finding.sure(0.5, 1.0, [words.left, words.right].concat())]
}

/// The sentences with the most labels of their own, the earlier of equals.
fn fullest(own: &[&Use]) -> Vec<usize> {
    let mut places: Vec<usize> = own.iter().map(|it| it.at).collect();
    places.dedup();
    let count = |at: usize| own.iter().filter(|it| it.at == at).map(|it| it.label).collect::<BTreeSet<_>>().len();
    places.sort_by_key(|&at| (std::cmp::Reverse(count(at)), at));
    places.truncate(SHOWN);
    places
}

fn uses(case: &Case, side: Side) -> Vec<Use> {
    let mut uses = Vec::new();
    let raw = case.texts[side].raw;
    for (at, sentence) in case.sentences(side).filter(|(at, s)| case.opening[side] != Some(*at) && !s.question) {
        let spans = if sentence.is_chinese() { chinese(sentence) } else { english(sentence, raw) };
        for (label, span) in spans {
            let words = one_line(span.of(raw));
            uses.push(Use { label, at, words });
        }
    }
    uses
}

/// Labels in the clauses of a sentence that name the relationship.
fn english(sentence: &Sentence, raw: &str) -> Vec<(usize, Span)> {
    let mut found = Vec::new();
    let tokens = &sentence.tokens;
    let mut start = 0;
    for end in 1..=tokens.len() {
        // A comma parts adjectives as well as clauses: only stronger marks end a clause here.
        let ends = end == tokens.len()
            || raw[tokens[end - 1].span().end..tokens[end].span().start].contains([';', ':', '–', '—', '.']);
        if !ends {
            continue;
        }
        let clause = &tokens[start..end];
        start = end;
        if !clause.iter().any(|token| ENGLISH.contains(&token.lower.as_str())) {
            continue;
        }
        for (label, forms) in LABELS.iter().enumerate() {
            for form in forms.english {
                let words: Vec<&str> = form.split(' ').collect();
                let stands = clause
                    .windows(words.len())
                    .find(|window| window.iter().map(|token| token.lower.as_str()).eq(words.iter().copied()));
                let span = stands.map(|window| window[0].span().cover(window[window.len() - 1].span()));
                found.extend(span.map(|span| (label, span)));
            }
        }
    }
    found
}

/// The same between the commas of a Chinese sentence.
fn chinese(sentence: &Sentence) -> Vec<(usize, Span)> {
    let mut found = Vec::new();
    let text = sentence.folded.text.as_str();
    let mut start = 0;
    for clause in text.split_inclusive(['，', '；', '。', ',', ';']) {
        let begin = start;
        start += clause.len();
        if !CHINESE.iter().any(|word| clause.contains(word)) {
            continue;
        }
        for (label, forms) in LABELS.iter().enumerate() {
            let place = forms.chinese.iter().find_map(|form| clause.find(form).map(|at| (begin + at, form.len())));
            found.extend(place.map(|(at, length)| (label, sentence.folded.original(at, at + length))));
        }
    }
    found
}
