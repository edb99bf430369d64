//! Runs the errands of a journey in memory: a few files and addresses, and a colleague's copy.

use diptych::app::intake::{Brought, Errand, Given, News, Originals, Record, Taken};
use diptych::app::{JobId, What};
use diptych::compare::{Document, Lexicon, detect_language, original_lines};
use diptych::domain::{Ancestor, Dossier, Raw, Readout, ReadoutId, Sides, Text, Version, VersionId};
use diptych::export::{self, Format};
use diptych::review::agreement::{agreement, readers};
use diptych::review::carry::carry;
use diptych::review::merge::merge;
use diptych::review::{frame_of, records_of};
use std::collections::BTreeMap;

/// Where a journey's documents come from.
#[derive(Default)]
pub(crate) struct Messenger {
    /// Texts by path or address.
    pub(crate) files: BTreeMap<String, String>,
    /// A colleague's copy.
    pub(crate) copy: Option<Dossier>,
    /// Whether answers wait, as those of a slow server do.
    pub(crate) slow: bool,
    /// Errands that nobody waits for any more.
    pub(crate) given_up: Vec<JobId>,
}

impl Messenger {
    pub(crate) fn run(&mut self, job: JobId, errand: Errand) -> Option<What> {
        if self.slow {
            return Some(What::Errand { job, news: News::Step("page 3 of 12".to_owned()) });
        }
        let news = match self.bring(errand) {
            Ok(brought) => News::Brought(Box::new(brought)),
            Err(why) => News::Failed(why),
        };
        Some(What::Errand { job, news })
    }

    fn bring(&self, errand: Errand) -> Result<Brought, String> {
        Ok(match errand {
            Errand::Take(Given::Text(text)) => Brought::Taken(Box::new(taken("pasted text", &text))),
            Errand::Take(Given::Typed(path)) => match self.files.get(&path) {
                Some(text) => Brought::Taken(Box::new(taken(&path, text))),
                None => return Err(format!("cannot read {path}: no such file; check the name and the permissions")),
            },
            Errand::Complete(typed) => {
                let matches = self.files.keys().filter(|path| path.starts_with(&typed)).cloned().collect();
                Brought::Completed { typed, matches }
            }
            Errand::Store(_) => Brought::Stored(Vec::new()),
            Errand::Carry { dossier, readouts, .. } => {
                let carriages = readouts.iter().filter_map(|id| carry(&dossier, id, Lexicon::builtin()));
                Brought::Carried(carriages.filter(|it| !it.items.is_empty()).collect())
            }
            Errand::Merge { dossier, .. } => {
                let theirs = self.copy.as_ref().ok_or("there is no such folder")?;
                let merged = merge(&dossier, theirs, &Ancestor::default());
                let edits = merged.edits(&dossier);
                let texts = merged.new_texts().collect();
                Brought::Merged { merged: Box::new(merged), edits, texts }
            }
            Errand::Import(given) => match self.files.get(&given) {
                Some(text) => {
                    Brought::Imported(Box::new(export::read(text.as_bytes()).map_err(|error| error.to_string())?))
                }
                None => return Err(format!("cannot read {given}: no such file; check the name")),
            },
            Errand::Verify { given, dossier } => {
                let text = self.files.get(&given).ok_or("no such file")?;
                let format = Format::guess(&given, text.as_bytes()).ok_or("its ending tells no format")?;
                let verified = export::verify(format, text.as_bytes(), &dossier).map_err(|error| error.to_string())?;
                Brought::Verified { quotations: verified.quotations, changed: verified.changed }
            }
            Errand::Agree(dossier) => {
                let names = readers(&dossier);
                let pair = |pair: &[&str]| agreement(&dossier, pair[0], pair[1]);
                Brought::Agreed(names.windows(2).map(pair).collect())
            }
            Errand::Records { dossier, shown, .. } => {
                let frame = frame_of(&dossier, &shown);
                let records = records_of(&dossier, &shown, &frame, Lexicon::builtin()).into_iter().map(|it| Record {
                    kind: it.found.kind,
                    names: (it.names.left, it.names.right),
                    summary: it.found.summary,
                });
                Brought::Recorded(records.collect())
            }
            Errand::Original { dossier, translation, original, .. } => {
                let document = |version: &VersionId| Document {
                    name: "a text",
                    language: dossier.readout(&version.readout).expect("it is there").language.clone(),
                    text: dossier.text_of(version).expect("its text is there"),
                };
                let frame = frame_of(&dossier, &Sides::new(original.clone(), translation.clone()));
                let lines = original_lines(&document(&original), &document(&translation), &frame, Lexicon::builtin());
                Brought::Originals(Box::new(Originals { translation, original, lines }))
            }
        })
    }
}

/// A document that says nothing of itself.
pub(crate) fn taken(name: &str, words: &str) -> Taken {
    let raw = Raw { bytes: words.as_bytes().into(), ending: "html".to_owned() };
    let text = Text { raw: Some(raw), ..Text::new(words) };
    let stem = name.rsplit('/').next().unwrap_or(name).split('.').next().unwrap_or(name).replace(' ', "-");
    let version = Version { sha256: text.hash(), captured: None, imported: "a test".to_owned() };
    let readout = Readout {
        url: name.starts_with("https://").then(|| name.to_owned()),
        ..Readout::titled(ReadoutId(stem), name, detect_language(words), version)
    };
    Taken { readout, text, title: None, found: Vec::new(), cut: Vec::new(), problems: Vec::new() }
}
