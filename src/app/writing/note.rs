//! A note under the analyst's hands: its tags, its words, its draft.

use crate::app::Effect;
use crate::app::controls::command::CommandId;
use crate::app::room::Work;
use crate::app::room::selection::Selection;
use crate::app::state::State;
use crate::domain::{Annotation, Draft};
use jiff::{SignedDuration, Timestamp};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

/// A tag is being chosen.
#[derive(Debug)]
pub enum Tagging {
    /// For words that are selected.
    Selected(Selection),
    /// One more, or one less, for the note that is being written.
    Written(Box<Writing>),
    /// Another one for an annotation, instead of those it has.
    Instead(Box<Annotation>),
}

/// A note is being written.
#[derive(Debug)]
pub struct Writing {
    /// The annotation as it will be.
    pub draft: Draft,
    /// The text under the analyst's hands.
    pub editor: TextArea<'static>,
    /// Whether a `Wake` was asked for to keep the draft.
    pub wakes: bool,
}

impl State {
    /// A new line in the note; over selected words where there are any.
    pub(in crate::app) fn break_line(&mut self, at: Timestamp) -> Vec<Effect> {
        let Some(Work::Writing(writing)) = self.room.as_mut().map(|room| &mut room.work) else { return Vec::new() };
        writing.editor.insert_newline();
        writing.typed(at)
    }

    /// Takes back what was typed, or types it again.
    pub(in crate::app) fn retrace_typing(&mut self, at: Timestamp, id: CommandId) -> Vec<Effect> {
        let Some(Work::Writing(writing)) = self.room.as_mut().map(|room| &mut room.work) else { return Vec::new() };
        let changed = if id == CommandId::UndoTyping { writing.editor.undo() } else { writing.editor.redo() };
        if changed { writing.typed(at) } else { Vec::new() }
    }
}

/// How long typed words may be unsafe.
const DRAFT_EVERY: SignedDuration = SignedDuration::from_secs(2);

impl Writing {
    /// Opens the editor on an annotation, the cursor at the end of its note.
    #[must_use]
    pub fn new(draft: Draft) -> Writing {
        let mut editor = TextArea::from(draft.annotation.note.split('\n'));
        editor.set_wrap_mode(WrapMode::WordOrGlyph);
        editor.set_cursor_line_style(Default::default());
        // The terminal's own cursor stands there.
        editor.set_cursor_style(Default::default());
        editor.move_cursor(CursorMove::Bottom);
        editor.move_cursor(CursorMove::End);
        Writing { draft, editor, wakes: false }
    }

    /// The annotation with what has been typed.
    #[must_use]
    pub fn current(&self) -> Draft {
        let mut draft = self.draft.clone();
        draft.annotation.note = self.editor.lines().join("\n").trim_end().to_owned();
        draft
    }

    /// Asks to be woken when the draft should be kept, unless it was asked already.
    pub fn typed(&mut self, at: Timestamp) -> Vec<Effect> {
        if std::mem::replace(&mut self.wakes, true) {
            return Vec::new();
        }
        at.checked_add(DRAFT_EVERY).map(Effect::WakeAt).into_iter().collect()
    }
}
