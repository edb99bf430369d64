//! `diptych add FOLDER | TABLE`: the documents of a plan, each into the event that its row names.
//!
//! The rows of one event (the same title, and no other date) make one event; one that the library has already
//! is added to. A text that is there already is left out, so that a plan can be mended and stored again. Every
//! row has a fate, and one that fails takes no other with it.

use super::{Collection, Error, name_party, tell, with_party};
use crate::app::Which;
use crate::domain::{Dossier, Event, PartyId, Problem, Readout, Side, Text, Translation};
use crate::ingest::{self, Given, Row, Watch};
use crate::shell::importer::preview::name;
use crate::shell::{importer, opening};
use crate::store::{Library, slug};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Of each row, what it is called and what became of it.
pub(in crate::shell) type Fates = Vec<(String, String)>;

/// A row with its document.
struct Read<'a> {
    /// Its place in the plan.
    at: usize,
    row: &'a Row,
    readout: Readout,
    text: Text,
}

/// Stores a plan and prints what became of it.
pub(in crate::shell) fn add_many(
    given: &Path,
    event: Option<&Path>,
    library: &Library,
    config: &Path,
    author: &str,
) -> Result<(), Error> {
    for (name, fate) in store_plan(given, event, library, config, author, &Watch::nobody())? {
        tell(&format!("{name}: {fate}"));
    }
    Ok(())
}

/// Stores a plan. Rows without an event go to `event`.
pub(in crate::shell) fn store_plan(
    given: &Path,
    event: Option<&Path>,
    library: &Library,
    config: &Path,
    author: &str,
    watch: &Watch<'_>,
) -> Result<Fates, Error> {
    event.map(|event| opening::find(event, library)).transpose()?;
    let plan = ingest::plan(given, watch)?;
    let mut fates: Fates = plan.rows.iter().map(|row| (name(&row.given), String::new())).collect();
    let mut groups: BTreeMap<(Option<&str>, Option<Date>), Vec<Read<'_>>> = BTreeMap::new();
    for (at, row) in plan.rows.iter().enumerate() {
        if row.event.is_none() && event.is_none() {
            "left out: no event is named in its row, and none was given".clone_into(&mut fates[at].1);
            continue;
        }
        if watch.is_cancelled() {
            return Err(Error::Given("given up; nothing was stored".to_owned()));
        }
        match read(row, watch) {
            Ok((readout, text)) => {
                let date = plan.rows.iter().filter(|it| it.event == row.event).find_map(|it| it.date);
                let group = (row.event.as_deref(), row.date.or(date));
                groups.entry(group).or_default().push(Read { at, row, readout, text });
            }
            Err(error) => fates[at].1 = format!("left out: {error}"),
        }
    }
    for ((title, date), read) in groups {
        let places: Vec<usize> = read.iter().map(|read| read.at).collect();
        let stored = match title {
            Some(title) => known(library, title, date).map_or_else(
                || make(title, date, &read, library),
                |path| add_to(&path, &read, library, config, author),
            ),
            None => event.map_or(Ok(Vec::new()), |event| add_to(event, &read, library, config, author)),
        };
        match stored {
            Ok(told) => places.into_iter().zip(told).for_each(|(at, told)| fates[at].1 = told),
            Err(error) => places.into_iter().for_each(|at| fates[at].1 = format!("left out: {error}")),
        }
    }
    fates.extend(plan.problems.into_iter().map(|Problem { subject, message }| (subject, message)));
    Ok(fates)
}

/// Reads the document of a row; what the row says of it wins over what it says of itself.
fn read(row: &Row, watch: &Watch<'_>) -> Result<(Readout, Text), Error> {
    let given = match &row.given {
        Given::File(path) => path.clone(),
        Given::Address(address) => PathBuf::from(address),
    };
    let (name, captured) = importer::take(&given, watch)?;
    let mut problems = Vec::new();
    let mut readout = opening::readout(&slug(&opening::stem(&name)), &name, &captured, &mut problems);
    readout.party = row.party.clone().map(PartyId);
    readout.title = row.title.clone().unwrap_or(readout.title);
    readout.language = row.language.clone().unwrap_or(readout.language);
    readout.translation = row.translation.unwrap_or(Translation::Unknown);
    readout.url = row.url.clone().or(readout.url);
    if let Some(when) = row.published {
        readout.published = when.moment();
        readout.other.remove("published-as-found");
        if readout.published.is_none() {
            readout.other.insert("published-as-found".to_owned(), when.to_string().into());
        }
    }
    Ok((readout, opening::text_of(&captured)))
}

/// The event of the library that a row means.
fn known(library: &Library, title: &str, date: Option<Date>) -> Option<PathBuf> {
    let same = |entry: &crate::store::Entry| entry.title == title && (date.is_none() || entry.date == date);
    library.list().entries.into_iter().find(same).map(|entry| entry.path)
}

/// On which side each document stands: as its row says; else with the others of its party; else, where two
/// parties speak, the first in the plan on the left.
fn sides(read: &[Read<'_>], known: &Dossier) -> Vec<Option<Side>> {
    let mut of_party: BTreeMap<&PartyId, Side> = BTreeMap::new();
    let mut order: Vec<&PartyId> = Vec::new();
    for it in read {
        let Some(party) = &it.readout.party else { continue };
        if let Some(side) = it.row.side.or_else(|| known.side_for(&it.readout)) {
            of_party.entry(party).or_insert(side);
        }
        if !order.contains(&party) {
            order.push(party);
        }
    }
    if let ([left, right], true) = (&order[..], of_party.is_empty()) {
        of_party.extend([(*left, Side::Left), (*right, Side::Right)]);
    }
    let party = |it: &Read<'_>| it.readout.party.as_ref().and_then(|party| of_party.get(party).copied());
    read.iter().map(|it| it.row.side.or_else(|| party(it))).collect()
}

const NO_SIDE: &str = "left out: its row says neither a side nor a party that has one";

/// Makes an event of the rows.
fn make(title: &str, date: Option<Date>, read: &[Read<'_>], library: &Library) -> Result<Vec<String>, Error> {
    let mut dossier = Dossier::of(Event { date, ..Event::titled(title) });
    let (mut told, mut texts) = (Vec::new(), Vec::new());
    let sides = sides(read, &dossier);
    for (it, side) in read.iter().zip(sides) {
        let Some(side) = side else {
            told.push(NO_SIDE.to_owned());
            continue;
        };
        if let Some(holder) = dossier.holder(&it.text.hash()) {
            told.push(format!("left out: the same text as {}", holder.id.0));
            continue;
        }
        let mut readout = it.readout.clone();
        readout.id = dossier.free_id(&readout.id.0);
        name_party(&mut dossier.event, &readout);
        dossier.texts.insert(it.text.hash(), Arc::clone(&it.text.words));
        dossier.event.sides[side].push(readout.id.clone());
        told.push(format!("{} on the {} side of “{title}”, which is new", readout.id.0, side.name()));
        dossier.put_readout(&readout.id.clone(), Some(readout));
        texts.push(it.text.clone());
    }
    if dossier.readouts.is_empty() {
        return Ok(told);
    }
    let path = library.create_of(&dossier, &texts)?;
    if dossier.event.sides.iter().any(|(_, ids)| ids.is_empty()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let words = format!("; the other side has no document yet: `diptych add {name} FILE --side …` adds one");
        told.last_mut().into_iter().for_each(|last| last.push_str(&words));
    }
    Ok(told)
}

/// Adds the rows to an event, each as a change of its own.
fn add_to(
    event: &Path,
    read: &[Read<'_>],
    library: &Library,
    config: &Path,
    author: &str,
) -> Result<Vec<String>, Error> {
    let mut collection = match opening::find(event, library)? {
        Which::Folder(path) => Collection::at(&path, config, author.to_owned())?,
        Which::Sample(_) => Collection::open(event, library, config, author.to_owned())?,
    };
    let sides = sides(read, &collection.dossier);
    let mut told = Vec::new();
    for (it, side) in read.iter().zip(sides) {
        let dossier = &collection.dossier;
        if let Some(holder) = dossier.holder(&it.text.hash()) {
            told.push(format!("in the event already, as {}", holder.id.0));
            continue;
        }
        let Some(side) = side.or_else(|| dossier.side_for(&it.readout)) else {
            told.push(NO_SIDE.to_owned());
            continue;
        };
        let mut readout = it.readout.clone();
        readout.id = dossier.free_id(&readout.id.0);
        told.push(format!("{} on the {} side of “{}”", readout.id.0, side.name(), dossier.event.title));
        let edits = with_party(dossier, readout, side);
        collection.change("add document", edits, std::slice::from_ref(&it.text))?;
    }
    Ok(told)
}
