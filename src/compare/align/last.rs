//! The last links: where most of a text has partners, the two report one agenda, and what is still unlinked
//! in it probably has a partner too. The best one will do, if anything telling is shared at all.

use super::bond::Bond;
use super::evidence::{evidence, reasons};
use super::features::Features;
use super::score::Scores;
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Lexicon, is_party};
use crate::compare::reading::{Sentence, Text};
use crate::domain::{Side, Sides};
use std::collections::BTreeSet;

/// Evidence that will do for what is left over where most is linked.
const LAST: f64 = 0.5;
/// Evidence that it takes where a sentence brings a matter of which the other text does not speak: *rare
/// earths* are trade, and still no talk of the trade mechanism.
const NEWS: f64 = 0.55;
/// A topic from this weight on is such a matter.
const GRAVE: f64 = 2.0;
/// A pair must score at least this much.
const FLOOR: f64 = 0.18;
/// A last link is sure of half where it scores as much as a related pair must.
const RELATED: f64 = 0.28;
/// A text of more than so many times the sentences of the other has much that stands alone.
const LONGER: usize = 2;

/// Adds the last links to the known ones.
pub(crate) fn link(
    texts: &Sides<Text>,
    features: &Features,
    scores: &Scores,
    lexicon: &Lexicon,
    bonds: &mut Vec<Bond>,
) {
    let mut linked = texts.as_ref().map(|text| vec![false; text.sentences.len()]);
    for bond in bonds.iter() {
        linked.left[bond.left] = true;
        linked.right[bond.right] = true;
    }
    let topics = texts.as_ref().map(|text| topics(text, lexicon));
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    for side in Side::BOTH {
        let (here, there) = (&texts[side].sentences, &texts[side.other()].sentences);
        let told = linked[side].iter().filter(|&&linked| linked).count() * 2 >= here.len();
        if !told || here.len() > LONGER * there.len() {
            continue;
        }
        let partners = partners(side, here.len(), scores);
        for (at, sentence) in here.iter().enumerate().filter(|&(at, _)| !linked[side][at]) {
            let news = brings_news(sentence, &topics[side.other()], features, lexicon);
            let floor = if news { NEWS } else { LAST };
            let pair = |there: usize| if side == Side::Left { (at, there) } else { (there, at) };
            let tells = |&&(there, score): &&(usize, f64)| {
                let (left, right) = pair(there);
                score >= FLOOR && evidence(features, lexicon, left, right) >= floor
            };
            let best = partners[at].iter().filter(tells).reduce(|best, next| if next.1 > best.1 { next } else { best });
            found.extend(best.map(|&(there, _)| pair(there)));
        }
    }
    let raises = |sentence: &Sentence| !sentence.question && !sentence.not_discussed;
    for (left, right) in found {
        if raises(&texts.left.sentences[left]) && raises(&texts.right.sentences[right]) {
            let because = reasons(features, lexicon, left, right);
            let confidence = Bond::confidence(scores.of(left, right), RELATED);
            bonds.push(Bond { left, right, tie: Tie::Related, confidence, because });
        }
    }
}

/// The scored partners of each sentence of a side.
fn partners(side: Side, count: usize, scores: &Scores) -> Vec<Vec<(usize, f64)>> {
    let mut partners = vec![Vec::new(); count];
    for (left, row) in scores.rows.iter().enumerate() {
        for &(right, score) in row {
            let (at, there) = if side == Side::Left { (left, right) } else { (right, left) };
            partners[at].push((there, score));
        }
    }
    partners
}

/// The topics that a text raises.
fn topics(text: &Text, lexicon: &Lexicon) -> BTreeSet<usize> {
    text.sentences.iter().flat_map(|sentence| sentence.topics(lexicon).map(|found| found.concept)).collect()
}

/// Whether all grave matters of a sentence are such that the other text does not speak of them, nor of
/// anything above or below them.
fn brings_news(sentence: &Sentence, others: &BTreeSet<usize>, features: &Features, lexicon: &Lexicon) -> bool {
    let grave = |&concept: &usize| {
        let it = &lexicon.concepts()[concept];
        it.weight >= GRAVE && !is_party(it)
    };
    let mut own = sentence.topics(lexicon).map(|found| found.concept).filter(grave).peekable();
    let meets = |a: usize| others.iter().any(|&b| lexicon.kin(a, b) || features.one_family(a, b));
    own.peek().is_some() && !own.any(meets)
}
