//! Judging what the program found: accept, dismiss, explain, take over into a note.

use crate::app::Effect;
use crate::app::controls::command::CommandId;
use crate::app::room::Room;
use crate::app::room::motion::Way;
use crate::app::state::{Overlay, Screen, State};
use crate::domain::{Decision, DecisionId, Draft, Edit, Matter, Origin, Ruling};
use crate::review::{rulings_on, targets_of};
use jiff::Timestamp;

/// Who finds discrepancies, for the record.
const PROGRAM: &str = concat!("diptych ", env!("CARGO_PKG_VERSION"));

impl State {
    /// Does one of the commands that work on a discrepancy.
    pub(crate) fn judge(&mut self, at: Timestamp, id: CommandId) -> Vec<Effect> {
        let Some(index) = self.current_discrepancy() else { return Vec::new() };
        match id {
            CommandId::Accept => self.rule_and_go_on(at, index, Ruling::Accept),
            CommandId::Dismiss => self.rule_and_go_on(at, index, Ruling::Dismiss),
            CommandId::TakeOver => {
                self.screen = Screen::Room;
                if let Some(room) = &mut self.room {
                    room.show_discrepancy(index);
                }
                self.take_over(at, index)
            }
            _ => {
                self.lay_over(Overlay::Explain(index));
                Vec::new()
            }
        }
    }

    fn rule_and_go_on(&mut self, at: Timestamp, index: usize, ruling: Ruling) -> Vec<Effect> {
        let effects = self.rule(at, index, ruling);
        let triaged = self.room.as_ref().and_then(|room| room.triaged.get(index));
        let stands = triaged.and_then(|triaged| triaged.ruling);
        let dispute = self.room.as_ref().and_then(|room| room.dispute(index));
        let still = self.current_discrepancy() == Some(index);
        match (stands, self.screen, &mut self.room) {
            (None, ..) if dispute.is_some() => self.say(dispute.unwrap_or_default()),
            (None, ..) => self.say("withdrawn: the discrepancy is open again"),
            (_, Screen::Discrepancies, _) if still => self.step_item(Way::Forward),
            // One that is listed no more has made room for the next.
            (_, Screen::Discrepancies, _) => {}
            (_, _, Some(room)) => drop(room.step_discrepancy(Way::Forward)),
            _ => {}
        }
        effects
    }

    /// Makes an annotation of the discrepancy, with the tag of its kind, and opens the editor.
    pub(crate) fn take_over(&mut self, at: Timestamp, index: usize) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let Some(comparison) = &room.comparison else { return Vec::new() };
        let Some(discrepancy) = comparison.discrepancies.get(index) else { return Vec::new() };
        if let Some(id) = room.triaged.get(index).and_then(|triaged| triaged.annotation) {
            let known = room.dossier.annotations.get(&id).cloned();
            return known.map(|annotation| self.write(Draft { annotation, is_new: false })).unwrap_or_default();
        }
        let targets = targets_of(discrepancy, &room.dossier, &room.shown);
        let tag = room.dossier.codebook.tag_for(discrepancy.kind).map(|tag| tag.id.clone());
        let origin = Origin::Discrepancy {
            id: discrepancy.id.clone(),
            kind: discrepancy.kind,
            program: PROGRAM.to_owned(),
            summary: discrepancy.summary.clone(),
        };
        let annotation = self.annotation(at, targets, tag, origin);
        self.write(Draft { annotation, is_new: true })
    }

    /// Accepts or dismisses a discrepancy; the same ruling again withdraws it.
    pub(crate) fn rule(&mut self, at: Timestamp, index: usize, ruling: Ruling) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let Some(comparison) = &room.comparison else { return Vec::new() };
        let Some(discrepancy) = comparison.discrepancies.get(index) else { return Vec::new() };
        let known = room.ruling_on(&discrepancy.id, &self.setup.author).cloned();
        let withdraws = matches!(&known, Some(Decision { matter: Matter::Discrepancy { ruling: known, .. }, .. }) if *known == ruling);
        let matter = Matter::Discrepancy {
            id: discrepancy.id.clone(),
            kind: discrepancy.kind,
            summary: discrepancy.summary.clone(),
            ruling,
        };
        let id = known.as_ref().map_or_else(|| DecisionId(self.ids.next(at)), |known| known.id);
        let after = Decision {
            id,
            created: known.as_ref().map_or(at, |known| known.created),
            author: self.setup.author.clone(),
            matter,
            other: known.as_ref().map(|known| known.other.clone()).unwrap_or_default(),
        };
        let (before, after) = (known.map(Box::new), (!withdraws).then(|| Box::new(after)));
        let label = match ruling {
            Ruling::Accept => "accept",
            Ruling::Dismiss => "dismiss",
        };
        self.change(at, label, vec![Edit::Decision { id, before, after }])
    }
}

impl Room {
    /// Who ruled what, where two readers ruled the opposite.
    #[must_use]
    pub fn dispute(&self, index: usize) -> Option<String> {
        self.triaged.get(index).filter(|triaged| triaged.disputed)?;
        let discrepancy = self.comparison.as_ref()?.discrepancies.get(index)?;
        let told = rulings_on(&self.dossier, &discrepancy.id).into_iter().map(|(author, ruling)| match ruling {
            Ruling::Accept => format!("accepted by {author}"),
            Ruling::Dismiss => format!("dismissed by {author}"),
        });
        Some(told.collect::<Vec<_>>().join(", "))
    }

    /// A reader's newest ruling on a discrepancy: another reader's is never written over.
    fn ruling_on(&self, discrepancy: &str, author: &str) -> Option<&Decision> {
        let on = |decision: &&Decision| {
            let about = matches!(&decision.matter, Matter::Discrepancy { id, .. } if id == discrepancy);
            about && decision.author == author
        };
        self.dossier.decisions.values().filter(on).max_by_key(|decision| (decision.created, decision.id))
    }
}
