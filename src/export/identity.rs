//! Identities for what has none of its own: the same thing always gets the same one, so that a second export of the
//! same dossier is the same file.

use sha2::Digest as _;
use uuid::{Builder, Uuid};

/// A UUID (RFC 9562, version 8) made of what a thing is.
pub(super) fn identity(what: &[&str]) -> Uuid {
    let digest = sha2::Sha256::digest(what.join("\u{0}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}
