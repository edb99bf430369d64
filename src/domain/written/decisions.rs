//! Decisions as JSON, and back. Like annotations they count code points and keep unknown fields.

use super::anchors::{AnchorFile, Texts, UnknownText};
use crate::domain::{Decision, DecisionId, Joining, Kind, Matter, Ruling, Sides};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The fields of the format; everything else belongs to others.
const OWN: [&str; 9] = ["id", "created", "author", "ruling", "discrepancy", "kind", "summary", "left", "right"];

/// A decision's file. The order of the fields is part of the format.
#[derive(Serialize, Deserialize)]
struct DecisionFile {
    id: DecisionId,
    created: Timestamp,
    #[serde(default)]
    author: String,
    #[serde(flatten)]
    matter: MatterFile,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum MatterFile {
    Discrepancy {
        ruling: Ruling,
        discrepancy: String,
        kind: Kind,
        #[serde(default)]
        summary: String,
    },
    Passages {
        ruling: Joining,
        left: Box<AnchorFile>,
        right: Box<AnchorFile>,
    },
}

/// A decision as JSON.
///
/// # Errors
/// Where it quotes a text that is not among these.
///
/// # Panics
/// Never: it has string keys only.
pub fn encode(decision: &Decision, texts: &Texts) -> Result<Value, UnknownText> {
    let mut other = decision.other.clone();
    for own in OWN {
        other.shift_remove(own);
    }
    let matter = match &decision.matter {
        Matter::Discrepancy { id, kind, summary, ruling } => {
            MatterFile::Discrepancy { ruling: *ruling, discrepancy: id.clone(), kind: *kind, summary: summary.clone() }
        }
        Matter::Passages { anchors, joining } => MatterFile::Passages {
            ruling: *joining,
            left: Box::new(AnchorFile::new(&anchors.left, texts)?),
            right: Box::new(AnchorFile::new(&anchors.right, texts)?),
        },
    };
    let file =
        DecisionFile { id: decision.id, created: decision.created, author: decision.author.clone(), matter, other };
    Ok(serde_json::to_value(file).expect("a decision has string keys only"))
}

/// Reads one back. The name that it was found under is the identity, whatever `id` says inside.
///
/// # Errors
/// Where it is no decision; the words say why.
pub fn decode(id: DecisionId, value: &Value, texts: &Texts) -> Result<Decision, String> {
    let mut file = DecisionFile::deserialize(value).map_err(|error| error.to_string())?;
    // A flattened map takes up what an untagged enum has read already.
    file.other.retain(|key, _| !OWN.contains(&key.as_str()));
    let matter = match file.matter {
        MatterFile::Discrepancy { ruling, discrepancy, kind, summary } => {
            Matter::Discrepancy { id: discrepancy, kind, summary, ruling }
        }
        MatterFile::Passages { ruling, left, right } => {
            let anchors = Box::new(Sides::new(left.anchor(texts), right.anchor(texts)));
            Matter::Passages { anchors, joining: ruling }
        }
    };
    Ok(Decision { id, created: file.created, author: file.author, matter, other: file.other })
}
