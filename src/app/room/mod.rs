//! The reading room: one open event, where the analyst stands in it and what is under way.

pub(in crate::app) mod arrangement;
pub(in crate::app) mod copying;
pub(in crate::app) mod documents;
pub(in crate::app) mod folding;
pub(in crate::app) mod glossary;
pub(in crate::app) mod joining;
pub(in crate::app) mod motion;
pub(in crate::app) mod overview;
pub(in crate::app) mod scrolling;
pub(in crate::app) mod search;
pub(in crate::app) mod selecting;
pub(in crate::app) mod selection;
pub(in crate::app) mod trail;

use crate::app::controls::mouse::Held;
use crate::app::controls::pulling::Pull;
use crate::app::library::Goal;
use crate::app::lists::sifting::Listed;
use crate::app::page::{Layer, Layout, Page, Panes, Sheets};
use crate::app::writing::note::{Tagging, Writing};
use crate::app::{Home, JobId, Opened, Pair, Paper};
use crate::compare::{Comparison, Discrepancy};
use crate::domain::{
    Annotation, AnnotationId, Dossier, Draft, Journal, Problem, Side, Sides, Span, TagColour, VersionId,
};
use crate::review::{Cell, Sheet, Triaged, frame_of, sets_of, triage};
use arrangement::Arrangement;
pub use documents::Absence;
use documents::{absent, leading};
use folding::Folds;
use scrolling::Arrival;
use search::Search;
use selection::Selection;
use std::sync::Arc;
use trail::Trail;

/// Where the analyst stands: always on a passage, unless there is none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The row.
    pub row: usize,
    /// The side.
    pub side: Side,
    /// Position of the passage in the row.
    pub position: usize,
}

/// What is under way.
#[derive(Debug)]
pub enum Work {
    /// Nothing but reading.
    Reading,
    /// Words are being selected.
    Selecting(Selection),
    /// A tag is being chosen.
    Tagging(Tagging),
    /// A note is being written.
    Writing(Box<Writing>),
}

/// One open event.
#[derive(Debug)]
pub struct Room {
    pub(crate) dossier: Dossier,
    pub(crate) journal: Journal,
    pub(crate) home: Home,
    pub(crate) problems: Vec<Problem>,
    /// The documents in the panes.
    pub(crate) shown: Sides<VersionId>,
    /// Whether a pane shows its document's newest version, and so goes on to the next.
    pub(crate) follows: Sides<bool>,
    /// Their texts.
    pub(crate) texts: Sides<Arc<str>>,
    /// The comparison, once it is there.
    pub(crate) comparison: Option<Arc<Comparison>>,
    /// The job that makes it.
    pub(crate) job: JobId,
    pub(crate) sheet: Sheet,
    pub(crate) triaged: Vec<Triaged>,
    /// What the lists show of it.
    pub(crate) listed: Listed,
    pub(crate) cursor: Cursor,
    /// The side that the analyst reads: rows are entered on it where it speaks.
    pub(crate) reads: Side,
    /// How the texts stand on the screen.
    pub(crate) arrangement: Arrangement,
    pub(crate) page: Page,
    /// The discrepancy at hand, by its index.
    pub(crate) current: Option<usize>,
    /// The discrepancy from which stepping goes on.
    pub(crate) visited: Option<usize>,
    /// The note at hand.
    pub(crate) note: Option<AnnotationId>,
    /// The note from which stepping goes on.
    pub(crate) visited_note: Option<AnnotationId>,
    /// The topic that is being walked, by its index.
    pub(crate) topic: Option<usize>,
    /// What was last looked for, until it is let go.
    pub(crate) search: Option<Search>,
    /// Where the analyst has been.
    pub(crate) trail: Trail,
    pub(crate) work: Work,
    /// Whether concepts are shown under passages in Chinese.
    pub(crate) gloss: bool,
    /// The row to return to once the comparison is there.
    pub(crate) left_at: Option<usize>,
    /// The place to go to once the comparison is there: until then, passages are cut roughly.
    pub(crate) goal: Option<Goal>,
    /// What the mouse holds while its button is down.
    pub(crate) held: Option<Held>,
    /// Where the mouse rests while it drags words past the edge of their text.
    pub(crate) pull: Option<Pull>,
    /// Which of the passage's concepts was asked for.
    pub(crate) word: Option<usize>,
    /// How the analyst came to the passage at the cursor.
    pub(crate) arrival: Arrival,
    /// The cursor that was last brought into view, and for which layout.
    pub(crate) revealed: Option<(Cursor, Layout)>,
}

impl Room {
    /// Opens an event on the first document of each side. The pane of a side without a text stays empty.
    #[must_use]
    pub fn new(opened: Opened) -> Room {
        let Opened { dossier, journal, home, problems, row, .. } = opened;
        let shown = Sides::from_fn(|side| leading(&dossier, side).unwrap_or_else(absent));
        let text = |version: &VersionId| dossier.text_of(version).cloned().unwrap_or_else(|| Arc::from(""));
        let texts = shown.as_ref().map(text);
        let sheet = Sheet::provisional(texts.as_ref().map(|text| &**text));
        let mut room = Room {
            dossier,
            journal,
            home,
            problems,
            shown,
            follows: Sides::new(true, true),
            texts,
            comparison: None,
            job: JobId::default(),
            sheet,
            triaged: Vec::new(),
            listed: Listed::default(),
            reads: Side::Left,
            cursor: Cursor { row: 0, side: Side::Left, position: 0 },
            arrangement: Arrangement::new(),
            page: Page::default(),
            current: None,
            visited: None,
            note: None,
            visited_note: None,
            topic: None,
            search: None,
            trail: Trail::default(),
            work: Work::Reading,
            gloss: true,
            left_at: row,
            goal: None,
            held: None,
            pull: None,
            word: None,
            arrival: Arrival::Step,
            revealed: None,
        };
        room.cursor = room.first_place(Side::Left);
        room
    }

    /// What is to be compared for the documents in the panes.
    #[must_use]
    pub fn pair(&self, job: JobId) -> Pair {
        let sets = sets_of(&self.dossier, &self.shown);
        Pair {
            job,
            shown: sets.as_ref().map(|set| set.shown),
            documents: sets.map(|set| set.members.iter().map(Paper::from).collect()),
            versions: self.shows_versions(),
            frame: frame_of(&self.dossier, &self.shown),
            folder: match &self.home {
                Home::Saved(path) | Home::ReadOnly { path, .. } => Some(path.clone()),
                Home::Sample(_) | Home::Unsaved | Home::Arriving => None,
            },
        }
    }

    /// Takes the comparison in; the analyst stays at the same words.
    pub fn compared(&mut self, comparison: Box<Comparison>, sheet: Sheet) {
        let here = self.cell().map(|cell| cell.span.start);
        self.sheet = match self.arrangement.lead {
            Side::Left => sheet,
            Side::Right => sheet.led_by(Side::Right),
        };
        self.comparison = Some(Arc::from(comparison));
        self.search_again();
        self.triage();
        let place = here.and_then(|offset| self.sheet.place_of(self.cursor.side, offset));
        let last = self.sheet.rows.len().saturating_sub(1);
        match (self.left_at.take(), place) {
            (Some(row), _) => self.stand_in_row(row.min(last)),
            (None, Some((row, position))) => self.stand(Cursor { row, position, ..self.cursor }),
            (None, None) => self.stand_in_row(0),
        }
        if let Some(goal) = self.goal.take() {
            self.reach(goal);
        }
        self.revealed = None;
    }

    /// Joins the discrepancies anew with what the analyst made of them.
    pub fn triage(&mut self) {
        self.triaged = self.comparison.as_ref().map(|comparison| triage(comparison, &self.dossier)).unwrap_or_default();
        self.fold_anew();
        self.list_anew();
    }

    /// The passage at the cursor; `None` where there is none at all.
    #[must_use]
    pub fn cell(&self) -> Option<&Cell> {
        self.sheet.cell(self.cursor.side, self.cursor.row, self.cursor.position)
    }

    /// The discrepancy at hand.
    #[must_use]
    pub fn discrepancy(&self) -> Option<&Discrepancy> {
        self.comparison.as_ref()?.discrepancies.get(self.current?)
    }

    /// The annotations with words in a pane's text, each with the place of those words.
    pub fn annotated(&self, side: Side) -> impl Iterator<Item = (&Annotation, Span)> {
        let hash = &self.shown[side].text;
        self.dossier.annotations.values().flat_map(move |annotation| {
            let here = annotation.anchors().filter(move |anchor| anchor.text == *hash);
            here.map(move |anchor| (annotation, anchor.span))
        })
    }

    /// The annotation at the cursor: the one that was stepped to, else the first on the passage.
    #[must_use]
    pub fn annotation(&self) -> Option<&Annotation> {
        if let Some(note) = self.note.and_then(|id| self.dossier.annotations.get(&id)) {
            return Some(note);
        }
        let cell = self.cell()?;
        self.annotated(self.cursor.side).find(|(_, span)| span.overlaps(cell.span)).map(|(annotation, _)| annotation)
    }

    /// The note that is being written, with all that was typed.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        match &self.work {
            Work::Writing(writing) => Some(writing.current()),
            Work::Tagging(tagging) => match tagging {
                Tagging::Written(writing) => Some(writing.current()),
                Tagging::Selected(_) | Tagging::Instead(_) => None,
            },
            Work::Reading | Work::Selecting(_) => None,
        }
    }

    /// The letter and colour of an annotation's first tag.
    #[must_use]
    pub fn mark_of(&self, annotation: &Annotation) -> (char, TagColour) {
        let tag = annotation.tags.first().and_then(|id| self.dossier.codebook.tag(id));
        tag.map_or(('*', TagColour::Grey), |tag| (tag.letter, tag.colour))
    }

    /// Lays out what is visible, so that drawing only reads.
    pub fn lay_out(&mut self, layout: Layout) {
        let tops = &mut self.arrangement.tops;
        tops.level.row = tops.level.row.min(self.sheet.rows.len().saturating_sub(1));
        for side in Side::BOTH {
            tops.columns[side].row = tops.columns[side].row.min(self.sheet.passages(side).saturating_sub(1));
        }
        self.page = Page::new(&self.sheets(layout), &self.arrangement.tops);
    }

    /// Everything that rows are laid out from.
    #[must_use]
    pub fn sheets(&self, layout: Layout) -> Sheets<'_> {
        Sheets {
            sheet: &self.sheet,
            texts: self.texts.as_ref().map(|text| &**text),
            layout,
            layers: Sides::from_fn(|side| self.layers(side)),
            letters: Sides::from_fn(|side| {
                let mark = |(annotation, span): (&Annotation, Span)| {
                    let (letter, colour) = self.mark_of(annotation);
                    (span.start, letter, colour)
                };
                self.annotated(side).map(mark).collect()
            }),
            ruled: Sides::from_fn(|side| self.ruled(side).collect()),
            marks: self.arrangement.marks,
            folds: self.arrangement.folds.as_ref().map(Folds::rows).unwrap_or_default(),
            gloss: Sides::from_fn(|side| {
                self.gloss && self.readout(side).is_some_and(|readout| readout.language.is_chinese())
            }),
        }
    }

    /// Annotations, then evidence, then the selection: what is under way lies on top.
    fn layers(&self, side: Side) -> Vec<(Span, Layer)> {
        let mut layers: Vec<(Span, Layer)> =
            self.annotated(side).map(|(annotation, span)| (span, Layer::Tag(self.mark_of(annotation).1))).collect();
        if side != self.cursor.side && self.panes() == Panes::Apart {
            let place = |passage: usize| self.sheet.place(side, passage);
            let cells = self.partners().into_iter().filter_map(place);
            let spans = cells.filter_map(|(row, position)| Some(self.sheet.cell(side, row, position)?.span));
            layers.extend(spans.map(|span| (span, Layer::Partner)));
        }
        layers.extend(self.search.iter().flat_map(|search| search.spans(side)).map(|span| (span, Layer::Found)));
        if let Some(discrepancy) = self.discrepancy() {
            layers.extend(discrepancy.evidence[side].iter().map(|&span| (span, Layer::Evidence)));
        }
        let word = self.word().filter(|_| side == self.cursor.side);
        layers.extend(word.map(|mention| (mention.span, Layer::Word)));
        let selected = match &self.work {
            Work::Selecting(selection) => Some(selection),
            Work::Tagging(tagging) => match tagging {
                Tagging::Selected(selection) => Some(selection),
                Tagging::Written(_) | Tagging::Instead(_) => None,
            },
            Work::Reading | Work::Writing(_) => None,
        };
        if let Some(span) = selected.and_then(|selection| selection.words(side)) {
            layers.push((span, Layer::Selected));
        }
        layers
    }
}
