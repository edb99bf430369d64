//! Selecting: what the commands do to a selection, and what is proposed across.

use crate::app::controls::command::CommandId;
use crate::app::room::motion::Way;
use crate::app::room::selection::{Change, Picked, Selection, Unit};
use crate::app::room::{Cursor, Room, Work};
use crate::app::state::State;
use crate::app::writing::note::Tagging;
use crate::domain::{Side, Span};
use crate::review::Cell;

impl State {
    /// Does one of the commands that work on a selection.
    pub(crate) fn select(&mut self, id: CommandId) {
        let Some(room) = &mut self.room else { return };
        if id == CommandId::Select {
            match room.select_passage() {
                Some(selection) => room.work = Work::Selecting(selection),
                None => self.say("there is nothing to select"),
            }
            return;
        }
        let work = std::mem::replace(&mut room.work, Work::Reading);
        let selection = match work {
            Work::Selecting(selection) => selection,
            Work::Tagging(tagging) if id == CommandId::Cancel => {
                room.work = left(tagging);
                return;
            }
            other => {
                room.work = other;
                return;
            }
        };
        room.work = room.selected(selection, id);
        if let Work::Selecting(Selection { active, picked, .. }) = &room.work
            && id == CommandId::Across
            && picked[*active].is_none()
        {
            self.say("no partner is known: {next-words} {previous-words} choose a passage here, {nothing-there} says that nothing is there");
        }
    }
}

/// Back from the tags to where they were asked for; no word of a note is lost.
fn left(tagging: Tagging) -> Work {
    match tagging {
        Tagging::Selected(selection) => Work::Selecting(selection),
        Tagging::Written(writing) => Work::Writing(writing),
        Tagging::Instead(_) => Work::Reading,
    }
}

impl Room {
    /// What becomes of a selection.
    fn selected(&mut self, mut selection: Selection, id: CommandId) -> Work {
        let side = selection.active;
        let text = self.texts[side].clone();
        match id {
            CommandId::Grow => selection.resize(&text, Change::Grow, Unit::Word),
            CommandId::Shrink => selection.resize(&text, Change::Shrink, Unit::Word),
            CommandId::GrowClause => selection.resize(&text, Change::Grow, Unit::Clause),
            CommandId::ShrinkClause => selection.resize(&text, Change::Shrink, Unit::Clause),
            CommandId::OtherEnd => selection.moves_start = !selection.moves_start,
            CommandId::NothingThere => {
                let across = &mut selection.picked[selection.first.other()];
                *across = if *across == Some(Picked::Nothing) { None } else { Some(Picked::Nothing) };
                selection.active = selection.first;
            }
            CommandId::NextWords => self.move_on(&mut selection, Way::Forward),
            CommandId::PreviousWords => self.move_on(&mut selection, Way::Back),
            CommandId::Across => self.cross(&mut selection),
            CommandId::ChooseTag => {
                return Work::Tagging(Tagging::Selected(selection));
            }
            _ => return Work::Reading,
        }
        Work::Selecting(selection)
    }

    /// Selects the next or previous passage of the active side instead; the nearest one where nothing
    /// is selected there yet.
    fn move_on(&mut self, selection: &mut Selection, way: Way) {
        let side = selection.active;
        let passage = match selection.words(side).and_then(|span| self.sheet.place_of(side, span.start)) {
            Some((row, position)) => {
                let here = self.sheet.cell(side, row, position).map(|cell| cell.passage);
                here.and_then(|passage| way.from(passage, self.sheet.passages(side)))
            }
            None => self.sheet.nearest(side, self.cursor.row),
        };
        let Some((row, position)) = passage.and_then(|passage| self.sheet.place(side, passage)) else { return };
        if let Some(cell) = self.sheet.cell(side, row, position) {
            selection.picked[side] = Some(Picked::Words(cell.span));
            selection.moves_start = false;
            self.stand(Cursor { row, side, position });
        }
    }

    /// To the other side; at the first time with a proposal.
    fn cross(&mut self, selection: &mut Selection) {
        let side = selection.active.other();
        if selection.words(side).is_none() {
            selection.picked[side] = self.propose(selection, side).map(Picked::Words);
        }
        selection.active = side;
        selection.moves_start = false;
        if let Some((row, position)) = selection.words(side).and_then(|span| self.sheet.place_of(side, span.start)) {
            self.stand(Cursor { row, side, position });
        }
    }
}

impl Room {
    /// Selects the passage at the cursor.
    #[must_use]
    pub fn select_passage(&self) -> Option<Selection> {
        self.cell().map(|cell| Selection::of(self.cursor.side, cell.span))
    }

    /// Where a selection's partner most likely is: in the passage across, the words that stand for
    /// the same concepts, else the whole passage.
    #[must_use]
    pub fn propose(&self, selection: &Selection, side: Side) -> Option<Span> {
        let words = selection.words(side.other())?;
        let (row, position) = self.sheet.place_of(side.other(), words.start)?;
        let here = self.sheet.cell(side.other(), row, position)?;
        let across = self.sheet.cell(side, row, 0).or_else(|| {
            let &partner = here.elsewhere.first()?;
            let (row, position) = self.sheet.place(side, partner)?;
            self.sheet.cell(side, row, position)
        })?;
        Some(matching(here, across, words).unwrap_or(across.span))
    }
}

/// The words across that name the concepts of the selected words, if these are part of a passage.
fn matching(here: &Cell, across: &Cell, words: Span) -> Option<Span> {
    if words == here.span {
        return None;
    }
    let named = |concept: &str| {
        here.mentions.iter().any(|mention| mention.span.overlaps(words) && *mention.concept == *concept)
    };
    across.mentions.iter().filter(|mention| named(&mention.concept)).map(|mention| mention.span).reduce(Span::cover)
}
