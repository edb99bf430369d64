//! A library of any number of events, in words made here: the same on every machine.

use diptych::domain::{
    Anchor, Annotation, AnnotationId, Dossier, Event, EventKind, Language, Origin, Party, PartyId, Readout, ReadoutId,
    Sides, Span, Status, TagId, Target, TextHash, Translation, Version,
};
use diptych::store::{Disk, Files, Library};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

const ENGLISH: [&[&str]; 3] = [
    &[
        "The ministers",
        "Both sides",
        "The host",
        "The visiting delegation",
        "The two leaders",
        "Our side",
        "The envoys",
    ],
    &["spoke of", "agreed on", "welcomed", "stressed", "discussed at length", "raised", "set aside", "will study"],
    &[
        "fishing rights in the strait",
        "tariffs on timber and steel",
        "the Taiwan question",
        "rare earths and export controls",
        "a ceasefire along the river",
        "direct flights before the summer",
        "the exchange of students and teachers",
        "grain shipments through the port",
        "the next round of talks in the capital",
        "humanitarian aid for the islands",
        "a hotline between the coast guards",
    ],
];
const CHINESE: [&[&str]; 3] = [
    &["两国部长", "双方", "东道主", "来访的代表团", "两国领导人", "我方", "特使们"],
    &["谈到", "商定", "欢迎", "强调", "详细讨论", "提出", "将研究"],
    &[
        "海峡的捕鱼权",
        "木材和钢铁关税",
        "台湾问题",
        "稀土和出口管制",
        "沿河停火",
        "夏天以前的直航",
        "师生交流",
        "经港口运粮",
        "在首都举行的下一轮会谈",
        "对各岛的人道援助",
        "海警之间的热线",
    ],
];
const PARTIES: [[&str; 2]; 5] = [["US", "CN"], ["UK", "CN"], ["JP", "CN"], ["US", "RU"], ["AU", "CN"]];
/// Stands in one event of a hundred.
pub(crate) const RARE: &str = "a lighthouse on the northern cape";
/// So many sentences has a text.
const SENTENCES: usize = 24;

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        // Knuth's constants for a linear congruential generator (MMIX).
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % count as u64) as usize
    }
}

fn text(parts: [&[&str]; 3], gap: &str, stop: &str, chance: &mut Chance) -> String {
    let sentence = |_| {
        let words: Vec<&str> = parts.iter().map(|part| part[chance.below(part.len())]).collect();
        format!("{}{stop}", words.join(gap))
    };
    (0..SENTENCES).map(sentence).collect::<String>().trim_end().to_owned() + "\n"
}

fn day(number: usize) -> Date {
    let days = i64::try_from(number % 5_000).expect("a small number");
    date(2012, 1, 1).checked_add(jiff::Span::new().days(days)).expect("a day of this century")
}

/// The event of that number.
pub(crate) fn event(number: usize) -> Dossier {
    let mut chance = Chance(number as u64 + 1);
    let parties = PARTIES[number % PARTIES.len()];
    let mut english = text(ENGLISH, " ", ". ", &mut chance);
    if number % 100 == 7 {
        english.push_str(&format!("They also named {RARE}.\n"));
    }
    let chinese = text(CHINESE, "", "。", &mut chance);
    let readouts: Vec<Readout> = [("left", parties[0], &english, "en"), ("right", parties[1], &chinese, "zh-Hans")]
        .map(|(id, party, text, language)| readout(id, party, text, language))
        .into();
    let texts: BTreeMap<TextHash, Arc<str>> =
        [&english, &chinese].map(|text| (TextHash::of(text), Arc::from(text.as_str()))).into();
    let annotations = (0..number % 3).map(|n| note(number * 4 + n, &english, &mut chance));
    let event = Event {
        date: Some(day(number)),
        zone: Some("Asia/Shanghai".to_owned()),
        kind: EventKind::Meeting,
        parties: parties.map(party).into(),
        sides: Sides::new(vec![ReadoutId("left".to_owned())], vec![ReadoutId("right".to_owned())]),
        ..Event::titled(format!("{} and {}, meeting {number}", parties[0], parties[1]))
    };
    let annotations = annotations.map(|note| (note.id, note)).collect();
    Dossier { readouts, texts, annotations, ..Dossier::of(event) }
}

fn party(id: &str) -> Party {
    Party { id: PartyId(id.to_owned()), name: id.to_owned(), adjective: None, speakers: Vec::new() }
}

fn readout(id: &str, party: &str, text: &str, language: &str) -> Readout {
    let version = Version { sha256: TextHash::of(text), captured: None, imported: String::new() };
    let title = format!("Readout of {party}");
    Readout {
        party: Some(PartyId(party.to_owned())),
        channel: Some("readout".to_owned()),
        translation: Translation::Original,
        ..Readout::titled(ReadoutId(id.to_owned()), title, Language(language.to_owned()), version)
    }
}

fn note(number: usize, text: &str, chance: &mut Chance) -> Annotation {
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    let anchor = Anchor::new(ReadoutId("left".to_owned()), TextHash::of(text), text, Span::new(0, end));
    Annotation {
        id: AnnotationId(Uuid::from_u128(number as u128 + 1)),
        created: Timestamp::UNIX_EPOCH,
        author: "ana".to_owned(),
        origin: Origin::Hand,
        targets: vec![Target::Quote(anchor)],
        tags: vec![TagId(["omission", "term", "figure"][chance.below(3)].to_owned())],
        note: "Look at this again".to_owned(),
        status: [Status::Open, Status::Accepted][chance.below(2)],
        other: serde_json::Map::new(),
    }
}

/// The real disk, without waiting for it: what is made here can be made again.
struct Hasty;

impl Files for Hasty {
    fn append(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
        Disk.append(path, at, bytes)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        Disk.make_folder(path)
    }
}

/// A library of so many events in that folder.
pub(crate) fn library(path: &Path, events: usize) -> Library {
    let library = Library::with(path, Arc::new(Hasty));
    for number in 0..events {
        library.create(&event(number)).expect("the event is made");
    }
    library
}
