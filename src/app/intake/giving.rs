//! Giving a document: a path with its completion, an address, or the text itself.

use super::form::line;
use crate::app::room::motion::Way;
use crate::app::writing::editor;
use crate::app::{Key, KeyCode};
use ratatui_textarea::TextArea;

/// A paste of one line that is longer is no path.
const LONGEST_PATH: usize = 512;

/// What is being given.
#[derive(Debug)]
pub struct Giving {
    /// A path or an address.
    pub line: TextArea<'static>,
    /// The text itself, kept as a plain string, since a paste may be megabytes.
    pub text: String,
    /// Whether it is the text that keys go to.
    pub writes: bool,
    /// Paths that begin as the line does.
    pub matches: Vec<String>,
    /// Which of them is at hand.
    pub choice: Option<usize>,
}

impl Default for Giving {
    fn default() -> Giving {
        Giving { line: line(""), text: String::new(), writes: false, matches: Vec::new(), choice: None }
    }
}

impl Giving {
    /// What was typed.
    pub(super) fn typed_line(&self) -> String {
        self.line.lines().concat().trim().to_owned()
    }

    /// Whether nothing was given yet.
    pub(super) fn is_empty(&self) -> bool {
        if self.writes { self.text.trim().is_empty() } else { self.typed_line().is_empty() }
    }

    /// A key that is no command.
    pub(super) fn typed(&mut self, key: Key) {
        if !self.writes {
            self.forget_matches();
            self.line.input(editor::translate(key));
            return;
        }
        match key.code {
            KeyCode::Char(c) if !key.ctrl && !key.alt => self.text.push(c),
            KeyCode::Enter => self.text.push('\n'),
            KeyCode::Backspace => drop(self.text.pop()),
            _ => {}
        }
    }

    /// A paste: one short line that ends no sentence is a path or an address, all else is the text.
    pub(super) fn pasted(&mut self, text: &str) {
        let trimmed = text.trim();
        if self.writes || trimmed.contains('\n') || trimmed.len() > LONGEST_PATH || ends_a_sentence(trimmed) {
            self.writes = true;
            self.text.push_str(text);
        } else {
            self.forget_matches();
            self.line.insert_str(trimmed);
        }
    }

    /// Paths that begin as what was typed: as much as they have in common is filled in.
    pub(super) fn complete(&mut self, typed: &str, matches: Vec<String>) {
        if self.typed_line() != typed {
            return;
        }
        // What lies in a folder is shown, whatever it is; of what was begun, as much as is certain is filled in.
        let looks = typed.is_empty() || typed.ends_with('/');
        let common = common(&matches);
        if common.len() > typed.len() && !typed.is_empty() {
            self.line = line(&common);
        }
        self.choice = None;
        let up = looks.then(|| format!("{typed}../"));
        self.matches = if matches.len() > 1 || looks { up.into_iter().chain(matches).collect() } else { Vec::new() };
    }

    /// Puts another of the proposals into the line.
    pub(super) fn choose(&mut self, way: Way) {
        let count = self.matches.len();
        let last = count.saturating_sub(1);
        let next = match (self.choice, way) {
            (None, Way::Forward) => Some(0),
            (None, Way::Back) => Some(last),
            (Some(at), way) => way.from(at, count).or(Some(if way == Way::Forward { 0 } else { last })),
        };
        if let Some(at) = next {
            self.take_match(at);
        }
    }

    /// Puts a proposal into the line.
    pub(super) fn take_match(&mut self, at: usize) {
        if let Some(path) = self.matches.get(at) {
            self.line = line(path);
            self.choice = Some(at);
        }
    }

    fn forget_matches(&mut self) {
        self.matches.clear();
        self.choice = None;
    }
}

/// What all of them begin with.
fn common(paths: &[String]) -> String {
    let Some((first, rest)) = paths.split_first() else { return String::new() };
    let mut end = first.len();
    for path in rest {
        let same = first.char_indices().zip(path.chars()).find(|((_, a), b)| a != b);
        let shared = same.map_or(path.len().min(first.len()), |((at, _), _)| at);
        end = end.min(shared);
    }
    first[..end].to_owned()
}

/// Whether a line ends as a sentence does: a short readout is one paragraph, and no path.
fn ends_a_sentence(line: &str) -> bool {
    let before = line.strip_suffix(['.', '!', '?', '。', '！', '？']);
    let address = line.starts_with("https://") || line.starts_with("http://");
    !address && before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_much_is_filled_in_as_all_paths_have_in_common() {
        let check = |paths: &[&str], expected: &str| {
            assert_eq!(common(&paths.iter().map(|&path| path.to_owned()).collect::<Vec<_>>()), expected);
        };
        check(&["a/us.html", "a/us.txt"], "a/us.");
        check(&["a/us.html"], "a/us.html");
        check(&["台湾一", "台北"], "台");
        check(&["a", "ab"], "a");
        check(&[], "");
    }

    #[test]
    fn one_line_is_a_path_and_more_is_the_text() {
        let mut giving = Giving::default();
        giving.pasted("/home/ana/us readout.html\n");
        assert_eq!((giving.typed_line().as_str(), giving.writes), ("/home/ana/us readout.html", false));
        giving.pasted("They spoke.\n\nThey agreed.");
        assert_eq!((giving.text.as_str(), giving.writes), ("They spoke.\n\nThey agreed.", true));
    }

    #[test]
    fn a_paragraph_is_no_path() {
        for prose in ["They spoke for an hour.", "两国元首通电话。"] {
            assert!(ends_a_sentence(prose), "{prose}");
        }
        for path in ["notes.txt", "..", "/home/ana/us readout.html", "https://example.org/?"] {
            assert!(!ends_a_sentence(path), "{path}");
        }
    }
}
