//! Notes and rulings of a colleague's copy.

use super::{Conflict, Fate, Merged, Names, gist, listed, renamed};
use crate::domain::{
    Ancestor, Annotation, AnnotationId, Decision, Dossier, Matter, Ruling, Subject, TagId, Target, TextHash,
};
use serde_json::Value;

/// The field that names the note with which one is in conflict.
const CONFLICTS: &str = "conflicts-with";

/// Adds their notes, and joins those that both have.
pub(super) fn annotations(merged: &mut Merged, theirs: &Dossier, ancestor: &Ancestor, names: &Names) {
    for there in theirs.annotations.values() {
        let there = in_my_names(there, names);
        let base = ancestor.annotations.get(&there.id).map(|base| in_my_names(base, names));
        match merged.dossier.annotations.get(&there.id).cloned() {
            Some(here) if here == there => {}
            Some(here) => both(merged, &here, &there, base.as_ref()),
            // I deleted it, and they left it as it was.
            None if base.as_ref() == Some(&there) => {}
            None => {
                if base.is_some() {
                    let conflict = (&there, "the note", "deleted".to_owned(), gist(&there.note));
                    tell(merged, conflict, Fate::Kept);
                }
                merged.taken.push(format!("note of {}: {}", there.author, summary(&there)));
                merged.dossier.annotations.insert(there.id, there);
            }
        }
    }
    let gone: Vec<Annotation> = merged
        .dossier
        .annotations
        .values()
        .filter(|note| ancestor.annotations.contains_key(&note.id) && !theirs.annotations.contains_key(&note.id))
        .cloned()
        .collect();
    for note in gone {
        tell(merged, (&note, "the note", summary(&note), "deleted".to_owned()), Fate::Kept);
    }
}

/// One note in two states.
fn both(merged: &mut Merged, here: &Annotation, there: &Annotation, base: Option<&Annotation>) {
    let mut now = here.clone();
    let mut clashes: Vec<(&str, String, String)> = Vec::new();
    macro_rules! field {
        ($field:ident, $shown:expr) => {
            let base = base.map(|base| &base.$field);
            if here.$field != there.$field && base != Some(&there.$field) {
                if base == Some(&here.$field) {
                    now.$field = there.$field.clone();
                } else {
                    clashes.push((stringify!($field), $shown(&here.$field), $shown(&there.$field)));
                }
            }
        };
    }
    field!(note, |note: &String| gist(note));
    field!(status, |status: &crate::domain::Status| status.name().to_owned());
    field!(targets, |targets: &Vec<Target>| quoted(targets));
    field!(author, |author: &String| author.clone());
    field!(created, |created: &jiff::Timestamp| created.to_string());
    field!(origin, |origin: &crate::domain::Origin| format!("{origin:?}"));
    field!(other, |other: &serde_json::Map<String, Value>| Value::Object(other.clone()).to_string());
    match base {
        Some(base) => now.tags = tags(&base.tags, &here.tags, &there.tags),
        None if here.tags != there.tags => clashes.push(("tags", listed(&here.tags), listed(&there.tags))),
        None => {}
    }
    if now != *here {
        merged.taken.push(format!("changes of the note: {}", summary(here)));
    }
    if !clashes.is_empty() {
        let copy = beside(there);
        let id = copy.id;
        merged.dossier.annotations.entry(id).or_insert(copy);
        for (field, mine, theirs) in clashes {
            tell(merged, (here, field, mine, theirs), Fate::Beside(id));
        }
    }
    merged.dossier.annotations.insert(now.id, now);
}

/// Mine without what they took out, with what they added.
fn tags(base: &[TagId], mine: &[TagId], theirs: &[TagId]) -> Vec<TagId> {
    let kept = mine.iter().filter(|tag| !base.contains(tag) || theirs.contains(tag));
    let added = theirs.iter().filter(|tag| !base.contains(tag) && !mine.contains(tag));
    kept.chain(added).cloned().collect()
}

/// Their state of a note that both changed, as a note of its own.
fn beside(there: &Annotation) -> Annotation {
    let words = format!(
        "{}\n{}\n{}\n{}\n{}",
        there.id.0,
        there.note,
        listed(&there.tags),
        there.status.name(),
        quoted(&there.targets)
    );
    let hash = TextHash::of(&words);
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.as_str().bytes()).for_each(|(byte, digit)| *byte = digit);
    let id = AnnotationId(uuid::Builder::from_custom_bytes(bytes).into_uuid());
    let mut copy = Annotation { id, ..there.clone() };
    copy.other.insert(CONFLICTS.to_owned(), Value::String(there.id.0.to_string()));
    copy
}

/// Adds their rulings; a ruling that both changed waits, and so does none that contradicts another's.
pub(super) fn decisions(merged: &mut Merged, mine: &Dossier, theirs: &Dossier, ancestor: &Ancestor, names: &Names) {
    for there in theirs.decisions.values() {
        let there = ruled_in_my_names(there, names);
        let base = ancestor.decisions.get(&there.id).map(|base| ruled_in_my_names(base, names));
        match merged.dossier.decisions.get(&there.id).cloned() {
            Some(here) if here == there || base.as_ref() == Some(&there) => {}
            Some(here) if base.as_ref() == Some(&here) => {
                merged.taken.push(format!("change of the ruling: {}", ruling(&there)));
                merged.dossier.decisions.insert(there.id, there);
            }
            Some(here) => merged.conflicts.push(clash(&here, &there, Fate::Waits)),
            None if base.as_ref() == Some(&there) => {}
            None => {
                if let Some(other) = opposite(mine, &there) {
                    merged.conflicts.push(clash(other, &there, Fate::Both));
                }
                merged.taken.push(format!("ruling of {}: {}", there.author, ruling(&there)));
                merged.dossier.decisions.insert(there.id, there);
            }
        }
    }
}

/// My newest ruling on the same discrepancy, where it is the other one.
fn opposite<'a>(mine: &'a Dossier, there: &Decision) -> Option<&'a Decision> {
    let about = |decision: &Decision| match &decision.matter {
        Matter::Discrepancy { id, ruling, .. } => Some((id.clone(), *ruling)),
        Matter::Passages { .. } => None,
    };
    let (wanted, ruling) = about(there)?;
    let same = mine.decisions.values().filter(|decision| about(decision).is_some_and(|(id, _)| id == wanted));
    let newest = same.max_by_key(|decision| (decision.created, decision.id))?;
    about(newest).is_some_and(|(_, mine)| mine != ruling).then_some(newest)
}

fn clash(here: &Decision, there: &Decision, fate: Fate) -> Conflict {
    Conflict {
        subject: Subject::Decision(here.id),
        name: match &here.matter {
            Matter::Discrepancy { summary, .. } => gist(summary),
            Matter::Passages { anchors, .. } => gist(&anchors.left.quote),
        },
        field: "ruling".to_owned(),
        mine: format!("{} by {}", ruling(here), here.author),
        theirs: format!("{} by {}", ruling(there), there.author),
        fate,
    }
}

fn ruling(decision: &Decision) -> String {
    match &decision.matter {
        Matter::Discrepancy { ruling: Ruling::Accept, kind, .. } => format!("accept {}", kind.name()),
        Matter::Discrepancy { ruling: Ruling::Dismiss, kind, .. } => format!("dismiss {}", kind.name()),
        Matter::Passages { anchors, joining } => {
            format!("{joining:?} “{}” and “{}”", gist(&anchors.left.quote), gist(&anchors.right.quote)).to_lowercase()
        }
    }
}

fn tell(merged: &mut Merged, told: (&Annotation, &str, String, String), fate: Fate) {
    let (note, field, mine, theirs) = told;
    let (subject, name, field) = (Subject::Annotation(note.id), summary(note), field.to_owned());
    merged.conflicts.push(Conflict { subject, name, field, mine, theirs, fate });
}

/// What a list shows of a note.
fn summary(note: &Annotation) -> String {
    if note.note.trim().is_empty() { quoted(&note.targets) } else { gist(&note.note) }
}

fn quoted(targets: &[Target]) -> String {
    let shown = targets.iter().map(|target| match target {
        Target::Quote(anchor) => format!("“{}”", gist(&anchor.quote)),
        Target::Nothing(_) => "nothing there".to_owned(),
    });
    shown.collect::<Vec<_>>().join(" – ")
}

/// A note whose documents go by the names that they have in mine.
fn in_my_names(note: &Annotation, names: &Names) -> Annotation {
    let mut note = note.clone();
    for target in &mut note.targets {
        match target {
            Target::Quote(anchor) => anchor.readout = renamed(&anchor.readout, names),
            Target::Nothing(nothing) => {
                nothing.searched.iter_mut().for_each(|version| version.readout = renamed(&version.readout, names));
            }
        }
    }
    note
}

fn ruled_in_my_names(decision: &Decision, names: &Names) -> Decision {
    let mut decision = decision.clone();
    if let Matter::Passages { anchors, .. } = &mut decision.matter {
        anchors.left.readout = renamed(&anchors.left.readout, names);
        anchors.right.readout = renamed(&anchors.right.readout, names);
    }
    decision
}
