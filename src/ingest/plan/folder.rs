//! A plan from a folder.

use super::{Given, Plan, ROWS, Row, too_many};
use crate::domain::{Problem, Side};
use crate::ingest::error::Wrong;
use crate::ingest::watch::{Counted, Watch};
use std::fs;
use std::path::Path;

/// Folders within folders: an event, its sides, and one more.
const DEPTH: usize = 4;

/// Endings of documents that are read.
const ENDINGS: [&str; 9] = ["txt", "text", "md", "markdown", "html", "htm", "pdf", "docx", "odt"];

pub(super) fn plan(folder: &Path, watch: &Watch<'_>) -> Result<Plan, Wrong> {
    let mut walk = Walk { plan: Plan::default(), others: 0, watch };
    walk.folder(folder, &Place::default(), DEPTH)?;
    let Walk { mut plan, others, .. } = walk;
    if others > 0 {
        let files = if others == 1 { "file is" } else { "files are" };
        let message = format!("{others} {files} left out: neither text, web page, PDF, .docx nor .odt by the name");
        plan.problems.push(Problem::new(folder.display().to_string(), message));
    }
    Ok(plan)
}

/// What the folders around say.
#[derive(Debug, Clone, Default)]
struct Place {
    event: Option<String>,
    side: Option<Side>,
}

struct Walk<'a> {
    plan: Plan,
    others: usize,
    watch: &'a Watch<'a>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, place: &Place, depth: usize) -> Result<(), Wrong> {
        let listing = fs::read_dir(folder).map_err(Wrong::Io)?;
        let mut entries = listing.collect::<Result<Vec<_>, _>>().map_err(Wrong::Io)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            // A link may lead anywhere, also back here.
            let kind = entry.file_type().map_err(Wrong::Io)?;
            if name.starts_with('.') || kind.is_symlink() {
                continue;
            }
            if kind.is_dir() && depth > 0 {
                self.folder(&entry.path(), &place.within(&name), depth - 1)?;
            } else if kind.is_file() {
                self.file(&entry.path(), &name, place)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, name: &str, place: &Place) -> Result<(), Wrong> {
        self.watch.step(Counted::Files, self.plan.rows.len() + self.others, None)?;
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if !ENDINGS.contains(&ending.as_str()) {
            self.others += 1;
            return Ok(());
        }
        if self.plan.rows.len() == ROWS {
            return Err(too_many());
        }
        let Place { event, side } = place.clone();
        self.plan.rows.push(Row { event, side, ..Row::of(Given::File(path.to_owned())) });
        Ok(())
    }
}

impl Place {
    fn within(&self, name: &str) -> Place {
        let side = Side::BOTH.into_iter().find(|side| side.name().eq_ignore_ascii_case(name));
        match side {
            Some(side) => Place { side: Some(side), ..self.clone() },
            None => Place { event: Some(name.to_owned()), side: self.side },
        }
    }
}
