//! Office documents: Word's `.docx` and OpenDocument's `.odt`, paragraph by paragraph.
//!
//! Of a document with changes on record, the text is taken as if all of them were accepted; what was deleted
//! is told. Footnotes stand after the text, headers and footers are left out.

mod docx;
mod flow;
mod odt;
mod package;
mod properties;
mod xml;

pub(super) use docx::docx;
pub(super) use odt::odt;

#[cfg(test)]
mod tests;
