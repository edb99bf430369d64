//! What errands report: taken up by whoever sent them, dropped where nobody waits any more.

use super::{Brought, News, Purpose, Report};
use crate::app::help::HelpLine;
use crate::app::state::{Overlay, Screen, State};
use crate::app::{Effect, JobId};
use crate::domain::{Dossier, Problem};
use jiff::Timestamp;

impl State {
    /// Takes up what an errand reports.
    pub(crate) fn hear(&mut self, at: Timestamp, job: JobId, news: News) -> Vec<Effect> {
        let Some(index) = self.incoming.errands.iter().position(|running| running.job == job) else {
            return Vec::new();
        };
        if let News::Step(step) = news {
            self.incoming.errands[index].step = step;
            return Vec::new();
        }
        let purpose = self.incoming.errands.remove(index).purpose;
        match (news, purpose) {
            (News::Step(_), _) => Vec::new(),
            (News::Failed(why), Purpose::Update) => self.updated(at, Err(why)),
            // A path that cannot be completed is told when it is read.
            (News::Failed(_), Purpose::Complete) => Vec::new(),
            (News::Failed(why), _) => {
                self.warn(why);
                Vec::new()
            }
            (News::Brought(brought), purpose) => self.receive(at, *brought, purpose),
        }
    }

    fn receive(&mut self, at: Timestamp, brought: Brought, purpose: Purpose) -> Vec<Effect> {
        match brought {
            Brought::Taken(taken) if purpose == Purpose::Update => return self.updated(at, Ok(*taken)),
            Brought::Taken(taken) => self.taken(*taken),
            Brought::Planned(planned) => self.planned(planned),
            Brought::Completed { typed, matches } => {
                if let Some(intake) = &mut self.incoming.intake {
                    intake.giving.complete(&typed, matches);
                }
            }
            Brought::Stored(fates) => return self.stored(fates),
            Brought::Imported(dossier) => return self.imported(dossier),
            Brought::Verified { quotations, changed } => self.verified(quotations, changed),
            Brought::Carried(carriages) => return self.carried(at, carriages),
            Brought::Merged { merged, edits, texts } => self.merged(*merged, edits, texts),
            Brought::Recorded(records) => self.recorded(&records),
            Brought::Originals(originals) => self.incoming.originals = Some(originals),
            Brought::Agreed(agreements) => self.agreed(&agreements),
        }
        Vec::new()
    }

    /// An exported event becomes one of the library, and is opened.
    fn imported(&mut self, dossier: Box<Dossier>) -> Vec<Effect> {
        self.leave_intake();
        self.opening = true;
        let place = self.room.as_ref().map(|room| Effect::Place(room.cursor.row));
        place.into_iter().chain([Effect::Create { dossier, texts: Vec::new() }]).collect()
    }

    /// Tells which quotations of a file are not what the texts say.
    fn verified(&mut self, quotations: usize, changed: Vec<Problem>) {
        self.leave_intake();
        let told = match (quotations, changed.len()) {
            (0, _) => "there is no quotation in it that could be verified".to_owned(),
            (1, 0) => "1 quotation, as in the texts".to_owned(),
            (all, 0) => format!("{all} quotations, all as in the texts"),
            (all, changed) => format!("{changed} of {all} quotations are not what the texts say"),
        };
        let mut lines = vec![HelpLine::Heading(told)];
        lines.extend(changed.into_iter().map(|problem| HelpLine::Entry(problem.subject, problem.message)));
        self.report(" What the file quotes", lines);
    }

    fn stored(&mut self, fates: Vec<(String, String)>) -> Vec<Effect> {
        self.incoming.intake = None;
        self.screen = Screen::Library;
        let entry = |(name, fate): (String, String)| [HelpLine::Heading(name), HelpLine::Entry(String::new(), fate)];
        self.report(" What became of the documents", fates.into_iter().flat_map(entry).collect());
        vec![Effect::List]
    }

    /// What is under way beside the screen, in words.
    #[must_use]
    pub fn under_way(&self) -> Option<String> {
        self.incoming.under_way().map(|told| self.spell(&told))
    }

    /// The heading of what is to be read.
    #[must_use]
    pub fn report_title(&self) -> &'static str {
        self.incoming.report.as_ref().map_or("", |report| report.title)
    }

    /// What is being brought in.
    #[must_use]
    pub fn intake(&self) -> Option<&super::Intake> {
        self.incoming.intake.as_deref()
    }

    /// What is to be carried over.
    #[must_use]
    pub fn carrying(&self) -> Option<&super::Carrying> {
        self.incoming.carrying.as_deref()
    }

    /// Lays something to be read over the screen.
    pub(super) fn report(&mut self, title: &'static str, lines: Vec<HelpLine>) {
        let spelt = |line: HelpLine| match line {
            HelpLine::Heading(text) => HelpLine::Heading(self.spell(&text)),
            HelpLine::Entry(subject, text) => HelpLine::Entry(subject, self.spell(&text)),
            line => line,
        };
        let lines = lines.into_iter().map(spelt).collect();
        self.incoming.report = Some(Report { title, lines });
        self.lay_over(Overlay::Report);
    }
}
