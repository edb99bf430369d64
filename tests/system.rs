//! The program against a system that refuses: every fault is made for real, with the tools named here.
//!
//! | fault | how it is made | what must be kept |
//! |---|---|---|
//! | killed at any step of a save | `strace -e inject=CALL:signal=SIGKILL:when=N` for every N | all of the change or nothing; it opens |
//! | EIO, ENOSPC, EROFS, EACCES | `strace -e inject=CALL:error=…:when=N` for every N | the old state, or the new one whole; the error is told |
//! | full disk | `mount -t tmpfs -o size=…`, filled up (root only) | the old state; works again when there is room |
//! | read-only disk | `mount -o remount,ro` (root only) | reading works, writing says why not |
//! | somebody else's folder | `setpriv --reuid=nobody …` (root only) | reading works, writing says why not |
//! | file too large | `trap '' XFSZ; ulimit -f 0` | the old state |
//!
//! Faults that a program can make for itself (a disk that fails once or stops at a step, torn and damaged
//! files, two instances, changes underneath, newer and older formats) are in `tests/store`. A test whose
//! tool is absent, or that needs to be root, says SKIPPED and passes.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use diptych::store::{Access, Finding, Keeper, Library, examine, samples};
use jiff::Timestamp;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_diptych");
const OLD: &str = "Before";
const NEW: &str = "After";

/// A temporary folder, in memory where the system has such a place.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// A home with a library in which one event stands.
struct Scene {
    home: TempDir,
    event: PathBuf,
}

impl Scene {
    fn new() -> Scene {
        let home = folder();
        Scene::inside(home, "library")
    }

    fn inside(home: TempDir, library: &str) -> Scene {
        let (mut dossier, _) = samples::open(samples::names()[0]).unwrap();
        dossier.event.title = OLD.to_owned();
        let event = Library::at(home.path().join(library)).create(&dossier).unwrap();
        drop(Keeper::open(&event, Timestamp::UNIX_EPOCH).unwrap());
        Scene { home, event }
    }

    /// Runs `diptych rename EVENT After` behind these words.
    fn rename(&self, before: &[&OsStr]) -> Output {
        self.rename_by(before, OsStr::new(PROGRAM))
    }

    fn rename_by(&self, before: &[&OsStr], program: &OsStr) -> Output {
        let words = [before, &[program, "rename".as_ref(), self.event.as_os_str(), NEW.as_ref()]].concat();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).current_dir(&self.home).env("HOME", self.home.path());
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "DIPTYCH_LIBRARY"] {
            command.env_remove(name);
        }
        command.output().unwrap()
    }

    /// The title after the fault; the dossier must be sound.
    #[track_caller]
    fn title(&self, fault: &str) -> String {
        let (opened, keeper) = Keeper::open(&self.event, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(opened.access, Access::ReadWrite, "{fault}");
        for problem in &opened.problems {
            let known = problem.message.contains("torn") || problem.message.contains("carried out now");
            assert!(known, "{fault}: {problem:?}");
        }
        drop(keeper);
        let wrong: Vec<Finding> =
            examine(&self.event, Timestamp::UNIX_EPOCH).into_iter().filter(|finding| finding.wrong).collect();
        assert_eq!(wrong, [], "{fault}");
        opened.dossier.event.title
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn is_there(tool: &str, arguments: &[&str], what: &str) -> bool {
    let there = Command::new(tool).args(arguments).output().is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("SKIPPED: `{tool}` cannot be used here, so {what} was not tested");
    }
    there
}

fn is_root(what: &str) -> bool {
    let root = rustix::process::geteuid().is_root();
    if !root {
        eprintln!("SKIPPED: not root, so {what} was not tested");
    }
    root
}

/// Injects a fault into the Nth call, for every N until the call is not made so often.
fn inject(call: &str, fault: &str, check: impl Fn(&Scene, &Output, &str)) {
    if !is_there("strace", &["-qq", "-o", "/dev/null", "true"], "a fault in a system call") {
        return;
    }
    for n in 1..200 {
        let scene = Scene::new();
        let trace = scene.home.path().join("trace");
        let (only, inject) = (format!("trace={call}"), format!("inject={call}:{fault}:when={n}"));
        let words = ["strace", "-f", "-qq", "-o", trace.to_str().unwrap(), "-e", &only, "-e", &inject];
        let output = scene.rename(&words.map(OsStr::new));
        let trace = fs::read_to_string(trace).unwrap();
        if !trace.contains("INJECTED") && !trace.contains("killed by") {
            assert!(output.status.success(), "{}", told(&output));
            assert!(n > 1, "{call} is never called: the test tests nothing");
            return;
        }
        check(&scene, &output, &format!("{call} {n}, {fault}"));
    }
    panic!("{call} is called without end");
}

fn killed(scene: &Scene, output: &Output, fault: &str) {
    let title = scene.title(fault);
    assert!(title == OLD || title == NEW, "{fault}: {title}");
    // Whoever was told that it is saved finds it.
    assert!(title == NEW || !output.status.success(), "{fault}");
    let again = scene.rename(&[]);
    assert!(again.status.success(), "{fault}: {}", told(&again));
    assert_eq!(scene.title(fault), NEW);
}

fn refused(scene: &Scene, output: &Output, fault: &str) {
    if !output.status.success() {
        let told = told(output);
        assert_eq!(told.lines().count(), 1, "{fault}: {told}");
        assert!(told.starts_with("diptych: ") && told.contains("cannot "), "{fault}: {told}");
    }
    killed(scene, output, fault);
}

#[test]
fn killed_at_any_wait_for_the_disk() {
    inject("fsync", "signal=SIGKILL", killed);
    inject("fdatasync", "signal=SIGKILL", killed);
}

#[test]
fn killed_at_any_rename() {
    inject("rename", "signal=SIGKILL", killed);
}

#[test]
fn killed_at_any_write() {
    inject("write", "signal=SIGKILL", killed);
    inject("ftruncate", "signal=SIGKILL", killed);
}

#[test]
fn a_wait_for_the_disk_that_fails_is_told() {
    inject("fsync", "error=EIO", refused);
    inject("fdatasync", "error=EIO", refused);
}

#[test]
fn a_rename_that_fails_is_told() {
    inject("rename", "error=EROFS", refused);
    inject("rename", "error=EACCES", refused);
}

#[test]
fn a_write_that_fails_is_told() {
    inject("write", "error=ENOSPC", refused);
    inject("ftruncate", "error=EIO", refused);
}

/// A small disk of its own; gone when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> Option<SmallDisk> {
        fs::create_dir(at).unwrap();
        let words = ["-t", "tmpfs", "-o", "size=300k", "tmpfs", at.to_str().unwrap()];
        is_there("mount", &words, "a full disk").then(|| SmallDisk(at.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_keeps_the_old_state_and_works_again_when_there_is_room() {
    if !is_root("a full disk") {
        return;
    }
    let home = folder();
    let Some(disk) = SmallDisk::mount(&home.path().join("small")) else { return };
    let scene = Scene::inside(home, "small/library");
    let filler = disk.0.join("filler");
    let mut size = 400 << 10;
    while size > 0 {
        // The largest that fits, to the last block.
        let bytes = [fs::read(&filler).unwrap_or_default(), vec![0; size]].concat();
        if fs::write(disk.0.join("more"), bytes).is_ok() {
            fs::rename(disk.0.join("more"), &filler).unwrap();
        } else {
            let _ = fs::remove_file(disk.0.join("more"));
            size /= 2;
        }
    }
    let mut rest = 0;
    while fs::write(disk.0.join(format!("rest{rest}")), vec![0; 4096]).is_ok() && rest < 100 {
        rest += 1;
    }
    let output = scene.rename(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("free some space"), "{}", told(&output));
    fs::remove_file(&filler).unwrap();
    assert_eq!(scene.title("full disk"), OLD);
    assert!(scene.rename(&[]).status.success());
    assert_eq!(scene.title("room again"), NEW);
}

#[test]
fn a_read_only_disk_can_be_read_and_says_why_it_cannot_be_written() {
    if !is_root("a read-only disk") {
        return;
    }
    let home = folder();
    let Some(disk) = SmallDisk::mount(&home.path().join("small")) else { return };
    let scene = Scene::inside(home, "small/library");
    let remount = |how: &str| {
        let words = ["-o", &format!("remount,{how}"), disk.0.to_str().unwrap()];
        is_there("mount", &words, "a read-only disk")
    };
    if !remount("ro") {
        return;
    }
    let output = scene.rename(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("copy it elsewhere"), "{}", told(&output));
    let (opened, _) = Keeper::open(&scene.event, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(opened.dossier.event.title, OLD);
    assert!(remount("rw"));
    assert_eq!(scene.title("read-only disk"), OLD);
}

#[test]
fn somebody_else_s_folder_can_be_read_and_not_written() {
    let nobody = ["--reuid=nobody", "--regid=nogroup", "--clear-groups"];
    if !is_root("somebody else's folder")
        || !is_there("setpriv", &[&nobody[..], &["true"]].concat(), "somebody else's folder")
    {
        return;
    }
    let scene = Scene::new();
    // The program may stand where nobody else can reach it.
    let program = scene.home.path().join("diptych");
    fs::copy(PROGRAM, &program).unwrap();
    let mut words: Vec<&OsStr> = vec![OsStr::new("setpriv")];
    words.extend(nobody.map(OsStr::new));
    let open = |mode| {
        let mut all = vec![scene.home.path().to_owned(), program.clone()];
        let mut at = 0;
        while at < all.len() {
            if all[at].is_dir() {
                all.extend(fs::read_dir(&all[at]).unwrap().map(|entry| entry.unwrap().path()));
            }
            fs::set_permissions(&all[at], fs::Permissions::from_mode(mode)).unwrap();
            at += 1;
        }
    };
    open(0o755);
    let output = scene.rename_by(&words, program.as_os_str());
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("the folder cannot be written"), "{}", told(&output));
    open(0o700);
    fs::set_permissions(scene.home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let output = scene.rename_by(&words, program.as_os_str());
    assert!(!output.status.success() && told(&output).lines().count() == 1, "{}", told(&output));
    let (opened, _) = Keeper::open(&scene.event, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(opened.dossier.event.title, OLD);
}

#[test]
fn a_limit_on_the_size_of_files_keeps_the_old_state() {
    let scene = Scene::new();
    let words = ["sh", "-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh"];
    let output = scene.rename(&words.map(OsStr::new));
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("cannot "), "{}", told(&output));
    assert_eq!(scene.title("file too large"), OLD);
}
