//! A look at a dossier without opening it: nothing is locked, recovered or written. For what is asked of the
//! whole library, where thousands are looked at in a row.

use super::documents::{self, Format};
use super::error::StoreError;
use super::files::Untouched;
use super::keeper::Keeper;
use super::layout::{ANNOTATIONS, CODEBOOK, EVENT, HISTORY, LOCAL, READOUTS, TEXTS, subject_of};
use super::source::{Folder, Source as _};
use crate::domain::written::{self, Texts};
use crate::domain::{Dossier, Subject};
use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File, Metadata};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

/// Files of these folders are looked at; the order never changes.
const WATCHED: [&str; 4] = [READOUTS, TEXTS, ANNOTATIONS, HISTORY];
/// The last line of a history is sought in so many bytes.
const TAIL: u64 = 64 << 10;
/// How the discrepancies stood when the event was last open, in the folder of the working copy.
pub(super) const TALLY: &str = "tally";

/// What tells cheaply that a dossier was not touched: the names, sizes and times of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FolderStamp([u8; FolderStamp::LENGTH]);

impl FolderStamp {
    pub(super) const LENGTH: usize = 16;

    /// The stamp of a dossier as it is now; `None` where there is no event.
    #[must_use]
    pub fn of(path: &Path) -> Option<FolderStamp> {
        let mut hasher = Sha256::new();
        let mut add = |name: &str, meta: &Metadata| {
            let modified = meta.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
            hasher.update(name.as_bytes());
            hasher.update([0]);
            hasher.update(meta.len().to_le_bytes());
            hasher.update(modified.as_nanos().to_le_bytes());
        };
        add(EVENT, &fs::symlink_metadata(path.join(EVENT)).ok()?);
        for file in [CODEBOOK, &format!("{LOCAL}/{TALLY}")] {
            if let Ok(meta) = fs::symlink_metadata(path.join(file)) {
                add(file, &meta);
            }
        }
        for folder in WATCHED {
            let entries = fs::read_dir(path.join(folder)).into_iter().flatten().flatten();
            let mut files: Vec<_> = entries.filter_map(|it| Some((it.file_name(), it.metadata().ok()?))).collect();
            files.sort_unstable_by(|a, b| a.0.cmp(&b.0));
            for (name, meta) in files {
                add(&format!("{folder}/{}", name.to_string_lossy()), &meta);
            }
        }
        Some(FolderStamp::from_start(&hasher.finalize()))
    }

    fn from_start(bytes: &[u8]) -> FolderStamp {
        let mut stamp = [0; FolderStamp::LENGTH];
        stamp.copy_from_slice(&bytes[..FolderStamp::LENGTH]);
        FolderStamp(stamp)
    }

    pub(super) const fn bytes(&self) -> &[u8; FolderStamp::LENGTH] {
        &self.0
    }

    pub(super) const fn from_bytes(bytes: [u8; FolderStamp::LENGTH]) -> FolderStamp {
        FolderStamp(bytes)
    }
}

/// What a look shows.
#[derive(Debug)]
pub struct Glance {
    /// The event. Rulings are not in it, nor notes that cannot be read: opening tells them.
    pub dossier: Dossier,
    /// When it was last worked on, as its histories say; else when its `event.toml` was written.
    pub worked: Option<Timestamp>,
    /// How many discrepancies were open, and how many there were, when it was last left.
    pub tally: Option<(usize, usize)>,
}

/// Looks at a dossier.
///
/// # Errors
/// Where there is none, or its event cannot be read.
pub fn glance(path: &Path) -> Result<Glance, StoreError> {
    let source = Folder(path);
    let dossier = match documents::read_event(&source)?.format {
        Format::Present | Format::Newer(_) => read(&source)?,
        // An older form is brought up to date in memory only.
        Format::Unnamed => Keeper::open_with(path, Timestamp::now(), Arc::new(Untouched))?.0.dossier,
    };
    Ok(Glance { dossier, worked: worked(&source), tally: tally(&source) })
}

fn read(source: &Folder<'_>) -> Result<Dossier, StoreError> {
    // What is odd is told when the event is opened.
    let mut dossier = documents::read(source, &mut Vec::new())?;
    let texts = Texts::new(dossier.texts.clone());
    for name in source.names(ANNOTATIONS)? {
        let file = format!("{ANNOTATIONS}/{name}");
        let Some(Subject::Annotation(id)) = subject_of(&file) else { continue };
        let bytes = source.read(&file).ok().flatten().unwrap_or_default();
        let value = serde_json::from_slice(&bytes).ok();
        if let Some(note) = value.and_then(|value| written::decode_annotation(id, &value, &texts).ok()) {
            dossier.annotations.insert(id, note);
        }
    }
    Ok(dossier)
}

fn worked(source: &Folder<'_>) -> Option<Timestamp> {
    let histories = source.names(HISTORY).unwrap_or_default().into_iter().filter(|name| name.ends_with(".jsonl"));
    let last = histories.filter_map(|name| last_line(&source.path(&format!("{HISTORY}/{name}")))).max();
    last.or_else(|| modified(&source.path(EVENT)))
}

/// The time of the last line of a history; where that line is very long, the time of the file.
fn last_line(path: &Path) -> Option<Timestamp> {
    #[derive(Deserialize)]
    struct At {
        at: Timestamp,
    }
    let length = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?.len();
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL))).ok()?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail).ok()?;
    let mut lines = tail.rsplit(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let last = lines.find_map(|line| serde_json::from_slice::<At>(line).ok());
    last.map(|line| line.at).or_else(|| if length > 0 { modified(path) } else { None })
}

fn modified(path: &Path) -> Option<Timestamp> {
    Timestamp::try_from(fs::symlink_metadata(path).ok()?.modified().ok()?).ok()
}

/// Two numbers, apart by a space.
fn tally(source: &Folder<'_>) -> Option<(usize, usize)> {
    let bytes = source.read(&format!("{LOCAL}/{TALLY}")).ok()??;
    let (open, found) = std::str::from_utf8(&bytes).ok()?.trim().split_once(' ')?;
    Some((open.parse().ok()?, found.parse().ok()?))
}
