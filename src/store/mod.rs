//! The dossier folder on disk: read, save, lock, history, library. Plain files are the truth.
//!
//! ```text
//! 2025-06-05-trump-xi-call/
//!   event.toml               the event, with format = "diptych-dossier/1"
//!   readouts/<id>.toml       one document each, with its versions
//!   texts/<sha256>.txt       the captured texts, immutable
//!   texts/<sha256>.raw.*     the bytes that a text came from
//!   codebook.toml            the tags; the default ones where absent
//!   annotations/<uuid>.json  one note each; offsets in code points
//!   decisions/<uuid>.json    one ruling each
//!   history/<copy>.jsonl     every change of one working copy, only ever appended to
//!   local/                   this working copy only, ignored by git: copy (its id), lock, holder,
//!                            settled, draft.json, place
//! ```
//!
//! # How a change is saved
//!
//! Whatever the analyst changes (a note, a ruling, the event, a document, the codebook) is a
//! [`Change`](crate::domain::Change) and goes through one door. A text that a change names is handed in
//! before it:
//!
//! ```text
//! let edits = dossier.adding(readout, Side::Left);   // or Edit::between(&before, &after)
//! keeper.keep(&text)?;                               // on the disk, under its hash, for good
//! keeper.save(&Change { edits, .. })?;               // recorded, then written
//! ```
//!
//! [`Keeper::save`] first appends the change to the history and waits until it is on the disk. Then, for
//! each file: a temporary file in the same folder, wait, rename, wait for the folder. A failure before
//! the history is written leaves everything as it was ([`SaveError::NotRecorded`]); after it, the file
//! is still the old one, whole, and the change is carried out later ([`SaveError::NotWritten`]). A change
//! that names a text which was not kept is refused. Undo is a change like any other; it never deletes a
//! text.
//!
//! [`Keeper::open`] carries out what the history has and the files have not: but only where a file is
//! still exactly what it was before the change. Any other difference was made from outside, by git or in
//! an editor; it stands, and the history takes note of it. `local/settled` says up to where the history
//! was carried out, so that a file which git set back to an older state is not taken for an unfinished
//! save. What the analyst changed at the same time is made again: a note under a new id, a document
//! field by field ([`SaveError::Conflict`], [`Outside`]).
//!
//! # What is damaged
//!
//! Nothing is dropped. A note that is not JSON is set aside as `<uuid>.json.bad` and rebuilt from the
//! histories, and so is a torn document that they know; a file that this program does not understand, or
//! in which git left a conflict, stays as it is and is told as a [`Problem`](crate::domain::Problem). A
//! text whose hash differs is not shown. A dossier of a newer format opens for reading only.

mod ancestor;
mod archive;
mod cache;
mod config;
mod content;
mod copy;
mod create;
mod doctor;
mod documents;
mod error;
mod files;
mod glance;
mod history;
mod keeper;
mod layout;
mod library;
mod lock;
mod making;
mod merge;
mod migrate;
pub mod samples;
mod settings;
mod source;
mod texts;
mod toml_file;
mod trash;

pub use ancestor::ancestor;
pub use archive::{Backup, back_up};
pub use cache::{Cache, Item, Items, Part, SHARDS};
pub use config::{Config, KeySetting, Value};
pub use doctor::{Finding, Mended, examine, mend};
pub use error::{SaveError, StoreError};
pub use files::{Disk, Files, Untouched};
pub use glance::{FolderStamp, Glance, glance};
pub use keeper::{Keeper, Opened, Outside};
pub use layout::slug;
pub use library::{Entry, Library, Listing};
pub use lock::Access;
pub use settings::Folders;
pub use texts::raw_of;
pub use trash::Trashed;

/// SHA-256 of any bytes, in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    use std::fmt::Write as _;
    sha2::Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A new random identity for what belongs to one working copy. It needs to be unique, not secret: the
/// standard library's randomly keyed hasher is enough.
fn fresh_id() -> uuid::Uuid {
    use std::hash::{BuildHasher as _, RandomState};
    let half =
        |n: u64| RandomState::new().hash_one((n, std::process::id(), std::time::SystemTime::now())).to_le_bytes();
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&half(1));
    bytes[8..].copy_from_slice(&half(2));
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}
