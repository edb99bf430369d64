//! Linking and separating passages by hand: what the next comparison has to respect, and how to withdraw it.

use crate::app::Effect;
use crate::app::room::{Room, Work};
use crate::app::state::State;
use crate::domain::{Anchor, Decision, DecisionId, Edit, Joining, Matter, Side, Sides, Span};
use jiff::Timestamp;

/// What is to be ruled on words of both sides, and the ruling that stands, if any.
struct Ruled {
    anchors: Sides<Anchor>,
    known: Option<Decision>,
}

impl State {
    /// Rules that words belong together, or do not: those selected on both sides, or else the passage at
    /// the cursor and its partner. The comparison is then made anew. The same ruling again withdraws it.
    pub(crate) fn join(&mut self, at: Timestamp, joining: Joining) -> Vec<Effect> {
        let Some(room) = &mut self.room else { return Vec::new() };
        let ruled = match room.work {
            Work::Selecting(_) => room.selected_words(),
            _ => room.passages_to_rule_on(joining),
        };
        let Some(ruled) = ruled else {
            self.warn("no partner is known: {select} selects, {across} goes across, {link} links");
            return Vec::new();
        };
        if matches!(room.work, Work::Selecting(_)) {
            room.work = Work::Reading;
        }
        self.rule_on_words(at, ruled, joining)
    }

    fn rule_on_words(&mut self, at: Timestamp, ruled: Ruled, joining: Joining) -> Vec<Effect> {
        let Ruled { anchors, known } = ruled;
        let withdraws = known.as_ref().is_some_and(|known| joining_in(known) == Some(joining));
        let id = known.as_ref().map_or_else(|| DecisionId(self.ids.next(at)), |known| known.id);
        let after = Decision {
            id,
            created: known.as_ref().map_or(at, |known| known.created),
            author: self.setup.author.clone(),
            matter: Matter::Passages { anchors: Box::new(anchors), joining },
            other: known.as_ref().map(|known| known.other.clone()).unwrap_or_default(),
        };
        let label = match joining {
            Joining::Link => "link",
            Joining::Separate => "separate",
        };
        self.say(match (withdraws, joining) {
            (true, _) => format!("{label} withdrawn: compared anew"),
            (false, Joining::Link) => {
                "linked for good [=]: compared anew; {link-in-room} again withdraws it".to_owned()
            }
            (false, Joining::Separate) => {
                "kept apart [-]: compared anew; {separate-in-room} again withdraws it".to_owned()
            }
        });
        let (before, after) = (known.map(Box::new), (!withdraws).then(|| Box::new(after)));
        self.change(at, label, vec![Edit::Decision { id, before, after }])
    }
}

fn joining_in(decision: &Decision) -> Option<Joining> {
    match &decision.matter {
        Matter::Passages { joining, .. } => Some(*joining),
        Matter::Discrepancy { .. } => None,
    }
}

impl Room {
    /// What is selected on both sides, and the ruling on exactly these words.
    fn selected_words(&self) -> Option<Ruled> {
        let Work::Selecting(selection) = &self.work else { return None };
        let anchor = |side: Side| Some(self.shown[side].anchor(&self.texts[side], selection.words(side)?));
        let anchors = Sides::new(anchor(Side::Left)?, anchor(Side::Right)?);
        let on =
            |decision: &&Decision| matches!(&decision.matter, Matter::Passages { anchors: on, .. } if **on == anchors);
        let known = self.dossier.decisions.values().find(on).cloned();
        Some(Ruled { anchors, known })
    }

    /// A ruling of this sort that touches the passage at the cursor, to be withdrawn; else the passage and
    /// its partner.
    fn passages_to_rule_on(&self, joining: Joining) -> Option<Ruled> {
        let (side, cell) = (self.cursor.side, self.cell()?);
        let touches = |(decision, spans): &(&Decision, Sides<Span>)| {
            joining_in(decision) == Some(joining) && spans[side].overlaps(cell.span)
        };
        if let Some((known, _)) = self.rulings().find(touches)
            && let Matter::Passages { anchors, .. } = &known.matter
        {
            return Some(Ruled { anchors: (**anchors).clone(), known: Some(known.clone()) });
        }
        let (row, position) = self.sheet.place(side.other(), *self.partners().first()?)?;
        let across = self.sheet.cell(side.other(), row, position)?.span;
        let span = |at: Side| if at == side { cell.span } else { across };
        let anchors = Sides::from_fn(|at| self.shown[at].anchor(&self.texts[at], span(at)));
        let on =
            |decision: &&Decision| matches!(&decision.matter, Matter::Passages { anchors: on, .. } if **on == anchors);
        let known = self.dossier.decisions.values().find(on).cloned();
        Some(Ruled { anchors, known })
    }

    /// What was ruled on passages of the two texts shown, also where they now stand the other way round.
    fn rulings(&self) -> impl Iterator<Item = (&Decision, Sides<Span>)> {
        let shown =
            |left: &Anchor, right: &Anchor| left.text == self.shown.left.text && right.text == self.shown.right.text;
        self.dossier.decisions.values().filter_map(move |decision| {
            let Matter::Passages { anchors, .. } = &decision.matter else { return None };
            match &**anchors {
                Sides { left, right } if shown(left, right) => Some((decision, Sides::new(left.span, right.span))),
                Sides { left, right } if shown(right, left) => Some((decision, Sides::new(right.span, left.span))),
                Sides { .. } => None,
            }
        })
    }

    /// The words of a side on which something was ruled, and what.
    pub(in crate::app) fn ruled(&self, side: Side) -> impl Iterator<Item = (Span, Joining)> {
        self.rulings().filter_map(move |(decision, spans)| Some((spans[side], joining_in(decision)?)))
    }
}
