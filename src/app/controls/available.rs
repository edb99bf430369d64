//! Why a command cannot be used at the moment: each answers with what to do first, or `None`.

use crate::app::page::Panes;
use crate::app::room::folding::Fold;
use crate::app::state::State;
use crate::app::{Home, Which, Work};
use crate::domain::Side;

pub(in crate::app) const fn always(_: &State) -> Option<&'static str> {
    None
}

pub(in crate::app) fn needs_event(state: &State) -> Option<&'static str> {
    state.room.is_none().then_some("no event is open: choose one in the library ({show-library})")
}

pub(in crate::app) fn needs_comparison(state: &State) -> Option<&'static str> {
    let waiting = state.room.as_ref().is_none_or(|room| room.comparison.is_none());
    needs_event(state)
        .or_else(|| needs_both_texts(state))
        .or_else(|| waiting.then_some("the texts are still being compared"))
}

/// A text in each pane.
pub(in crate::app) fn needs_both_texts(state: &State) -> Option<&'static str> {
    let empty = state.room.as_ref().is_some_and(|room| room.empty_side().is_some());
    empty.then_some("one side has no text yet: {add-document} adds its document")
}

/// Rows level beside each other.
pub(in crate::app) fn needs_level(state: &State) -> Option<&'static str> {
    let apart = state.room.as_ref().is_some_and(|room| room.is_apart());
    needs_event(state).or_else(|| apart.then_some("only where the rows stand level: {order}"))
}

pub(in crate::app) fn needs_level_comparison(state: &State) -> Option<&'static str> {
    needs_comparison(state).or_else(|| needs_level(state))
}

/// Each text in its own order.
pub(in crate::app) fn needs_apart(state: &State) -> Option<&'static str> {
    let level = state.room.as_ref().is_some_and(|room| room.panes() != Panes::Apart);
    needs_event(state).or_else(|| level.then_some("only where both texts stand as published: {order}"))
}

pub(in crate::app) fn needs_fold(state: &State) -> Option<&'static str> {
    let folded = |room: &crate::app::Room| matches!(room.fold_of(room.cursor.row), Fold::First(_));
    let none = state.room.as_ref().is_some_and(|room| !folded(room));
    needs_event(state).or_else(|| none.then_some("nothing is folded here; {fold} folds what raised nothing"))
}

/// A passage with a partner, or on which the analyst ruled.
pub(in crate::app) fn needs_ruled_or_partner(state: &State) -> Option<&'static str> {
    let room = state.room.as_ref();
    let none = room.is_some_and(|room| {
        let here = room.cell().map(|cell| cell.span);
        room.partners().is_empty()
            && !room.ruled(room.cursor.side).any(|(span, _)| here.is_some_and(|it| it.overlaps(span)))
    });
    needs_comparison(state)
        .or_else(|| needs_writable(state))
        .or_else(|| none.then_some("no partner is known: {select} selects, {across} goes across, {link} links"))
}

/// A passage with concepts of the lexicon.
pub(in crate::app) fn needs_concepts(state: &State) -> Option<&'static str> {
    let none = state.room.as_ref().is_some_and(|room| room.concepts_here().is_empty());
    needs_comparison(state).or_else(|| none.then_some("no concept of the lexicon is in this passage"))
}

pub(in crate::app) fn needs_current(state: &State) -> Option<&'static str> {
    let none = state.current_discrepancy().is_none();
    needs_comparison(state).or_else(|| none.then_some("go to a discrepancy first: {next-discrepancy}"))
}

pub(in crate::app) fn needs_current_to_write(state: &State) -> Option<&'static str> {
    needs_current(state).or_else(|| needs_writable(state))
}

pub(in crate::app) fn needs_writable(state: &State) -> Option<&'static str> {
    let room = state.room.as_ref();
    let locked = room.is_some_and(|room| matches!(room.home, Home::ReadOnly { .. }));
    needs_event(state).or_else(|| locked.then_some("this event is open for reading only: see the first line"))
}

pub(in crate::app) fn needs_note(state: &State) -> Option<&'static str> {
    let none = state.current_note().is_none();
    needs_writable(state).or_else(|| none.then_some("no note is here: {next-note} goes to the next"))
}

pub(in crate::app) fn needs_several(state: &State) -> Option<&'static str> {
    let room = state.room.as_ref();
    let single = room.is_some_and(|room| room.dossier.sides()[room.cursor.side].len() < 2);
    needs_event(state).or_else(|| single.then_some("this side has one document only"))
}

pub(in crate::app) fn needs_versions(state: &State) -> Option<&'static str> {
    let room = state.room.as_ref();
    let single = room.is_some_and(|room| room.version(room.cursor.side).is_none_or(|(_, count)| count < 2));
    needs_event(state).or_else(|| single.then_some("this document has one version only"))
}

pub(in crate::app) fn needs_elsewhere(state: &State) -> Option<&'static str> {
    let cell = state.room.as_ref().and_then(|room| room.cell());
    let none = cell.is_none_or(|cell| cell.elsewhere.is_empty());
    needs_event(state).or_else(|| none.then_some("this passage has no partner in another row (↗)"))
}

pub(in crate::app) fn needs_undo(state: &State) -> Option<&'static str> {
    let none = state.room.as_ref().is_none_or(|room| !room.journal.can_undo());
    needs_writable(state).or_else(|| none.then_some("nothing to take back"))
}

pub(in crate::app) fn needs_redo(state: &State) -> Option<&'static str> {
    let none = state.room.as_ref().is_none_or(|room| !room.journal.can_redo());
    needs_writable(state).or_else(|| none.then_some("nothing to do again"))
}

pub(in crate::app) fn needs_both(state: &State) -> Option<&'static str> {
    let selection = state.room.as_ref().and_then(|room| match &room.work {
        Work::Selecting(selection) => Some(selection),
        _ => None,
    });
    let both = selection.is_some_and(|selection| Side::BOTH.iter().all(|&side| selection.words(side).is_some()));
    (!both).then_some("select words on both sides first: {across} goes across")
}

/// All of it can be written elsewhere where it cannot be saved where it is.
pub(in crate::app) fn needs_unsaved(state: &State) -> Option<&'static str> {
    let read_only = state.room.as_ref().is_some_and(|room| matches!(room.home, Home::ReadOnly { .. }));
    let stuck = state.saving.failed.is_some() || read_only;
    needs_event(state).or_else(|| (!stuck).then_some("everything is saved already"))
}

pub(in crate::app) fn needs_notes(state: &State) -> Option<&'static str> {
    let none = state.room.as_ref().is_none_or(|room| room.dossier.annotations.is_empty());
    needs_event(state).or_else(|| none.then_some("there are no notes yet: {select} selects, {choose-tag} tags"))
}

pub(in crate::app) fn needs_folder(state: &State) -> Option<&'static str> {
    match state.current_event().map(|listing| &listing.which) {
        None => Some("there is no event here"),
        Some(Which::Sample(_)) => {
            Some("this is a sample, which never changes; its first note copies it into the library")
        }
        Some(Which::Folder(_)) => None,
    }
}

pub(in crate::app) fn needs_places(state: &State) -> Option<&'static str> {
    let none = state.current_event().is_none_or(|listing| state.library.lines(&listing.which).is_empty());
    none.then_some("nothing is searched for: {search-library} searches all events")
}

pub(in crate::app) fn needs_done(state: &State) -> Option<&'static str> {
    (!state.can_take_back()).then_some("nothing was done to an event since the start")
}

pub(in crate::app) fn needs_trashed(state: &State) -> Option<&'static str> {
    state.library.trash().is_empty().then_some("the trash is empty")
}

pub(in crate::app) fn needs_tracked(state: &State) -> Option<&'static str> {
    state.tracking.followed().is_none().then_some("nothing is followed yet: {ask-track} asks what")
}
