//! Signals and the end of the terminal: work is kept, the terminal comes back, the program ends.

use super::modes;
use crate::shell::event::Event;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

/// How long the thread that draws may take to hand over what is being written.
const FOR_DRAFT: Duration = Duration::from_millis(500);
/// How long the disk may take.
const FOR_SAVE: Duration = Duration::from_secs(5);
/// A second signal after this time ends the program whatever is unsaved.
const IMPATIENCE: Duration = Duration::from_secs(1);
/// After this the program ends whatever hangs, even a terminal that takes no more bytes.
const AT_MOST: Duration = Duration::from_secs(8);

/// Waits, at most so long, until all that was to be saved is safe; whether it is.
type Flush = dyn Fn(Duration) -> bool + Send + Sync;

/// Ends the program from outside, in good order.
#[derive(Clone)]
pub(crate) struct Guard {
    events: Sender<Event>,
    flush: Arc<Flush>,
    begun: Arc<OnceLock<Instant>>,
}

impl Guard {
    /// A guard that tells the loop, then waits for the disk.
    pub(crate) fn new(events: Sender<Event>, flush: impl Fn(Duration) -> bool + Send + Sync + 'static) -> Guard {
        Guard { events, flush: Arc::new(flush), begun: Arc::default() }
    }

    /// Ends the program as the signal of this number would; returns at once. Who asks again after a
    /// while does not want to wait; at once it is only the same end, told in two ways, as by a closed
    /// window.
    pub(crate) fn end(&self, signal: i32) {
        let now = Instant::now();
        let begun = *self.begun.get_or_init(|| now);
        if begun != now {
            if signal != HANGUP && begun.elapsed() > IMPATIENCE {
                modes::leave();
                exit(signal);
            }
            return;
        }
        let late = thread::Builder::new().name("deadline".to_owned()).spawn(move || {
            thread::sleep(AT_MOST);
            exit(signal);
        });
        let guard = self.clone();
        let orderly = thread::Builder::new().name("ending".to_owned()).spawn(move || guard.finish(signal));
        if late.is_err() || orderly.is_err() {
            self.finish(signal);
        }
    }

    fn finish(&self, signal: i32) {
        let (done, handed_over) = channel();
        if self.events.send(Event::Ending(done)).is_ok() {
            // A loop that hangs has nothing more to hand over; what it sent before is with the saver.
            let _ = handed_over.recv_timeout(FOR_DRAFT);
        }
        let safe = (self.flush)(FOR_SAVE);
        modes::leave();
        if !safe {
            crate::shell::say::complain("the newest change could not be saved before the program was ended.");
        }
        exit(signal);
    }
}

#[cfg(unix)]
pub(crate) use unix::suspend;
#[cfg(unix)]
use unix::{HANGUP, exit};

#[cfg(unix)]
mod unix {
    use super::{Event, Guard, modes};
    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use std::os::fd::AsFd;
    use std::{fs, io, thread};

    pub(super) const HANGUP: i32 = SIGHUP;

    /// At once, without running what the C library keeps for the end: another thread may hang in it.
    pub(super) fn exit(signal: i32) -> ! {
        signal_hook::low_level::exit(128 + signal)
    }

    /// Gives the terminal back and stops, as Ctrl-Z does everywhere; goes on when continued.
    pub(crate) fn suspend() {
        modes::pause();
        let _ = signal_hook::low_level::raise(SIGSTOP);
    }

    impl Guard {
        /// Listens to signals and watches the terminal from now on.
        ///
        /// # Errors
        /// Where the system has no more threads or handles.
        pub(crate) fn watch(&self) -> io::Result<()> {
            let signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
            let guard = self.clone();
            thread::Builder::new().name("signals".to_owned()).spawn(move || guard.listen(signals))?;
            let guard = self.clone();
            thread::Builder::new().name("hang-up".to_owned()).spawn(move || guard.wait_for_hangup())?;
            Ok(())
        }

        fn listen(&self, mut signals: Signals) {
            for signal in signals.forever() {
                match signal {
                    SIGTSTP => suspend(),
                    SIGCONT => {
                        // A terminal that cannot be taken again is told by the next frame.
                        let _ = modes::again();
                        let _ = self.events.send(Event::Redraw);
                    }
                    // Our own watch: crossterm's goes deaf while it waits for the rest of a sequence.
                    SIGWINCH => {
                        let _ = self.events.send(Event::Redraw);
                    }
                    signal => self.end(signal),
                }
            }
        }

        /// A closed window does not always come with a signal, and reading from it would spin.
        fn wait_for_hangup(&self) {
            let keyboard = rustix::stdio::stdin();
            let gone = if rustix::termios::isatty(keyboard) {
                hung_up(keyboard)
            } else {
                fs::File::open("/dev/tty").is_ok_and(|terminal| hung_up(terminal.as_fd()))
            };
            if gone {
                self.end(SIGHUP);
            }
        }
    }

    /// Waits until the terminal is gone. `false` where the system cannot watch terminals.
    fn hung_up(terminal: std::os::fd::BorrowedFd<'_>) -> bool {
        loop {
            let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
            match poll(&mut watched, None) {
                Ok(_) if watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => return true,
                Err(rustix::io::Errno::INTR) => {}
                _ => return false,
            }
        }
    }
}

#[cfg(not(unix))]
pub(crate) use other::suspend;
#[cfg(not(unix))]
use other::{HANGUP, exit};

#[cfg(not(unix))]
mod other {
    use super::Guard;
    use std::io;

    pub(super) const HANGUP: i32 = 1;

    pub(super) fn exit(signal: i32) -> ! {
        std::process::exit(128 + signal)
    }

    /// There is no stopping a program here.
    pub(crate) fn suspend() {}

    impl Guard {
        /// Nothing to watch: a closed console ends the program by itself.
        ///
        /// # Errors
        /// None.
        pub(crate) fn watch(&self) -> io::Result<()> {
            Ok(())
        }
    }
}

impl Guard {
    /// The terminal takes no more bytes: it is gone.
    pub(crate) fn terminal_lost(&self) {
        self.end(HANGUP);
    }
}
