//! Joins an event, its comparison, the annotations and the decisions into what can be shown or
//! exported. No files, no terminal, no keys.

pub mod agreement;
mod card;
pub mod carry;
pub mod catalogue;
mod citation;
#[cfg(test)]
mod fixture;
mod frame;
pub mod merge;
mod pasted;
pub mod publication;
pub mod search;
mod sets;
mod sheet;
mod takeover;
mod timeline;
pub mod track;
mod triage;

pub use card::{Fact, card};
pub use citation::{Citation, Quotation, citation, cited};
pub use frame::frame_of;
pub use pasted::pasted;
pub use publication::{Content, Examined, Publication};
pub use sets::{Recorded, records_of, sets_of};
pub use sheet::{Cell, Raised, Sheet, SheetRow};
pub use takeover::{nothing_in, targets_of};
pub use timeline::{Issued, order_of, timeline};
pub use triage::{Triaged, rulings_on, triage};
