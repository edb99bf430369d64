//! What the program turns on in a terminal, and therefore has to turn off: one table for both.

use super::{ground, output};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// One thing that is switched on for the program and off for the shell.
struct Mode {
    enter: &'static str,
    leave: &'static str,
}

/// All of them beside raw mode, in the order in which they are entered; left in the opposite order.
///
/// The mouse reports presses, the wheel, and motion only while a button is held: crossterm's own
/// command also asks for every motion (`?1003`), which floods slow connections.
const MODES: [Mode; 9] = [
    // The alternate screen, so that the scrollback stays what it was.
    Mode { enter: "\x1b[?1049h", leave: "\x1b[?1049l" },
    // The cursor; drawing shows it at the focus, where screen readers and input methods look for it.
    Mode { enter: "\x1b[?25l", leave: "\x1b[?25h" },
    // It is a block that does not blink; afterwards, whatever the terminal is set to.
    Mode { enter: "\x1b[2 q", leave: "\x1b[0 q" },
    // Colours and underlines end with the program.
    Mode { enter: "\x1b[0m\x1b[2J", leave: "\x1b[0m" },
    // Bracketed paste.
    Mode { enter: "\x1b[?2004h", leave: "\x1b[?2004l" },
    // Mouse: presses and the wheel.
    Mode { enter: "\x1b[?1000h", leave: "\x1b[?1000l" },
    // Mouse: motion while a button is held.
    Mode { enter: "\x1b[?1002h", leave: "\x1b[?1002l" },
    // Mouse: cells beyond column 223.
    Mode { enter: "\x1b[?1006h", leave: "\x1b[?1006l" },
    // A frame that was cut short must not keep the terminal from showing what follows.
    Mode { enter: "", leave: "\x1b[?2026l" },
];

const OFF: u8 = 0;
const ON: u8 = 1;
const OVER: u8 = 2;

/// Whether the modes are on. Once over, they never come on again: a signal may end the program
/// while another thread still wants to return to the screen.
static STATE: AtomicU8 = AtomicU8::new(OFF);

/// Whether drawing may reach the terminal.
pub(super) fn on() -> bool {
    STATE.load(Ordering::SeqCst) == ON
}

/// Whether the mouse is listened to; its modes are always left, whether they were entered or not.
static MOUSE: AtomicBool = AtomicBool::new(true);

/// Whether a mode makes the terminal report the mouse.
fn is_for_mouse(mode: &&Mode) -> bool {
    ["\x1b[?1000h", "\x1b[?1002h", "\x1b[?1006h"].contains(&mode.enter)
}

/// Listens to the mouse, or leaves it to the terminal, which then selects with it.
pub(crate) fn listen_to_mouse(listens: bool) {
    MOUSE.store(listens, Ordering::SeqCst);
    if on() {
        let modes: String =
            MODES.iter().filter(is_for_mouse).map(|mode| if listens { mode.enter } else { mode.leave }).collect();
        // A terminal that is gone is noticed by the next frame.
        let _ = output::control(modes.as_bytes());
    }
}

/// Takes the terminal.
///
/// # Errors
/// Where there is none, or it cannot be written to.
pub(crate) fn enter() -> io::Result<()> {
    if STATE.load(Ordering::SeqCst) == OVER {
        return Ok(());
    }
    enable_raw_mode()?;
    let wanted = |mode: &&Mode| MOUSE.load(Ordering::SeqCst) || !is_for_mouse(mode);
    let all: String = MODES.iter().filter(wanted).map(|mode| mode.enter).collect();
    // Before writing: if the write fails half-way, leaving still has something to undo.
    if STATE.compare_exchange(OFF, ON, Ordering::SeqCst, Ordering::SeqCst) == Err(OVER) {
        let _ = disable_raw_mode();
        return Ok(());
    }
    output::control(all.as_bytes())
}

/// Gives the terminal back for good. Doing it twice, or from several threads, does no harm.
pub(crate) fn leave() {
    if STATE.swap(OVER, Ordering::SeqCst) == ON {
        restore();
    }
}

/// Gives the terminal back until [`again`].
pub(super) fn pause() {
    if STATE.compare_exchange(ON, OFF, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
        restore();
    }
}

/// Takes the terminal again after a stop, whoever caused it. A stop that could not be caught left
/// all modes on while the shell used the terminal, so they are left before they are entered.
pub(super) fn again() -> io::Result<()> {
    pause();
    enter()
}

/// Nothing is reported from here: where the terminal is gone, there is nobody to tell.
fn restore() {
    let all: String = MODES.iter().rev().map(|mode| mode.leave).collect();
    let _ = output::control(all.as_bytes());
    ground::let_answer_come();
    output::forget_typed();
    let _ = disable_raw_mode();
}

#[cfg(test)]
mod tests {
    use super::MODES;

    #[test]
    fn every_private_mode_that_is_entered_is_left_and_no_motion_is_asked_for() {
        for mode in &MODES {
            assert!(!mode.leave.is_empty());
            assert!(!mode.enter.contains("1003"));
            let undone = match mode.enter {
                "\x1b[?25l" => "\x1b[?25h".to_owned(),
                "\x1b[0m\x1b[2J" => "\x1b[0m".to_owned(),
                "\x1b[2 q" => "\x1b[0 q".to_owned(),
                "" => continue,
                on => on.replace('h', "l"),
            };
            assert_eq!(mode.leave, undone);
        }
    }
}
