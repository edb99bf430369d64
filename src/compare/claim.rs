//! Sentences that stand on one side only, gathered into claims: neighbours of one speaker and topic.

use crate::compare::case::{Case, GRAVE, KEYS};
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Found, Role, is_party};
use crate::compare::reading::{Sentence, is_said_by};
use crate::compare::speaker::Voice;
use crate::compare::to_come::governs_meeting;
use crate::compare::token::{Sort, Token};
use crate::domain::Side;

/// A sentence without a topic has at least so many words that the other text has not.
const NEW: usize = 3;
/// A claim spans at most so many sentences, and joins another at most so far away.
const LONGEST: usize = 8;
const FAR: usize = 4;

/// From this rung on something is undertaken.
const UNDERTAKEN: u8 = 5;

/// What sort of thing stands on one side only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A topic or a substantive statement.
    Matter,
    /// Words that the text puts in the mouth of the other side's speaker.
    Attributed,
    /// Praise, thanks, congratulations without much else.
    Praise,
    /// Who was there.
    Participants,
    /// Something that both are said to have agreed.
    Agreed,
}

/// One claim.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// What sort.
    pub(crate) class: Class,
    /// The side that makes it.
    pub(crate) side: Side,
    /// All its sentences, ascending.
    pub(crate) extent: Vec<usize>,
    /// Its weightiest sentences, at most three, weightiest first.
    pub(crate) keys: Vec<usize>,
    /// Weight of its heaviest topic.
    pub(crate) gravity: f64,
}

/// The claims of both sides that the other side's text does not hold.
pub(crate) fn claims(case: &Case) -> Vec<Claim> {
    let mut claims = Vec::new();
    for side in Side::BOTH {
        let mut open: Option<Claim> = None;
        for (at, _) in case.sentences(side) {
            let Some(class) = classify(case, side, at) else { continue };
            match &mut open {
                Some(claim) if belongs(case, claim, class, at) => claim.extent.push(at),
                _ => {
                    claims.extend(open.replace(Claim {
                        class,
                        side,
                        extent: vec![at],
                        keys: Vec::new(),
                        gravity: 0.0,
                    }));
                }
            }
        }
        claims.extend(open);
    }
    let mut claims = joined(case, claims);
    claims.extend(buried(case, &claims));
    for claim in &mut claims {
        weigh(case, claim);
    }
    claims
}

/// Claims of one matter that stand a few sentences apart become one.
fn joined(case: &Case, claims: Vec<Claim>) -> Vec<Claim> {
    let main = |claim: &Claim| -> Vec<usize> {
        let topics = claim.extent.iter().flat_map(|&at| case.topics(claim.side, at));
        topics.filter(|f| case.concept(f.concept).weight >= 2.0).map(|f| case.lexicon.root(f.concept)).collect()
    };
    let mut joined: Vec<Claim> = Vec::new();
    for claim in claims {
        let topics = main(&claim);
        let first = claim.extent[0];
        let before = joined.iter_mut().rev().take(3).find(|known| {
            let last = known.extent[known.extent.len() - 1];
            known.side == claim.side
                && known.class == Class::Matter
                && claim.class == Class::Matter
                && first.saturating_sub(last) <= FAR
                && case.sentence(claim.side, last).paragraph == case.sentence(claim.side, first).paragraph
                && known.extent.len() + claim.extent.len() <= LONGEST
                && main(known).iter().any(|topic| topics.contains(topic))
        });
        match before {
            Some(known) => known.extent.extend(claim.extent),
            None => joined.push(claim),
        }
    }
    joined
}

/// What a sentence that stands alone is; none for one that says nothing.
fn classify(case: &Case, side: Side, at: usize) -> Option<Class> {
    let sentence = case.sentence(side, at);
    if sentence.question || sentence.not_discussed || is_heading(sentence) {
        return None;
    }
    let text = &case.texts[side];
    let others_words = text.other.is_some_and(|other| is_said_by(sentence, other));
    // What the other side is said to have said needs its like there, not only its topic.
    let told = if others_words { case.has_same(side, at) } else { !case.is_alone(side, at) };
    if told {
        return None;
    }
    if is_participants(case, side, at) {
        return Some(Class::Participants);
    }
    let topics = case.topics(side, at);
    let content = sentence.content;
    let formulas = case.of_role(side, at, Role::Formula).len();
    let meets = is_meeting_kept_back(case, side, at);
    if topics.is_empty() && content < 5 && formulas == 0 && !meets {
        return None;
    }
    let praise = case.has(side, at, &["appreciates", "great_leader", "congratulate", "condolences"]).is_some();
    if praise && case.gravity(side, at) < GRAVE {
        return Some(Class::Praise);
    }
    if others_words {
        return Some(Class::Attributed);
    }
    // The report of the event itself is told where the other text has one of its own, however they were linked.
    let other = side.other();
    let reported = case.opening[other].is_some_and(|there| {
        let partners = &case.partners[other][there];
        partners.is_empty() || partners.iter().any(|partner| partner.0 == at)
    });
    let bare = case.absent_topics(side, &[at]).is_empty();
    if bare && (case.opening[side] == Some(at) && reported || content < 5 && !meets) {
        return None;
    }
    let both = sentence.speaker.as_ref().is_some_and(|said| said.voice == Voice::Both);
    let agreed = case.of_role(side, at, Role::Commitment).iter().any(|f| case.concept(f.concept).rung >= Some(5));
    if both && agreed {
        return Some(Class::Agreed);
    }
    (!topics.is_empty() || content >= 5 && is_new(case, side, at)).then_some(Class::Matter)
}

/// *They agreed to meet again*: the news of many a readout in three words, where the other text undertakes no meeting.
fn is_meeting_kept_back(case: &Case, side: Side, at: usize) -> bool {
    let undertakes = |side: Side, at: usize| {
        let steps = case.of_role(side, at, Role::Commitment);
        let raw = case.texts[side].raw;
        let firm = |found: &Found| case.concept(found.concept).rung >= Some(UNDERTAKEN);
        steps.iter().any(|found| firm(found) && governs_meeting(raw, case.sentence(side, at), found.span))
    };
    let both = case.sentence(side, at).speaker.as_ref().is_some_and(|said| said.voice == Voice::Both);
    both && undertakes(side, at) && !case.sentences(side.other()).any(|(there, _)| undertakes(side.other(), there))
}

/// A heading, *Supply chains.*, states nothing.
fn is_heading(sentence: &Sentence) -> bool {
    sentence.tokens.len() < 3 && !sentence.is_chinese()
}

/// *Those are the matters that we confirmed*: a sentence without a topic says something only where it has words
/// that the other text, in the same language, has not.
fn is_new(case: &Case, side: Side, at: usize) -> bool {
    // Words are told apart in alphabets only.
    let one_language = case.texts.left.language.primary() == case.texts.right.language.primary();
    if !one_language || case.sentence(side, at).is_chinese() {
        return true;
    }
    let telling = |token: &&Token| {
        token.sort == Sort::Word && !case.lexicon.is_stop(&token.lower) && !case.lexicon.is_boilerplate(&token.lower)
    };
    let tokens = case.sentence(side, at).tokens.iter().filter(telling);
    tokens.filter(|token| !case.has_stem(side.other(), &token.stem)).count() >= NEW
}

/// Names of persons who are not the two speakers, or the formula for those present.
fn is_participants(case: &Case, side: Side, at: usize) -> bool {
    let text = &case.texts[side];
    let sentence = case.sentence(side, at);
    let persons = case.of_role(side, at, Role::Person);
    let others = persons.iter().filter(|f| Some(f.concept) != text.own && Some(f.concept) != text.other).count();
    says_present(sentence) || (others >= 2 && case.topics(side, at).len() < 3)
}

/// *Also present were*, *joined by*, 参加会见: a sentence about who was there.
pub(crate) fn says_present(sentence: &Sentence) -> bool {
    const CHINESE: [&str; 8] = ["参加会见", "参加会谈", "参加上述", "参加了会", "等参加", "陪同", "等在座", "出席会见"];
    const ENGLISH: [&[&str]; 8] = [
        &["joined", "by"],
        &["accompanied", "by"],
        &["also", "present"],
        &["were", "present"],
        &["was", "present"],
        &["also", "attended"],
        &["was", "attended", "by"],
        &["members", "of", "the", "delegation"],
    ];
    let words: Vec<&str> = sentence.tokens.iter().map(|token| token.lower.as_str()).collect();
    let english = |form: &&[&str]| words.windows(form.len()).any(|window| window == *form);
    CHINESE.iter().any(|form| sentence.folded.text.contains(form)) || ENGLISH.iter().any(english)
}

/// Whether a sentence goes on with a claim.
fn belongs(case: &Case, claim: &Claim, class: Class, at: usize) -> bool {
    let last = claim.extent[claim.extent.len() - 1];
    let (before, here) = (case.sentence(claim.side, last), case.sentence(claim.side, at));
    if class != claim.class || at - last > 2 || claim.extent.len() >= LONGEST {
        return false;
    }
    let voice = |sentence: &Sentence| sentence.speaker.as_ref().map(|said| said.voice.clone());
    let same_voice = voice(before) == voice(here);
    if class == Class::Praise || class == Class::Participants {
        return same_voice;
    }
    let near = at - last == 1 && before.paragraph == here.paragraph;
    let roots = |at: usize| -> Vec<usize> {
        case.topics(claim.side, at).iter().map(|found| case.lexicon.root(found.concept)).collect()
    };
    let (mine, theirs) = (roots(at), claim.extent.iter().flat_map(|&at| roots(at)).collect::<Vec<_>>());
    let shares = mine.iter().any(|topic| theirs.contains(topic));
    // What names nothing that the other text lacks goes with its neighbour: alone it says little.
    let vague = |sentences: &[usize]| case.absent_topics(claim.side, sentences).is_empty();
    same_voice && near && claim.extent.len() < KEYS && (shares || vague(&[at]) || vague(&claim.extent))
        || same_voice && shares && before.paragraph == here.paragraph
}

/// Something agreed about a visit or a meeting to come.
pub(crate) fn is_plan(case: &Case, side: Side, at: usize) -> bool {
    let agreed =
        case.of_role(side, at, Role::Commitment).iter().any(|f| case.concept(f.concept).rung >= Some(UNDERTAKEN));
    agreed && case.has(side, at, &["visit", "leaders_meeting", "invited_to_visit"]).is_some()
        || is_meeting_kept_back(case, side, at)
}

/// A visit that both agreed on, of which the other text has none at all, whatever its sentence was linked to.
pub(crate) fn is_visit_kept_back(case: &Case, side: Side, at: usize) -> bool {
    let visit = case.has(side, at, &["visit"]).filter(|_| is_plan(case, side, at));
    visit.is_some_and(|visit| !case.mentions(side.other(), visit.concept)) && case.opening[side] != Some(at)
}

/// Topics that the other side never mentions, inside sentences that have a partner for other reasons.
fn buried(case: &Case, known: &[Claim]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for side in Side::BOTH {
        let mut seen: Vec<usize> = Vec::new();
        for (at, sentence) in case.sentences(side) {
            if sentence.question || case.is_alone(side, at) {
                continue;
            }
            if is_visit_kept_back(case, side, at) {
                claims.push(Claim { class: Class::Agreed, side, extent: vec![at], keys: Vec::new(), gravity: 0.0 });
            }
            for found in case.topics(side, at) {
                let concept = case.concept(found.concept);
                if seen.contains(&found.concept) || concept.weight < 1.5 || is_party(concept) {
                    continue;
                }
                // Where the two report the same, one topic more is a detail: the extent of the act is a kind of its own.
                let detail = says_the_same(case, side, at) && concept.weight < GRAVE;
                if detail || !case.is_absent(side.other(), found.concept) || !concept.contrasts.is_empty() {
                    continue;
                }
                // Asked once of each concept, since all claims are looked through.
                seen.push(found.concept);
                let told = known.iter().any(|claim| {
                    claim.side == side && claim.extent.iter().any(|&at| case.sentence(side, at).has(found.concept))
                });
                if told {
                    continue;
                }
                match claims.iter_mut().find(|claim| claim.side == side && claim.extent == [at]) {
                    Some(_) => {}
                    None => claims.push(Claim {
                        class: Class::Matter,
                        side,
                        extent: vec![at],
                        keys: Vec::new(),
                        gravity: 0.0,
                    }),
                }
            }
        }
    }
    claims
}

/// A partner reports the same, and not in the mouth of another speaker.
fn says_the_same(case: &Case, side: Side, at: usize) -> bool {
    let voice = |side: Side, at: usize| match case.sentence(side, at).speaker.as_ref().map(|said| &said.voice) {
        Some(Voice::Person(person)) => Some(*person),
        _ => None,
    };
    let here = voice(side, at);
    case.partners[side][at].iter().any(|&(there, tie)| {
        let theirs = voice(side.other(), there);
        tie == Tie::Same && here == theirs
    })
}

fn weigh(case: &Case, claim: &mut Claim) {
    let weight = |at: usize| -> f64 {
        let topics: f64 = case
            .topics(claim.side, at)
            .iter()
            .map(|found| {
                let absent = case.is_absent(claim.side.other(), found.concept);
                case.concept(found.concept).weight * if absent { 1.5 } else { 1.0 }
            })
            .sum();
        let length = f64::from(case.sentence(claim.side, at).content).min(40.0);
        topics + length / 20.0
    };
    claim.gravity = claim.extent.iter().map(|&at| case.gravity(claim.side, at)).fold(0.0, f64::max);
    claim.keys = claim.extent.clone();
    claim.keys.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    claim.keys.truncate(KEYS);
}
