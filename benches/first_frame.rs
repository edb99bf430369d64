//! From the start of the process to the first whole frame, in a pseudo-terminal. A person should not
//! see it: 20 ms is the aim.
//!
//! `cargo bench --bench first_frame`

#![allow(clippy::unwrap_used, reason = "a program to run by hand")]

#[cfg(unix)]
fn main() {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Read;
    use std::time::{Duration, Instant};

    /// The end of a frame.
    const END: &[u8] = b"\x1b[?2026l";

    let home = tempfile::tempdir().unwrap();
    let (left, right) = (home.path().join("left.txt"), home.path().join("right.txt"));
    std::fs::write(&left, "The two leaders spoke by telephone about trade and peace. ".repeat(100)).unwrap();
    std::fs::write(&right, "They discussed trade, and agreed to meet in Beijing soon. ".repeat(100)).unwrap();
    let files = [left.to_str().unwrap(), right.to_str().unwrap()];
    for (name, arguments) in [("the sample", &["2025-06-05-trump-xi-call"][..]), ("two files", &files[..])] {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..30 {
            let pair = native_pty_system().openpty(PtySize { rows: 40, cols: 120, ..PtySize::default() }).unwrap();
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_diptych"));
            command.args(arguments);
            command.env("HOME", home.path());
            command.env("TERM", "xterm-256color");
            let mut reader = pair.master.try_clone_reader().unwrap();
            let begun = Instant::now();
            let mut child = pair.slave.spawn_command(command).unwrap();
            let (mut seen, mut bytes) = (Vec::new(), [0; 65536]);
            while !seen.windows(END.len()).any(|window| window == END) {
                let count = reader.read(&mut bytes).unwrap();
                assert!(count > 0, "no frame came: {}", String::from_utf8_lossy(&seen));
                seen.extend_from_slice(&bytes[..count]);
            }
            times.push(begun.elapsed());
            child.kill().unwrap();
            child.wait().unwrap();
        }
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() - 1) * percent / 100];
        println!("first frame of {name}: median {:.1?}, 90 % within {:.1?}, slowest {:.1?}", at(50), at(90), at(100));
    }
}

#[cfg(not(unix))]
fn main() {
    println!("there is no pseudo-terminal to measure in");
}
