//! Disks that fail, or stop for good, at a chosen step.

use diptych::store::{Disk, Files};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A disk that works for some steps and then fails.
pub(crate) struct Faulty {
    /// Steps that still work.
    left: AtomicUsize,
    /// How the next one fails; `None` is a program killed in the middle of it: no step works any more,
    /// and half of what was to be written is there.
    error: Option<io::ErrorKind>,
}

impl Faulty {
    pub(crate) fn killed_after(steps: usize) -> Arc<Faulty> {
        Arc::new(Faulty { left: AtomicUsize::new(steps), error: None })
    }

    pub(crate) fn fails_after(steps: usize, error: io::ErrorKind) -> Arc<Faulty> {
        Arc::new(Faulty { left: AtomicUsize::new(steps), error: Some(error) })
    }

    /// Whether the fault has come.
    pub(crate) fn struck(&self) -> bool {
        self.left.load(Ordering::SeqCst) > usize::MAX / 2 || self.left.load(Ordering::SeqCst) == 0
    }

    fn step(&self, path: &Path, half: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let left = self.left.load(Ordering::SeqCst);
        match self.error {
            None if left == 0 => {
                self.left.store(usize::MAX, Ordering::SeqCst);
                half()?;
                Err(io::Error::other(format!("killed at {}", path.display())))
            }
            None if left == usize::MAX => Err(io::Error::other("dead")),
            Some(kind) if left == 0 => {
                // Fails once; the disk works again afterwards.
                self.left.store(usize::MAX, Ordering::SeqCst);
                Err(kind.into())
            }
            Some(_) if left > usize::MAX / 2 => Ok(()),
            _ => {
                self.left.store(left - 1, Ordering::SeqCst);
                Ok(())
            }
        }
    }
}

impl Files for Faulty {
    fn append(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.step(path, || Disk.append(path, at, &bytes[..bytes.len() / 2]))?;
        Disk.append(path, at, bytes)
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step(path, || Disk.write_new(path, &bytes[..bytes.len() / 2]))?;
        Disk.write_new(path, bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(from, || Ok(()))?;
        Disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(path, || Ok(()))?;
        Disk.remove(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step(path, || Ok(()))?;
        Disk.sync_folder(path)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step(path, || Ok(()))?;
        Disk.make_folder(path)
    }
}

/// A disk without any space: files can be renamed and removed, but nothing new written.
pub(crate) struct Full;

impl Files for Full {
    fn append(&self, _: &Path, _: u64, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
    fn write_new(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Disk.sync_folder(path)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        Disk.make_folder(path)
    }
}
