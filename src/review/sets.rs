//! The documents of an event as two sets to be compared, and what is known beside their texts.

use crate::compare::{
    Discrepancy, Document, Frame, Lexicon, Member, Published, Set, language_version, revision, timing,
};
use crate::domain::{Dossier, Readout, ReadoutId, Side, Sides, Translation, VersionId};

/// The documents of both sides; those of `shown` stand in the panes.
///
/// Two documents of one side, or two versions of one document, are compared alone: what the other side
/// says elsewhere is then beside the point.
#[must_use]
pub fn sets_of<'a>(dossier: &'a Dossier, shown: &Sides<VersionId>) -> Sides<Set<'a>> {
    let alone = Side::BOTH.into_iter().any(|side| {
        let of = |version: &VersionId| dossier.event.sides[side].contains(&version.readout);
        of(&shown.left) && of(&shown.right)
    });
    Sides::from_fn(|side| {
        let mut readouts = documents(dossier, side, shown);
        if alone {
            readouts.retain(|(readout, _)| readout.id == shown[side].readout);
        }
        let place = |id: &ReadoutId| readouts.iter().position(|(readout, _)| readout.id == *id);
        let members = readouts.iter().map(|&(readout, text)| Member {
            document: document(readout, text),
            translates: readout.translates.as_ref().and_then(place),
            translation: readout.translation,
        });
        Set { members: members.collect(), shown: place(&shown[side].readout).unwrap_or(0) }
    })
}

fn document<'a>(readout: &'a Readout, text: &'a str) -> Document<'a> {
    Document { name: &readout.title, language: readout.language.clone(), text }
}

/// The readouts of a side that have a text, in order of rank: each in its newest version, that in the
/// pane in the version shown.
pub(super) fn documents<'a>(dossier: &'a Dossier, side: Side, shown: &Sides<VersionId>) -> Vec<(&'a Readout, &'a str)> {
    let (listed, here) = (&dossier.sides()[side], &shown[side]);
    // A document from elsewhere in the event can be swapped into a pane.
    let guest = Some(&here.readout).filter(|id| !listed.contains(id));
    let text = |id: &ReadoutId| if *id == here.readout { dossier.text_of(here) } else { dossier.text(id) };
    let ids = listed.iter().chain(guest);
    ids.filter_map(|id| Some((dossier.readout(id)?, &**text(id)?))).collect()
}

/// What the documents' records show. The evidence of `found` stands in the two texts named here.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded<'a> {
    /// The two documents or versions that were set against each other.
    pub names: Sides<String>,
    /// Their texts.
    pub texts: Sides<&'a str>,
    /// What was found: timing, revision or language version.
    pub found: Discrepancy,
}

/// Who published first, what changed between the last two captures of a document, and where a side's
/// own translations depart from their originals.
#[must_use]
pub fn records_of<'a>(
    dossier: &'a Dossier,
    shown: &Sides<VersionId>,
    frame: &Frame,
    lexicon: &Lexicon,
) -> Vec<Recorded<'a>> {
    let mut records: Vec<Recorded<'a>> = published(dossier, shown).into_iter().collect();
    for side in Side::BOTH {
        let readouts = documents(dossier, side, shown);
        records.extend(readouts.iter().filter_map(|(readout, _)| revised(dossier, readout, lexicon)));
        for (readout, text) in &readouts {
            let original = readout.translates.as_ref();
            let original = readouts.iter().find(|(other, _)| Some(&other.id) == original);
            if let Some((from, original)) = original {
                records.extend(languages((from, original), (readout, text), frame, lexicon));
            }
        }
    }
    records
}

fn published<'a>(dossier: &'a Dossier, shown: &Sides<VersionId>) -> Option<Recorded<'a>> {
    let left = dossier.readout(&shown.left.readout)?;
    let right = dossier.readout(&shown.right.readout)?;
    let readouts = Sides::new(left, right);
    let found = timing(readouts.map(|r| Published { name: &r.title, at: r.published.as_ref() }))?;
    Some(Recorded { names: readouts.map(|readout| readout.title.clone()), texts: Sides::new("", ""), found })
}

/// The last two captures of a document, where they differ.
fn revised<'a>(dossier: &'a Dossier, readout: &'a Readout, lexicon: &Lexicon) -> Option<Recorded<'a>> {
    let [.., older, newer] = readout.versions.as_slice() else { return None };
    let name = |n: usize, version: &crate::domain::Version| match version.captured {
        Some(time) => format!("{} (captured {})", readout.title, time.strftime("%Y-%m-%d %H:%M UTC")),
        None => format!("{} (version {n})", readout.title),
    };
    let count = readout.versions.len();
    let names = Sides::new(name(count - 1, older), name(count, newer));
    let texts = Sides::new(&**dossier.texts.get(&older.sha256)?, &**dossier.texts.get(&newer.sha256)?);
    let version = |side: Side| Document { name: &names[side], language: readout.language.clone(), text: texts[side] };
    let found = revision(&version(Side::Left), &version(Side::Right), lexicon).discrepancy?;
    Some(Recorded { names, texts, found })
}

fn languages<'a>(
    original: (&'a Readout, &'a str),
    version: (&'a Readout, &'a str),
    frame: &Frame,
    lexicon: &Lexicon,
) -> Vec<Recorded<'a>> {
    let how = match version.0.translation {
        Translation::Original => Translation::Unknown,
        other => other,
    };
    let (from, to) = (document(original.0, original.1), document(version.0, version.1));
    let names = Sides::new(original.0.title.clone(), version.0.title.clone());
    language_version(&from, &to, how, frame, lexicon)
        .into_iter()
        .map(|found| Recorded { names: names.clone(), texts: Sides::new(original.1, version.1), found })
        .collect()
}
