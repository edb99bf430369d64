//! The texts of the samples, for tests that run over all of them.

use diptych::compare::{Comparison, Document, Frame, Lexicon, Speaker, pair};
use diptych::domain::{Event, Language, PartyId, Readout, Sides};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One readout's newest text.
pub(crate) struct Leaf {
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) text: String,
    party: Option<PartyId>,
}

/// One sample: its event, and its texts by readout.
pub(crate) struct Folder {
    pub(crate) slug: String,
    pub(crate) event: Event,
    pub(crate) leaves: BTreeMap<String, Leaf>,
}

impl Folder {
    fn read(path: &Path) -> Folder {
        let mut leaves = BTreeMap::new();
        for file in entries(&path.join("readouts")) {
            let readout: Readout = parse(&file);
            let version = readout.latest().expect("a readout of a sample has a version");
            let text = read(&path.join("texts").join(format!("{}.txt", version.sha256.as_str())));
            let name = readout.id.0.clone();
            let leaf = Leaf { name: name.clone(), language: readout.language.clone(), text, party: readout.party };
            leaves.insert(name, leaf);
        }
        let slug = path.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        Folder { slug, event: parse(&path.join("event.toml")), leaves }
    }

    /// The texts in the panes.
    pub(crate) fn panes(&self) -> Sides<&Leaf> {
        self.event.sides.as_ref().map(|ids| &self.leaves[&ids[0].0])
    }

    /// What is known of the event, for two of its texts.
    pub(crate) fn frame(&self, of: &Sides<&Leaf>) -> Frame {
        let speaker = |leaf: &&Leaf| {
            let party = leaf.party.as_ref().and_then(|id| self.event.party(id));
            party.map_or_else(Speaker::default, |party| Speaker {
                adjective: party.adjective.clone(),
                names: party.speakers.clone(),
            })
        };
        Frame {
            date: self.event.date,
            watch: self.event.watch.clone(),
            speakers: of.as_ref().map(speaker),
            ..Frame::default()
        }
    }
}

/// Compares two texts of a sample, each perhaps changed.
pub(crate) fn compare(folder: &Folder, leaves: &Sides<&Leaf>, texts: &Sides<&str>) -> Comparison {
    let document = |leaf: &Leaf, text, name| Document { name, language: leaf.language.clone(), text };
    let documents =
        Sides::new(document(leaves.left, texts.left, "left.txt"), document(leaves.right, texts.right, "right.txt"));
    pair(documents, &folder.frame(leaves), Lexicon::builtin())
}

/// All samples.
pub(crate) fn folders() -> Vec<Folder> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let folders: Vec<Folder> =
        entries(&root).iter().filter(|path| path.is_dir()).map(|path| Folder::read(path)).collect();
    assert!(folders.len() > 3, "the samples are there");
    folders
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listing = fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut paths: Vec<PathBuf> = listing.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    toml::from_str(&read(path)).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}
