//! Watched topics that neither text mentions.

use crate::compare::case::{Case, Finding};
use crate::compare::prose::capitalised;
use crate::compare::reading::is_foreign;
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
        let mut summary = format!(
            "{}, on your watch-list: neither in {} nor in {}.",
            capitalised(gloss),
            case.name(Side::Left),
            case.name(Side::Right)
        );
        if let Some(&side) = Side::BOTH.iter().find(|&&side| is_foreign(&case.texts[side].language)) {
            let language = &case.texts[side].language.0;
            summary = format!("{summary} Only names and numbers were read in {} ({language}).", case.name(side));
        }
        Finding::new(Kind::BothSilent, 1, Sides::default(), summary).sure(0.8, 0.5, vec![id.clone()])
    };
    case.frame.watch.iter().filter(absent).map(finding).collect()
}
