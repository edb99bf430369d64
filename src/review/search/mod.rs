//! Search in an event: titles, the newest texts of its documents, notes.
//!
//! Letters are folded as in a comparison (case, traditional and simplified Chinese, quotation marks, full
//! width); a word is found in the plural and in other tenses; Chinese is found at any length, since no
//! index of word pieces stands between. Older versions of a text are not searched.

mod plain;
mod query;

pub use query::{Field, Query, QueryError, period};

use crate::domain::{Annotation, Dossier, Origin, Readout, Span};
use plain::Plain;
use query::Needle;

/// A hit: something that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<'a> {
    /// What it is.
    pub place: Place<'a>,
    /// The searched words.
    pub text: &'a str,
    /// Where in them the query is met; empty where only filters were asked for.
    pub spans: Vec<Span>,
}

/// What answers a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place<'a> {
    /// The event, by its title.
    Event,
    /// A document, by its title.
    Title(&'a Readout),
    /// A document, by its newest text.
    Text(&'a Readout),
    /// A note.
    Note(&'a Annotation),
}

impl Query {
    /// Where a text has everything that is wanted, and nothing that is not: the places in order, none of
    /// them twice. `None` where it does not; filters are not asked.
    #[must_use]
    pub fn spans(&self, text: &str) -> Option<Vec<Span>> {
        let plain = Plain::of(text);
        let found = |needle: &Needle| match needle {
            Needle::Word { word, open } => plain.word(word, *open),
            Needle::Phrase(phrase) => plain.phrase(phrase),
            Needle::Pattern(pattern) => {
                let found = pattern.find_iter(text).filter(|found| !found.is_empty());
                found.map(|found| Span::new(found.start(), found.end())).collect()
            }
        };
        if self.without.iter().any(|needle| !found(needle).is_empty()) {
            return None;
        }
        let mut spans = Vec::new();
        for needle in &self.needles {
            let places = found(needle);
            if places.is_empty() {
                return None;
            }
            spans.extend(places);
        }
        spans.sort_unstable();
        Some(spans.into_iter().fold(Vec::new(), |mut apart: Vec<Span>, span| {
            match apart.last_mut().filter(|last| span.start < last.end) {
                Some(last) => *last = last.cover(span),
                None => apart.push(span),
            }
            apart
        }))
    }

    /// Everything in an event that answers the query: its title, its documents in order, its notes by age.
    #[must_use]
    pub fn hits<'a>(&self, dossier: &'a Dossier) -> Vec<Hit<'a>> {
        let event = &dossier.event;
        let hit = |place: Place<'a>, text: &'a str| Some(Hit { place, text, spans: self.spans(text)? });
        let mut hits: Vec<Hit<'a>> = Vec::new();
        let about_texts = !self.is_about_notes();
        if about_texts && self.searches(Field::Titles) && self.languages.is_empty() && self.wants_date(event.date) {
            let party = event.parties.iter().any(|party| self.wants_party(Some(&party.id)));
            if party || self.parties.is_empty() {
                hits.extend(hit(Place::Event, &event.title));
            }
        }
        for readout in dossier.readouts.iter().filter(|readout| about_texts && self.wants(dossier, readout)) {
            if self.searches(Field::Titles) {
                hits.extend(hit(Place::Title(readout), &readout.title).filter(|hit| !hit.spans.is_empty()));
            }
            if self.searches(Field::Texts)
                && let Some(text) = dossier.text(&readout.id)
            {
                hits.extend(hit(Place::Text(readout), text));
            }
        }
        let mut notes: Vec<&Annotation> = dossier.annotations.values().collect();
        notes.sort_by_key(|note| (note.created, note.id));
        let notes = notes.into_iter().filter(|note| self.searches(Field::Notes) && self.wants_note(dossier, note));
        hits.extend(notes.filter_map(|note| {
            let found = match &note.origin {
                Origin::Discrepancy { summary, .. } => Some(summary.as_str()),
                Origin::Hand => None,
            };
            hit(Place::Note(note), &note.note).or_else(|| hit(Place::Note(note), found?))
        }));
        hits
    }

    /// Whether a document passes the filters.
    fn wants(&self, dossier: &Dossier, readout: &Readout) -> bool {
        let date = dossier.event.date.or_else(|| readout.published.as_ref().map(jiff::Zoned::date));
        self.wants_party(readout.party.as_ref()) && self.wants_language(&readout.language) && self.wants_date(date)
    }

    /// Whether a note passes the filters. Those of documents ask for one that it quotes.
    fn wants_note(&self, dossier: &Dossier, note: &Annotation) -> bool {
        let tag = |wanted: &String| {
            note.tags.iter().any(|id| {
                let letter =
                    dossier.codebook.tag(id).is_some_and(|tag| tag.letter.to_string().to_lowercase() == *wanted);
                letter || id.0.to_lowercase() == *wanted
            })
        };
        let mut quoted = note.anchors().filter_map(|anchor| dossier.readout(&anchor.readout));
        let plain = self.parties.is_empty() && self.languages.is_empty();
        (self.tags.is_empty() || self.tags.iter().any(tag))
            && (self.statuses.is_empty() || self.statuses.contains(&note.status))
            && (self.authors.is_empty() || self.authors.contains(&note.author.to_lowercase()))
            && if plain { self.wants_date(dossier.event.date) } else { quoted.any(|it| self.wants(dossier, it)) }
    }
}

/// A piece of a text around a place, on one line, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, with `…` where it was cut.
    pub text: String,
    /// What was found in it: bytes into `text`.
    pub marks: Vec<Span>,
}

/// The words around the first of these places, about `width` characters in all, with all places in them.
#[must_use]
pub fn snippet(text: &str, spans: &[Span], width: usize) -> Snippet {
    let first = spans.first().copied().unwrap_or_default();
    let room = width.saturating_sub(first.of(text).chars().count());
    let start = text[..first.start].char_indices().rev().take(room / 3).last().map_or(first.start, |(at, _)| at);
    let used = text[start..first.start].chars().count();
    let tail = text[first.end..].char_indices().nth(room - used.min(room));
    let end = tail.map_or(text.len(), |(at, _)| first.end + at);
    let (start, end) = (word_start(text, start, first.start), word_end(text, end, first.end));
    let mut piece = if start > 0 { "…".to_owned() } else { String::new() };
    let shift = piece.len();
    // One byte for one byte, so that the places stay right.
    piece.extend(text[start..end].chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }));
    if end < text.len() {
        piece.push('…');
    }
    let inside = spans.iter().filter_map(|span| span.intersection(Span::new(start, end)));
    let marks = inside.map(|span| Span::new(span.start - start + shift, span.end - start + shift)).collect();
    Snippet { text: piece, marks }
}

/// The first word that begins at or after `at`, if it does so before `limit`.
fn word_start(text: &str, at: usize, limit: usize) -> usize {
    let cut = at > 0 && !text[..at].ends_with(char::is_whitespace);
    let space =
        text[at..limit].char_indices().find(|(_, c)| c.is_whitespace()).filter(|(inside, _)| cut && *inside < 24);
    space.map_or(at, |(inside, c)| at + inside + c.len_utf8())
}

/// The last word that ends at or before `at`, if it does so after `limit`.
fn word_end(text: &str, at: usize, limit: usize) -> usize {
    let cut = at < text.len() && !text[at..].starts_with(char::is_whitespace);
    let space = text[limit..at].rfind(char::is_whitespace).map(|inside| limit + inside);
    space.filter(|space| cut && at - space < 24).unwrap_or(at)
}

#[cfg(test)]
mod tests;
