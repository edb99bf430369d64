//! The scene of the tests: a small event, notes on it, and a library in a temporary folder.

use diptych::domain::{
    Anchor, Annotation, AnnotationId, Change, Decision, DecisionId, Dossier, Edit, Event, EventKind, Kind, Language,
    Matter, Nothing, Origin, Party, PartyId, Readout, ReadoutId, Ruling, Sides, Span, Status, Step, TagId, Target,
    TextHash, Translation, Version, VersionId,
};
use diptych::store::{Access, Keeper, Library, Opened};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

pub(crate) const LEFT: &str = "The two sides agreed. 😀 They will meet again.\n";
pub(crate) const RIGHT: &str = "双方同意再次会晤。台湾问题是最重要的问题。\n";

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_750_000_000 + second).unwrap()
}

pub(crate) fn readout(id: &str, party: &str, language: &str, text: &str) -> Readout {
    let version = Version { sha256: TextHash::of(text), captured: Some(at(0)), imported: "paste, UTF-8".into() };
    let title = format!("Readout of {party}");
    Readout {
        party: Some(PartyId(party.into())),
        publisher: Some("Press office".into()),
        translation: Translation::Original,
        published: Some("2025-06-05T22:30:00+08:00[Asia/Shanghai]".parse().unwrap()),
        retrieved: Some(at(0)),
        other: toml::Table::from_iter([("desk".to_owned(), toml::Value::from("Asia"))]),
        ..Readout::titled(ReadoutId(id.into()), title, Language(language.into()), version)
    }
}

pub(crate) fn dossier() -> Dossier {
    let party = |id: &str, name: &str| Party {
        id: PartyId(id.into()),
        name: name.into(),
        adjective: None,
        speakers: vec![format!("{name} speaker"), "习近平".into()],
    };
    let event = Event {
        date: Some("2025-06-05".parse().unwrap()),
        zone: Some("Asia/Shanghai".into()),
        kind: EventKind::Call,
        watch: vec!["tariffs".into()],
        parties: vec![party("US", "United States"), party("CN", "China")],
        sides: Sides::new(vec![ReadoutId("us".into())], vec![ReadoutId("cn".into())]),
        other: toml::Table::from_iter([("reviewed".to_owned(), toml::Value::from(true))]),
        ..Event::titled("Trump–Xi call")
    };
    Dossier {
        readouts: vec![readout("cn", "CN", "zh-Hans", RIGHT), readout("us", "US", "en", LEFT)],
        texts: [LEFT, RIGHT].into_iter().map(|text| (TextHash::of(text), text.into())).collect(),
        ..Dossier::of(event)
    }
}

pub(crate) fn note(id: u128, words: &str) -> Annotation {
    let quote = |readout: &str, text: &str, words: &str| {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        Target::Quote(Anchor::new(ReadoutId(readout.into()), TextHash::of(text), text, span))
    };
    let nothing = Target::Nothing(Nothing {
        party: Some(PartyId("US".into())),
        searched: vec![VersionId { readout: ReadoutId("us".into()), text: TextHash::of(LEFT) }],
    });
    Annotation {
        id: AnnotationId(Uuid::from_u128(id)),
        created: at(1),
        author: "ana".into(),
        origin: Origin::Discrepancy {
            id: "d1".into(),
            kind: Kind::TopicOmitted,
            program: "diptych 0.1.0".into(),
            summary: "only one text has it".into(),
        },
        targets: if id.is_multiple_of(2) {
            vec![quote("cn", RIGHT, "台湾问题"), nothing]
        } else {
            vec![quote("us", LEFT, "meet again"), quote("cn", RIGHT, "再次会晤")]
        },
        tags: vec![TagId("omission".into()), TagId("check".into())],
        note: words.into(),
        status: Status::Open,
        other: serde_json::Map::from_iter([("colleague".to_owned(), serde_json::json!({ "seen": [1, 2.5] }))]),
    }
}

pub(crate) fn ruling(id: u128) -> Decision {
    Decision {
        id: DecisionId(Uuid::from_u128(id)),
        created: at(2),
        author: "ana".into(),
        matter: Matter::Discrepancy {
            id: "d1".into(),
            kind: Kind::Figure,
            summary: "90 minutes against an hour".into(),
            ruling: Ruling::Dismiss,
        },
        other: serde_json::Map::new(),
    }
}

pub(crate) fn write(before: Option<&Annotation>, after: Option<&Annotation>) -> Edit {
    let id = before.or(after).unwrap().id;
    let boxed = |annotation: Option<&Annotation>| annotation.cloned().map(Box::new);
    Edit::Annotation { id, before: boxed(before), after: boxed(after) }
}

pub(crate) fn change(second: i64, edits: Vec<Edit>) -> Change {
    Change { at: at(second), author: "ana".into(), step: Step::Do, label: "note".into(), edits }
}

/// A temporary folder, in memory where the system has such a place: waiting for a real disk thousands of
/// times proves nothing more.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// A library in a temporary folder, with the event in it.
pub(crate) struct Scene {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) path: PathBuf,
}

impl Scene {
    pub(crate) fn new() -> Scene {
        let folder = folder();
        let path = Library::at(folder.path().join("library")).create(&dossier()).unwrap();
        Scene { folder, path }
    }

    pub(crate) fn open(&self) -> (Opened, Keeper) {
        Keeper::open(&self.path, at(1000)).unwrap()
    }

    pub(crate) fn note_file(&self, id: u128) -> PathBuf {
        self.path.join(format!("annotations/{}.json", Uuid::from_u128(id)))
    }

    pub(crate) fn history_file(&self) -> PathBuf {
        let copy = std::fs::read_to_string(self.path.join("local/copy")).unwrap();
        self.path.join(format!("history/{copy}.jsonl"))
    }
}

/// Every file below a folder with its bytes, by its path from there.
pub(crate) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Opens after a crash: nothing but what a crash leaves behind may be odd, and a second look finds the same.
pub(crate) fn reopened(path: &Path) -> Opened {
    let (opened, keeper) = Keeper::open(path, at(2000)).unwrap();
    assert_eq!(opened.access, Access::ReadWrite);
    for problem in &opened.problems {
        let known = problem.message.contains("torn") || problem.message.contains("carried out now");
        assert!(known, "{problem:?}");
    }
    drop(keeper);
    let (again, _) = Keeper::open(path, at(2001)).unwrap();
    assert_eq!((again.problems.as_slice(), &again.dossier), (&[][..], &opened.dossier));
    for folder in ["annotations", "decisions", "readouts", "texts", "local", "history", "."] {
        for entry in std::fs::read_dir(path.join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(!name.ends_with(".tmp") && !name.contains(".bad"), "{name} was left behind");
        }
    }
    opened
}

/// The texts of the notes of [`reopened`].
pub(crate) fn after_crash(path: &Path) -> Vec<String> {
    reopened(path).dossier.annotations.into_values().map(|annotation| annotation.note).collect()
}

/// Opens, asserts that nothing is odd, and gives the notes' texts in order of their ids.
pub(crate) fn notes(path: &Path) -> Vec<String> {
    let (opened, _) = Keeper::open(path, at(2000)).unwrap();
    assert_eq!(opened.problems, []);
    opened.dossier.annotations.values().map(|annotation| annotation.note.clone()).collect()
}
