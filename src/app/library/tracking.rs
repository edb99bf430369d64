//! Over time: one party's wording on a concept or a phrase through all events, by date.

use super::{Ask, Followed, Spot};
use crate::app::prompt::Purpose;
use crate::app::state::{Screen, State};
use crate::app::{Effect, JobId};
use crate::compare::{Lexicon, Role};
use crate::domain::PartyId;
use crate::export::track::Form;

/// So many concepts are proposed.
const PROPOSED: usize = 200;

/// A wording that is being followed.
#[derive(Debug, Default)]
pub struct Tracking {
    /// What was typed.
    wanted: String,
    /// Whose documents; all where none is named.
    party: Option<PartyId>,
    job: JobId,
    /// What was found; `None` while it is looked for.
    followed: Option<Followed>,
}

impl Tracking {
    /// What is followed, as it was typed.
    #[must_use]
    pub fn wanted(&self) -> &str {
        &self.wanted
    }

    /// Whose documents are read; all where none is named.
    #[must_use]
    pub const fn party(&self) -> Option<&PartyId> {
        self.party.as_ref()
    }

    /// What was found; `None` while it is looked for.
    #[must_use]
    pub const fn followed(&self) -> Option<&Followed> {
        self.followed.as_ref()
    }
}

impl State {
    /// The wording that is being followed.
    #[must_use]
    pub fn tracking(&self) -> &Tracking {
        &self.tracking
    }

    /// How many sentences the wording stands in.
    pub(crate) fn tracked(&self) -> usize {
        self.tracking.followed.as_ref().map_or(0, |followed| followed.entries.len())
    }

    /// Shows the screen; asks what to follow where nothing is followed yet.
    pub(crate) fn show_track(&mut self) -> Vec<Effect> {
        if self.screen == Screen::Room || self.tracking.wanted.is_empty() {
            self.ask_for_wording();
        }
        self.screen = Screen::Track;
        Vec::new()
    }

    /// Opens the line in which a concept or a phrase is typed. From the room, the first concept of the passage
    /// stands in it already.
    pub(crate) fn ask_for_wording(&mut self) {
        let here = (self.screen == Screen::Room).then_some(self.room.as_ref()).flatten();
        let mention = here.and_then(|room| room.cell()?.mentions.first().map(|mention| mention.gloss.to_string()));
        let wording = mention.unwrap_or_else(|| self.tracking.wanted.clone());
        self.ask_with(Purpose::Track, &wording);
    }

    /// The concepts that what was typed may mean: meaning and id.
    #[must_use]
    pub fn proposed_concepts(&self) -> Vec<(String, String)> {
        let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.purpose == Purpose::Track) else {
            return Vec::new();
        };
        let typed = prompt.typed().trim().to_lowercase();
        let topics = Lexicon::builtin().concepts().iter().filter(|concept| concept.role == Role::Topic);
        let mut meant: Vec<(bool, String, String)> = topics
            .filter(|concept| {
                let forms = concept.english.iter().chain(&concept.chinese);
                concept.gloss.to_lowercase().contains(&typed) || forms.into_iter().any(|form| form.contains(&typed))
            })
            .map(|concept| {
                let begins = concept.gloss.to_lowercase().starts_with(&typed);
                (!begins, concept.gloss.clone(), concept.id.clone())
            })
            .collect();
        meant.sort();
        meant.into_iter().take(PROPOSED).map(|(_, gloss, id)| (gloss, id)).collect()
    }

    /// Follows what was typed, or the concept that was chosen below it.
    pub(crate) fn follow_wording(&mut self, typed: &str, chosen: Option<&str>) -> Vec<Effect> {
        let wanted = chosen.unwrap_or(typed).trim();
        if wanted.is_empty() {
            return Vec::new();
        }
        wanted.clone_into(&mut self.tracking.wanted);
        self.follow()
    }

    /// Reads the documents of the next party only; after the last, of all again.
    pub(crate) fn next_party(&mut self) -> Vec<Effect> {
        let known = self.tracking.followed.as_ref().map(|it| it.parties.as_slice()).unwrap_or_default();
        let next = match &self.tracking.party {
            None => known.first(),
            Some(party) => known.iter().position(|it| it == party).and_then(|at| known.get(at + 1)),
        };
        self.tracking.party = next.cloned();
        self.follow()
    }

    fn follow(&mut self) -> Vec<Effect> {
        let job = self.next_job();
        self.tracking.job = job;
        self.cursors.track = 0;
        let (wanted, party) = (self.tracking.wanted.clone(), self.tracking.party.clone());
        vec![Ask::Follow { job, wanted, party }.into()]
    }

    /// Asks in which form what is followed is to be written into a file.
    pub(crate) fn ask_for_form(&mut self) {
        self.ask(Purpose::Form);
    }

    /// The forms that what was typed may mean.
    #[must_use]
    pub(crate) fn proposed_forms(&self) -> Vec<Form> {
        let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.purpose == Purpose::Form) else {
            return Vec::new();
        };
        let typed = prompt.typed().trim().to_lowercase();
        Form::ALL.into_iter().filter(|form| form.name().to_lowercase().contains(&typed)).collect()
    }

    /// Has what is followed written into a file.
    pub(crate) fn write_track(&mut self, form: Form) -> Vec<Effect> {
        let (wanted, party) = (self.tracking.wanted.clone(), self.tracking.party.clone());
        vec![Ask::Table { wanted, party, form }.into()]
    }

    /// Takes what was found.
    pub(super) fn followed(&mut self, job: JobId, followed: Result<Box<Followed>, String>) {
        if job != self.tracking.job {
            return;
        }
        match followed {
            Ok(followed) => self.tracking.followed = Some(*followed),
            Err(why) => self.warn(why),
        }
    }

    /// Opens the event of the sentence at the cursor, at that sentence.
    pub(crate) fn open_said(&mut self) -> Vec<Effect> {
        let said = self.tracking.followed.as_ref().and_then(|followed| followed.entries.get(self.item()));
        let Some((which, spot)) = said.map(|said| (said.which.clone(), said.spot.clone())) else { return Vec::new() };
        let asked = match &spot {
            Spot::Words(..) => self.tracking.followed.as_ref().map(|followed| followed.looked_for.clone()),
            Spot::Left | Spot::Note(_) => None,
        };
        self.open_at(which, spot, asked)
    }
}
