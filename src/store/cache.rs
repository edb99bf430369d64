//! The cache of what was made of each dossier of a library, so that thousands need not be read anew.
//!
//! Only a cache: whatever is missing, stale, damaged or made with something else is as if it were not there,
//! and nothing is lost with it. A file is valid as a whole, by its checksum, and each item in it by the
//! [`FolderStamp`] of its dossier. Two programs may write at once: each file is put in place in one step, and
//! the last one stands. No write is waited for: after a power cut the checksum tells.
//!
//! ```text
//! <cache folder>/<library, 16 hexadecimal digits>/heads        what a list shows, of all dossiers
//!                                                /bodies-00…1f  what is searched, by the hash of the name
//! file   := "diptych-cache/1\n" mark[32] crc32(items)[4] items
//! items  := { length[4] name, stamp[16], length[4] bytes }*      numbers little-endian
//! ```

use super::error::StoreError;
use super::files::{Disk, Files as _, is_folder, private};
use super::glance::FolderStamp;
use super::layout::TEMPORARY;
use super::source::read_file;
use super::{fresh_id, hash};
use sha2::{Digest as _, Sha256};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

const MAGIC: &[u8] = b"diptych-cache/1\n";
const MARK: usize = 32;
/// Files of bodies: one changed event costs the writing of one of them.
pub const SHARDS: usize = 32;
/// More than any library has.
const LIMIT: u64 = 4 << 30;
/// A temporary file of this age was left behind.
const LEFT_BEHIND: Duration = Duration::from_secs(3600);

/// Where what was made of one library's dossiers is kept.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    mark: [u8; MARK],
}

/// A file of the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What a list shows.
    Heads,
    /// What is searched, of those whose name falls to this number.
    Bodies(usize),
}

impl Part {
    /// In which file the body of a dossier is kept, by the name of its folder.
    #[must_use]
    pub fn of(name: &str) -> Part {
        Part::Bodies(crc32fast::hash(name.as_bytes()) as usize % SHARDS)
    }
}

/// One dossier's item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// The name of its folder.
    pub name: &'a str,
    /// The dossier as it was when this was made.
    pub stamp: FolderStamp,
    /// What was made of it.
    pub bytes: &'a [u8],
}

/// The items of a file.
#[derive(Debug, Default)]
pub struct Items {
    bytes: Vec<u8>,
    places: Vec<(Range<usize>, FolderStamp, Range<usize>)>,
}

impl Items {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Item<'_>> {
        self.places.iter().filter_map(|(name, stamp, bytes)| {
            let name = std::str::from_utf8(&self.bytes[name.clone()]).ok()?;
            Some(Item { name, stamp: *stamp, bytes: &self.bytes[bytes.clone()] })
        })
    }

    fn read(bytes: Vec<u8>, mark: &[u8; MARK]) -> Option<Items> {
        let mut at = MAGIC.len() + MARK + 4;
        let head = bytes.get(..at)?;
        let crc = u32::from_le_bytes(head[at - 4..].try_into().ok()?);
        let sound =
            head.starts_with(MAGIC) && head[MAGIC.len()..at - 4] == *mark && crc32fast::hash(&bytes[at..]) == crc;
        if !sound {
            return None;
        }
        let mut places = Vec::new();
        while at < bytes.len() {
            let name = framed(&bytes, &mut at)?;
            let stamp = bytes.get(at..at + FolderStamp::LENGTH)?.try_into().ok()?;
            at += FolderStamp::LENGTH;
            places.push((name, FolderStamp::from_bytes(stamp), framed(&bytes, &mut at)?));
        }
        Some(Items { bytes, places })
    }
}

/// The range of a piece behind its length.
fn framed(bytes: &[u8], at: &mut usize) -> Option<Range<usize>> {
    let length = u32::from_le_bytes(bytes.get(*at..*at + 4)?.try_into().ok()?) as usize;
    let range = *at + 4..(*at + 4).checked_add(length)?;
    *at = range.end;
    (range.end <= bytes.len()).then_some(range)
}

impl Cache {
    /// The cache of a library in the folder for caches. `made_with` stands for everything but the dossier on
    /// which the items depend: what was made with something else is not found.
    #[must_use]
    pub fn at(folder: &Path, library: &Path, made_with: &[u8]) -> Cache {
        let library = fs::canonicalize(library).unwrap_or_else(|_| library.to_owned());
        let name = hash(library.as_os_str().as_encoded_bytes());
        let mut mark = [0; MARK];
        mark.copy_from_slice(&Sha256::digest(made_with));
        Cache { folder: folder.join(&name[..16]), mark }
    }

    /// The items of a file; none where it is missing, damaged or made with something else.
    #[must_use]
    pub fn read(&self, part: Part) -> Items {
        let bytes = read_file(&self.path(part), LIMIT).ok().flatten();
        bytes.and_then(|bytes| Items::read(bytes, &self.mark)).unwrap_or_default()
    }

    /// Puts these items in place of a file's.
    ///
    /// # Errors
    /// Where the disk refuses. The old file then stands.
    pub fn write<'a>(&self, part: Part, items: impl Iterator<Item = Item<'a>>) -> Result<(), StoreError> {
        let path = self.path(part);
        let mut bytes = [MAGIC, &self.mark, &[0; 4]].concat();
        let start = bytes.len();
        for Item { name, stamp, bytes: item } in items {
            frame(&mut bytes, name.as_bytes(), &path)?;
            bytes.extend_from_slice(stamp.bytes());
            frame(&mut bytes, item, &path)?;
        }
        let crc = crc32fast::hash(&bytes[start..]);
        bytes[start - 4..start].copy_from_slice(&crc.to_le_bytes());
        self.put(&path, &bytes).map_err(|source| StoreError::Disk { doing: "keep the catalogue in", path, source })
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Some(parent) = self.folder.parent().filter(|parent| !is_folder(parent)) {
            parent.parent().map_or(Ok(()), fs::create_dir_all)?;
            Disk.make_folder(parent)?;
        }
        Disk.make_folder(&self.folder)?;
        self.sweep();
        let temporary = self.folder.join(format!(".{}{TEMPORARY}", fresh_id()));
        let made = private(OpenOptions::new().write(true).create_new(true)).open(&temporary);
        let written = made.and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&temporary, path));
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        written
    }

    /// Removes what programs left behind that ended while they wrote.
    fn sweep(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let left = entry.file_name().to_str().is_some_and(|name| name.ends_with(TEMPORARY));
            let old = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
            if left && old().is_some_and(|age| age > LEFT_BEHIND) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn path(&self, part: Part) -> PathBuf {
        match part {
            Part::Heads => self.folder.join("heads"),
            Part::Bodies(shard) => self.folder.join(format!("bodies-{shard:02x}")),
        }
    }
}

/// Adds a piece behind its length.
fn frame(bytes: &mut Vec<u8>, piece: &[u8], path: &Path) -> Result<(), StoreError> {
    let too_large = |_| StoreError::disk("keep the catalogue in", path)(io::ErrorKind::FileTooLarge.into());
    bytes.extend_from_slice(&u32::try_from(piece.len()).map_err(too_large)?.to_le_bytes());
    bytes.extend_from_slice(piece);
    Ok(())
}
