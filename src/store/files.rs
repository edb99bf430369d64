//! The few things that the store asks of a disk, and the real disk.
//!
//! Everything that is written goes through [`Files`], so that tests can put a disk in its place
//! that fails, or stops for good, at any chosen step.

use super::layout::TEMPORARY;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// What the store asks of a disk when it writes. Paths are absolute.
pub trait Files: Send + Sync {
    /// Puts bytes at that offset, cuts whatever stood there, and waits until they are on the disk.
    /// After a failure the file ends at `at`, as far as the disk allows.
    ///
    /// # Errors
    /// Where the disk refuses, or the file is shorter than `at`.
    fn append(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()>;
    /// Makes a file that must not exist yet, readable by its owner only, and waits until it is on
    /// the disk.
    ///
    /// # Errors
    /// Where it exists or the disk refuses.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file its final name in one step, in place of what stood there.
    ///
    /// # Errors
    /// Where the disk refuses.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// Where the disk refuses.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// Where the disk refuses.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder for its owner only; fine if it is there.
    ///
    /// # Errors
    /// Where the disk refuses, or something else has that name.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
}

/// The real disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Files for Disk {
    fn append(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = private(OpenOptions::new().write(true).create(true).truncate(false)).open(path)?;
        if file.metadata()?.len() < at {
            return Err(io::Error::other("the file was cut short by another program"));
        }
        file.set_len(at)?;
        file.seek(io::SeekFrom::Start(at))?;
        let written = file.write_all(bytes).and_then(|()| file.sync_data());
        if written.is_err() {
            // Half a line must not stand before the next one; the error told is the first one.
            let _ = file.set_len(at);
        }
        written
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = private(OpenOptions::new().write(true).create_new(true)).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        sync(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        match folder_builder().create(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_folder(path) => Ok(()),
            other => other,
        }
    }
}

/// A disk that refuses every write: what is opened on it is only looked at, and stays as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Untouched;

fn refused<T>() -> io::Result<T> {
    Err(io::ErrorKind::ReadOnlyFilesystem.into())
}

impl Files for Untouched {
    fn append(&self, _: &Path, _: u64, _: &[u8]) -> io::Result<()> {
        refused()
    }

    fn write_new(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        refused()
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        refused()
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        refused()
    }
}

/// Waits until the names in a folder are on the disk.
pub(super) fn sync(path: &Path) -> io::Result<()> {
    // Windows has no such thing; its rename is journalled.
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

#[cfg(unix)]
fn folder_builder() -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

#[cfg(not(unix))]
fn folder_builder() -> fs::DirBuilder {
    fs::DirBuilder::new()
}

/// Whether a real folder stands there, not a link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

/// Opens for the owner only, and never through a symbolic link.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600).custom_flags(no_follow());
    }
    options
}

#[cfg(unix)]
fn no_follow() -> i32 {
    // The flag is a small positive number on every Unix; without it the checks before opening stand.
    i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or_default()
}

/// Puts a whole file in place of another: at every moment either the old or the new one stands
/// there, never a part. `mark` tells this working copy's temporary files from others'.
pub(super) fn replace(files: &dyn Files, path: &Path, bytes: &[u8], mark: &str) -> io::Result<()> {
    let temporary = temporary(path, mark);
    let written = match files.write_new(&temporary, bytes) {
        // Left behind by this working copy when an earlier save failed.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            files.remove(&temporary).and_then(|()| files.write_new(&temporary, bytes))
        }
        other => other,
    };
    if let Err(error) = written.and_then(|()| files.rename(&temporary, path)) {
        let _ = files.remove(&temporary);
        return Err(error);
    }
    path.parent().map_or(Ok(()), |folder| files.sync_folder(folder))
}

/// The name under which a file is written before it gets its own: hidden, in the same folder.
pub(super) fn temporary(path: &Path, mark: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{mark}{TEMPORARY}"))
}

/// Removes the temporary files of this working copy; another copy's or program's are left alone.
pub(super) fn sweep(files: &dyn Files, folder: &Path, mark: &str) {
    let ending = format!(".{mark}{TEMPORARY}");
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(&ending));
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = files.remove(&entry.path());
        }
    }
}
