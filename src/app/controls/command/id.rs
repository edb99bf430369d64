//! Every command by its id. A new one gets its row in the table, and its act in `dispatch.rs`.

/// What a key can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table's help line says what each does")]
pub enum CommandId {
    RowDown,
    RowUp,
    PassageDown,
    PassageUp,
    ScreenDown,
    ScreenUp,
    Start,
    End,
    OtherSide,
    LeftSide,
    RightSide,
    NextDiscrepancy,
    PreviousDiscrepancy,
    NextNote,
    PreviousNote,
    NextTopic,
    PreviousTopic,
    Follow,
    JumpBack,
    JumpForward,
    Search,
    Palette,
    Answer,
    ChooseDown,
    ChooseUp,
    Select,
    Accept,
    Dismiss,
    Explain,
    TakeOver,
    EditNote,
    DeleteNote,
    Retag,
    AcceptNote,
    DismissNote,
    Undo,
    Redo,
    Copy,
    CopySource,
    Document,
    NextVersion,
    PreviousVersion,
    PutLeft,
    PutRight,
    Redline,
    Marks,
    Concepts,
    NextFilter,
    PreviousFilter,
    Severity,
    Stage,
    Author,
    SortList,
    FindInList,
    NextConcept,
    Entry,
    UndoTyping,
    RedoTyping,
    Order,
    Free,
    OneSide,
    Lead,
    Fold,
    OpenFold,
    Export,
    NameFile,
    PreviousChoice,
    NextChoice,
    SaveElsewhere,
    Grow,
    Shrink,
    GrowClause,
    NextWords,
    PreviousWords,
    ShrinkClause,
    OtherEnd,
    Across,
    NothingThere,
    Link,
    Separate,
    ChooseTag,
    RepeatTag,
    Cancel,
    Letter,
    FinishNote,
    NewLine,
    MoreTags,
    ItemDown,
    ItemUp,
    ItemsDown,
    ItemsUp,
    FirstItem,
    LastItem,
    Open,
    NewEvent,
    SearchLibrary,
    FilterLibrary,
    SortLibrary,
    TurnLibrary,
    NextPlace,
    PreviousPlace,
    RenameEvent,
    TrashEvent,
    TakeBack,
    ShowTrash,
    RestoreEvent,
    ShowTrack,
    AskTrack,
    NextParty,
    NextPart,
    PreviousPart,
    CompletePath,
    NextField,
    PreviousField,
    WriteText,
    PreviewDown,
    PreviewUp,
    ImportEvent,
    VerifyFile,
    AddDocument,
    AddVersion,
    Update,
    ShowCarrying,
    CarryOver,
    LeaveBehind,
    MergeCopy,
    Agreement,
    ShowRecords,
    ShowOriginal,
    ScrollDown,
    ScrollUp,
    Close,
    ShowRoom,
    ShowDiscrepancies,
    ShowNotes,
    ShowEmphasis,
    ShowSources,
    ShowLibrary,
    ShowSettings,
    Help,
    Suspend,
    Back,
    Quit,
    QuitAnywhere,
}

impl CommandId {
    /// Whether somebody who is lost needs it.
    pub(in crate::app) const fn is_a_way_out(self) -> bool {
        use CommandId as C;
        matches!(
            self,
            C::Help
                | C::Palette
                | C::Quit
                | C::QuitAnywhere
                | C::Back
                | C::Cancel
                | C::Close
                | C::FinishNote
                | C::PreviousPart
        )
    }

    /// How soon it gives way where a footer is short: 0 never, then the later the lower. What leads from reading
    /// to a note stays longest; arrow keys move also where no footer says so.
    pub(in crate::app) const fn gives_way(self) -> u8 {
        use CommandId as C;
        match self {
            _ if self.is_a_way_out() => 0,
            C::NextDiscrepancy | C::PreviousDiscrepancy | C::ChooseTag | C::Open | C::Answer | C::NextPart => 1,
            C::Accept | C::Dismiss | C::TakeOver | C::NothingThere | C::Across | C::CarryOver | C::LeaveBehind => 2,
            C::Select | C::Link | C::Separate | C::Grow | C::Shrink => 3,
            _ => 4,
        }
    }

    /// Its name in small letters: `row-down`.
    pub(super) fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_ascii_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.push(letter.to_ascii_lowercase());
        }
        name
    }
}
