//! What the analyst ruled on something that the program found.

use super::Kind;
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

/// A ruling on one discrepancy; the newest one for a discrepancy counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// When it was made.
    pub created: Timestamp,
    /// Who made it.
    pub author: String,
    /// The discrepancy's stable id.
    pub discrepancy: String,
    /// Its kind, so that the file can be read alone.
    pub kind: Kind,
    /// What was ruled.
    pub ruling: Ruling,
    /// The discrepancy's sentence, so that the file can be read alone.
    pub summary: String,
    /// Fields of other programs or later versions, kept as they are.
    #[serde(flatten)]
    pub other: serde_json::Map<String, serde_json::Value>,
}
