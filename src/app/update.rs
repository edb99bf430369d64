//! The one step: an input changes the state and asks for effects.

use super::controls::command::CommandId;
use super::intake::Incoming;
use super::page::Layout;
use super::room::arrangement::Marks;
use super::room::scrolling::Arrival;
use super::room::{Room, Work};
use super::state::{Mode, Screen, State};
use super::writing::editor;
use super::{Effect, Home, Input, JobId, Key, KeyCode, Opened, What};
use crate::compare::Comparison;
use crate::domain::{Dossier, Journal, visible};
use crate::review::Sheet;
use jiff::Timestamp;

/// Takes one input; the effects are to be carried out in order.
///
/// Pure but for the state: no clock, no disk, no randomness. The page is laid out at the end, so
/// that drawing only reads.
pub fn respond(state: &mut State, input: Input) -> Vec<Effect> {
    let mut effects = take(state, input);
    settle(state);
    effects.extend(state.settle_library());
    effects
}

fn take(state: &mut State, Input { at, what }: Input) -> Vec<Effect> {
    match what {
        What::Key(key) => take_key(state, at, key),
        What::Mouse(_) if state.opening => Vec::new(),
        What::Mouse(mouse) => {
            state.greeting = false;
            state.mouse(at, mouse)
        }
        What::Paste(text) => paste(state, at, &text),
        What::Resize(size) => {
            state.setup.size = size;
            Vec::new()
        }
        What::Published { job, made } => state.published(job, made),
        What::Ground(ground) => {
            state.setup.surroundings.ground = ground;
            Vec::new()
        }
        What::Wake => wake(state, at),
        What::Opened(opened) => open(state, *opened),
        What::Compared { job, comparison, sheet } => {
            compared(state, job, comparison, *sheet);
            state.tally().into_iter().collect()
        }
        What::Lexicon { job, lexicon } => {
            state.knows(job, lexicon);
            Vec::new()
        }
        What::NotOpened(message) => {
            state.opening = false;
            state.destination = None;
            state.warn(message);
            Vec::new()
        }
        What::Failed { job, message } => {
            failed(state, job, message);
            Vec::new()
        }
        What::Saved { number, home } => {
            saved(state, number, home);
            Vec::new()
        }
        What::NotSaved { message, .. } => {
            state.saving.failed = Some(message);
            Vec::new()
        }
        What::Reloaded { dossier, journal } => reload(state, *dossier, journal),
        What::Errand { job, news } => state.hear(at, job, news),
        What::Listed(listed) => state.list_events(listed),
        What::Library(answer) => state.hear_library(answer),
        What::Ending => {
            let mut effects = keep_draft(state);
            effects.extend(state.leaving());
            effects
        }
        What::Done(message) => {
            state.say(message);
            Vec::new()
        }
    }
}

/// A time that was asked for has come.
fn wake(state: &mut State, at: Timestamp) -> Vec<Effect> {
    let mut effects = keep_draft(state);
    effects.extend(state.pull_on(at));
    effects
}

/// A job failed; nobody waits any more for one that is not the newest.
fn failed(state: &mut State, job: Option<JobId>, message: String) {
    let stale = job.is_some_and(|job| state.room.as_ref().is_none_or(|room| room.job != job));
    if !stale {
        state.warn(message);
    }
}

/// A comparison is ready; what was odd about it is told, where nothing else is being said.
fn compared(state: &mut State, job: JobId, comparison: Box<Comparison>, sheet: Sheet) {
    let Some(room) = state.room.as_mut().filter(|room| room.job == job) else { return };
    let odd = comparison.problems.first().map(|problem| format!("{}: {}", problem.subject, problem.message));
    room.compared(comparison, sheet);
    if let (Some(odd), None) = (odd, &state.message) {
        state.say(odd);
    }
}

/// Lays out the room; the passage at the cursor comes into view when it was moved to.
fn settle(state: &mut State) {
    let layout = state.layout();
    if Layout::too_small(layout.size) {
        return;
    }
    let Some(room) = &mut state.room else { return };
    let here = Some((room.cursor, layout));
    if room.revealed != here || room.arrival != Arrival::Step {
        room.reveal(layout);
        room.revealed = here;
    }
    room.lay_out(layout);
}

fn take_key(state: &mut State, at: Timestamp, key: Key) -> Vec<Effect> {
    state.greeting = false;
    state.message = None;
    let mode = state.mode();
    let command = state.setup.keys.lookup(mode, key);
    let quits = command.is_some_and(|command| matches!(command.id, CommandId::Quit | CommandId::QuitAnywhere));
    state.asked_to_quit &= quits;
    if state.opening && !quits {
        // A change made now could end in either event.
        state.say("opening…");
        return Vec::new();
    }
    if let Some(command) = command {
        return state.call(at, command.id);
    }
    match (mode, key.code) {
        (Mode::Tag, KeyCode::Char(letter)) if !key.ctrl && !key.alt => state.choose_tag(at, letter),
        (Mode::Ask, _) => state.type_in_prompt(key),
        (Mode::Write, _) => type_key(state, at, key),
        (Mode::Give | Mode::Paste | Mode::Describe, _) => {
            state.type_in_intake(key);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn type_key(state: &mut State, at: Timestamp, key: Key) -> Vec<Effect> {
    let Some(Work::Writing(writing)) = state.room.as_mut().map(|room| &mut room.work) else { return Vec::new() };
    if writing.editor.input(editor::translate(key)) { writing.typed(at) } else { Vec::new() }
}

fn paste(state: &mut State, at: Timestamp, text: &str) -> Vec<Effect> {
    if state.prompt.is_some() {
        return state.paste_in_prompt(text);
    }
    if state.screen == Screen::Intake {
        state.paste_in_intake(text);
        return Vec::new();
    }
    match state.room.as_mut().map(|room| &mut room.work) {
        Some(Work::Writing(writing)) => {
            // A note shows what it holds: what cannot be seen comes in as a mark.
            writing.editor.insert_str(&visible(text).text);
            writing.typed(at)
        }
        _ if state.overlay.is_some() || state.opening => Vec::new(),
        _ if matches!(state.screen, Screen::Library | Screen::Sources) => {
            state.begin_with_text(text);
            Vec::new()
        }
        _ => {
            state.say("a paste goes into a note or a document: {add-document} adds one to this event");
            Vec::new()
        }
    }
}

fn keep_draft(state: &mut State) -> Vec<Effect> {
    let Some(room) = &mut state.room else { return Vec::new() };
    if let Work::Writing(writing) = &mut room.work {
        writing.wakes = false;
    }
    room.draft().map(|draft| Effect::Draft(Some(Box::new(draft)))).into_iter().collect()
}

fn open(state: &mut State, opened: Opened) -> Vec<Effect> {
    let (first_run, draft) = (opened.first_run, opened.draft.clone());
    let problems = opened.problems.len();
    let mut room = Room::new(opened);
    room.arrangement.marks = Marks::named(state.setup.preferences.marks);
    room.gloss = state.setup.preferences.concepts;
    state.room = Some(Box::new(room));
    state.lexicon = None;
    state.screen = Screen::Room;
    state.overlay = None;
    state.incoming = Incoming::default();
    state.cursors.reset();
    state.greeting = first_run;
    state.opening = false;
    state.saving.failed = None;
    if problems > 0 {
        state.say(format!("{problems} things in this dossier were odd: {{help}} tells them"));
    }
    state.arrive();
    state.await_open_event();
    let mut effects = compare(state);
    if let Some(draft) = draft {
        effects.extend(state.write(draft));
        state.say("the note that was being written is back: {finish-note} keeps it");
    }
    effects
}

/// Asks for the comparison of the documents in the panes. Where one of the panes is empty there is none.
pub(super) fn compare(state: &mut State) -> Vec<Effect> {
    let job = state.next_job();
    let Some(room) = &mut state.room else { return Vec::new() };
    room.job = job;
    if room.empty_side().is_some() {
        return Vec::new();
    }
    vec![Effect::Compare(Box::new(room.pair(job)))]
}

fn saved(state: &mut State, number: u64, home: Home) {
    let Some(room) = &mut state.room else { return };
    let arrived = matches!(room.home, Home::Arriving);
    state.saving.saved(number);
    room.home = home;
    if let (true, Home::Saved(path)) = (arrived, &room.home) {
        // What the change itself said stays.
        let told = state.message.take().map(|message| format!("{} · ", message.text)).unwrap_or_default();
        let text = format!("{told}saved in your library: {path}");
        state.say(text);
        state.await_open_event();
    }
}

fn reload(state: &mut State, dossier: Dossier, journal: Journal) -> Vec<Effect> {
    let unsafe_yet = state.saving.unsafe_changes();
    let Some(room) = &mut state.room else { return Vec::new() };
    let compares = room.reload(dossier, journal, &unsafe_yet);
    state.say("this dossier was changed from outside: it is read anew");
    if compares { compare(state) } else { Vec::new() }
}
