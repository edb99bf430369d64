//! A colleague's copy of an event brought into one of the library.

use super::{Error, opening, say};
use crate::app::Which;
use crate::domain::{Ancestor, Change, Dossier, Problem, Step};
use crate::export::merged;
use crate::review::merge::{Merged, merge};
use crate::store::{self, Access, Keeper, Library, SaveError, StoreError};
use clap::Args;
use jiff::Timestamp;
use std::fs;
use std::path::{Path, PathBuf};

/// What is merged into what.
#[derive(Debug, Args)]
pub(crate) struct Merging {
    /// Your event: a folder, or a name of the library.
    event: PathBuf,
    /// The colleague's copy: a folder, or a name of the library.
    other: PathBuf,
    /// Only tell what would be done.
    #[arg(long)]
    dry_run: bool,
}

/// Merges, in one change that `u` takes back, and tells what was done.
pub(super) fn run(what: &Merging, library: &Library, author: &str) -> Result<(), Error> {
    let Which::Folder(mine) = opening::find(&what.event, library)? else {
        let words = "a sample is read-only; open it and make a first note, which copies it into the library";
        return Err(Error::Given(words.to_owned()));
    };
    let folder = match opening::find(&what.other, library)? {
        Which::Folder(folder) => Some(folder),
        Which::Sample(_) => None,
    };
    if folder.as_ref().is_some_and(|folder| fs::canonicalize(folder).ok() == fs::canonicalize(&mine).ok()) {
        return Err(Error::Given(format!("{} is the same folder; give the colleague's copy", what.other.display())));
    }
    let (theirs, problems) = opening::look(&what.other, library)?;
    problems.iter().for_each(tell);
    let merging = |dossier: &Dossier| -> Result<Merged, Error> {
        let mut texts = theirs.texts.clone();
        texts.extend(dossier.texts.clone());
        let ancestor = match &folder {
            Some(folder) => store::ancestor(&mine, folder, &texts)?,
            None => Ancestor::default(),
        };
        let merged = merge(dossier, &theirs, &ancestor);
        if merged.related {
            return Ok(merged);
        }
        let words = "the two have no text in common, so they are not copies of one event; nothing was merged";
        Err(Error::Given(words.to_owned()))
    };
    let done =
        if what.dry_run { merging(&opening::look(&what.event, library)?.0)? } else { write(&mine, merging, author)? };
    say::print(&merged::text(&done)).map_err(Error::Output)
}

fn write(
    folder: &Path,
    merging: impl FnOnce(&Dossier) -> Result<Merged, Error>,
    author: &str,
) -> Result<Merged, Error> {
    let (opened, mut keeper) = Keeper::open(folder, Timestamp::now())?;
    opened.problems.iter().for_each(tell);
    if let Access::ReadOnly { why } = keeper.access() {
        return Err(Error::Store(StoreError::ReadOnly { why: why.clone() }));
    }
    let merged = merging(&opened.dossier)?;
    let edits = merged.edits(&opened.dossier);
    if edits.is_empty() {
        return Ok(merged);
    }
    for text in merged.new_texts() {
        keeper.keep(&text)?;
    }
    let change =
        Change { at: Timestamp::now(), author: author.to_owned(), step: Step::Do, label: "merge".to_owned(), edits };
    keeper.save(&change).map_err(|error| Error::Given(unsaved(&error)))?;
    Ok(merged)
}

fn unsaved(error: &SaveError) -> String {
    format!("the merge was not finished: {error}")
}

fn tell(problem: &Problem) {
    say::complain(&format!("{}: {}", problem.subject, problem.message));
}
