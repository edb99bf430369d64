//! The shape of a file: it says what it is for, and it can be read in one sitting.

use crate::source::{SourceFile, Token};

/// About what a person holds in mind while reading: ten screens of forty lines.
pub(crate) const FILE_LINES: usize = 400;
/// A function is read whole, without scrolling on an ordinary screen.
pub(crate) const FUNCTION_LINES: usize = 60;
/// Starting the shell and printing an error takes no more; what grows here is out of the tests' reach.
pub(crate) const MAIN_LINES: usize = 40;

/// Files that stay clearer in one piece: path, lines allowed, reason.
pub(crate) const LONGER_FILES: &[(&str, usize, &str)] = &[];
/// Functions that stay clearer in one piece: path, name, lines allowed, reason.
pub(crate) const LONGER_FUNCTIONS: &[(&str, &str, usize, &str)] = &[];

/// Line 1 says what the file is for.
pub(crate) fn opening(files: &[SourceFile]) -> Vec<String> {
    let says = |file: &SourceFile| {
        let first = file.text.lines().next().unwrap_or_default();
        first.strip_prefix("//! ").is_some_and(|words| !words.trim().is_empty())
    };
    let silent = files.iter().filter(|file| !says(file));
    silent.map(|file| format!("{}:1: opens without saying what it is for (`//! …`)", file.path)).collect()
}

/// A file is not too long.
pub(crate) fn file_length(files: &[SourceFile]) -> Vec<String> {
    let most = |file: &SourceFile| {
        let longer = LONGER_FILES.iter().find(|(path, ..)| *path == file.path);
        longer.map_or(FILE_LINES, |(_, lines, _)| *lines)
    };
    let long = files.iter().filter(|file| file.lines_outside_tests() > most(file));
    long.map(|file| {
        format!("{}:1: {} lines outside tests, at most {}", file.path, file.lines_outside_tests(), most(file))
    })
    .collect()
}

/// A function is not too long.
pub(crate) fn function_length(files: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        for Function { name, line, lines } in functions(file) {
            let longer = LONGER_FUNCTIONS.iter().find(|(path, function, ..)| *path == file.path && *function == name);
            let most = longer.map_or(FUNCTION_LINES, |(.., most, _)| *most);
            if lines > most {
                found.push(format!("{}:{line}: `{name}` has {lines} lines, at most {most}", file.path));
            }
        }
    }
    found
}

/// `main.rs` stays a start.
pub(crate) fn main_length(files: &[SourceFile]) -> Vec<String> {
    let long = files.iter().filter(|file| file.path == "src/main.rs" && file.text.lines().count() > MAIN_LINES);
    long.map(|file| format!("{}:1: {} lines, at most {MAIN_LINES}", file.path, file.text.lines().count())).collect()
}

/// A function outside tests.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// Lines between its braces.
    pub(crate) lines: usize,
}

pub(crate) fn functions(file: &SourceFile) -> Vec<Function> {
    let named = file.tokens.windows(2).enumerate().filter(|(_, pair)| {
        // `fn(u8)` is a type.
        !pair[0].test && pair[0].text == "fn" && pair[1].is_word()
    });
    let with_body = named.filter_map(|(at, pair)| {
        let (open, close) = body(&file.tokens[at..])?;
        let lines = (close.line - open.line).saturating_sub(1);
        Some(Function { name: pair[1].text.clone(), line: pair[0].line, lines })
    });
    with_body.collect()
}

/// The braces around a function's body; `None` where a trait only declares it.
fn body(tokens: &[Token]) -> Option<(&Token, &Token)> {
    let mut depth = 0usize;
    let mut open = None;
    for token in tokens {
        match token.text.as_str() {
            "{" if depth == 0 => {
                open = Some(token);
                depth = 1;
            }
            ";" if depth == 0 => return None,
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && open.is_some() {
                    return open.map(|open| (open, token));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{bites, passes};

    #[test]
    fn a_file_that_does_not_say_what_it_is_for_is_seen() {
        bites(opening, &[("src/a.rs", "use std::fmt;\n//! Late.")]);
        bites(opening, &[("src/a.rs", "//!\n//! Second line.")]);
        bites(opening, &[("src/a.rs", "")]);
        passes(opening, &[("src/a.rs", "//! What it is for.\n")]);
    }

    #[test]
    fn a_long_file_is_seen() {
        let lines = |count: usize| "const X: u8 = 1;\n".repeat(count);
        bites(file_length, &[("src/a.rs", &lines(FILE_LINES + 1))]);
        passes(file_length, &[("src/a.rs", &lines(FILE_LINES))]);
        let with_tests = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", lines(FILE_LINES), lines(FILE_LINES));
        passes(file_length, &[("src/a.rs", &with_tests)]);
    }

    #[test]
    fn a_long_function_is_seen() {
        let function = |count: usize| {
            format!("fn f<const N: usize>(x: [u8; {{ 1 }}]) -> u8\nwhere\n{{\n{}}}\n", "x();\n".repeat(count))
        };
        bites(function_length, &[("src/a.rs", &function(FUNCTION_LINES + 1))]);
        passes(function_length, &[("src/a.rs", &function(FUNCTION_LINES))]);
        let in_test = format!("#[cfg(test)]\nmod tests {{\n{}}}", function(FUNCTION_LINES + 1));
        passes(function_length, &[("src/a.rs", &in_test)]);
        let declared =
            format!("trait A {{ fn f(); }} const TABLE: fn(u8) = g;\nstatic S: X = X {{\n{}}};", "x,\n".repeat(99));
        passes(function_length, &[("src/a.rs", &declared)]);
    }

    #[test]
    fn a_long_main_is_seen() {
        bites(main_length, &[("src/main.rs", &"\n".repeat(MAIN_LINES + 1))]);
        passes(main_length, &[("src/main.rs", &"\n".repeat(MAIN_LINES))]);
        passes(main_length, &[("src/app/main.rs", &"\n".repeat(MAIN_LINES + 1))]);
    }
}
