//! Near-synonyms of other legal or policy weight: policy and principle, war and crisis.

use super::case::{Case, Finding, GRAVE};
use crate::domain::{Kind, Side, Sides};

/// One finding for each contrasting pair of which each text has one alone.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for (low, concept) in case.lexicon.concepts().iter().enumerate() {
        for &high in concept.contrasts.iter().filter(|&&high| high > low) {
            let holders = |side: Side, concept: usize| -> Vec<usize> {
                let held = |(at, s): (usize, &crate::compare::reading::Sentence)| {
                    (!s.question && s.has(concept)).then_some(at)
                };
                case.sentences(side).filter_map(held).collect()
            };
            for (here, there) in [(low, high), (high, low)] {
                let (left, right) = (holders(Side::Left, here), holders(Side::Right, there));
                let pure = holders(Side::Left, there).is_empty() || holders(Side::Right, here).is_empty();
                if !left.is_empty() && !right.is_empty() && pure {
                    findings.push(finding(case, Sides::new(here, there), Sides::new(left, right)));
                }
            }
        }
    }
    // One matter has several contrasting names: the weightiest pair with the same evidence is told.
    findings.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut told: Vec<Finding> = Vec::new();
    for finding in findings {
        let known = told
            .iter()
            .any(|t| Side::BOTH.iter().all(|&side| t.extent[side].iter().any(|at| finding.extent[side].contains(at))));
        if !known {
            told.push(finding);
        }
    }
    told
}

fn finding(case: &Case, concepts: Sides<usize>, mut sentences: Sides<Vec<usize>>) -> Finding {
    // Linked sentences show it best.
    let linked =
        |side: Side, at: usize, others: &[usize]| case.partners[side][at].iter().any(|p| others.contains(&p.0));
    let (left, right) = (sentences.left.clone(), sentences.right.clone());
    sentences.left.sort_by_key(|&at| (!linked(Side::Left, at, &right), at));
    sentences.right.sort_by_key(|&at| (!linked(Side::Right, at, &left), at));
    let close = linked(Side::Left, sentences.left[0], &right);
    let words = Sides::from_fn(|side| {
        let at = sentences[side][0];
        let found = case.sentence(side, at).found.iter().find(|found| found.concept == concepts[side]);
        found.map_or_else(String::new, |found| case.words(side, *found))
    });
    let weight = case.concept(concepts.left).weight.max(case.concept(concepts.right).weight);
    let severity = if weight >= 2.0 && (close || weight >= GRAVE) { 3 } else { 2 };
    let summary = format!(
        "{} says “{}” ({}), {} “{}” ({}): terms of other weight.",
        case.title(Side::Left),
        words.left,
        case.concept(concepts.left).gloss,
        case.name(Side::Right),
        words.right,
        case.concept(concepts.right).gloss
    );
    let finding = Finding::new(Kind::PolicyTerm, severity, sentences, summary);
    finding.sure(if close { 0.85 } else { 0.6 }, weight, vec![words.left, words.right])
}
