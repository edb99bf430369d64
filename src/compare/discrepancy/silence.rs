//! Watched topics that neither text mentions.

use crate::compare::case::{Case, Finding};
use crate::domain::{Kind, Side, Sides};

/// One finding for each watched concept that both texts leave out.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let absent = |id: &&String| {
        let known = case.lexicon.index(id);
        known.is_some_and(|concept| Side::BOTH.iter().all(|&side| !case.mentions(side, concept)))
    };
    let finding = |id: &String| {
        let gloss = case.lexicon.concept(id).map_or(id.as_str(), |concept| concept.gloss.as_str());
        let summary = format!(
            "The watched topic {gloss} was not found in {} nor in {}.",
            case.name(Side::Left),
            case.name(Side::Right)
        );
        Finding::new(Kind::BothSilent, 2, Sides::default(), summary).sure(0.8, 1.5, vec![id.clone()])
    };
    case.frame.watch.iter().filter(absent).map(finding).collect()
}
