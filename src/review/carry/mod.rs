//! Notes carried to a newer version of a text, in the open: nothing is dropped, nothing is guessed in
//! silence.
//!
//! Method, for each quotation: where the diff of the two texts has it, if all of it still stands there
//! (*exact*); else the same words elsewhere, if only one place has them with the words around them
//! (*moved*); else the piece that comes nearest, if little differs and it is clearly ahead of the second
//! best (*changed*, which waits for the analyst's yes); else none (*orphan*, listed with its words).
//! Likeness alone decides nothing: where a denial, a number, a commitment, a policy term or a name came
//! or went, inside the quotation or in its sentence, that is told, and a yes is needed as well.
//!
//! Limits: a quotation of more than 2,000 characters that both moved and changed is an orphan, and so is
//! one that was taken apart and put in several places. Layout (line ends, number of spaces) is no change.
//! Anchors of short quotations (under 12 characters, a Chinese one counting two) are found exactly or not
//! at all.

mod dossier;
mod find;
mod map;
mod standing;
mod weigh;

pub use dossier::{Carriage, Item, Place, carry};
pub use standing::Standing;
pub use weigh::{Shift, Weight};

use crate::compare::{Lexicon, sentences};
use crate::domain::{Anchor, Sides, Span, TextHash};
use find::{Seeds, context, distance, in_place, nearest, occurrences, region, same_words, weight, whole_context};
use map::{Map, Names, Words};
use std::ops::Range;
use weigh::shifts;

/// At most this share of the longer wording may differ.
const ERRORS: f64 = 0.2;
/// A quotation lighter than this is too short to be recognised by likeness.
const SHORT: usize = 12;
/// The nearest piece must be better than the second by this share.
const AHEAD: f64 = 0.1;
/// A piece that stands where the quotation stood is believed more readily, by this share.
const HOME: f64 = 0.1;
/// So much of the words around, in letters, makes a place the same place.
const CONTEXT: usize = 8;
/// A quotation as heavy as this is its own context.
const LONG: usize = 40;
/// Longer wordings, in characters, are not compared letter by letter.
const LETTERS: usize = 2_000;

/// How a quotation fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// The same words in the same place of the order.
    Exact,
    /// The same words elsewhere.
    Moved,
    /// Other words, much alike; waits for a yes.
    Changed,
    /// Not found, or found in several places none of which is clearly the one. Kept with its words.
    Orphan,
}

impl Outcome {
    /// The word in lists.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::Exact => "exact",
            Outcome::Moved => "moved",
            Outcome::Changed => "changed",
            Outcome::Orphan => "orphan",
        }
    }
}

/// What the analyst must know before the new place is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Weighty words came or went inside the quotation.
    Inside(Shift),
    /// Weighty words came or went around it, in its sentence.
    Around(Shift),
    /// The same words, but among other words: perhaps another statement.
    Elsewhere,
    /// The same words stand in so many places, none of them clearly the one.
    Ambiguous(usize),
}

impl Warning {
    /// One sentence for the analyst.
    #[must_use]
    pub fn told(&self) -> String {
        let told = |place: &str, shift: &Shift| {
            let list = |words: &[String]| words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
            let what = match (shift.gone.is_empty(), shift.come.is_empty()) {
                (false, false) => format!("{} became {}", list(&shift.gone), list(&shift.come)),
                (false, true) => format!("{} is gone", list(&shift.gone)),
                _ => format!("{} is new", list(&shift.come)),
            };
            format!("{} changed {place}: {what}", shift.weight.name())
        };
        match self {
            Warning::Inside(shift) => told("in the quotation", shift),
            Warning::Around(shift) => told("in the sentence around it", shift),
            Warning::Elsewhere => "the same words, but among other words".to_owned(),
            Warning::Ambiguous(places) => format!("the same words stand in {places} places, none clearly the one"),
        }
    }
}

/// Where a quotation stands in the newer text, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// How it fared.
    pub outcome: Outcome,
    /// Its new place and words; none for an orphan.
    pub anchor: Option<Anchor>,
    /// What must be known before it is accepted.
    pub warnings: Vec<Warning>,
    /// The words that differ: on the left bytes into the old quotation, on the right into the new one.
    /// Empty unless *changed*.
    pub diff: Sides<Vec<Span>>,
}

impl Carried {
    fn orphan(warnings: Vec<Warning>) -> Carried {
        Carried { outcome: Outcome::Orphan, anchor: None, warnings, diff: Sides::default() }
    }

    /// Whether the new place may only be taken over after the analyst has said yes to this one.
    #[must_use]
    pub fn needs_yes(&self) -> bool {
        self.outcome == Outcome::Changed || !self.warnings.is_empty()
    }
}

/// Carries anchors from one text to another. The texts are read once, for all anchors.
#[derive(Debug)]
pub struct Carrier<'a> {
    old: Words<'a>,
    new: Words<'a>,
    hash: TextHash,
    map: Map,
    /// The sentences of both texts.
    sentences: Sides<Vec<Span>>,
    lexicon: &'a Lexicon,
}

impl<'a> Carrier<'a> {
    /// Reads both texts. Where the old one is lost, give an empty one: quotations are then found by what
    /// their anchors keep of it, at the cost of reading the new text for each.
    #[must_use]
    pub fn new(old: &'a str, new: &'a str, lexicon: &'a Lexicon) -> Carrier<'a> {
        let mut names = Names::default();
        let words = Sides::new(Words::read(old, &mut names), Words::read(new, &mut names));
        let cut = |text: &str| sentences(text).into_iter().map(|cut| cut.span).collect();
        let map = Map::of(&words.left.names, &words.right.names);
        let sentences = Sides::new(cut(old), cut(new));
        Carrier { old: words.left, new: words.right, hash: TextHash::of(new), map, sentences, lexicon }
    }

    /// Carries one anchor.
    #[must_use]
    pub fn carry(&self, anchor: &Anchor) -> Carried {
        self.carry_all([anchor]).pop().unwrap_or_else(|| Carried::orphan(Vec::new()))
    }

    /// Carries anchors, in their order; cheaper than one by one where words have changed.
    #[must_use]
    pub fn carry_all<'b>(&self, anchors: impl IntoIterator<Item = &'b Anchor>) -> Vec<Carried> {
        // Made only when a quotation is not found otherwise.
        let mut seeds = None;
        let carry = |anchor: &Anchor| {
            if anchor.quote.trim().is_empty() {
                // Nothing is quoted that could be found again.
                return Carried::orphan(Vec::new());
            }
            if !anchor.holds(self.old.text) {
                return self.carry_remains(anchor);
            }
            self.unchanged(anchor).unwrap_or_else(|warnings| {
                let seeds = seeds.get_or_insert_with(|| Seeds::of(&self.new.names));
                self.changed(anchor, seeds).unwrap_or_else(|| Carried::orphan(warnings))
            })
        };
        anchors.into_iter().map(carry).collect()
    }

    /// Where the old text is lost, what the anchor keeps of it stands for it.
    fn carry_remains(&self, anchor: &Anchor) -> Carried {
        let Anchor { prefix, quote, suffix, .. } = anchor;
        let remains = format!("{prefix}{quote}{suffix}");
        let span = Span::new(prefix.len(), prefix.len() + quote.len());
        let mut carrier = Carrier::new(&remains, self.new.text, self.lexicon);
        // Cut off anywhere, these are no sentences.
        carrier.sentences.left.clear();
        carrier.carry(&Anchor { span, ..anchor.clone() })
    }

    /// The same words, in place or elsewhere; else why not.
    fn unchanged(&self, anchor: &Anchor) -> Result<Carried, Vec<Warning>> {
        let home = in_place(&self.old, &self.new, &self.map, anchor.span);
        let whole = whole_context(anchor);
        let enough = CONTEXT.min(whole);
        let score = |place: Span| context(anchor, self.new.text, place);
        if let Some(home) = home.filter(|&home| score(home) == whole) {
            return Ok(self.found(Outcome::Exact, anchor, home, None));
        }
        let mut places: Vec<(usize, Span)> =
            occurrences(self.new.text, anchor).into_iter().map(|place| (score(place), place)).collect();
        // The best context first, then the order of the text.
        places.sort_by_key(|&(score, place)| (std::cmp::Reverse(score), place));
        let best = places.first().copied();
        if let Some(home) = home {
            let here = score(home);
            let rival = best.filter(|&(there, place)| place != home && there >= here + CONTEXT);
            if rival.is_none() && (here >= enough || here + weight(&anchor.quote) >= SHORT) {
                let doubt = (here < enough && places.len() > 1).then_some(Warning::Ambiguous(places.len()));
                return Ok(self.found(Outcome::Exact, anchor, home, doubt));
            }
        }
        let Some((there, place)) = best else { return Err(Vec::new()) };
        let second = places.get(1).map(|second| second.0);
        let clear = second.is_none_or(|second| there >= second + CONTEXT);
        let same_statement = there == whole && whole > 0;
        if there >= enough && (clear || same_statement) {
            Ok(self.found(Outcome::Moved, anchor, place, None))
        } else if second.is_none() {
            let doubt = (weight(&anchor.quote) < LONG).then_some(Warning::Elsewhere);
            Ok(self.found(Outcome::Moved, anchor, place, doubt))
        } else {
            Err(vec![Warning::Ambiguous(places.len())])
        }
    }

    fn found(&self, outcome: Outcome, anchor: &Anchor, place: Span, doubt: Option<Warning>) -> Carried {
        let mut warnings: Vec<Warning> = doubt.into_iter().collect();
        if let (Some(before), Some(after)) =
            (around(&self.sentences.left, anchor.span), around(&self.sentences.right, place))
        {
            let (before, after) = (before.of(self.old.text), after.of(self.new.text));
            if same_words(before, after) {
                // The statement is the same, wherever it stands.
                warnings.retain(|warning| *warning != Warning::Elsewhere);
            } else {
                warnings.extend(shifts(before, after, self.lexicon).into_iter().map(Warning::Around));
            }
        }
        Carried { outcome, anchor: Some(self.anchor(anchor, place)), warnings, diff: Sides::default() }
    }

    /// Other words, much alike.
    fn changed(&self, anchor: &Anchor, seeds: &Seeds<'_>) -> Option<Carried> {
        if weight(&anchor.quote) < SHORT {
            return None;
        }
        let words = self.old.within(anchor.span);
        let home = region(&self.old, &self.map, anchor.span, self.new.spans.len());
        let mut candidates: Vec<(f64, Range<usize>)> =
            self.errors_at_home(anchor, &words, &home).map(|errors| (errors - HOME, home)).into_iter().collect();
        if anchor.quote.chars().count() <= LETTERS {
            let pieces = nearest(&self.old, &self.new, seeds, &words).into_iter();
            candidates.extend(pieces.filter_map(|piece| Some((self.errors(anchor, &piece)?, piece))));
        }
        candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.start.cmp(&b.1.start)));
        let (errors, piece) = candidates.first()?.clone();
        let apart = |other: &&(f64, Range<usize>)| other.1.end <= piece.start || piece.end <= other.1.start;
        let second = candidates.iter().find(apart).map(|second| second.0);
        if second.is_some_and(|second| second < errors + AHEAD) {
            return None;
        }
        let place = self.new.cover(&piece);
        let there = place.of(self.new.text);
        let warnings = shifts(&anchor.quote, there, self.lexicon).into_iter().map(Warning::Inside).collect();
        let diff = differing(&anchor.quote, there);
        Some(Carried { outcome: Outcome::Changed, anchor: Some(self.anchor(anchor, place)), warnings, diff })
    }

    /// The share that differs, if it is small; measured in characters.
    fn errors(&self, anchor: &Anchor, piece: &Range<usize>) -> Option<f64> {
        let there = self.new.cover(piece).of(self.new.text);
        let longer = anchor.quote.chars().count().max(there.chars().count());
        if longer > LETTERS {
            return None;
        }
        Some(share(distance(&anchor.quote, there), longer)).filter(|errors| *errors <= ERRORS)
    }

    /// The same where the quotation stood. There one that was only added to still is the same one, unless
    /// more was put in than it had; and a long one is measured by its words.
    fn errors_at_home(&self, anchor: &Anchor, words: &Range<usize>, piece: &Range<usize>) -> Option<f64> {
        let kept = |at: &usize| self.map.0[*at].is_some_and(|to| piece.contains(&to));
        let letters = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
        let (before, after) = (letters(&self.old.spans[words.clone()]), letters(&self.new.spans[piece.clone()]));
        let same: usize = words.clone().filter(kept).map(|at| self.old.spans[at].len()).sum();
        if same == before && before > 0 && after <= 2 * before {
            return Some(share(after - same, after).min(ERRORS));
        }
        let by_words = || Some(share(before.max(after) - same, before.max(after))).filter(|errors| *errors <= ERRORS);
        if piece.is_empty() { None } else { self.errors(anchor, piece).or_else(by_words) }
    }

    fn anchor(&self, old: &Anchor, place: Span) -> Anchor {
        Anchor::new(old.readout.clone(), self.hash.clone(), self.new.text, place)
    }
}

#[allow(clippy::cast_precision_loss, reason = "lengths of texts are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The sentences that a span touches.
fn around(sentences: &[Span], span: Span) -> Option<Span> {
    let first = sentences.partition_point(|sentence| sentence.end <= span.start);
    let end = sentences.partition_point(|sentence| sentence.start < span.end);
    let touched = sentences.get(first..end)?;
    Some(touched.first()?.cover(*touched.last()?))
}

/// The words that differ between two wordings, neighbours as one span.
fn differing(old: &str, new: &str) -> Sides<Vec<Span>> {
    let mut names = Names::default();
    let words = Sides::new(Words::read(old, &mut names), Words::read(new, &mut names));
    let map = Map::of(&words.left.names, &words.right.names);
    let mut come = vec![true; words.right.spans.len()];
    map.0.iter().flatten().for_each(|&kept| come[kept] = false);
    let gone: Vec<bool> = map.0.iter().map(Option::is_none).collect();
    Sides::new(runs(&words.left.spans, &gone), runs(&words.right.spans, &come))
}

fn runs(spans: &[Span], wanted: &[bool]) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let mut last = None;
    for (at, span) in spans.iter().enumerate().filter(|(at, _)| wanted[*at]) {
        match runs.last_mut() {
            Some(run) if last.is_some_and(|last: usize| last + 1 == at) => run.end = span.end,
            _ => runs.push(*span),
        }
        last = Some(at);
    }
    runs
}

#[cfg(test)]
mod tests;
