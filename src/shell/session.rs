//! The loop: takes everything that has happened, lets the pure step answer, draws once.

use super::Error;
use super::analyst::Analyst;
use super::courier::Courier;
use super::event::Event;
use super::left;
use super::librarian::Librarian;
use super::opening::Opening;
use super::publisher::Publisher;
use super::saver::{Chore, Saver, Task};
use super::terminal::{self, Guard, Heard, Replies, Screen, merge, translate};
use crate::app::{Ask, Effect, Input, Keymap, Opened, Setup, State, What, respond};
use crate::domain::{Depth, Preferences, Surroundings};
use crate::store::Library;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Inputs are gathered no longer than this before a frame shows what they did.
const GATHER: Duration = Duration::from_millis(50);
/// How long quitting waits for a slow disk.
const FOR_SAVE: Duration = Duration::from_secs(10);
/// The clock is looked at this often, since it may jump.
const LOOK: Duration = Duration::from_secs(30);

/// What a run starts with, from the command line and the configuration.
pub(crate) struct Settings {
    /// The folder of dossiers.
    pub(crate) library: Library,
    /// Who signs notes.
    pub(crate) author: String,
    /// What the person has set, in the configuration or for this run.
    pub(crate) preferences: Preferences,
    /// What the environment tells of the terminal.
    pub(crate) surroundings: Surroundings,
    /// The keys in force.
    pub(crate) keys: Keymap,
    /// What is wrong with the configuration.
    pub(crate) warning: Option<String>,
    /// The configuration's folder.
    pub(crate) config: PathBuf,
    /// The folder for what can be made again.
    pub(crate) cache: PathBuf,
}

/// Takes the terminal, and gives it back when the analyst quits.
pub(crate) fn run(settings: Settings, opening: Option<Opening>) -> Result<(), Error> {
    let (sender, events) = channel();
    let (opened, held, captured) = match opening {
        Some(opening) => (Some(opening.opened), opening.held, opening.captured),
        None => (None, None, Vec::new()),
    };
    let courier =
        Courier::new(sender.clone(), settings.library.clone(), settings.config.clone(), settings.author.clone());
    let librarian = Librarian::start(settings.library.clone(), &settings.cache, &settings.config, &sender);
    let librarian = librarian.map_err(Error::System)?;
    let analyst = Analyst::start(&sender, settings.config.clone()).map_err(Error::System)?;
    let saver = Saver::start(settings.library.clone(), held, captured, sender.clone());
    let saver = saver.map_err(Error::System)?;
    let publisher = Publisher::start(sender.clone(), settings.config.clone()).map_err(Error::System)?;
    let guard = Guard::new(sender.clone(), saver.flusher());
    guard.watch().map_err(Error::System)?;
    terminal::listen_to_mouse(settings.preferences.mouse);
    terminal::enter().map_err(Error::Terminal)?;
    let screen = Screen::new();
    let author = settings.author;
    let setup = Setup {
        size: screen.size(),
        seed: RandomState::new().hash_one(std::process::id()),
        author: author.clone(),
        preferences: settings.preferences,
        surroundings: settings.surroundings,
        keys: settings.keys,
        config: settings.config.join("config.toml").display().to_string(),
        library: left::read(settings.library.path()),
    };
    let mut session = Session {
        state: State::new(setup),
        screen,
        sender,
        events,
        analyst,
        courier,
        publisher,
        saver,
        config: settings.config,
        library: settings.library.path().to_owned(),
        librarian,
        author,
        guard,
        wakes: BTreeSet::new(),
        over: false,
        unsafe_quits: 0,
    };
    let outcome = session.go(opened, settings.warning);
    // The saver finishes behind the last frame; then the shell has its terminal.
    drop(session);
    terminal::leave();
    outcome
}

struct Session {
    state: State,
    screen: Screen,
    sender: Sender<Event>,
    events: Receiver<Event>,
    analyst: Analyst,
    courier: Courier,
    publisher: Publisher,
    saver: Saver,
    config: PathBuf,
    library: PathBuf,
    librarian: Librarian,
    author: String,
    guard: Guard,
    wakes: BTreeSet<Timestamp>,
    over: bool,
    /// How often the analyst wanted to quit although something could not be saved.
    unsafe_quits: u32,
}

impl Session {
    fn go(&mut self, opened: Option<Opened>, warning: Option<String>) -> Result<(), Error> {
        // The first frame shows the texts; what it asks for comes after it.
        let mut effects = match opened {
            Some(opened) => self.respond(What::Opened(Box::new(opened))),
            None => vec![Effect::List],
        };
        if let Some(message) = warning {
            effects.extend(self.respond(What::Failed { job: None, message }));
        }
        self.draw();
        let replies = self.ask_for_ground();
        self.listen(replies).map_err(Error::System)?;
        self.perform_all(effects);
        while !self.over {
            let gathered = self.gather();
            // A look at the clock is no cause to draw.
            if gathered.is_empty() {
                continue;
            }
            for event in gathered {
                self.take(event);
            }
            self.draw();
        }
        Ok(())
    }

    /// Waits until something happens, then takes all that has happened.
    fn gather(&mut self) -> Vec<Event> {
        let mut gathered = Vec::new();
        // Disconnected it cannot be: the session itself keeps a sender.
        gathered.extend(self.events.recv_timeout(self.patience()));
        let begun = Instant::now();
        while begun.elapsed() < GATHER {
            let Ok(event) = self.events.try_recv() else { break };
            match (gathered.last_mut(), event) {
                (Some(Event::Happened(last)), Event::Happened(what)) if merge(last, &what) => *last = what,
                (Some(Event::Redraw), Event::Redraw) => {}
                (_, event) => gathered.push(event),
            }
        }
        let now = Timestamp::now();
        if self.wakes.first().is_some_and(|first| *first <= now) {
            self.wakes.retain(|time| *time > now);
            gathered.push(Event::Happened(What::Wake));
        }
        gathered
    }

    fn patience(&self) -> Duration {
        let until = |time: &Timestamp| Duration::try_from(time.duration_since(Timestamp::now())).unwrap_or_default();
        self.wakes.first().map_or(LOOK, until).min(LOOK)
    }

    fn take(&mut self, event: Event) {
        match event {
            // What was typed after the end counts for nothing.
            _ if self.over => {}
            Event::Happened(what) => self.happen(what),
            Event::Redraw => {
                self.screen.forget();
                self.happen(What::Resize(self.screen.size()));
            }
            Event::Ending(done) => {
                self.happen(What::Ending);
                let _ = done.send(());
                // The program ends under our feet.
                loop {
                    thread::park();
                }
            }
            Event::Deaf => self.guard.terminal_lost(),
        }
    }

    fn happen(&mut self, what: What) {
        let effects = self.respond(what);
        self.perform_all(effects);
    }

    fn respond(&mut self, what: What) -> Vec<Effect> {
        respond(&mut self.state, Input { at: Timestamp::now(), what })
    }

    fn perform_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Compare(pair) => self.analyst.compare(pair),
            Effect::Adopt(dossier) => self.saver.ask(Task::Adopt(dossier)),
            Effect::Save { number, change, texts } => self.saver.ask(Task::Save { number, change, texts }),
            Effect::Draft(draft) => self.saver.ask(Task::Draft(draft)),
            Effect::Place(row) => self.saver.ask(Task::Place(row)),
            Effect::Left(view) => left::keep(&self.library, &view),
            Effect::Open(which) => self.saver.ask(Task::Open(which)),
            Effect::Create { dossier, texts } => self.saver.ask(Task::Create { dossier, texts }),
            Effect::Export { name, bytes } => self.saver.ask(Task::Export { name, bytes }),
            Effect::Publish(order) => self.publisher.make(order),
            Effect::Configure { key, value } => {
                self.saver.ask(Task::Configure { folder: self.config.clone(), key, value });
            }
            Effect::Mouse(on) => terminal::listen_to_mouse(on),
            Effect::SaveElsewhere => self.saver.ask(Task::SaveElsewhere),
            Effect::Run { job, errand } => self.courier.run(job, *errand),
            Effect::GiveUp(job) => self.courier.give_up(job),
            Effect::Tally { open, found } => self.saver.ask(Task::Tally(open, found)),
            Effect::List => self.librarian.list(),
            Effect::Library(ask) => self.ask_library(ask),
            Effect::Copy(text) => {
                let what = match Screen::copy(&text) {
                    Ok(()) => What::Done("copied; paste it where you need it".to_owned()),
                    Err(error) => What::Failed { job: None, message: format!("cannot copy: {error}") },
                };
                self.happen(what);
            }
            Effect::WakeAt(time) => {
                self.wakes.insert(time);
            }
            Effect::Suspend => terminal::suspend(),
            Effect::Quit => self.quit(),
        }
    }

    /// Quits when everything is safe. If something is not, its answer is on its way to the screen; who
    /// then quits again means it.
    fn quit(&mut self) {
        let safe = (self.saver.flusher())(FOR_SAVE);
        self.over = safe || self.unsafe_quits > 0;
        self.unsafe_quits += u32::from(!safe);
    }

    /// What changes an event goes to the thread that owns the open one; the rest is for the librarian.
    fn ask_library(&mut self, ask: Ask) {
        let chore = match ask {
            Ask::Rename { path, title } => Chore::Rename { path, title, author: self.author.clone() },
            Ask::Trash { path } => Chore::Trash(path),
            Ask::Restore { name } => Chore::Restore(name),
            ask => return self.librarian.ask(ask),
        };
        self.saver.ask(Task::Chore(chore));
    }

    fn draw(&mut self) {
        if self.screen.draw(&self.state).is_err() {
            self.guard.terminal_lost();
        }
    }

    /// Asks the terminal whether it is dark or light, where that is to be known; the answer comes like a key.
    fn ask_for_ground(&self) -> Replies {
        let wanted = self.state.setup.preferences.theme.is_none() && self.state.look().depth != Depth::None;
        if wanted { Replies::ask() } else { Replies::default() }
    }

    /// Starts the thread that reads the terminal.
    fn listen(&self, mut replies: Replies) -> std::io::Result<()> {
        let events = self.sender.clone();
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
            loop {
                let heard = match crossterm::event::read() {
                    Ok(event) => replies.take(event),
                    Err(_) => {
                        let _ = events.send(Event::Deaf);
                        return;
                    }
                };
                let happened = heard.into_iter().filter_map(|heard| match heard {
                    Heard::Ground(ground) => Some(Event::Happened(What::Ground(ground))),
                    Heard::Typed(crossterm::event::Event::Resize(..)) => Some(Event::Redraw),
                    Heard::Typed(event) => translate(event).map(Event::Happened),
                });
                for event in happened {
                    if events.send(event).is_err() {
                        return;
                    }
                }
            }
        })?;
        Ok(())
    }
}
