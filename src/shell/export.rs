//! `diptych export`: an event to a file or to standard output, in any format.

use super::headless::{Examination, look, shown, tell};
use super::{Error, lexicon, say};
use crate::export::{Choice, Format, file_name};
use crate::review::publication::LexiconMark;
use crate::review::{Content, Examined, Publication};
use crate::store::Library;
use clap::{Args, ValueEnum};
use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

/// What of an event is written, and how.
#[derive(Debug, Args)]
pub(crate) struct Exported {
    /// The event: a folder, or a name of the library or a sample.
    pub(crate) event: PathBuf,
    /// The format.
    #[arg(long, value_name = "FORMAT", default_value = "md")]
    pub(crate) format: ExportFormat,
    /// A new file, or a folder in which it gets a name; otherwise standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write over a file that is there.
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// The notes, what the program found, or both.
    #[arg(long, value_name = "WHAT", default_value = "both")]
    pub(crate) content: ExportContent,
    /// The texts whole, with the side-by-side table, or only what is quoted.
    #[arg(long, value_name = "HOW", default_value = "whole")]
    pub(crate) texts: ExportTexts,
    /// Begin CSV with a byte-order mark, for old versions of Excel.
    #[arg(long)]
    pub(crate) bom: bool,
    /// Leave cells of CSV that look like a formula as they are, for programs.
    #[arg(long)]
    pub(crate) raw: bool,
}

/// How an event is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Markdown, with footnotes and the side-by-side table.
    Md,
    /// One HTML file that needs nothing else.
    Html,
    /// Word.
    Docx,
    /// A row a quotation, for spreadsheets.
    Csv,
    /// The whole event, which `diptych import` reads back.
    Json,
    /// W3C Web Annotations (JSON-LD).
    W3c,
    /// A REFI-QDA project.
    Qdpx,
    /// A REFI-QDA codebook.
    Qdc,
    /// The documents as CSL-JSON.
    Csl,
    /// The documents as BibTeX.
    Bib,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportContent {
    /// The analyst's notes.
    Notes,
    /// What the program found.
    Discrepancies,
    /// Both.
    Both,
}

/// How much of the texts is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportTexts {
    /// All of them.
    Whole,
    /// Only what notes and discrepancies quote.
    Quotations,
}

/// Does what the sub-command asks.
pub(super) fn run(what: &Exported, library: &Library, config: &Path) -> Result<(), Error> {
    let format = what.format.format();
    if what.output.is_none() && format.is_binary() && io::stdout().is_terminal() {
        let words = format!("a .{} file is not for a terminal; give a name: --output FILE", format.ending());
        return Err(Error::Given(words));
    }
    let dossier = look(&what.event, library)?;
    let (lexicon, slips) = lexicon::load(config, Some(what.event.as_path()).filter(|folder| folder.is_dir()));
    slips.iter().for_each(tell);
    let mark = LexiconMark::of(&lexicon);
    let examination = shown(&dossier).map(|shown| Examination::of(&dossier, shown, &lexicon));
    let examined = examination.as_ref().map(|examination| Examined {
        shown: &examination.shown,
        comparison: &examination.compared.main,
        further: &examination.compared.further,
        records: &examination.records,
        lexicon: Some(&mark),
    });
    let mut publication = Publication::of(&dossier, examined).with_content(what.content.content());
    if what.texts == ExportTexts::Quotations {
        publication = publication.with_quotations_only();
    }
    let choice = Choice { bom: what.bom, raw: what.raw };
    let bytes = format.write(&publication, choice).map_err(|error| Error::Given(error.to_string()))?;
    match &what.output {
        Some(path) if path.is_dir() => write(&path.join(file_name(&dossier, format.ending())), &bytes, what.force),
        Some(path) => write(path, &bytes, what.force),
        // For people it is made visible; programs and files get every byte.
        None if io::stdout().is_terminal() => say::print(&String::from_utf8_lossy(&bytes)).map_err(Error::Output),
        None => say::print_raw(&bytes).map_err(Error::Output),
    }
}

/// Writes a file for its owner only; over another one only with `force`, and then in one step, so that the old one
/// stays whole until the new one is.
fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    let cannot = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let words = "is there already and is not written over; give another name, or --force";
            Error::Given(format!("{} {words}", path.display()))
        }
        _ => Error::Given(format!("cannot write {}: {error}; give another place", path.display())),
    };
    if !force {
        return fill(path, bytes).map_err(cannot);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    fill(&beside, bytes).and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        // Ours, and useless now.
        let _ = fs::remove_file(&beside);
        cannot(error)
    })
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

impl ExportFormat {
    const fn format(self) -> Format {
        match self {
            ExportFormat::Md => Format::Markdown,
            ExportFormat::Html => Format::Html,
            ExportFormat::Docx => Format::Word,
            ExportFormat::Csv => Format::Csv,
            ExportFormat::Json => Format::Json,
            ExportFormat::W3c => Format::WebAnnotation,
            ExportFormat::Qdpx => Format::Project,
            ExportFormat::Qdc => Format::Codebook,
            ExportFormat::Csl => Format::Csl,
            ExportFormat::Bib => Format::Bibtex,
        }
    }
}

impl ExportContent {
    const fn content(self) -> Content {
        match self {
            ExportContent::Notes => Content::Notes,
            ExportContent::Discrepancies => Content::Discrepancies,
            ExportContent::Both => Content::Both,
        }
    }
}
