//! From values to bytes: one file or room a format. No files, no terminal.
//!
//! Every format takes a [`Publication`](crate::review::Publication) and derives nothing that another format shows,
//! too. The article (Markdown, HTML, Word) is composed once, in `article`; the formats for programs each write
//! their own form of the same notes, findings and references.

pub mod agreement;
mod article;
mod citations;
pub mod comparison;
mod csv;
mod escape;
mod format;
pub mod found;
mod html;
mod identity;
mod json;
mod linear;
mod markdown;
mod markup;
pub mod merged;
mod package;
mod refi;
pub mod track;
mod verify;
mod web_annotation;
mod word;

pub use format::{Choice, Format, NeedsTexts, file_name};
pub use json::{FORMAT, ReadError, read};
pub use linear::linear;
pub use markdown::markdown;
pub use verify::{Verified, VerifyError, verify};
