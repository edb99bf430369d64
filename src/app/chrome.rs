//! How many lines the header and the footer take: so much less is left for the texts.

use super::page::{Layout, WIDE_FROM};
use super::room::{Room, Work};
use super::state::State;
use crate::domain::{Readout, Side};

/// Width of one entry of the tag strip.
pub const TAG_WIDTH: u16 = 19;

/// From this height on, a narrow screen has a line to spare for what is said.
const TALL_FROM: u16 = 24;

/// Most lines that the note editor takes.
const EDITOR: u16 = 10;

impl State {
    /// Where things stand on the screen at the moment.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let panes = self.room.as_ref().map(|room| room.panes()).unwrap_or_default();
        Layout::new(self.setup.size, self.above(), self.below(), panes)
    }

    /// Lines of the header: title and documents, what must be told, a rule.
    fn above(&self) -> u16 {
        3 + u16::from(self.shows_reconstruction()) + u16::from(self.greeting) + u16::from(self.banner().is_some())
    }

    /// Lines of the footer: a rule, what is said or under way, the keys.
    fn below(&self) -> u16 {
        match self.room.as_deref().map(|room| &room.work) {
            Some(Work::Tagging(_)) => 2 + self.tag_lines(),
            Some(Work::Writing(_)) => 3 + self.editor_lines(),
            _ => 2 + self.said_lines(),
        }
    }

    /// Lines of what is said: what differs is mostly two lines long side by side, three where the screen is narrow.
    fn said_lines(&self) -> u16 {
        let size = self.setup.size;
        if size.width < WIDE_FROM && size.height >= TALL_FROM { 3 } else { 2 }
    }

    /// Lines of the tag strip.
    #[must_use]
    pub fn tag_lines(&self) -> u16 {
        let tags = self.room.as_ref().map_or(0, |room| room.dossier.codebook.tags.len());
        let columns = usize::from((self.setup.size.width / TAG_WIDTH).max(1));
        u16::try_from(tags.div_ceil(columns)).unwrap_or(u16::MAX).min(self.setup.size.height / 3)
    }

    /// Lines of the note editor.
    #[must_use]
    pub fn editor_lines(&self) -> u16 {
        (self.setup.size.height / 3).clamp(3, EDITOR)
    }

    /// Whether a text on the screen is a reconstruction.
    #[must_use]
    pub fn shows_reconstruction(&self) -> bool {
        let in_pane = |room: &Room, side| room.readout(side).is_some_and(Readout::is_reconstruction);
        self.room.as_ref().is_some_and(|room| Side::BOTH.iter().any(|&side| in_pane(room, side)))
    }

    /// What must not be overlooked: work that is not safe, or cannot be kept.
    #[must_use]
    pub fn banner(&self) -> Option<String> {
        if let Some(failed) = &self.saving.failed {
            let way = self.spell("({save-elsewhere} saves everything elsewhere)");
            return Some(format!("NOT SAVED: {failed} {way}"));
        }
        match &self.room.as_ref()?.home {
            super::Home::ReadOnly { why, .. } => Some(format!("READ ONLY: {why}")),
            _ => None,
        }
    }
}
