//! What the analyst is doing: inputs in, state changed, effects out. One pure step.
//!
//! [`respond`] is the step. It looks keys up in the [`Keymap`] of [`command::COMMANDS`], changes the [`State`] and
//! returns [`Effect`]s as values; the shell carries them out and answers with inputs. Nothing here
//! knows a terminal, a disk, a thread or a clock: time arrives in each [`Input`], ids come from a
//! seed. The one crate of the screen that is let in is `ratatui_textarea`, for its model of a text
//! under edit.
//!
//! Where to look: `controls` says which commands there are and under which keys and buttons; `update` and
//! `dispatch` lead to what they do; `state` is what the program is doing. Each place that an analyst can be in
//! has its folder: `room` (two texts side by side, laid out by [`page`]), `lists` (discrepancies, notes,
//! topics, documents), `writing` (tags and notes), `library` (all events) and [`intake`] (what is brought in).

mod chrome;
mod controls;
mod dispatch;
mod effect;
mod exporting;
mod help;
mod home;
mod ids;
mod input;
pub mod intake;
mod library;
mod lists;
pub mod page;
mod program;
mod prompt;
mod room;
mod setting;
mod state;
mod update;
mod writing;

pub use chrome::TAG_WIDTH;
pub use controls::buttons::{Placed, SETTINGS_LINE, footer, settings};
pub use controls::command;
pub use controls::keymap::{Keymap, SetKeys};
pub use effect::{Effect, Pair, Paper};
pub use exporting::{Exporting, Made, Order, content_name, format_name};
pub use help::{HelpLine, SUBJECT};
pub use home::Home;
pub use input::{Input, JobId, Key, KeyCode, Mouse, MouseKind, Opened, Size, What, Which};
pub use intake::{Brought, Errand, Given, News};
pub use library::{
    Answer, Ask, Deleted, Facet, Followed, FoundLine, Library, Listing, Said, Sort, Spot, Tracking, UsedForm, View,
};
pub use lists::sifting::Setting;
pub use lists::sources::Held;
pub use lists::{List, detail_lines, source_lines};
pub use prompt::{Offer, Prompt, Purpose, TOLD};
pub use room::arrangement::Marks;
pub use room::folding::Fold;
pub use room::overview::{Glance, Speaks};
pub use room::selection::{Picked, Selection};
pub use room::{Absence, Cursor, Room, Work};
pub use state::{Message, Mode, Overlay, Screen, Setup, State};
pub use update::respond;
pub use writing::note::{Tagging, Writing};
