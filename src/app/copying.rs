//! What is put on the clipboard: never a reconstruction without its warning.

use super::room::{Room, Work};
use crate::domain::{Readout, Side, Span, Standing};

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

    /// A line that can be pasted into an article: words, who, where, when, language, address.
    #[must_use]
    pub fn paste_ready(&self) -> Option<String> {
        let (side, span) = self.words_at_hand()?;
        let readout = self.readout(side)?;
        let words = span.of(&self.texts[side]);
        let mut line = if readout.is_reconstruction() {
            format!("[{}] {words}", Standing::WARNING)
        } else {
            format!("“{words}”")
        };
        let party = self.dossier.party_of(&readout.id).map(|party| party.name.as_str());
        let date = readout.published.as_ref().map(|time| time.strftime("%-d %B %Y %H:%M %:z").to_string());
        let language = format!("{}, {}", readout.language.0, readout.translation.name());
        let parts = [
            party,
            readout.publisher.as_deref(),
            Some(readout.title.as_str()),
            date.as_deref(),
            Some(language.as_str()),
            readout.url.as_deref(),
            readout.archive_url.as_deref(),
        ];
        let source: Vec<&str> = parts.into_iter().flatten().collect();
        line.push_str(" — ");
        line.push_str(&source.join(", "));
        Some(line)
    }
}
