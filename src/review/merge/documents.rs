//! Documents, the event and the tags of a colleague's copy.

use super::table::{Joined, join};
use super::{Conflict, Fate, Merged, Names, renamed};
use crate::domain::{Ancestor, Codebook, Dossier, Readout, ReadoutId, Side, Subject, Tag, Version};
use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::Table;

/// Adds their documents and versions, and says under which ids they stand here.
pub(super) fn readouts(merged: &mut Merged, theirs: &Dossier, ancestor: &Ancestor) -> Names {
    let mut names = Names::new();
    for readout in &theirs.readouts {
        let here = place(&merged.dossier, readout);
        let id = here.as_ref().map_or_else(|| free_id(&merged.dossier, &readout.id), |here| here.id.clone());
        names.insert(readout.id.clone(), id.clone());
    }
    for readout in &theirs.readouts {
        let mut there = readout.clone();
        there.id = renamed(&readout.id, &names);
        there.translates = readout.translates.as_ref().map(|original| renamed(original, &names));
        match merged.dossier.readout(&there.id).cloned() {
            None => {
                merged.taken.push(format!("document {}", there.title));
                let id = there.id.clone();
                merged.dossier.put_readout(&id, Some(there));
            }
            Some(here) => {
                let base = ancestor.readouts.get(&readout.id);
                let both = described(merged, &here, &there, base);
                merged.dossier.put_readout(&here.id, Some(both));
            }
        }
    }
    names
}

/// The document that this one is in my copy: of the same id, unless it is plainly another; else one that
/// has one of its texts.
fn place<'a>(mine: &'a Dossier, readout: &Readout) -> Option<&'a Readout> {
    let shares = |other: &&Readout| {
        other.versions.iter().any(|version| readout.versions.iter().any(|it| it.sha256 == version.sha256))
    };
    let same_id = mine.readout(&readout.id);
    let same = |other: &&Readout| {
        shares(other) || other.title == readout.title || (other.url.is_some() && other.url == readout.url)
    };
    same_id.filter(same).or_else(|| mine.readouts.iter().find(shares))
}

/// The id, or the next one that is free.
fn free_id(mine: &Dossier, id: &ReadoutId) -> ReadoutId {
    let numbered = (2..).map(|n| ReadoutId(format!("{}-{n}", id.0)));
    std::iter::once(id.clone()).chain(numbered).find(|id| mine.readout(id).is_none()).unwrap_or_else(|| id.clone())
}

/// One document that both describe.
fn described(merged: &mut Merged, here: &Readout, there: &Readout, base: Option<&Readout>) -> Readout {
    // The captures are a list in time, not a set of fields.
    let bare = |readout: &Readout| {
        let mut table = table_of(readout);
        table.remove("versions");
        table
    };
    let joined = join(base.map(bare).as_ref(), &bare(here), &bare(there));
    let subject = Subject::Readout(here.id.clone());
    let mut value = told(merged, &subject, &here.title, joined);
    let (versions, added) = captures(&here.versions, &there.versions);
    if added > 0 {
        merged.taken.push(format!("{added} more version{} of {}", if added == 1 { "" } else { "s" }, here.title));
    }
    value.insert(
        "versions".to_owned(),
        table_of(&Captures { versions }).remove("versions").unwrap_or(toml::Value::Array(vec![])),
    );
    read(value).unwrap_or_else(|| here.clone())
}

#[derive(Serialize)]
struct Captures {
    versions: Vec<Version>,
}

/// Both lists of captures in the order of time, and how many came new. One without a time never becomes
/// the newest: it goes before mine.
fn captures(mine: &[Version], theirs: &[Version]) -> (Vec<Version>, usize) {
    let mut all = mine.to_vec();
    let new: Vec<&Version> =
        theirs.iter().filter(|version| !mine.iter().any(|known| known.sha256 == version.sha256)).collect();
    for version in &new {
        let later = |known: &Version| match (known.captured, version.captured) {
            (Some(known), Some(this)) => known > this,
            (_, None) => true,
            (None, Some(_)) => false,
        };
        let at = all.iter().position(later).unwrap_or(all.len());
        all.insert(at, (*version).clone());
    }
    (all, new.len())
}

/// The event's own fields, and on which side new documents stand.
pub(super) fn event(merged: &mut Merged, theirs: &Dossier, ancestor: &Ancestor, names: &Names) {
    let bare = |event: &crate::domain::Event| {
        let mut table = table_of(event);
        table.remove("sides");
        table
    };
    let mine = merged.dossier.event.clone();
    let base = ancestor.event.as_ref().map(bare);
    let joined = join(base.as_ref(), &bare(&mine), &bare(&theirs.event));
    let mut value = told(merged, &Subject::Event, &mine.title, joined);
    if let Some(sides) = table_of(&mine).remove("sides") {
        value.insert("sides".to_owned(), sides);
    }
    if let Some(event) = read(value) {
        merged.dossier.event = event;
    }
    // Left there may be right here.
    let side_there = |id: &ReadoutId| Side::BOTH.into_iter().find(|side| theirs.event.sides[*side].contains(id));
    let here = |id: &ReadoutId| Side::BOTH.into_iter().find(|side| mine.sides[*side].contains(id));
    let turned = names.iter().find_map(|(there, name)| Some(side_there(there)? != here(name)?)).unwrap_or(false);
    for (there, name) in names {
        let Some(side) = side_there(there).map(|side| if turned { side.other() } else { side }) else { continue };
        let placed = merged.dossier.sides();
        if !Side::BOTH.into_iter().any(|side| placed[side].contains(name)) {
            merged.dossier.event.sides[side].push(name.clone());
        }
    }
}

/// Their tags by id; a letter that is taken here gives way to a free one.
pub(super) fn codebook(merged: &mut Merged, theirs: &Dossier, ancestor: &Ancestor) {
    let mut tags = merged.dossier.codebook.tags.clone();
    for tag in &theirs.codebook.tags {
        let base = ancestor.codebook.as_ref().and_then(|codebook| codebook.tag(&tag.id));
        if let Some(here) = tags.iter_mut().find(|known| known.id == tag.id) {
            let joined = join(base.map(table_of).as_ref(), &table_of(here), &table_of(tag));
            let value = told(merged, &Subject::Codebook, &format!("tag {}", here.name), joined);
            *here = read(value).unwrap_or_else(|| here.clone());
        } else if base != Some(tag) {
            let letter = free_letter(&tags, tag.letter);
            let other = if letter == tag.letter { String::new() } else { format!(", its letter now {letter}") };
            merged.taken.push(format!("tag {}{other}", tag.name));
            tags.push(Tag { letter, ..tag.clone() });
        }
    }
    merged.dossier.codebook = Codebook { tags };
}

fn free_letter(tags: &[Tag], wanted: char) -> char {
    let free = |letter: &char| !tags.iter().any(|tag| tag.letter == *letter);
    std::iter::once(wanted).chain('a'..='z').chain('A'..='Z').chain('0'..='9').find(free).unwrap_or(wanted)
}

/// Takes note of what was joined, and gives its value.
fn told(merged: &mut Merged, subject: &Subject, name: &str, joined: Joined) -> Table {
    merged.taken.extend(joined.taken.iter().map(|field| format!("{field} of {name}")));
    merged.conflicts.extend(joined.clashes.into_iter().map(|clash| Conflict {
        subject: subject.clone(),
        name: name.to_owned(),
        field: clash.field,
        mine: clash.mine,
        theirs: clash.theirs,
        fate: Fate::Waits,
    }));
    joined.value
}

fn table_of(value: &impl Serialize) -> Table {
    Table::try_from(value).expect("the values of a dossier have string keys only")
}

fn read<T: DeserializeOwned>(table: Table) -> Option<T> {
    table.try_into().ok()
}
