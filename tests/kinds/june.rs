//! The event of 5 June 2025 in the sample: what a professional would list comes out whole.

use crate::shelf::{compare, folders};
use diptych::compare::Discrepancy;
use diptych::domain::{Kind, Side};

#[test]
fn what_a_professional_would_list_comes_out() {
    let folders = folders();
    let folder = folders.iter().find(|folder| folder.slug.starts_with("2025-06-05")).expect("the sample is there");
    let panes = folder.panes();
    let texts = panes.as_ref().map(|leaf| leaf.text.as_str());
    let comparison = compare(folder, &panes, &texts);
    let has = |found: &Discrepancy, side: Side, words: &str| {
        words.is_empty() && found.evidence[side].is_empty()
            || !words.is_empty() && found.evidence[side].iter().any(|span| span.of(texts[side]).contains(words))
    };
    let check = |what: &str, kinds: &[Kind], left: &str, right: &str| {
        let shows = |found: &&Discrepancy| {
            kinds.contains(&found.kind)
                && (left == "*" || has(found, Side::Left, left))
                && (right == "*" || has(found, Side::Right, right))
        };
        assert!(comparison.discrepancies.iter().any(|found| shows(&found)), "{what}: {:#?}", comparison.discrepancies);
    };
    let content = [Kind::TopicOmitted, Kind::Attribution];
    check("the call was at the US president's request", &[Kind::Initiator], "*", "应约");
    check("rare earths only in the post", &content, "are earth", "");
    check("Taiwan only in the Chinese text", &content, "", "台湾");
    check("the one-China policy in the president's mouth", &[Kind::Attribution], "*", "一个中国");
    check("invited and returned against welcomed with thanks", &[Kind::Invitation], "invited", "*");
    check("Russia and Ukraine, and Iran, were not discussed", &[Kind::ExplicitNegation], "Iran", "");
    check("names of the delegation only in the post", &[Kind::Participants], "Bessent", "*");
    check("students only in the Chinese text", &content, "*", "学生");
    check("an hour and a half only in the post", &[Kind::Figure], "half", "");
    check("the Geneva talks at the proposal of the US side", &[Kind::Initiator], "*", "日内瓦");
    // What no editor would bury leads, under its own name.
    assert!(comparison.discrepancies[0].summary.starts_with("Taiwan"), "{}", comparison.discrepancies[0].summary);
}
