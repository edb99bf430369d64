//! What queries find, and what they say when they are not understood.

use super::super::fixture::Desk;
use super::*;
use crate::domain::Status;

/// The words found in a text; `None` where it does not answer.
fn check(query: &str, text: &str, expected: Option<&[&str]>) {
    let spans = Query::parse(query).expect("the query is understood").spans(text);
    let found = spans.map(|spans| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>());
    assert_eq!(found.as_deref(), expected, "{query} in {text}");
}

#[test]
fn words_are_found_in_any_order_and_number() {
    let text = "Two fairs were held. A Fair\nis a treat; unfair is not.";
    check("fair", text, Some(&["fairs", "Fair"]));
    check("held fair", text, Some(&["fairs", "held", "Fair"]));
    check("fair market", text, None);
    check("fair -treat", text, None);
    check("un*", text, Some(&["unfair"]));
}

#[test]
fn a_phrase_stands_in_a_row() {
    let text = "The “joint\n committee” met; a joint, new committee did not. Disjoint committees.";
    check("\"joint committee\"", text, Some(&["joint\n committee"]));
    check("“Joint Committee”", text, Some(&["joint\n committee"]));
    check("\"committee joint\"", text, None);
}

#[test]
fn hyphens_and_apostrophes_do_not_matter_where_they_are_written_otherwise() {
    check("two-sided", "A two‑sided paper", Some(&["two‑sided"]));
    check("north's", "The north’s harbour", Some(&["north’s"]));
}

#[test]
fn chinese_of_any_length_is_found_in_either_script() {
    let text = "双方就台湾\n海峡问题和渔业交谈。";
    check("渔业", text, Some(&["渔业"]));
    check("渔", text, Some(&["渔"]));
    check("台灣", text, Some(&["台湾"]));
    check("台湾海峡", text, Some(&["台湾\n海峡"]));
    check("「漁業」", "漁業和汽車", Some(&["漁業"]));
}

#[test]
fn patterns_read_the_text_as_it_is() {
    check(r"/talks? on \w+/", "Talks on fish. A talk on rail.", Some(&["Talks on fish", "talk on rail"]));
    check(r"/a\/b/", "a/b", Some(&["a/b"]));
    check("/x*/", "yyy", None);
}

#[test]
fn places_that_overlap_are_one() {
    check("fair \"fair was\"", "a fair was held", Some(&["fair was"]));
}

#[test]
fn what_is_wrong_is_said() {
    let error = |query: &str| Query::parse(query).expect_err("the query is wrong");
    assert_eq!(error(""), QueryError::Empty);
    assert_eq!(error(" \"\" in:notes"), QueryError::Empty);
    assert_eq!(error("\"open"), QueryError::Unclosed("open".to_owned()));
    assert_eq!(error("colour:red"), QueryError::Filter("colour".to_owned()));
    assert!(matches!(error("date:May"), QueryError::Value { filter: "date", .. }));
    assert!(matches!(error("status:done"), QueryError::Value { filter: "status", .. }));
    assert!(matches!(error("/(/"), QueryError::Pattern { .. }));
    assert!(matches!(error(r"/(\w{200}){200}/"), QueryError::Pattern { .. }));
    assert_eq!(error(&"x".repeat(2_000)), QueryError::Long);
    assert!(error("/a(/").to_string().contains("unclosed group"));
}

#[test]
fn dates_are_years_months_days_and_spans_of_them() {
    let range =
        |value: &str| query::dates(value).map(|(from, to)| [from, to].map(|day| day.map(|day| day.to_string())));
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(range("2024"), Some([day("2024-01-01"), day("2024-12-31")]));
    assert_eq!(range("2024-02..2025"), Some([day("2024-02-01"), day("2025-12-31")]));
    assert_eq!(range("2024-02"), Some([day("2024-02-01"), day("2024-02-29")]));
    assert_eq!(range("..2024-02-03"), Some([None, day("2024-02-03")]));
    for wrong in ["", "..", "24", "2024-13", "2024-02-30", "2024-01-01-01", "x..2024"] {
        assert_eq!(range(wrong), None, "{wrong}");
    }
}

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.document("south", "SO", "双方周一会面，谈到渔业。");
    let id = desk.note("ada", "spoke of fishing", &["omission"]);
    desk.dossier.annotations.get_mut(&id).unwrap().note = "Fishing only here".to_owned();
    let id = desk.note("Ben B", "A fair", &["term"]);
    let note = desk.dossier.annotations.get_mut(&id).unwrap();
    (note.note, note.status) = ("Fishing again".to_owned(), Status::Accepted);
    desk
}

/// What answers, as `kind name`.
fn answers(query: &str) -> Vec<String> {
    let lexicon = Lexicon::builtin();
    let digest = Digest::of(&desk().dossier, lexicon);
    let search = Search::new(Query::parse(query).expect("the query is understood"), lexicon);
    let hits = search.hits(&digest);
    assert_eq!(search.count(&digest), hits.len(), "{query}");
    hits.iter()
        .map(|hit| match hit.place {
            Place::Event => "event".to_owned(),
            Place::Title(document) => format!("title {}", document.id.0),
            Place::Text(document) => format!("text {}", document.id.0),
            Place::Note(note) => format!("note {}", note.author),
        })
        .collect()
}

#[test]
fn an_event_is_searched_whole() {
    assert_eq!(answers("fishing"), ["text north", "note ada", "note Ben B"]);
    assert_eq!(answers("river"), ["event"]);
    assert_eq!(answers("readout south"), ["title south"]);
    assert_eq!(answers("渔业"), ["text south"]);
}

#[test]
fn filters_narrow_it() {
    assert_eq!(answers("fishing in:notes"), ["note ada", "note Ben B"]);
    assert_eq!(answers("fishing tag:o"), ["note ada"]);
    assert_eq!(answers("fishing tag:Omission tag:t"), ["note ada", "note Ben B"]);
    assert_eq!(answers("status:accepted"), ["note Ben B"]);
    assert_eq!(answers("author:\"ben b\" fishing"), ["note Ben B"]);
    assert_eq!(answers("lang:zh in:texts"), ["text south"]);
    assert_eq!(answers("party:so in:texts"), ["text south"]);
    assert_eq!(answers("party:no fishing"), ["text north", "note ada", "note Ben B"]);
    assert_eq!(answers("fishing date:2031"), ["text north", "note ada", "note Ben B"]);
    assert_eq!(answers("fishing date:..2030"), Vec::<String>::new());
}

#[test]
fn a_snippet_shows_the_place_among_its_words() {
    let text = "One two three four five six seven eight nine ten eleven\ntwelve thirteen fourteen fifteen sixteen.";
    let at = text.find("eleven").unwrap();
    let found = snippet(text, &[Span::new(at, at + 6)], 40);
    assert_eq!(found.text, "…nine ten eleven twelve thirteen…");
    assert_eq!(found.marks[0].of(&found.text), "eleven");
    assert_eq!(snippet("短文", &[], 20).text, "短文");
    assert_eq!(snippet("", &[], 20), Snippet { text: String::new(), marks: Vec::new() });
}
