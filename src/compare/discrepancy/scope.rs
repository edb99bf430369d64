//! The same act to another extent: linked sentences of which one names much that the other does not.

use crate::compare::case::{Case, Finding, listed};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Found, Role, is_party};
use crate::domain::{Kind, Side, Sides};

/// A side must name at least this much more.
const MUCH: usize = 2;

/// One finding for each strong pair that is told to another extent.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    for bond in case.bonds.iter().filter(|bond| bond.tie == Tie::Same) {
        let opens = Some(bond.left) == case.opening.left && Some(bond.right) == case.opening.right;
        let at = Sides::new(bond.left, bond.right);
        let only = Sides::from_fn(|side| only_here(case, side, at[side], at[side.other()]));
        let (fuller, extra) =
            if only.left.len() >= only.right.len() { (Side::Left, &only.left) } else { (Side::Right, &only.right) };
        if opens || extra.len() < MUCH {
            continue;
        }
        let words: Vec<String> = extra.iter().take(4).map(|word| format!("“{word}”")).collect();
        let summary = format!(
            "On the same matter {} goes further than {}: {}.",
            case.name(fuller),
            case.name(fuller.other()),
            listed(&words)
        );
        let weight = case.gravity(fuller, at[fuller]).max(1.0);
        let finding = Finding::new(Kind::Scope, 2, Sides::new(vec![at.left], vec![at.right]), summary);
        findings.push(finding.sure(0.4 + 0.3 * bond.confidence, weight, extra.iter().take(4).cloned().collect()));
    }
    findings
}

/// Topics, figures and names of one sentence that the other does not have, in its words.
fn only_here(case: &Case, side: Side, at: usize, there: usize) -> Vec<String> {
    let (here, other) = (case.sentence(side, at), case.sentence(side.other(), there));
    let mut words: Vec<String> = Vec::new();
    let tells = |found: &Found| {
        let concept = case.concept(found.concept);
        concept.role == Role::Topic && !is_party(concept)
    };
    for found in here.found.iter().filter(|found| tells(found)) {
        let kin = other.found.iter().any(|known| case.lexicon.kin(known.concept, found.concept));
        let word = case.words(side, *found);
        if !kin && !words.contains(&word) {
            words.push(word);
        }
    }
    for quantity in here.quantities.iter().filter(|q| !other.quantities.iter().any(|known| known.equals(q))) {
        words.push(quantity.span.of(case.texts[side].raw).to_owned());
    }
    words
}
