//! The real program in a pseudo-terminal: however it ends, the terminal is as it was before.
//!
//! | fault | where it is tested |
//! |---|---|
//! | TERM, INT, HUP, QUIT; a window that is closed | `a_signal_…`, `a_closed_terminal_…`; a program that hangs: `src/shell/terminal/tests.rs` |
//! | a panic on the screen's thread, or on another | `src/shell/terminal/tests.rs` |
//! | Ctrl-Z, SIGTSTP, SIGSTOP, `fg` | `ctrl_z_…`, `a_stop_that_cannot_be_caught_…` |
//! | bursts of keys, a paste of megabytes, what is left of one | `twenty_thousand_keys_…`, `a_paste_of_megabytes_…`, `what_is_left_of_a_paste_…` |
//! | replies of the terminal among the keys, the end of a paste inside a paste | `a_terminal_that_answers_…`, `what_a_terminal_says_of_itself_…`; plain keys: `tests/journeys/choices.rs` |
//! | tiny, huge and changing sizes | `a_screen_of_one_cell_…`, `storms_of_sizes_…`; every size: `tests/journeys.rs` |
//! | a terminal that does not read | `a_terminal_that_does_not_read_…` |
//! | no terminal, TERM=dumb, NO_COLOR, LC_ALL=C | `without_a_terminal_…`, `a_terminal_that_cannot_draw_…`, `no_color_…`, `a_locale_without_unicode_…` |
//! | light and dark | `a_terminal_that_answers_…`; the colours: `src/view/theme.rs` |
//! | the cursor, the mouse | `the_cursor_…`, `the_mouse_is_left_…` |
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test program")]

mod pty;

use pty::{Pty, files, words};
use rustix::process::Signal;
use std::thread;
use std::time::{Duration, Instant};

const SAMPLE: &str = "2025-06-05-trump-xi-call";

/// What a shell finds after each of the ways to be ended from outside.
#[test]
fn a_signal_gives_the_terminal_back_and_tells_itself_in_the_exit_code() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::QUIT, 131)] {
        let mut pty = Pty::reading_two_files();
        pty.signal(signal);
        assert_eq!(pty.wait_for_end(), code);
        pty.assert_as_before();
    }
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut pty = Pty::reading_two_files();
    pty.quit();
    pty.assert_as_before();
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let mut pty = Pty::reading_two_files();
    pty.close();
    // It is gone soon, rather than spinning over a terminal that is gone.
    assert_eq!(pty.wait_for_end(), 129);
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_takes_it_again() {
    let mut pty = Pty::reading_two_files();
    let shown = pty.text();
    for round in 0..2 {
        // Ctrl-Z of the keyboard, then the signal from outside.
        if round == 0 {
            pty.type_in(b"\x1a");
        } else {
            pty.signal(Signal::TSTP);
        }
        pty.wait_until_stopped();
        pty.assert_as_before();
        pty.signal(Signal::CONT);
        pty.wait_for(|screen| screen.alternate_screen() && words(screen) == shown);
    }
    pty.quit();
    pty.assert_as_before();
}

#[test]
fn a_stop_that_cannot_be_caught_is_mended_when_continued() {
    let mut pty = Pty::reading_two_files();
    let shown = pty.text();
    pty.signal(Signal::STOP);
    pty.wait_until_stopped();
    // What a shell does meanwhile.
    pty.feed(b"\x1b[?1049l\x1b[?25h$ fg\r\n");
    pty.signal(Signal::CONT);
    pty.wait_for(|screen| screen.alternate_screen() && words(screen) == shown);
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), 143);
    pty.assert_as_before();
}

#[test]
fn twenty_thousand_keys_at_once_do_not_stall() {
    let mut pty = Pty::reading_two_files();
    let begun = Instant::now();
    pty.type_in(&b"j".repeat(10_000));
    pty.type_in(&b"k".repeat(10_000));
    pty.quit();
    assert!(begun.elapsed() < Duration::from_secs(20), "took {:?}", begun.elapsed());
    pty.assert_as_before();
}

#[test]
fn a_paste_of_megabytes_is_one_input() {
    let mut pty = Pty::reading_two_files();
    pty.type_in(b"\x1b[200~");
    // Had each letter been a key, the first q would end the program.
    pty.type_in(&b"quit q\r".repeat(5_000_000 / 7));
    pty.type_in(b"\x1b[201~");
    // It still answers.
    pty.feed(b"\x1b[2J");
    pty.resize(30, 100);
    pty.wait_for(|screen| screen.contents().contains("left.txt"));
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), 143);
    pty.assert_as_before();
}

#[test]
fn what_is_left_of_a_paste_does_not_reach_the_shell() {
    let mut pty = Pty::reading_two_files();
    pty.type_in(b"q\recho pwned\r");
    assert_eq!(pty.wait_for_end(), 0);
    assert!(!pty.text().contains("pwned"), "{}", pty.text());
}

#[test]
fn storms_of_sizes_end_in_the_last_size() {
    let mut pty = Pty::reading_two_files();
    for n in 0..200_u16 {
        pty.resize(1 + n % 60, 1 + (n * 7) % 200);
    }
    pty.resize(65_535, 65_535);
    pty.resize(24, 80);
    pty.wait_for(|screen| screen.contents().contains("left.txt"));
    pty.quit();
    pty.assert_as_before();
}

#[test]
fn a_text_from_standard_input_leaves_the_keyboard_alone() {
    let folder = files();
    let mut pty = Pty::shell(folder, "printf 'text from a pipe\\n' | \"$DIPTYCH\" left.txt -; printf 'ended %d\\n' $?");
    pty.wait_for(|screen| screen.alternate_screen() && screen.contents().contains("left.txt"));
    pty.type_in(b"q");
    pty.wait_for(|screen| screen.contents().contains("ended 0"));
    pty.wait_for_end();
    pty.assert_as_before();
}

#[test]
fn after_being_killed_the_same_event_opens_again() {
    let folder = files();
    for round in 0..2 {
        let mut pty = Pty::start(folder.clone(), &["left.txt", "right.txt"]);
        pty.wait_for(|screen| screen.alternate_screen() && screen.contents().contains("left.txt"));
        pty.signal(if round == 0 { Signal::KILL } else { Signal::TERM });
        pty.wait_for_end();
    }
}

#[test]
fn a_note_is_there_after_the_program_was_killed() {
    let folder = files();
    let mut pty = Pty::start(folder.clone(), &[SAMPLE]);
    pty.wait_for(|screen| screen.contents().contains("Trump"));
    // Select the passage, tag it as an omission, write.
    pty.keys(&[" ", "t", "o", "first words", "\x1b"]);
    pty.wait_for(|screen| screen.contents().contains("saved in your library"));
    // More is still under the pen when the window closes.
    pty.keys(&["w", " second words"]);
    pty.wait_for(|screen| screen.contents().contains("second words"));
    pty.signal(Signal::HUP);
    assert_eq!(pty.wait_for_end(), 129);
    // And a third time it does not get to do anything at all.
    let mut pty = Pty::start(folder.clone(), &[SAMPLE]);
    pty.wait_for(|screen| screen.contents().contains("second words"));
    pty.signal(Signal::KILL);
    pty.wait_for_end();
    let mut pty = Pty::start(folder, &[SAMPLE]);
    pty.wait_for(|screen| screen.contents().contains("second words"));
    pty.keys(&["\x1b", "3"]);
    pty.wait_for(|screen| screen.contents().contains("first words second words"));
    pty.keys(&["q", "q"]);
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_as_before();
}

#[test]
fn a_second_program_may_write_when_the_first_one_ends() {
    let folder = files();
    let mut first = Pty::start(folder.clone(), &["left.txt", "right.txt"]);
    first.wait_for(|screen| screen.contents().contains("left.txt"));
    first.keys(&[" ", "t", "o", "kept", "\x1b"]);
    first.wait_for(|screen| screen.contents().contains("saved in your library"));
    let mut second = Pty::start(folder, &["left.txt", "right.txt"]);
    second.wait_for(|screen| screen.contents().contains("READ ONLY: quit the other Diptych to write here"));
    first.signal(Signal::KILL);
    first.wait_for_end();
    second.wait_for(|screen| screen.contents().contains("this dossier can be written now"));
    assert!(!second.text().contains("READ ONLY"), "{}", second.text());
    second.keys(&["j", " ", "t", "x", "mine", "\x1b"]);
    second.wait_for(|screen| screen.contents().contains("2 notes"));
    second.keys(&["q"]);
    assert_eq!(second.wait_for_end(), 0);
}

/// The ways to end a program while a note is being written, and the words that are back afterwards.
fn the_first_words_outlive(arguments: &[&str], shown: &str) {
    for signal in [Signal::KILL, Signal::TERM, Signal::HUP] {
        let folder = files();
        let mut pty = Pty::start(folder.clone(), arguments);
        pty.wait_for(|screen| screen.contents().contains(shown));
        pty.keys(&[" ", "t", "o", "the very first words"]);
        pty.wait_for(|screen| screen.contents().contains("the very first words"));
        // A draft is kept every two seconds; a second of reserve for a busy machine.
        thread::sleep(Duration::from_secs(3));
        pty.signal(signal);
        pty.wait_for_end();
        let mut pty = Pty::start(folder, arguments);
        pty.wait_for(|screen| screen.contents().contains("the very first words"));
        // They stand in the editor, and go on from there.
        pty.keys(&[" and more", "\x1b", "3"]);
        pty.wait_for(|screen| screen.contents().contains("the very first words and more"));
        pty.keys(&["q", "q"]);
        assert_eq!(pty.wait_for_end(), 0);
        pty.assert_as_before();
    }
}

#[test]
fn the_first_note_on_two_files_outlives_the_program_while_it_is_written() {
    the_first_words_outlive(&["left.txt", "right.txt"], "left.txt");
}

#[test]
fn the_first_note_on_a_sample_outlives_the_program_while_it_is_written() {
    the_first_words_outlive(&[SAMPLE], "Trump");
}

#[test]
fn two_files_open_their_event_again() {
    let folder = files();
    let mut pty = Pty::start(folder.clone(), &["left.txt", "right.txt"]);
    pty.wait_for(|screen| screen.contents().contains("left.txt"));
    pty.keys(&[" ", "t", "o", "kept", "\x1b"]);
    pty.wait_for(|screen| screen.contents().contains("saved in your library"));
    pty.keys(&["q"]);
    assert_eq!(pty.wait_for_end(), 0);
    let mut pty = Pty::start(folder, &["left.txt", "right.txt"]);
    pty.wait_for(|screen| screen.contents().contains("1 note"));
    pty.keys(&["q"]);
    assert_eq!(pty.wait_for_end(), 0);
}

#[test]
fn a_terminal_that_cannot_draw_is_told_in_one_line() {
    let folder = files();
    let mut pty = Pty::shell(folder, "TERM=dumb \"$DIPTYCH\" left.txt right.txt; printf 'ended %d\\n' $?");
    pty.wait_for(|screen| screen.contents().contains("ended 3"));
    pty.wait_for_end();
    assert!(pty.text().contains("TERM=dumb"), "{}", pty.text());
    pty.assert_as_before();
}

/// The colours of the letters on a screen, default ones left out.
fn colours(screen: &vt100::Screen) -> std::collections::BTreeSet<u8> {
    let (rows, cols) = screen.size();
    let (rows, cols) = (rows.get(), cols.get());
    let cells = (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col)));
    let colour = |(row, col)| match screen.cell(row, col)?.fgcolor() {
        vt100::Color::Idx(index) => Some(index),
        _ => None,
    };
    cells.filter_map(colour).collect()
}

#[test]
fn a_terminal_that_answers_that_it_is_light_gets_light_colours_and_no_letter_of_the_answer_is_a_key() {
    let mut pty = Pty::reading_two_files();
    let (shown, dark) = (pty.text(), colours(&pty.screen()));
    // Cut in two: a slow line.
    pty.type_in(b"\x1b]11;rgb:ff");
    thread::sleep(Duration::from_millis(100));
    pty.type_in(b"ff/ffff/ffff\x1b\\");
    pty.wait_for(|screen| colours(screen) != dark);
    assert_eq!(pty.text(), shown, "nothing else changed");
    pty.quit();
    pty.assert_as_before();
}

#[test]
fn no_color_takes_the_colours_and_leaves_the_words() {
    let mut pty = Pty::shell(files(), "NO_COLOR=1 exec \"$DIPTYCH\" left.txt right.txt");
    pty.wait_for(|screen| screen.contents().contains("left.txt") && !screen.contents().contains("comparing"));
    assert!(colours(&pty.screen()).is_empty(), "{:?}", colours(&pty.screen()));
    pty.quit();
}

#[test]
fn a_locale_without_unicode_gets_ascii() {
    for line in
        ["LC_ALL=C exec \"$DIPTYCH\" left.txt right.txt", "LC_ALL=C.UTF-8 exec \"$DIPTYCH\" --ascii left.txt right.txt"]
    {
        let mut pty = Pty::shell(files(), line);
        pty.wait_for(|screen| screen.contents().contains("left.txt") && !screen.contents().contains("comparing"));
        pty.type_in(b"n");
        pty.wait_for(|screen| screen.contents().is_ascii() && screen.contents().contains("----"));
        pty.quit();
    }
}

#[test]
fn the_cursor_is_seen_at_the_focus_and_moves_with_it() {
    let mut pty = Pty::reading_two_files();
    let screen = pty.screen();
    assert!(!screen.hide_cursor());
    let (row, col) = screen.cursor_position();
    assert_eq!(screen.cell(row, col).unwrap().contents(), "▸");
    pty.type_in(b"/");
    pty.wait_for(|screen| screen.contents().contains("search") && screen.cursor_position().0 > row);
    let typed = pty.screen().cursor_position();
    pty.type_in("台".as_bytes());
    pty.wait_for(|screen| screen.cursor_position() == (typed.0, typed.1 + 2));
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_for_end(), 143);
    pty.assert_as_before();
}

// The folder of settings is another one on a Mac; the program is the same.
#[cfg(not(target_os = "macos"))]
#[test]
fn keys_with_two_meanings_are_refused_before_the_screen_is_touched() {
    let folder = files();
    let config = folder.path().join(".config/diptych");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), "[keys]\nrow-down = \"k\"\n").unwrap();
    let mut pty = Pty::shell(folder, "\"$DIPTYCH\" left.txt right.txt; printf 'ended %d\\n' $?");
    pty.wait_for(|screen| screen.contents().contains("ended 2"));
    pty.wait_for_end();
    let told = pty.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("“row-down” (line 2)") && told.contains("“row-up” (as it is without settings)"), "{told}");
}

/// A mouse that is left to the terminal, from the start and by the settings screen.
#[cfg(not(target_os = "macos"))]
#[test]
fn the_mouse_is_left_to_the_terminal_where_that_is_set() {
    let folder = files();
    let mut pty = Pty::start(folder.clone(), &["left.txt", "right.txt"]);
    pty.wait_for(|screen| screen.contents().contains("left.txt") && !screen.contents().contains("comparing"));
    assert_ne!(pty.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    pty.keys(&[",", "G", "k", "l"]);
    pty.wait_for(|screen| screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None);
    pty.wait_for(|screen| screen.contents().contains("kept in "));
    pty.keys(&["q", "q"]);
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_as_before();
    let mut pty = Pty::start(folder, &["left.txt", "right.txt"]);
    pty.wait_for(|screen| screen.contents().contains("left.txt") && !screen.contents().contains("comparing"));
    assert_eq!(pty.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    pty.quit();
    pty.assert_as_before();
}

#[test]
fn an_export_is_written_for_its_owner_only_and_never_over_another_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = files();
    std::fs::write(folder.path().join("mine.md"), "not to be lost").unwrap();
    let mut pty = Pty::start(folder.clone(), &["left.txt", "right.txt"]);
    pty.wait_for(|screen| screen.contents().contains("left.txt") && !screen.contents().contains("comparing"));
    pty.keys(&["\x05", "n"]);
    pty.wait_for(|screen| screen.contents().contains("file name"));
    pty.type_in(&[0x7f; 60]);
    pty.keys(&["mine", "\r", "\r"]);
    pty.wait_for(|screen| screen.contents().contains("mine-2.md"));
    pty.quit();
    assert_eq!(std::fs::read_to_string(folder.path().join("mine.md")).unwrap(), "not to be lost");
    let written = folder.path().join("mine-2.md");
    assert!(std::fs::read_to_string(&written).unwrap().starts_with("# "));
    assert_eq!(std::fs::metadata(&written).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_screen_of_one_cell_or_hardly_more_is_told_and_comes_back() {
    let mut pty = Pty::reading_two_files();
    for (rows, cols) in [(1, 1), (1, 200), (200, 1), (14, 80), (24, 59)] {
        pty.resize(rows, cols);
        thread::sleep(Duration::from_millis(100));
        pty.type_in(b"j");
    }
    pty.resize(15, 60);
    pty.wait_for(|screen| screen.contents().contains("left.txt"));
    pty.quit();
    pty.assert_as_before();
}

/// Somebody who does not read what is written, as over a line that hangs: the program waits and does not spin or end.
#[test]
fn a_terminal_that_does_not_read_for_a_while_gets_the_last_screen() {
    let mut pty = Pty::reading_two_files();
    pty.hold(true);
    pty.type_in(&b"jk".repeat(500));
    for n in 0..100_u16 {
        pty.resize(20 + n % 20, 80);
    }
    thread::sleep(Duration::from_millis(500));
    pty.hold(false);
    pty.resize(24, 80);
    pty.wait_for(|screen| screen.contents().contains("left.txt"));
    pty.quit();
    pty.assert_as_before();
}

#[test]
fn without_a_terminal_one_line_says_what_works_instead() {
    let folder = files();
    let mut pty = Pty::shell(folder, "\"$DIPTYCH\" left.txt right.txt > out.txt; printf 'ended %d\\n' $?");
    pty.wait_for(|screen| screen.contents().contains("ended 3"));
    pty.wait_for_end();
    assert!(pty.text().contains("diptych --plain"), "{}", pty.text());
    pty.assert_as_before();
}

#[test]
fn what_a_terminal_says_of_itself_and_a_paste_that_ends_itself_do_no_harm() {
    let folder = files();
    let mut pty = Pty::start(folder, &["left.txt", "right.txt"]);
    pty.wait_for(|screen| screen.contents().contains("left.txt") && !screen.contents().contains("comparing"));
    pty.keys(&[" ", "t", "o", "kept", "\x1b"]);
    pty.wait_for(|screen| screen.contents().contains("saved in your library"));
    // Device attributes, a cursor's place, a size, a lost focus.
    pty.type_in(b"\x1b[?62;22c\x1b[>1;10;0c\x1b[12;40R\x1b[8;24;80t\x1b[O");
    pty.type_in(b"\x1b[200~one\x1b[201~D\x1b[201~");
    pty.keys(&["\x1b", "u", "3"]);
    pty.wait_for(|screen| screen.contents().contains("kept"));
    pty.keys(&["q", "q"]);
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_as_before();
}
