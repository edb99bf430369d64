//! The command line without a terminal: exit codes, messages, and what is printed for programs.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test program")]

#[path = "cli/keeping.rs"]
mod keeping;
#[path = "cli/person.rs"]
mod person;

use person::{LEFT, Person, RIGHT, Told};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const SAMPLE: &str = "2025-06-05-trump-xi-call";

#[test]
fn help_shows_examples_and_the_version_is_told() {
    let person = Person::new();
    let help = person.run(&["--help"]);
    assert!(help.done().contains("Examples:") && help.out.contains("diptych us.txt cn.txt"));
    assert_eq!(person.run(&["--version"]).done(), concat!("diptych ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_file_that_cannot_be_read_as_text_is_told_with_what_to_do() {
    let person = Person::new();
    fs::create_dir(person.path("folder")).unwrap();
    fs::write(person.path("empty.txt"), " \n").unwrap();
    fs::write(person.path("binary"), b"\x7fELF\0\0\0").unwrap();
    fs::write(person.path("utf16.txt"), b"\xff\xfea").unwrap();
    for command in [&[][..], &["compare"][..]] {
        let check = |left: &str, words: &str| person.run(&[command, &[left, "right.txt"]].concat()).failed(1, words);
        check("missing.txt", "missing.txt");
        check("folder", "folder");
        check("empty.txt", "empty");
        check("binary", "binary");
        check("utf16.txt", "UTF-16");
    }
}

#[test]
fn a_name_that_is_no_event_is_told_with_what_to_do() {
    let person = Person::new();
    fs::create_dir(person.path("folder")).unwrap();
    person.run(&["folder"]).failed(1, "folder is not a dossier");
    person.run(&["nothing"]).failed(1, "nothing is not there");
    person.run(&["left.txt"]).failed(1, "give the other one, too");
    person.run(&["export", "nothing"]).failed(1, "nothing is not there");
}

#[test]
fn a_senseless_command_line_is_told_with_code_2() {
    let person = Person::new();
    let check = |arguments: &[&str]| {
        let told = person.run(arguments);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{told:?}");
        assert!(!told.err.is_empty());
    };
    check(&["--nonsense"]);
    check(&["a", "b", "c"]);
    check(&["compare", "left.txt", "right.txt", "--format", "xml"]);
    check(&["-", "-"]);
    check(&["compare", "-", "-"]);
}

#[test]
fn a_file_before_a_sub_command_is_told_in_its_own_words() {
    let person = Person::new();
    for arguments in [
        &["left.txt", "compare"][..],
        &["left.txt", "compare", "right.txt"],
        &["left.txt", "compare", "left.txt", "right.txt"],
        &["--theme", "dark", "left.txt", "export"],
        &["left.txt", "paths"],
    ] {
        person.run(arguments).failed(2, "a sub-command comes first; ./compare is the file of that name");
    }
    // But not where the sub-command did come first.
    person.run(&["--theme", "dark", "compare"]).failed(2, "give two texts, one event");
    let told = person.run(&["export"]);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("required") && told.err.contains(" [OPTIONS] <"), "{told:?}");
}

#[test]
fn without_a_terminal_one_line_says_so() {
    let person = Person::new();
    person.run(&["left.txt", "right.txt"]).failed(3, "no terminal");
    person.run(&[SAMPLE]).failed(3, "no terminal");
    person.run::<&str>(&[]).failed(3, "no terminal");
}

#[test]
fn hostile_names_reach_the_terminal_as_marks() {
    let person = Person::new();
    let names: [&[u8]; 5] =
        [b"\x1b]0;owned\x07.txt", "\u{202e}txt.exe".as_bytes(), b"two\nlines", b"\xff\xfe.txt", "\u{9b}31m".as_bytes()];
    for name in names.map(OsStr::from_bytes) {
        let commands: [&[&OsStr]; 5] = [
            &[name],
            &[name, OsStr::new("right.txt")],
            &[OsStr::new("compare"), name, OsStr::new("right.txt")],
            &[OsStr::new("export"), name],
            &[OsStr::new("--theme"), name],
        ];
        for arguments in commands {
            let told = person.run(arguments);
            assert!(matches!(told.code, 1 | 2), "{told:?}");
            let dangerous = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!told.err.contains(dangerous), "{told:?}");
        }
        // And where the file is there, its name stands in the result.
        if fs::write(person.home.path().join(name), LEFT).is_err() {
            // Some disks take no such names.
            continue;
        }
        let told = person.run(&[OsStr::new("compare"), name, OsStr::new("right.txt")]);
        assert!(!told.done().contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{told:?}");
    }
}

#[test]
fn hostile_texts_are_printed_as_marks() {
    let person = Person::new();
    let hostile = "They agreed on \u{1b}[31m5 June\u{202e}. \u{9b}2J They met in Beijing.\n";
    fs::write(person.path("bad.txt"), hostile).unwrap();
    let told = person.run(&["compare", "bad.txt", "right.txt"]);
    assert_eq!(told.code, 0, "{told:?}");
    for text in [&told.out, &told.err] {
        assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{told:?}");
    }
}

#[test]
fn a_comparison_is_printed_for_people_and_for_programs() {
    let person = Person::new();
    assert!(!person.run(&["compare", "left.txt", "right.txt"]).done().is_empty());
    let told = person.run(&["compare", "left.txt", "right.txt", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(told.done()).unwrap();
    assert_eq!(json["format"], "diptych-comparison/1");
    assert_eq!(json["left"]["name"], "left.txt");
    assert_eq!(json["left"]["text"], LEFT);
    assert_eq!(json["right"]["text"], RIGHT);
    // The same input, the same bytes.
    assert_eq!(person.run(&["compare", "left.txt", "right.txt", "--format", "json"]).out, told.out);
}

#[test]
fn what_was_odd_about_a_file_stands_in_the_json() {
    let person = Person::new();
    fs::write(person.path("gb.txt"), b"\xcb\xab\xb7\xbd\xcd\xac\xd2\xe2\xa1\xa3").unwrap();
    let told = person.run(&["compare", "gb.txt", "right.txt", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(told.done()).unwrap();
    let problem = &json["problems"][0];
    assert_eq!(problem["subject"], "gb.txt", "{json}");
    assert!(problem["message"].as_str().unwrap().contains("gb18030, by detection"), "{json}");
}

#[test]
fn one_text_can_come_from_standard_input() {
    let person = Person::new();
    let told = person.run_with_input(&["compare", "left.txt", "-", "--format", "json"], RIGHT.as_bytes());
    let json: serde_json::Value = serde_json::from_str(told.done()).unwrap();
    assert_eq!((&json["right"]["name"], &json["right"]["text"]), (&"standard input".into(), &RIGHT.into()));
}

#[test]
fn a_sub_command_wins_over_a_file_of_its_name() {
    let person = Person::new();
    fs::write(person.path("paths"), LEFT).unwrap();
    assert!(person.run(&["paths"]).done().contains("library"));
    // Both files are read; only the terminal is missing.
    person.run(&["./paths", "right.txt"]).failed(3, "no terminal");
}

#[test]
fn paths_follow_option_variable_and_configuration_in_this_order() {
    let person = Person::new();
    let library = |told: &Told| told.done().lines().next().unwrap().trim_start_matches("library").trim().to_owned();
    let usual = person.run(&["paths"]);
    assert!(library(&usual).starts_with(person.home.path().to_str().unwrap()), "{usual:?}");
    let config = usual.out.lines().nth(1).unwrap().trim_start_matches("config").trim().to_owned();
    fs::create_dir_all(Path::new(&config).parent().unwrap()).unwrap();
    fs::write(&config, "library = \"/configured\"\n").unwrap();
    assert_eq!(library(&person.run(&["paths"])), "/configured");
    let told = Told::from(person.command(&["paths"]).env("DIPTYCH_LIBRARY", "/variable").output().unwrap());
    assert_eq!(library(&told), "/variable");
    let option = ["paths", "--library", "/option"];
    let told = Told::from(person.command(&option).env("DIPTYCH_LIBRARY", "/variable").output().unwrap());
    assert_eq!(library(&told), "/option");
}

#[test]
fn a_damaged_configuration_is_told_and_the_rest_works() {
    let person = Person::new();
    let config = person.run(&["paths"]).out.lines().nth(1).unwrap().trim_start_matches("config").trim().to_owned();
    fs::create_dir_all(Path::new(&config).parent().unwrap()).unwrap();
    fs::write(&config, "library = \u{1b}[31m\n").unwrap();
    assert!(person.run(&["samples"]).done().contains(SAMPLE));
    let told = person.run(&["export", SAMPLE]);
    assert_eq!(told.code, 0, "{told:?}");
    assert!(told.out.contains("RECONSTRUCTION") && told.err.contains("default settings"), "{told:?}");
    assert!(!told.err.contains('\u{1b}'));
}

#[test]
fn a_slip_in_the_configuration_leaves_the_library_where_it_is() {
    let person = Person::new();
    let config = person.run(&["paths"]).out.lines().nth(1).unwrap().trim_start_matches("config").trim().to_owned();
    fs::create_dir_all(Path::new(&config).parent().unwrap()).unwrap();
    fs::write(&config, "theme = \"purple\"\nlibrary = \"/configured\"\n").unwrap();
    let told = person.run(&["paths"]);
    assert!(told.code == 0 && told.out.contains("/configured") && told.err.contains("purple"), "{told:?}");
}

#[test]
fn an_event_is_exported_to_standard_output_or_a_new_file() {
    let person = Person::new();
    let told = person.run(&["export", SAMPLE]);
    assert!(told.done().contains("RECONSTRUCTION, NOT A QUOTATION"), "{told:?}");
    assert_eq!(person.run(&["export", SAMPLE, "--output", "call.md"]).done(), "");
    assert_eq!(fs::read_to_string(person.path("call.md")).unwrap(), told.out);
    person.run(&["export", SAMPLE, "--output", "call.md"]).failed(1, "not written over");
}

#[test]
fn an_event_opens_from_a_library_whose_path_is_not_unicode() {
    let person = Person::new();
    let library = OsStr::from_bytes(b"no\xffunicode");
    let event = person.home.path().join(library).join("call");
    // Some disks take no such names.
    if fs::create_dir_all(&event).is_err() {
        return;
    }
    fs::write(event.join("event.toml"), "title = \"A call\"\nsides = { left = [], right = [] }\n").unwrap();
    let told = person.run(&[OsStr::new("--library"), library, OsStr::new("export"), OsStr::new("call")]);
    assert!(told.code == 0 && told.out.contains("A call"), "{told:?}");
}

#[test]
fn the_keys_are_printed_as_a_table() {
    assert!(Person::new().run(&["keys"]).done().starts_with("| keys | where | what it does |\n"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let person = Person::new();
    fs::write(person.path("long.txt"), LEFT.repeat(3000)).unwrap();
    let mut child = person.command(&["compare", "long.txt", "long.txt", "--format", "json"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(Told::from(output).done(), "");
}

#[test]
fn sets_and_events_are_compared_in_every_format() {
    let person = Person::new();
    fs::write(person.path("more.txt"), "They agreed on grain exports.\n").unwrap();
    let sets = ["compare", "--left", "left.txt", "--right", "right.txt", "more.txt"];
    let told = person.run(&[&sets[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(told.done()).unwrap();
    assert_eq!(json["right"]["documents"], serde_json::json!(["right.txt", "more.txt"]));
    assert!(json["discrepancies"].as_array().unwrap().iter().all(|found| found["reach"].is_string()));
    let told = person.run(&["compare", SAMPLE, "--format", "md"]);
    assert!(told.done().contains("RECONSTRUCTION, NOT A QUOTATION") && told.out.starts_with("# "), "{told:?}");
    assert!(person.run(&["compare", SAMPLE]).done().contains("texts loaded") || told.out.contains("text loaded"));
    let schema: serde_json::Value = serde_json::from_str(person.run(&["compare", "--schema"]).done()).unwrap();
    assert_eq!(schema["title"], "diptych-comparison/1");
}

#[test]
fn a_discrepancy_is_explained_by_its_number() {
    let person = Person::new();
    let told = person.run(&["compare", SAMPLE, "--explain", "1"]);
    for words in ["1 of ", "severity", "confidence", "because of", "quotation"] {
        assert!(told.done().contains(words), "{words}: {told:?}");
    }
    person.run(&["compare", SAMPLE, "--explain", "0"]).failed(1, "there is no discrepancy 0");
    person.run(&["compare", "left.txt", "right.txt", "--explain", "999"]).failed(1, "no discrepancy 999");
}

#[test]
fn a_comparison_of_too_little_is_told_with_what_to_do() {
    let person = Person::new();
    person.run(&["compare"]).failed(2, "give two texts");
    person.run(&["compare", "left.txt"]).failed(1, "give the other one, too");
    person.run(&["compare", "nothing"]).failed(1, "nothing is not there");
    person.run(&["compare", "--left", "-", "--right", "-"]).failed(2, "standard input");
    assert_eq!(person.run(&["compare", "--left", "left.txt"]).code, 2);
}

#[test]
fn a_comparison_is_read_row_by_row_without_any_sign_of_a_screen() {
    let person = Person::new();
    let told = person.run(&["--plain", "left.txt", "right.txt"]).out;
    for part in ["Row 1 of ", "Left 1, ", ": The two leaders spoke by telephone.\n", "Right 1, ", "Discrepancy 1 of "] {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
    let signs = |c: char| ('\u{2190}'..='\u{2bff}').contains(&c);
    assert!(!told.contains(signs), "{told}");
    std::fs::write(person.path("firm.txt"), "The two ministers agreed to open the new bridge over the river.\n")
        .unwrap();
    std::fs::write(person.path("soft.txt"), "The two ministers discussed opening the new bridge over the river.\n")
        .unwrap();
    let told = person.run(&["--plain", "firm.txt", "soft.txt"]).out;
    for part in ["Left 1, beside Right 1: ", ": “agreed to”", ": “discussed”"] {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
    let sample = person.run(&["--plain", "2025-06-05-trump-xi-call"]).out;
    assert!(sample.contains("Warning: RECONSTRUCTION") && sample.contains("China 1"), "{sample}");
    person.run(&["--plain"]).failed(2, "say what is to be read");
}

#[test]
fn a_file_of_settings_to_start_from_is_printed_with_its_place() {
    let person = Person::new();
    let told = person.run(&["config"]).out;
    for part in
        ["config.toml", "# theme = \"auto\"", "# [keys]", "# row-down = [\"j\", \"↓\"] # next row", "# [colours.light]"]
    {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
    let file = person.path(&format!(
        "{}/config.toml",
        if cfg!(target_os = "macos") { "Library/Application Support/diptych" } else { ".config/diptych" }
    ));
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "[keys]\nrow-down = \"ctrl-n\"\n").unwrap();
    assert!(person.run(&["keys"]).out.contains("| `ctrl-n` | room | next row |"));
    fs::write(&file, "[keys]\nrow-down = \"k\"\n").unwrap();
    let refused = person.run(&["keys"]);
    assert!(refused.code == 2 && refused.err.contains("“row-down” (line 2)"), "{refused:?}");
}
