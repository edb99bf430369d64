//! A text that says that something was not discussed: not the same as silence.

use crate::compare::case::{Case, Finding, GRAVE, listed};
use crate::compare::lexicon::{Role, is_party};
use crate::domain::{Kind, Side, Sides};

/// One finding for each run of denials.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for side in Side::BOTH {
        let mut run: Vec<usize> = Vec::new();
        for (at, sentence) in case.sentences(side) {
            if !sentence.not_discussed {
                continue;
            }
            if run.last().is_some_and(|&last| at > last + 1) {
                findings.push(finding(case, side, &std::mem::take(&mut run)));
            }
            run.push(at);
        }
        if !run.is_empty() {
            findings.push(finding(case, side, &run));
        }
    }
    findings
}

fn finding(case: &Case, side: Side, run: &[usize]) -> Finding {
    let other = side.other();
    // What the question names was denied; the answer may speak of other things. The parties of the
    // event stand in every sentence: they are not what was denied.
    let asked = run.iter().find(|&&at| case.sentence(side, at).question).or(run.first());
    let opening = case.opening[other].map(|at| case.sentence(other, at));
    let is_ours = |concept: usize| is_party(case.concept(concept)) && opening.is_some_and(|s| s.has(concept));
    let named = asked.iter().flat_map(|&&at| case.of_role(side, at, Role::Topic)).map(|found| found.concept);
    let denied: Vec<usize> = named.filter(|&concept| !is_ours(concept)).collect();
    let mut topics: Vec<String> = Vec::new();
    for &concept in &denied {
        let gloss = &case.concept(concept).gloss;
        if !topics.contains(gloss) {
            topics.push(gloss.clone());
        }
    }
    let raised: Vec<usize> = case
        .sentences(other)
        .filter(|(_, sentence)| {
            !sentence.not_discussed && !denied.is_empty() && denied.iter().all(|&c| sentence.has(c))
        })
        .map(|(at, _)| at)
        .take(2)
        .collect();
    let question = run.iter().find(|&&at| case.sentence(side, at).question);
    let what = match question {
        _ if !topics.is_empty() => listed(&topics),
        Some(&question) => format!("what was asked (“{}”)", case.gist(side, question)),
        None => "something".to_owned(),
    };
    let said: Vec<usize> = run.iter().copied().filter(|&at| !case.sentence(side, at).question).collect();
    let there = if raised.is_empty() { "is silent on it" } else { "reports it" };
    let verb = if topics.len() > 1 { "were" } else { "was" };
    let summary = format!("{} says that {what} {verb} not discussed; {} {there}.", case.title(side), case.name(other));
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = said;
    let silent = raised.is_empty();
    evidence[other] = raised;
    let weight = denied.iter().map(|&concept| case.concept(concept).weight).fold(1.0, f64::max).min(GRAVE);
    let finding = Finding::new(Kind::ExplicitNegation, if silent { 2 } else { 3 }, evidence, summary);
    let finding = finding.sure(0.9, weight, topics);
    if silent { finding.silent_in(other) } else { finding }
}
