//! A document as the program is shown it: described by what it says of itself, with what was cut away.

use super::path;
use crate::app::intake::{Brought, CutAway, Fact, Given, Planned, PlannedRow, Taken};
use crate::ingest::{self, Captured, Found, Watch};
use crate::shell::importer::preview::{is_table, name, told};
use crate::shell::{Error, importer, opening};
use crate::store::slug;
use std::path::Path;

/// What a pasted text is called until it has a title.
const PASTED: &str = "pasted text";

pub(super) fn take(given: &Given, watch: &Watch<'_>) -> Result<Brought, Error> {
    let line = match given {
        Given::Text(text) => return Ok(taken(PASTED, &ingest::paste(text)?)),
        Given::Typed(line) => line,
    };
    let path = if importer::is_address(Path::new(line)) && !line.starts_with("file://") {
        line.into()
    } else {
        path::given(line)
    };
    if path.join("event.toml").is_file() {
        return Err(Error::Given(format!("{} is an event, not a document; give a file of it", path.display())));
    }
    if path.is_dir() || is_table(&path) {
        return plan(line, &path, watch);
    }
    let (name, captured) = importer::take(&path, watch)?;
    Ok(taken(&name, &captured))
}

fn taken(name: &str, captured: &Captured) -> Brought {
    let mut problems = captured.problems.clone();
    let readout = opening::readout(&slug(&opening::stem(name)), name, captured, &mut problems);
    let Found { title, published, language, url, publisher, .. } = &captured.found;
    let mut found = Vec::new();
    found.extend(title.as_ref().map(|it| (Fact::Title, it.by.clone())));
    found.extend(publisher.as_ref().map(|it| (Fact::Publisher, it.by.clone())));
    // A language that its words belie is not the one shown.
    let said = language.as_ref().filter(|it| it.value == readout.language.0);
    found.extend(said.map(|it| (Fact::Language, it.by.clone())));
    found.extend(published.as_ref().map(|it| (Fact::Published, it.by.clone())));
    found.extend(url.as_ref().map(|it| (Fact::Address, it.by.clone())));
    let address = captured.address.as_ref().filter(|_| url.is_none());
    found.extend(address.map(|_| (Fact::Address, "it was fetched from there".to_owned())));
    let cut = captured.cut.iter().map(|cut| CutAway { why: cut.kind.name(), text: cut.text.clone() }).collect();
    let title = title.as_ref().map(|it| it.value.clone());
    Brought::Taken(Box::new(Taken { readout, text: opening::text_of(captured), title, found, cut, problems }))
}

fn plan(line: &str, path: &Path, watch: &Watch<'_>) -> Result<Brought, Error> {
    let plan = ingest::plan(path, watch)?;
    let rows = plan.rows.iter().map(|row| {
        let facts: Vec<String> = told(row).into_iter().map(|(name, value)| format!("{name} {value}")).collect();
        PlannedRow { name: name(&row.given), told: facts.join(" · "), problems: row.problems.clone() }
    });
    let problems = plan.problems.iter().map(|problem| format!("{}: {}", problem.subject, problem.message)).collect();
    Ok(Brought::Planned(Planned { given: line.to_owned(), rows: rows.collect(), problems }))
}
