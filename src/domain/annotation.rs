//! What the analyst records: spans, tags and a note.

use super::{Kind, PartyId, ReadoutId, Span, TagId, TextHash, VersionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Identity of an annotation; also its file name in the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnnotationId(pub Uuid);

/// Where an annotation stands in the analyst's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// To be looked at again.
    #[default]
    Open,
    /// Stands.
    Accepted,
    /// Does not stand; kept for the record.
    Dismissed,
}

impl Status {
    /// The word in files and lists.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Accepted => "accepted",
            Status::Dismissed => "dismissed",
        }
    }
}

/// How an annotation came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The analyst selected the spans.
    Hand,
    /// The analyst took over a discrepancy that the program found.
    Discrepancy {
        /// The discrepancy's stable id.
        id: String,
        /// Its kind.
        kind: Kind,
        /// Name and version of the program that found it.
        program: String,
        /// Its sentence, in the program's words: they must not pass for the analyst's.
        summary: String,
    },
}

/// How many code points of context an anchor keeps on either side.
const CONTEXT: usize = 32;

/// A span of one version's text, with its quotation, so that it can be found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The readout quoted.
    pub readout: ReadoutId,
    /// The version quoted.
    pub text: TextHash,
    /// Where; bytes, on grapheme boundaries.
    pub span: Span,
    /// The exact words.
    pub quote: String,
    /// Up to 32 code points before.
    pub prefix: String,
    /// Up to 32 code points after.
    pub suffix: String,
}

impl VersionId {
    /// Anchors a span of this version's text.
    #[must_use]
    pub fn anchor(&self, text: &str, span: Span) -> Anchor {
        Anchor::new(self.readout.clone(), self.text.clone(), text, span)
    }
}

impl Anchor {
    /// Anchors a span of a text; the span is widened to whole grapheme clusters.
    #[must_use]
    pub fn new(readout: ReadoutId, hash: TextHash, text: &str, span: Span) -> Anchor {
        let span = span.snapped(text);
        let before = &text[..span.start];
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        Anchor {
            readout,
            text: hash,
            span,
            quote: span.of(text).to_owned(),
            prefix: before[from..].to_owned(),
            suffix: text[span.end..].chars().take(CONTEXT).collect(),
        }
    }

    /// Whether the quotation still stands where the anchor says.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        !self.quote.is_empty() && text.get(self.span.start..self.span.end) == Some(self.quote.as_str())
    }
}

/// *Nothing there*: the matter was not found in these texts. It never says that it was denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nothing {
    /// Whose texts.
    pub party: Option<PartyId>,
    /// Which texts.
    pub searched: Vec<VersionId>,
}

/// One end of an annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// These words.
    Quote(Anchor),
    /// Nothing in these documents.
    Nothing(Nothing),
}

impl Target {
    /// The anchor, if it quotes.
    #[must_use]
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Target::Quote(anchor) => Some(anchor),
            Target::Nothing(_) => None,
        }
    }
}

/// What the analyst records about one or two places. Precious: never dropped by the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// Identity.
    pub id: AnnotationId,
    /// When it was made.
    pub created: Timestamp,
    /// Who made it.
    pub author: String,
    /// How it came about.
    pub origin: Origin,
    /// One or two places; the first is the one selected first.
    pub targets: Vec<Target>,
    /// Its tags, in the order given.
    pub tags: Vec<TagId>,
    /// The note, in Markdown.
    pub note: String,
    /// Where it stands.
    pub status: Status,
    /// Fields of other programs or later versions, kept as they are.
    pub other: serde_json::Map<String, serde_json::Value>,
}

impl Annotation {
    /// The anchors of all targets that quote.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        self.targets.iter().filter_map(Target::anchor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_quotes_whole_characters_with_their_context() {
        let text = format!("{}双方同意 e\u{301}t voil\u{e0} done", "前".repeat(40));
        let at = text.find("e\u{301}").unwrap();
        let anchor = Anchor::new(ReadoutId("r".into()), TextHash::of(&text), &text, Span::new(at, at + 1));
        assert_eq!(anchor.quote, "e\u{301}");
        assert_eq!(anchor.prefix.chars().count(), CONTEXT);
        assert!(anchor.prefix.ends_with("双方同意 "));
        assert_eq!(anchor.suffix, "t voil\u{e0} done");
        assert!(anchor.holds(&text));
        assert!(!anchor.holds("short"));
    }
}
