//! The tags of an event and what they mean.

use super::Kind;
use serde::{Deserialize, Serialize};

/// Identity of a tag: never changes, also when letter or name do.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TagId(pub String);

/// A colour by role; the theme decides how it looks on a dark or a light screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "colours need no explanation")]
pub enum TagColour {
    Red,
    Orange,
    Yellow,
    Green,
    Cyan,
    Blue,
    Violet,
    Pink,
    Grey,
}

/// One tag of a codebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Identity; stands in annotations.
    pub id: TagId,
    /// The key that chooses it, and its mark on the screen.
    pub letter: char,
    /// What a person calls it.
    pub name: String,
    /// Its colour; the letter always stands beside it.
    pub colour: TagColour,
    /// The broader tag, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TagId>,
    /// When to use it.
    #[serde(default)]
    pub definition: String,
    /// One case of it.
    #[serde(default)]
    pub example: String,
}

/// The tags of an event, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    /// The tags.
    #[serde(rename = "tag")]
    pub tags: Vec<Tag>,
}

impl Codebook {
    /// The tag of that identity.
    #[must_use]
    pub fn tag(&self, id: &TagId) -> Option<&Tag> {
        self.tags.iter().find(|tag| &tag.id == id)
    }

    /// The tag that a letter chooses.
    #[must_use]
    pub fn by_letter(&self, letter: char) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.letter == letter)
    }

    /// The tag that goes with a kind of discrepancy, where the codebook still has the default one.
    #[must_use]
    pub fn tag_for(&self, kind: Kind) -> Option<&Tag> {
        let id = match kind {
            Kind::TopicOmitted | Kind::BothSilent | Kind::OwnSideOnly | Kind::Praise => "omission",
            Kind::ExplicitNegation | Kind::StatusFormat | Kind::Scope => "contradiction",
            Kind::Initiator => "initiator",
            Kind::Figure => "figure",
            Kind::Commitment | Kind::Conditionality | Kind::Invitation => "commitment",
            Kind::Attribution => "attribution",
            Kind::PolicyTerm => "term",
            Kind::Naming | Kind::Participants => "naming",
            Kind::Emphasis => "emphasis",
            Kind::Tone => "tone",
            Kind::LanguageVersion => "translation",
            Kind::Timing | Kind::Revision => "check",
        };
        self.tag(&TagId(id.to_owned()))
    }
}

/// letter, id, name, colour, definition, example
type DefaultRow = (char, &'static str, &'static str, TagColour, &'static str, &'static str);

const DEFAULT: [DefaultRow; 12] = [
    (
        'o',
        "omission",
        "Omission",
        TagColour::Blue,
        "Told by one side; not found in the other side's texts.",
        "Taiwan is in one readout only.",
    ),
    (
        'x',
        "contradiction",
        "Contradiction",
        TagColour::Red,
        "Both sides report the matter, and not both reports can be true as they stand.",
        "One says it was agreed, the other that it was not discussed.",
    ),
    (
        'f',
        "figure",
        "Figure",
        TagColour::Yellow,
        "An amount, date, duration or count that differs or stands on one side only.",
        "90 minutes against an hour.",
    ),
    (
        't',
        "term",
        "Term",
        TagColour::Orange,
        "Near-synonyms of other legal or policy weight.",
        "one-China policy, one-China principle.",
    ),
    (
        'c',
        "commitment",
        "Commitment",
        TagColour::Violet,
        "The same matter on another rung of commitment.",
        "agreed against discussed.",
    ),
    (
        'a',
        "attribution",
        "Attribution",
        TagColour::Cyan,
        "Words put in a speaker's mouth, absent or otherwise in the other text.",
        "One text has the guest promise what the guest's own text does not.",
    ),
    (
        'i',
        "initiator",
        "Initiator",
        TagColour::Green,
        "Who asked for the event or the step.",
        "at the request of the other side.",
    ),
    (
        'n',
        "naming",
        "Naming",
        TagColour::Pink,
        "Other names for a state, war, place or person.",
        "conflict against war.",
    ),
    (
        'e',
        "emphasis",
        "Emphasis",
        TagColour::Grey,
        "Order of topics and share of space.",
        "Trade first in one, last in the other.",
    ),
    ('y', "tone", "Tone", TagColour::Pink, "Adjectives for the exchange.", "candid, constructive, very good."),
    (
        'l',
        "translation",
        "Translation",
        TagColour::Cyan,
        "The difference may come from the translation.",
        "consensus rendered as agreement.",
    ),
    (
        'q',
        "check",
        "To check",
        TagColour::Grey,
        "Needs a second look or another source.",
        "Time zone of the date is unclear.",
    ),
];

impl Default for Codebook {
    /// The twelve tags that a new library starts with.
    fn default() -> Codebook {
        let tag = |(letter, id, name, colour, definition, example): DefaultRow| Tag {
            id: TagId(id.to_owned()),
            letter,
            name: name.to_owned(),
            colour,
            parent: None,
            definition: definition.to_owned(),
            example: example.to_owned(),
        };
        Codebook { tags: DEFAULT.map(tag).into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn letters_are_unique_and_every_kind_has_a_tag() {
        let book = Codebook::default();
        let letters: HashSet<char> = book.tags.iter().map(|tag| tag.letter).collect();
        assert_eq!(letters.len(), book.tags.len());
        for kind in Kind::ALL {
            assert!(book.tag_for(kind).is_some(), "{} has no tag", kind.name());
        }
    }
}
