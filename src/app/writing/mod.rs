//! Writing: the tag that is chosen, the note under the analyst's hands, and its record.

pub(super) mod editor;
pub(super) mod note;
pub(super) mod recording;
