//! In what the texts part: one file a kind, each from the case to findings; here they are gathered,
//! merged, ranked and told.

mod attribution;
mod commitment;
mod conditionality;
mod emphasis;
mod figure;
mod form;
mod initiator;
mod invitation;
mod naming;
mod negation;
mod omission;
mod participants;
mod policy_term;
mod praise;
mod relationship;
mod scope;
mod silence;
mod status_format;
mod tone;

use super::align::Bond;
use super::comparison::{Discrepancy, Frame};
use super::lexicon::Lexicon;
use super::reading::{Text, is_foreign};
use crate::compare::case::{Case, Finding, KEYS};
use crate::domain::{Kind, Side, Sides, Span, TextHash};
use form::Quotations;
use std::cmp::Ordering;
use std::collections::HashSet;

/// All discrepancies of two texts, most important first.
pub(crate) fn find(texts: &Sides<Text>, bonds: &[Bond], frame: &Frame, lexicon: &Lexicon) -> Vec<Discrepancy> {
    if texts.left.sentences.is_empty() || texts.right.sentences.is_empty() {
        return Vec::new();
    }
    let case = Case::new(texts, bonds, frame, lexicon);
    let claims = crate::compare::claim::claims(&case);
    let findings = [
        omission::find(&case, &claims),
        attribution::find(&case, &claims),
        praise::find(&case, &claims),
        participants::find(&case, &claims),
        initiator::find(&case),
        negation::find(&case),
        figure::find(&case),
        invitation::find(&case),
        tone::find(&case),
        commitment::find(&case),
        conditionality::find(&case),
        policy_term::find(&case),
        relationship::find(&case),
        scope::find(&case),
        naming::find(&case),
        emphasis::find(&case),
        status_format::find(&case),
        silence::find(&case),
    ];
    let findings = findings.into_iter().flatten().collect();
    let quotations = Quotations::of(texts);
    ranked(&case, merged(&case, findings)).into_iter().map(|finding| told(&case, &quotations, finding)).collect()
}

/// One thing is told once: a finding whose place and kind another has already is dropped.
fn merged(case: &Case, findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut is_new = |finding: &Finding| {
        let place = (finding.kind, finding.evidence.left.clone(), finding.evidence.right.clone());
        seen.insert(place) || finding.kind == Kind::BothSilent
    };
    let (mut general, mut own): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().filter(|finding| is_new(finding)).partition(|finding| finding.general);
    let pairs = |finding: &Finding| -> Vec<(usize, usize)> {
        let Sides { left, right } = &finding.evidence;
        left.iter().flat_map(|&l| right.iter().map(move |&r| (l, r))).collect()
    };
    let told: HashSet<(usize, usize)> = own.iter().flat_map(pairs).collect();
    // What stands linked in a finding is set against its partner; two terms far apart are not.
    let linked = told.iter().filter(|(l, r)| case.partners.left[*l].iter().any(|partner| partner.0 == *r));
    let shown: HashSet<(Side, usize)> = linked.flat_map(|&(l, r)| [(Side::Left, l), (Side::Right, r)]).collect();
    let is_told = |finding: &Finding| match pairs(finding).as_slice() {
        [] => places(finding).iter().all(|place| shown.contains(place)),
        pairs => pairs.iter().all(|pair| told.contains(pair)),
    };
    general.retain(|finding| !is_told(finding));
    own.append(&mut general);
    without_echoes(case, own)
}

/// All key sentences of a finding.
fn places(finding: &Finding) -> Vec<(Side, usize)> {
    Side::BOTH.iter().flat_map(|&side| finding.evidence[side].iter().map(move |&at| (side, at))).collect()
}

/// Without statements of one side that a finding of a kind of its own tells already: *invited her to Berne* is the
/// invitation, and not an omission beside it; *the call was candid* is the tone. What names a topic that the other text lacks says more, and stays.
fn without_echoes(case: &Case, mut findings: Vec<Finding>) -> Vec<Finding> {
    let both = |finding: &Finding| !finding.evidence.left.is_empty() && !finding.evidence.right.is_empty();
    let tells = |finding: &Finding| match finding.kind {
        Kind::Invitation | Kind::Initiator | Kind::ExplicitNegation | Kind::Tone => true,
        Kind::Commitment => both(finding),
        _ => false,
    };
    let told: HashSet<(Side, usize)> = findings.iter().filter(|finding| tells(finding)).flat_map(places).collect();
    findings.retain(|finding| {
        let statement = matches!(finding.kind, Kind::TopicOmitted | Kind::Attribution | Kind::Commitment);
        let bare = || Side::BOTH.iter().all(|&side| case.absent_topics(side, &finding.evidence[side]).is_empty());
        let echoes = || places(finding).iter().all(|place| told.contains(place));
        !(statement && !both(finding) && bare() && echoes())
    });
    findings
}

/// How much a professional would want to see it, before variety.
fn importance(case: &Case, finding: &Finding) -> f64 {
    if limited(case, finding).is_some() {
        return finding.confidence;
    }
    #[allow(clippy::cast_precision_loss, reason = "an extent is a handful of sentences")]
    let length = (finding.extent.left.len() + finding.extent.right.len()).min(4) as f64;
    f64::from(finding.severity)
        + 0.45 * finding.weight.min(5.0)
        + 0.8 * finding.confidence
        + 0.08 * length
        + pointedness(case, finding)
}

/// How much more an omission tells because the text that was searched is the longer one: a short text must leave out
/// most things, whereas what it chose to say and a text three times as long has no room for is left out on purpose or
/// in dispute. The logarithm of the ratio of lengths, as chance would have it; nothing for the other direction.
fn pointedness(case: &Case, finding: &Finding) -> f64 {
    const WEIGHT: f64 = 0.5;
    /// From four times the length on it is the same.
    const MOST: f64 = 1.4;
    let silent = Side::BOTH.into_iter().find(|&side| finding.extent[side].is_empty());
    silent.map_or(0.0, |silent| WEIGHT * case.brevity(silent.other()).clamp(0.0, MOST))
}

/// Most important first, with variety: each further one of a kind, and each that tells of the same
/// sentences again, has to be more important than the one before.
fn ranked(case: &Case, findings: Vec<Finding>) -> Vec<Finding> {
    const SAME_KIND: f64 = 0.12;
    const SAME_PLACE: f64 = 0.5;
    /// Nobody reads further than this for variety.
    const VARIED: usize = 60;
    let wait = |(at, found)| Waiting::new(case, at, found);
    let mut waiting: Vec<Waiting> = findings.iter().enumerate().map(wait).collect();
    let mut order: Vec<usize> = Vec::with_capacity(waiting.len());
    while order.len() < VARIED {
        let best = (0..waiting.len()).max_by(|&a, &b| waiting[b].before(&waiting[a]));
        let Some(best) = best else { break };
        let chosen = waiting.swap_remove(best);
        for other in &mut waiting {
            if other.kind == chosen.kind {
                other.importance -= SAME_KIND;
            }
            if other.overlaps(&chosen) {
                other.importance -= SAME_PLACE;
            }
        }
        order.push(chosen.at);
    }
    // What is left keeps its order among equals.
    waiting.sort_unstable_by(Waiting::before);
    order.extend(waiting.into_iter().map(|left| left.at));
    let mut findings: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| findings[at].take()).collect()
}

/// What ranking asks of a finding, in little room: it is asked of all of them many times over.
struct Waiting {
    importance: f64,
    /// Its place among the findings.
    at: usize,
    kind: Kind,
    /// Its key sentences; [`NOWHERE`] where it has fewer.
    evidence: Sides<[usize; KEYS]>,
}

/// No sentence.
const NOWHERE: usize = usize::MAX;

impl Waiting {
    fn new(case: &Case, at: usize, finding: &Finding) -> Waiting {
        // The passage beside a detail that is missing is shown with it, and is not what it tells.
        let told = |side: Side| if finding.extent[side].is_empty() { &[][..] } else { &finding.evidence[side] };
        let keys = |side: Side| std::array::from_fn(|n| told(side).get(n).copied().unwrap_or(NOWHERE));
        Waiting { importance: importance(case, finding), at, kind: finding.kind, evidence: Sides::from_fn(keys) }
    }

    /// The more important first, and of equals the one that was found first.
    fn before(&self, other: &Waiting) -> Ordering {
        other.importance.total_cmp(&self.importance).then(self.at.cmp(&other.at))
    }

    /// Whether both have a key sentence in common.
    fn overlaps(&self, other: &Waiting) -> bool {
        let meets =
            |side: Side| self.evidence[side].iter().any(|at| *at != NOWHERE && other.evidence[side].contains(at));
        meets(Side::Left) || meets(Side::Right)
    }
}

/// A finding as a value of the result.
fn told(case: &Case, quotations: &Quotations, finding: Finding) -> Discrepancy {
    let spans = |of: &Sides<Vec<usize>>| -> Sides<Vec<Span>> {
        Sides::from_fn(|side| of[side].iter().map(|&at| case.sentence(side, at).span).collect())
    };
    let evidence = spans(&finding.evidence);
    Discrepancy {
        id: id(&finding, case.texts, &evidence),
        kind: finding.kind,
        severity: if limited(case, &finding).is_some() { 1 } else { finding.severity },
        confidence: finding.confidence,
        extent: spans(&finding.extent),
        searched: finding.silent.map(|side| case.texts[side].name.to_owned()).into_iter().collect(),
        summary: with_limits(case, &finding),
        because: finding.because,
        form: quotations.form(case.texts, &finding.evidence),
        evidence,
    }
}

/// The side whose text is read for names and numbers only, if the finding rests on more than these: then it is
/// no more than a hint to a person.
fn limited(case: &Case, finding: &Finding) -> Option<Side> {
    // These need no more, and a watched topic says it in words of its own.
    let sure = matches!(finding.kind, Kind::Figure | Kind::Participants | Kind::Naming | Kind::BothSilent);
    Side::BOTH.into_iter().find(|&side| !sure && is_foreign(&case.texts[side].language))
}

/// What the program cannot know of a language it says.
fn with_limits(case: &Case, finding: &Finding) -> String {
    match limited(case, finding) {
        Some(side) => {
            let (name, language) = (case.name(side), &case.texts[side].language.0);
            format!("{} Only names and numbers were read in {name} ({language}).", finding.summary)
        }
        None => finding.summary.clone(),
    }
}

/// Sixteen hexadecimal digits that stay the same as long as kind, texts and evidence do.
fn id(finding: &Finding, texts: &Sides<Text>, evidence: &Sides<Vec<Span>>) -> String {
    let places = |side: Side| {
        evidence[side].iter().map(|span| format!("{}-{}", span.start, span.end)).collect::<Vec<_>>().join(",")
    };
    // Without evidence, as for a watched topic in neither text, it is told apart by its reason.
    let nowhere = finding.evidence.left.is_empty() && finding.evidence.right.is_empty();
    let reason = if nowhere { finding.because.join(",") } else { String::new() };
    let key = format!(
        "{}\n{}\n{}\n{}\n{}{reason}",
        finding.kind.name(),
        texts.left.sha256.as_str(),
        texts.right.sha256.as_str(),
        places(Side::Left),
        places(Side::Right)
    );
    TextHash::of(&key).as_str()[..16].to_owned()
}
