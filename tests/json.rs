//! What `diptych compare` prints: JSON that keeps its schema, and text and Markdown that a person
//! can read and nothing from a text can break.

#![allow(clippy::unwrap_used, reason = "a test program")]
#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general enough for any lifetime"
)]

#[path = "json/schema.rs"]
mod schema;

use diptych::compare::{Comparison, Document, Frame, Lexicon, event, pair};
use diptych::domain::{Kind, Language, Sides};
use diptych::export::comparison::{Printed, SCHEMA, json};
use diptych::review::{frame_of, records_of, sets_of};
use diptych::store::samples;
use proptest::prelude::*;
use schema::complaints;
use serde_json::Value;

fn compare(left: &str, right: &str) -> Comparison {
    let document = |name, text| Document { name, language: Language::unknown(), text };
    pair(Sides::new(document("left.txt", left), document("right.txt", right)), &Frame::default(), Lexicon::builtin())
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// What a sample prints.
fn sample<T>(name: &str, print: impl Fn(&Printed<'_>) -> T) -> T {
    let (dossier, _) = samples::open(name).unwrap();
    let shown = dossier.event.sides.as_ref().map(|ids| dossier.newest(&ids[0]).unwrap());
    let frame = frame_of(&dossier, &shown);
    let sets = sets_of(&dossier, &shown);
    let compared = event(&sets, &frame, Lexicon::builtin());
    let texts = sets.as_ref().map(|set| set.members.iter().map(|member| member.document.text).collect());
    let records = records_of(&dossier, &shown, &frame, Lexicon::builtin());
    print(&Printed::event(&compared, &texts).with_records(&records))
}

#[track_caller]
fn is_valid(value: &Value) {
    let found = complaints(&schema(), value);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_sample_keeps_the_schema_and_its_offsets_fit() {
    for name in samples::names() {
        let value = sample(name, |printed| serde_json::to_value(printed.json()).unwrap());
        is_valid(&value);
        for side in ["left", "right"] {
            let text: Vec<char> = value[side]["text"].as_str().unwrap().chars().collect();
            for passage in value[side]["passages"].as_array().unwrap() {
                let (start, end) = (passage["start"].as_u64().unwrap(), passage["end"].as_u64().unwrap());
                assert!(start < end && end <= text.len() as u64, "{name}: {passage}");
            }
        }
        // The same input, the same bytes.
        assert_eq!(
            value.to_string(),
            sample(name, |printed| serde_json::to_value(printed.json()).unwrap()).to_string()
        );
    }
}

#[test]
fn odd_pairs_keep_the_schema() {
    for (left, right) in
        [("", ""), ("x", ""), ("\u{0}\u{202e}", "\u{feff}"), ("。。。", "1 2 3"), ("\r\n", "👩\u{200d}🚀")]
    {
        is_valid(&json(&compare(left, right), Sides::new(left, right)));
    }
}

#[test]
fn the_schema_names_all_kinds_and_bites() {
    let schema = schema();
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(schema["$defs"]["discrepancy"]["properties"]["kind"]["enum"], serde_json::json!(kinds));
    let (left, right) = ("They agreed on 5 June. Taiwan was raised.", "They agreed on 6 June.");
    let whole = json(&compare(left, right), Sides::new(left, right));
    is_valid(&whole);
    let check = |break_it: fn(&mut Value)| {
        let mut broken = whole.clone();
        break_it(&mut broken);
        assert!(!complaints(&schema, &broken).is_empty(), "not seen: {broken}");
    };
    check(|v| v["format"] = "other".into());
    check(|v| v["surprise"] = 1.into());
    check(|v| v["left"]["sha256"] = "abc".into());
    check(|v| v["left"]["passages"][0]["start"] = (-1).into());
    check(|v| v["left"]["passages"][0]["speaker"] = 7.into());
    check(|v| v["discrepancies"][0]["severity"] = 4.into());
    check(|v| v["discrepancies"][0]["kind"] = "gossip".into());
    check(|v| v["rows"] = Value::Null);
    check(|v| {
        v.as_object_mut().unwrap().remove("emphasis");
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_two_texts_keep_the_schema(left in "(\\PC|[ .。\n12]|Taiwan|台湾|agreed|同意){0,40}", right in any::<String>()) {
        let compared = compare(&left, &right);
        let found = complaints(&schema(), &json(&compared, Sides::new(&left, &right)));
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn no_text_breaks_the_table(left in "([|<>*_`#\\[\\]!~\n-]|word|台湾|. ){0,40}", right in "(.|\n){0,40}") {
        let compared = compare(&left, &right);
        let printed = Printed::pair(&compared, Sides::new(&left, &right)).markdown();
        for line in printed.lines().filter(|line| line.starts_with("| ")) {
            let bars = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            prop_assert!(bars == 4 || bars == 6, "{line}");
        }
        let after = printed.replace("<br>", "");
        prop_assert!(!after.contains('<') || after.matches('<').count() == after.matches("\\<").count(), "{printed}");
    }
}

#[test]
fn people_see_where_words_differ_and_what_stands_alone() {
    let left = "Both sides agreed to suspend tariffs for 90 days. Taiwan was not on the table.";
    let right = "Both sides agreed to suspend tariffs for 60 days.";
    let compared = compare(left, right);
    let printed = Printed::pair(&compared, Sides::new(left, right));
    let text = printed.text();
    assert!(text.contains("‹≠ 90 days›") || text.contains("‹~ 90›"), "{text}");
    assert!(text.contains("○ Taiwan was not on the table."), "{text}");
    assert!(printed.markdown().contains("| 1 | Both sides agreed"), "{}", printed.markdown());
}

#[test]
fn an_explanation_names_evidence_reasons_and_what_was_searched() {
    let left =
        "The leaders spoke by telephone. President Macron stressed the Taiwan question and the one-China policy.";
    let right = "The leaders spoke by telephone about grain.";
    let compared = compare(left, right);
    let printed = Printed::pair(&compared, Sides::new(left, right));
    let at = compared.discrepancies.iter().position(|found| found.summary.contains("Taiwan")).unwrap();
    let why = printed.explain(at + 1).unwrap();
    for words in ["severity", "confidence", "because of", "quotation", "not found   in right.txt", "▸ 2."] {
        assert!(why.contains(words), "{words} is missing:\n{why}");
    }
    assert_eq!(printed.explain(0), None);
    assert_eq!(printed.explain(999), None);
}

/// The comparisons of all samples as people see them. A change here is a change of judgement: read it.
#[test]
fn the_samples_as_people_see_them() {
    for name in samples::names() {
        insta::assert_snapshot!(name, sample(name, |printed| printed.text()));
    }
}
