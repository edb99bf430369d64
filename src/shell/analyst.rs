//! The thread that compares, so that the screen never waits for it.

use super::event::Event;
use super::terminal::panic_message;
use crate::app::{Pair, What};
use crate::compare::{self, Document, Lexicon};
use crate::domain::Sides;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Deep recursion over strange texts ends in an error on screen, not in the end of the program.
const STACK: usize = 64 << 20;

/// Hands pairs to the thread.
pub(crate) struct Analyst {
    pairs: Sender<Box<Pair>>,
}

impl Analyst {
    /// Starts the thread.
    pub(crate) fn start(events: Sender<Event>) -> io::Result<Analyst> {
        let (pairs, waiting) = channel();
        thread::Builder::new()
            .name("comparison".to_owned())
            .stack_size(STACK)
            .spawn(move || work(&waiting, &events))?;
        Ok(Analyst { pairs })
    }

    /// Compares a pair some time soon. One that still waits when the next one comes is dropped:
    /// nobody looks at it any more.
    pub(crate) fn compare(&self, pair: Box<Pair>) {
        // The thread ends only with this sender.
        let _ = self.pairs.send(pair);
    }
}

fn work(waiting: &Receiver<Box<Pair>>, events: &Sender<Event>) {
    while let Ok(mut pair) = waiting.recv() {
        while let Ok(newer) = waiting.try_recv() {
            pair = newer;
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| answer(&pair)));
        let what = outcome.unwrap_or_else(|payload| What::Failed {
            job: Some(pair.job),
            message: format!(
                "these texts could not be compared: the program has a fault ({}). Reading and notes still work.",
                panic_message(&*payload)
            ),
        });
        if events.send(Event::Happened(what)).is_err() {
            return;
        }
    }
}

fn answer(pair: &Pair) -> What {
    let documents = Sides::from_fn(|side| Document {
        name: &pair.names[side],
        language: pair.languages[side].clone(),
        text: &pair.texts[side],
    });
    let comparison = Box::new(compare::pair(documents, &pair.frame, Lexicon::builtin()));
    What::Compared { job: pair.job, comparison }
}
