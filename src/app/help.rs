//! What the help screen says: what was odd, the legend, every key. Generated, never written twice.

use super::command::{COMMANDS, Command, Group};
use super::state::State;
use crate::compare::Mark;

/// One line of the help screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading.
    Heading(String),
    /// A key, a glyph or a subject, and what is said of it.
    Entry(String, String),
    /// Nothing.
    Blank,
}

/// Glyphs that stand for a passage rather than for words.
const GLYPHS: [(&str, &str); 6] = [
    ("○", "alone on this side: nothing in the other text shown belongs to it; silence is not denial"),
    ("↗9", "a partner stands in another row, as passage 9; f goes there"),
    ("‹ ›", "brackets stand around the words of ! ≠ ~"),
    ("[i]", "the letter of a tag: a note of yours is on this passage"),
    ("concepts:", "the lexicon's concepts under a Chinese passage; not a translation"),
    ("█ ▌ ▐ •", "the strip: both sides, left only, right only, a note; the part on the screen is lit"),
];

/// The lines of the help screen.
#[must_use]
pub fn help(state: &State) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    if let Some(room) = &state.room
        && !room.problems.is_empty()
    {
        lines.push(HelpLine::Heading("What was odd in this dossier".to_owned()));
        lines.extend(
            room.problems.iter().map(|problem| HelpLine::Entry(problem.subject.clone(), problem.message.clone())),
        );
        lines.push(HelpLine::Blank);
    }
    lines.push(HelpLine::Heading("Marks".to_owned()));
    lines.extend(Mark::ALL.map(|mark| HelpLine::Entry(mark.glyph().to_string(), mark.meaning().to_owned())));
    lines.extend(GLYPHS.map(|(glyph, meaning)| HelpLine::Entry(glyph.to_owned(), meaning.to_owned())));
    for group in Group::ALL {
        lines.push(HelpLine::Blank);
        lines.push(HelpLine::Heading(group.name().to_owned()));
        lines.extend(COMMANDS.iter().filter(|command| command.group == group).map(entry));
    }
    lines
}

fn entry(command: &Command) -> HelpLine {
    let keys: Vec<String> = command.keys.iter().map(ToString::to_string).collect();
    let keys = if keys.is_empty() { command.name.to_owned() } else { keys.join("  ") };
    let modes: Vec<&str> = command.modes.iter().map(|mode| mode.name()).collect();
    let place = if modes.len() > 4 { "everywhere".to_owned() } else { modes.join(", ") };
    HelpLine::Entry(keys, format!("{} ({place})", command.help))
}
