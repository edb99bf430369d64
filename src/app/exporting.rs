//! Export: what leaves the program, in which form and under which name, with a look at it before it does.
//!
//! The file is made off the screen's thread, by the same way as `diptych export`; what is previewed is what is
//! written.

use super::controls::command::CommandId;
use super::prompt::Purpose;
use super::room::motion::Way;
use super::state::{Screen, State};
use super::{Effect, Home, JobId};
use crate::compare::{Comparison, Frame, Further, Lexicon, Set, event, versions};
use crate::domain::{Dossier, Sides, VersionId};
use crate::export::{Choice, Format, file_name};
use crate::review::publication::LexiconMark;
use crate::review::{Content, Examined, Publication, frame_of, records_of, sets_of};
use std::sync::Arc;

/// What is chosen, in the order of the rows on the screen.
pub(super) const ROWS: usize = 5;
/// The row of the file's name.
const NAME: usize = 3;
/// So many lines are previewed, each so long: more than a screen holds.
const LINES: usize = 120;
const LINE: usize = 400;

/// An export that is being chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Exporting {
    /// The form.
    pub format: Format,
    /// Notes, discrepancies, or both.
    pub content: Content,
    /// Whether the texts leave the program whole.
    pub whole: bool,
    /// A name of the analyst's own.
    pub name: Option<String>,
    /// The job that makes the file.
    pub(super) job: JobId,
    /// The file, or why there is none; `None` while it is made.
    pub(super) made: Option<Result<Made, String>>,
    /// Whether it is to be written as soon as it is made.
    pub(super) writes: bool,
}

/// An export as it would be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its first lines; of a file that is not text, what it says.
    pub preview: Vec<String>,
    /// How many notes and discrepancies it has.
    pub counts: (usize, usize),
}

/// An export to be made, with all that it is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Number of the job.
    pub job: JobId,
    /// The event.
    pub dossier: Box<Dossier>,
    /// The documents in the panes.
    pub shown: Sides<VersionId>,
    /// Whether those are two versions of one document, the older on the left.
    pub versions: bool,
    /// The comparison that stands in the room, where it is all that is needed: versions, or a pair without companions.
    pub known: Option<Arc<Comparison>>,
    /// The dossier's folder, if it has one: a lexicon of its own may lie there.
    pub folder: Option<String>,
    /// The form.
    pub format: Format,
    /// Notes, discrepancies, or both.
    pub content: Content,
    /// Whether the texts leave the program whole.
    pub whole: bool,
}

impl Order {
    /// The comparison of the panes, and what stands in other documents of the event only.
    fn compared(&self, sets: &Sides<Set<'_>>, frame: &Frame, lexicon: &Lexicon) -> (Arc<Comparison>, Vec<Further>) {
        if let Some(known) = &self.known {
            return (Arc::clone(known), Vec::new());
        }
        if self.versions {
            let captures = sets.as_ref().map(|set| set.members[set.shown].document.clone());
            return (Arc::new(versions(captures, lexicon)), Vec::new());
        }
        let compared = event(sets, frame, lexicon);
        (Arc::new(compared.main), compared.further)
    }

    /// Makes the file.
    ///
    /// # Errors
    /// Where the form cannot do without the texts, and they are to stay; in words for the reader.
    pub fn made(&self, lexicon: &Lexicon) -> Result<Made, String> {
        let (dossier, shown) = (&*self.dossier, &self.shown);
        let (frame, sets) = (frame_of(dossier, shown), sets_of(dossier, shown));
        let (main, further) = self.compared(&sets, &frame, lexicon);
        let records = records_of(dossier, shown, &frame, lexicon);
        let mark = LexiconMark::of(lexicon);
        let examined =
            Examined { shown, comparison: &main, further: &further, records: &records, lexicon: Some(&mark) };
        let mut publication = Publication::of(dossier, Some(examined)).with_content(self.content);
        if !self.whole {
            publication = publication.with_quotations_only();
        }
        let write = |format: Format| format.write(&publication, Choice::default()).map_err(|error| error.to_string());
        let bytes = write(self.format)?;
        let legible = if self.format.is_binary() { write(Format::Markdown)? } else { Vec::new() };
        let text = String::from_utf8_lossy(if self.format.is_binary() { &legible } else { &bytes });
        let preview = text.lines().take(LINES).map(|line| line.chars().take(LINE).collect()).collect();
        Ok(Made { preview, counts: (publication.notes.len(), publication.findings.len()), bytes })
    }
}

/// What a form is called.
#[must_use]
pub const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Markdown => "Markdown",
        Format::Html => "web page (HTML)",
        Format::Word => "Word (docx)",
        Format::Csv => "table (CSV)",
        Format::Json => "whole event (JSON)",
        Format::WebAnnotation => "Web Annotations (JSON-LD)",
        Format::Project => "REFI-QDA project (qdpx)",
        Format::Codebook => "REFI-QDA codebook (qdc)",
        Format::Csl => "citations (CSL-JSON)",
        Format::Bibtex => "citations (BibTeX)",
    }
}

/// What is exported, in words.
#[must_use]
pub const fn content_name(content: Content) -> &'static str {
    match content {
        Content::Both => "notes and discrepancies",
        Content::Notes => "notes",
        Content::Discrepancies => "discrepancies",
    }
}

const CONTENTS: [Content; 3] = [Content::Both, Content::Notes, Content::Discrepancies];

/// The next of a few, round and round.
fn turned<T: Copy + PartialEq>(all: &[T], now: T, way: Way) -> T {
    let at = all.iter().position(|one| *one == now).unwrap_or_default();
    let next = match way {
        Way::Forward => at + 1,
        Way::Back => at + all.len() - 1,
    };
    all[next % all.len()]
}

impl Exporting {
    fn new() -> Exporting {
        Exporting {
            format: Format::Markdown,
            content: Content::Both,
            whole: true,
            name: None,
            job: JobId::default(),
            made: None,
            writes: false,
        }
    }

    /// The file, or why there is none; nothing while it is made.
    #[must_use]
    pub const fn made(&self) -> Option<&Result<Made, String>> {
        self.made.as_ref()
    }

    /// The name that the file gets, with the ending of its form.
    #[must_use]
    pub fn file(&self, dossier: &Dossier) -> String {
        let ending = self.format.ending();
        match &self.name {
            Some(name) if name.to_lowercase().ends_with(&format!(".{ending}")) => name.clone(),
            Some(name) => format!("{name}.{ending}"),
            None => file_name(dossier, ending),
        }
    }
}

impl State {
    /// Opens the choice of an export; what was chosen last is chosen again.
    pub(super) fn begin_export(&mut self) -> Vec<Effect> {
        if self.screen != Screen::Export {
            self.came_from = self.screen;
        }
        self.screen = Screen::Export;
        let exporting = self.exporting.get_or_insert_with(|| Box::new(Exporting::new()));
        exporting.name = None;
        self.cursors.export = 0;
        self.order()
    }

    /// Has the file made as it is chosen now.
    fn order(&mut self) -> Vec<Effect> {
        let job = self.next_job();
        let (Some(room), Some(exporting)) = (&self.room, &mut self.exporting) else { return Vec::new() };
        exporting.job = job;
        exporting.made = None;
        exporting.writes = false;
        let folder = match &room.home {
            Home::Saved(path) | Home::ReadOnly { path, .. } => Some(path.clone()),
            _ => None,
        };
        vec![Effect::Publish(Box::new(Order {
            job,
            dossier: Box::new(room.dossier.clone()),
            shown: room.shown.clone(),
            versions: room.shows_versions(),
            known: room.comparison.clone().filter(|_| room.is_a_pair() || room.shows_versions()),
            folder,
            format: exporting.format,
            content: exporting.content,
            whole: exporting.whole,
        }))]
    }

    /// Takes another choice in the row at the cursor.
    pub(super) fn change_export(&mut self, id: CommandId) -> Vec<Effect> {
        let way = if id == CommandId::NextChoice { Way::Forward } else { Way::Back };
        let row = self.item();
        let Some(exporting) = &mut self.exporting else { return Vec::new() };
        match row {
            0 => exporting.format = turned(&Format::ALL, exporting.format, way),
            1 => exporting.content = turned(&CONTENTS, exporting.content, way),
            2 => exporting.whole = !exporting.whole,
            NAME => return self.name_export(),
            _ => return Vec::new(),
        }
        self.order()
    }

    /// Asks for another name.
    pub(super) fn name_export(&mut self) -> Vec<Effect> {
        let (Some(room), Some(exporting)) = (&self.room, &self.exporting) else { return Vec::new() };
        let name = exporting.file(&room.dossier);
        self.go_to_item(NAME);
        self.ask_with(Purpose::FileName, &name);
        Vec::new()
    }

    /// Takes a name that was typed; an empty one means the proposed one. What no system takes becomes a dash.
    pub(super) fn take_file_name(&mut self, typed: &str) {
        let odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        let name: String = typed.trim().chars().map(|c| if odd(c) { '-' } else { c }).take(120).collect();
        let name = name.trim_matches(['.', ' ', '-']);
        if let Some(exporting) = &mut self.exporting {
            exporting.name = (!name.is_empty()).then(|| name.to_owned());
        }
    }

    /// Writes the file, at once or as soon as it is made.
    pub(super) fn write_export(&mut self) -> Vec<Effect> {
        let (Some(room), Some(exporting)) = (&self.room, &mut self.exporting) else { return Vec::new() };
        match &exporting.made {
            Some(Ok(made)) => {
                let effect = Effect::Export { name: exporting.file(&room.dossier), bytes: made.bytes.clone() };
                self.screen = self.came_from;
                vec![effect]
            }
            Some(Err(why)) => {
                let why = why.clone();
                self.warn(why);
                Vec::new()
            }
            None => {
                exporting.writes = true;
                self.say("the file is being made; it is written then");
                Vec::new()
            }
        }
    }

    /// The file is made, or cannot be.
    pub(super) fn published(&mut self, job: JobId, made: Result<Made, String>) -> Vec<Effect> {
        let Some(exporting) = self.exporting.as_mut().filter(|exporting| exporting.job == job) else {
            return Vec::new();
        };
        exporting.made = Some(made);
        let writes = exporting.writes && self.screen == Screen::Export;
        if writes { self.write_export() } else { Vec::new() }
    }
}
