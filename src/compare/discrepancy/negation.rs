//! A text that says that something was not discussed, which is not the same as silence; and two sentences
//! that report the same, one of which denies what the other affirms.

use crate::compare::case::{Case, Finding, GRAVE};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Role, is_party};
use crate::compare::negation::is_denied_here;
use crate::compare::prose::listed;
use crate::compare::reading::Sentence;
use crate::domain::{Kind, Side, Sides, Span};

/// One finding for each run of denials, and for each contradiction.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings: Vec<Finding> = case
        .bonds
        .iter()
        .filter_map(|bond| {
            let opens = Some(bond.left) == case.opening.left && Some(bond.right) == case.opening.right;
            let at = Sides::new(bond.left, bond.right);
            (bond.tie == Tie::Same && !opens).then(|| contradiction(case, at)).flatten()
        })
        .collect();
    for side in Side::BOTH {
        let mut run: Vec<usize> = Vec::new();
        for (at, sentence) in case.sentences(side) {
            if !sentence.not_discussed {
                continue;
            }
            // The answer belongs to its question; what was denied before belongs to no question.
            let parted = run.last().is_some_and(|&last| at > last + 1 || sentence.question);
            if parted {
                findings.extend(finding(case, side, &std::mem::take(&mut run)));
            }
            run.push(at);
        }
        if !run.is_empty() {
            findings.extend(finding(case, side, &run));
        }
    }
    findings
}

fn finding(case: &Case, side: Side, run: &[usize]) -> Option<Finding> {
    let other = side.other();
    // What the question names was denied; the answer may speak of other things. The parties of the
    // event stand in every sentence: they are not what was denied.
    let question = run.iter().copied().find(|&at| case.sentence(side, at).question);
    let asked = question.map_or_else(|| run.to_vec(), |at| vec![at]);
    let opening = case.opening[other].map(|at| case.sentence(other, at));
    let is_ours = |concept: usize| is_party(case.concept(concept)) && opening.is_some_and(|s| s.has(concept));
    let named = asked.iter().flat_map(|&at| case.of_role(side, at, Role::Topic)).map(|found| found.concept);
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
    // Both deny it: then there is nothing to tell.
    let denies = |sentence: &Sentence| sentence.not_discussed && denied.iter().all(|&c| sentence.has(c));
    let partners = run.iter().flat_map(|&at| &case.partners[side][at]).map(|partner| case.sentence(other, partner.0));
    let all = case.sentences(other).map(|(_, sentence)| sentence).filter(|_| !denied.is_empty());
    if partners.chain(all).any(denies) {
        return None;
    }
    let what = match question {
        _ if !topics.is_empty() => listed(&topics),
        Some(question) => format!("what was asked (“{}”)", case.gist(side, question)),
        None => "something".to_owned(),
    };
    let said: Vec<usize> = run.iter().copied().filter(|&at| !case.sentence(side, at).question).collect();
    let there = if raised.is_empty() { "is silent on it" } else { "reports it" };
    let summary =
        format!("{} says that there was no discussion of {what}; {} {there}.", case.title(side), case.name(other));
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = said;
    let silent = raised.is_empty();
    evidence[other] = raised;
    let weight = denied.iter().map(|&concept| case.concept(concept).weight).fold(1.0, f64::max).min(GRAVE);
    let finding = Finding::new(Kind::ExplicitNegation, if silent { 2 } else { 3 }, evidence, summary);
    let finding = finding.sure(0.9, weight, topics);
    Some(if silent { finding.silent_in(other) } else { finding })
}

/// A word or a concept that one of two sentences denies and the other affirms: *did not rule out*, *ruled out*.
fn contradiction(case: &Case, at: Sides<usize>) -> Option<Finding> {
    if Side::BOTH.into_iter().any(|side| case.sentence(side, at[side]).not_discussed) {
        return None;
    }
    let (denying, words) = word_denied(case, at).or_else(|| concept_denied(case, at))?;
    let affirming = denying.other();
    let summary = format!(
        "{} denies what {} affirms: “{}” against “{}”.",
        case.title(denying),
        case.name(affirming),
        words[denying],
        words[affirming]
    );
    let weight = case.gravity(Side::Left, at.left).max(case.gravity(Side::Right, at.right)).max(1.5);
    let finding = Finding::new(Kind::ExplicitNegation, 3, at.map(|at| vec![at]), summary);
    Some(finding.sure(0.7, weight, vec![words.left, words.right]))
}

/// Two sentences of one language that share half of their words, and of which one has a *not* before one of them.
fn word_denied(case: &Case, at: Sides<usize>) -> Option<(Side, Sides<String>)> {
    let content = Sides::from_fn(|side| {
        let tokens = case.sentence(side, at[side]).tokens.iter();
        tokens.filter(|token| !case.lexicon.is_stop(&token.lower) && token.lower.len() > 3).collect::<Vec<_>>()
    });
    let shared = content.left.iter().filter(|a| content.right.iter().any(|b| a.stem == b.stem)).count();
    if shared * 2 < content.left.len().min(content.right.len()) {
        return None;
    }
    content.left.iter().find_map(|left| {
        let right = content.right.iter().find(|right| right.stem == left.stem)?;
        told(case, at, Sides::new(left.span(), right.span()))
    })
}

/// The same of a step of commitment, across languages: 没有同意 against *agreed*.
fn concept_denied(case: &Case, at: Sides<usize>) -> Option<(Side, Sides<String>)> {
    let shared = case.topics(Side::Left, at.left).iter().any(|left| {
        case.topics(Side::Right, at.right).iter().any(|right| case.lexicon.kin(left.concept, right.concept))
    });
    let steps = case.of_role(Side::Left, at.left, Role::Commitment);
    steps.into_iter().filter(|_| shared).find_map(|left| {
        let right = case.sentence(Side::Right, at.right).found.iter().find(|right| right.concept == left.concept)?;
        told(case, at, Sides::new(left.span, right.span))
    })
}

/// The words in which one sentence denies and the other does not, with the denial before them.
fn told(case: &Case, at: Sides<usize>, spans: Sides<Span>) -> Option<(Side, Sides<String>)> {
    let denied = Sides::from_fn(|side| is_denied_here(case.sentence(side, at[side]), spans[side]));
    let denying = Side::BOTH.into_iter().find(|&side| denied[side] && !denied[side.other()])?;
    let words = Sides::from_fn(|side| {
        let span = if denied[side] { widened(case, side, at[side], spans[side]) } else { spans[side] };
        case.quoted(side, span)
    });
    Some((denying, words))
}

/// With the words before that deny it.
fn widened(case: &Case, side: Side, at: usize, span: Span) -> Span {
    let sentence = case.sentence(side, at);
    let n = sentence.tokens.partition_point(|token| token.span().start < span.start);
    let back = if sentence.is_chinese() { 4 } else { 3 };
    sentence.tokens.get(n.saturating_sub(back)).map_or(span, |first| first.span().cover(span))
}
