//! What answers a search, as lines for people.

use crate::domain::Standing;
use crate::review::catalogue::Head;
use crate::review::search::{Hit, Place, snippet};
use std::fmt::Write as _;

/// So many characters of a text are shown around what was found.
const WIDTH: usize = 160;

/// The hits of one event under its title; nothing where there are none. The words found stand in brackets.
#[must_use]
pub fn text(head: &Head, hits: &[Hit<'_>]) -> String {
    if hits.is_empty() {
        return String::new();
    }
    let date = head.date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let mut out = format!("{date}  {}\n", one_line(&head.title));
    for hit in hits {
        let (name, warned) = match hit.place {
            Place::Event => ("event".to_owned(), false),
            Place::Title(document) => ("title".to_owned(), document.is_reconstruction()),
            Place::Text(document) => (document.title.text.clone(), document.is_reconstruction()),
            Place::Note(note) => (format!("note of {}", note.author), false),
        };
        let times = match hit.spans.len() {
            0 | 1 => String::new(),
            n => format!(" ({n} times)"),
        };
        let warning = if warned { format!(" · {}", Standing::WARNING) } else { String::new() };
        let _ = writeln!(out, "  {}{times}{warning}\n    {}", one_line(&name), marked(hit));
    }
    out.push('\n');
    out
}

fn marked(hit: &Hit<'_>) -> String {
    let found = snippet(hit.text, &hit.spans, WIDTH);
    let mut line = String::new();
    let mut at = 0;
    for mark in &found.marks {
        let _ = write!(line, "{}[{}]", &found.text[at..mark.start], mark.of(&found.text));
        at = mark.end;
    }
    line.push_str(&found.text[at..]);
    one_line(&line)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
