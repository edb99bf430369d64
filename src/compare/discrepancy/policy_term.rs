//! Near-synonyms of other legal or policy weight: policy and principle, war and crisis.

use crate::compare::case::{Case, Finding, GRAVE};
use crate::compare::lexicon::{Found, Role, is_party};
use crate::compare::prose::listed;
use crate::domain::{Kind, Side, Sides};
use std::collections::BTreeMap;

/// A war has one name in a text, which is chosen: against another's it is grave wherever the two stand.
const WARS: [&str; 4] = ["ukraine_war", "ukraine_crisis", "invasion", "special_operation"];

/// One finding for each term that the other text replaces by terms of another weight: *status quo* here, a policy and
/// an assurance there, is one discrepancy and not two.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings: Vec<Finding> = gathered(contrasts(case)).into_iter().map(|it| finding(case, it)).collect();
    findings.extend(distanced(case));
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

/// Terms that stand against each other, with the sentences that hold them.
struct Contrast {
    terms: Sides<Vec<usize>>,
    sentences: Sides<Vec<usize>>,
}

/// The contrasting pairs of the lexicon of which each text has one alone.
fn contrasts(case: &Case) -> Vec<Contrast> {
    let mut contrasts = Vec::new();
    for (low, concept) in case.lexicon.concepts().iter().enumerate() {
        // What became of an invitation is a kind of its own.
        let pairs = concept.contrasts.iter().filter(|&&high| high > low && concept.role != Role::Invitation);
        for &high in pairs {
            let holders = |side: Side, concept: usize| case.holders(side, concept).to_vec();
            for (here, there) in [(low, high), (high, low)] {
                let (left, right) = (holders(Side::Left, here), holders(Side::Right, there));
                let pure = holders(Side::Left, there).is_empty() || holders(Side::Right, here).is_empty();
                let varied = varies(case, Side::Right, there, here) || varies(case, Side::Left, here, there);
                if !left.is_empty() && !right.is_empty() && pure && !varied {
                    let terms = Sides::new(vec![here], vec![there]);
                    contrasts.push(Contrast { terms, sentences: Sides::new(left, right) });
                }
            }
        }
    }
    contrasts
}

/// Where every sentence that has one of two lesser terms has the other beside it, the two only vary the expression:
/// *the truce … such a ceasefire*. Of grave terms each word is chosen.
fn varies(case: &Case, side: Side, term: usize, other: usize) -> bool {
    let others = case.holders(side, other);
    case.concept(term).weight.max(case.concept(other).weight) < GRAVE
        && case.holders(side, term).iter().all(|at| others.contains(at))
}

/// Contrasts that share a term on one side become one, which has all the terms of the other.
fn gathered(contrasts: Vec<Contrast>) -> Vec<Contrast> {
    let mut gathered: Vec<Contrast> = Vec::new();
    for contrast in contrasts {
        let shared = gathered.iter_mut().find_map(|known| {
            let side = Side::BOTH.into_iter().find(|&side| {
                let other = side.other();
                known.terms[side] == contrast.terms[side] && !known.terms[other].contains(&contrast.terms[other][0])
            })?;
            Some((known, side.other()))
        });
        match shared {
            Some((known, side)) => {
                known.terms[side].extend(&contrast.terms[side]);
                known.sentences[side].extend(&contrast.sentences[side]);
                known.sentences[side].sort_unstable();
                known.sentences[side].dedup();
            }
            None => gathered.push(contrast),
        }
    }
    gathered
}

fn finding(case: &Case, contrast: Contrast) -> Finding {
    let Contrast { terms, mut sentences } = contrast;
    // Linked sentences show it best.
    let linked = |side: Side, at: usize, others: &[usize]| {
        case.partners[side][at].iter().any(|p| others.binary_search(&p.0).is_ok())
    };
    let (left, right) = (sentences.left.clone(), sentences.right.clone());
    sentences.left.sort_by_key(|&at| (!linked(Side::Left, at, &right), at));
    sentences.right.sort_by_key(|&at| (!linked(Side::Right, at, &left), at));
    let close = linked(Side::Left, sentences.left[0], &right);
    let words = Sides::from_fn(|side| {
        let all = sentences[side].iter().flat_map(|&at| &case.sentence(side, at).found);
        let first = |term: &usize| all.clone().find(|found| found.concept == *term);
        terms[side].iter().filter_map(first).map(|found| case.words(side, *found)).collect::<Vec<String>>()
    });
    let told = Sides::from_fn(|side| {
        let with_gloss = |(words, term): (&String, &usize)| format!("“{words}” ({})", case.concept(*term).gloss);
        listed(&words[side].iter().zip(&terms[side]).map(with_gloss).collect::<Vec<String>>())
    });
    let weights = Side::BOTH.iter().flat_map(|&side| &terms[side]).map(|&term| case.concept(term).weight);
    let weight = weights.fold(0.0, f64::max);
    let war = || {
        Side::BOTH.iter().all(|&side| terms[side].iter().any(|&term| WARS.contains(&case.concept(term).id.as_str())))
    };
    let severity = if weight >= GRAVE || weight >= 2.0 && (close || war()) { 3 } else { 2 };
    let terms = if terms.left.len() + terms.right.len() > 2 { "terms" } else { "two terms" };
    let summary = format!(
        "{} says {}, {} {}: the {terms} do not weigh the same.",
        case.title(Side::Left),
        told.left,
        case.name(Side::Right),
        told.right
    );
    let finding = Finding::new(Kind::PolicyTerm, severity, sentences, summary);
    finding.sure(if close { 0.85 } else { 0.6 }, weight, [words.left, words.right].concat())
}

/// A term that one side uses plainly and the other holds at arm's length: *so-called*, or in quotation marks.
fn distanced(case: &Case) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for side in Side::BOTH {
        let mut far: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, sentence) in case.sentences(side).filter(|(_, s)| !s.is_chinese()) {
            for found in sentence.of_role(case.lexicon, Role::Topic).filter(|f| is_at_arms_length(case, side, at, *f)) {
                far.entry(found.concept).or_default().push(at);
            }
        }
        for (concept, here) in far {
            let plain: Vec<usize> = case
                .sentences(side.other())
                .filter(|(_, s)| {
                    s.found.iter().any(|f| case.lexicon.kin(f.concept, concept) && !is_party(case.concept(f.concept)))
                })
                .map(|(at, _)| at)
                .collect();
            if !plain.is_empty() {
                findings.push(distance(case, side, concept, here, plain));
            }
        }
    }
    findings
}

fn is_at_arms_length(case: &Case, side: Side, at: usize, found: Found) -> bool {
    const WORDS: [&str; 4] = ["alleged", "allegedly", "supposed", "purported"];
    let raw = case.texts[side].raw;
    let quoted =
        raw[..found.span.start].ends_with(['"', '“']) && raw[found.span.end..].starts_with(['"', '”', ',', '.']);
    let tokens = &case.sentence(side, at).tokens;
    let place = tokens.partition_point(|token| token.span().start < found.span.start);
    let before = &tokens[place.saturating_sub(4)..place];
    let said = before.iter().any(|token| WORDS.contains(&token.lower.as_str()));
    // *So-called*, in two words as tokens come; *called on* is another verb.
    let so_called = before.windows(2).any(|two| two[0].lower == "so" && two[1].lower == "called");
    quoted || said || so_called
}

fn distance(case: &Case, side: Side, concept: usize, here: Vec<usize>, plain: Vec<usize>) -> Finding {
    let term = &case.concept(concept).gloss;
    let summary = format!(
        "{} speaks of “{term}” at arm's length, in quotation marks or as so-called; {} uses the term plainly.",
        case.title(side),
        case.name(side.other())
    );
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = here;
    evidence[side.other()] = plain;
    let weight = case.concept(concept).weight;
    let finding = Finding::new(Kind::PolicyTerm, if weight >= 2.0 { 3 } else { 2 }, evidence, summary);
    finding.sure(0.75, weight + 0.2, vec![term.clone()])
}
