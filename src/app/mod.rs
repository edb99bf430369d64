//! What the analyst is doing: inputs in, state changed, effects out. One pure step.

mod effect;
mod home;
mod input;
mod state;
mod update;

pub use effect::{Effect, Pair};
pub use home::Home;
pub use input::{Input, JobId, Key, KeyCode, Listing, Mouse, MouseKind, Opened, Size, What, Which};
pub use state::{Setup, State};
pub use update::respond;
