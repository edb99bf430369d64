//! How the two texts stand on the screen: in which order, which marks, what is folded away.

use crate::app::controls::command::CommandId;
use crate::app::page::{Panes, Tops};
use crate::app::room::folding::Folds;
use crate::app::room::scrolling::Arrival;
use crate::app::room::{Cursor, Room};
use crate::app::state::State;
use crate::compare::Mark;
use crate::domain::Side;
use crate::review::Sheet;

/// How the texts stand on the screen.
#[derive(Debug)]
pub(crate) struct Arrangement {
    /// Whether each text stands in its own order, as it was published.
    pub(crate) published: bool,
    /// Whether one text stands alone.
    pub(crate) one: bool,
    /// Whether each text scrolls by itself, where it stands in its own order.
    pub(crate) free: bool,
    /// The side whose order the rows follow.
    pub(crate) lead: Side,
    /// What is folded away, where anything is.
    pub(crate) folds: Option<Folds>,
    /// Which marks are shown in the words.
    pub(crate) marks: Marks,
    /// Where the screen begins.
    pub(crate) tops: Tops,
}

impl Arrangement {
    /// The rows level, the left text leading, everything open.
    pub(crate) fn new() -> Arrangement {
        Arrangement {
            published: false,
            one: false,
            free: false,
            lead: Side::Left,
            folds: None,
            marks: Marks::All,
            tops: Tops::default(),
        }
    }
}

/// Which of the words' marks are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// All of them.
    All,
    /// What both sides say.
    Agreement,
    /// Where they part.
    Differences,
    /// Figures, the same and in conflict.
    Facts,
    /// None.
    None,
}

impl Marks {
    /// Whether a mark is shown.
    #[must_use]
    pub const fn show(self, mark: Mark) -> bool {
        match (self, mark) {
            (Marks::All, _) => true,
            (Marks::Agreement, Mark::SameWords | Mark::SameConcept | Mark::SameFigure) => true,
            (Marks::Differences, Mark::OtherStrength | Mark::FigureConflict | Mark::Changed) => true,
            (Marks::Facts, Mark::SameFigure | Mark::FigureConflict) => true,
            (Marks::Agreement | Marks::Differences | Marks::Facts | Marks::None, _) => false,
        }
    }

    /// The one that the settings call so.
    pub(crate) fn named(name: &str) -> Marks {
        match name {
            "agreement" => Marks::Agreement,
            "differences" => Marks::Differences,
            "figures" => Marks::Facts,
            "none" => Marks::None,
            _ => Marks::All,
        }
    }

    /// What comes after it.
    const fn next(self) -> Marks {
        match self {
            Marks::All => Marks::Agreement,
            Marks::Agreement => Marks::Differences,
            Marks::Differences => Marks::Facts,
            Marks::Facts => Marks::None,
            Marks::None => Marks::All,
        }
    }

    /// What is said when they are chosen.
    const fn told(self) -> &'static str {
        match self {
            Marks::All => "marks: all",
            Marks::Agreement => "marks: agreement only (= ≈ #)",
            Marks::Differences => "marks: differences only (! ≠ ~)",
            Marks::Facts => "marks: figures only (# ≠)",
            Marks::None => "marks: none",
        }
    }
}

impl Room {
    /// How the texts share the body.
    #[must_use]
    pub(in crate::app) fn panes(&self) -> Panes {
        match &self.arrangement {
            Arrangement { one: true, .. } => Panes::One(self.cursor.side),
            Arrangement { published: true, .. } => Panes::Apart,
            _ => Panes::Level,
        }
    }

    /// Whether each text stands in its own order.
    pub(in crate::app) fn is_apart(&self) -> bool {
        self.panes() != Panes::Level
    }

    /// How the texts stand, where that is not the usual way; empty where it is.
    #[must_use]
    pub fn arranged(&self) -> String {
        let Arrangement { free, lead, folds, .. } = &self.arrangement;
        match self.panes() {
            Panes::One(side) => format!("{} alone", self.label(side)),
            Panes::Apart if *free => "as published, scrolling apart".to_owned(),
            Panes::Apart => "as published".to_owned(),
            Panes::Level => {
                let lead = (*lead == Side::Right).then(|| format!("in the order of {}", self.label(Side::Right)));
                let folded = folds.as_ref().map(|_| "folded".to_owned());
                lead.into_iter().chain(folded).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// The passages across that belong to the one at the cursor, the one beside it first.
    #[must_use]
    pub fn partners(&self) -> Vec<usize> {
        let Some(cell) = self.cell().filter(|cell| !cell.alone) else { return Vec::new() };
        let beside = self.sheet.rows[self.cursor.row].cells[self.cursor.side.other()].iter().map(|cell| cell.passage);
        let beside = beside.filter(|_| self.comparison.is_some());
        beside.chain(cell.elsewhere.iter().copied()).collect()
    }

    /// Makes another sheet of the one that stands, and stands on the same passage in it.
    fn lay_anew(&mut self, other: impl FnOnce(Sheet) -> Sheet) {
        let here = self.cell().map(|cell| cell.passage);
        let (current, note) = (self.current, self.note);
        self.sheet = other(std::mem::take(&mut self.sheet));
        self.fold_anew();
        let place = here.and_then(|passage| self.sheet.place(self.cursor.side, passage));
        if let Some((row, position)) = place {
            self.stand(Cursor { row, position, ..self.cursor });
            (self.current, self.note) = (current, note);
        }
        self.sort_hits();
        self.arrival = Arrival::Sweep;
        self.revealed = None;
    }

    /// Lets the rows follow the order of the other text; what is to be said.
    fn swap_lead(&mut self) -> String {
        let lead = self.arrangement.lead.other();
        self.arrangement.lead = lead;
        self.lay_anew(|sheet| sheet.led_by(lead));
        format!("the rows follow the order of {}", self.label(lead))
    }

    /// The row in the usual order, for the next time that the event is opened.
    #[must_use]
    pub(crate) fn place(&self) -> usize {
        let passage = self.cell().map(|cell| cell.passage);
        let led = |passage| self.sheet.clone().led_by(Side::Left).place(self.cursor.side, passage);
        match self.arrangement.lead {
            Side::Left => self.cursor.row,
            Side::Right => passage.and_then(led).map_or(0, |(row, _)| row),
        }
    }
}

impl State {
    /// Changes how the texts stand on the screen.
    pub(crate) fn arrange(&mut self, id: CommandId) {
        use CommandId as C;
        let Some(room) = &mut self.room else { return };
        room.arrival = Arrival::Sweep;
        let told = match id {
            C::Order => {
                let published = !room.arrangement.published || room.arrangement.one;
                (room.arrangement.published, room.arrangement.one) = (published, false);
                if published {
                    "each text in its own order; the partner of the passage at the cursor is lit (▹)".to_owned()
                } else {
                    "what belongs together stands level".to_owned()
                }
            }
            C::Free => {
                room.arrangement.free = !room.arrangement.free;
                if room.arrangement.free { "the texts scroll apart" } else { "the partner comes into view" }.to_owned()
            }
            C::OneSide => {
                room.arrangement.one = !room.arrangement.one;
                if room.arrangement.one { "one text alone; {other-side} shows the other" } else { "both texts" }
                    .to_owned()
            }
            C::Lead => room.swap_lead(),
            C::Marks => {
                room.arrangement.marks = room.arrangement.marks.next();
                room.arrangement.marks.told().to_owned()
            }
            C::Concepts => {
                room.gloss = !room.gloss;
                if room.gloss { "concepts under Chinese passages" } else { "no concepts" }.to_owned()
            }
            C::Fold => room.toggle_folds(),
            C::OpenFold => {
                room.open_fold();
                return;
            }
            _ => return,
        };
        self.say(told);
    }
}
