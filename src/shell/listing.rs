//! The library's events and the samples, as a list to choose from.

use crate::app::{Listing, What, Which};
use crate::domain::{Dossier, PartyId};
use crate::store::{Library, samples};

/// The events of the library, then the samples; after them a word on each dossier that cannot be read.
pub(crate) fn list(library: &Library) -> Vec<What> {
    let listed = library.list();
    let events = listed.entries.into_iter().map(|entry| Listing {
        which: Which::Folder(entry.path),
        title: entry.title,
        date: entry.date.map(|date| date.to_string()).unwrap_or_default(),
        parties: joined(&entry.parties),
        documents: entry.documents,
        notes: entry.notes,
    });
    let samples = samples::names().into_iter().filter_map(|name| Some(sample(name, &samples::open(name).ok()?.0)));
    let problems = listed
        .problems
        .into_iter()
        .map(|problem| What::Failed { job: None, message: format!("{}: {}", problem.subject, problem.message) });
    std::iter::once(What::Listed(events.chain(samples).collect())).chain(problems).collect()
}

fn sample(name: &str, dossier: &Dossier) -> Listing {
    let event = &dossier.event;
    let parties: Vec<PartyId> = event.parties.iter().map(|party| party.id.clone()).collect();
    Listing {
        which: Which::Sample(name.to_owned()),
        title: event.title.clone(),
        date: event.date.map(|date| date.to_string()).unwrap_or_default(),
        parties: joined(&parties),
        documents: dossier.readouts.len(),
        notes: 0,
    }
}

fn joined(parties: &[PartyId]) -> String {
    parties.iter().map(|party| party.0.as_str()).collect::<Vec<_>>().join(" – ")
}
