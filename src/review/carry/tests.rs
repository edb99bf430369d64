//! Stories of quotations whose text was changed under them.

use super::*;
use crate::domain::ReadoutId;
use proptest::prelude::*;

fn anchor(text: &str, quote: &str) -> Anchor {
    let start = text.find(quote).expect("the quotation stands in the text");
    Anchor::new(ReadoutId("a".to_owned()), TextHash::of(text), text, Span::new(start, start + quote.len()))
}

fn carried(old: &str, new: &str, quote: &str) -> Carried {
    Carrier::new(old, new, Lexicon::builtin()).carry(&anchor(old, quote))
}

/// The outcome and the new words; the new anchor must hold.
fn check(old: &str, new: &str, quote: &str, expected: (Outcome, &str)) -> Carried {
    let carried = carried(old, new, quote);
    let words = carried.anchor.as_ref().map_or("", |anchor| anchor.quote.as_str());
    assert_eq!((carried.outcome, words), expected, "{:?}", carried.warnings);
    if let Some(anchor) = &carried.anchor {
        assert!(anchor.holds(new));
        assert_eq!(anchor.text, TextHash::of(new));
    }
    carried
}

const HARBOUR: &str = "The two ministers met on Monday. They spoke about the harbour at length. The northern side asked \
                       for a second round of talks in the spring. Nothing was signed. They thanked their hosts.";

#[test]
fn words_that_were_left_alone_are_exact() {
    let quote = "a second round of talks";
    check(HARBOUR, HARBOUR, quote, (Outcome::Exact, quote));
    let new = HARBOUR.replace("They spoke about the harbour at length. ", "");
    check(HARBOUR, &new, quote, (Outcome::Exact, quote));
    let new = HARBOUR.replace("met on Monday", "met in the capital on Monday morning, before noon");
    let carried = check(HARBOUR, &new, quote, (Outcome::Exact, quote));
    assert!(!carried.needs_yes());
}

#[test]
fn layout_is_no_change() {
    let new = HARBOUR.replace("a second round of talks", "a second\nround  of talks");
    let carried = check(HARBOUR, &new, "a second round of talks", (Outcome::Exact, "a second\nround  of talks"));
    assert!(!carried.needs_yes());
}

#[test]
fn a_quotation_may_begin_and_end_inside_a_word_or_in_a_space() {
    let new = format!("A note from the press office. {HARBOUR}");
    check(HARBOUR, &new, "econd round of tal", (Outcome::Exact, "econd round of tal"));
    check(HARBOUR, &new, " second round ", (Outcome::Exact, " second round "));
}

#[test]
fn a_paragraph_that_moved_takes_its_notes_along() {
    let old = "First the fishing grounds were discussed for an hour.\n\nThen came the railway through the pass.\n\nAt last \
               they named the members of the joint committee.";
    let new = "At last they named the members of the joint committee.\n\nFirst the fishing grounds were discussed for \
               an hour.\n\nThen came the railway through the pass.";
    let quote = "they named the members of the joint committee";
    assert!(!check(old, new, quote, (Outcome::Moved, quote)).needs_yes());
    check(old, new, "the railway", (Outcome::Exact, "the railway"));
}

#[test]
fn of_repeated_sentences_the_right_one_is_kept() {
    let old = "On trade: both sides will keep talking. On fishing: both sides will keep talking. On rail: both sides \
               will keep talking.";
    let at =
        old.match_indices("both sides will keep talking").nth(1).map(|(at, found)| Span::new(at, at + found.len()));
    let anchor = Anchor::new(ReadoutId("a".to_owned()), TextHash::of(old), old, at.unwrap());
    for new in [
        format!("On visas: both sides will keep talking. {old}"),
        old.replace("On trade: both sides will keep talking. ", ""),
        format!("{old} On visas: both sides will keep talking."),
    ] {
        let carried = Carrier::new(old, &new, Lexicon::builtin()).carry(&anchor);
        let found = carried.anchor.unwrap();
        assert_eq!(carried.outcome, Outcome::Exact, "{new}");
        assert!(new[..found.span.start].ends_with("On fishing: "), "{new}");
    }
}

#[test]
fn copies_among_other_words_are_not_guessed_at() {
    let quote = "a joint committee";
    let old = format!("There will be {quote} by June. The harbour master then read out the whole list of vessels.");
    let new = "The harbour master then read out the whole list of vessels. Some say: a joint committee. Others want, in \
               May, a joint committee.";
    let carried = check(&old, new, quote, (Outcome::Orphan, ""));
    assert_eq!(carried.warnings, [Warning::Ambiguous(2)]);
    // Where the diff has one of them in place, that is worth a question.
    let new = "Some say: a joint committee. Others want, in May, a joint committee.";
    let carried = check(&old, new, quote, (Outcome::Exact, quote));
    assert!(carried.warnings.contains(&Warning::Ambiguous(2)) && carried.needs_yes());
}

#[test]
fn changed_words_wait_for_a_yes() {
    let new = HARBOUR.replace("a second round of talks in the spring", "a third round of talks in the spring");
    let carried = check(
        HARBOUR,
        &new,
        "asked for a second round of talks in the spring",
        (Outcome::Changed, "asked for a third round of talks in the spring"),
    );
    assert!(carried.needs_yes());
    let words = |spans: &[Span], text: &str| spans.iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
    assert_eq!(words(&carried.diff.left, "asked for a second round of talks in the spring"), ["second"]);
    assert_eq!(words(&carried.diff.right, &carried.anchor.unwrap().quote), ["third"]);
}

#[test]
fn a_denial_that_vanished_is_told_loudly() {
    let old = "A spokesman took questions. The government does not support the deployment of further vessels. He left.";
    let new = "A spokesman took questions. The government does support the deployment of further vessels. He left.";
    let quote = "does not support the deployment of further vessels";
    let carried = check(old, new, quote, (Outcome::Changed, "does support the deployment of further vessels"));
    assert!(carried.warnings.iter().any(|warning| matches!(
        warning,
        Warning::Inside(Shift { weight: Weight::Negation, gone, come }) if gone == &["not"] && come.is_empty()
    )));
    // The quoted words are the same; the sentence now says the opposite.
    let carried = check(old, new, "support the deployment", (Outcome::Exact, "support the deployment"));
    assert!(matches!(&carried.warnings[..], [Warning::Around(Shift { weight: Weight::Negation, .. })]));
    assert!(carried.needs_yes());
    assert_eq!(carried.warnings[0].told(), "negation changed in the sentence around it: “not” is gone");
}

#[test]
fn what_was_deleted_is_an_orphan() {
    let new = HARBOUR.replace("The northern side asked for a second round of talks in the spring. ", "");
    check(HARBOUR, &new, "asked for a second round of talks", (Outcome::Orphan, ""));
    check(HARBOUR, "", "asked for a second round of talks", (Outcome::Orphan, ""));
}

#[test]
fn a_text_written_anew_leaves_orphans() {
    let new = "Monday saw an exchange between the heads of both ministries, which touched upon shipping. A further \
               meeting was requested. No paper came of it.";
    for quote in ["spoke about the harbour at length", "Nothing was signed", "thanked their hosts"] {
        check(HARBOUR, new, quote, (Outcome::Orphan, ""));
    }
}

#[test]
fn a_quotation_that_was_added_to_stays_one() {
    let new = HARBOUR.replace("a second round of talks in", "a second round of talks, at the level of envoys, in");
    check(
        HARBOUR,
        &new,
        "a second round of talks in the spring",
        (Outcome::Changed, "a second round of talks, at the level of envoys, in the spring"),
    );
    let new = HARBOUR.replace("of talks in", &format!("of talks {} in", "and so on and on ".repeat(5)));
    check(HARBOUR, &new, "a second round of talks in the spring", (Outcome::Orphan, ""));
}

#[test]
fn chinese_is_carried_too() {
    let old = "双方部长周一会面。双方就港口问题深入交谈。北方提出今年春天再次举行会谈。没有签署文件。";
    let new = "双方部长周一上午会面。北方提出今年秋天再次举行会谈。没有签署任何文件。双方就港口问题深入交谈。";
    check(old, new, "双方部长", (Outcome::Exact, "双方部长"));
    check(old, new, "就港口问题深入交谈", (Outcome::Moved, "就港口问题深入交谈"));
    check(old, new, "北方提出今年春天再次举行会谈", (Outcome::Changed, "北方提出今年秋天再次举行会谈"));
    check(old, "各部长互致问候。", "就港口问题深入交谈", (Outcome::Orphan, ""));
}

#[test]
fn short_words_are_found_exactly_or_not_at_all() {
    let old = "They named the strait twice.";
    check(old, "They named the straits twice.", "strait", (Outcome::Orphan, ""));
    let carried = check(old, "Of all waters one strait was left out by them.", "strait", (Outcome::Moved, "strait"));
    assert_eq!(carried.warnings[0], Warning::Elsewhere);
}

#[test]
fn without_the_old_text_its_remains_are_enough() {
    let new = format!("An added line. {HARBOUR}");
    let anchor = anchor(HARBOUR, "a second round of talks");
    let carried = Carrier::new("", &new, Lexicon::builtin()).carry(&anchor);
    assert_eq!(carried.outcome, Outcome::Exact);
    assert!(carried.anchor.unwrap().holds(&new));
}

/// Sentences of few words, some of which come again, in both languages.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["north", "south", "asked", "for", "talks", "on", "fishing", "in", "May"]);
    let han = prop::sample::select(vec!["双方", "同意", "就", "渔业", "会谈", "，", "五月", "再次"]);
    prop_oneof![
        prop::collection::vec(word, 2..8).prop_map(|words| format!("{}. ", words.join(" "))),
        prop::collection::vec(han, 3..8).prop_map(|words| format!("{}。", words.concat())),
    ]
}

fn sentences_of(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(sentence(), count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn nothing_changes_where_nothing_changed(text in sentences_of(1..12), from: prop::sample::Index, length in 2..60usize) {
        let text = text.concat();
        let from = from.index(text.len());
        let span = Span::new(from, (from + length).min(text.len())).snapped(&text);
        prop_assume!(!span.of(&text).trim().is_empty());
        let anchor = Anchor::new(ReadoutId("a".to_owned()), TextHash::of(&text), &text, span);
        let carried = Carrier::new(&text, &text, Lexicon::builtin()).carry(&anchor);
        prop_assert_eq!(carried.outcome, Outcome::Exact);
        prop_assert!(carried.warnings.is_empty());
        prop_assert_eq!(carried.anchor, Some(anchor));
    }

    #[test]
    fn edits_elsewhere_leave_a_quotation_whole(
        before in sentences_of(0..6), other_before in sentences_of(0..6),
        after in sentences_of(0..6), other_after in sentences_of(0..6),
        kept in sentences_of(3..4),
    ) {
        // The quoted sentence carries words that stand nowhere else.
        let quote = format!("The {} envoy left at noon.", kept[1].trim_end_matches(". "));
        let middle = format!("{}{quote} {}", kept[0], kept[2]);
        let old = format!("{}{middle}{}", before.concat(), after.concat());
        let new = format!("{}{middle}{}", other_before.concat(), other_after.concat());
        let anchor = anchor(&old, &quote);
        let there = Carrier::new(&old, &new, Lexicon::builtin()).carry(&anchor);
        // What was put elsewhere may be what stood there before, in another order.
        prop_assert!(matches!(there.outcome, Outcome::Exact | Outcome::Moved));
        let found = there.anchor.expect("an exact quotation has a place");
        prop_assert_eq!(&found.quote, &quote);
        prop_assert!(found.holds(&new));
        // And back.
        let back = Carrier::new(&new, &old, Lexicon::builtin()).carry(&found);
        prop_assert_eq!(back.anchor, Some(anchor));
    }

    #[test]
    fn any_two_texts_give_a_sound_result(old in sentences_of(0..9), new in sentences_of(0..9), from: prop::sample::Index, length in 0..80usize) {
        let (old, new) = (old.concat(), new.concat());
        let from = from.index(old.len() + 1);
        let span = Span::new(from.min(old.len()), (from + length).min(old.len())).snapped(&old);
        let anchor = Anchor::new(ReadoutId("a".to_owned()), TextHash::of(&old), &old, span);
        let carried = Carrier::new(&old, &new, Lexicon::builtin()).carry(&anchor);
        prop_assert_eq!(carried.anchor.is_none(), carried.outcome == Outcome::Orphan);
        if let Some(found) = carried.anchor {
            prop_assert!(found.holds(&new));
            let same = found.quote.split_whitespace().eq(anchor.quote.split_whitespace());
            prop_assert_eq!(same, carried.outcome != Outcome::Changed);
        }
    }
}
