//! Keys and mouse while something is brought in.

use super::{Aim, Giving, Stage};
use crate::app::controls::command::CommandId;
use crate::app::room::motion::Way;
use crate::app::state::{Mode, State};
use crate::app::{Effect, Mouse, MouseKind};
use jiff::Timestamp;
use std::ops::Range;

/// Lines of the screen above the first field, or the first path.
pub const TOP: u16 = 4;
/// Columns before what stands in a field: a pointer, and the field's name.
pub const FIELD: u16 = 17;
/// Lines that proposed paths leave free: one below the line that is typed, those of what is said, the keys.
const AROUND: u16 = 6;

impl State {
    /// Does one of the commands that ask for nothing outside.
    pub(crate) fn bring_in(&mut self, id: CommandId) {
        use CommandId as C;
        match id {
            C::NextField => self.step_field(Way::Forward),
            C::PreviousField => self.step_field(Way::Back),
            C::PreviewDown => self.scroll_preview(Way::Forward),
            C::PreviewUp => self.scroll_preview(Way::Back),
            C::WriteText => self.write_text(),
            _ => {}
        }
    }

    /// Does one of the commands that send for something, or rule on what was brought.
    pub(crate) fn send_out(&mut self, at: Timestamp, id: CommandId) -> Vec<Effect> {
        use CommandId as C;
        match id {
            C::NewEvent => self.begin_event(),
            C::ImportEvent => self.begin(Aim::Import),
            C::VerifyFile => self.begin(Aim::Verify),
            C::AddDocument => self.begin(Aim::Document),
            C::AddVersion => self.begin_version(),
            C::MergeCopy => self.begin_merge(),
            C::CompletePath => self.complete_path(),
            C::Update => self.update_documents(),
            C::ShowCarrying => self.show_carrying(),
            C::CarryOver => self.rule_on_carried(at, true),
            C::LeaveBehind => self.rule_on_carried(at, false),
            C::Agreement => self.measure_agreement(),
            C::ShowRecords => self.show_records(),
            C::ShowOriginal => self.show_original(),
            _ => Vec::new(),
        }
    }

    /// The mouse chooses a field, an option or a path, and its wheel scrolls what is shown.
    pub(crate) fn mouse_in_intake(&mut self, mouse: Mouse) -> Vec<Effect> {
        let gives = self.mode() == Mode::Give;
        match mouse.kind {
            MouseKind::ScrollDown if gives => self.step_field(Way::Forward),
            MouseKind::ScrollUp if gives => self.step_field(Way::Back),
            MouseKind::ScrollDown => self.scroll_preview(Way::Forward),
            MouseKind::ScrollUp => self.scroll_preview(Way::Back),
            MouseKind::Press => return self.press_in_intake(mouse),
            MouseKind::Drag | MouseKind::Release => {}
        }
        Vec::new()
    }

    /// A press on a field goes there; in a line that is at hand, to a letter; on a choice at hand, to the next
    /// option. One on a path takes it, and looks into it where it is a folder.
    fn press_in_intake(&mut self, mouse: Mouse) -> Vec<Effect> {
        let height = self.setup.size.height;
        let Some(intake) = &mut self.incoming.intake else { return Vec::new() };
        let Some(line) = mouse.y.checked_sub(TOP).map(usize::from) else { return Vec::new() };
        if let Some(form) = intake.form_mut() {
            form.press(line, mouse.x.checked_sub(FIELD));
            return Vec::new();
        }
        let first = intake.giving.listed(height).start;
        // Below the line that is typed, one line is left free.
        match (&intake.stage, line.checked_sub(2)) {
            (Stage::Give, Some(below)) if !intake.giving.writes => {
                intake.giving.take_match(first + below);
                if intake.giving.typed_line().ends_with('/') { self.complete_path() } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }
}

impl Giving {
    /// The paths that are on a screen of so many lines: the one at hand is among them.
    #[must_use]
    pub fn listed(&self, height: u16) -> Range<usize> {
        let room = usize::from(height.saturating_sub(TOP + AROUND)).max(1);
        let first = self.choice.map_or(0, |at| (at + 1).saturating_sub(room));
        first..(first + room).min(self.matches.len())
    }
}
