//! Annotations and decisions as JSON, and back: in the dossier's files, in its history, and in exports.
//!
//! Outside of the program offsets count Unicode code points, inside of it bytes: whoever writes or reads
//! brings the [`Texts`] that the offsets belong to.

mod anchors;
mod annotations;
mod decisions;

pub use anchors::{Texts, UnknownText};
pub use annotations::{
    decode as decode_annotation, decode_draft, encode as encode_annotation, encode_draft, encode_over,
};
pub use decisions::{decode as decode_decision, encode as encode_decision};
