//! Words that may not stand in the source, or only in one place.

use crate::source::{SourceFile, Token, opens_with};

/// The one file that names colours, so that a theme can be changed and a colour never stands alone.
const THEME: &str = "src/view/theme.rs";

/// Only the shell writes to the terminal, past the writers that make hostile text visible.
const PRINTS: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

/// Work that is left over belongs in a list that somebody reads.
const LEFT_OVER: &[&str] = &["TODO", "FIXME", "XXX"];
const LEFT_OVER_MACROS: &[&str] = &["todo", "unimplemented"];

/// Folders of one person's machine, written in two halves because this file is searched too.
const MACHINE: &[&str] = &[concat!("/wo", "rk/"), concat!("/tm", "p/")];

/// The colours for which `ratatui` has a method of its own, besides their `on_` forms.
const COLOURS: &[&str] = &["black", "red", "green", "yellow", "blue", "magenta", "cyan", "gray", "dark_gray", "white"];

/// Only the theme names colours.
pub(crate) fn colours(files: &[SourceFile]) -> Vec<String> {
    let others = files.iter().filter(|file| file.path != THEME);
    let named = |file: &SourceFile| {
        let mut places = file.places(|tokens| opens_with(tokens, &["Color", "::"]));
        if file.layer() == "view" {
            places.extend(file.places(|tokens| opens_with(tokens, &["."]) && colour_method(&tokens[1..])));
        }
        places
    };
    others.flat_map(named).map(|place| format!("{place}: only {THEME} names colours")).collect()
}

/// `red()`, `on_red()`, `light_red()`.
fn colour_method(tokens: &[Token]) -> bool {
    let Some(name) = tokens.first() else { return false };
    let plain = name.text.trim_start_matches("on_").trim_start_matches("light_");
    COLOURS.contains(&plain) && opens_with(&tokens[1..], &["(", ")"])
}

/// Only the shell prints.
pub(crate) fn prints(files: &[SourceFile]) -> Vec<String> {
    let others = files.iter().filter(|file| file.layer() != "shell");
    let printing = |file: &SourceFile| {
        file.places(|tokens| PRINTS.contains(&tokens[0].text.as_str()) && opens_with(&tokens[1..], &["!"]))
    };
    others.flat_map(printing).map(|place| format!("{place}: only src/shell prints")).collect()
}

/// A panic loses a frame; an error can be told, and an `expect` says why it cannot happen.
pub(crate) fn unwraps(files: &[SourceFile]) -> Vec<String> {
    let unwrapping = |file: &SourceFile| {
        file.places(|tokens| opens_with(tokens, &[".", "unwrap", "(", ")"]) || opens_with(tokens, &["::", "unwrap"]))
    };
    files.iter().flat_map(unwrapping).map(|place| format!("{place}: `unwrap` outside tests")).collect()
}

/// Nothing is left over.
pub(crate) fn left_over(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        for (at, line) in file.text.lines().enumerate() {
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            if let Some(word) = words.find(|word| LEFT_OVER.contains(word)) {
                found.push(format!("{}:{}: {word}", file.path, at + 1));
            }
        }
        // In tests as well: a test that is not written tests nothing.
        for pair in file.tokens.windows(2) {
            if LEFT_OVER_MACROS.contains(&pair[0].text.as_str()) && pair[1].text == "!" {
                found.push(format!("{}:{}: {}!", file.path, pair[0].line, pair[0].text));
            }
        }
    }
    found
}

/// No path of one machine stands anywhere in the project, comments and strings included.
pub(crate) fn machine_paths(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        for (at, line) in file.text.lines().enumerate() {
            if let Some(path) = MACHINE.iter().find(|path| line.contains(**path)) {
                found.push(format!("{}:{}: {path} is a folder of one machine", file.path, at + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Rule, bites, passes};

    fn check(rule: Rule, path: &str, broken: &str, whole: &str) {
        bites(rule, &[(path, broken)]);
        passes(rule, &[(path, whole)]);
    }

    #[test]
    fn a_colour_outside_the_theme_is_seen() {
        check(colours, "src/view/pane.rs", "fn f() { style.fg(Color::Red) }", "fn f() { theme::alone() }");
        check(colours, "src/view/pane.rs", "fn f() { text.on_light_blue() }", "fn f() { text.bold() }");
        check(
            colours,
            "src/app/state.rs",
            "use ratatui::style::Color::{self, Red};",
            "// Color::Red\nuse domain::TagColour::Red;",
        );
        passes(colours, &[(THEME, "fn f() { Color::Red }")]);
    }

    #[test]
    fn a_print_outside_the_shell_is_seen() {
        check(prints, "src/store/disk.rs", "fn f() { eprintln!(\"x\") }", "fn f() { writeln!(out, \"println!\") }");
        check(prints, "src/main.rs", "fn main() { println!() }", "#[cfg(test)] mod tests { fn f() { println!() } }");
        passes(prints, &[("src/shell/run.rs", "fn f() { println!() }")]);
    }

    #[test]
    fn an_unwrap_is_seen() {
        check(unwraps, "src/app/x.rs", "fn f() { x.unwrap() }", "fn f() { x.unwrap_or(1); \".unwrap()\" }");
        check(
            unwraps,
            "src/app/x.rs",
            "fn f() { x.map(Option::unwrap) }",
            "#[cfg(test)] mod tests { fn f() { x.unwrap() } }",
        );
    }

    #[test]
    fn what_is_left_over_is_seen() {
        check(left_over, "src/app/x.rs", "// TODO: later", "// TODOS_AND_DONTS, a mastodon");
        check(left_over, "src/app/x.rs", "/// Broken. FIXME", "/// Fixed.");
        check(left_over, "src/app/x.rs", "#[cfg(test)] mod tests { fn f() { todo!() } }", "fn f() { todo() }");
        check(left_over, "src/app/x.rs", "fn f() { unimplemented!() }", "fn f() {}");
    }

    #[test]
    fn a_path_of_one_machine_is_seen() {
        for folder in MACHINE {
            check(machine_paths, "src/app/x.rs", &format!("// see {folder}notes"), "// see /home/work");
        }
    }
}
