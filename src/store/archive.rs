//! Backups: whole dossiers in a tar file or a folder, with the hash of every file in `SHA256SUMS`, as
//! `sha256sum --check` reads it; and the way back.

use super::copy;
use super::documents;
use super::error::{StoreError, line};
use super::files::{Files, temporary};
use super::fresh_id;
use super::layout::{TEMPORARY, safe_path};
use super::library::Library;
use super::making::{Making, disk, make_folders};
use super::source::{Folder, LIMIT};
use crate::domain::Problem;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

/// The list of hashes in a backup.
const SUMS: &str = "SHA256SUMS";
/// No backup has more files; an archive that does was made to fill the disk.
const MOST_FILES: usize = 2_000_000;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it was written.
    pub path: PathBuf,
    /// How many dossiers.
    pub dossiers: usize,
    /// How many files.
    pub files: usize,
}

/// Writes dossiers into a new backup: a tar file if its name ends in `.tar`, else a folder. It is read back
/// and compared before it gets its name. Dossiers may be open meanwhile.
///
/// # Errors
/// Where something of that name is there, or a file cannot be read or written. Then there is no backup.
pub fn back_up(files: &dyn Files, dossiers: &[PathBuf], to: &Path) -> Result<Backup, StoreError> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(StoreError::Exists { path: to.to_owned() });
    }
    let mut named: Vec<(String, &Path)> = Vec::new();
    for path in dossiers {
        let root = fs::canonicalize(path).map_err(StoreError::disk("open", path))?;
        let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let names = (1..).map(|n| if n == 1 { name.clone() } else { format!("{name}-{n}") });
        let free = names.into_iter().find(|name| safe_path(name) && named.iter().all(|(taken, _)| taken != name));
        let name = free.ok_or_else(|| StoreError::Outside { name: name.clone() })?;
        named.push((name, path));
    }
    let tar = to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tar"));
    let count = if tar { write_tar(&named, to)? } else { write_folder(files, &named, to)? };
    Ok(Backup { path: to.to_owned(), dossiers: named.len(), files: count })
}

/// Every file of the dossiers with its name in the backup.
fn each(
    named: &[(String, &Path)],
    mut take: impl FnMut(String, Vec<u8>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    for (name, root) in named {
        for file in copy::list(root)? {
            take(format!("{name}/{file}"), copy::read(root, &file)?)?;
        }
    }
    Ok(())
}

fn sums(written: &[(String, String)]) -> Vec<u8> {
    written.iter().map(|(file, hash)| format!("{hash}  {file}\n")).collect::<String>().into_bytes()
}

fn write_folder(files: &dyn Files, named: &[(String, &Path)], to: &Path) -> Result<usize, StoreError> {
    let (parent, name) = place(to)?;
    let mut making = Making::begin(files, &parent)?;
    each(named, |file, bytes| making.add(&file, &bytes))?;
    let count = making.written().len();
    making.add(SUMS, &sums(making.written()))?;
    making.finish(&name)?;
    Ok(count)
}

/// The folder that something new will stand in, and its name there.
fn place(to: &Path) -> Result<(PathBuf, String), StoreError> {
    let name = to.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.ok_or_else(|| StoreError::Exists { path: to.to_owned() })?;
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((parent.to_owned(), name))
}

fn write_tar(named: &[(String, &Path)], to: &Path) -> Result<usize, StoreError> {
    let (parent, _) = place(to)?;
    make_folders(&super::Disk, &parent)?;
    let unfinished = temporary(to, &fresh_id().to_string());
    let written = fill_tar(named, &unfinished).and_then(|count| {
        verify_tar(&unfinished)?;
        // Unlike a rename, this fails where something has that name by now.
        fs::hard_link(&unfinished, to).or_else(|_| take_name(&unfinished, to)).map_err(disk("write", to))?;
        super::files::sync(&parent).map_err(disk("write", &parent))?;
        Ok(count)
    });
    let _ = fs::remove_file(&unfinished);
    written
}

/// Where the disk knows no second name for a file.
fn take_name(from: &Path, to: &Path) -> io::Result<()> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

fn fill_tar(named: &[(String, &Path)], path: &Path) -> Result<usize, StoreError> {
    let failed = |source| StoreError::Disk { doing: "write", path: path.to_owned(), source };
    let file = super::files::private(fs::OpenOptions::new().write(true).create_new(true)).open(path);
    let mut tar = tar::Builder::new(io::BufWriter::new(file.map_err(failed)?));
    let mut written = Vec::new();
    let mut put = |file: &str, bytes: &[u8]| {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        header.set_entry_type(tar::EntryType::Regular);
        tar.append_data(&mut header, file, bytes).map_err(failed)
    };
    each(named, |file, bytes| {
        put(&file, &bytes)?;
        written.push((file, super::hash(&bytes)));
        Ok(())
    })?;
    put(SUMS, &sums(&written))?;
    let mut buffer = tar.into_inner().map_err(failed)?;
    buffer.flush().map_err(failed)?;
    buffer.get_ref().sync_all().map_err(failed)?;
    Ok(written.len())
}

fn verify_tar(path: &Path) -> Result<(), StoreError> {
    let mut found = BTreeMap::new();
    let sums = read_tar(path, |file, bytes| {
        found.insert(file, super::hash(&bytes));
        Ok(())
    })?;
    compare(path, &found, sums.as_deref().unwrap_or_default())
}

/// Holds what a backup holds against its list.
fn compare(path: &Path, found: &BTreeMap<String, String>, sums: &str) -> Result<(), StoreError> {
    let damaged = |why: String| StoreError::Damaged { path: path.to_owned(), why };
    let listed: BTreeMap<&str, &str> =
        sums.lines().filter_map(|line| line.split_once("  ")).map(|(hash, file)| (file, hash)).collect();
    for (file, hash) in found {
        match listed.get(file.as_str()) {
            Some(listed) if listed == hash => {}
            Some(_) => return Err(damaged(format!("{} is not what was backed up: its hash differs", line(file)))),
            None => return Err(damaged(format!("{} is not in its list of hashes", line(file)))),
        }
    }
    match listed.keys().find(|file| !found.contains_key(**file)) {
        Some(file) => Err(damaged(format!("{} is missing", line(file)))),
        None => Ok(()),
    }
}

/// Every file of a tar but the list of hashes, which is the answer.
fn read_tar(
    path: &Path,
    mut take: impl FnMut(String, Vec<u8>) -> Result<(), StoreError>,
) -> Result<Option<String>, StoreError> {
    let failed = |source: io::Error| StoreError::Damaged { path: path.to_owned(), why: source.to_string() };
    let file = File::open(path).map_err(StoreError::disk("open", path))?;
    let mut archive = tar::Archive::new(io::BufReader::new(file));
    let mut sums = None;
    for (count, entry) in archive.entries().map_err(failed)?.enumerate() {
        let entry = entry.map_err(failed)?;
        let name = String::from_utf8(entry.path_bytes().into_owned()).unwrap_or_default();
        let name = name.trim_start_matches("./").to_owned();
        match entry.header().entry_type() {
            tar::EntryType::Regular | tar::EntryType::Continuous => {}
            tar::EntryType::Directory => continue,
            // A link could lead anywhere.
            _ => return Err(StoreError::Outside { name }),
        }
        if !safe_path(&name) || count > MOST_FILES {
            return Err(StoreError::Outside { name });
        }
        let mut bytes = Vec::new();
        entry.take(LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > LIMIT {
            return Err(failed(io::ErrorKind::FileTooLarge.into()));
        }
        if name == SUMS {
            sums = Some(String::from_utf8_lossy(&bytes).into_owned());
        } else {
            take(name, bytes)?;
        }
    }
    Ok(sums)
}

/// Every file of a backup in a folder but the list of hashes, which is the answer. A dossier's folder on
/// its own is a backup, too.
fn read_folder(
    path: &Path,
    mut take: impl FnMut(String, Vec<u8>) -> Result<(), StoreError>,
) -> Result<Option<String>, StoreError> {
    let root = fs::canonicalize(path).map_err(StoreError::disk("open", path))?;
    let alone = root.join(super::layout::EVENT).is_file();
    let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut sums = None;
    for file in copy::list(&root)? {
        let bytes = copy::read(&root, &file)?;
        if alone {
            take(format!("{name}/{file}"), bytes)?;
        } else if file == SUMS {
            sums = Some(String::from_utf8_lossy(&bytes).into_owned());
        } else {
            take(file, bytes)?;
        }
    }
    Ok(sums)
}

impl Library {
    /// Brings back every dossier of a backup, under its name or the next free one: nothing is written over.
    /// Where one of them is not what was backed up, or leads out of its folder, none is brought back.
    ///
    /// # Errors
    /// As said, and where the disk refuses.
    pub fn restore_backup(&self, from: &Path) -> Result<(Vec<PathBuf>, Vec<Problem>), StoreError> {
        let mut makings: BTreeMap<String, Making<'_>> = BTreeMap::new();
        let mut found = BTreeMap::new();
        let take = |file: String, bytes: Vec<u8>| {
            let (name, inner) = file.split_once('/').ok_or_else(|| StoreError::Outside { name: file.clone() })?;
            if !safe_path(name) || name.starts_with('.') || inner.ends_with(TEMPORARY) {
                return Err(StoreError::Outside { name: file.clone() });
            }
            found.insert(file.clone(), super::hash(&bytes));
            if !makings.contains_key(name) {
                makings.insert(name.to_owned(), Making::begin(&*self.files, self.path())?.dossier()?);
            }
            makings.get_mut(name).map_or(Ok(()), |making| making.add(inner, &bytes))
        };
        let sums = if from.is_dir() { read_folder(from, take)? } else { read_tar(from, take)? };
        let mut problems = Vec::new();
        match sums {
            Some(sums) => compare(from, &found, &sums)?,
            None => {
                let message = format!("it has no {SUMS}, so only the texts could be checked");
                problems.push(Problem::new(line(&from.display().to_string()), message));
            }
        }
        for making in makings.values_mut() {
            documents::read_event(&Folder(making.path()))?;
            copy::of_its_own(making)?;
        }
        if makings.is_empty() {
            return Err(StoreError::NotADossier { path: from.to_owned() });
        }
        let paths: Result<Vec<PathBuf>, StoreError> = makings.into_iter().map(|(name, it)| it.finish(&name)).collect();
        Ok((paths?, problems))
    }
}
