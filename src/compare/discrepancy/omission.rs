//! Topics and substantive statements in one text, nowhere in the other.

use crate::compare::case::{Case, Finding, GRAVE, KEYS};
use crate::compare::claim::{Claim, Class, is_plan, is_visit_kept_back};
use crate::compare::lexicon::Concept;
use crate::compare::prose::{capitalised, listed, sentences};
use crate::domain::{Kind, Sides};

/// A visit or a meeting that was agreed weighs as much as a topic.
const PLAN: f64 = 1.5;
/// So many absent topics of weight together are a lead topic.
const SEVERAL: usize = 3;
/// What leads by the number of its topics comes after what leads by their weight.
const BY_NUMBER: f64 = 2.0;
/// A topic that the other text never touches weighs so much more than one that it takes up elsewhere.
const NOWHERE: f64 = 0.8;

/// Linked sentences with so many telling words in common speak of one matter.
const SHARED: usize = 2;
/// A condemnation, a demand or a concern weighs so much more.
const ACT: f64 = 0.8;

/// One finding for each claim of substance, or of something agreed.
pub(super) fn find(case: &Case, claims: &[Claim]) -> Vec<Finding> {
    claims.iter().filter_map(|claim| finding(case, claim)).collect()
}

/// What is not found: the absent topics, with the words where these are wide; where the other text touches all
/// topics, the statement itself.
fn heading(case: &Case, claim: &Claim, missing: &[&Concept]) -> String {
    let gist = case.gist(claim.side, claim.keys[0]);
    let topics = case.topic_words(claim.side, &claim.keys);
    let mut glosses: Vec<String> = missing.iter().take(KEYS).map(|concept| concept.gloss.clone()).collect();
    if !missing.is_empty() && missing.iter().all(|concept| case.is_wide(concept)) {
        // Whose war it is says more than that there is one.
        glosses.splice(0..0, case.absent_states(claim.side, &claim.keys));
        glosses.truncate(KEYS);
    }
    match glosses.is_empty() {
        true if topics.is_empty() => format!("“{gist}”"),
        true => format!("“{gist}” (on {})", listed(&topics)),
        false if missing.iter().all(|concept| case.is_wide(concept)) => {
            format!("{} (“{gist}”)", capitalised(&listed(&glosses)))
        }
        false => capitalised(&listed(&glosses)),
    }
}

/// Where the sentence has a partner, the omission is a detail of what both report; not so where a loose link stands
/// against a sentence of whose topics the other text has none.
fn is_detail(case: &Case, claim: &Claim, missing: &[&Concept]) -> bool {
    let side = claim.side;
    let linked = claim.extent.iter().all(|&at| !case.is_alone(side, at));
    let same = claim.extent.iter().any(|&at| case.has_same(side, at));
    let mut topics = claim.extent.iter().flat_map(|&at| case.topics(side, at));
    let told = topics.any(|found| !missing.iter().any(|concept| concept.id == case.concept(found.concept).id));
    let pairs = || claim.extent.iter().flat_map(|&at| case.partners[side][at].iter().map(move |p| (at, p.0)));
    linked && (same || told || pairs().any(|(at, there)| case.shared_words(side, at, there) >= SHARED))
}

/// Who condemns, demands or voices concern says more than who speaks of a matter.
fn has_strong_act(case: &Case, claim: &Claim) -> bool {
    const ACTS: [&str; 9] = [
        "raised",
        "condemns",
        "dissatisfied",
        "regrets",
        "deep_concern",
        "opposes",
        "urged",
        "warned",
        "lodged_representations",
    ];
    claim.keys.iter().any(|&at| case.has(claim.side, at, &ACTS).is_some())
}

fn finding(case: &Case, claim: &Claim) -> Option<Finding> {
    let (side, other) = (claim.side, claim.side.other());
    let topics = case.topic_words(side, &claim.keys);
    let missing = case.absent_concepts(side, &claim.extent);
    let absent: Vec<String> = missing.iter().map(|concept| concept.gloss.clone()).collect();
    let kind = match claim.class {
        Class::Matter => Kind::TopicOmitted,
        Class::Agreed => Kind::Commitment,
        _ => return None,
    };
    let detail = is_detail(case, claim, &missing);
    let gravest = missing.iter().map(|concept| concept.weight).fold(0.0, f64::max);
    let gravity = if detail { gravest } else { claim.gravity };
    // A grave topic must itself be absent: a statement on one that the other text touches is told by their words.
    let lead = gravest >= GRAVE || (!detail && absent.len() >= SEVERAL && claim.gravity >= 2.0);
    let severity = if claim.class == Class::Agreed || !lead { 2 } else { 3 };
    // Only what is really absent may be called so: the rest of the sentence may have a partner.
    let what = heading(case, claim, &missing);
    let extent = sentences(claim.extent.len());
    let agreed = if claim.class == Class::Agreed { "something agreed according to" } else { "in" };
    // Where the other text touches the matter, only the statement is missing, and the summary says no more.
    let visit = claim.extent.iter().any(|&at| is_visit_kept_back(case, side, at));
    let lacks = match absent.is_empty() && !topics.is_empty() {
        true if visit => format!("no visit is told of in {}", case.name(other)),
        true => format!("{} touches the topic, but no passage there was found to say this", case.name(other)),
        false => format!("not found in {}", case.name(other)),
    };
    let summary = format!("{what}: {agreed} {} ({extent}); {lacks}.", case.name(side));
    let mut evidence: Sides<Vec<usize>> = Sides::default();
    evidence[side] = claim.keys.clone();
    let mut finding = Finding::new(kind, severity, evidence, summary);
    finding.extent[side] = claim.extent.clone();
    // Where the other text reports the same sentence without it is evidence, too; what is silent has no extent.
    let there = claim.keys.iter().filter_map(|&at| case.partner(side, at));
    finding.evidence[other] = there.filter(|&at| case.opening[other] != Some(at)).take(1).collect();
    // A statement whose topics the other text touches is told by whatever sets it against them.
    finding.general = absent.is_empty() && kind == Kind::TopicOmitted;
    let many = claim.extent.len() > 1;
    // A matter as wide as *security* is missing in one sentence sooner than in fact.
    let wide = !many && missing.iter().all(|concept| case.is_wide(concept));
    let confidence = match (absent.is_empty(), detail || wide) {
        (false, false) => 0.8,
        // Nothing but this one sentence is missing, on a topic that the other text has.
        (true, _) if !topics.is_empty() && !many => 0.3,
        _ if many => 0.7,
        _ => 0.5,
    };
    #[allow(clippy::cast_precision_loss, reason = "a claim has at most six sentences")]
    let breadth = 0.15 * absent.len().min(4) as f64 + 0.2 * claim.extent.len() as f64;
    let room = (2.0 * case.share(side, &claim.extent)).min(0.8) + 0.6 * case.earliness(side, claim.extent[0]);
    let nowhere = if absent.is_empty() || detail { 0.0 } else { NOWHERE };
    let plan = claim.extent.iter().any(|&at| is_plan(case, side, at));
    let act = if has_strong_act(case, claim) { ACT } else { 0.0 };
    let number = if lead && gravest < GRAVE { BY_NUMBER } else { 0.0 };
    let weight = 0.8 * gravity + breadth + room + nowhere + act + if plan { PLAN } else { 0.0 } - number;
    let because = if absent.is_empty() { topics } else { absent.into_iter().take(4).collect() };
    Some(finding.sure(confidence, weight, because).silent_in(other))
}
