//! Topics carried over the sentences that follow: *this*, *such*, 对此, and Chinese chains without a subject.

use super::bond::Bond;
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Lexicon, Role, is_party};
use crate::compare::reading::{Sentence, Text};
use crate::domain::{Side, Sides};

/// A sentence that goes on has at most so many words that carry meaning: a longer one has a matter of its own.
const SHORT: usize = 22;
/// What a carried link is sure of, as a share of the one it comes from.
const FADES: f64 = 0.7;

/// *It* and *they* are no such words: they mean a state or the persons as often as the matter.
const ENGLISH: [&str; 5] = ["this", "that", "these", "those", "such"];
const CHINESE: [&str; 12] =
    ["这是", "这不是", "这一", "这些", "这样", "对此", "希望", "关键", "此", "如果", "为此", "因此"];

/// Gives a sentence that goes on with the one before it the surest link of that one, where it has none itself.
pub(crate) fn carry(texts: &Sides<Text>, lexicon: &Lexicon, bonds: &mut Vec<Bond>) {
    for side in Side::BOTH {
        let sentences = &texts[side].sentences;
        let place = |bond: &Bond| if side == Side::Left { bond.left } else { bond.right };
        let mut surest: Vec<Option<usize>> = vec![None; sentences.len()];
        for (n, bond) in bonds.iter().enumerate() {
            let known = &mut surest[place(bond)];
            if known.is_none_or(|k| bonds[k].confidence < bond.confidence) {
                *known = Some(n);
            }
        }
        let mut carried: Vec<Bond> = Vec::new();
        for at in 1..sentences.len() {
            let Some(from) = surest[at - 1].filter(|_| surest[at].is_none()) else { continue };
            // A report of the event has no topic that could be carried on.
            let topic = bonds[from].because.first().is_none_or(|because| !because.starts_with("both "));
            if !topic || !goes_on(&sentences[at - 1], &sentences[at], lexicon, &texts[side]) {
                continue;
            }
            let mut bond = bonds[from].clone();
            bond.tie = Tie::Related;
            bond.confidence *= FADES;
            bond.because.insert(0, "goes on with the sentence before".to_owned());
            bond.because.truncate(4);
            match side {
                Side::Left => bond.left = at,
                Side::Right => bond.right = at,
            }
            carried.push(bond);
        }
        bonds.extend(carried);
    }
}

/// The same speaker, the same paragraph, no topic of its own, and a word that points back.
fn goes_on(before: &Sentence, here: &Sentence, lexicon: &Lexicon, text: &Text) -> bool {
    let own = here.of_role(lexicon, Role::Topic).any(|found| {
        let concept = &lexicon.concepts()[found.concept];
        concept.weight >= 1.0 && !is_party(concept) && !before.has(found.concept)
    });
    let piece = here.span.of(text.raw);
    let points = match here.tokens.first() {
        Some(token) if !here.is_chinese() => ENGLISH.contains(&token.lower.as_str()),
        _ => CHINESE.iter().any(|word| piece.starts_with(word)),
    };
    let voice = |sentence: &Sentence| sentence.speaker.as_ref().map(|said| said.voice.clone());
    points
        && !own
        && !here.question
        && !here.not_discussed
        && before.paragraph == here.paragraph
        && voice(before) == voice(here)
        && here.content(lexicon) <= SHORT
}
