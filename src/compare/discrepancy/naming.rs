//! Other names for a place, a format or a person within linked sentences.

use crate::compare::case::{Case, Finding, listed};
use crate::compare::comparison::Tie;
use crate::compare::token::Sort;
use crate::domain::{Kind, Side, Sides};

/// One finding for each strong pair in which each side has a name that the other text never has.
///
/// Names are told by their capitals, so this reads alphabets only.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for bond in case.bonds.iter().filter(|bond| bond.tie == Tie::Same) {
        let opens = Some(bond.left) == case.opening.left && Some(bond.right) == case.opening.right;
        let left = names(case, Side::Left, bond.left);
        let right = names(case, Side::Right, bond.right);
        if opens || left.is_empty() || right.is_empty() {
            continue;
        }
        let summary = format!(
            "On the same matter {} names {}, {} {}.",
            case.name(Side::Left),
            listed(&left),
            case.name(Side::Right),
            listed(&right)
        );
        let finding = Finding::new(Kind::Naming, 2, Sides::new(vec![bond.left], vec![bond.right]), summary);
        findings.push(finding.sure(0.6, 1.0, [left, right].concat()));
    }
    findings
}

/// Capitalised words within a sentence that the other text does not have at all.
fn names(case: &Case, side: Side, at: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for token in case.sentence(side, at).tokens.iter().skip(1) {
        let name = token.sort == Sort::Word && token.capital && token.lower.len() > 3;
        if !name || case.lexicon.is_stop(&token.lower) || case.lexicon.is_boilerplate(&token.lower) {
            continue;
        }
        let there = case.has_stem(side.other(), &token.stem);
        let word = token.span.of(case.texts[side].raw).to_owned();
        if !there && !names.contains(&word) {
            names.push(word);
        }
    }
    names.truncate(3);
    names
}
