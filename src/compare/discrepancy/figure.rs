//! Amounts, dates, durations and counts: in conflict, or on one side only.
//!
//! A conflict needs more than one unit: the two figures must measure one thing (`measure`).

mod measure;

use crate::compare::case::{Case, Finding};
use crate::compare::lexicon::Found;
use crate::compare::prose::listed;
use crate::compare::quantity::{Quantity, Unit};
use crate::compare::reading::Sentence;
use crate::compare::token::{Sort, Token};
use crate::compare::twins::are_twins;
use crate::domain::{Kind, Side, Sides};
use measure::Measure;
use std::collections::HashSet;

/// A figure that a text gives again and again is looked at so often.
const LOOKED: usize = 8;
/// Within so many sentences the length of the event is looked for.
const LENGTH_WITHIN: usize = 200;

/// Conflicts in linked sentences, and figures that one side alone gives.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    let swapped = swapped(case);
    for side in Side::BOTH {
        let known: HashSet<usize> = swapped.iter().flat_map(|finding| finding.evidence[side].clone()).collect();
        // Word for word the other text gives the same figures of the same things.
        let differs = |at: usize| !known.contains(&at) && !case.is_told_verbatim(side, at);
        for (at, sentence) in case.sentences(side).filter(|(at, _)| differs(*at)) {
            let only: Vec<&Quantity> = sentence.quantities.iter().filter(|q| is_only_here(case, side, q)).collect();
            let mut untold = sentence.quantities.iter().filter(|q| is_untold(case, side, at, q));
            let rival = untold.find_map(|q| rival(case, side, at, q).map(|(there, other)| (q, there, other)));
            match rival {
                // Told once, from the left.
                Some((mine, there, other)) if side == Side::Left => {
                    let words = Sides::new(mine.span.of(case.texts.left.raw), other.span.of(case.texts.right.raw));
                    let topic = shared_topic(case, Sides::new((at, mine), (there, other)));
                    findings.push(conflict(case, at, there, words.map(str::to_owned), topic));
                }
                Some(_) => {}
                None => findings.extend(one_sided(case, side, at, &only)),
            }
        }
    }
    swapped.into_iter().chain(findings).collect()
}

/// Two sentences that are the same but for a number, whatever it measures: a year, a date, a paragraph of a law.
fn swapped(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (left, sentence) in case.sentences(Side::Left) {
        for &(right, _) in &case.partners.left[left] {
            let other = case.sentence(Side::Right, right);
            if case.is_verbatim(left, right) || !are_twins(sentence, other, case.lexicon) {
                continue;
            }
            let (ours, theirs) = (numbers(sentence), numbers(other));
            let differ = ours.iter().zip(&theirs).find(|(a, b)| a.lower != b.lower);
            if let Some((mine, other)) = differ.filter(|_| ours.len() == theirs.len()) {
                let words = Sides::new(shown(case, Side::Left, left, mine), shown(case, Side::Right, right, other));
                findings.push(conflict(case, left, right, words, None));
            }
        }
    }
    findings
}

fn numbers(sentence: &Sentence) -> Vec<&Token> {
    sentence.tokens.iter().filter(|token| token.sort == Sort::Number).collect()
}

/// A number with its unit, where it was read as a quantity.
fn shown(case: &Case, side: Side, at: usize, number: &Token) -> String {
    let whole = case.sentence(side, at).quantities.iter().find(|quantity| quantity.span.overlaps(number.span()));
    whole.map_or(number.span(), |quantity| quantity.span).of(case.texts[side].raw).to_owned()
}

fn is_only_here(case: &Case, side: Side, quantity: &Quantity) -> bool {
    let dated = case.frame.date.is_some_and(|date| {
        quantity.unit == Unit::Date
            && (quantity.value - f64::from(date.month()) * 100.0 - f64::from(date.day())).abs() < 0.5
    });
    let other = side.other();
    let same_day = || quantity.unit == Unit::Date && case.has_day(other, quantity);
    quantity.unit != Unit::Year && !dated && !case.has_quantity(other, quantity) && !same_day()
}

/// Whether the other text does not give the figure of what it measures: *10 per cent* may stand there of another
/// matter.
fn is_untold(case: &Case, side: Side, at: usize, quantity: &Quantity) -> bool {
    let other = side.other();
    let only = is_only_here(case, side, quantity);
    if only || quantity.unit == Unit::Year || !case.has_quantity(other, quantity) {
        return only;
    }
    let measure = Measure::of(case, side, at, quantity);
    let linked = |there: usize| case.partners[side][at].iter().any(|partner| partner.0 == there);
    let holders = case.quantity_holders(other, quantity).iter();
    let equal = holders.flat_map(|&there| case.sentence(other, there).quantities.iter().map(move |q| (there, q)));
    let mut equal = equal.filter(|(_, q)| q.equals(quantity)).take(LOOKED);
    !equal.any(|(there, q)| {
        let theirs = Measure::of(case, other, there, q);
        measure.meets(&theirs) || linked(there) && !measure.parts_from(&theirs)
    })
}

/// A figure of the same unit in a linked sentence that measures the same thing, or the event's other length.
fn rival<'a>(case: &Case<'a>, side: Side, at: usize, quantity: &Quantity) -> Option<(usize, &'a Quantity)> {
    let other = side.other();
    let units = |q: &Quantity| match (&quantity.unit, &q.unit) {
        (Unit::Count(a), Unit::Count(b)) => a == b || counts_kin(case, side, at, quantity, q),
        (a, b) => a == b,
    };
    let measure = Measure::of(case, side, at, quantity);
    let near: Vec<usize> = if measure.is_length() {
        // The length of the event is told early, or not at all.
        case.sentences(other).map(|(there, _)| there).take(LENGTH_WITHIN).collect()
    } else {
        case.partners[side][at].iter().map(|partner| partner.0).collect()
    };
    near.into_iter().find_map(|there| {
        let mut quantities = case.sentence(other, there).quantities.iter().filter(|q| units(q)).take(LOOKED);
        let meets = |q: &Quantity| measure.meets(&Measure::of(case, other, there, q));
        quantities.find(|q| is_untold(case, other, there, q) && meets(q)).map(|q| (there, q))
    })
}

/// The topic that two figures measure, in words.
fn shared_topic(case: &Case, figures: Sides<(usize, &Quantity)>) -> Option<String> {
    let measures = Sides::from_fn(|side| Measure::of(case, side, figures[side].0, figures[side].1));
    let shared = measures.left.topics.iter().find(|topic| measures.right.topics.contains(topic))?;
    Some(case.concept(*shared).gloss.clone())
}

/// Whether two counts count things of one concept: cars and vehicles.
fn counts_kin(case: &Case, side: Side, at: usize, quantity: &Quantity, other: &Quantity) -> bool {
    let counted = |side: Side, at: usize, quantity: &Quantity| {
        let noun = |found: &&Found| found.span.overlaps(quantity.span) || found.span.start == quantity.span.end;
        case.sentence(side, at).found.iter().filter(noun).map(|found| found.concept).collect::<Vec<usize>>()
    };
    let ours = counted(side, at, quantity);
    let there = case.partners[side][at].iter().map(|partner| partner.0);
    let mut theirs = there.flat_map(|there| counted(side.other(), there, other));
    theirs.any(|theirs| ours.iter().any(|&ours| case.lexicon.kin(ours, theirs)))
}

fn conflict(case: &Case, at: usize, there: usize, words: Sides<String>, topic: Option<String>) -> Finding {
    let (on, first) = match topic {
        Some(topic) => (format!("On {topic}, "), case.name(Side::Left)),
        None => (String::new(), case.title(Side::Left)),
    };
    let summary = format!("{on}{first} gives “{}”, {} “{}”.", words.left, case.name(Side::Right), words.right);
    let finding = Finding::new(Kind::Figure, 3, Sides::new(vec![at], vec![there]), summary);
    // A figure in conflict is what anybody can check: it goes first.
    finding.sure(0.8, 5.0, vec![words.left, words.right])
}

/// *The past year*, 新的一年: such words say when, and measure nothing.
fn is_season(case: &Case, side: Side, quantity: &Quantity) -> bool {
    const CHINESE: [&str; 11] = ["过去", "新的", "每", "这", "近", "未来", "今后", "去", "来", "同", "又"];
    let raw = case.texts[side].raw;
    let before = raw[..quantity.span.start].trim_end();
    quantity.span.of(raw).ends_with("一年") && CHINESE.iter().any(|word| before.ends_with(word))
}

fn one_sided(case: &Case, side: Side, at: usize, only: &[&Quantity]) -> Option<Finding> {
    let opens = case.opening[side] == Some(at);
    let told: Vec<&Quantity> = only
        .iter()
        .copied()
        // The date of the event in the opening is a matter of course.
        .filter(|q| !(opens && q.unit == Unit::Date))
        .filter(|q| !matches!(q.unit, Unit::Count(_)) || q.value >= 10.0)
        .filter(|q| !is_season(case, side, q))
        .collect();
    if told.is_empty() || case.sentence(side, at).question {
        return None;
    }
    let other = side.other();
    let weighty = told.iter().any(|q| matches!(q.unit, Unit::Money(_) | Unit::Percent | Unit::Count(_)));
    let words: Vec<String> = told.iter().map(|q| format!("“{}”", q.span.of(case.texts[side].raw))).collect();
    let measure = told.first().map(|q| Measure::of(case, side, at, q)).filter(|measure| measure.stated);
    let about = measure.and_then(|measure| measure.topics.first().copied());
    let about = about.map_or_else(String::new, |topic| format!(" on {}", case.concept(topic).gloss));
    let summary = format!("{} gives {}{about}; not found in {}.", case.title(side), listed(&words), case.name(other));
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = vec![at];
    let finding = Finding::new(Kind::Figure, if weighty { 2 } else { 1 }, evidence, summary);
    let duration = told.iter().any(|q| q.unit == Unit::Minutes);
    Some(finding.sure(0.7, if weighty || duration { 1.2 } else { 0.4 }, words).silent_in(other))
}
