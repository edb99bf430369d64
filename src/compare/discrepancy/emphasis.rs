//! Order of topics and share of space: which groups of topics each side gives room to.

use crate::compare::case::{Case, Finding};
use crate::compare::lexicon::Role;
use crate::compare::reading::{Sentence, is_foreign};
use crate::domain::{Kind, Side, Sides};
use std::collections::BTreeMap;

/// A group's shares must lie at least this far apart.
const APART: f64 = 0.12;
/// In a text of fewer sentences each topic has one or two: a share of them is chance.
const FEWEST: usize = 8;
/// From here on it is material.
const FAR: f64 = 0.25;
/// A share of a few sentences says little: material in texts of so many only.
const LONG: usize = 12;

/// At most one finding: the group whose shares differ most, against what the other text leads with.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    // Shares of topics say nothing where only names are read.
    if Side::BOTH.iter().any(|&side| is_foreign(&case.texts[side].language)) {
        return Vec::new();
    }
    let shares = Sides::from_fn(|side| shares(case, side));
    let share = |side: Side, group: &str| shares[side].get(group).copied().unwrap_or(0.0);
    let gap = |group: &str| share(Side::Left, group) - share(Side::Right, group);
    // Only what both texts speak of: the rest is an omission.
    let both = shares.left.keys().copied().filter(|group| shares.right.contains_key(group));
    let Some(group) = both.max_by(|a, b| gap(a).abs().total_cmp(&gap(b).abs()).then(b.cmp(a))) else {
        return Vec::new();
    };
    let count = |side: Side| case.texts[side].sentences.len();
    if gap(group).abs() < APART || Side::BOTH.iter().any(|&side| count(side) < FEWEST) {
        return Vec::new();
    }
    let fuller = if gap(group) > 0.0 { Side::Left } else { Side::Right };
    let other = fuller.other();
    // What the other side gives more room to instead.
    let more = |lead: &str| share(other, lead) - share(fuller, lead);
    let others = shares[other].keys().copied().filter(|&lead| lead != group && more(lead) > 0.0);
    let Some(instead) = others.max_by(|a, b| more(a).total_cmp(&more(b)).then(b.cmp(a))) else {
        return Vec::new();
    };
    let percent = |side: Side, group: &str| share(side, group) * 100.0;
    let name = |group| case.lexicon.group_name(group);
    let summary = format!(
        "Of what {} says on its topics {:.0} % is on {}, against {:.0} % in {}, which gives more room to {} ({:.0} % \
         against {:.0} %).",
        case.name(fuller),
        percent(fuller, group),
        name(group),
        percent(other, group),
        case.name(other),
        name(instead),
        percent(other, instead),
        percent(fuller, instead)
    );
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[fuller] = about(case, fuller, group);
    evidence[other] = about(case, other, instead);
    let long = Side::BOTH.iter().all(|&side| case.texts[side].sentences.len() >= LONG);
    let severity = if long && gap(group).abs() > FAR { 2 } else { 1 };
    let finding = Finding::new(Kind::Emphasis, severity, evidence, summary);
    vec![finding.sure(0.5, 0.6, vec![name(group).to_owned(), name(instead).to_owned()])]
}

/// Each group's share of the sentences that have a topic.
fn shares<'a>(case: &Case<'a>, side: Side) -> BTreeMap<&'a str, f64> {
    let mut shares: BTreeMap<&str, f64> = BTreeMap::new();
    let mut total = 0.0;
    for (_, sentence) in case.sentences(side).filter(|(_, sentence)| !sentence.not_discussed) {
        let groups = groups(case, sentence);
        #[allow(clippy::cast_precision_loss, reason = "group counts are far below 2^52")]
        let (length, count) = (f64::from(sentence.content), groups.len() as f64);
        if groups.is_empty() {
            continue;
        }
        total += length;
        for group in groups {
            *shares.entry(group).or_insert(0.0) += length / count;
        }
    }
    shares.values_mut().for_each(|share| *share /= f64::max(total, 1.0));
    shares
}

/// The groups of a sentence; one with a topic of substance is not about the relationship.
fn groups<'a>(case: &Case<'a>, sentence: &Sentence) -> Vec<&'a str> {
    let of = |role: Role| -> Vec<&'a str> {
        sentence.of_role(case.lexicon, role).map(|found| case.concept(found.concept).group.as_str()).collect()
    };
    let mut groups = of(Role::Topic);
    if groups.is_empty() {
        groups = of(Role::Formula);
    }
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// The longest sentences of a group first.
fn about(case: &Case, side: Side, group: &str) -> Vec<usize> {
    let mut about: Vec<usize> =
        case.sentences(side).filter(|(_, s)| groups(case, s).contains(&group)).map(|(at, _)| at).collect();
    about.sort_by_key(|&at| (std::cmp::Reverse(case.sentence(side, at).content), at));
    about
}
