//! The terminal: its modes, what is written to it, what is typed into it, and its signals.

mod ground;
mod keys;
mod modes;
mod output;
mod panics;
mod screen;
mod signals;
#[cfg(test)]
mod tests;

pub(crate) use ground::{Heard, Replies};
pub(crate) use keys::{merge, translate};
pub(crate) use modes::{enter, leave, listen_to_mouse};
pub(crate) use panics::install as install_panic_hook;
pub(crate) use panics::message as panic_message;
pub(crate) use screen::Screen;
pub(crate) use signals::Guard;
pub(crate) use signals::suspend;
