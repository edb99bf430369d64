//! What happens when the program itself is wrong: the terminal comes back before anything is said.

use super::modes;
use crate::shell::say;
use std::any::Any;
use std::panic::PanicHookInfo;
use std::sync::OnceLock;
use std::thread::{self, ThreadId};

/// The thread whose end is the end of the program.
static MAIN: OnceLock<ThreadId> = OnceLock::new();

/// From now on a panic of the calling thread gives the terminal back and then says what went wrong,
/// made visible. Panics of other threads say nothing here: the thread's caller turns them into a
/// message on the screen.
pub(crate) fn install() {
    let _ = MAIN.set(thread::current().id());
    std::panic::set_hook(Box::new(|info| {
        if MAIN.get() == Some(&thread::current().id()) {
            modes::leave();
            say::complain(&report(info));
        }
    }));
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
    format!(
        "the program has a fault: {}{place}. What was saved is safe; start it again to go on. Please report this line.",
        message(info.payload())
    )
}

/// The words of a panic.
pub(crate) fn message(payload: &(dyn Any + Send)) -> String {
    let words = payload.downcast_ref::<&str>().map(|words| (*words).to_owned());
    words.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no words".to_owned())
}
