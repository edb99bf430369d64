//! What holds for any two texts, any two sets of them, and any two captures of one.

use diptych::compare::{
    Comparison, Document, EventComparison, Frame, Lexicon, Member, Reach, Set, event, pair, revision,
};
use diptych::domain::{Language, Side, Sides, Span, Translation};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Sentences of readouts in both languages and what may stand between them.
const PIECES: [&str; 22] = [
    "President Macron spoke with President Xi. ",
    "He said that tariffs will be lifted in 90 days. ",
    "The two leaders agreed to suspend tariffs. ",
    "The two leaders discussed tariffs. ",
    "Nothing was said about Iran; it was not discussed. ",
    "President Macron did not rule out sanctions. ",
    "He invited the President to visit Paris, and the President accepted the invitation. ",
    "\"We wait for $9 billion. We hope,\" he said. ",
    "Marco Rubio was also present. ",
    "Certain countries raise all tariffs. ",
    "习近平应约同法国总统马克龙通电话。",
    "习近平指出，台湾问题是核心利益。",
    "马克龙表示，我反对加征关税，法国恪守一个中国政策。",
    "双方同意暂停关税90天。",
    "双方没有谈到伊朗。",
    "王毅参加会见。",
    "只有取消关税，才能恢复合作。",
    "\n\n",
    "\n",
    "“",
    "”",
    "e\u{301}👩\u{200d}🚀 ",
];

fn document<'a>(name: &'a str, text: &'a str) -> Document<'a> {
    Document { name, language: Language::unknown(), text }
}

fn compare(left: &str, right: &str) -> Comparison {
    pair(Sides::new(document("l.txt", left), document("r.txt", right)), &Frame::default(), Lexicon::builtin())
}

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14).prop_map(|pieces| pieces.concat())
}

/// Spans are whole passages of their text, on characters; a silent side was searched.
fn discrepancies_hold(comparison: &Comparison, texts: Sides<&str>) -> Result<(), TestCaseError> {
    let mut ids = BTreeSet::new();
    for found in &comparison.discrepancies {
        prop_assert!(ids.insert(&found.id), "ids are unique: {:?}", found);
        prop_assert!(!found.summary.is_empty() && found.summary.ends_with('.'), "{}", found.summary);
        prop_assert!(!found.summary.contains("  ") && !found.summary.contains('\n'), "{}", found.summary);
        for side in Side::BOTH {
            let passages = &comparison.readings[side].passages;
            for span in found.evidence[side].iter().chain(&found.extent[side]) {
                prop_assert!(texts[side].get(span.start..span.end).is_some(), "on characters");
                prop_assert!(passages.iter().any(|passage| passage.span == *span), "a whole passage");
            }
            // Of a detail that one text lacks, the passage beside it is evidence there, and the omission has no extent.
            let beside = found.extent[side].is_empty() && !found.searched.is_empty();
            let inside = |span: &Span| beside || found.extent[side].contains(span);
            prop_assert!(found.evidence[side].iter().all(inside), "evidence lies in the extent: {:?}", found);
        }
        for name in &found.searched {
            prop_assert!(Side::BOTH.iter().any(|&side| comparison.readings[side].name == *name));
        }
    }
    Ok(())
}

/// What a comparison tells, whichever side is on the left: kinds with their evidence.
fn told(comparison: &Comparison, swapped: bool) -> BTreeSet<(&'static str, u8, Vec<Span>, Vec<Span>)> {
    let tell = |evidence: &Sides<Vec<Span>>| match swapped {
        false => (evidence.left.clone(), evidence.right.clone()),
        true => (evidence.right.clone(), evidence.left.clone()),
    };
    let all = comparison.discrepancies.iter().map(|found| {
        let (one, other) = tell(&found.evidence);
        (found.kind.name(), found.severity, one, other)
    });
    all.collect()
}

/// The linked passages, whichever side is on the left.
fn linked(comparison: &Comparison, swapped: bool) -> BTreeSet<(Vec<usize>, Vec<usize>, &'static str)> {
    let all = comparison.links.iter().map(|link| {
        let (left, right) = (link.passages.left.clone(), link.passages.right.clone());
        if swapped { (right, left, link.tie.name()) } else { (left, right, link.tie.name()) }
    });
    all.collect()
}

fn set<'a>(texts: &'a [String], names: &'a [String]) -> Set<'a> {
    let members = texts.iter().zip(names).map(|(text, name)| Member {
        document: document(name, text),
        translates: None,
        translation: Translation::Unknown,
    });
    Set { members: members.collect(), shown: 0 }
}

/// One document or the whole set: what is told of a set agrees with what is told of its pairs.
fn event_holds(compared: &EventComparison, sets: &Sides<Set<'_>>) -> Result<(), TestCaseError> {
    let texts = sets.as_ref().map(|set| set.members.first().map_or("", |member| member.document.text));
    discrepancies_hold_in_sets(compared, texts)?;
    prop_assert_eq!(compared.reach.len(), compared.main.discrepancies.len());
    let names = sets.as_ref().map(|set| set.members.iter().map(|member| member.document.name).collect::<Vec<_>>());
    for (found, reach) in compared.main.discrepancies.iter().zip(&compared.reach) {
        match reach {
            Reach::Pair => {}
            Reach::Set => {
                let all = |side: Side| names[side].iter().all(|name| found.searched.iter().any(|known| known == name));
                let silent = Side::BOTH.into_iter().find(|&side| found.extent[side].is_empty());
                prop_assert!(silent.is_none_or(|side| all(side) || found.searched.is_empty()), "{:?}", found);
            }
            Reach::Companion { side, document, passages } | Reach::Language { side, document, passages } => {
                let text = sets[*side].members[*document].document.text;
                prop_assert!(*document != compared.shown[*side] && !passages.is_empty());
                prop_assert!(passages.iter().all(|span| text.get(span.start..span.end).is_some()));
                let name = names[*side][*document].to_owned();
                prop_assert!(!found.searched.contains(&name), "what has it was not searched in vain: {:?}", found);
                prop_assert!(found.summary.contains(&name), "{}", found.summary);
            }
        }
    }
    for further in &compared.further {
        let text = sets[further.side].members[further.document].document.text;
        let spans = further.found.evidence[further.side].iter();
        prop_assert!(further.document != compared.shown[further.side]);
        prop_assert!(spans.clone().count() > 0 && spans.clone().all(|span| text.get(span.start..span.end).is_some()));
    }
    Ok(())
}

fn discrepancies_hold_in_sets(compared: &EventComparison, texts: Sides<&str>) -> Result<(), TestCaseError> {
    let ids: BTreeSet<&String> = compared.main.discrepancies.iter().map(|found| &found.id).collect();
    prop_assert_eq!(ids.len(), compared.main.discrepancies.len(), "ids are unique");
    let spans = Side::BOTH.into_iter().flat_map(|side| {
        compared
            .main
            .discrepancies
            .iter()
            .flat_map(move |found| found.evidence[side].iter().map(move |span| (side, *span)))
    });
    for (side, span) in spans {
        prop_assert!(texts[side].get(span.start..span.end).is_some(), "on characters");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_of_a_pair_is_sound_and_stable(left in texts(), right in texts()) {
        let one = compare(&left, &right);
        discrepancies_hold(&one, Sides::new(&left, &right))?;
        prop_assert_eq!(&one, &compare(&left, &right), "the same input gives the same result");
    }

    #[test]
    fn swapping_the_sides_swaps_the_evidence(left in texts(), right in texts()) {
        let (one, two) = (compare(&left, &right), compare(&right, &left));
        // A tie between two candidates for a link is broken from the left.
        prop_assume!(linked(&one, false) == linked(&two, true));
        prop_assert_eq!(told(&one, false), told(&two, true));
    }

    #[test]
    fn a_text_says_nothing_other_than_itself(text in texts()) {
        let comparison = compare(&text, &text);
        let grave: Vec<_> = comparison.discrepancies.iter().filter(|found| found.severity > 1).collect();
        prop_assert!(grave.is_empty(), "{:#?}", grave);
    }

    #[test]
    fn sets_agree_with_their_pairs(
        left in prop::collection::vec(texts(), 1..4),
        right in prop::collection::vec(texts(), 1..4),
    ) {
        let names = |side: &str, texts: &[String]| -> Vec<String> { (0..texts.len()).map(|n| format!("{side}{n}.txt")).collect() };
        let (one, other) = (names("l", &left), names("r", &right));
        let sets = Sides::new(set(&left, &one), set(&right, &other));
        let compared = event(&sets, &Frame::default(), Lexicon::builtin());
        event_holds(&compared, &sets)?;
        prop_assert_eq!(&compared, &event(&sets, &Frame::default(), Lexicon::builtin()));
        let documents = sets.as_ref().map(|set| set.members[0].document.clone());
        let ids = |comparison: &Comparison| comparison.discrepancies.iter().map(|found| found.id.clone()).collect::<BTreeSet<_>>();
        let alone = pair(documents, &Frame::default(), Lexicon::builtin());
        prop_assert_eq!(ids(&alone), ids(&compared.main), "a set changes no id");
    }

    #[test]
    fn a_revision_tells_what_changed_and_nothing_else(older in texts(), newer in texts()) {
        let itself = revision(&document("a", &older), &document("b", &older), Lexicon::builtin());
        prop_assert!(itself.alterations.is_empty() && itself.discrepancy.is_none());
        let changed = revision(&document("a", &older), &document("b", &newer), Lexicon::builtin());
        let texts = Sides::new(older.as_str(), newer.as_str());
        for alteration in &changed.alterations {
            prop_assert!(alteration.passages.left.is_some() || alteration.passages.right.is_some());
            for side in Side::BOTH {
                let passage = alteration.passages[side];
                prop_assert!(passage.is_none_or(|span| texts[side].get(span.start..span.end).is_some()));
                for segment in &alteration.segments[side] {
                    let inside = passage.is_some_and(|span| span.start <= segment.span.start && segment.span.end <= span.end);
                    prop_assert!(inside && texts[side].get(segment.span.start..segment.span.end).is_some());
                }
            }
        }
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(changed.discrepancy.is_none(), changed.alterations.is_empty());
        if words(&older) == words(&newer) {
            prop_assert!(changed.discrepancy.is_none(), "white space is no change");
        }
    }
}
