//! From the older form of a dossier's folder to the present one.
//!
//! The older form, as made by hand: `event.toml` names no format, and a readout may name its text by the
//! file in `texts/` that holds it (`text = "us.txt"`) instead of by versions and hashes.
//!
//! Everything is copied to `local/before-1/` first. The new files are written beside the old ones under
//! temporary names, read back, and only then renamed; `event.toml`, which from then on names the format,
//! comes last. Stopped at any step, the next opening begins again with what is still old.

use super::copy;
use super::documents;
use super::error::{StoreError, line};
use super::files::{Files, replace, temporary};
use super::layout::{EVENT, LOCAL, TEXTS, readout_file, safe_name};
use super::making::disk;
use super::source::{Folder, Source as _};
use super::texts;
use crate::domain::{Problem, Raw, ReadoutId, Text};
use std::path::Path;
use toml::{Table, Value};

/// Where everything is kept as it was, inside `local/`.
pub(super) const BEFORE: &str = "before-1";

/// Brings a dossier's folder to the present form.
///
/// # Errors
/// Where the disk refuses: then what was there before is still there, and is read as it is.
pub(super) fn migrate(files: &dyn Files, root: &Path, mark: &str) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    back_up(files, root, mark)?;
    let renewed = renewed(root, &mut problems)?;
    for (file, bytes) in &renewed {
        let temporary = temporary(&root.join(file), mark);
        let _ = files.remove(&temporary);
        files.write_new(&temporary, bytes).map_err(disk("write", &temporary))?;
        verify(&temporary, bytes)?;
    }
    for (file, _) in &renewed {
        let path = root.join(file);
        files.rename(&temporary(&path, mark), &path).map_err(disk("write", &path))?;
        let folder = path.parent().unwrap_or(root);
        files.sync_folder(folder).map_err(disk("write", folder))?;
    }
    let message = format!("the folder had an older form and was brought up to date; {LOCAL}/{BEFORE} has it as it was");
    problems.push(Problem::new(EVENT, message));
    Ok(problems)
}

/// Copies everything, and reads the copy back.
fn back_up(files: &dyn Files, root: &Path, mark: &str) -> Result<(), StoreError> {
    let before = root.join(LOCAL).join(BEFORE);
    let whole = before.join("whole");
    if whole.exists() {
        return Ok(());
    }
    files.make_folder(&before).map_err(disk("make the folder", &before))?;
    let own = format!("{LOCAL}/");
    for file in copy::list(root)?.into_iter().filter(|file| !file.starts_with(&own)) {
        let (bytes, path) = (copy::read(root, &file)?, before.join(&file));
        let folders: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| *folder != before).collect();
        for folder in folders.into_iter().rev() {
            files.make_folder(folder).map_err(disk("make the folder", folder))?;
        }
        replace(files, &path, &bytes, mark).map_err(disk("write", &path))?;
        verify(&path, &bytes)?;
    }
    replace(files, &whole, b"", mark).map_err(disk("write", &whole))
}

fn verify(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    match super::source::read_file(path, super::source::LIMIT)? {
        Some(there) if there == bytes => Ok(()),
        _ => {
            let why = "what was written is not what is read back; the disk may be failing".to_owned();
            Err(StoreError::Damaged { path: path.to_owned(), why })
        }
    }
}

/// The files of the present form: texts, then the readouts that name them, then the event.
fn renewed(root: &Path, problems: &mut Vec<Problem>) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let source = Folder(root);
    let (mut new, mut readouts) = (Vec::new(), Vec::new());
    for id in documents::readout_ids(&source, &mut Vec::new())? {
        let file = readout_file(&id);
        let old = String::from_utf8(source.read(&file)?.unwrap_or_default()).unwrap_or_default();
        match with_versions(&source, &id, &old) {
            Ok(None) => {}
            Ok(Some((text, readout))) => {
                new.extend(texts::files(&text));
                readouts.push((file, readout.into_bytes()));
            }
            Err(why) => problems.push(Problem::new(line(&file), documents::unreadable(&why))),
        }
    }
    new.extend(readouts);
    let old = copy::read(root, EVENT)?;
    let old = std::str::from_utf8(&old).map_err(|error| error.to_string());
    let event = old.and_then(|text| Ok(documents::encode_event(&documents::decode_event(text)?.event, Some(text))));
    let event = event.map_err(|why| StoreError::Damaged { path: root.join(EVENT), why })?;
    new.push((EVENT.to_owned(), event.into_bytes()));
    Ok(new)
}

/// A readout that names its text by a file: the text, and the readout's file with that version.
fn with_versions(source: &Folder<'_>, id: &ReadoutId, old: &str) -> Result<Option<(Text, String)>, String> {
    let mut table: Table = documents::parse(old)?;
    if table.contains_key("versions") {
        return Ok(None);
    }
    let Some(Value::String(name)) = table.remove("text") else { return Ok(None) };
    if !safe_name(&name) {
        return Err(format!("its text {name:?} cannot be the name of a file"));
    }
    let bytes = source.read(&format!("{TEXTS}/{name}")).map_err(|error| error.to_string())?;
    let bytes = bytes.ok_or_else(|| format!("its text {TEXTS}/{name} is not there"))?;
    let words = std::str::from_utf8(&bytes).map_err(|_| format!("its text {TEXTS}/{name} is not UTF-8"))?;
    let words = words.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let ending = name.rsplit_once('.').map_or_else(|| "txt".to_owned(), |(_, ending)| ending.to_owned());
    let raw = (words.as_bytes() != bytes).then(|| Raw { bytes: bytes.clone().into(), ending });
    let text = Text { words: words.into(), raw };
    let version = Table::from_iter([
        ("sha256".to_owned(), Value::String(text.hash().as_str().to_owned())),
        ("imported".to_owned(), Value::String(format!("file {name}"))),
    ]);
    table.insert("versions".to_owned(), Value::Array(vec![Value::Table(version)]));
    table.insert("id".to_owned(), Value::String(id.0.clone()));
    let readout = documents::decode_readout(id, &toml::to_string(&table).map_err(|error| error.to_string())?)?;
    Ok(Some((text, documents::encode_readout(&readout, None))))
}
