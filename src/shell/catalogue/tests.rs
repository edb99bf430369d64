//! The catalogue on a real disk: whatever became of the cache, it says what the dossiers say.

use super::*;
use crate::domain::{Change, Edit, Step};
use crate::review::search::Query;
use crate::store::{Keeper, samples};
use jiff::Timestamp;
use std::fs;
use tempfile::TempDir;

struct Scene {
    home: TempDir,
}

impl Scene {
    /// A library with all samples as events of one's own.
    fn new() -> Scene {
        let scene = Scene { home: tempfile::tempdir().unwrap() };
        for name in samples::names() {
            scene.library().create(&samples::open(name).unwrap().0).unwrap();
        }
        scene
    }

    fn library(&self) -> Library {
        Library::at(self.home.path().join("library"))
    }

    fn open(&self) -> Catalogue {
        Catalogue::open(self.library(), &self.home.path().join("cache"), Cow::Borrowed(Lexicon::builtin()))
    }

    /// The files of the cache.
    fn cached(&self) -> Vec<PathBuf> {
        let folders = fs::read_dir(self.home.path().join("cache")).unwrap();
        let files = folders.flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap());
        files.map(|file| file.unwrap().path()).collect()
    }

    fn paths(&self) -> Vec<PathBuf> {
        self.library().dossiers().unwrap()
    }
}

/// Looks at all dossiers; how many were read.
fn looked(catalogue: &mut Catalogue) -> bool {
    let mut changed = catalogue.begin().changed;
    while let Some(progress) = catalogue.step(2) {
        changed |= progress.changed;
    }
    changed
}

/// Everything that is known, with bodies, after a look at all dossiers.
fn known(mut catalogue: Catalogue) -> Vec<(PathBuf, Digest)> {
    looked(&mut catalogue);
    catalogue.load();
    catalogue.keep().unwrap();
    catalogue.digests().map(|(path, digest)| (path.to_owned(), digest.clone())).collect()
}

fn rename(path: &Path, title: &str) {
    let (opened, mut keeper) = Keeper::open(path, Timestamp::now()).unwrap();
    let (before, mut after) = (opened.dossier.event.clone(), opened.dossier.event);
    title.clone_into(&mut after.title);
    let edits = vec![Edit::Event { before: Box::new(before), after: Box::new(after) }];
    let change = Change { at: Timestamp::now(), author: "ana".into(), step: Step::Do, label: "rename".into(), edits };
    keeper.save(&change).unwrap();
}

fn titles(catalogue: &Catalogue) -> Vec<&str> {
    catalogue.heads().map(|(_, head)| head.title.as_str()).collect()
}

fn found(catalogue: &mut Catalogue, asked: &str) -> usize {
    catalogue.load();
    catalogue.search(&Search::new(Query::parse(asked).unwrap(), Lexicon::builtin())).len()
}

#[test]
fn from_the_cache_it_says_the_same_as_from_the_dossiers() {
    let scene = Scene::new();
    assert_eq!(scene.open().heads().count(), 0, "nothing is cached yet");
    let first = known(scene.open());
    assert_eq!(first.len(), samples::names().len());
    let cached = scene.open();
    let heads: Vec<Head> = cached.heads().map(|(_, head)| head.clone()).collect();
    assert_eq!(heads, first.iter().map(|(_, digest)| digest.head.clone()).collect::<Vec<_>>());
    let mut cached = scene.open();
    assert!(!looked(&mut cached), "nothing was touched, so nothing is read");
    assert_eq!(known(cached), first);
    assert!(found(&mut scene.open(), "taiwan") > 0);
}

#[test]
fn what_was_changed_added_or_taken_away_is_seen_at_the_next_look() {
    let scene = Scene::new();
    known(scene.open());
    let paths = scene.paths();
    rename(&paths[0], "Meeting of the otters");
    scene.library().trash(&paths[1], Timestamp::now()).unwrap();
    scene.library().create(&samples::open(samples::names()[1]).unwrap().0).unwrap();
    let mut catalogue = scene.open();
    assert!(!titles(&catalogue).contains(&"Meeting of the otters"), "the list stands as it was");
    assert!(looked(&mut catalogue));
    assert!(titles(&catalogue).contains(&"Meeting of the otters"));
    assert_eq!(found(&mut catalogue, "otters"), 1);
    let whole = known(catalogue);
    fs::remove_dir_all(scene.home.path().join("cache")).unwrap();
    assert_eq!(known(scene.open()), whole);
}

#[test]
fn a_damaged_cache_costs_only_time() {
    let scene = Scene::new();
    let whole = known(scene.open());
    for damage in [&b""[..], b"diptych-cache/1\n", &[0xff; 5_000]] {
        for path in scene.cached() {
            let sound = fs::read(&path).unwrap();
            fs::write(&path, damage).unwrap();
            assert_eq!(known(scene.open()), whole, "{}", path.display());
            assert_eq!(known(scene.open()), whole, "it is mended");
            fs::write(&path, sound).unwrap();
        }
    }
    for path in scene.cached() {
        fs::remove_file(path).unwrap();
    }
    assert_eq!(known(scene.open()), whole);
}

#[test]
fn a_body_of_an_older_state_is_not_taken_for_the_present_one() {
    let scene = Scene::new();
    known(scene.open());
    let bodies: Vec<(PathBuf, Vec<u8>)> =
        scene.cached().into_iter().map(|path| (path.clone(), fs::read(&path).unwrap())).collect();
    rename(&scene.paths()[0], "Meeting of the otters");
    let whole = known(scene.open());
    for (path, older) in bodies.iter().filter(|(path, _)| !path.ends_with("heads")) {
        fs::write(path, older).unwrap();
    }
    let mut catalogue = scene.open();
    assert_eq!(found(&mut catalogue, "otters"), 1);
    assert_eq!(known(catalogue), whole);
}

#[test]
fn two_programs_share_a_cache() {
    let scene = Scene::new();
    let (mut one, mut two) = (scene.open(), scene.open());
    looked(&mut one);
    looked(&mut two);
    one.keep().unwrap();
    rename(&scene.paths()[0], "Meeting of the otters");
    looked(&mut two);
    two.keep().unwrap();
    // The first one writes again what it knew.
    scene.library().create(&samples::open(samples::names()[0]).unwrap().0).unwrap();
    looked(&mut one);
    one.keep().unwrap();
    let mut next = scene.open();
    looked(&mut next);
    assert_eq!((found(&mut next, "otters"), next.heads().count()), (1, samples::names().len() + 1));
}

#[test]
fn a_look_that_is_stopped_keeps_what_it_has_and_goes_on_the_next_time() {
    let scene = Scene::new();
    let mut catalogue = scene.open();
    catalogue.begin();
    let progress = catalogue.step(2).unwrap();
    assert_eq!((progress.done, progress.all), (2, samples::names().len()));
    catalogue.stop();
    assert!(catalogue.step(2).is_none());
    catalogue.keep().unwrap();
    let mut next = scene.open();
    assert_eq!(next.heads().count(), 2);
    looked(&mut next);
    assert_eq!(next.heads().count(), samples::names().len());
}

#[test]
fn what_cannot_be_read_is_told_and_leaves_the_list() {
    let scene = Scene::new();
    known(scene.open());
    let path = scene.paths().remove(0);
    fs::write(path.join("event.toml"), "title = ").unwrap();
    let mut catalogue = scene.open();
    looked(&mut catalogue);
    assert_eq!(catalogue.heads().count(), samples::names().len() - 1);
    let [problem] = catalogue.problems() else { panic!("{:?}", catalogue.problems()) };
    assert!(problem.message.contains("event.toml"), "{problem:?}");
}

#[test]
fn with_another_lexicon_everything_is_read_anew() {
    let scene = Scene::new();
    known(scene.open());
    let heads = |words: &str| {
        let text =
            format!("[concept.otter_pact]\ngroup = \"trade\"\ngloss = \"otter pact\"\nen = [\"otter pact\"]\n{words}");
        let (lexicon, errors) = Lexicon::with(&[crate::compare::Source { name: "mine".to_owned(), text }]);
        assert_eq!(errors, []);
        let catalogue = Catalogue::open(scene.library(), &scene.home.path().join("cache"), Cow::Owned(lexicon));
        let heads = catalogue.heads().count();
        known(catalogue);
        heads
    };
    assert_eq!(heads(""), 0);
    assert_ne!(heads(""), 0, "the same lexicon, the same cache");
    // What no list of the concepts tells is another lexicon, too.
    assert_eq!(heads("exact = [\"otters\"]\n"), 0);
}

#[test]
fn any_number_of_threads_gives_the_same() {
    let items: Vec<usize> = (0..1_000).collect();
    assert_eq!(in_parallel(&items, |n| n * n), items.iter().map(|n| n * n).collect::<Vec<_>>());
    assert_eq!(in_parallel(&[], |n: &usize| *n), Vec::<usize>::new());
}
