//! Any bytes as a web page end in a clean text or an error.

#![no_main]

mod taken;

use diptych::ingest::Form;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let page = [b"<!DOCTYPE html><html>", bytes].concat();
    taken::check(&page, &[Form::Html]);
});
