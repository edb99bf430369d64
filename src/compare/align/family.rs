//! Families of concepts: the matters that nearly every readout has, and each side has words of its own for.
//!
//! What one side calls *open lines of communication* the other calls *dialogue at all levels*; what one calls
//! a *deal* the other calls 共识, and reports as 落实. None of these words stands above another, so that no
//! parent in the lexicon could join them; they meet here.

use super::super::lexicon::Lexicon;
use foldhash::HashMap;

/// Concepts by their ids. One that a person's lexicon has taken away is left out.
const FAMILIES: [&[&str]; 6] = [
    // To stay in touch.
    &[
        "open_lines",
        "keep_in_touch",
        "dialogue",
        "strategic_communication",
        "high_level_exchanges",
        "exchanges",
        "mechanism",
    ],
    // To live with what divides.
    &["manage_competition", "manage_differences", "conflict_avoid", "differences"],
    // What each holds against the other in trade: *unfair practices* here, 打压 and 脱钩 there.
    &[
        "unfair_trade",
        "trade_war",
        "decoupling",
        "derisking",
        "containment",
        "tech_suppression",
        "tech_security_us",
        "economic_coercion",
        "overcapacity",
        "trade_barriers",
    ],
    // To end a war by words.
    &[
        "peace",
        "peace_talks",
        "de_escalation",
        "ceasefire",
        "peace_plan",
        "just_peace",
        "negotiating_table",
        "shuttle_diplomacy",
        "thirty_day_ceasefire",
    ],
    // What was agreed, and what came of it.
    &["agreement_deal", "consensus", "reached_consensus", "implement", "progress_made", "outcome_list", "framework"],
    // How the two stand to each other.
    &[
        "bilateral_relations",
        "most_important_relationship",
        "friendship",
        "partnership",
        "strategic_partnership",
        "close_ties",
        "steady_sound",
        "right_track",
        "good_neighbours",
    ],
];

/// The number of its family by concept.
pub(crate) fn of(lexicon: &Lexicon) -> HashMap<usize, usize> {
    let members = FAMILIES.iter().enumerate().flat_map(|(family, ids)| ids.iter().map(move |id| (*id, family)));
    members.filter_map(|(id, family)| lexicon.index(id).map(|concept| (concept, family))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_a_concept_of_one_family() {
        let members: usize = FAMILIES.iter().map(|ids| ids.len()).sum();
        assert_eq!(of(Lexicon::builtin()).len(), members);
    }
}
