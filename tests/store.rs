//! Dossiers on a real disk: what is saved is found again, whatever happens in between.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "store/damage.rs"]
mod damage;
#[path = "store/disks.rs"]
mod disks;
#[path = "store/documents.rs"]
mod documents;
#[path = "store/faults.rs"]
mod faults;
#[path = "store/library.rs"]
mod library;
#[path = "store/outside.rs"]
mod outside;
#[path = "store/rounds.rs"]
mod rounds;
#[path = "store/scene.rs"]
mod scene;
