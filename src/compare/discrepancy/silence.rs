//! Watched topics that neither text mentions.

use crate::compare::case::{Case, Finding};
use crate::compare::prose::capitalised;
use crate::domain::{Kind, Side, Sides};

/// One finding for each watched concept that both texts leave out. Severity 1: a watch-list is long, and
/// must not crowd out what the texts say.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let absent = |id: &&String| {
        let known = case.lexicon.index(id);
        known.is_some_and(|concept| Side::BOTH.iter().all(|&side| !case.mentions(side, concept)))
    };
    let finding = |id: &String| {
        let gloss = case.lexicon.concept(id).map_or(id.as_str(), |concept| concept.gloss.as_str());
        let summary = format!(
            "{}, on your watch-list: neither in {} nor in {}.",
            capitalised(gloss),
            case.name(Side::Left),
            case.name(Side::Right)
        );
        Finding::new(Kind::BothSilent, 1, Sides::default(), summary).sure(0.8, 0.5, vec![id.clone()])
    };
    case.frame.watch.iter().filter(absent).map(finding).collect()
}
