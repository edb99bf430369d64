//! Names, titles and delegations that one text alone gives.

use crate::compare::case::{Case, Finding};
use crate::compare::claim::{Claim, Class, says_present};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Found, Role};
use crate::compare::prose::listed;
use crate::compare::speaker::is_office;
use crate::domain::{Kind, Side, Sides};

/// Claims about who was there, and names inside linked sentences.
pub(super) fn find(case: &Case, claims: &[Claim]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = claims
        .iter()
        .filter(|claim| claim.class == Class::Participants)
        .filter(|claim| claim.keys.iter().any(|&at| tells_who(case, claim.side, at)))
        .map(|claim| finding(case, claim.side, &claim.keys))
        .collect();
    for side in Side::BOTH {
        for (at, _) in case.sentences(side).filter(|(at, _)| !case.is_alone(side, *at)) {
            let named = only_here(case, side, at);
            let there = named.len() > 1 || says_present(case.sentence(side, at)) || has_title(case, side, at);
            if !named.is_empty() && there {
                findings.push(finding(case, side, &[at]));
            }
        }
    }
    findings
}

/// Persons whom the other side never names. The two of the event are there even where they say *I* or go
/// by their office.
fn only_here(case: &Case, side: Side, at: usize) -> Vec<String> {
    let persons = case.of_role(side, at, Role::Person);
    let of_event = |concept: usize| case.texts.iter().any(|(_, text)| [text.own, text.other].contains(&Some(concept)));
    let absent = persons.into_iter().filter(|found| {
        !of_event(found.concept) && !case.mentions(side.other(), found.concept) && !is_between(case, side, at, found)
    });
    absent.map(|found| case.concept(found.concept).gloss.clone()).collect()
}

/// *The call between President Berg and President Haddad*: whose call it was, and not who was there.
fn is_between(case: &Case, side: Side, at: usize, person: &Found) -> bool {
    /// Two offices and two names may stand behind *between*.
    const WORDS: usize = 8;
    let tokens = &case.sentence(side, at).tokens;
    let name = tokens.partition_point(|token| token.span().start < person.span.start);
    tokens[name.saturating_sub(WORDS)..name].iter().any(|token| token.lower == "between")
}

/// *Secretary Novak*, 外长: who is named with an office was there or is to act; a bare name may only be spoken of.
fn has_title(case: &Case, side: Side, at: usize) -> bool {
    const CHINESE: [&str; 8] = ["外长", "部长", "财长", "国务卿", "特使", "大使", "副总理", "副总统"];
    let sentence = case.sentence(side, at);
    let titled = |found: &Found| {
        let before = sentence.tokens.partition_point(|token| token.span().start < found.span.start);
        let office = before.checked_sub(1).is_some_and(|at| is_office(&sentence.tokens[at].lower));
        let own =
            found.span.of(case.texts[side].raw).split(' ').next().is_some_and(|word| is_office(&word.to_lowercase()));
        office || own || CHINESE.iter().any(|title| case.texts[side].raw[found.span.end..].starts_with(title))
    };
    case.of_role(side, at, Role::Person).iter().any(titled)
}

/// Says who was there, or names somebody whom the other text does not.
fn tells_who(case: &Case, side: Side, at: usize) -> bool {
    says_present(case.sentence(side, at)) || !only_here(case, side, at).is_empty()
}

/// The sentence that speaks of *the teams* where the other text names who they are: the partner of the names'
/// own sentence or of the one before, which they go on from; else the one that shares most with them, the
/// later of two.
fn teams(case: &Case, side: Side, names: usize) -> Option<usize> {
    let here = case.sentence(side.other(), names);
    // *The teams will meet* is a concept of its own.
    const TEAMS: [&str; 3] = ["tasked_teams", "teams", "next_round"];
    let of_teams = |at: &usize| case.has(side, *at, &TEAMS).is_some();
    let before = names.checked_sub(1).filter(|&at| case.has(side.other(), at, &TEAMS).is_some());
    let mut near = [Some(names), before].into_iter().flatten();
    let partner = near.find_map(|at| {
        let partners = &case.partners[side.other()][at];
        let closest = partners.iter().filter(|p| p.1 == Tie::Same).chain(partners);
        closest.map(|p| p.0).find(of_teams)
    });
    if partner.is_some() {
        return partner;
    }
    let shared = |at: usize| case.sentence(side, at).found.iter().filter(|found| here.has(found.concept)).count();
    let all = case.sentences(side).map(|(at, _)| at).filter(of_teams);
    all.max_by_key(|&at| (shared(at), at))
}

fn finding(case: &Case, side: Side, keys: &[usize]) -> Finding {
    let other = side.other();
    let names: Vec<String> = keys.iter().flat_map(|&at| only_here(case, side, at)).collect();
    let who = if names.is_empty() { format!("“{}”", case.gist(side, keys[0])) } else { listed(&names) };
    let summary = format!("{} names {who}; not found in {}.", case.title(side), case.name(other));
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = keys.to_vec();
    let several = names.len() > 1;
    let teams = teams(case, other, keys[0]).filter(|_| several);
    evidence[other] = teams.or_else(|| case.partner(side, keys[0])).into_iter().collect();
    // A delegation is material, one more name is protocol.
    let severity = if names.len() >= 2 { 2 } else { 1 };
    Finding::new(Kind::Participants, severity, evidence, summary).sure(0.8, 1.0, names).silent_in(other)
}
