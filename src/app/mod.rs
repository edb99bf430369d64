//! What the analyst is doing: inputs in, state changed, effects out. One pure step.
//!
//! [`respond`] is the step. It looks keys up in the [`Keymap`] of [`command::COMMANDS`], changes the [`State`] and
//! returns [`Effect`]s as values; the shell carries them out and answers with inputs. Nothing here
//! knows a terminal, a disk, a thread or a clock: time arrives in each [`Input`], ids come from a
//! seed. The one crate of the screen that is let in is `ratatui_textarea`, for its model of a text
//! under edit.

mod arrangement;
mod available;
mod buttons;
mod chrome;
pub mod command;
mod copying;
mod dispatch;
mod editor;
mod effect;
mod exporting;
mod folding;
mod glossary;
mod help;
mod home;
mod ids;
mod input;
pub mod intake;
mod joining;
mod judging;
mod keymap;
mod keys;
mod library;
mod lists;
mod motion;
mod mouse;
mod note;
mod overview;
pub mod page;
mod program;
mod prompt;
mod recording;
mod room;
mod scrolling;
mod search;
mod selecting;
mod selection;
mod setting;
mod sifting;
mod sources;
mod state;
mod topics;
mod trail;
mod update;

pub use arrangement::Marks;
pub use buttons::{Placed, SETTINGS_LINE, footer, settings};
pub use chrome::TAG_WIDTH;
pub use effect::{Effect, Pair, Paper};
pub use exporting::{Exporting, Made, Order, content_name, format_name};
pub use folding::Fold;
pub use help::{HelpLine, SUBJECT};
pub use home::Home;
pub use input::{Input, JobId, Key, KeyCode, Mouse, MouseKind, Opened, Size, What, Which};
pub use intake::{Brought, Errand, Given, News};
pub use keymap::{Keymap, SetKeys};
pub use library::{
    Answer, Ask, Deleted, Facet, Followed, FoundLine, Library, Listing, Said, Sort, Spot, Tracking, UsedForm,
};
pub use lists::{List, detail_lines, source_lines};
pub use note::{Tagging, Writing};
pub use overview::{Glance, Speaks};
pub use prompt::{Offer, Prompt, Purpose};
pub use room::{Cursor, Room, Work};
pub use selection::{Picked, Selection};
pub use sifting::Setting;
pub use sources::Held;
pub use state::{Message, Mode, Overlay, Screen, Setup, State};
pub use update::respond;
