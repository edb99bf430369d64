//! The doctor: looks a dossier over without touching it, and mends what it can prove.

mod files;
mod logs;

use super::error::{StoreError, line};
use super::files::{Untouched, replace};
use super::fresh_id;
use super::keeper::Keeper;
use super::layout::{TEXTS, file_of};
use super::lock::Access;
use super::source::{Folder, Source as _};
use super::texts::{self, Found, judge};
use super::{Disk, copy};
use crate::domain::{Anchor, Dossier, Matter, Problem, Subject, TextHash};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Something that the doctor found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Whether something is wrong; else it is only worth knowing.
    pub wrong: bool,
    /// Which file, and what is to be done about it.
    pub problem: Problem,
}

impl Finding {
    fn wrong(subject: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding { wrong: true, problem: Problem::new(subject, message) }
    }

    fn note(subject: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding { wrong: false, problem: Problem::new(subject, message) }
    }
}

/// What mending came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// What was found and is gone.
    pub mended: Vec<Finding>,
    /// What is still there.
    pub left: Vec<Finding>,
}

/// Looks a dossier over: hashes of texts, places of notes, the histories, files that are missing, unknown,
/// left behind or open to others. Nothing is written, and it may be open elsewhere.
#[must_use]
pub fn examine(path: &Path, now: Timestamp) -> Vec<Finding> {
    let mut findings = BTreeSet::new();
    match Keeper::open_with(path, now, Arc::new(Untouched)) {
        Ok((opened, _)) => {
            findings.extend(opened.problems.into_iter().map(|problem| Finding { wrong: true, problem }));
            findings.extend(anchors(&opened.dossier));
            findings.extend(unplaced(&opened.dossier));
            findings.extend(files::unnamed_texts(path, &opened.dossier));
        }
        Err(error) => {
            findings.insert(Finding::wrong(super::error::shown(path), error.to_string()));
        }
    }
    findings.extend(files::look(path));
    findings.extend(logs::look(path));
    findings.into_iter().collect()
}

/// Mends what can be proved: texts whose line ends alone were changed, permissions, a torn history, a
/// damaged file that the history knows, a change that was recorded and not carried out, temporary files
/// of this working copy, an older form of the folder. Everything else is left for a person.
///
/// # Errors
/// Where another program has the dossier open, or the disk refuses.
pub fn mend(path: &Path, now: Timestamp) -> Result<Mended, StoreError> {
    let before = examine(path, now);
    super::lock::refuse_in_use(path)?;
    files::close_to_others(path)?;
    mend_line_ends(path)?;
    match Keeper::open(path, now) {
        Ok((opened, _)) => {
            if let Access::ReadOnly { why } = opened.access {
                return Err(StoreError::ReadOnly { why });
            }
        }
        // Told among what is left.
        Err(StoreError::Damaged { .. }) => {}
        Err(error) => return Err(error),
    }
    let left = examine(path, now);
    let mended = before.into_iter().filter(|finding| !left.contains(finding)).collect();
    Ok(Mended { mended, left })
}

/// Texts whose hash is right again once CR LF is LF: nothing else can have been altered.
fn mend_line_ends(root: &Path) -> Result<(), StoreError> {
    let source = Folder(root);
    for name in source.names(TEXTS)? {
        let Some(hash) = name.strip_suffix(".txt").and_then(TextHash::parse) else { continue };
        let file = texts::file(&hash);
        if let Some(bytes) = source.read(&file)?
            && let Found::OtherLineEnds(text) = judge(&hash, bytes)
        {
            let path = root.join(&file);
            let written = replace(&Disk, &path, text.as_bytes(), &fresh_id().to_string());
            written.map_err(|source| StoreError::Disk { doing: "write", path, source })?;
        }
    }
    Ok(())
}

/// Quotations that stand where they should, in other surroundings than those noted, and rulings whose
/// words are gone.
fn anchors(dossier: &Dossier) -> Vec<Finding> {
    let mut findings = Vec::new();
    for annotation in dossier.annotations.values() {
        let file = file_of(&Subject::Annotation(annotation.id));
        for anchor in annotation.anchors() {
            findings.extend(surroundings(dossier, anchor).map(|message| Finding::note(file.clone(), message)));
        }
    }
    for decision in dossier.decisions.values() {
        let Matter::Passages { anchors, .. } = &decision.matter else { continue };
        let file = file_of(&Subject::Decision(decision.id));
        for (side, anchor) in anchors.iter() {
            let holds = dossier.texts.get(&anchor.text).is_some_and(|text| anchor.holds(text));
            if !holds {
                let message = format!("the words on its {} side do not stand where it says; rule anew", side.name());
                findings.push(Finding::wrong(file.clone(), message));
            }
        }
    }
    findings
}

fn surroundings(dossier: &Dossier, anchor: &Anchor) -> Option<String> {
    let text = dossier.texts.get(&anchor.text).filter(|text| anchor.holds(text))?;
    let whole = Anchor::new(anchor.readout.clone(), anchor.text.clone(), text, anchor.span);
    let same = whole.prefix.ends_with(&anchor.prefix) && whole.suffix.starts_with(&anchor.suffix);
    (!same)
        .then(|| "the words around its quotation are not those that it notes; look whether it is the place".to_owned())
}

/// Documents that no side shows.
fn unplaced(dossier: &Dossier) -> Vec<Finding> {
    let sides = dossier.sides();
    let shown = |readout: &&crate::domain::Readout| sides.iter().any(|(_, ids)| ids.contains(&readout.id));
    let hidden = dossier.readouts.iter().filter(|readout| !shown(readout));
    let message = "no side of event.toml lists it, and its party does not tell one: it is not shown";
    hidden.map(|readout| Finding::note(line(&file_of(&Subject::Readout(readout.id.clone()))), message)).collect()
}

/// The files of a dossier as a copy would take them; none where it cannot be listed.
fn listed(root: &Path) -> Vec<String> {
    copy::list(root).unwrap_or_default()
}
