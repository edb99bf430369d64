//! The thread that knows the library: lists it, searches it, follows wordings through it.
//!
//! Whatever is asked is answered between two slices of a look at the dossiers, so that a library that is read
//! for the first time can be searched as far as it is read. A newer search takes the place of one that waits.

mod following;

use super::catalogue::{Catalogue, Progress};
use super::event::Event;
use super::lexicon;
use super::terminal::panic_message;
use crate::app::{Answer, Ask, Deleted, FoundLine, JobId, Listing, Spot, What, Which};
use crate::domain::{PartyId, Standing};
use crate::review::catalogue::{Digest, Head};
use crate::review::search::{Hit, Place, Query, Search, snippet};
use crate::store::{Library, samples};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

/// Dossiers that are looked at before anything else is answered: some hundredths of a second.
const SLICE: usize = 128;
/// Slices after which the list is told while it still grows, and kept.
const GROWN: usize = 16;
/// Characters of a text around what was found in it.
const WIDTH: usize = 200;

/// What the thread is told.
enum Order {
    /// List, then look at all dossiers.
    List,
    /// Answer.
    Ask(Ask),
}

/// Hands questions to the thread, which ends with it.
pub(crate) struct Librarian {
    orders: Sender<Order>,
}

impl Librarian {
    /// Starts the thread. The configuration's folder may hold lexicons of the person's own.
    pub(crate) fn start(
        library: Library,
        cache: &Path,
        config: &Path,
        events: &Sender<Event>,
    ) -> io::Result<Librarian> {
        let (orders, waiting) = channel();
        let (cache, config, events) = (cache.to_owned(), config.to_owned(), events.clone());
        thread::Builder::new().name("library".to_owned()).spawn(move || {
            // Before the first order nothing is read: who never looks at the library does not wait for it.
            let Ok(first) = waiting.recv() else { return };
            let (lexicon, _) = lexicon::load(&config, None);
            let catalogue = Catalogue::open(library.clone(), &cache, lexicon);
            let samples = samples(&catalogue);
            let mut desk = Desk { library, catalogue, samples, events, looking: false, slices: 0, told: false };
            desk.work(first, &waiting);
        })?;
        Ok(Librarian { orders })
    }

    /// Lists the library.
    pub(crate) fn list(&self) {
        // The thread ends only with this sender.
        let _ = self.orders.send(Order::List);
    }

    /// Asks something else.
    pub(crate) fn ask(&self, ask: Ask) {
        let _ = self.orders.send(Order::Ask(ask));
    }
}

/// The samples, read like any other event.
fn samples(catalogue: &Catalogue) -> Vec<(String, Digest)> {
    let digest =
        |name: &'static str| Some((name.to_owned(), Digest::of(&samples::open(name).ok()?.0, catalogue.lexicon())));
    samples::names().into_iter().filter_map(digest).collect()
}

/// What the thread works with.
struct Desk {
    library: Library,
    catalogue: Catalogue,
    samples: Vec<(String, Digest)>,
    events: Sender<Event>,
    /// Whether a look at all dossiers is under way.
    looking: bool,
    slices: usize,
    /// Whether it was told that the cache cannot be written.
    told: bool,
}

impl Desk {
    fn work(&mut self, first: Order, waiting: &Receiver<Order>) {
        let mut next = Some(first);
        loop {
            let mut orders: Vec<Order> = next.take().into_iter().collect();
            orders.extend(waiting.try_iter());
            if orders.is_empty() && !self.looking {
                match waiting.recv() {
                    Ok(order) => orders.push(order),
                    Err(_) => return,
                }
                orders.extend(waiting.try_iter());
            }
            for order in newest(orders) {
                self.guarded(|desk| desk.take(order));
            }
            if self.looking {
                self.guarded(Desk::look);
            }
            if let Err(TryRecvError::Disconnected) = waiting.try_recv().map(|order| next = Some(order)) {
                return;
            }
        }
    }

    /// A fault in one answer must not end the thread.
    fn guarded(&mut self, work: impl FnOnce(&mut Desk)) {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| work(self))) {
            self.looking = false;
            self.fail(format!("the program has a fault: {}", panic_message(&*payload)));
        }
    }

    fn say(&self, what: impl Into<What>) {
        // When the loop has ended, nobody reads answers any more.
        let _ = self.events.send(Event::Happened(what.into()));
    }

    fn fail(&self, message: String) {
        self.say(What::Failed { job: None, message });
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::List => {
                self.say(What::Listed(self.listings()));
                let progress = self.catalogue.begin();
                (self.looking, self.slices) = (true, 0);
                if progress.changed {
                    self.say(What::Listed(self.listings()));
                }
            }
            Order::Ask(Ask::Stop) => {
                self.catalogue.stop();
                self.end_look(true);
            }
            Order::Ask(Ask::Search { job, asked }) => self.search(job, &asked),
            Order::Ask(Ask::Lines { job, asked, events }) => self.lines(job, &asked, events),
            Order::Ask(Ask::Follow { job, wanted, party }) => {
                let followed = self.follow(&wanted, party.as_ref()).map(Box::new);
                self.say(Answer::Followed { job, followed });
            }
            Order::Ask(Ask::Table { wanted, party, form }) => {
                let made = self.table(&wanted, party.as_ref(), form);
                self.say(Answer::Table(made));
            }
            Order::Ask(Ask::ListTrash) => {
                let (trashed, problems) = self.library.trashed();
                let deleted = trashed.into_iter().map(|it| Deleted {
                    name: it.name,
                    title: it.title,
                    date: it.date,
                    deleted: it.deleted,
                });
                self.say(Answer::Trash(deleted.collect()));
                problems.iter().for_each(|problem| self.fail(format!("{}: {}", problem.subject, problem.message)));
            }
            // These change an event: the session gives them to the saver.
            Order::Ask(Ask::Rename { .. } | Ask::Trash { .. } | Ask::Restore { .. }) => {}
        }
    }

    /// One slice of the look at all dossiers.
    fn look(&mut self) {
        let Some(Progress { done, all, changed }) = self.catalogue.step(SLICE) else { return self.end_look(false) };
        self.slices += usize::from(changed);
        if changed {
            self.say(Answer::Progress(Some((done, all))));
        }
        if changed && self.slices.is_multiple_of(GROWN) {
            self.say(What::Listed(self.listings()));
            self.keep();
        }
    }

    fn end_look(&mut self, stopped: bool) {
        self.looking = false;
        self.say(Answer::Progress(None));
        if self.slices > 0 || stopped {
            self.say(What::Listed(self.listings()));
        }
        if !stopped {
            let problems = self.catalogue.problems().iter();
            problems.for_each(|problem| self.fail(format!("{}: {}", problem.subject, problem.message)));
        }
        self.keep();
        if !stopped {
            // While nobody waits: the first search then finds the texts in memory.
            self.catalogue.load();
        }
    }

    fn keep(&mut self) {
        if let Err(error) = self.catalogue.keep()
            && !std::mem::replace(&mut self.told, true)
        {
            self.fail(format!("{error}; the library works, and is read anew at the next start"));
        }
    }

    /// Every event, those of the library and the samples.
    fn all(&self) -> impl Iterator<Item = (Which, &Digest)> {
        let events = self.catalogue.digests().map(|(path, digest)| (Which::Folder(path.to_owned()), digest));
        events.chain(self.samples.iter().map(|(name, digest)| (Which::Sample(name.clone()), digest)))
    }

    fn listings(&self) -> Vec<Listing> {
        let zone = TimeZone::system();
        let local = |at: Timestamp| zone.to_datetime(at);
        let listing = |which, head: &Head| Listing { which, head: head.clone(), worked: head.worked.map(local) };
        self.all().map(|(which, digest)| listing(which, &digest.head)).collect()
    }

    fn search(&mut self, job: JobId, asked: &str) {
        // What is typed is understood before it is asked.
        let Ok(query) = Query::begun(asked) else { return };
        self.catalogue.load();
        let search = Search::new(query, self.catalogue.lexicon());
        let events = self.catalogue.search(&search).into_iter();
        let mut found: Vec<(Which, usize)> =
            events.map(|(path, count)| (Which::Folder(path.to_owned()), count)).collect();
        let samples = self.samples.iter().map(|(name, digest)| (Which::Sample(name.clone()), search.count(digest)));
        found.extend(samples.filter(|(_, count)| *count > 0));
        self.say(Answer::Found { job, found });
    }

    fn lines(&mut self, job: JobId, asked: &str, events: Vec<Which>) {
        let Ok(query) = Query::begun(asked) else { return };
        let search = Search::new(query, self.catalogue.lexicon());
        let digest = |which: &Which| match which {
            Which::Folder(path) => self.catalogue.digest(path),
            Which::Sample(name) => self.samples.iter().find(|sample| sample.0 == *name).map(|sample| &sample.1),
        };
        let lines = events.into_iter().map(|which| {
            let lines = digest(&which).map(|digest| search.hits(digest).iter().map(line).collect());
            (which, lines.unwrap_or_default())
        });
        self.say(Answer::Lines { job, lines: lines.collect() });
    }
}

/// Of several searches only the newest: nobody looks at the others any more.
fn newest(orders: Vec<Order>) -> Vec<Order> {
    let last = orders.iter().rposition(|order| matches!(order, Order::Ask(Ask::Search { .. })));
    let stale = |at: usize, order: &Order| match order {
        Order::Ask(Ask::Search { .. } | Ask::Lines { .. }) => last.is_some_and(|last| at < last),
        _ => false,
    };
    orders.into_iter().enumerate().filter(|(at, order)| !stale(*at, order)).map(|(_, order)| order).collect()
}

fn line(hit: &Hit<'_>) -> FoundLine {
    let start = hit.spans.first().map_or(0, |span| span.start);
    let label = |party: &Option<PartyId>, title: &str| match party {
        Some(party) => format!("{} · {title}", party.0),
        None => title.to_owned(),
    };
    let (label, spot) = match hit.place {
        Place::Event => ("title".to_owned(), Spot::Left),
        Place::Title(document) => (label(&document.party, "title of a document"), Spot::Words(document.id.clone(), 0)),
        Place::Text(document) => {
            let warning =
                if document.is_reconstruction() { format!(" · {}", Standing::WARNING) } else { String::new() };
            let label = format!("{}{warning}", label(&document.party, &document.title.text));
            (label, Spot::Words(document.id.clone(), start))
        }
        Place::Note(note) => (format!("note of {}", note.author), Spot::Note(note.id)),
    };
    FoundLine { label, snippet: snippet(hit.text, &hit.spans, WIDTH), times: hit.spans.len(), spot }
}

#[cfg(test)]
mod tests;
