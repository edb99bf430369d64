//! The controls: which commands there are, under which keys and buttons, and which of them can be used now.

pub(super) mod available;
pub(super) mod buttons;
pub mod command;
pub(super) mod keymap;
pub(super) mod keys;
pub(super) mod mouse;
pub(super) mod pulling;
