//! Ends that only a fault brings about: the test starts itself again, in a pseudo-terminal, and the
//! child goes wrong.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test program")]

#[path = "../../../tests/pty/mod.rs"]
mod pty;

use super::{Guard, enter, install_panic_hook, panic_message};
use pty::Pty;
use rustix::process::Signal;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

const CHILD: &str = "DIPTYCH_TEST_CHILD";

/// This test program in a pseudo-terminal, running only the named child.
fn child(name: &str) -> Pty {
    let program = std::env::current_exe().unwrap();
    let name = format!("shell::terminal::tests::{name}");
    Pty::program(&program, &["--exact", &name, "--nocapture"], &[(CHILD, "1")])
}

/// A child does nothing when it is run by itself.
fn is_child() -> bool {
    std::env::var_os(CHILD).is_some()
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut pty = child("panics");
    assert_ne!(pty.wait_for_end(), 0);
    pty.assert_as_before();
    let told = pty.text();
    assert!(told.contains("diptych: the program has a fault: broken ⟦U+001B⟧[31m"), "{told}");
}

#[test]
fn panics() {
    if is_child() {
        install_panic_hook();
        enter().unwrap();
        panic!("broken \x1b[31m");
    }
}

#[test]
fn a_worker_that_panics_leaves_the_screen_alone() {
    let mut pty = child("worker_panics");
    pty.wait_for(|screen| screen.alternate_screen() && screen.contents().trim() == "caught: worker broke");
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), 143);
    pty.assert_as_before();
}

#[test]
fn worker_panics() {
    if is_child() {
        install_panic_hook();
        let (events, _kept) = channel();
        Guard::new(events, |_| true).watch().unwrap();
        enter().unwrap();
        let payload = thread::spawn(|| panic!("worker broke")).join().unwrap_err();
        super::output::control(format!("caught: {}", panic_message(&*payload)).as_bytes()).unwrap();
        thread::sleep(Duration::from_secs(60));
    }
}

#[test]
fn a_signal_ends_a_program_that_hangs() {
    let mut pty = child("hangs");
    pty.wait_for(vt100::Screen::alternate_screen);
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), 143);
    pty.assert_as_before();
    assert!(pty.text().contains("could not be saved"), "{}", pty.text());
}

#[test]
fn hangs() {
    if is_child() {
        let (events, _nobody_reads) = channel();
        // The disk hangs as well.
        let flush = |patience: Duration| {
            thread::sleep(patience.min(Duration::from_millis(100)));
            false
        };
        Guard::new(events, flush).watch().unwrap();
        enter().unwrap();
        thread::sleep(Duration::from_secs(60));
    }
}
