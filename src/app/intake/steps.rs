//! The steps of bringing something in: from what is given to the change that takes it into the event.

use super::describing::{Described, Describing};
use super::form::FieldId;
use super::giving::Giving;
use super::{Aim, Errand, Given, Intake, Planned, Purpose, Running, Stage, Taken, making};
use crate::app::room::motion::Way;
use crate::app::state::{Screen, State};
use crate::app::{Effect, Home, Key};
use crate::domain::{Edit, ReadoutId, Side, Sides};
use jiff::Timestamp;

/// Columns that a preview leaves free.
pub const MARGIN: u16 = 4;

impl State {
    /// Begins a new event, or goes on with the one that was begun.
    pub(crate) fn begin_event(&mut self) -> Vec<Effect> {
        let aim = Aim::Event { described: Box::default(), side: Side::Left };
        let begun = self.incoming.intake.as_ref().is_some_and(|intake| matches!(intake.aim, Aim::Event { .. }));
        if !begun {
            self.incoming.intake = Some(Box::new(Intake::new(aim, Screen::Library)));
        }
        self.screen = Screen::Intake;
        self.look_around()
    }

    /// Where nothing is given yet, what lies at hand is shown: the files of this folder.
    fn look_around(&mut self) -> Vec<Effect> {
        let nothing = self.incoming.intake.as_ref().is_some_and(|intake| {
            matches!(intake.stage, Stage::Give) && !intake.giving.writes && intake.giving.is_empty()
        });
        if nothing { self.complete_path() } else { Vec::new() }
    }

    /// Begins to bring something into the open event.
    pub(crate) fn begin(&mut self, aim: Aim) -> Vec<Effect> {
        self.incoming.intake = Some(Box::new(Intake::new(aim, self.screen)));
        self.screen = Screen::Intake;
        self.look_around()
    }

    /// Begins another version of the document at the cursor of the sources.
    pub(crate) fn begin_version(&mut self) -> Vec<Effect> {
        let held = self.current_source();
        held.map(|held| self.begin(Aim::Version(held.version.readout))).unwrap_or_default()
    }

    /// Text that was pasted where no field is: it is a document.
    pub(crate) fn begin_with_text(&mut self, text: &str) {
        // What lies around need not be shown: something is given already.
        match self.screen {
            Screen::Library => drop(self.begin_event()),
            _ => drop(self.begin(Aim::Document)),
        }
        self.incoming.errands.retain(|running| running.purpose != Purpose::Complete);
        self.paste_in_intake(text);
    }

    /// A key that is no command.
    pub(crate) fn type_in_intake(&mut self, key: Key) {
        let waits = self.is_taking();
        let Some(intake) = &mut self.incoming.intake else { return };
        match intake.form_mut() {
            Some(form) => form.typed(key),
            None if waits => {}
            None => intake.giving.typed(key),
        }
    }

    /// Pasted text.
    pub(crate) fn paste_in_intake(&mut self, text: &str) {
        let Some(intake) = &mut self.incoming.intake else { return };
        match &mut intake.stage {
            Stage::Give => intake.giving.pasted(text),
            Stage::Describe(describing) => describing.form.pasted(text),
            Stage::Event(form) => form.pasted(text),
            Stage::Plan { .. } | Stage::Merge(_) => {}
        }
    }

    /// To another field, or another proposal.
    pub(crate) fn step_field(&mut self, way: Way) {
        let Some(intake) = &mut self.incoming.intake else { return };
        match intake.form_mut() {
            Some(form) => form.step(way),
            None => intake.giving.choose(way),
        }
    }

    /// Scrolls what is shown of the text or the plan.
    pub(crate) fn scroll_preview(&mut self, way: Way) {
        let step = usize::from(self.setup.size.height / 3).max(1);
        let columns = usize::from(self.setup.size.width.saturating_sub(MARGIN));
        let Some(intake) = &mut self.incoming.intake else { return };
        let (line, last) = match &mut intake.stage {
            Stage::Describe(describing) => {
                let lines = describing.taken.preview(columns).len();
                (&mut describing.line, lines.saturating_sub(1))
            }
            Stage::Plan { planned, line } => (line, planned.rows.len().saturating_sub(1)),
            Stage::Merge(merging) => {
                let last = merging.items().saturating_sub(1);
                (&mut merging.line, last)
            }
            Stage::Give | Stage::Event(_) => return,
        };
        *line = match way {
            Way::Forward => (*line + step).min(last),
            Way::Back => line.saturating_sub(step),
        };
    }

    /// The text itself is to be written or pasted.
    pub(crate) fn write_text(&mut self) {
        if let Some(intake) = &mut self.incoming.intake {
            intake.giving.writes = true;
        }
    }

    /// Asks how the path goes on.
    pub(crate) fn complete_path(&mut self) -> Vec<Effect> {
        let typed = self.incoming.intake.as_ref().map(|intake| intake.giving.typed_line());
        typed.map(|typed| vec![self.send(Purpose::Complete, Errand::Complete(typed))]).unwrap_or_default()
    }

    /// Sends for something.
    pub(crate) fn send(&mut self, purpose: Purpose, errand: Errand) -> Effect {
        let job = self.next_job();
        self.incoming.errands.push(Running { job, purpose, step: String::new() });
        Effect::Run { job, errand: Box::new(errand) }
    }

    /// Whether what was given is being read.
    fn is_taking(&self) -> bool {
        let waited = |running: &Running| matches!(running.purpose, Purpose::Take | Purpose::Store | Purpose::Merge);
        self.incoming.errands.iter().any(waited)
    }

    /// The step is complete: on to the next.
    pub(crate) fn next_part(&mut self, at: Timestamp) -> Vec<Effect> {
        if self.is_taking() {
            return Vec::new();
        }
        let Some(intake) = &mut self.incoming.intake else { return Vec::new() };
        match &intake.stage {
            Stage::Give => self.fetch_given(),
            Stage::Plan { planned, .. } => {
                let given = planned.given.clone();
                vec![self.send(Purpose::Store, Errand::Store(given))]
            }
            Stage::Event(_) => self.make_event(),
            Stage::Merge(_) => self.take_copy(at),
            Stage::Describe(describing) => match &intake.aim {
                Aim::Version(id) => {
                    let (id, taken) = (id.clone(), describing.taken.clone());
                    self.leave_intake();
                    self.add_version(at, &id, taken)
                }
                Aim::Document => self.add_document(at),
                Aim::Event { .. } | Aim::Copy | Aim::Import | Aim::Verify => self.describe_next(),
            },
        }
    }

    fn fetch_given(&mut self) -> Vec<Effect> {
        let Some(intake) = &self.incoming.intake else { return Vec::new() };
        if intake.giving.is_empty() {
            self.warn("nothing is given yet: type a path or an address, or paste the text");
            return Vec::new();
        }
        let line = intake.giving.typed_line();
        let errand = match (&intake.aim, &self.room) {
            (Aim::Import, _) => (Purpose::Take, Errand::Import(line)),
            (Aim::Verify, Some(room)) => {
                (Purpose::Take, Errand::Verify { given: line, dossier: Box::new(room.dossier.clone()) })
            }
            (Aim::Copy, Some(room)) => {
                let folder = home_folder(&room.home);
                (Purpose::Merge, Errand::Merge { given: line, dossier: Box::new(room.dossier.clone()), folder })
            }
            _ if intake.giving.writes => (Purpose::Take, Errand::Take(Given::Text(intake.giving.text.clone()))),
            _ => (Purpose::Take, Errand::Take(Given::Typed(line))),
        };
        vec![self.send(errand.0, errand.1)]
    }

    /// One step back; from the first, out. What was given stays until it is taken in.
    pub(crate) fn previous_part(&mut self) -> Vec<Effect> {
        if self.is_taking() {
            self.say("given up");
            return self.incoming.give_up();
        }
        let Some(intake) = &mut self.incoming.intake else { return Vec::new() };
        match (&intake.stage, &mut intake.aim) {
            (Stage::Give, _) if intake.giving.writes => intake.giving.writes = false,
            (Stage::Give, Aim::Event { described, side: side @ Side::Right }) => {
                *side = Side::Left;
                match described.left.take() {
                    Some(describing) => intake.stage = Stage::Describe(Box::new(describing)),
                    None => intake.giving = Giving::default(),
                }
            }
            (Stage::Give, aim) => {
                self.screen = intake.from;
                if !matches!(aim, Aim::Event { .. }) {
                    self.incoming.intake = None;
                }
                return if self.screen == Screen::Library { vec![Effect::List] } else { Vec::new() };
            }
            (Stage::Event(_), Aim::Event { described, .. }) => {
                let back = described.right.take();
                intake.stage = back.map_or(Stage::Give, |describing| Stage::Describe(Box::new(describing)));
            }
            _ => {
                let stage = std::mem::replace(&mut intake.stage, Stage::Give);
                if let Stage::Describe(describing) = stage {
                    intake.giving = describing.given.unwrap_or_else(|| std::mem::take(&mut intake.giving));
                }
            }
        }
        Vec::new()
    }

    pub(super) fn leave_intake(&mut self) {
        if let Some(intake) = self.incoming.intake.take() {
            self.screen = intake.from;
        }
    }

    /// A plan of many documents was made.
    pub(super) fn planned(&mut self, planned: Planned) {
        let Some(intake) = &mut self.incoming.intake else { return };
        if !matches!(intake.aim, Aim::Event { .. }) {
            self.warn("a folder or a table makes events of its own: give it in the library ({show-library}), under {new-event}");
            return;
        }
        intake.stage = Stage::Plan { planned: Box::new(planned), line: 0 };
    }

    /// A document was read: what is known of it is to be confirmed.
    pub(super) fn taken(&mut self, taken: Taken) {
        let hash = taken.text.hash();
        let dossier = self.room.as_ref().map(|room| &room.dossier);
        let Some(intake) = &mut self.incoming.intake else { return };
        let known = match (&intake.aim, dossier) {
            (Aim::Version(id), Some(dossier)) => {
                let newest = dossier.newest(id).is_some_and(|newest| newest.text == hash);
                newest.then(|| "the same text as its newest version: there is nothing to add".to_owned())
            }
            (Aim::Document, Some(dossier)) => {
                let holder = dossier.holder(&hash);
                holder.map(|holder| format!("this text is in the event already, as “{}”", holder.title))
            }
            _ => None,
        };
        if let Some(known) = known {
            self.warn(known);
            return;
        }
        let describing = match &intake.aim {
            Aim::Version(_) | Aim::Copy | Aim::Import | Aim::Verify => Describing::version(taken),
            Aim::Document => Describing::document(taken, dossier),
            Aim::Event { .. } => Describing::document(taken, None),
        };
        intake.stage = Stage::Describe(Box::new(describing));
    }

    /// Takes a described document into the event.
    fn add_document(&mut self, at: Timestamp) -> Vec<Effect> {
        let Some(room) = &self.room else { return Vec::new() };
        let Some(Intake { stage: Stage::Describe(describing), .. }) = self.incoming.intake.as_deref() else {
            return Vec::new();
        };
        let described = match describing.described(Some(&room.dossier)) {
            Ok(described) => described,
            Err(wrong) => return self.complain(wrong),
        };
        let Described { mut readout, text, side, new_party } = described;
        let mut after = room.dossier.clone();
        readout.id = after.free_id(&readout.id.0);
        let (id, title, side) = (readout.id.clone(), readout.title.clone(), side.unwrap_or(Side::Left));
        after.adding(readout, side).iter().for_each(|edit| edit.apply(&mut after));
        new_party.into_iter().for_each(|party| after.event.put_party(party));
        let edits = Edit::between(&room.dossier, &after);
        self.leave_intake();
        let effects = self.change_with(at, "add document", edits, vec![text]);
        self.stand_at_source(&id);
        self.say(format!("“{title}” stands on the {} side now; in the room, {{document}} shows it", side.name()));
        effects
    }

    /// Puts the cursor of the sources on a document.
    pub(super) fn stand_at_source(&mut self, id: &ReadoutId) {
        let held = self.room.as_ref().map(|room| room.held()).unwrap_or_default();
        self.cursors.sources = held.iter().position(|held| held.version.readout == *id).unwrap_or(0);
    }

    fn complain(&mut self, (field, how): (super::FieldId, String)) -> Vec<Effect> {
        if let Some(form) = self.incoming.intake.as_mut().and_then(|intake| intake.form_mut()) {
            form.go_to(field);
        }
        self.warn(how);
        Vec::new()
    }

    /// The document of this side is described: on to the other side, or to the event.
    fn describe_next(&mut self) -> Vec<Effect> {
        let Some(intake) = &mut self.incoming.intake else { return Vec::new() };
        let wrong = match &intake.stage {
            Stage::Describe(describing) => describing.described(None).err(),
            _ => None,
        };
        if let Some(wrong) = wrong {
            return self.complain(wrong);
        }
        let Stage::Describe(mut describing) = std::mem::replace(&mut intake.stage, Stage::Give) else {
            return Vec::new();
        };
        describing.given = Some(std::mem::take(&mut intake.giving));
        let Aim::Event { described, side } = &mut intake.aim else { return Vec::new() };
        described[*side] = Some(*describing);
        *side = side.other();
        let around = both_of(described).is_none();
        // Whichever side is still without a document comes next.
        if let Some(both) = both_of(described) {
            let published = both.map(|it| it.form.text(FieldId::Published));
            let date = making::proposed_date(published);
            let titles = both.map(|it| it.described(None).map(|it| it.readout.title).unwrap_or_default());
            *side = Side::Right;
            intake.stage = Stage::Event(making::form(&making::standing(titles.as_ref().map(String::as_str)), date));
        }
        if around { self.look_around() } else { Vec::new() }
    }

    fn make_event(&mut self) -> Vec<Effect> {
        let Some(intake) = &self.incoming.intake else { return Vec::new() };
        let (Stage::Event(form), Aim::Event { described, .. }) = (&intake.stage, &intake.aim) else {
            return Vec::new();
        };
        let Some(both) = both_of(described) else { return Vec::new() };
        let (left, right) = match (both.left.described(None), both.right.described(None)) {
            (Ok(left), Ok(right)) => (left, right),
            (Err(wrong), _) | (_, Err(wrong)) => return self.complain(wrong),
        };
        match making::event(form, Sides::new(left, right)) {
            Ok((dossier, texts)) => {
                self.opening = true;
                let place = self.room.as_ref().map(|room| Effect::Place(room.cursor.row));
                place.into_iter().chain([Effect::Create { dossier: Box::new(dossier), texts }]).collect()
            }
            Err(wrong) => self.complain(wrong),
        }
    }
}

fn both_of(described: &super::errand::Both<Describing>) -> Option<Sides<&Describing>> {
    Some(Sides::new(described.left.as_ref()?, described.right.as_ref()?))
}

/// The folder of an event, if it has one.
pub(super) fn home_folder(home: &Home) -> Option<String> {
    match home {
        Home::Saved(path) | Home::ReadOnly { path, .. } => Some(path.clone()),
        Home::Sample(_) | Home::Unsaved | Home::Arriving => None,
    }
}
