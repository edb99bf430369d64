//! A colleague's copy of an event brought into one of the library.

use super::{Error, opening, say};
use crate::app::Which;
use crate::domain::{Ancestor, Change, Dossier, Problem, Step, Text};
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
    let joined = if what.dry_run {
        join(&opening::look(&what.event, library)?.0, Some(&mine), &what.other, library)?
    } else {
        write(&mine, &what.other, library, author)?
    };
    joined.problems.iter().for_each(tell);
    say::print(&merged::text(&joined.merged)).map_err(Error::Output)
}

/// A colleague's copy, joined with an event.
pub(super) struct Joined {
    pub(super) merged: Merged,
    /// The texts that come with it, with what they came from.
    pub(super) texts: Vec<Text>,
    /// What is odd about the copy.
    pub(super) problems: Vec<Problem>,
}

/// Reads a colleague's copy and joins it with an event in memory; `folder` is where that one lives.
pub(super) fn join(mine: &Dossier, folder: Option<&Path>, other: &Path, library: &Library) -> Result<Joined, Error> {
    let from = match opening::find(other, library)? {
        Which::Folder(from) => Some(from),
        Which::Sample(_) => None,
    };
    let same = |folder: &Path, from: &Path| fs::canonicalize(folder).ok() == fs::canonicalize(from).ok();
    if folder.zip(from.as_deref()).is_some_and(|(folder, from)| same(folder, from)) {
        return Err(Error::Given(format!("{} is the same folder; give the colleague's copy", other.display())));
    }
    let (theirs, problems) = opening::look(other, library)?;
    let mut texts = theirs.texts.clone();
    texts.extend(mine.texts.clone());
    let ancestor = match folder.zip(from.as_deref()) {
        Some((folder, from)) => store::ancestor(folder, from, &texts)?,
        None => Ancestor::default(),
    };
    let merged = merge(mine, &theirs, &ancestor);
    if !merged.related {
        let words = "the two have no text in common, so they are not copies of one event; nothing was merged";
        return Err(Error::Given(words.to_owned()));
    }
    let with_raw = |text: Text| -> Result<Text, StoreError> {
        let raw = from.as_deref().map_or(Ok(None), |from| store::raw_of(from, &text.hash()))?;
        Ok(Text { raw, ..text })
    };
    let texts = merged.new_texts().map(with_raw).collect::<Result<_, _>>()?;
    Ok(Joined { merged, texts, problems })
}

fn write(folder: &Path, other: &Path, library: &Library, author: &str) -> Result<Joined, Error> {
    let (opened, mut keeper) = Keeper::open(folder, Timestamp::now())?;
    opened.problems.iter().for_each(tell);
    if let Access::ReadOnly { why } = keeper.access() {
        return Err(Error::Store(StoreError::ReadOnly { why: why.clone() }));
    }
    let joined = join(&opened.dossier, Some(folder), other, library)?;
    let edits = joined.merged.edits(&opened.dossier);
    if edits.is_empty() {
        return Ok(joined);
    }
    for text in &joined.texts {
        keeper.keep(text)?;
    }
    let change =
        Change { at: Timestamp::now(), author: author.to_owned(), step: Step::Do, label: "merge".to_owned(), edits };
    keeper.save(&change).map_err(|error| Error::Given(unsaved(&error)))?;
    Ok(joined)
}

fn unsaved(error: &SaveError) -> String {
    format!("the merge was not finished: {error}")
}

fn tell(problem: &Problem) {
    say::complain(&format!("{}: {}", problem.subject, problem.message));
}
