//! What two sentences share that tells them from others, and how that is told to a reader.

use super::super::lexicon::{Lexicon, Role};
use super::features::{Features, NAME};
use super::score::{common, kinship};
use std::borrow::Cow;

/// A feature of at least this factor is telling.
const TELLING: f64 = 0.5;
/// From this weight on a topic is distinctive in itself.
const GRAVE: f64 = 2.5;
/// A feature of this weight or more is one piece of evidence; a commoner one is less. The weight of a
/// word of factor 1 that stands in four sentences of thirty. Links change little from 1.3 to 2.1.
const PIECE: f64 = 1.9;
/// A shared word against a shared concept.
const WORD: f64 = 0.4;
/// A shared sense of everyday words; how common it is in readouts lies in its weight already.
const SENSE: f64 = 0.42;
/// A formula that both use: two sentences that are alike in *mutual respect* may differ in their matter. Links change
/// little from 0.6 to 0.85.
const FORMULA: f64 = 0.7;
/// A shared proper name that the lexicon does not know: *Aqaba* names the talks held there.
const PROPER: f64 = 0.7;
/// A concept that is only kin to one of the other sentence: one such pair alone makes no link.
const RELATIVE: f64 = 0.9;
/// So many reasons are told of a link.
const TOLD: usize = 4;

/// How many telling things two sentences share, beyond what chance gives in texts of this length: concepts,
/// quantities, senses of words, and words outside of concepts.
///
/// The parties and persons of the event, verbs of speech and speakers are none, since they stand everywhere;
/// what stands in many sentences of these two texts is less than one: in a text about a war, the war
/// tells nothing.
pub(crate) fn evidence(features: &Features, lexicon: &Lexicon, left: usize, right: usize) -> f64 {
    (shared(features, lexicon, left, right) - features.chance).max(0.0)
}

fn shared(features: &Features, lexicon: &Lexicon, left: usize, right: usize) -> f64 {
    let (a, b) = (&features.units.left[left], &features.units.right[right]);
    let piece = |id: u32| (features.all[id as usize].weight / PIECE).min(1.0);
    let tells = |id: u32| {
        let feature = &features.all[id as usize];
        let party = feature.concept.is_some_and(|concept| features.is_party(lexicon, concept));
        feature.factor >= TELLING && !party
    };
    let mut evidence = 0.0;
    // Two words for one thing meet it once.
    let mut met: Vec<usize> = Vec::new();
    for &id in a.meaning().iter().filter(|&&id| tells(id)) {
        if b.meaning().binary_search(&id).is_ok() {
            let concept = features.all[id as usize].concept;
            let formula = concept.is_some_and(|concept| lexicon.concepts()[concept].role == Role::Formula);
            evidence += piece(id) * if formula { FORMULA } else { 1.0 };
            met.extend(concept);
            continue;
        }
        let Some(concept) = features.all[id as usize].concept else { continue };
        let others = b.meaning().iter().filter_map(|&other| features.all[other as usize].concept);
        let best = others
            .filter(|other| !met.contains(other))
            .map(|other| (other, kinship(features, lexicon, concept, other)))
            .fold((concept, 0.0), |best, next| if next.1 > best.1 { next } else { best });
        // A grave topic needs no second thing beside it.
        let grave = lexicon.concepts()[concept].weight >= GRAVE;
        evidence += RELATIVE * piece(id) * if grave { 2.0 * best.1 } else { best.1 };
        if best.1 > 0.0 {
            met.push(best.0);
        }
    }
    evidence += SENSE * common(a.senses(), b.senses()).map(piece).sum::<f64>();
    if !features.same_language {
        return evidence;
    }
    let factor = |id: u32| features.all[id as usize].factor;
    let words = common(a.lexical(), b.lexical()).filter(|&id| factor(id) >= 1.0);
    evidence + words.map(|id| piece(id) * if factor(id) >= NAME { PROPER } else { WORD }).sum::<f64>()
}

/// The heaviest shared features in words, those that are only kin after them; at most four.
pub(crate) fn reasons(features: &Features, lexicon: &Lexicon, left: usize, right: usize) -> Vec<String> {
    let (a, b) = (&features.units.left[left], &features.units.right[right]);
    let mut shared: Vec<u32> = common(a.meaning(), b.meaning()).chain(common(a.senses(), b.senses())).collect();
    if features.same_language {
        shared.extend(common(a.lexical(), b.lexical()));
    }
    let weight = |id: u32| features.all[id as usize].weight;
    shared.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    let label = |id: u32| features.all[id as usize].label.as_str();
    let concept = |id: &u32| features.all[*id as usize].concept;
    let kin = a.meaning().iter().filter(|id| b.meaning().binary_search(id).is_err()).filter_map(|&id| {
        let mine = concept(&id)?;
        let other = b
            .meaning()
            .iter()
            .find(|&other| concept(other).is_some_and(|c| kinship(features, lexicon, mine, c) > 0.5))?;
        Some(Cow::Owned(format!("{} ≈ {}", label(id), label(*other))))
    });
    let mut told: Vec<String> = Vec::new();
    for reason in shared.into_iter().map(|id| Cow::Borrowed(label(id))).chain(kin) {
        if told.len() == TOLD {
            break;
        }
        if !told.iter().any(|known| *known == reason) {
            told.push(reason.into_owned());
        }
    }
    told
}
