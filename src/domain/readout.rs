//! One document of one party about an event, and its dated captures.

use super::PartyId;
use super::language::Language;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Name of a readout within its event; also its file name in the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReadoutId(pub String);

/// SHA-256 of a captured text as UTF-8, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextHash(String);

impl TextHash {
    /// The hash of a text.
    #[must_use]
    pub fn of(text: &str) -> TextHash {
        use sha2::Digest as _;
        use std::fmt::Write as _;
        let digest = sha2::Sha256::digest(text.as_bytes());
        TextHash(digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        }))
    }

    /// Reads 64 hexadecimal digits; `None` for anything else.
    #[must_use]
    pub fn parse(hex: &str) -> Option<TextHash> {
        let good = hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        good.then(|| TextHash(hex.to_owned()))
    }

    /// All 64 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A captured text on its way into a dossier, with the bytes that it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text: UTF-8 with line feeds.
    pub words: Arc<str>,
    /// The file, page or paste as it came, where it was another one.
    pub raw: Option<Raw>,
}

/// What a text was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// Every byte.
    pub bytes: Arc<[u8]>,
    /// The usual ending of such a file: `html`, `pdf`, `txt`.
    pub ending: String,
}

impl Text {
    /// A text of which nothing else is kept.
    #[must_use]
    pub fn new(words: impl Into<Arc<str>>) -> Text {
        Text { words: words.into(), raw: None }
    }

    /// The hash under which it is kept.
    #[must_use]
    pub fn hash(&self) -> TextHash {
        TextHash::of(&self.words)
    }
}

/// How a document's words relate to what its party issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Translation {
    /// In the language in which it was issued.
    Original,
    /// Translated by the party itself.
    Official,
    /// Translated by a news agency.
    Agency,
    /// Translated by the analyst.
    Own,
    /// Translated by a machine.
    Machine,
    /// Not known.
    #[default]
    Unknown,
}

impl Translation {
    /// The words for it in a header or a footnote.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Translation::Original => "original",
            Translation::Official => "official translation",
            Translation::Agency => "agency translation",
            Translation::Own => "own translation",
            Translation::Machine => "machine translation",
            Translation::Unknown => "translation status unknown",
        }
    }
}

/// Whether a text is a captured document, or one that was written to stand for it.
///
/// A reconstruction must never pass for a quotation: every screen, copied line and export says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A real document.
    #[default]
    Document,
    /// Written anew from reported facts.
    Reconstruction,
}

impl Standing {
    /// The warning that goes with every showing of a reconstruction.
    pub const WARNING: &'static str = "RECONSTRUCTION, NOT A QUOTATION";
}

/// One dated capture of a readout. Its text is immutable and kept under its hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Hash of the captured text.
    pub sha256: TextHash,
    /// When it was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<Timestamp>,
    /// How it came in: a file, a paste, with which encoding.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub imported: String,
}

/// Names one version: which capture of which readout.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VersionId {
    /// The document.
    pub readout: ReadoutId,
    /// Its capture, by the hash of the text.
    pub text: TextHash,
}

/// One document of one party about an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Readout {
    /// Its name within the event.
    pub id: ReadoutId,
    /// Whose document it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// Who published it; `Diptych reconstruction` for a reconstruction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Through which channel: readout, post, press briefing, fact sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The document's own title, or the file name where none is known.
    pub title: String,
    /// Language of the text.
    pub language: Language,
    /// How its words relate to what was issued.
    #[serde(default)]
    pub translation: Translation,
    /// The readout of the same side that this one renders in another language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translates: Option<ReadoutId>,
    /// Captured, or reconstructed.
    #[serde(default, rename = "status")]
    pub standing: Standing,
    /// Address of the real document that a reconstruction stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reconstructs: Option<String>,
    /// Address of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Address of an archived copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_url: Option<String>,
    /// When it was published, with the zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Zoned>,
    /// When it was retrieved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<Timestamp>,
    /// What is known of rights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// Its captures, oldest first; never empty in a dossier that opened.
    pub versions: Vec<Version>,
    /// Fields of other programs or later versions, kept as they are.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Readout {
    /// A captured document of which nothing else is known.
    #[must_use]
    pub fn titled(id: ReadoutId, title: impl Into<String>, language: Language, version: Version) -> Readout {
        Readout {
            id,
            party: None,
            publisher: None,
            channel: None,
            title: title.into(),
            language,
            translation: Translation::default(),
            translates: None,
            standing: Standing::default(),
            reconstructs: None,
            url: None,
            archive_url: None,
            published: None,
            retrieved: None,
            rights: None,
            versions: vec![version],
            other: toml::Table::new(),
        }
    }

    /// The newest capture.
    #[must_use]
    pub fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// This document after another capture; `None` if its newest version has that text already.
    #[must_use]
    pub fn captured_again(&self, version: Version) -> Option<Readout> {
        let new = self.latest().is_none_or(|latest| latest.sha256 != version.sha256);
        new.then(|| {
            let mut readout = self.clone();
            readout.versions.push(version);
            readout
        })
    }

    /// Whether this text was written anew and may never be quoted.
    #[must_use]
    pub fn is_reconstruction(&self) -> bool {
        self.standing == Standing::Reconstruction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_published_examples() {
        // FIPS 180-4, the one-block example.
        assert_eq!(TextHash::of("abc").as_str(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(TextHash::parse(TextHash::of("abc").as_str()), Some(TextHash::of("abc")));
        assert_eq!(TextHash::parse("../../etc/passwd"), None);
    }
}
