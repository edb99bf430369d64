//! From a command to what it does.

use super::Effect;
use super::controls::command::{COMMANDS, CommandId};
use super::prompt::Purpose;
use super::room::motion::Way;
use super::state::{Screen, State};
use crate::domain::{Joining, Side};
use jiff::Timestamp;

impl State {
    /// Does what a command of the present mode says, or says why it cannot be done.
    pub(super) fn call(&mut self, at: Timestamp, id: CommandId) -> Vec<Effect> {
        let mode = self.mode();
        let row = COMMANDS.iter().find(|command| command.id == id && command.modes.contains(&mode));
        match row.and_then(|command| (command.unavailable)(self)) {
            Some(why) => {
                self.say(why);
                Vec::new()
            }
            None => perform(self, at, id),
        }
    }
}

/// Does what a command says. Every command is named: one that is added to the table and forgotten here
/// does not compile.
#[rustfmt::skip]
pub(super) fn perform(state: &mut State, at: Timestamp, id: CommandId) -> Vec<Effect> {
    use CommandId as C;
    match id {
        C::Accept | C::Dismiss | C::Explain | C::TakeOver => state.judge(at, id),
        C::Link | C::Separate => state.join(at, if id == C::Link { Joining::Link } else { Joining::Separate }),
        C::RepeatTag => state.repeat_tag(at),
        C::FinishNote => state.finish_writing(at),
        C::NewLine => state.break_line(at),
        C::MoreTags => state.add_tags(),
        C::UndoTyping | C::RedoTyping => state.retrace_typing(at, id),
        C::EditNote | C::Retag | C::DeleteNote | C::AcceptNote | C::DismissNote => state.work_on_note(at, id),
        C::Undo => state.undo(at),
        C::Redo => state.redo(at),
        C::Open => state.open_item(),
        C::SearchLibrary | C::FilterLibrary | C::SortLibrary | C::TurnLibrary | C::NextPlace | C::PreviousPlace
        | C::RenameEvent | C::TrashEvent | C::ShowTrash | C::RestoreEvent | C::TakeBack | C::ShowTrack | C::AskTrack
        | C::NextParty => state.work_in_library(at, id),
        C::NextPart => state.next_part(at),
        C::NewEvent | C::ImportEvent | C::VerifyFile | C::AddDocument | C::AddVersion | C::MergeCopy | C::CompletePath | C::Update | C::ShowCarrying | C::CarryOver | C::LeaveBehind | C::Agreement | C::ShowRecords
        | C::ShowOriginal => state.send_out(at, id),
        C::PreviousPart => state.previous_part(),
        C::ShowRoom => state.show(Screen::Room),
        C::ShowDiscrepancies => state.show(Screen::Discrepancies),
        C::ShowNotes => state.show(Screen::Notes),
        C::ShowEmphasis => state.show(Screen::Emphasis),
        C::ShowSources => state.show(Screen::Sources),
        C::ShowLibrary => state.show(Screen::Library),
        C::Document => state.next_document(),
        C::NextVersion | C::PreviousVersion => state.step_version(if id == C::NextVersion { Way::Forward } else { Way::Back }),
        C::PutLeft => state.put_source(Side::Left),
        C::PutRight => state.put_source(Side::Right),
        C::Redline => state.redline(),
        C::Search => without_effect(|| state.ask(Purpose::Search)),
        C::Palette => without_effect(|| state.ask(Purpose::Commands)),
        C::Answer => state.answer(at),
        C::ChooseDown => without_effect(|| state.choose(Way::Forward)),
        C::ChooseUp => without_effect(|| state.choose(Way::Back)),
        C::Cancel if state.prompt.is_some() => state.drop_prompt(),
        C::NextTopic | C::PreviousTopic => without_effect(|| state.walk_topic(if id == C::NextTopic { Way::Forward } else { Way::Back })),
        C::Copy | C::CopySource => state.copy(id),
        C::Export | C::NameFile | C::PreviousChoice | C::NextChoice | C::ShowSettings => state.take_choice(id),
        C::SaveElsewhere => vec![Effect::SaveElsewhere],
        C::Suspend => vec![Effect::Suspend],
        C::Back => state.back(),
        C::Quit | C::QuitAnywhere => state.quit(at),
        C::RowDown | C::RowUp | C::PassageDown | C::PassageUp | C::ScreenDown | C::ScreenUp | C::Start | C::End
        | C::OtherSide | C::LeftSide | C::RightSide | C::Follow | C::NextDiscrepancy | C::PreviousDiscrepancy
        | C::NextNote | C::PreviousNote | C::JumpBack | C::JumpForward => without_effect(|| state.go_in_room(id)),
        C::NextFilter | C::PreviousFilter | C::Severity | C::Stage | C::Author | C::SortList | C::FindInList => without_effect(|| state.sift(id)),
        C::NextConcept | C::Entry => without_effect(|| state.look_up(id)),
        C::Order | C::Free | C::OneSide | C::Lead | C::Marks | C::Concepts | C::Fold | C::OpenFold => without_effect(|| state.arrange(id)),
        C::Select | C::Grow | C::Shrink | C::GrowClause | C::ShrinkClause | C::OtherEnd | C::NextWords
        | C::PreviousWords | C::Across | C::NothingThere | C::ChooseTag | C::Cancel => without_effect(|| state.select(id)),
        C::NextField | C::PreviousField | C::WriteText | C::PreviewDown | C::PreviewUp => without_effect(|| state.bring_in(id)),
        C::ItemDown | C::ItemUp | C::ItemsDown | C::ItemsUp | C::FirstItem | C::LastItem | C::Help | C::ScrollDown
        | C::ScrollUp | C::Close => without_effect(|| state.go(id)),
        // A row of the table for the reader: the letters themselves are those of the codebook.
        C::Letter => Vec::new(),
    }
}

/// A command that asks for nothing outside.
fn without_effect(act: impl FnOnce()) -> Vec<Effect> {
    act();
    Vec::new()
}
