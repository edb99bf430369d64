//! The commands that work on the program as a whole: moving, showing, copying, exporting, ending.

use super::controls::command::CommandId;
use super::room::motion::Way;
use super::state::{Mode, Overlay, Screen, State};
use super::{Ask, Effect};
use crate::domain::Side;
use jiff::Timestamp;

impl State {
    /// Moves in a list or an overlay, or opens one.
    pub(crate) fn go(&mut self, id: CommandId) {
        use CommandId as C;
        match id {
            C::ItemDown => self.step_item(Way::Forward),
            C::ItemUp => self.step_item(Way::Back),
            C::ItemsDown => self.step_items(Way::Forward),
            C::ItemsUp => self.step_items(Way::Back),
            C::FirstItem => self.go_to_item(0),
            C::LastItem => self.go_to_item(usize::MAX),
            C::Help if self.mode() == Mode::Tag => self.lay_over(Overlay::Tags),
            C::Help => self.lay_over(Overlay::Help),
            C::ScrollDown => self.scroll_overlay(Way::Forward),
            C::ScrollUp => self.scroll_overlay(Way::Back),
            C::Close => self.overlay = None,
            _ => {}
        }
    }

    /// Moves in the reading room, or changes what it shows.
    pub(crate) fn go_in_room(&mut self, id: CommandId) {
        use CommandId as C;
        let layout = self.layout();
        // A screen less two lines, so that the eye keeps its place.
        let screen = usize::from(layout.body.saturating_sub(2).max(1));
        let Some(room) = &mut self.room else { return };
        let mut found = true;
        match id {
            C::RowDown => room.step_row(Way::Forward),
            C::RowUp => room.step_row(Way::Back),
            C::PassageDown => room.step_passage(Way::Forward),
            C::PassageUp => room.step_passage(Way::Back),
            C::ScreenDown => room.scroll(layout, Way::Forward, screen, room.cursor.side),
            C::ScreenUp => room.scroll(layout, Way::Back, screen, room.cursor.side),
            C::Start => room.go_to_end(Way::Back),
            C::End => room.go_to_end(Way::Forward),
            C::OtherSide => room.go_to_side(room.cursor.side.other()),
            C::LeftSide => room.go_to_side(Side::Left),
            C::RightSide => room.go_to_side(Side::Right),
            C::Follow => found = room.follow(),
            C::NextDiscrepancy | C::PreviousDiscrepancy if room.search.is_some() => {
                let way = if id == C::NextDiscrepancy { Way::Forward } else { Way::Back };
                let told = room.step_hit(way);
                return told.into_iter().for_each(|told| self.say(told));
            }
            C::JumpBack => found = room.go_along_trail(Way::Back),
            C::JumpForward => found = room.go_along_trail(Way::Forward),
            C::NextDiscrepancy => found = room.step_discrepancy(Way::Forward),
            C::PreviousDiscrepancy => found = room.step_discrepancy(Way::Back),
            C::NextNote => found = room.step_note(Way::Forward),
            C::PreviousNote => found = room.step_note(Way::Back),
            _ => {}
        }
        if !found {
            self.say(match id {
                C::NextNote | C::PreviousNote => "no further note in the panes",
                C::JumpBack | C::JumpForward => "no further jump this way",
                C::Follow => "this passage has no partner in another row",
                _ => "no further open one this way; {show-discrepancies} lists all",
            });
        }
    }

    pub(super) fn scroll_overlay(&mut self, way: Way) {
        if let Some(line) = way.from(self.overlay_line, self.overlay_end() + 1) {
            self.overlay_line = line;
        }
    }

    /// Puts the words at hand on the clipboard.
    pub(crate) fn copy(&mut self, id: CommandId) -> Vec<Effect> {
        let Some(room) = &self.room else { return Vec::new() };
        let text = if id == CommandId::CopySource { room.paste_ready() } else { room.plain_copy() };
        text.map(Effect::Copy).into_iter().collect()
    }

    /// One step back, losing nothing.
    pub(crate) fn back(&mut self) -> Vec<Effect> {
        if self.incoming.under_way().is_some() {
            self.say("given up");
            return self.incoming.give_up();
        }
        if self.list_everything() {
            self.say("everything is listed again");
            return Vec::new();
        }
        if self.screen == Screen::Library && self.library.progress().is_some() {
            return vec![Ask::Stop.into()];
        }
        if self.screen == Screen::Library && self.end_library_search() {
            return Vec::new();
        }
        match (self.screen, &mut self.room) {
            (Screen::Trash, _) | (Screen::Track, None) => return self.show(Screen::Library),
            (Screen::Room, Some(room)) => room.let_go(),
            (Screen::Export | Screen::Settings, _) => self.screen = self.came_from,
            (Screen::Carrying, Some(_)) => self.screen = Screen::Sources,
            (_, Some(_)) => self.screen = Screen::Room,
            (_, None) => {}
        }
        Vec::new()
    }

    /// Ends the program; at the first time not when something would be lost.
    pub(crate) fn quit(&mut self, at: Timestamp) -> Vec<Effect> {
        let mut effects = Vec::new();
        effects.extend(self.finish_note(at));
        let coming_in = self.incoming.intake.as_ref().is_some_and(|intake| intake.holds_something());
        let loss = match () {
            () if self.saving.failed.is_some() => {
                Some("changes could not be saved: {save-elsewhere} saves everything elsewhere")
            }
            () if coming_in => Some("what you began to bring in is not taken in yet"),
            () => None,
        };
        if let Some(loss) = loss.filter(|_| !std::mem::replace(&mut self.asked_to_quit, true)) {
            self.warn(format!("{loss}; once more leaves all the same"));
            return effects;
        }
        effects.extend(self.leaving());
        effects.push(Effect::Quit);
        effects
    }
}
