//! Search in an event: titles, the newest texts of its documents, notes.
//!
//! Letters are folded as in a comparison (case, traditional and simplified Chinese, quotation marks, full
//! width); a word is found in the plural and in other tenses; Chinese is found at any length, since no
//! index of word pieces stands between; a word that names a concept of the lexicon finds the concept's words in
//! the other language. Older versions of a text are not searched.

mod plain;
mod query;

pub(crate) use plain::fold_text;
pub use query::{Field, Query, QueryError, dates, period};

use super::catalogue::{Body, Digest, Document, Mention, Note, Searched};
use crate::compare::Lexicon;
use crate::domain::Span;
use jiff::civil::Date;
use plain::Plain;
use query::Needle;
use std::collections::BTreeSet;

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
    Title(&'a Document),
    /// A document, by its newest text.
    Text(&'a Document),
    /// A note.
    Note(&'a Note),
}

/// A query with the concepts that it names: ready to be put to many events.
#[derive(Debug, Clone)]
pub struct Search {
    query: Query,
    concepts: BTreeSet<u32>,
}

/// A place that the filters let through, with what is searched there.
struct Open<'a> {
    place: Place<'a>,
    searched: &'a Searched,
    /// Searched where the first has nothing: the program's words behind a note.
    second: Option<&'a Searched>,
    mentions: &'a [Mention],
    /// Whether filters alone are no answer here: a document is told once, by its text.
    needs_words: bool,
}

impl Query {
    /// Where a text has everything that is wanted, and nothing that is not: the places in order, none of
    /// them twice. `None` where it does not; filters are not asked.
    #[must_use]
    pub fn spans(&self, text: &str) -> Option<Vec<Span>> {
        let plain = Plain::of(text);
        let found = |needle: &Needle| needle.places(text, &plain);
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
        Some(apart(spans))
    }

    /// Whether a text has everything that is wanted, and nothing that is not. Quicker than to say where.
    #[must_use]
    pub fn is_in(&self, searched: &Searched) -> bool {
        self.needles.iter().all(|needle| needle.is_in(searched))
            && !self.without.iter().any(|needle| needle.is_in(searched))
    }
}

impl Search {
    /// A query, and the concepts of a lexicon that it names. It is to be put to digests of the same lexicon.
    #[must_use]
    pub fn new(query: Query, lexicon: &Lexicon) -> Search {
        Search { concepts: query.concepts(lexicon), query }
    }

    /// In how many places an event answers. Quicker than to say where.
    #[must_use]
    pub fn count(&self, digest: &Digest) -> usize {
        self.open(digest).into_iter().filter(|open| self.answers(open)).count()
    }

    /// Everything in an event that answers: its title, its documents in order, its notes by age.
    #[must_use]
    pub fn hits<'a>(&self, digest: &'a Digest) -> Vec<Hit<'a>> {
        let answering = self.open(digest).into_iter().filter(|open| self.answers(open));
        answering.map(|open| self.hit(&open)).collect()
    }

    fn answers(&self, open: &Open<'_>) -> bool {
        if open.needs_words && self.query.needles.is_empty() {
            return false;
        }
        self.query.is_in(open.searched)
            || open.second.is_some_and(|second| self.query.is_in(second))
            || open.mentions.iter().any(|mention| self.concepts.contains(&mention.concept))
    }

    fn hit<'a>(&self, open: &Open<'a>) -> Hit<'a> {
        let text: &'a str = &open.searched.text;
        let named = open.mentions.iter().filter(|mention| self.concepts.contains(&mention.concept));
        let mut spans: Vec<Span> = named.map(|mention| mention.span()).collect();
        match (self.query.spans(text), open.second) {
            (Some(found), _) => spans.extend(found),
            (None, Some(second)) if spans.is_empty() => {
                let spans = self.query.spans(&second.text).unwrap_or_default();
                return Hit { place: open.place, text: &second.text, spans };
            }
            (None, _) => {}
        }
        Hit { place: open.place, text, spans: apart(spans) }
    }

    /// The places that the filters let through.
    fn open<'a>(&self, digest: &'a Digest) -> Vec<Open<'a>> {
        let (query, Digest { head, body }) = (&self.query, digest);
        let mut places = Vec::new();
        let mut add = |place, searched, second, mentions, needs_words| {
            places.push(Open { place, searched, second, mentions, needs_words });
        };
        let about_texts = !query.is_about_notes();
        if about_texts && query.searches(Field::Titles) && query.languages.is_empty() && query.wants_date(head.date) {
            let party = head.parties.iter().any(|party| query.wants_party(Some(party)));
            if party || query.parties.is_empty() {
                add(Place::Event, &body.title, None, &[][..], false);
            }
        }
        let documents = body.documents.iter().filter(|document| about_texts && query.wants(head.date, document));
        for document in documents {
            if query.searches(Field::Titles) {
                add(Place::Title(document), &document.title, None, &[], true);
            }
            if let Some(text) = document.text.as_ref().filter(|_| query.searches(Field::Texts)) {
                add(Place::Text(document), text, None, &document.mentions, false);
            }
        }
        let notes = body.notes.iter().filter(|_| query.searches(Field::Notes));
        for note in notes.filter(|note| query.wants_note(head.date, body, note)) {
            add(Place::Note(note), &note.words, note.summary.as_ref(), &[], false);
        }
        places
    }
}

impl Query {
    /// Whether a document passes the filters.
    fn wants(&self, event: Option<Date>, document: &Document) -> bool {
        self.wants_party(document.party.as_ref())
            && self.wants_language(&document.language)
            && self.wants_date(event.or(document.published))
    }

    /// Whether a note passes the filters. Those of documents ask for one that it quotes.
    fn wants_note(&self, event: Option<Date>, body: &Body, note: &Note) -> bool {
        let tag = |wanted: &String| note.tags.iter().any(|(id, letter)| id == wanted || letter == wanted);
        let mut quoted = note.quotes.iter().filter_map(|at| body.documents.get(*at));
        let plain = self.parties.is_empty() && self.languages.is_empty();
        (self.tags.is_empty() || self.tags.iter().any(tag))
            && (self.statuses.is_empty() || self.statuses.contains(&note.status))
            && (self.authors.is_empty() || self.authors.contains(&note.author.to_lowercase()))
            && if plain { self.wants_date(event) } else { quoted.any(|it| self.wants(event, it)) }
    }
}

/// Places in order, those that overlap as one.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.into_iter().fold(Vec::new(), |mut apart: Vec<Span>, span| {
        match apart.last_mut().filter(|last| span.start < last.end) {
            Some(last) => *last = last.cover(span),
            None => apart.push(span),
        }
        apart
    })
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
