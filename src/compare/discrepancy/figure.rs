//! Amounts, dates, durations and counts: in conflict, or on one side only.

use crate::compare::case::{Case, Finding, listed};
use crate::compare::quantity::{Quantity, Unit};
use crate::domain::{Kind, Side, Sides};

/// Conflicts in linked sentences, and figures that one side alone gives.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for side in Side::BOTH {
        for (at, sentence) in case.sentences(side) {
            let only: Vec<&Quantity> = sentence.quantities.iter().filter(|q| is_only_here(case, side, q)).collect();
            let rival = only.iter().find_map(|q| rival(case, side, at, q).map(|(there, other)| (*q, there, other)));
            match rival {
                // Told once, from the left.
                Some((mine, there, other)) if side == Side::Left => {
                    findings.push(conflict(case, at, mine, there, other));
                }
                Some(_) => {}
                None => findings.extend(one_sided(case, side, at, &only)),
            }
        }
    }
    findings
}

fn is_only_here(case: &Case, side: Side, quantity: &Quantity) -> bool {
    let dated = case.frame.date.is_some_and(|date| {
        quantity.unit == Unit::Date
            && (quantity.value - f64::from(date.month()) * 100.0 - f64::from(date.day())).abs() < 0.5
    });
    quantity.unit != Unit::Year && !dated && !case.has_quantity(side.other(), quantity)
}

/// A figure of the same measure in a linked sentence, or about the length of the event.
fn rival<'a>(case: &Case<'a>, side: Side, at: usize, quantity: &Quantity) -> Option<(usize, &'a Quantity)> {
    let other = side.other();
    let measures = |q: &Quantity| match (&quantity.unit, &q.unit) {
        (Unit::Count(a), Unit::Count(b)) => a == b,
        (a, b) => a == b,
    };
    let near: Vec<usize> = if quantity.unit == Unit::Minutes {
        case.sentences(other).map(|(there, _)| there).collect()
    } else {
        case.partners[side][at].iter().map(|partner| partner.0).collect()
    };
    near.into_iter().find_map(|there| {
        let mut quantities = case.sentence(other, there).quantities.iter();
        quantities.find(|q| measures(q) && is_only_here(case, other, q)).map(|q| (there, q))
    })
}

fn conflict(case: &Case, at: usize, mine: &Quantity, there: usize, other: &Quantity) -> Finding {
    let words = (mine.span.of(case.texts.left.raw).to_owned(), other.span.of(case.texts.right.raw).to_owned());
    let summary = format!("{} gives “{}”, {} “{}”.", case.title(Side::Left), words.0, case.name(Side::Right), words.1);
    let finding = Finding::new(Kind::Figure, 3, Sides::new(vec![at], vec![there]), summary);
    finding.sure(0.75, 2.0, vec![words.0, words.1])
}

fn one_sided(case: &Case, side: Side, at: usize, only: &[&Quantity]) -> Option<Finding> {
    let opens = case.opening[side] == Some(at);
    let told: Vec<&Quantity> = only
        .iter()
        .copied()
        // The date of the event in the opening is a matter of course.
        .filter(|q| !(opens && q.unit == Unit::Date))
        .filter(|q| !matches!(q.unit, Unit::Count(_)) || q.value >= 10.0)
        .collect();
    if told.is_empty() || case.sentence(side, at).question {
        return None;
    }
    let other = side.other();
    let weighty = told.iter().any(|q| matches!(q.unit, Unit::Money(_) | Unit::Percent | Unit::Count(_)));
    let words: Vec<String> = told.iter().map(|q| format!("“{}”", q.span.of(case.texts[side].raw))).collect();
    let summary = format!("{} gives {}; not found in {}.", case.title(side), listed(&words), case.name(other));
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = vec![at];
    let finding = Finding::new(Kind::Figure, if weighty { 2 } else { 1 }, evidence, summary);
    let duration = told.iter().any(|q| q.unit == Unit::Minutes);
    Some(finding.sure(0.7, if weighty || duration { 1.2 } else { 0.4 }, words).silent_in(other))
}
