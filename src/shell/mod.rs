//! Everything that touches the world: arguments, terminal, signals, threads, and what the pure step
//! asks to be done. It knows neither how words are compared nor how things are drawn.
//!
//! ```text
//! reader, worker, saver, signals ──Event──▶ session ──Input──▶ app::respond ──Effect──▶ worker, saver
//! ```

mod analyst;
mod arguments;
mod catalogue;
mod collecting;
mod configuration;
mod courier;
mod error;
mod event;
mod export;
mod exported;
mod first_run;
mod given;
mod headless;
mod held;
mod importer;
mod keeping;
mod left;
mod lexicon;
mod librarian;
mod linear;
mod merging;
mod opening;
mod options;
mod publisher;
mod saver;
mod say;
mod session;
mod study;
pub(crate) mod terminal;

pub use catalogue::{Catalogue, Progress};
pub use error::Error;
pub use lexicon::load as load_lexicon;

use crate::store::{Folders, Library};
use arguments::{Arguments, Command};
use clap::Parser;
use session::Settings;
use std::ffi::OsString;
use std::io;
use std::path::Path;

/// Runs the program with these arguments, the first of which is its own name.
///
/// # Errors
/// Where what was asked cannot be done; [`Error::code`] is the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<(), Error> {
    let words: Vec<OsString> = arguments.into_iter().collect();
    if words.get(1).is_some_and(|word| word == importer::WORKER) {
        return importer::worker::run();
    }
    terminal::install_panic_hook();
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(told) if told.use_stderr() && arguments::file_comes_first(&words) => return Err(file_first()),
        // The help and the version are "errors" of the parser, too.
        Err(told) if told.use_stderr() => return Err(Error::Usage(told.render().to_string())),
        Err(told) => return say::print(&told.render().to_string()).map_err(Error::Output),
    };
    match &arguments.command {
        Some(_) if !arguments.paths.is_empty() => Err(file_first()),
        // These need no home folder, though a lexicon of the person's own may lie there.
        Some(Command::Compare(what)) if what.schema => headless::schema(),
        Some(Command::Compare(what)) if what.paths.len() != 1 => {
            let home = Folders::find(arguments.options.library.as_deref()).ok();
            headless::compare_texts(what, home.as_ref().map(|(folders, ..)| folders.config.as_path()))
        }
        Some(Command::Read(what)) => importer::preview::run(what),
        Some(Command::Keys) => configuration::print_keys(&arguments.options),
        Some(Command::Config) => configuration::print_default(&arguments.options),
        Some(Command::Samples) => headless::list_samples(),
        _ => at_home(arguments),
    }
}

fn file_first() -> Error {
    Error::Usage("a sub-command comes first; ./compare is the file of that name".to_owned())
}

/// What needs the library or the configuration.
fn at_home(arguments: Arguments) -> Result<(), Error> {
    let (folders, config, problem) = Folders::find(arguments.options.library.as_deref())?;
    let library = Library::at(&folders.library);
    let warning = problem.map(|problem| format!("{}: {}", problem.subject, problem.message));
    match arguments.command {
        None if arguments.options.plain => {
            warning.iter().for_each(|warning| say::complain(warning));
            linear::run(&arguments.paths, &library, &folders.config)
        }
        None => {
            let opening = given::open(&arguments.paths, &library)?;
            need_terminal()?;
            if arguments.paths.is_empty() {
                first_run::remember();
            }
            let options = arguments.options;
            let keys = configuration::keys(&config, &folders)?;
            let author = config.author();
            let settings = Settings {
                library,
                preferences: options.lay_over(config.preferences),
                surroundings: options::surroundings(),
                keys,
                author: options.author.unwrap_or(author),
                warning,
                config: folders.config,
                cache: folders.cache,
            };
            session::run(settings, opening)
        }
        Some(command) => {
            warning.iter().for_each(|warning| say::complain(warning));
            let author = arguments.options.author.unwrap_or_else(|| config.author());
            match command {
                Command::Add(what) => add(&what, &library, &folders.config, author),
                Command::Update { event } => collecting::update(&event, &library, &folders.config, author),
                Command::Carry { event, accept } => {
                    collecting::carry(&event, &accept, &library, &folders.config, author)
                }
                Command::Compare(what) => headless::compare_event(&what, &library, &folders.config),
                Command::Export(what) => export::run(&what, &library, &folders.config),
                Command::Import { file } => exported::import(&file, &library),
                Command::Verify { file, event } => exported::verify(&file, &event, &library),
                Command::Lexicon(what) => lexicon::run(what, &folders.config),
                Command::Paths => headless::paths(&folders),
                Command::Study(what) => study::run(&what, &library, &folders, &author),
                command => keeping::run(command, &library, &author),
            }
        }
    }
}

/// Adds documents to an event, or the many of a folder or a table to the events that they name.
fn add(what: &arguments::Added, library: &Library, config: &Path, author: String) -> Result<(), Error> {
    let many = |path: &Path| (path.is_dir() && !path.join("event.toml").is_file()) || importer::preview::is_table(path);
    match &what.given[..] {
        [] if many(&what.event) => collecting::add_many(&what.event, None, library, config, &author),
        [] => Err(Error::Usage("say what to add: diptych add EVENT FILE, or a folder or a CSV table alone".to_owned())),
        [only] if many(only) => collecting::add_many(only, Some(&what.event), library, config, &author),
        _ => collecting::add(what, library, config, author),
    }
}

fn need_terminal() -> Result<(), Error> {
    use std::io::IsTerminal;
    let keyboard = || io::stdin().is_terminal() || std::fs::File::open("/dev/tty").is_ok() || cfg!(windows);
    if !io::stdout().is_terminal() || !keyboard() {
        return Err(Error::NoTerminal(
            "there is no terminal to draw on; run it in one, or use `diptych --plain` or `diptych compare`",
        ));
    }
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        return Err(Error::NoTerminal(
            "this terminal (TERM=dumb) cannot draw; use `diptych --plain` or `diptych compare`",
        ));
    }
    Ok(())
}
