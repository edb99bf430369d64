//! Folding away the rows in which nothing is raised: no discrepancy that stands, no words that part, no note.
//!
//! Two accounts of one event share few sentences word for word: what is folded between them are mostly courtesies
//! that one side alone has, and what was dismissed. Between two versions of one text it is all that stayed.

use crate::app::room::Room;
use crate::domain::{Ruling, Side};
use crate::review::{Raised, SheetRow};
use std::collections::BTreeSet;

/// How a row is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// It is not.
    Open,
    /// So many rows from this one on are; one line stands for them.
    First(usize),
    /// It is one of those that follow.
    Inside,
}

/// What is folded away.
#[derive(Debug, Default)]
pub(crate) struct Folds {
    /// How each row is folded.
    rows: Vec<Fold>,
    /// Rows that were opened again, each by where its leading passages stand in the texts.
    opened: BTreeSet<(Side, usize)>,
}

impl Folds {
    /// How each row is folded.
    pub(crate) fn rows(&self) -> &[Fold] {
        &self.rows
    }
}

/// Where rows begin and end to be folded.
fn runs(folded: &[bool]) -> Vec<Fold> {
    let mut folds = vec![Fold::Open; folded.len()];
    let mut start = 0;
    for run in folded.chunk_by(|a, b| a == b) {
        if run[0] {
            folds[start] = Fold::First(run.len());
            folds[start + 1..start + run.len()].fill(Fold::Inside);
        }
        start += run.len();
    }
    folds
}

/// A row as it is remembered when the rows change.
fn name(row: &SheetRow) -> Option<(Side, usize)> {
    Side::BOTH.into_iter().find_map(|side| row.cells[side].first().map(|cell| (side, cell.passage)))
}

impl Room {
    /// Folds or unfolds; what is to be said.
    pub(in crate::app) fn toggle_folds(&mut self) -> String {
        if self.arrangement.folds.take().is_some() {
            return "everything is shown".to_owned();
        }
        self.arrangement.folds = Some(Folds::default());
        self.fold_anew();
        let folded = self.folded_rows();
        if folded == 0 {
            self.arrangement.folds = None;
            return "nothing to fold: in every row something differs, or a discrepancy or a note of yours is there"
                .to_owned();
        }
        self.snap_to_fold();
        let folded = if folded == 1 { "1 row".to_owned() } else { format!("{folded} rows") };
        format!("folded: {folded} without a difference, discrepancy or note; {{open-fold}} opens, {{fold}} shows all")
    }

    fn folded_rows(&self) -> usize {
        let folds = self.arrangement.folds.as_ref();
        folds.map_or(0, |folds| folds.rows.iter().filter(|&&fold| fold != Fold::Open).count())
    }

    /// Looks anew at what can be folded: rulings, notes or the rows themselves have changed.
    pub(in crate::app) fn fold_anew(&mut self) {
        let Some(mut folds) = self.arrangement.folds.take() else { return };
        // Between two versions, what one of them alone has is the difference.
        let versions = self.shows_versions();
        let quiet = |row: &SheetRow| !row.differs && (!versions || row.is_shared());
        let mut folded: Vec<bool> = self.sheet.rows.iter().map(quiet).collect();
        self.remarkable().for_each(|row| folded[row] = false);
        for &(side, passage) in &folds.opened {
            if let Some((row, _)) = self.sheet.place(side, passage) {
                folded[row] = false;
            }
        }
        folds.rows = runs(&folded);
        self.arrangement.folds = Some(folds);
    }

    /// The rows that a note or a discrepancy that was not dismissed is about.
    fn remarkable(&self) -> impl Iterator<Item = usize> {
        let stands = |raised: &&Raised| {
            let triaged = self.triaged.get(raised.discrepancy);
            triaged.is_some_and(|triaged| triaged.ruling != Some(Ruling::Dismiss))
        };
        let raised = self.sheet.raised().iter().filter(stands);
        let raised = raised.filter_map(|raised| self.sheet.place(raised.side, raised.passage));
        let noted = Side::BOTH.into_iter().flat_map(move |side| {
            self.annotated(side).filter_map(move |(_, span)| self.sheet.place_of(side, span.start))
        });
        raised.chain(noted).map(|(row, _)| row)
    }

    /// How the row at the cursor is folded.
    pub(in crate::app) fn fold_of(&self, row: usize) -> Fold {
        let folds = self.arrangement.folds.as_ref().filter(|_| !self.is_apart());
        folds.and_then(|folds| folds.rows.get(row).copied()).unwrap_or(Fold::Open)
    }

    /// The first row of the fold that a row lies in, or the row itself.
    pub(in crate::app) fn fold_start(&self, mut row: usize) -> usize {
        while row > 0 && self.fold_of(row) == Fold::Inside {
            row -= 1;
        }
        row
    }

    /// The numbers of the passages that are folded from a row on, as the line that stands for them tells
    /// them; empty where they do not follow each other.
    #[must_use]
    pub fn folded_numbers(&self, row: usize) -> String {
        let Fold::First(count) = self.fold_of(row) else { return String::new() };
        let rows = &self.sheet.rows[row..row + count];
        let lead = self.arrangement.lead;
        let side = if rows.iter().all(|row| row.cells[lead].is_empty()) { lead.other() } else { lead };
        let cells = |row: &SheetRow| row.cells[side].iter().map(|cell| cell.passage + 1).collect::<Vec<_>>();
        let numbers: Vec<usize> = rows.iter().flat_map(cells).collect();
        match (numbers.iter().min(), numbers.iter().max()) {
            (Some(first), Some(last)) if first == last => format!(" ({} {first})", self.label(side)),
            (Some(first), Some(last)) => format!(" ({} {first}–{last})", self.label(side)),
            _ => String::new(),
        }
    }

    /// Stands on the line that stands for the row at the cursor.
    fn snap_to_fold(&mut self) {
        let start = self.fold_start(self.cursor.row);
        if start != self.cursor.row {
            self.stand_in_row(start);
        }
    }

    /// Opens the fold at the cursor, in its place.
    pub(in crate::app) fn open_fold(&mut self) {
        let start = self.fold_start(self.cursor.row);
        let Fold::First(count) = self.fold_of(start) else { return };
        let names: Vec<_> = self.sheet.rows[start..start + count].iter().filter_map(name).collect();
        if let Some(folds) = &mut self.arrangement.folds {
            folds.opened.extend(names);
        }
        self.fold_anew();
        self.revealed = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_fold_together() {
        use Fold::{First, Inside, Open};
        assert_eq!(runs(&[]), []);
        assert_eq!(runs(&[true]), [First(1)]);
        assert_eq!(runs(&[false, true, true, false, true]), [Open, First(2), Inside, Open, First(1)]);
    }
}
