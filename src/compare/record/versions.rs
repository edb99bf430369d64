//! Two versions of one text side by side: what stayed, what became what, and each change on its own.

use super::id;
use super::revision::{Course, Matched, gravity, likeness, quoted, what_became};
use crate::compare::align::Bond;
use crate::compare::comparison::{Discrepancy, Form, Tie};
use crate::compare::lexicon::Lexicon;
use crate::compare::reading::Text;
use crate::domain::{Kind, Side, Sides, Span};

/// Which sentences are one another in the two versions: by the course of the text, not by their topics.
pub(crate) fn bonds(texts: &Sides<Text<'_>>) -> Vec<Bond> {
    let course = Course::of(texts);
    let same = course.same.iter().map(|at| (at.left, at.right, 1.0, "the same words"));
    let became = course.changed.iter().filter_map(|one| {
        let (left, right) = (one.at.left?, one.at.right?);
        let because = if one.moved { "the same words elsewhere" } else { "reworded" };
        Some((left, right, likeness(texts, left, right), because))
    });
    let bond = |(left, right, confidence, because): (usize, usize, f64, &str)| Bond {
        left,
        right,
        tie: Tie::Same,
        confidence,
        because: vec![because.to_owned()],
    };
    let mut bonds: Vec<Bond> = same.chain(became).map(bond).collect();
    bonds.sort_by_key(|bond| (bond.left, bond.right));
    bonds
}

/// Every change as a discrepancy of its own, the gravest first.
pub(crate) fn changes(texts: &Sides<Text<'_>>, lexicon: &Lexicon) -> Vec<Discrepancy> {
    let mut changes: Vec<Discrepancy> =
        Course::of(texts).changed.iter().map(|one| change(texts, one, lexicon)).collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.severity));
    changes
}

fn change(texts: &Sides<Text<'_>>, one: &Matched, lexicon: &Lexicon) -> Discrepancy {
    let span = |side: Side| one.at[side].map(|at| texts[side].sentences[at].span);
    let evidence: Sides<Vec<Span>> = Sides::from_fn(|side| span(side).into_iter().collect());
    let hashes = Sides::new(texts.left.sha256.as_str(), texts.right.sha256.as_str());
    let place = format!("{:?}", evidence.as_ref().map(|spans| spans.first().map(|span| (span.start, span.end))));
    Discrepancy {
        id: id(Kind::Revision, hashes, &place),
        kind: Kind::Revision,
        severity: gravity(texts, one, lexicon),
        confidence: 1.0,
        extent: evidence.clone(),
        evidence,
        searched: Vec::new(),
        summary: format!("From the earlier to the later version: {}.", what_became(texts, one)),
        because: quoted(texts, one),
        form: Form::Paraphrase,
    }
}
