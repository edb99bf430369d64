//! The mouse in the reading room and in the lists.

use crate::app::controls::command::CommandId;
use crate::app::page::{Band, CellLine, Sheets, offset_at, passage, width};
use crate::app::room::folding::Fold;
use crate::app::room::motion::Way;
use crate::app::room::selection::{Picked, Selection};
use crate::app::room::{Cursor, Room, Work};
use crate::app::state::{Mode, Screen, State};
use crate::app::{Effect, Mouse, MouseKind};
use crate::domain::{Side, Span};
use jiff::Timestamp;
use std::cmp::Ordering;
use unicode_segmentation::UnicodeSegmentation;

/// Lines that one turn of the wheel moves.
const WHEEL: usize = 3;

/// What stands under the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hit {
    cursor: Cursor,
    /// The byte of the text, where it is on words.
    offset: Option<usize>,
}

impl State {
    /// Takes what the mouse did.
    pub(crate) fn mouse(&mut self, at: Timestamp, mouse: Mouse) -> Vec<Effect> {
        if mouse.kind == MouseKind::Press {
            self.message = None;
            if let Some(effects) = self.press_button(at, mouse) {
                return effects;
            }
        }
        match self.mode() {
            Mode::Room | Mode::Select if mouse.kind == MouseKind::Drag => self.drag(at, mouse),
            Mode::Room | Mode::Select => self.mouse_in_room(mouse),
            Mode::Discrepancies
            | Mode::Notes
            | Mode::Emphasis
            | Mode::Sources
            | Mode::Carry
            | Mode::Library
            | Mode::Trash
            | Mode::Track => self.mouse_in_list(mouse),
            Mode::Export | Mode::Settings => self.mouse_on_choices(mouse),
            Mode::Give | Mode::Paste | Mode::Describe | Mode::Plan => self.mouse_in_intake(mouse),
            Mode::Write => self.mouse_in_note(mouse),
            Mode::Overlay => self.mouse_in_overlay(mouse),
            Mode::Ask => self.mouse_on_offers(at, mouse),
            Mode::Tag => Vec::new(),
        }
    }

    fn mouse_in_overlay(&mut self, mouse: Mouse) -> Vec<Effect> {
        let way = match mouse.kind {
            MouseKind::ScrollDown => Way::Forward,
            MouseKind::ScrollUp => Way::Back,
            MouseKind::Press | MouseKind::Drag | MouseKind::Release => return Vec::new(),
        };
        (0..WHEEL).for_each(|_| self.scroll_overlay(way));
        Vec::new()
    }

    /// A press on a proposal takes it; the wheel goes through them.
    fn mouse_on_offers(&mut self, at: Timestamp, mouse: Mouse) -> Vec<Effect> {
        match mouse.kind {
            MouseKind::ScrollDown => self.choose(Way::Forward),
            MouseKind::ScrollUp => self.choose(Way::Back),
            MouseKind::Press => {
                let (top, listed) = self.offers_shown();
                let offer = mouse.y.checked_sub(top).map(|line| listed.start + usize::from(line));
                if let (Some(offer), Some(prompt)) = (offer.filter(|offer| listed.contains(offer)), &mut self.prompt) {
                    prompt.choice = offer;
                    return self.answer(at);
                }
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        Vec::new()
    }

    fn mouse_in_note(&mut self, mouse: Mouse) -> Vec<Effect> {
        match mouse.kind {
            MouseKind::Press => self.point_in_note(mouse, false),
            MouseKind::Drag => self.point_in_note(mouse, true),
            // The texts can be read while a note is written.
            MouseKind::ScrollDown | MouseKind::ScrollUp => return self.mouse_in_room(mouse),
            MouseKind::Release => {}
        }
        Vec::new()
    }

    fn mouse_in_room(&mut self, mouse: Mouse) -> Vec<Effect> {
        let layout = self.layout();
        let Some(room) = &mut self.room else { return Vec::new() };
        match mouse.kind {
            MouseKind::ScrollDown => room.scroll(layout, Way::Forward, WHEEL, room.side_under(mouse)),
            MouseKind::ScrollUp => room.scroll(layout, Way::Back, WHEEL, room.side_under(mouse)),
            MouseKind::Press if mouse.x == layout.strip => {
                room.held = Some(Held::Strip);
                room.jump_on_strip(mouse.y);
            }
            MouseKind::Press => room.press(mouse.x, mouse.y),
            MouseKind::Drag => {}
            MouseKind::Release => (room.held, room.pull) = (None, None),
        }
        Vec::new()
    }

    /// A click on a row takes its next choice; one on the last row of an export writes the file.
    fn mouse_on_choices(&mut self, mouse: Mouse) -> Vec<Effect> {
        let row = self.list().and_then(|list| list.item_at(mouse.y)).filter(|_| mouse.kind == MouseKind::Press);
        let Some(row) = row else { return self.mouse_in_list(Mouse { y: u16::MAX, ..mouse }) };
        self.go_to_item(row);
        match self.screen {
            Screen::Export if row + 1 == self.items() => self.write_export(),
            Screen::Export => self.change_export(CommandId::NextChoice),
            _ => self.change_setting(CommandId::NextChoice),
        }
    }

    fn mouse_in_list(&mut self, mouse: Mouse) -> Vec<Effect> {
        match mouse.kind {
            MouseKind::ScrollDown => self.step_item(Way::Forward),
            MouseKind::ScrollUp => self.step_item(Way::Back),
            MouseKind::Press => {
                let known = self.list().and_then(|list| list.item_at(mouse.y));
                match known {
                    Some(item) if item == self.item() => return self.open_item(),
                    Some(item) => self.go_to_item(item),
                    None => {}
                }
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        Vec::new()
    }
}

/// What the mouse holds while its button is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// Words from this byte of a text on.
    Words(Side, usize),
    /// The strip.
    Strip,
}

impl Room {
    /// The side whose text is under the mouse, else the one at the cursor.
    fn side_under(&self, mouse: Mouse) -> Side {
        let here = |side: &Side| {
            let line = usize::from(mouse.y.saturating_sub(self.page.layout.top));
            self.page.layout.column(*side).contains(&line)
        };
        let stacked = || Side::BOTH.into_iter().find(here);
        self.page.layout.side_at(mouse.x).or_else(stacked).unwrap_or(self.cursor.side)
    }

    fn hit(&self, x: u16, y: u16) -> Option<Hit> {
        let layout = self.page.layout;
        let line = self.page.line_at(y)?;
        if let Some(Band::Folded { row, .. }) = line.band {
            return Some(Hit { cursor: Cursor { row, side: self.reads, position: 0 }, offset: None });
        }
        let side = layout.side_at(x).or_else(|| Side::BOTH.into_iter().find(|&side| line.cells[side].is_some()))?;
        self.hit_in(side, line.cells[side].as_ref()?, x)
    }

    /// What stands at a column of a line of a text, or at its end where the mouse is out of the text.
    fn hit_in(&self, side: Side, cell_line: &CellLine, x: u16) -> Option<Hit> {
        let layout = self.page.layout;
        let cursor = Cursor { row: cell_line.row, side, position: cell_line.position };
        let offset = x.checked_sub(layout.text[side]).and_then(|column| {
            let text: String = cell_line.pieces.iter().map(|(text, _)| text.as_str()).collect();
            let column = usize::from(column).min(width(&text));
            let at = cell_line.start.checked_add(offset_at(&text, column))?;
            self.raw_at(&self.sheets(layout), cursor, at)
        });
        Some(Hit { cursor, offset })
    }

    /// Stands on the passage under the mouse. A selection stays, until words are dragged over.
    fn press(&mut self, x: u16, y: u16) {
        (self.held, self.pull) = (None, None);
        let Some(hit) = self.hit(x, y) else { return };
        if self.cursor == hit.cursor && matches!(self.fold_of(hit.cursor.row), Fold::First(_)) {
            return self.open_fold();
        }
        // A second press on a passage asks for the word under the mouse.
        let again = self.cursor == hit.cursor;
        self.reads = hit.cursor.side;
        self.stand(hit.cursor);
        if let (true, Some(offset)) = (again, hit.offset) {
            self.ask_for_word_at(offset);
        }
        self.held = hit.offset.map(|offset| Held::Words(hit.cursor.side, offset));
    }

    fn raw_at(&self, sheets: &Sheets<'_>, cursor: Cursor, shown: usize) -> Option<usize> {
        let cell = self.sheet.cell(cursor.side, cursor.row, cursor.position)?;
        passage(sheets, cursor.side, cell, usize::from(sheets.layout.body)).raw(&self.texts[cursor.side], shown)
    }

    /// Goes on with what the button went down on, wherever the mouse is by now.
    pub(super) fn drag(&mut self, x: u16, y: u16) {
        match self.held {
            Some(Held::Words(side, from)) => self.drag_words(side, from, x, y),
            Some(Held::Strip) => self.jump_on_strip(y),
            None => {}
        }
    }

    /// Selects whole words from where the button went down to where the mouse is: in the same text, also
    /// where the mouse has left it.
    fn drag_words(&mut self, side: Side, from: usize, x: u16, y: u16) {
        let Some(to) = self.offset_near(side, x, y) else { return };
        let text = &self.texts[side];
        let (low, high) = (from.min(to), from.max(to));
        let span = Span::new(word_at(text, low).start, word_at(text, high).end);
        let span = span.trimmed(text);
        if span.is_empty() {
            return;
        }
        match &mut self.work {
            // On the other side it is the partner of what is selected already.
            Work::Selecting(selection) if selection.first != side => {
                selection.picked[side] = Some(Picked::Words(span));
                selection.active = side;
            }
            work => *work = Work::Selecting(Selection::of(side, span)),
        }
    }

    /// The byte of a text nearest to the mouse: on its line, else on the last line of the text above it, else on
    /// the first below.
    fn offset_near(&self, side: Side, x: u16, y: u16) -> Option<usize> {
        let layout = self.page.layout;
        let line = usize::from(y.saturating_sub(layout.top)).min(self.page.lines.len().checked_sub(1)?);
        let of_text =
            |line: &usize| self.page.lines[*line].cells[side].as_ref().is_some_and(|cell| cell.start != usize::MAX);
        let near = (0..=line).rev().find(of_text).or_else(|| (line..self.page.lines.len()).find(of_text))?;
        let x = match near.cmp(&line) {
            Ordering::Less => u16::MAX,
            Ordering::Equal => x.max(layout.text[side]),
            Ordering::Greater => layout.text[side],
        };
        self.hit_in(side, self.page.lines[near].cells[side].as_ref()?, x)?.offset
    }
}

/// The word, or the stretch between words, that covers a byte.
fn word_at(text: &str, offset: usize) -> Span {
    // A line of text is enough to find a word in, however long the text.
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    let mut words =
        text[start..end].split_word_bound_indices().map(|(at, word)| Span::new(start + at, start + at + word.len()));
    words.find(|span| span.contains(offset)).unwrap_or(Span::new(offset, offset))
}
