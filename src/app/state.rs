//! The state of the program.

use super::{Listing, Opened, Size};

/// What the program starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// Size of the screen.
    pub size: Size,
    /// Seed of all ids that are made; any number that differs from run to run.
    pub seed: u64,
    /// Who annotates.
    pub author: String,
    /// A dark screen, or a light one.
    pub dark: bool,
}

/// The state of the program.
#[derive(Debug)]
pub struct State {
    pub(crate) setup: Setup,
    pub(crate) opened: Option<Box<Opened>>,
    pub(crate) listed: Vec<Listing>,
}

impl State {
    /// A program that shows the library until an event is opened.
    #[must_use]
    pub fn new(setup: Setup) -> State {
        State { setup, opened: None, listed: Vec::new() }
    }
}
