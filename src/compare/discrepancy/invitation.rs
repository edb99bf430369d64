//! Invited, welcomed, accepted, returned: visits and what became of the invitation.

use crate::compare::case::{Case, Finding, KEYS};
use crate::compare::lexicon::{Found, is_party};
use crate::compare::reading::Sentence;
use crate::domain::{Kind, Side, Sides, Span};

const STEPS: [&str; 4] = ["invited_to_visit", "welcomed_to_visit", "accepted", "reciprocated"];

/// So many bytes behind a step the state may stand: *me and the First Lady to*.
const NEAR: usize = 40;

/// Those to which both sides have said yes.
const AGREED: [&str; 2] = ["accepted", "reciprocated"];

/// One finding where both texts do not tell the same steps.
pub(super) fn find(case: &Case) -> Vec<Finding> {
    let told = Sides::from_fn(|side| {
        let mut steps: Vec<(usize, usize, String)> = Vec::new();
        for (at, sentence) in case.sentences(side).filter(|(_, sentence)| !sentence.question) {
            let is_step = |found: &&Found| STEPS.contains(&case.concept(found.concept).id.as_str());
            for found in sentence.found.iter().filter(is_step) {
                if is_object(case, side, at, *found) {
                    continue;
                }
                if is_of_visit(case, side, at) || leads_abroad(case, side, at, found.span) {
                    let (concept, span) = accepted(case, sentence, *found).unwrap_or((found.concept, found.span));
                    let words = case.quoted(side, span);
                    steps.push((at, concept, words));
                }
            }
        }
        steps
    });
    let steps = told.as_ref().map(|told| {
        let mut concepts: Vec<usize> = told.iter().map(|step| step.1).collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    });
    if steps.left == steps.right {
        return Vec::new();
    }
    let words = told.as_ref().map(|told| quoted(told));
    let hoped = Sides::from_fn(|side| if steps[side].is_empty() { hopes(case, side) } else { Vec::new() });
    let summary = match (steps.left.is_empty(), steps.right.is_empty()) {
        (false, false) => format!(
            "{} tells of the visit with {}, {} with {}; a welcome or thanks is not an invitation or its acceptance.",
            case.title(Side::Left),
            words.left,
            case.name(Side::Right),
            words.right
        ),
        (false, true) => one_sided(case, Side::Left, &words.left, &hoped.right),
        (true, _) => one_sided(case, Side::Right, &words.right, &hoped.left),
    };
    let mut evidence = told.as_ref().map(|told| told.iter().map(|step| step.0).collect::<Vec<usize>>());
    for side in Side::BOTH.into_iter().filter(|&side| steps[side].is_empty()) {
        // What the other text says of the same visit without any of these steps.
        let here: Vec<usize> = evidence[side.other()].iter().take(KEYS).copied().collect();
        let partners = here.iter().flat_map(|&at| &case.partners[side.other()][at]);
        evidence[side] = partners.map(|p| p.0).filter(|&at| case.opening[side] != Some(at)).collect();
        if evidence[side].is_empty() {
            evidence[side].clone_from(&hoped[side]);
        }
    }
    let silent = Side::BOTH.into_iter().find(|&side| steps[side].is_empty() && evidence[side].is_empty());
    let because = [words.left, words.right].into_iter().filter(|words| !words.is_empty()).collect();
    // An acceptance or a return invitation that the other text leaves out is a fact, and agreed.
    let agreed = |side: Side| steps[side].iter().any(|&step| AGREED.contains(&case.concept(step).id.as_str()));
    let kept_back = Side::BOTH.into_iter().any(|side| agreed(side) && steps[side.other()].is_empty());
    let severity = if kept_back { 3 } else { 2 };
    let mut finding = Finding::new(Kind::Invitation, severity, evidence, summary).sure(0.85, 1.8, because);
    finding.silent = silent;
    vec![finding]
}

/// 邀请她访华: the visit is what she is invited to, and no welcome beside the invitation.
fn is_object(case: &Case, side: Side, at: usize, step: Found) -> bool {
    let words = case.words(side, step).to_lowercase();
    let welcome = words.contains("welcome") || words.contains("欢迎") || words.contains("歡迎");
    !welcome
        && case.concept(step.concept).id == "welcomed_to_visit"
        && case.has(side, at, &["invited_to_visit"]).is_some_and(|invited| invited.span.end <= step.span.start)
}

/// *Accepted the President's invitation*: the invitation with the verb before it.
fn accepted(case: &Case, sentence: &Sentence, invitation: Found) -> Option<(usize, Span)> {
    /// Words of a name may stand between.
    const BETWEEN: usize = 6;
    let at = sentence.tokens.partition_point(|token| token.span().start < invitation.span.start);
    let before = &sentence.tokens[at.saturating_sub(BETWEEN)..at];
    let verb = before.iter().find(|token| matches!(token.lower.as_str(), "accepted" | "accepts"))?;
    let named = matches!(sentence.tokens.get(at)?.lower.as_str(), "invitation" | "invitations");
    let concept = case.lexicon.index("accepted").filter(|_| named)?;
    Some((concept, verb.span().cover(invitation.span)))
}

/// *Invited her to France*: a state right behind the step makes it a visit, too.
fn leads_abroad(case: &Case, side: Side, at: usize, step: Span) -> bool {
    let state = |found: &Found| is_party(case.concept(found.concept)) && found.span.start >= step.end;
    case.sentence(side, at).found.iter().any(|found| state(found) && found.span.start - step.end <= NEAR)
}

/// A guest may be invited to a parade: the steps here are those of a visit, a summit or a meeting, named
/// in the sentence or in the one before, *He accepted the invitation*.
fn is_of_visit(case: &Case, side: Side, at: usize) -> bool {
    const CUES: [&str; 10] = ["visit", "travel", "trip", "summit", "meet", "come to", "访", "来华", "赴", "会晤"];
    let before = case.sentence(side, at.saturating_sub(1)).span;
    let text = before.cover(case.sentence(side, at).span).of(case.texts[side].raw).to_lowercase();
    CUES.iter().any(|cue| text.contains(cue))
}

/// The first words of the steps, each once.
fn quoted(told: &[(usize, usize, String)]) -> String {
    let mut words: Vec<String> = Vec::new();
    for (_, _, step) in told {
        let word = format!("“{step}”");
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.truncate(KEYS);
    words.join(", ")
}

fn one_sided(case: &Case, side: Side, words: &str, hoped: &[usize]) -> String {
    let (title, other) = (case.title(side), case.name(side.other()));
    match hoped.first() {
        Some(&at) => format!(
            "{title} tells of an invitation or a visit ({words}); {other} speaks of no more than a meeting to come \
             (“{}”).",
            case.gist(side.other(), at)
        ),
        None => format!("{title} tells of an invitation or a visit ({words}); not found in {other}."),
    }
}

/// Where a text has no invitation but a hope to meet again: *hoped to meet soon*, 期待同 … 会面.
fn hopes(case: &Case, side: Side) -> Vec<usize> {
    const HOPES: [&str; 7] = ["hope", "hoped", "hopes", "hoping", "looked", "look", "looking"];
    const MEETINGS: [&str; 5] = ["meet", "meeting", "seeing", "see", "visit"];
    const CHINESE: [&str; 4] = ["会面", "见面", "会晤", "再次见"];
    /// So many words may stand between: *hoped to be able to meet*.
    const BETWEEN: usize = 5;
    let hoping = |sentence: &Sentence| {
        let tokens = &sentence.tokens;
        let english = tokens.iter().enumerate().any(|(n, token)| {
            let behind = tokens[n + 1..].iter().take(BETWEEN);
            HOPES.contains(&token.lower.as_str())
                && behind.into_iter().any(|token| MEETINGS.contains(&token.lower.as_str()))
        });
        let text = sentence.folded.text.as_str();
        let place = ["期待", "希望"].iter().find_map(|hope| text.find(hope));
        english || place.is_some_and(|at| CHINESE.iter().any(|form| text[at..].contains(form)))
    };
    let all = case.sentences(side).filter(|(at, s)| case.opening[side] != Some(*at) && !s.question && hoping(s));
    all.map(|(at, _)| at).take(1).collect()
}
