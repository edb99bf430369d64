//! Dossiers on a real disk: what is saved is found again, whatever happens in between.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "store/outside.rs"]
mod outside;
#[path = "store/rounds.rs"]
mod rounds;
#[path = "store/scene.rs"]
mod scene;
