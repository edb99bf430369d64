//! What changed between two captures of one text.
//!
//! Method: sentences are diffed as wholes first (Myers, as `git diff` does), white space aside; inside
//! what was replaced, the sentences that share half of their words are one reworded sentence, and its
//! changed words are marked as those of versions. A sentence that vanished here and appeared there has
//! moved. Limits: a sentence split in two is told as one reworded and one that appeared.

use super::id;
use crate::compare::comparison::{Discrepancy, Document, Form, Frame, Segment};
use crate::compare::lexicon::{Lexicon, Role};
use crate::compare::prose::one_line;
use crate::compare::reading::{Sentence, Text, read};
use crate::compare::wording::redline;
use crate::domain::{Kind, Side, Sides, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// From this share of common words on, a sentence was reworded and not replaced.
const REWORDED: f64 = 0.5;
/// Larger replaced blocks are matched in order only: the cost would grow with the square.
const BLOCK: usize = 10_000;
/// A topic from this weight on is one that a professional never overlooks.
const GRAVE: f64 = 2.5;
/// So many passages of each side are shown as evidence.
const KEYS: usize = 3;

/// One passage that changed; `left` is the older text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alteration {
    /// The passage in each text: none on the left where it appeared, none on the right where it vanished.
    pub passages: Sides<Option<Span>>,
    /// The words that changed, in each text.
    pub segments: Sides<Vec<Segment>>,
    /// The same words elsewhere.
    pub moved: bool,
}

/// Two captures of one text, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// What changed, in the order of the newer text; what vanished stands where it stood.
    pub alterations: Vec<Alteration>,
    /// The change as a discrepancy; none where only white space changed.
    pub discrepancy: Option<Discrepancy>,
}

/// Compares an older capture of a text with a newer one.
#[must_use]
pub fn revision(older: &Document<'_>, newer: &Document<'_>, lexicon: &Lexicon) -> Revision {
    let documents = Sides::new(older.clone(), newer.clone());
    let texts = read(&documents, &Frame::default(), lexicon);
    let pairs = Course::of(&texts).changed;
    let alterations: Vec<Alteration> = pairs
        .iter()
        .map(|matched| {
            let passages = matched.at.map(|at| at.into_iter().collect::<Vec<usize>>());
            let segments = if matched.moved { Sides::default() } else { redline(&texts, &passages, lexicon) };
            Alteration {
                passages: Sides::from_fn(|side| matched.at[side].map(|at| texts[side].sentences[at].span)),
                segments,
                moved: matched.moved,
            }
        })
        .collect();
    let discrepancy = told(&texts, &pairs, &alterations, lexicon);
    Revision { alterations, discrepancy }
}

/// Sentences that became each other.
pub(super) struct Matched {
    pub(super) at: Sides<Option<usize>>,
    pub(super) moved: bool,
}

impl Matched {
    fn new(left: Option<usize>, right: Option<usize>) -> Matched {
        Matched { at: Sides::new(left, right), moved: false }
    }
}

/// A sentence without what a change of layout would change.
fn plain(text: &Text<'_>, sentence: &Sentence) -> String {
    one_line(sentence.span.of(text.raw))
}

/// What became of each sentence.
pub(super) struct Course {
    /// Sentences that stayed as they were, in their order.
    pub(super) same: Vec<Sides<usize>>,
    /// All others, in the order of the newer text.
    pub(super) changed: Vec<Matched>,
}

impl Course {
    pub(super) fn of(texts: &Sides<Text<'_>>) -> Course {
        let mut course = course(texts);
        mark_moves(texts, &mut course.changed);
        course
    }
}

fn course(texts: &Sides<Text<'_>>) -> Course {
    let lines = texts.as_ref().map(|text| text.sentences.iter().map(|s| plain(text, s)).collect::<Vec<String>>());
    let (mut same, mut matched) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &lines.left, &lines.right) {
        if let DiffOp::Equal { .. } = op {
            same.extend(op.old_range().zip(op.new_range()).map(|(left, right)| Sides::new(left, right)));
            continue;
        }
        let (old, new): (Vec<usize>, Vec<usize>) = (op.old_range().collect(), op.new_range().collect());
        let mut next = 0;
        let narrow = old.len() * new.len() > BLOCK;
        for &right in &new {
            let candidates = if narrow { next..(next + 1).min(old.len()) } else { next..old.len() };
            let alike = |&at: &usize| likeness(texts, old[at], right);
            let best = candidates
                .map(|at| (alike(&at), at))
                .filter(|(likeness, _)| *likeness >= REWORDED)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            match best {
                Some((_, at)) => {
                    matched.extend(old[next..at].iter().map(|&gone| Matched::new(Some(gone), None)));
                    matched.push(Matched::new(Some(old[at]), Some(right)));
                    next = at + 1;
                }
                None => matched.push(Matched::new(None, Some(right))),
            }
        }
        matched.extend(old[next..].iter().map(|&gone| Matched::new(Some(gone), None)));
    }
    Course { same, changed: matched }
}

/// Share of words that two sentences have in common, whatever their order.
pub(super) fn likeness(texts: &Sides<Text<'_>>, left: usize, right: usize) -> f64 {
    let stems = |side: Side, at: usize| texts[side].sentences[at].tokens.iter().map(|token| token.stem.as_str());
    let mut counts: HashMap<&str, usize> = HashMap::new();
    stems(Side::Left, left).for_each(|stem| *counts.entry(stem).or_default() += 1);
    let mut common = 0_usize;
    for stem in stems(Side::Right, right) {
        if let Some(count) = counts.get_mut(stem).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    let all = stems(Side::Left, left).count() + stems(Side::Right, right).count();
    #[allow(clippy::cast_precision_loss, reason = "word counts are far below 2^52")]
    let share = 2.0 * common as f64 / all.max(1) as f64;
    share
}

/// What vanished and appeared with the same words has moved.
fn mark_moves(texts: &Sides<Text<'_>>, matched: &mut Vec<Matched>) {
    let words = |side: Side, at: usize| plain(&texts[side], &texts[side].sentences[at]);
    let mut gone: HashMap<String, Vec<usize>> = HashMap::new();
    for one in matched.iter().filter(|one| one.at.right.is_none()) {
        if let Some(at) = one.at.left {
            gone.entry(words(Side::Left, at)).or_default().push(at);
        }
    }
    let mut moved = Vec::new();
    for one in matched.iter_mut().filter(|one| one.at.left.is_none()) {
        let Some(at) = one.at.right else { continue };
        if let Some(from) = gone.get_mut(&words(Side::Right, at)).filter(|from| !from.is_empty()) {
            one.at.left = Some(from.remove(0));
            one.moved = true;
            moved.extend(one.at.left);
        }
    }
    matched.retain(|one| one.moved || one.at.right.is_some() || !one.at.left.is_some_and(|at| moved.contains(&at)));
}

/// The revision as a discrepancy, its gravest passages as evidence.
fn told(
    texts: &Sides<Text<'_>>,
    matched: &[Matched],
    alterations: &[Alteration],
    lexicon: &Lexicon,
) -> Option<Discrepancy> {
    let mut graded: Vec<(u8, usize)> =
        matched.iter().enumerate().map(|(n, one)| (gravity(texts, one, lexicon), n)).collect();
    graded.sort_by_key(|&(grade, n)| (std::cmp::Reverse(grade), n));
    let severity = graded.first()?.0;
    let spans = |side: Side, most: usize| {
        let mut spans: Vec<Span> =
            graded.iter().filter_map(|&(_, n)| alterations[n].passages[side]).take(most).collect();
        spans.sort_unstable();
        spans
    };
    let count = |of: fn(&Matched) -> bool| matched.iter().filter(|one| of(one)).count();
    let counts = [
        (count(|one| one.at.right.is_none()), "vanished"),
        (count(|one| one.at.left.is_none()), "appeared"),
        (count(|one| one.moved), "moved"),
        (count(|one| !one.moved && one.at.left.is_some() && one.at.right.is_some()), "reworded"),
    ];
    let parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let names = texts.as_ref().map(|text| text.name);
    let lead = &matched[graded[0].1];
    let (lead, because) = (what_became(texts, lead), quoted(texts, lead));
    let hashes = Sides::new(texts.left.sha256.as_str(), texts.right.sha256.as_str());
    Some(Discrepancy {
        id: id(Kind::Revision, hashes, ""),
        kind: Kind::Revision,
        severity,
        confidence: 1.0,
        evidence: Sides::from_fn(|side| spans(side, KEYS)),
        extent: Sides::from_fn(|side| spans(side, usize::MAX)),
        searched: Vec::new(),
        summary: format!("From {} to {} the text changed ({}); {lead}.", names.left, names.right, parts.join(", ")),
        because,
        form: Form::Paraphrase,
    })
}

/// The first words of the sentence, before and after.
fn quotes(texts: &Sides<Text<'_>>, one: &Matched) -> Sides<Option<String>> {
    Sides::from_fn(|side| one.at[side].map(|at| gist(&plain(&texts[side], &texts[side].sentences[at]))))
}

pub(super) fn quoted(texts: &Sides<Text<'_>>, one: &Matched) -> Vec<String> {
    let Sides { left, right } = quotes(texts, one);
    left.into_iter().chain(right).collect()
}

/// What became of one sentence, in words.
pub(super) fn what_became(texts: &Sides<Text<'_>>, one: &Matched) -> String {
    match quotes(texts, one) {
        Sides { left: Some(old), right: Some(new) } if one.moved => {
            debug_assert_eq!(old, new, "what has moved is the same");
            format!("elsewhere now: “{new}”")
        }
        Sides { left: Some(old), right: Some(new) } => format!("“{old}” became “{new}”"),
        Sides { left: Some(old), right: None } => format!("gone: “{old}”"),
        Sides { left: None, right: Some(new) } => format!("now: “{new}”"),
        Sides { left: None, right: None } => String::new(),
    }
}

/// 3: a grave topic came or went, or a figure or a contrasting term was exchanged; 2: another matter of
/// substance; 1: words, order.
pub(super) fn gravity(texts: &Sides<Text<'_>>, one: &Matched, lexicon: &Lexicon) -> u8 {
    if one.moved {
        return 1;
    }
    let sentence = |side: Side| one.at[side].map(|at| &texts[side].sentences[at]);
    let figures = Sides::from_fn(|side| {
        sentence(side)
            .map_or_else(Vec::new, |s| s.quantities.iter().map(crate::compare::quantity::Quantity::key).collect())
    });
    let concepts = |side: Side| -> Vec<usize> {
        let found = sentence(side).map_or(&[][..], |sentence| &sentence.found);
        let says = |role: Role| !matches!(role, Role::Speech | Role::Person | Role::Actor);
        let mut all: Vec<usize> =
            found.iter().map(|found| found.concept).filter(|&c| says(lexicon.concepts()[c].role)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (old, new) = (concepts(Side::Left), concepts(Side::Right));
    let only: Vec<usize> =
        old.iter().filter(|c| !new.contains(c)).chain(new.iter().filter(|c| !old.contains(c))).copied().collect();
    let grave = |&c: &usize| {
        let concept = &lexicon.concepts()[c];
        concept.role == Role::Topic && concept.weight >= GRAVE
            || concept.contrasts.iter().any(|other| only.contains(other))
    };
    let reworded = one.at.left.is_some() && one.at.right.is_some();
    if only.iter().any(grave) || (reworded && figures.left != figures.right) {
        3
    } else if !only.is_empty() || figures.left != figures.right {
        2
    } else {
        1
    }
}

/// The first words.
fn gist(text: &str) -> String {
    let cut: String = text.chars().take(80).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    const OLDER: &str = "The ministers met in the harbour town. They agreed on 12 projects.\n\nFrance abides by the \
                         one-China policy. A dinner followed. The talks were long.";

    fn told(newer: &str) -> (Vec<String>, Option<(u8, String)>) {
        let document = |name, text| Document { name, language: Language::unknown(), text };
        let revision = revision(&document("first", OLDER), &document("second", newer), Lexicon::builtin());
        let shown = revision.alterations.iter().map(|one| {
            let words = |side: Side, text: &str| -> String {
                let segments = one.segments[side].iter().map(|segment| segment.span.of(text)).collect::<Vec<_>>();
                match one.passages[side] {
                    None => "-".to_owned(),
                    Some(span) if segments.is_empty() => span.of(text).to_owned(),
                    Some(_) => format!("[{}]", segments.join("|")),
                }
            };
            format!(
                "{} > {}{}",
                words(Side::Left, OLDER),
                words(Side::Right, newer),
                if one.moved { " moved" } else { "" }
            )
        });
        (shown.collect(), revision.discrepancy.map(|found| (found.severity, found.summary)))
    }

    #[test]
    fn what_changed_is_told_sentence_by_sentence() {
        let check = |from: &str, to: &str, expected: &[&str], severity: u8| {
            assert!(OLDER.contains(from), "{from}");
            let (shown, found) = told(&OLDER.replace(from, to));
            assert_eq!(shown, expected, "{from}");
            assert_eq!(found.map_or(0, |found| found.0), severity, "{from}");
        };
        check("", "", &[], 0);
        check("\n\n", "   \n\n\n", &[], 0);
        check("12 projects", "14 projects", &["[12] > [14]"], 3);
        check(" A dinner followed.", "", &["A dinner followed. > -"], 1);
        check(
            "A dinner followed.",
            "A dinner followed. Grain was not on the menu.",
            &["- > Grain was not on the menu."],
            2,
        );
        check("policy", "principle", &["[policy] > [principle]"], 3);
        check(
            "A dinner followed. The talks were long.",
            "The talks were long. A dinner followed.",
            &["The talks were long. > The talks were long. moved"],
            1,
        );
    }

    #[test]
    fn the_discrepancy_counts_and_quotes() {
        let (_, found) = told(&OLDER.replace("12 projects", "14 projects").replace(" A dinner followed.", ""));
        assert_eq!(
            found.unwrap().1,
            "From first to second the text changed (1 vanished, 1 reworded); “They agreed on 12 projects.” became \
             “They agreed on 14 projects.”."
        );
    }
}
