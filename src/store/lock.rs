//! One writer a dossier: a lock that the system drops when the program ends, however it ends.

use super::error::{StoreError, line};
use super::files::{Files, private, replace};
use super::layout::LOCAL;
use super::source::read_file;
use std::env;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// Whether a dossier may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// Changes are saved.
    ReadWrite,
    /// Nothing is written at all.
    ReadOnly {
        /// Why, in words for the analyst.
        why: String,
    },
}

impl Access {
    pub(super) fn read_only(why: impl Into<String>) -> Access {
        Access::ReadOnly { why: why.into() }
    }
}

/// What came of trying.
pub(super) enum Held {
    /// The lock is ours as long as the file lives; without one where the disk knows no locks.
    Ours(Option<File>),
    /// Nothing can be written.
    NotOurs(Access),
    /// Somebody else has it; it may be ours when that one ends.
    Busy(Access),
}

impl Held {
    /// What may be done, and the lock.
    pub(super) fn into_parts(self) -> (Access, Option<File>) {
        match self {
            Held::Ours(lock) => (Access::ReadWrite, lock),
            Held::NotOurs(access) | Held::Busy(access) => (access, None),
        }
    }
}

/// Tries to become the one who writes. The holder is told in a file beside the lock, since a locked
/// file cannot be read on every system.
pub(super) fn take(files: &dyn Files, root: &Path) -> Result<Held, StoreError> {
    let folder = root.join(LOCAL);
    let cannot = |error: std::io::Error| {
        Ok(Held::NotOurs(Access::read_only(format!(
            "the folder cannot be written ({}); copy it elsewhere to work on it",
            line(&error.to_string())
        ))))
    };
    if let Err(error) = files.make_folder(&folder) {
        return cannot(error);
    }
    let path = folder.join("lock");
    let file = match private(OpenOptions::new().write(true).create(true).truncate(false)).open(&path) {
        Ok(file) => file,
        Err(error) => return cannot(error),
    };
    let holder = folder.join("holder");
    let lock = match patiently(&file) {
        Ok(()) => Some(file),
        Err(TryLockError::WouldBlock) => {
            let who = who(root)?;
            // What to do comes first: a narrow screen may cut the rest.
            return Ok(Held::Busy(Access::read_only(format!("quit the other Diptych to write here ({who})"))));
        }
        // Some network disks know no locks; a dossier there must still be usable.
        Err(TryLockError::Error(_)) => None,
    };
    // Best effort: only the words of a second instance depend on it.
    let _ = replace(files, &holder, myself().as_bytes(), "holder");
    Ok(Held::Ours(lock))
}

/// Who holds the lock, in words.
fn who(root: &Path) -> Result<String, StoreError> {
    let told = read_file(&root.join(LOCAL).join("holder"), 1000)?;
    let who = told.map(|bytes| line(&String::from_utf8_lossy(&bytes))).filter(|who| !who.is_empty());
    Ok(who.unwrap_or_else(|| "it has this dossier open".to_owned()))
}

/// Refuses to touch a dossier that somebody has open.
pub(super) fn refuse_in_use(root: &Path) -> Result<(), StoreError> {
    let Ok(file) = OpenOptions::new().write(true).open(root.join(LOCAL).join("lock")) else { return Ok(()) };
    match patiently(&file) {
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: root.to_owned(), who: who(root)? }),
        // Given back as soon as the file is closed.
        _ => Ok(()),
    }
}

/// Whether nobody holds the lock at this moment.
pub(super) fn is_free(root: &Path) -> bool {
    let file = OpenOptions::new().write(true).open(root.join(LOCAL).join("lock"));
    file.is_ok_and(|file| file.try_lock().is_ok())
}

/// A child that is just being started holds a copy of every open file for a moment, and with it a lock
/// that its parent has given back already: only a lock that lasts is somebody else's.
fn patiently(file: &File) -> Result<(), TryLockError> {
    for _ in 0..10 {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            other => return other,
        }
    }
    file.try_lock()
}

fn myself() -> String {
    let first = |names: [&str; 3]| names.iter().find_map(|name| env::var(name).ok().filter(|it| !it.is_empty()));
    let user = first(["USER", "LOGNAME", "USERNAME"]).unwrap_or_else(|| "unknown user".to_owned());
    let host = first(["HOSTNAME", "HOST", "COMPUTERNAME"])
        .or_else(|| std::fs::read_to_string("/etc/hostname").ok().map(|name| name.trim().to_owned()));
    let host = host.filter(|it| !it.is_empty()).unwrap_or_else(|| "this computer".to_owned());
    format!("process {}, {user} on {host}\n", std::process::id())
}
