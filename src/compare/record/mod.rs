//! Kinds that the texts alone do not show: they need what is known of the documents. Who published
//! first, what changed between two captures, and what rests on a translation.

mod language;
mod revision;
mod timing;
mod versions;

pub(crate) use language::notes_on_translation;
pub use language::{language_version, original_lines, rests_on_translation};
pub use revision::{Alteration, Revision, revision};
pub use timing::{Published, duration, timing};
pub(crate) use versions::{bonds, changes};

use crate::domain::{Kind, Sides, TextHash};

/// Sixteen hexadecimal digits that stay the same as long as the kind, the documents and the place do.
fn id(kind: Kind, documents: Sides<&str>, place: &str) -> String {
    let key = format!("{}\n{}\n{}\n{place}", kind.name(), documents.left, documents.right);
    TextHash::of(&key).as_str()[..16].to_owned()
}
