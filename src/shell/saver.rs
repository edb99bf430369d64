//! The thread that owns the open dossier: what it is asked to do, and how it is asked.

mod chores;
mod desk;
mod elsewhere;
mod export;
#[cfg(test)]
mod tests;

use super::event::Event;
use super::held::Held;
use super::terminal::panic_message;
use crate::app::{What, Which};
use crate::domain::{Change, Dossier, Draft, Text};
use crate::store::Library;
pub(crate) use chores::{Chore, rename};
use desk::Desk;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often the thread looks for changes made from outside, and tries again what failed.
const LOOK: Duration = Duration::from_secs(2);

/// One thing for the thread to do. All are done in the order in which they were asked for.
pub(crate) enum Task {
    /// Copy the event into the library before its first change.
    Adopt(Box<Dossier>),
    /// Make a change safe.
    Save {
        /// Its number.
        number: u64,
        /// The change.
        change: Box<Change>,
        /// The texts that it names.
        texts: Vec<Text>,
    },
    /// Keep or forget the note that is being written.
    Draft(Option<Box<Draft>>),
    /// Remember the row.
    Place(usize),
    /// Remember how many discrepancies are open, and how many there are.
    Tally(usize, usize),
    /// Do something to an event of the library.
    Chore(Chore),
    /// Open another event.
    Open(Which),
    /// Make an event, and open it.
    Create {
        /// All of it.
        dossier: Box<Dossier>,
        /// What its texts came from.
        texts: Vec<Text>,
    },
    /// Write a new file.
    Export {
        /// A name for it.
        name: String,
        /// Its contents.
        bytes: Vec<u8>,
    },
    /// Keep a setting.
    Configure {
        /// The folder of the settings.
        folder: PathBuf,
        /// What it is called.
        key: &'static str,
        /// What it is set to.
        value: String,
    },
    /// Write the whole event into another folder, and go on there.
    SaveElsewhere,
    /// Answer when everything before is done, and whether all of it is safe.
    Flush(Sender<bool>),
    /// The last task.
    End,
}

impl Task {
    /// The number of the change that it saves.
    fn number(&self) -> Option<u64> {
        match self {
            Task::Save { number, .. } => Some(*number),
            _ => None,
        }
    }
}

/// Hands tasks to the thread; ends it, when dropped, after the last of them.
pub(crate) struct Saver {
    tasks: Sender<Task>,
    thread: Option<JoinHandle<()>>,
}

impl Saver {
    /// Starts the thread. `captured` is what the texts of an event without a folder came from.
    pub(crate) fn start(
        library: Library,
        held: Option<Held>,
        captured: Vec<Text>,
        events: Sender<Event>,
    ) -> io::Result<Saver> {
        let (tasks, waiting) = channel();
        let desk = Desk::new(library, held, captured, events);
        let thread = thread::Builder::new().name("saver".to_owned()).spawn(move || work(desk, &waiting))?;
        Ok(Saver { tasks, thread: Some(thread) })
    }

    /// Asks for something.
    pub(crate) fn ask(&self, task: Task) {
        // The thread ends only with this sender.
        let _ = self.tasks.send(task);
    }

    /// A way to wait for the thread from any other one.
    pub(crate) fn flusher(&self) -> impl Fn(Duration) -> bool + Send + Sync + use<> {
        let tasks = self.tasks.clone();
        move |patience| {
            let (done, answer) = channel();
            // A thread that has ended has done everything.
            tasks.send(Task::Flush(done)).is_err() || answer.recv_timeout(patience).unwrap_or(false)
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.ask(Task::End);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(mut desk: Desk, waiting: &Receiver<Task>) {
    loop {
        match waiting.recv_timeout(LOOK) {
            Ok(Task::End) | Err(RecvTimeoutError::Disconnected) => return,
            Ok(task) => {
                let number = task.number();
                guarded(&mut desk, number, |desk| desk.take(task));
            }
            Err(RecvTimeoutError::Timeout) => guarded(&mut desk, None, Desk::look),
        }
    }
}

/// A fault in one task must not end the thread: the next change still wants to be saved.
fn guarded(desk: &mut Desk, number: Option<u64>, work: impl FnOnce(&mut Desk)) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| work(desk))) {
        let message = format!("the program has a fault: {}", panic_message(&*payload));
        desk.say(match number {
            Some(number) => What::NotSaved { number, message },
            None => What::Failed { job: None, message },
        });
    }
}
