//! `diptych update`: every document that has an address is fetched again; another text is another version.

use super::{Collection, Error, carry, tell};
use crate::compare::{Document, revision};
use crate::domain::{ReadoutId, Side, Sides};
use crate::ingest::Watch;
use crate::shell::{importer, say};
use crate::store::Library;
use std::path::Path;

/// Fetches the documents of an event again. One that cannot be had is told, and the others are still fetched.
pub(in crate::shell) fn update(event: &Path, library: &Library, config: &Path, author: String) -> Result<(), Error> {
    let mut collection = Collection::open(event, library, config, author)?;
    let addressed = collection.dossier.readouts.iter().filter(|readout| !readout.is_reconstruction());
    let addressed: Vec<(ReadoutId, String)> =
        addressed.filter_map(|readout| Some((readout.id.clone(), readout.url.clone()?))).collect();
    if addressed.is_empty() {
        tell("no document of this event has an address; `diptych add EVENT FILE --to DOCUMENT` adds a version");
    }
    let mut failed = 0;
    for (id, address) in addressed {
        match importer::take(Path::new(&address), &Watch::nobody()) {
            Ok((_, captured)) if collection.append(&id, &captured)? => {
                tell(&format!("{}: another text; {}", id.0, changed(&collection, &id)));
                carry::along(&mut collection, &id)?;
            }
            Ok(_) => tell(&format!("{}: unchanged", id.0)),
            Err(error) => {
                failed += 1;
                say::complain(&format!("{}: {error}", id.0));
            }
        }
    }
    if failed > 0 {
        return Err(Error::Given(format!("{failed} documents could not be fetched; what was there is kept")));
    }
    Ok(())
}

/// What changed between the last two versions, in one sentence.
fn changed(collection: &Collection, id: &ReadoutId) -> String {
    let found = collection.dossier.readout(id).and_then(|readout| {
        let [.., older, newer] = readout.versions.as_slice() else { return None };
        let texts =
            Sides::new(collection.dossier.texts.get(&older.sha256)?, collection.dossier.texts.get(&newer.sha256)?);
        let names = Sides::new("the version before", "this one");
        let version =
            |side: Side| Document { name: names[side], language: readout.language.clone(), text: texts[side] };
        revision(&version(Side::Left), &version(Side::Right), &collection.lexicon).discrepancy
    });
    found.map_or_else(|| "only white space differs".to_owned(), |found| found.summary)
}
