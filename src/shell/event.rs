//! What reaches the loop, from whichever thread.

use crate::app::What;
use std::sync::mpsc::Sender;

/// One thing for the loop to take up.
pub(crate) enum Event {
    /// An input for the program.
    Happened(What),
    /// The terminal was taken again, or has another size: measure it and draw everything anew.
    Redraw,
    /// The program is being ended from outside: hand over what is being written, answer, and wait.
    Ending(Sender<()>),
    /// The terminal cannot be read any more: it is gone.
    Deaf,
}
