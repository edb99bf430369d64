//! What comes in: documents, versions, a colleague's copy; and what follows from it for the notes.
//!
//! ```text
//! given ──Errand──▶ shell ──News──▶ described, confirmed ──▶ a change, which undo takes back
//! ```

mod carrying;
mod describing;
mod errand;
mod form;
mod giving;
mod hands;
mod making;
mod moment;
mod news;
mod preview;
mod readers;
mod records;
mod steps;
mod updating;

pub use carrying::{Carrying, Entry, EntryKind};
pub use describing::Describing;
pub use errand::{Brought, CutAway, Errand, Fact, Given, News, Planned, PlannedRow, Taken};
pub use form::{Field, FieldId, Form, Value};
pub use giving::Giving;
pub use hands::{FIELD, TOP};
pub use preview::PreviewLine;
pub use records::{Originals, Record};
pub use steps::MARGIN;

use super::help::HelpLine;
use super::state::{Mode, Screen};
use super::{Effect, JobId};
use crate::domain::{Edit, ReadoutId, Side, Text};
use crate::review::merge::Merged;
use updating::Updating;

/// Everything that is on its way in.
#[derive(Debug, Default)]
pub(crate) struct Incoming {
    /// What is being given and described.
    pub(crate) intake: Option<Box<Intake>>,
    /// Errands that are under way.
    pub(crate) errands: Vec<Running>,
    /// Documents that are being fetched again.
    pub(crate) updating: Option<Updating>,
    /// Quotations that stand otherwise in a newer version.
    pub(crate) carrying: Option<Box<Carrying>>,
    /// The original's lines, while they are to be shown.
    pub(crate) originals: Option<Box<Originals>>,
    /// What an errand brought, to be read.
    pub(crate) report: Option<Report>,
}

/// An errand that is under way.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) job: JobId,
    pub(crate) purpose: Purpose,
    /// How far it is.
    pub(crate) step: String,
}

/// What an errand is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A document that is to be described.
    Take,
    /// A completed path.
    Complete,
    /// Many documents.
    Store,
    /// A document that is fetched again.
    Update,
    /// Where quotations stand.
    Carry,
    /// A colleague's copy.
    Merge,
    /// Figures.
    Agree,
    /// What records show.
    Records,
    /// An original's lines.
    Original,
}

/// Something to be read over a screen.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) title: &'static str,
    pub(crate) lines: Vec<HelpLine>,
}

/// What is being brought in, and how far that is.
#[derive(Debug)]
pub struct Intake {
    /// What for.
    pub aim: Aim,
    /// Where it comes from.
    pub giving: Giving,
    /// What is done at the moment.
    pub stage: Stage,
    /// The screen to go back to.
    from: Screen,
}

/// What a document is brought in for.
#[derive(Debug)]
pub enum Aim {
    /// A new event; the documents described so far, and the side whose document is to be given.
    Event {
        /// Described already.
        described: Box<errand::Both<Describing>>,
        /// Whose turn it is.
        side: Side,
    },
    /// A further document of the open event.
    Document,
    /// Another version of a document of the open event.
    Version(ReadoutId),
    /// A colleague's copy of the open event.
    Copy,
    /// An event that was exported.
    Import,
    /// A file that quotes the open event.
    Verify,
}

/// A step on the way in.
#[derive(Debug)]
pub enum Stage {
    /// Saying where it is.
    Give,
    /// Confirming what is known of it.
    Describe(Box<Describing>),
    /// Saying what is known of the new event.
    Event(Form),
    /// Looking at a plan of many.
    Plan {
        /// The plan.
        planned: Box<Planned>,
        /// How many lines are scrolled away.
        line: usize,
    },
    /// Looking at what a colleague's copy would bring.
    Merge(Box<Merging>),
}

/// A colleague's copy, joined with the event and not taken in yet.
#[derive(Debug)]
pub struct Merging {
    /// What would be.
    pub merged: Merged,
    /// How many lines are scrolled away.
    pub line: usize,
    /// What leads there.
    edits: Vec<Edit>,
    /// The texts that come with it.
    texts: Vec<Text>,
}

impl Intake {
    fn new(aim: Aim, from: Screen) -> Intake {
        Intake { aim, giving: Giving::default(), stage: Stage::Give, from }
    }

    /// What keys mean.
    pub(crate) fn mode(&self) -> Mode {
        match self.stage {
            Stage::Give if self.giving.writes => Mode::Paste,
            Stage::Give => Mode::Give,
            Stage::Describe(_) | Stage::Event(_) => Mode::Describe,
            Stage::Plan { .. } | Stage::Merge(_) => Mode::Plan,
        }
    }

    /// Whether something would be lost with it.
    pub(crate) fn holds_something(&self) -> bool {
        let text = !self.giving.text.trim().is_empty();
        let described =
            matches!(&self.aim, Aim::Event { described, .. } if described.iter().any(|(_, it)| it.is_some()));
        text || described || matches!(self.stage, Stage::Describe(_) | Stage::Event(_))
    }

    /// The form under the analyst's hands.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        match &self.stage {
            Stage::Describe(describing) => Some(&describing.form),
            Stage::Event(form) => Some(form),
            Stage::Give | Stage::Plan { .. } | Stage::Merge(_) => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match &mut self.stage {
            Stage::Describe(describing) => Some(&mut describing.form),
            Stage::Event(form) => Some(form),
            Stage::Give | Stage::Plan { .. } | Stage::Merge(_) => None,
        }
    }
}

impl Incoming {
    /// What is under way, for the screen: the errand that was sent first.
    #[must_use]
    pub(crate) fn under_way(&self) -> Option<String> {
        let running = self.errands.iter().find(|running| running.purpose != Purpose::Complete)?;
        let what = match running.purpose {
            Purpose::Take | Purpose::Complete => "reading the document",
            Purpose::Store => "taking in the documents",
            Purpose::Update => "fetching again",
            Purpose::Carry => "looking where quotations stand now",
            Purpose::Merge => "reading the colleague’s copy",
            Purpose::Agree => "measuring agreement",
            Purpose::Records => "comparing versions and languages",
            Purpose::Original => "looking for the original’s lines",
        };
        let of = self.updating.as_ref().filter(|_| running.purpose == Purpose::Update);
        let of = of.map(|updating| format!(" · {}", updating.told())).unwrap_or_default();
        let step = if running.step.is_empty() { String::new() } else { format!(" · {}", running.step) };
        Some(format!("{what}{of}{step} · {{previous-part}} gives up"))
    }

    /// Gives up everything that is under way.
    pub(crate) fn give_up(&mut self) -> Vec<Effect> {
        self.updating = None;
        self.errands.drain(..).map(|running| Effect::GiveUp(running.job)).collect()
    }
}
