//! The house rules, checked on the source: fences between layers, the shape of files, forbidden words.
//!
//! A rule takes files and returns complaints, so each can be shown to bite on a broken file that exists
//! only in its test; `the_house_is_tidy` then holds all of them against the real tree. A rule that hurts
//! a clear file gets an exception with its reason, in a table, never a dodge in the file.

#[path = "tidy/commands.rs"]
mod commands;
#[path = "tidy/fences.rs"]
mod fences;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/words.rs"]
mod words;

use source::SourceFile;
use std::fs;
use std::path::Path;

/// From files to complaints, each opening with `path:line: `.
type Rule = fn(&[SourceFile]) -> Vec<String>;

/// The rules for `src/`.
const RULES: &[(&str, Rule)] = &[
    ("layers", fences::layers),
    ("terminal", fences::terminal),
    ("effects", fences::effects),
    ("clocks", fences::clocks),
    ("drawing only reads", fences::drawing_only_reads),
    ("kinds stand alone", fences::kinds_stand_alone),
    ("main starts the shell", fences::main_starts_the_shell),
    ("opening", shape::opening),
    ("file length", shape::file_length),
    ("function length", shape::function_length),
    ("main length", shape::main_length),
    ("colours", words::colours),
    ("prints", words::prints),
    ("unwraps", words::unwraps),
    ("words in braces", commands::unknown_in_braces),
    ("left over", words::left_over),
    ("machine paths", words::machine_paths),
];

/// Rules that one file may break: rule, path, reason. Lengths have tables of their own beside their limits.
const EXCEPTIONS: &[(&str, &str, &str)] = &[];

/// Beyond `src/`, what is searched for paths of one machine.
const PROJECT: &[&str] = &["tests", "samples", "benches", "fuzz", ".ci", ".github"];

#[test]
fn the_house_is_tidy() {
    let files = sources();
    assert!(files.iter().any(|file| file.path == "src/lib.rs"), "the source was not found");
    let mut complaints = Vec::new();
    for (name, rule) in RULES {
        let excused =
            |complaint: &&String| EXCEPTIONS.iter().any(|(rule, path, _)| rule == name && is_about(complaint, path));
        complaints.extend(
            rule(&files)
                .iter()
                .filter(|complaint| !excused(complaint))
                .map(|complaint| format!("[{name}] {complaint}")),
        );
    }
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn an_exception_is_still_needed() {
    let files = sources();
    for (name, path, reason) in EXCEPTIONS {
        let (_, rule) = RULES.iter().find(|(rule, _)| rule == name).unwrap_or_else(|| panic!("no rule `{name}`"));
        assert!(rule(&files).iter().any(|complaint| is_about(complaint, path)), "{path} keeps `{name}` now");
        assert!(!reason.is_empty(), "{path}: why?");
    }
    let find = |path: &str| files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is gone"));
    for (path, _, reason) in shape::LONGER_FILES {
        assert!(find(path).lines_outside_tests() > shape::FILE_LINES, "{path} is short enough now");
        assert!(!reason.is_empty(), "{path}: why?");
    }
    for (path, name, _, reason) in shape::LONGER_FUNCTIONS {
        let long = |function: &shape::Function| function.name == *name && function.lines > shape::FUNCTION_LINES;
        assert!(shape::functions(find(path)).iter().any(long), "{path}: `{name}` is short enough now");
        assert!(!reason.is_empty(), "{path}: why?");
    }
}

#[test]
fn the_command_table_is_whole_and_the_readme_shows_it() {
    use diptych::app::command::COMMANDS;
    let mut complaints = commands::doubles(COMMANDS);
    complaints.extend(commands::silent(COMMANDS));
    complaints.extend(commands::stale(&read("README.md").expect("the README is text").text));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn no_path_of_one_machine_is_in_the_project() {
    let mut texts = Vec::new();
    for folder in PROJECT {
        read_below(folder, "", &mut texts);
    }
    for entry in fs::read_dir(root()).expect("the project's folder can be listed") {
        let name = entry.expect("a folder can be listed").file_name().to_string_lossy().into_owned();
        // Cargo writes the one; the other, in a second working copy, points to the first.
        if name != "Cargo.lock" && name != ".git" && root().join(&name).is_file() {
            texts.extend(read(&name));
        }
    }
    let complaints = words::machine_paths(&texts);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn is_about(complaint: &str, path: &str) -> bool {
    complaint.strip_prefix(path).is_some_and(|rest| rest.starts_with(':'))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<SourceFile> {
    let mut files = Vec::new();
    read_below("src", ".rs", &mut files);
    SourceFile::mark_test_files(&mut files);
    files
}

/// The texts in a folder and below it, in a fixed order; nothing where there is no such folder.
fn read_below(folder: &str, ending: &str, files: &mut Vec<SourceFile>) {
    let Ok(listing) = fs::read_dir(root().join(folder)) else { return };
    let mut names: Vec<String> = listing
        .map(|entry| entry.expect("a folder can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "target" && name != "corpus")
        .collect();
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        if root().join(&path).is_dir() {
            read_below(&path, ending, files);
        } else if name.ends_with(ending) {
            files.extend(read(&path));
        }
    }
}

/// A file as text; none where it is not text.
fn read(path: &str) -> Option<SourceFile> {
    let text = String::from_utf8(fs::read(root().join(path)).expect("a listed file can be read")).ok()?;
    Some(SourceFile::new(path, &text))
}

/// The rule complains of these files.
#[track_caller]
fn bites(rule: Rule, files: &[(&str, &str)]) {
    assert!(!rule(&in_memory(files)).is_empty(), "no complaint about {files:?}");
}

/// The rule has nothing to say of these files.
#[track_caller]
fn passes(rule: Rule, files: &[(&str, &str)]) {
    assert_eq!(rule(&in_memory(files)), Vec::<String>::new(), "about {files:?}");
}

fn in_memory(files: &[(&str, &str)]) -> Vec<SourceFile> {
    let mut files: Vec<_> = files.iter().map(|(path, text)| SourceFile::new(path, text)).collect();
    SourceFile::mark_test_files(&mut files);
    files
}
