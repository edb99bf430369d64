//! The one place from which bytes go to the terminal while the program has it.
//!
//! Not through `std::io::stdout`: its lock may be held by a thread that hangs, and a signal has to
//! give the terminal back all the same.

use super::modes;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, TryLockError};
use std::time::Duration;

static PEN: Mutex<()> = Mutex::new(());

/// Whether a frame could not be written: the terminal is gone.
static LOST: AtomicBool = AtomicBool::new(false);

/// Whether the terminal is gone.
pub(super) fn is_lost() -> bool {
    LOST.load(Ordering::SeqCst)
}

/// Writes what was drawn, unless the terminal was given back meanwhile.
pub(super) fn draw(bytes: &[u8]) -> io::Result<()> {
    let _held = PEN.lock();
    if modes::on() { write(bytes) } else { Ok(()) }
}

/// Writes what changes modes. Waits for a drawing in progress, but never long.
pub(super) fn control(bytes: &[u8]) -> io::Result<()> {
    let mut held = None;
    for _ in 0..40 {
        match PEN.try_lock() {
            Ok(guard) => held = Some(guard),
            Err(TryLockError::Poisoned(guard)) => held = Some(guard.into_inner()),
            Err(TryLockError::WouldBlock) => {
                std::thread::sleep(Duration::from_millis(5));
                continue;
            }
        }
        break;
    }
    let outcome = write(bytes);
    drop(held);
    outcome
}

#[cfg(unix)]
fn write(mut bytes: &[u8]) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    let terminal = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(terminal, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            // Another program that shares the terminal made it non-blocking.
            Err(Errno::AGAIN) => {
                let _ = poll(&mut [PollFd::new(&terminal, PollFlags::OUT)], None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn write(bytes: &[u8]) -> io::Result<()> {
    let mut terminal = io::stdout().lock();
    terminal.write_all(bytes)?;
    terminal.flush()
}

/// Drops what was typed or pasted and not yet read: the shell would run it as commands.
pub(super) fn forget_typed() {
    #[cfg(unix)]
    {
        use rustix::termios::{QueueSelector, isatty, tcflush};
        let keyboard = rustix::stdio::stdin();
        let outcome = if isatty(keyboard) {
            tcflush(keyboard, QueueSelector::IFlush)
        } else {
            tcflush(rustix::stdio::stdout(), QueueSelector::IFlush)
        };
        // A terminal that is gone holds nothing typed.
        let _ = outcome;
    }
}

/// Gathers one frame, so that it reaches the terminal in one piece.
#[derive(Default)]
pub(super) struct Pen {
    waiting: Vec<u8>,
}

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Never fails: ratatui shows the cursor when it is dropped, and prints a failure of that, which
    /// panics where standard error is the same lost terminal.
    fn flush(&mut self) -> io::Result<()> {
        if draw(&self.waiting).is_err() {
            LOST.store(true, Ordering::SeqCst);
        }
        self.waiting.clear();
        Ok(())
    }
}
