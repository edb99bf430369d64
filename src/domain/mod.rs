//! Values of the field: events, readouts, texts, annotations. No files, no clock, no terminal.
//!
//! Everything here can be built in a test from literals. Offsets are bytes into a version's text
//! ([`Span`]); only the edges of the program (files, JSON, exports) speak of Unicode code points
//! ([`CodePoints`]).

mod ancestor;
mod annotation;
mod calendar;
mod change;
mod codebook;
mod decision;
mod dossier;
mod draft;
mod event;
mod kind;
mod language;
mod look;
mod preferences;
mod readout;
mod side;
mod span;
mod states;
mod visible;
pub mod written;

pub use ancestor::Ancestor;
pub use annotation::{Anchor, Annotation, AnnotationId, Nothing, Origin, Status, Target};
pub use calendar::MONTHS;
pub use change::{Change, Edit, Journal, Step, Subject};
pub use codebook::{Codebook, Tag, TagColour, TagId};
pub use decision::{Decision, DecisionId, Joining, Matter, Ruling};
pub use dossier::{Dossier, Problem};
pub use draft::Draft;
pub use event::{Event, EventKind, Party, PartyId};
pub use kind::Kind;
pub use language::{Language, language_name};
pub use look::{Depth, Ground, Look, OwnColour, Palette, Part, Shade};
pub use preferences::{Preferences, SETTINGS, Setting, SettingRow, Surroundings};
pub use readout::{Raw, Readout, ReadoutId, Standing, Text, TextHash, Translation, Version, VersionId};
pub use side::{Side, Sides};
pub use span::{CodePoints, Span};
pub use visible::{Visible, hidden, visible};
