//! What leaves the program: harmless, the same every time, traced to the texts, and back again without loss.

#![allow(clippy::unwrap_used, reason = "a test program")]

#[path = "exports/articles.rs"]
mod articles;
#[path = "exports/commands.rs"]
mod commands;
#[path = "exports/machines.rs"]
mod machines;
#[path = "exports/rounds.rs"]
mod rounds;
#[path = "exports/scene.rs"]
mod scene;
