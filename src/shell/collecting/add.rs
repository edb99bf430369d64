//! `diptych add`: documents, or another version of one.

use super::{Collection, Error, carry, tell, with_party};
use crate::domain::{Language, PartyId, Readout, ReadoutId, Side, Translation};
use crate::ingest::{Captured, Watch};
use crate::shell::arguments::Added;
use crate::shell::{importer, opening, say};
use crate::store::{Library, slug};
use std::path::Path;

/// Adds what was given to an event.
pub(in crate::shell) fn add(what: &Added, library: &Library, config: &Path, author: String) -> Result<(), Error> {
    // Everything is read before anything is written.
    let mut taken = Vec::new();
    for given in &what.given {
        let (name, captured) = importer::take(given, &Watch::nobody())?;
        captured
            .problems
            .iter()
            .for_each(|problem| say::complain(&format!("{}: {}", problem.subject, problem.message)));
        taken.push((name, captured));
    }
    let mut collection = Collection::open(&what.event, library, config, author)?;
    for (name, captured) in &taken {
        match &what.to {
            Some(id) => another_version(&mut collection, &ReadoutId(id.clone()), captured)?,
            None => document(&mut collection, what, name, captured)?,
        }
    }
    Ok(())
}

fn another_version(collection: &mut Collection, id: &ReadoutId, captured: &Captured) -> Result<(), Error> {
    if !collection.append(id, captured)? {
        tell(&format!("{}: the same text as its newest version; nothing was added", id.0));
        return Ok(());
    }
    let count = collection.dossier.readout(id).map_or(0, |readout| readout.versions.len());
    tell(&format!("{}: version {count} was added", id.0));
    carry::along(collection, id)
}

fn document(collection: &mut Collection, what: &Added, name: &str, captured: &Captured) -> Result<(), Error> {
    let text = opening::text_of(captured);
    if let Some(known) = collection.dossier.holder(&text.hash()) {
        tell(&format!("{name}: this text is in the event already, as {}; nothing was added", known.id.0));
        return Ok(());
    }
    let mut problems = Vec::new();
    let id = collection.dossier.free_id(&slug(&opening::stem(name))).0;
    let mut readout = opening::readout(&id, name, captured, &mut problems);
    problems.iter().for_each(|problem| say::complain(&format!("{}: {}", problem.subject, problem.message)));
    describe(&mut readout, what, collection)?;
    let side = side_of(collection, what, &readout)?;
    let told = format!(
        "{id}: added on the {} side: “{}”, {}, {} words of text cut away",
        side.name(),
        readout.title,
        readout.language.0,
        captured.cut.iter().map(|cut| cut.text.split_whitespace().count()).sum::<usize>()
    );
    let edits = with_party(&collection.dossier, readout, side);
    collection.change("add document", edits, &[text])?;
    tell(&told);
    Ok(())
}

/// What the person says of the document wins over what it says of itself.
fn describe(readout: &mut Readout, what: &Added, collection: &Collection) -> Result<(), Error> {
    if let Some(party) = &what.party {
        readout.party = Some(PartyId(party.clone()));
    }
    if let Some(title) = &what.title {
        readout.title.clone_from(title);
    }
    readout.publisher = what.publisher.clone().or_else(|| readout.publisher.take());
    readout.channel = what.channel.clone().or_else(|| readout.channel.take());
    readout.archive_url = what.archive.clone().or_else(|| readout.archive_url.take());
    if let Some(language) = &what.language {
        readout.language = Language(language.clone());
    }
    if let Some(translation) = what.translation {
        readout.translation = Translation::from(translation);
    }
    if let Some(original) = &what.translates {
        let original = ReadoutId(original.clone());
        if collection.dossier.readout(&original).is_none() {
            return Err(Error::Given(format!("no document of the event is called {}", original.0)));
        }
        readout.translates = Some(original);
    }
    if let Some(published) = &what.published {
        let words = || format!("{published} is no time with a zone; give 2025-06-05T21:30+08:00[Asia/Shanghai]");
        let time = published.parse::<jiff::Zoned>().map_err(|_| Error::Given(words()))?;
        readout.published = Some(time);
    }
    Ok(())
}

/// As given; else that of its party, or of the document that it translates.
fn side_of(collection: &Collection, what: &Added, readout: &Readout) -> Result<Side, Error> {
    if let Some(side) = what.side {
        return Ok(Side::from(side));
    }
    collection.dossier.side_for(readout).ok_or_else(|| {
        let words =
            "say on which side the document stands: --side left or --side right, or --party with a party of the event";
        Error::Given(words.to_owned())
    })
}
