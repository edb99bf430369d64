//! The threads that compare, so that the screen never waits for them.

use super::event::Event;
use super::lexicon;
use super::terminal::panic_message;
use crate::app::{Pair, What};
use crate::compare::Lexicon;
use crate::domain::Side;
use crate::review::Sheet;
use std::borrow::Cow;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Deep recursion over strange texts ends in an error on screen, not in the end of the program.
pub(super) const STACK: usize = 64 << 20;
/// A comparison cannot be broken off; with a second thread the next event need not wait for one that
/// nobody looks at any more, and with no third one a restless analyst cannot fill the machine.
const THREADS: usize = 2;

/// Hands pairs to the threads.
pub(crate) struct Analyst {
    pairs: Sender<Box<Pair>>,
}

impl Analyst {
    /// Starts the threads. The configuration's folder may hold lexicons of the person's own.
    pub(crate) fn start(events: &Sender<Event>, config: PathBuf) -> io::Result<Analyst> {
        let told = events.clone();
        Analyst::with(events, move |pair: &Pair| {
            let (lexicon, what) = answer(pair, &config);
            if let Cow::Owned(lexicon) = lexicon {
                let _ = told.send(Event::Happened(What::Lexicon { job: pair.job, lexicon: Arc::new(lexicon) }));
            }
            what
        })
    }

    fn with(events: &Sender<Event>, answer: impl Fn(&Pair) -> What + Clone + Send + 'static) -> io::Result<Analyst> {
        let (pairs, waiting) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..THREADS {
            let (waiting, events, answer) = (Arc::clone(&waiting), events.clone(), answer.clone());
            thread::Builder::new()
                .name("comparison".to_owned())
                .stack_size(STACK)
                .spawn(move || work(&waiting, &events, &answer))?;
        }
        Ok(Analyst { pairs })
    }

    /// Compares a pair some time soon. One that still waits when the next one comes is dropped:
    /// nobody looks at it any more. The answer to one that is under way is dropped by its job's number.
    pub(crate) fn compare(&self, pair: Box<Pair>) {
        // The threads end only with this sender.
        let _ = self.pairs.send(pair);
    }
}

fn work(waiting: &Mutex<Receiver<Box<Pair>>>, events: &Sender<Event>, answer: &impl Fn(&Pair) -> What) {
    while let Some(pair) = newest(waiting) {
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

/// Waits for a pair, and passes over all but the newest. The other thread waits behind the lock; it is
/// not held while texts are compared.
fn newest(waiting: &Mutex<Receiver<Box<Pair>>>) -> Option<Box<Pair>> {
    let waiting = waiting.lock().ok()?;
    let mut pair = waiting.recv().ok()?;
    while let Ok(newer) = waiting.try_recv() {
        pair = newer;
    }
    Some(pair)
}

/// Compares a pair; with the lexicon that was used.
fn answer(pair: &Pair, config: &Path) -> (Cow<'static, Lexicon>, What) {
    let (lexicon, problems) = lexicon::load(config, pair.folder.as_deref().map(Path::new));
    let mut comparison = Box::new(pair.compared(&lexicon));
    comparison.problems.splice(..0, problems);
    let sheet = Box::new(Sheet::compared(&comparison).led_by(Side::Left));
    (lexicon, What::Compared { job: pair.job, comparison, sheet })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::JobId;
    use crate::compare::Frame;
    use crate::domain::Sides;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    fn pair(job: u64) -> Box<Pair> {
        Box::new(Pair {
            job: JobId(job),
            documents: Sides::default(),
            shown: Sides::default(),
            versions: false,
            frame: Frame::default(),
            folder: None,
        })
    }

    /// The job that is answered next.
    fn answered(events: &Receiver<Event>) -> Option<u64> {
        match events.recv_timeout(Duration::from_secs(10)) {
            Ok(Event::Happened(What::Compared { job, .. } | What::Failed { job: Some(job), .. })) => Some(job.0),
            _ => None,
        }
    }

    #[test]
    fn an_event_does_not_wait_for_one_that_was_left() {
        static LET_GO: AtomicBool = AtomicBool::new(false);
        fn slow_at_first(pair: &Pair) -> What {
            while pair.job == JobId(1) && !LET_GO.load(Ordering::SeqCst) {
                thread::sleep(Duration::from_millis(1));
            }
            answer(pair, Path::new("nowhere")).1
        }
        let (sender, events) = channel();
        let analyst = Analyst::with(&sender, slow_at_first).unwrap();
        for job in [1, 2] {
            analyst.compare(pair(job));
            // The first one is under way, rather than passed over.
            thread::sleep(Duration::from_millis(200));
        }
        assert_eq!(answered(&events), Some(2));
        LET_GO.store(true, Ordering::SeqCst);
        assert_eq!(answered(&events), Some(1));
    }

    #[test]
    fn a_fault_is_told_and_the_next_pair_compared() {
        let (sender, events) = channel();
        let analyst = Analyst::with(&sender, |pair| {
            if pair.job.0 < 4 { panic!("a fault") } else { answer(pair, Path::new("nowhere")).1 }
        })
        .unwrap();
        for job in 1..=4 {
            analyst.compare(pair(job));
            assert_eq!(answered(&events), Some(job));
        }
    }
}
