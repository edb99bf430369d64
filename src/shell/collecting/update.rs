//! `diptych update`: every document that has an address is fetched again; another text is another version.

use super::{Collection, Error, carry, tell};
use crate::compare::{Document, revision};
use crate::domain::{ReadoutId, Side, Sides};
use crate::ingest::{Captured, Watch};
use crate::shell::{importer, say};
use crate::store::Library;
use std::path::Path;

/// Fetches the documents of an event again. One that cannot be had is told, and the others are still fetched.
pub(in crate::shell) fn update(event: &Path, library: &Library, config: &Path, author: String) -> Result<(), Error> {
    let mut collection = Collection::open(event, library, config, author)?;
    fetch_again(&mut collection, |address| Ok(importer::take(Path::new(address), &Watch::nobody())?.1))
}

/// The same, by whatever fetches an address.
fn fetch_again(collection: &mut Collection, fetch: impl Fn(&str) -> Result<Captured, Error>) -> Result<(), Error> {
    let addressed = collection.dossier.readouts.iter().filter(|readout| !readout.is_reconstruction());
    let addressed: Vec<(ReadoutId, String)> =
        addressed.filter_map(|readout| Some((readout.id.clone(), readout.url.clone()?))).collect();
    if addressed.is_empty() {
        tell("no document of this event has an address; `diptych add EVENT FILE --to DOCUMENT` adds a version");
    }
    let mut failed = 0;
    for (id, address) in addressed {
        match fetch(&address) {
            Ok(captured) if collection.append(&id, &captured)? => {
                tell(&format!("{}: another text; {}", id.0, changed(collection, &id)));
                carry::along(collection, &id)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Dossier, Event, Language, Readout, TextHash, Version};
    use crate::ingest::{Document, Reach, fetch};
    use crate::store::Keeper;
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::TcpListener;
    use std::sync::Arc;

    const OLD: &str = "The two leaders spoke for an hour.\n";
    const NEW: &str = "The two leaders spoke for two hours.\n";

    /// A server on this machine that knows two pages; its address.
    fn server() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let asked = lines.next().unwrap_or_default();
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                let (status, body) = match asked.split(' ').nth(1) {
                    Some("/same") => ("200 OK", OLD),
                    Some("/other") => ("200 OK", NEW),
                    _ => ("404 Not Found", "gone"),
                };
                let head =
                    format!("HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n");
                let _ = (&stream).write_all(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
            }
        });
        base
    }

    #[test]
    fn every_document_is_fetched_again_and_only_another_text_is_another_version() {
        let base = server();
        let readout = |id: &str, page: &str, text: &str| Readout {
            url: Some(format!("{base}/{page}")),
            ..Readout::titled(
                ReadoutId(id.to_owned()),
                id.to_owned(),
                Language("en".to_owned()),
                Version { sha256: TextHash::of(text), captured: None, imported: "paste".to_owned() },
            )
        };
        let kept = "Grain was discussed.\n";
        let ids = |ids: &[&str]| ids.iter().map(|id| ReadoutId((*id).to_owned())).collect();
        let sides = Sides::new(ids(&["same", "other"]), ids(&["gone"]));
        let whole = Dossier {
            readouts: vec![readout("gone", "gone", kept), readout("other", "other", OLD), readout("same", "same", OLD)],
            texts: [OLD, kept].map(|text| (TextHash::of(text), Arc::from(text))).into(),
            ..Dossier::of(Event { sides, ..Event::titled("A call") })
        };
        let home = tempfile::tempdir().unwrap();
        let path = Library::at(home.path().join("library")).create(&whole).unwrap();
        let mut collection = Collection::at(&path, home.path(), "ana".to_owned()).unwrap();
        let here = Reach { this_machine: true };
        let by_this_machine = |address: &str| {
            let fetched = fetch(address, here, &Watch::nobody()).map_err(Error::from)?;
            Ok(Document::fetched(fetched)?.read(&Watch::nobody())?)
        };
        let told = fetch_again(&mut collection, by_this_machine).unwrap_err().to_string();
        assert!(told.contains("1 documents could not be fetched; what was there is kept"), "{told}");
        drop(collection);
        let (opened, _) = Keeper::open(&path, jiff::Timestamp::now()).unwrap();
        let texts = |id: &str| -> Vec<String> {
            let readout = opened.dossier.readout(&ReadoutId(id.to_owned())).unwrap();
            readout.versions.iter().map(|version| opened.dossier.texts[&version.sha256].to_string()).collect()
        };
        assert_eq!((texts("same"), texts("gone")), (vec![OLD.to_owned()], vec![kept.to_owned()]));
        assert_eq!(texts("other"), [OLD, NEW], "the version before is kept");
    }
}
