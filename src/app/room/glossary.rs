//! Looking a word up: the concepts of a passage, how they are conventionally read, and all that the lexicon
//! knows of them.

use crate::app::JobId;
use crate::app::controls::command::CommandId;
use crate::app::help::HelpLine;
use crate::app::room::Room;
use crate::app::state::{Overlay, State};
use crate::compare::{Lexicon, Mention};
use crate::domain::Side;
use std::sync::Arc;

/// The highest rung of commitment.
const HIGHEST: u8 = 7;

impl Room {
    /// The concepts of the passage at the cursor, each once, in their order.
    #[must_use]
    pub fn concepts_here(&self) -> Vec<&Mention> {
        let mut concepts: Vec<&Mention> = Vec::new();
        for mention in self.cell().iter().flat_map(|cell| &cell.mentions) {
            if !concepts.iter().any(|known| known.concept == mention.concept) {
                concepts.push(mention);
            }
        }
        concepts
    }

    /// The concept that was asked for, by key or mouse.
    #[must_use]
    pub fn word(&self) -> Option<&Mention> {
        self.concepts_here().get(self.word?).copied()
    }

    /// What is said of the passage's words where nothing else is to be said: of the one asked for, else of
    /// the first with a convention, else which concepts there are.
    #[must_use]
    pub fn gloss_here(&self) -> Option<String> {
        let concepts = self.concepts_here();
        let telling = || concepts.iter().copied().find(|mention| mention.convention.is_some());
        if let Some(mention) = self.word().or_else(telling) {
            return Some(self.told(mention));
        }
        let said: Vec<&str> = concepts.iter().filter(|it| it.substantive).map(|mention| &*mention.gloss).collect();
        (!said.is_empty()).then(|| format!("concepts: {}", said.join(" · ")))
    }

    fn told(&self, mention: &Mention) -> String {
        let word = mention.span.of(&self.texts[self.cursor.side]);
        let convention = mention.convention.as_ref().map(|convention| format!(" · by convention: {convention}"));
        format!("{word} · {}{}", mention.gloss, convention.unwrap_or_default())
    }

    /// Asks for the next concept of the passage, around at the end; whether there is one.
    fn next_word(&mut self) -> bool {
        let count = self.concepts_here().len();
        self.word = (count > 0).then(|| self.word.map_or(0, |word| (word + 1) % count));
        count > 0
    }

    /// Asks for the concept at a byte of the text; whether there is one.
    pub(in crate::app) fn ask_for_word_at(&mut self, offset: usize) -> bool {
        let cell = self.cell();
        let mention = cell.and_then(|cell| cell.mentions.iter().find(|mention| mention.span.contains(offset)));
        let word = mention.and_then(|it| self.concepts_here().iter().position(|known| known.concept == it.concept));
        self.word = word;
        word.is_some()
    }

    /// How often each side uses a concept.
    fn uses(&self, concept: &str) -> String {
        let of = |side: Side| {
            let readings = self.comparison.as_ref().map(|comparison| &comparison.readings[side]);
            let mentions = readings.into_iter().flat_map(|reading| &reading.passages).flat_map(|it| &it.mentions);
            let count = mentions.filter(|mention| *mention.concept == *concept).count();
            format!("{} {count}", self.label(side))
        };
        Side::BOTH.map(of).join(" · ")
    }
}

impl State {
    /// Asks for the next concept of the passage, or for all that is known of it.
    pub(crate) fn look_up(&mut self, id: CommandId) {
        let Some(room) = &mut self.room else { return };
        if id == CommandId::NextConcept {
            room.next_word();
        } else {
            self.lay_over(Overlay::Entry);
        }
    }

    /// Takes note of the lexicon that a comparison used.
    pub(in crate::app) fn knows(&mut self, job: JobId, lexicon: Arc<Lexicon>) {
        if self.room.as_ref().is_some_and(|room| room.job == job) {
            self.lexicon = Some(lexicon);
        }
    }

    /// All that the lexicon knows of the concept asked for, else of every concept of the passage.
    pub(in crate::app) fn entries(&self) -> Vec<HelpLine> {
        let Some(room) = &self.room else { return Vec::new() };
        let concepts = room.word().map_or_else(|| room.concepts_here(), |mention| vec![mention]);
        let lexicon = self.lexicon.as_deref().unwrap_or(Lexicon::builtin());
        concepts.into_iter().flat_map(|mention| entry(room, lexicon, mention)).collect()
    }
}

fn entry(room: &Room, lexicon: &Lexicon, mention: &Mention) -> Vec<HelpLine> {
    let word = mention.span.of(&room.texts[room.cursor.side]);
    let mut facts: Vec<(&str, String)> = vec![("here", word.to_owned())];
    if let Some(concept) = lexicon.concept(&mention.concept) {
        let gloss = |&at: &usize| lexicon.concepts()[at].gloss.as_str();
        let contrasts: Vec<&str> = concept.contrasts.iter().map(gloss).collect();
        let rung = concept.rung.map(|rung| format!("rung {rung} of {HIGHEST}: from noted (0) to signed ({HIGHEST})"));
        let more = [
            ("in English", Some(concept.english.join(" · "))),
            ("in Chinese", Some(concept.chinese.join(" · "))),
            ("group", Some(lexicon.group_name(&concept.group).to_owned())),
            ("broader", concept.parent.as_ref().map(gloss).map(str::to_owned)),
            ("not the same as", Some(contrasts.join(" · "))),
            ("commitment", rung),
            ("by convention", concept.convention.clone()),
            ("note", concept.note.clone()),
            ("stands in", concept.source.clone()),
            ("one language", concept.only.clone()),
            (
                "does not count",
                Some(concept.unless.join(" · ")).filter(|it| !it.is_empty()).map(|it| format!("beside: {it}")),
            ),
        ];
        facts.extend(more.into_iter().filter_map(|(subject, value)| Some((subject, value?))));
    } else {
        facts.push(("by convention", mention.convention.as_deref().unwrap_or_default().to_owned()));
    }
    facts.push(("mentions", room.uses(&mention.concept)));
    let lines = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let lines = lines.map(|(subject, value)| HelpLine::Entry(subject.to_owned(), value));
    std::iter::once(HelpLine::Heading(mention.gloss.to_string())).chain(lines).chain([HelpLine::Blank]).collect()
}
