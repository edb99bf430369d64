//! The catalogue: what is known of every event of a library without opening it, ready to be listed, searched
//! and followed through time.
//!
//! A [`Digest`] is made of an event and holds nothing that the event does not: it can be thrown away and made
//! again. Its head is what a list shows; its body has the newest texts and the notes, each beside its folded
//! letters, and the concepts found in each text, so that ten thousand events are asked in a moment. It is read
//! with one lexicon: with another one it has to be made anew.

use super::search::fold_text;
use crate::compare::Lexicon;
use crate::domain::{
    Annotation, AnnotationId, Dossier, Language, Origin, PartyId, Readout, ReadoutId, Span, Standing, Status, TagId,
    TextHash, Translation,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Digest {
    /// What a list shows.
    pub head: Head,
    /// What is searched.
    pub body: Body,
}

/// What a list shows of an event.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// Its local date.
    pub date: Option<Date>,
    /// Who speaks.
    pub parties: Vec<PartyId>,
    /// How many documents.
    pub documents: usize,
    /// How many notes of each status.
    pub notes: Notes,
    /// The tags of its notes, by letter.
    pub tags: Vec<Tagged>,
    /// How many discrepancies the last comparison left open, and how many it found; none where the event was
    /// never compared in its place.
    pub tally: Option<Tally>,
    /// When it was last worked on.
    pub worked: Option<Timestamp>,
}

/// How many notes of each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// To be looked at again.
    pub open: usize,
    /// Standing.
    pub accepted: usize,
    /// Not standing.
    pub dismissed: usize,
}

impl Notes {
    /// How many in all.
    #[must_use]
    pub const fn all(self) -> usize {
        self.open + self.accepted + self.dismissed
    }
}

/// A tag and how many notes have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tagged {
    /// Its letter.
    pub letter: char,
    /// What it is called.
    pub name: String,
    /// How many.
    pub notes: usize,
}

/// How the discrepancies of an event stood when it was last open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Not ruled on.
    pub open: usize,
    /// In all.
    pub found: usize,
}

/// What is searched of an event.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// The title.
    pub title: Searched,
    /// The IANA zone of the event's date.
    pub zone: Option<String>,
    /// Its documents, in the order of their ids.
    pub documents: Vec<Document>,
    /// Its notes, by age.
    pub notes: Vec<Note>,
}

/// A text, and its letters folded as they are searched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// As it is.
    pub text: String,
    /// Folded.
    pub plain: String,
}

impl Searched {
    /// Folds a text.
    #[must_use]
    pub fn new(text: &str) -> Searched {
        Searched { text: text.to_owned(), plain: fold_text(text) }
    }
}

/// A document in its newest version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: ReadoutId,
    /// Whose.
    pub party: Option<PartyId>,
    /// Its title.
    pub title: Searched,
    /// Its language.
    pub language: Language,
    /// How its words relate to what was issued.
    pub translation: Translation,
    /// Captured, or reconstructed.
    pub standing: Standing,
    /// The day on which it was published, where it was.
    pub published: Option<Date>,
    /// The IANA zone of that day.
    pub zone: Option<String>,
    /// The version.
    pub sha256: Option<TextHash>,
    /// Its text; none where it is missing.
    pub text: Option<Searched>,
    /// The concepts in the text, in order.
    pub mentions: Vec<Mention>,
}

impl Document {
    /// Whether it was written anew and may never be quoted.
    #[must_use]
    pub fn is_reconstruction(&self) -> bool {
        self.standing == Standing::Reconstruction
    }
}

/// A concept at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Its place in the lexicon.
    pub concept: u32,
    /// First byte of the words.
    pub start: u32,
    /// One past their last byte.
    pub end: u32,
}

impl Mention {
    /// The words.
    #[must_use]
    pub const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Which.
    pub id: AnnotationId,
    /// Who wrote it.
    pub author: String,
    /// Where it stands.
    pub status: Status,
    /// The ids and letters of its tags, in small letters.
    pub tags: Vec<(String, String)>,
    /// The documents that it quotes, by their place.
    pub quotes: Vec<usize>,
    /// The analyst's words.
    pub words: Searched,
    /// The program's sentence, for a discrepancy that was taken over.
    pub summary: Option<Searched>,
}

impl Digest {
    /// What is to be known of an event. When it was worked on and how its discrepancies stand is not in it:
    /// the shelf on which it lies knows.
    #[must_use]
    pub fn of(dossier: &Dossier, lexicon: &Lexicon) -> Digest {
        let event = &dossier.event;
        let head = Head {
            title: event.title.clone(),
            date: event.date,
            parties: event.parties.iter().map(|party| party.id.clone()).collect(),
            documents: dossier.readouts.len(),
            notes: counted(dossier.annotations.values()),
            tags: tagged(dossier),
            tally: None,
            worked: None,
        };
        let mut notes: Vec<&Annotation> = dossier.annotations.values().collect();
        notes.sort_by_key(|note| (note.created, note.id));
        let body = Body {
            title: Searched::new(&event.title),
            zone: event.zone.clone(),
            documents: dossier.readouts.iter().map(|readout| document(readout, dossier, lexicon)).collect(),
            notes: notes.into_iter().map(|annotation| note(annotation, dossier)).collect(),
        };
        Digest { head, body }
    }
}

fn counted<'a>(annotations: impl Iterator<Item = &'a Annotation>) -> Notes {
    annotations.fold(Notes::default(), |mut notes, annotation| {
        match annotation.status {
            Status::Open => notes.open += 1,
            Status::Accepted => notes.accepted += 1,
            Status::Dismissed => notes.dismissed += 1,
        }
        notes
    })
}

fn tagged(dossier: &Dossier) -> Vec<Tagged> {
    let mut counts: BTreeMap<(char, &str), usize> = BTreeMap::new();
    for id in dossier.annotations.values().flat_map(|annotation| &annotation.tags) {
        if let Some(tag) = dossier.codebook.tag(id) {
            *counts.entry((tag.letter, tag.name.as_str())).or_default() += 1;
        }
    }
    counts.into_iter().map(|((letter, name), notes)| Tagged { letter, name: name.to_owned(), notes }).collect()
}

fn document(readout: &Readout, dossier: &Dossier, lexicon: &Lexicon) -> Document {
    let text = dossier.text(&readout.id);
    let published = readout.published.as_ref();
    Document {
        id: readout.id.clone(),
        party: readout.party.clone(),
        title: Searched::new(&readout.title),
        language: readout.language.clone(),
        translation: readout.translation,
        standing: readout.standing,
        published: published.map(jiff::Zoned::date),
        zone: published.and_then(|at| at.time_zone().iana_name()).map(str::to_owned),
        sha256: readout.latest().map(|version| version.sha256.clone()),
        text: text.map(|text| Searched::new(text)),
        mentions: text.map(|text| mentions(text, lexicon)).unwrap_or_default(),
    }
}

/// The concepts that count in a text, as a comparison would see them.
fn mentions(text: &str, lexicon: &Lexicon) -> Vec<Mention> {
    // No text is larger: what is taken in is limited long before.
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let hits = lexicon.explain(text).into_iter().flat_map(|sentence| sentence.matches);
    let counted = hits.filter(|hit| hit.unless.is_none());
    counted
        .map(|hit| Mention { concept: small(hit.concept), start: small(hit.span.start), end: small(hit.span.end) })
        .collect()
}

fn note(annotation: &Annotation, dossier: &Dossier) -> Note {
    let letter = |id: &TagId| dossier.codebook.tag(id).map(|tag| tag.letter.to_string().to_lowercase());
    let place = |id: &ReadoutId| dossier.readouts.iter().position(|readout| readout.id == *id);
    let summary = match &annotation.origin {
        Origin::Discrepancy { summary, .. } => Some(Searched::new(summary)),
        Origin::Hand => None,
    };
    Note {
        id: annotation.id,
        author: annotation.author.clone(),
        status: annotation.status,
        tags: annotation.tags.iter().map(|id| (id.0.to_lowercase(), letter(id).unwrap_or_default())).collect(),
        quotes: annotation.anchors().filter_map(|anchor| place(&anchor.readout)).collect(),
        words: Searched::new(&annotation.note),
        summary,
    }
}
