//! Where a dossier's files are read from: a folder on disk, or the samples compiled in.

use super::error::StoreError;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// No single file of a dossier is read beyond this: more than the largest text that is taken in, which
/// may have grown as UTF-8. A history may be larger.
pub(super) const LIMIT: u64 = 256 << 20;
const HISTORY_LIMIT: u64 = 4 << 30;

/// A place that holds a dossier's files.
pub(super) trait Source {
    /// The names of the files in one of its folders, sorted; none if the folder is not there.
    fn names(&self, folder: &str) -> Result<Vec<String>, StoreError>;
    /// The content of a file; `None` if it is not there.
    fn read(&self, file: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// The file's path for messages.
    fn path(&self, file: &str) -> PathBuf;
}

/// A folder on disk. No symbolic link inside it is followed.
pub(super) struct Folder<'a>(pub &'a Path);

impl Folder<'_> {
    /// Refuses a link, or anything but a real folder, where a folder of the dossier should be.
    fn checked(&self, folder: &str) -> Result<Option<PathBuf>, StoreError> {
        let path = self.0.join(folder);
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_dir() => Ok(Some(path)),
            Ok(meta) if meta.is_symlink() => Err(StoreError::Link { path }),
            Ok(_) => Err(StoreError::Damaged { path, why: "it is not a folder".to_owned() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::Disk { doing: "open", path, source }),
        }
    }
}

impl Source for Folder<'_> {
    fn names(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        let Some(path) = self.checked(folder)? else { return Ok(Vec::new()) };
        let entries = fs::read_dir(&path).map_err(StoreError::disk("list", &path))?;
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(StoreError::disk("list", &path))?;
            // A name that is not Unicode is none of ours.
            names.extend(entry.file_name().into_string());
        }
        names.sort_unstable();
        Ok(names)
    }

    fn read(&self, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
        if let Some((folder, _)) = file.rsplit_once('/')
            && self.checked(folder)?.is_none()
        {
            return Ok(None);
        }
        let limit = if file.starts_with(super::layout::HISTORY) { HISTORY_LIMIT } else { LIMIT };
        read_file(&self.0.join(file), limit)
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }
}

/// Reads a real file: no link, no device, no pipe, nothing larger than the limit.
pub(super) fn read_file(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let fail = |source| StoreError::Disk { doing: "read", path: path.to_owned(), source };
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_symlink() => return Err(StoreError::Link { path: path.to_owned() }),
        Ok(meta) if !meta.is_file() => {
            return Err(StoreError::Damaged { path: path.to_owned(), why: "it is not a file".to_owned() });
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(fail(source)),
    }
    let file = match super::files::private(fs::OpenOptions::new().read(true)).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(fail(source)),
    };
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > limit {
        return Err(fail(io::ErrorKind::FileTooLarge.into()));
    }
    Ok(Some(bytes))
}
