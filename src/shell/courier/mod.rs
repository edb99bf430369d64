//! Errands of the program, each on a thread of its own, so that the screen never waits for the network, a
//! parser or a slow disk; each can be given up, which ends the process that it started.

mod path;
mod records;
mod take;

use super::collecting::store_plan;
use super::event::Event;
use super::merging;
use super::terminal::panic_message;
use super::{Error, exported, lexicon};
use crate::app::intake::{Brought, Errand, News};
use crate::app::{JobId, What};
use crate::compare::Lexicon;
use crate::domain::{Dossier, ReadoutId};
use crate::export::Verified;
use crate::ingest::{Counted, Step, Watch};
use crate::review::agreement::{agreement, readers};
use crate::review::carry::carry;
use crate::store::Library;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

/// As deep a recursion as the comparison may take.
const STACK: usize = 64 << 20;
/// More pairs of readers fill no screen.
const PAIRS: usize = 15;

/// Runs errands.
pub(crate) struct Courier {
    events: Sender<Event>,
    errands: Errands,
    /// What ends each errand that may still run.
    running: BTreeMap<JobId, Arc<AtomicBool>>,
}

/// What errands need to know of the world.
#[derive(Clone)]
struct Errands {
    library: Library,
    config: PathBuf,
    author: String,
}

impl Courier {
    pub(crate) fn new(events: Sender<Event>, library: Library, config: PathBuf, author: String) -> Courier {
        Courier { events, errands: Errands { library, config, author }, running: BTreeMap::new() }
    }

    /// Starts an errand; its news come as events.
    pub(crate) fn run(&mut self, job: JobId, errand: Errand) {
        // Whoever holds the other end has ended.
        self.running.retain(|_, cancelled| Arc::strong_count(cancelled) > 1);
        let cancelled = Arc::new(AtomicBool::new(false));
        self.running.insert(job, Arc::clone(&cancelled));
        let (errands, events) = (self.errands.clone(), self.events.clone());
        let work = move || {
            let tell = |news| {
                // When the loop has ended, nobody reads news any more.
                let _ = events.send(Event::Happened(What::Errand { job, news }));
            };
            let step = |step: Step| tell(News::Step(told(step)));
            let watch = Watch::new(&cancelled, &step);
            let outcome = catch_unwind(AssertUnwindSafe(|| errands.perform(errand, &watch)));
            tell(match outcome {
                Ok(Ok(brought)) => News::Brought(Box::new(brought)),
                Ok(Err(error)) => News::Failed(error.to_string()),
                Err(payload) => News::Failed(format!("the program has a fault: {}", panic_message(&*payload))),
            });
        };
        if let Err(error) = thread::Builder::new().name("errand".to_owned()).stack_size(STACK).spawn(work) {
            let news = News::Failed(Error::System(error).to_string());
            let _ = self.events.send(Event::Happened(What::Errand { job, news }));
        }
    }

    /// Ends an errand, soon.
    pub(crate) fn give_up(&mut self, job: JobId) {
        if let Some(cancelled) = self.running.remove(&job) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }
}

impl Errands {
    fn perform(&self, errand: Errand, watch: &Watch<'_>) -> Result<Brought, Error> {
        match errand {
            Errand::Take(given) => take::take(&given, watch),
            Errand::Complete(typed) => {
                let matches = path::completions(&typed);
                Ok(Brought::Completed { typed, matches })
            }
            Errand::Store(given) => {
                let path = path::given(&given);
                store_plan(&path, None, &self.library, &self.config, &self.author, watch).map(Brought::Stored)
            }
            Errand::Carry { dossier, readouts, folder } => Ok(self.carry(&dossier, &readouts, folder.as_deref())),
            Errand::Merge { given, dossier, folder } => {
                let (other, mine) = (path::given(&given), folder.map(PathBuf::from));
                let joined = merging::join(&dossier, mine.as_deref(), &other, &self.library)?;
                let edits = joined.merged.edits(&dossier);
                Ok(Brought::Merged { merged: Box::new(joined.merged), edits, texts: joined.texts })
            }
            Errand::Import(given) => Ok(Brought::Imported(Box::new(exported::exported(&path::given(&given))?))),
            Errand::Verify { given, dossier } => {
                let Verified { quotations, changed } = exported::verified(&path::given(&given), &dossier)?;
                Ok(Brought::Verified { quotations, changed })
            }
            Errand::Records { dossier, shown, folder } => {
                Ok(records::records(&dossier, &shown, &self.lexicon(folder.as_deref())))
            }
            Errand::Original { dossier, translation, original, folder } => {
                records::originals(&dossier, translation, original, &self.lexicon(folder.as_deref()))
            }
            Errand::Agree(dossier) => {
                let names = readers(&dossier);
                let pairs = names.iter().enumerate().flat_map(|(n, a)| names[n + 1..].iter().map(move |b| (a, b)));
                Ok(Brought::Agreed(pairs.take(PAIRS).map(|(a, b)| agreement(&dossier, a, b)).collect()))
            }
        }
    }

    /// What is odd about the lexicon is told where texts are compared.
    fn lexicon(&self, folder: Option<&str>) -> Cow<'static, Lexicon> {
        lexicon::load(&self.config, folder.map(Path::new)).0
    }

    fn carry(&self, dossier: &Dossier, readouts: &[ReadoutId], folder: Option<&str>) -> Brought {
        let lexicon = self.lexicon(folder);
        let carriages = readouts.iter().filter_map(|id| carry(dossier, id, &lexicon));
        Brought::Carried(carriages.filter(|it| !it.items.is_empty() || !it.nothing.is_empty()).collect())
    }
}

/// *page 3 of 12*.
fn told(step: Step) -> String {
    let Step { of, done, all } = step;
    let of_all = all.map(|all| format!(" of {all}")).unwrap_or_default();
    match of {
        Counted::Pages => format!("page {done}{of_all}"),
        Counted::Kibibytes => format!("{done}{of_all} KiB"),
        Counted::Files => format!("file {done}{of_all}"),
        Counted::Rows => format!("row {done}{of_all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::intake::Given;
    use std::fs;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    fn courier(home: &Path) -> (Courier, Receiver<Event>) {
        let (sender, events) = channel();
        (Courier::new(sender, Library::at(home.join("library")), home.join("config"), "ana".to_owned()), events)
    }

    fn last(events: &Receiver<Event>, wanted: JobId) -> News {
        loop {
            match events.recv_timeout(Duration::from_secs(20)).unwrap() {
                Event::Happened(What::Errand { job, news }) if job == wanted && !matches!(news, News::Step(_)) => {
                    return news;
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_document_is_brought_with_what_it_says_and_what_it_came_from() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("readout.md");
        fs::write(&file, "---\ntitle: A call\nlang: en\n---\nThey spoke on the phone.\n").unwrap();
        let (mut courier, events) = courier(home.path());
        courier.run(JobId(1), Errand::Take(Given::Typed(file.display().to_string())));
        let News::Brought(brought) = last(&events, JobId(1)) else { panic!() };
        let Brought::Taken(taken) = *brought else { panic!() };
        assert_eq!((taken.title.as_deref(), taken.readout.id.0.as_str()), (Some("A call"), "readout"));
        assert!(taken.text.raw.is_some() && !taken.cut.is_empty());
        courier.run(JobId(2), Errand::Take(Given::Text("They met.".to_owned())));
        let News::Brought(brought) = last(&events, JobId(2)) else { panic!() };
        let Brought::Taken(taken) = *brought else { panic!() };
        assert_eq!((taken.title, taken.readout.title.as_str()), (None, "pasted text"));
    }

    #[test]
    fn what_cannot_be_read_says_what_to_do() {
        let home = tempfile::tempdir().unwrap();
        let (mut courier, events) = courier(home.path());
        let check = |courier: &mut Courier, given: &str, words: &str| {
            courier.run(JobId(7), Errand::Take(Given::Typed(given.to_owned())));
            let News::Failed(told) = last(&events, JobId(7)) else { panic!("{given}") };
            assert!(told.contains(words), "{told}");
        };
        check(&mut courier, "nowhere/at all.txt", "check the name");
        check(&mut courier, "http://example.org/", "https");
        // Never the terminal that the program itself reads.
        check(&mut courier, "-", "check the name");
        let dossier = home.path().join("event");
        fs::create_dir(&dossier).unwrap();
        fs::write(dossier.join("event.toml"), "").unwrap();
        check(&mut courier, &dossier.display().to_string(), "is an event");
    }

    #[test]
    fn an_errand_that_is_given_up_ends() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("many/A call/left");
        fs::create_dir_all(&folder).unwrap();
        (0..200).for_each(|n| fs::write(folder.join(format!("{n}.txt")), "They met.").unwrap());
        let (mut courier, events) = courier(home.path());
        courier.run(JobId(1), Errand::Store(home.path().join("many").display().to_string()));
        courier.give_up(JobId(1));
        let news = last(&events, JobId(1));
        assert!(matches!(&news, News::Failed(told) if told.contains("given up")), "{news:?}");
    }
}
