//! What the analyst ruled on something that the program found.

use super::{Anchor, Kind, Sides};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Identity of a decision; also its file name in the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DecisionId(pub Uuid);

/// Accepted, or dismissed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// The discrepancy stands.
    Accept,
    /// It does not matter, or is none.
    Dismiss,
}

/// Whether two passages belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Joining {
    /// They report the same: linked, whatever the program thinks.
    Link,
    /// They do not: never linked.
    Separate,
}

/// What a decision is about, and what was decided.
#[derive(Debug, Clone, PartialEq)]
pub enum Matter {
    /// A discrepancy that the program found. Each reader's newest decision on it counts.
    Discrepancy {
        /// Its stable id.
        id: String,
        /// Its kind, so that the file can be read alone.
        kind: Kind,
        /// Its sentence, so that the file can be read alone.
        summary: String,
        /// What was ruled.
        ruling: Ruling,
    },
    /// Words of a left and of a right text.
    Passages {
        /// Where they stand.
        anchors: Box<Sides<Anchor>>,
        /// Whether they belong together.
        joining: Joining,
    },
}

/// A ruling of the analyst, which the next comparison respects.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// When it was made.
    pub created: Timestamp,
    /// Who made it.
    pub author: String,
    /// About what, and what.
    pub matter: Matter,
    /// Fields of other programs or later versions, kept as they are.
    pub other: serde_json::Map<String, serde_json::Value>,
}
