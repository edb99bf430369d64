//! The captured texts: immutable, named by their hash, with the bytes they came from beside them.

use super::error::{StoreError, line};
use super::layout::TEXTS;
use super::source::{Folder, Source};
use crate::domain::{Problem, Raw, Text, TextHash};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Every text whose bytes still give the hash that it is named by.
pub(super) fn read(
    source: &dyn Source,
    problems: &mut Vec<Problem>,
) -> Result<BTreeMap<TextHash, Arc<str>>, StoreError> {
    let mut texts = BTreeMap::new();
    for name in source.names(TEXTS)? {
        let Some(hash) = name.strip_suffix(".txt").and_then(TextHash::parse) else { continue };
        let file = file(&hash);
        let bytes = match source.read(&file) {
            Ok(bytes) => bytes.unwrap_or_default(),
            Err(error) => {
                problems.push(Problem::new(line(&file), line(&error.to_string())));
                continue;
            }
        };
        match judge(&hash, bytes) {
            Found::Whole(text) => {
                texts.insert(hash, text.into());
            }
            Found::OtherLineEnds(text) => {
                problems.push(Problem::new(file, "its line ends were changed to CR LF by another program; read as LF"));
                texts.insert(hash, text.into());
            }
            Found::Another => {
                let message = "it is not the text that was captured (its hash differs), so it is not shown; take it \
                               from git or a copy";
                problems.push(Problem::new(file, message));
            }
        }
    }
    Ok(texts)
}

/// What stands in the file of a text.
pub(super) enum Found {
    /// The text of that hash.
    Whole(String),
    /// The text of that hash once its line ends are LF again.
    OtherLineEnds(String),
    /// Something else.
    Another,
}

/// Holds a file's bytes against the hash in its name.
pub(super) fn judge(hash: &TextHash, bytes: Vec<u8>) -> Found {
    let Ok(text) = String::from_utf8(bytes) else { return Found::Another };
    if TextHash::of(&text) == *hash {
        return Found::Whole(text);
    }
    let mended = text.replace("\r\n", "\n");
    if TextHash::of(&mended) == *hash { Found::OtherLineEnds(mended) } else { Found::Another }
}

/// The file of a text, from the dossier's folder.
pub(super) fn file(hash: &TextHash) -> String {
    format!("{TEXTS}/{}.txt", hash.as_str())
}

/// The file of what a text came from. The ending comes from outside: only a short plain one is taken.
pub(super) fn raw_file(hash: &TextHash, raw: &Raw) -> String {
    let plain = (1..=8).contains(&raw.ending.len()) && raw.ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let ending = if plain { raw.ending.to_ascii_lowercase() } else { "bin".to_owned() };
    format!("{TEXTS}/{}.raw.{ending}", hash.as_str())
}

/// The bytes that a text of a dossier came from, where they were kept.
///
/// # Errors
/// Where the folder or the file is there and cannot be read.
pub fn raw_of(folder: &Path, hash: &TextHash) -> Result<Option<Raw>, StoreError> {
    let (source, prefix) = (Folder(folder), format!("{}.raw.", hash.as_str()));
    let Some(name) = source.names(TEXTS)?.into_iter().find(|name| name.starts_with(&prefix)) else { return Ok(None) };
    let ending = name[prefix.len()..].to_owned();
    let bytes = source.read(&format!("{TEXTS}/{name}"))?;
    Ok(bytes.map(|bytes| Raw { bytes: bytes.into(), ending }))
}

/// The files of a text, in the order in which they are written: where the text is, the rest is, too.
pub(super) fn files(text: &Text) -> Vec<(String, Vec<u8>)> {
    let hash = text.hash();
    let raw = text.raw.iter().map(|raw| (raw_file(&hash, raw), raw.bytes.to_vec()));
    raw.chain([(file(&hash), text.words.as_bytes().to_vec())]).collect()
}
