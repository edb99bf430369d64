//! What a merge brought in and where the two copies differ, as lines for people.

use crate::review::merge::{Fate, Merged};
use std::fmt::Write as _;

/// What was taken, then the conflicts with both values and what became of theirs.
#[must_use]
pub fn text(merged: &Merged) -> String {
    let mut out = String::new();
    if merged.taken.is_empty() && merged.conflicts.is_empty() {
        return "nothing new there\n".to_owned();
    }
    for taken in &merged.taken {
        let _ = writeln!(out, "taken     {taken}");
    }
    for conflict in &merged.conflicts {
        let fate = fate(&conflict.fate);
        let _ = writeln!(out, "conflict  {} of {}: {fate}", conflict.field, conflict.name);
        let _ = writeln!(out, "          mine    {}", conflict.mine);
        let _ = writeln!(out, "          theirs  {}", conflict.theirs);
    }
    out
}

/// What became of theirs, in words.
#[must_use]
pub const fn fate(fate: &Fate) -> &'static str {
    match fate {
        Fate::Waits => "mine stands; theirs was not taken",
        Fate::Beside(_) => "mine stands; theirs is a note of its own beside it",
        Fate::Both => "both are kept and shown; opposite rulings leave it open",
        Fate::Kept => "kept",
    }
}
