//! The frame of a readout: the sentence that reports the event, the one that says what it was about,
//! the one that says how it went. Both texts have them, in whatever words.

use super::bond::Bond;
use super::evidence::{evidence, reasons};
use super::features::Features;
use super::opening::opening;
use super::talked::is_told;
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Lexicon, Role, is_party};
use crate::compare::reading::{Sentence, Text};
use crate::compare::token::Token;
use crate::domain::{Sides, Span};

/// How far behind the opening the event may be named again, or its agenda be given.
const NEAR: usize = 3;
/// Two agendas that each name topics must share this much evidence: *discussed the strait* is none of *discussed
/// the harvest*. One that names none (*a range of issues*) holds whatever the other names.
const ALIKE: f64 = 0.5;
/// An evaluation says little else: at most so many topics.
const FEW: usize = 2;

/// A word of tone stands at most so many bytes from the word for the event that it is about.
const BESIDE: usize = 24;

/// The words for the event itself.
const FORMS: [&str; 6] = ["phone_call", "video_call", "leaders_meeting", "formal_talks", "receives", "consultations"];

/// The bonds that the frame makes.
pub(crate) fn bonds(texts: &Sides<Text>, features: &Features, lexicon: &Lexicon) -> Vec<Bond> {
    let mut pairs: Vec<(usize, usize, Tie, f64, &str)> = Vec::new();
    let opening = texts.as_ref().map(|text| opening(text, lexicon));
    if let (Some(left), Some(right)) = (opening.left, opening.right) {
        let told = "both report the event";
        pairs.push((left, right, Tie::Same, 0.9, told));
        pairs.extend(again(&texts.left, left, lexicon).map(|left| (left, right, Tie::Same, 0.7, told)));
        pairs.extend(again(&texts.right, right, lexicon).map(|right| (left, right, Tie::Same, 0.7, told)));
        let agenda = Sides::new(agenda(&texts.left, left, lexicon), agenda(&texts.right, right, lexicon));
        let alike = |left: usize, right: usize| {
            let general = |sentence: &Sentence| {
                let mut topics = sentence.topics(lexicon).map(|found| &lexicon.concepts()[found.concept]);
                topics.all(is_party)
            };
            general(&texts.left.sentences[left])
                || general(&texts.right.sentences[right])
                || evidence(features, lexicon, left, right) >= ALIKE
        };
        if let (Some(left), Some(right)) = (agenda.left, agenda.right)
            && alike(left, right)
        {
            pairs.push((left, right, Tie::Same, 0.6, "both say what it was about"));
        }
    }
    let judged = texts.as_ref().map(|text| {
        let all = text.sentences.iter().enumerate();
        all.filter(|(_, sentence)| evaluates(sentence, lexicon)).map(|(at, _)| at).take(NEAR).collect::<Vec<usize>>()
    });
    for (&left, &right) in judged.left.iter().flat_map(|l| judged.right.iter().map(move |r| (l, r))) {
        pairs.push((left, right, Tie::Related, 0.5, "both say how it went"));
    }
    let mut bonds: Vec<Bond> = Vec::new();
    for (left, right, tie, confidence, told) in pairs {
        if bonds.iter().any(|known| known.left == left && known.right == right) {
            continue;
        }
        let mut because = reasons(features, lexicon, left, right);
        because.insert(0, told.to_owned());
        because.truncate(4);
        bonds.push(Bond { left, right, tie, confidence, because });
    }
    bonds
}

/// A sentence soon after the opening that names the form and both parties once more. One that tells
/// of an agreement speaks of a meeting to come.
fn again(text: &Text, opening: usize, lexicon: &Lexicon) -> Option<usize> {
    (opening + 1..=opening + NEAR).find(|&at| {
        let Some(next) = text.sentences.get(at) else { return false };
        let first = &text.sentences[opening];
        let form = next.found.iter().any(|found| {
            let id = lexicon.concepts()[found.concept].id.as_str();
            matches!(id, "phone_call" | "video_call" | "leaders_meeting")
        });
        let agreed = next.found.iter().any(|found| lexicon.concepts()[found.concept].rung >= Some(5));
        let mut named: Vec<usize> = next.found.iter().map(|found| found.concept).collect();
        named.retain(|&concept| {
            let it = &lexicon.concepts()[concept];
            first.has(concept) && (is_party(it) || it.role == Role::Person)
        });
        named.sort_unstable();
        named.dedup();
        form && !agreed && named.len() >= 2
    })
}

/// The sentence that says what the exchange was about: both sides together, or nobody, *discussed*,
/// *exchanged views*, 就…交换意见. Only near the opening; later ones are about single topics.
fn agenda(text: &Text, opening: usize, lexicon: &Lexicon) -> Option<usize> {
    (opening + 1..=opening + NEAR).find(|&at| {
        let Some(next) = text.sentences.get(at) else { return false };
        // *They also discussed* opens a single topic.
        let further = next.tokens.iter().take(4).any(|token| token.lower == "also");
        is_told(next, lexicon) && !further
    })
}

/// *The call was constructive*, 通话是建设性的: a word of tone beside a word for the event, and little else.
fn evaluates(sentence: &Sentence, lexicon: &Lexicon) -> bool {
    const WORDS: [&str; 6] = ["call", "conversation", "meeting", "talks", "discussion", "discussions"];
    let forms = sentence.found.iter().filter(|found| FORMS.contains(&lexicon.concepts()[found.concept].id.as_str()));
    let words = sentence.tokens.iter().filter(|token| WORDS.contains(&token.lower.as_str())).map(Token::span);
    let events: Vec<Span> = forms.map(|found| found.span).chain(words).collect();
    let beside = |a: Span, b: Span| b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end)) <= BESIDE;
    let told = sentence.of_role(lexicon, Role::Tone).any(|tone| events.iter().any(|&event| beside(event, tone.span)));
    told && !sentence.question && sentence.topics(lexicon).count() <= FEW
}
