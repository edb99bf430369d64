//! The program's side: starts the process, waits with patience that ends, and says what became of it.

use super::WORKER;
use super::frame::{Reply, Request, Tool};
use super::worker::{MEMORY, SECONDS};
use crate::ingest::{Captured, Document, IngestError, Watch, Wrong};
use std::io::{BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// By the clock on the wall, whatever the process does with it.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is looked whether the work is to be given up.
const LOOK: Duration = Duration::from_millis(50);
/// Bytes of one reply: a text of the largest size, written as JSON.
const REPLY: u64 = 160 << 20;

/// Reads a document in a process of its own.
pub(super) fn read(document: &Document, tool: Tool, watch: &Watch<'_>) -> Result<Captured, IngestError> {
    let request = Request { tool, document: document.clone() };
    ask(&request, watch).map_err(|wrong| document.fails(wrong))
}

fn ask(request: &Request, watch: &Watch<'_>) -> Result<Captured, Wrong> {
    let mut child = start().map_err(Wrong::Io)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (says, hears) = channel();
    let heard = thread::scope(|scope| {
        scope.spawn(move || {
            // A process that ended early tells by its end what is wrong.
            let _ = input.map(|mut input| request.write(&mut input).and_then(|()| input.flush()));
        });
        scope.spawn(move || output.map(|output| listen(output, &says)));
        let heard = wait(&hears, watch);
        if !matches!(heard, Heard::Answer(_)) {
            // It may have ended by itself.
            let _ = child.kill();
        }
        heard
    });
    let ended = child.wait().map_err(Wrong::Io)?;
    match heard {
        Heard::Answer(Reply::Taken(captured)) => Ok(*captured),
        Heard::Answer(Reply::Refused(words)) => Err(Wrong::Refused(words)),
        Heard::Answer(Reply::Failed(words)) => Err(failed(&words)),
        Heard::GivenUp => Err(Wrong::Cancelled),
        Heard::TooLong => Err(Wrong::Exhausted { why: format!("it took longer than {} seconds", PATIENCE.as_secs()) }),
        Heard::Nothing | Heard::Answer(Reply::Step(_)) => Err(cause(ended)),
    }
}

fn start() -> std::io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(WORKER).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Nothing of the analyst's surroundings but the way to programs.
    let path = std::env::var_os("PATH");
    command.env_clear().envs(path.map(|path| ("PATH", path)));
    command.spawn()
}

fn listen(output: ChildStdout, says: &Sender<Reply>) {
    let mut output = BufReader::new(output);
    while let Some(reply) = Reply::read(&mut output, REPLY) {
        let last = !matches!(reply, Reply::Step(_));
        if says.send(reply).is_err() || last {
            return;
        }
    }
}

enum Heard {
    Answer(Reply),
    GivenUp,
    TooLong,
    Nothing,
}

fn wait(hears: &Receiver<Reply>, watch: &Watch<'_>) -> Heard {
    let start = Instant::now();
    loop {
        if watch.is_cancelled() {
            return Heard::GivenUp;
        }
        if start.elapsed() > PATIENCE {
            return Heard::TooLong;
        }
        match hears.recv_timeout(LOOK) {
            Ok(Reply::Step(step)) => watch.tell(step),
            Ok(answer) => return Heard::Answer(answer),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Heard::Nothing,
        }
    }
}

fn failed(why: &str) -> Wrong {
    Wrong::Parser { why: why.to_owned() }
}

/// What a process tells by its end.
fn cause(ended: ExitStatus) -> Wrong {
    #[cfg(unix)]
    {
        use rustix::process::Signal;
        use std::os::unix::process::ExitStatusExt as _;
        let is = |signal: Signal| ended.signal() == Some(signal.as_raw());
        if is(Signal::XCPU) || is(Signal::KILL) {
            return Wrong::Exhausted { why: format!("it took more than {SECONDS} seconds of work") };
        }
        if is(Signal::ABORT) || is(Signal::SEGV) || is(Signal::BUS) {
            return Wrong::Exhausted { why: format!("it needs more memory than {} MiB", MEMORY >> 20) };
        }
    }
    let _ = (MEMORY, SECONDS);
    failed(&format!("its reader ended with {ended}"))
}
