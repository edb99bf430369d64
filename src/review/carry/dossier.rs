//! All quotations of a readout, carried to its newest version; and the edits that follow from a yes.

use super::standing::is_left_behind;
use super::{Carried, Carrier, Outcome};
use crate::compare::Lexicon;
use crate::domain::{
    Anchor, Annotation, AnnotationId, Decision, DecisionId, Dossier, Edit, Matter, ReadoutId, Side, Target, TextHash,
};
use std::collections::{BTreeMap, BTreeSet};

/// Where in the dossier a quotation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In an annotation.
    Annotation {
        /// Which.
        id: AnnotationId,
        /// Which of its targets, from 0.
        target: usize,
    },
    /// In a decision on two passages.
    Decision {
        /// Which.
        id: DecisionId,
        /// On which side.
        side: Side,
    },
}

/// One quotation with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Where in the dossier it stands.
    pub place: Place,
    /// As it was.
    pub before: Anchor,
    /// As it can be.
    pub carried: Carried,
    /// Whether the analyst left it behind before, when it was to be carried to this version.
    pub refused: bool,
}

/// Everything that quotes older versions of a readout.
#[derive(Debug, Clone, PartialEq)]
pub struct Carriage {
    /// The readout.
    pub readout: ReadoutId,
    /// Its newest version, to which all is carried.
    pub to: TextHash,
    /// The quotations: notes first, in the order of their ids.
    pub items: Vec<Item>,
    /// Notes that say *nothing there* of an older version. Whether the newer one still says nothing is for
    /// the analyst to look at, so they stay as they are.
    pub nothing: Vec<AnnotationId>,
}

/// Looks where everything that quotes an older version of a readout stands in its newest one. Nothing is
/// changed by it. `None` where the readout or its newest text is missing.
#[must_use]
pub fn carry(dossier: &Dossier, readout: &ReadoutId, lexicon: &Lexicon) -> Option<Carriage> {
    let to = dossier.readout(readout)?.latest()?.sha256.clone();
    let text = dossier.texts.get(&to)?;
    let quoting = quotations(dossier).filter(|(_, anchor)| anchor.readout == *readout && anchor.text != to);
    let mut by_version: BTreeMap<&TextHash, Vec<(Place, &Anchor)>> = BTreeMap::new();
    for (place, anchor) in quoting {
        by_version.entry(&anchor.text).or_default().push((place, anchor));
    }
    let mut items = Vec::new();
    for (hash, quoted) in by_version {
        let old = dossier.texts.get(hash).map_or("", |text| &**text);
        let carried = Carrier::new(old, text, lexicon).carry_all(quoted.iter().map(|(_, anchor)| *anchor));
        let item = |((place, before), carried): (&(Place, &Anchor), Carried)| Item {
            place: *place,
            before: (*before).clone(),
            carried,
            refused: is_left_behind(place, dossier, &to),
        };
        items.extend(quoted.iter().zip(carried).map(item));
    }
    items.sort_by_key(|item| item.place);
    let silent = |annotation: &&Annotation| {
        annotation.targets.iter().any(|target| match target {
            Target::Nothing(nothing) => nothing.searched.iter().any(|it| it.readout == *readout && it.text != to),
            Target::Quote(_) => false,
        })
    };
    let nothing = dossier.annotations.values().filter(silent).map(|annotation| annotation.id).collect();
    Some(Carriage { readout: readout.clone(), to, items, nothing })
}

/// All anchors of a dossier.
fn quotations(dossier: &Dossier) -> impl Iterator<Item = (Place, &Anchor)> {
    let notes = dossier.annotations.values().flat_map(|annotation| {
        let targets = annotation.targets.iter().enumerate();
        targets.filter_map(|(target, it)| Some((Place::Annotation { id: annotation.id, target }, it.anchor()?)))
    });
    let decisions = dossier.decisions.values().flat_map(|decision| {
        let anchors = match &decision.matter {
            Matter::Passages { anchors, .. } => Some(anchors),
            Matter::Discrepancy { .. } => None,
        };
        let sides = anchors.into_iter().flat_map(|anchors| anchors.iter());
        sides.map(|(side, anchor)| (Place::Decision { id: decision.id, side }, anchor))
    });
    notes.chain(decisions)
}

impl Carriage {
    /// How many fared so.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.items.iter().filter(|item| item.carried.outcome == outcome).count()
    }

    /// The items that can be carried together, in one change: the same words, and nothing to warn of.
    #[must_use]
    pub fn sure(&self) -> Vec<usize> {
        self.numbered(|item| !item.refused && !item.carried.needs_yes() && item.carried.anchor.is_some())
    }

    /// The items that wait for a yes, each for its own.
    #[must_use]
    pub fn waiting(&self) -> Vec<usize> {
        self.numbered(|item| !item.refused && item.carried.needs_yes() && item.carried.anchor.is_some())
    }

    /// The items that the analyst left behind.
    #[must_use]
    pub fn refused(&self) -> Vec<usize> {
        self.numbered(|item| item.refused && item.carried.anchor.is_some())
    }

    /// The items that were not found again; they keep quoting the version that they quoted.
    #[must_use]
    pub fn orphans(&self) -> Vec<usize> {
        self.numbered(|item| item.carried.anchor.is_none())
    }

    fn numbered(&self, wanted: impl Fn(&Item) -> bool) -> Vec<usize> {
        (0..self.items.len()).filter(|&at| wanted(&self.items[at])).collect()
    }

    /// The edits that put these items in their new places, to be done as one change. An item whose
    /// quotation was altered or deleted meanwhile is left alone, and so is an orphan.
    #[must_use]
    pub fn edits(&self, chosen: &[usize], dossier: &Dossier) -> Vec<Edit> {
        let mut notes: BTreeMap<AnnotationId, Annotation> = BTreeMap::new();
        let mut decisions: BTreeMap<DecisionId, Decision> = BTreeMap::new();
        let chosen: BTreeSet<usize> = chosen.iter().copied().collect();
        for item in chosen.into_iter().filter_map(|at| self.items.get(at)) {
            let Some(new) = &item.carried.anchor else { continue };
            match item.place {
                Place::Annotation { id, target } => {
                    let Some(now) = notes.get(&id).or_else(|| dossier.annotations.get(&id)) else { continue };
                    let mut now = now.clone();
                    if now.targets.get(target).and_then(Target::anchor) == Some(&item.before) {
                        now.targets[target] = Target::Quote(new.clone());
                        notes.insert(id, now);
                    }
                }
                Place::Decision { id, side } => {
                    let Some(now) = decisions.get(&id).or_else(|| dossier.decisions.get(&id)) else { continue };
                    let mut now = now.clone();
                    if let Matter::Passages { anchors, .. } = &mut now.matter
                        && anchors[side] == item.before
                    {
                        anchors[side] = new.clone();
                        decisions.insert(id, now);
                    }
                }
            }
        }
        let notes = notes.into_iter().map(|(id, after)| Edit::Annotation {
            id,
            before: dossier.annotations.get(&id).cloned().map(Box::new),
            after: Some(Box::new(after)),
        });
        let decisions = decisions.into_iter().map(|(id, after)| Edit::Decision {
            id,
            before: dossier.decisions.get(&id).cloned().map(Box::new),
            after: Some(Box::new(after)),
        });
        notes.chain(decisions).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{Desk, TEXT};
    use super::super::Standing;
    use super::*;
    use crate::domain::{Joining, Nothing, Sides, VersionId};
    use jiff::Timestamp;

    /// The second sentence goes, the third changes, the rest stays.
    const NEWER: &str = "The two sides met on Monday. A fair was not agreed. The hosts were thanked.";

    fn desk() -> (Desk, Vec<AnnotationId>) {
        let mut desk = Desk::new();
        let notes =
            ["met on Monday", "spoke of fishing", "A fair was agreed"].map(|quote| desk.note("ada", quote, &[]));
        desk.document("north", "NO", NEWER);
        (desk, notes.into())
    }

    fn readout() -> ReadoutId {
        ReadoutId("north".to_owned())
    }

    fn quote(dossier: &Dossier, id: AnnotationId) -> String {
        let anchor = dossier.annotations[&id].anchors().next().expect("the note quotes").clone();
        assert!(anchor.holds(&dossier.texts[&anchor.text]));
        anchor.quote
    }

    #[test]
    fn what_is_sure_goes_at_once_and_the_rest_waits() {
        let (desk, notes) = desk();
        let mut dossier = desk.dossier;
        let carriage = carry(&dossier, &readout(), Lexicon::builtin()).unwrap();
        assert_eq!((carriage.sure(), carriage.waiting(), carriage.orphans()), (vec![0], vec![2], vec![1]));
        assert_eq!(carriage.count(Outcome::Changed), 1);

        let edits = carriage.edits(&carriage.sure(), &dossier);
        assert!(edits.iter().all(|edit| edit.fits(&dossier)));
        edits.iter().for_each(|edit| edit.apply(&mut dossier));
        assert_eq!(carriage.edits(&carriage.sure(), &dossier), [], "twice is once");

        let edits = carriage.edits(&[2], &dossier);
        edits.iter().for_each(|edit| edit.apply(&mut dossier));
        assert_eq!(quote(&dossier, notes[2]), "A fair was not agreed");
        assert_eq!(carriage.edits(&[1], &dossier), [], "an orphan stays where it is");
        assert_eq!(quote(&dossier, notes[1]), "spoke of fishing");

        // Looked at again, only the orphan is left.
        let again = carry(&dossier, &readout(), Lexicon::builtin()).unwrap();
        assert_eq!((again.items.len(), again.orphans()), (1, vec![0]));
    }

    #[test]
    fn what_was_left_behind_is_not_asked_again_until_it_is_reopened_or_the_next_version() {
        let (desk, notes) = desk();
        let mut dossier = desk.dossier;
        let look = |dossier: &Dossier| carry(dossier, &readout(), Lexicon::builtin()).unwrap();
        let carriage = look(&dossier);
        assert_eq!(carriage.standing(2, &dossier), Standing::Waits);
        assert_eq!(carriage.standing(1, &dossier), Standing::Orphan);
        carriage.refusing(2, &dossier).iter().for_each(|edit| edit.apply(&mut dossier));
        assert_eq!(carriage.standing(2, &dossier), Standing::Refused);
        let again = look(&dossier);
        assert_eq!((again.waiting(), again.refused()), (vec![], vec![2]));
        let edits = again.accepting(2, &dossier);
        assert_eq!(edits.len(), 1, "one change of one note");
        edits.iter().for_each(|edit| edit.apply(&mut dossier));
        assert_eq!(again.standing(2, &dossier), Standing::Accepted);
        assert_eq!(dossier.annotations[&notes[2]].other, serde_json::Map::new());
        edits.iter().rev().map(Edit::inverse).for_each(|edit| edit.apply(&mut dossier));
        again.reopening(2, &dossier).iter().for_each(|edit| edit.apply(&mut dossier));
        assert_eq!(look(&dossier), carriage);
        again.refusing(2, &dossier).iter().for_each(|edit| edit.apply(&mut dossier));
        let mut desk = Desk::new();
        desk.dossier = dossier;
        desk.document("north", "NO", &format!("{NEWER} At last."));
        assert_eq!(look(&desk.dossier).waiting(), vec![2], "another version asks anew");
    }

    #[test]
    fn both_ends_of_a_note_and_of_a_decision_go_together() {
        let mut desk = Desk::new();
        let id = desk.note("ada", "met on Monday", &[]);
        let second = desk.note("ada", "hosts were thanked", &[]);
        let first = desk.dossier.annotations[&id].targets[0].clone();
        let other = desk.dossier.annotations.remove(&second).unwrap().targets.remove(0);
        let anchors = Sides::new(first.anchor().unwrap().clone(), other.anchor().unwrap().clone());
        desk.dossier.annotations.get_mut(&id).unwrap().targets.push(other);
        let decision = DecisionId(uuid::Uuid::from_u128(9));
        let matter = Matter::Passages { anchors: Box::new(anchors), joining: Joining::Link };
        let made = Decision {
            id: decision,
            created: Timestamp::UNIX_EPOCH,
            author: "ada".to_owned(),
            matter,
            other: serde_json::Map::new(),
        };
        desk.dossier.decisions.insert(decision, made);
        desk.document("north", "NO", &format!("At last. {TEXT}"));
        let carriage = carry(&desk.dossier, &readout(), Lexicon::builtin()).unwrap();
        assert_eq!(carriage.sure().len(), 4);
        let edits = carriage.edits(&carriage.sure(), &desk.dossier);
        assert_eq!(edits.len(), 2, "one edit a note, one a decision");
        edits.iter().for_each(|edit| edit.apply(&mut desk.dossier));
        assert_eq!(carry(&desk.dossier, &readout(), Lexicon::builtin()).unwrap().items, []);
        // And back, as undo does it.
        edits.iter().rev().map(Edit::inverse).for_each(|edit| edit.apply(&mut desk.dossier));
        assert_eq!(carry(&desk.dossier, &readout(), Lexicon::builtin()).unwrap(), carriage);
    }

    #[test]
    fn nothing_there_is_to_be_looked_at_again() {
        let mut desk = Desk::new();
        let id = desk.note("ada", "met on Monday", &[]);
        let searched = vec![VersionId { readout: readout(), text: TextHash::of(TEXT) }];
        desk.dossier.annotations.get_mut(&id).unwrap().targets =
            vec![Target::Nothing(Nothing { party: None, searched })];
        assert_eq!(carry(&desk.dossier, &readout(), Lexicon::builtin()).unwrap().nothing, []);
        desk.document("north", "NO", NEWER);
        let carriage = carry(&desk.dossier, &readout(), Lexicon::builtin()).unwrap();
        assert_eq!((carriage.nothing, carriage.items), (vec![id], vec![]));
    }

    #[test]
    fn a_lost_text_does_not_lose_its_notes() {
        let (mut desk, _) = desk();
        desk.dossier.texts.remove(&TextHash::of(TEXT));
        let carriage = carry(&desk.dossier, &readout(), Lexicon::builtin()).unwrap();
        assert_eq!(carriage.items.len(), 3);
        assert_eq!(carriage.orphans().len(), 1);
    }
}
