//! Topics and substantive statements in one text, nowhere in the other.

use crate::compare::case::{Case, Finding, GRAVE, KEYS};
use crate::compare::claim::{Claim, Class, is_plan, is_visit_kept_back};
use crate::compare::lexicon::{Concept, Found, Role, is_party};
use crate::compare::prose::{capitalised, listed, sentences};
use crate::compare::speaker::Voice;
use crate::domain::{Kind, Side, Sides};

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
/// What both sides are said to have agreed or said together weighs so much more than what one of them said.
const JOINT: f64 = 0.6;

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
    let general = general(case, other, &missing);
    let linked = !finding.evidence[other].is_empty();
    if linked && !general.is_empty() && !finding.evidence[other].iter().any(|at| general.contains(at)) {
        finding.evidence[other] = general;
    }
    // A statement whose topics the other text touches is told by whatever sets it against them.
    finding.general = absent.is_empty() && kind == Kind::TopicOmitted;
    let telling =
        Telling { missing: &missing, topics: &topics, detail, joint: is_joint(case, claim, &topics, &missing) };
    let confidence = telling.confidence(case, claim, &finding);
    let weight = telling.weight(case, claim, lead);
    let because = if absent.is_empty() { topics } else { absent.into_iter().take(4).collect() };
    Some(finding.sure(confidence, weight, because).silent_in(other))
}

/// Where the other text has the matter at large of which one topic alone is missing: *one railway* beside *railways*.
/// A place or two show it; what stands everywhere does not.
fn general(case: &Case, side: Side, missing: &[&Concept]) -> Vec<usize> {
    let [concept] = missing else { return Vec::new() };
    let at_large =
        concept.parent.filter(|&parent| !is_party(case.concept(parent)) && !case.is_wide(case.concept(parent)));
    let places = at_large.map_or(&[][..], |parent| case.holders(side, parent));
    if places.len() > KEYS { Vec::new() } else { places.to_vec() }
}

/// What an omission is weighed by.
struct Telling<'a> {
    /// The topics that the other text never touches.
    missing: &'a [&'a Concept],
    /// All topics of the claim, in words.
    topics: &'a [String],
    /// It is a detail of what both report.
    detail: bool,
    /// Both sides are said to have said or done it.
    joint: bool,
}

impl Telling<'_> {
    fn confidence(&self, case: &Case, claim: &Claim, finding: &Finding) -> f64 {
        let many = claim.extent.len() > 1;
        // A matter as wide as *security* is missing in one sentence sooner than in fact.
        let wide = !many && self.missing.iter().all(|concept| case.is_wide(concept));
        match self.missing.is_empty() {
            false if !self.detail && !wide => 0.8,
            // What stands in the partner's place is seen, and has not got it.
            false if self.detail && !finding.evidence[claim.side.other()].is_empty() => 0.7,
            true if self.joint => 0.6,
            // Nothing but this one sentence is missing, on a topic that the other text has.
            true if !self.topics.is_empty() && !many => 0.3,
            _ if many => 0.7,
            _ => 0.5,
        }
    }

    fn weight(&self, case: &Case, claim: &Claim, lead: bool) -> f64 {
        let side = claim.side;
        let gravest = self.missing.iter().map(|concept| concept.weight).fold(0.0, f64::max);
        let gravity = if self.detail { gravest } else { claim.gravity };
        #[allow(clippy::cast_precision_loss, reason = "a claim has at most six sentences")]
        let breadth = 0.15 * self.missing.len().min(4) as f64 + 0.2 * claim.extent.len() as f64;
        let room = (2.0 * case.share(side, &claim.extent)).min(0.8) + 0.6 * case.earliness(side, claim.extent[0]);
        let nowhere = if self.missing.is_empty() || self.detail { 0.0 } else { NOWHERE };
        let plan = if claim.extent.iter().any(|&at| is_plan(case, side, at)) { PLAN } else { 0.0 };
        let act = if has_strong_act(case, claim) { ACT } else { 0.0 };
        let joint = if self.joint { JOINT } else { 0.0 };
        let number = if lead && gravest < GRAVE { BY_NUMBER } else { 0.0 };
        0.8 * gravity + breadth + room + nowhere + act + joint + plan - number
    }
}

/// What both are said to have agreed or said together, on a topic or about a visit: the other side was there and does
/// not tell it. *Agreed to stay in touch* is neither, and that both *discussed* what the other text speaks of is less.
fn is_joint(case: &Case, claim: &Claim, topics: &[String], missing: &[&Concept]) -> bool {
    /// From this rung on more is done than talk.
    const DONE: u8 = 3;
    let (side, keys) = (claim.side, &claim.keys);
    let both = |at: usize| case.sentence(side, at).speaker.as_ref().is_some_and(|said| said.voice == Voice::Both);
    let plan = || claim.class == Class::Agreed && is_plan(case, side, keys[0]);
    let done = |at: usize| {
        let steps = case.of_role(side, at, Role::Commitment);
        // *Agreed to discuss* is a promise to talk.
        let agreed = |found: &Found| {
            let words = case.words(side, *found).to_lowercase();
            words.contains("agree") || words.contains("同意")
        };
        steps.iter().any(|found| case.concept(found.concept).rung >= Some(DONE) || agreed(found))
    };
    let said = |at: usize| both(at) && (!missing.is_empty() || done(at));
    keys.iter().any(|&at| said(at)) && (!topics.is_empty() || plan())
}
