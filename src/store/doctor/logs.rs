//! The doctor's look at the histories: whole lines, true hashes, nothing recorded and not carried out.

use super::Finding;
use crate::store::content;
use crate::store::error::line;
use crate::store::hash;
use crate::store::history::{self, Entry, Kind, Last};
use crate::store::layout::{HISTORY, LOCAL};
use crate::store::source::{Folder, Source};
use std::path::Path;

pub(super) fn look(root: &Path) -> Vec<Finding> {
    let source = Folder(root);
    let mut findings = Vec::new();
    let own = source.read(&format!("{LOCAL}/copy")).ok().flatten().unwrap_or_default();
    let own = format!("{}.jsonl", String::from_utf8_lossy(&own).trim());
    for name in source.names(HISTORY).unwrap_or_default().into_iter().filter(|name| name.ends_with(".jsonl")) {
        let file = format!("{HISTORY}/{name}");
        let Ok(Some(bytes)) = source.read(&file) else { continue };
        let (lines, end) = history::lines(&bytes);
        if end < bytes.len() && name != own {
            let message = "its last line is torn; the working copy that writes it mends it when it opens";
            findings.push(Finding::note(line(&file), message));
        }
        for (number, (_, text)) in lines.into_iter().enumerate() {
            // What makes no sense in the own history is told when the dossier is opened.
            let Ok(entry) = serde_json::from_slice::<Entry>(text) else {
                if name != own {
                    let message = format!("line {} makes no sense; take it from git or a copy", number + 1);
                    findings.push(Finding::wrong(line(&file), message));
                }
                continue;
            };
            if let Some(what) = untrue(&entry) {
                let message = format!(
                    "line {} does not hold what it says was written to {}; take it from git or a copy",
                    number + 1,
                    line(&what)
                );
                findings.push(Finding::wrong(line(&file), message));
            }
        }
    }
    findings.extend(unfinished(&source, &own));
    findings
}

/// The file of an edit whose state does not have the hash that stands beside it.
fn untrue(entry: &Entry) -> Option<String> {
    // From outside a file may come in any spelling; only its hash is known then.
    let ours = entry.step != Kind::Outside;
    let wrong = entry.edits.iter().find(|edit| ours && edit.now != edit.after.as_ref().map(content::hash_of));
    wrong.map(|edit| edit.file.clone())
}

/// Changes that were recorded and whose files still show what was before.
fn unfinished(source: &Folder<'_>, own: &str) -> Vec<Finding> {
    let Some(copy) = own.strip_suffix(".jsonl").filter(|copy| copy.parse::<uuid::Uuid>().is_ok()) else {
        return Vec::new();
    };
    let settled = source.read(&format!("{LOCAL}/settled")).ok().flatten().unwrap_or_default();
    let settled = String::from_utf8_lossy(&settled).trim().parse().unwrap_or(0);
    let read = history::History::read(source, copy, &mut Vec::new());
    let last = read.map(|read| read.last).unwrap_or_default();
    let waits = |last: &&Last| {
        let on_disk = source.read(&last.edit.file).ok().flatten().map(|bytes| hash(&bytes));
        on_disk != last.edit.now && last.is_unfinished(on_disk.as_deref(), settled)
    };
    let message = "its last change is in the history and not in the file; --mend carries it out";
    last.values().filter(waits).map(|last| Finding::wrong(line(&last.edit.file), message)).collect()
}
