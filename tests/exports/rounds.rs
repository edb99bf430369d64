//! Out and back: nothing lost by JSON, spans, tags and notes kept by Web Annotations, every change seen by `verify`.

use crate::scene::{LEFT, RIGHT, Scene, anchor, dossier};
use diptych::domain::{Annotation, Dossier, Target, TextHash};
use diptych::export::{Format, ReadError, VerifyError, read, verify};
use proptest::prelude::*;
use serde_json::Value;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::Arc;

#[test]
fn json_brings_an_event_back_whole() {
    let scene = Scene::of(dossier());
    let again = read(&scene.bytes(Format::Json)).unwrap();
    assert_eq!(again, scene.dossier);
    assert_eq!(Scene::of(again).bytes(Format::Json), scene.bytes(Format::Json));
}

#[test]
fn web_annotations_bring_spans_tags_and_notes_back() {
    let scene = Scene::of(dossier());
    let again = read(&scene.bytes(Format::WebAnnotation)).unwrap();
    assert_eq!(again.texts, scene.dossier.texts);
    assert_eq!(again.annotations.len(), scene.dossier.annotations.len());
    for (id, before) in &scene.dossier.annotations {
        let after = &again.annotations[id];
        let spans = |annotation: &Annotation| -> Vec<(TextHash, String, usize)> {
            annotation.anchors().map(|it| (it.text.clone(), it.quote.clone(), it.span.start)).collect()
        };
        let silent = |annotation: &Annotation| -> Vec<TextHash> {
            let nothing = annotation.targets.iter().filter_map(|target| match target {
                Target::Nothing(nothing) => Some(nothing.searched.iter().map(|searched| searched.text.clone())),
                Target::Quote(_) => None,
            });
            nothing.flatten().collect()
        };
        assert_eq!((spans(after), silent(after)), (spans(before), silent(before)));
        assert_eq!((&after.tags, &after.note, &after.author), (&before.tags, &before.note, &before.author));
        assert_eq!((after.status, after.created), (before.status, before.created));
    }
}

#[test]
fn what_is_no_event_is_told() {
    let told = |bytes: &[u8]| read(bytes).unwrap_err();
    assert!(matches!(told(b"{"), ReadError::Json(_)));
    assert!(matches!(told(b"{\"format\": \"other/1\"}"), ReadError::Format(_)));
    assert!(matches!(told(b"[]"), ReadError::Format(_)));
    let scene = Scene::of(dossier());
    let mut value: Value = serde_json::from_slice(&scene.bytes(Format::Json)).unwrap();
    let hash = TextHash::of(LEFT);
    value["texts"][hash.as_str()] = "another text".into();
    assert_eq!(told(value.to_string().as_bytes()), ReadError::Altered(hash.as_str().to_owned()));
    let publication = scene.publication().with_quotations_only();
    let bytes = Format::Json.write(&publication, diptych::export::Choice::default()).unwrap();
    assert!(matches!(told(&bytes), ReadError::NoText(_)));
}

/// The formats whose quotations can be found again.
const VERIFIED: [Format; 6] =
    [Format::Markdown, Format::Html, Format::Word, Format::Csv, Format::Json, Format::WebAnnotation];

#[test]
fn an_untouched_export_is_what_the_texts_say() {
    let scene = Scene::of(dossier());
    for format in VERIFIED {
        let verified = verify(format, &scene.bytes(format), &scene.dossier).unwrap();
        assert_eq!(verified.changed, [], "{format:?}");
        assert!(verified.quotations >= 6, "{format:?}: {}", verified.quotations);
    }
    assert_eq!(verify(Format::Bibtex, b"", &scene.dossier), Err(VerifyError::Kind("bib")));
    assert!(matches!(verify(Format::Word, b"PK", &scene.dossier), Err(VerifyError::Damaged { .. })));
}

#[test]
fn every_changed_quotation_is_found_in_every_format() {
    let scene = Scene::of(dossier());
    for (words, other) in
        [("双方同意暂停30天", "双方同意暂停90天"), ("spoke today", "met today"), ("𠀀台湾问题", "𠀀香港问题")]
    {
        for format in VERIFIED {
            let bytes = scene.bytes(format);
            let tampered = match format {
                Format::Word => in_word(&bytes, words, other),
                _ => String::from_utf8(bytes).unwrap().replace(words, other).into_bytes(),
            };
            let verified = verify(format, &tampered, &scene.dossier).unwrap();
            let hit = verified.changed.iter().any(|problem| problem.message.contains(other));
            assert!(hit, "{format:?}: {other} passed for what the text says: {:?}", verified.changed);
        }
    }
}

/// The same Word document with other words.
fn in_word(bytes: &[u8], words: &str, other: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        writer.start_file(part.name().to_owned(), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.replace(words, other).as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The scene with other words in its texts and in one note.
fn with(words: &str, note: &str) -> Dossier {
    let mut dossier = dossier();
    let left = format!("{LEFT}{words}\n");
    let hash = TextHash::of(&left);
    dossier.readouts[1].versions[1].sha256 = hash.clone();
    dossier.texts.remove(&TextHash::of(LEFT));
    dossier.texts.insert(hash, Arc::from(left.as_str()));
    dossier.decisions.clear();
    dossier.annotations.retain(|id, _| id.0.as_u128() == 1);
    for annotation in dossier.annotations.values_mut() {
        annotation.note = note.to_owned();
        annotation.targets[0] = Target::Quote(anchor("us", &left, &left[LEFT.len()..]));
        annotation.targets[1] = Target::Quote(anchor("cn", RIGHT, "双方同意"));
    }
    dossier
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_words_come_back_and_are_what_the_text_says(words in "\\PC{1,40}", note in any::<String>()) {
        let scene = Scene::of(with(&words, &note));
        prop_assert_eq!(&read(&scene.bytes(Format::Json)).unwrap(), &scene.dossier);
        let annotations = read(&scene.bytes(Format::WebAnnotation)).unwrap().annotations;
        prop_assert_eq!(annotations.values().map(|it| it.note.as_str()).collect::<Vec<_>>(), [note.as_str()]);
        for format in [Format::Html, Format::Word, Format::Json, Format::WebAnnotation] {
            let verified = verify(format, &scene.bytes(format), &scene.dossier).unwrap();
            prop_assert_eq!(verified.changed, vec![], "{:?}", format);
        }
    }
}

#[test]
fn a_line_separator_in_a_quotation_comes_back() {
    let scene = Scene::of(with("\u{2028}a", ""));
    for format in [Format::Html, Format::Word, Format::Json, Format::WebAnnotation] {
        let verified = verify(format, &scene.bytes(format), &scene.dossier).unwrap();
        assert_eq!(verified.changed, vec![], "{format:?}");
    }
}
