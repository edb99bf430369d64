//! From values to bytes: one file a format. No files, no terminal.

pub mod agreement;
pub mod comparison;
mod escape;
pub mod found;
mod markdown;
pub mod merged;
pub mod track;

pub use markdown::markdown;

use crate::domain::Dossier;

/// A good file name for an export: date and title, in characters that every system takes.
#[must_use]
pub fn file_name(dossier: &Dossier, ending: &str) -> String {
    let date = dossier.event.date.map(|date| format!("{date}-")).unwrap_or_default();
    let title: String = dossier
        .event
        .title
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect::<String>()
        .to_lowercase();
    let words: Vec<&str> = title.split_whitespace().take(8).collect();
    let words = if words.is_empty() { "event".to_owned() } else { words.join("-") };
    format!("{date}{words}-notes.{ending}")
}
