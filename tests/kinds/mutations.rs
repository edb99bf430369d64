//! One thing changed in a text: it comes out among the first five, in every sample and at every place.

use crate::shelf::{Folder, Leaf, compare, folders};
use diptych::compare::{Comparison, Discrepancy, Link, Mark};
use diptych::domain::{Kind, Side, Sides, Span};

/// A reader looks at so many first.
const FIRST: usize = 5;
/// A shorter paragraph is a heading.
const PARAGRAPH: usize = 60;

/// Where some words stand in a text.
fn places(text: &str, words: &str) -> Vec<Span> {
    text.match_indices(words).map(|(at, _)| Span::new(at, at + words.len())).collect()
}

/// The text with other words in one place, and where they stand in it.
fn changed(text: &str, place: Span, by: &str) -> (String, Span) {
    let mutated = format!("{}{by}{}", &text[..place.start], &text[place.end..]);
    (mutated, Span::new(place.start, place.start + by.len()))
}

fn shows(found: &Discrepancy, side: Side, place: Span) -> bool {
    found.evidence[side].iter().chain(&found.extent[side]).any(|span| span.overlaps(place))
}

/// What failed, told with what came out instead.
fn failure(folder: &Folder, leaf: &Leaf, what: &str, comparison: &Comparison) -> String {
    let told: Vec<String> = comparison
        .discrepancies
        .iter()
        .take(FIRST + 3)
        .map(|found| format!("    {} {}: {}", found.severity, found.kind.name(), found.summary))
        .collect();
    format!("{} {}: {what}\n{}", folder.slug, leaf.name, told.join("\n"))
}

/// Sets each text against itself with each place changed in turn; the change is of one of these kinds.
fn against_itself(changes: impl Fn(&Leaf) -> Vec<(Span, String)>, kinds: &[Kind]) -> usize {
    let (mut count, mut failures) = (0, Vec::new());
    for folder in &folders() {
        for leaf in folder.leaves.values() {
            for (place, by) in changes(leaf) {
                let (mutated, there) = changed(&leaf.text, place, &by);
                let leaves = Sides::new(leaf, leaf);
                let comparison = compare(folder, &leaves, &Sides::new(leaf.text.as_str(), mutated.as_str()));
                let mut first = comparison.discrepancies.iter().take(FIRST);
                count += 1;
                if !first.any(|found| kinds.contains(&found.kind) && shows(found, Side::Right, there)) {
                    let what = format!("{} → {by} at {place:?}", place.of(&leaf.text));
                    failures.push(failure(folder, leaf, &what, &comparison));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
    count
}

/// Whole numbers in digits that stand for themselves: no part of a name such as G20 or F-16.
fn numbers(text: &str) -> Vec<Span> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(|c: char| c.is_ascii_digit()) {
        at += next;
        let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let before = text[..at].chars().next_back();
        let inside = before.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '.' | ',' | '–'));
        if !inside {
            numbers.push(Span::new(at, at + length));
        }
        at += length;
    }
    numbers
}

/// Another number of the same length: its first digit is another.
fn other_number(digits: &str) -> String {
    let first = if digits.starts_with(['1', '2']) { "3" } else { "1" };
    format!("{first}{}", &digits[1..])
}

#[test]
fn a_number_that_was_swapped() {
    let swapped = |leaf: &Leaf| numbers(&leaf.text).into_iter().map(|n| (n, other_number(n.of(&leaf.text)))).collect();
    assert!(against_itself(swapped, &[Kind::Figure]) > 20);
}

#[test]
fn an_agreement_that_became_a_talk() {
    let talk = |leaf: &Leaf| {
        let english = places(&leaf.text, " agreed ").into_iter().map(|place| (place, " discussed ".to_owned()));
        let chinese = places(&leaf.text, "同意").into_iter().map(|place| (place, "讨论".to_owned()));
        english.chain(chinese).collect()
    };
    assert!(against_itself(talk, &[Kind::Commitment]) > 5);
}

#[test]
fn a_policy_that_became_a_principle() {
    let principle = |leaf: &Leaf| {
        let inside = |words: &str, part: &str, by: &str| -> Vec<(Span, String)> {
            let places = places(&leaf.text, words).into_iter();
            places.map(|place| (Span::new(place.end - part.len(), place.end), by.to_owned())).collect()
        };
        [
            inside("one-China policy", "policy", "principle"),
            inside("one China policy", "policy", "principle"),
            inside("一个中国政策", "政策", "原则"),
            inside("一中政策", "政策", "原则"),
            inside("一个中国原则", "原则", "政策"),
        ]
        .concat()
    };
    assert!(against_itself(principle, &[Kind::PolicyTerm]) > 1);
}

#[test]
fn a_paragraph_that_was_dropped() {
    let (mut count, mut failures) = (0, Vec::new());
    for folder in &folders() {
        for leaf in folder.leaves.values() {
            let mut at = 0;
            for paragraph in leaf.text.split_inclusive("\n\n") {
                let place = Span::new(at, at + paragraph.len());
                at = place.end;
                // What an interviewer asks is not what the text says.
                if paragraph.trim().len() < PARAGRAPH || paragraph.trim_end().ends_with(['?', '？']) {
                    continue;
                }
                let (mutated, _) = changed(&leaf.text, place, "");
                let leaves = Sides::new(leaf, leaf);
                let comparison = compare(folder, &leaves, &Sides::new(leaf.text.as_str(), mutated.as_str()));
                let gone = Span::new(place.start, place.start + paragraph.trim_end().len());
                let mut first = comparison.discrepancies.iter().take(FIRST);
                count += 1;
                if !first.any(|found| shows(found, Side::Left, gone) && found.evidence.right.is_empty()) {
                    failures.push(failure(folder, leaf, &format!("without “{}”", paragraph.trim()), &comparison));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
    assert!(count > 30);
}

/// Whether the passage of the right text at this place has a partner.
fn is_linked(comparison: &Comparison, place: Span) -> bool {
    let passages = &comparison.readings.right.passages;
    let here = |link: &Link| link.passages.right.iter().any(|&at| passages[at].span.overlaps(place));
    comparison.links.iter().any(here)
}

/// A figure that linked passages of both sides share: changed in one of them, it is a conflict of the pair.
#[test]
fn a_number_swapped_between_two_sides() {
    let (mut count, mut failures) = (0, Vec::new());
    for folder in &folders() {
        let panes = folder.panes();
        let texts = panes.as_ref().map(|leaf| leaf.text.as_str());
        let before = compare(folder, &panes, &texts);
        let marked = before.rows.iter().flat_map(|row| &row.segments.right);
        let shared: Vec<Span> = marked.filter(|segment| segment.mark == Mark::SameFigure).map(|s| s.span).collect();
        let inside = |number: &Span| shared.iter().any(|span| span.overlaps(*number));
        for place in numbers(texts.right).into_iter().filter(inside) {
            let (mutated, there) = changed(texts.right, place, &other_number(place.of(texts.right)));
            let comparison = compare(folder, &panes, &Sides::new(texts.left, mutated.as_str()));
            // Where the figure was all that linked the two passages, nobody could see a conflict.
            if !is_linked(&comparison, there) {
                continue;
            }
            let mut first = comparison.discrepancies.iter().take(FIRST);
            count += 1;
            if !first.any(|found| found.kind == Kind::Figure && shows(found, Side::Right, there)) {
                failures.push(failure(
                    folder,
                    panes.right,
                    &format!("{} at {place:?}", place.of(texts.right)),
                    &comparison,
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
    assert!(count > 1, "{count}");
}
