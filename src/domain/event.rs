//! The diplomatic occasion that readouts report: a call, a meeting, a visit.

use super::{ReadoutId, Sides, states};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Short name of a party, such as `US` or `CN`; unique within an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartyId(pub String);

/// Who speaks: a state, an institution, an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Short name, shown in headers and lists.
    pub id: PartyId,
    /// Full name in English.
    pub name: String,
    /// How a text of this party is called in a sentence: *the Chinese text*. The id where unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjective: Option<String>,
    /// Names, in any language, under which its representatives appear in the texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<String>,
}

impl Party {
    /// A party that is named for the first time. Of a known state or body the full name and the adjective are
    /// known, too; of any other its name stands for both. Who speaks for it is never concluded.
    #[must_use]
    pub fn named(name: &str) -> Party {
        let called = states::called(name);
        Party {
            id: PartyId(name.to_owned()),
            name: called.map_or(name, |(full, _)| full).to_owned(),
            adjective: called.map(|(_, adjective)| adjective.to_owned()),
            speakers: Vec::new(),
        }
    }

    /// The word that goes before *text* in a sentence for the reader.
    #[must_use]
    pub fn adjective(&self) -> &str {
        self.adjective.as_deref().unwrap_or(&self.id.0)
    }
}

/// What sort of occasion an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// By telephone.
    Call,
    /// By video.
    VideoCall,
    /// In person.
    Meeting,
    /// A visit of one to the other.
    Visit,
    /// A negotiation round or working-level talks.
    Talks,
    /// Anything else, or not known.
    #[default]
    Other,
}

impl EventKind {
    /// The word for it in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            EventKind::Call => "call",
            EventKind::VideoCall => "video call",
            EventKind::Meeting => "meeting",
            EventKind::Visit => "visit",
            EventKind::Talks => "talks",
            EventKind::Other => "event",
        }
    }
}

/// One diplomatic occasion. Unknown things stay unknown; nothing is invented.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// What a person calls it: *Trump–Xi call*.
    pub title: String,
    /// The local date on which it took place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The IANA time zone in which `date` is meant, such as `Asia/Shanghai`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What sort of occasion.
    #[serde(default)]
    pub kind: EventKind,
    /// Where, if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Concepts (ids of the lexicon) whose absence from both sides should be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watch: Vec<String>,
    /// Who speaks.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// The documents of each side in order of rank; the first of each opens.
    pub sides: Sides<Vec<ReadoutId>>,
    /// Fields of other programs or later versions, kept as they are.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Event {
    /// An event of which only the title is known.
    #[must_use]
    pub fn titled(title: impl Into<String>) -> Event {
        Event {
            title: title.into(),
            date: None,
            zone: None,
            kind: EventKind::default(),
            place: None,
            watch: Vec::new(),
            parties: Vec::new(),
            sides: Sides::default(),
            other: toml::Table::new(),
        }
    }
}

impl Event {
    /// Takes in what is known of a party: a new one, or another description of one that is there.
    pub fn put_party(&mut self, party: Party) {
        match self.parties.iter_mut().find(|known| known.id == party.id) {
            Some(known) => *known = party,
            None => self.parties.push(party),
        }
    }

    /// The party of that id.
    #[must_use]
    pub fn party(&self, id: &PartyId) -> Option<&Party> {
        self.parties.iter().find(|party| &party.id == id)
    }
}
