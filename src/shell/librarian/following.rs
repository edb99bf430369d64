//! Wordings through all events, by date: for the screen, and as a file.

use super::Desk;
use crate::app::{Followed, Said, Spot, UsedForm, Which};
use crate::domain::{PartyId, Span, Standing, Translation};
use crate::export::track::{Form, file_name};
use crate::review::catalogue::Digest;
use crate::review::search::{dates, snippet};
use crate::review::track::{Entry, Gap, Scope, Statement, Track, Wanted, digested, track};
use std::collections::BTreeSet;

impl Desk {
    /// Follows a wording for the screen; else why it is not understood.
    pub(super) fn follow(&mut self, wanted: &str, party: Option<&PartyId>) -> Result<Followed, String> {
        self.tracked(wanted, party, |found, events, looked_for| {
            let mut followed = told(found, events);
            let documents = events.iter().flat_map(|(_, digest)| &digest.body.documents);
            let parties: BTreeSet<&PartyId> = documents.filter_map(|it| it.party.as_ref()).collect();
            followed.parties = parties.into_iter().cloned().collect();
            followed.looked_for = looked_for;
            followed
        })
    }

    /// The same as a file: its name and its bytes.
    pub(super) fn table(
        &mut self,
        wanted: &str,
        party: Option<&PartyId>,
        form: Form,
    ) -> Result<(String, Vec<u8>), String> {
        self.tracked(wanted, party, |found, _, _| (file_name(found, party, form), form.write(found)))
    }

    /// Follows a wording and hands it on, with the events that were read and the words by which it is looked for.
    fn tracked<T>(
        &mut self,
        wanted: &str,
        party: Option<&PartyId>,
        take: impl FnOnce(&Track<'_>, &[(Which, &Digest)], String) -> T,
    ) -> Result<T, String> {
        self.catalogue.load();
        let lexicon = self.catalogue.lexicon();
        let (wanted, span) = split_dates(wanted);
        let (from, to) = match span {
            Some(span) => {
                dates(span).ok_or_else(|| format!("date:{span} is no date; write date:2024 or date:2024-06..2025"))?
            }
            None => (None, None),
        };
        let wanted = Wanted::parse(&wanted, lexicon).map_err(|error| error.to_string())?;
        let events: Vec<(Which, &Digest)> = self.all().collect();
        let scope = Scope { party: party.map(|party| party.0.clone()), from, to };
        let statements = events.iter().enumerate().flat_map(|(number, (_, digest))| digested(number, digest));
        let mut found = track(statements, &wanted, &scope, lexicon);
        found.name.extend(span.into_iter().flat_map(|span| [" · ", span]));
        let looked_for = match &wanted {
            Wanted::Concept(at) => lexicon.concepts()[*at].gloss.clone(),
            Wanted::Phrase(_, phrase) if phrase.starts_with(['/', '"', '“', '「']) => phrase.clone(),
            Wanted::Phrase(_, phrase) => format!("\"{phrase}\""),
        };
        Ok(take(&found, &events, looked_for))
    }
}

/// A wording without the `date:2024..2025` that may stand beside it, and what that says.
fn split_dates(wanted: &str) -> (String, Option<&str>) {
    match wanted.split_whitespace().find_map(|term| Some((term, term.strip_prefix("date:")?))) {
        Some((term, span)) => (wanted.replacen(term, "", 1).trim().to_owned(), Some(span)),
        None => (wanted.to_owned(), None),
    }
}

/// A wording over time as the screen shows it.
fn told(track: &Track<'_>, events: &[(Which, &Digest)]) -> Followed {
    let date = |at: usize| track.entries.get(at).and_then(|entry| entry.statement.date);
    let uses = track.uses.iter().map(|one| UsedForm {
        party: one.party.clone(),
        form: one.form.clone(),
        count: one.count,
        first: date(one.first),
        last: date(one.last),
    });
    let having = track.entries.chunk_by(|a, b| document(a) == document(b)).count();
    Followed {
        name: track.name.clone(),
        looked_for: String::new(),
        entries: track.entries.iter().filter_map(|entry| said(entry, events)).collect(),
        uses: uses.collect(),
        gaps: track.gaps.iter().map(gap).collect(),
        documents: track.documents,
        having,
        parties: Vec::new(),
    }
}

fn document<'a>(entry: &Entry<'a>) -> (Option<usize>, &'a str) {
    (entry.statement.shelved.map(|shelved| shelved.event), entry.statement.sha256.as_str())
}

fn said(entry: &Entry<'_>, events: &[(Which, &Digest)]) -> Option<Said> {
    let statement = &entry.statement;
    let shelved = statement.shelved?;
    let sentence = entry.sentence.of(statement.text);
    let from = entry.sentence.start;
    let places: Vec<Span> = entry.places.iter().map(|place| Span::new(place.start - from, place.end - from)).collect();
    Some(Said {
        which: events.get(shelved.event)?.0.clone(),
        event: statement.event.to_owned(),
        date: statement.date,
        party: statement.party.cloned(),
        document: described(statement),
        reconstruction: statement.standing == Standing::Reconstruction,
        sentence: snippet(sentence, &places, usize::MAX),
        spot: Spot::Words(shelved.document.id.clone(), entry.places.first()?.start),
    })
}

fn described(statement: &Statement<'_>) -> String {
    match statement.translation {
        Translation::Unknown => format!("{} ({})", statement.document, statement.language.0),
        known => format!("{} ({}, {})", statement.document, statement.language.0, known.name()),
    }
}

fn gap(gap: &Gap<'_>) -> String {
    let date = gap.date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let party = gap.party.map_or("–", |party| party.0.as_str());
    format!("{date} {party} {}", gap.event)
}
