//! A small event for the tests of this layer.

use crate::domain::{
    Anchor, Annotation, AnnotationId, Decision, DecisionId, Dossier, Event, EventKind, Kind, Language, Matter, Origin,
    Party, PartyId, Readout, ReadoutId, Ruling, Sides, Span, Status, TagId, Target, TextHash, Translation, Version,
};
use jiff::Timestamp;
use uuid::Uuid;

/// Four sentences.
pub(super) const TEXT: &str =
    "The two sides met on Monday. They spoke of fishing. A fair was agreed. The hosts were thanked.";

/// An event with two documents, and the hand that writes notes on it.
pub(super) struct Desk {
    pub(super) dossier: Dossier,
    count: u32,
}

impl Desk {
    pub(super) fn new() -> Desk {
        let party =
            |id: &str| Party { id: PartyId(id.to_owned()), name: id.to_owned(), adjective: None, speakers: vec![] };
        let event = Event {
            title: "Meeting on the river".to_owned(),
            date: Some(jiff::civil::date(2031, 5, 6)),
            zone: None,
            kind: EventKind::Meeting,
            place: None,
            watch: vec![],
            parties: vec![party("NO"), party("SO")],
            sides: Sides::default(),
            other: toml::Table::new(),
        };
        let mut desk = Desk { dossier: Dossier::of(event), count: 0 };
        desk.document("north", "NO", TEXT);
        desk.dossier.event.sides = Sides::new(vec![ReadoutId("north".to_owned())], vec![]);
        desk
    }

    /// Somebody else's desk with a copy; `count` keeps their ids apart from mine.
    pub(super) const fn from(dossier: Dossier, count: u32) -> Desk {
        Desk { dossier, count }
    }

    /// Adds a document, or a version of one.
    pub(super) fn document(&mut self, id: &str, party: &str, text: &str) {
        let version = Version { sha256: TextHash::of(text), captured: None, imported: String::new() };
        self.dossier.texts.insert(version.sha256.clone(), text.into());
        let id = ReadoutId(id.to_owned());
        if let Some(known) = self.dossier.readouts.iter_mut().find(|readout| readout.id == id) {
            known.versions.push(version);
            return;
        }
        let language = Language(if text.is_ascii() { "en" } else { "zh-Hans" }.to_owned());
        let title = format!("Readout of {}", id.0);
        self.dossier.readouts.push(Readout {
            party: Some(PartyId(party.to_owned())),
            translation: Translation::Original,
            ..Readout::titled(id, title, language, version)
        });
    }

    /// A time that is later at each call.
    fn next(&mut self) -> (u32, Timestamp) {
        self.count += 1;
        (self.count, Timestamp::from_second(1_900_000_000 + i64::from(self.count)).expect("a time of this century"))
    }

    /// Writes a note on words of the first document's newest text.
    pub(super) fn note(&mut self, author: &str, quote: &str, tags: &[&str]) -> AnnotationId {
        let (count, created) = self.next();
        let readout = self.dossier.readouts[0].clone();
        let hash = readout.latest().expect("a readout has a version").sha256.clone();
        let text = self.dossier.texts[&hash].clone();
        let start = text.find(quote).expect("the words stand in the text");
        let anchor = Anchor::new(readout.id, hash, &text, Span::new(start, start + quote.len()));
        let id = AnnotationId(Uuid::from_u128(u128::from(count)));
        let note = Annotation {
            id,
            created,
            author: author.to_owned(),
            origin: Origin::Hand,
            targets: vec![Target::Quote(anchor)],
            tags: tags.iter().map(|tag| TagId((*tag).to_owned())).collect(),
            note: String::new(),
            status: Status::Open,
            other: serde_json::Map::new(),
        };
        self.dossier.annotations.insert(id, note);
        id
    }

    /// Rules on a discrepancy.
    pub(super) fn ruling(&mut self, author: &str, discrepancy: &str, ruling: Ruling) -> DecisionId {
        let (count, created) = self.next();
        let id = DecisionId(Uuid::from_u128(u128::from(count)));
        let matter =
            Matter::Discrepancy { id: discrepancy.to_owned(), kind: Kind::Figure, summary: String::new(), ruling };
        let decision = Decision { id, created, author: author.to_owned(), matter, other: serde_json::Map::new() };
        self.dossier.decisions.insert(id, decision);
        id
    }
}
