//! A pseudo-terminal with the program in it, and a screen that understands what it prints.
#![allow(dead_code, clippy::unwrap_used, unreachable_pub, reason = "shared by several test programs")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Empty in the unit tests, which run no program but themselves.
const DIPTYCH: &str = match option_env!("CARGO_BIN_EXE_diptych") {
    Some(path) => path,
    None => "",
};
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder with two texts.
pub fn files() -> Rc<TempDir> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("left.txt"), "The two leaders spoke by telephone.\n").unwrap();
    std::fs::write(folder.path().join("right.txt"), "The two leaders spoke at length.\n").unwrap();
    Rc::new(folder)
}

/// The program in a terminal.
pub struct Pty {
    /// Home folder, library and texts; goes when the last one goes.
    _folder: Rc<TempDir>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<JoinHandle<()>>,
    closed: Arc<AtomicBool>,
    /// Whether nothing is read for now.
    held: Arc<AtomicBool>,
    parser: Arc<Mutex<vt100::Parser>>,
    /// Line settings before the program began.
    before: u64,
}

impl Pty {
    /// The program with two texts, shown.
    pub fn reading_two_files() -> Pty {
        Pty::reading_two_files_in(files())
    }

    /// The same, in a folder that has more.
    pub fn reading_two_files_in(folder: Rc<TempDir>) -> Pty {
        let pty = Pty::start(folder, &["left.txt", "right.txt"]);
        // Until the comparison is there the screen changes by itself; and a frame comes in pieces.
        let is_ready = |words: &str| words.contains("left.txt") && !words.contains("comparing");
        pty.wait_for(|screen| screen.alternate_screen() && is_ready(&screen.contents()));
        let before = std::cell::RefCell::new(String::new());
        pty.wait("a screen that stays", || {
            thread::sleep(Duration::from_millis(100));
            pty.text() == before.replace(pty.text())
        });
        pty
    }

    /// The program with these arguments.
    pub fn start(folder: Rc<TempDir>, arguments: &[&str]) -> Pty {
        let mut command = CommandBuilder::new(DIPTYCH);
        command.args(arguments);
        Pty::run(folder, command)
    }

    /// Another program.
    pub fn program(program: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Pty {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        for (name, value) in environment {
            command.env(name, value);
        }
        Pty::run(files(), command)
    }

    /// A line of shell, with the program as `$DIPTYCH`.
    pub fn shell(folder: Rc<TempDir>, line: &str) -> Pty {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        Pty::run(folder, command)
    }

    fn run(folder: Rc<TempDir>, mut command: CommandBuilder) -> Pty {
        let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
        command.cwd(folder.path());
        command.env("DIPTYCH", DIPTYCH);
        command.env("TERM", "xterm-256color");
        command.env("HOME", folder.path());
        command.env_remove("NO_COLOR");
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "DIPTYCH_LIBRARY"] {
            command.env_remove(name);
        }
        let before = local_modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let parser = Arc::new(Mutex::new(vt100::Parser::new(cells(24), cells(80), 0)));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (fed, closed) = (Arc::clone(&parser), Arc::new(AtomicBool::new(false)));
        let closing = Arc::clone(&closed);
        let held = Arc::new(AtomicBool::new(false));
        let holding = Arc::clone(&held);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                fed.lock().unwrap().process(&bytes[..count]);
                while holding.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(5));
                }
                if closing.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let writer = Some(pair.master.take_writer().unwrap());
        Pty {
            _folder: folder,
            master: Some(pair.master),
            writer,
            child,
            reader: Some(reader),
            closed,
            held,
            parser,
            before,
        }
    }

    /// What stands on the screen.
    pub fn text(&self) -> String {
        words(self.parser.lock().unwrap().screen())
    }

    /// Reads nothing of what the program writes, or goes on.
    pub fn hold(&self, holds: bool) {
        self.held.store(holds, Ordering::SeqCst);
    }

    /// The screen as it is now.
    pub fn screen(&self) -> vt100::Screen {
        self.parser.lock().unwrap().screen().clone()
    }

    /// Shows bytes on the screen as if another program had printed them.
    pub fn feed(&self, bytes: &[u8]) {
        self.parser.lock().unwrap().process(bytes);
    }

    /// Types, or pastes.
    pub fn type_in(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    /// Presses keys as a person would: each is shown before the next. An escape followed at once by
    /// another key would be another key.
    pub fn keys(&mut self, keys: &[&str]) {
        for key in keys {
            self.type_in(key.as_bytes());
            thread::sleep(Duration::from_millis(60));
        }
    }

    /// Makes the window another size.
    pub fn resize(&self, rows: u16, cols: u16) {
        let master = self.master.as_ref().unwrap();
        if rows <= 1000 {
            self.parser.lock().unwrap().screen_mut().set_size(cells(rows), cells(cols));
        }
        master.resize(PtySize { rows, cols, ..PtySize::default() }).unwrap();
    }

    /// Closes the window. The reader holds it open, too: one more frame lets it go.
    pub fn close(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        self.resize(25, 81);
        self.reader.take().unwrap().join().unwrap();
        self.writer = None;
        self.master = None;
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// The processes that the program runs at the moment.
    pub fn children(&self) -> Vec<String> {
        let pid = self.pid().as_raw_nonzero().to_string();
        let told = std::process::Command::new("ps").args(["-o", "stat=", "--ppid", &pid]).output().unwrap();
        String::from_utf8_lossy(&told.stdout).lines().map(str::to_owned).collect()
    }

    /// Waits until something is so.
    pub fn wait_until(&self, what: &str, so: impl Fn(&Pty) -> bool) {
        self.wait(what, || so(self));
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    /// Waits until the screen is so.
    pub fn wait_for(&self, so: impl Fn(&vt100::Screen) -> bool) {
        self.wait("the screen", || so(self.parser.lock().unwrap().screen()));
    }

    /// Waits until the program is stopped.
    pub fn wait_until_stopped(&self) {
        let pid = self.pid().as_raw_nonzero().to_string();
        self.wait("a stop", || {
            let told = std::process::Command::new("ps").args(["-o", "stat=", "-p", &pid]).output().unwrap();
            told.stdout.first() == Some(&b'T')
        });
    }

    fn wait(&self, what: &str, so: impl Fn() -> bool) {
        let begun = Instant::now();
        while !so() {
            assert!(begun.elapsed() < PATIENCE, "waited too long for {what}; the screen:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Leaves the program by its key, which must end well.
    pub fn quit(&mut self) {
        self.type_in(b"q");
        assert_eq!(self.wait_for_end(), 0);
    }

    /// Waits for the program's end, and until all that it printed is on the screen; its exit code.
    pub fn wait_for_end(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            let reading = self.reader.as_ref().is_some_and(|reader| !reader.is_finished());
            if let (false, Some(status)) = (reading, self.child.try_wait().unwrap()) {
                return status.exit_code();
            }
            assert!(begun.elapsed() < PATIENCE, "the program does not end; the screen:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// The terminal is as the shell left it: line settings, screen, cursor, mouse and paste.
    pub fn assert_as_before(&self) {
        let plain = |screen: &vt100::Screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
                && screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Default
        };
        self.wait("the terminal's modes", || plain(self.parser.lock().unwrap().screen()));
        if let Some(master) = &self.master {
            self.wait("the line settings", || local_modes(&**master) == self.before);
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn local_modes(master: &dyn MasterPty) -> u64 {
    u64::from(master.get_termios().unwrap().local_flags.bits())
}

/// What a screen shows. Blanks at the ends of lines do not show: whether they were drawn or left depends
/// on what stood there before.
pub fn words(screen: &vt100::Screen) -> String {
    screen.contents().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
