//! A condition that one text alone attaches to a matter that both report.

use crate::compare::case::{Case, Finding};
use crate::compare::prose::one_line;
use crate::compare::reading::Sentence;
use crate::domain::{Kind, Side, Sides, Span};

/// A condition on a topic from this weight on is grave.
const WEIGHTY: f64 = 2.0;

/// Concepts of the lexicon that are conditions in themselves.
const CONDITIONS: [&str; 2] = ["conditional", "commercial_principles"];

/// Words that make what follows a condition.
const ENGLISH: [&[&str]; 26] = [
    &["only", "after"],
    &["only", "when"],
    &["only", "if"],
    &["only", "once"],
    &["only", "then"],
    &["not", "before"],
    &["not", "until"],
    &["provided", "that"],
    &["provided", "they"],
    &["providing", "that"],
    &["on", "condition"],
    &["on", "the", "condition"],
    &["in", "exchange", "for"],
    &["in", "return", "for"],
    &["so", "long", "as"],
    &["must", "first"],
    &["unless"],
    &["the", "key", "condition"],
    &["precondition"],
    &["preconditions"],
    &["prerequisite"],
    &["contingent", "on"],
    &["contingent", "upon"],
    &["take", "into", "account"],
    &["taking", "into", "account"],
    &["if"],
];

/// Before *if* and *as long as* these make no condition: *as if*, *for as long as it takes*.
const NO_CONDITION: [&str; 6] = ["as", "even", "for", "ask", "asked", "see"];

/// 只有 … 才 needs both; the rest stand for themselves.
const CHINESE: [&str; 12] =
    ["前提", "除非", "条件是", "为条件", "只要", "如果", "必须先", "首先必须", "在此之前", "方能", "商业原则", "才能"];

/// What these lead in may be a mere case that is provided for: *if*.
const WEAK: [&str; 3] = ["if", "如果", "只要"];

/// The first words of a condition are shown, to the next comma or to so many characters.
const SHOWN: usize = 48;

/// One finding for each linked sentence with a condition that its partners do not have.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for side in Side::BOTH {
        // Word for word the other text attaches the same condition.
        let linked = |at: usize, sentence: &Sentence| {
            !case.is_alone(side, at) && !sentence.question && !case.is_told_verbatim(side, at)
        };
        for (at, _) in case.sentences(side).filter(|(at, sentence)| linked(*at, sentence)) {
            let Some(condition) = condition(case, side, at) else { continue };
            let other = side.other();
            let Some(partner) = case.partner(side, at) else { continue };
            let there = case.partners[side][at].iter().any(|there| self::condition(case, other, there.0).is_some());
            if there || case.opening[side] == Some(at) {
                continue;
            }
            let words = shown(case, side, at, condition);
            let to = case.matter(side, at, partner).map_or_else(String::new, |matter| format!(" to {matter}"));
            let (title, name) = (case.title(side), case.name(other));
            let summary = format!("{title} attaches a condition{to} (“{words}”); none found in {name}.");
            let mut evidence: Sides<Vec<usize>> = Sides::default();
            evidence[side] = vec![at];
            evidence[other] = vec![partner];
            // A condition on a matter of weight that both report is an obligation of one text alone.
            let weight = case.gravity(side, at).max(1.0);
            let strict = !WEAK.contains(&condition.of(case.texts[side].raw).to_lowercase().as_str());
            let severity = if strict && !to.is_empty() && weight >= WEIGHTY { 3 } else { 2 };
            let finding = Finding::new(Kind::Conditionality, severity, evidence, summary);
            findings.push(finding.sure(0.7, weight, vec![words]).silent_in(other));
        }
    }
    findings
}

/// The words that make a condition in a sentence.
fn condition(case: &Case, side: Side, at: usize) -> Option<Span> {
    let sentence = case.sentence(side, at);
    let told = |span: Span| !is_duration(sentence, span);
    let known = case.has(side, at, &CONDITIONS).map(|found| found.span).filter(|span| told(*span));
    known.or_else(|| english(sentence)).or_else(|| chinese(sentence))
}

fn english(sentence: &Sentence) -> Option<Span> {
    let words: Vec<&str> = sentence.tokens.iter().map(|token| token.lower.as_str()).collect();
    let place = |form: &[&str]| {
        let at = words.windows(form.len()).position(|window| window == form)?;
        let span = sentence.tokens[at].span().cover(sentence.tokens[at + form.len() - 1].span());
        (!is_duration(sentence, span)).then_some(span)
    };
    ENGLISH.iter().find_map(|form| place(form))
}

fn chinese(sentence: &Sentence) -> Option<Span> {
    let text = sentence.folded.text.as_str();
    let only = text.find("只有").filter(|&at| text[at..].contains('才')).map(|at| (at, "只有".len()));
    let (at, length) = only.or_else(|| CHINESE.iter().find_map(|form| text.find(form).map(|at| (at, form.len()))))?;
    Some(sentence.folded.original(at, at + length))
}

/// *For as long as it takes*, *as if*, *asked if*: the word before makes it no condition.
fn is_duration(sentence: &Sentence, span: Span) -> bool {
    let at = sentence.tokens.partition_point(|token| token.span().start < span.start);
    at.checked_sub(1).is_some_and(|before| NO_CONDITION.contains(&sentence.tokens[before].lower.as_str()))
}

/// The condition to the end of its clause.
fn shown(case: &Case, side: Side, at: usize, condition: Span) -> String {
    let rest = &case.texts[side].raw[condition.start..case.sentence(side, at).span.end];
    let clause = rest.split([',', ';', '.', '，', '；', '。']).next().unwrap_or(rest);
    // A condition may stand before its words, as in 以 … 为前提.
    let words = one_line(clause);
    if words.chars().count() <= SHOWN { words } else { words.chars().take(SHOWN).chain(['…']).collect() }
}
