//! THE table: every command with its keys, its modes and its help line.

use super::{Command, CommandId, Group};
use crate::app::KeyCode;
use crate::app::available::{
    always, needs_apart, needs_both, needs_comparison, needs_current, needs_current_to_write, needs_elsewhere,
    needs_event, needs_fold, needs_level, needs_level_comparison, needs_note, needs_notes, needs_redo,
    needs_ruled_or_partner, needs_several, needs_undo, needs_unsaved, needs_versions, needs_writable,
};
use crate::app::keys::{ctrl, key, on};
use crate::app::state::Mode;
use Mode::{Ask, Compose, Discrepancies, Emphasis, Library, Notes, Overlay, Room, Select, Sources, Tag, Write};

const SCREENS: &[Mode] = &[Room, Discrepancies, Notes, Emphasis, Sources, Library];
const EVENT: &[Mode] = &[Room, Discrepancies, Notes];
const LISTS: &[Mode] = &[Discrepancies, Notes, Emphasis, Sources, Library];
const FOUND: &[Mode] = &[Room, Discrepancies];
const NOTED: &[Mode] = &[Room, Notes];

/// One row, in the order of its columns.
macro_rules! command {
    ($id:ident, $name:literal, [$($key:expr),*], $modes:expr, $group:ident, $help:literal, $hint:literal, $unavailable:expr) => {
        Command {
            id: CommandId::$id,
            name: $name,
            keys: &[$($key),*],
            modes: $modes,
            group: Group::$group,
            help: $help,
            hint: $hint,
            unavailable: $unavailable,
        }
    };
}

/// Every command, in the order in which they are listed.
#[rustfmt::skip]
pub static COMMANDS: &[Command] = &[
    command!(RowDown, "next row", [key('j'), on(KeyCode::Down)], &[Room], Move, "next row", "rows", needs_event),
    command!(RowUp, "previous row", [key('k'), on(KeyCode::Up)], &[Room], Move, "previous row", "rows", needs_event),
    command!(PassageDown, "next passage", [key(')')], &[Room], Move, "next passage of this text", "", needs_event),
    command!(PassageUp, "previous passage", [key('(')], &[Room], Move, "previous passage of this text", "", needs_event),
    command!(ScreenDown, "screen down", [key('J'), on(KeyCode::PageDown), ctrl('d')], &[Room], Move, "a screen down", "", needs_event),
    command!(ScreenUp, "screen up", [key('K'), on(KeyCode::PageUp), ctrl('u')], &[Room], Move, "a screen up", "", needs_event),
    command!(Start, "start", [key('g'), on(KeyCode::Home)], &[Room], Move, "first row", "", needs_event),
    command!(End, "end", [key('G'), on(KeyCode::End)], &[Room], Move, "last row", "", needs_event),
    command!(OtherSide, "other side", [on(KeyCode::Tab)], &[Room], Move, "to the other side, or the other evidence of the discrepancy", "side", needs_event),
    command!(LeftSide, "left side", [key('h'), on(KeyCode::Left)], &[Room], Move, "to the left text", "", needs_event),
    command!(RightSide, "right side", [key('l'), on(KeyCode::Right)], &[Room], Move, "to the right text", "", needs_event),
    command!(NextTopic, "next on the topic", [key('}')], &[Room], Move, "next passage on the topic of this one, on either side", "", needs_comparison),
    command!(PreviousTopic, "previous on the topic", [key('{')], &[Room], Move, "previous passage on the topic", "", needs_comparison),
    command!(Follow, "follow partner", [key('f')], &[Room], Move, "to the partner in another row (↗)", "", needs_elsewhere),
    command!(JumpBack, "jump back", [key('H'), ctrl('o')], &[Room], Move, "back to where the last jump began", "", needs_event),
    command!(JumpForward, "jump forward", [key('L')], &[Room], Move, "forward again along the jumps", "", needs_event),
    command!(Search, "search", [key('/')], &[Room], Move, "search both texts: words, “a phrase”, /a pattern/, a concept; n N go on", "search", needs_event),
    command!(NextDiscrepancy, "next discrepancy", [key('n')], &[Room], Discrepancies, "next discrepancy, most important first; in a search, the next hit", "discrepancies", needs_comparison),
    command!(PreviousDiscrepancy, "previous discrepancy", [key('N')], &[Room], Discrepancies, "previous discrepancy", "discrepancies", needs_comparison),
    command!(Accept, "accept", [key('a')], FOUND, Discrepancies, "accept the discrepancy and go on; again withdraws", "accept", needs_current_to_write),
    command!(Dismiss, "dismiss", [key('x')], FOUND, Discrepancies, "dismiss the discrepancy and go on; again withdraws", "dismiss", needs_current_to_write),
    command!(TakeOver, "take over", [key('t')], FOUND, Discrepancies, "make a note of the discrepancy, with the tag of its kind", "note", needs_current_to_write),
    command!(Explain, "explain", [key('e')], FOUND, Discrepancies, "say why the discrepancy was raised", "why", needs_current),
    command!(Select, "select", [key(' ')], &[Room], Tag, "select the passage at the cursor, to be tagged", "select", needs_writable),
    command!(Grow, "grow", [key('l'), on(KeyCode::Right)], &[Select], Tag, "one word more", "word", always),
    command!(Shrink, "shrink", [key('h'), on(KeyCode::Left)], &[Select], Tag, "one word less", "word", always),
    command!(GrowClause, "grow by clause", [key('L')], &[Select], Tag, "one clause more", "clause", always),
    command!(ShrinkClause, "shrink by clause", [key('H')], &[Select], Tag, "one clause less", "clause", always),
    command!(NextWords, "next passage", [key('j'), on(KeyCode::Down), key(')')], &[Select], Tag, "select the next passage of that side instead", "passage", always),
    command!(PreviousWords, "previous passage", [key('k'), on(KeyCode::Up), key('(')], &[Select], Tag, "select the previous passage of that side instead", "passage", always),
    command!(OtherEnd, "other end", [key(';')], &[Select], Tag, "move the other end of the selection", "other end", always),
    command!(Across, "across", [on(KeyCode::Tab)], &[Select], Tag, "to the other side, proposing what belongs to the selection", "link", always),
    command!(NothingThere, "nothing there", [key('o')], &[Select], Tag, "say that nothing stands there on the other side", "nothing there", always),
    command!(Link, "link", [key('=')], &[Select], Tag, "the words on both sides belong together: compare anew", "belong together", needs_both),
    command!(Link, "lock link", [key('=')], &[Room], Tag, "this passage and its partner belong together; again withdraws", "", needs_ruled_or_partner),
    command!(Separate, "separate", [key('-')], &[Select], Tag, "the words on both sides do not belong together", "do not", needs_both),
    command!(Separate, "separate passage", [key('-')], &[Room], Tag, "this passage and its partner do not; again withdraws", "", needs_ruled_or_partner),
    command!(ChooseTag, "tag", [key('t'), on(KeyCode::Enter)], &[Select], Tag, "choose a tag for the selection by its letter", "tag", always),
    command!(RepeatTag, "repeat tag", [key('.')], &[Select], Tag, "give the selection the last tag again", "same tag", always),
    command!(Letter, "letter of a tag", [], &[Tag], Tag, "choose that tag", "", always),
    command!(Cancel, "cancel", [on(KeyCode::Esc), key('q')], &[Select], Tag, "drop the selection", "back", always),
    command!(Cancel, "cancel", [on(KeyCode::Esc)], &[Tag], Tag, "back to the selection", "back", always),
    command!(Order, "order", [key('v')], &[Room], Arrange, "aligned, or each text as published with the partner (▹) in view", "order", needs_event),
    command!(Free, "scroll apart", [key('V')], &[Room], Arrange, "as published: let each text scroll by itself, or together", "", needs_apart),
    command!(OneSide, "one side", [key('o')], &[Room], Arrange, "one text alone, or both again", "", needs_event),
    command!(Lead, "leading side", [key('s')], &[Room], Arrange, "aligned: the rows follow the order of the other text", "", needs_level),
    command!(Fold, "fold", [key('z')], &[Room], Arrange, "fold away the rows in which nothing differs, or show all", "fold", needs_level_comparison),
    command!(OpenFold, "open fold", [on(KeyCode::Enter)], &[Room], Arrange, "open the rows that are folded here", "open", needs_fold),
    command!(Marks, "marks", [key('m')], &[Room], Arrange, "marks in the words: all, agreement, differences, figures, none", "marks", needs_event),
    command!(Concepts, "concepts", [key('c')], &[Room], Arrange, "show or hide the concepts under Chinese passages", "", needs_event),
    command!(FinishNote, "finish note", [on(KeyCode::Esc), ctrl('s')], &[Write], Notes, "the note is finished and saved", "done, saved", always),
    command!(MoreTags, "more tags", [ctrl('t')], &[Write], Notes, "add a tag to the note, or take one off", "tags", always),
    command!(NextNote, "next note", [key(']')], &[Room], Notes, "next note", "", needs_notes),
    command!(PreviousNote, "previous note", [key('[')], &[Room], Notes, "previous note", "", needs_notes),
    command!(EditNote, "edit note", [key('w')], NOTED, Notes, "write on in the note at hand", "write", needs_note),
    command!(Retag, "change tag", [key('T')], NOTED, Notes, "give the note at hand another tag", "", needs_note),
    command!(AcceptNote, "accept note", [key('a')], &[Notes], Notes, "mark the note as accepted; again: open", "accept", needs_note),
    command!(DismissNote, "dismiss note", [key('x')], &[Notes], Notes, "mark the note as dismissed; again: open", "dismiss", needs_note),
    command!(DeleteNote, "delete note", [key('D')], NOTED, Notes, "delete the note at hand; u brings it back", "", needs_note),
    command!(Undo, "undo", [key('u')], EVENT, Notes, "take the last change back", "undo", needs_undo),
    command!(Redo, "redo", [ctrl('r')], EVENT, Notes, "do again what was taken back", "", needs_redo),
    command!(Export, "export notes", [ctrl('e')], EVENT, Notes, "write all notes to a new Markdown file", "export", needs_notes),
    command!(SaveElsewhere, "save elsewhere", [ctrl('s')], EVENT, Notes, "where the disk refuses, or the event is read-only: all of it into another folder", "", needs_unsaved),
    command!(ItemDown, "next", [key('j'), on(KeyCode::Down)], LISTS, Lists, "next in the list", "move", always),
    command!(ItemUp, "previous", [key('k'), on(KeyCode::Up)], LISTS, Lists, "previous in the list", "move", always),
    command!(FirstItem, "first", [key('g'), on(KeyCode::Home)], LISTS, Lists, "first in the list", "", always),
    command!(LastItem, "last", [key('G'), on(KeyCode::End)], LISTS, Lists, "last in the list", "", always),
    command!(Open, "open", [on(KeyCode::Enter)], LISTS, Lists, "open it, or show it in the panes", "open", always),
    command!(ShowRoom, "reading room", [key('1')], SCREENS, Lists, "the reading room", "", needs_event),
    command!(ShowDiscrepancies, "discrepancies", [key('2')], SCREENS, Lists, "the ranked list of discrepancies", "list", needs_comparison),
    command!(ShowNotes, "notes", [key('3')], SCREENS, Lists, "all notes of the event", "notes", needs_event),
    command!(ShowEmphasis, "emphasis", [key('4')], SCREENS, Lists, "topics: each side's share of them, and their order", "topics", needs_comparison),
    command!(ShowSources, "sources", [key('5')], SCREENS, Lists, "the documents, their versions and all that is known of them", "sources", needs_event),
    command!(ShowLibrary, "library", [key('6')], SCREENS, Lists, "all events", "library", always),
    command!(PutLeft, "put left", [key('h'), on(KeyCode::Left)], &[Sources], Lists, "put this document or version into the left pane", "left/right pane", always),
    command!(PutRight, "put right", [key('l'), on(KeyCode::Right)], &[Sources], Lists, "put this document or version into the right pane", "left/right pane", always),
    command!(Redline, "redline", [key('r')], &[Sources], Lists, "set this version beside the one before it", "redline", always),
    command!(NewEvent, "new event", [key('n')], &[Library], Lists, "make an event of two pasted texts", "new event", always),
    command!(NextPart, "next", [ctrl('s')], &[Compose], Lists, "this text is complete", "next", always),
    command!(PreviousPart, "back", [on(KeyCode::Esc)], &[Compose], Lists, "one step back", "back", always),
    command!(Copy, "copy", [key('y')], &[Room, Select], Program, "copy the words at hand", "", needs_event),
    command!(CopySource, "copy with source", [key('Y')], &[Room, Select], Program, "copy the words at hand as a line with its source", "copy", needs_event),
    command!(Document, "other document", [key('d')], &[Room], Program, "show this side's next document", "", needs_several),
    command!(NextVersion, "newer version", [key('>')], &[Room], Program, "show a newer version of this document", "", needs_versions),
    command!(PreviousVersion, "older version", [key('<')], &[Room], Program, "show an older version of this document", "", needs_versions),
    command!(ScrollDown, "down", [key('j'), on(KeyCode::Down), key(' '), on(KeyCode::PageDown)], &[Overlay], Program, "scroll down", "scroll", always),
    command!(ScrollUp, "up", [key('k'), on(KeyCode::Up), on(KeyCode::PageUp)], &[Overlay], Program, "scroll up", "scroll", always),
    command!(Close, "close", [on(KeyCode::Esc), key('q'), key('?'), key('e'), on(KeyCode::Enter)], &[Overlay], Program, "close this", "close", always),
    command!(Help, "help", [key('?'), on(KeyCode::Function(1))], SCREENS, Program, "keys and the legend of the marks", "help", always),
    command!(Palette, "commands", [key(':'), ctrl('p')], SCREENS, Program, "call any command by part of its name", "commands", always),
    command!(Answer, "enter", [on(KeyCode::Enter)], &[Ask], Program, "the line is complete: search, or call the command", "go", always),
    command!(ChooseDown, "next proposal", [on(KeyCode::Down), on(KeyCode::Tab)], &[Ask], Program, "the next proposal", "choose", always),
    command!(ChooseUp, "previous proposal", [on(KeyCode::Up), on(KeyCode::BackTab)], &[Ask], Program, "the previous proposal", "choose", always),
    command!(Cancel, "cancel", [on(KeyCode::Esc)], &[Ask], Program, "give the line up", "back", always),
    command!(Suspend, "suspend", [ctrl('z')], Mode::ALL, Program, "stop for now; fg comes back", "", always),
    command!(Back, "back", [key('q'), on(KeyCode::Esc)], &[Discrepancies, Notes, Emphasis, Sources], Program, "back to the reading room", "back", always),
    command!(Back, "back", [on(KeyCode::Esc)], &[Room], Program, "let go of the discrepancy or note at hand", "", always),
    command!(Back, "back", [on(KeyCode::Esc)], &[Library], Program, "back to the reading room, if an event is open", "", always),
    command!(Quit, "quit", [key('q')], &[Room, Library], Program, "quit; everything is saved", "quit", always),
    command!(QuitAnywhere, "quit from anywhere", [ctrl('c')], Mode::ALL, Program, "quit from anywhere; a note being written is kept", "", always),
];
