//! `diptych carry`: notes on an older version, carried to the newest one, with a yes where it takes one.

use super::{Collection, Error, tell};
use crate::domain::ReadoutId;
use crate::review::carry::{Carriage, Item, Outcome};
use crate::store::Library;
use std::path::Path;

/// Carries what is sure to the newest version of a document, in one change, and tells what is not.
pub(super) fn along(collection: &mut Collection, id: &ReadoutId) -> Result<(), Error> {
    let Some(carriage) = collection.carriage(id) else { return Ok(()) };
    let sure = carriage.sure();
    let edits = carriage.edits(&sure, &collection.dossier);
    let count = |outcome| sure.iter().filter(|&&at| carriage.items[at].carried.outcome == outcome).count();
    let told = format!("quotations carried over: {} exact, {} moved", count(Outcome::Exact), count(Outcome::Moved));
    collection.change("carry notes", edits, &[])?;
    if !carriage.items.is_empty() {
        tell(&told);
    }
    let waiting = carriage.waiting().len();
    if waiting > 0 {
        tell(&format!("{waiting} quotations changed and wait for your yes: `diptych carry EVENT` shows them"));
    }
    let orphans = carriage.orphans();
    if !orphans.is_empty() {
        tell(&format!("{} quotations were not found again; they stay on the version that they quote:", orphans.len()));
        orphans.iter().for_each(|&at| tell(&format!("  “{}”", carriage.items[at].before.quote)));
    }
    if !carriage.nothing.is_empty() {
        let count = carriage.nothing.len();
        tell(&format!(
            "{count} notes say that nothing stood there in the older version: look whether that still holds"
        ));
    }
    Ok(())
}

/// Shows every quotation that waits for a yes, and carries those whose numbers were given.
pub(in crate::shell) fn carry(
    event: &Path,
    accepted: &[usize],
    library: &Library,
    config: &Path,
    author: String,
) -> Result<(), Error> {
    let mut collection = Collection::open(event, library, config, author)?;
    let ids: Vec<ReadoutId> = collection.dossier.readouts.iter().map(|readout| readout.id.clone()).collect();
    let carriages: Vec<Carriage> = ids.iter().filter_map(|id| collection.carriage(id)).collect();
    let waiting: Vec<(usize, usize)> = carriages
        .iter()
        .enumerate()
        .flat_map(|(n, carriage)| carriage.waiting().into_iter().map(move |at| (n, at)))
        .collect();
    if let Some(number) = accepted.iter().find(|&&number| number == 0 || number > waiting.len()) {
        return Err(Error::Given(format!("there is no number {number}: {} wait for a yes", waiting.len())));
    }
    if accepted.is_empty() {
        tell(&format!("{} quotations wait for your yes", waiting.len()));
        for (number, &(n, at)) in waiting.iter().enumerate() {
            show(number + 1, &carriages[n].items[at]);
        }
        return Ok(());
    }
    for (n, carriage) in carriages.iter().enumerate() {
        let chosen = accepted.iter().map(|&number| waiting[number - 1]).filter(|chosen| chosen.0 == n);
        let chosen: Vec<usize> = chosen.map(|(_, at)| at).collect();
        let edits = carriage.edits(&chosen, &collection.dossier);
        collection.change("carry note", edits, &[])?;
        chosen.iter().for_each(|&at| tell(&format!("carried over: “{}”", carriage.items[at].before.quote)));
    }
    Ok(())
}

fn show(number: usize, item: &Item) {
    let new = item.carried.anchor.as_ref().map_or("", |anchor| anchor.quote.as_str());
    tell(&format!("\n{number}  was: “{}”\n   now: “{new}”", item.before.quote));
    item.carried.warnings.iter().for_each(|warning| tell(&format!("   {}", warning.told())));
}
