//! The process that reads one document: it binds its own hands, reads, answers, ends.

use super::frame::{Reply, Request, Tool};
use crate::ingest::{Captured, IngestError, Watch};
use crate::shell::Error;
use std::io::{self, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicBool;
use std::thread;

/// Bytes of address space.
pub(super) const MEMORY: u64 = 1 << 30;
/// Seconds of work, over all threads.
pub(super) const SECONDS: u64 = 30;
/// Some parsers follow the nesting of a document with their own.
const STACK: usize = 256 << 20;

/// Reads the document on standard input, and answers on standard output.
pub(crate) fn run() -> Result<(), Error> {
    let request = Request::read(BufReader::new(io::stdin())).map_err(Error::System)?;
    bind(request.tool).map_err(Error::System)?;
    let work = move || catch_unwind(AssertUnwindSafe(|| read(&request)));
    let reader = thread::Builder::new().stack_size(STACK).spawn(work).map_err(Error::System)?;
    let reply = match reader.join() {
        Ok(Ok(Ok(captured))) => Reply::Taken(Box::new(captured)),
        Ok(Ok(Err(error))) => Reply::Refused(error.wrong.to_string()),
        Ok(Err(_)) | Err(_) => Reply::Failed("its reader met something that it does not know".to_owned()),
    };
    reply.write(io::stdout().lock()).map_err(Error::Output)
}

fn read(request: &Request) -> Result<Captured, IngestError> {
    let never = AtomicBool::new(false);
    let tell = |step| {
        // Whoever asked may be gone; then the process is, too.
        let _ = Reply::Step(step).write(io::stdout().lock());
    };
    let watch = Watch::new(&never, &tell);
    match request.tool {
        Tool::Own => request.document.read(&watch),
        Tool::Pdftotext => request.document.read_by_pdftotext(&watch),
    }
}

/// Gives away what the work does not need. With no handle left to open, there is neither file nor network.
#[cfg(unix)]
fn bind(tool: Tool) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    // Standard input, output and error are open; another program needs its libraries and two pipes.
    let handles = if tool == Tool::Own { 3 } else { 64 };
    let limits = [
        (Resource::Core, 0, 0),
        (Resource::Cpu, SECONDS, SECONDS + 1),
        (Resource::Fsize, 0, 0),
        (Resource::Nofile, handles, handles),
        #[cfg(target_os = "linux")]
        (Resource::As, MEMORY, MEMORY),
    ];
    for (resource, current, maximum) in limits {
        setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) })?;
    }
    Ok(())
}

/// Where there are no such limits, the patience of whoever asked is the only one.
#[cfg(not(unix))]
fn bind(_: Tool) -> io::Result<()> {
    Ok(())
}
