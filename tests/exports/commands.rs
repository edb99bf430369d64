//! `diptych export`, `verify` and `import`, as a person calls them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SAMPLE: &str = "2025-06-05-trump-xi-call";

fn run(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    command.args(arguments).current_dir(home).env("HOME", home).stdin(Stdio::null());
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "DIPTYCH_LIBRARY"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_file_is_for_its_owner_and_is_not_written_over() {
    let home = tempfile::tempdir().unwrap();
    let export = |more: &[&str]| run(home.path(), &[&["export", SAMPLE, "--output", "call.html"], more].concat());
    assert!(export(&["--format", "html"]).status.success());
    let file = home.path().join("call.html");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let before = fs::read(&file).unwrap();
    let refused = export(&["--format", "md"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("--force"), "{}", told(&refused));
    assert_eq!(fs::read(&file).unwrap(), before);
    assert!(export(&["--format", "md", "--force"]).status.success());
    assert!(fs::read_to_string(&file).unwrap().starts_with("# Trump–Xi call\n"));
    let left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn in_a_folder_a_file_gets_a_name_of_its_own() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("out")).unwrap();
    assert!(run(home.path(), &["export", SAMPLE, "--format", "docx", "--output", "out"]).status.success());
    let bytes = fs::read(home.path().join("out/2025-06-05-trump-xi-call-notes.docx")).unwrap();
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn an_export_is_verified_and_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let exported = run(home.path(), &["export", SAMPLE, "--format", "json"]);
    fs::write(home.path().join("call.json"), &exported.stdout).unwrap();
    let verified = run(home.path(), &["verify", "call.json", SAMPLE]);
    assert!(verified.status.success(), "{}", told(&verified));
    let changed = String::from_utf8(exported.stdout).unwrap().replacen("\"quote\": \"", "\"quote\": \"x", 1);
    fs::write(home.path().join("changed.json"), changed).unwrap();
    let verified = run(home.path(), &["verify", "changed.json", SAMPLE]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(told(&verified).contains("1 of "), "{}", told(&verified));
    let imported = run(home.path(), &["import", "call.json"]);
    assert!(imported.status.success(), "{}", told(&imported));
    assert!(String::from_utf8_lossy(&imported.stdout).contains("3 documents, 0 notes"));
    let refused = run(home.path(), &["import", "changed.html"]);
    assert_eq!(refused.status.code(), Some(1));
    let unknown = run(home.path(), &["verify", "call.xyz", SAMPLE]);
    assert_eq!(unknown.status.code(), Some(1));
}
