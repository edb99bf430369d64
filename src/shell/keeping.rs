//! Keeping the library without a screen: new events, titles, trash, doctor, backups.

use super::arguments::{Command, New, TrashCommand};
use super::{Error, given, opening, saver, say};
use crate::app::Which;
use crate::domain::{Problem, Sides, Text, TextHash, visible};
use crate::store::{self, Disk, Finding, Library, StoreError};
use jiff::Timestamp;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Does what was asked of the library; `author` signs what is recorded.
pub(super) fn run(command: Command, library: &Library, author: &str) -> Result<(), Error> {
    match command {
        Command::New(what) => new(&what, library),
        Command::Rename { event, title } => rename(&event, &title, library, author),
        Command::Delete { event } => delete(&event, library),
        Command::Trash { what: None | Some(TrashCommand::List) } => list_trash(library),
        Command::Trash { what: Some(TrashCommand::Restore { name }) } => tell_path(&library.restore(&name)?),
        Command::Doctor { event, mend } => doctor(event.as_deref(), mend, library),
        Command::Backup { event, to } => backup(&event, &to, library),
        Command::Restore { from } => restore(&from, library),
        _ => Ok(()),
    }
}

fn tell_path(path: &Path) -> Result<(), Error> {
    say::print(&format!("{}\n", path.display())).map_err(Error::Output)
}

fn tell(problem: &Problem) {
    say::complain(&format!("{}: {}", problem.subject, problem.message));
}

/// Makes an event of two texts. The same texts give the same event.
fn new(what: &New, library: &Library) -> Result<(), Error> {
    let (names, texts) = given::read(Sides::new(&what.paths[0], &what.paths[1]))?;
    texts.iter().flat_map(|(_, text)| &text.problems).for_each(tell);
    if let Some(path) = library.find_by_texts(&texts.as_ref().map(|text| TextHash::of(&text.text))) {
        say::complain("there is an event of these texts already");
        return tell_path(&path);
    }
    let stems = names.as_ref().map(|name| opening::stem(name));
    let title = what.title.clone().unwrap_or_else(|| format!("{} – {}", stems.left, stems.right));
    let (mut dossier, odd) = opening::dossier(title, &names, &texts);
    odd.iter().for_each(tell);
    (dossier.event.date, dossier.event.zone) = (what.date, what.zone.clone());
    let captured: Vec<Text> = texts.iter().map(|(_, text)| opening::text_of(text)).collect();
    tell_path(&library.create_of(&dossier, &captured)?)
}

/// The folder of an event that is to be changed: a sample is none.
fn folder(event: &Path, library: &Library) -> Result<PathBuf, Error> {
    match opening::find(event, library)? {
        Which::Folder(path) => Ok(path),
        Which::Sample(name) => Err(Error::Given(format!(
            "{name} is a sample, which never changes; its first note copies it into the library"
        ))),
    }
}

fn rename(event: &Path, title: &str, library: &Library, author: &str) -> Result<(), Error> {
    if title.trim().is_empty() {
        return Err(Error::Usage("the title is empty; give one with a word in it".to_owned()));
    }
    let path = folder(event, library)?;
    saver::rename(path, title, author.to_owned()).map(drop)
}

fn delete(event: &Path, library: &Library) -> Result<(), Error> {
    let trashed = library.trash(&folder(event, library)?, Timestamp::now())?;
    let name = trashed.file_name().unwrap_or_default().to_string_lossy().into_owned();
    say::print(&format!("in the trash; `diptych trash restore {name}` takes it back\n")).map_err(Error::Output)
}

fn list_trash(library: &Library) -> Result<(), Error> {
    let (trashed, problems) = library.trashed();
    problems.iter().for_each(tell);
    let mut list = String::new();
    for it in trashed {
        let date = it.date.map_or_else(String::new, |date| date.to_string());
        let _ = writeln!(list, "{:<56} {date:<10} {}", it.name, visible(&it.title).text.replace('\n', " "));
    }
    say::print(&list).map_err(Error::Output)
}

/// Prints every finding; whether something is wrong is the exit code.
fn doctor(event: Option<&Path>, mend: bool, library: &Library) -> Result<(), Error> {
    let paths = match event {
        Some(event) => vec![folder(event, library)?],
        None => library.dossiers().map_err(|problem| Error::Given(problem.message))?,
    };
    let (mut report, mut wrong) = (String::new(), 0);
    for path in &paths {
        let _ = writeln!(report, "{}", path.display());
        let mut findings = Vec::new();
        if mend {
            let mended = store::mend(path, Timestamp::now())?;
            mended.mended.iter().for_each(|finding| add(&mut report, "mended", finding));
            findings = mended.left;
        } else {
            findings.extend(store::examine(path, Timestamp::now()));
        }
        if findings.is_empty() {
            report.push_str("  sound\n");
        }
        for finding in &findings {
            add(&mut report, if finding.wrong { "wrong" } else { "note" }, finding);
            wrong += usize::from(finding.wrong);
        }
    }
    say::print(&report).map_err(Error::Output)?;
    match wrong {
        0 => Ok(()),
        1 => Err(Error::Given("one thing is wrong; `--mend` mends what can be proved".to_owned())),
        n => Err(Error::Given(format!("{n} things are wrong; `--mend` mends what can be proved"))),
    }
}

fn add(report: &mut String, word: &str, finding: &Finding) {
    let Problem { subject, message } = &finding.problem;
    let _ = writeln!(report, "  {word:<7} {subject}: {message}");
}

fn backup(event: &Path, to: &Path, library: &Library) -> Result<(), Error> {
    let paths = if event == Path::new("all") {
        library.dossiers().map_err(|problem| Error::Given(problem.message))?
    } else {
        vec![folder(event, library)?]
    };
    if paths.is_empty() {
        return Err(Error::Given("the library is empty, so there is nothing to back up".to_owned()));
    }
    let made = store::back_up(&Disk, &paths, to)?;
    let (events, files) = (counted(made.dossiers, "event"), counted(made.files, "file"));
    let words = format!("{}: {events}, {files}, read back and checked\n", made.path.display());
    say::print(&words).map_err(Error::Output)
}

fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

fn restore(from: &Path, library: &Library) -> Result<(), Error> {
    let missing = || StoreError::Missing { path: from.to_owned() };
    if !from.exists() {
        return Err(missing().into());
    }
    let (paths, problems) = library.restore_backup(from)?;
    problems.iter().for_each(tell);
    paths.iter().try_for_each(|path| tell_path(path))
}
