//! A new file in the current folder, never over another.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes the bytes under this name, or under the next free one, and says which.
pub(super) fn write(name: &str, bytes: &[u8]) -> io::Result<String> {
    let (path, mut file) = fresh(&std::env::current_dir()?, name)?;
    if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        // Half a file would be taken for a whole one.
        let _ = fs::remove_file(&path);
        return Err(error);
    }
    Ok(path.display().to_string())
}

fn fresh(folder: &Path, name: &str) -> io::Result<(PathBuf, fs::File)> {
    // Only ever a name: titles come from outside, and may look like paths.
    let name = Path::new(name).file_name().map_or("export".into(), |name| name.to_string_lossy());
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name.as_ref(), String::new()),
    };
    for number in 1..10_000_u32 {
        let tried = if number == 1 { name.to_string() } else { format!("{stem}-{number}{ending}") };
        let path = folder.join(tried);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        // Notes on unpublished work are for their owner.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("thousands of files of that name are there already"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_written_over_and_none_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let check = |name: &str, expected: &str| {
            let (path, _) = fresh(folder.path(), name).unwrap();
            assert_eq!(path, folder.path().join(expected));
        };
        check("call.md", "call.md");
        check("call.md", "call-2.md");
        check("call.md", "call-3.md");
        check("../../call.md", "call-4.md");
        check("..", "export");
        check(".hidden", ".hidden");
        check(".hidden", ".hidden-2");
    }
}
