//! The same matter on another rung of commitment: *agreed* here, *discussed* there.
//!
//! The rung of a matter is that of the verb phrase that governs it: the last one before it in its
//! sentence, weakened by what stands between (*agreed to explore*), not counted where it is denied.

mod meeting;

use crate::compare::case::{Case, Finding};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Found, Role, is_party};
use crate::compare::negation::is_denied_here;
use crate::compare::prose::one_line;
use crate::compare::reading::Sentence;
use crate::compare::token::Sort;
use crate::domain::{Kind, Side, Sides, Span};
use std::collections::{BTreeMap, HashSet};

/// Rungs must stand at least this far apart.
const APART: u8 = 3;
/// An undertaking from here up, mere talk up to there: between them lies an obligation.
const UNDERTAKEN: u8 = 5;
const TALKED: u8 = 2;
/// A phrase weakens the one before it across at most so many bytes: *to*, *jointly*.
const REACH: usize = 20;
/// A matter in more sentences of a side than this is a theme: each of them says something else of it.
const FEW: usize = 3;
/// A matter from this weight on is told even where its sentences are not linked.
const HEAVY: f64 = 1.5;
/// From here an obligation is grave though its sentences are not linked.
const GRAVE_ENOUGH: f64 = 2.0;

/// How firmly one sentence puts a matter.
#[derive(Debug, Clone, Copy)]
struct Step {
    rung: u8,
    at: usize,
    words: Span,
    /// To note is to say: it stands below an undertaking only.
    noted: bool,
}

/// One finding for each linked pair, and for each matter of weight, whose rungs stand far apart.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let mut findings: Vec<Finding> = meeting::find(case).into_iter().collect();
    // Pairs of which all is said: their rungs are level, or a finding has them.
    let mut settled: HashSet<(usize, usize)> =
        findings.iter().map(|found| (found.evidence.left[0], found.evidence.right[0])).collect();
    for (matter, steps) in matters(case) {
        let pair = (steps.left.at, steps.right.at);
        if !are_apart(steps) {
            settled.insert(pair);
            continue;
        }
        let linked = case.partners.left[pair.0].iter().find(|partner| partner.0 == pair.1).map(|partner| partner.1);
        let undertaken = steps.left.rung.max(steps.right.rung) >= UNDERTAKEN;
        let talked = steps.left.rung.min(steps.right.rung) <= TALKED;
        let weight = case.concept(matter).weight;
        let told = (linked.is_some() || (undertaken && talked && weight >= HEAVY)) && !is_answered(case, steps);
        if told && (linked == Some(Tie::Same) || is_main(case, pair)) {
            settled.insert(pair);
            findings.push(finding(case, steps, linked, weight));
        }
    }
    for bond in &case.bonds {
        let opens = Some(bond.left) == case.opening.left && Some(bond.right) == case.opening.right;
        if opens || settled.contains(&(bond.left, bond.right)) || case.is_verbatim(bond.left, bond.right) {
            continue;
        }
        let (left, right) = (firmest(case, Side::Left, bond.left), firmest(case, Side::Right, bond.right));
        let (Some(left), Some(right)) = (left, right) else { continue };
        let main = || bond.tie == Tie::Same || is_main(case, (bond.left, bond.right));
        let steps = Sides::new(left, right);
        if are_apart(steps) && main() && have_common_words(case, bond.left, bond.right) && !is_answered(case, steps) {
            let weight = case.gravity(Side::Left, bond.left).max(case.gravity(Side::Right, bond.right));
            findings.push(finding(case, steps, Some(bond.tie), weight));
        }
    }
    findings
}

/// Two sentences share at least half of the topics of the one that has fewer: an item that a list names
/// in passing is not its matter.
fn is_main(case: &Case, pair: (usize, usize)) -> bool {
    let (left, right) = (case.topics(Side::Left, pair.0), case.topics(Side::Right, pair.1));
    let met = |found: &&Found| right.iter().any(|other| case.lexicon.kin(other.concept, found.concept));
    left.iter().filter(met).count() * 2 >= left.len().min(right.len())
}

/// A topic of both, or a telling word of both: two links of a chain may have neither.
fn have_common_words(case: &Case, left: usize, right: usize) -> bool {
    let words = |side: Side, at: usize| -> HashSet<&str> {
        let tokens = case.sentence(side, at).tokens.iter().filter(|token| token.sort == Sort::Word);
        let steps = steps(case, side, at);
        let telling = tokens.filter(|token| {
            !case.lexicon.is_stop(&token.lower)
                && !case.lexicon.is_boilerplate(&token.lower)
                && !steps.iter().any(|step| step.words.overlaps(token.span()))
        });
        telling.map(|token| token.stem.as_str()).collect()
    };
    // Formulas are no matter, but two of them in both sentences are more than chance.
    let theirs = case.of_role(Side::Right, right, Role::Formula);
    let formulas = case.of_role(Side::Left, left, Role::Formula);
    let shared = formulas.iter().filter(|f| theirs.iter().any(|t| t.concept == f.concept)).count();
    case.matter(Side::Left, left, right).is_some()
        || shared > 1
        || !words(Side::Left, left).is_disjoint(&words(Side::Right, right))
}

/// The firmer sentence has a partner that is as firm: then what it promises is told over there, in that sentence.
fn is_answered(case: &Case, steps: Sides<Step>) -> bool {
    let firmer = if steps.left.rung > steps.right.rung { Side::Left } else { Side::Right };
    let (firm, loose) = (steps[firmer], steps[firmer.other()]);
    let mut others = case.partners[firmer][firm.at].iter().filter(|p| p.1 == Tie::Same && p.0 != loose.at);
    others.any(|&(there, _)| firmest(case, firmer.other(), there).is_some_and(|step| step.rung + APART > firm.rung))
}

fn are_apart(steps: Sides<Step>) -> bool {
    let (low, high) = match steps.left.rung <= steps.right.rung {
        true => (steps.left, steps.right),
        false => (steps.right, steps.left),
    };
    high.rung - low.rung >= APART && (!low.noted || high.rung >= UNDERTAKEN)
}

/// The firmest step of each side on every matter that both speak of in few sentences.
fn matters(case: &Case) -> BTreeMap<usize, Sides<Step>> {
    let mut matters = BTreeMap::new();
    let known: HashSet<usize> =
        case.sentences(Side::Left).flat_map(|(at, _)| governed(case, Side::Left, at)).map(|f| f.concept).collect();
    for matter in known {
        let holders = Sides::from_fn(|side| case.holders(side, matter));
        if holders.left.len() > FEW || holders.right.len() > FEW {
            continue;
        }
        let step = |side: Side| {
            let steps = holders[side].iter().filter(|at| case.opening[side] != Some(**at));
            steps
                .filter_map(|&at| governing(case, side, at, matter))
                .max_by_key(|step| (step.rung, usize::MAX - step.at))
        };
        if let (Some(left), Some(right)) = (step(Side::Left), step(Side::Right)) {
            matters.insert(matter, Sides::new(left, right));
        }
    }
    matters
}

/// What a commitment may be about: topics that are no parties, visits, documents.
fn governed(case: &Case, side: Side, at: usize) -> Vec<Found> {
    let sentence = case.sentence(side, at);
    let matter = |found: &&Found| {
        let concept = case.concept(found.concept);
        concept.rung.is_none()
            && matches!(concept.role, Role::Topic | Role::Invitation | Role::Document)
            && !is_party(concept)
    };
    sentence.found.iter().filter(matter).copied().collect()
}

/// The step that governs a matter in a sentence: the last before it, else the firmest of all.
fn governing(case: &Case, side: Side, at: usize, matter: usize) -> Option<Step> {
    let place = case.sentence(side, at).found.iter().find(|found| found.concept == matter)?.span;
    let steps = steps(case, side, at);
    steps.iter().rev().find(|step| step.words.start < place.start).or_else(|| steps.first()).copied()
}

fn firmest(case: &Case, side: Side, at: usize) -> Option<Step> {
    steps(case, side, at).into_iter().max_by_key(|step| (step.rung, std::cmp::Reverse(step.words)))
}

/// The verb phrases of a sentence with their rungs. *Agreed to explore* is as firm as *explore*.
fn steps(case: &Case, side: Side, at: usize) -> Vec<Step> {
    let sentence = case.sentence(side, at);
    let raw = case.texts[side].raw;
    // What was not discussed stands on no rung.
    if sentence.not_discussed {
        return Vec::new();
    }
    // *Noted that* only says; *talks* are an event.
    let says = |found: &Found| match found.span.of(raw) {
        "noted" => raw[found.span.end..].starts_with(" that"),
        "talks" | "Talks" => true,
        _ => false,
    };
    let found: Vec<Step> = sentence
        .found
        .iter()
        .filter_map(|found| case.concept(found.concept).rung.map(|rung| (found, rung)))
        .filter(|(found, _)| {
            !is_denied_here(sentence, found.span) && !says(found) && !is_attribute(sentence, found.span)
        })
        .map(|(found, rung)| {
            // *Agreed that fishing is important* promises nothing: it notes.
            let judges = rung > TALKED && is_judgement(sentence, raw, found.span);
            let noted = judges || case.concept(found.concept).id == "took_note";
            Step { rung: if judges { TALKED } else { rung }, at, words: found.span, noted }
        })
        .collect();
    let mut steps: Vec<Step> = Vec::new();
    for step in found {
        let span = step.words;
        let weakens = |last: &Step| {
            let between = span.start.checked_sub(last.words.end);
            between.is_some_and(|gap| gap <= REACH && !raw[last.words.end..span.start].contains([',', '，', ';', '；']))
                && raw[last.words.end..span.start].split_whitespace().all(is_light)
        };
        match steps.last_mut().filter(|last| weakens(last)) {
            Some(last) => {
                last.noted = if step.rung < last.rung { step.noted } else { last.noted };
                last.rung = last.rung.min(step.rung);
                last.words = last.words.cover(span);
            }
            None => steps.push(step),
        }
    }
    steps
}

/// What is agreed is a judgement and no act: *agreed on the importance of*, 同意…十分重要, within the clause.
fn is_judgement(sentence: &Sentence, raw: &str, verb: Span) -> bool {
    const ENGLISH: [&str; 6] =
        ["importance of", "is important", "are important", "is essential", "is vital", "significance of"];
    let rest = &raw[verb.end..sentence.span.end];
    let clause = rest.split([',', ';', '.', '，', '；', '。']).next().unwrap_or(rest);
    ENGLISH.iter().any(|form| clause.contains(form)) || clause.ends_with("重要") || clause.contains("的重要性")
}

/// Of a plan *announced on Monday* or two deaths *confirmed today* the verb tells which is meant: nobody is said to
/// announce or confirm it now. Such a participle has no object behind it and no auxiliary before it. *What the world
/// expects* has none either: it is a reason, not a hope of the speaker.
fn is_attribute(sentence: &Sentence, span: Span) -> bool {
    const TRANSITIVE: [&str; 10] = [
        "confirmed",
        "announced",
        "approved",
        "signed",
        "proposed",
        "suggested",
        "pledged",
        "promised",
        "launched",
        "expects",
    ];
    const AUXILIARIES: [&str; 12] =
        ["was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "also", "jointly"];
    const BEHIND: [&str; 14] = [
        "by",
        "in",
        "at",
        "on",
        "today",
        "yesterday",
        "last",
        "earlier",
        "this",
        "during",
        "between",
        "with",
        "here",
        "there",
    ];
    let at = sentence.tokens.partition_point(|token| token.span().start < span.start);
    let Some(verb) = sentence.tokens.get(at).filter(|verb| TRANSITIVE.contains(&verb.lower.as_str())) else {
        return false;
    };
    let before = at.checked_sub(1).map_or("", |before| sentence.tokens[before].lower.as_str());
    let next = sentence.tokens.get(at + 1).filter(|_| verb.span().end == span.end);
    !before.is_empty()
        && !AUXILIARIES.contains(&before)
        && next.is_none_or(|next| BEHIND.contains(&next.lower.as_str()))
}

/// What may stand inside one verb phrase: *to*, *jointly*; in Chinese up to two words, which have no spaces.
fn is_light(word: &str) -> bool {
    const LIGHT: [&str; 9] = ["to", "the", "in", "principle", "further", "also", "jointly", "a", "on"];
    LIGHT.contains(&word) || word.ends_with("ly") || (!word.is_ascii() && word.chars().count() <= 4)
}

fn finding(case: &Case, steps: Sides<Step>, tie: Option<Tie>, weight: f64) -> Finding {
    let words = Sides::from_fn(|side| {
        let words = steps[side].words.of(case.texts[side].raw);
        one_line(words)
    });
    let firmer = if steps.left.rung > steps.right.rung { Side::Left } else { Side::Right };
    let looser = firmer.other();
    let summary = format!(
        "{}{} is firmer (“{}”) than {} (“{}”).",
        case.on(firmer, steps[firmer].at, steps[looser].at),
        case.name(firmer),
        words[firmer],
        case.name(looser),
        words[looser]
    );
    let undertaken = steps[firmer].rung >= UNDERTAKEN && steps[looser].rung <= TALKED;
    // Of what matter the two speak must be known, before one may be said to promise what the other does not.
    let known = case.matter(firmer, steps[firmer].at, steps[looser].at).is_some();
    let severity = if undertaken && known && (tie.is_some() || weight >= GRAVE_ENOUGH) { 3 } else { 2 };
    let evidence = steps.as_ref().map(|step| vec![step.at]);
    let confidence = match tie {
        Some(Tie::Same) => 0.75,
        Some(Tie::Related) => 0.6,
        None => 0.5,
    };
    let weight = if undertaken { weight.max(1.0) + 0.5 } else { weight.max(1.0) };
    Finding::new(Kind::Commitment, severity, evidence, summary).sure(confidence, weight, vec![words.left, words.right])
}
