//! Diptych: paired diplomatic readouts, side by side.
//!
//! # Glossary
//!
//! One word a concept, here and everywhere:
//!
//! - **Event**: the diplomatic occasion (never a key press). **Party**: who speaks (US, CN).
//! - **Source**: publisher and channel. **Readout**: one document of one party about an event.
//!   **Version**: one dated capture of a readout.
//! - **Passage**: the smallest aligned unit, a sentence; paragraphs group them. **Span**: a range in
//!   a version's text: bytes inside the program, code points in files, JSON and exports.
//! - **Side**, **Sides**: left and right of the screen.
//! - **Link**: passages that report the same (*same*) or belong to one topic (*related*).
//!   **Row**: a level pair of cells; rows partition both texts' passages for the screen.
//!   **Segment**: words that agree or differ inside a row.
//! - **Discrepancy**: what the program finds; derived, with a stable id. **Decision**: what the
//!   analyst ruled on it. **Annotation**: what the analyst records: anchors, tags, note, status.
//!   **Tag**, **Codebook**: the analyst's categories.
//! - **Change**: one step of the analyst's work, with what was before and after; **Journal**: the
//!   changes, ready to be taken back.
//! - **Publication**: all that leaves the program about an event, in one value. **Reference**: a version as it
//!   is cited. **Extract**: words of a reference at their place, with how they may be shown. **Finding**: a
//!   discrepancy with its ruling, ready to be printed.
//! - **Dossier**: the folder of one event. **Library**: the folder of dossiers.
//! - The machine speaks **Input → Command → State → Effect**.
//!
//! # Map
//!
//! Two halves. Values know nothing of the world; effects know nothing of how texts are compared or
//! drawn. A layer may name only those to its left; `tests/tidy.rs` keeps it so.
//!
//! ```text
//! values:   domain ← compare ← review ← export ← app ← view
//! effects:  ingest, store (name only domain) ← shell ← main (may name everything)
//! ```
//!
//! # Flow
//!
//! ```text
//! terminal ─▶ shell ──Input──▶ app::respond(&mut State, Input) ──Vec<Effect>──▶ shell (disk, threads)
//!                                   │                                              │
//!          screen ◀── view::draw(&State)          Input::{Compared, Saved, …} ◀────┘
//! ```

pub mod domain;

pub mod compare;

pub mod review;

pub mod export;

pub mod app;

pub mod view;

pub mod ingest;

pub mod store;

pub mod shell;
