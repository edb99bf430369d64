//! Reads the built-in lexicon when the program is built, so that no start of the program pays for it, and a mistake
//! in it ends the build.
//!
//! The modules are the program's own: what is written down here and what the program makes of a person's lexicon
//! cannot part.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::wrong_self_convention,
    reason = "judged where the program uses these modules"
)]

#[path = "src/domain"]
mod domain {
    mod span;
    pub use span::Span;
}

#[path = "src/compare"]
mod compare {
    pub mod fold;
    pub mod lexicon {
        pub mod builtin;
        pub mod draft;
    }
    pub mod token;
}

use compare::lexicon::{builtin, draft::Draft};
use std::path::PathBuf;
use std::{env, fs, process};

fn main() {
    // Cargo knows the modules and the TOML files as sources of this script; only the script itself is to be named.
    println!("cargo::rerun-if-changed=build.rs");
    if let Err(told) = write() {
        println!("cargo::error={told}");
        process::exit(1);
    }
}

/// Writes the draft of the built-in lexicon where the compiler will find it.
fn write() -> Result<(), String> {
    let mut draft = Draft::default();
    if let Some(error) = draft.lay(&builtin::parts()).into_iter().next() {
        return Err(format!("src/compare/lexicon/{error}"));
    }
    let table = postcard::to_allocvec(&draft).map_err(|error| error.to_string())?;
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo gives no OUT_DIR")?);
    fs::write(folder.join("lexicon.postcard"), table).map_err(|error| format!("the table of the lexicon: {error}"))
}
