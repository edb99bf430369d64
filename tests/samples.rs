//! Every sample is a whole dossier, says that it is a reconstruction, and borrows no real sentence.
//!
//! Set `DIPTYCH_REAL_TEXTS` to a folder of real readouts (`.txt`, at any depth) to compare the samples
//! with them; without it that one check is skipped, and says so.

use diptych::domain::{Event, Readout, Standing, TextHash, Translation};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// As many words in a row can no longer be chance or a title: they are somebody's sentence.
const WORDS: usize = 8;
/// The same for Chinese characters, white space and punctuation left out.
const CHARACTERS: usize = 14;
/// A language needs this share of its letters in its own script; names of firms take the rest.
const OWN_SCRIPT: f64 = 0.85;

/// A dossier as it stands on disk.
struct Sample {
    slug: String,
    event: Event,
    readouts: BTreeMap<String, Readout>,
    texts: BTreeMap<String, String>,
}

impl Sample {
    fn read(folder: &Path) -> Sample {
        let readouts = files(&folder.join("readouts"));
        Sample {
            slug: name(folder),
            event: parse(&folder.join("event.toml")),
            readouts: readouts.iter().map(|path| (stem(path), parse(path))).collect(),
            texts: files(&folder.join("texts")).iter().map(|path| (name(path), read(path))).collect(),
        }
    }

    /// The text of a readout's newest version.
    fn text(&self, readout: &Readout) -> &str {
        let version = readout.latest().unwrap_or_else(|| panic!("{}: {} has no version", self.slug, readout.id.0));
        let file = format!("{}.txt", version.sha256.as_str());
        self.texts.get(&file).unwrap_or_else(|| panic!("{}: texts/{file} is missing", self.slug))
    }
}

fn samples() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let folders: Vec<_> = entries(&root).into_iter().filter(|path| path.is_dir()).collect();
    assert!(!folders.is_empty(), "no samples");
    folders.iter().map(|folder| Sample::read(folder)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listing = fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut paths: Vec<_> = listing.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths
}

fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_file()).collect()
}

fn name(path: &Path) -> String {
    path.file_name().expect("a listed path has a name").to_string_lossy().into_owned()
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a listed path has a name").to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    toml::from_str(&read(path)).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

#[test]
fn an_event_names_its_readouts_and_parties() {
    for Sample { slug, event, readouts, .. } in samples() {
        assert_eq!(event.other.get("format").and_then(toml::Value::as_str), Some("diptych-dossier/1"), "{slug}");
        let date = event.date.unwrap_or_else(|| panic!("{slug}: no date"));
        assert!(slug.starts_with(&date.to_string()), "{slug}: the folder's name opens with the date");
        let zone = event.zone.as_deref().unwrap_or_else(|| panic!("{slug}: no zone"));
        assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{slug}: no such zone: {zone}");
        let named: Vec<_> = event.sides.left.iter().chain(&event.sides.right).map(|id| id.0.clone()).collect();
        assert!(!event.sides.left.is_empty() && !event.sides.right.is_empty(), "{slug}: a side is empty");
        let once: BTreeSet<_> = named.iter().cloned().collect();
        assert_eq!(once.len(), named.len(), "{slug}: a readout stands on the screen twice");
        assert_eq!(once, readouts.keys().cloned().collect(), "{slug}: sides and readouts/ name the same documents");
        for party in &event.parties {
            assert!(party.adjective.is_some() && !party.speakers.is_empty(), "{slug}: {} is half told", party.id.0);
        }
        for (file, readout) in &readouts {
            assert_eq!(file, &readout.id.0, "{slug}: a file is called after its readout");
            let party = readout.party.as_ref().unwrap_or_else(|| panic!("{slug}: {file} has no party"));
            assert!(event.party(party).is_some(), "{slug}: {file} is by {}, who is no party", party.0);
            let of = readout.translates.as_ref();
            assert!(of.is_none_or(|id| readouts.contains_key(&id.0)), "{slug}: {file} translates nothing");
        }
    }
}

#[test]
fn a_readout_says_that_it_is_a_reconstruction() {
    for Sample { slug, readouts, .. } in samples() {
        for (file, readout) in &readouts {
            assert_eq!(readout.standing, Standing::Reconstruction, "{slug}: {file}");
            assert_eq!(readout.publisher.as_deref(), Some("Diptych reconstruction"), "{slug}: {file}");
            assert!(readout.reconstructs.is_some(), "{slug}: {file} does not say where the real one is");
            assert!(readout.url.is_none() && readout.archive_url.is_none(), "{slug}: {file} has an address of its own");
            assert!(readout.retrieved.is_none(), "{slug}: {file} was not retrieved from anywhere");
            assert!(readout.rights.is_some() && readout.channel.is_some(), "{slug}: {file}");
            let ours = matches!(readout.translation, Translation::Original | Translation::Own);
            assert!(ours, "{slug}: {file} passes for somebody else's translation");
            assert!(readout.other.is_empty(), "{slug}: {file} has fields that nothing reads: {:?}", readout.other);
        }
    }
}

#[test]
fn a_text_is_what_its_name_says() {
    for sample in samples() {
        let slug = &sample.slug;
        for (file, text) in &sample.texts {
            assert_eq!(file, &format!("{}.txt", TextHash::of(text).as_str()), "{slug}");
            assert!(!text.contains('\r') && !text.starts_with('\u{feff}'), "{slug}: {file} is not plain UTF-8 with LF");
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{slug}: {file} ends with one line end");
        }
        let versions = sample.readouts.values().flat_map(|readout| &readout.versions);
        let wanted: BTreeSet<_> = versions.map(|version| format!("{}.txt", version.sha256.as_str())).collect();
        assert_eq!(
            wanted,
            sample.texts.keys().cloned().collect(),
            "{slug}: texts/ holds the versions and nothing else"
        );
    }
}

#[test]
fn a_text_is_long_enough_and_in_its_language() {
    for sample in samples() {
        for (file, readout) in &sample.readouts {
            let at = format!("{}: {file}", sample.slug);
            let text = sample.text(readout);
            let share = share_of_han(text);
            let (length, least, most, own) = if readout.language.is_chinese() {
                (text.chars().filter(|c| !c.is_whitespace()).count(), 300, 900, share)
            } else {
                (text.split_whitespace().count(), 120, 600, 1.0 - share)
            };
            assert!((least..=most).contains(&length), "{at}: {length} long");
            assert!(own >= OWN_SCRIPT, "{at}: {own:.2} of it is in the script of its language");
            assert!(text.trim_end().split("\n\n").count() >= 3, "{at}: several paragraphs");
        }
    }
}

/// How many of a text's letters are Chinese.
fn share_of_han(text: &str) -> f64 {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let han = text.chars().filter(|&c| is_han(c)).count();
    f64::from(u32::try_from(han).unwrap_or(0)) / f64::from(u32::try_from(letters.max(1)).unwrap_or(1))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Every run of so many words, and of so many Chinese characters, in a text.
fn runs(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '\'') || is_han(c))
        .filter(|word| !word.is_empty())
        .collect();
    // Digits count as characters within Chinese; Latin letters part one run from the next.
    let chinese: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let stretches = chinese.split(|c: char| !(is_han(c) || c.is_numeric()));
    let characters = stretches.flat_map(|stretch| {
        let stretch: Vec<char> = stretch.chars().collect();
        stretch.windows(CHARACTERS).map(|run| run.iter().collect()).collect::<Vec<String>>()
    });
    words.windows(WORDS).map(|run| run.join(" ")).chain(characters).collect()
}

#[test]
fn a_borrowed_sentence_is_seen() {
    fn check(ours: &str, theirs: &str, shared: bool) {
        assert_eq!(runs(ours).intersection(&runs(theirs)).next().is_some(), shared, "{ours} / {theirs}");
    }
    check("a b c d e f g h, he said", "They wrote: A b c d\ne f g h.", true);
    check("a b c d e f g", "a b c d e f g", false);
    check("天地玄黄，宇宙洪荒。日月盈昃辰宿", "天地玄黄宇宙洪荒，日月盈昃，辰宿列张", true);
    check("天地玄黄宇宙洪荒日月盈昃辰", "天地玄黄宇宙洪荒日月盈昃辰", false);
}

#[test]
fn no_sentence_is_borrowed_from_a_real_text() {
    let Some(folder) = std::env::var_os("DIPTYCH_REAL_TEXTS") else {
        // Not through the macro, whose output a passing test swallows.
        let _ = writeln!(std::io::stderr(), "SKIPPED: set DIPTYCH_REAL_TEXTS to compare the samples with real texts");
        return;
    };
    let real = texts_below(Path::new(&folder));
    assert!(!real.is_empty(), "DIPTYCH_REAL_TEXTS holds no .txt file");
    let real: BTreeSet<String> = real.iter().flat_map(|path| runs(&read(path))).collect();
    let mut borrowed = Vec::new();
    for sample in samples() {
        for text in sample.texts.values() {
            borrowed.extend(runs(text).intersection(&real).map(|run| format!("{}: {run}", sample.slug)));
        }
    }
    assert!(borrowed.is_empty(), "runs shared with real texts:\n{}", borrowed.join("\n"));
}

fn texts_below(folder: &Path) -> Vec<PathBuf> {
    let (folders, files): (Vec<_>, Vec<_>) = entries(folder).into_iter().partition(|path| path.is_dir());
    let mut texts: Vec<_> = files.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "txt")).collect();
    texts.extend(folders.iter().flat_map(|folder| texts_below(folder)));
    texts
}
