//! From a key to the finished frame, on pairs of a thousand, a hundred thousand and a million words a side;
//! with the memory that it takes, and what an idle program costs. A frame lasts 16 ms.
//!
//! `cargo bench --bench key_to_frame`; `cargo bench --bench key_to_frame -- 1000` for one size.
//!
//! A key is timed from the input to the last cell of the frame, 140 × 45; the terminal's own time comes on top.

#![allow(clippy::unwrap_used, reason = "a program to run by hand")]

use diptych::app::{Effect, Home, Input, Key, KeyCode, Opened, Setup, Size, State, What, respond};
use diptych::compare::Lexicon;
use diptych::domain::{Journal, Side, TextHash, Version};
use diptych::review::Sheet;
use diptych::store::samples;
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::time::{Duration, Instant};

fn main() {
    let wanted: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if wanted.is_empty() { vec![1_000, 100_000, 1_000_000] } else { wanted };
    for words in sizes {
        Desk::open(words).measure();
    }
    idle::measure();
}

const WHO: [&str; 7] =
    ["The minister", "Both sides", "The delegation", "The envoy", "The president", "Our partners", "The two leaders"];
const DOES: [&str; 6] = ["agreed on", "discussed", "stressed", "welcomed", "will review", "proposed"];
const WHAT: [&str; 9] = [
    "tariffs",
    "rare earths",
    "the ceasefire",
    "grain exports",
    "student visas",
    "the Taiwan question",
    "energy supplies",
    "sanctions",
    "export controls",
];

/// About so many words in sentences of numbers, names and matters; the same on every machine.
fn text(words: usize, seed: u64) -> String {
    let mut state = seed;
    // A linear congruential generator (Knuth, MMIX).
    let mut below = |count: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % count
    };
    let mut text = String::new();
    let mut made = 0;
    for sentence in 0.. {
        if made >= words {
            break;
        }
        let (who, does, what) = (WHO[below(WHO.len())], DOES[below(DOES.len())], WHAT[below(WHAT.len())]);
        let line = format!("{who} {does} {what} for {} days in round {}.", 2 + below(400), below(10_000));
        made += line.split_whitespace().count();
        text.push_str(&line);
        text.push_str(if sentence % 6 == 5 { "\n\n" } else { " " });
    }
    text
}

/// A later version: one sentence in 25 gone, a word of one in ten another.
fn later(text: &str) -> String {
    let kept = text.split_inclusive(". ").enumerate().filter(|(n, _)| n % 25 != 24);
    kept.map(|(n, line)| if n % 10 == 0 { line.replacen("days", "weeks", 1) } else { line.to_owned() }).collect()
}

struct Desk {
    state: State,
    terminal: Terminal<TestBackend>,
    words: usize,
}

/// What is timed: its name, keys that lead there, and the keys that are timed, again and again.
const STRETCHES: [(&str, &str, &str, usize); 13] = [
    ("row by row", "g", "j", 300),
    ("screen by screen", "g", "J", 150),
    ("to the end and back", "", "Gg", 40),
    ("from discrepancy to discrepancy", "g", "n", 150),
    ("across and back", "g", "\t", 100),
    ("as published", "gv", "j", 200),
    ("the order of either text", "vg", "s", 10),
    ("folding and unfolding", "", "z", 10),
    ("through a search", "g/tariffs\n", "n", 100),
    ("in the list", "\u{1b}2g", "jG", 60),
    ("sorting the list", "g", "r", 20),
    ("narrowing the list by words", "/", "tariffs\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}", 6),
    ("selecting, tagging, writing", "\n1g", " llt", 1),
];

impl Desk {
    fn open(words: usize) -> Desk {
        let (mut dossier, _) = samples::open(samples::names()[0]).unwrap();
        let left = text(words, 1);
        let texts = [later(&left), left];
        let sides = dossier.event.sides.clone();
        for (id, text) in [&sides.left[0], &sides.right[0]].into_iter().zip(texts) {
            let readout = dossier.readouts.iter_mut().find(|readout| readout.id == *id).unwrap();
            readout.language.0 = "en".to_owned();
            readout.versions = vec![Version { sha256: TextHash::of(&text), captured: None, imported: String::new() }];
            dossier.texts.insert(TextHash::of(&text), text.into());
        }
        let size = Size { width: 140, height: 45 };
        let setup = Setup { size, seed: 1, author: "Analyst".to_owned(), ..Setup::default() };
        let mut desk = Desk {
            state: State::new(setup),
            terminal: Terminal::new(TestBackend::new(size.width, size.height)).unwrap(),
            words,
        };
        let opened = Opened {
            dossier,
            journal: Journal::default(),
            home: Home::Unsaved,
            problems: Vec::new(),
            draft: None,
            row: None,
            first_run: false,
        };
        let (effects, first) = desk.take(What::Opened(Box::new(opened)));
        println!("{words} words a side; first frame {first:.1?}");
        let Some(Effect::Compare(pair)) = effects.into_iter().find(|effect| matches!(effect, Effect::Compare(_)))
        else {
            panic!("nothing is compared");
        };
        let begun = Instant::now();
        let comparison = Box::new(pair.compared(Lexicon::builtin()));
        let (count, found) = (comparison.rows.len(), comparison.discrepancies.len());
        println!("  compared in {:.1?}: {count} rows, {found} discrepancies", begun.elapsed());
        let sheet = Box::new(Sheet::compared(&comparison).led_by(Side::Left));
        let (_, taken) = desk.take(What::Compared { job: pair.job, comparison, sheet });
        println!("  its first frame {taken:.1?}; {}", memory());
        desk
    }

    /// Something happens; how long it takes until the frame stands.
    fn take(&mut self, what: What) -> (Vec<Effect>, Duration) {
        let begun = Instant::now();
        let effects = respond(&mut self.state, Input { at: Timestamp::UNIX_EPOCH, what });
        self.terminal.draw(|frame| diptych::view::draw(&self.state, frame)).unwrap();
        (effects, begun.elapsed())
    }

    fn press(&mut self, key: char) -> Duration {
        let key = Key::plain(match key {
            '\t' => KeyCode::Tab,
            '\n' => KeyCode::Enter,
            '\u{1b}' => KeyCode::Esc,
            '\u{8}' => KeyCode::Backspace,
            c => KeyCode::Char(c),
        });
        self.take(What::Key(key)).1
    }

    fn measure(&mut self) {
        let mut all = Vec::new();
        for (name, before, keys, times) in STRETCHES {
            for key in before.chars() {
                self.press(key);
            }
            let mut timed: Vec<Duration> = Vec::new();
            for _ in 0..times {
                timed.extend(keys.chars().map(|key| self.press(key)));
            }
            told(name, &mut timed);
            all.append(&mut timed);
        }
        told(&format!("all keys, {} words", self.words), &mut all);
        println!("  {}", memory());
    }
}

fn told(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("  {name:<34} p50 {:>9.1?}  p99 {:>9.1?}  slowest {:>9.1?}", at(50), at(99), at(100));
}

/// The process's memory now and at its peak, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kib| kib / 1024)
    };
    match (of("VmRSS:"), of("VmHWM:")) {
        (Some(now), Some(peak)) => format!("memory {now} MiB, peak {peak} MiB"),
        _ => "memory not told by this system".to_owned(),
    }
}

#[cfg(target_os = "linux")]
mod idle {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Read;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    /// Processor time that a process has used, in hundredths of a second (Linux's `USER_HZ`).
    fn used(pid: u32) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// Processor time and output of a program that nobody touches.
    pub(super) fn measure() {
        let home = tempfile::tempdir().unwrap();
        let pair = native_pty_system().openpty(PtySize { rows: 45, cols: 140, ..PtySize::default() }).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_diptych"));
        command.args(["2025-06-05-trump-xi-call"]);
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        let written = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&written);
        std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count) = reader.read(&mut bytes) {
                counter.fetch_add(count, Ordering::SeqCst);
            }
        });
        std::thread::sleep(Duration::from_secs(3));
        let pid = child.process_id().unwrap();
        let (before, so_far) = (used(pid), written.load(Ordering::SeqCst));
        std::thread::sleep(Duration::from_secs(60));
        let (cpu, output) = (used(pid) - before, written.load(Ordering::SeqCst) - so_far);
        println!("idle for 60 s: {} ms of processor time, {output} bytes written", cpu * 10);
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[cfg(not(target_os = "linux"))]
mod idle {
    pub(super) fn measure() {
        println!("idle: measured on Linux only");
    }
}
