//! A note that is being written: kept on disk until it is finished, so that no word is lost.

use super::Annotation;

/// An annotation under the analyst's hands.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The annotation with its targets, its tags and the text so far.
    pub annotation: Annotation,
    /// Whether it is not yet in the dossier.
    pub is_new: bool,
}
