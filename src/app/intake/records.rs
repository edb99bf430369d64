//! What the documents' records show, and the original's line under a translated one: both are worked out beside
//! the screen.

use super::steps::home_folder;
use super::{Errand, Purpose};
use crate::app::Effect;
use crate::app::help::HelpLine;
use crate::app::state::State;
use crate::compare::duration;
use crate::domain::{Dossier, Kind, Span, VersionId};
use crate::review::timeline;

/// Something that the records show: a revision, or how a translation departs from its original.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Which kind.
    pub kind: Kind,
    /// The two documents or versions.
    pub names: (String, String),
    /// In a sentence.
    pub summary: String,
}

/// What the passages of a translation are in the original.
#[derive(Debug, Clone, PartialEq)]
pub struct Originals {
    /// The translation.
    pub translation: VersionId,
    /// What it renders.
    pub original: VersionId,
    /// Passages of the translation, each with those of the original.
    pub lines: Vec<(Span, Vec<Span>)>,
}

impl State {
    /// Sends for what the records show.
    pub(crate) fn show_records(&mut self) -> Vec<Effect> {
        let Some(room) = &self.room else { return Vec::new() };
        let (dossier, shown, folder) = (Box::new(room.dossier.clone()), room.shown.clone(), home_folder(&room.home));
        vec![self.send(Purpose::Records, Errand::Records { dossier, shown, folder })]
    }

    /// Lays them over the screen: who published first, then versions, then languages.
    pub(super) fn recorded(&mut self, records: &[Record]) {
        let Some(room) = &self.room else { return };
        let mut lines = published(&room.dossier);
        for (kind, heading) in [(Kind::Revision, "Between versions"), (Kind::LanguageVersion, "Between languages")] {
            let of_kind = records.iter().filter(|record| record.kind == kind);
            let mut before = None;
            for record in of_kind {
                if before.is_none() {
                    lines.extend([HelpLine::Blank, HelpLine::Heading(heading.to_owned())]);
                }
                if before.replace(&record.names) != Some(&record.names) {
                    let (first, second) = &record.names;
                    lines.push(HelpLine::Entry("of".to_owned(), format!("“{first}” and “{second}”")));
                }
                lines.push(HelpLine::Entry(String::new(), record.summary.clone()));
            }
        }
        self.report(" What the records show", lines);
    }

    /// Shows or hides the original's line under the passage at the cursor.
    pub(crate) fn show_original(&mut self) -> Vec<Effect> {
        if self.incoming.originals.take().is_some() {
            return Vec::new();
        }
        let Some(room) = &self.room else { return Vec::new() };
        let translation = room.shown[room.cursor.side].clone();
        let original = room.dossier.readout(&translation.readout).and_then(|readout| readout.translates.as_ref());
        let original = original.and_then(|id| room.dossier.newest(id)).filter(|version| room.dossier.has(version));
        let Some(original) = original else {
            self.say("this text is not marked as a translation of another document of the event");
            return Vec::new();
        };
        let (dossier, folder) = (Box::new(room.dossier.clone()), home_folder(&room.home));
        vec![self.send(Purpose::Original, Errand::Original { dossier, translation, original, folder })]
    }

    /// The original's line for the passage at the cursor, while it is to be shown.
    #[must_use]
    pub fn original_line(&self) -> Option<String> {
        let (room, originals) = self.room.as_ref().zip(self.incoming.originals.as_ref())?;
        let side = room.cursor.side;
        let title = &room.dossier.readout(&originals.original.readout)?.title;
        if room.shown[side] != originals.translation {
            return Some(format!("the original of this text is not known here; {title} is that of the other one"));
        }
        let text = room.dossier.text_of(&originals.original)?;
        let here = room.cell()?.span;
        let spans = originals.lines.iter().find(|(span, _)| span.overlaps(here)).map(|(_, spans)| spans.as_slice());
        let words: Vec<&str> = spans.unwrap_or_default().iter().map(|span| span.of(text).trim()).collect();
        if words.is_empty() {
            return Some(format!("no line of “{title}” was found for this passage"));
        }
        Some(words.join(" … "))
    }
}

/// Every document in the order in which it was published.
fn published(dossier: &Dossier) -> Vec<HelpLine> {
    let (issued, unknown) = timeline(dossier);
    let mut lines = vec![HelpLine::Heading("Who published first".to_owned())];
    for (n, it) in issued.iter().enumerate() {
        let party = dossier.party_of(&it.readout.id).map_or("–", |party| party.id.0.as_str());
        let local = it.at.strftime("%-d %B %Y %H:%M %:z");
        let utc = it.at.timestamp().strftime("%-d %B %H:%M UTC");
        let after = if n == 0 { "first".to_owned() } else { format!("{} later", duration(it.after)) };
        lines.push(HelpLine::Entry(party.to_owned(), format!("“{}”: {local} ({utc}), {after}", it.readout.title)));
    }
    for readout in unknown {
        let party = dossier.party_of(&readout.id).map_or("–", |party| party.id.0.as_str());
        let told = format!("“{}”: not known when, or in which zone; it has no place in the order", readout.title);
        lines.push(HelpLine::Entry(party.to_owned(), told));
    }
    lines
}
