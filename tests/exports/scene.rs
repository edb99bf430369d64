//! An event with everything in it that could go wrong in an export.

use diptych::compare::{EventComparison, Lexicon, event};
use diptych::domain::{
    Anchor, Annotation, AnnotationId, Codebook, Decision, DecisionId, Dossier, Event, EventKind, Joining, Kind,
    Language, Matter, Nothing, Origin, Party, PartyId, Readout, ReadoutId, Ruling, Sides, Span, Standing, Status,
    TagId, Target, TextHash, Translation, Version, VersionId,
};
use diptych::export::{Choice, Format};
use diptych::review::publication::LexiconMark;
use diptych::review::{Examined, Publication, frame_of, sets_of};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// Would run or break something in each of the formats, were it not escaped.
pub(crate) const CANARY: &str =
    "<script>alert(1)</script> \"quoted\" 'x' & =1+1 | a*b_c `d` [e](javascript:f) \\input{g} %h ]]> \u{202e}i 𝄞";

pub(crate) const LEFT: &str = "The two leaders spoke for 90 minutes today. They agreed on a 60-day pause. \
    <b onclick=alert(1)>Soybeans</b> came up | twice.\n\n=1+1 is what the tariff comes to. Both sides will meet again.\n";

pub(crate) const RIGHT: &str =
    "两国元首通电话。习近平指出，我愿同总统先生一道努力。双方同意暂停30天。𠀀台湾问题是核心。\n双方将再次会晤。\n";

/// An older text of the left document.
pub(crate) const OLDER: &str = "The two leaders spoke today.\n";

fn id(name: &str) -> ReadoutId {
    ReadoutId(name.to_owned())
}

fn readout(name: &str, party: &str, title: &str, language: &str, texts: &[&str]) -> Readout {
    let version = |text: &&str| Version {
        sha256: TextHash::of(text),
        captured: Some("2025-06-05T10:00:00Z".parse().unwrap()),
        imported: "a paste".to_owned(),
    };
    Readout {
        id: id(name),
        party: Some(PartyId(party.to_owned())),
        publisher: Some(format!("Ministry & Co of {party}")),
        channel: Some("leader’s readout".to_owned()),
        title: title.to_owned(),
        language: Language(language.to_owned()),
        translation: Translation::Original,
        translates: None,
        standing: Standing::Document,
        reconstructs: None,
        url: Some(format!("https://example.org/{name}?a=1&b={{2}}")),
        archive_url: Some(format!("https://archive.example.org/{name}")),
        published: Some("2025-06-05T21:30:00+08:00[Asia/Shanghai]".parse().unwrap()),
        retrieved: Some("2025-06-06T10:00:00Z".parse().unwrap()),
        rights: None,
        versions: texts.iter().map(version).collect(),
        other: toml::from_str("archive = \"box 7\"").unwrap(),
    }
}

/// Words of a text as an anchor.
pub(crate) fn anchor(name: &str, text: &str, words: &str) -> Anchor {
    let start = text.find(words).unwrap();
    Anchor::new(id(name), TextHash::of(text), text, Span::new(start, start + words.len()))
}

fn annotation(n: u128, targets: Vec<Target>, tags: &[&str], note: &str) -> Annotation {
    Annotation {
        id: AnnotationId(Uuid::from_u128(n)),
        created: "2026-11-23T10:00:00.123456Z".parse::<Timestamp>().unwrap(),
        author: if n == 3 { String::new() } else { "A. Weber".to_owned() },
        origin: Origin::Hand,
        targets,
        tags: tags.iter().map(|tag| TagId((*tag).to_owned())).collect(),
        note: note.to_owned(),
        status: if n == 1 { Status::Accepted } else { Status::Open },
        other: serde_json::Map::new(),
    }
}

fn annotations() -> Vec<Annotation> {
    let figure = vec![
        Target::Quote(anchor("us", LEFT, "agreed on a 60-day pause")),
        Target::Quote(anchor("cn", RIGHT, "双方同意暂停30天")),
    ];
    let searched = vec![VersionId { readout: id("us"), text: TextHash::of(LEFT) }];
    let silence = vec![
        Target::Quote(anchor("cn", RIGHT, "𠀀台湾问题是核心。")),
        Target::Nothing(Nothing { party: Some(PartyId("US".to_owned())), searched }),
    ];
    let mut taken = annotation(4, vec![Target::Quote(anchor("us", LEFT, "=1+1 is what"))], &["check"], "");
    taken.origin = Origin::Discrepancy {
        id: "0123456789abcdef".to_owned(),
        kind: Kind::Figure,
        program: "Diptych 0.1.0".to_owned(),
        summary: CANARY.to_owned(),
    };
    taken.other.insert("theirs".to_owned(), serde_json::json!({"deep": [1, 2]}));
    vec![
        annotation(1, figure, &["figure", "commitment"], "**60** against 30.\n\n- one\n- two\n\n> [x](javascript:y)"),
        annotation(2, silence, &["omission"], CANARY),
        annotation(3, vec![Target::Quote(anchor("us", OLDER, "spoke today"))], &[], "an older text"),
        taken,
    ]
}

fn decisions(found: &str) -> Vec<Decision> {
    let anchors =
        Sides::new(anchor("us", LEFT, "Both sides will meet again."), anchor("cn", RIGHT, "双方将再次会晤。"));
    let matters = [
        Matter::Passages { anchors: Box::new(anchors), joining: Joining::Link },
        Matter::Discrepancy {
            id: found.to_owned(),
            kind: Kind::Figure,
            summary: "as it was told".to_owned(),
            ruling: Ruling::Dismiss,
        },
    ];
    let decision = |(n, matter): (usize, Matter)| Decision {
        id: DecisionId(Uuid::from_u128(n as u128 + 1)),
        created: "2026-11-23T11:00:00Z".parse().unwrap(),
        author: "A. Weber".to_owned(),
        matter,
        other: serde_json::Map::new(),
    };
    matters.into_iter().enumerate().map(decision).collect()
}

/// The event; its title, a document's title and a note hold the canary.
pub(crate) fn dossier() -> Dossier {
    let party = |id: &str, name: &str, adjective: &str| Party {
        id: PartyId(id.to_owned()),
        name: name.to_owned(),
        adjective: Some(adjective.to_owned()),
        speakers: Vec::new(),
    };
    let texts = [LEFT, RIGHT, OLDER].map(|text| (TextHash::of(text), Arc::from(text)));
    Dossier {
        event: Event {
            title: format!("Call {CANARY}"),
            date: Some("2025-06-05".parse().unwrap()),
            zone: Some("Asia/Shanghai".to_owned()),
            kind: EventKind::Call,
            place: None,
            watch: vec!["taiwan_question".to_owned()],
            parties: vec![party("US", "United States", "American"), party("CN", "China", "Chinese")],
            sides: Sides::new(vec![id("us")], vec![id("cn")]),
            other: toml::from_str("desk = \"Asia\"\nmade = 2025-06-06T10:00:00Z").unwrap(),
        },
        readouts: vec![
            readout("cn", "CN", "通话", "zh", &[RIGHT]),
            readout("us", "US", &format!("Readout {CANARY}"), "en", &[OLDER, LEFT]),
        ],
        texts: texts.into_iter().collect(),
        annotations: annotations().into_iter().map(|it| (it.id, it)).collect(),
        decisions: decisions("0123456789abcdef").into_iter().map(|it| (it.id, it)).collect::<BTreeMap<_, _>>(),
        codebook: Codebook::default(),
    }
}

/// The event with what was found in it.
pub(crate) struct Scene {
    pub(crate) dossier: Dossier,
    shown: Sides<VersionId>,
    compared: EventComparison,
    mark: LexiconMark,
}

impl Scene {
    pub(crate) fn of(dossier: Dossier) -> Scene {
        Scene::shown(dossier, Sides::new("us", "cn"))
    }

    /// With these documents in the panes.
    pub(crate) fn shown(dossier: Dossier, shown: Sides<&str>) -> Scene {
        let shown = shown.map(|name| dossier.newest(&id(name)).unwrap());
        let compared = event(&sets_of(&dossier, &shown), &frame_of(&dossier, &shown), Lexicon::builtin());
        Scene { dossier, shown, compared, mark: LexiconMark::of(Lexicon::builtin()) }
    }

    /// What stands in the panes.
    pub(crate) fn panes(&self) -> &Sides<VersionId> {
        &self.shown
    }

    pub(crate) fn publication(&self) -> Publication<'_> {
        let examined = Examined {
            shown: &self.shown,
            comparison: &self.compared.main,
            further: &self.compared.further,
            records: &[],
            lexicon: Some(&self.mark),
        };
        Publication::of(&self.dossier, Some(examined))
    }

    pub(crate) fn bytes(&self, format: Format) -> Vec<u8> {
        format.write(&self.publication(), Choice::default()).unwrap()
    }

    pub(crate) fn text(&self, format: Format) -> String {
        String::from_utf8(self.bytes(format)).unwrap()
    }
}
