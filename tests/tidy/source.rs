//! A source file read just well enough to judge it: what is code, what is a test, what it names.

use std::collections::BTreeMap;
use std::ops::Range;

/// One file of `src/`, or one made up in a test.
pub(crate) struct SourceFile {
    /// From the root of the project, with forward slashes: `src/app/state.rs`.
    pub(crate) path: String,
    /// As it stands.
    pub(crate) text: String,
    /// The code in pieces, without comments and without what stands inside strings.
    pub(crate) tokens: Vec<Token>,
    /// Whether the whole file is compiled for tests only.
    all_test: bool,
}

/// A word, `::`, or a single sign.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) text: String,
    /// Counted from 1.
    pub(crate) line: usize,
    /// Whether it belongs to an item under `#[cfg(test)]`.
    pub(crate) test: bool,
}

impl Token {
    fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// A path that the code names, such as `crate::domain::Span`, with every group written out.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// As written.
    pub(crate) segments: Vec<String>,
    /// From the root of the crate, where it leads there: `["domain", "Span"]`; empty for the root itself.
    pub(crate) within: Option<Vec<String>>,
    /// What it means outside the crate, with imports followed: `io::stdout` is `std::io::stdout`.
    pub(crate) outside: Vec<String>,
    pub(crate) line: usize,
    pub(crate) test: bool,
    /// Whether it stands in a `use`.
    pub(crate) import: bool,
}

impl SourceFile {
    pub(crate) fn new(path: &str, text: &str) -> SourceFile {
        let mut tokens = tokens(&without_comments_and_strings(text));
        for range in test_items(&tokens) {
            tokens[range].iter_mut().for_each(|token| token.test = true);
        }
        SourceFile { path: path.to_owned(), text: text.to_owned(), tokens, all_test: false }
    }

    /// Marks the files that another declares as `#[cfg(test)] mod name;`.
    pub(crate) fn mark_test_files(files: &mut [SourceFile]) {
        let mut modules = Vec::new();
        for file in files.iter() {
            for (at, token) in file.tokens.iter().enumerate().filter(|(_, token)| token.test && token.is("mod")) {
                if file.tokens.get(at + 2).is_some_and(|after| after.is(";")) {
                    let mut module = file.module();
                    module.push(file.tokens[at + 1].text.clone());
                    modules.push((module, token.line));
                }
            }
        }
        for file in files.iter_mut() {
            let module = file.module();
            if modules.iter().any(|(test, _)| module.starts_with(test)) {
                file.all_test = true;
                file.tokens.iter_mut().for_each(|token| token.test = true);
            }
        }
    }

    /// Where the file stands in the tree of modules: `["app", "state"]`.
    pub(crate) fn module(&self) -> Vec<String> {
        let inner = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "lib" || last == "main") {
            module.pop();
        }
        module
    }

    /// The first folder below `src/`, or the file itself where it stands in `src/`.
    pub(crate) fn layer(&self) -> &str {
        let inner = self.path.trim_start_matches("src/");
        inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
    }

    /// How many lines are not there for tests only.
    pub(crate) fn lines_outside_tests(&self) -> usize {
        let all = self.text.lines().count();
        if self.all_test {
            return 0;
        }
        let mut test_lines = 0;
        for range in test_items(&self.tokens) {
            test_lines += self.tokens[range.end - 1].line + 1 - self.tokens[range.start].line;
        }
        all - test_lines
    }

    /// The tokens outside tests that match, each as a `path:line`.
    pub(crate) fn places(&self, matches: impl Fn(&[Token]) -> bool) -> Vec<String> {
        let starts = (0..self.tokens.len()).filter(|&at| !self.tokens[at].test && matches(&self.tokens[at..]));
        starts.map(|at| format!("{}:{}", self.path, self.tokens[at].line)).collect()
    }

    /// Everything the code names, in order.
    pub(crate) fn names(&self) -> Vec<Named> {
        let mut walk = Walk { file: self, modules: Vec::new(), depth: 0, named: Vec::new(), aliases: BTreeMap::new() };
        walk.run();
        let Walk { mut named, aliases, .. } = walk;
        for name in named.iter_mut().filter(|name| !name.import) {
            if let Some(meant) = aliases.get(&name.segments[0]) {
                name.outside = meant.iter().chain(&name.segments[1..]).cloned().collect();
            }
        }
        named
    }
}

/// Whether the tokens open with these texts.
pub(crate) fn opens_with(tokens: &[Token], texts: &[&str]) -> bool {
    tokens.len() >= texts.len() && texts.iter().zip(tokens).all(|(text, token)| token.is(text))
}

/// Words that never begin a path.
const KEYWORDS: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern", "fn", "for", "if", "impl",
    "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct", "trait", "type",
    "union", "unsafe", "use", "where", "while", "yield",
];

/// A walk over a file's tokens that keeps track of the module it is in.
struct Walk<'a> {
    file: &'a SourceFile,
    /// Modules opened with a brace, each with the depth at which it closes.
    modules: Vec<(String, usize)>,
    depth: usize,
    named: Vec<Named>,
    /// What an import is called here, and what it means.
    aliases: BTreeMap<String, Vec<String>>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let tokens = &self.file.tokens;
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let next = tokens.get(at + 1);
            if token.is("{") {
                self.depth += 1;
            } else if token.is("}") {
                self.depth = self.depth.saturating_sub(1);
                self.modules.retain(|(_, depth)| *depth <= self.depth);
            } else if token.is("mod") && tokens.get(at + 2).is_some_and(|after| after.is("{")) {
                self.modules.push((tokens[at + 1].text.clone(), self.depth + 1));
            } else if token.is("use") && !next.is_some_and(|next| next.is("<")) {
                at = self.tree(at + 1, &[]);
                continue;
            } else if token.is_word() && !KEYWORDS.contains(&token.text.as_str()) {
                at = self.path(at);
                continue;
            }
            at += 1;
        }
    }

    /// A path in the midst of code; a lone word is none.
    fn path(&mut self, start: usize) -> usize {
        let tokens = &self.file.tokens;
        let mut segments = vec![tokens[start].text.clone()];
        let mut at = start + 1;
        while at + 1 < tokens.len() && tokens[at].is("::") && tokens[at + 1].is_word() {
            segments.push(tokens[at + 1].text.clone());
            at += 2;
        }
        let continues =
            start > 0 && (tokens[start - 1].is(".") || (tokens[start - 1].is("::") && follows_type(tokens, start)));
        if segments.len() > 1 && !continues {
            self.name(start, segments, None);
        }
        at
    }

    /// One branch of a `use`; returns where it ends.
    fn tree(&mut self, start: usize, stem: &[String]) -> usize {
        let tokens = &self.file.tokens;
        let mut segments = stem.to_vec();
        let mut at = start;
        while at < tokens.len() {
            let token = &tokens[at];
            if token.is("::") {
                at += 1;
            } else if token.is("{") {
                at += 1;
                while at < tokens.len() && !tokens[at].is("}") {
                    at = if tokens[at].is(",") { at + 1 } else { self.tree(at, &segments) };
                }
                return at + 1;
            } else if token.is("as") {
                let alias = tokens.get(at + 1).map(|token| token.text.clone());
                self.name(start, segments, alias);
                return at + 2;
            } else if token.is_word() || token.is("*") {
                segments.push(token.text.clone());
                at += 1;
            } else {
                break;
            }
        }
        let alias = segments.iter().rev().find(|segment| *segment != "self").cloned();
        self.name(start, segments, alias);
        at.max(start + 1)
    }

    fn name(&mut self, start: usize, mut segments: Vec<String>, alias: Option<String>) {
        let Token { line, test, .. } = self.file.tokens[start];
        let import = alias.is_some();
        if segments.len() > 1 && segments.last().is_some_and(|last| last == "self") {
            segments.pop();
        }
        if let Some(alias) = alias.filter(|alias| alias != "*" && alias != "_") {
            self.aliases.insert(alias, segments.clone());
        }
        let within = self.within(&segments);
        self.named.push(Named { outside: segments.clone(), segments, within, line, test, import });
    }

    /// Where a path leads within the crate, counted from its root.
    fn within(&self, segments: &[String]) -> Option<Vec<String>> {
        let mut here = self.file.module();
        here.extend(self.modules.iter().map(|(name, _)| name.clone()));
        let mut rest = segments;
        match segments.first()?.as_str() {
            "crate" | "diptych" => {
                here.clear();
                rest = &segments[1..];
            }
            "self" => rest = &segments[1..],
            "super" => {}
            _ => return None,
        }
        while let Some(("super", after)) = rest.split_first().map(|(first, after)| (first.as_str(), after)) {
            here.pop();
            rest = after;
        }
        here.extend(rest.iter().cloned());
        Some(here)
    }
}

/// Whether the `::` before `start` follows a type, as in `Vec::<u8>::new`, rather than opening a path.
fn follows_type(tokens: &[Token], start: usize) -> bool {
    start > 1
        && (tokens[start - 2].is(">")
            || (tokens[start - 2].is_word() && !KEYWORDS.contains(&tokens[start - 2].text.as_str())))
}

/// The items under `#[cfg(test)]` or `#[cfg(all(test, …))]`, as ranges of tokens from the attribute to the item's end.
fn test_items(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut items: Vec<Range<usize>> = Vec::new();
    for start in 0..tokens.len() {
        let within = items.last().is_some_and(|item| item.contains(&start));
        let plain = opens_with(&tokens[start..], &["#", "[", "cfg", "(", "test", ")", "]"]);
        let with_more = opens_with(&tokens[start..], &["#", "[", "cfg", "(", "all", "(", "test", ","]);
        if !within && (plain || with_more) {
            let attribute = tokens[start..].iter().position(|token| token.is("]")).unwrap_or(0);
            items.push(start..end_of_item(tokens, start + attribute + 1));
        }
    }
    items
}

/// One past the `;` or the closing brace that ends the item which starts here.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                // An import's braces are followed by its semicolon.
                if depth == 0 && token.is("}") && !tokens.get(at + 1).is_some_and(|next| next.is(";")) {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        if first == '\n' {
            line += 1;
        } else if !first.is_whitespace() {
            tokens.push(Token { text: rest[..length].to_owned(), line, test: false });
        }
        rest = &rest[length..];
    }
    tokens
}

/// The same text, of the same lines, with comments gone and every literal reduced to its quotation marks.
pub(crate) fn without_comments_and_strings(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after_word = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if first == '"' {
            quoted(rest, '"')
        } else if let Some(raw) = raw_string(rest).filter(|_| !after_word) {
            raw
        } else if let Some(character) = character(rest) {
            character
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        if first != '/' {
            code.push_str("\"\"");
        }
        code.extend(rest[..length].matches('\n'));
        rest = &rest[length..];
    }
    code
}

/// Length of a comment that may hold others.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// Length of a literal between two such marks, where a backslash protects the next character.
fn quoted(text: &str, mark: char) -> usize {
    let mut protected = false;
    for (at, c) in text.char_indices().skip(1) {
        if protected {
            protected = false;
        } else if c == '\\' {
            protected = true;
        } else if c == mark {
            return at + 1;
        }
    }
    text.len()
}

/// Length of `r"…"`, `r#"…"#` and their byte and C forms.
fn raw_string(text: &str) -> Option<usize> {
    let inner = ["r", "br", "cr"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix).filter(|inner| inner.starts_with(['#', '"'])))?;
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    let opened = inner[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = opened.find(&close).map_or(opened.len(), |at| at + close.len());
    Some(text.len() - opened.len() + end)
}

/// Length of a character literal; `None` for a lifetime.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let first = inner.chars().next()?;
    let closes = inner[first.len_utf8()..].starts_with('\'');
    (first == '\\' || closes).then(|| quoted(text, '\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_no_code() {
        fn check(text: &str, expected: &str) {
            assert_eq!(without_comments_and_strings(text), expected, "{text}");
        }
        check("a // b\nc", "a \nc");
        check("a /* b /* c */\n d */ e", "a \n e");
        check(r#"f("crate::store \" // no", x)"#, r#"f("", x)"#);
        check("r#\"a \" b\n\"# + br\"x\"", "\"\"\n + \"\"");
        check("let r#type = bar\"x\";", "let r#type = bar\"\";");
        check(
            r"match c { '\'' | '/' | '\u{7f}' => 'a'.into(), _ => loop_('\\') }",
            r#"match c { "" | "" | "" => "".into(), _ => loop_("") }"#,
        );
        check("impl<'a> X<'a> for Y<'_> {} // '", "impl<'a> X<'a> for Y<'_> {} ");
    }

    #[test]
    fn a_path_is_followed_to_the_root_of_the_crate() {
        fn check(path: &str, text: &str, expected: &[&str]) {
            let found: Vec<String> = SourceFile::new(path, text)
                .names()
                .iter()
                .filter_map(|name| name.within.as_ref())
                .map(|path| path.join("::"))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
        check(
            "src/app/state.rs",
            "use crate::{domain::{Span, Side as S}, compare};",
            &["domain::Span", "domain::Side", "compare"],
        );
        check("src/app/state.rs", "use super::{Input, super::store::*};", &["app::Input", "store::*"]);
        check("src/app/mod.rs", "fn f() -> super::store::Lock { self::g() }", &["store::Lock", "app::g"]);
        check("src/app/mod.rs", "mod inner { use super::super::view; } use super::view;", &["view", "view"]);
        check(
            "src/app/page.rs",
            "pub(crate) fn f(x: Vec<crate::domain::Span>) { <crate::view::X as Y>::z() }",
            &["domain::Span", "view::X"],
        );
        check("src/main.rs", "fn main() { diptych::shell::run(); }", &["shell::run"]);
        check("src/app/page.rs", "use crate::{self as root}; use crate as top; use crate::*;", &["", "", "*"]);
        check("src/app/page.rs", "fn f(state: &State) -> impl Iterator + use<'_> { std::iter::empty() }", &[]);
    }

    #[test]
    fn an_import_is_followed_outside_the_crate() {
        let file = SourceFile::new(
            "src/app/x.rs",
            "use std::io; use std as s; fn f() { io::stdout(); s::fs::read(); ::std::env::args(); }",
        );
        let outside: Vec<String> = file.names().iter().map(|name| name.outside.join("::")).collect();
        assert_eq!(outside, ["std::io", "std", "std::io::stdout", "std::fs::read", "std::env::args"]);
    }

    #[test]
    fn a_test_is_told_from_the_rest() {
        let text = "//! X.\nfn a() {}\n\n#[cfg(test)]\nuse x::{y, z};\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n";
        let file = SourceFile::new("src/a.rs", text);
        assert_eq!(file.lines_outside_tests(), 3);
        assert_eq!(file.places(|tokens| tokens[0].text == "fn"), ["src/a.rs:2"]);
        let elsewhere =
            SourceFile::new("src/a.rs", "#[cfg(all(test, unix))]\nmod tests { fn b() {} }\n#[cfg(unix)]\nfn c() {}");
        assert_eq!(elsewhere.places(|tokens| tokens[0].text == "fn"), ["src/a.rs:4"]);
    }

    #[test]
    fn a_file_of_tests_is_told_from_the_rest() {
        let mut files = [
            SourceFile::new("src/app/mod.rs", "#[cfg(test)]\nmod tests;\nmod state;"),
            SourceFile::new("src/app/tests.rs", "fn a() {}"),
            SourceFile::new("src/app/state.rs", "fn a() {}"),
        ];
        SourceFile::mark_test_files(&mut files);
        assert_eq!(files.iter().map(SourceFile::lines_outside_tests).collect::<Vec<_>>(), [1, 0, 1]);
    }
}
