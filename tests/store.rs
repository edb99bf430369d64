//! Dossiers on a real disk: what is saved is found again, whatever happens in between.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "store/archive.rs"]
mod archive;
#[path = "store/cache.rs"]
mod cache;
#[path = "store/clock.rs"]
mod clock;
#[path = "store/damage.rs"]
mod damage;
#[path = "store/disks.rs"]
mod disks;
#[path = "store/doctor.rs"]
mod doctor;
#[path = "store/documents.rs"]
mod documents;
#[path = "store/elsewhere.rs"]
mod elsewhere;
#[path = "store/faults.rs"]
mod faults;
#[path = "store/git.rs"]
mod git;
#[path = "store/library.rs"]
mod library;
#[path = "store/migration.rs"]
mod migration;
#[path = "store/outside.rs"]
mod outside;
#[path = "store/rounds.rs"]
mod rounds;
#[path = "store/scene.rs"]
mod scene;
#[path = "store/trash.rs"]
mod trash;
