//! `diptych export`: an event to a file or to standard output, in any format.

use super::arguments::{ExportContent, ExportFormat, ExportTexts, Exported};
use super::headless::{Examination, look, shown, tell};
use super::{Error, lexicon, say};
use crate::export::{Choice, Format, file_name};
use crate::review::publication::LexiconMark;
use crate::review::{Content, Examined, Publication};
use crate::store::Library;
use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

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
