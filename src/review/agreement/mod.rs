//! How far two readers of one event agree, tag by tag and on what the program found.
//!
//! # What is counted
//!
//! **Tags.** A unit is a passage (a sentence) of one version of a document. Of a tag, a reader says *yes* of
//! each passage that a note of theirs with this tag touches, and *no* of every other one. Notes that their
//! author dismissed do not count. A reader who has no note at all on a version is taken not to have read
//! it: for that reader all its passages are missing, neither *yes* nor *no*.
//!
//! **Discrepancies.** A unit is a discrepancy. A reader accepts it (by a ruling, or by a note taken over from
//! it that is not dismissed), dismisses it, or says nothing, which is missing and not a third opinion; the
//! newest ruling of a reader counts.
//!
//! Percent and kappa are of the units that both judged; alpha of all, missing ones included. A passage that
//! nobody tagged is an agreement, so a rare tag has a high percentage whatever the readers do: that is what
//! kappa and alpha correct for.

mod measure;

pub use measure::{Measure, Unit, Why, alpha, kappa, percent};

use crate::compare::sentences;
use crate::domain::{Annotation, Dossier, Kind, Matter, Origin, ReadoutId, Ruling, Span, Status, TagId, TextHash};
use std::collections::{BTreeMap, BTreeSet};

/// How two readers agree on one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Units that both judged.
    pub both: usize,
    /// Units that only the first judged, and only the second.
    pub alone: (usize, usize),
    /// *Yes* (or *accept*) of both, of the first only, of the second only, of neither.
    pub table: [usize; 4],
    /// The share of the same judgements.
    pub percent: Measure,
    /// Cohen's kappa.
    pub kappa: Measure,
    /// Krippendorff's alpha.
    pub alpha: Measure,
}

impl Line {
    fn of(units: &[(Option<bool>, Option<bool>)]) -> Line {
        let count = |wanted: (Option<bool>, Option<bool>)| units.iter().filter(|unit| **unit == wanted).count();
        let cell = |a, b| count((Some(a), Some(b)));
        let table = [cell(true, true), cell(true, false), cell(false, true), cell(false, false)];
        let rows: Vec<Unit<bool>> = units.iter().map(|&(a, b)| vec![a, b]).collect();
        Line {
            both: table.iter().sum(),
            alone: (
                units.iter().filter(|(a, b)| a.is_some() && b.is_none()).count(),
                units.iter().filter(|(a, b)| a.is_none() && b.is_some()).count(),
            ),
            table,
            percent: percent(units),
            kappa: kappa(units),
            alpha: alpha(&rows),
        }
    }
}

/// How two readers of an event agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The two, in the order of their names unless chosen otherwise.
    pub readers: (String, String),
    /// The documents, by title, that both read.
    pub read_by_both: Vec<String>,
    /// Those that only one of them read.
    pub read_by_one: Vec<String>,
    /// Passages of the versions that at least one of them read.
    pub passages: usize,
    /// By tag, in the order of the codebook; tags that neither used are left out.
    pub tags: Vec<(TagId, Line)>,
    /// Rulings on all discrepancies.
    pub rulings: Line,
    /// Rulings on those of one kind, in the order of the documentation; kinds without any are left out.
    pub kinds: Vec<(Kind, Line)>,
}

/// Everybody who wrote a note or a ruling.
#[must_use]
pub fn readers(dossier: &Dossier) -> Vec<&str> {
    let notes = dossier.annotations.values().map(|note| note.author.as_str());
    let names: BTreeSet<&str> =
        notes.chain(dossier.decisions.values().map(|decision| decision.author.as_str())).collect();
    names.into_iter().collect()
}

/// Compares what two readers recorded of one event.
#[must_use]
pub fn agreement(dossier: &Dossier, first: &str, second: &str) -> Agreement {
    let pages = pages(dossier, [first, second]);
    let title = |page: &Page<'_>| {
        dossier.readout(page.readout).map_or_else(|| page.readout.0.clone(), |readout| readout.title.clone())
    };
    let (both, one): (Vec<&Page<'_>>, Vec<&Page<'_>>) = pages.iter().partition(|page| page.read == [true, true]);
    let tags = used_tags(dossier, &pages).into_iter().map(|tag| {
        let units: Vec<_> = pages.iter().flat_map(|page| page.judged(&tag)).collect();
        (tag, Line::of(&units))
    });
    let rulings = rulings(dossier, [first, second]);
    let units = |kind: Option<Kind>| {
        let wanted = rulings.values().filter(|(of, _)| kind.is_none_or(|kind| kind == *of));
        wanted.map(|(_, [a, b])| (*a, *b)).collect::<Vec<_>>()
    };
    let kinds = Kind::ALL.into_iter().map(|kind| (kind, units(Some(kind)))).filter(|(_, units)| !units.is_empty());
    Agreement {
        readers: (first.to_owned(), second.to_owned()),
        read_by_both: both.into_iter().map(title).collect(),
        read_by_one: one.into_iter().map(title).collect(),
        passages: pages.iter().map(|page| page.passages.len()).sum(),
        tags: tags.collect(),
        rulings: Line::of(&units(None)),
        kinds: kinds.map(|(kind, units)| (kind, Line::of(&units))).collect(),
    }
}

/// One version of a document, as two readers marked it.
struct Page<'a> {
    readout: &'a ReadoutId,
    passages: Vec<Span>,
    /// Whether each of the two has a note on it.
    read: [bool; 2],
    /// By reader and tag, the places marked.
    marks: [BTreeMap<&'a TagId, Vec<Span>>; 2],
}

impl Page<'_> {
    /// Of each passage, whether each reader gave it the tag.
    fn judged(&self, tag: &TagId) -> impl Iterator<Item = (Option<bool>, Option<bool>)> {
        let of = |reader: usize| {
            let mut given = vec![false; self.passages.len()];
            for span in self.marks[reader].get(tag).map_or(&[][..], Vec::as_slice) {
                let first = self.passages.partition_point(|passage| passage.end <= span.start);
                let touched = given.iter_mut().zip(&self.passages).skip(first);
                touched.take_while(|(_, passage)| passage.start < span.end).for_each(|(given, _)| *given = true);
            }
            given.into_iter().map(|yes| self.read[reader].then_some(yes)).collect::<Vec<_>>()
        };
        of(0).into_iter().zip(of(1))
    }
}

/// The versions on which at least one of the two has a note, in the order of the readouts and versions.
fn pages<'a>(dossier: &'a Dossier, readers: [&str; 2]) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    for readout in &dossier.readouts {
        for version in &readout.versions {
            let Some(text) = dossier.texts.get(&version.sha256) else { continue };
            let marks = readers.map(|reader| marks(dossier, reader, &readout.id, &version.sha256));
            let read = [0, 1].map(|reader| marks[reader].is_some());
            if read.contains(&true) {
                let passages = sentences(text).into_iter().map(|cut| cut.span).collect();
                pages.push(Page { readout: &readout.id, passages, read, marks: marks.map(Option::unwrap_or_default) });
            }
        }
    }
    pages
}

/// What a reader marked in a version; `None` where there is no note at all.
fn marks<'a>(
    dossier: &'a Dossier,
    reader: &str,
    readout: &ReadoutId,
    text: &TextHash,
) -> Option<BTreeMap<&'a TagId, Vec<Span>>> {
    let mut marks: Option<BTreeMap<&TagId, Vec<Span>>> = None;
    for note in dossier.annotations.values().filter(|note| note.author == reader) {
        let here = note.anchors().filter(|anchor| anchor.readout == *readout && anchor.text == *text);
        for anchor in here {
            let marks = marks.get_or_insert_default();
            // Withdrawn, but it shows that the text was read.
            for tag in note.tags.iter().filter(|_| note.status != Status::Dismissed) {
                marks.entry(tag).or_default().push(anchor.span);
            }
        }
    }
    marks
}

/// The tags that one of the two used: those of the codebook in its order, then others by name.
fn used_tags(dossier: &Dossier, pages: &[Page<'_>]) -> Vec<TagId> {
    let used: BTreeSet<&TagId> =
        pages.iter().flat_map(|page| &page.marks).flat_map(|marks| marks.keys().copied()).collect();
    let known = dossier.codebook.tags.iter().map(|tag| &tag.id).filter(|id| used.contains(id));
    let lost = used.iter().copied().filter(|id| dossier.codebook.tag(id).is_none());
    known.chain(lost).cloned().collect()
}

/// By discrepancy its kind, and whether each of two readers accepts it.
fn rulings<'a>(dossier: &'a Dossier, readers: [&str; 2]) -> BTreeMap<&'a str, (Kind, [Option<bool>; 2])> {
    let mut rulings: BTreeMap<&str, (Kind, [Option<bool>; 2])> = BTreeMap::new();
    let reader_of = |author: &str| readers.iter().position(|reader| *reader == author);
    for note in dossier.annotations.values().filter(|note: &&Annotation| note.status != Status::Dismissed) {
        if let (Origin::Discrepancy { id, kind, .. }, Some(reader)) = (&note.origin, reader_of(&note.author)) {
            rulings.entry(id).or_insert((*kind, [None; 2])).1[reader] = Some(true);
        }
    }
    // A ruling is more than a note, and the newest is the last one put down.
    let mut decisions: Vec<_> = dossier.decisions.values().collect();
    decisions.sort_by_key(|decision| (decision.created, decision.id));
    for decision in decisions {
        if let (Matter::Discrepancy { id, kind, ruling, .. }, Some(reader)) =
            (&decision.matter, reader_of(&decision.author))
        {
            rulings.entry(id).or_insert((*kind, [None; 2])).1[reader] = Some(*ruling == Ruling::Accept);
        }
    }
    rulings
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Desk, TEXT};
    use super::*;

    #[test]
    fn passages_are_the_units_of_tags() {
        let mut desk = Desk::new();
        // Four sentences; the two agree on the first, and the second reader tags the third too.
        desk.note("ada", "met on Monday", &["term"]);
        desk.note("ben", "The two sides met", &["term", "check"]);
        desk.note("ben", "A fair", &["term"]);
        let found = agreement(&desk.dossier, "ada", "ben");
        assert_eq!((found.passages, found.read_by_both.len(), found.read_by_one.len()), (4, 1, 0));
        let tags: Vec<&str> = found.tags.iter().map(|(tag, _)| tag.0.as_str()).collect();
        assert_eq!(tags, ["term", "check"]);
        let line = &found.tags[0].1;
        assert_eq!((line.both, line.table), (4, [1, 0, 1, 2]));
        assert_eq!(line.percent, Measure::Value(0.75));
        // Expected: 1/4 · 2/4 + 3/4 · 2/4 = 1/2.
        assert_eq!(line.kappa, Measure::Value(0.5));
    }

    #[test]
    fn a_passage_that_two_notes_of_one_reader_touch_counts_once() {
        let mut desk = Desk::new();
        desk.note("ada", "met on Monday", &["term"]);
        desk.note("ada", "met", &["term"]);
        desk.note("ben", TEXT, &["term"]);
        let line = &agreement(&desk.dossier, "ada", "ben").tags[0].1;
        assert_eq!(line.table, [1, 0, 3, 0]);
        // Ben never varies: all the agreement there is comes by chance.
        assert_eq!(line.kappa, Measure::Value(0.0));
    }

    #[test]
    fn who_did_not_read_a_document_says_nothing_of_it() {
        let mut desk = Desk::new();
        desk.note("ada", "met on Monday", &["term"]);
        let found = agreement(&desk.dossier, "ada", "ben");
        let line = &found.tags[0].1;
        assert_eq!((line.both, line.alone), (0, (4, 0)));
        assert_eq!(line.alpha, Measure::Undefined(Why::NothingShared));
        assert_eq!((found.read_by_both.len(), found.read_by_one.len()), (0, 1));
    }

    #[test]
    fn a_dismissed_note_shows_that_the_text_was_read() {
        let mut desk = Desk::new();
        desk.note("ada", "met on Monday", &["term"]);
        let id = desk.note("ben", "met on Monday", &["term"]);
        desk.dossier.annotations.get_mut(&id).unwrap().status = Status::Dismissed;
        assert_eq!(agreement(&desk.dossier, "ada", "ben").tags[0].1.table, [0, 1, 0, 3]);
    }

    #[test]
    fn the_newest_ruling_counts_and_none_is_missing() {
        let mut desk = Desk::new();
        for (author, id, ruling) in [
            ("ada", "one", Ruling::Dismiss),
            ("ada", "one", Ruling::Accept),
            ("ben", "one", Ruling::Accept),
            ("ada", "two", Ruling::Dismiss),
            ("ben", "two", Ruling::Dismiss),
            ("ben", "three", Ruling::Dismiss),
            ("cleo", "three", Ruling::Accept),
        ] {
            desk.ruling(author, id, ruling);
        }
        let found = agreement(&desk.dossier, "ada", "ben");
        assert_eq!((found.rulings.both, found.rulings.alone), (2, (0, 1)));
        assert_eq!(found.rulings.table, [1, 0, 0, 1]);
        assert_eq!(found.rulings.kappa, Measure::Value(1.0));
        assert_eq!(found.kinds.len(), 1);
        assert_eq!(readers(&desk.dossier), ["ada", "ben", "cleo"]);
    }
}
