//! Any bytes as plain text or Markdown end in a clean text or an error; nothing of UTF-8 is lost.

#![no_main]

mod taken;

use diptych::ingest::Form;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| taken::check(bytes, &[Form::Plain, Form::Markdown]));
