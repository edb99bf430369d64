//! One side's languages: what its translation words differently, and what rests on a translation.
//!
//! Method: the two texts are compared like any pair, and of what comes out only the kinds are kept
//! that a translator decides: terms, figures, strength, conditions, names, and topics that one text
//! never touches. Two words of the original that become one in the translation are found by the
//! lexicon's contrasting concepts. Limits: a gap between two languages may be the translator's, or a
//! form that the lexicon does not know; every sentence says that it speaks of a translation.

use super::id;
use crate::compare::comparison::{Comparison, Discrepancy, Document, Form, Frame, Tie};
use crate::compare::event::Set;
use crate::compare::lexicon::Lexicon;
use crate::compare::translated;
use crate::domain::{Kind, Language, Side, Sides, Span, Translation};

/// The original's line is cut after so many characters.
const LINE: usize = 60;

/// Whether the document's words are a translator's.
fn is_translated(translation: Translation) -> bool {
    matches!(translation, Translation::Official | Translation::Agency | Translation::Own | Translation::Machine)
}

/// Whether findings of this kind stand or fall with single words, so that a translator can make them.
fn is_wording(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::PolicyTerm
            | Kind::Commitment
            | Kind::Conditionality
            | Kind::Scope
            | Kind::Naming
            | Kind::Tone
            | Kind::StatusFormat
    )
}

/// Says of a finding about wording that one side's words are a translator's, and what the original
/// reads where it is known. Other findings stay as they are.
pub fn rests_on_translation(found: &mut Discrepancy, document: &str, translation: Translation, original: Option<&str>) {
    if !is_wording(found.kind) || !is_translated(translation) {
        return;
    }
    let line = original.map_or_else(|| "check the original".to_owned(), |line| format!("the original reads “{line}”"));
    found.summary = format!("{} {document} is {}: {line}.", found.summary, whose(translation));
}

/// Who translated, as it goes into a sentence.
fn whose(translation: Translation) -> &'static str {
    match translation {
        Translation::Official => "an official translation",
        Translation::Agency => "an agency's translation",
        Translation::Own => "the analyst's translation",
        Translation::Machine => "a machine's translation",
        Translation::Original | Translation::Unknown => "a version in another language",
    }
}

/// The same for all findings of the pair in the panes; the original's line where it is in the set.
pub(crate) fn notes_on_translation(
    sets: &Sides<Set<'_>>,
    main: &Comparison,
    found: &mut [Discrepancy],
    frame: &Frame,
    lexicon: &Lexicon,
) {
    for side in Side::BOTH {
        let Some(shown) = sets[side].members.get(sets[side].shown).filter(|shown| is_translated(shown.translation))
        else {
            continue;
        };
        let original = shown.translates.and_then(|at| sets[side].members.get(at));
        let found = found.iter_mut().filter(|found| is_wording(found.kind) && !found.evidence[side].is_empty());
        let mut found = found.peekable();
        if found.peek().is_none() {
            continue;
        }
        let between = original
            .map(|original| translated(&Sides::new(original.document.clone(), shown.document.clone()), frame, lexicon));
        for found in found {
            let line = between.as_ref().zip(original).and_then(|(between, original)| {
                let at = main.readings[side].passages.iter().position(|p| p.span.overlaps(found.evidence[side][0]))?;
                line_of(between, at, original.document.text)
            });
            rests_on_translation(found, shown.document.name, shown.translation, line.as_deref());
        }
    }
}

/// For each passage of a translation the passages of the original that it renders, as spans of the two texts; those
/// without any are left out.
#[must_use]
pub fn original_lines(
    original: &Document<'_>,
    translation: &Document<'_>,
    frame: &Frame,
    lexicon: &Lexicon,
) -> Vec<(Span, Vec<Span>)> {
    let between = translated(&Sides::new(original.clone(), translation.clone()), frame, lexicon);
    let lines = between.readings.right.passages.iter().enumerate().map(|(at, passage)| {
        let links = || between.links.iter().filter(|link| link.passages.right.contains(&at));
        let same: Vec<_> = links().filter(|link| link.tie == Tie::Same).collect();
        let chosen = if same.is_empty() { links().take(1).collect() } else { same };
        let mut rendered: Vec<usize> = chosen.into_iter().flat_map(|link| link.passages.left.iter().copied()).collect();
        rendered.sort_unstable();
        rendered.dedup();
        let spans = rendered.into_iter().filter_map(|at| Some(between.readings.left.passages.get(at)?.span));
        (passage.span, spans.collect::<Vec<Span>>())
    });
    lines.filter(|(_, rendered)| !rendered.is_empty()).collect()
}

/// What the original says where the translation has this passage.
fn line_of(between: &Comparison, at: usize, original: &str) -> Option<String> {
    let links = || between.links.iter().filter(|link| link.passages.right.contains(&at));
    let link = links().find(|link| link.tie == Tie::Same).or_else(|| links().next())?;
    let span = between.readings.left.passages.get(*link.passages.left.first()?)?.span;
    let line: Vec<&str> = span.of(original).split_whitespace().collect();
    let line = line.join(" ");
    let cut: String = line.chars().take(LINE).collect();
    Some(if cut.len() < line.len() { format!("{cut}…") } else { line })
}

/// In what a translation departs from its original, most important first. `left` in the evidence is
/// the original, `right` the translation.
#[must_use]
pub fn language_version(
    original: &Document<'_>,
    translation: &Document<'_>,
    how: Translation,
    frame: &Frame,
    lexicon: &Lexicon,
) -> Vec<Discrepancy> {
    let mut frame = frame.clone();
    frame.watch.clear();
    frame.speakers.left.adjective = called(original, translation);
    frame.speakers.right.adjective = called(translation, original);
    let between = translated(&Sides::new(original.clone(), translation.clone()), &frame, lexicon);
    let names = Sides::new(original.name, translation.name);
    let told = |found: &Discrepancy| Discrepancy {
        id: id(Kind::LanguageVersion, names, &found.id),
        kind: Kind::LanguageVersion,
        // What two languages of one side do to each other is no conflict between the sides.
        severity: found.severity.min(2),
        summary: format!("{} {} is {} of {}.", found.summary, names.right, whose(how), names.left),
        ..found.clone()
    };
    let mut departures = merged_words(&between, original.text, translation.text, names, lexicon);
    let departs = |found: &&Discrepancy| decides(found) && meets(&between, found);
    departures.extend(between.discrepancies.iter().filter(departs).map(told));
    departures
}

/// What tells one text from the other in a sentence: its language, where they are known to differ.
fn called(text: &Document<'_>, other: &Document<'_>) -> Option<String> {
    let known = |document: &Document<'_>| document.language != Language::unknown();
    let differ = text.language.primary() != other.language.primary();
    (known(text) && known(other) && differ).then(|| text.language.name().to_owned())
}

/// Whether a finding of two sides is one of passages that render each other: a translator renders one word in one
/// place, and what the next paragraph says of the matter is no rendering of it.
fn meets(between: &Comparison, found: &Discrepancy) -> bool {
    let at = |side: Side| {
        let passages = between.readings[side].passages.iter().enumerate();
        passages.filter(move |(_, passage)| found.evidence[side].contains(&passage.span)).map(|(at, _)| at)
    };
    let renders = |left: usize, right: usize| {
        between.links.iter().any(|link| link.passages.left.contains(&left) && link.passages.right.contains(&right))
    };
    let one_sided = Side::BOTH.iter().any(|&side| found.evidence[side].is_empty());
    one_sided || at(Side::Right).all(|right| at(Side::Left).any(|left| renders(left, right)))
}

/// Whether it is the translator who decides on it. What one list has more than the other is left to the eye: far
/// more often the lexicon lacks a word of it than the translator.
fn decides(found: &Discrepancy) -> bool {
    match found.kind {
        Kind::Figure | Kind::ExplicitNegation => true,
        Kind::TopicOmitted => found.severity == 3,
        Kind::Tone | Kind::Scope => false,
        kind => is_wording(kind) && found.severity > 1,
    }
}

/// Two contrasting words of the original that the translation renders by one.
fn merged_words(
    between: &Comparison,
    original: &str,
    translation: &str,
    names: Sides<&str>,
    lexicon: &Lexicon,
) -> Vec<Discrepancy> {
    let place = |side: Side, concept: usize| {
        let passages = between.readings[side].passages.iter().enumerate();
        passages
            .flat_map(|(at, passage)| passage.mentions.iter().map(move |mention| (at, mention)))
            .find(|(_, mention)| lexicon.index(&mention.concept) == Some(concept))
            .map(|(at, mention)| (at, mention.span))
    };
    let mut found = Vec::new();
    for (kept, concept) in lexicon.concepts().iter().enumerate() {
        for &lost in &concept.contrasts {
            let (Some(one), Some(two), Some(only), None) =
                (place(Side::Left, kept), place(Side::Left, lost), place(Side::Right, kept), place(Side::Right, lost))
            else {
                continue;
            };
            // Only where the passage of the lost word is known to have become one with the kept word.
            let became = between.links.iter().filter(|link| link.passages.left.contains(&two.0));
            let mut there = became.flat_map(|link| &link.passages.right);
            let says = |at: &usize| {
                let mentions = &between.readings.right.passages[*at].mentions;
                mentions.iter().any(|mention| lexicon.index(&mention.concept) == Some(kept))
            };
            let Some(&at) = there.find(|at| says(at)) else { continue };
            let words = [one.1.of(original), two.1.of(original), only.1.of(translation)];
            found.push(merged(between, [one.0, two.0, at], words, names));
        }
    }
    found
}

fn merged(between: &Comparison, at: [usize; 3], words: [&str; 3], names: Sides<&str>) -> Discrepancy {
    let span = |side: Side, at: usize| -> Span { between.readings[side].passages[at].span };
    let mut left = vec![span(Side::Left, at[0]), span(Side::Left, at[1])];
    left.sort_unstable();
    left.dedup();
    let evidence = Sides::new(left, vec![span(Side::Right, at[2])]);
    Discrepancy {
        id: id(Kind::LanguageVersion, names, &words.join("\n")),
        kind: Kind::LanguageVersion,
        severity: 2,
        confidence: 0.6,
        extent: evidence.clone(),
        evidence,
        searched: Vec::new(),
        summary: format!(
            "{} tells “{}” from “{}”; {} has “{}” for both.",
            names.left, words[0], words[1], names.right, words[2]
        ),
        because: words.iter().map(|word| (*word).to_owned()).collect(),
        form: Form::Paraphrase,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document<'a>(name: &'a str, text: &'a str) -> Document<'a> {
        Document { name, language: Language::unknown(), text }
    }

    #[test]
    fn a_figure_that_the_translation_changes_is_told_as_a_matter_of_languages() {
        let (zh, en) = (
            "双方同意暂停关税90天。习近平强调，台湾问题是核心。",
            "Both sides agreed to suspend tariffs for 60 days. Xi Jinping stressed that the Taiwan question is the core.",
        );
        let found = language_version(
            &document("zh.txt", zh),
            &document("en.txt", en),
            Translation::Official,
            &Frame::default(),
            Lexicon::builtin(),
        );
        assert!(found.iter().all(|found| found.kind == Kind::LanguageVersion && found.severity < 3));
        let figure = found.iter().find(|found| found.summary.contains("60")).expect("the figure is told");
        assert!(figure.summary.ends_with(" en.txt is an official translation of zh.txt."), "{}", figure.summary);
    }

    #[test]
    fn only_wording_and_only_translations_get_the_note() {
        let mut found = merged(
            &translated(
                &Sides::new(document("a", "甲说。"), document("b", "A said.")),
                &Frame::default(),
                Lexicon::builtin(),
            ),
            [0, 0, 0],
            ["a", "b", "c"],
            Sides::new("a", "b"),
        );
        let before = found.summary.clone();
        rests_on_translation(&mut found, "b", Translation::Official, None);
        assert_eq!(found.summary, before, "a language version speaks of the translation already");
        found.kind = Kind::PolicyTerm;
        rests_on_translation(&mut found, "b", Translation::Original, None);
        assert_eq!(found.summary, before);
        rests_on_translation(&mut found, "b", Translation::Machine, Some("甲说。"));
        assert!(found.summary.ends_with("b is a machine's translation: the original reads “甲说。”."));
    }
}
