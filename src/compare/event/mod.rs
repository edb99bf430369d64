//! An event is two sets of documents: what one document leaves out, another of its side may say.
//!
//! Method: the pair in the panes is compared first; where a side has more documents, each of them is
//! compared with each of the other side's. An omission between two documents then has a reach
//! ([`Reach`]): nowhere in the other side's set, in a companion document, or in the same document in
//! another language. Documents that translate one another count as one voice.
//!
//! Limits: only what a side is silent about is followed through the sets. Two documents in conflict
//! are told when they stand in the panes. A companion *holds* a statement where the comparison with it
//! no longer misses it, or where it touches at least half of the topics that were missing: nobody
//! checks that it says the same about them.

mod reach;
mod retell;

use super::comparison::{Comparison, Discrepancy, Document, Frame};
use super::lexicon::Lexicon;
use super::pair;
use super::record::notes_on_translation;
use crate::domain::{Kind, Language, Side, Sides, Span, Translation};
use reach::{Between, Matter, held, missing_topics, silent_side};
use std::collections::BTreeMap;

/// One document of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<'a> {
    /// The document.
    pub document: Document<'a>,
    /// Place in the set of the document that this one translates.
    pub translates: Option<usize>,
    /// How its words relate to what was issued.
    pub translation: Translation,
}

/// All documents of one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Set<'a> {
    /// The documents, in order of rank.
    pub members: Vec<Member<'a>>,
    /// Which of them is in the pane.
    pub shown: usize,
}

impl<'a> Set<'a> {
    /// Documents of which nothing more is known; the first is in the pane.
    #[must_use]
    pub fn of(documents: impl IntoIterator<Item = Document<'a>>) -> Set<'a> {
        let member = |document| Member { document, translates: None, translation: Translation::Unknown };
        Set { members: documents.into_iter().map(member).collect(), shown: 0 }
    }

    /// The document in the pane; an empty one where there is none.
    fn shown_document(&self) -> Document<'a> {
        let none = Document { name: "no document", language: Language::unknown(), text: "" };
        self.members.get(self.shown).map_or(none, |member| member.document.clone())
    }

    /// A number for each document, the same for those that translate one another.
    #[must_use]
    pub fn voices(&self) -> Vec<usize> {
        let mut voices: Vec<usize> = (0..self.members.len()).collect();
        for (at, member) in self.members.iter().enumerate() {
            if let Some(original) = member.translates.filter(|&original| original < voices.len()) {
                let (low, high) = (voices[at].min(voices[original]), voices[at].max(voices[original]));
                voices.iter_mut().filter(|voice| **voice == high).for_each(|voice| *voice = low);
            }
        }
        voices
    }
}

/// How far an omission reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// It is no omission: both documents have their say.
    Pair,
    /// None of the documents loaded on that side has it.
    Set,
    /// Another document of that side has it, or part of it; of a watched topic, any other document.
    Companion {
        /// Whose document.
        side: Side,
        /// Which, in that side's set.
        document: usize,
        /// Where in it.
        passages: Vec<Span>,
    },
    /// The same document in another language has it: one of the two translates loosely, or the
    /// comparison across languages missed it.
    Language {
        /// Whose document.
        side: Side,
        /// Which, in that side's set.
        document: usize,
        /// Where in it.
        passages: Vec<Span>,
    },
}

impl Reach {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Reach::Pair => "pair",
            Reach::Set => "set",
            Reach::Companion { .. } => "companion",
            Reach::Language { .. } => "language",
        }
    }
}

/// What a companion document says and no document of the other side does.
#[derive(Debug, Clone, PartialEq)]
pub struct Further {
    /// Whose document.
    pub side: Side,
    /// Which, in that side's set.
    pub document: usize,
    /// The omission; its evidence stands in that document.
    pub found: Discrepancy,
}

/// Two sets of documents, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct EventComparison {
    /// The pair in the panes. Its omissions are told for the whole sets: summary, severity, order and
    /// the documents searched; their ids are those that the pair alone would give them.
    pub main: Comparison,
    /// How far each discrepancy of `main` reaches, in the same order.
    pub reach: Vec<Reach>,
    /// What stands in companion documents only, and in no document of the other side.
    pub further: Vec<Further>,
    /// The name of each document.
    pub names: Sides<Vec<String>>,
    /// The voice of each document: the same for those that translate one another.
    pub voices: Sides<Vec<usize>>,
    /// Which documents are in the panes.
    pub shown: Sides<usize>,
}

/// Compares two sets of documents.
///
/// Never fails, and gives the same result on any machine, as [`pair`] does. Where each side has one
/// document, the result is that of [`pair`].
#[must_use]
pub fn event(sets: &Sides<Set<'_>>, frame: &Frame, lexicon: &Lexicon) -> EventComparison {
    let main = Between::new(pair(sets.as_ref().map(Set::shown_document), frame, lexicon), lexicon);
    let desk = Desk::new(sets, frame, lexicon);
    let mut told: Vec<(Discrepancy, Reach)> = main
        .comparison
        .discrepancies
        .iter()
        .map(|found| {
            let reach = desk.reach(found, &main, sets.as_ref().map(|set| set.shown));
            (desk.retold(found.clone(), &reach, &main.comparison, frame), reach)
        })
        .collect();
    reorder(&mut told);
    let further = desk.further(&told, &main, frame);
    let (mut discrepancies, reach): (Vec<Discrepancy>, Vec<Reach>) = told.into_iter().unzip();
    let mut main = main.comparison;
    notes_on_translation(sets, &main, &mut discrepancies, frame, lexicon);
    main.discrepancies = discrepancies;
    EventComparison {
        main,
        reach,
        further,
        names: sets.as_ref().map(|set| set.members.iter().map(|m| m.document.name.to_owned()).collect()),
        voices: sets.as_ref().map(Set::voices),
        shown: sets.as_ref().map(|set| set.shown),
    }
}

/// What is in a companion document stands behind all that is at least as grave and is not.
fn reorder(told: &mut Vec<(Discrepancy, Reach)>) {
    let demoted = |reach: &Reach| matches!(reach, Reach::Companion { .. } | Reach::Language { .. });
    let mut last = [0_usize; 4];
    for (at, (found, _)) in told.iter().enumerate().filter(|(_, (_, reach))| !demoted(reach)) {
        (0..=found.severity.min(3)).for_each(|lower| last[usize::from(lower)] = at);
    }
    let place = |at: usize, (found, reach): &(Discrepancy, Reach)| match demoted(reach) {
        true => (last[usize::from(found.severity.min(3))].max(at), true),
        false => (at, false),
    };
    let mut placed: Vec<_> =
        std::mem::take(told).into_iter().enumerate().map(|(at, it)| (place(at, &it), it)).collect();
    // The sort keeps the order of equals.
    placed.sort_by_key(|(place, _)| *place);
    *told = placed.into_iter().map(|(_, it)| it).collect();
}

/// Both sets with all comparisons between them.
struct Desk<'a> {
    sets: &'a Sides<Set<'a>>,
    voices: Sides<Vec<usize>>,
    /// By the places of both documents; the pair in the panes is not among them.
    pairs: BTreeMap<(usize, usize), Between>,
    lexicon: &'a Lexicon,
}

impl<'a> Desk<'a> {
    fn new(sets: &'a Sides<Set<'a>>, frame: &Frame, lexicon: &'a Lexicon) -> Desk<'a> {
        // In the wider comparisons each document goes by its own name.
        let mut frame = frame.clone();
        frame.speakers.left.adjective = None;
        frame.speakers.right.adjective = None;
        let mut pairs = BTreeMap::new();
        for (left, one) in sets.left.members.iter().enumerate() {
            for (right, other) in sets.right.members.iter().enumerate() {
                if (left, right) != (sets.left.shown, sets.right.shown) {
                    let documents = Sides::new(one.document.clone(), other.document.clone());
                    pairs.insert((left, right), Between::new(pair(documents, &frame, lexicon), lexicon));
                }
            }
        }
        Desk { sets, voices: sets.as_ref().map(Set::voices), pairs, lexicon }
    }

    /// How far an omission between two documents reaches.
    fn reach(&self, found: &Discrepancy, between: &Between, places: Sides<usize>) -> Reach {
        if found.kind == Kind::BothSilent {
            return self.reach_of_silence(found, places);
        }
        let Some(silent) = silent_side(found) else { return Reach::Pair };
        let side = silent.other();
        if self.sets[silent].members.len() < 2 {
            return Reach::Set;
        }
        let matter = Matter { found, side, missing: missing_topics(found, side, between, self.lexicon) };
        let voice = |document: usize| self.voices[silent].get(document).copied();
        let mut elsewhere = None;
        for document in (0..self.sets[silent].members.len()).filter(|&document| document != places[silent]) {
            let mut key = places;
            key[silent] = document;
            let Some(wider) = self.pairs.get(&(key.left, key.right)) else { continue };
            let Some(passages) = held(&matter, wider, self.lexicon) else { continue };
            if voice(document) == voice(places[silent]) {
                return Reach::Language { side: silent, document, passages };
            }
            elsewhere = elsewhere.or(Some(Reach::Companion { side: silent, document, passages }));
        }
        elsewhere.unwrap_or(Reach::Set)
    }

    /// A watched topic that the pair leaves out may stand in any other document.
    fn reach_of_silence(&self, found: &Discrepancy, places: Sides<usize>) -> Reach {
        let topic = found.because.first().and_then(|id| self.lexicon.index(id));
        let Some(topic) = topic.filter(|_| !self.pairs.is_empty()) else { return Reach::Pair };
        for (&(left, right), wider) in &self.pairs {
            let key = Sides::new(left, right);
            for side in Side::BOTH.into_iter().filter(|&side| key[side] != places[side]) {
                let passages = wider.places_of(side, &[topic], self.lexicon);
                if !passages.is_empty() {
                    return Reach::Companion { side, document: key[side], passages };
                }
            }
        }
        Reach::Set
    }

    /// What companions say and nobody on the other side does: each matter once, and none that the
    /// documents in the panes were told of already.
    fn further(&self, told: &[(Discrepancy, Reach)], main: &Between, frame: &Frame) -> Vec<Further> {
        let mut further: Vec<Further> = Vec::new();
        for side in Side::BOTH {
            let mut known: Vec<usize> = told
                .iter()
                .filter(|(found, reach)| *reach == Reach::Set && silent_side(found) == Some(side.other()))
                .flat_map(|(found, _)| missing_topics(found, side, main, self.lexicon))
                .collect();
            let mut heard = vec![self.voices[side].get(self.sets[side].shown).copied()];
            for document in 0..self.sets[side].members.len() {
                let voice = self.voices[side].get(document).copied();
                if heard.contains(&voice) {
                    continue;
                }
                heard.push(voice);
                let mut places = self.sets.as_ref().map(|set| set.shown);
                places[side] = document;
                let Some(between) = self.pairs.get(&(places.left, places.right)) else { continue };
                for found in &between.comparison.discrepancies {
                    let topics = missing_topics(found, side, between, self.lexicon);
                    let new = topics.iter().any(|topic| !known.contains(topic));
                    let omitted = silent_side(found) == Some(side.other()) && reach::is_claim(found.kind);
                    if !omitted || !new || found.severity < 2 || self.reach(found, between, places) != Reach::Set {
                        continue;
                    }
                    known.extend(topics);
                    let found = self.retold(found.clone(), &Reach::Set, &between.comparison, frame);
                    further.push(Further { side, document, found });
                }
            }
        }
        // The sort keeps the order of equals: that of the documents, then of importance.
        further.sort_by_key(|further| std::cmp::Reverse(further.found.severity));
        further
    }
}
