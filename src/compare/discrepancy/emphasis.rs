//! Order of topics and share of space.

use super::case::{Case, Finding};
use crate::compare::emphasis::shares;
use crate::domain::{Kind, Side, Sides};

/// A topic's shares must lie at least this far apart.
const APART: f64 = 0.15;

/// At most one finding: the topic whose shares differ most, against what the other text leads with.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let shares = Sides::from_fn(|side| shares(&case.texts[side], case.lexicon));
    let share = |side: Side, topic: usize| shares[side].get(&topic).map_or(0.0, |s| s.0);
    // Only what both texts speak of: the rest is an omission.
    let mut both: Vec<usize> = shares.left.keys().copied().filter(|topic| shares.right.contains_key(topic)).collect();
    both.sort_by(|&a, &b| {
        let gap = |topic: usize| (share(Side::Left, topic) - share(Side::Right, topic)).abs();
        gap(b).total_cmp(&gap(a)).then(a.cmp(&b))
    });
    let Some(&topic) = both.first() else { return Vec::new() };
    let (left, right) = (share(Side::Left, topic), share(Side::Right, topic));
    if (left - right).abs() < APART {
        return Vec::new();
    }
    let fuller = if left > right { Side::Left } else { Side::Right };
    let lead = shares[fuller.other()]
        .iter()
        .filter(|(other, _)| **other != topic)
        .max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.0.cmp(a.0)))
        .map(|(other, _)| *other);
    let instead = lead.map_or_else(String::new, |lead| {
        format!("; {} gives most room to {}", case.name(fuller.other()), case.concept(lead).gloss)
    });
    let summary = format!(
        "{} takes up {:.0} % of {} and {:.0} % of {}{instead}.",
        case.concept(topic).gloss,
        left * 100.0,
        case.name(Side::Left),
        right * 100.0,
        case.name(Side::Right)
    );
    let about = |side: Side, topic: usize| -> Vec<usize> {
        let has = |&(_, s): &(usize, &crate::compare::reading::Sentence)| {
            s.topics(case.lexicon).any(|found| case.lexicon.root(found.concept) == topic)
        };
        case.sentences(side).filter(has).map(|(at, _)| at).collect()
    };
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[fuller] = about(fuller, topic);
    evidence[fuller.other()] = about(fuller.other(), lead.unwrap_or(topic));
    let finding = Finding::new(Kind::Emphasis, if (left - right).abs() > 0.3 { 2 } else { 1 }, evidence, summary);
    vec![finding.sure(0.6, 1.0, vec![case.concept(topic).gloss.clone()])]
}
