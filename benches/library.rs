//! How long a library of ten thousand events takes to open, to be looked through and to be searched.
//!
//! `cargo bench --bench library`; `DIPTYCH_EVENTS=1000` for another number. The aims for ten thousand: open in
//! 200 ms, search in 300 ms once the texts are in memory. The files are in the memory of the system: what a
//! disk adds is not measured here.

#![allow(clippy::unwrap_used, reason = "a program to run by hand")]

#[path = "library/events.rs"]
mod events;

use diptych::compare::Lexicon;
use diptych::review::search::{Query, Search};
use diptych::review::track::{Scope, Wanted, digested, track};
use diptych::shell::Catalogue;
use diptych::store::Library;
use divan::{Bencher, black_box};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

/// A library, a cache of it, and a catalogue with everything in memory.
struct Scene {
    library: PathBuf,
    cache: PathBuf,
    ready: Catalogue,
    home: tempfile::TempDir,
}

static SCENE: LazyLock<Scene> = LazyLock::new(|| {
    let count = std::env::var("DIPTYCH_EVENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let home = tempfile::tempdir().unwrap();
    let (library, cache) = (home.path().join("library"), home.path().join("cache"));
    events::library(&library, count);
    let mut ready = catalogue(&library, &cache);
    looked(&mut ready);
    ready.keep().unwrap();
    ready.load();
    Scene { library, cache, ready, home }
});

/// The number of the next folder for a cache of its own.
static NEXT: Mutex<usize> = Mutex::new(0);

fn catalogue(library: &Path, cache: &Path) -> Catalogue {
    Catalogue::open(Library::at(library), cache, Cow::Borrowed(Lexicon::builtin()))
}

fn looked(catalogue: &mut Catalogue) {
    catalogue.begin();
    while catalogue.step(256).is_some() {}
}

fn main() {
    LazyLock::force(&SCENE);
    divan::main();
    // A static is never dropped, and with it neither would be the folder of some hundred megabytes.
    std::fs::remove_dir_all(SCENE.home.path()).unwrap();
}

/// What stands on the screen first: the list as the cache has it.
#[divan::bench(sample_count = 20)]
fn open(bencher: Bencher<'_, '_>) {
    bencher.bench(|| catalogue(&SCENE.library, &SCENE.cache));
}

/// All dossiers looked at, none of which was touched.
#[divan::bench(sample_count = 10)]
fn look_through(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| catalogue(&SCENE.library, &SCENE.cache)).bench_values(|mut catalogue| {
        looked(&mut catalogue);
        catalogue
    });
}

/// The texts read from the cache, as before the first search.
#[divan::bench(sample_count = 10)]
fn load(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| catalogue(&SCENE.library, &SCENE.cache)).bench_values(|mut catalogue| {
        catalogue.load();
        catalogue
    });
}

/// Without a cache: every dossier is read, digested and cached.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn from_nothing(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let mut next = NEXT.lock().unwrap();
        *next += 1;
        let mut catalogue = catalogue(&SCENE.library, &SCENE.cache.with_extension(next.to_string()));
        looked(&mut catalogue);
        catalogue.keep().unwrap();
        catalogue
    });
}

const QUERIES: &[&str] = &[
    "lighthouse",
    "fishing rights",
    "ceasefire talks",
    "\"northern cape\"",
    "台湾",
    "捕鱼",
    "rare earths",
    r"/tariffs? on \w+ and/",
    "party:CN date:2015..2016",
    "tag:o status:open",
    "nowhere",
];

/// Which events answer, with the texts in memory.
#[divan::bench(args = QUERIES, sample_count = 20)]
fn search(bencher: Bencher<'_, '_>, asked: &str) {
    let search = Search::new(Query::parse(asked).unwrap(), Lexicon::builtin());
    bencher.bench(|| SCENE.ready.search(black_box(&search)).len());
}

/// One party's wording through all events.
#[divan::bench(args = ["taiwan_question", "northern cape", "fishing rights"], sample_count = 5)]
fn over_time(bencher: Bencher<'_, '_>, wanted: &str) {
    let lexicon = Lexicon::builtin();
    let wanted = Wanted::parse(wanted, lexicon).unwrap();
    bencher.bench(|| {
        let all = SCENE.ready.digests().enumerate().flat_map(|(number, (_, digest))| digested(number, digest));
        track(all, &wanted, &Scope::default(), lexicon).entries.len()
    });
}
