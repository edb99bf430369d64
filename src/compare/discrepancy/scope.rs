//! The same act to another extent: linked sentences of which one names much that the other does not, or
//! of which one says *all* where the other says *some*.

use crate::compare::case::{Case, Finding};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Found, Role, is_party};
use crate::compare::prose::listed;
use crate::compare::quantity::{Quantity, Unit};
use crate::compare::reading::Sentence;
use crate::compare::token::{Sort, Token};
use crate::domain::{Kind, Side, Sides};

/// A side must name at least this much more.
const MUCH: usize = 2;
/// So many words after *all* may be what it is about.
const NEAR: usize = 3;
/// An item of a list has at most so many words.
const ITEM: usize = 6;

/// How much of a thing is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    All,
    Part,
    Only,
    DeFacto,
}

/// One finding for each strong pair that is told to another extent.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for bond in case.bonds.iter().filter(|bond| bond.tie == Tie::Same) {
        let opens = Some(bond.left) == case.opening.left && Some(bond.right) == case.opening.right;
        let at = Sides::new(bond.left, bond.right);
        if opens {
            continue;
        }
        let weight = Side::BOTH.iter().map(|&side| case.gravity(side, at[side])).fold(1.0, f64::max);
        let sure = 0.4 + 0.3 * bond.confidence;
        if let Some((summary, because)) = quantified(case, &at) {
            let finding = Finding::new(Kind::Scope, 2, at.map(|at| vec![at]), summary);
            findings.push(finding.sure(sure + 0.1, weight + 0.5, because));
        } else if let Some((summary, because)) = fuller(case, &at) {
            let finding = Finding::new(Kind::Scope, 2, at.map(|at| vec![at]), summary);
            findings.push(finding.sure(sure, weight, because));
        }
    }
    findings
}

/// What one of two sentences names beyond the other, in words.
fn fuller(case: &Case, at: &Sides<usize>) -> Option<(String, Vec<String>)> {
    let only = Sides::from_fn(|side| only_here(case, side, at[side], at[side.other()]));
    let fuller = if only.left.len() >= only.right.len() { Side::Left } else { Side::Right };
    // What the other text tells in other sentences, it tells; it goes no less far for that alone.
    if only[fuller].len() < MUCH || only[fuller].iter().all(|extra| extra.elsewhere) {
        return None;
    }
    let extra: Vec<String> = only[fuller].iter().take(4).map(|extra| extra.words.clone()).collect();
    let words: Vec<String> = extra.iter().map(|word| format!("“{word}”")).collect();
    let summary = format!(
        "{}{} goes further than {}: {}.",
        case.on(fuller, at[fuller], at[fuller.other()]),
        case.name(fuller),
        case.name(fuller.other()),
        listed(&words)
    );
    Some((summary, extra))
}

/// What one of two sentences names beyond the other.
struct Extra {
    /// In its words.
    words: String,
    /// Whether another sentence of the other text touches it.
    elsewhere: bool,
}

impl Extra {
    /// What stands nowhere in the other text, or what one cannot look for in it.
    fn only(words: String) -> Extra {
        Extra { words, elsewhere: false }
    }
}

/// Topics, figures and items of a list in one sentence that the other does not have.
fn only_here(case: &Case, side: Side, at: usize, there: usize) -> Vec<Extra> {
    let (here, other) = (case.sentence(side, at), case.sentence(side.other(), there));
    let mut extras: Vec<Extra> = Vec::new();
    let tells = |found: &Found| {
        let concept = case.concept(found.concept);
        concept.role == Role::Topic && !is_party(concept)
    };
    let mut named: Vec<usize> = Vec::new();
    for found in here.found.iter().filter(|found| tells(found)) {
        // *Israel* and *Israeli* are one thing.
        if named.contains(&found.concept) {
            continue;
        }
        named.push(found.concept);
        let kin = other.found.iter().any(|known| case.lexicon.kin(known.concept, found.concept));
        let words = case.words(side, *found);
        if !kin && !extras.iter().any(|extra| extra.words == words) {
            let elsewhere = !case.is_absent(side.other(), found.concept);
            extras.push(Extra { words, elsewhere });
        }
    }
    let fresh = |q: &&Quantity| q.unit != Unit::Year && !other.quantities.iter().any(|known| known.equals(q));
    let quantities = here.quantities.iter().filter(fresh);
    extras.extend(quantities.map(|quantity| Extra::only(quantity.span.of(case.texts[side].raw).to_owned())));
    if extras.len() < MUCH && !here.is_chinese() && !other.is_chinese() {
        let mut items = items(case, side, at);
        items.retain(|item| !extras.iter().any(|extra| item.contains(&extra.words)));
        extras.extend(items.into_iter().map(Extra::only));
    }
    extras
}

/// The items of a list of three or more of which no word stands in the other text.
fn items(case: &Case, side: Side, at: usize) -> Vec<String> {
    let sentence = case.sentence(side, at);
    let raw = case.texts[side].raw;
    let mut runs: Vec<Vec<&Token>> = vec![Vec::new()];
    let mut end = sentence.span.start;
    for token in &sentence.tokens {
        let parted = raw[end..token.span().start].contains([',', ';', ':']) || token.lower == "and";
        end = token.span().end;
        match runs.last_mut() {
            Some(run) if !parted => run.push(token),
            _ => runs.push(if token.lower == "and" { Vec::new() } else { vec![token] }),
        }
    }
    // A list ends with *and* or begins with *including*: without either the commas part clauses.
    let joined = |token: &Token| matches!(token.lower.as_str(), "and" | "or" | "including");
    if !sentence.tokens.iter().any(joined) {
        return Vec::new();
    }
    // The words before the first comma belong to the verb; a list has at least three items behind it.
    let listed: Vec<&Vec<&Token>> = runs.iter().skip(1).filter(|run| !run.is_empty()).collect();
    if listed.len() < 2 || listed.iter().any(|run| run.len() > 2 * ITEM) {
        return Vec::new();
    }
    let content = |token: &&&Token| token.sort == Sort::Word && !case.lexicon.is_stop(&token.lower);
    let absent = |run: &&&Vec<&Token>| {
        let mut words = run.iter().filter(content).peekable();
        let clause =
            run.first().is_some_and(|first| matches!(first.lower.as_str(), "which" | "who" | "that" | "where"));
        !clause
            && run.len() <= ITEM
            && !is_act(case, side, at, run)
            && words.peek().is_some()
            && words.all(|token| !case.has_stem(side.other(), &token.stem))
    };
    let text = |run: &Vec<&Token>| run[0].span().cover(run[run.len() - 1].span()).of(raw).to_owned();
    listed.iter().filter(absent).map(|run| text(run)).collect()
}

/// *The minister reiterated his call* is a clause behind a comma, and no item of a list.
fn is_act(case: &Case, side: Side, at: usize, run: &[&Token]) -> bool {
    let acts = case
        .sentence(side, at)
        .found
        .iter()
        .filter(|found| matches!(case.concept(found.concept).role, Role::Commitment | Role::Speech));
    acts.into_iter().any(|act| run.iter().any(|token| token.span().overlaps(act.span)))
}

/// *All tariffs* here, *some tariffs* there.
fn quantified(case: &Case, at: &Sides<usize>) -> Option<(String, Vec<String>)> {
    let told = Sides::from_fn(|side| extents(case, side, at[side]));
    for (extent, thing, left) in &told.left {
        for (other, same, right) in &told.right {
            if thing == same && extent != other {
                let summary = format!(
                    "On one thing the extent differs: “{left}” in {}, “{right}” in {}.",
                    case.name(Side::Left),
                    case.name(Side::Right)
                );
                return Some((summary, vec![left.clone(), right.clone()]));
            }
        }
    }
    None
}

/// The quantified things of a sentence: how much, of what, in which words.
fn extents(case: &Case, side: Side, at: usize) -> Vec<(Extent, String, String)> {
    let sentence = case.sentence(side, at);
    let raw = case.texts[side].raw;
    let mut extents = Vec::new();
    for (n, token) in sentence.tokens.iter().enumerate() {
        let Some(extent) = english(&token.lower) else { continue };
        let things = sentence.tokens[n + 1..].iter().take(NEAR);
        for thing in things.filter(|token| token.sort == Sort::Word && !case.lexicon.is_stop(&token.lower)) {
            let concept = concept_at(sentence, thing).map(|c| format!("#{c}"));
            let words = token.span().cover(thing.span()).of(raw).to_owned();
            extents.push((extent, concept.unwrap_or_else(|| thing.stem.clone()), words));
        }
    }
    for (form, extent) in CHINESE {
        for (place, _) in sentence.folded.text.match_indices(form) {
            let span = sentence.folded.original(place, place + form.len());
            let near = |found: &&Found| found.span.start >= span.end && found.span.start <= span.end + 12;
            for found in sentence.found.iter().filter(near) {
                extents.push((extent, format!("#{}", found.concept), span.cover(found.span).of(raw).to_owned()));
            }
        }
    }
    extents
}

fn english(word: &str) -> Option<Extent> {
    match word {
        "all" | "every" | "entire" | "any" | "full" | "complete" | "total" => Some(Extent::All),
        "some" | "certain" | "relevant" | "several" | "partial" | "part" | "limited" | "selected" | "most" => {
            Some(Extent::Part)
        }
        "only" | "solely" | "exclusively" => Some(Extent::Only),
        "facto" | "effectively" => Some(Extent::DeFacto),
        _ => None,
    }
}

const CHINESE: [(&str, Extent); 14] = [
    ("所有", Extent::All),
    ("一切", Extent::All),
    ("全部", Extent::All),
    ("全面", Extent::All),
    ("任何", Extent::All),
    ("彻底", Extent::All),
    ("部分", Extent::Part),
    ("有关", Extent::Part),
    ("相关", Extent::Part),
    ("某些", Extent::Part),
    ("一些", Extent::Part),
    ("有限", Extent::Part),
    ("仅限", Extent::Only),
    ("事实上的", Extent::DeFacto),
];

fn concept_at(sentence: &Sentence, token: &Token) -> Option<usize> {
    sentence.found.iter().find(|found| found.span.overlaps(token.span())).map(|found| found.concept)
}
