//! Two texts in, what each says, leaves out or words differently out. Pure and deterministic.

mod comparison;

pub use comparison::{
    Comparison, Discrepancy, Document, Emphasis, Form, Frame, Link, Mark, Mention, Passage, Reading, Regime, Row,
    Segment, Speaker, Tie,
};
