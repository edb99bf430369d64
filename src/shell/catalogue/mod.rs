//! The catalogue of a library: in memory, kept in the cache, brought up to date by looks at the dossiers.
//!
//! The heads of ten thousand events are read in a moment, so the list stands at once, as it was. Then the
//! dossiers are looked at in slices, between which anything else can be answered, and what changed is digested
//! anew. The bodies are read when somebody first searches.

use crate::compare::Lexicon;
use crate::domain::{Problem, TextHash};
use crate::review::catalogue::{Body, Digest, Head, Tally};
use crate::review::search::Search;
use crate::store::{Cache, FolderStamp, Item, Library, Part, SHARDS, StoreError, glance};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

/// The form of what is cached: another number for every change of what a digest holds or how it is made.
const FORM: &[u8] = b"digest 1";
/// More threads wait for the disk and the memory, not for the processor.
const THREADS: usize = 8;

/// What is known of every event of a library.
pub struct Catalogue {
    library: Library,
    cache: Cache,
    lexicon: Cow<'static, Lexicon>,
    shelf: BTreeMap<PathBuf, Shelved>,
    /// Whether the bodies are in memory.
    loaded: bool,
    /// Dossiers that are still to be looked at.
    waiting: VecDeque<PathBuf>,
    /// How many there are in all.
    all: usize,
    /// Files of the cache that have to be written.
    stale: BTreeSet<usize>,
    problems: Vec<Problem>,
}

/// An event on the shelf.
struct Shelved {
    stamp: FolderStamp,
    digest: Digest,
}

/// How far a look at all dossiers has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So many are done.
    pub done: usize,
    /// Of so many.
    pub all: usize,
    /// Whether something was new or gone in this step.
    pub changed: bool,
}

impl Catalogue {
    /// The catalogue as the cache has it.
    #[must_use]
    pub fn open(library: Library, cache: &Path, lexicon: Cow<'static, Lexicon>) -> Catalogue {
        let cache = Cache::at(cache, library.path(), &made_with(&lexicon));
        let items = cache.read(Part::Heads);
        let head = |item: Item<'_>| {
            let head = postcard::from_bytes::<Head>(item.bytes).ok()?;
            let digest = Digest { head, body: Body::default() };
            Some((library.path().join(item.name), Shelved { stamp: item.stamp, digest }))
        };
        let shelf = items.iter().filter_map(head).collect();
        let (waiting, stale, problems) = Default::default();
        Catalogue { library, cache, lexicon, shelf, loaded: false, waiting, all: 0, stale, problems }
    }

    /// The events: folder and head, by folder.
    pub fn heads(&self) -> impl Iterator<Item = (&Path, &Head)> {
        self.shelf.iter().map(|(path, shelved)| (path.as_path(), &shelved.digest.head))
    }

    /// The events: folder and digest, by folder. Their bodies are there once they were [loaded](Catalogue::load).
    pub fn digests(&self) -> impl Iterator<Item = (&Path, &Digest)> {
        self.shelf.iter().map(|(path, shelved)| (path.as_path(), &shelved.digest))
    }

    /// One event.
    #[must_use]
    pub fn digest(&self, path: &Path) -> Option<&Digest> {
        self.shelf.get(path).map(|shelved| &shelved.digest)
    }

    /// The lexicon with which it is read.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What could not be read at the last look.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Begins to look at all dossiers. Those that are gone leave at once.
    pub fn begin(&mut self) -> Progress {
        self.problems.clear();
        match self.library.dossiers() {
            Ok(paths) => self.waiting = paths.into(),
            Err(problem) => {
                // What cannot be listed now is not gone.
                self.problems.push(problem);
                self.waiting.clear();
            }
        }
        self.all = self.waiting.len();
        let there: BTreeSet<&PathBuf> = self.waiting.iter().collect();
        let gone: Vec<PathBuf> = match self.problems.is_empty() {
            true => self.shelf.keys().filter(|path| !there.contains(path)).cloned().collect(),
            false => Vec::new(),
        };
        for path in &gone {
            self.shelf.remove(path);
            self.mark(path);
        }
        Progress { done: 0, all: self.all, changed: !gone.is_empty() }
    }

    /// Looks at so many of the waiting dossiers; `None` when none waits.
    pub fn step(&mut self, most: usize) -> Option<Progress> {
        if self.waiting.is_empty() {
            return None;
        }
        let paths: Vec<PathBuf> = self.waiting.drain(..most.min(self.waiting.len())).collect();
        let mut changed = false;
        for (path, outcome) in paths.iter().zip(in_parallel(&paths, |path| self.look(path))) {
            match outcome {
                Look::Same => continue,
                Look::New(shelved) => drop(self.shelf.insert(path.clone(), *shelved)),
                Look::Unreadable(problem) => {
                    self.problems.push(problem);
                    if self.shelf.remove(path).is_none() {
                        continue;
                    }
                }
            }
            changed = true;
            self.mark(path);
        }
        Some(Progress { done: self.all - self.waiting.len(), all: self.all, changed })
    }

    /// Gives up what is still waiting; what is known stays.
    pub fn stop(&mut self) {
        self.waiting.clear();
    }

    fn look(&self, path: &Path) -> Look {
        // Before reading: a change in between is then found at the next look.
        let stamp = FolderStamp::of(path);
        if stamp.is_some_and(|stamp| self.shelf.get(path).is_some_and(|known| known.stamp == stamp)) {
            return Look::Same;
        }
        match (glance(path), stamp) {
            (Ok(seen), Some(stamp)) => {
                let mut digest = Digest::of(&seen.dossier, &self.lexicon);
                digest.head.worked = seen.worked;
                digest.head.tally = seen.tally.map(|(open, found)| Tally { open, found });
                Look::New(Box::new(Shelved { stamp, digest }))
            }
            (Err(error), _) => Look::Unreadable(unreadable(path, &error)),
            (Ok(_), None) => Look::Unreadable(unreadable(path, &StoreError::NotADossier { path: path.to_owned() })),
        }
    }

    fn mark(&mut self, path: &Path) {
        if let Some(Part::Bodies(shard)) = path.file_name().and_then(|name| name.to_str()).map(Part::of) {
            self.stale.insert(shard);
        }
    }

    /// Reads the bodies, if they are not there yet.
    pub fn load(&mut self) {
        if self.loaded {
            return;
        }
        self.loaded = true;
        let shards: Vec<usize> = (0..SHARDS).collect();
        let read = in_parallel(&shards, |shard| {
            let items = self.cache.read(Part::Bodies(*shard));
            let body = |item: Item<'_>| {
                let path = self.library.path().join(item.name);
                let known = self.shelf.get(&path).filter(|known| known.stamp == item.stamp)?;
                // What was looked at since the start has its body already.
                let missing = known.digest.body == Body::default();
                missing.then(|| Some((path, postcard::from_bytes::<Body>(item.bytes).ok()?)))?
            };
            items.iter().filter_map(body).collect::<Vec<_>>()
        });
        for (path, body) in read.into_iter().flatten() {
            if let Some(shelved) = self.shelf.get_mut(&path) {
                shelved.digest.body = body;
            }
        }
        self.digest_bodiless();
    }

    /// Looks again at those whose body the cache had lost.
    fn digest_bodiless(&mut self) {
        let bodiless = |(path, shelved): (&PathBuf, &Shelved)| {
            let documents = shelved.digest.head.documents > shelved.digest.body.documents.len();
            (documents || shelved.digest.body == Body::default()).then(|| path.clone())
        };
        let lost: Vec<PathBuf> = self.shelf.iter().filter_map(bodiless).collect();
        for path in &lost {
            self.shelf.remove(path);
        }
        self.waiting.extend(lost);
        self.all = self.all.max(self.waiting.len());
        while self.step(self.waiting.len()).is_some() {}
    }

    /// Keeps in the cache what changed.
    ///
    /// # Errors
    /// Where the disk refuses. Then only the next start takes longer.
    pub fn keep(&mut self) -> Result<(), StoreError> {
        if self.stale.is_empty() {
            return Ok(());
        }
        self.load();
        for shard in std::mem::take(&mut self.stale) {
            let made =
                self.items(|digest| postcard::to_allocvec(&digest.body), |name| Part::of(name) == Part::Bodies(shard));
            self.cache.write(Part::Bodies(shard), made.iter().map(Made::item))?;
        }
        let made = self.items(|digest| postcard::to_allocvec(&digest.head), |_| true);
        self.cache.write(Part::Heads, made.iter().map(Made::item))
    }

    fn items(
        &self,
        encode: impl Fn(&Digest) -> postcard::Result<Vec<u8>>,
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<Made<'_>> {
        // A folder whose name is not Unicode is not cached: it is read at every start.
        let made = |(path, shelved): (&'_ PathBuf, &Shelved)| -> Option<(String, FolderStamp, Vec<u8>)> {
            let name = path.file_name()?.to_str().filter(|name| wanted(name))?;
            Some((name.to_owned(), shelved.stamp, encode(&shelved.digest).ok()?))
        };
        self.shelf
            .iter()
            .filter_map(made)
            .map(|(name, stamp, bytes)| Made { name: Cow::Owned(name), stamp, bytes })
            .collect()
    }

    /// The events that answer, each with the number of its places, by folder.
    #[must_use]
    pub fn search(&self, search: &Search) -> Vec<(&Path, usize)> {
        let shelf: Vec<(&PathBuf, &Shelved)> = self.shelf.iter().collect();
        let counted = in_parallel(&shelf, |(_, shelved)| search.count(&shelved.digest));
        let found = shelf.iter().zip(counted).filter(|(_, count)| *count > 0);
        found.map(|((path, _), count)| (path.as_path(), count)).collect()
    }
}

/// What a look at a dossier brings.
enum Look {
    /// It was not touched.
    Same,
    /// It is new, or was changed.
    New(Box<Shelved>),
    /// It cannot be read.
    Unreadable(Problem),
}

/// An item for the cache.
struct Made<'a> {
    name: Cow<'a, str>,
    stamp: FolderStamp,
    bytes: Vec<u8>,
}

impl Made<'_> {
    fn item(&self) -> Item<'_> {
        Item { name: &self.name, stamp: self.stamp, bytes: &self.bytes }
    }
}

fn unreadable(path: &Path, error: &StoreError) -> Problem {
    Problem::new(path.file_name().unwrap_or_default().to_string_lossy(), error.to_string())
}

/// Everything but the dossiers on which the digests depend: the program and the words of the lexicon, with all that a
/// user's files say of them.
fn made_with(lexicon: &Lexicon) -> Vec<u8> {
    let mut made_with = [FORM, env!("CARGO_PKG_VERSION").as_bytes()].concat();
    made_with.extend_from_slice(lexicon.laid().map_or("", TextHash::as_str).as_bytes());
    for concept in lexicon.concepts() {
        let words = [&concept.english, &concept.chinese, &concept.unless].into_iter().flatten();
        for word in [&concept.id, &concept.gloss].into_iter().chain(words) {
            made_with.extend_from_slice(word.as_bytes());
            made_with.push(0);
        }
    }
    made_with
}

/// A function of each item, in their order, on as many threads as help.
fn in_parallel<T: Sync, R: Send>(items: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(THREADS);
    let size = items.len().div_ceil(threads).max(1);
    if threads == 1 || items.len() < 2 * threads {
        return items.iter().map(of).collect();
    }
    thread::scope(|scope| {
        let of = &of;
        let parts: Vec<_> = items.chunks(size).map(|part| scope.spawn(move || part.iter().map(of).collect())).collect();
        let join = |part: thread::ScopedJoinHandle<'_, Vec<R>>| match part.join() {
            Ok(results) => results,
            Err(fault) => std::panic::resume_unwind(fault),
        };
        parts.into_iter().flat_map(join).collect()
    })
}

#[cfg(test)]
mod tests;
