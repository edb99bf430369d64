//! Sets of documents from outside: what is missing from one may stand in another, and is told so.

#![allow(clippy::unwrap_used, reason = "a test program")]

use diptych::compare::{
    Discrepancy, Document, EventComparison, Frame, Lexicon, Member, Reach, Set, Speaker, event, pair,
};
use diptych::domain::{Kind, Language, Side, Sides, Translation};

const POST: &str = "President Trump spoke with President Xi by telephone. They spoke about rare earths at length. \
                    Fentanyl was discussed as well, and China will act strongly against it.";
const READOUT: &str =
    "6月5日晚，习近平主席同美国总统特朗普通电话。习近平强调，台湾问题是中国核心利益，美方务必慎重处理。";
const READOUT_EN: &str = "President Xi Jinping spoke with U.S. President Trump by telephone on the evening of 5 June. \
                          Xi stressed that the Taiwan question is at the core of China's interests.";
const ANSWERS: &str = "商务部发言人表示，稀土出口管制问题双方已经讨论。发言人指出，双方同意继续磋商。";
const SHEET: &str = "President Trump spoke with President Xi. China will purchase 12 million metric tons of soybeans. \
                     Tariffs stay in place.";

fn document<'a>(name: &'a str, text: &'a str) -> Document<'a> {
    Document { name, language: Language::unknown(), text }
}

fn frame() -> Frame {
    let speaker = |adjective: &str| Speaker { adjective: Some(adjective.to_owned()), names: Vec::new() };
    Frame { speakers: Sides::new(speaker("US"), speaker("Chinese")), ..Frame::default() }
}

fn compare(left: &[(&'static str, &'static str)], right: &[(&'static str, &'static str)]) -> EventComparison {
    let set = |of: &[(&'static str, &'static str)]| Set::of(of.iter().map(|(name, text)| document(name, text)));
    event(&Sides::new(set(left), set(right)), &frame(), Lexicon::builtin())
}

fn has(found: &Discrepancy, words: &str) -> bool {
    found.summary.to_lowercase().contains(words)
}

/// The omission whose reasons or summary hold these words, with its reach.
fn omission<'a>(compared: &'a EventComparison, words: &str) -> (usize, &'a Discrepancy, &'a Reach) {
    let all = compared.main.discrepancies.iter().zip(&compared.reach).enumerate();
    let mut told = all.filter(|(_, (found, _))| found.kind == Kind::TopicOmitted && has(found, words));
    let (at, (found, reach)) = told.next().unwrap_or_else(|| panic!("{words}: {:#?}", compared.main.discrepancies));
    (at, found, reach)
}

#[test]
fn one_document_a_side_is_the_pair() {
    let compared = compare(&[("us.txt", POST)], &[("cn.txt", READOUT)]);
    let documents = Sides::new(document("us.txt", POST), document("cn.txt", READOUT));
    assert_eq!(compared.main, pair(documents, &frame(), Lexicon::builtin()));
    assert!(compared.further.is_empty());
    assert_eq!(compared.reach.len(), compared.main.discrepancies.len());
}

#[test]
fn what_a_companion_says_is_no_omission_of_the_set() {
    let alone = compare(&[("us.txt", POST)], &[("cn.txt", READOUT)]);
    let compared = compare(&[("us.txt", POST)], &[("cn.txt", READOUT), ("answers.txt", ANSWERS)]);
    let before = omission(&alone, "rare earths").1;
    let (_, found, reach) = omission(&compared, "rare earths");
    assert!(matches!(reach, Reach::Companion { side: Side::Right, document: 1, .. }), "{reach:?}");
    assert!(found.summary.ends_with("not found in cn.txt. In a companion document: answers.txt."), "{}", found.summary);
    assert_eq!(found.searched, ["cn.txt"]);
    assert_eq!(found.severity, before.severity - 1);
    assert_eq!(found.id, before.id, "what was ruled on it holds");
    let Reach::Companion { passages, .. } = reach else { unreachable!() };
    assert!(passages.iter().any(|span| span.of(ANSWERS).contains("稀土")));
}

#[test]
fn what_no_document_says_is_told_of_the_whole_set() {
    let compared = compare(&[("us.txt", POST)], &[("cn.txt", READOUT), ("answers.txt", ANSWERS)]);
    let (_, found, reach) = omission(&compared, "fentanyl");
    assert_eq!(*reach, Reach::Set);
    assert!(found.summary.contains("not found in the Chinese texts loaded (2)"), "{}", found.summary);
    assert_eq!(found.searched, ["cn.txt", "answers.txt"]);
    // Without a name for the side, it goes by its place.
    let set = |of: &[(&'static str, &'static str)]| Set::of(of.iter().map(|(name, text)| document(name, text)));
    let sets = Sides::new(set(&[("us.txt", POST)]), set(&[("cn.txt", READOUT), ("answers.txt", ANSWERS)]));
    let nameless = event(&sets, &Frame::default(), Lexicon::builtin());
    let (_, found, _) = omission(&nameless, "fentanyl");
    assert!(found.summary.contains("not found in the texts loaded on the right (2)"), "{}", found.summary);
}

#[test]
fn the_order_puts_what_a_companion_has_behind_what_nobody_has() {
    let compared = compare(&[("us.txt", POST)], &[("cn.txt", READOUT), ("answers.txt", ANSWERS)]);
    let (told, missing) = (omission(&compared, "rare earths"), omission(&compared, "fentanyl"));
    assert!(missing.0 < told.0 && missing.1.severity >= told.1.severity);
}

#[test]
fn what_only_a_companion_says_is_told_of_it() {
    let compared = compare(&[("us.txt", POST), ("sheet.txt", SHEET)], &[("cn.txt", READOUT), ("answers.txt", ANSWERS)]);
    let soybeans = compared.further.iter().find(|further| has(&further.found, "soybeans"));
    let soybeans = soybeans.unwrap_or_else(|| panic!("{:#?}", compared.further));
    assert_eq!((soybeans.side, soybeans.document), (Side::Left, 1));
    assert!(soybeans.found.evidence.left.iter().any(|span| span.of(SHEET).contains("soybeans")));
    assert_eq!(soybeans.found.searched, ["cn.txt", "answers.txt"]);
    assert!(has(&soybeans.found, "sheet.txt"), "{}", soybeans.found.summary);
}

#[test]
fn a_text_and_its_translation_are_one_voice() {
    let member =
        |name, text, translates, translation| Member { document: document(name, text), translates, translation };
    let original = member("cn.txt", READOUT, None, Translation::Original);
    let english = member("cn-en.txt", READOUT_EN, Some(0), Translation::Official);
    let left = Set::of([document("us.txt", POST)]);
    let sets = |shown| Sides::new(left.clone(), Set { members: vec![original.clone(), english.clone()], shown });
    assert_eq!(sets(0).right.voices(), [0, 0]);
    let compared = event(&sets(0), &frame(), Lexicon::builtin());
    let (_, found, _) = omission(&compared, "fentanyl");
    assert!(found.summary.contains("not found in the Chinese text loaded (1, in 2 versions)"), "{}", found.summary);
    // Neither language says more than the other, so nothing stands in a companion only.
    assert_eq!(compared.further, []);
    // With the translation in the pane, the pair is that of the translation.
    assert_eq!(event(&sets(1), &frame(), Lexicon::builtin()).main.readings.right.name, "cn-en.txt");
}

#[test]
fn a_translation_chain_or_circle_is_one_voice() {
    let member = |translates| Member { document: document("x", "x"), translates, translation: Translation::Unknown };
    let voices = |of: &[Option<usize>]| Set { members: of.iter().map(|&t| member(t)).collect(), shown: 0 }.voices();
    assert_eq!(voices(&[None, Some(0), Some(1), None]), [0, 0, 0, 3]);
    assert_eq!(voices(&[Some(1), Some(0)]), [0, 0]);
    assert_eq!(voices(&[Some(7), Some(1)]), [0, 1]);
}

#[test]
fn a_watched_topic_is_looked_for_in_every_document() {
    let watch = |of: &str| Frame { watch: vec![of.to_owned()], ..frame() };
    let right = Set::of([document("cn.txt", READOUT), document("answers.txt", ANSWERS)]);
    let left = Set::of([document("us.txt", "President Trump spoke with President Xi by telephone.")]);
    let sets = Sides::new(left, right);
    let told = |id: &str| {
        let compared = event(&sets, &watch(id), Lexicon::builtin());
        let found = compared.main.discrepancies.iter().find(|found| found.kind == Kind::BothSilent);
        found.map(|found| (found.severity, found.summary.clone())).unwrap()
    };
    let (severity, summary) = told("rare_earths");
    assert!(severity == 1 && summary.ends_with("In a companion document: answers.txt."), "{summary}");
    let (_, summary) = told("fentanyl");
    assert!(summary.ends_with("Nor is it in any other text loaded."), "{summary}");
}

#[test]
fn odd_sets_are_compared_without_a_word_of_complaint() {
    let empty = compare(&[], &[]);
    assert_eq!(empty.main.discrepancies, []);
    let lonely = compare(&[("us.txt", POST), ("blank.txt", " \n")], &[("", "")]);
    assert_eq!(lonely.reach.len(), lonely.main.discrepancies.len());
    let twice = compare(&[("a", POST), ("a", POST)], &[("a", POST), ("a", POST)]);
    assert!(twice.reach.iter().all(|reach| *reach != Reach::Set), "{:#?}", twice.main.discrepancies);
    let sets = Sides::new(Set { shown: 9, ..Set::of([document("a", POST)]) }, Set::of([document("b", SHEET)]));
    assert_eq!(event(&sets, &frame(), Lexicon::builtin()).main.readings.left.passages, []);
}

#[test]
fn the_same_sets_give_the_same_result() {
    let once = || compare(&[("us.txt", POST), ("sheet.txt", SHEET)], &[("cn.txt", READOUT), ("answers.txt", ANSWERS)]);
    assert_eq!(once(), once());
}
