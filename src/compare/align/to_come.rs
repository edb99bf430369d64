//! Links between sentences on what is to come: an invitation, a meeting agreed on or talked of.
//!
//! Nearly every readout tells of the next contact, and in words that no other sentence needs and that differ from
//! side to side: *invited the President* here, 欢迎再次访华 there; *agreed to meet* here, *discussed a meeting* there.
//! Their states and their forms are those of the event, which tell nothing. Limits: where more than a few sentences
//! of a side speak of invitations or of meetings, none is taken for the other's; whether both mean the same one is
//! not checked.

use super::bond::Bond;
use super::evidence::reasons;
use super::features::Features;
use crate::compare::comparison::Tie;
use crate::compare::lexicon::{Lexicon, Role};
use crate::compare::reading::{Sentence, Text};
use crate::compare::to_come::governs_meeting;
use crate::domain::Sides;

/// So many sentences of a side at most speak of what is to come.
const FEW: usize = 2;

/// The steps of an invitation; a visit alone may be one that was.
const INVITATION: [&str; 5] =
    ["invited_to_visit", "welcomed_to_visit", "accepted", "declined_invitation", "reciprocated"];

/// Adds these links to the known ones.
pub(crate) fn link(texts: &Sides<Text>, features: &Features, lexicon: &Lexicon, bonds: &mut Vec<Bond>) {
    let invites = |_: &Text, sentence: &Sentence| {
        sentence.found.iter().any(|found| INVITATION.contains(&lexicon.concepts()[found.concept].id.as_str()))
    };
    let meets = |text: &Text, sentence: &Sentence| {
        let mut steps = sentence.of_role(lexicon, Role::Commitment);
        steps.any(|step| governs_meeting(text.raw, sentence, step.span))
    };
    let few = |of: &dyn Fn(&Text, &Sentence) -> bool| {
        texts.as_ref().map(|text| {
            let raised = text.sentences.iter().enumerate().filter(|(_, s)| !s.question && !s.not_discussed);
            raised.filter(|(_, sentence)| of(text, sentence)).map(|(at, _)| at).take(FEW + 1).collect::<Vec<usize>>()
        })
    };
    for (places, told) in
        [(few(&invites), "both tell of an invitation"), (few(&meets), "both speak of a meeting to come")]
    {
        if places.left.len().max(places.right.len()) > FEW {
            continue;
        }
        for (&left, &right) in places.left.iter().flat_map(|l| places.right.iter().map(move |r| (l, r))) {
            if bonds.iter().all(|bond| bond.pair() != (left, right)) {
                let mut because = reasons(features, lexicon, left, right);
                because.insert(0, told.to_owned());
                because.truncate(4);
                bonds.push(Bond { left, right, tie: Tie::Related, confidence: 0.5, because });
            }
        }
    }
}
