//! A disk that cannot be written: what is only looked at stays as it is.

use crate::store::Files;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Refuses every write, so that the store opens for reading only.
pub(super) struct Untouched;

fn refused<T>() -> io::Result<T> {
    Err(ErrorKind::ReadOnlyFilesystem.into())
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
