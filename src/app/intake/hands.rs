//! Keys and mouse while something is brought in.

use super::{Aim, Stage};
use crate::app::controls::command::CommandId;
use crate::app::room::motion::Way;
use crate::app::state::State;
use crate::app::{Effect, Mouse, MouseKind};
use jiff::Timestamp;

/// Lines of the screen above the first field, or the first path.
pub const TOP: u16 = 4;

impl State {
    /// Does one of the commands that ask for nothing outside.
    pub(crate) fn bring_in(&mut self, id: CommandId) {
        use CommandId as C;
        match id {
            C::AddDocument => self.begin(Aim::Document),
            C::AddVersion => self.begin_version(),
            C::MergeCopy => self.begin_merge(),
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

    /// The mouse chooses a field or a path, and its wheel scrolls what is shown.
    pub(crate) fn mouse_in_intake(&mut self, mouse: Mouse) {
        match mouse.kind {
            MouseKind::ScrollDown => self.scroll_preview(Way::Forward),
            MouseKind::ScrollUp => self.scroll_preview(Way::Back),
            MouseKind::Press => self.press_in_intake(mouse.y),
            MouseKind::Drag | MouseKind::Release => {}
        }
    }

    fn press_in_intake(&mut self, y: u16) {
        let Some(intake) = &mut self.incoming.intake else { return };
        let Some(line) = y.checked_sub(TOP).map(usize::from) else { return };
        if let Some(form) = intake.form_mut() {
            if line < form.fields.len() {
                form.at = line;
            }
            return;
        }
        // Below the line that is typed, one line is left free.
        if let (Stage::Give, Some(path)) = (&intake.stage, line.checked_sub(2)) {
            intake.giving.take_match(path);
        }
    }
}
