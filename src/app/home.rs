//! Where an event lives, and so what becomes of the next change.

/// Where an event lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// A compiled-in sample: the first change copies it into the library.
    Sample(String),
    /// Two loose files: the first change saves it into the library.
    Unsaved,
    /// On its way into the library.
    Arriving,
    /// A dossier folder; the path is shown to the analyst.
    Saved(String),
    /// A dossier that must not be written to.
    ReadOnly {
        /// Its path.
        path: String,
        /// Why not, and what to do.
        why: String,
    },
}
