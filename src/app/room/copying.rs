//! What is put on the clipboard: never a reconstruction without its warning.

use crate::app::room::{Room, Work};
use crate::domain::{Readout, Side, Span, Standing};
use crate::review::{Examined, Publication, pasted};

impl Room {
    /// The words at hand: the selection, else the passage at the cursor.
    #[must_use]
    pub fn words_at_hand(&self) -> Option<(Side, Span)> {
        if let Work::Selecting(selection) = &self.work {
            return selection.words(selection.active).map(|span| (selection.active, span));
        }
        self.cell().map(|cell| (self.cursor.side, cell.span))
    }

    /// The words at hand alone; a reconstruction carries its warning.
    #[must_use]
    pub fn plain_copy(&self) -> Option<String> {
        let (side, span) = self.words_at_hand()?;
        let words = span.of(&self.texts[side]);
        let is_reconstruction = self.readout(side).is_some_and(Readout::is_reconstruction);
        Some(if is_reconstruction { format!("[{}] {words}", Standing::WARNING) } else { words.to_owned() })
    }

    /// A line that can be pasted into an article: who says what, in which language, and what the other text says.
    #[must_use]
    pub fn paste_ready(&self) -> Option<String> {
        let (side, span) = self.words_at_hand()?;
        pasted(&self.dossier, &self.shown, self.comparison.as_deref(), side, span)
    }

    /// The event as it leaves the program.
    #[must_use]
    pub fn publication(&self) -> Publication<'_> {
        let examined = self.comparison.as_deref().map(|comparison| Examined {
            shown: &self.shown,
            comparison,
            further: &[],
            records: &[],
            lexicon: None,
        });
        Publication::of(&self.dossier, examined)
    }
}
