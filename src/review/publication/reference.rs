//! A document in one version, as it is cited.

use crate::domain::{
    CodePoints, Dossier, Matter, Party, Readout, ReadoutId, Side, Sides, Span, Standing, Target, TextHash, Translation,
    Version, VersionId, language_name,
};

/// A document in one version, as it is cited. It may be one that the dossier has lost.
#[derive(Debug)]
pub struct Reference<'a> {
    /// Its number, from 1, in every export.
    pub number: usize,
    /// The document's id in the dossier.
    pub id: &'a ReadoutId,
    /// What is known of the document.
    pub readout: Option<&'a Readout>,
    /// Whose it is.
    pub party: Option<&'a Party>,
    /// On which side it stands, if on any.
    pub side: Option<Side>,
    /// The hash of the text.
    pub hash: &'a TextHash,
    /// What is known of the capture.
    pub version: Option<&'a Version>,
    /// Whether it is the document's newest version.
    pub newest: bool,
    /// The text; `None` where the dossier has lost it.
    pub text: Option<&'a str>,
    points: Option<CodePoints>,
}

/// A piece of a footnote. What is unknown stays out; nothing is invented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Plain words.
    Words(String),
    /// The document's title.
    Title(String),
    /// An address, with the words before it.
    Address(&'static str, String),
    /// The warning that it was written anew.
    Warning(&'static str),
}

impl Reference<'_> {
    /// Whether it is this version.
    #[must_use]
    pub fn is(&self, version: &VersionId) -> bool {
        *self.id == version.readout && *self.hash == version.text
    }

    /// The document's title, or its id where the dossier has lost it.
    #[must_use]
    pub fn title(&self) -> &str {
        self.readout.map_or(self.id.0.as_str(), |readout| readout.title.as_str())
    }

    /// Whose it is, in full.
    #[must_use]
    pub fn party_name(&self) -> Option<&str> {
        self.party.map(|party| party.name.as_str())
    }

    /// The warning that must stand beside its words, if any.
    #[must_use]
    pub fn warning(&self) -> Option<&'static str> {
        self.readout.filter(|readout| readout.is_reconstruction()).map(|_| Standing::WARNING)
    }

    /// Its language as a BCP 47 tag; `und` where unknown.
    #[must_use]
    pub fn language(&self) -> &str {
        self.readout.map_or("und", |readout| readout.language.0.as_str())
    }

    /// Language and translation status: *Chinese original*, *English, official translation*.
    #[must_use]
    pub fn voice(&self) -> String {
        let name = language_name(self.language());
        match self.readout.map_or(Translation::Unknown, |readout| readout.translation) {
            Translation::Original => format!("{name} original"),
            other => format!("{name}, {}", other.name()),
        }
    }

    /// The text's first digits of the hash: enough to find it in a dossier, short enough to be read.
    #[must_use]
    pub fn short_hash(&self) -> &str {
        &self.hash.as_str()[..self.hash.as_str().len().min(12)]
    }

    /// A range of the text in code points. Where the text is lost, offsets pass through as they are.
    #[must_use]
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        self.points.as_ref().map_or((span.start, span.end), |points| points.range(span))
    }

    /// A note in the manner of Chicago (17th edition, 14.205 to 14.207): who, title, kind, times, addresses; then
    /// what makes the words checkable, the language and the hash.
    #[must_use]
    pub fn footnote(&self) -> Vec<Part> {
        let Some(readout) = self.readout else {
            let words = format!("The document {} is no longer in the dossier", self.id.0);
            return vec![Part::Words(words), Part::Words(format!("SHA-256 {}", self.hash.as_str()))];
        };
        let words = |text: &Option<String>| text.clone().map(Part::Words);
        let known = |text: &str| (!text.is_empty()).then(|| Part::Words(text.to_owned()));
        let captured = self.version.and_then(|version| version.captured).filter(|_| !self.newest);
        let parts = [
            self.warning().map(Part::Warning),
            known(self.party_name().unwrap_or_default()),
            words(&readout.publisher),
            Some(Part::Title(readout.title.clone())),
            words(&readout.channel),
            Some(Part::Words(self.voice())),
            readout.published.as_ref().map(|at| Part::Words(format!("published {}", at.strftime(TIME)))),
            readout.retrieved.map(|at| Part::Words(format!("retrieved {}", at.strftime(TIME_UTC)))),
            captured.map(|at| Part::Words(format!("earlier version, captured {}", at.strftime(TIME_UTC)))),
            readout.url.clone().map(|url| Part::Address("", url)),
            readout.archive_url.clone().map(|url| Part::Address("archived at ", url)),
            readout.reconstructs.clone().map(|url| Part::Address("stands for the document at ", url)),
            Some(Part::Words(format!("SHA-256 {}", self.hash.as_str()))),
        ];
        parts.into_iter().flatten().collect()
    }

    /// What a second citation says: who and title.
    #[must_use]
    pub fn short_footnote(&self) -> Vec<Part> {
        let who = self.readout.and_then(|readout| readout.publisher.as_deref()).or(self.party_name());
        let who = who.map(|who| Part::Words(who.to_owned()));
        let parts = [self.warning().map(Part::Warning), who, Some(Part::Title(self.title().to_owned()))];
        parts.into_iter().flatten().collect()
    }

    /// The footnote as one plain line.
    #[must_use]
    pub fn line(&self) -> String {
        let part = |part: Part| match part {
            Part::Words(words) => words,
            Part::Title(title) => format!("“{title}”"),
            Part::Address(before, url) => format!("{before}{url}"),
            Part::Warning(warning) => format!("[{warning}]"),
        };
        self.footnote().into_iter().map(part).collect::<Vec<_>>().join(", ")
    }
}

/// A time with its zone: the offset, and the zone's name where it is known.
const TIME: &str = "%-d %B %Y, %H:%M %:z";
const TIME_UTC: &str = "%-d %B %Y, %H:%M UTC";

/// All references of an event, and the way from a version to its place among them.
pub(super) struct References<'a> {
    pub(super) list: Vec<Reference<'a>>,
}

impl<'a> References<'a> {
    /// The versions in the panes first, then the others of the sides, then what else the dossier has, each in
    /// its newest version; at last the older versions and lost documents that somebody's note quotes.
    pub(super) fn of(dossier: &'a Dossier, shown: Option<&'a Sides<VersionId>>) -> References<'a> {
        let mut references = References { list: Vec::new() };
        let sides = dossier.sides();
        for (_, version) in shown.into_iter().flat_map(Sides::iter) {
            references.add(dossier, &sides, &version.readout, &version.text);
        }
        let order = sides.iter().flat_map(|(_, ids)| ids).filter_map(|id| dossier.readout(id));
        for readout in order.chain(&dossier.readouts) {
            if let Some(version) = readout.latest() {
                references.add(dossier, &sides, &readout.id, &version.sha256);
            }
        }
        for (id, hash) in quoted(dossier) {
            references.add(dossier, &sides, id, hash);
        }
        references
    }

    fn add(&mut self, dossier: &'a Dossier, sides: &Sides<Vec<ReadoutId>>, id: &'a ReadoutId, hash: &'a TextHash) {
        if self.find(id, hash).is_some() {
            return;
        }
        let readout = dossier.readout(id);
        let text = dossier.texts.get(hash).map(|text| &**text);
        self.list.push(Reference {
            number: self.list.len() + 1,
            id,
            readout,
            party: dossier.party_of(id),
            side: Side::BOTH.into_iter().find(|side| sides[*side].contains(id)),
            hash,
            version: readout.and_then(|it| it.versions.iter().find(|version| version.sha256 == *hash)),
            newest: readout.and_then(Readout::latest).is_some_and(|version| version.sha256 == *hash),
            text,
            points: text.map(CodePoints::new),
        });
    }

    /// The place of a version.
    pub(super) fn of_version(&self, version: &VersionId) -> Option<usize> {
        self.find(&version.readout, &version.text)
    }

    /// The place of a version of a document.
    pub(super) fn find(&self, id: &ReadoutId, hash: &TextHash) -> Option<usize> {
        self.list.iter().position(|reference| reference.id == id && reference.hash == hash)
    }

    /// The place of a text, whichever document has it.
    pub(super) fn of_text(&self, text: &str) -> Option<usize> {
        self.list.iter().position(|reference| reference.text == Some(text))
    }
}

/// The versions that notes and rulings quote or searched.
fn quoted(dossier: &Dossier) -> Vec<(&ReadoutId, &TextHash)> {
    let mut quoted = Vec::new();
    for target in dossier.annotations.values().flat_map(|annotation| &annotation.targets) {
        match target {
            Target::Quote(anchor) => quoted.push((&anchor.readout, &anchor.text)),
            Target::Nothing(nothing) => quoted.extend(nothing.searched.iter().map(|one| (&one.readout, &one.text))),
        }
    }
    for decision in dossier.decisions.values() {
        if let Matter::Passages { anchors, .. } = &decision.matter {
            quoted.extend(anchors.iter().map(|(_, anchor)| (&anchor.readout, &anchor.text)));
        }
    }
    quoted
}
