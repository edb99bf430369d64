//! The formats for programs.

use crate::scene::{Scene, dossier};
use diptych::export::{Choice, Format};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

#[test]
fn a_spreadsheet_finds_no_formula() {
    let scene = Scene::of(dossier());
    let mut reader = csv::Reader::from_reader(Cursor::new(scene.bytes(Format::Csv)));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.iter().any(|row| row.iter().any(|cell| cell.starts_with("'=1+1"))));
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
    let raw = Format::Csv.write(&scene.publication(), Choice { raw: true, bom: true }).unwrap();
    assert!(raw.starts_with(b"\xef\xbb\xbfrecord,id,"));
    assert!(String::from_utf8(raw).unwrap().contains(",=1+1 is what,"));
}

#[test]
fn a_quotation_counts_code_points() {
    let scene = Scene::of(dossier());
    let value: Value = serde_json::from_slice(&scene.bytes(Format::WebAnnotation)).unwrap();
    let items = value["first"]["items"].as_array().unwrap();
    let taiwan = items
        .iter()
        .filter(|item| item["creator"]["type"] == "Person")
        .find(|item| item["target"]["selector"][0]["exact"] == "𠀀台湾问题是核心。")
        .unwrap();
    let start = taiwan["target"]["selector"][1]["start"].as_u64().unwrap();
    let end = taiwan["target"]["selector"][1]["end"].as_u64().unwrap();
    let words: String = crate::scene::RIGHT.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(words, "𠀀台湾问题是核心。");
}

#[test]
fn a_pair_is_two_spans_and_a_link_and_an_omission_one_span_and_a_document() {
    let scene = Scene::of(dossier());
    let value: Value = serde_json::from_slice(&scene.bytes(Format::WebAnnotation)).unwrap();
    let items = value["first"]["items"].as_array().unwrap();
    let ids: BTreeSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), items.len(), "an identity stands twice");
    let of = |n: u8| {
        items.iter().find(|item| item["id"] == format!("urn:uuid:00000000-0000-0000-0000-00000000000{n}")).unwrap()
    };
    let pair = of(1)["target"].as_array().unwrap();
    assert_eq!(of(1)["motivation"], serde_json::json!(["linking", "classifying"]));
    assert!(pair.len() == 2 && pair.iter().all(|id| ids.contains(id.as_str().unwrap())));
    let omission = of(2)["target"].as_array().unwrap();
    assert!(omission[0].is_string() && omission[1]["selector"].is_null() && omission[1]["id"].is_string());
    assert_eq!(value["total"], items.len());
}

/// The parts of a project.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |n: usize| {
        let mut part = archive.by_index(n).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().to_owned(), text)
    };
    (0..).take_while(|&n| n < zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(&mut part).collect()
}

#[test]
fn a_project_holds_its_texts_and_codes_both_ends_of_a_note() {
    let scene = Scene::of(dossier());
    let parts = parts(&scene.bytes(Format::Project));
    let (qde, sources) = parts.split_first().unwrap();
    assert_eq!(qde.0, "project.qde");
    assert_eq!(sources.len(), 3);
    for (name, text) in sources {
        let file = name.strip_prefix("sources/").unwrap();
        assert!(qde.1.contains(&format!("plainTextPath=\"internal://{file}\"")), "{name}");
        assert!(scene.dossier.texts.values().any(|known| **known == **text));
    }
    let guids: Vec<&str> = qde.1.split(" guid=\"").skip(1).map(|rest| &rest[..36]).collect();
    assert_eq!(guids.iter().collect::<BTreeSet<_>>().len(), guids.len(), "a GUID stands twice");
    let code = qde.1.split("name=\"Note 2: Figure\"").next().unwrap().rsplit("guid=\"").next().unwrap();
    let coded = qde.1.matches(&format!("<CodeRef targetGUID=\"{}\"", &code[..36])).count();
    assert_eq!(coded, 2, "{code}");
    assert!(!qde.1.contains("<Links/>") && !qde.1.contains("<Codes/>"));
    let refused = Format::Project.write(&scene.publication().with_quotations_only(), Choice::default());
    assert!(refused.unwrap_err().to_string().contains("texts whole"));
}

#[test]
fn an_event_without_notes_has_no_empty_container() {
    let mut dossier = dossier();
    dossier.annotations.clear();
    dossier.decisions.clear();
    let qde = &parts(&Scene::of(dossier).bytes(Format::Project))[0].1;
    assert!(!qde.contains("<Links") && !qde.contains("creationDateTime=\"1970"));
}

#[test]
fn a_bibliography_cites_every_version() {
    let scene = Scene::of(dossier());
    let value: Value = serde_json::from_slice(&scene.bytes(Format::Csl)).unwrap();
    let items = value.as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert_eq!(items[0]["issued"], serde_json::json!({"date-parts": [[2025, 6, 5]]}));
    assert_eq!(items[0]["custom"]["published"], "2025-06-05T21:30:00+08:00");
    let ids: BTreeSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 3);
    let bib = scene.text(Format::Bibtex);
    assert_eq!(bib.matches("@misc{").count(), 3);
    // Every brace that opens closes: otherwise a field would swallow the next one.
    let plain = bib.replace("\\{", "").replace("\\}", "");
    assert_eq!(plain.matches('{').count(), plain.matches('}').count(), "{bib}");
    assert!(!bib.contains("\\input"), "{bib}");
}
