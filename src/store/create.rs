//! Making a new dossier: whole in a hidden folder first, then under its name in one step.

use super::content::{self, Content};
use super::error::StoreError;
use super::files::Files;
use super::layout::{self, GIT_FILES, folder_name};
use super::making::Making;
use super::texts;
use crate::domain::written::Texts;
use crate::domain::{Dossier, Subject, Text, TextHash};
use std::path::{Path, PathBuf};

/// Writes a dossier with everything in it into a new folder of the library.
pub(super) fn create(
    files: &dyn Files,
    library: &Path,
    dossier: &Dossier,
    captured: &[Text],
) -> Result<PathBuf, StoreError> {
    let content = all_files(dossier, captured)?;
    let mut making = Making::begin(files, library)?.dossier()?;
    for (file, bytes) in &content {
        making.add(file, bytes)?;
    }
    making.finish(&folder_name(dossier.event.date, &dossier.event.title))
}

/// All files of a dossier, texts first, so that nothing ever names a text that is not there; and before them
/// what they came from.
fn all_files(dossier: &Dossier, captured: &[Text]) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for text in captured.iter().filter(|text| dossier.texts.contains_key(&text.hash())) {
        let (name, raw) = (texts::file(&text.hash()), texts::files(text));
        for (file, bytes) in raw {
            if file != name && files.iter().all(|(had, _)| *had != file) {
                files.push((file, bytes));
            }
        }
    }
    for (hash, text) in &dossier.texts {
        let file = texts::file(hash);
        if TextHash::of(text) != *hash {
            return Err(StoreError::Damaged { path: file.into(), why: "its text does not have that hash".to_owned() });
        }
        files.push((file, text.as_bytes().to_vec()));
    }
    let quoted = Texts::new(dossier.texts.clone());
    for (subject, it) in contents(dossier) {
        if let Subject::Readout(id) = &subject
            && !layout::safe(&subject)
        {
            return Err(StoreError::Name { name: id.0.clone() });
        }
        files.push((layout::file_of(&subject), content::bytes(&content::encode(&it, None, &quoted)?)));
    }
    files.extend(GIT_FILES.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    Ok(files)
}

fn contents(dossier: &Dossier) -> Vec<(Subject, Content)> {
    let mut contents = vec![
        (Subject::Codebook, Content::Codebook(Box::new(dossier.codebook.clone()))),
        (Subject::Event, Content::Event(Box::new(dossier.event.clone()))),
    ];
    for readout in &dossier.readouts {
        contents.push((Subject::Readout(readout.id.clone()), Content::Readout(Box::new(readout.clone()))));
    }
    for (id, annotation) in &dossier.annotations {
        contents.push((Subject::Annotation(*id), Content::Annotation(Box::new(annotation.clone()))));
    }
    for (id, decision) in &dossier.decisions {
        contents.push((Subject::Decision(*id), Content::Decision(Box::new(decision.clone()))));
    }
    contents
}
