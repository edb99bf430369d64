//! The thread that makes exports, so that the screen never waits for them.

use super::event::Event;
use super::lexicon;
use super::terminal::panic_message;
use crate::app::{Order, What};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Hands orders to the thread.
pub(crate) struct Publisher {
    orders: Sender<Box<Order>>,
}

impl Publisher {
    /// Starts the thread. The configuration's folder may hold lexicons of the person's own.
    pub(crate) fn start(events: Sender<Event>, config: PathBuf) -> io::Result<Publisher> {
        let (orders, waiting) = channel();
        thread::Builder::new()
            .name("export".to_owned())
            .stack_size(super::analyst::STACK)
            .spawn(move || work(&waiting, &events, &config))?;
        Ok(Publisher { orders })
    }

    /// Makes a file some time soon. An order that still waits when the next one comes is dropped.
    pub(crate) fn make(&self, order: Box<Order>) {
        // The thread ends only with this sender.
        let _ = self.orders.send(order);
    }
}

fn work(waiting: &Receiver<Box<Order>>, events: &Sender<Event>, config: &Path) {
    while let Ok(mut order) = waiting.recv() {
        while let Ok(newer) = waiting.try_recv() {
            order = newer;
        }
        let made = catch_unwind(AssertUnwindSafe(|| {
            let (lexicon, _) = lexicon::load(config, order.folder.as_deref().map(Path::new));
            order.made(&lexicon)
        }));
        let made = made.unwrap_or_else(|payload| Err(format!("the program has a fault: {}", panic_message(&*payload))));
        if events.send(Event::Happened(What::Published { job: order.job, made })).is_err() {
            return;
        }
    }
}
