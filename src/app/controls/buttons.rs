//! What of the screen can be pressed with the mouse: the keys of the footer, the settings of a list, tags.

use crate::app::chrome::TAG_WIDTH;
use crate::app::controls::command::{CommandId, Hint, hints, key_of};
use crate::app::lists::sifting::Setting;
use crate::app::page::width;
use crate::app::room::Work;
use crate::app::state::{Mode, State};
use crate::app::{Effect, Mouse};
use jiff::Timestamp;

/// Columns between two entries of a line; one less on a screen narrower than so many columns.
const GAP: usize = 3;
const NARROW: usize = 100;

/// The line of the screen on which a list's settings stand.
pub const SETTINGS_LINE: u16 = 1;

/// An entry of a line of the screen, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// Its first column.
    pub x: usize,
    /// The entry.
    pub entry: T,
}

fn hint_width(hint: &Hint) -> usize {
    width(&hint.keys) + 1 + width(hint.word)
}

/// The entries of the footer that there is room for, in the order of the table; where it is short, the way out
/// stays, and of the others what is needed most.
#[must_use]
pub fn footer(state: &State) -> Vec<Placed<Hint>> {
    let hints = hints(state);
    let columns = usize::from(state.setup.size.width);
    let gap = if columns < NARROW { GAP - 1 } else { GAP };
    let wide = |hint: &Hint| hint_width(hint) + gap;
    let mut order: Vec<usize> = (0..hints.len()).collect();
    order.sort_by_key(|&at| hints[at].gives_way);
    let mut left = (columns + gap).saturating_sub(2);
    let mut kept = vec![false; hints.len()];
    for at in order {
        kept[at] = wide(&hints[at]) <= left || hints[at].gives_way == 0;
        left = left.saturating_sub(if kept[at] { wide(&hints[at]) } else { 0 });
    }
    let mut x = 1;
    let place = |(hint, _): (Hint, bool)| {
        let at = x;
        x += wide(&hint);
        Placed { x: at, entry: hint }
    };
    hints.into_iter().zip(kept).filter(|(_, kept)| *kept).map(place).collect()
}

/// The settings of the list on the screen, each with its key: *f kind: all*.
#[must_use]
pub fn settings(state: &State) -> Vec<Placed<(String, Setting)>> {
    let mut x = 1;
    let place = |setting: Setting| {
        let key = key_of(state, setting.command);
        let at = x;
        x += width(&setting_text(&key, &setting)) + GAP;
        Placed { x: at, entry: (key, setting) }
    };
    state.list_settings().into_iter().map(place).collect()
}

/// A setting as it is written.
fn setting_text(key: &str, setting: &Setting) -> String {
    format!("{key} {}: {}", setting.subject, setting.value)
}

impl State {
    /// The command that a press calls at a place of the screen.
    fn button_at(&self, mouse: Mouse) -> Option<CommandId> {
        let (x, y) = (usize::from(mouse.x), mouse.y);
        if y + 1 == self.setup.size.height {
            let placed = footer(self).into_iter().find(|it| (it.x..it.x + hint_width(&it.entry)).contains(&x))?;
            return called_at(&placed.entry, x - placed.x);
        }
        if y == SETTINGS_LINE && self.overlay.is_none() && self.prompt.is_none() {
            let over = |it: &Placed<(String, Setting)>| {
                (it.x..it.x + width(&setting_text(&it.entry.0, &it.entry.1))).contains(&x)
            };
            return settings(self).into_iter().find(over).map(|placed| placed.entry.1.command);
        }
        None
    }

    /// Presses what stands under the mouse, as its key would; `None` where nothing does.
    pub(in crate::app) fn press_button(&mut self, at: Timestamp, mouse: Mouse) -> Option<Vec<Effect>> {
        if let Some(letter) = self.tag_at(mouse) {
            return Some(self.choose_tag(at, letter));
        }
        let command = self.button_at(mouse)?;
        Some(self.call(at, command))
    }

    /// The letter of the tag under the mouse, while one is being chosen.
    fn tag_at(&self, mouse: Mouse) -> Option<char> {
        let room = self.room.as_ref().filter(|_| self.mode() == Mode::Tag)?;
        let layout = self.layout();
        let line = mouse.y.checked_sub(layout.top + layout.body + 1).filter(|&line| line < self.tag_lines())?;
        let columns = (self.setup.size.width / TAG_WIDTH).max(1);
        let column = mouse.x.checked_sub(1)? / TAG_WIDTH;
        let tag = usize::from(line * columns + column);
        room.dossier.codebook.tags.get(tag).filter(|_| column < columns).map(|tag| tag.letter)
    }

    /// Puts the note editor's cursor where the mouse is; goes on selecting where the button is down.
    pub(in crate::app) fn point_in_note(&mut self, mouse: Mouse, selects: bool) {
        let layout = self.layout();
        let Some(Work::Writing(writing)) = self.room.as_mut().map(|room| &mut room.work) else { return };
        let (top, left) = writing.editor.scroll_offset();
        let Some(line) = mouse.y.checked_sub(layout.top + layout.body + 2) else { return };
        let (row, column) = (usize::from(top + line), usize::from(left + mouse.x.saturating_sub(1)));
        let to = writing.editor.screen_to_data(row, column);
        if !selects {
            writing.editor.cancel_selection();
        } else if !writing.editor.is_selecting() {
            writing.editor.start_selection();
        }
        let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        writing.editor.move_cursor(ratatui_textarea::CursorMove::Jump(place(to.0), place(to.1)));
    }
}

/// The command of an entry at so many columns from its start: that of the key there, else its first.
fn called_at(hint: &Hint, column: usize) -> Option<CommandId> {
    let mut end = 0;
    for (key, command) in hint.keys.split(' ').zip(&hint.commands) {
        end += width(key) + 1;
        if column < end {
            return Some(*command);
        }
    }
    hint.commands.first().copied()
}
