//! Everything that touches the world: arguments, terminal, signals, threads, and what the pure step
//! asks to be done. It knows neither how words are compared nor how things are drawn.
//!
//! ```text
//! reader, worker, saver, signals ──Event──▶ session ──Input──▶ app::respond ──Effect──▶ worker, saver
//! ```

mod analyst;
mod arguments;
mod error;
mod event;
mod opening;
mod say;
mod session;
pub mod terminal;

pub use error::Error;
pub use say::complain;

use arguments::{Arguments, Command};
use clap::Parser;
use std::ffi::OsString;
use std::io;

/// Runs the program with these arguments, the first of which is its own name.
///
/// # Errors
/// Where what was asked cannot be done; [`Error::code`] is the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<(), Error> {
    terminal::install_panic_hook();
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        // The help and the version are "errors" of the parser, too.
        Err(told) if told.use_stderr() => return Err(Error::Usage(told.render().to_string())),
        Err(told) => return say::print(&told.render().to_string()).map_err(Error::Output),
    };
    match arguments.command {
        Some(_) if !arguments.paths.is_empty() => {
            Err(Error::Usage("a sub-command comes first; ./compare is the file of that name".to_owned()))
        }
        Some(Command::Compare { .. } | Command::Export { .. } | Command::Samples | Command::Paths) => Ok(()),
        None => read(&arguments),
    }
}

/// Opens what was given, then the screen.
fn read(arguments: &Arguments) -> Result<(), Error> {
    let opened = opening::open(&arguments.paths)?;
    need_terminal()?;
    session::run(&arguments.options, opened)
}

fn need_terminal() -> Result<(), Error> {
    use std::io::IsTerminal;
    let keyboard = || io::stdin().is_terminal() || std::fs::File::open("/dev/tty").is_ok() || cfg!(windows);
    if !io::stdout().is_terminal() || !keyboard() {
        return Err(Error::NoTerminal(
            "there is no terminal to draw on; run it in one, or use `diptych compare LEFT RIGHT`",
        ));
    }
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        return Err(Error::NoTerminal("this terminal (TERM=dumb) cannot draw; use `diptych compare LEFT RIGHT`"));
    }
    Ok(())
}
